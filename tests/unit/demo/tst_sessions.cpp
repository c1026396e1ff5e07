#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <algorithm>
#include <set>

using namespace test;

//! Sessions as Managed Agents has them: records, lists, events in the history. What agents say is in tst_scenes.
class TestSessions : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }

    void firstStartShowsALivingWorkspace();
    void sessionIsReturnedWhole();
    void createRefusals();
    void pinsAndOverridesTheAgent();
    void initialEventsStartTheWork();
    void listFilters();
    void listGoesBothWays();
    void updateTellsWhatChanged();
    void budgetRules();
    void archiveEndsTheSession();
    void deleteEndsTheStreams();
    void runningSessionsCannotBeRemoved();
    void sendRefusals_data();
    void sendRefusals();
    void eventsPageAndFilter();
    void onlyThePrimaryThread();
    void everySeededHistoryIsConsistent();

private:
    Answer get(const std::string &path) { return m_workspace->client.get(path); }
    Answer post(const std::string &path, const Json &body = Json()) { return m_workspace->client.post(path, body); }
    Answer send(const std::string &session, const Json &event) { return post("/v1/sessions/" + session + "/events", {{"events", Json::array({event})}}); }
    bool becomes(const std::string &session, const std::string &status)
    {
        return QTest::qWaitFor([&] { return m_workspace->status(session) == status; }, 10'000);
    }
    std::unique_ptr<Workspace> m_workspace;
};

void TestSessions::init()
{
    TestBase::init();
    demo::Options options;
    options.speed = 0;
    m_workspace = std::make_unique<Workspace>(options);
    QVERIFY(!m_workspace->agent.empty());
}

void TestSessions::firstStartShowsALivingWorkspace()
{
    QVERIFY(get("/v1/agents?limit=100")["data"].size() >= 6);
    QVERIFY(get("/v1/environments?limit=100")["data"].size() >= 3);
    const Answer sessions = get("/v1/sessions?limit=100&include_archived=true");
    QVERIFY(sessions["data"].size() >= 12);
    std::set<std::string> days, statuses;
    int archived = 0, waiting = 0, costly = 0;
    for (const Json &session : sessions["data"]) {
        days.insert(session["created_at"].get<std::string>().substr(0, 10));
        statuses.insert(session["status"].get<std::string>());
        archived += session["archived_at"].is_null() ? 0 : 1;
        costly += session["usage"]["list_cost"]["amount"] == "0" ? 0 : 1;
        for (const Json &event : m_workspace->history(session["id"].get<std::string>()))
            waiting += event["type"] == "session.status_idle" && event["stop_reason"]["type"] == "requires_action" ? 1 : 0;
    }
    QVERIFY(days.size() >= 6);
    QVERIFY(statuses.contains("idle") && statuses.contains("running") && statuses.contains("terminated"));
    QVERIFY(archived >= 1 && waiting >= 2 && costly >= 12);
}

void TestSessions::sessionIsReturnedWhole()
{
    const Answer made = post("/v1/sessions", {{"agent", m_workspace->agent}, {"environment_id", m_workspace->environment}, {"title", "T"}, {"metadata", {{"a", "1"}}}});
    QCOMPARE(made.status, 200);
    for (const char *key : {"id", "type", "status", "title", "agent", "environment_id", "vault_ids", "resources", "metadata", "budget",
                            "outcome_evaluations", "stats", "usage", "created_at", "updated_at", "archived_at"})
        QVERIFY2(made.json.contains(key), key);
    QCOMPARE(made.text("status"), std::string("idle"));
    QVERIFY(made["budget"].is_null());
    for (const char *key : {"metadata", "created_at", "updated_at", "archived_at"})
        QVERIFY2(!made["agent"].contains(key), key);
    QCOMPARE(made["agent"]["version"].get<int>(), 1);
    QVERIFY(m_workspace->history(made.text("id")).empty());
}

