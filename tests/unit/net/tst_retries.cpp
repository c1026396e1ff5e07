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

class RetriesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void readsAreRetriedAndPausesObeyed();
    void aLongRetryAfterIsHandedToTheCaller();
    void oneBreakerForTheHost();
    void unauthorizedIsSignalledOnce();
    void inFlightCountsRequests();
    void abortEndsInCancelledAndDropsTheConnection();
    void ownerDiesAndTheConnectionGoes();
    void transportDiesAndJobsEndCancelled();
    void droppedConnectionsStartReadsAgainAndLetChangesFinish();

private:
    base::SystemClock m_clock;
};

void RetriesTest::readsAreRetriedAndPausesObeyed()
{
    test::FakeClock clock;
    net::TrafficLog log;
    ScriptedServer server;
    server.enqueue(Script::reply(429, "{}").header("retry-after", "2"));
    server.enqueue(Script::reply(503, "{}"));
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &clock, &log);
    Sent sent(transport, get());
    QTRY_VERIFY(log.entries().size() == 1 && log.entries().back().finished);
    QCOMPARE(clock.nextDelay(), 2000ms);
    clock.advance(1999ms);
    QCOMPARE(log.entries().size(), std::size_t(1));
    clock.advance(1ms);
    QTRY_VERIFY(log.entries().size() == 2 && log.entries().back().finished);
    QVERIFY(clock.nextDelay() <= 1000ms);
    clock.advance(1000ms);
    QTRY_COMPARE(sent.status(), 200);
    QCOMPARE(server.count(), 3);
    QCOMPARE(log.entries().back().attempt, 3);
    QCOMPARE(sent.calls, 1);
}

void RetriesTest::aLongRetryAfterIsHandedToTheCaller()
{
    ScriptedServer server;
    server.enqueue(Script::reply(429, "{}").header("retry-after", "86400"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_COMPARE(sent.status(), 429);
    QCOMPARE(server.count(), 1);
    const Error error = net::errorFrom(**sent.result, m_clock.now());
    QCOMPARE(error.kind, Error::Kind::RateLimited);
    QCOMPARE(error.retryAfter, 86'400'000ms);
    // Nor does it hold back what a person asks for next.
    Sent next(transport, get());
    QTRY_COMPARE(next.status(), 429);
    QCOMPARE(server.count(), 2);
}

void RetriesTest::oneBreakerForTheHost()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::reply(529, "{}").header("retry-after", "30"));
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &clock, nullptr);
    Sent change(transport, post());
    QTRY_COMPARE(change.status(), 529);
    Sent read(transport, get());
    Sent another(transport, post());
    QTRY_COMPARE(clock.pending(), 2);
    QCOMPARE(server.count(), 1);
    clock.advance(29'999ms);
    QCOMPARE(clock.pending(), 2);
    clock.advance(1ms);
    QTRY_COMPARE(read.status(), 200);
    QTRY_COMPARE(another.status(), 200);
    QCOMPARE(server.count(), 3);
}

void RetriesTest::unauthorizedIsSignalledOnce()
{
    ScriptedServer server;
    server.enqueue(Script::reply(401, test::fixture(QStringLiteral("net/error-envelope.json"))));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    std::vector<Error> errors;
    connect(&transport, &Transport::unauthorized, this, [&](const Error &error) { errors.push_back(error); });
    Sent sent(transport, get());
    QTRY_COMPARE(sent.status(), 401);
    QCOMPARE(errors.size(), std::size_t(1));
    QCOMPARE(errors.front().kind, Error::Kind::Unauthorized);
    QCOMPARE(errors.front().serverMessage, QStringLiteral("no such agent"));
    QCOMPARE(server.count(), 1);
}

void RetriesTest::inFlightCountsRequests()
{
    ScriptedServer server;
    server.enqueue(Script::reply(200, "{}"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QList<int> counts;
    connect(&transport, &Transport::inFlightChanged, this, [&](int count) { counts.append(count); });
    Sent one(transport, get()), two(transport, get());
    QCOMPARE(transport.inFlight(), 2);
    QTRY_VERIFY(one.done() && two.done());
    QCOMPARE(counts, (QList<int>{1, 2, 1, 0}));
}

void RetriesTest::abortEndsInCancelledAndDropsTheConnection()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent sent(transport, get());
    QTRY_COMPARE(server.count(), 1);
    sent.job->abort();
    QVERIFY(!sent.done());
    QTRY_COMPARE(sent.kind(), QByteArray("Cancelled"));
    QCOMPARE(transport.inFlight(), 0);
    QTRY_COMPARE(server.open(), 0);
}

void RetriesTest::ownerDiesAndTheConnectionGoes()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    auto sent = std::make_unique<Sent>(transport, get());
    QTRY_COMPARE(server.count(), 1);
    sent.reset();
    QCOMPARE(transport.inFlight(), 0);
    QTRY_COMPARE(server.open(), 0);
}

void RetriesTest::transportDiesAndJobsEndCancelled()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    auto transport = std::make_unique<Transport>(test::endpointOf(server), &m_clock, nullptr);
    Sent running(*transport, get());
    QTRY_COMPARE(server.count(), 1);
    Sent fresh(*transport, post());
    transport.reset();
    QTRY_COMPARE(running.kind(), QByteArray("Cancelled"));
    QTRY_COMPARE(fresh.kind(), QByteArray("Cancelled"));
    QCOMPARE(server.count(), 1);
    QTRY_COMPARE(server.open(), 0);
}

void RetriesTest::droppedConnectionsStartReadsAgainAndLetChangesFinish()
{
    ScriptedServer server;
    server.handle([&](const test::SeenRequest &request) {
        if (request.method == "POST")
            return Script::reply(200, "{}").header("x-a", "b");
        return server.count("GET", "/v1/x") == 1 ? Script::silence() : Script::reply(200, "{}");
    });
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    Sent read(transport, get());
    QTRY_COMPARE(server.count(), 1);
    Sent change(transport, post());
    transport.dropConnections();
    QTRY_COMPARE(read.status(), 200);
    QTRY_COMPARE(change.status(), 200);
    QCOMPARE(server.count("GET", "/v1/x"), 2);
    QCOMPARE(server.count("POST", "/v1/x"), 1);
    QVERIFY(server.connections() >= 2);
}

QTEST_GUILESS_MAIN(RetriesTest)
#include "tst_retries.moc"
