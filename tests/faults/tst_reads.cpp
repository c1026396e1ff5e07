#include "base/clock.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

using net::Transport;
using test::Cut;
using test::get;
using test::post;
using test::Script;
using test::ScriptedServer;
using test::Sent;
using namespace std::chrono_literals;

//! What servers and networks do to a request, and what becomes of it (fault matrix F1–F9, F25–F27, F30).
class ReadsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void cutAnswersAreReadAgain_data();
    void cutAnswersAreReadAgain();
    void truncatedBodyEndsInANetworkError();
    void refusedPortEndsInANetworkErrorAfterFiveTries();
    void unknownHostEndsInANetworkError();
    void idleServerEndsInATimeout();
    void slowHeadersEndInATimeout();
    void slowBodyEndsAtTheTotalDeadline();
    void aThousandHeadersEnd();
    void anEndlessHeaderEnds();
    void compressionBombIsDroppedAtOnce();
    void tooLargeAnswerIsDroppedAtOnce_data();
    void tooLargeAnswerIsDroppedAtOnce();
    void whatIsNotHttpIsAnError();
    void htmlErrorPageIsRetriedThenHandedOver();
    void shouldRetryFalseIsObeyed();
    void deadConnectionDoesNotSpoilTheNextTry();
    void resumeStartsAgainAtOnce();
    void redirectLoopEnds();
    void sameOriginRedirectIsFollowed();

private:
    net::Endpoint nowhere();
    base::SystemClock m_clock;
};

namespace {

net::Request once(net::Request request)
{
    request.maxTries = 1;
    return request;
}

//! Lets every try of a job fail by itself and skips the pauses between them.
bool skipPauses(test::FakeClock &clock, const net::TrafficLog &log, Sent &sent, std::size_t tries)
{
    for (std::size_t attempt = 1; attempt < tries; ++attempt) {
        if (!QTest::qWaitFor([&] { return log.entries().size() == attempt && log.entries().back().finished; }))
            return false;
        clock.advance(8s);
    }
    return sent.ended() && log.entries().size() == tries;
}

} // namespace

net::Endpoint ReadsTest::nowhere()
{
    ScriptedServer gone;
    return test::endpointOf(gone);
}

void ReadsTest::cutAnswersAreReadAgain_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<bool>("reset");
    for (const int at : {0, 5, 30, 75}) {
        QTest::addRow("FIN at %d", at) << at << false;
        QTest::addRow("RST at %d", at) << at << true;
    }
}

void ReadsTest::cutAnswersAreReadAgain()
{
    QFETCH(int, at);
    QFETCH(bool, reset);
    ScriptedServer server;
    const QByteArray body = "{\"id\": \"agent_0123456789\"}";
    server.enqueue(Script::reply(200, body).cutAt(at, reset ? Cut::Rst : Cut::Fin));
    server.enqueue(Script::reply(200, body));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
    QCOMPARE((*sent.result)->body, body);
}

void ReadsTest::truncatedBodyEndsInANetworkError()
{
    test::FakeClock clock;
    net::TrafficLog log;
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{\"data\": [").contentLength(500).cut());
    Transport transport(test::endpointOf(server), &clock, &log);
    Sent sent(transport, get());
    QVERIFY(skipPauses(clock, log, sent, 5));
    QCOMPARE(sent.kind(), QByteArray("Network"));
    QCOMPARE(server.count(), 5);
}

void ReadsTest::refusedPortEndsInANetworkErrorAfterFiveTries()
{
    test::FakeClock clock;
    net::TrafficLog log;
    const net::Endpoint endpoint = nowhere();
    Transport transport(endpoint, &clock, &log);
    Sent sent(transport, get());
    QVERIFY(skipPauses(clock, log, sent, 5));
    QCOMPARE(sent.kind(), QByteArray("Network"));
    QVERIFY(sent.result->error().detail.startsWith(QStringLiteral("127.0.0.1:%1: ").arg(endpoint.baseUrl.port())));
    QCOMPARE(sent.result->error().httpStatus, 0);
}

void ReadsTest::unknownHostEndsInANetworkError()
{
    net::Endpoint endpoint;
    endpoint.baseUrl = QUrl(QStringLiteral("https://muster.invalid"));
    endpoint.proxy = QStringLiteral("none");
    Transport transport(endpoint, &m_clock, nullptr);
    Sent sent(transport, once(get()));
    QVERIFY(sent.ended(20'000));
    QCOMPARE(sent.kind(), QByteArray("Network"));
    QVERIFY(sent.result->error().detail.startsWith(QStringLiteral("muster.invalid: ")));
}

void ReadsTest::idleServerEndsInATimeout()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::silence());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    Sent sent(transport, once(get()));
    QTRY_COMPARE(server.count(), 1);
    clock.advance(29s);
    QVERIFY(!sent.ended(20));
    clock.advance(2s);
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Timeout"));
    QTRY_COMPARE(server.open(), 0);
}

