#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <algorithm>

using namespace test;

//! Threads of the demo on the Managed Agents wire: a second agent works in one of its own (managed-agents.md §7).
class TestThreads : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void whoHearsWhat();
    void theSessionPaysForItsThreads();
    void previewsAreOnTheThreadsOwnStream();
    void anInterruptEndsTheThreadToo();
    void aThreadIsArchivedAndGoesWithItsSession();
    void aSeededSessionHasOne();

private:
    void begin(double speed);
    std::vector<Json> played(const std::string &session, int idles = 1);
    Json child(const std::string &session);
    std::vector<Json> eventsOf(const std::string &session, const std::string &thread);
    std::unique_ptr<Workspace> m_workspace;
};

void TestThreads::begin(double speed)
{
    m_workspace.reset();
    demo::Options options;
    options.speed = speed;
    m_workspace = std::make_unique<Workspace>(options);
    QVERIFY(!m_workspace->agent.empty());
}

std::vector<Json> TestThreads::played(const std::string &session, int idles)
{
    std::vector<Json> events;
    (void)QTest::qWaitFor(
        [&] {
            events = m_workspace->history(session);
            const auto types = typesOf(events);
            return std::count(types.begin(), types.end(), "session.status_idle") >= idles;
        },
        20'000);
    return events;
}

Json TestThreads::child(const std::string &session)
{
    const Json threads = m_workspace->client.get("/v1/sessions/" + session + "/threads").json["data"];
    return threads.size() == 2 ? threads[1] : Json::object();
}

std::vector<Json> TestThreads::eventsOf(const std::string &session, const std::string &thread)
{
    const Json page = m_workspace->client.get("/v1/sessions/" + session + "/threads/" + thread + "/events?limit=1000").json;
    return {page["data"].begin(), page["data"].end()};
}

void TestThreads::whoHearsWhat()
{
    begin(0);
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "Ask a second agent to look at the links");
    const auto events = played(session);
    const std::vector<std::string> told{"session.status_running", "user.message", "span.model_request_start", "agent.message", "span.model_request_end",
                                        "session.thread_created", "agent.thread_message_sent", "session.thread_status_running",
                                        "agent.thread_message_received", "session.thread_status_idle", "span.model_request_start", "agent.message",
                                        "span.model_request_end", "session.usage", "session.status_idle"};
    QVERIFY(typesOf(events) == told);
    const Json thread = child(session);
    const std::string id = thread["id"].get<std::string>();
    for (int at : {5, 7, 9})
        QCOMPARE(events[std::size_t(at)]["session_thread_id"].get<std::string>(), id);
    QCOMPARE(events[6]["to_session_thread_id"].get<std::string>(), id);
    QCOMPARE(events[8]["from_session_thread_id"].get<std::string>(), id);
    QCOMPARE(events[8]["from_agent_name"], thread["agent"]["name"]);

    const Json primary = m_workspace->client.get("/v1/sessions/" + session + "/threads").json["data"][0];
    QCOMPARE(thread["parent_thread_id"], primary["id"]);
    QCOMPARE(thread["status"].get<std::string>(), std::string("idle"));
    QCOMPARE(thread["session_id"].get<std::string>(), session);
    const auto own = eventsOf(session, id);
    const std::vector<std::string> done{"session.thread_status_running", "agent.thread_message_received", "span.model_request_start", "agent.thinking",
                                        "agent.tool_use", "span.model_request_end", "agent.tool_result", "span.model_request_start", "agent.message",
                                        "span.model_request_end", "agent.thread_message_sent", "session.thread_status_idle"};
    QVERIFY(typesOf(own) == done);
    QCOMPARE(own[0]["id"], events[7]["id"]); // the same event, copied
    QCOMPARE(own[1]["from_session_thread_id"], primary["id"]);
    QCOMPARE(own[10]["content"], own[8]["content"]); // its last words
    QCOMPARE(events[8]["content"], own[8]["content"]);
    QVERIFY(own[4]["session_thread_id"].is_null());
    const std::string threads = "/v1/sessions/" + session + "/threads";
    QCOMPARE(m_workspace->client.get(threads + "?statuses%5B%5D=running")["data"].size(), std::size_t(0));
    const std::string other = m_workspace->newSession();
    QCOMPARE(m_workspace->client.get("/v1/sessions/" + other + "/threads/" + id).status, 404);
}

void TestThreads::theSessionPaysForItsThreads()
{
    begin(0);
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "delegate it");
    qint64 spent = 0;
    for (const Json &event : played(session)) {
        if (event["type"] == "span.model_request_end")
            spent += event["model_usage"]["output_tokens"].get<qint64>();
    }
    const Json thread = child(session);
    const qint64 own = thread["usage"]["output_tokens"].get<qint64>();
    QVERIFY(own > 20);
    QCOMPARE(m_workspace->client.get("/v1/sessions/" + session).json["usage"]["output_tokens"].get<qint64>(), spent + own);
}

