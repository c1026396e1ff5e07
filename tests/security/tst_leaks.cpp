#include "base/clock.h"
#include "net/eventstream.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

using net::Endpoint;
using net::Transport;
using test::get;
using test::post;
using test::Script;
using test::ScriptedServer;
using test::Sent;

//! The key and what goes with it reach the profile's own server and nobody else (goals S4, S6, S7, S18).
class LeaksTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void redirectsToAnotherOriginLeakNothing_data();
    void redirectsToAnotherOriginLeakNothing();
    void streamRedirectsToAnotherOriginLeakNothing_data();
    void streamRedirectsToAnotherOriginLeakNothing();
    void keysThatInjectHeadersOpenNoSocket_data();
    void keysThatInjectHeadersOpenNoSocket();
    void plainHttpLeavesLoopbackNever_data();
    void plainHttpLeavesLoopbackNever();
    void cookiesNeverComeBack_data();
    void cookiesNeverComeBack();
    void nothingIsCached_data();
    void nothingIsCached();
    void credentialsInTheAddressAreRefused();
    void theProxySeesNoKey_data();
    void theProxySeesNoKey();
    void theSystemsProxyIsNotForLoopback();
    void withoutProxyMeansNone();
    void cleanup();
    void errorsHoldNoKey();

private:
    base::SystemClock m_clock;
};

namespace {

void addRedirects()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("target");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("S4: %d, other port", status) << status << QStringLiteral("http://127.0.0.1:OTHER/steal");
        QTest::addRow("S4: %d, other host", status) << status << QStringLiteral("http://localhost:OTHER/steal");
        QTest::addRow("S4: %d, other scheme", status) << status << QStringLiteral("https://127.0.0.1:OTHER/steal");
        QTest::addRow("S4: %d, user-info", status) << status << QStringLiteral("http://127.0.0.1:OWN@127.0.0.1:OTHER/steal");
    }
}

QByteArray located(QString target, const ScriptedServer &other, const ScriptedServer &own)
{
    target.replace(QStringLiteral("OTHER"), QString::number(other.serverPort()));
    target.replace(QStringLiteral("OWN"), QString::number(own.serverPort()));
    return target.toLatin1();
}

//! A server that is not there, by a name that nobody resolves.
Endpoint elsewhere()
{
    Endpoint endpoint;
    endpoint.baseUrl = QUrl(QStringLiteral("https://muster.invalid"));
    endpoint.auth = Endpoint::Auth::ApiKeyHeader;
    endpoint.key = test::canaryKey;
    return endpoint;
}

//! A server that takes requests down and must get none.
class Thief
{
public:
    Thief() { server.handle([](const test::SeenRequest &) { return Script::reply(200, "{\"stolen\": true}"); }); }
    bool gotNothing() const { return server.bytesRead() == 0 && server.count() == 0; }
    ScriptedServer server;
};

} // namespace

void LeaksTest::redirectsToAnotherOriginLeakNothing_data()
{
    addRedirects();
}

void LeaksTest::redirectsToAnotherOriginLeakNothing()
{
    QFETCH(int, status);
    QFETCH(QString, target);
    for (const auto auth : {Endpoint::Auth::ApiKeyHeader, Endpoint::Auth::Bearer}) {
        for (const net::Request &request : {get(), post("/v1/x", "{\"private\": 1}")}) {
            ScriptedServer server;
            Thief thief;
            const QByteArray location = located(target, thief.server, server);
            server.enqueue(Script::reply(status).header("Location", location));
            Transport transport(test::endpointOf(server, auth), &m_clock, nullptr);
            Sent sent(transport, request);
            QVERIFY(sent.ended());
            QCOMPARE(server.count(), 1);
            QVERIFY(thief.gotNothing());
            if (request.method == "GET") {
                QCOMPARE(sent.kind(), QByteArray("Protocol"));
                QCOMPARE(sent.result->error().httpStatus, status);
            } else {
                QCOMPARE(sent.status(), status);
            }
        }
    }
}

void LeaksTest::streamRedirectsToAnotherOriginLeakNothing_data()
{
    addRedirects();
}

void LeaksTest::streamRedirectsToAnotherOriginLeakNothing()
{
    QFETCH(int, status);
    QFETCH(QString, target);
    ScriptedServer server;
    Thief thief;
    server.enqueue(Script::reply(status).header("Location", located(target, thief.server, server)));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    std::optional<base::Error> failure;
    connect(stream, &net::EventStream::failed, &owner, [&](const base::Error &error) { failure = error; });
    stream->open();
    QTRY_VERIFY(failure.has_value());
    QCOMPARE(failure->kind, base::Error::Kind::Protocol);
    QCOMPARE(server.count(), 1);
    QVERIFY(thief.gotNothing());
}

void LeaksTest::keysThatInjectHeadersOpenNoSocket_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("S7: CR LF") << QByteArray("abcdefgh\r\nX-Evil: 1");
    QTest::newRow("S7: LF") << QByteArray("abcdefgh\nX-Evil: 1");
    QTest::newRow("S7: CR") << QByteArray("abcdefgh\rX-Evil: 1");
    QTest::newRow("S7: pasted with a new line") << QByteArray("sk-ant-api03-abcdef\n");
    QTest::newRow("S7: pasted with a line before") << QByteArray("\nsk-ant-api03-abcdef");
    QTest::newRow("S7: NUL") << QByteArray("abcd\0efgh", 9);
    QTest::newRow("S7: zero-width space") << QByteArray("abcd\xe2\x80\x8b" "efgh");
    QTest::newRow("S7: no-break space") << QByteArray("abcdefgh\xc2\xa0");
    QTest::newRow("S7: umlaut") << QByteArray("abcdefg\xc3\xa4");
    QTest::newRow("S7: space") << QByteArray("abcd efgh");
    QTest::newRow("S7: tab") << QByteArray("abcdefgh\t");
    QTest::newRow("S7: byte order mark") << QByteArray("\xef\xbb\xbf" "abcdefgh");
}

