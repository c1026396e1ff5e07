#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace test;

//! What scripted agents do on the Managed Agents wire: the order of events, previews, the queue, interrupts, answers.
class TestScenes : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }

    void scenes_data();
    void scenes();
    void previewsOnlyWhenAskedFor();
    void deltasMakeTheMessage();
    void longReplyHasTwoThousandDeltas();
    void usageAddsUp();
    void failingModelRetriesThenGivesUp();
    void allowedCallRuns();
    void deniedCallIsReactedTo();
    void partlyAnsweredCallsAreNamedAgain();
    void customToolTakesAResult();
    void answerBeforeTheSessionWaits();
    void agentsPolicyAsks();
    void disabledToolIsDenied();
    void queuedMessageComesTwice();
    void interruptEndsALongReply();
    void interruptEndsAnEndlessCall();
    void interruptAbandonsWaitingCalls();
    void interruptAbandonsACallThatWasJustMade();
    void messageWaitsBehindACall();
    void outcomeIsGraded();
    void crashTerminates();
    void speedDividesPauses();

private:
    void restart(double speed);
    Answer send(const std::string &session, const Json &event)
    {
        return m_workspace->client.post("/v1/sessions/" + session + "/events", {{"events", Json::array({event})}});
    }
    //! Waits for the n-th idle event, then the history.
    std::vector<Json> afterIdle(const std::string &session, int count = 1);
    std::vector<Json> play(const std::string &text);
    static Json last(const std::vector<Json> &events, const char *type);
    std::unique_ptr<Workspace> m_workspace;
};

namespace {

const QStringList turnBegin{QStringLiteral("session.status_running"), QStringLiteral("user.message")};
const QStringList turnEnd{QStringLiteral("session.usage"), QStringLiteral("session.status_idle")};
const QString start = QStringLiteral("span.model_request_start");
const QString message = QStringLiteral("agent.message");
const QString use = QStringLiteral("agent.tool_use");
const QString result = QStringLiteral("agent.tool_result");
const QString end = QStringLiteral("span.model_request_end");

QStringList names(const std::vector<Json> &events)
{
    QStringList list;
    for (const std::string &type : typesOf(events))
        list << QString::fromStdString(type);
    return list;
}

} // namespace

void TestScenes::init()
{
    TestBase::init();
    restart(0);
}

void TestScenes::restart(double speed)
{
    m_workspace.reset();
    demo::Options options;
    options.speed = speed;
    m_workspace = std::make_unique<Workspace>(options);
    QVERIFY(!m_workspace->agent.empty());
}

std::vector<Json> TestScenes::afterIdle(const std::string &session, int count)
{
    std::vector<Json> events;
    (void)QTest::qWaitFor(
        [&] {
            events = m_workspace->history(session);
            const auto types = typesOf(events);
            return std::count(types.begin(), types.end(), "session.status_idle") >= count;
        },
        10'000);
    return events;
}

std::vector<Json> TestScenes::play(const std::string &text)
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, text);
    return afterIdle(session);
}

Json TestScenes::last(const std::vector<Json> &events, const char *type)
{
    for (auto it = events.rbegin(); it != events.rend(); ++it) {
        if ((*it)["type"] == type)
            return *it;
    }
    return Json::object();
}

void TestScenes::scenes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("middle");
    const QStringList reply{start, message, end};
    const QStringList call{start, message, use, end, result};
    QTest::newRow("plain") << "Good morning" << reply;
    QTest::newRow("Markdown") << "Show me some Markdown" << reply;
    QTest::newRow("code") << "A code snippet, please" << reply;
    QTest::newRow("hostile") << "Be hostile" << reply;
    QTest::newRow("thinking") << "Think about it" << QStringList{start, QStringLiteral("agent.thinking"), message, end};
    QTest::newRow("tool") << "Run `git status`" << call + reply;
    QTest::newRow("failing tool") << "It is broken" << call + call + reply;
    QTest::newRow("MCP tool") << "Ask the tracker"
                              << QStringList{start, message, QStringLiteral("agent.mcp_tool_use"), end, QStringLiteral("agent.mcp_tool_result")} + reply;
    QTest::newRow("approval") << "Deploy it" << QStringList{start, QStringLiteral("agent.thinking"), message, use, end};
    QTest::newRow("two approvals") << "Do both commands" << QStringList{start, message, use, use, end};
    QTest::newRow("custom tool") << "Open a ticket" << QStringList{start, message, QStringLiteral("agent.custom_tool_use"), end};
    QTest::newRow("unknown event") << "Send an unknown event" << QStringList{QStringLiteral("agent.weather_report")} + reply;
    QTest::newRow("compaction") << "Compact it" << QStringList{QStringLiteral("agent.thread_context_compacted")} + reply;
    QTest::newRow("refusal") << "Refuse this" << QStringList{start, end};
}

