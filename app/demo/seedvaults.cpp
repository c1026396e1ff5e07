#include "demo/seed.h"

#include "demo/stamps.h"

namespace demo {

namespace {

constexpr qint64 day = 24 * 3'600'000;

Json bearer(const char *url)
{
    return {{"type", "static_bearer"}, {"mcp_server_url", url}, {"token", "made-up"}};
}

Json renewed(const char *url, bool managed, qint64 expires)
{
    Json auth = {{"type", "mcp_oauth"}, {"mcp_server_url", url}, {"access_token", "made-up"}, {"expires_at", toTime(expires)}};
    Json renewal = {{"client_id", "muster-demo"}, {"token_endpoint", "https://auth.design.example/token"}, {"refresh_token", "made-up"}};
    if (!managed) {
        auth.update(renewal);
        auth["client_secret"] = "made-up";
        return auth;
    }
    renewal["token_endpoint_auth"] = {{"type", "client_secret_post"}, {"client_secret", "made-up"}};
    renewal["scope"] = "files:read comments:write";
    auth["refresh"] = renewal;
    return auth;
}

// What only one of the two wires has.
SeedCredential special(bool managed)
{
    if (!managed)
        return {"Release pipeline", {{"type", "cap_cli"}, {"cli_id", "gh"}, {"token", "made-up"}, {"extras", {{"host", "git.example.com"}}}}, 21};
    return {"Mail relay",
            {{"type", "environment_variable"},
             {"secret_name", "RELAY_KEY"},
             {"secret_value", "made-up"},
             {"networking", {{"type", "limited"}, {"allowed_hosts", {"relay.example.com"}}}},
             {"injection_location", {{"header", true}, {"body", false}}}},
            21};
}

} // namespace

std::vector<SeedVault> seedVaults(bool managed, qint64 now)
{
    return {{"Team accounts",
             40,
             {{"Tracker, before the move", bearer("https://tracker.old.example/mcp"), 40, true},
              {"Tracker", bearer("https://mcp.tracker.example/mcp"), 33},
              special(managed),
              {"Design files", renewed("https://mcp.design.example/mcp", managed, now + 9 * day), 5}}},
            {"On-call", 12, {{"Pager", bearer("https://mcp.pager.example/mcp"), 12}}}};
}

} // namespace demo
