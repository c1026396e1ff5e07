#include "backends/shared/standardevent.h"

#include "backends/shared/timestamps.h"

#include <QCryptographicHash>

#include <unordered_map>

namespace backends {

using api::Event;
using api::EventKind;

namespace {

QString words(const EventReader &reader, std::string_view path)
{
    return EventReader::toQString(reader.text(path));
}

void readCall(const EventReader &reader, Event &event)
{
    event.toolUseId = words(reader, "id");
    event.toolName = words(reader, "name");
    event.mcpServer = words(reader, "mcp_server_name");
    event.toolInput = EventReader::toBytes(reader.raw("input"));
    const std::string_view permission = reader.text("evaluated_permission");
    event.denied = permission == "deny";
    event.asksApproval = !permission.empty() && permission != "allow" && !event.denied; // §10.2.5: fail closed
}

void readAnswer(const EventReader &reader, Event &event)
{
    for (const std::string_view key : {"tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"}) {
        if (event.toolUseId.isEmpty())
            event.toolUseId = words(reader, key);
    }
    event.isError = reader.isTrue("is_error");
    if (event.kind != EventKind::ToolConfirmation)
        return;
    event.denied = reader.text("result") != "allow";
    if (const auto reason = reader.text("deny_message"); !reason.empty())
        event.content.push_back(textBlock(reason));
}

void readMessage(const EventReader &reader, Event &event)
{
    event.messageId = words(reader, "id");
    if (event.kind == EventKind::ThreadMessageSent) {
        event.title = words(reader, "to_agent_name");
        event.threadId = words(reader, "to_session_thread_id");
    } else if (event.kind == EventKind::ThreadMessageReceived) {
        event.title = words(reader, "from_agent_name");
        event.threadId = words(reader, "from_session_thread_id");
    }
}

void readOutcome(const EventReader &reader, Event &event)
{
    event.title = words(reader, "result");
    event.isError = event.title == QLatin1String("failed");
    const auto text = reader.text(event.kind == EventKind::DefineOutcome ? "description" : "explanation");
    if (!text.empty())
        event.content.push_back(textBlock(text));
    event.usage = usageAt(reader, "usage");
}

api::StopReason stopOf(std::string_view word)
{
    using api::StopReason;
    if (word.empty())
        return StopReason::None;
    if (word == "end_turn")
        return StopReason::EndTurn;
    if (word == "requires_action")
        return StopReason::RequiresAction;
    if (word == "retries_exhausted")
        return StopReason::RetriesExhausted;
    if (word == "budget_reached")
        return StopReason::BudgetReached;
    return word == "refusal" ? StopReason::Refusal : StopReason::Other;
}

void readIdle(const EventReader &reader, Event &event)
{
    event.stop = stopOf(reader.text("stop_reason.type"));
    event.title = words(reader, "stop_reason.type");
    event.blockingIds = reader.strings("stop_reason.event_ids");
    event.errorMessage = words(reader, "stop_details.explanation");
}

void readThread(const EventReader &reader, Event &event)
{
    event.title = words(reader, "agent_name");
}

void readError(const EventReader &reader, Event &event)
{
    event.isError = true;
    event.errorType = words(reader, "error.type");
    event.errorMessage = words(reader, "error.message");
    event.willRetry = reader.text("error.retry_status.type") == "retrying";
}

void readUpdate(const EventReader &reader, Event &event)
{
    event.title = words(reader, "title");
}

void readSessionUsage(const EventReader &reader, Event &event)
{
    event.usage = usageAt(reader, "usage");
}

void readRequest(const EventReader &reader, Event &event)
{
    event.isError = reader.isTrue("is_error");
    event.requestRef = words(reader, event.kind == EventKind::ModelRequestStart ? "id" : "model_request_start_id");
    if (event.kind == EventKind::ModelRequestStart)
        event.title = words(reader, "model");
    event.usage = usageAt(reader, "model_usage");
}

void readWorkflow(const EventReader &reader, Event &event)
{
    event.title = words(reader, "name");
    if (const auto text = reader.text("description"); !text.empty())
        event.content.push_back(textBlock(text));
    const bool nested = reader.has("result.error");
    event.errorType = words(reader, nested ? "result.error.type" : "error.type");
    event.errorMessage = words(reader, nested ? "result.error.message" : "error.message");
    event.isError = !event.errorType.isEmpty() || !event.errorMessage.isEmpty();
}

void readPreview(const EventReader &reader, Event &event)
{
    if (event.kind == EventKind::PreviewDelta) {
        event.previewId = words(reader, "event_id");
        event.delta = EventReader::toBytes(reader.text("delta.content.text"));
        event.blockIndex = int(std::clamp<qint64>(reader.integer("delta.index").value_or(0), 0, 10'000));
        return;
    }
    event.previewId = words(reader, "event.id");
    const std::string_view of = reader.text("event.type");
    if (of == "agent.thinking")
        event.previewOf = api::PreviewOf::Thinking;
    else if (of != "agent.message")
        event.kind = EventKind::PreviewEnd; // a preview of something newer than we are: there is nothing to extend, the event itself will
                                            // come (§9)
}

struct Shape
{
    EventKind kind;
    void (*read)(const EventReader &, Event &);
};

const std::unordered_map<std::string_view, Shape> &catalogue()
{
    using K = EventKind;
    static const std::unordered_map<std::string_view, Shape> shapes{
        {"user.message", {K::UserMessage, readMessage}},
        {"user.interrupt", {K::UserInterrupt, nullptr}},
        {"user.tool_confirmation", {K::ToolConfirmation, readAnswer}},
        {"user.custom_tool_result", {K::CustomToolResult, readAnswer}},
        {"user.tool_result", {K::UserToolResult, readAnswer}},
        {"user.define_outcome", {K::DefineOutcome, readOutcome}},
        {"system.message", {K::SystemMessage, readMessage}},
        {"agent.message", {K::AgentMessage, readMessage}},
        {"agent.thinking", {K::AgentThinking, readMessage}},
        {"agent.tool_use", {K::ToolUse, readCall}},
        {"agent.mcp_tool_use", {K::ToolUse, readCall}},
        {"agent.custom_tool_use", {K::CustomToolUse, readCall}},
        {"agent.tool_result", {K::ToolResult, readAnswer}},
        {"agent.mcp_tool_result", {K::ToolResult, readAnswer}},
        {"agent.thread_message_sent", {K::ThreadMessageSent, readMessage}},
        {"agent.thread_message_received", {K::ThreadMessageReceived, readMessage}},
        {"agent.thread_context_compacted", {K::ContextCompacted, nullptr}},
        {"session.status_running", {K::StatusRunning, nullptr}},
        {"session.status_idle", {K::StatusIdle, readIdle}},
        {"session.status_rescheduled", {K::StatusRescheduled, nullptr}},
        {"session.status_terminated", {K::StatusTerminated, nullptr}},
        {"session.error", {K::SessionError, readError}},
        {"session.updated", {K::SessionUpdated, readUpdate}},
        {"session.usage", {K::SessionUsage, readSessionUsage}},
        {"session.deleted", {K::SessionDeleted, nullptr}},
        {"session.thread_created", {K::ThreadCreated, readThread}},
        {"session.thread_status_running", {K::ThreadStatus, readThread}},
        {"session.thread_status_idle", {K::ThreadStatus, readThread}},
        {"session.thread_status_rescheduled", {K::ThreadStatus, readThread}},
        {"session.thread_status_terminated", {K::ThreadStatus, readThread}},
        {"span.model_request_start", {K::ModelRequestStart, readRequest}},
        {"span.model_request_end", {K::ModelRequestEnd, readRequest}},
        {"span.outcome_evaluation_start", {K::OutcomeEvaluation, readOutcome}},
        {"span.outcome_evaluation_ongoing", {K::OutcomeEvaluation, readOutcome}},
        {"span.outcome_evaluation_end", {K::OutcomeEvaluation, readOutcome}},
        {"workflow_run.created", {K::WorkflowRun, readWorkflow}},
        {"workflow_run.status_running", {K::WorkflowRun, readWorkflow}},
        {"workflow_run.status_idle", {K::WorkflowRun, readWorkflow}},
        {"workflow_run.phase_started", {K::WorkflowRun, readWorkflow}},
        {"workflow_run.phase_ended", {K::WorkflowRun, readWorkflow}},
        {"workflow_run.error", {K::WorkflowRun, readWorkflow}},
        {"workflow_run.status_ended", {K::WorkflowRun, readWorkflow}},
        {"event_start", {K::PreviewStart, readPreview}},
        {"event_delta", {K::PreviewDelta, readPreview}},
    };
    return shapes;
}

bool waitsForPickup(EventKind kind)
{
    using K = EventKind;
    return kind == K::UserMessage || kind == K::ToolConfirmation || kind == K::SystemMessage || kind == K::CustomToolResult
        || kind == K::UserToolResult;
}

} // namespace

api::ContentBlock textBlock(std::string_view utf8)
{
    api::ContentBlock block;
    block.text = EventReader::toBytes(utf8);
    return block;
}

QString identityOfBytes(const QByteArray &raw)
{
    return QStringLiteral("bytes:") + QString::fromLatin1(QCryptographicHash::hash(raw, QCryptographicHash::Sha1).toHex().left(20));
}

api::Usage usageAt(const EventReader &reader, const std::string &path)
{
    api::Usage usage;
    if (!reader.has(path))
        return usage;
    const auto count = [&](const char *member) { return reader.integer(path + member).value_or(-1); };
    usage.input = count(".input_tokens");
    usage.output = count(".output_tokens");
    usage.cacheRead = count(".cache_read_input_tokens");
    usage.cacheWrite = count(".cache_creation_input_tokens");
    if (reader.has(path + ".cache_creation")) {
        const qint64 brief = count(".cache_creation.ephemeral_5m_input_tokens");
        const qint64 lasting = count(".cache_creation.ephemeral_1h_input_tokens");
        usage.cacheWrite = qMax<qint64>(brief, 0) + qMax<qint64>(lasting, 0);
    }
    usage.listCostMinor = EventReader::toBytes(reader.text(path + ".list_cost.amount"));
    usage.currency = EventReader::toBytes(reader.text(path + ".list_cost.currency"));
    return usage;
}

Event standardEvent(EventReader &reader)
{
    Event event;
    const std::string_view type = reader.text("type");
    event.type = EventReader::toQString(type);
    event.content = reader.takeContent();
    event.threadId = words(reader, "session_thread_id");
    event.at = timeFromText(reader.text("processed_at"));
    const auto &shapes = catalogue();
    if (const auto it = shapes.find(type); it != shapes.end()) {
        event.kind = it->second.kind;
        if (it->second.read)
            it->second.read(reader, event);
    }
    event.queued = waitsForPickup(event.kind) && !event.at.isValid();
    const bool preview
        = event.kind == EventKind::PreviewStart || event.kind == EventKind::PreviewDelta || event.kind == EventKind::PreviewEnd;
    event.identity = words(reader, "id");
    event.raw = reader.takeRaw();
    if (preview)
        event.identity.clear();
    else if (event.identity.isEmpty())
        event.identity = identityOfBytes(event.raw); // §10.3: interrupts may come without an id
    return event;
}

} // namespace backends
