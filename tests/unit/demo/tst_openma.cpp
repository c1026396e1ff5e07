#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <algorithm>
#include <set>

using namespace test;

//! The demo as a self-hosted openma server, with what a real one was seen to do, its gaps included.
class TestOpenma : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }

    void takesOnlyTheApiKey();
    void healthIsOpen();
    void unknownPathsAndBodies();
    void agentsHaveItsShape();
    void listsHaveTheirOwnShapes();
    void pagesWalkAllRowsOnce_data();
    void pagesWalkAllRowsOnce();
    void environmentsAndVaults();
    void sessionsHaveItsShape();
    void sendAnswersNothing();
    void sendRefusals();
    void defaultStreamHasSeqAndNoChunks();
    void chunksMakeTheMessage();
    void stepIsStoredWhenItEnds();
    void replaysByLastEventId();
    void eventListIsBySeq();
    void interruptDoesNothing();
    void answersBreakTheSession();
    void messagesRunSideBySide();
    void failingModel();
    void deleteClosesWithoutAWord();
    void archivedRefusesEvents();
    void threadStreamChecksNothing();
    void firstStartShowsALivingWorkspace();

private:
    void restart(double speed);
    Answer get(const std::string &path) { return m_workspace->client.get(path); }
    Answer post(const std::string &path, const Json &body = Json()) { return m_workspace->client.post(path, body); }
    Answer send(const std::string &session, const Json &event) { return post("/v1/sessions/" + session + "/events", {{"events", Json::array({event})}}); }
    bool becomesIdle(const std::string &session)
    {
        return QTest::qWaitFor([&] { return m_workspace->status(session) == "idle"; }, 10'000);
    }
    std::unique_ptr<Workspace> m_workspace;
};

namespace {

std::vector<std::string> eventsOf(Stream &stream)
{
    std::vector<std::string> out;
    for (const Frame &frame : stream.frames()) {
        if (!frame.event.empty())
            out.push_back(frame.event);
    }
    return out;
}

} // namespace

void TestOpenma::init()
{
    TestBase::init();
    restart(0);
}

void TestOpenma::restart(double speed)
{
    m_workspace.reset();
    demo::Options options;
    options.wire = demo::Wire::Openma;
    options.speed = speed;
    m_workspace = std::make_unique<Workspace>(options);
    QVERIFY(!m_workspace->agent.empty());
}

void TestOpenma::takesOnlyTheApiKey()
{
    const Client &client = m_workspace->client;
    const std::string key = m_workspace->server.key().toStdString();
    const Answer bearer = client.without("x-api-key").with({{"authorization", "Bearer " + key}}).get("/v1/agents");
    QCOMPARE(bearer.status, 401);
    QCOMPARE(bearer.json, Json({{"error", "Unauthorized"}}));
    QCOMPARE(client.without("x-api-key").get("/v1/agents").json, Json({{"error", "Unauthorized"}}));
    const Answer wrong = client.with({{"x-api-key", "oma_nope"}}).get("/v1/agents");
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.json, Json({{"error", "Invalid API key"}}));
    QCOMPARE(client.without("x-api-key").get("/v1/nope").status, 401);
    QCOMPARE(client.with({{"Origin", "http://localhost:3000"}}).get("/v1/agents").status, 403);
}

void TestOpenma::healthIsOpen()
{
    const Answer health = m_workspace->client.without("x-api-key").get("/health");
    QCOMPARE(health.status, 200);
    QCOMPARE(health.text("runtime"), std::string("node"));
    QCOMPARE(get("/v1/me").text("tenant.id"), get("/v1/oma/me").text("tenant.id"));
}

