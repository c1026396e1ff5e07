#include "demo/managed/multiagent.h"
#include "demo/managed/paging.h"
#include "demo/managed/routes.h"
#include "demo/managed/toolshape.h"

#include <charconv>

namespace demo::managed {

namespace {

using Need = Fields::Need;

constexpr int maxSystem = 100'000;

Json shapedIdentity(Fields &fields, const Json &sent)
{
    if (sent.is_null())
        return {{"type", "service_account"}};
    const std::string type = sent.is_object() ? sent.value("type", std::string()) : std::string();
    if (type == "service_account")
        return {{"type", type}};
    if (type != "aws_role" || !sent.value("role_arn", Json()).is_string())
        fields.refuse("execution_identity: should be a service_account, or an aws_role with its role_arn.");
    return sent;
}

void allowAgentFields(Fields &fields, bool update)
{
    if (update) {
        fields.allow({"version", "name", "model", "description", "system", "tools", "mcp_servers", "skills", "multiagent", "execution_identity",
                      "metadata"});
    } else {
        fields.allow({"name", "model", "description", "system", "tools", "mcp_servers", "skills", "multiagent", "execution_identity", "metadata"});
    }
}

//! null and "" clear.
Json clearable(const std::optional<std::string> &text)
{
    return text && !text->empty() ? Json(*text) : Json();
}

//! Applies an update to a copy of the record; what was not sent stays (managed-agents.md §1.14).
Json updated(Fields &fields, Tables &tables, const Row &agent)
{
    Json body = agent.body;
    if (fields.has("name")) {
        if (const auto name = fields.text("name", Need::Required, 1, 256))
            body["name"] = *name;
    }
    if (fields.has("model"))
        body["model"] = shapedModel(fields, fields.at("model"), body.at("model"));
    if (fields.has("description"))
        body["description"] = clearable(fields.text("description", Need::Optional, 0, 2048));
    if (fields.has("system"))
        body["system"] = clearable(fields.text("system", Need::Optional, 0, maxSystem));
    if (fields.has("tools"))
        body["tools"] = shapedTools(fields, fields.at("tools"));
    if (fields.has("mcp_servers"))
        body["mcp_servers"] = shapedServers(fields, fields.at("mcp_servers"));
    if (fields.ok())
        matchServers(fields, body["tools"], body["mcp_servers"]);
    if (fields.has("skills"))
        body["skills"] = shapedSkills(fields, fields.at("skills"));
    if (fields.has("multiagent"))
        body["multiagent"] = shapedMultiagent(fields, tables, fields.at("multiagent"), body.at("multiagent"), agent.id, agent.version + 1);
    if (fields.has("execution_identity"))
        body["execution_identity"] = shapedIdentity(fields, fields.at("execution_identity"));
    body["metadata"] = patchedMetadata(fields, body.at("metadata"));
    return body;
}

} // namespace

Reply createAgent(Exchange &exchange)
{
    Fields fields(exchange.body);
    allowAgentFields(fields, false);
    const auto name = fields.text("name", Need::Required, 1, 256);
    if (!fields.has("model"))
        fields.refuse("model: Field required.");
    const Json model = fields.ok() ? shapedModel(fields, fields.at("model"), nullptr) : Json();
    const auto description = fields.text("description", Need::Optional, 0, 2048);
    const auto system = fields.text("system", Need::Optional, 0, maxSystem);
    const Json tools = shapedTools(fields, fields.at("tools"));
    const Json servers = shapedServers(fields, fields.at("mcp_servers"));
    if (fields.ok())
        matchServers(fields, tools, servers);
    const std::string id = newId("agent_");
    const Json skills = shapedSkills(fields, fields.at("skills"));
    const Json multiagent = shapedMultiagent(fields, exchange.tables, fields.at("multiagent"), nullptr, id, 1);
    const Json identity = shapedIdentity(fields, fields.at("execution_identity"));
    const Json metadata = newMetadata(fields);
    if (!fields.ok())
        return fields.reply();
    Row agent;
    agent.kind = "agent";
    agent.id = id;
    agent.created = nowMs();
    agent.name = *name;
    agent.version = 1;
    agent.body = {{"id", id},
                  {"type", "agent"},
                  {"name", *name},
                  {"description", clearable(description)},
                  {"system", clearable(system)},
                  {"model", model},
                  {"tools", tools},
                  {"mcp_servers", servers},
                  {"skills", skills},
                  {"multiagent", multiagent},
                  {"execution_identity", identity},
                  {"metadata", metadata},
                  {"version", 1},
                  {"created_at", toTime(agent.created)},
                  {"updated_at", toTime(agent.created)},
                  {"archived_at", nullptr}};
    exchange.tables.insert(agent);
    exchange.tables.putVersion(id, 1, agent.body);
    return Reply::json(agent.body);
}

Reply listAgents(Exchange &exchange)
{
    static const Json none = Json::object();
    Fields fields(none);
    const Query &query = exchange.request.query;
    const PageRequest page = pageRequest(fields, query, 20, 100, false, false);
    Selection selection;
    selection.kind = "agent";
    selection.created = timeBounds(fields, query);
    selection.archived = query.value("include_archived") == "true" ? Selection::Archived::Any : Selection::Archived::No;
    if (!fields.ok())
        return fields.reply();
    return Reply::json(listPage(exchange.tables, selection, page, bodyOf, false));
}

Reply fetchAgent(Exchange &exchange)
{
    const auto agent = exchange.tables.find("agent", exchange.id());
    if (!agent)
        return notFound("Agent", exchange.id());
    if (!exchange.request.query.has("version"))
        return Reply::json(agent->body);
    const std::string text = exchange.request.query.value("version");
    int version = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (problem != std::errc() || end != text.data() + text.size() || version < 1)
        return failure(400, "version: must be an integer of at least 1.");
    const auto body = exchange.tables.version(agent->id, version);
    return body ? Reply::json(*body) : failure(404, "Agent " + agent->id + " has no version " + text + ".");
}

Reply updateAgent(Exchange &exchange)
{
    auto agent = exchange.tables.find("agent", exchange.id());
    if (!agent)
        return notFound("Agent", exchange.id());
    Fields fields(exchange.body);
    allowAgentFields(fields, true);
    const auto version = fields.integer("version", Need::Optional, 1, 1'000'000'000);
    if (!fields.ok())
        return fields.reply();
    if (agent->archived)
        return failure(400, "Agent " + agent->id + " is archived and cannot be changed.");
    if (version && *version != agent->version) {
        return failure(409, "version " + std::to_string(*version) + " is not the newest: agent " + agent->id + " is at version "
                                + std::to_string(agent->version) + ". Fetch it again and apply your change to that.");
    }
    Json body = updated(fields, exchange.tables, *agent);
    if (!fields.ok())
        return fields.reply();
    if (body == agent->body)
        return Reply::json(body); // nothing changes, so no new version
    body["version"] = ++agent->version;
    body["updated_at"] = toTime(nowMs());
    agent->name = body["name"].get<std::string>();
    agent->body = std::move(body);
    exchange.tables.update(*agent);
    exchange.tables.putVersion(agent->id, agent->version, agent->body);
    return Reply::json(agent->body);
}

Reply archiveAgent(Exchange &exchange)
{
    auto agent = exchange.tables.find("agent", exchange.id());
    if (!agent)
        return notFound("Agent", exchange.id());
    archiveRow(exchange.tables, &*agent);
    return Reply::json(agent->body);
}

Reply listAgentVersions(Exchange &exchange)
{
    const auto agent = exchange.tables.find("agent", exchange.id());
    if (!agent)
        return notFound("Agent", exchange.id());
    static const Json none = Json::object();
    Fields fields(none);
    const PageRequest page = pageRequest(fields, exchange.request.query, 20, 100, false, false);
    if (!fields.ok())
        return fields.reply();
    auto versions = exchange.tables.versions(agent->id);
    return Reply::json(arrayPage({versions.rbegin(), versions.rend()}, page));
}

} // namespace demo::managed
