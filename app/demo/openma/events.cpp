#include "demo/openma/routes.h"

#include "demo/hub.h"
#include "demo/past.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace demo::openma {

namespace {

constexpr qint64 maxReplay = 1024; // what is beyond is lost in silence (620)

std::optional<qint64> leadingNumber(const std::string &text)
{
    qint64 number = 0; // as parseInt does: "5abc" is 5
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() ? std::optional(number) : std::nullopt;
}

Reply openStream(Exchange &exchange)
{
    const Query &query = exchange.request.query;
    std::uint8_t kinds = std::uint8_t(FrameKind::Event);
    for (const QByteArray &word : QByteArray::fromStdString(query.value("include")).split(',')) {
        if (word == "chunks")
            kinds |= std::uint8_t(FrameKind::Extension);
    }
    Reply reply;
    reply.headers = {{"cache-control", "no-cache, no-transform"}, {"x-accel-buffering", "no"}};
    reply.body = "retry: 1000\n\n";
    reply.stream = exchange.journal.hub().subscribe(exchange.id(), kinds, std::chrono::milliseconds(0));
    const auto last = leadingNumber(exchange.request.header("Last-Event-ID"));
    if (!last && query.value("replay") != "1")
        return reply;
    EventSelection stored;
    stored.session = exchange.id();
    stored.bySeq = true;
    stored.after = EventSelection::Place{0, last.value_or(0)};
    stored.limit = int(maxReplay);
    // On the writer thread, so nothing can be published between what is replayed here and what the stream gets from now on.
    for (const EventRow &event : exchange.tables.events(stored))
        reply.stream->push(openmaKindOf(event.type), Journal::frame(event.body, event.seq));
    return reply;
}

Reply eventList(Exchange &exchange, bool ofThread)
{
    const Query &query = exchange.request.query;
    const auto number = [&](const char *key, qint64 usual) {
        return query.has(key) ? leadingNumber(query.value(key)) : std::optional(usual);
    };
    const auto limit = number("limit", 100);
    const auto after = number("after_seq", 0);
    Json data = Json::array();
    bool more = false;
    if (limit && after) {
        EventSelection stored;
        stored.session = exchange.id();
        stored.bySeq = true;
        stored.after = EventSelection::Place{0, *after};
        auto events = exchange.tables.events(stored);
        const auto count = std::size_t(*limit >= 0 ? *limit : std::max<qint64>(0, qint64(events.size()) + *limit));
        more = events.size() > count;
        for (std::size_t i = 0; i < events.size() && i < count; ++i) {
            Json body = events[i].body;
            if (ofThread) {
                for (const char *key : {"ts", "processed_at_ms", "session_thread_id"})
                    body.erase(key);
            }
            data.push_back(std::move(body));
        }
    }
    return Reply::json({{"data", data}, {"has_more", more}});
}

bool isSession(Exchange &exchange)
{
    return exchange.tables.find("session", exchange.id()).has_value();
}

} // namespace

Reply sendEvents(Exchange &exchange)
{
    static constexpr std::array types{"user.message", "user.interrupt", "user.tool_confirmation", "user.custom_tool_result", "user.define_outcome"};
    auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return failure(404, "Session not found");
    const Json events = exchange.body.is_object() ? exchange.body.value("events", Json()) : Json();
    if (!events.is_array() || events.empty())
        return failure(400, "events array is required");
    if (row->archived)
        return failure(409, "Session is archived and cannot receive new events");
    for (const Json &event : events) {
        const std::string type = textOf(event, "type").value_or("undefined");
        if (event.is_null())
            return Reply::json({{"error", "internal_error"}, {"message", "Cannot read properties of null (reading 'type')"}}, 500);
        if (std::none_of(types.begin(), types.end(), [&](const char *known) { return type == known; }))
            return failure(400, "Unsupported event type: " + type);
    }
    for (const Json &event : events) {
        const std::string type = event.at("type").get<std::string>();
        if (type == "user.interrupt")
            continue; // taken, and nothing happens: not even a log line (520)
        const qint64 now = nowMs();
        // Only messages start something; answers are stored and change nothing (524, 525).
        exchange.journal.append(exchange.tables, exchange.id(), event, type == "user.message" ? std::nullopt : std::optional(now), now);
        if (type == "user.message") {
            row->status = "running";
            row->body["status"] = "running";
        }
    }
    exchange.tables.update(*row);
    exchange.wake.push_back(exchange.id());
    Reply reply;
    reply.status = 202;
    reply.type = "text/plain; charset=UTF-8";
    return reply;
}

Reply listEvents(Exchange &exchange)
{
    if (!isSession(exchange))
        return failure(404, "Session not found");
    if (exchange.request.header("Accept").find("text/event-stream") != std::string::npos)
        return openStream(exchange);
    tellPast(exchange.tables, exchange.journal, exchange.id());
    return eventList(exchange, false);
}

Reply streamEvents(Exchange &exchange)
{
    return isSession(exchange) ? openStream(exchange) : failure(404, "Session not found");
}

Reply streamThread(Exchange &exchange)
{
    return openStream(exchange);
}

Reply listThreads(Exchange &exchange)
{
    if (!isSession(exchange))
        return failure(404, "Session not found");
    Json data = Json::array(); // made from the events: none, no thread
    if (exchange.tables.lastSeq(exchange.id()) > 0)
        data.push_back({{"id", "sthr_primary"}});
    return Reply::json({{"data", data}});
}

Reply fetchThread(Exchange &exchange)
{
    return isSession(exchange) && exchange.id(1) == "sthr_primary" ? Reply::json({{"id", "sthr_primary"}}) : failure(404, "Thread not found");
}

Reply archiveThread(Exchange &exchange)
{
    if (exchange.id(1) == "sthr_primary")
        return failure(400, "Cannot archive primary thread");
    return Reply::json({{"id", exchange.id(1)}, {"archived", true}});
}

Reply listThreadEvents(Exchange &exchange)
{
    return isSession(exchange) ? eventList(exchange, true) : failure(404, "Session not found");
}

Reply sessionEmptyList(Exchange &exchange)
{
    return isSession(exchange) ? emptyListNoMore(exchange) : failure(404, "Session not found");
}

Reply listResources(Exchange &exchange)
{
    return isSession(exchange) ? emptyList(exchange) : failure(404, "Session not found");
}

} // namespace demo::openma