void TestScenes::scenes()
{
    QFETCH(QString, text);
    QFETCH(QStringList, middle);
    const auto events = play(text.toStdString());
    QCOMPARE(names(events), turnBegin + middle + turnEnd);
    for (const Json &event : events) {
        QVERIFY(event["id"].is_string() && event["processed_at"].is_string());
        if (event["type"] == "agent.message")
            QVERIFY(!event["content"][0]["text"].get<std::string>().empty());
    }
    const Json idle = last(events, "session.status_idle");
    const bool waits = middle.last() == end && (middle.contains(QStringLiteral("agent.custom_tool_use")) || (middle.contains(use) && !middle.contains(result)));
    QCOMPARE(idle["stop_reason"]["type"].get<std::string>(),
             std::string(waits ? "requires_action" : text.startsWith(QStringLiteral("Refuse")) ? "refusal" : "end_turn"));
    QVERIFY(idle.contains("stop_details"));
}

void TestScenes::previewsOnlyWhenAskedFor()
{
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session + "/events/stream";
    Stream plain(m_workspace->client, path);
    Stream messages(m_workspace->client, path + "?event_deltas%5B%5D=agent.message");
    Stream thoughts(m_workspace->client, path + "?event_deltas%5B%5D=agent.thinking");
    for (Stream *stream : {&plain, &messages, &thoughts})
        QCOMPARE(stream->status(), 200);
    m_workspace->say(session, "Think about it");
    const auto count = [](Stream &stream, const char *event, const char *of) {
        const auto frames = stream.frames();
        return std::count_if(frames.begin(), frames.end(), [&](const Frame &frame) {
            return frame.event == event && (!*of || frame.json["event"]["type"] == of);
        });
    };
    for (Stream *stream : {&plain, &messages, &thoughts})
        QVERIFY(stream->waitForType("session.status_idle"));
    QCOMPARE(count(plain, "event_start", ""), std::ptrdiff_t(0));
    QCOMPARE(count(plain, "event_delta", ""), std::ptrdiff_t(0));
    QCOMPARE(count(messages, "event_start", "agent.message"), std::ptrdiff_t(1));
    QCOMPARE(count(messages, "event_start", "agent.thinking"), std::ptrdiff_t(0));
    QVERIFY(count(messages, "event_delta", "") > 5);
    QCOMPARE(count(thoughts, "event_start", "agent.thinking"), std::ptrdiff_t(1));
    QCOMPARE(count(thoughts, "event_delta", ""), std::ptrdiff_t(0));
    // Never in the history, and nothing of it has an id line.
    for (const std::string &type : typesOf(m_workspace->history(session)))
        QVERIFY(type != "event_start" && type != "event_delta");
    QVERIFY(messages.bytes().find("\nid: ") == std::string::npos);
}

void TestScenes::deltasMakeTheMessage()
{
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?event_deltas%5B%5D=agent.message&event_deltas%5B%5D=agent.thinking");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "Show me some Markdown");
    QVERIFY(stream.waitForType("session.status_idle"));
    std::string id, text, final;
    bool started = false;
    for (const Frame &frame : stream.frames()) {
        if (frame.event == "event_start") {
            QVERIFY(!started);
            started = true;
            id = frame.json["event"]["id"].get<std::string>();
        } else if (frame.event == "event_delta") {
            QVERIFY(started && final.empty());
            QCOMPARE(frame.json["event_id"].get<std::string>(), id);
            text += frame.json["delta"]["content"]["text"].get<std::string>();
        } else if (frame.event == "agent.message") {
            QCOMPARE(frame.json["id"].get<std::string>(), id);
            final = frame.json["content"][0]["text"].get<std::string>();
        }
    }
    QVERIFY(!final.empty());
    QCOMPARE(text, final);
}

