#include "base/clock.h"
#include "net/transport.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

#include <QSignalSpy>

using base::Error;
using net::Endpoint;
using net::Transport;
using test::get;
using test::post;
using test::Script;
using test::ScriptedServer;
using test::Sent;
using namespace std::chrono_literals;

class TransportTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aGetAsItGoesOverTheWire();
    void aPostAsItGoesOverTheWire();
    void aChangeWithoutBodyHasNoContentType();
    void bearerInsteadOfApiKey();
    void withoutCredential();
    void basePathIsKept();
    void requestHeadersOverrideStandingOnes();
    void whatMayNotLeaveIsRefusedBeforeAnySocket_data();
    void whatMayNotLeaveIsRefusedBeforeAnySocket();
    void answersOfAnyStatusAreResponses_data();
    void answersOfAnyStatusAreResponses();
    void aLargeBodyArrivesWhole();
    void compressedBodiesAreInflated();
    void trafficIsLoggedWithoutTheKey();
    void proxyTexts_data();
    void proxyTexts();
    void loopbackNeverGoesToAProxy();

private:
    base::SystemClock m_clock;
};

void TransportTest::aGetAsItGoesOverTheWire()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}").header("request-id", "req_1"));
    Endpoint endpoint = test::endpointOf(server);
    endpoint.headers = {{"anthropic-version", "2026-10-21"}};
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get("/v1/agents/a%20b");
    request.query = {{"statuses[]", "idle"}, {"created_at[gt]", "2026-01-01T00:00:00+02:00"}};
    Sent sent(transport, request);
    QTRY_COMPARE(sent.status(), 200);
    const auto &seen = server.seen().front();
    QCOMPARE(seen.method, QByteArray("GET"));
    QCOMPARE(seen.target, QByteArray("/v1/agents/a%20b?statuses%5B%5D=idle&created_at%5Bgt%5D=2026-01-01T00%3A00%3A00%2B02%3A00"));
    QCOMPARE(seen.header("x-api-key"), test::canaryKey);
    QCOMPARE(seen.count("authorization"), 0);
    QCOMPARE(seen.header("accept"), QByteArray("application/json"));
    QCOMPARE(seen.header("anthropic-version"), QByteArray("2026-10-21"));
    QVERIFY(seen.header("user-agent").startsWith("Muster/"));
    QCOMPARE(seen.count("cookie"), 0);
    QCOMPARE(seen.count("content-type"), 0);
    QCOMPARE((*sent.result)->requestId(), QStringLiteral("req_1"));
    QCOMPARE((*sent.result)->body, QByteArray("{}"));
    QVERIFY((*sent.result)->isJson());
}

void TransportTest::aPostAsItGoesOverTheWire()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    const QByteArray body(300'000, 'b'); // more than one read of the upload device
    Sent sent(transport, post("/v1/agents", body));
    QTRY_COMPARE(sent.status(), 200);
    const auto &seen = server.seen().front();
    QCOMPARE(seen.method, QByteArray("POST"));
    QCOMPARE(seen.header("content-type"), QByteArray("application/json"));
    QCOMPARE(seen.header("content-length"), QByteArray("300000"));
    QVERIFY(seen.body == body);
}

void TransportTest::aChangeWithoutBodyHasNoContentType()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    for (const char *method : {"POST", "DELETE", "PUT"}) {
        net::Request request = post("/v1/agents/a/archive", {});
        request.method = method;
        request.query = {{"a", "b"}};
        Sent sent(transport, request);
        QTRY_COMPARE(sent.status(), 200);
        const auto &seen = server.seen().back();
        QCOMPARE(seen.method, QByteArray(method));
        QCOMPARE(seen.count("content-type"), 0);
        QCOMPARE(seen.header("content-length"), QByteArray("0"));
        QCOMPARE(seen.body, QByteArray());
    }
}

void TransportTest::bearerInsteadOfApiKey()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server, Endpoint::Auth::Bearer), &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(server.seen().front().header("authorization"), "Bearer " + test::canaryKey);
    QCOMPARE(server.seen().front().count("x-api-key"), 0);
}

void TransportTest::withoutCredential()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Endpoint endpoint = test::endpointOf(server, Endpoint::Auth::None);
    endpoint.key.clear();
    Transport transport(endpoint, &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(server.seen().front().count("authorization") + server.seen().front().count("x-api-key"), 0);
}

void TransportTest::basePathIsKept()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Endpoint endpoint = test::endpointOf(server);
    endpoint.baseUrl = server.url(QStringLiteral("/behind/a proxy/"));
    Transport transport(endpoint, &m_clock, nullptr);
    Sent sent(transport, get("/v1/agents"));
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(server.seen().front().target, QByteArray("/behind/a%20proxy/v1/agents"));
}

void TransportTest::requestHeadersOverrideStandingOnes()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Endpoint endpoint = test::endpointOf(server);
    endpoint.headers = {{"anthropic-beta", "managed-agents-2026-04-01"}};
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get();
    request.headers = {{"anthropic-beta", "dreaming-2026-04-21"}};
    Sent sent(transport, request);
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(server.seen().front().count("anthropic-beta"), 1);
    QCOMPARE(server.seen().front().header("anthropic-beta"), QByteArray("dreaming-2026-04-21"));
}