void TestOpenma::unknownPathsAndBodies()
{
    const Answer unknown = get("/v1/nope");
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.json, Json({{"error", "not found"}}));
    QVERIFY(!unknown.headers.contains("request-id"));
    QCOMPARE(m_workspace->client.send("PATCH", "/v1/agents/x", "{}").status, 404);
    const Answer broken = m_workspace->client.send("POST", "/v1/agents", "{\"name\": ");
    QCOMPARE(broken.status, 500);
    QCOMPARE(broken.text("error"), std::string("internal_error"));
    QVERIFY(!broken.text("message").empty());
    QCOMPARE(get("/v1/models").status, 404);
    QCOMPARE(get("/v1/models/list")["data"].size(), std::size_t(3));
    QCOMPARE(get("/v1/skills").json, Json({{"data", Json::array()}}));
}

void TestOpenma::agentsHaveItsShape()
{
    const Answer made = post("/v1/agents", {{"name", "A"}, {"model", "claude-sonnet-4-6"}});
    QCOMPARE(made.status, 201);
    QVERIFY(made.text("id").rfind("agent-", 0) == 0);
    QCOMPARE(made["model"], Json({{"id", "claude-sonnet-4-6"}, {"speed", "standard"}}));
    QCOMPARE(made["tools"], Json::array({{{"type", "agent_toolset_20260401"}}}));
    QCOMPARE(post("/v1/agents", {{"model", "m"}}).json, Json({{"error", "name is required"}}));
    QCOMPARE(post("/v1/agents", {{"name", "x"}}).json, Json({{"error", "model is required for cloud agents"}}));
    const std::string path = "/v1/agents/" + made.text("id");
    QCOMPARE(get(path + "/versions").json, Json({{"data", Json::array()}}));
    QCOMPARE(m_workspace->client.send("PUT", path, "{\"name\":\"B\",\"metadata\":{\"a\":\"1\"}}")["version"].get<int>(), 2);
    const Answer stale = post(path, {{"version", 1}, {"name", "C"}});
    QCOMPARE(stale.status, 409);
    QCOMPARE(stale.json, Json({{"error", "Version mismatch. Agent has been updated since you last read it."}}));
    QCOMPARE(post(path, {{"version", 2}})["version"].get<int>(), 2); // nothing changes
    QCOMPARE(post(path, {{"metadata", {{"a", nullptr}, {"b", "2"}}}})["metadata"], Json({{"b", "2"}}));
    const Answer versions = get(path + "/versions");
    QCOMPARE(versions["data"].size(), std::size_t(2)); // never the current one
    QCOMPARE(versions["data"][0]["name"].get<std::string>(), std::string("A"));
    QCOMPARE(get(path + "/versions/1").text("name"), std::string("A"));
    QCOMPARE(get(path + "/versions/3").status, 404);
    QVERIFY(post(path + "/archive")["archived_at"].is_string());
    QCOMPARE(m_workspace->client.remove(path).json, Json({{"type", "agent_deleted"}, {"id", made.text("id")}}));
    QCOMPARE(get(path).json, Json({{"error", "Agent not found"}}));
}

void TestOpenma::listsHaveTheirOwnShapes()
{
    const Answer agents = get("/v1/agents?limit=2");
    QVERIFY(agents["has_more"].get<bool>() && agents["next_cursor"].is_string() && !agents.json.contains("next_page"));
    // `page` is not known there: the first page again.
    QCOMPARE(get("/v1/agents?limit=2&page=" + agents.text("next_cursor"))["data"], agents["data"]);
    QCOMPARE(get("/v1/agents?limit=2&cursor=rubbish")["data"], agents["data"]);
    QVERIFY(!get("/v1/agents?limit=100").json.contains("next_cursor"));
    const Answer bad = get("/v1/agents?status=zzz");
    QCOMPARE(bad.status, 400);
    QCOMPARE(bad.text("error.code"), std::string("invalid_status"));
    const Answer sessions = get("/v1/sessions?limit=2");
    QVERIFY(!sessions.json.contains("has_more"));
    QCOMPARE(sessions["next_page"], sessions["next_cursor"]);
    QCOMPARE(get("/v1/sessions?limit=2&page=" + sessions.text("next_page"))["data"], get("/v1/sessions?limit=2&cursor=" + sessions.text("next_page"))["data"]);
    QCOMPARE(get("/v1/sessions?status=archived").status, 400);
    QCOMPARE(get("/v1/sessions?q=RELEASE%20notes")["data"].size(), std::size_t(1));
}

