#include "demo/managed/voice.h"

#include "demo/managed/delegation.h"

namespace demo::managed {

namespace {

std::string modelOf(const Row &session)
{
    const Json *id = base::findPath(session.body, "agent.model.id");
    return id && id->is_string() ? id->get<std::string>() : std::string();
}

} // namespace

Json textContent(const QByteArray &text)
{
    return Json::array({{{"type", "text"}, {"text", text.toStdString()}}});
}

Json resultEvent(const std::string &id, const std::string &server, const QByteArray &text, bool isError, const QByteArray &picture)
{
    Json content = textContent(text);
    if (!picture.isEmpty())
        content.push_back({{"type", "image"}, {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", picture.toStdString()}}}});
    return {{"type", server.empty() ? "agent.tool_result" : "agent.mcp_tool_result"},
            {server.empty() ? "tool_use_id" : "mcp_tool_use_id", id},
            {"content", content},
            {"is_error", isError}};
}

Json requestEnd(const std::string &request, const Tokens &used, bool isError)
{
    return {{"type", "span.model_request_end"},
            {"model_request_start_id", request},
            {"is_error", isError},
            {"model_usage",
             {{"input_tokens", used.input},
              {"output_tokens", used.output},
              {"cache_creation_input_tokens", used.cacheWrite},
              {"cache_read_input_tokens", used.cacheRead},
              {"speed", "standard"}}}};
}

void endRequest(Stage &stage, Stage::Change &change, bool isError)
{
    if (stage.openRequest.empty())
        return;
    Tokens used;
    if (!isError)
        used = {6, tokensOf(stage.spoken) + 12, change.notes.context, change.notes.fresh};
    Notes &notes = change.notes;
    notes.tokens.input += used.input;
    notes.tokens.output += used.output;
    notes.tokens.cacheRead += used.cacheRead;
    notes.tokens.cacheWrite += used.cacheWrite;
    notes.microCents += costOf(used, modelOf(change.session));
    if (!isError) {
        notes.context += notes.fresh + used.output;
        notes.fresh = 0;
    }
    change.commit(requestEnd(stage.openRequest, used, isError));
    change.session.body["usage"] = usageJson(notes);
    stage.openRequest.clear();
}

void Voice::fail(const Act &act)
{
    openRequest();
    const auto error = [text = act.text.toStdString()](const char *retry) {
        return Json{{"type", "session.error"},
                    {"error", {{"type", "model_overloaded_error"}, {"message", text}, {"retry_status", {{"type", retry}}}}}};
    };
    const auto status = [](Stage::Change &change, const char *word, const char *event) {
        change.session.status = word;
        change.commit({{"type", event}});
        refreshSession(&change.session, change.notes, change.clock());
    };
    for (int i = 0; i < 2; ++i) {
        add(700, [=](Stage &stage) {
            stage.change([&](Stage::Change &change) {
                change.commit(error("retrying"));
                status(change, "rescheduling", "session.status_rescheduled");
            });
        });
        add(1300, [=](Stage &stage) {
            stage.change([&](Stage::Change &change) { status(change, "running", "session.status_running"); });
        });
    }
    add(700, [=](Stage &stage) {
        stage.change([&](Stage::Change &change) {
            change.commit(error("exhausted"));
            // What waits in the queue is dropped with the turn (managed-agents.md §8.8).
            for (const EventRow &queued : change.tables.unprocessed(change.session.id))
                change.journal.process(change.tables, queued, change.clock());
        });
    });
    closeRequest(true);
    finish({{"type", "retries_exhausted"}});
}

void Voice::crash(const Act &act)
{
    closeRequest();
    m_ended = true;
    add(500, [text = act.text.toStdString()](Stage &stage) {
        stage.change([&](Stage::Change &change) {
            change.commit({{"type", "session.error"},
                           {"error", {{"type", "unknown_error"}, {"message", text}, {"retry_status", {{"type", "terminal"}}}}}});
            change.commit({{"type", "session.status_terminated"}});
            const qint64 now = change.clock();
            change.session.status = "terminated";
            change.notes.ended = now;
            change.notes.activeMs += now - stage.startedAt;
            refreshSession(&change.session, change.notes, now);
        });
    });
}

void Voice::evaluate(const Act &act)
{
    closeRequest();
    auto start = std::make_shared<std::string>();
    const auto outcome = [](Stage::Change &change) -> Json & { return change.session.body["outcome_evaluations"].back(); };
    const auto span = [](const char *type, const Json &of) {
        return Json{{"type", type}, {"outcome_id", of.at("outcome_id")}, {"iteration", of.at("iteration")}};
    };
    add(300, [=](Stage &stage) {
        stage.change([&](Stage::Change &change) {
            outcome(change)["result"] = "evaluating";
            *start = change.commit(span("span.outcome_evaluation_start", outcome(change)));
        });
    });
    add(800, [=](Stage &stage) {
        stage.change([&](Stage::Change &change) { change.commit(span("span.outcome_evaluation_ongoing", outcome(change))); });
    });
    add(800, [=, text = act.text.toStdString(), again = act.isError](Stage &stage) {
        stage.change([&](Stage::Change &change) {
            Json event = span("span.outcome_evaluation_end", outcome(change));
            event["outcome_evaluation_start_id"] = *start;
            event["result"] = again ? "needs_revision" : "satisfied";
            event["explanation"] = text;
            event["usage"] = {{"input_tokens", 6}, {"output_tokens", 90}, {"cache_creation_input_tokens", 0},
                              {"cache_read_input_tokens", change.notes.context}};
            change.commit(event);
            Json &record = outcome(change);
            record["explanation"] = text;
            record["result"] = again ? "running" : "satisfied";
            if (again)
                record["iteration"] = record.value("iteration", 0) + 1;
            else
                record["completed_at"] = toTime(change.clock());
        });
    });
}

void goIdle(Stage::Change &change, qint64 startedAt, const Json &stopReason, const Json &stopDetails)
{
    const qint64 now = change.clock();
    if (startedAt > 0)
        change.notes.activeMs += now - startedAt;
    change.session.status = "idle";
    refreshSession(&change.session, change.notes, now);
    const Json budget = change.session.body.value("budget", Json());
    change.commit({{"type", "session.usage"}, {"usage", usageJson(change.notes)}, {"budget", budget}});
    change.commit({{"type", "session.status_idle"}, {"stop_reason", stopReason}, {"stop_details", stopDetails}});
}

Json openCallIds(const Notes &notes)
{
    Json ids = Json::array();
    for (const PendingCall &call : notes.pending) {
        if (call.answer.empty())
            ids.push_back(call.id);
    }
    return ids;
}

void waitForAnswers(Stage::Change &change, qint64 startedAt)
{
    const Json ids = openCallIds(change.notes);
    change.notes.shownPending = int(ids.size());
    goIdle(change, startedAt, {{"type", "requires_action"}, {"event_ids", ids}});
}

void abandonCalls(Stage::Change &change)
{
    for (const PendingCall &call : std::exchange(change.notes.pending, {})) {
        if (!call.custom)
            change.commit(resultEvent(call.id, call.server, "The user interrupted before this call was allowed.", true));
    }
    change.notes.shownPending = 0;
}

void cutTurn(Stage &stage)
{
    stage.change([&](Stage::Change &change) {
        if (change.session.status == "terminated")
            return;
        settleThreads(change);
        for (const Json &call : stage.openCalls)
            change.commit(resultEvent(call.at("id").get<std::string>(), call.at("server").get<std::string>(), "The user interrupted this call.", true));
        abandonCalls(change);
        change.notes.endlessCall.clear();
        endRequest(stage, change, false);
        goIdle(change, stage.startedAt, {{"type", "end_turn"}});
    });
    stage.openCalls.clear();
}

} // namespace demo::managed