void TestScenes::longReplyHasTwoThousandDeltas()
{
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?event_deltas%5B%5D=agent.message");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "Write a long reply");
    QVERIFY(stream.waitForType("session.status_idle"));
    std::string text;
    int deltas = 0;
    for (const Frame &frame : stream.frames()) {
        if (frame.event == "event_delta") {
            ++deltas;
            text += frame.json["delta"]["content"]["text"].get<std::string>();
        }
    }
    QCOMPARE(deltas, 2000);
    QCOMPARE(text, last(m_workspace->history(session), "agent.message")["content"][0]["text"].get<std::string>());
}

void TestScenes::usageAddsUp()
{
    const auto events = play("Run the tests");
    qint64 input = 0, output = 0, read = 0, written = 0;
    for (const Json &event : events) {
        if (event["type"] != "span.model_request_end")
            continue;
        const Json &usage = event["model_usage"];
        input += usage["input_tokens"].get<qint64>();
        output += usage["output_tokens"].get<qint64>();
        read += usage["cache_read_input_tokens"].get<qint64>();
        written += usage["cache_creation_input_tokens"].get<qint64>();
    }
    const Json usage = last(events, "session.usage")["usage"];
    QCOMPARE(usage["input_tokens"].get<qint64>(), input);
    QCOMPARE(usage["output_tokens"].get<qint64>(), output);
    QCOMPARE(usage["cache_read_input_tokens"].get<qint64>(), read);
    QCOMPARE(usage["cache_creation"]["ephemeral_5m_input_tokens"].get<qint64>(), written);
    QVERIFY(output > 0 && read > 0 && written > 0);
    QVERIFY(usage["list_cost"]["amount"].is_string());
    QVERIFY(std::stoi(usage["list_cost"]["amount"].get<std::string>()) >= 1);
    QCOMPARE(usage["list_cost"]["currency"].get<std::string>(), std::string("USD"));
}

void TestScenes::failingModelRetriesThenGivesUp()
{
    const auto events = play("The failing model, please");
    const QStringList retry{QStringLiteral("session.error"), QStringLiteral("session.status_rescheduled"), QStringLiteral("session.status_running")};
    const QStringList givesUp{QStringLiteral("session.error"), end};
    QCOMPARE(names(events), turnBegin + QStringList(start) + retry + retry + givesUp + turnEnd);
    std::vector<std::string> words;
    for (const Json &event : events) {
        if (event["type"] == "session.error")
            words.push_back(event["error"]["retry_status"]["type"].get<std::string>());
    }
    QVERIFY((words == std::vector<std::string>{"retrying", "retrying", "exhausted"}));
    QVERIFY(last(events, "span.model_request_end")["is_error"].get<bool>());
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("retries_exhausted"));
    // A new message starts afresh.
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "overload");
    QCOMPARE(afterIdle(session).size(), events.size());
    m_workspace->say(session, "hello");
    QCOMPARE(last(afterIdle(session, 2), "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::allowedCallRuns()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Deploy it with `./deploy.sh staging`");
    auto events = afterIdle(session);
    const Json call = last(events, "agent.tool_use");
    QCOMPARE(call["evaluated_permission"].get<std::string>(), std::string("ask"));
    QCOMPARE(call["input"]["command"].get<std::string>(), std::string("./deploy.sh staging"));
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["event_ids"], Json::array({call["id"]}));
    const Answer sent = send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", call["id"]}, {"result", "allow"}});
    QCOMPARE(sent.status, 200);
    QVERIFY(sent["data"][0]["processed_at"].is_null());
    events = afterIdle(session, 2);
    const QStringList rest{QStringLiteral("session.status_running"), QStringLiteral("user.tool_confirmation"), result, start, message, end};
    QCOMPARE(names(events).mid(9), rest + turnEnd);
    const Json done = last(events, "agent.tool_result");
    QCOMPARE(done["tool_use_id"], call["id"]);
    QVERIFY(!done["is_error"].get<bool>());
    QVERIFY(done["content"][0]["text"].get<std::string>().find("staging now runs") != std::string::npos);
    // It is answered: a second answer is refused.
    QCOMPARE(send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", call["id"]}, {"result", "deny"}}).status, 400);
}

