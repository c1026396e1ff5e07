#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"
#include "tests/unit/backends/feedharness.h"

#include <QSignalSpy>

using namespace std::chrono_literals;
using State = api::FeedStatus::State;
using test::FeedHarness;
using test::Script;

//! The feed's watch over silence (reliability.md F16, F17) and over turns whose end no event tells (openma-observed.md §2.1).
class TestFeedWatch : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void silentWhileRunning();
    void silentWhileIdle();
    void commentsAreLife();
    void silentAndHistoryMovedOn();
    void silentAndServerGone();
    void silentAndSessionGone();
    void silentBecauseTheRouteDied();
    void statusIsAskedAfterATurn();
    void pollsWhileATurnRuns();
    void endToldByAnEvent();
    void endMissed();
    void turnsSideBySide();
    void anotherThreadsEndIsNotTheSessions();
    void deadTurnInHistory();
    void pollingSurvivesFailures();
};

namespace {

// A question and its answer: whatever was sent before has arrived, and the event loop has run.
void roundTrip(FeedHarness &h)
{
    QVERIFY(test::awaited(h.client->fetch(h.owner.get(), *h.client->resource("agents"), QStringLiteral("a"))).ok());
}

// Lets `time` pass in steps, and the event loop between them.
void pass(FeedHarness &h, std::chrono::milliseconds time)
{
    for (auto gone = 0ms; gone < time; gone += 1s) {
        h.clock.advance(1s);
        roundTrip(h);
    }
}

QByteArray requestEnd(const FeedHarness &h, int number, const QByteArray &reason)
{
    return h.event(
        "span.model_request_end", number, "\"model_request_start_id\":\"r\",\"finish_reason\":\"" + reason + "\",\"is_error\":false");
}

} // namespace

void TestFeedWatch::silentWhileRunning()
{
    FeedHarness h(api::Platform::Anthropic);
    h.status = "running";
    h.openLive();
    h.live(h.event("session.status_running", 1));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    h.clock.advance(44s);
    QCOMPARE(h.sessionReads(), 0);
    h.clock.advance(2s);
    QTRY_COMPARE(h.sessions.size(), 1); // asked first …
    QTRY_COMPARE(h.listings(), 2);      // … then whether anything was missed …
    QTRY_COMPARE(h.backFills, 2);
    QCOMPARE(h.state(), State::Live);   // … and nothing was: a long model call is silent
    QCOMPARE(h.streams(), 1);
    h.clock.advance(46s);
    QTRY_COMPARE(h.sessions.size(), 2); // and again
}

void TestFeedWatch::silentWhileIdle()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.clock.advance(299s);
    QCOMPARE(h.sessionReads(), 0);
    h.clock.advance(2s);
    QTRY_COMPARE(h.sessions.size(), 1);
    QTRY_COMPARE(h.backFills, 2);
    QCOMPARE(h.streams(), 1);
}

void TestFeedWatch::commentsAreLife()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.live(h.event("session.status_running", 1));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    for (int i = 0; i < 5; ++i) {
        h.clock.advance(40s);
        h.push(": ping\n\n");
        for (int trip = 0; trip < 2; ++trip) // by then the comment has arrived, too
            roundTrip(h);
    }
    QCOMPARE(h.sessionReads(), 0);
}

void TestFeedWatch::silentAndHistoryMovedOn()
{
    FeedHarness h(api::Platform::Anthropic);
    h.status = "running";
    h.openLive();
    h.live(h.event("session.status_running", 1));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    h.history.append(h.message(2)); // and the stream, alive as it looks, does not bring it
    h.clock.advance(46s);
    QTRY_COMPARE(h.streams(), 2);
    QTRY_COMPARE(h.state(), State::Live);
    QVERIFY(h.states().contains(State::Reconnecting));
    QVERIFY(h.identities().contains(QStringLiteral("e2")));
}

void TestFeedWatch::silentAndServerGone()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.onSession = [](const auto &) { return Script::reply(503, "{\"error\":\"gone for now\"}"); };
    h.clock.advance(301s);
    QTRY_COMPARE(h.streams(), 2);
    QVERIFY(h.states().contains(State::Reconnecting));
    QTRY_COMPARE(h.state(), State::Live);
}

void TestFeedWatch::silentAndSessionGone()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.onSession = [](const auto &) { return Script::reply(404, "{\"error\":\"Session not found\"}"); };
    h.clock.advance(301s);
    QTRY_COMPARE(h.state(), State::Ended);
}

void TestFeedWatch::silentBecauseTheRouteDied()
{
    // R11: stream and kept-alive connections are all dead, and nobody tells. What was missed is there 45 seconds later.
    FeedHarness h(api::Platform::Anthropic);
    h.status = "running";
    h.openLive();
    h.live(h.event("session.status_running", 1));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    h.history.append(h.message(2));
    h.server.blackHole();
    h.server.blackHole(false);
    h.clock.advance(46s);
    QTRY_VERIFY(h.identities().contains(QStringLiteral("e2"))); // no clock moves
    QTRY_COMPARE(h.streams(), 2);
    QTRY_COMPARE(h.state(), State::Live);
}

