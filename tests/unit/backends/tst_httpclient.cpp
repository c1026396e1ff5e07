#include "backends/clients.h"
#include "backends/shared/historyjob.h"
#include "backends/shared/httpclient.h"
#include "net/trafficlog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"

#include <QSignalSpy>

Q_DECLARE_METATYPE(api::Outgoing)

using api::Verb;
using base::Error;
using base::Json;
using test::awaited;
using test::Script;
using test::SeenRequest;

//! The client on both wires against a scripted server: what it asks, what it makes of the answers, what it tells others.
class TestHttpClient : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void headers_data();
    void headers();
    void testConnection_data();
    void testConnection();
    void listsAndPages();
    void cursorLoopIsAnError();
    void changesAreTold();
    void emptyAnswersAreReadAgain();
    void pathsAreEscaped();
    void firstMessageIsAnInitialEvent();
    void openmaSessionInSteps();
    void openmaFirstMessageFails();
    void sends_data();
    void sends();
    void sentEventsComeBack();
    void unknownOutcome();
    void listsAllEvents_data();
    void listsAllEvents();
    void longPagesAreReadBesideTheEventLoop();
    void eventListThatDoesNotMoveOn();
    void refusals();
    void keyRefused();
    void ownersEnd();
    void openmaKinds();
    void usage();

private:
    std::unique_ptr<api::Client> client(api::Platform platform, const QByteArray &key = "test-key-0123456789",
                                        api::Credential credential = api::Credential::ApiKey);

    std::unique_ptr<test::ScriptedServer> m_server;
    test::FakeClock m_clock;
    net::TrafficLog m_log;
};

namespace {

QByteArray agentJson(const QByteArray &id)
{
    return "{\"id\":\"" + id + "\",\"type\":\"agent\",\"name\":\"A\",\"version\":1}";
}

Json bodyOf(const SeenRequest &request)
{
    const auto json = base::parseJson(request.body);
    return json.ok() ? *json : Json();
}

} // namespace

void TestHttpClient::init()
{
    TestBase::init();
    m_server = std::make_unique<test::ScriptedServer>();
}

std::unique_ptr<api::Client> TestHttpClient::client(api::Platform platform, const QByteArray &key, api::Credential credential)
{
    api::Profile profile;
    profile.credential = credential;
    profile.platform = platform;
    profile.baseUrl = m_server->url();
    return backends::makeClient(profile, key, &m_clock, &m_log);
}

void TestHttpClient::headers_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::addColumn<api::Credential>("credential");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("apiKey");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("beta");
    using api::Credential;
    using api::Platform;
    const QByteArray key = "test-key-0123456789";
    const QByteArray version = "2026-10-21";
    const QByteArray beta = "managed-agents-2026-04-01";
    const QByteArray none;
    QTest::newRow("anthropic, API key") << Platform::Anthropic << Credential::ApiKey << none << key << version << beta;
    QTest::newRow("anthropic, auth token") << Platform::Anthropic << Credential::AuthToken << "Bearer " + key << none << version << beta;
    QTest::newRow("demo") << Platform::Demo << Credential::ApiKey << none << key << version << beta;
    QTest::newRow("openma") << Platform::Openma << Credential::ApiKey << none << key << none << none;
    QTest::newRow("openma without accounts") << Platform::Openma << Credential::None << none << none << none << none;
}

void TestHttpClient::headers()
{
    QFETCH(api::Platform, platform);
    QFETCH(api::Credential, credential);
    m_server->enqueue(Script::reply(200, "{\"data\":[]}"));
    const auto client = this->client(platform, "test-key-0123456789", credential);
    QVERIFY(awaited(client->list(this, *client->resource("sessions"), {})).ok());
    const SeenRequest &seen = m_server->seen().at(0);
    QTEST(seen.header("authorization"), "authorization");
    QTEST(seen.header("x-api-key"), "apiKey");
    QTEST(seen.header("anthropic-version"), "version");
    QTEST(seen.header("anthropic-beta"), "beta");
}