void TestOpenma::pagesWalkAllRowsOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("least");
    QTest::newRow("agents") << "/v1/agents?status=any" << 9;
    QTest::newRow("environments") << "/v1/environments?status=any" << 4;
    QTest::newRow("sessions") << "/v1/sessions?include_archived=true" << 15;
    QTest::newRow("vaults") << "/v1/vaults?status=any" << 1;
}

void TestOpenma::pagesWalkAllRowsOnce()
{
    QFETCH(QString, path);
    QFETCH(int, least);
    for (const int limit : {1, 3, 100}) {
        std::set<std::string> ids;
        std::size_t count = 0;
        std::string cursor;
        do {
            const Answer answer = get(path.toStdString() + "&limit=" + std::to_string(limit) + (cursor.empty() ? "" : "&cursor=" + cursor));
            for (const Json &row : answer["data"])
                ids.insert(row["id"].get<std::string>());
            count += answer["data"].size();
            cursor = answer.text("next_cursor");
            QVERIFY(count < 1000);
        } while (!cursor.empty());
        QVERIFY(int(count) >= least);
        QCOMPARE(ids.size(), count);
    }
}

void TestOpenma::environmentsAndVaults()
{
    const Answer made = post("/v1/environments", {{"name", "e"}, {"metadata", {{"a", "1"}}}});
    QCOMPARE(made.status, 201);
    QVERIFY(!made.json.contains("metadata") && !made.json.contains("updated_at") && !made.json.contains("description"));
    const std::string path = "/v1/environments/" + made.text("id");
    QCOMPARE(post(path, {{"metadata", {{"a", "1"}}}})["metadata"], Json({{"a", "1"}}));
    QCOMPARE(m_workspace->client.remove("/v1/environments/" + m_workspace->environment).status, 200); // nobody uses it
    const Answer session = post("/v1/sessions", {{"agent", m_workspace->agent}, {"environment_id", made.text("id")}});
    QCOMPARE(session.status, 201);
    QCOMPARE(m_workspace->client.remove(path).status, 409);

    QCOMPARE(post("/v1/vaults", {{"display_name", "sdk style"}}).json, Json({{"error", "name is required"}}));
    const Answer vault = post("/v1/vaults", {{"name", "v"}});
    QCOMPARE(vault.status, 201);
    const std::string credentials = "/v1/vaults/" + vault.text("id") + "/credentials";
    const Json body = {{"display_name", "c"}, {"auth", {{"type", "static_bearer"}, {"token", "SECRET"}, {"mcp_server_url", "https://a.example"}}}};
    const Answer credential = post(credentials, body);
    QCOMPARE(credential.status, 201);
    QVERIFY(credential.body.find("SECRET") == std::string::npos);
    QCOMPARE(post(credentials, body).status, 409);
    QCOMPARE(get(credentials)["data"].size(), std::size_t(1));
    QCOMPARE(m_workspace->client.remove(credentials + "/" + credential.text("id")).text("type"), std::string("credential_deleted"));
}