void TestSessions::createRefusals()
{
    const std::string agent = m_workspace->agent, environment = m_workspace->environment;
    QCOMPARE(post("/v1/sessions", {{"environment_id", environment}}).status, 400);
    QCOMPARE(post("/v1/sessions", {{"agent", agent}}).status, 400);
    QCOMPARE(post("/v1/sessions", {{"agent", "agent_nobody"}, {"environment_id", environment}}).status, 404);
    QCOMPARE(post("/v1/sessions", {{"agent", agent}, {"environment_id", "env_nowhere"}}).status, 404);
    QCOMPARE(post("/v1/sessions", {{"agent", agent}, {"environment_id", environment}, {"vault_ids", {"vlt_none"}}}).status, 404);
    QCOMPARE(post("/v1/sessions", {{"agent", {{"type", "agent"}, {"id", agent}, {"version", 9}}}, {"environment_id", environment}}).status, 404);
    QCOMPARE(post("/v1/sessions", {{"agent", agent}, {"environment_id", environment}, {"budget", {{"type", "limit"}, {"max_list_cost", {{"amount", 25}, {"currency", "USD"}}}}}}).status, 400);
    QCOMPARE(post("/v1/sessions", {{"agent", agent}, {"environment_id", environment}, {"initial_events", Json::array({{{"type", "user.interrupt"}}})}}).status, 400);
    QCOMPARE(post("/v1/sessions", {{"agent", 5}, {"environment_id", environment}}).status, 400);
}

void TestSessions::pinsAndOverridesTheAgent()
{
    const std::string agent = m_workspace->agent, environment = m_workspace->environment;
    post("/v1/agents/" + agent, {{"name", "Second"}, {"system", "s"}});
    QCOMPARE(post("/v1/sessions", {{"agent", agent}, {"environment_id", environment}}).text("agent.name"), std::string("Second"));
    const Answer pinned = post("/v1/sessions", {{"agent", {{"type", "agent"}, {"id", agent}, {"version", 1}}}, {"environment_id", environment}});
    QCOMPARE(pinned.text("agent.name"), std::string("Test agent"));
    const Answer over = post("/v1/sessions", {{"agent", {{"type", "agent_with_overrides"}, {"id", agent}, {"system", nullptr}, {"model", "claude-haiku-5-5"}, {"tools", Json::array()}}},
                                              {"environment_id", environment}});
    QCOMPARE(over.status, 200);
    QVERIFY(over["agent"]["system"].is_null() && over["agent"]["tools"].empty());
    QCOMPARE(over.text("agent.model.id"), std::string("claude-haiku-5-5"));
    QCOMPARE(over.text("agent.id"), agent);
    QCOMPARE(get("/v1/agents/" + agent).text("system"), std::string("s"));
    // A later edit of the agent does not reach the session.
    post("/v1/agents/" + agent, {{"name", "Third"}});
    QCOMPARE(get("/v1/sessions/" + pinned.text("id")).text("agent.name"), std::string("Test agent"));
}

void TestSessions::initialEventsStartTheWork()
{
    const Answer made = post("/v1/sessions", {{"agent", m_workspace->agent}, {"environment_id", m_workspace->environment}, {"initial_events", Json::array({userMessage("hello"), userMessage("again")})}});
    QCOMPARE(made.status, 200);
    QCOMPARE(made.text("status"), std::string("running"));
    QVERIFY(QTest::qWaitFor([&] {
        const auto types = typesOf(m_workspace->history(made.text("id")));
        return std::count(types.begin(), types.end(), "session.status_idle") == 2;
    }));
    const auto types = typesOf(m_workspace->history(made.text("id")));
    QCOMPARE(std::count(types.begin(), types.end(), "agent.message"), std::ptrdiff_t(2));
    QCOMPARE(std::count(types.begin(), types.end(), "session.status_running"), std::ptrdiff_t(2));
    QCOMPARE(types.front(), std::string("session.status_running"));
    QVERIFY(becomes(made.text("id"), "idle"));
}