void TestHttpClient::testConnection_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("kind"); // -1: it works
    QTest::newRow("works") << 200 << QByteArray("{\"data\":[],\"next_page\":null}") << QByteArray("application/json") << -1;
    QTest::newRow("wrong key") << 401 << QByteArray("{\"error\":\"Invalid API key\"}") << QByteArray("application/json")
                               << int(Error::Kind::Unauthorized);
    QTest::newRow("a web page") << 200 << QByteArray("<html></html>") << QByteArray("text/html") << int(Error::Kind::Protocol);
    QTest::newRow("JSON of something else") << 200 << QByteArray("{\"hello\":1}") << QByteArray("application/json")
                                            << int(Error::Kind::Protocol);
    QTest::newRow("cut JSON") << 200 << QByteArray("{\"data\":[") << QByteArray("application/json") << int(Error::Kind::Protocol);
    QTest::newRow("no such path") << 404 << QByteArray("{\"error\":\"not found\"}") << QByteArray("application/json")
                                  << int(Error::Kind::NotFound);
    QTest::newRow("broken server") << 500 << QByteArray("oops") << QByteArray("text/plain")
                                   << int(Error::Kind::Server); // asked once, not five times
}

void TestHttpClient::testConnection()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, kind);
    m_server->handle([=](const SeenRequest &) { return Script::reply(status, body, type); });
    const auto client = this->client(api::Platform::Anthropic);
    const auto result = awaited(client->testConnection(this));
    QCOMPARE(result.ok() ? -1 : int(result.error().kind), kind);
    QCOMPARE(m_server->count(), 1);
    QCOMPARE(m_server->seen().at(0).target, QByteArray("/v1/agents?limit=1"));
}

void TestHttpClient::listsAndPages()
{
    m_server->enqueue(Script::reply(200, "{\"data\":[" + agentJson("agent_1") + "],\"next_page\":\"p==\"}"));
    m_server->enqueue(Script::reply(200, "{\"data\":[" + agentJson("agent_2") + "],\"next_page\":null}"));
    const auto client = this->client(api::Platform::Anthropic);
    api::ListQuery query;
    query.filters = {{"include_archived", "true"}};
    const auto first = awaited(client->list(this, *client->resource("agents"), query));
    QVERIFY(first.ok());
    query.cursor = first->nextCursor;
    const auto second = awaited(client->list(this, *client->resource("agents"), query));
    QVERIFY(second.ok());
    QCOMPARE(second->items.at(0).id(), QStringLiteral("agent_2"));
    QVERIFY(second->nextCursor.isEmpty());
    QCOMPARE(m_server->seen().at(1).target, QByteArray("/v1/agents?include_archived=true&limit=100&page=p%3D%3D"));
}

void TestHttpClient::cursorLoopIsAnError()
{
    m_server->handle([](const SeenRequest &) { return Script::reply(200, "{\"data\":[{}],\"next_cursor\":\"same\",\"has_more\":true}"); });
    const auto client = this->client(api::Platform::Openma);
    api::ListQuery query;
    query.cursor = awaited(client->list(this, *client->resource("agents"), query))->nextCursor;
    const auto again = awaited(client->list(this, *client->resource("agents"), query));
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, Error::Kind::Protocol);
}

