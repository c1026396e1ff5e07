#include "demo/openma/routes.h"

#include <array>

namespace demo::openma {

namespace {

std::optional<Row> credentialOf(Exchange &exchange)
{
    auto row = exchange.tables.find("credential", exchange.id(1));
    return row && row->parent == exchange.id() ? row : std::nullopt;
}

//! Secrets are taken out at the top level only (722); the demo keeps none at any level.
Json withoutSecrets(Json auth)
{
    static constexpr std::array secrets{"token", "access_token", "refresh_token", "client_secret", "secret_value"};
    for (const char *secret : secrets) {
        auth.erase(secret);
        if (auth.contains("refresh") && auth["refresh"].is_object())
            auth["refresh"].erase(secret);
    }
    return auth;
}

} // namespace

Reply createVault(Exchange &exchange)
{
    const auto name = textOf(exchange.body, "name");
    if (!name || name->empty())
        return failure(400, "name is required");
    Row row;
    row.kind = "vault";
    row.id = newId("vlt-", 16);
    row.created = nowMs();
    row.name = *name;
    row.body = {{"type", "vault"}, {"id", row.id}, {"name", *name}, {"created_at", toTime(row.created)}, {"updated_at", nullptr}, {"archived_at", nullptr}};
    exchange.tables.insert(row);
    return Reply::json(row.body, 201);
}

Reply listVaults(Exchange &exchange)
{
    Selection selection;
    selection.kind = "vault";
    if (const auto refused = readArchived(exchange, &selection))
        return *refused;
    return listRows(exchange, selection, {50, 100, false});
}

Reply fetchVault(Exchange &exchange)
{
    const auto row = exchange.tables.find("vault", exchange.id());
    return row ? Reply::json(row->body) : failure(404, "Vault not found");
}

Reply updateVault(Exchange &exchange)
{
    auto row = exchange.tables.find("vault", exchange.id());
    if (!row)
        return failure(404, "Vault not found");
    for (const char *key : {"name", "display_name"}) {
        if (const auto name = textOf(exchange.body, key))
            row->body["name"] = row->name = *name;
    }
    row->body["updated_at"] = toTime(nowMs());
    exchange.tables.update(*row);
    return Reply::json(row->body);
}

Reply archiveVault(Exchange &exchange)
{
    auto row = exchange.tables.find("vault", exchange.id());
    if (!row)
        return failure(404, "Vault not found");
    archiveRow(exchange.tables, &*row);
    Selection inside; // they go with it (743)
    inside.kind = "credential";
    inside.parent = row->id;
    for (Row &credential : exchange.tables.select(inside))
        archiveRow(exchange.tables, &credential);
    return Reply::json(row->body);
}

Reply deleteVault(Exchange &exchange)
{
    if (!exchange.tables.find("vault", exchange.id()))
        return failure(404, "Vault not found");
    exchange.tables.remove(exchange.id());
    return deleted(exchange.id(), "vault_deleted");
}

Reply createCredential(Exchange &exchange)
{
    if (!exchange.tables.find("vault", exchange.id()))
        return failure(404, "Vault not found");
    const auto name = textOf(exchange.body, "display_name");
    const Json auth = exchange.body.is_object() ? exchange.body.value("auth", Json()) : Json();
    if (!name || !auth.is_object())
        return failure(400, "display_name and auth are required");
    Selection siblings;
    siblings.kind = "credential";
    siblings.parent = exchange.id();
    const auto url = textOf(auth, "mcp_server_url");
    for (const Row &other : exchange.tables.select(siblings)) {
        if (url && textOf(other.body.at("auth"), "mcp_server_url") == url)
            return failure(409, "A credential with this mcp_server_url already exists");
    }
    Row row;
    row.kind = "credential";
    row.id = newId("cred-", 16);
    row.parent = exchange.id();
    row.created = nowMs();
    row.inner["refreshable"] = auth.contains("refresh_token") && auth.contains("token_endpoint");
    row.body = {{"id", row.id}, {"vault_id", row.parent}, {"display_name", *name}, {"auth", withoutSecrets(auth)},
                {"created_at", toTime(row.created)}, {"updated_at", nullptr}, {"archived_at", nullptr}};
    exchange.tables.insert(row);
    return Reply::json(row.body, 201);
}

Reply listCredentials(Exchange &exchange)
{
    Selection selection;
    selection.kind = "credential";
    selection.parent = exchange.id();
    selection.archived = Selection::Archived::Any;
    Json data = Json::array();
    for (Row &row : exchange.tables.select(selection))
        data.push_back(std::move(row.body));
    return Reply::json({{"data", data}});
}

Reply fetchCredential(Exchange &exchange)
{
    const auto row = credentialOf(exchange);
    return row ? Reply::json(row->body) : failure(404, "Credential not found");
}

Reply updateCredential(Exchange &exchange)
{
    auto row = credentialOf(exchange);
    if (!row)
        return failure(404, "Credential not found");
    if (const auto name = textOf(exchange.body, "display_name"))
        row->body["display_name"] = *name;
    const Json auth = exchange.body.is_object() ? exchange.body.value("auth", Json()) : Json();
    if (auth.is_object()) {
        if (auth.contains("mcp_server_url") && auth.at("mcp_server_url") != row->body["auth"].value("mcp_server_url", Json()))
            return failure(400, "mcp_server_url is immutable");
        row->body["auth"].update(withoutSecrets(auth));
        if (auth.contains("refresh_token"))
            row->inner["refreshable"] = row->body["auth"].contains("token_endpoint");
    }
    row->body["updated_at"] = toTime(nowMs());
    exchange.tables.update(*row);
    return Reply::json(row->body);
}

Reply archiveCredential(Exchange &exchange)
{
    auto row = credentialOf(exchange);
    if (!row)
        return failure(404, "Credential not found");
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteCredential(Exchange &exchange)
{
    if (!credentialOf(exchange))
        return failure(404, "Credential not found");
    exchange.tables.remove(exchange.id(1));
    return deleted(exchange.id(1), "credential_deleted");
}

Reply validateCredential(Exchange &exchange)
{
    const auto row = credentialOf(exchange);
    if (!row)
        return failure(404, "Credential not found");
    if (row->body.at("auth").value("type", std::string()) != "mcp_oauth" || !row->inner.value("refreshable", false))
        return failure(400, "Credential is not mcp_oauth or has no refresh_token / token_endpoint");
    return failure(502, "token_endpoint unreachable or refresh refused"); // the demo talks to nobody
}

} // namespace demo::openma
