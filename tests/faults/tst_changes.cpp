#include "base/clock.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

#include <random>

using net::Transport;
using test::Cut;
using test::get;
using test::post;
using test::Script;
using test::ScriptedServer;
using test::Sent;
using namespace std::chrono_literals;

//! A change reaches the server once at most, however its connection dies (goal R9).
class ChangesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void cutRequestsAreNeverRepeated_data();
    void cutRequestsAreNeverRepeated();
    void cutAnswersLeaveTheOutcomeUnknown_data();
    void cutAnswersLeaveTheOutcomeUnknown();
    void randomCutsCountOne_data();
    void randomCutsCountOne();
    void timeoutLeavesTheOutcomeUnknown_data();
    void timeoutLeavesTheOutcomeUnknown();
    void truncatedAnswerLeavesTheOutcomeUnknown();
    void refusalsWithACutBodyAreStillRefusals();
    void refusedPortIsTriedAgainBecauseNothingLeft();
    void refusedPortForAChangeWithoutBody();
    void serverThatComesUpLateGetsTheChangeOnce();
    void redirectsOfChangesAreNotFollowed_data();
    void redirectsOfChangesAreNotFollowed();

private:
    void addMethods();
    base::SystemClock m_clock;
};

namespace {

net::Request change(const QByteArray &method, const QByteArray &body)
{
    net::Request request = post("/v1/x", body);
    request.method = method;
    return request;
}

int begun(const ScriptedServer &server)
{
    return server.count("POST", "/v1/x") + server.count("PUT", "/v1/x") + server.count("DELETE", "/v1/x") + server.cutRequests();
}

} // namespace

void ChangesTest::addMethods()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("reused");
    QTest::addColumn<bool>("reset");
    for (const char *method : {"POST", "PUT", "DELETE"}) {
        for (const bool empty : {false, true}) {
            for (const bool reused : {false, true}) {
                for (const bool reset : {false, true})
                    QTest::addRow("R9: %s %s, %s, %s", method, empty ? "empty" : "body", reused ? "reused" : "fresh", reset ? "RST" : "FIN")
                        << QByteArray(method) << (empty ? QByteArray() : QByteArray(50'000, 'b')) << reused << reset;
            }
        }
    }
}

void ChangesTest::cutRequestsAreNeverRepeated_data()
{
    addMethods();
}

void ChangesTest::cutRequestsAreNeverRepeated()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, reused);
    QFETCH(bool, reset);
    ScriptedServer server;
    server.handle([](const test::SeenRequest &) { return Script::reply(200, "{}"); });
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    if (reused) {
        Sent first(transport, get());
        QVERIFY(first.ended() && first.status() == 200);
    }
    const qint64 before = server.bytesRead();
    server.cutNextRequestAt(before + (body.isEmpty() ? 20 : 10'000), reset ? Cut::Rst : Cut::Fin);
    Sent sent(transport, change(method, body));
    QVERIFY(sent.ended());
    QCOMPARE(sent.kind(), QByteArray("OutcomeUnknown"));
    QCOMPARE(begun(server), 1);
    QCOMPARE(sent.calls, 1);
}

void ChangesTest::cutAnswersLeaveTheOutcomeUnknown_data()
{
    addMethods();
}

void ChangesTest::cutAnswersLeaveTheOutcomeUnknown()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, reused);
    QFETCH(bool, reset);
    for (const int at : {0, 5, 30, 75}) { // nothing, in the status line, in the headers, in the body
        ScriptedServer server;
        const Script answer = Script::reply(200, "{\"id\": \"agent_0123456789\"}").cutAt(at, reset ? Cut::Rst : Cut::Fin);
        server.handle([&](const test::SeenRequest &request) { return request.method == "GET" ? Script::reply(200, "{}") : answer; });
        Transport transport(test::endpointOf(server), &m_clock, nullptr);
        if (reused) {
            Sent first(transport, get());
            QVERIFY(first.ended() && first.status() == 200);
        }
        Sent sent(transport, change(method, body));
        QVERIFY(sent.ended());
        QVERIFY2(sent.kind() == "OutcomeUnknown", (QByteArray::number(at) + " " + sent.kind()).constData());
        QCOMPARE(begun(server), 1);
    }
}

void ChangesTest::randomCutsCountOne_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("R9: 200 random cuts") << true;
}

