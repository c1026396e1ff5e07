#include "demo/openma/routes.h"

#include <algorithm>

namespace demo::openma {

namespace {

const Route table[] = {
    {.method = "GET", .path = "/health", .handler = health, .open = true},
    {.method = "GET", .path = "/auth-info", .handler = authInfo, .open = true},
    {"GET", "/v1/me", me},
    {"GET", "/v1/oma/me", me},
    {"GET", "/v1/models/list", listModels},
    {"GET", "/v1/model_cards", emptyList},
    {"GET", "/v1/skills", emptyList},
    {"GET", "/v1/runtimes", emptyList},
    {"GET", "/v1/memory_stores", emptyList},
    {"GET", "/v1/evals/runs", emptyList},
    {"GET", "/v1/files", emptyListNoMore},
    {"POST", "/v1/agents", createAgent},
    {"GET", "/v1/agents", listAgents},
    {"GET", "/v1/agents/*", fetchAgent},
    {"POST", "/v1/agents/*", updateAgent},
    {"PUT", "/v1/agents/*", updateAgent},
    {"DELETE", "/v1/agents/*", deleteAgent},
    {"POST", "/v1/agents/*/archive", archiveAgent},
    {"GET", "/v1/agents/*/versions", listAgentVersions},
    {"GET", "/v1/agents/*/versions/*", fetchAgentVersion},
    {"POST", "/v1/environments", createEnvironment},
    {"GET", "/v1/environments", listEnvironments},
    {"GET", "/v1/environments/*", fetchEnvironment},
    {"POST", "/v1/environments/*", updateEnvironment},
    {"PUT", "/v1/environments/*", updateEnvironment},
    {"DELETE", "/v1/environments/*", deleteEnvironment},
    {"POST", "/v1/environments/*/archive", archiveEnvironment},
    {"POST", "/v1/sessions", createSession},
    {"GET", "/v1/sessions", listSessions},
    {"GET", "/v1/sessions/*", fetchSession},
    {"POST", "/v1/sessions/*", updateSession},
    {"DELETE", "/v1/sessions/*", deleteSession},
    {"POST", "/v1/sessions/*/archive", archiveSession},
    {"GET", "/v1/sessions/*/events", listEvents},
    {"POST", "/v1/sessions/*/events", sendEvents},
    {"GET", "/v1/sessions/*/events/stream", streamEvents},
    {"GET", "/v1/sessions/*/stream", streamEvents},
    {"GET", "/v1/sessions/*/pending", sessionEmptyList},
    {"GET", "/v1/sessions/*/outputs", sessionEmptyList},
    {"GET", "/v1/sessions/*/resources", listResources},
    {"GET", "/v1/sessions/*/threads", listThreads},
    {"GET", "/v1/sessions/*/threads/*", fetchThread},
    {"POST", "/v1/sessions/*/threads/*/archive", archiveThread},
    {"GET", "/v1/sessions/*/threads/*/events", listThreadEvents},
    {"GET", "/v1/sessions/*/threads/*/stream", streamThread},
    {"GET", "/v1/sessions/*/threads/*/events/stream", streamThread},
    {"POST", "/v1/vaults", createVault},
    {"GET", "/v1/vaults", listVaults},
    {"GET", "/v1/vaults/*", fetchVault},
    {"POST", "/v1/vaults/*", updateVault},
    {"DELETE", "/v1/vaults/*", deleteVault},
    {"POST", "/v1/vaults/*/archive", archiveVault},
    {"POST", "/v1/vaults/*/credentials", createCredential},
    {"GET", "/v1/vaults/*/credentials", listCredentials},
    {"GET", "/v1/vaults/*/credentials/*", fetchCredential},
    {"POST", "/v1/vaults/*/credentials/*", updateCredential},
    {"DELETE", "/v1/vaults/*/credentials/*", deleteCredential},
    {"POST", "/v1/vaults/*/credentials/*/archive", archiveCredential},
    {"POST", "/v1/vaults/*/credentials/*/mcp_oauth_validate", validateCredential},
};

} // namespace

const Routes &routes()
{
    static const Routes all(std::begin(table), std::end(table));
    return all;
}

Reply failure(int status, const std::string &message)
{
    return Reply::json({{"error", message}}, status);
}

Reply deleted(const std::string &id, const char *type)
{
    return Reply::json({{"type", type}, {"id", id}});
}

Reply listRows(Exchange &exchange, Selection selection, const ListStyle &style)
{
    const Query &query = exchange.request.query;
    const int asked = QByteArray::fromStdString(query.value("limit")).toInt();
    const int limit = asked > 0 ? std::min(asked, style.maxLimit) : query.value("limit") == "0" && !style.pageToo ? 1 : style.usualLimit;
    std::string cursor = query.value("cursor");
    if (cursor.empty() && style.pageToo)
        cursor = query.value("page");
    if (const auto place = base::parseJson(QByteArray::fromStdString(fromBase64Url(cursor))); place && place->is_object())
        selection.after = Selection::Place{place->value("t", qint64(0)), place->value("i", qint64(0))};
    selection.limit = limit + 1;
    auto rows = exchange.tables.select(selection);
    const bool more = int(rows.size()) > limit;
    if (more)
        rows.pop_back();
    Json out = {{"data", Json::array()}};
    if (more) {
        const Json place = {{"t", rows.back().created}, {"i", rows.back().order}};
        const std::string next = toBase64Url(base::dumpJson(place).toStdString());
        if (style.pageToo)
            out["next_page"] = next;
        out["next_cursor"] = next;
    }
    if (!style.pageToo)
        out["has_more"] = more;
    // Only this list knows `order`, and only within the page (openma-observed.md §5).
    if (query.value("order") == "asc" && selection.kind == "agent")
        std::reverse(rows.begin(), rows.end());
    for (Row &row : rows)
        out["data"].push_back(std::move(row.body));
    return Reply::json(out);
}

std::optional<Reply> readArchived(Exchange &exchange, Selection *selection)
{
    const std::string status = exchange.request.query.value("status");
    if (!status.empty() && status != "active" && status != "archived" && status != "any") {
        return Reply::json({{"error",
                             {{"type", "invalid_request_error"},
                              {"code", "invalid_status"},
                              {"message", "Invalid status '" + status + "'; expected one of active|archived|any."}}}},
                           400);
    }
    selection->archived = status == "archived" ? Selection::Archived::Yes
        : status == "any" || (status.empty() && exchange.request.query.value("include_archived") == "true") ? Selection::Archived::Any
                                                                                                              : Selection::Archived::No;
    return std::nullopt;
}

void archiveRow(Tables &tables, Row *row)
{
    // Again and again: its server renews the time (161).
    row->archived = nowMs();
    row->body["updated_at"] = toTime(*row->archived);
    row->body["archived_at"] = toTime(*row->archived);
    tables.update(*row);
}

std::optional<std::string> textOf(const Json &json, const char *key)
{
    if (!json.is_object() || !json.contains(key) || !json.at(key).is_string())
        return std::nullopt;
    return json.at(key).get<std::string>();
}

Reply health(Exchange &)
{
    return Reply::json({{"status", "ok"},
                        {"runtime", "node"},
                        {"uptime_s", 1},
                        {"auth", "demo"},
                        {"backends", {{"agents", "sqlite"}, {"events", "sqlite"}, {"hub", "in-process"}, {"db", "sqlite"}}}});
}

Reply authInfo(Exchange &)
{
    return Reply::json({{"providers", Json::array()}, {"turnstile_site_key", nullptr}});
}

Reply me(Exchange &)
{
    const Json tenant = {{"id", "tn_demo"}, {"name", "Demo workspace"}};
    Json membership = tenant;
    membership["role"] = "owner";
    membership["created_at"] = nowMs();
    return Reply::json({{"user", {{"id", "user_demo"}, {"email", ""}, {"name", ""}}}, {"tenant", tenant}, {"tenants", Json::array({membership})}});
}

Reply emptyList(Exchange &)
{
    return Reply::json({{"data", Json::array()}});
}

Reply emptyListNoMore(Exchange &)
{
    return Reply::json({{"data", Json::array()}, {"has_more", false}});
}

Reply listModels(Exchange &)
{
    const auto model = [](const char *id, const char *name, Json speeds) {
        return Json{{"id", id}, {"display_name", name}, {"speeds", std::move(speeds)}};
    };
    return Reply::json({{"data", Json::array({model("claude-haiku-4-5-20251001", "Claude Haiku 4.5", Json::array({"standard", "fast"})),
                                              model("claude-sonnet-4-6", "Claude Sonnet 4.6", Json::array({"standard"})),
                                              model("claude-opus-4-7", "Claude Opus 4.7", Json::array({"standard"}))})}});
}

} // namespace demo::openma
