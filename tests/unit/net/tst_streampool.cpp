#include "base/clock.h"
#include "net/eventstream.h"
#include "net/transport.h"
#include "tests/support/testbase.h"
#include "tests/support/watchedstream.h"

#include <QSignalSpy>

using base::Error;
using net::EventStream;
using net::Frame;
using net::Transport;
using test::get;
using test::Script;
using test::ScriptedServer;
using test::Sent;
using test::WatchedStream;
using namespace std::chrono_literals;

class StreamPoolTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void unauthorizedIsPassedOnByTheTransport();
    void transportDiesAndStreamsClose();
    void droppedConnectionsReconnectAtOnce();
    void twentyFourStreamsAndNoMore();
    void requestsAreNotStarvedByTwentyStreams();
    void breakerHoldsStreamsBackToo();
    void trafficShowsTheStream();

private:
    base::SystemClock m_clock;
};

void StreamPoolTest::unauthorizedIsPassedOnByTheTransport()
{
    ScriptedServer server;
    server.enqueue(Script::reply(401, "{}"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QSignalSpy unauthorized(&transport, &Transport::unauthorized);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.failures.size(), std::size_t(1));
    QCOMPARE(unauthorized.size(), 1);
    QVERIFY(!QTest::qWaitFor([&] { return server.count() > 1; }, 100));
}

void StreamPoolTest::transportDiesAndStreamsClose()
{
    ScriptedServer server;
    server.enqueue(Script::stream());
    auto transport = std::make_unique<Transport>(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(*transport);
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    transport.reset();
    QCOMPARE(w.stream->state(), EventStream::State::Closed);
    QTRY_COMPARE(server.open(), 0);
}

void StreamPoolTest::droppedConnectionsReconnectAtOnce()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk("data: x\n\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    transport.dropConnections();
    QTRY_COMPARE(w.frames.size(), std::size_t(2));
    QTRY_COMPARE(server.open(), 1);
    QVERIFY(w.pauses.empty());
    QCOMPARE(server.count(), 2);
}

void StreamPoolTest::twentyFourStreamsAndNoMore()
{
    ScriptedServer server;
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    auto owner = std::make_unique<QObject>();
    EventStream *last = nullptr;
    for (int i = 0; i < Transport::maxStreams; ++i) {
        last = transport.openStream(owner.get(), get());
        QVERIFY(last);
    }
    QCOMPARE(transport.streams(), 24);
    QVERIFY(!transport.openStream(owner.get(), get()));
    last->close(); // it may be opened again: only its death makes room
    QVERIFY(!transport.openStream(owner.get(), get()));
    std::unique_ptr<EventStream>(last).reset();
    QVERIFY(transport.openStream(owner.get(), get()));
    owner.reset();
    QCOMPARE(transport.streams(), 0);
}

void StreamPoolTest::requestsAreNotStarvedByTwentyStreams()
{
    ScriptedServer server;
    server.handle([](const test::SeenRequest &request) {
        return request.path() == "/v1/stream" ? Script::stream().chunk("data: x\n\n") : Script::reply(200, "{}");
    });
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    std::vector<std::unique_ptr<WatchedStream>> streams;
    for (int i = 0; i < 20; ++i) {
        streams.push_back(std::make_unique<WatchedStream>(transport));
        streams.back()->stream->open();
    }
    for (const auto &w : streams)
        QTRY_COMPARE(w->frames.size(), std::size_t(1));
    std::vector<qint64> times;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        Sent sent(transport, get());
        QVERIFY(sent.ended());
        QCOMPARE(sent.status(), 200);
        times.push_back(timer.elapsed());
    }
    std::sort(times.begin(), times.end());
    QVERIFY2(times[18] <= 500, qPrintable(QString::number(times[18]))); // goal R12 is 50 ms; this machine is shared
    qInfo("p95 of a request beside 20 streams: %lld ms", times[18]);
}

void StreamPoolTest::breakerHoldsStreamsBackToo()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::reply(529, "{}").header("retry-after", "20"));
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    Sent sent(transport, test::post());
    QTRY_COMPARE(sent.status(), 529);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.stream->state(), EventStream::State::Waiting);
    QCOMPARE(server.count(), 1);
    clock.advance(20s);
    QTRY_COMPARE(w.opened, 1);
}

void StreamPoolTest::trafficShowsTheStream()
{
    ScriptedServer server;
    server.enqueue(Script::stream().header("request-id", "req_s").chunk("data: x\n\n"));
    net::TrafficLog log;
    Transport transport(test::endpointOf(server), &m_clock, &log);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    QCOMPARE(log.entries().size(), std::size_t(1));
    QVERIFY(log.entries().front().stream && !log.entries().front().finished);
    w.stream->close();
    QVERIFY(log.entries().front().finished);
    QCOMPARE(log.entries().front().status, 200);
    QCOMPARE(log.entries().front().bytesReceived, 9);
    QCOMPARE(log.entries().front().requestId, QStringLiteral("req_s"));
}

QTEST_GUILESS_MAIN(StreamPoolTest)
#include "tst_streampool.moc"
