#include "demo/journal.h"

#include <algorithm>
#include <array>

namespace demo {

namespace {

Json managedBody(const Json &event, const std::string &id, const std::optional<qint64> &processed)
{
    Json body = {{"id", id}, {"type", event.at("type")}};
    for (const auto &[key, value] : event.items()) {
        if (key != "id" && key != "type")
            body[key] = value;
    }
    body["processed_at"] = timeOrNull(processed);
    return body;
}

} // namespace

EventRow Journal::append(Tables &tables, const std::string &session, const Json &event, std::optional<qint64> processed, qint64 at)
{
    EventRow row;
    row.session = session;
    row.type = event.at("type").get<std::string>();
    row.processed = processed;
    row.id = event.value("id", std::string());
    if (m_wire == Wire::ManagedAgents) {
        if (row.id.empty())
            row.id = newId("sevt_");
        row.body = managedBody(event, row.id, processed);
    } else {
        row.body = event;
        row.body["seq"] = tables.lastSeq(session) + 1;
        row.body["ts"] = at;
        // Its server never marks what users send (openma.md §14.3).
        if (row.type.rfind("user.", 0) != 0)
            row.body["processed_at_ms"] = at;
        row.body["session_thread_id"] = "sthr_primary";
    }
    tables.append(&row);
    publish(tables, row);
    return row;
}

void Journal::process(Tables &tables, EventRow event, qint64 at)
{
    event.processed = at;
    if (m_wire == Wire::ManagedAgents)
        event.body["processed_at"] = toTime(at);
    tables.rewrite(event);
    if (m_wire == Wire::ManagedAgents)
        publish(tables, event);
}

void Journal::preview(const std::string &session, FrameKind kind, const Json &event)
{
    m_hub.publish(session, kind, frame(event));
}

void Journal::endStreams(Tables &tables, const std::string &session, const Json &last)
{
    tables.afterCommit([this, session, bytes = last.is_null() ? QByteArray() : frame(last)] {
        if (!bytes.isEmpty())
            m_hub.publish(session, FrameKind::Event, bytes);
        m_hub.end(session);
    });
}

void Journal::publish(Tables &tables, const EventRow &event)
{
    const FrameKind kind = m_wire == Wire::ManagedAgents ? FrameKind::Event : openmaKindOf(event.type);
    const QByteArray bytes = frame(event.body, m_wire == Wire::Openma ? event.seq : 0);
    tables.afterCommit([this, session = event.session, kind, bytes] { m_hub.publish(session, kind, bytes); });
}

QByteArray Journal::frame(const Json &event, qint64 seq)
{
    QByteArray bytes = "event: " + QByteArray::fromStdString(event.value("type", std::string()));
    if (seq > 0)
        bytes += "\nid: " + QByteArray::number(seq);
    return bytes + "\ndata: " + base::dumpJson(event) + "\n\n";
}

FrameKind openmaKindOf(const std::string &type)
{
    static constexpr std::array prefixes{"user.", "session.status_", "session.thread_", "agent.mcp_tool_", "span.outcome_evaluation_"};
    static constexpr std::array names{"agent.message",         "agent.thinking",        "agent.tool_use",
                                      "agent.tool_result",     "agent.custom_tool_use", "agent.thread_message_received",
                                      "agent.thread_message_sent", "agent.thread_context_compacted", "session.error",
                                      "session.deleted",       "span.model_request_start", "span.model_request_end"};
    const bool known = std::any_of(prefixes.begin(), prefixes.end(), [&](const char *prefix) { return type.rfind(prefix, 0) == 0; })
        || std::any_of(names.begin(), names.end(), [&](const char *name) { return type == name; });
    return known ? FrameKind::Event : FrameKind::Extension;
}

} // namespace demo
