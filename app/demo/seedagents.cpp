#include "demo/seed.h"

namespace demo {

namespace {

Json builtInTools(const char *bashPolicy = "always_allow")
{
    return {{"type", "agent_toolset_20260401"},
            {"default_config", {{"enabled", true}, {"permission_policy", {{"type", "always_allow"}}}}},
            {"configs", Json::array({{{"name", "bash"}, {"enabled", true}, {"permission_policy", {{"type", bashPolicy}}}}})}};
}

Json customTool()
{
    return {{"type", "custom"},
            {"name", "create_ticket"},
            {"description", "Opens a ticket in the team's own tracker and answers with its number."},
            {"input_schema",
             {{"type", "object"},
              {"properties",
               {{"title", {{"type", "string"}}},
                {"priority", {{"type", "string"}, {"enum", {"low", "normal", "high"}}}},
                {"labels", {{"type", "array"}, {"items", {{"type", "string"}}}}},
                {"body", {{"type", "string"}}}}},
              {"required", {"title"}}}}};
}

} // namespace

std::vector<Json> seedAgents()
{
    const Json tracker = {{"type", "url"}, {"name", "tracker"}, {"url", "https://mcp.tracker.example/mcp"}};
    const Json trackerTools = {{"type", "mcp_toolset"}, {"mcp_server_name", "tracker"},
                               {"default_config", {{"enabled", true}, {"permission_policy", {{"type", "always_allow"}}}}}};
    return {
        {{"name", "Release helper"},
         {"description", "Prepares releases: notes, version numbers, the roll-out to staging."},
         {"model", {{"id", "claude-opus-5-5"}, {"effort", "high"}}},
         {"system", "You prepare releases. Read what was merged, write notes that a customer understands, and ask before anything leaves the sandbox."},
         {"tools", Json::array({builtInTools(), trackerTools})},
         {"mcp_servers", Json::array({tracker})},
         {"metadata", {{"team", "platform"}, {"owner", "ada"}}},
         {"seed", {{"days_ago", 41}, {"later", Json::array({{{"description", "Prepares releases: notes, version numbers, roll-outs."}},
                                                            {{"description", "Prepares releases: notes, version numbers, the roll-out to staging."}}})}}}},
        {{"name", "Debugger"},
         {"description", "Finds the cause before it proposes a change."},
         {"model", "claude-sonnet-5-5"},
         {"system", "You find causes. Reproduce first, then explain, then propose the smallest change that removes the cause."},
         {"tools", Json::array({builtInTools()})},
         {"metadata", {{"team", "platform"}}},
         {"seed", {{"days_ago", 38}}}},
        {{"name", "Data analyst"},
         {"description", "Turns logs and tables into short answers."},
         {"model", "claude-sonnet-5-5"},
         {"system", "You answer questions with numbers, and say how sure you are of them."},
         {"tools", Json::array({builtInTools()})},
         {"metadata", {{"team", "insights"}}},
         {"seed", {{"days_ago", 33}}}},
        {{"name", "Researcher"},
         {"description", "Reads widely and cites what it read."},
         {"model", "claude-fable-5-2"},
         {"system", "You compare options. Every claim has a source or is marked as an opinion."},
         {"tools", Json::array({builtInTools()})},
         {"seed", {{"days_ago", 27}}}},
        {{"name", "Translator"},
         {"description", "German, English, Japanese, Hebrew."},
         {"model", {{"id", "claude-haiku-5-5"}, {"effort", "low"}}},
         {"system", "You translate. Keep names, code and numbers as they are."},
         {"tools", Json::array()},
         {"seed", {{"days_ago", 20}}}},
        {{"name", "Support desk"},
         {"description", "Answers customers and opens tickets with your own tool."},
         {"model", "claude-haiku-5-5"},
         {"system", "You help customers kindly and briefly. What you cannot solve becomes a ticket."},
         {"tools", Json::array({customTool()})},
         {"metadata", {{"team", "support"}, {"shift", "day"}}},
         {"seed", {{"days_ago", 14}}}},
        {{"name", "Careful operator"},
         {"description", "Works on live systems; every command is asked for."},
         {"model", "claude-opus-5-5"},
         {"system", "You work on systems that people depend on. One step at a time."},
         {"tools", Json::array({builtInTools("always_ask")})},
         {"metadata", {{"team", "operations"}}},
         {"seed", {{"days_ago", 9}}}},
        {{"name", "Spring intern"},
         {"description", "Replaced by the Debugger."},
         {"model", "claude-haiku-4-5"},
         {"seed", {{"days_ago", 64}, {"archived", true}}}},
    };
}

std::vector<Json> seedEnvironments()
{
    return {
        {{"name", "python-limited"},
         {"description", "Python with the package index, and nothing else of the network."},
         {"config",
          {{"type", "cloud"},
           {"networking", {{"type", "limited"}, {"allowed_hosts", {"api.example.com"}}, {"allow_mcp_servers", true}, {"allow_package_managers", true}}},
           {"packages", {{"pip", {"requests==2.32.0", "pytest"}}}}}},
         {"metadata", {{"team", "platform"}}},
         {"seed", {{"days_ago", 45}}}},
        {{"name", "open-web"},
         {"description", "The whole network, for research."},
         {"config", {{"type", "cloud"}, {"networking", {{"type", "unrestricted"}}}, {"packages", {{"apt", {"poppler-utils"}}, {"npm", {"prettier"}}}}}},
         {"seed", {{"days_ago", 44}}}},
        {{"name", "staging-runner"},
         {"description", "The team's own machine next to staging."},
         {"config", {{"type", "self_hosted"}}},
         {"metadata", {{"rack", "b4"}}},
         {"seed", {{"days_ago", 30}}}},
    };
}

} // namespace demo
