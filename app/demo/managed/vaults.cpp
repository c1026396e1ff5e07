#include "demo/managed/paging.h"
#include "demo/managed/routes.h"

namespace demo::managed {

namespace {

using Need = Fields::Need;

constexpr std::size_t maxCredentials = 20;

//! What is returned of an access: everything but the secrets, which the demo does not keep at all.
Json shapedNetworking(Fields &fields, const Json &sent)
{
    const std::string type = sent.is_object() ? sent.value("type", std::string()) : std::string();
    if (type == "unrestricted")
        return {{"type", type}};
    if (type != "limited" || !sent.value("allowed_hosts", Json()).is_array() || sent.at("allowed_hosts").size() > 16)
        fields.refuse("auth.networking: should be unrestricted, or limited with at most 16 allowed_hosts.");
    return {{"type", "limited"}, {"allowed_hosts", sent.is_object() ? sent.value("allowed_hosts", Json::array()) : Json::array()}};
}

Json shapedRefresh(Fields &fields, const Json &sent, const Json &stored)
{
    if (sent.is_null())
        return stored;
    Fields part(sent, "auth.refresh.");
    Json out = stored.is_null() ? Json::object() : stored;
    if (stored.is_null()) {
        part.allow({"client_id", "token_endpoint", "refresh_token", "token_endpoint_auth", "scope", "resource"});
        out["client_id"] = part.text("client_id", Need::Required, 1, 1024).value_or("");
        out["token_endpoint"] = part.text("token_endpoint", Need::Required, 1, 2048).value_or("");
        (void)part.text("refresh_token", Need::Required, 1, 10'000);
        const Json *method = part.object("token_endpoint_auth", Need::Required);
        out["token_endpoint_auth"] = {{"type", method ? method->value("type", std::string("none")) : "none"}};
        out["scope"] = part.at("scope");
        out["resource"] = part.at("resource");
    } else {
        part.allow({"refresh_token", "token_endpoint_auth", "scope"});
        if (part.has("scope"))
            out["scope"] = part.at("scope") == "" ? Json() : part.at("scope");
    }
    fields.refuseAs(part);
    return out;
}

void checkExpiry(Fields &auth)
{
    const Json &sent = auth.at("expires_at");
    const auto at = sent.is_string() ? fromTime(sent.get<std::string>()) : std::nullopt;
    if (!sent.is_null() && (!at || *at <= nowMs()))
        auth.refuse("auth.expires_at: should be a time in the future.");
}

void checkPlaces(Fields &auth, const Json &places)
{
    if (!places.value("header", false) && !places.value("body", false))
        auth.refuse("auth.injection_location: at least one of header and body must be on.");
}

Json newVariable(Fields &auth)
{
    auth.allow({"type", "secret_name", "secret_value", "networking", "injection_location"});
    Json out = {{"type", "environment_variable"}, {"secret_name", auth.text("secret_name", Need::Required, 1, 256).value_or("")}};
    (void)auth.text("secret_value", Need::Required, 1, 100'000);
    (void)auth.object("networking", Need::Required);
    out["networking"] = shapedNetworking(auth, auth.at("networking"));
    const Json *place = auth.object("injection_location", Need::Optional);
    out["injection_location"] = {{"header", place ? place->value("header", false) : true}, {"body", place ? place->value("body", false) : true}};
    checkPlaces(auth, out["injection_location"]);
    return out;
}

Json newAuth(Fields &fields, const Json &sent)
{
    Fields auth(sent, "auth.");
    const auto type = auth.word("type", Need::Required, {"static_bearer", "mcp_oauth", "environment_variable"});
    Json out = {{"type", type.value_or("")}};
    if (type == "environment_variable") {
        out = newVariable(auth);
    } else if (type) {
        out["mcp_server_url"] = auth.text("mcp_server_url", Need::Required, 1, 2048).value_or("");
        (void)auth.text(type == "mcp_oauth" ? "access_token" : "token", Need::Required, 1, 100'000);
        if (type == "mcp_oauth") {
            auth.allow({"type", "mcp_server_url", "access_token", "expires_at", "refresh"});
            checkExpiry(auth);
            out["expires_at"] = auth.at("expires_at");
            out["refresh"] = shapedRefresh(auth, auth.at("refresh"), nullptr);
        } else {
            auth.allow({"type", "mcp_server_url", "token"});
        }
    }
    fields.refuseAs(auth);
    return out;
}

Json updatedAuth(Fields &fields, const Json &sent, Json stored)
{
    Fields auth(sent, "auth.");
    const auto type = auth.text("type", Need::Required, 1, 64);
    if (type && *type != stored.value("type", std::string()))
        auth.refuse("auth.type: cannot be changed.");
    if (type == "environment_variable") {
        auth.allow({"type", "secret_value", "networking", "injection_location"});
        if (!auth.at("networking").is_null())
            stored["networking"] = shapedNetworking(auth, auth.at("networking"));
        if (auth.isNull("injection_location"))
            auth.refuse("auth.injection_location: must not be null.");
        if (const Json *place = auth.object("injection_location", Need::Optional))
            stored["injection_location"].update(*place);
        checkPlaces(auth, stored["injection_location"]);
    } else if (type == "mcp_oauth") {
        auth.allow({"type", "access_token", "expires_at", "refresh"});
        checkExpiry(auth);
        if (auth.has("expires_at"))
            stored["expires_at"] = auth.at("expires_at");
        stored["refresh"] = shapedRefresh(auth, auth.at("refresh"), stored.value("refresh", Json()));
    } else {
        auth.allow({"type", "token"});
    }
    fields.refuseAs(auth);
    return stored;
}

//! By what a credential must be the only one in its vault.
std::string keyOf(const Json &auth)
{
    return auth.value("mcp_server_url", auth.value("secret_name", std::string()));
}

std::optional<Row> vaultOf(Exchange &exchange)
{
    return exchange.tables.find("vault", exchange.id());
}

std::optional<Row> credentialOf(Exchange &exchange)
{
    auto row = exchange.tables.find("credential", exchange.id(1));
    return row && row->parent == exchange.id() ? row : std::nullopt;
}

Reply listOf(Exchange &exchange, const char *kind, const std::string &parent)
{
    static const Json none = Json::object();
    Fields fields(none);
    const PageRequest page = pageRequest(fields, exchange.request.query, 20, 100, false, false);
    if (!fields.ok())
        return fields.reply();
    Selection selection;
    selection.kind = kind;
    selection.parent = parent;
    selection.archived = exchange.request.query.value("include_archived") == "true" ? Selection::Archived::Any : Selection::Archived::No;
    return Reply::json(listPage(exchange.tables, selection, page, bodyOf, false));
}

} // namespace

Reply createVault(Exchange &exchange)
{
    Fields fields(exchange.body);
    fields.allow({"display_name", "metadata"});
    const auto name = fields.text("display_name", Need::Required, 1, 255);
    const Json metadata = newMetadata(fields);
    if (!fields.ok())
        return fields.reply();
    Row row;
    row.kind = "vault";
    row.id = newId("vlt_");
    row.created = nowMs();
    row.name = *name;
    row.body = {{"id", row.id}, {"type", "vault"}, {"display_name", *name}, {"metadata", metadata},
                {"created_at", toTime(row.created)}, {"updated_at", toTime(row.created)}, {"archived_at", nullptr}};
    exchange.tables.insert(row);
    return Reply::json(row.body);
}

Reply listVaults(Exchange &exchange)
{
    return listOf(exchange, "vault", {});
}

Reply fetchVault(Exchange &exchange)
{
    const auto row = vaultOf(exchange);
    return row ? Reply::json(row->body) : notFound("Vault", exchange.id());
}

Reply updateVault(Exchange &exchange)
{
    auto row = vaultOf(exchange);
    if (!row)
        return notFound("Vault", exchange.id());
    Fields fields(exchange.body);
    fields.allow({"display_name", "metadata"});
    if (row->archived)
        fields.refuse("Vault " + row->id + " is archived and cannot be changed.");
    if (const auto name = fields.text("display_name", Need::Optional, 1, 255)) {
        row->name = *name;
        row->body["display_name"] = *name;
    }
    row->body["metadata"] = patchedMetadata(fields, row->body.at("metadata"));
    if (!fields.ok())
        return fields.reply();
    row->body["updated_at"] = toTime(nowMs());
    exchange.tables.update(*row);
    return Reply::json(row->body);
}

Reply archiveVault(Exchange &exchange)
{
    auto row = vaultOf(exchange);
    if (!row)
        return notFound("Vault", exchange.id());
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteVault(Exchange &exchange)
{
    if (!vaultOf(exchange))
        return notFound("Vault", exchange.id());
    exchange.tables.remove(exchange.id());
    return deleted(exchange.id(), "vault_deleted");
}

Reply createCredential(Exchange &exchange)
{
    const auto vault = vaultOf(exchange);
    if (!vault)
        return notFound("Vault", exchange.id());
    Fields fields(exchange.body);
    fields.allow({"auth", "display_name", "metadata"});
    const auto name = fields.text("display_name", Need::Optional, 0, 255);
    (void)fields.object("auth", Need::Required);
    const Json auth = fields.ok() ? newAuth(fields, fields.at("auth")) : Json();
    const Json metadata = newMetadata(fields);
    if (vault->archived)
        fields.refuse("Vault " + vault->id + " is archived and cannot be changed.");
    if (!fields.ok())
        return fields.reply();
    Selection siblings;
    siblings.kind = "credential";
    siblings.parent = vault->id;
    const auto rows = exchange.tables.select(siblings);
    if (rows.size() >= maxCredentials)
        return failure(400, "A vault holds at most 20 credentials.");
    for (const Row &other : rows) {
        if (keyOf(other.body.at("auth")) == keyOf(auth))
            return failure(409, "This vault has a credential for '" + keyOf(auth) + "' already.");
    }
    Row row;
    row.kind = "credential";
    row.id = newId("vcrd_");
    row.parent = vault->id;
    row.created = nowMs();
    row.body = {{"id", row.id}, {"type", "vault_credential"}, {"vault_id", vault->id}, {"display_name", name ? Json(*name) : Json()},
                {"auth", auth}, {"metadata", metadata}, {"created_at", toTime(row.created)}, {"updated_at", toTime(row.created)},
                {"archived_at", nullptr}};
    exchange.tables.insert(row);
    return Reply::json(row.body);
}

Reply listCredentials(Exchange &exchange)
{
    return vaultOf(exchange) ? listOf(exchange, "credential", exchange.id()) : notFound("Vault", exchange.id());
}

Reply fetchCredential(Exchange &exchange)
{
    const auto row = credentialOf(exchange);
    return row ? Reply::json(row->body) : notFound("Credential", exchange.id(1));
}

Reply updateCredential(Exchange &exchange)
{
    auto row = credentialOf(exchange);
    if (!row)
        return notFound("Credential", exchange.id(1));
    Fields fields(exchange.body);
    fields.allow({"auth", "display_name", "metadata"});
    if (row->archived)
        fields.refuse("Credential " + row->id + " is archived and cannot be changed.");
    if (fields.has("display_name")) {
        const auto name = fields.text("display_name", Need::Optional, 0, 255);
        row->body["display_name"] = name ? Json(*name) : Json();
    }
    if (const Json *auth = fields.object("auth", Need::Optional))
        row->body["auth"] = updatedAuth(fields, *auth, row->body.at("auth"));
    row->body["metadata"] = patchedMetadata(fields, row->body.at("metadata"));
    if (!fields.ok())
        return fields.reply();
    row->body["updated_at"] = toTime(nowMs());
    exchange.tables.update(*row);
    return Reply::json(row->body);
}

Reply archiveCredential(Exchange &exchange)
{
    auto row = credentialOf(exchange);
    if (!row)
        return notFound("Credential", exchange.id(1));
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteCredential(Exchange &exchange)
{
    if (!credentialOf(exchange))
        return notFound("Credential", exchange.id(1));
    exchange.tables.remove(exchange.id(1));
    return deleted(exchange.id(1), "vault_credential_deleted");
}

Reply validateCredential(Exchange &exchange)
{
    const auto row = credentialOf(exchange);
    if (!row)
        return notFound("Credential", exchange.id(1));
    const Json &auth = row->body.at("auth");
    if (auth.value("type", std::string()) != "mcp_oauth")
        return failure(400, "Only credentials of type mcp_oauth can be validated.");
    // The demo talks to nobody, so it cannot know.
    return Reply::json({{"type", "vault_credential_validation"},
                        {"credential_id", row->id},
                        {"vault_id", row->parent},
                        {"status", "unknown"},
                        {"has_refresh_token", auth.value("refresh", Json()).is_object()},
                        {"validated_at", toTime(nowMs())},
                        {"mcp_probe", nullptr},
                        {"refresh", nullptr}});
}

} // namespace demo::managed
