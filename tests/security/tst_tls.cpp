#include "base/clock.h"
#include "net/eventstream.h"
#include "tests/support/certificates.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

#include <QTemporaryFile>

using net::Endpoint;
using net::Transport;
using test::get;
using test::post;
using test::Script;
using test::ScriptedServer;
using test::Sent;

//! A server that cannot prove who it is gets no request (goal S5).
class TlsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void untrustedServersSeeNoRequest_data();
    void untrustedServersSeeNoRequest();
    void oldProtocolsAreRefused_data();
    void oldProtocolsAreRefused();
    void plainServerBehindAnHttpsAddress_data();
    void plainServerBehindAnHttpsAddress();
    void extraAuthorityIsTrusted();
    void extraAuthorityDoesNotExcuseAWrongName();
    void unreadableAuthorityFileIsAnErrorBeforeAnySocket();
    void streamsOverTlsWork();
    void streamsToUntrustedServersFailForGood();

private:
    Endpoint trusting(const ScriptedServer &server) const;
    std::unique_ptr<test::Certificates> m_certificates;
    base::SystemClock m_clock;
};

void TlsTest::initTestCase()
{
    m_certificates = std::make_unique<test::Certificates>();
}

Endpoint TlsTest::trusting(const ScriptedServer &server) const
{
    Endpoint endpoint = test::endpointOf(server);
    endpoint.extraCaFile = m_certificates->authorityFile();
    return endpoint;
}

void TlsTest::untrustedServersSeeNoRequest_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<bool>("trusted"); // the authority is
    QTest::newRow("S5: self-signed") << QStringLiteral("self") << false;
    QTest::newRow("S5: self-signed, another authority added") << QStringLiteral("self") << true;
    QTest::newRow("S5: unknown authority") << QStringLiteral("issued") << false;
    QTest::newRow("S5: wrong host") << QStringLiteral("other") << true;
    QTest::newRow("S5: expired") << QStringLiteral("expired") << true;
    QTest::newRow("S5: not yet valid") << QStringLiteral("early") << true;
}

void TlsTest::untrustedServersSeeNoRequest()
{
    QFETCH(QString, which);
    QFETCH(bool, trusted);
    const QString host = QStringLiteral("127.0.0.1");
    test::Certificate certificate;
    if (which == QLatin1String("self"))
        certificate = m_certificates->selfSigned(host);
    else if (which == QLatin1String("issued"))
        certificate = m_certificates->issued(host);
    else if (which == QLatin1String("other"))
        certificate = m_certificates->issued(QStringLiteral("example.invalid"));
    else if (which == QLatin1String("expired"))
        certificate = m_certificates->expired(host);
    else
        certificate = m_certificates->notYetValid(host);

    for (const net::Request &request : {get(), post()}) {
        ScriptedServer server;
        server.useTls(certificate.certificate, certificate.key);
        server.enqueue(Script::reply(200, "{}"));
        Transport transport(trusted ? trusting(server) : test::endpointOf(server), &m_clock, nullptr);
        Sent sent(transport, request);
        QVERIFY(sent.ended());
        QCOMPARE(sent.kind(), QByteArray("Tls"));
        QCOMPARE(server.bytesRead(), 0);
        QCOMPARE(server.count(), 0);
        QCOMPARE(server.connections(), 1); // nor was it tried again
        const QString prefix = QStringLiteral("127.0.0.1:%1: ").arg(server.serverPort());
        QVERIFY2(sent.result->error().detail.startsWith(prefix) && sent.result->error().detail.size() > prefix.size() + 5,
                 qPrintable(sent.result->error().detail));
    }
}

void TlsTest::oldProtocolsAreRefused_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("S5: TLS 1.0") << true;
}