void TestSessions::listFilters()
{
    const std::string mine = m_workspace->newSession();
    const Answer byAgent = get("/v1/sessions?agent_id=" + m_workspace->agent);
    QCOMPARE(byAgent["data"].size(), std::size_t(1));
    QCOMPARE(byAgent["data"][0]["id"].get<std::string>(), mine);
    QCOMPARE(get("/v1/sessions?agent_id=" + m_workspace->agent + "&agent_version=2")["data"].size(), std::size_t(0));
    QCOMPARE(get("/v1/sessions?agent_version=1").status, 400);
    const Answer some = get("/v1/sessions?statuses%5B%5D=running&statuses%5B%5D=terminated&include_archived=true");
    QVERIFY(some["data"].size() >= 3);
    for (const Json &session : some["data"])
        QVERIFY(session["status"] == "running" || session["status"] == "terminated");
    QCOMPARE(get("/v1/sessions?statuses%5B%5D=asleep").status, 400);
    for (const Json &session : get("/v1/sessions?limit=100")["data"])
        QVERIFY(session["archived_at"].is_null());
    const std::string created = get("/v1/sessions/" + mine).text("created_at");
    QCOMPARE(get("/v1/sessions?created_at%5Bgte%5D=" + created)["data"].size(), std::size_t(1));
    QCOMPARE(get("/v1/sessions?created_at%5Bgt%5D=" + created)["data"].size(), std::size_t(0));
}

void TestSessions::listGoesBothWays()
{
    const auto idsOf = [](const Answer &answer) {
        std::vector<std::string> ids; // the records themselves change: their duration runs
        for (const Json &session : answer["data"])
            ids.push_back(session["id"].get<std::string>());
        return ids;
    };
    const auto page = [&](const std::string &cursor) { return get("/v1/sessions?limit=4&page=" + cursor); };
    const Answer first = get("/v1/sessions?limit=4");
    QVERIFY(first["prev_page"].is_null());
    const Answer second = page(first.text("next_page"));
    const Answer third = page(second.text("next_page"));
    QVERIFY(idsOf(page(third.text("prev_page"))) == idsOf(second));
    const Answer back = page(second.text("prev_page"));
    QVERIFY(idsOf(back) == idsOf(first));
    QVERIFY(back["prev_page"].is_null());
    QVERIFY(idsOf(page(back.text("next_page"))) == idsOf(second));
}

void TestSessions::updateTellsWhatChanged()
{
    const std::string session = m_workspace->newSession({{"title", "Before"}, {"metadata", {{"a", "1"}, {"b", "2"}}}});
    const std::string path = "/v1/sessions/" + session;
    Stream stream(m_workspace->client, path + "/events/stream");
    QCOMPARE(stream.status(), 200);
    QCOMPARE(post(path, {{"title", "After"}, {"metadata", {{"a", nullptr}}}}).text("title"), std::string("After"));
    QVERIFY(stream.waitForType("session.updated"));
    const Json event = stream.frames().front().json;
    QCOMPARE(event["title"].get<std::string>(), std::string("After"));
    QCOMPARE(event["metadata"], Json({{"b", "2"}}));
    QVERIFY(!event.contains("budget") && !event.contains("agent"));
    post(path, {{"title", nullptr}});
    QVERIFY(stream.waitForType("session.updated", 2));
    QVERIFY(stream.frames().back().json["title"].is_null());
    post(path, {{"title", nullptr}}); // nothing changes: no event
    const Answer tools = post(path, {{"agent", {{"tools", Json::array()}}}});
    QVERIFY(tools["agent"]["tools"].empty());
    QVERIFY(stream.waitForType("session.updated", 3));
    QVERIFY(stream.frames().back().json["agent"]["tools"].empty());
    QCOMPARE(post(path, {{"vault_ids", Json::array()}}).status, 400);
    QCOMPARE(post(path, {{"agent", {{"model", "x"}}}}).status, 400);
    QCOMPARE(m_workspace->history(session).size(), std::size_t(3));
}