void TestOpenma::sessionsHaveItsShape()
{
    const Answer made = post("/v1/sessions", {{"agent", {{"id", m_workspace->agent}, {"version", 99}}}, {"environment_id", "env-anything"}, {"title", "T"}, {"metadata", {{"k", "v"}}}});
    QCOMPARE(made.status, 201); // neither the environment nor the version is looked at
    QCOMPARE(made.text("agent.model"), std::string("claude-sonnet-4-6")); // a text here, an object in /agents
    QCOMPARE(made["metadata"], Json::object()); // dropped
    QCOMPARE(post("/v1/sessions", {{"environment_id", "e"}}).json, Json({{"error", "agent is required"}}));
    QCOMPARE(post("/v1/sessions", {{"agent", m_workspace->agent}}).json, Json({{"error", "environment_id is required for cloud agents"}}));
    QCOMPARE(post("/v1/sessions", {{"agent", "agent-nope"}, {"environment_id", "e"}}).json, Json({{"error", "Agent not found"}}));
    const std::string path = "/v1/sessions/" + made.text("id");
    QCOMPARE(post(path, {{"title", "U"}, {"metadata", {{"a", "1"}}}}).text("title"), std::string("U"));
    QCOMPARE(post(path, {{"title", nullptr}}).status, 500);
    QCOMPARE(get(path)["usage"], Json({{"input_tokens", 0}, {"output_tokens", 0}}));
    QCOMPARE(get(path + "/pending").json, Json({{"data", Json::array()}, {"has_more", false}}));
    QCOMPARE(get(path + "/threads").json, Json({{"data", Json::array()}}));
    QCOMPARE(get("/v1/sessions/sess-nope").json, Json({{"error", "Session not found"}}));
}

void TestOpenma::sendAnswersNothing()
{
    const std::string session = m_workspace->newSession();
    const Answer sent = send(session, userMessage("hello"));
    QCOMPARE(sent.status, 202);
    QCOMPARE(sent.body, std::string());
    QVERIFY(sent.headers.at("content-type").rfind("text/plain", 0) == 0);
    QVERIFY(becomesIdle(session));
    const auto events = m_workspace->history(session);
    QVERIFY((typesOf(events)
             == std::vector<std::string>{"user.message", "span.model_request_start", "span.model_first_token", "agent.message", "span.model_request_end"}));
    qint64 seq = 0;
    for (const Json &event : events) {
        QCOMPARE(event["seq"].get<qint64>(), ++seq);
        QVERIFY(event["ts"].is_number() && !event.contains("processed_at"));
        QCOMPARE(event["session_thread_id"].get<std::string>(), std::string("sthr_primary"));
    }
    QVERIFY(!events[0].contains("id") && !events[3].contains("id") && events[3].contains("message_id"));
    QVERIFY(!events[0].contains("processed_at_ms") && events[3].contains("processed_at_ms"));
    QCOMPARE(events[4]["finish_reason"].get<std::string>(), std::string("stop"));
    // A client's own id is kept.
    Json named = userMessage("again");
    named["id"] = "sevt-mine";
    send(session, named);
    QVERIFY(QTest::qWaitFor([&] { return m_workspace->history(session).size() == 10; }));
    QCOMPARE(m_workspace->history(session)[5]["id"].get<std::string>(), std::string("sevt-mine"));
    QCOMPARE(get("/v1/sessions/" + session + "/threads").json, Json({{"data", Json::array({{{"id", "sthr_primary"}}})}}));
}

void TestOpenma::sendRefusals()
{
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session + "/events";
    QCOMPARE(post(path, Json::object()).json, Json({{"error", "events array is required"}}));
    QCOMPARE(post(path, {{"events", Json::array()}}).status, 400);
    QCOMPARE(send(session, {{"type", "user.nope"}}).json, Json({{"error", "Unsupported event type: user.nope"}}));
    QCOMPARE(send(session, {{"type", "system.message"}}).status, 400);
    QCOMPARE(send(session, {{"type", "user.tool_result"}}).status, 400);
    QCOMPARE(send(session, nullptr).status, 500);
    QCOMPARE(send("sess-nope", userMessage("x")).status, 404);
    QVERIFY(m_workspace->history(session).empty());
}

void TestOpenma::defaultStreamHasSeqAndNoChunks()
{
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream");
    QCOMPARE(stream.status(), 200);
    send(session, userMessage("Think about it"));
    QVERIFY(stream.waitForType("span.model_request_end"));
    QVERIFY(stream.bytes().rfind("retry: 1000\n\n", 0) == 0);
    QVERIFY((eventsOf(stream) == std::vector<std::string>{"user.message", "span.model_request_start", "agent.thinking", "agent.message", "span.model_request_end"}));
    std::vector<std::string> ids;
    for (const Frame &frame : stream.frames()) {
        if (!frame.event.empty()) {
            QCOMPARE(frame.id, std::to_string(frame.json["seq"].get<qint64>()));
            ids.push_back(frame.id);
        }
    }
    QVERIFY((ids == std::vector<std::string>{"1", "2", "4", "5", "6"})); // 3 is an extension
}