void TestScenes::deniedCallIsReactedTo()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Delete the cache");
    const Json call = last(afterIdle(session), "agent.tool_use");
    const Json denial = {{"type", "user.tool_confirmation"}, {"tool_use_id", call["id"]}, {"result", "deny"}, {"deny_message", "Not before Monday"}};
    Json wrong = denial;
    wrong["result"] = "allow";
    QCOMPARE(send(session, wrong).status, 400); // a reason only with deny
    QCOMPARE(send(session, {{"type", "user.custom_tool_result"}, {"custom_tool_use_id", call["id"]}}).status, 400); // the wrong kind of answer
    QCOMPARE(send(session, denial).status, 200);
    const auto events = afterIdle(session, 2);
    QVERIFY(last(events, "agent.tool_result")["is_error"].get<bool>());
    QVERIFY(last(events, "agent.message")["content"][0]["text"].get<std::string>().find("Not before Monday") != std::string::npos);
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::partlyAnsweredCallsAreNamedAgain()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Do both commands");
    const Json ids = last(afterIdle(session), "session.status_idle")["stop_reason"]["event_ids"];
    QCOMPARE(ids.size(), std::size_t(2));
    send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", ids[1]}, {"result", "deny"}});
    auto events = afterIdle(session, 2);
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["event_ids"], Json::array({ids[0]}));
    QVERIFY(last(events, "agent.tool_result").empty());
    send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", ids[0]}, {"result", "allow"}});
    events = afterIdle(session, 3);
    const auto types = typesOf(events);
    QCOMPARE(std::count(types.begin(), types.end(), "agent.tool_result"), std::ptrdiff_t(2));
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::customToolTakesAResult()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Open a ticket");
    const Json call = last(afterIdle(session), "agent.custom_tool_use");
    QVERIFY(!call.contains("evaluated_permission"));
    const Answer sent = send(session, {{"type", "user.custom_tool_result"},
                                       {"custom_tool_use_id", call["id"]},
                                       {"content", Json::array({{{"type", "text"}, {"text", "EXP-122"}}})}});
    QVERIFY(sent["data"][0]["processed_at"].is_string()); // processed on receipt
    const auto events = afterIdle(session, 2);
    QVERIFY(last(events, "agent.message")["content"][0]["text"].get<std::string>().find("EXP-122") != std::string::npos);
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::answerBeforeTheSessionWaits()
{
    // "May be posted as soon as that event arrives": the session then never has to say that it waits.
    restart(0.3);
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "Open a ticket");
    QVERIFY(stream.waitForType("agent.custom_tool_use"));
    Json call;
    for (const Frame &frame : stream.frames()) {
        if (frame.event == "agent.custom_tool_use")
            call = frame.json;
    }
    QCOMPARE(send(session, {{"type", "user.custom_tool_result"}, {"custom_tool_use_id", call["id"]}, {"content", Json::array({{{"type", "text"}, {"text", "EXP-9"}}})}}).status, 200);
    QVERIFY(stream.waitForType("session.status_idle"));
    const auto events = m_workspace->history(session);
    QStringList expected = turnBegin;
    expected << start << message << QStringLiteral("agent.custom_tool_use") << QStringLiteral("user.custom_tool_result") << end << start << message << end;
    QCOMPARE(names(events), expected + turnEnd);
}

void TestScenes::agentsPolicyAsks()
{
    const Json asking = Json::array({{{"type", "agent_toolset_20260401"}, {"configs", Json::array({{{"name", "bash"}, {"permission_policy", {{"type", "always_ask"}}}}})}}});
    const std::string session = m_workspace->newSession({{"agent", {{"type", "agent_with_overrides"}, {"id", m_workspace->agent}, {"tools", asking}}}});
    m_workspace->say(session, "Run the tests");
    const auto events = afterIdle(session);
    QCOMPARE(last(events, "agent.tool_use")["evaluation"], Json({{"type", "always_ask"}}));
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("requires_action"));
}

