#include "demo/openma/routes.h"

#include "demo/seed.h"

#include <algorithm>
#include <array>

namespace demo::openma {

namespace {

Json withAge(const Row &session)
{
    Json body = session.body;
    body["usage"] = {{"input_tokens", 0}, {"output_tokens", 0}}; // always, whatever was used
    body["stats"] = {{"duration_seconds", (nowMs() - session.created) / 1000}};
    return body;
}

} // namespace

Reply createSession(Exchange &exchange)
{
    const Json &sent = exchange.body;
    const Json agentRef = sent.is_object() ? sent.value("agent", Json()) : Json();
    const std::string agentId = agentRef.is_string() ? agentRef.get<std::string>() : textOf(agentRef, "id").value_or("");
    if (agentId.empty())
        return failure(400, "agent is required");
    const auto environment = textOf(sent, "environment_id");
    if (!environment || environment->empty())
        return failure(400, "environment_id is required for cloud agents");
    const auto agent = exchange.tables.find("agent", agentId);
    if (!agent)
        return failure(404, "Agent not found");
    Row row;
    row.kind = "session";
    row.id = newId("sess-", 16);
    row.created = nowMs();
    row.status = "idle";
    row.agent = agentId;
    row.name = textOf(sent, "title").value_or("");
    // The environment is not checked, the agent's version not looked at, metadata and initial events are dropped.
    row.body = {{"id", row.id},
                {"environment_id", *environment},
                {"status", "idle"},
                {"created_at", toTime(row.created)},
                {"updated_at", nullptr},
                {"archived_at", nullptr},
                {"terminated_at", nullptr},
                {"type", "session"},
                {"title", row.name},
                {"agent_id", agentId},
                {"agent", agentSnapshot(agent->body)},
                {"vault_ids", sent.value("vault_ids", Json::array())},
                {"metadata", Json::object()},
                {"resources", Json::array()},
                {"outcome_evaluations", Json::array()},
                {"usage", Json::object()},
                {"stats", {{"duration_seconds", 0}}}};
    exchange.tables.insert(row);
    return Reply::json(row.body, 201);
}

Reply listSessions(Exchange &exchange)
{
    const Query &query = exchange.request.query;
    Selection selection;
    selection.kind = "session";
    selection.agent = query.value("agent_id");
    selection.text = query.value("q");
    selection.archived = query.value("include_archived") == "true" ? Selection::Archived::Any : Selection::Archived::No;
    if (const std::string status = query.value("status"); !status.empty()) {
        static constexpr std::array statuses{"idle", "running", "rescheduling", "terminated"};
        if (std::none_of(statuses.begin(), statuses.end(), [&](const char *word) { return status == word; })) {
            return Reply::json({{"error",
                                 {{"type", "invalid_request_error"},
                                  {"code", "invalid_status"},
                                  {"message", "Invalid status '" + status + "'; expected one of idle|running|rescheduling|terminated."}}}},
                               400);
        }
        selection.statuses = {status};
    }
    if (selection.archived == Selection::Archived::Any)
        seedPastOnce(exchange.tables, exchange.journal);
    return listRows(exchange, selection, {50, 200, true});
}

Reply fetchSession(Exchange &exchange)
{
    const auto row = exchange.tables.find("session", exchange.id());
    return row ? Reply::json(withAge(*row)) : failure(404, "Session not found");
}

Reply updateSession(Exchange &exchange)
{
    auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return failure(404, "Session not found");
    if (!exchange.body.is_object() || (exchange.body.contains("title") && !exchange.body.at("title").is_string()))
        return Reply::json({{"error", "internal_error"}, {"message", "title"}}, 500);
    if (const auto title = textOf(exchange.body, "title")) {
        row->body["title"] = *title;
        row->name = *title;
    }
    const Json metadata = exchange.body.value("metadata", Json::object());
    for (const auto &[key, value] : metadata.items()) {
        if (value.is_null())
            row->body["metadata"].erase(key);
        else
            row->body["metadata"][key] = value;
    }
    row->body["updated_at"] = toTime(nowMs());
    exchange.tables.update(*row);
    return Reply::json(row->body);
}

Reply archiveSession(Exchange &exchange)
{
    auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return failure(404, "Session not found");
    archiveRow(exchange.tables, &*row);
    return Reply::json(row->body);
}

Reply deleteSession(Exchange &exchange)
{
    if (!exchange.tables.find("session", exchange.id()))
        return failure(404, "Session not found");
    exchange.tables.remove(exchange.id());
    exchange.journal.endStreams(exchange.tables, exchange.id(), nullptr); // at once and without a word (610)
    return deleted(exchange.id(), "session_deleted");
}

} // namespace demo::openma