void LeaksTest::keysThatInjectHeadersOpenNoSocket()
{
    QFETCH(QByteArray, key);
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    for (const auto auth : {Endpoint::Auth::ApiKeyHeader, Endpoint::Auth::Bearer}) {
        Endpoint endpoint = test::endpointOf(server, auth);
        endpoint.key = key;
        Transport transport(endpoint, &m_clock, nullptr);
        Sent sent(transport, get());
        QVERIFY(sent.ended());
        QCOMPARE(sent.kind(), QByteArray("Invalid"));
        QCOMPARE(server.connections(), 0);
    }
}

void LeaksTest::plainHttpLeavesLoopbackNever_data()
{
    QTest::addColumn<QString>("base");
    for (const char *base : {"http://api.example.com", "http://10.0.0.1:8080", "http://0.0.0.0:8080", "http://[::]:8080", "http://169.254.169.254",
                             "http://localhost.example.com", "http://127.0.0.1.example.com", "http://128.0.0.1", "http://0x80.1",
                             "http://user@127.0.0.1", "http://[fe80::1]", "http://2130706434.example"})
        QTest::addRow("S6: %s", base) << QString::fromLatin1(base);
}

void LeaksTest::plainHttpLeavesLoopbackNever()
{
    QFETCH(QString, base);
    QVERIFY(!net::validateBaseUrl(base).ok());
    // Nor when someone skips the validation.
    Endpoint endpoint;
    endpoint.baseUrl = QUrl(base);
    endpoint.auth = Endpoint::Auth::ApiKeyHeader;
    endpoint.key = test::canaryKey;
    net::TrafficLog log;
    Transport transport(endpoint, &m_clock, &log);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Invalid"));
    QVERIFY(log.entries().empty()); // nothing was even begun
}

void LeaksTest::cookiesNeverComeBack_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("S18: cookies") << true;
}

void LeaksTest::cookiesNeverComeBack()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}").header("Set-Cookie", "sid=1; Path=/").header("Set-Cookie", "track=2; Max-Age=99999"));
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    for (int i = 0; i < 2; ++i) {
        Sent sent(transport, get());
        QVERIFY(sent.ended());
        QCOMPARE(sent.status(), 200);
    }
    QCOMPARE(server.seen().back().count("cookie"), 0);
}

void LeaksTest::nothingIsCached_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("S18: cache") << true;
}

void LeaksTest::nothingIsCached()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}").header("Cache-Control", "public, max-age=99999").header("ETag", "\"x\""));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    for (int i = 0; i < 2; ++i) {
        Sent sent(transport, get());
        QVERIFY(sent.ended());
    }
    QCOMPARE(server.count(), 2);
    QCOMPARE(server.seen().back().count("if-none-match"), 0);
}

void LeaksTest::credentialsInTheAddressAreRefused()
{
    ScriptedServer server;
    Endpoint endpoint = test::endpointOf(server);
    endpoint.baseUrl.setUserInfo(QStringLiteral("user:secret"));
    Transport transport(endpoint, &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Invalid"));
    QCOMPARE(server.connections(), 0);
}

void LeaksTest::theProxySeesNoKey_data()
{
    QTest::addColumn<bool>("system");
    QTest::newRow("the profile's") << false;
    QTest::newRow("the system's") << true;
}

void LeaksTest::theProxySeesNoKey()
{
    QFETCH(bool, system);
    ScriptedServer proxy;
    proxy.enqueue(Script::reply(403, "no").closing());
    Endpoint endpoint = elsewhere();
    if (system)
        qputenv("https_proxy", proxy.url().toEncoded());
    else
        endpoint.proxy = QStringLiteral("127.0.0.1:%1").arg(proxy.serverPort());
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get();
    request.maxTries = 1;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Network"));
    QVERIFY(proxy.count() >= 1);
    for (const auto &seen : proxy.seen()) {
        QCOMPARE(seen.method, QByteArray("CONNECT"));
        QCOMPARE(seen.target, QByteArray("muster.invalid:443"));
        for (const auto &[name, value] : seen.headers)
            QVERIFY(!value.contains(test::canaryKey));
    }
}

void LeaksTest::theSystemsProxyIsNotForLoopback()
{
    ScriptedServer server, proxy;
    server.enqueue(Script::reply(200, "{}"));
    qputenv("http_proxy", proxy.url().toEncoded());
    qputenv("all_proxy", proxy.url().toEncoded());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
    QCOMPARE(proxy.connections(), 0);
}

void LeaksTest::withoutProxyMeansNone()
{
    ScriptedServer proxy;
    qputenv("https_proxy", proxy.url().toEncoded());
    Endpoint endpoint = elsewhere();
    endpoint.proxy = QStringLiteral("none");
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get();
    request.maxTries = 1;
    Sent sent(transport, request);
    QVERIFY(sent.ended(20'000));
    QCOMPARE(sent.kind(), QByteArray("Network"));
    QCOMPARE(proxy.connections(), 0);
}

void LeaksTest::cleanup()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy"})
        qunsetenv(name);
}

void LeaksTest::errorsHoldNoKey()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "x").cutAt(5));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    net::Request request = get();
    request.maxTries = 1;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    const base::Error &error = sent.result->error();
    const QString all = error.detail + error.serverMessage + error.serverType + error.requestId;
    QVERIFY(!all.isEmpty());
    QVERIFY(!all.contains(QString::fromLatin1(test::canaryKey)));
}

QTEST_GUILESS_MAIN(LeaksTest)
#include "tst_leaks.moc"
