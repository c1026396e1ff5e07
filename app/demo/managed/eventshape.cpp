#include "demo/managed/eventshape.h"

#include "demo/managed/routes.h"

#include <algorithm>
#include <array>

namespace demo::managed {

namespace {

using Need = Fields::Need;

void checkBlocks(Fields &fields, const char *name, Need need, bool textOnly, bool result)
{
    const Json *blocks = fields.array(name, need, 1000);
    if (!blocks)
        return;
    if (blocks->empty() && need == Need::Required)
        fields.refuse(std::string(name) + ": must have at least one block.");
    for (const Json &block : *blocks) {
        Fields part(block, std::string(name) + ".");
        const auto type = textOnly ? part.word("type", Need::Required, {"text"})
            : result               ? part.word("type", Need::Required, {"text", "image", "document", "search_result"})
                                   : part.word("type", Need::Required, {"text", "image", "document", "redacted"});
        if (type == "text") {
            part.allow({"type", "text"});
            (void)part.text("text", Need::Required, 0, 10'000'000);
        } else if (type == "image" || type == "document") {
            (void)part.object("source", Need::Required);
        }
        fields.refuseAs(part);
    }
}

//! Answers: the call must wait for just this kind of answer.
void checkAnswer(Fields &fields, const Notes &notes, const char *name, bool custom)
{
    const auto id = fields.text(name, Need::Required, 1, 256);
    const bool waits = std::any_of(notes.pending.begin(), notes.pending.end(),
                                   [&](const PendingCall &call) { return call.id == id && call.custom == custom && call.answer.empty(); });
    if (fields.ok() && !waits) {
        fields.refuse(std::string(name) + ": '" + *id + "' does not wait for "
                      + (custom ? "the result of a custom tool." : "a confirmation."));
    }
}

void checkOutcome(Fields &fields)
{
    fields.allow({"type", "description", "rubric", "max_iterations"});
    (void)fields.text("description", Need::Required, 1, 100'000);
    (void)fields.integer("max_iterations", Need::Optional, 1, 20);
    const Json *rubric = fields.object("rubric", Need::Required);
    if (!rubric)
        return;
    Fields part(*rubric, "rubric.");
    const auto type = part.word("type", Need::Required, {"text", "file"});
    (void)part.text(type == "file" ? "file_id" : "content", Need::Required, 1, 262'144);
    fields.refuseAs(part);
}

//! Checks one event's members and adds what the stored form has beside them.
void checkEvent(Fields &fields, const Row &session, const Notes &notes, bool initial, Json *event)
{
    const auto type = initial ? fields.word("type", Need::Required, {"user.message", "user.define_outcome"})
                              : fields.word("type", Need::Required,
                                            {"user.message", "user.interrupt", "user.tool_confirmation", "user.custom_tool_result",
                                             "user.tool_result", "user.define_outcome", "system.message"});
    if (type == "user.message") {
        fields.allow({"type", "content"});
        checkBlocks(fields, "content", Need::Required, false, false);
    } else if (type == "user.interrupt") {
        fields.allow({"type", "session_thread_id"});
        const auto thread = fields.text("session_thread_id", Need::Optional, 1, 256);
        if (thread && *thread != notes.thread)
            fields.refuse("session_thread_id: '" + *thread + "' is not a thread of this session.");
        (*event)["session_thread_id"] = fields.at("session_thread_id");
    } else if (type == "user.tool_confirmation") {
        fields.allow({"type", "tool_use_id", "result", "deny_message"});
        checkAnswer(fields, notes, "tool_use_id", false);
        const auto result = fields.word("result", Need::Required, {"allow", "deny"});
        if (fields.text("deny_message", Need::Optional, 0, 100'000) && result == "allow")
            fields.refuse("deny_message: only with the result 'deny'.");
        (*event)["session_thread_id"] = nullptr;
    } else if (type == "user.custom_tool_result") {
        fields.allow({"type", "custom_tool_use_id", "content", "is_error"});
        checkAnswer(fields, notes, "custom_tool_use_id", true);
        checkBlocks(fields, "content", Need::Optional, false, true);
        (void)fields.boolean("is_error");
        (*event)["session_thread_id"] = nullptr;
    } else if (type == "user.tool_result") {
        fields.refuse("user.tool_result: no call of this session waits for a runner of yours.");
    } else if (type == "user.define_outcome") {
        checkOutcome(fields);
        const Json &outcomes = session.body.at("outcome_evaluations");
        if (!outcomes.empty() && outcomes.back().value("completed_at", Json()).is_null())
            fields.refuse("user.define_outcome: one outcome at a time.");
        (*event)["outcome_id"] = newId("outc_");
        if (!event->contains("max_iterations") || event->at("max_iterations").is_null())
            (*event)["max_iterations"] = 3;
    } else if (type == "system.message") {
        fields.allow({"type", "content"});
        checkBlocks(fields, "content", Need::Required, true, false);
        if (!notes.pending.empty())
            fields.refuse("system.message: not while a call waits for an answer.");
    }
}

//! A system.message comes last, right behind the client's event that it goes with.
void checkSystemPlace(Fields &fields, const Json &events, std::size_t at)
{
    const std::string before = at > 0 ? events[at - 1].value("type", std::string()) : std::string();
    const bool follows = before == "user.message" || before == "user.custom_tool_result" || before == "user.tool_result";
    if (at + 1 != events.size() || !follows)
        fields.refuse("system.message: at most one, as the last event, behind the user.message or result it goes with.");
}

//! What an accepted event changes in the session.
void note(const EventRow &event, Row *session, Notes *notes)
{
    const char *answers = event.type == "user.tool_confirmation" ? "tool_use_id"
        : event.type == "user.custom_tool_result"                ? "custom_tool_use_id"
                                                                 : nullptr;
    if (answers) {
        for (PendingCall &call : notes->pending) {
            if (call.id == event.body.value(answers, std::string()))
                call.answer = event.id;
        }
    }
    if (event.type == "user.define_outcome") {
        session->body["outcome_evaluations"].push_back({{"type", "outcome_evaluation"},
                                                        {"outcome_id", event.body.at("outcome_id")},
                                                        {"description", event.body.at("description")},
                                                        {"iteration", 0},
                                                        {"result", "pending"},
                                                        {"explanation", nullptr},
                                                        {"completed_at", nullptr}});
    }
}

} // namespace

std::optional<Reply> storeEvents(Exchange &exchange, Row *session, const Json &events, bool initial, Json *stored)
{
    Notes notes = Notes::of(*session);
    for (std::size_t i = 0; i < events.size(); ++i) {
        Fields fields(events[i], "events." + std::to_string(i) + ".");
        Json event = fields.ok() ? events[i] : Json::object();
        checkEvent(fields, *session, notes, initial, &event);
        if (event.value("type", std::string()) == "system.message")
            checkSystemPlace(fields, events, i);
        if (const std::string id = missingFile(exchange.tables, event.value("content", Json())); !id.empty())
            fields.refuse("events." + std::to_string(i) + ".content: File not found: " + id);
        if (!fields.ok())
            return fields.reply();
        const std::string type = event.at("type").get<std::string>();
        const qint64 now = nextStamp();
        const bool atOnce = type == "user.custom_tool_result" || type == "user.define_outcome"; // managed-agents.md §10.3
        const EventRow row = exchange.journal.append(exchange.tables, session->id, event, atOnce ? std::optional(now) : std::nullopt, now);
        note(row, session, &notes);
        if (stored)
            stored->push_back(row.body);
    }
    notes.save(session);
    exchange.tables.update(*session);
    exchange.wake.push_back(session->id);
    return std::nullopt;
}

bool isListedType(const std::string &type)
{
    static constexpr std::array all{
        "user.message", "user.interrupt", "user.tool_confirmation", "user.custom_tool_result", "user.tool_result", "user.define_outcome",
        "system.message", "agent.message", "agent.thinking", "agent.tool_use", "agent.tool_result", "agent.mcp_tool_use", "agent.mcp_tool_result",
        "agent.custom_tool_use", "agent.thread_message_sent", "agent.thread_message_received", "agent.thread_context_compacted",
        "session.status_running", "session.status_idle", "session.status_rescheduled", "session.status_terminated", "session.error",
        "session.updated", "session.usage", "session.thread_created", "session.thread_status_running", "session.thread_status_idle",
        "session.thread_status_rescheduled", "session.thread_status_terminated", "span.model_request_start", "span.model_request_end",
        "span.outcome_evaluation_start", "span.outcome_evaluation_ongoing", "span.outcome_evaluation_end", "workflow_run.created",
        "workflow_run.status_running", "workflow_run.status_idle", "workflow_run.phase_started", "workflow_run.phase_ended", "workflow_run.error",
        "workflow_run.status_ended"};
    return std::any_of(all.begin(), all.end(), [&](const char *known) { return type == known; });
}

} // namespace demo::managed
