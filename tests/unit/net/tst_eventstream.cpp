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

class EventStreamTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void requestAsItGoesOverTheWire_data();
    void requestAsItGoesOverTheWire();
    void opensBeforeTheFirstByteOfTheBody();
    void framesCarryNameDataAndId();
    void nothingIsEmittedInsideACall();
    void closeEndsTheConnectionSilently_data();
    void closeEndsTheConnectionSilently();
    void openAgainAfterClose();
    void openTwiceIsOnce();
    void aSlotMayCloseOrDelete_data();
    void aSlotMayCloseOrDelete();
    void reconnectNowSkipsThePause();
    void reconnectNowReplacesALiveConnection();
    void sinceLastByteCountsComments();
    void heldItReadsNothing();
    void whatEndsWhileHeldIsReadToItsEnd();
    void silentHeadersReconnect_data();
    void silentHeadersReconnect();
    void anIdleStreamLives();
    void aDeadStreamReconnectsAtLast();
    void tooLargeEventFails();
    void invalidRequestFails();

private:
    base::SystemClock m_clock;
};

void EventStreamTest::requestAsItGoesOverTheWire_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("R2 R3: an event stream is accepted") << QByteArray("accept") << QByteArray("text/event-stream");
    QTest::newRow("R2: nothing comes out of a cache") << QByteArray("cache-control") << QByteArray("no-cache");
    QTest::newRow("R3: headers of its own") << QByteArray("anthropic-beta") << QByteArray("managed-agents-2026-04-01");
    QTest::newRow("not compressed") << QByteArray("accept-encoding") << QByteArray("identity");
    QTest::newRow("the key") << QByteArray("x-api-key") << test::canaryKey;
}

void EventStreamTest::requestAsItGoesOverTheWire()
{
    ScriptedServer server;
    server.enqueue(Script::stream().header("request-id", "req_s"));
    net::Endpoint endpoint = test::endpointOf(server);
    endpoint.headers = {{"anthropic-beta", "managed-agents-2026-04-01"}};
    Transport transport(endpoint, &m_clock, nullptr);
    QObject owner;
    net::Request request = get("/v1/sessions/s/events/stream");
    request.query = {{"event_deltas[]", "agent.message"}};
    auto *stream = transport.openStream(&owner, request);
    QSignalSpy opened(stream, &EventStream::opened);
    stream->open();
    QTRY_COMPARE(opened.size(), 1);
    const auto &seen = server.seen().front();
    QCOMPARE(seen.method, QByteArray("GET"));
    QCOMPARE(seen.target, QByteArray("/v1/sessions/s/events/stream?event_deltas%5B%5D=agent.message"));
    QFETCH(QByteArray, field);
    QTEST(seen.header(field), "value");
    QCOMPARE(seen.count("last-event-id"), 0);
    QCOMPARE(stream->requestId(), QStringLiteral("req_s"));
}

void EventStreamTest::opensBeforeTheFirstByteOfTheBody()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk(":"));
    server.enqueue(Script::raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    for (int i = 0; i < 2; ++i) {
        WatchedStream w(transport);
        w.stream->open();
        QCOMPARE(w.stream->state(), EventStream::State::Connecting);
        QTRY_COMPARE(w.opened, 1);
        QCOMPARE(w.stream->state(), EventStream::State::Open);
    }
}

void EventStreamTest::framesCarryNameDataAndId()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk("id: 7\nevent: a.b\nda").chunk("ta: {\"x\":\ndata: 1}\n").chunk("\ndata: y\n\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(2));
    QVERIFY(w.frames[0] == (Frame{"a.b", "{\"x\":\n1}", "7"}));
    QVERIFY(w.frames[1] == (Frame{"message", "y", "7"}));
    QCOMPARE(w.stream->lastEventId(), QByteArray("7"));
    server.push("id: 8\ndata: z\n\n");
    QTRY_COMPARE(w.frames.size(), std::size_t(3));
    QCOMPARE(w.stream->lastEventId(), QByteArray("8"));
}

void EventStreamTest::nothingIsEmittedInsideACall()
{
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    w.stream->reconnectNow();
    w.stream->close();
    w.stream->open();
    QVERIFY(w.silent());
    QTRY_COMPARE(w.opened, 1);
    QCOMPARE(server.count(), 1);
}

void EventStreamTest::closeEndsTheConnectionSilently_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("R2: close() ends an open stream, and a request under way") << true;
}