void TestHttpClient::changesAreTold()
{
    m_server->handle([](const SeenRequest &request) {
        return request.method == "DELETE" ? Script::reply(200, "{\"id\":\"env_1\",\"type\":\"environment_deleted\"}")
                                          : Script::reply(200, "{\"id\":\"env_1\",\"name\":\"e\"}");
    });
    const auto client = this->client(api::Platform::Anthropic);
    QSignalSpy changed(client.get(), &api::Client::recordChanged);
    QSignalSpy removed(client.get(), &api::Client::recordRemoved);
    const api::ResourceDescriptor &environments = *client->resource("environments");
    QVERIFY(awaited(client->create(environments, Json{{"name", "e"}, {"b", 1}, {"a", nullptr}})).ok());
    QVERIFY(awaited(client->update(environments, QStringLiteral("env_1"), Json{{"description", nullptr}})).ok());
    QVERIFY(awaited(client->archive(environments, QStringLiteral("env_1"))).ok());
    QVERIFY(awaited(client->act(environments, QStringLiteral("env_1"), {.id = QStringLiteral("pause"), .suffix = "/pause"})).ok());
    QVERIFY(awaited(client->remove(environments, QStringLiteral("env_1"))).ok());
    QCOMPARE(changed.size(), 4);
    QCOMPARE(changed.at(0).at(0).toString(), QStringLiteral("environments"));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(1).toString(), QStringLiteral("env_1"));

    const auto &seen = m_server->seen();
    QCOMPARE(seen.at(0).body, QByteArray("{\"name\":\"e\",\"b\":1,\"a\":null}")); // in the order it was written
    QCOMPARE(seen.at(0).header("content-type"), QByteArray("application/json"));
    QCOMPARE(seen.at(1).method + ' ' + seen.at(1).target, QByteArray("POST /v1/environments/env_1"));
    QCOMPARE(seen.at(2).target, QByteArray("/v1/environments/env_1/archive"));
    QCOMPARE(seen.at(2).body, QByteArray());
    QCOMPARE(seen.at(2).header("content-type"), QByteArray()); // managed-agents.md §1.5
    QCOMPARE(seen.at(3).target, QByteArray("/v1/environments/env_1/pause"));
    QCOMPARE(seen.at(4).method, QByteArray("DELETE"));

    // What was typed as JSON text travels byte for byte.
    const QByteArray typed("{ \"name\" : \"e\", \"big\":12345678901234567890123, \"x\": 1.10 }");
    QVERIFY(awaited(client->createText(environments, typed)).ok());
    QVERIFY(awaited(client->updateText(environments, QStringLiteral("env_1"), typed)).ok());
    QCOMPARE(seen.at(5).body, typed);
    QCOMPARE(seen.at(6).body, typed);
    QCOMPARE(seen.at(6).target, QByteArray("/v1/environments/env_1"));
    QCOMPARE(changed.size(), 6);
}

void TestHttpClient::emptyAnswersAreReadAgain()
{
    m_server->enqueue(Script::reply(204));
    m_server->enqueue(Script::reply(200, agentJson("agent_1")));
    const auto client = this->client(api::Platform::Anthropic);
    QSignalSpy changed(client.get(), &api::Client::recordChanged);
    const auto archived = awaited(client->archive(*client->resource("agents"), QStringLiteral("agent_1")));
    QVERIFY(archived.ok());
    QCOMPARE(archived->id(), QStringLiteral("agent_1"));
    QCOMPARE(m_server->seen().at(1).method, QByteArray("GET"));
    QCOMPARE(changed.size(), 1);
    // A delete needs no body at all.
    m_server->enqueue(Script::reply(204));
    QVERIFY(awaited(client->remove(*client->resource("environments"), QStringLiteral("env_1"))).ok());
}

void TestHttpClient::pathsAreEscaped()
{
    m_server->handle([](const SeenRequest &) { return Script::reply(200, agentJson("x")); });
    const auto client = this->client(api::Platform::Anthropic);
    const api::ResourceDescriptor &agents = *client->resource("agents");
    QVERIFY(awaited(client->fetch(this, agents, QStringLiteral("a/b?c d%é"))).ok());
    QCOMPARE(m_server->seen().at(0).target, QByteArray("/v1/agents/a%2Fb%3Fc%20d%25%C3%A9"));
    // An id that would leave its place is refused before it is sent.
    for (const QString &id : {QStringLiteral(""), QStringLiteral("."), QStringLiteral(".."), QStringLiteral(";x")}) {
        const auto result = awaited(client->fetch(this, agents, id));
        QVERIFY2(!result.ok() || m_server->seen().back().target.startsWith("/v1/agents/%"), qPrintable(id));
    }
}

void TestHttpClient::firstMessageIsAnInitialEvent()
{
    m_server->handle([](const SeenRequest &) { return Script::reply(200, "{\"id\":\"sesn_1\"}"); });
    const auto client = this->client(api::Platform::Anthropic);
    const api::ResourceDescriptor &sessions = *client->resource("sessions");
    QVERIFY(awaited(client->create(sessions, Json{{"agent", "agent_1"}, {"first_message", "Hello"}})).ok());
    QVERIFY(awaited(client->create(sessions, Json{{"agent", "agent_1"}, {"first_message", "  "}})).ok());
    QCOMPARE(m_server->seen().at(0).body,
        QByteArray("{\"agent\":\"agent_1\",\"initial_events\":[{\"type\":\"user.message\",\"content\":[{\"type\":\"text\",\"text\":"
                   "\"Hello\"}]}]}"));
    QCOMPARE(m_server->seen().at(1).body, QByteArray("{\"agent\":\"agent_1\"}"));
}