void TestThreads::previewsAreOnTheThreadsOwnStream()
{
    begin(2);
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session;
    Stream stream(m_workspace->client, path + "/events/stream?event_deltas%5B%5D=agent.message");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "delegate it");
    QVERIFY(stream.waitForType("session.thread_status_running"));
    const std::string id = child(session)["id"].get<std::string>();
    QCOMPARE(child(session)["status"].get<std::string>(), std::string("running"));
    Stream own(m_workspace->client, path + "/threads/" + id + "/stream?event_deltas%5B%5D=agent.message");
    QCOMPARE(own.status(), 200);
    QVERIFY(own.waitForType("session.thread_status_idle"));
    QVERIFY(stream.waitForType("session.status_idle"));
    std::string text, final;
    for (const Frame &frame : own.frames()) {
        if (frame.event == "event_delta")
            text += frame.json["delta"]["content"]["text"].get<std::string>();
        else if (frame.event == "agent.message")
            final = frame.json["content"][0]["text"].get<std::string>();
    }
    QVERIFY(!final.empty());
    QCOMPARE(text, final);
    for (const Frame &frame : stream.frames()) {
        if (frame.event == "agent.message")
            QVERIFY(frame.json["content"][0]["text"] != final);
    }
}

void TestThreads::anInterruptEndsTheThreadToo()
{
    begin(1);
    const std::string session = m_workspace->newSession();
    const std::string path = "/v1/sessions/" + session;
    Stream stream(m_workspace->client, path + "/events/stream");
    QCOMPARE(stream.status(), 200);
    m_workspace->say(session, "delegate it");
    QVERIFY(stream.waitForType("session.thread_status_running"));
    const std::string id = child(session)["id"].get<std::string>();
    Stream own(m_workspace->client, path + "/threads/" + id + "/stream");
    QVERIFY(own.waitForType("span.model_request_start"));
    const Json interrupt = {{"events", Json::array({{{"type", "user.interrupt"}}})}};
    QCOMPARE(m_workspace->client.post(path + "/events", interrupt).status, 200);
    QCOMPARE(played(session).back()["type"].get<std::string>(), std::string("session.status_idle"));
    QCOMPARE(child(session)["status"].get<std::string>(), std::string("idle"));
    const auto events = eventsOf(session, id);
    const auto types = typesOf(events);
    QCOMPARE(types.back(), std::string("session.thread_status_idle"));
    QCOMPARE(std::count(types.begin(), types.end(), "span.model_request_start"), std::count(types.begin(), types.end(), "span.model_request_end"));
    QCOMPARE(std::count(types.begin(), types.end(), "agent.tool_use"), std::count(types.begin(), types.end(), "agent.tool_result"));
    m_workspace->say(session, "hello");
    QVERIFY(played(session, 2).size() > 8); // nothing of it is left over
}

void TestThreads::aThreadIsArchivedAndGoesWithItsSession()
{
    begin(0);
    const std::string session = m_workspace->newSession();
    m_workspace->say(session, "delegate it");
    (void)played(session);
    const std::string path = "/v1/sessions/" + session + "/threads/" + child(session)["id"].get<std::string>();
    const Answer archived = m_workspace->client.post(path + "/archive");
    QCOMPARE(archived.status, 200);
    QVERIFY(archived.json["archived_at"].is_string());
    QCOMPARE(m_workspace->client.post(path + "/archive").json, archived.json);
    QCOMPARE(m_workspace->client.remove("/v1/sessions/" + session).status, 200);
    QCOMPARE(m_workspace->client.get(path).status, 404);
    QCOMPARE(m_workspace->client.get(path + "/events").status, 404);
}

void TestThreads::aSeededSessionHasOne()
{
    begin(0);
    int threads = 0;
    const Json sessions = m_workspace->client.get("/v1/sessions?limit=100&include_archived=true").json["data"];
    for (const Json &session : sessions) {
        const Json thread = child(session["id"].get<std::string>());
        if (thread.empty())
            continue;
        ++threads;
        QCOMPARE(session["title"].get<std::string>(), std::string("Release notes for 4.2.1"));
        QVERIFY(thread["created_at"].get<std::string>() > session["created_at"].get<std::string>());
        QVERIFY(thread["updated_at"].get<std::string>() <= session["updated_at"].get<std::string>());
    }
    QCOMPARE(threads, 1);
}

QTEST_GUILESS_MAIN(TestThreads)
#include "tst_threads.moc"