void TestOpenma::chunksMakeTheMessage()
{
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?include=chunks");
    QCOMPARE(stream.status(), 200);
    send(session, userMessage("Write a long reply"));
    QVERIFY(stream.waitForType("span.model_request_end"));
    std::string id, text, final;
    int chunks = 0;
    for (const Frame &frame : stream.frames()) {
        if (frame.event == "agent.message_stream_start")
            id = frame.json["message_id"].get<std::string>();
        if (frame.event == "agent.message_chunk") {
            ++chunks;
            QCOMPARE(frame.json["message_id"].get<std::string>(), id);
            QVERIFY(frame.id.empty() && !frame.json.contains("seq"));
            text += frame.json["delta"].get<std::string>();
        }
        if (frame.event == "agent.message") {
            QCOMPARE(frame.json["message_id"].get<std::string>(), id);
            final = frame.json["content"][0]["text"].get<std::string>();
        }
    }
    QCOMPARE(chunks, 2000);
    QCOMPARE(text, final);
}

void TestOpenma::stepIsStoredWhenItEnds()
{
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?include=chunks");
    QCOMPARE(stream.status(), 200);
    send(session, userMessage("Run the tests"));
    QVERIFY(stream.waitForType("span.model_request_end", 2));
    std::vector<std::string> order;
    for (const std::string &event : eventsOf(stream)) {
        if (event.find("_chunk") == std::string::npos)
            order.push_back(event);
    }
    QVERIFY((order
             == std::vector<std::string>{"user.message", "span.model_request_start", "span.model_first_token", "agent.message_stream_start",
                                         "agent.tool_use_input_stream_start", "agent.message_stream_end", "agent.tool_use_input_stream_end",
                                         "agent.message", "agent.tool_use", "agent.tool_result", "span.model_request_end", "span.model_request_start",
                                         "span.model_first_token", "agent.message_stream_start", "agent.message_stream_end", "agent.message",
                                         "span.model_request_end"}));
    const auto events = m_workspace->history(session);
    const auto result = std::find_if(events.begin(), events.end(), [](const Json &event) { return event["type"] == "agent.tool_result"; });
    QVERIFY(result != events.end());
    QVERIFY((*result)["content"].is_string()); // not blocks
    QVERIFY((*result)["content"].get<std::string>().rfind("exit=0\n", 0) == 0);
    QVERIFY(!result->contains("is_error"));
}

void TestOpenma::replaysByLastEventId()
{
    const std::string session = m_workspace->newSession();
    send(session, userMessage("hello"));
    QVERIFY(becomesIdle(session));
    const std::string path = "/v1/sessions/" + session + "/events/stream";
    const auto replayed = [&](const Headers &headers, const std::string &query) {
        Stream stream(m_workspace->client.with(headers), path + query);
        if (stream.status() != 200)
            return std::string("no stream");
        send(session, {{"type", "user.define_outcome"}, {"description", "a mark"}}); // stored and shown, and nothing else happens
        if (!stream.waitForType("user.define_outcome"))
            return std::string("no mark");
        std::string ids;
        for (const Frame &frame : stream.frames()) {
            if (frame.event == "user.define_outcome")
                break;
            if (!frame.id.empty())
                ids += frame.id + " ";
        }
        return ids;
    };
    QCOMPARE(replayed({}, ""), std::string());
    QCOMPARE(replayed({{"Last-Event-ID", "1"}}, "").substr(0, 6), std::string("2 4 5 "));
    QCOMPARE(replayed({{"Last-Event-ID", "2x"}}, "").substr(0, 4), std::string("4 5 "));
    QCOMPARE(replayed({{"Last-Event-ID", "abc"}}, ""), std::string());
    QCOMPARE(replayed({}, "?replay=1").substr(0, 8), std::string("1 2 4 5 "));
    QCOMPARE(replayed({}, "?replay=1&include=chunks").substr(0, 10), std::string("1 2 3 4 5 "));
    QCOMPARE(replayed({}, "?replay=true"), std::string());
    QCOMPARE(replayed({}, "?after_seq=0"), std::string());
}

