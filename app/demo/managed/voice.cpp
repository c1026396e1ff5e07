#include "demo/managed/voice.h"

#include "demo/managed/delegation.h"
#include "demo/managed/permission.h"

namespace demo::managed {

namespace {

using Kind = Act::Kind;

Json toolsOf(const Row &session)
{
    const Json *tools = base::findPath(session.body, "agent.tools");
    return tools ? *tools : Json::array();
}

} // namespace

Voice::Voice(const Row &session) : m_tools(toolsOf(session)) {}

void Voice::add(int pauseMs, std::function<void(Stage &)> play)
{
    m_beats.push_back({std::chrono::milliseconds(pauseMs), std::move(play)});
}

Beats Voice::perform(const Scene &scene)
{
    for (std::size_t i = 0; i < scene.size() && !m_ended;) {
        const Act &act = scene[i];
        if (act.kind == Kind::Call || act.kind == Kind::Custom) {
            i = calls(scene, i);
            continue;
        }
        ++i;
        switch (act.kind) {
        case Kind::Think: think(act); break;
        case Kind::Say: say(act); break;
        case Kind::Fail: fail(act); break;
        case Kind::Crash: crash(act); break;
        case Kind::Evaluate: evaluate(act); break;
        case Kind::Refuse:
            openRequest();
            closeRequest();
            finish({{"type", "refusal"}}, {{"type", "refusal"}, {"category", "general_harms"}, {"explanation", act.text.toStdString()}});
            break;
        case Kind::Compact:
            add(900, [](Stage &stage) {
                stage.change([](Stage::Change &change) {
                    change.notes.context = 2'000;
                    change.commit({{"type", "agent.thread_context_compacted"}});
                });
            });
            break;
        case Kind::Raw:
            add(300, [event = act.input](Stage &stage) { stage.change([&](Stage::Change &change) { change.commit(event); }); });
            break;
        case Kind::Delegate:
            closeRequest();
            for (Beat &beat : delegated(act))
                m_beats.push_back(std::move(beat));
            break;
        case Kind::Call:
        case Kind::Custom: break;
        }
    }
    if (!m_ended) {
        closeRequest();
        finish({{"type", "end_turn"}});
    }
    return std::move(m_beats);
}

void Voice::openRequest()
{
    if (std::exchange(m_requestOpen, true))
        return;
    add(350, [](Stage &stage) {
        stage.spoken = 0;
        stage.change([&](Stage::Change &change) { stage.openRequest = change.commit({{"type", "span.model_request_start"}}); });
    });
}

void Voice::closeRequest(bool isError)
{
    if (!std::exchange(m_requestOpen, false))
        return;
    add(40, [isError](Stage &stage) { stage.change([&](Stage::Change &change) { endRequest(stage, change, isError); }); });
}

void Voice::think(const Act &act)
{
    openRequest();
    const std::string id = newId("sevt_");
    add(200, [id](Stage &stage) {
        stage.preview(FrameKind::ThinkingPreview, {{"type", "event_start"}, {"event", {{"type", "agent.thinking"}, {"id", id}}}});
    });
    add(1500, [id, size = act.text.size()](Stage &stage) {
        stage.spoken += size;
        stage.change([&](Stage::Change &change) { change.commit({{"id", id}, {"type", "agent.thinking"}}); });
    });
}

void Voice::say(const Act &act)
{
    openRequest();
    const std::string id = newId("sevt_");
    add(250, [id](Stage &stage) {
        stage.preview(FrameKind::MessagePreview, {{"type", "event_start"}, {"event", {{"type", "agent.message"}, {"id", id}}}});
    });
    for (const QByteArray &piece : cutIntoPieces(act.text, act.pieces)) {
        add(act.pieces > 0 ? 6 : 24, [id, piece](Stage &stage) {
            stage.spoken += piece.size();
            stage.preview(FrameKind::MessagePreview,
                          {{"type", "event_delta"},
                           {"event_id", id},
                           {"delta", {{"type", "content_delta"}, {"index", 0}, {"content", {{"type", "text"}, {"text", piece.toStdString()}}}}}});
        });
    }
    add(20, [id, content = textContent(act.text)](Stage &stage) {
        stage.change([&](Stage::Change &change) { change.commit({{"id", id}, {"type", "agent.message"}, {"content", content}}); });
    });
}

std::size_t Voice::calls(const Scene &scene, std::size_t first)
{
    openRequest();
    const std::size_t resultsFrom = m_beats.size();
    Beats results;
    std::size_t next = first;
    for (; next < scene.size() && (scene[next].kind == Kind::Call || scene[next].kind == Kind::Custom); ++next) {
        const std::size_t before = m_beats.size();
        call(scene[next]);
        // call() puts the use first, then maybe its result, which has to wait for the end of the request.
        std::move(m_beats.begin() + qsizetype(before) + 1, m_beats.end(), std::back_inserter(results));
        m_beats.resize(before + 1);
    }
    Q_ASSERT(m_beats.size() >= resultsFrom);
    closeRequest();
    std::move(results.begin(), results.end(), std::back_inserter(m_beats));
    if (m_waits)
        waitForClient();
    return next;
}

void Voice::call(const Act &act)
{
    const std::string id = newId("sevt_");
    const bool custom = act.kind == Kind::Custom;
    const Permission permission = custom ? Permission{} : permissionFor(m_tools, act);
    Json event = {{"id", id}, {"type", custom ? "agent.custom_tool_use" : act.server.empty() ? "agent.tool_use" : "agent.mcp_tool_use"}};
    if (!act.server.empty())
        event["mcp_server_name"] = act.server;
    event["name"] = act.tool;
    event["input"] = act.input;
    if (!custom) {
        event["evaluated_permission"] = permission.word;
        if (!permission.evaluation.is_null())
            event["evaluation"] = permission.evaluation;
    }
    event["session_thread_id"] = nullptr;
    const bool waits = custom || permission.word == "ask";
    // A client may answer as soon as it sees the call, before the session says that it waits.
    const PendingCall pending{id, act.tool, act.server, act.input, custom, act.text.toStdString(), act.isError, {}};
    add(300, [event, pending, waits, endless = act.endless](Stage &stage) {
        stage.spoken += qint64(event.at("input").dump().size());
        if (!waits)
            stage.openCalls.push_back({{"id", pending.id}, {"server", pending.server}});
        stage.change([&](Stage::Change &change) {
            change.commit(event);
            if (waits)
                change.notes.pending.push_back(pending);
            if (endless)
                change.notes.endlessCall = pending.id;
        });
    });
    if (waits) {
        m_waits = true;
    } else if (permission.word == "deny") {
        Act denied = act;
        denied.text = "The tool " + QByteArray::fromStdString(act.tool) + " is not enabled for this agent.";
        denied.isError = true;
        result(id, denied, 60);
    } else {
        result(id, act, 1100);
        m_beats.back().endless = act.endless;
    }
}

void Voice::result(const std::string &id, const Act &act, int pauseMs)
{
    add(pauseMs, [id, event = resultEvent(id, act.server, act.text, act.isError, act.picture), size = act.text.size()](Stage &stage) {
        std::erase_if(stage.openCalls, [&](const Json &call) { return call.at("id") == id; });
        stage.change([&](Stage::Change &change) {
            change.notes.endlessCall.clear();
            change.notes.fresh += tokensOf(size);
            change.commit(event);
        });
    });
}

void Voice::waitForClient()
{
    m_ended = true;
    add(40, [](Stage &stage) {
        stage.change([&](Stage::Change &change) {
            if (!openCallIds(change.notes).empty())
                waitForAnswers(change, stage.startedAt);
        });
    });
}

void Voice::finish(const Json &stopReason, const Json &stopDetails)
{
    m_ended = true;
    add(60, [=](Stage &stage) {
        stage.change([&](Stage::Change &change) {
            const bool spent = stopReason.at("type") == "end_turn" && budgetReached(change.session, change.notes);
            goIdle(change, stage.startedAt, spent ? Json{{"type", "budget_reached"}} : stopReason, stopDetails);
        });
    });
}

Beats Voice::performAfterAnswers(const std::vector<PendingCall> &calls, const std::vector<Answered> &answers, const Scene &scene)
{
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (calls[i].custom)
            continue; // its result is the client's own event
        Act act;
        act.server = calls[i].server;
        act.text = QByteArray::fromStdString(calls[i].result);
        act.isError = calls[i].fails;
        if (!answers[i].allowed) {
            act.isError = true;
            act.text = "The user denied this call." + (answers[i].text.isEmpty() ? QByteArray() : " Reason: " + answers[i].text);
        }
        result(calls[i].id, act, answers[i].allowed ? 1100 : 60);
    }
    return perform(scene);
}

Beats Voice::performRest(const std::string &endlessCall, const Scene &scene)
{
    Act act;
    act.tool = "bash";
    act.text = toolResult("bash", {{"command", "make check"}});
    result(endlessCall, act, 0);
    m_beats.back().endless = true;
    return perform(scene);
}

} // namespace demo::managed