void TestSessions::budgetRules()
{
    const auto budget = [](const char *cents) { return Json{{"type", "limit"}, {"max_list_cost", {{"amount", cents}, {"currency", "USD"}}}}; };
    const std::string session = m_workspace->newSession({{"budget", budget("1")}});
    const std::string path = "/v1/sessions/" + session;
    const auto stops = [&](const char *reason) {
        const auto events = m_workspace->history(session);
        return !events.empty() && events.back()["type"] == "session.status_idle" && events.back()["stop_reason"]["type"] == reason;
    };
    m_workspace->say(session, "Write a long reply");
    QVERIFY(QTest::qWaitFor([&] { return stops("budget_reached"); }));
    // A message waits in the queue until there is money again.
    m_workspace->say(session, "hello");
    QVERIFY(QTest::qWaitFor([&] {
        const auto events = m_workspace->history(session);
        return std::any_of(events.begin(), events.end(), [](const Json &event) { return event["type"] == "user.message" && event["processed_at"].is_null(); });
    }));
    QCOMPARE(post(path, {{"budget", budget("1")}}).status, 200); // the same is no change
    const Answer low = post(path, {{"budget", budget("2")}});
    QCOMPARE(low.status, 400);
    QVERIFY(low.text("error.message").find("budget_not_raised") != std::string::npos);
    QCOMPARE(post(path, {{"budget", budget("5000")}}).status, 200);
    QVERIFY(QTest::qWaitFor([&] { return stops("end_turn"); }));
    QVERIFY(post(path, {{"budget", nullptr}})["budget"].is_null());
    const Answer again = post(path, {{"budget", budget("9000")}});
    QCOMPARE(again.status, 400);
    QVERIFY(again.text("error.message").find("budget_create_only") != std::string::npos);
}

void TestSessions::archiveEndsTheSession()
{
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session;
    Stream stream(m_workspace->client, path + "/events/stream");
    QCOMPARE(stream.status(), 200);
    const Answer archived = post(path + "/archive");
    QCOMPARE(archived.text("status"), std::string("terminated"));
    QVERIFY(archived["archived_at"].is_string());
    QVERIFY(stream.waitForType("session.status_terminated"));
    QCOMPARE(send(session, userMessage("x")).status, 400);
    QCOMPARE(post(path, {{"title", "x"}}).status, 400);
    QCOMPARE(post(path + "/archive").status, 200);
    QCOMPARE(m_workspace->history(session).size(), std::size_t(1));
    QCOMPARE(get(path).json["stats"]["duration_seconds"], get(path).json["stats"]["duration_seconds"]);
}

void TestSessions::deleteEndsTheStreams()
{
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session;
    Stream first(m_workspace->client, path + "/events/stream");
    Stream second(m_workspace->client, path + "/events/stream?event_deltas%5B%5D=agent.message");
    QCOMPARE(first.status(), 200);
    QCOMPARE(second.status(), 200);
    const Answer removed = m_workspace->client.remove(path);
    QCOMPARE(removed.json, Json({{"id", session}, {"type", "session_deleted"}}));
    for (Stream *stream : {&first, &second}) {
        QVERIFY(stream->waitForEnd());
        QCOMPARE(stream->frames().back().event, std::string("session.deleted"));
    }
    QCOMPARE(get(path).status, 404);
    QCOMPARE(get(path + "/events").status, 404);
    QCOMPARE(get(path + "/events/stream").status, 404);
    QCOMPARE(send(session, userMessage("x")).status, 404);
}

