#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <QTemporaryDir>

using namespace test;

//! What a database file keeps from one run of the server to the next.
class TestRestart : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everythingSurvives();
    void waitingCallCanBeAnsweredLater();
    void endlessCallGoesOn();
    void cutTurnIsToldAndTheQueueGoesOn();
    void openmaTurnIsForgotten();
    void refusesTheOtherWiresFile();
    void temporaryFolderGoesWithTheServer();

private:
    demo::Options options(demo::Wire wire = demo::Wire::ManagedAgents, double speed = 0) const
    {
        demo::Options out;
        out.databaseFile = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        out.wire = wire;
        out.speed = speed;
        return out;
    }
    QTemporaryDir m_folder;
};

namespace {

std::string waitForLast(const Client &client, const std::string &session, const std::string &type)
{
    std::string last;
    (void)QTest::qWaitFor(
        [&] {
            const Json events = client.get("/v1/sessions/" + session + "/events")["data"];
            last = events.empty() ? std::string() : events.back()["type"].get<std::string>();
            return last == type;
        },
        10'000);
    return last;
}

Json eventsOf(const Client &client, const std::string &session)
{
    return client.get("/v1/sessions/" + session + "/events")["data"];
}

Json lastOf(const Json &events, const char *type)
{
    Json found;
    for (const Json &event : events) {
        if (event["type"] == type)
            found = event;
    }
    return found;
}

} // namespace

void TestRestart::everythingSurvives()
{
    std::string session;
    Json agents, sessions, events;
    {
        Workspace workspace(options());
        session = workspace.newSession({{"title", "Kept"}});
        workspace.say(session, "Run the tests");
        QCOMPARE(waitForLast(workspace.client, session, "session.status_idle"), std::string("session.status_idle"));
        agents = workspace.client.get("/v1/agents?limit=100").json;
        sessions = workspace.client.get("/v1/sessions?limit=100").json;
        events = eventsOf(workspace.client, session);
    }
    demo::Server server(options());
    QVERIFY(server.start());
    const Client client(server);
    QCOMPARE(client.get("/v1/agents?limit=100").json, agents);
    QCOMPARE(eventsOf(client, session), events);
    QCOMPARE(client.get("/v1/sessions/" + session).text("title"), std::string("Kept"));
    // It is furnished once.
    QCOMPARE(client.get("/v1/sessions?limit=100")["data"].size(), sessions["data"].size());
}

void TestRestart::waitingCallCanBeAnsweredLater()
{
    std::string session;
    Json call;
    {
        Workspace workspace(options());
        session = workspace.newSession();
        workspace.say(session, "Deploy it");
        QCOMPARE(waitForLast(workspace.client, session, "session.status_idle"), std::string("session.status_idle"));
        call = lastOf(eventsOf(workspace.client, session), "agent.tool_use");
    }
    demo::Server server(options());
    QVERIFY(server.start());
    const Client client(server);
    const Json allow = {{"type", "user.tool_confirmation"}, {"tool_use_id", call["id"]}, {"result", "allow"}};
    QCOMPARE(client.post("/v1/sessions/" + session + "/events", {{"events", Json::array({allow})}}).status, 200);
    QVERIFY(QTest::qWaitFor([&] { return lastOf(eventsOf(client, session), "session.status_idle")["stop_reason"]["type"] == "end_turn"; }));
    QCOMPARE(lastOf(eventsOf(client, session), "agent.tool_result")["tool_use_id"], call["id"]);
}

void TestRestart::endlessCallGoesOn()
{
    std::string session;
    {
        Workspace workspace(options());
        session = workspace.newSession();
        workspace.say(session, "keep running");
        QCOMPARE(waitForLast(workspace.client, session, "span.model_request_end"), std::string("span.model_request_end"));
    }
    demo::Server server(options());
    QVERIFY(server.start());
    const Client client(server);
    QCOMPARE(client.get("/v1/sessions/" + session).text("status"), std::string("running"));
    client.post("/v1/sessions/" + session + "/events", {{"events", Json::array({{{"type", "user.interrupt"}}})}});
    QCOMPARE(waitForLast(client, session, "session.status_idle"), std::string("session.status_idle"));
}

void TestRestart::cutTurnIsToldAndTheQueueGoesOn()
{
    std::string session;
    {
        Workspace workspace(options(demo::Wire::ManagedAgents, 1));
        session = workspace.newSession();
        Stream stream(workspace.client, "/v1/sessions/" + session + "/events/stream?event_deltas%5B%5D=agent.message");
        QCOMPARE(stream.status(), 200);
        workspace.say(session, "Write a long reply");
        workspace.say(session, "hello");
        QVERIFY(stream.waitForType("event_delta"));
        QCOMPARE(eventsOf(workspace.client, session).back()["processed_at"], Json());
    }
    demo::Server server(options());
    QVERIFY(server.start());
    const Client client(server);
    QVERIFY(QTest::qWaitFor([&] {
        const Json idle = lastOf(eventsOf(client, session), "session.status_idle"); // null until there is one
        return idle.is_object() && idle["stop_reason"]["type"] == "end_turn";
    }));
    const Json events = eventsOf(client, session);
    QCOMPARE(lastOf(events, "session.error")["error"]["retry_status"]["type"].get<std::string>(), std::string("exhausted"));
    QVERIFY(lastOf(events, "agent.message")["content"][0]["text"].get<std::string>().find("hello") != std::string::npos);
    for (const Json &event : events)
        QVERIFY(event["processed_at"].is_string());
}

void TestRestart::openmaTurnIsForgotten()
{
    std::string session;
    {
        Workspace workspace(options(demo::Wire::Openma, 1));
        session = workspace.newSession();
        Stream stream(workspace.client, "/v1/sessions/" + session + "/events/stream?include=chunks");
        QCOMPARE(stream.status(), 200);
        workspace.say(session, "Write a long reply");
        QVERIFY(stream.waitForType("agent.message_chunk"));
    }
    demo::Server server(options(demo::Wire::Openma));
    QVERIFY(server.start());
    const Client client(server, demo::Wire::Openma);
    QCOMPARE(waitForLast(client, session, "span.model_first_token"), std::string("span.model_first_token")); // dangling, and no error
    QVERIFY(QTest::qWaitFor([&] { return client.get("/v1/sessions/" + session).text("status") == "idle"; }));
}

void TestRestart::refusesTheOtherWiresFile()
{
    {
        demo::Server server(options());
        QVERIFY(server.start());
    }
    demo::Server other(options(demo::Wire::Openma));
    const auto started = other.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, base::Error::Kind::Storage);
}

void TestRestart::temporaryFolderGoesWithTheServer()
{
    const QStringList filter{QCoreApplication::applicationName() + QStringLiteral("-*")};
    const auto folders = [&] { return QDir(QDir::tempPath()).entryList(filter, QDir::Dirs).size(); };
    const auto before = folders();
    {
        demo::Server server({});
        QVERIFY(server.start());
        QCOMPARE(folders(), before + 1);
    }
    QCOMPARE(folders(), before);
}

QTEST_GUILESS_MAIN(TestRestart)
#include "tst_restart.moc"
