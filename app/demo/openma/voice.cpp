#include "demo/openma/voice.h"

namespace demo::openma {

namespace {

using Kind = Act::Kind;

std::string textAt(const Json &json, const char *path)
{
    const Json *value = base::findPath(json, path);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

bool asks(const Json &tools, const Act &call)
{
    bool ask = call.asks;
    for (const Json &set : tools) {
        if (set.value("type", std::string()) != "agent_toolset_20260401")
            continue;
        if (set.contains("default_config"))
            ask = ask || textAt(set.at("default_config"), "permission_policy.type") == "always_ask";
        for (const Json &config : set.value("configs", Json::array())) {
            if (config.value("name", std::string()) == call.tool && config.contains("permission_policy"))
                ask = call.asks || textAt(config, "permission_policy.type") == "always_ask";
        }
    }
    return ask;
}

QByteArray trimmedEnd(QByteArray text)
{
    while (!text.isEmpty() && QByteArray(" \n\t").contains(text.back()))
        text.chop(1);
    return text;
}

//! This server runs no other agents (openma.md §16): what one would have been given, the agent does itself.
Scene withoutDelegation(const Scene &scene)
{
    Scene out;
    for (const Act &act : scene) {
        if (act.kind == Kind::Delegate)
            out.insert(out.end(), act.scene.begin(), act.scene.end());
        else
            out.push_back(act);
    }
    return out;
}

} // namespace

Voice::Voice(const Row &session) : m_model(textAt(session.body, "agent.model"))
    , m_tools(base::findPath(session.body, "agent.tools") ? *base::findPath(session.body, "agent.tools") : Json::array())
{
}

void Voice::add(int pauseMs, std::function<void(Stage &)> play)
{
    m_beats.push_back({std::chrono::milliseconds(pauseMs), std::move(play)});
}

void Voice::commit(int pauseMs, const Json &event)
{
    add(pauseMs, [event](Stage &stage) { stage.change([&](Stage::Change &change) { change.commit(event); }); });
}

void Voice::chunk(int pauseMs, const Json &event)
{
    add(pauseMs, [event](Stage &stage) { stage.preview(FrameKind::Extension, event); });
}

Beats Voice::perform(const Scene &scene)
{
    Step step;
    const auto flush = [&] {
        if (!step.isEmpty() && !m_ended)
            play(std::exchange(step, {}));
    };
    for (const Act &act : withoutDelegation(scene)) {
        if (m_ended)
            break;
        const bool isCall = act.kind == Kind::Call || act.kind == Kind::Custom;
        if (!isCall && !step.calls.empty())
            flush();
        switch (act.kind) {
        case Kind::Think: step.thoughts = act.text; break;
        case Kind::Say:
            step.text += (step.text.isEmpty() ? QByteArray() : QByteArray("\n\n")) + act.text;
            step.pieces = act.pieces;
            break;
        case Kind::Call:
        case Kind::Custom: step.calls.push_back(act); break;
        case Kind::Fail:
        case Kind::Crash:
        case Kind::Refuse:
            flush();
            fail(act);
            break;
        case Kind::Compact:
            flush();
            commit(600, {{"type", "agent.thread_context_compacted"}, {"original_message_count", 24}, {"compacted_message_count", 3}, {"trigger", "auto"}});
            break;
        case Kind::Raw:
            flush();
            commit(200, act.input);
            break;
        case Kind::Delegate: break; // see withoutDelegation()
        case Kind::Evaluate: break; // outcomes are stored and have no effect
        }
    }
    flush();
    end();
    return std::move(m_beats);
}

Beats Voice::performBroken()
{
    commit(20, {{"type", "session.error"}, {"error", "harness_turn_failed"}, {"message", "No output generated. Check the stream for errors."}});
    end();
    return std::move(m_beats);
}

std::string Voice::openRequest()
{
    const std::string id = newId("sevt-", 16);
    commit(25, {{"type", "span.model_request_start"}, {"id", id}, {"model", m_model}});
    return id;
}

void Voice::closeRequest(const std::string &request, const char *reason, qint64 bytes, const std::string &error)
{
    Json event = {{"type", "span.model_request_end"}, {"model", m_model}, {"model_request_start_id", request}};
    if (error.empty()) {
        event["provider_response_id"] = newId("msg_demo_", 10);
        event["model_usage"] = {{"input_tokens", 27 + tokensOf(bytes) / 3}, {"output_tokens", tokensOf(bytes)},
                                {"cache_read_input_tokens", 0}, {"cache_creation_input_tokens", 0}};
    }
    event["finish_reason"] = reason;
    event["final_text_length"] = error.empty() ? bytes : 0;
    event["is_error"] = !error.empty();
    if (!error.empty())
        event["error_message"] = error;
    commit(5, event);
}

void Voice::play(const Step &step)
{
    const std::string request = openRequest();
    commit(220, {{"type", "span.model_first_token"}, {"model", m_model}, {"model_request_start_id", request}});
    const std::string messageId = newId("sevt-", 16);
    std::vector<std::string> callIds;
    for (std::size_t i = 0; i < step.calls.size(); ++i)
        callIds.push_back(newId("toolu_demo_", 10));
    playChunks(step, messageId, callIds);
    playCommits(step, messageId, callIds);
    closeRequest(request, step.calls.empty() ? "stop" : "tool-calls", trimmedEnd(step.text).size());
    bool waits = false;
    for (const Act &call : step.calls)
        waits = waits || call.kind == Kind::Custom || asks(m_tools, call);
    if (waits) {
        m_ended = true;
        add(0, [](Stage &stage) { stage.change([](Stage::Change &change) { change.notes.broken = true; }); });
    }
}

void Voice::playChunks(const Step &step, const std::string &messageId, const std::vector<std::string> &callIds)
{
    if (!step.thoughts.isEmpty()) {
        chunk(0, {{"type", "agent.thinking_stream_start"}, {"thinking_id", "0"}});
        for (const QByteArray &piece : cutIntoPieces(step.thoughts, 0))
            chunk(20, {{"type", "agent.thinking_chunk"}, {"thinking_id", "0"}, {"delta", piece.toStdString()}});
    }
    if (!step.text.isEmpty()) {
        chunk(5, {{"type", "agent.message_stream_start"}, {"message_id", messageId}});
        for (const QByteArray &piece : cutIntoPieces(step.text, step.pieces))
            chunk(step.pieces > 0 ? 6 : 15, {{"type", "agent.message_chunk"}, {"message_id", messageId}, {"delta", piece.toStdString()}});
    }
    for (std::size_t i = 0; i < step.calls.size(); ++i) {
        chunk(5, {{"type", "agent.tool_use_input_stream_start"}, {"tool_use_id", callIds[i]}, {"tool_name", step.calls[i].tool}});
        for (const QByteArray &piece : cutIntoPieces(base::dumpJson(step.calls[i].input), 5))
            chunk(10, {{"type", "agent.tool_use_input_chunk"}, {"tool_use_id", callIds[i]}, {"delta", piece.toStdString()}});
    }
    // All ends come together, when the model has ended; what the tools do is not to be seen before they are through.
    int pause = 1;
    for (const Act &call : step.calls)
        pause += call.endless ? 120'000 : call.kind == Kind::Call && !asks(m_tools, call) ? 800 : 0;
    if (!step.text.isEmpty())
        chunk(std::exchange(pause, 0), {{"type", "agent.message_stream_end"}, {"message_id", messageId}, {"status", "completed"}});
    if (!step.thoughts.isEmpty())
        chunk(std::exchange(pause, 0), {{"type", "agent.thinking_stream_end"}, {"thinking_id", "0"}, {"status", "completed"}});
    for (const std::string &id : callIds)
        chunk(std::exchange(pause, 0), {{"type", "agent.tool_use_input_stream_end"}, {"tool_use_id", id}, {"status", "completed"}});
}

void Voice::playCommits(const Step &step, const std::string &messageId, const std::vector<std::string> &callIds)
{
    if (!step.thoughts.isEmpty()) {
        commit(1, {{"type", "agent.thinking"},
                   {"text", step.thoughts.toStdString()},
                   {"providerOptions", {{"anthropic", {{"signature", "ZGVtbw=="}}}}},
                   {"thinking_id", "0"}});
    }
    if (!step.text.isEmpty()) {
        commit(1, {{"type", "agent.message"},
                   {"message_id", messageId},
                   {"content", Json::array({{{"type", "text"}, {"text", trimmedEnd(step.text).toStdString()}}})}});
    }
    for (std::size_t i = 0; i < step.calls.size(); ++i) {
        const Act &call = step.calls[i];
        Json event = {{"type", call.kind == Kind::Custom ? "agent.custom_tool_use" : "agent.tool_use"},
                      {"id", callIds[i]}, {"name", call.tool}, {"input", call.input}};
        if (call.kind == Kind::Call && asks(m_tools, call))
            event["evaluated_permission"] = "ask";
        commit(1, event);
    }
    for (std::size_t i = 0; i < step.calls.size(); ++i) {
        const Act &call = step.calls[i];
        if (call.kind == Kind::Custom || asks(m_tools, call))
            continue;
        const QByteArray exit = call.tool == "bash" ? QByteArray(call.isError ? "exit=1\n" : "exit=0\n") : QByteArray();
        commit(1, {{"type", "agent.tool_result"}, {"tool_use_id", callIds[i]}, {"content", (exit + call.text).toStdString()}, {"parent_event_id", callIds[i]}});
    }
}

void Voice::fail(const Act &act)
{
    std::string request = openRequest();
    // Retryable failures leave one start without an end for each try.
    for (const int pause : {2000, 4000}) {
        if (act.kind != Kind::Fail)
            break;
        add(pause, [](Stage &) {});
        request = openRequest();
    }
    closeRequest(request, act.kind == Kind::Refuse ? "content-filter" : "error", 0,
                 act.kind == Kind::Fail ? "Failed after 3 attempts. Last error: " + act.text.toStdString() : act.text.toStdString());
    commit(10, {{"type", "session.error"}, {"error", "harness_turn_failed"}, {"message", "No output generated. Check the stream for errors."}});
    m_ended = true;
}

void Voice::end()
{
    add(2, [](Stage &stage) {
        stage.change([](Stage::Change &change) {
            // Also while an older turn goes on: its server does not count them (openma-observed.md §2.5).
            change.session.status = "idle";
            change.session.body["status"] = "idle";
            change.session.body["updated_at"] = toTime(change.clock());
        });
    });
}

} // namespace demo::openma
