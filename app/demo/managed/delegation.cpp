#include "demo/managed/delegation.h"

#include "demo/managed/voice.h"

#include <algorithm>

namespace demo::managed {

namespace {

using Kind = Act::Kind;

std::string append(Stage::Change &change, const std::string &thread, const Json &event)
{
    const qint64 at = change.clock();
    return change.journal.append(change.tables, thread, event, at, at).id;
}

Row threadRow(const Stage::Change &change, const std::string &id, const std::string &name, qint64 at)
{
    Row row;
    row.kind = "thread";
    row.id = id;
    row.parent = change.session.id;
    row.created = at;
    row.status = "running";
    row.name = name;
    const Json *model = base::findPath(change.session.body, "agent.model");
    const Json agent = {{"type", "inline"},
                        {"name", name},
                        {"description", nullptr},
                        {"system", nullptr},
                        {"model", model ? *model : Json()},
                        {"tools", Json::array()},
                        {"mcp_servers", Json::array()},
                        {"skills", Json::array()},
                        {"execution_identity", {{"type", "service_account"}}}};
    row.body = {{"id", id},
                {"type", "session_thread"},
                {"session_id", change.session.id},
                {"parent_thread_id", change.notes.thread},
                {"workflow_run_id", nullptr},
                {"status", "running"},
                {"agent", agent},
                {"stats", nullptr},
                {"usage", nullptr},
                {"created_at", toTime(at)},
                {"updated_at", toTime(at)},
                {"archived_at", nullptr}};
    return row;
}

//! Told on the thread's stream and copied to the session's.
void tellStatus(Stage::Change &change, const Row &thread, const char *type, const Json &more = Json::object())
{
    Json event = {{"id", newId("sevt_")}, {"type", type}, {"session_thread_id", thread.id}, {"agent_name", thread.name}};
    event.update(more);
    append(change, thread.id, event);
    change.commit(event);
}

void goIdle(Stage::Change &change, Row thread)
{
    const qint64 now = change.clock();
    Notes notes = Notes::of(thread);
    notes.activeMs = now - thread.created;
    notes.ended = now;
    thread.status = "idle";
    refreshSession(&thread, notes, now);
    thread.body["stats"]["startup_seconds"] = 0;
    change.tables.update(thread);
    tellStatus(change, thread, "session.thread_status_idle", {{"stop_reason", {{"type", "end_turn"}}}, {"stop_details", nullptr}});
}

//! The work of the other agent: what it is told, does, and tells back.
class Delegation
{
public:
    explicit Delegation(const Act &act) : m_id(newId("sthr_")), m_name(act.tool)
    {
        begin(act.text);
        QByteArray answer;
        for (const Act &own : act.scene) {
            openRequest();
            switch (own.kind) {
            case Kind::Think: think(own); break;
            case Kind::Say:
                say(own);
                answer = own.text;
                break;
            case Kind::Call: call(own); break;
            default: break;
            }
        }
        closeRequest();
        end(answer);
    }

    Beats take() { return std::move(m_beats); }

private:
    using Change = Stage::Change;

    void add(int pauseMs, std::function<void(Stage &)> play) { m_beats.push_back({std::chrono::milliseconds(pauseMs), std::move(play)}); }
    void commit(int pauseMs, const Json &event)
    {
        add(pauseMs, [id = m_id, event](Stage &stage) { stage.change([&](Change &change) { append(change, id, event); }); });
    }
    void preview(int pauseMs, FrameKind kind, const Json &event)
    {
        add(pauseMs, [id = m_id, kind, event](Stage &stage) { stage.previewIn(id, kind, event); });
    }

    void begin(const QByteArray &task)
    {
        add(500, [id = m_id, name = m_name, content = textContent(task)](Stage &stage) {
            stage.change([&](Change &change) {
                const Row thread = threadRow(change, id, name, change.clock());
                change.tables.insert(thread);
                change.commit({{"type", "session.thread_created"}, {"session_thread_id", id}, {"agent_name", name}, {"workflow_run_id", nullptr}});
                change.commit({{"type", "agent.thread_message_sent"}, {"to_session_thread_id", id}, {"to_agent_name", name}, {"content", content}});
                tellStatus(change, thread, "session.thread_status_running");
                append(change, id, {{"type", "agent.thread_message_received"}, {"from_session_thread_id", change.notes.thread}, {"content", content}});
            });
        });
        m_fresh = task.size() + 4'000; // what an agent is told about itself and its tools
    }