void ReadsTest::slowHeadersEndInATimeout()
{
    ScriptedServer server;
    server.enqueue(Script().drip("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + QByteArray("X-A: 1\r\n").repeated(50), 30ms));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    net::Request request = once(get());
    request.idleDeadline = 400ms;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Timeout"));
}

void ReadsTest::slowBodyEndsAtTheTotalDeadline()
{
    ScriptedServer server;
    server.enqueue(Script::raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").drip(QByteArray(1000, 'x'), 20ms));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    net::Request request = get();
    request.idleDeadline = 5s;
    request.totalDeadline = 500ms;
    Sent sent(transport, request); // five tries allowed, but no time for a second
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Timeout"));
    QVERIFY(sent.result->error().detail.contains(QStringLiteral("within 0.5 s")));
    QCOMPARE(server.count(), 1);
}

void ReadsTest::aThousandHeadersEnd()
{
    ScriptedServer server;
    Script script = Script::reply(200, "{}");
    for (int i = 0; i < 1000; ++i)
        script.header("X-" + QByteArray::number(i), "1");
    server.enqueue(script);
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    net::Request request = once(get());
    request.idleDeadline = 500ms;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    QVERIFY2(sent.kind() == "Protocol" || sent.kind() == "Timeout", sent.kind().constData());
}

void ReadsTest::anEndlessHeaderEnds()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}").header("X-Long", QByteArray(300'000, 'x')));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    net::Request request = once(get());
    request.idleDeadline = 500ms;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    QVERIFY(!sent.kind().isEmpty());
}

void ReadsTest::compressionBombIsDroppedAtOnce()
{
    ScriptedServer server;
    const QByteArray bomb = qCompress(QByteArray(300'000'000, 'x'), 9).mid(4); // 290 kB
    server.enqueue(Script::reply(200, bomb).contentLength(bomb.size() * 100).header("Content-Encoding", "deflate"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended(20'000));
    QCOMPARE(sent.kind(), QByteArray("Protocol"));
    QCOMPARE(server.count(), 1);
    QTRY_COMPARE(server.open(), 0);
}

void ReadsTest::tooLargeAnswerIsDroppedAtOnce_data()
{
    QTest::addColumn<bool>("announced");
    QTest::newRow("by its length") << true;
    QTest::newRow("in chunks") << false;
}

void ReadsTest::tooLargeAnswerIsDroppedAtOnce()
{
    QFETCH(bool, announced);
    ScriptedServer server;
    if (announced) {
        server.enqueue(Script::reply(200, "[").contentLength(10'000'000));
    } else {
        Script endless = Script::stream();
        for (int i = 0; i < 50; ++i)
            endless.chunk(QByteArray(1000, 'x'));
        server.enqueue(endless);
    }
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    net::Request request = get();
    request.maxBytes = 20'000;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Protocol"));
    QCOMPARE(sent.result->error().httpStatus, 200);
    QCOMPARE(server.count(), 1);
    QTRY_COMPARE(server.open(), 0);
}

void ReadsTest::whatIsNotHttpIsAnError()
{
    ScriptedServer server;
    server.enqueue(Script::raw("220 mail.example.com ESMTP ready\r\n").cut());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, once(get()));
    QVERIFY(sent.ended());
    QVERIFY2(sent.kind() == "Protocol" || sent.kind() == "Network", sent.kind().constData());
}

void ReadsTest::htmlErrorPageIsRetriedThenHandedOver()
{
    test::FakeClock clock;
    net::TrafficLog log;
    ScriptedServer server;
    server.enqueue(Script::reply(502, "<html>Bad gateway</html>", "text/html"));
    Transport transport(test::endpointOf(server), &clock, &log);
    Sent sent(transport, get());
    QVERIFY(skipPauses(clock, log, sent, 5));
    QCOMPARE(sent.status(), 502);
    QVERIFY(!(*sent.result)->isJson());
    const auto error = net::errorFrom(**sent.result, clock.now());
    QCOMPARE(error.kind, base::Error::Kind::Server);
    QCOMPARE(error.serverMessage, QStringLiteral("<html>Bad gateway</html>"));
}

void ReadsTest::shouldRetryFalseIsObeyed()
{
    ScriptedServer server;
    server.enqueue(Script::reply(500, "{}").header("x-should-retry", "false"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 500);
    QCOMPARE(server.count(), 1);
}

void ReadsTest::deadConnectionDoesNotSpoilTheNextTry()
{
    test::FakeClock clock;
    net::TrafficLog log;
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &clock, &log);
    // Three kept-alive connections, and the route dies under all of them; new ones work.
    Sent a(transport, get()), b(transport, get()), c(transport, get());
    QVERIFY(a.ended() && b.ended() && c.ended());
    QCOMPARE(server.connections(), 3);
    server.blackHole();
    server.blackHole(false);
    Sent sent(transport, get());
    QTRY_VERIFY(log.entries().size() == 4);
    QVERIFY(!sent.ended(50));
    clock.advance(31s);
    QTRY_VERIFY(log.entries().back().finished);
    clock.advance(8s);
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
    QCOMPARE(log.entries().size(), std::size_t(5)); // the second try did not take another dead one
}

void ReadsTest::resumeStartsAgainAtOnce()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent first(transport, get());
    QVERIFY(first.ended());
    server.blackHole();
    Sent second(transport, get());
    QVERIFY(!second.ended(50));
    server.blackHole(false);
    QElapsedTimer timer;
    timer.start();
    transport.dropConnections();
    QVERIFY(second.ended());
    QCOMPARE(second.status(), 200);
    QVERIFY(timer.elapsed() < 2000); // goal R11
}

void ReadsTest::redirectLoopEnds()
{
    ScriptedServer server;
    server.handle([](const test::SeenRequest &) { return Script::reply(302).header("Location", "/v1/x"); });
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("Protocol"));
    // Five are followed; Qt may send it once more, and follow five again, before its thread hears of the end.
    QVERIFY2(server.count() <= 12, qPrintable(QString::number(server.count())));
}

void ReadsTest::sameOriginRedirectIsFollowed()
{
    ScriptedServer server;
    server.handle([](const test::SeenRequest &request) {
        return request.path() == "/v1/x" ? Script::reply(307).header("Location", "/v1/y") : Script::reply(200, "{}");
    });
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
    QCOMPARE(server.seen().back().path(), QByteArray("/v1/y"));
    QCOMPARE(server.seen().back().header("x-api-key"), test::canaryKey);
}

QTEST_GUILESS_MAIN(ReadsTest)
#include "tst_reads.moc"