void TestOpenma::eventListIsBySeq()
{
    const std::string session = m_workspace->newSession();
    send(session, userMessage("hello"));
    QVERIFY(becomesIdle(session));
    const std::string path = "/v1/sessions/" + session + "/events";
    const Answer first = get(path + "?limit=2");
    QVERIFY(first["has_more"].get<bool>());
    QCOMPARE(first["data"][1]["seq"].get<int>(), 2);
    const Answer rest = get(path + "?after_seq=2");
    QVERIFY(!rest["has_more"].get<bool>());
    QCOMPARE(rest["data"].size(), std::size_t(3));
    QCOMPARE(get(path + "?order=desc")["data"][0]["seq"].get<int>(), 1); // order is ignored
    QCOMPARE(get(path + "?limit=abc")["data"].size(), std::size_t(0));
    QCOMPARE(get(path + "?limit=0").json, Json({{"data", Json::array()}, {"has_more", true}}));
    const Answer thread = get("/v1/sessions/" + session + "/threads/sthr_primary/events?limit=1");
    QVERIFY(!thread["data"][0].contains("ts") && thread["data"][0].contains("seq"));
    Stream negotiated(m_workspace->client.with({{"Accept", "text/event-stream"}}), path);
    QCOMPARE(negotiated.status(), 200);
    QVERIFY(negotiated.waitFor([](const Frame &) { return true; }));
}

void TestOpenma::interruptDoesNothing()
{
    restart(10);
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?include=chunks");
    QCOMPARE(stream.status(), 200);
    send(session, userMessage("Write a long reply"));
    QVERIFY(stream.waitForType("agent.message_chunk"));
    QCOMPARE(m_workspace->status(session), std::string("running"));
    QCOMPARE(send(session, {{"type", "user.interrupt"}}).status, 202);
    QVERIFY(stream.waitForType("agent.message_chunk", 2000));
    QVERIFY(stream.waitForType("span.model_request_end"));
    QVERIFY(becomesIdle(session));
    for (const std::string &type : typesOf(m_workspace->history(session)))
        QVERIFY(type != "user.interrupt" && type.rfind("session.status", 0) != 0);
}

void TestOpenma::answersBreakTheSession()
{
    const std::string session = m_workspace->newSession();
    send(session, userMessage("Deploy it"));
    QVERIFY(becomesIdle(session));
    auto events = m_workspace->history(session);
    const auto call = std::find_if(events.begin(), events.end(), [](const Json &event) { return event["type"] == "agent.tool_use"; });
    QVERIFY(call != events.end());
    QCOMPARE((*call)["evaluated_permission"].get<std::string>(), std::string("ask"));
    QCOMPARE(events.back()["finish_reason"].get<std::string>(), std::string("tool-calls"));
    QCOMPARE(send(session, {{"type", "user.tool_confirmation"}, {"tool_use_id", (*call)["id"]}, {"result", "allow"}}).status, 202);
    send(session, userMessage("and now?"));
    QVERIFY(QTest::qWaitFor([&] { return typesOf(m_workspace->history(session)).back() == "session.error"; }));
    events = m_workspace->history(session);
    QVERIFY((std::vector<std::string>{"user.tool_confirmation", "user.message", "session.error"} == [&] {
        const auto types = typesOf(events);
        return std::vector<std::string>(types.end() - 3, types.end());
    }()));
    QCOMPARE(events.back()["error"].get<std::string>(), std::string("harness_turn_failed")); // flat
    QVERIFY(events.back()["message"].is_string());
}