    void end(const QByteArray &answer)
    {
        add(300, [id = m_id, name = m_name, content = textContent(answer)](Stage &stage) {
            stage.change([&](Change &change) {
                append(change, id, {{"type", "agent.thread_message_sent"}, {"to_session_thread_id", change.notes.thread}, {"content", content}});
                change.commit({{"type", "agent.thread_message_received"}, {"from_session_thread_id", id}, {"from_agent_name", name}, {"content", content}});
                if (const auto thread = change.tables.find("thread", id))
                    goIdle(change, *thread);
            });
        });
    }

    void openRequest()
    {
        if (!m_request.empty())
            return;
        m_request = newId("sevt_");
        commit(350, {{"id", m_request}, {"type", "span.model_request_start"}});
    }

    void closeRequest()
    {
        if (m_request.empty())
            return;
        const Tokens used{6, tokensOf(std::exchange(m_spoken, 0)) + 12, m_context, tokensOf(std::exchange(m_fresh, 0))};
        m_context += used.cacheWrite + used.output;
        const Json end = requestEnd(std::exchange(m_request, {}), used, false);
        add(40, [id = m_id, end, used](Stage &stage) {
            stage.change([&](Change &change) {
                append(change, id, end);
                const Json *model = base::findPath(change.session.body, "agent.model.id");
                const qint64 cost = costOf(used, model && model->is_string() ? model->get<std::string>() : std::string());
                // The session pays for its threads.
                auto thread = change.tables.find("thread", id);
                Notes own = thread ? Notes::of(*thread) : Notes();
                for (Notes *notes : {&own, &change.notes}) {
                    notes->tokens.input += used.input;
                    notes->tokens.output += used.output;
                    notes->tokens.cacheRead += used.cacheRead;
                    notes->tokens.cacheWrite += used.cacheWrite;
                    notes->microCents += cost;
                }
                if (thread) {
                    own.save(&*thread);
                    change.tables.update(*thread);
                }
            });
        });
    }

    void think(const Act &act)
    {
        const std::string id = newId("sevt_");
        preview(200, FrameKind::ThinkingPreview, {{"type", "event_start"}, {"event", {{"type", "agent.thinking"}, {"id", id}}}});
        commit(1500, {{"id", id}, {"type", "agent.thinking"}});
        m_spoken += act.text.size();
    }

    void say(const Act &act)
    {
        const std::string id = newId("sevt_");
        preview(250, FrameKind::MessagePreview, {{"type", "event_start"}, {"event", {{"type", "agent.message"}, {"id", id}}}});
        for (const QByteArray &piece : cutIntoPieces(act.text, act.pieces)) {
            preview(24, FrameKind::MessagePreview,
                    {{"type", "event_delta"},
                     {"event_id", id},
                     {"delta", {{"type", "content_delta"}, {"index", 0}, {"content", {{"type", "text"}, {"text", piece.toStdString()}}}}}});
        }
        commit(20, {{"id", id}, {"type", "agent.message"}, {"content", textContent(act.text)}});
        m_spoken += act.text.size();
    }

    void call(const Act &act)
    {
        const std::string id = newId("sevt_");
        commit(300, {{"id", id},
                     {"type", "agent.tool_use"},
                     {"name", act.tool},
                     {"input", act.input},
                     {"evaluated_permission", "allow"},
                     {"session_thread_id", nullptr}});
        m_spoken += qsizetype(act.input.dump().size());
        closeRequest();
        commit(1100, resultEvent(id, {}, act.text, act.isError));
        m_fresh += act.text.size();
    }

    const std::string m_id;
    const std::string m_name;
    Beats m_beats;
    std::string m_request; //!< id of the open one
    qint64 m_spoken = 0;   //!< bytes, in the open request
    qint64 m_fresh = 0;    //!< bytes that came since the last one
    qint64 m_context = 0;  //!< tokens
};

} // namespace

Beats delegated(const Act &act)
{
    return Delegation(act).take();
}

void settleThreads(Stage::Change &change)
{
    Selection running;
    running.kind = "thread";
    running.parent = change.session.id;
    running.statuses = {"running"};
    for (const Row &thread : change.tables.select(running)) {
        EventSelection told;
        told.session = thread.id;
        told.bySeq = true;
        std::string request;
        std::vector<std::string> calls;
        for (const EventRow &event : change.tables.events(told)) {
            if (event.type == "span.model_request_start")
                request = event.id;
            else if (event.type == "span.model_request_end")
                request.clear();
            else if (event.type == "agent.tool_use")
                calls.push_back(event.id);
            else if (event.type == "agent.tool_result")
                std::erase(calls, event.body.value("tool_use_id", std::string()));
        }
        for (const std::string &call : calls)
            append(change, thread.id, resultEvent(call, {}, "The user interrupted this call.", true));
        if (!request.empty())
            append(change, thread.id, requestEnd(request, {}, true));
        goIdle(change, thread);
    }
}

} // namespace demo::managed