void TestHttpClient::openmaSessionInSteps()
{
    m_server->handle([](const SeenRequest &request) {
        if (request.path().endsWith("/events"))
            return Script::reply(202, {}, "text/plain; charset=UTF-8");
        return Script::reply(request.path() == "/v1/sessions" ? 201 : 200, "{\"id\":\"sess-1\",\"metadata\":{\"a\":\"b\"}}");
    });
    const auto client = this->client(api::Platform::Openma);
    QSignalSpy failed(client.get(), &api::Client::firstMessageFailed);
    const Json body{{"agent", "agent-1"}, {"environment_id", "env-1"}, {"metadata", {{"a", "b"}}}, {"first_message", "Hello"}};
    const auto session = awaited(client->create(*client->resource("sessions"), body));
    QVERIFY(session.ok());
    QCOMPARE(session->string("metadata.a"), QStringLiteral("b"));
    QCOMPARE(m_server->count(), 3);
    QCOMPARE(m_server->seen().at(0).body, QByteArray("{\"agent\":\"agent-1\",\"environment_id\":\"env-1\"}"));
    QCOMPARE(m_server->seen().at(1).target, QByteArray("/v1/sessions/sess-1"));
    QCOMPARE(m_server->seen().at(2).target, QByteArray("/v1/sessions/sess-1/events"));
    QCOMPARE(bodyOf(m_server->seen().at(2)).at("events").at(0).at("content").at(0).at("text").get<std::string>(), std::string("Hello"));
    QCOMPARE(failed.size(), 0);
}

void TestHttpClient::openmaFirstMessageFails()
{
    m_server->handle([](const SeenRequest &request) {
        return request.path().endsWith("/events") ? Script::reply(409, "{\"error\":\"Session is archived and cannot receive new events\"}")
                                                  : Script::reply(201, "{\"id\":\"sess-1\"}");
    });
    const auto client = this->client(api::Platform::Openma);
    QSignalSpy failed(client.get(), &api::Client::firstMessageFailed);
    const auto session = awaited(client->create(*client->resource("sessions"), Json{{"agent", "a"}, {"first_message", "Precious words"}}));
    QVERIFY(session.ok()); // it exists: saying otherwise would make people create it again
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).toString(), QStringLiteral("sess-1"));
    QCOMPARE(failed.at(0).at(1).toString(), QStringLiteral("Precious words"));
    QCOMPARE(failed.at(0).at(2).value<Error>().kind, Error::Kind::Conflict);
}

void TestHttpClient::sends_data()
{
    using Kind = api::Outgoing::Kind;
    QTest::addColumn<api::Platform>("platform");
    QTest::addColumn<api::Outgoing>("outgoing");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, api::Platform platform, const api::Outgoing &outgoing, const QByteArray &event) {
        QTest::newRow(name) << platform << outgoing << QByteArray("{\"events\":[" + event + "]}");
    };
    const api::Outgoing message{.kind = Kind::Message, .text = QStringLiteral("Hi \"you\"\n"), .clientRef = QStringLiteral("ref-1")};
    row("message", api::Platform::Anthropic, message,
        "{\"type\":\"user.message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi \\\"you\\\"\\n\"}]}");
    row("openma keeps our id", api::Platform::Openma, message,
        "{\"type\":\"user.message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi \\\"you\\\"\\n\"}],\"id\":\"ref-1\"}");
    row("interrupt", api::Platform::Anthropic, {.kind = Kind::Interrupt}, "{\"type\":\"user.interrupt\"}");
    row("interrupt a thread", api::Platform::Anthropic, {.kind = Kind::Interrupt, .threadId = QStringLiteral("sthr_1")},
        "{\"type\":\"user.interrupt\",\"session_thread_id\":\"sthr_1\"}");
    row("allow", api::Platform::Anthropic, {.kind = Kind::Allow, .text = QStringLiteral("ignored"), .toolUseId = QStringLiteral("sevt_1")},
        "{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"sevt_1\",\"result\":\"allow\"}");
    row("deny", api::Platform::Anthropic, {.kind = Kind::Deny, .toolUseId = QStringLiteral("sevt_1")},
        "{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"sevt_1\",\"result\":\"deny\"}");
    row("deny with a reason", api::Platform::Openma, {.kind = Kind::Deny, .text = QStringLiteral("no"), .toolUseId = QStringLiteral("t")},
        "{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"t\",\"result\":\"deny\",\"deny_message\":\"no\"}");
    row("openma answers in the call's thread", api::Platform::Openma, {.kind = Kind::Allow, .toolUseId = QStringLiteral("t"), .threadId = QStringLiteral("sthr_1")},
        "{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"t\",\"result\":\"allow\",\"session_thread_id\":\"sthr_1\"}");
    row("elsewhere the server knows the thread", api::Platform::Anthropic,
        {.kind = Kind::Allow, .toolUseId = QStringLiteral("t"), .threadId = QStringLiteral("sthr_1")},
        "{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"t\",\"result\":\"allow\"}");
    row("custom result", api::Platform::Anthropic,
        {.kind = Kind::CustomResult, .text = QStringLiteral("42"), .toolUseId = QStringLiteral("t"), .isError = true},
        "{\"type\":\"user.custom_tool_result\",\"custom_tool_use_id\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\"42\"}],\"is_error\":"
        "true}");
}