void TransportTest::whatMayNotLeaveIsRefusedBeforeAnySocket_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("key");
    const QByteArray key = test::canaryKey;
    QTest::newRow("dot segment") << QByteArray("/v1/../x") << QByteArray() << key;
    QTest::newRow("empty segment") << QByteArray("/v1//x") << QByteArray() << key;
    QTest::newRow("query in the path") << QByteArray("/v1/x?y=1") << QByteArray() << key;
    for (const char *name : {"Authorization", "X-Api-Key", "Cookie", "Host", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "a:b"})
        QTest::addRow("header %s", name) << QByteArray("/v1/x") << QByteArray(name) << key;
    QTest::newRow("key with a new line") << QByteArray("/v1/x") << QByteArray() << key + "\r\nX-Evil: 1";
    QTest::newRow("no key") << QByteArray("/v1/x") << QByteArray() << QByteArray();
}

void TransportTest::whatMayNotLeaveIsRefusedBeforeAnySocket()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, key);
    ScriptedServer server;
    Endpoint endpoint = test::endpointOf(server);
    endpoint.key = key;
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get(path);
    if (!header.isEmpty())
        request.headers = {{header, "x"}};
    Sent sent(transport, request);
    QTRY_VERIFY(sent.done());
    QCOMPARE(sent.kind(), QByteArray("Invalid"));
    QCOMPARE(server.connections(), 0);
    QVERIFY(!sent.result->error().detail.contains(QString::fromLatin1(test::canaryKey)));
}

void TransportTest::answersOfAnyStatusAreResponses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    for (const int status : {200, 201, 202, 204, 205, 400, 401, 402, 403, 404, 405, 410, 412, 413, 422, 431, 499, 501})
        QTest::addRow("%d", status) << status << QByteArray(status == 204 || status == 205 ? "" : "{\"a\": 1}");
    QTest::newRow("401 without body") << 401 << QByteArray();
    QTest::newRow("200 with an empty body") << 200 << QByteArray();
}

void TransportTest::answersOfAnyStatusAreResponses()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.enqueue(Script::reply(status, body).header("WWW-Authenticate", "Basic realm=x"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    for (const auto &request : {get(), post()}) {
        server.forget();
        Sent sent(transport, request);
        QTRY_VERIFY(sent.done());
        QVERIFY(sent.result->ok());
        QCOMPARE((*sent.result)->status, status);
        QCOMPARE((*sent.result)->body, body);
        QCOMPARE(server.count(), 1);
    }
}

void TransportTest::aLargeBodyArrivesWhole()
{
    ScriptedServer server;
    const QByteArray body(12'000'000, 'x');
    server.enqueue(Script::reply(200, body));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_VERIFY_WITH_TIMEOUT(sent.done(), 20'000);
    QVERIFY(sent.result->ok());
    QVERIFY((*sent.result)->body == body);
}

void TransportTest::compressedBodiesAreInflated()
{
    ScriptedServer server;
    const QByteArray body = "{\"a\": \"" + QByteArray(5000, 'x') + "\"}";
    // qCompress puts the length before a zlib stream, which is what HTTP calls deflate.
    server.enqueue(Script::reply(200, qCompress(body).mid(4)).header("Content-Encoding", "deflate"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_COMPARE(sent.status(), 200);
    QVERIFY((*sent.result)->body == body);
}

void TransportTest::trafficIsLoggedWithoutTheKey()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}").header("request-id", "req_9"));
    net::TrafficLog log;
    Transport transport(test::endpointOf(server), &m_clock, &log);
    net::Request request = post("/v1/agents", "{\"a\":1}");
    request.query = {{"q", test::canaryKey}};
    Sent sent(transport, request);
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(log.entries().size(), std::size_t(1));
    const auto &entry = log.entries().front();
    QCOMPARE(entry.method, QByteArray("POST"));
    QVERIFY(entry.path.startsWith(QStringLiteral("/v1/agents?q=")));
    QVERIFY(!entry.path.contains(QString::fromLatin1(test::canaryKey)));
    QCOMPARE(entry.status, 200);
    QCOMPARE(entry.bytesSent, 7);
    QCOMPARE(entry.bytesReceived, 2);
    QCOMPARE(entry.requestId, QStringLiteral("req_9"));
    QVERIFY(entry.finished && !entry.error);
}

void TransportTest::proxyTexts_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *text, bool good) { QTest::addRow("%s", text) << QString::fromLatin1(text) << good; };
    row("127.0.0.1:1", true);
    row("http://127.0.0.1:1", true);
    row("socks5://127.0.0.1:1", true);
    row("none", true);
    row("127.0.0.1", false);
    row("https://127.0.0.1:1", false);
    row("user:secret@127.0.0.1:1", false);
    row("127.0.0.1:1/path", false);
    row("::", false);
}

void TransportTest::proxyTexts()
{
    QFETCH(QString, proxy);
    QFETCH(bool, good);
    Endpoint endpoint;
    endpoint.baseUrl = QUrl(QStringLiteral("https://muster.invalid"));
    endpoint.proxy = proxy;
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get();
    request.maxTries = 1;
    Sent sent(transport, request);
    QTRY_VERIFY_WITH_TIMEOUT(sent.done(), 10'000);
    QCOMPARE(sent.kind(), QByteArray(good ? "Network" : "Invalid"));
}

void TransportTest::loopbackNeverGoesToAProxy()
{
    ScriptedServer server, proxy;
    server.enqueue(Script::reply(200, "{}"));
    Endpoint endpoint = test::endpointOf(server);
    endpoint.proxy = QStringLiteral("127.0.0.1:%1").arg(proxy.serverPort());
    Transport transport(endpoint, &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(proxy.connections(), 0);
}

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