void TestFeedWatch::statusIsAskedAfterATurn()
{
    // Servers that tell a turn's end are asked once after it, for the numbers; never while it runs.
    FeedHarness h(api::Platform::Anthropic);
    QSignalSpy changed(h.client.get(), &api::Client::recordChanged);
    h.openLive();
    h.live(h.event("session.status_running", 1));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    pass(h, 10s);
    QCOMPARE(h.sessionReads(), 0);
    h.live(h.event("session.status_idle", 2, "\"stop_reason\":{\"type\":\"end_turn\"}"));
    QTRY_VERIFY(h.afterTime(250ms, h.sessions.size() == 1));
    pass(h, 10s);
    QCOMPARE(h.sessionReads(), 1);
    QCOMPARE(changed.size(), 1); // lists hear of it
}

void TestFeedWatch::pollsWhileATurnRuns()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    QCOMPARE(h.sessionReads(), 0);
    h.status = "running";
    h.feed->expectTurn();
    for (int i = 1; i <= 4; ++i) {
        h.clock.advance(1500ms);
        QTRY_COMPARE(h.sessions.size(), i);
    }
    h.status = "idle";
    h.clock.advance(1500ms);
    QTRY_COMPARE(h.sessions.size(), 5);
    QCOMPARE(h.sessions.back().string("status"), QStringLiteral("idle"));
    pass(h, 20s);
    QCOMPARE(h.sessionReads(), 5); // over: nobody asks any more
}

void TestFeedWatch::endToldByAnEvent()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.status = "running";
    h.live(h.event("user.message", 1, "\"content\":[]"));
    h.live(h.event("span.model_request_start", 2, "\"id\":\"r\""));
    h.live(requestEnd(h, 3, "tool-calls"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(3));
    h.clock.advance(1500ms);
    QTRY_COMPARE(h.sessions.size(), 1); // tools run: the turn goes on
    h.live(h.event("span.model_request_start", 4, "\"id\":\"r\""));
    h.live(requestEnd(h, 5, "stop"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(5));
    h.status = "idle";
    const int listings = h.listings();
    h.clock.advance(250ms);
    QTRY_COMPARE(h.sessions.size(), 2);
    pass(h, 20s);
    QCOMPARE(h.sessionReads(), 2);
    QCOMPARE(h.listings(), listings); // nothing was missed, nothing is listed
}

void TestFeedWatch::endMissed()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.status = "running";
    h.live(h.event("user.message", 1, "\"content\":[]"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    h.clock.advance(1500ms);
    QTRY_COMPARE(h.sessions.size(), 1);
    // The turn ends, and the stream says nothing.
    h.history.append(h.message(2));
    h.history.append(requestEnd(h, 3, "stop"));
    h.status = "idle";
    QTRY_VERIFY(h.afterTime(500ms, h.streams() == 2));
    QTRY_COMPARE(h.state(), State::Live);
    QCOMPARE(h.identities().size(), 3);
}

void TestFeedWatch::turnsSideBySide()
{
    // Recording 522: a second message starts a second turn; one ends while the other goes on.
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.status = "running";
    h.live(h.event("user.message", 1, "\"content\":[]"));
    h.live(h.event("user.message", 2, "\"content\":[]"));
    h.live(requestEnd(h, 3, "stop"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(3));
    h.clock.advance(250ms);
    QTRY_COMPARE(h.sessions.size(), 1);
    h.clock.advance(1500ms);
    QTRY_COMPARE(h.sessions.size(), 2); // still running, still asked
}

void TestFeedWatch::anotherThreadsEndIsNotTheSessions()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.status = "running";
    h.live(h.event("user.message", 1, "\"content\":[]"));
    h.live(h.event("span.model_request_end", 2, "\"finish_reason\":\"stop\",\"session_thread_id\":\"sthr_child\""));
    QTRY_COMPARE(h.arrived.size(), std::size_t(2));
    h.clock.advance(250ms);
    roundTrip(h);
    QCOMPARE(h.sessionReads(), 0); // nothing has ended: the status is due when it always is
    h.clock.advance(1250ms);
    QTRY_COMPARE(h.sessions.size(), 1);
}

void TestFeedWatch::deadTurnInHistory()
{
    // Recordings 971-975: a server that was killed leaves a turn without an end.
    FeedHarness h(api::Platform::Openma);
    h.history = {h.event("user.message", 1, "\"content\":[]"), h.event("span.model_request_start", 2, "\"id\":\"r\"")};
    h.openLive();
    QTRY_VERIFY(h.afterTime(250ms, h.sessions.size() == 1));
    pass(h, 20s);
    QCOMPARE(h.sessionReads(), 1);
    QCOMPARE(h.state(), State::Live);
    QCOMPARE(h.streams(), 1);
}

void TestFeedWatch::pollingSurvivesFailures()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.status = "running";
    int failures = 2;
    h.onSession = [&](const auto &) {
        return failures-- > 0 ? Script::reply(500, "{\"error\":\"internal_error\",\"message\":\"x\"}")
                              : Script::reply(200, "{\"id\":\"s1\",\"status\":\"idle\"}");
    };
    h.feed->expectTurn();
    QTRY_VERIFY(h.afterTime(500ms, h.sessions.size() >= 1));
    QCOMPARE(h.state(), State::Live);
}

QTEST_GUILESS_MAIN(TestFeedWatch)
#include "tst_feedwatch.moc"