void TestHttpClient::sends()
{
    QFETCH(api::Platform, platform);
    QFETCH(api::Outgoing, outgoing);
    QFETCH(QByteArray, body);
    m_server->enqueue(Script::reply(202, {}, "text/plain"));
    const auto client = this->client(platform);
    const auto sent = awaited(client->send(QStringLiteral("s1"), {outgoing}));
    QVERIFY(sent.ok());
    QVERIFY(sent->empty());
    QCOMPARE(m_server->seen().at(0).target, QByteArray("/v1/sessions/s1/events"));
    QCOMPARE(m_server->seen().at(0).body, body);
}

void TestHttpClient::sentEventsComeBack()
{
    m_server->enqueue(Script::reply(200,
        "{\"data\":[{\"id\":\"sevt_1\",\"type\":\"user.message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"processed_at\":null}]"
        "}"));
    const auto client = this->client(api::Platform::Anthropic);
    const auto sent = awaited(client->send(QStringLiteral("s1"), {{.text = QStringLiteral("Hi")}}));
    QVERIFY(sent.ok());
    QCOMPARE(sent->size(), std::size_t(1));
    QCOMPARE(sent->at(0).identity, QStringLiteral("sevt_1"));
    QVERIFY(sent->at(0).queued);
    // Accepted, but the answer cannot be read: it is sent all the same.
    m_server->enqueue(Script::reply(200, "{\"data\":["));
    QVERIFY(awaited(client->send(QStringLiteral("s1"), {{.text = QStringLiteral("Hi")}})).ok());
}

void TestHttpClient::unknownOutcome()
{
    m_server->cutNextRequestAt(120, test::Cut::Rst); // it has left, in part; what the server made of it nobody knows
    m_server->handle([](const SeenRequest &) { return Script::silence().cut(test::Cut::Rst); });
    const auto client = this->client(api::Platform::Anthropic);
    const auto sent = awaited(client->send(QStringLiteral("s1"), {{.text = QString(5000, QLatin1Char('x'))}}));
    QVERIFY(!sent.ok());
    QCOMPARE(sent.error().kind, Error::Kind::OutcomeUnknown);
    QVERIFY(m_server->count() <= 1); // and it is not sent again
}

void TestHttpClient::listsAllEvents_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("by cursor") << api::Platform::Anthropic;
    QTest::newRow("by sequence") << api::Platform::Openma;
}

void TestHttpClient::listsAllEvents()
{
    QFETCH(api::Platform, platform);
    const bool numbered = platform == api::Platform::Openma;
    m_server->handle([numbered](const SeenRequest &request) {
        const bool second = request.target.contains(numbered ? "after_seq=2" : "page=p2");
        if (numbered)
            return Script::reply(200,
                second ? "{\"data\":[{\"type\":\"new.thing\",\"seq\":3,\"ts\":1795286439761}],\"has_more\":false}"
                       : "{\"data\":[{\"type\":\"user.message\",\"content\":\"a\",\"seq\":1},{\"type\":\"agent.message\",\"seq\":2}],\"has_"
                         "more\":true}");
        return Script::reply(200,
            second
                ? "{\"data\":[{\"type\":\"new.thing\",\"id\":\"3\"}],\"next_page\":null}"
                : "{\"data\":[{\"type\":\"user.message\",\"id\":\"1\"},{\"type\":\"agent.message\",\"id\":\"2\"}],\"next_page\":\"p2\"}");
    });
    const auto client = this->client(platform);
    const auto events = awaited(client->listEvents(this, QStringLiteral("s1")));
    QVERIFY(events.ok());
    QCOMPARE(events->size(), std::size_t(3));
    QCOMPARE(events->at(2).kind, api::EventKind::Unknown);
    QCOMPARE(events->at(2).type, QStringLiteral("new.thing"));
    QCOMPARE(m_server->count(), 2);
}

