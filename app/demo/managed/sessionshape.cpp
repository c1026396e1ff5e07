#include "demo/managed/sessionshape.h"

#include <algorithm>

namespace demo::managed {

namespace {

using Need = Fields::Need;

//! Without `multiagent`: what a roster's members are expanded to.
Json definitionOf(const Json &agentBody)
{
    Json out = {{"type", "agent"}};
    for (const char *key : {"id", "version", "name", "description", "system", "model", "tools", "mcp_servers", "skills", "execution_identity"})
        out[key] = agentBody.at(key);
    return out;
}

//! A roster's references become the agents' definitions.
Json expandedRoster(Tables &tables, const Json &entries)
{
    Json out = Json::array();
    for (const Json &entry : entries) {
        const auto body = entry.value("type", std::string()) == "agent" ? tables.version(entry.value("id", std::string()), entry.value("version", 0))
                                                                        : std::nullopt;
        out.push_back(body ? definitionOf(*body) : entry);
    }
    return out;
}

Json expandedMultiagent(Tables &tables, Json multiagent)
{
    if (!multiagent.is_object())
        return nullptr;
    if (multiagent.contains("agents"))
        multiagent["agents"] = expandedRoster(tables, multiagent["agents"]);
    for (const char *group : {"subagents", "workflows"}) {
        if (multiagent.contains(group) && multiagent[group].contains("predefined_agents"))
            multiagent[group]["predefined_agents"] = expandedRoster(tables, multiagent[group]["predefined_agents"]);
    }
    return multiagent;
}

bool isAmount(const Json &amount)
{
    if (!amount.is_string())
        return false;
    const auto text = amount.get<std::string>();
    return !text.empty() && text.size() < 15 && (text == "0" || text.front() != '0')
        && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

} // namespace

Json agentSnapshot(Tables &tables, const Json &agentBody)
{
    Json out = definitionOf(agentBody);
    out["multiagent"] = expandedMultiagent(tables, agentBody.value("multiagent", Json()));
    return out;
}

Json sessionBody(const Row &session)
{
    Json body = session.body;
    const Notes notes = Notes::of(session);
    body["stats"]["duration_seconds"] = double(notes.ended.value_or(nowMs()) - session.created) / 1000.0;
    return body;
}

Row sessionRow(Tables &tables, const NewSession &from, qint64 created)
{
    Row row;
    row.kind = "session";
    row.id = newId("sesn_");
    row.created = created;
    row.status = "idle";
    row.agent = from.agent.id;
    row.version = from.agentBody.at("version").get<int>();
    row.name = from.title.is_string() ? from.title.get<std::string>() : std::string();
    Notes notes;
    notes.thread = newId("sthr_");
    // What every request begins with: the instructions, and the built-in tools' long descriptions.
    const Json &tools = from.agentBody.at("tools");
    notes.fresh = tokensOf(qint64(tools.dump().size())) + (tools.empty() ? 600 : 5'200);
    row.body = {{"id", row.id},
                {"type", "session"},
                {"status", "idle"},
                {"title", from.title},
                {"agent", agentSnapshot(tables, from.agentBody)},
                {"environment_id", from.environment},
                {"deployment_id", nullptr},
                {"vault_ids", from.vaults},
                {"resources", from.resources},
                {"metadata", from.metadata},
                {"budget", from.budget},
                {"outcome_evaluations", Json::array()},
                {"stats", Json::object()},
                {"usage", Json::object()},
                {"created_at", toTime(created)},
                {"updated_at", toTime(created)},
                {"archived_at", nullptr}};
    refreshSession(&row, notes, created);
    return row;
}

Json shapedBudget(Fields &fields, const Json &sent)
{
    if (sent.is_null())
        return nullptr;
    const Json *amount = base::findPath(sent, "max_list_cost.amount");
    const Json *currency = base::findPath(sent, "max_list_cost.currency");
    if (!sent.is_object() || sent.value("type", Json()) != "limit" || !amount || !isAmount(*amount) || !currency || *currency != "USD") {
        fields.refuse("budget: should be {\"type\": \"limit\", \"max_list_cost\": {\"amount\": \"<cents>\", \"currency\": \"USD\"}}.");
        return nullptr;
    }
    return {{"type", "limit"}, {"max_list_cost", {{"amount", *amount}, {"currency", "USD"}}}};
}

Json shapedResources(Fields &fields, const Json &sent, const std::string &now)
{
    Json out = Json::array();
    if (sent.is_null())
        return out;
    if (!sent.is_array()) {
        fields.refuse("resources: Input should be a valid array.");
        return out;
    }
    for (const Json &resource : sent) {
        Fields part(resource, "resources.");
        const auto type = part.word("type", Need::Required, {"file", "github_repository", "memory_store"});
        if (type == "file") {
            const auto file = part.text("file_id", Need::Required, 1, 256);
            const auto mount = part.text("mount_path", Need::Optional, 1, 1024);
            out.push_back({{"type", "file"}, {"id", newId("sesrsc_")}, {"file_id", file.value_or("")},
                           {"mount_path", mount.value_or("/mnt/session/uploads/" + file.value_or(""))}, {"created_at", now}, {"updated_at", now}});
        } else if (type == "github_repository") {
            const auto url = part.text("url", Need::Required, 1, 2048);
            const auto mount = part.text("mount_path", Need::Optional, 1, 1024);
            std::string name = url.value_or("");
            name = name.substr(name.rfind('/') + 1);
            out.push_back({{"type", "github_repository"}, {"id", newId("sesrsc_")}, {"url", url.value_or("")},
                           {"mount_path", mount.value_or("/workspace/" + name)}, {"checkout", part.at("checkout")}, {"created_at", now}, {"updated_at", now}});
        } else if (type == "memory_store") {
            const auto store = part.text("memory_store_id", Need::Required, 1, 256);
            out.push_back({{"type", "memory_store"}, {"memory_store_id", store.value_or("")},
                           {"access", part.word("access", Need::Optional, {"read_write", "read_only"}).value_or("read_write")},
                           {"name", nullptr}, {"description", ""}, {"instructions", part.at("instructions")}, {"mount_path", nullptr}});
        }
        fields.refuseAs(part);
    }
    return out;
}

} // namespace demo::managed
