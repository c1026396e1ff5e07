#include "backends/openma/decoder.h"

#include "backends/shared/standardevent.h"
#include "backends/shared/timestamps.h"

#include <unordered_map>

namespace backends::openma {

using api::Event;
using api::EventKind;

namespace {

QString words(const EventReader &reader, std::string_view path)
{
    return EventReader::toQString(reader.text(path));
}

// What openma has beyond Anthropic's catalogue (openma.md §14.5).
const std::unordered_map<std::string_view, EventKind> &extensions()
{
    using K = EventKind;
    static const std::unordered_map<std::string_view, EventKind> kinds{
        {"agent.message_stream_start", K::PreviewStart},
        {"agent.message_chunk", K::PreviewDelta},
        {"agent.message_stream_end", K::PreviewEnd},
        {"agent.thinking_stream_start", K::PreviewStart},
        {"agent.thinking_chunk", K::PreviewDelta},
        {"agent.thinking_stream_end", K::PreviewEnd},
        {"agent.tool_use_input_stream_start", K::PreviewStart},
        {"agent.tool_use_input_chunk", K::PreviewDelta},
        {"agent.tool_use_input_stream_end", K::PreviewEnd},
        {"session.warning", K::SessionWarning},
        {"session.thread_idle", K::ThreadStatus},
        {"agent.thread_message", K::ThreadMessageReceived},
        {"span.model_first_token", K::ModelFirstToken},
        {"system.user_message_promoted", K::Bookkeeping},
        {"system.user_message_cancelled", K::Bookkeeping},
        {"session.outcome_evaluated", K::Bookkeeping},
        {"outcome.evaluation_end", K::Bookkeeping},
        {"aux.model_call", K::Bookkeeping},
        {"span.compaction_summarize_start", K::Bookkeeping},
        {"span.compaction_summarize_end", K::Bookkeeping},
        {"span.wakeup_scheduled", K::Bookkeeping},
        {"span.background_task_scheduled", K::Bookkeeping},
    };
    return kinds;
}

void readPreview(const EventReader &reader, Event &event)
{
    if (reader.has("tool_use_id")) {
        event.previewOf = api::PreviewOf::ToolInput;
        event.previewId = words(reader, "tool_use_id");
        event.toolUseId = event.previewId;
        event.toolName = words(reader, "tool_name");
    } else if (reader.has("thinking_id")) {
        event.previewOf = api::PreviewOf::Thinking;
        event.previewId = QStringLiteral("thinking:") + words(reader, "thinking_id");
    } else {
        event.previewId = words(reader, "message_id");
    }
    event.delta = EventReader::toBytes(reader.text("delta"));
    event.title = words(reader, "status");
    event.isError = event.kind == EventKind::PreviewEnd && !event.title.isEmpty() && event.title != QLatin1String("completed");
    event.errorMessage = words(reader, "error_text");
}

void readThinking(const EventReader &reader, Event &event)
{
    event.messageId = QStringLiteral("thinking:") + words(reader, "thinking_id");
    if (const auto text = reader.text("text"); !text.empty())
        event.content.push_back(textBlock(text));
}

// A turn goes on after tool calls; after anything else it has ended, whatever the word (observed §2.1).
void readRequestEnd(const EventReader &reader, Event &event)
{
    const std::string_view reason = reader.text("finish_reason");
    event.title = EventReader::toQString(reason);
    event.endsTurn = !reason.empty() && reason != "tool-calls";
    if (reason == "stop")
        event.stop = api::StopReason::EndTurn;
    else if (reason == "content-filter")
        event.stop = api::StopReason::Refusal;
    else if (event.endsTurn)
        event.stop = api::StopReason::Other;
    event.isError = event.isError || reason == "error";
    event.errorMessage = words(reader, "error_message");
}

// Flat ({"error":"code","message":…}), plain ({"error":"sentence"}) or Anthropic's object (observed §2.10).
void readError(const EventReader &reader, Event &event)
{
    if (const auto plain = reader.text("error"); !plain.empty()) {
        const bool isCode = reader.has("message");
        event.errorType = isCode ? EventReader::toQString(plain) : QString();
        event.errorMessage = isCode ? words(reader, "message") : EventReader::toQString(plain);
    } else if (event.errorMessage.isEmpty()) {
        event.errorMessage = words(reader, "message");
    }
    event.endsTurn = !event.willRetry;
}

void readWarning(const EventReader &reader, Event &event)
{
    event.errorType = words(reader, "source");
    event.errorMessage = words(reader, "message");
}

// Wake-ups and news of background tasks come as the user's messages, and are not the user's words (openma.md §14.5).
bool isServerMade(const EventReader &reader, const Event &event)
{
    if (reader.raw("metadata").find("\"harness\"") != std::string_view::npos)
        return true;
    const QByteArray text = event.text().trimmed();
    return text.startsWith("<task_notification>") && text.endsWith("</task_notification>");
}

void readMore(const EventReader &reader, Event &event)
{
    switch (event.kind) {
    case EventKind::PreviewStart:
    case EventKind::PreviewDelta:
    case EventKind::PreviewEnd:
        return readPreview(reader, event);
    case EventKind::AgentThinking:
        return readThinking(reader, event);
    case EventKind::AgentMessage:
        event.messageId = words(reader, "message_id");
        return;
    case EventKind::ModelRequestEnd:
        return readRequestEnd(reader, event);
    case EventKind::SessionError:
        return readError(reader, event);
    case EventKind::SessionWarning:
        return readWarning(reader, event);
    case EventKind::ModelFirstToken:
        event.requestRef = words(reader, "model_request_start_id");
        return;
    case EventKind::Bookkeeping:
        if (event.type == QLatin1String("system.user_message_cancelled")) { // what it is about will never be taken up
            event.messageId = words(reader, "event_id");
            event.denied = !event.messageId.isEmpty();
        }
        return;
    case EventKind::UserMessage:
        if (isServerMade(reader, event))
            event.kind = EventKind::SystemMessage;
        return;
    default:
        return;
    }
}

// A payload that the server keeps elsewhere, or has lost: the event comes without it (openma.md §14.6). What came instead is shown.
bool isStub(const EventReader &reader)
{
    return reader.has("_spilled") || reader.has("_parse_error");
}

void showStub(Event &event)
{
    if (!event.content.empty())
        return;
    api::ContentBlock block;
    block.kind = api::ContentBlock::Kind::Other;
    block.text = event.raw;
    event.content.push_back(std::move(block));
}

QDateTime timeOf(const EventReader &reader)
{
    const QDateTime written = timeFromText(reader.text("processed_at"));
    if (written.isValid())
        return written;
    const auto processed = reader.integer("processed_at_ms");
    return timeFromEpoch(processed ? *processed : reader.integer("ts").value_or(0));
}

Event fromReader(EventReader &reader)
{
    const auto sequence = reader.integer("seq");
    const QDateTime at = timeOf(reader);
    const bool saysProcessed = reader.has("processed_at");
    const std::string type(reader.text("type"));
    const bool stub = isStub(reader);
    Event event = standardEvent(reader); // takes the bytes out of the reader; its views stay alive with event.raw
    if (const auto it = extensions().find(type); it != extensions().end())
        event.kind = it->second;
    readMore(reader, event);
    if (stub)
        showStub(event);
    event.at = at;
    // Only the hosted server queues, and its events carry an id and no seq; what a self-hosted one stores is already being worked on.
    event.queued = event.queued && !saysProcessed && !sequence && !at.isValid();
    if (sequence) {
        event.sequence = *sequence;
        event.identity = QStringLiteral("seq:%1").arg(*sequence);
    }
    if (event.kind == EventKind::PreviewStart || event.kind == EventKind::PreviewDelta || event.kind == EventKind::PreviewEnd)
        event.identity.clear();
    if (event.threadId == QLatin1String("sthr_primary"))
        event.threadId.clear();
    return event;
}

// What is left of an event need not say what it is; its row does. `type` is a JSON string.
base::Result<Event> decodeInner(const QByteArray &inner, const QByteArray &type)
{
    auto event = decodeEvent(inner);
    if (event || !inner.startsWith('{'))
        return event;
    const bool empty = inner.mid(1).trimmed() == "}";
    event = decodeEvent("{\"type\":" + type + (empty ? "" : ",") + inner.mid(1));
    if (!event)
        return event;
    event.value().raw = inner;
    if (event->content.size() == 1 && event->content.front().kind == api::ContentBlock::Kind::Other)
        event.value().content.front().text = inner;
    return event;
}

// The hosted server's row: the event is under `data`, its place in the history beside it.
base::Result<Event> decodeRow(const EventReader &reader)
{
    const qint64 sequence = reader.integer("seq").value_or(-1);
    const QDateTime stored = timeFromEpoch(reader.integer("ts").value_or(0));
    auto event = decodeInner(EventReader::toBytes(reader.raw("data")), EventReader::toBytes(reader.raw("type")));
    if (!event)
        return event;
    event.value().sequence = sequence;
    event.value().queued = false; // what is in the history has been taken up
    if (event->identity.startsWith(QLatin1String("bytes:")) && sequence >= 0)
        event.value().identity = QStringLiteral("seq:%1").arg(sequence);
    if (!event->at.isValid())
        event.value().at = stored;
    return event;
}

// A message in the queue: the user's event, known by its id until it is taken up. Its number there may be another's (openma.md §17.15).
base::Result<Event> decodePending(const EventReader &reader, std::string_view member)
{
    const QString identity = words(reader, "event_id");
    auto event = decodeEvent(EventReader::toBytes(reader.raw(member)));
    if (!event)
        return event;
    event.value().queued = true;
    if (!identity.isEmpty())
        event.value().identity = identity;
    return event;
}

} // namespace

base::Result<Event> decodeEvent(QByteArrayView json)
{
    thread_local EventReader reader; // its buffers are worth keeping: thousands of events, one after the other
    if (const auto outcome = reader.read(json); !outcome)
        return outcome.error();
    if (reader.text("type").empty())
        return base::Error::of(base::Error::Kind::Protocol, QStringLiteral("an event without a type"));
    if (reader.has("seq") && reader.raw("data").starts_with('{'))
        return decodeRow(reader);
    if (reader.text("type") == "system.user_message_pending" && reader.raw("event").starts_with('{'))
        return decodePending(reader, "event");
    return fromReader(reader);
}

base::Result<Event> decodeStored(const api::StoredEvent &stored)
{
    auto event = decodeInner(stored.raw, base::dumpJson(base::fromQString(stored.type)));
    // Within one request ids of thinking are counted from 0, and the request is not beside it here: its own identity is as good.
    if (event && event->kind == EventKind::AgentThinking)
        event.value().messageId = stored.identity;
    return event;
}

base::Result<Event> decodeQueued(QByteArrayView json)
{
    EventReader reader;
    if (const auto outcome = reader.read(json); !outcome)
        return outcome.error();
    if (reader.text("event_id").empty() || !reader.raw("data").starts_with('{'))
        return base::Error::of(base::Error::Kind::Protocol, QStringLiteral("a queued event without an id or its content"));
    return decodePending(reader, "data");
}

} // namespace backends::openma
