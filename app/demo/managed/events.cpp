#include "demo/managed/eventshape.h"
#include "demo/managed/paging.h"
#include "demo/managed/routes.h"
#include "demo/managed/sessionshape.h"

namespace demo::managed {

namespace {

using Need = Fields::Need;

constexpr int maxEvents = 1000;
constexpr std::chrono::seconds heartbeat(30);

Reply eventPage(Exchange &exchange, EventSelection selection, const PageRequest &page)
{
    selection.session = exchange.id();
    selection.ascending = page.ascending;
    if (page.place)
        selection.after = EventSelection::Place{page.place->created, page.place->order};
    selection.limit = page.limit + 1;
    auto events = exchange.tables.events(selection);
    const bool more = int(events.size()) > page.limit;
    if (more)
        events.pop_back();
    Json data = Json::array();
    for (const EventRow &event : events)
        data.push_back(event.body);
    Json next;
    if (more)
        next = cursorOf({events.back().processed.value_or(unprocessedPlace), events.back().seq}, page.ascending);
    return Reply::json({{"data", std::move(data)}, {"next_page", next}});
}

Reply openStream(Exchange &exchange)
{
    std::uint8_t kinds = std::uint8_t(FrameKind::Event);
    const auto wanted = exchange.request.query.values("event_deltas[]");
    if (wanted.size() > 100)
        return failure(400, "event_deltas[]: at most 100.");
    for (const std::string &type : wanted) {
        if (type == "agent.message")
            kinds |= std::uint8_t(FrameKind::MessagePreview);
        else if (type == "agent.thinking")
            kinds |= std::uint8_t(FrameKind::ThinkingPreview);
        else
            return failure(400, "event_deltas[]: Input should be 'agent.message' or 'agent.thinking'.");
    }
    Reply reply;
    reply.stream = exchange.journal.hub().subscribe(exchange.id(), kinds, heartbeat);
    reply.headers = {{"cache-control", "no-cache"}};
    return reply;
}

Json threadBody(const Row &session)
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

//! The session, when the thread in the path is its only one, the primary.
std::optional<Row> sessionOfThread(Exchange &exchange)
{
    auto row = exchange.tables.find("session", exchange.id());
    return row && Notes::of(*row).thread == exchange.id(1) ? row : std::nullopt;
}

} // namespace

Reply sendEvents(Exchange &exchange)
{
    auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    Fields fields(exchange.body);
    fields.allow({"events"});
    const Json *events = fields.array("events", Need::Required, 1000);
    if (events && events->empty())
        fields.refuse("events: must have at least one event.");
    if (!fields.ok())
        return fields.reply();
    if (row->archived)
        return failure(400, "Session " + row->id + " is archived and takes no more events.");
    if (row->status == "terminated")
        return failure(400, "Session " + row->id + " is terminated and takes no more events.");
    Json stored = Json::array();
    if (auto refused = storeEvents(exchange, &*row, *events, false, &stored))
        return *refused;
    return Reply::json({{"data", std::move(stored)}});
}

Reply listEvents(Exchange &exchange)
{
    if (!exchange.tables.find("session", exchange.id()))
        return notFound("Session", exchange.id());
    static const Json none = Json::object();
    Fields fields(none);
    const Query &query = exchange.request.query;
    for (const char *unknown : {"after_id", "before_id"}) {
        if (query.has(unknown))
            fields.refuse(std::string(unknown) + ": Extra inputs are not permitted.");
    }
    const PageRequest page = pageRequest(fields, query, maxEvents, maxEvents, true, true);
    EventSelection selection;
    selection.types = query.values("types[]");
    for (const std::string &type : selection.types) {
        if (!isListedType(type))
            fields.refuse("types[]: '" + type + "' is not an event type.");
    }
    selection.processed = timeBounds(fields, query);
    if (!fields.ok())
        return fields.reply();
    return eventPage(exchange, selection, page);
}

Reply streamEvents(Exchange &exchange)
{
    if (!exchange.tables.find("session", exchange.id()))
        return notFound("Session", exchange.id());
    return openStream(exchange);
}

Reply listThreads(Exchange &exchange)
{
    const auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    const auto statuses = exchange.request.query.values("statuses[]");
    Json data = Json::array();
    if (statuses.empty() || std::find(statuses.begin(), statuses.end(), row->status) != statuses.end())
        data.push_back(threadBody(*row));
    return Reply::json({{"data", std::move(data)}, {"next_page", nullptr}});
}

Reply fetchThread(Exchange &exchange)
{
    const auto row = sessionOfThread(exchange);
    return row ? Reply::json(threadBody(*row)) : notFound("Thread", exchange.id(1));
}

Reply archiveThread(Exchange &exchange)
{
    if (!sessionOfThread(exchange))
        return notFound("Thread", exchange.id(1));
    return failure(400, "The primary thread cannot be archived; archive the session.");
}

Reply listThreadEvents(Exchange &exchange)
{
    if (!sessionOfThread(exchange))
        return notFound("Thread", exchange.id(1));
    static const Json none = Json::object();
    Fields fields(none);
    const PageRequest page = pageRequest(fields, exchange.request.query, maxEvents, maxEvents, true, false);
    if (!fields.ok())
        return fields.reply();
    return eventPage(exchange, {}, page);
}

Reply streamThread(Exchange &exchange)
{
    if (!sessionOfThread(exchange))
        return notFound("Thread", exchange.id(1));
    return openStream(exchange);
}

} // namespace demo::managed
