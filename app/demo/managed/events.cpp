#include "demo/managed/eventreplies.h"
#include "demo/managed/eventshape.h"
#include "demo/managed/routes.h"
#include "demo/past.h"

namespace demo::managed {

namespace {

using Need = Fields::Need;

constexpr std::chrono::seconds heartbeat(30);

} // namespace

Reply eventPage(Exchange &exchange, const std::string &place, EventSelection selection, const PageRequest &page)
{
    selection.session = place;
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

Reply openStream(Exchange &exchange, const std::string &place)
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
    reply.stream = exchange.journal.hub().subscribe(place, kinds, heartbeat);
    reply.headers = {{"cache-control", "no-cache"}};
    return reply;
}

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
    tellPast(exchange.tables, exchange.journal, exchange.id());
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
    return eventPage(exchange, exchange.id(), selection, page);
}

Reply streamEvents(Exchange &exchange)
{
    if (!exchange.tables.find("session", exchange.id()))
        return notFound("Session", exchange.id());
    return openStream(exchange, exchange.id());
}

} // namespace demo::managed
