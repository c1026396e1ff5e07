#include "demo/managed/routes.h"

#include "demo/managed/fields.h"

namespace demo::managed {

const Routes &routes()
{
    static const Routes all{
        {"POST", "/v1/agents", createAgent},
        {"GET", "/v1/agents", listAgents},
        {"GET", "/v1/agents/*", fetchAgent},
        {"POST", "/v1/agents/*", updateAgent},
        {"POST", "/v1/agents/*/archive", archiveAgent},
        {"GET", "/v1/agents/*/versions", listAgentVersions},
        {"POST", "/v1/environments", createEnvironment},
        {"GET", "/v1/environments", listEnvironments},
        {"GET", "/v1/environments/*", fetchEnvironment},
        {"POST", "/v1/environments/*", updateEnvironment},
        {"POST", "/v1/environments/*/archive", archiveEnvironment},
        {"DELETE", "/v1/environments/*", deleteEnvironment},
        {"POST", "/v1/sessions", createSession},
        {"GET", "/v1/sessions", listSessions},
        {"GET", "/v1/sessions/*", fetchSession},
        {"POST", "/v1/sessions/*", updateSession},
        {"POST", "/v1/sessions/*/archive", archiveSession},
        {"DELETE", "/v1/sessions/*", deleteSession},
        {"GET", "/v1/sessions/*/resources", listSessionResources},
        {"POST", "/v1/sessions/*/events", sendEvents},
        {"GET", "/v1/sessions/*/events", listEvents},
        {"GET", "/v1/sessions/*/events/stream", streamEvents},
        {"GET", "/v1/sessions/*/threads", listThreads},
        {"GET", "/v1/sessions/*/threads/*", fetchThread},
        {"POST", "/v1/sessions/*/threads/*/archive", archiveThread},
        {"GET", "/v1/sessions/*/threads/*/events", listThreadEvents},
        {"GET", "/v1/sessions/*/threads/*/stream", streamThread},
        {.method = "POST", .path = "/v1/files", .handler = createFile, .plain = true},
        {.method = "GET", .path = "/v1/files", .handler = listFiles, .plain = true},
        {.method = "GET", .path = "/v1/files/*", .handler = fetchFile, .plain = true},
        {.method = "DELETE", .path = "/v1/files/*", .handler = deleteFile, .plain = true},
        {"POST", "/v1/vaults", createVault},
        {"GET", "/v1/vaults", listVaults},
        {"GET", "/v1/vaults/*", fetchVault},
        {"POST", "/v1/vaults/*", updateVault},
        {"POST", "/v1/vaults/*/archive", archiveVault},
        {"DELETE", "/v1/vaults/*", deleteVault},
        {"POST", "/v1/vaults/*/credentials", createCredential},
        {"GET", "/v1/vaults/*/credentials", listCredentials},
        {"GET", "/v1/vaults/*/credentials/*", fetchCredential},
        {"POST", "/v1/vaults/*/credentials/*", updateCredential},
        {"POST", "/v1/vaults/*/credentials/*/archive", archiveCredential},
        {"DELETE", "/v1/vaults/*/credentials/*", deleteCredential},
        {"POST", "/v1/vaults/*/credentials/*/mcp_oauth_validate", validateCredential},
        {.method = "GET", .path = "/v1/models", .handler = listModels, .plain = true},
        {.method = "GET", .path = "/v1/models/*", .handler = fetchModel, .plain = true},
    };
    return all;
}

void archiveRow(Tables &tables, Row *row)
{
    if (row->archived)
        return;
    row->archived = nowMs();
    row->body["archived_at"] = toTime(*row->archived);
    row->body["updated_at"] = toTime(*row->archived);
    tables.update(*row);
}

Reply deleted(const std::string &id, const char *type)
{
    return Reply::json({{"id", id}, {"type", type}});
}

} // namespace demo::managed
