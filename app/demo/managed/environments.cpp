#include "demo/managed/paging.h"
#include "demo/managed/routes.h"

namespace demo::managed {

namespace {

using Need = Fields::Need;

constexpr std::initializer_list<const char *> ecosystems{"apt", "cargo", "gem", "go", "npm", "pip"};

Json usualConfig()
{
    Json packages = {{"type", "packages"}};
    for (const char *ecosystem : ecosystems)
        packages[ecosystem] = Json::array();
    return {{"type", "cloud"}, {"networking", {{"type", "unrestricted"}}}, {"packages", packages}};
}

//! Merges what was sent into `networking`; another type starts from its defaults.
Json mergedNetworking(Fields &fields, const Json &sent, const Json &stored)
{
    if (sent.is_null())
        return stored;
    Fields part(sent, "config.networking.");
    const auto type = part.word("type", Need::Required, {"unrestricted", "limited"});
    if (!part.ok() || type == "unrestricted") {
        fields.refuseAs(part);
        return {{"type", "unrestricted"}};
    }
    Json out = stored.value("type", std::string()) == "limited"
        ? stored
        : Json{{"type", "limited"}, {"allowed_hosts", Json::array()}, {"allow_mcp_servers", false}, {"allow_package_managers", false}};
    part.allow({"type", "allowed_hosts", "allow_mcp_servers", "allow_package_managers"});
    if (const Json *hosts = part.array("allowed_hosts", Need::Optional, 200))
        out["allowed_hosts"] = *hosts;
    for (const char *flag : {"allow_mcp_servers", "allow_package_managers"}) {
        if (const auto value = part.boolean(flag))
            out[flag] = *value;
    }
    fields.refuseAs(part);
    return out;
}

Json mergedPackages(Fields &fields, const Json &sent, Json stored)
{
    if (sent.is_null())
        return stored;
    Fields part(sent, "config.packages.");
    part.allow({"type", "apt", "cargo", "gem", "go", "npm", "pip"});
    for (const char *ecosystem : ecosystems) {
        if (const Json *list = part.array(ecosystem, Need::Optional, 1000))
            stored[ecosystem] = *list;
    }
    fields.refuseAs(part);
    return stored;
}

bool hasPackages(const Json &packages)
{
    for (const char *ecosystem : ecosystems) {
        if (!packages.value(ecosystem, Json::array()).empty())
            return true;
    }
    return false;
}

//! `stored` null: a new environment.
Json shapedEnvironment(Fields &fields, const Json &sent, const Json &stored)
{
    if (sent.is_null())
        return stored.is_null() ? usualConfig() : stored;
    Fields config(sent, "config.");
    const auto type = config.word("type", stored.is_null() ? Need::Required : Need::Optional, {"cloud", "self_hosted"});
    const std::string kept = stored.is_null() ? type.value_or("cloud") : stored.value("type", std::string());
    if (type && *type != kept)
        fields.refuse("config.type: cannot be changed from '" + kept + "' to '" + *type + "'.", "invalid_config_type_change");
    fields.refuseAs(config);
    if (kept == "self_hosted")
        return {{"type", "self_hosted"}};
    Json out = stored.is_null() ? usualConfig() : stored;
    config.allow({"type", "networking", "packages"});
    fields.refuseAs(config);
    out["networking"] = mergedNetworking(fields, config.at("networking"), out["networking"]);
    out["packages"] = mergedPackages(fields, config.at("packages"), out["packages"]);
    if (out["networking"].value("type", Json()) == "limited" && hasPackages(out["packages"])
        && !out["networking"].value("allow_package_managers", false)) {
        fields.refuse("config.packages: need allow_package_managers under limited networking.");
    }
    return out;
}

Reply nameTaken(const std::string &name)
{
    return failure(409, "An environment named '" + name + "' exists already.");
}

void checkScope(Fields &fields)
{
    const auto scope = fields.word("scope", Need::Optional, {"organization", "account"});
    if (scope == "account")
        fields.refuse("scope: 'account' is not available to API organizations.");
}

} // namespace

Reply createEnvironment(Exchange &exchange)
{
    Fields fields(exchange.body);
    fields.allow({"name", "description", "config", "metadata", "scope"});
    const auto name = fields.text("name", Need::Required, 1, 256);
    const auto description = fields.text("description", Need::Optional, 0, 2048);
    const Json config = shapedEnvironment(fields, fields.at("config"), nullptr);
    const Json metadata = newMetadata(fields);
    checkScope(fields);
    if (!fields.ok())
        return fields.reply();
    if (exchange.tables.findByName("environment", *name))
        return nameTaken(*name);
    Row row;
    row.kind = "environment";
    row.id = newId("env_");
    row.created = nowMs();
    row.name = *name;
    row.body = {{"id", row.id},
                {"type", "environment"},
                {"name", *name},
                {"description", description ? Json(*description) : Json()},
                {"config", config},
                {"metadata", metadata},
                {"scope", "organization"},
                {"created_at", toTime(row.created)},
                {"updated_at", toTime(row.created)},
                {"archived_at", nullptr}};
    exchange.tables.insert(row);
    return Reply::json(row.body);
}

Reply listEnvironments(Exchange &exchange)
{
    static const Json none = Json::object();
    Fields fields(none);
    const Query &query = exchange.request.query;
    const PageRequest page = pageRequest(fields, query, 20, 100, false, false);
    if (!fields.ok())
        return fields.reply();
    Selection selection;
    selection.kind = "environment";
    selection.archived = query.value("include_archived") == "true" ? Selection::Archived::Any : Selection::Archived::No;
    return Reply::json(listPage(exchange.tables, selection, page, bodyOf, false));
}

Reply fetchEnvironment(Exchange &exchange)
{
    const auto row = exchange.tables.find("environment", exchange.id());
    return row ? Reply::json(row->body) : notFound("Environment", exchange.id());
}

Reply updateEnvironment(Exchange &exchange)
{
    auto row = exchange.tables.find("environment", exchange.id());
    if (!row)
        return notFound("Environment", exchange.id());
    if (row->archived)
        return failure(400, "Environment " + row->id + " is archived and cannot be changed.", "environment_archived");
    Fields fields(exchange.body);
    fields.allow({"name", "description", "config", "metadata", "scope"});
    const Json before = row->body;
    if (const auto name = fields.text("name", Need::Optional, 1, 256)) {
        const auto other = exchange.tables.findByName("environment", *name);
        if (other && other->id != row->id)
            return nameTaken(*name);
        row->name = *name;
        row->body["name"] = *name;
    }
    if (fields.has("description")) {
        const auto description = fields.text("description", Need::Optional, 0, 2048);
        row->body["description"] = description ? Json(*description) : Json();
    }
    row->body["config"] = shapedEnvironment(fields, fields.at("config"), before.at("config"));
    row->body["metadata"] = patchedMetadata(fields, before.at("metadata"), true);
    checkScope(fields);
    if (!fields.ok())
        return fields.reply();
    if (row->body != before) {
        row->body["updated_at"] = toTime(nowMs());
        exchange.tables.update(*row);
    }
    return Reply::json(row->body);
}

Reply archiveEnvironment(Exchange &exchange)
{
    auto row = exchange.tables.find("environment", exchange.id());
    if (!row)
        return notFound("Environment", exchange.id());
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteEnvironment(Exchange &exchange)
{
    if (!exchange.tables.find("environment", exchange.id()))
        return notFound("Environment", exchange.id());
    exchange.tables.remove(exchange.id());
    return deleted(exchange.id(), "environment_deleted");
}

} // namespace demo::managed
