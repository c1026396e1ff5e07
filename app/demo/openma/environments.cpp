#include "demo/openma/routes.h"

namespace demo::openma {

Reply createEnvironment(Exchange &exchange)
{
    const auto name = textOf(exchange.body, "name");
    if (!name || name->empty())
        return failure(400, "name is required");
    Row row;
    row.kind = "environment";
    row.id = newId("env-", 16);
    row.created = nowMs();
    row.name = *name;
    // What is not set is not there, and metadata is dropped.
    row.body = {{"type", "environment"},
                {"id", row.id},
                {"name", *name},
                {"config", exchange.body.value("config", Json{{"type", "cloud"}})},
                {"created_at", toTime(row.created)}};
    if (exchange.body.contains("description"))
        row.body["description"] = exchange.body.at("description");
    exchange.tables.insert(row);
    return Reply::json(row.body, 201);
}

Reply listEnvironments(Exchange &exchange)
{
    Selection selection;
    selection.kind = "environment";
    selection.text = exchange.request.query.value("q");
    if (const auto refused = readArchived(exchange, &selection))
        return *refused;
    return listRows(exchange, selection, {50, 200, true});
}

Reply fetchEnvironment(Exchange &exchange)
{
    const auto row = exchange.tables.find("environment", exchange.id());
    return row ? Reply::json(row->body) : failure(404, "Environment not found");
}

Reply updateEnvironment(Exchange &exchange)
{
    auto row = exchange.tables.find("environment", exchange.id());
    if (!row)
        return failure(404, "Environment not found");
    for (const char *key : {"name", "config", "description", "metadata"}) {
        if (exchange.body.contains(key))
            row->body[key] = exchange.body.at(key);
    }
    row->name = textOf(row->body, "name").value_or("");
    row->body["updated_at"] = toTime(nowMs());
    exchange.tables.update(*row);
    return Reply::json(row->body);
}

Reply archiveEnvironment(Exchange &exchange)
{
    auto row = exchange.tables.find("environment", exchange.id());
    if (!row)
        return failure(404, "Environment not found");
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteEnvironment(Exchange &exchange)
{
    if (!exchange.tables.find("environment", exchange.id()))
        return failure(404, "Environment not found");
    Selection sessions;
    sessions.kind = "session";
    for (const Row &session : exchange.tables.select(sessions)) {
        if (session.body.value("environment_id", std::string()) == exchange.id())
            return failure(409, "Cannot delete environment with active sessions. Archive or delete sessions first.");
    }
    exchange.tables.remove(exchange.id());
    return deleted(exchange.id(), "environment_deleted");
}

} // namespace demo::openma