void TlsTest::oldProtocolsAreRefused()
{
    const auto certificate = m_certificates->issued(QStringLiteral("127.0.0.1"));
    ScriptedServer server;
    server.useTls(certificate.certificate, certificate.key);
    server.speakOnlyTls10();
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(trusting(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Tls"));
    QCOMPARE(server.bytesRead(), 0);
}

void TlsTest::plainServerBehindAnHttpsAddress_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("S5: plain HTTP on a TLS port") << true;
}

void TlsTest::plainServerBehindAnHttpsAddress()
{
    ScriptedServer server;
    server.enqueue(Script::raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").cut());
    Endpoint endpoint = test::endpointOf(server);
    endpoint.baseUrl.setScheme(QStringLiteral("https"));
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = get();
    request.maxTries = 1;
    request.idleDeadline = std::chrono::milliseconds(1000);
    Sent sent(transport, request);
    // What the server got is a handshake: no line of a request in it, so it waits, and our deadline ends it.
    QVERIFY(sent.ended());
    QVERIFY2(sent.kind() == "Tls" || sent.kind() == "Timeout", sent.kind().constData());
    QCOMPARE(server.count(), 0);
}

void TlsTest::extraAuthorityIsTrusted()
{
    const auto certificate = m_certificates->issued(QStringLiteral("127.0.0.1"));
    ScriptedServer server;
    server.useTls(certificate.certificate, certificate.key);
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(trusting(server), &m_clock, nullptr);
    for (const net::Request &request : {get(), post("/v1/x", QByteArray(200'000, 'b'))}) {
        Sent sent(transport, request);
        QVERIFY(sent.ended());
        QCOMPARE(sent.status(), 200);
    }
    QCOMPARE(server.seen().back().body.size(), 200'000);
    QCOMPARE(server.seen().front().header("x-api-key"), test::canaryKey);
}

void TlsTest::extraAuthorityDoesNotExcuseAWrongName()
{
    const auto certificate = m_certificates->issued(QStringLiteral("localhost"));
    ScriptedServer server;
    server.useTls(certificate.certificate, certificate.key);
    server.enqueue(Script::reply(200, "{}"));
    Endpoint endpoint = trusting(server);
    {
        Transport transport(endpoint, &m_clock, nullptr);
        Sent sent(transport, get());
        QVERIFY(sent.ended());
        QCOMPARE(sent.kind(), QByteArray("Tls"));
    }
    endpoint.baseUrl.setHost(QStringLiteral("localhost"));
    Transport transport(endpoint, &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
}

void TlsTest::unreadableAuthorityFileIsAnErrorBeforeAnySocket()
{
    QTemporaryFile empty;
    QVERIFY(empty.open());
    ScriptedServer server;
    for (const QString &file : {QStringLiteral("/nowhere/ca.pem"), empty.fileName()}) {
        Endpoint endpoint = test::endpointOf(server);
        endpoint.extraCaFile = file;
        Transport transport(endpoint, &m_clock, nullptr);
        Sent sent(transport, get());
        QVERIFY(sent.ended());
        QCOMPARE(sent.kind(), QByteArray("Tls"));
        QVERIFY(sent.result->error().detail.contains(file));
        QCOMPARE(server.connections(), 0);
    }
}

void TlsTest::streamsOverTlsWork()
{
    const auto certificate = m_certificates->issued(QStringLiteral("127.0.0.1"));
    ScriptedServer server;
    server.useTls(certificate.certificate, certificate.key);
    server.enqueue(Script::stream().chunk("data: one\n\n"));
    Transport transport(trusting(server), &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    std::vector<net::Frame> frames;
    connect(stream, &net::EventStream::frame, &owner, [&](const net::Frame &frame) { frames.push_back(frame); });
    stream->open();
    QTRY_COMPARE(frames.size(), std::size_t(1));
    server.push("data: two\n\n");
    QTRY_COMPARE(frames.size(), std::size_t(2));
}

void TlsTest::streamsToUntrustedServersFailForGood()
{
    const auto certificate = m_certificates->selfSigned(QStringLiteral("127.0.0.1"));
    ScriptedServer server;
    server.useTls(certificate.certificate, certificate.key);
    server.enqueue(Script::stream().chunk("data: one\n\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    std::optional<base::Error> failure;
    connect(stream, &net::EventStream::failed, &owner, [&](const base::Error &error) { failure = error; });
    stream->open();
    QTRY_VERIFY(failure.has_value());
    QCOMPARE(failure->kind, base::Error::Kind::Tls);
    QCOMPARE(server.bytesRead(), 0);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