void ChangesTest::randomCutsCountOne()
{
    std::mt19937 random(20261121);
    ScriptedServer server;
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    for (int round = 0; round < 200; ++round) {
        server.forget();
        const Cut how = random() % 2 ? Cut::Rst : Cut::Fin;
        const bool inRequest = random() % 2;
        Script answer = Script::reply(200, QByteArray(2000, 'a'));
        if (!inRequest)
            answer.cutAt(int(random() % 2000), how);
        server.handle([&](const test::SeenRequest &request) { return request.method == "GET" ? Script::reply(200, "{}") : answer; });
        if (random() % 2) {
            Sent first(transport, get());
            QVERIFY(first.ended() && first.status() == 200);
        }
        if (inRequest)
            server.cutNextRequestAt(server.bytesRead() + int(random() % 3000), how);
        Sent sent(transport, change("POST", QByteArray(int(random() % 4000), 'b')));
        QVERIFY(sent.ended());
        QVERIFY2(begun(server) == 1, qPrintable(QStringLiteral("round %1: %2 requests").arg(round).arg(begun(server))));
        // A request cut behind its end was answered; everything else is unknown.
        if (sent.kind() != "OutcomeUnknown")
            QVERIFY2(inRequest && sent.status() == 200, qPrintable(QStringLiteral("round %1").arg(round)));
        server.cutNextRequestAt(-1, how);
    }
}

void ChangesTest::timeoutLeavesTheOutcomeUnknown_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("R9: no answer in time") << true;
}

void ChangesTest::timeoutLeavesTheOutcomeUnknown()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::silence());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    for (const QByteArray &body : {QByteArray("{}"), QByteArray()}) {
        server.forget();
        Sent sent(transport, change("POST", body));
        QTRY_COMPARE(server.count(), 1);
        clock.advance(31s);
        QTRY_COMPARE(sent.kind(), QByteArray("OutcomeUnknown"));
        QVERIFY(sent.result->error().detail.contains(QStringLiteral("nothing came for 30 s")));
        QCOMPARE(server.count(), 1);
        QTRY_COMPARE(server.open(), 0);
    }
}

void ChangesTest::truncatedAnswerLeavesTheOutcomeUnknown()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{\"id\": \"agent_").contentLength(500).cut());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, post());
    QTRY_COMPARE(sent.kind(), QByteArray("OutcomeUnknown"));
    QCOMPARE(sent.result->error().httpStatus, 200);
    QCOMPARE(server.count(), 1);
}

void ChangesTest::refusalsWithACutBodyAreStillRefusals()
{
    ScriptedServer server;
    server.enqueue(Script::reply(422, "{\"error\": ").contentLength(500).cut());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, post());
    QTRY_COMPARE(sent.status(), 422);
    QCOMPARE(server.count(), 1);
}

void ChangesTest::refusedPortIsTriedAgainBecauseNothingLeft()
{
    test::FakeClock clock;
    net::TrafficLog log;
    net::Endpoint endpoint;
    {
        ScriptedServer gone;
        endpoint = test::endpointOf(gone);
    }
    Transport transport(endpoint, &clock, &log);
    Sent sent(transport, post());
    for (std::size_t attempt = 1; attempt < 5; ++attempt) {
        QTRY_VERIFY(log.entries().size() == attempt && log.entries().back().finished);
        QVERIFY(!sent.done());
        clock.advance(8s);
    }
    QTRY_COMPARE(sent.kind(), QByteArray("Network"));
    QCOMPARE(log.entries().size(), std::size_t(5));
}

void ChangesTest::refusedPortForAChangeWithoutBody()
{
    net::Endpoint endpoint;
    {
        ScriptedServer gone;
        endpoint = test::endpointOf(gone);
    }
    Transport transport(endpoint, &m_clock, nullptr);
    net::Request request = change("POST", {});
    request.maxTries = 1;
    Sent sent(transport, request);
    QTRY_COMPARE(sent.kind(), QByteArray("Network"));
}

void ChangesTest::serverThatComesUpLateGetsTheChangeOnce()
{
    test::FakeClock clock;
    net::TrafficLog log;
    quint16 port = 0;
    net::Endpoint endpoint;
    {
        ScriptedServer gone;
        endpoint = test::endpointOf(gone);
        port = gone.serverPort();
    }
    Transport transport(endpoint, &clock, &log);
    Sent sent(transport, post());
    QTRY_VERIFY(log.entries().size() == 1 && log.entries().back().finished);
    ScriptedServer server;
    server.close();
    QVERIFY(server.listen(QHostAddress::LocalHost, port));
    server.enqueue(Script::reply(200, "{}"));
    clock.advance(1s);
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(server.count(), 1);
}

void ChangesTest::redirectsOfChangesAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void ChangesTest::redirectsOfChangesAreNotFollowed()
{
    QFETCH(int, status);
    ScriptedServer server;
    server.enqueue(Script::reply(status).header("Location", "/v1/elsewhere"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, post());
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), status);
    QCOMPARE(server.count(), 1);
    QCOMPARE(net::errorFrom(**sent.result, m_clock.now()).kind, base::Error::Kind::Protocol);
}

QTEST_GUILESS_MAIN(ChangesTest)
#include "tst_changes.moc"