void TestScenes::disabledToolIsDenied()
{
    const Json off = Json::array({{{"type", "agent_toolset_20260401"}, {"default_config", {{"enabled", false}}}}});
    const std::string session = m_workspace->newSession({{"agent", {{"type", "agent_with_overrides"}, {"id", m_workspace->agent}, {"tools", off}}}});
    m_workspace->say(session, "Run the tests");
    const auto events = afterIdle(session);
    QCOMPARE(last(events, "agent.tool_use")["evaluated_permission"].get<std::string>(), std::string("deny"));
    QVERIFY(!last(events, "agent.tool_use").contains("evaluation"));
    QVERIFY(last(events, "agent.tool_result")["is_error"].get<bool>());
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::queuedMessageComesTwice()
{
    restart(20);
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "Think about it");
    QVERIFY(stream.waitForType("span.model_request_start"));
    const Answer sent = send(session, userMessage("And then?"));
    const std::string id = sent["data"][0]["id"].get<std::string>();
    // In the history it comes last as long as it waits.
    const auto waiting = m_workspace->history(session);
    QCOMPARE(waiting.back()["id"].get<std::string>(), id);
    QVERIFY(waiting.back()["processed_at"].is_null());
    QVERIFY(stream.waitForType("session.status_idle", 2));
    std::vector<bool> processed;
    for (const Frame &frame : stream.frames()) {
        if (frame.json.value("id", std::string()) == id)
            processed.push_back(frame.json["processed_at"].is_string());
    }
    QVERIFY((processed == std::vector<bool>{false, true}));
    const auto events = m_workspace->history(session);
    std::vector<std::string> users;
    for (const Json &event : events) {
        if (event["type"] == "user.message")
            users.push_back(event["content"][0]["text"].get<std::string>());
    }
    QVERIFY((users == std::vector<std::string>{"Think about it", "And then?"}));
}

void TestScenes::interruptEndsALongReply()
{
    restart(1);
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?event_deltas%5B%5D=agent.message");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "Write a long reply");
    QVERIFY(stream.waitForType("event_delta", 20));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(send(session, {{"type", "user.interrupt"}}).status, 200);
    QVERIFY(stream.waitForType("session.status_idle"));
    QVERIFY(timer.elapsed() < 2000);
    const auto events = m_workspace->history(session);
    QVERIFY(last(events, "agent.message").empty()); // the preview has no event that replaces it
    QVERIFY(!last(events, "span.model_request_end").empty());
    QVERIFY(last(events, "user.interrupt")["processed_at"].is_string());
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
    m_workspace->say(session, "hello"); // nothing of the old reply comes before or behind the new one
    QVERIFY(stream.waitForType("session.status_idle", 2));
    const auto frames = stream.frames();
    const auto idle = std::find_if(frames.begin(), frames.end(), [](const Frame &frame) { return frame.event == "session.status_idle"; });
    std::string previewed;
    QVERIFY(std::count_if(frames.begin(), idle, [](const Frame &frame) { return frame.event == "event_delta"; }) < 2000);
    for (auto it = frames.begin(); it != frames.end(); ++it) {
        if (it->event == "event_start" && it < idle)
            previewed = it->json["event"]["id"].get<std::string>();
        if (it->event == "event_delta" && it > idle)
            QVERIFY(it->json["event_id"] != previewed);
    }
}

void TestScenes::interruptEndsAnEndlessCall()
{
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "keep running");
    QVERIFY(stream.waitForType("span.model_request_end"));
    QCOMPARE(m_workspace->status(session), std::string("running"));
    send(session, {{"type", "user.interrupt"}});
    const auto events = afterIdle(session);
    QVERIFY(last(events, "agent.tool_result")["is_error"].get<bool>());
    QCOMPARE(last(events, "agent.tool_result")["tool_use_id"], last(events, "agent.tool_use")["id"]);
    QCOMPARE(m_workspace->status(session), std::string("idle"));
}

