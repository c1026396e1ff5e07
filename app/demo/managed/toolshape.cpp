#include "demo/managed/toolshape.h"

#include <algorithm>
#include <set>

namespace demo::managed {

namespace {

using Need = Fields::Need;

constexpr std::size_t maxTools = 256;

const std::set<std::string> &builtIns()
{
    static const std::set<std::string> names{"bash", "edit", "read", "write", "glob", "grep", "web_fetch", "web_search"};
    return names;
}

//! {enabled, permission_policy} with what is missing taken from `base`.
Json shapedConfig(Fields &fields, const Json &sent, const Json &fallback)
{
    Json out = fallback;
    if (!sent.is_object())
        return out;
    if (const Json enabled = sent.value("enabled", Json()); enabled.is_boolean())
        out["enabled"] = enabled;
    if (const Json policy = sent.value("permission_policy", Json()); !policy.is_null()) {
        const std::string type = policy.is_object() ? policy.value("type", std::string()) : std::string();
        if (type != "always_allow" && type != "always_ask" && type != "auto")
            fields.refuse("tools: permission_policy.type should be one of 'always_allow', 'always_ask', 'auto'.");
        out["permission_policy"] = {{"type", type}};
    }
    return out;
}

Json shapedBuiltInConfig(Fields &fields, const Json &config, const Json &defaults)
{
    const std::string name = config.is_object() ? config.value("name", std::string()) : std::string();
    if (!builtIns().contains(name)) {
        fields.refuse("tools.configs.name: '" + name + "' is not a tool of this set.");
        return {};
    }
    Json out = {{"name", name}, {"type", name}};
    out.update(shapedConfig(fields, config, defaults));
    for (const char *domains : {"allowed_domains", "blocked_domains"}) {
        if (config.contains(domains))
            out[domains] = config.at(domains);
    }
    if (config.contains("allowed_domains") && config.contains("blocked_domains"))
        fields.refuse("tools.configs: allowed_domains and blocked_domains exclude each other.");
    if (name == "web_fetch") {
        if (config.contains("max_content_tokens"))
            out["max_content_tokens"] = config.at("max_content_tokens");
        out["url_sources"] = config.value("url_sources", Json());
    } else if (name == "web_search" && config.contains("user_location")) {
        out["user_location"] = config.at("user_location");
    }
    return out;
}

Json shapedSet(Fields &fields, const Json &sent, bool mcp)
{
    Json out = {{"type", sent.at("type")}};
    if (mcp) {
        const std::string server = sent.value("mcp_server_name", std::string());
        if (server.empty())
            fields.refuse("tools.mcp_server_name: Field required.");
        out["mcp_server_name"] = server;
    }
    const Json defaults = shapedConfig(fields, sent.value("default_config", Json()),
                                       {{"enabled", true}, {"permission_policy", {{"type", mcp ? "always_ask" : "always_allow"}}}});
    out["default_config"] = defaults;
    Json configs = Json::array();
    const Json sentConfigs = sent.value("configs", Json());
    for (const Json &config : sentConfigs.is_array() ? sentConfigs : Json::array()) {
        if (!mcp) {
            configs.push_back(shapedBuiltInConfig(fields, config, defaults));
            continue;
        }
        Json entry = {{"name", config.is_object() ? config.value("name", std::string()) : std::string()}};
        if (entry["name"] == "")
            fields.refuse("tools.configs.name: Field required.");
        entry.update(shapedConfig(fields, config, defaults));
        configs.push_back(std::move(entry));
    }
    out["configs"] = std::move(configs);
    return out;
}

Json shapedCustom(Fields &fields, const Json &sent, std::set<std::string> *names)
{
    Fields tool(sent, "tools.");
    tool.allow({"type", "name", "description", "input_schema"});
    const auto name = tool.text("name", Need::Required, 1, 128);
    const auto description = tool.text("description", Need::Required, 0, 100'000);
    const Json *schema = tool.object("input_schema", Need::Required);
    if (tool.ok() && !std::all_of(name->begin(), name->end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; }))
        tool.refuse("tools.name: only letters, digits, '_' and '-'.");
    if (tool.ok() && !names->insert(*name).second)
        tool.refuse("tools.name: '" + *name + "' is there twice.");
    if (tool.ok() && schema->value("type", Json()) != "object")
        tool.refuse("tools.input_schema.type: should be 'object'.");
    if (!tool.ok()) {
        fields.refuseAs(tool);
        return {};
    }
    return {{"type", "custom"}, {"name", *name}, {"description", *description}, {"input_schema", *schema}};
}

} // namespace

Json shapedTools(Fields &fields, const Json &sent)
{
    Json out = Json::array();
    if (sent.is_null())
        return out;
    if (!sent.is_array()) {
        fields.refuse("tools: Input should be a valid array.");
        return out;
    }
    std::set<std::string> names;
    std::size_t count = 0;
    for (const Json &tool : sent) {
        const std::string type = tool.is_object() ? tool.value("type", std::string()) : std::string();
        if (type == "agent_toolset_20260401" || type == "mcp_toolset") {
            out.push_back(shapedSet(fields, tool, type == "mcp_toolset"));
            count += type == "mcp_toolset" ? out.back()["configs"].size() : builtIns().size();
        } else if (type == "custom") {
            out.push_back(shapedCustom(fields, tool, &names));
            ++count;
        } else {
            fields.refuse("tools.type: Input should be one of 'agent_toolset_20260401', 'mcp_toolset', 'custom'.");
        }
    }
    if (count > maxTools)
        fields.refuse("tools: at most 256 tools in all sets together.");
    return out;
}

Json shapedServers(Fields &fields, const Json &sent)
{
    Json out = Json::array();
    if (sent.is_null())
        return out;
    if (!sent.is_array() || sent.size() > 20) {
        fields.refuse("mcp_servers: must be an array of at most 20.");
        return out;
    }
    std::set<std::string> names;
    for (const Json &server : sent) {
        const auto text = [&](const char *key) { return server.is_object() ? server.value(key, std::string()) : std::string(); };
        if (text("type") != "url" || text("name").empty() || text("url").empty())
            fields.refuse("mcp_servers: each needs type 'url', a name and a url.");
        else if (!names.insert(text("name")).second)
            fields.refuse("mcp_servers.name: '" + text("name") + "' is there twice.");
        out.push_back({{"type", "url"}, {"name", text("name")}, {"url", text("url")}});
    }
    return out;
}

void matchServers(Fields &fields, const Json &tools, const Json &servers)
{
    std::set<std::string> used;
    for (const Json &tool : tools) {
        if (tool.value("type", std::string()) == "mcp_toolset")
            used.insert(tool.value("mcp_server_name", std::string()));
    }
    for (const Json &server : servers) {
        const std::string name = server.value("name", std::string());
        if (!used.erase(name))
            fields.refuse("mcp_servers: '" + name + "' is not named by an mcp_toolset in tools.");
    }
    if (!used.empty())
        fields.refuse("tools.mcp_server_name: '" + *used.begin() + "' is not in mcp_servers.");
}

Json shapedSkills(Fields &fields, const Json &sent)
{
    Json out = Json::array();
    if (sent.is_null())
        return out;
    if (!sent.is_array() || sent.size() > 20) {
        fields.refuse("skills: must be an array of at most 20.");
        return out;
    }
    for (const Json &skill : sent) {
        const auto text = [&](const char *key) { return skill.is_object() && skill.value(key, Json()).is_string() ? skill.at(key).get<std::string>() : std::string(); };
        if ((text("type") != "anthropic" && text("type") != "custom") || text("skill_id").empty())
            fields.refuse("skills: each needs type 'anthropic' or 'custom' and a skill_id.");
        out.push_back({{"type", text("type")}, {"skill_id", text("skill_id")}, {"version", text("version").empty() ? "1" : text("version")}});
    }
    return out;
}

Json shapedModel(Fields &fields, const Json &sent, const Json &stored)
{
    static const Json usual = {{"type", "high"}};
    if (sent.is_string() && !sent.get<std::string>().empty())
        return {{"id", sent}, {"effort", stored.is_object() ? stored.value("effort", usual) : usual}, {"speed", "standard"}};
    if (!sent.is_object()) {
        fields.refuse("model: must be a model id or an object.");
        return {};
    }
    Fields model(sent, "model.");
    model.allow({"id", "effort", "speed", "inference_geo"});
    const auto id = model.text("id", Need::Required, 1, 256);
    const Json effort = sent.value("effort", Json());
    const Json word = effort.is_object() ? effort.value("type", Json()) : effort;
    Json shaped = stored.is_object() ? stored.value("effort", usual) : usual;
    if (!word.is_null()) {
        if (word != "low" && word != "medium" && word != "high" && word != "xhigh" && word != "max")
            model.refuse("model.effort: Input should be one of 'low', 'medium', 'high', 'xhigh', 'max'.");
        shaped = {{"type", word}};
    }
    const auto speed = model.word("speed", Need::Optional, {"standard", "fast"});
    const auto geo = model.text("inference_geo", Need::Optional, 1, 64);
    if (!model.ok()) {
        fields.refuseAs(model);
        return {};
    }
    Json out = {{"id", *id}, {"effort", shaped}, {"speed", speed.value_or("standard")}};
    if (geo)
        out["inference_geo"] = *geo;
    return out;
}

} // namespace demo::managed