void EventStreamTest::closeEndsTheConnectionSilently()
{
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    w.stream->close();
    QCOMPARE(w.stream->state(), EventStream::State::Closed);
    QTRY_COMPARE(server.open(), 0);
    QVERIFY(w.pauses.empty() && w.failures.empty() && w.ended == 0);
    // While it is still connecting too.
    w.stream->open();
    QTRY_COMPARE(server.connections(), 2);
    w.stream->close();
    QTRY_COMPARE(server.open(), 0);
    QVERIFY(w.pauses.empty() && w.failures.empty());
}

void EventStreamTest::openAgainAfterClose()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk("id: 4\ndata: x\n\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    w.stream->close();
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(2));
    QCOMPARE(server.seen().back().header("last-event-id"), QByteArray("4"));
}

void EventStreamTest::openTwiceIsOnce()
{
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    w.stream->open();
    QVERIFY(!QTest::qWaitFor([&] { return server.count() > 1; }, 100));
}

void EventStreamTest::aSlotMayCloseOrDelete_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("what");
    for (const char *where : {"opened", "frame", "reconnecting", "failed", "ended"}) {
        for (const char *what : {"close", "delete", "reopen"})
            QTest::addRow("%s in %s", what, where) << QString::fromLatin1(where) << QString::fromLatin1(what);
    }
}

void EventStreamTest::aSlotMayCloseOrDelete()
{
    QFETCH(QString, where);
    QFETCH(QString, what);
    ScriptedServer server;
    if (where == QLatin1String("failed"))
        server.enqueue(Script::reply(404, "{}"));
    else if (where == QLatin1String("ended"))
        server.enqueue(Script::reply(204));
    else if (where == QLatin1String("reconnecting"))
        server.enqueue(Script::reply(503, "{}"));
    else
        server.enqueue(Script::stream().chunk("data: 1\n\ndata: 2\n\ndata: 3\n\n"));
    server.enqueue(Script::stream().chunk("data: again\n\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QPointer<EventStream> stream = transport.openStream(this, get("/v1/stream"));
    std::vector<QByteArray> data;
    bool acted = false;
    const auto act = [&] {
        if (std::exchange(acted, true))
            return;
        if (what == QLatin1String("delete"))
            std::unique_ptr<EventStream>(stream.data()).reset();
        else
            stream->close();
        if (what == QLatin1String("reopen"))
            stream->open();
    };
    connect(stream, &EventStream::frame, this, [&](const Frame &frame) {
        data.push_back(frame.data);
        if (where == QLatin1String("frame"))
            act();
    });
    connect(stream, &EventStream::opened, this, [&] { where == QLatin1String("opened") ? act() : void(); });
    connect(stream, &EventStream::reconnecting, this, [&] { where == QLatin1String("reconnecting") ? act() : void(); });
    connect(stream, &EventStream::failed, this, [&] { where == QLatin1String("failed") ? act() : void(); });
    connect(stream, &EventStream::ended, this, [&] { where == QLatin1String("ended") ? act() : void(); });
    stream->open();
    QTRY_VERIFY(acted);
    if (what == QLatin1String("reopen")) {
        QTRY_VERIFY(!data.empty() && data.back() == "again");
        QCOMPARE(data.size(), std::size_t(where == QLatin1String("frame") ? 2 : 1));
    } else {
        QTRY_COMPARE(server.open(), where == QLatin1String("ended") || where == QLatin1String("failed") ? server.open() : 0);
        QCOMPARE(data.size(), std::size_t(where == QLatin1String("frame") ? 1 : 0));
    }
    QCOMPARE(stream.isNull(), what == QLatin1String("delete"));
    if (stream)
        stream->deleteLater();
}

void EventStreamTest::reconnectNowSkipsThePause()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::reply(503, "{}").header("retry-after", "50"));
    server.enqueue(Script::stream().chunk("data: x\n\n"));
    Transport transport(test::endpointOf(server), &clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.pauses.size(), std::size_t(1));
    QCOMPARE(w.pauses.front(), 50'000ms);
    QCOMPARE(w.stream->state(), EventStream::State::Waiting);
    w.stream->reconnectNow();
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
}

void EventStreamTest::reconnectNowReplacesALiveConnection()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk("id: 1\ndata: x\n\ndata: par"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    w.stream->reconnectNow();
    QTRY_COMPARE(w.frames.size(), std::size_t(2));
    QTRY_COMPARE(server.open(), 1);
    QCOMPARE(server.seen().back().header("last-event-id"), QByteArray("1"));
    QVERIFY(w.pauses.empty());
    w.stream->close();
    w.stream->reconnectNow();
    QCOMPARE(w.stream->state(), EventStream::State::Closed);
}

void EventStreamTest::sinceLastByteCountsComments()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    clock.advance(45s);
    QCOMPARE(w.stream->sinceLastByte(), 45'000ms);
    server.push(": still here\n");
    QTRY_COMPARE(w.stream->sinceLastByte(), 0ms);
    clock.advance(7s);
    QCOMPARE(w.stream->sinceLastByte(), 7000ms);
}

void EventStreamTest::heldItReadsNothing()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    server.push("data: 1\n\n");
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    w.stream->hold(true);
    const QByteArray large = "data: " + QByteArray(100'000, 'x') + "\n\n";
    for (int i = 0; i < 40; ++i) // more than fits into what lies between
        server.push(large);
    WatchedStream other(transport);
    other.stream->open();
    QTRY_COMPARE(other.opened, 1);
    server.push("data: y\n\n");
    QTRY_COMPARE(other.frames.size(), std::size_t(1));
    clock.advance(EventStream::silenceLimit + 60s);
    QCOMPARE(w.stream->sinceLastByte(), 0ms); // nobody listens: nobody knows how silent it is
    QCOMPARE(w.frames.size(), std::size_t(1));
    QCOMPARE(w.stream->state(), EventStream::State::Open);
    w.stream->hold(false);
    QCOMPARE(w.frames.size(), std::size_t(1)); // not inside the call
    QTRY_COMPARE(w.frames.size(), std::size_t(41));
    clock.advance(7s);
    QCOMPARE(w.stream->sinceLastByte(), 7000ms);
    QVERIFY(w.pauses.empty());
}

void EventStreamTest::whatEndsWhileHeldIsReadToItsEnd()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk("data: 1\n\n").waitForRelease().chunk("data: 2\n\n").end());
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    w.stream->hold(true);
    server.release();
    QTRY_COMPARE(w.pauses.size(), std::size_t(1)); // the end is told, behind what came before it
    QCOMPARE(w.frames.size(), std::size_t(2));
}