void TestScenes::interruptAbandonsWaitingCalls()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Deploy it");
    const Json call = last(afterIdle(session), "agent.tool_use");
    send(session, {{"type", "user.interrupt"}});
    const auto events = afterIdle(session, 2);
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
    QVERIFY(last(events, "agent.tool_result")["is_error"].get<bool>());
    QCOMPARE(send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", call["id"]}, {"result", "allow"}}).status, 400);
    m_workspace->say(session, "hello");
    QCOMPARE(last(afterIdle(session, 3), "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::interruptAbandonsACallThatWasJustMade()
{
    restart(0.5); // between the two calls is more than half a second
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "Do both commands");
    QVERIFY(stream.waitForType("agent.tool_use"));
    send(session, {{"type", "user.interrupt"}});
    QVERIFY(stream.waitForType("session.status_idle"));
    auto events = m_workspace->history(session);
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
    QCOMPARE(last(events, "agent.tool_result")["tool_use_id"], last(events, "agent.tool_use")["id"]);
    // The session is not stuck behind it.
    m_workspace->say(session, "hello");
    QVERIFY(stream.waitForType("session.status_idle", 2));
    QCOMPARE(last(m_workspace->history(session), "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::messageWaitsBehindACall()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Deploy it");
    const Json call = last(afterIdle(session), "agent.tool_use");
    m_workspace->say(session, "Hurry up");
    QVERIFY(m_workspace->history(session).back()["processed_at"].is_null());
    send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", call["id"]}, {"result", "allow"}});
    const auto events = afterIdle(session, 3);
    QVERIFY(last(events, "user.message")["processed_at"].is_string());
    QCOMPARE(last(events, "session.status_idle")["stop_reason"]["type"].get<std::string>(), std::string("end_turn"));
}

void TestScenes::outcomeIsGraded()
{
    const std::string session = m_workspace->newSession();
    const Answer sent = send(session, {{"type", "user.define_outcome"}, {"description", "A plan with owners"}, {"rubric", {{"type", "text"}, {"content", "- every step has an owner"}}}});
    QCOMPARE(sent.status, 200);
    QVERIFY(sent["data"][0]["processed_at"].is_string());
    const auto events = afterIdle(session);
    std::vector<std::string> results;
    for (const Json &event : events) {
        if (event["type"] == "span.outcome_evaluation_end")
            results.push_back(event["result"].get<std::string>() + std::to_string(event["iteration"].get<int>()));
    }
    QVERIFY((results == std::vector<std::string>{"needs_revision0", "satisfied1"}));
    const Json outcome = m_workspace->client.get("/v1/sessions/" + session)["outcome_evaluations"][0];
    QCOMPARE(outcome["outcome_id"], sent["data"][0]["outcome_id"]);
    QCOMPARE(outcome["result"].get<std::string>(), std::string("satisfied"));
    QVERIFY(outcome["completed_at"].is_string());
}

void TestScenes::crashTerminates()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "crash");
    QVERIFY(QTest::qWaitFor([&] { return m_workspace->status(session) == "terminated"; }));
    const auto events = m_workspace->history(session);
    QCOMPARE(names(events).last(), QStringLiteral("session.status_terminated"));
    QCOMPARE(last(events, "session.error")["error"]["retry_status"]["type"].get<std::string>(), std::string("terminal"));
    QCOMPARE(send(session, userMessage("x")).status, 400);
}

void TestScenes::speedDividesPauses()
{
    const auto timeOf = [&](double speed) {
        restart(speed);
        const std::string session = m_workspace->newSession();
        Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream");
        stream.status();
        QElapsedTimer timer;
        timer.start();
        m_workspace->say(session, "Think about it"); // about 3 s at speed 1
        return stream.waitForType("session.status_idle") ? timer.elapsed() : -1;
    };
    const qint64 fast = timeOf(0);
    const qint64 slow = timeOf(4);
    QVERIFY(fast >= 0 && slow >= 600);
    QVERIFY2(fast < slow, qPrintable(QStringLiteral("%1 %2").arg(fast).arg(slow)));
}

QTEST_GUILESS_MAIN(TestScenes)
#include "tst_scenes.moc"