// Long pages are decoded on another thread: the same events in the same order, and nobody is told after an abort.
void TestHttpClient::longPagesAreReadBesideTheEventLoop()
{
    const QByteArray padding(400, 'x');
    m_server->handle([&padding](const SeenRequest &request) {
        const bool second = request.target.contains("after_seq=500");
        QByteArray items;
        for (int seq = second ? 501 : 1; seq <= (second ? 600 : 500); ++seq) {
            if (seq == 7)
                items += "{\"seq\":7},"; // no type: broken
            else
                items += "{\"type\":\"agent.message\",\"seq\":" + QByteArray::number(seq) + ",\"content\":[{\"type\":\"text\",\"text\":\"" + padding
                    + "\"}]},";
        }
        items.chop(1);
        return Script::reply(200, "{\"data\":[" + items + "],\"has_more\":" + (second ? "false}" : "true}"));
    });
    const auto client = this->client(api::Platform::Openma);
    const auto events = awaited(client->listEvents(this, QStringLiteral("s1")));
    QVERIFY(events.ok());
    QCOMPARE(events->size(), std::size_t(599));
    for (std::size_t i = 1; i < events->size(); ++i)
        QVERIFY(events->at(i - 1).sequence < events->at(i).sequence);

    auto owner = std::make_unique<QObject>();
    bool told = false;
    int pages = 0;
    auto *job = qobject_cast<backends::HistoryJob *>(client->listEvents(owner.get(), QStringLiteral("s1")));
    QVERIFY(job);
    job->then(this, [&told](const auto &) { told = true; });
    connect(job, &backends::HistoryJob::page, this, [&] {
        ++pages;
        owner.reset(); // whoever wanted it has seen enough
    });
    QTRY_COMPARE(pages, 1);
    QVERIFY(awaited(client->listEvents(this, QStringLiteral("s1"))).ok()); // long enough for the other one to have ended
    QCOMPARE(pages, 1);
    QVERIFY(!told);
}

void TestHttpClient::eventListThatDoesNotMoveOn()
{
    m_server->handle([](const SeenRequest &) {
        return Script::reply(200, "{\"data\":[{\"type\":\"x\",\"id\":\"1\",\"seq\":1}],\"next_page\":\"p\",\"has_more\":true}");
    });
    for (const auto platform : {api::Platform::Anthropic, api::Platform::Openma}) {
        m_server->forget();
        const auto client = this->client(platform);
        const auto events = awaited(client->listEvents(this, QStringLiteral("s1")));
        QVERIFY(!events.ok());
        QCOMPARE(events.error().kind, Error::Kind::Protocol);
        QVERIFY(m_server->count() <= 3);
    }
}

void TestHttpClient::refusals()
{
    bool allowed = false;
    m_server->handle([&allowed](const SeenRequest &request) {
        if (allowed)
            return Script::reply(200, "{\"data\":[]}");
        if (request.path().endsWith("/archive"))
            return Script::reply(404, "{\"error\":\"not found\"}");
        if (request.method == "DELETE")
            return Script::reply(501, "{\"error\":\"not implemented\"}");
        return request.method == "GET" ? Script::reply(403, "{\"error\":{\"type\":\"permission_error\",\"message\":\"No access\"}}")
                                       : Script::reply(404, "{\"error\":\"Agent not found\"}");
    });
    const auto client = this->client(api::Platform::Openma);
    QSignalSpy changed(client.get(), &api::Client::refusalChanged);
    const api::ResourceDescriptor &agents = *client->resource("agents");
    QVERIFY(!client->refusal("agents", Verb::List));
    QVERIFY(!awaited(client->list(this, agents, {})).ok());
    QCOMPARE(client->refusal("agents", Verb::List)->kind, Error::Kind::Forbidden);
    QCOMPARE(client->refusal("agents", Verb::List)->serverMessage, QStringLiteral("No access"));
    QVERIFY(!awaited(client->archive(agents, QStringLiteral("a"))).ok());
    QCOMPARE(client->refusal("agents", Verb::Archive)->kind, Error::Kind::Unsupported);
    QVERIFY(!awaited(client->remove(agents, QStringLiteral("a"))).ok());
    QCOMPARE(client->refusal("agents", Verb::Delete)->kind, Error::Kind::Unsupported);
    QVERIFY(!awaited(client->create(agents, Json::object())).ok());
    QVERIFY(!client->refusal("agents", Verb::Create)); // one thing was not found, not the verb
    QVERIFY(!client->refusal("vaults", Verb::List));
    QCOMPARE(changed.size(), 3);
    allowed = true;
    QVERIFY(awaited(client->list(this, agents, {})).ok());
    QVERIFY(!client->refusal("agents", Verb::List));
    QCOMPARE(changed.size(), 4);
}