void TestOpenma::messagesRunSideBySide()
{
    restart(20);
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?include=chunks");
    QCOMPARE(stream.status(), 200);
    send(session, userMessage("Write a long reply"));
    QVERIFY(stream.waitForType("agent.message_chunk", 5));
    send(session, userMessage("hello"));
    QVERIFY(stream.waitForType("agent.message"));
    std::set<std::string> messages;
    for (const Frame &frame : stream.frames()) {
        if (frame.event == "agent.message_chunk")
            messages.insert(frame.json["message_id"].get<std::string>());
    }
    QCOMPARE(messages.size(), std::size_t(2));
    // The shorter one has ended and says idle, while the older one still streams.
    QVERIFY(becomesIdle(session));
    QVERIFY(stream.waitForType("span.model_request_end", 2));
}

void TestOpenma::failingModel()
{
    const std::string session = m_workspace->newSession();
    send(session, userMessage("overload"));
    QVERIFY(becomesIdle(session));
    const auto events = m_workspace->history(session);
    const auto types = typesOf(events);
    QCOMPARE(std::count(types.begin(), types.end(), "span.model_request_start"), std::ptrdiff_t(3));
    QCOMPARE(std::count(types.begin(), types.end(), "span.model_request_end"), std::ptrdiff_t(1));
    QVERIFY(events[events.size() - 2]["is_error"].get<bool>());
    QVERIFY(events[events.size() - 2]["error_message"].get<std::string>().find("overloaded") != std::string::npos);
    QCOMPARE(types.back(), std::string("session.error"));
}

void TestOpenma::deleteClosesWithoutAWord()
{
    restart(1);
    const std::string session = m_workspace->newSession();
    Stream stream(m_workspace->client, "/v1/sessions/" + session + "/events/stream?include=chunks");
    QCOMPARE(stream.status(), 200);
    send(session, userMessage("Write a long reply"));
    QVERIFY(stream.waitForType("agent.message_chunk"));
    QCOMPARE(m_workspace->client.remove("/v1/sessions/" + session).json, Json({{"type", "session_deleted"}, {"id", session}}));
    QVERIFY(stream.waitForEnd());
    QVERIFY(stream.frames().back().event != "session.deleted");
}

void TestOpenma::archivedRefusesEvents()
{
    const std::string session = m_workspace->newSession();
    const Answer archived = post("/v1/sessions/" + session + "/archive");
    QVERIFY(archived["archived_at"].is_string());
    QCOMPARE(archived.text("status"), std::string("idle"));
    const Answer refused = send(session, userMessage("x"));
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.json, Json({{"error", "Session is archived and cannot receive new events"}}));
    QCOMPARE(post("/v1/sessions/" + session, {{"title", "still works"}}).status, 200);
}

void TestOpenma::threadStreamChecksNothing()
{
    Stream stream(m_workspace->client, "/v1/sessions/sess-nope/threads/sthr_primary/stream");
    QCOMPARE(stream.status(), 200);
    QCOMPARE(get("/v1/sessions/sess-nope/events/stream").status, 404);
}

void TestOpenma::firstStartShowsALivingWorkspace()
{
    QVERIFY(get("/v1/agents")["data"].size() >= 6);
    const Answer sessions = get("/v1/sessions?include_archived=true");
    QVERIFY(sessions["data"].size() >= 12);
    for (const Json &session : sessions["data"]) {
        qint64 seq = 0, ts = 0;
        for (const Json &event : m_workspace->history(session["id"].get<std::string>())) {
            QCOMPARE(event["seq"].get<qint64>(), ++seq);
            QVERIFY(event["ts"].get<qint64>() >= ts);
            ts = event["ts"].get<qint64>();
        }
        QVERIFY(seq > 0);
    }
}

QTEST_GUILESS_MAIN(TestOpenma)
#include "tst_openma.moc"