void TestSessions::runningSessionsCannotBeRemoved()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "keep running");
    QVERIFY(becomes(session, "running"));
    const std::string path = "/v1/sessions/" + session;
    QCOMPARE(m_workspace->client.remove(path).status, 400);
    QCOMPARE(post(path + "/archive").status, 400);
    QCOMPARE(post(path, {{"agent", {{"tools", Json::array()}}}}).status, 400);
    QCOMPARE(post(path, {{"title", "still works"}}).status, 200);
    send(session, {{"type", "user.interrupt"}});
    QVERIFY(becomes(session, "idle"));
    QCOMPARE(m_workspace->client.remove(path).status, 200);
}

void TestSessions::sendRefusals_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const Json &body) { QTest::newRow(name) << QByteArray::fromStdString(body.dump()); };
    const auto events = [](std::initializer_list<Json> list) { return Json{{"events", Json(std::vector<Json>(list))}}; };
    row("nothing", Json::object());
    row("no events", events({}));
    row("not an array", {{"events", 5}});
    row("null in it", events({nullptr}));
    row("without a type", events({{{"content", "x"}}}));
    row("of an unknown type", events({{{"type", "user.nope"}}}));
    row("an agent's event", events({{{"type", "agent.message"}, {"content", Json::array()}}}));
    row("text instead of blocks", events({{{"type", "user.message"}, {"content", "hello"}}}));
    row("no blocks", events({{{"type", "user.message"}, {"content", Json::array()}}}));
    row("an unknown block", events({{{"type", "user.message"}, {"content", Json::array({{{"type", "video"}}})}}}));
    row("extra member", events({{{"type", "user.message"}, {"content", Json::array({{{"type", "text"}, {"text", "x"}}})}, {"id", "mine"}}}));
    row("confirms nothing", events({{{"type", "user.tool_confirmation"}, {"tool_use_id", "sevt_none"}, {"result", "allow"}}}));
    row("result of nothing", events({{{"type", "user.custom_tool_result"}, {"custom_tool_use_id", "sevt_none"}}}));
    row("runner's result", events({{{"type", "user.tool_result"}, {"tool_use_id", "sevt_none"}}}));
    row("another thread", events({{{"type", "user.interrupt"}, {"session_thread_id", "sthr_other"}}}));
    row("system message alone", events({{{"type", "system.message"}, {"content", Json::array({{{"type", "text"}, {"text", "x"}}})}}}));
    row("second one is bad", events({userMessage("x"), {{"type", "user.nope"}}}));
}

void TestSessions::sendRefusals()
{
    QFETCH(QByteArray, body);
    const std::string session = m_workspace->newSession();
    const Answer answer = m_workspace->client.send("POST", "/v1/sessions/" + session + "/events", body.toStdString());
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.text("error.type"), std::string("invalid_request_error"));
    // Nothing of it is kept, also not what came before the bad one.
    QVERIFY(m_workspace->history(session).empty());
}

void TestSessions::eventsPageAndFilter()
{
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Run the tests");
    m_workspace->say(session, "think");
    QVERIFY(QTest::qWaitFor([&] {
        const auto types = typesOf(m_workspace->history(session));
        return std::count(types.begin(), types.end(), "session.status_idle") == 2;
    }));
    const std::string path = "/v1/sessions/" + session + "/events";
    const Json all = get(path)["data"];
    for (std::size_t i = 1; i < all.size(); ++i)
        QVERIFY(all[i - 1]["processed_at"].get<std::string>() < all[i]["processed_at"].get<std::string>());
    for (const int limit : {1, 3, 1000}) {
        Json walked = Json::array();
        std::string page;
        do {
            const Answer answer = get(path + "?limit=" + std::to_string(limit) + (page.empty() ? "" : "&page=" + page));
            walked.insert(walked.end(), answer["data"].begin(), answer["data"].end());
            page = answer.text("next_page");
            QVERIFY(walked.size() <= all.size());
        } while (!page.empty());
        QCOMPARE(walked, all);
    }
    Json newest = get(path + "?order=desc&limit=1000")["data"];
    std::reverse(newest.begin(), newest.end());
    QCOMPARE(newest, all);
    const Answer some = get(path + "?types%5B%5D=agent.message&types%5B%5D=user.message");
    for (const Json &event : some["data"])
        QVERIFY(event["type"] == "agent.message" || event["type"] == "user.message");
    QVERIFY(some["data"].size() >= 4);
    const std::string middle = all[5]["processed_at"].get<std::string>();
    QCOMPARE(get(path + "?created_at%5Bgt%5D=" + middle)["data"].size(), all.size() - 6);
    QCOMPARE(get(path + "?created_at%5Blte%5D=" + middle)["data"].size(), std::size_t(6));
    for (const char *bad : {"?types%5B%5D=event_delta", "?types%5B%5D=session.deleted", "?after_id=sevt_1", "?limit=1001", "?order=sideways"})
        QCOMPARE(get(path + bad).status, 400);
    QCOMPARE(get(path + "/stream?event_deltas%5B%5D=agent.tool_use").status, 400);
}

