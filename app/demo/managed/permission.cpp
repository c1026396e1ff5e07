#include "demo/managed/permission.h"

namespace demo::managed {

namespace {

//! The tool's settings: its own entry, else the set's default, else what the server assumes.
struct Setting
{
    bool enabled = true;
    std::string policy;
};

Setting settingOf(const Json &tools, const Act &call)
{
    Setting setting;
    setting.policy = "always_allow"; // a tool set that does not name the server cannot hold it back either
    for (const Json &set : tools) {
        const std::string type = set.value("type", std::string());
        const bool mine = call.server.empty() ? type == "agent_toolset_20260401"
                                              : type == "mcp_toolset" && set.value("mcp_server_name", std::string()) == call.server;
        if (!mine)
            continue;
        const auto read = [&](const Json &from) {
            if (const Json *enabled = base::findPath(from, "enabled"); enabled && enabled->is_boolean())
                setting.enabled = enabled->get<bool>();
            if (const Json *policy = base::findPath(from, "permission_policy.type"); policy && policy->is_string())
                setting.policy = policy->get<std::string>();
        };
        if (set.contains("default_config"))
            read(set.at("default_config"));
        for (const Json &config : set.value("configs", Json::array())) {
            if (config.value("name", std::string()) == call.tool)
                read(config);
        }
    }
    return setting;
}

} // namespace

Permission permissionFor(const Json &tools, const Act &call)
{
    const Setting setting = settingOf(tools, call);
    if (!setting.enabled)
        return {"deny", nullptr};
    if (setting.policy == "always_ask")
        return {"ask", {{"type", "always_ask"}}};
    if (call.asks)
        return {"ask", {{"type", "auto"}, {"evaluated_permission", {{"type", "ask"}, {"reason_code", "indeterminate"}}}}};
    if (setting.policy == "auto")
        return {"allow", {{"type", "auto"}, {"evaluated_permission", {{"type", "allow"}}}}};
    return {"allow", {{"type", "always_allow"}}};
}

} // namespace demo::managed