void EventStreamTest::silentHeadersReconnect_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("R3: read time-out") << true;
}

void EventStreamTest::silentHeadersReconnect()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::silence());
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(server.count(), 1);
    clock.advance(30s);
    QCOMPARE(w.pauses.size(), std::size_t(1));
    QCOMPARE(w.why.front(), Error::Kind::Timeout);
    clock.advance(500ms);
    QTRY_COMPARE(w.opened, 1);
}

void EventStreamTest::anIdleStreamLives()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    clock.advance(14min);
    server.push("data: late\n\n");
    QTRY_COMPARE(w.frames.size(), std::size_t(1));
    clock.advance(14min);
    QVERIFY(w.pauses.empty());
}

void EventStreamTest::aDeadStreamReconnectsAtLast()
{
    test::FakeClock clock;
    ScriptedServer server;
    server.enqueue(Script::stream());
    Transport transport(test::endpointOf(server), &clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE(w.opened, 1);
    clock.advance(EventStream::silenceLimit);
    QCOMPARE(w.why, std::vector<Error::Kind>{Error::Kind::Timeout});
}

void EventStreamTest::tooLargeEventFails()
{
    ScriptedServer server;
    Script script = Script::stream().chunk("data: fine\n\n");
    for (int i = 0; i < 66; ++i)
        script.chunk(QByteArray(1024 * 1024, 'x'));
    server.enqueue(script);
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WatchedStream w(transport);
    w.stream->open();
    QTRY_COMPARE_WITH_TIMEOUT(w.failures.size(), std::size_t(1), 30'000);
    QCOMPARE(w.failures.front().kind, Error::Kind::Protocol);
    QCOMPARE(w.frames.size(), std::size_t(1));
    QCOMPARE(server.count(), 1);
}

void EventStreamTest::invalidRequestFails()
{
    ScriptedServer server;
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/../x"));
    std::optional<Error> failure;
    connect(stream, &EventStream::failed, &owner, [&](const Error &error) { failure = error; });
    stream->open();
    QVERIFY(!failure);
    QTRY_VERIFY(failure.has_value());
    QCOMPARE(failure->kind, Error::Kind::Invalid);
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_eventstream.moc"