void TestSessions::onlyThePrimaryThread()
{
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session + "/threads";
    const Answer threads = get(path);
    QCOMPARE(threads["data"].size(), std::size_t(1));
    const Json thread = threads["data"][0];
    QVERIFY(thread["parent_thread_id"].is_null());
    const std::string one = path + "/" + thread["id"].get<std::string>();
    QCOMPARE(get(one).json["session_id"].get<std::string>(), session);
    QCOMPARE(post(one + "/archive").status, 400);
    QCOMPARE(get(path + "/sthr_other").status, 404);
    Stream stream(m_workspace->client, one + "/stream?event_deltas%5B%5D=agent.message");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "hello");
    QVERIFY(stream.waitForType("event_delta"));
    QVERIFY(stream.waitForType("session.status_idle"));
    QCOMPARE(get(one + "/events").json["data"], get("/v1/sessions/" + session + "/events").json["data"]);
    QCOMPARE(get(path + "?statuses%5B%5D=running")["data"].size(), std::size_t(0));
}

void TestSessions::everySeededHistoryIsConsistent()
{
    for (const Json &session : get("/v1/sessions?limit=100&include_archived=true")["data"]) {
        std::set<std::string> ids, openCalls, openRequests;
        std::string last;
        qint64 output = 0;
        for (const Json &event : m_workspace->history(session["id"].get<std::string>())) {
            const std::string type = event["type"].get<std::string>();
            QVERIFY(ids.insert(event["id"].get<std::string>()).second);
            const std::string at = event["processed_at"].get<std::string>();
            QVERIFY(last < at && at >= session["created_at"].get<std::string>());
            last = at;
            if (type == "span.model_request_start")
                openRequests.insert(event["id"].get<std::string>());
            if (type == "span.model_request_end") {
                QVERIFY(openRequests.erase(event["model_request_start_id"].get<std::string>()));
                output += event["model_usage"]["output_tokens"].get<qint64>();
            }
            if (type == "agent.tool_use" || type == "agent.mcp_tool_use")
                openCalls.insert(event["id"].get<std::string>());
            if (type == "agent.tool_result")
                QVERIFY(openCalls.erase(event["tool_use_id"].get<std::string>()));
            if (type == "agent.mcp_tool_result")
                QVERIFY(openCalls.erase(event["mcp_tool_use_id"].get<std::string>()));
        }
        QVERIFY(openRequests.empty());
        const std::string threads = "/v1/sessions/" + session["id"].get<std::string>() + "/threads";
        for (const Json &thread : get(threads)["data"]) {
            if (!thread["parent_thread_id"].is_null())
                output += thread["usage"]["output_tokens"].get<qint64>();
        }
        QCOMPARE(session["usage"]["output_tokens"].get<qint64>(), output);
        QVERIFY2(openCalls.size() <= 1, session["title"].dump().c_str());
    }
}

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
