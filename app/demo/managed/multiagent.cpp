#include "demo/managed/multiagent.h"

namespace demo::managed {

namespace {

constexpr const char *currentType = "multiagent_20261001";

//! Resolves the entries of a roster to {type, id, version}, or leaves an advisor as it is.
Json shapedRoster(Fields &fields, Tables &tables, const Json &entries, const std::string &self, int selfVersion)
{
    Json out = Json::array();
    if (!entries.is_array() || entries.size() > 20) {
        fields.refuse("multiagent: a roster is an array of at most 20 agents.");
        return out;
    }
    for (const Json &entry : entries) {
        const std::string type = entry.is_string() ? "agent" : entry.is_object() ? entry.value("type", std::string()) : std::string();
        if (type == "advisor") {
            out.push_back({{"type", "advisor"}, {"model", entry.value("model", Json())}});
            continue;
        }
        if (type == "self") {
            out.push_back({{"type", "agent"}, {"id", self}, {"version", selfVersion}});
            continue;
        }
        const std::string id = entry.is_string() ? entry.get<std::string>() : type == "agent" ? entry.value("id", std::string()) : std::string();
        const auto agent = tables.find("agent", id);
        if (!agent || agent->archived || !agent->body.value("multiagent", Json()).is_null()) {
            fields.refuse("multiagent: '" + id + "' is not an agent that can be in a roster.");
            continue;
        }
        const Json version = entry.is_object() ? entry.value("version", Json()) : Json();
        out.push_back({{"type", "agent"}, {"id", id}, {"version", version.is_number_integer() ? version.get<int>() : agent->version}});
    }
    return out;
}

Json shapedGroup(Fields &fields, Tables &tables, const Json &sent, const Json &stored, const std::string &self, int selfVersion)
{
    const Json usual = {{"type", "enabled"}, {"inline_agents", {{"type", "enabled"}}}, {"predefined_agents", Json::array()}};
    if (sent.is_null())
        return usual;
    const std::string type = sent.is_object() ? sent.value("type", std::string()) : std::string();
    if (type == "disabled")
        return {{"type", "disabled"}};
    if (type != "enabled") {
        fields.refuse("multiagent: type should be 'enabled' or 'disabled'.");
        return {};
    }
    Json out = stored.is_object() && stored.value("type", Json()) == "enabled" ? stored : usual;
    if (sent.contains("inline_agents"))
        out["inline_agents"] = sent.at("inline_agents").is_null() ? usual.at("inline_agents") : sent.at("inline_agents");
    if (sent.contains("predefined_agents")) {
        const Json &entries = sent.at("predefined_agents");
        out["predefined_agents"] = entries.is_null() ? Json::array() : shapedRoster(fields, tables, entries, self, selfVersion);
    }
    if (out["inline_agents"].value("type", Json()) == "disabled" && out["predefined_agents"].empty())
        fields.refuse("multiagent: predefined_agents must not be empty while inline_agents is disabled.");
    return out;
}

} // namespace

Json shapedMultiagent(Fields &fields, Tables &tables, const Json &sent, const Json &stored, const std::string &self, int selfVersion)
{
    if (sent.is_null())
        return nullptr;
    const std::string type = sent.is_object() ? sent.value("type", std::string()) : std::string();
    if (type == "coordinator") {
        const Json roster = shapedRoster(fields, tables, sent.value("agents", Json()), self, selfVersion);
        if (roster.empty())
            fields.refuse("multiagent.agents: must name 1 to 20 agents.");
        return {{"type", "coordinator"}, {"agents", roster}};
    }
    if (type != currentType) {
        fields.refuse("multiagent.type: Input should be 'coordinator' or 'multiagent_20261001'.");
        return {};
    }
    const bool merge = stored.is_object() && stored.value("type", std::string()) == currentType;
    const auto kept = [&](const char *key) { return merge ? stored.at(key) : Json(); };
    Json out = {{"type", currentType}};
    const Json off = {{"type", "disabled"}};
    if (sent.contains("advisor")) {
        const Json &advisor = sent.at("advisor");
        out["advisor"] = advisor.is_null() ? off : advisor;
        if (advisor.is_object() && advisor.value("type", Json()) == "enabled" && !advisor.contains("model"))
            fields.refuse("multiagent.advisor.model: Field required.");
    } else {
        out["advisor"] = merge ? kept("advisor") : off;
    }
    for (const char *group : {"subagents", "workflows"}) {
        out[group] = !sent.contains(group) && merge
            ? kept(group)
            : shapedGroup(fields, tables, sent.value(group, Json()), kept(group), self, selfVersion);
    }
    return out;
}

} // namespace demo::managed
