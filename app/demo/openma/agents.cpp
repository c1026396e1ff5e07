#include "demo/openma/routes.h"

#include <algorithm>

namespace demo::openma {

namespace {

Json shapedModel(const Json &sent)
{
    if (sent.is_object())
        return {{"id", sent.value("id", Json())}, {"speed", sent.value("speed", Json("standard"))}};
    return {{"id", sent}, {"speed", "standard"}};
}

Json shapedMultiagent(Tables &tables, const Json &sent)
{
    if (!sent.is_object())
        return nullptr;
    Json agents = Json::array();
    for (const Json &entry : sent.value("agents", Json::array())) {
        const std::string id = entry.is_string() ? entry.get<std::string>() : entry.value("id", std::string());
        const auto agent = tables.find("agent", id);
        agents.push_back({{"type", "agent"}, {"id", id}, {"version", entry.is_object() ? entry.value("version", Json(1)) : Json(agent ? agent->version : 1)}});
    }
    return {{"type", "coordinator"}, {"agents", agents}};
}

bool namesItself(const Json &sent)
{
    const Json agents = sent.is_object() ? sent.value("agents", Json::array()) : Json::array();
    return std::any_of(agents.begin(), agents.end(), [](const Json &entry) { return entry.is_object() && entry.value("type", Json()) == "self"; });
}

} // namespace

Json agentSnapshot(const Json &agentBody)
{
    Json out = {{"type", "agent"}, {"id", agentBody.at("id")}, {"name", agentBody.at("name")}};
    out["model"] = agentBody.at("model").at("id");
    for (const char *key : {"system", "tools", "version", "multiagent"})
        out[key] = agentBody.at(key);
    return out;
}

Reply createAgent(Exchange &exchange)
{
    const Json &sent = exchange.body;
    if (!sent.is_object())
        return Reply::json({{"error", "internal_error"}, {"message", "Cannot read properties of null (reading 'multiagent')"}}, 500);
    if (namesItself(sent.value("multiagent", Json())))
        return failure(422, "multiagent cannot reference self");
    if (!sent.contains("name") || sent.at("name").is_null() || sent.at("name") == "")
        return failure(400, "name is required");
    if (!sent.contains("model") || sent.at("model").is_null())
        return failure(400, "model is required for cloud agents");
    Row row;
    row.kind = "agent";
    row.id = newId("agent-", 16);
    row.created = nowMs();
    row.version = 1;
    row.name = textOf(sent, "name").value_or("");
    const Json multiagent = shapedMultiagent(exchange.tables, sent.value("multiagent", Json()));
    row.body = {{"type", "agent"},
                {"id", row.id},
                {"name", sent.at("name")},
                {"model", shapedModel(sent.at("model"))},
                {"system", sent.value("system", Json())},
                {"tools", sent.value("tools", Json::array({{{"type", "agent_toolset_20260401"}}}))},
                {"version", 1},
                {"created_at", toTime(row.created)},
                {"updated_at", toTime(row.created)},
                {"archived_at", nullptr},
                {"description", sent.value("description", Json())},
                {"skills", sent.value("skills", Json::array())},
                {"mcp_servers", sent.value("mcp_servers", Json::array())},
                {"multiagent", multiagent},
                {"callable_agents", multiagent.is_object() ? multiagent.at("agents") : Json::array()},
                {"metadata", sent.value("metadata", Json::object())}};
    if (sent.contains("_oma") && !sent.at("_oma").empty())
        row.body["_oma"] = sent.at("_oma");
    exchange.tables.insert(row);
    return Reply::json(row.body, 201);
}

Reply listAgents(Exchange &exchange)
{
    Selection selection;
    selection.kind = "agent";
    selection.text = exchange.request.query.value("q");
    if (const auto refused = readArchived(exchange, &selection))
        return *refused;
    return listRows(exchange, selection, {50, 100, false});
}

Reply fetchAgent(Exchange &exchange)
{
    const auto row = exchange.tables.find("agent", exchange.id());
    return row ? Reply::json(row->body) : failure(404, "Agent not found");
}

Reply updateAgent(Exchange &exchange)
{
    auto row = exchange.tables.find("agent", exchange.id());
    if (!row)
        return failure(404, "Agent not found");
    const Json &sent = exchange.body;
    if (sent.contains("version") && sent.at("version") != row->version)
        return failure(409, "Version mismatch. Agent has been updated since you last read it.");
    if (namesItself(sent.value("multiagent", Json())))
        return failure(422, "multiagent cannot reference self");
    const Json before = row->body;
    Json &body = row->body;
    for (const char *key : {"name", "system", "description", "tools", "skills", "mcp_servers"}) {
        if (sent.contains(key))
            body[key] = sent.at(key);
    }
    if (sent.contains("model") && !sent.at("model").is_null())
        body["model"] = shapedModel(sent.at("model"));
    if (sent.contains("multiagent")) {
        body["multiagent"] = shapedMultiagent(exchange.tables, sent.at("multiagent"));
        body["callable_agents"] = body["multiagent"].is_object() ? body["multiagent"]["agents"] : Json::array();
    }
    const Json metadata = sent.value("metadata", Json::object());
    for (const auto &[key, value] : metadata.items()) {
        if (value.is_null())
            body["metadata"].erase(key);
        else
            body["metadata"][key] = value;
    }
    if (body == before)
        return Reply::json(body);
    exchange.tables.putVersion(row->id, row->version, before); // its list of versions never holds the current one
    body["version"] = ++row->version;
    body["updated_at"] = toTime(nowMs());
    row->name = textOf(body, "name").value_or("");
    exchange.tables.update(*row);
    return Reply::json(body);
}

Reply archiveAgent(Exchange &exchange)
{
    auto row = exchange.tables.find("agent", exchange.id());
    if (!row)
        return failure(404, "Agent not found");
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteAgent(Exchange &exchange)
{
    if (!exchange.tables.find("agent", exchange.id()))
        return failure(404, "Agent not found");
    exchange.tables.remove(exchange.id());
    return deleted(exchange.id(), "agent_deleted");
}

Reply listAgentVersions(Exchange &exchange)
{
    if (!exchange.tables.find("agent", exchange.id()))
        return failure(404, "Agent not found");
    Json data = Json::array();
    for (Json &body : exchange.tables.versions(exchange.id()))
        data.push_back(std::move(body));
    return Reply::json({{"data", data}});
}

Reply fetchAgentVersion(Exchange &exchange)
{
    if (!exchange.tables.find("agent", exchange.id()))
        return failure(404, "Agent not found");
    const auto body = exchange.tables.version(exchange.id(), QByteArray::fromStdString(exchange.id(1)).toInt());
    return body ? Reply::json(*body) : failure(404, "Version not found");
}

} // namespace demo::openma