void TestHttpClient::keyRefused()
{
    m_server->handle([](const SeenRequest &) { return Script::reply(401, "{\"error\":\"Invalid API key\"}"); });
    const auto client = this->client(api::Platform::Anthropic);
    QSignalSpy refused(client.get(), &api::Client::keyRefused);
    const auto page = awaited(client->list(this, *client->resource("agents"), {}));
    QCOMPARE(page.error().kind, Error::Kind::Unauthorized);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(m_server->count(), 1); // no loop with a bad key
}

void TestHttpClient::ownersEnd()
{
    // A read dies with its page, a change survives it, and everything ends with the client.
    m_server->handle([](const SeenRequest &) { return Script::reply(200, agentJson("agent_1")); });
    auto client = this->client(api::Platform::Anthropic);
    const api::ResourceDescriptor agents = *client->resource("agents");
    bool called = false;
    {
        QObject page;
        client->fetch(&page, agents, QStringLiteral("agent_1"))->then(this, [&](const auto &) { called = true; });
    }
    QSignalSpy changed(client.get(), &api::Client::recordChanged);
    {
        QObject page;
        client->update(agents, QStringLiteral("agent_1"), Json::object())->then(&page, [&](const auto &) { called = true; });
    }
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(!called);
    client->fetch(this, agents, QStringLiteral("agent_1"))->then(this, [&](const auto &result) {
        called = true;
        QCOMPARE(result.error().kind, Error::Kind::Cancelled);
    });
    client.reset();
    QTRY_VERIFY(called);
}

void TestHttpClient::openmaKinds()
{
    QByteArray health = "{\"status\":\"ok\",\"runtime\":\"node\"}";
    m_server->handle(
        [&health](const SeenRequest &request) { return Script::reply(200, request.path() == "/health" ? health : "{\"data\":[]}"); });
    auto selfHosted = client(api::Platform::Openma);
    QVERIFY(!selfHosted->traits().interrupt);
    QVERIFY(awaited(selfHosted->testConnection(this)).ok());
    QTRY_COMPARE(m_server->count("GET", "/health"), 1);
    QVERIFY(!selfHosted->traits().statusEvents);

    health = "{\"status\":\"ok\"}";
    auto hosted = client(api::Platform::Openma);
    QSignalSpy changed(hosted.get(), &api::Client::traitsChanged);
    QVERIFY(awaited(hosted->testConnection(this)).ok());
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(hosted->traits().interrupt && hosted->traits().toolApproval && hosted->traits().statusEvents);
    QVERIFY(client(api::Platform::Anthropic)->traits().interrupt);
}

void TestHttpClient::usage()
{
    const auto parsed = base::parseJson(test::fixture(QStringLiteral("anthropic/session.json")));
    const api::Usage usage = client(api::Platform::Anthropic)->usageOf(base::Record(*parsed));
    QCOMPARE(usage.input, 5200);
    QCOMPARE(usage.output, 3100);
    QCOMPARE(usage.cacheRead, 41000);
    QCOMPARE(usage.cacheWrite, 2000);
    QCOMPARE(usage.listCostMinor, QByteArray("137"));
    QCOMPARE(usage.currency, QByteArray("USD"));
    const base::Record zero(Json{{"usage", {{"input_tokens", 0}, {"output_tokens", 0}}}});
    QVERIFY(client(api::Platform::Openma)->usageOf(zero).isEmpty());
    QVERIFY(client(api::Platform::Anthropic)->usageOf(base::Record()).isEmpty());
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
