#include "demo/managed/eventreplies.h"
#include "demo/managed/routes.h"
#include "demo/managed/sessionshape.h"

#include <algorithm>

namespace demo::managed {

namespace {

Json primaryBody(const Row &session)
{
    const Json body = sessionBody(session);
    Json agent = body.at("agent");
    agent.erase("multiagent");
    return {{"id", Notes::of(session).thread},
            {"type", "session_thread"},
            {"session_id", session.id},
            {"parent_thread_id", nullptr},
            {"workflow_run_id", nullptr},
            {"status", session.status},
            {"agent", agent},
            {"stats", {{"active_seconds", body.at("stats").at("active_seconds")},
                       {"duration_seconds", body.at("stats").at("duration_seconds")},
                       {"startup_seconds", 0}}},
            {"usage", body.at("usage")},
            {"created_at", body.at("created_at")},
            {"updated_at", body.at("updated_at")},
            {"archived_at", body.at("archived_at")}};
}

//! The thread in the path: as clients see it, and where its events are kept.
struct Found
{
    Json body;
    std::string place;
    bool primary = true;
};

std::optional<Found> found(Exchange &exchange)
{
    const auto session = exchange.tables.find("session", exchange.id());
    if (!session)
        return std::nullopt;
    if (Notes::of(*session).thread == exchange.id(1))
        return Found{primaryBody(*session), session->id, true};
    const auto child = exchange.tables.find("thread", exchange.id(1));
    return child && child->parent == session->id ? std::optional(Found{child->body, child->id, false}) : std::nullopt;
}

} // namespace

Reply listThreads(Exchange &exchange)
{
    const auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    const auto statuses = exchange.request.query.values("statuses[]");
    Json data = Json::array();
    const auto add = [&](const std::string &status, Json body) {
        if (statuses.empty() || std::find(statuses.begin(), statuses.end(), status) != statuses.end())
            data.push_back(std::move(body));
    };
    add(row->status, primaryBody(*row));
    Selection children;
    children.kind = "thread";
    children.parent = row->id;
    children.archived = Selection::Archived::Any;
    children.ascending = true;
    for (const Row &child : exchange.tables.select(children))
        add(child.status, child.body);
    return Reply::json({{"data", std::move(data)}, {"next_page", nullptr}});
}

Reply fetchThread(Exchange &exchange)
{
    const auto thread = found(exchange);
    return thread ? Reply::json(thread->body) : notFound("Thread", exchange.id(1));
}

Reply archiveThread(Exchange &exchange)
{
    const auto thread = found(exchange);
    if (!thread)
        return notFound("Thread", exchange.id(1));
    if (thread->primary)
        return failure(400, "The primary thread cannot be archived; archive the session.");
    auto row = exchange.tables.find("thread", thread->place);
    if (row->status == "running")
        return failure(400, "Thread " + row->id + " is running and cannot be archived.");
    if (!row->archived) {
        row->archived = nowMs();
        row->body["archived_at"] = toTime(*row->archived);
        exchange.tables.update(*row);
    }
    return Reply::json(row->body);
}

Reply listThreadEvents(Exchange &exchange)
{
    const auto thread = found(exchange);
    if (!thread)
        return notFound("Thread", exchange.id(1));
    static const Json none = Json::object();
    Fields fields(none);
    const PageRequest page = pageRequest(fields, exchange.request.query, maxEvents, maxEvents, true, false);
    if (!fields.ok())
        return fields.reply();
    return eventPage(exchange, thread->place, {}, page);
}

Reply streamThread(Exchange &exchange)
{
    const auto thread = found(exchange);
    return thread ? openStream(exchange, thread->place) : notFound("Thread", exchange.id(1));
}

} // namespace demo::managed
