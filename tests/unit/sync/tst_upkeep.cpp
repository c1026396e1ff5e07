#include "sync/upkeep.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

using namespace std::chrono_literals;
using base::Error;
using syncing::Upkeep;

class TestUpkeep : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void asksSoonWhileSomethingRuns();
    void asksLaterWhileTheServerFails();
    void stops();
};

void TestUpkeep::asksSoonWhileSomethingRuns()
{
    test::FakeClock clock;
    Upkeep upkeep(&clock);
    QSignalSpy due(&upkeep, &Upkeep::due);
    clock.advance(1h);
    QCOMPARE(due.size(), 0);
    upkeep.start();
    clock.advance(5s);
    QCOMPARE(due.size(), 1);
    clock.advance(1h); // one question at a time
    QCOMPARE(due.size(), 1);
    upkeep.answered(true);
    clock.advance(5s);
    QCOMPARE(due.size(), 2);
    upkeep.answered(false);
    clock.advance(29s);
    QCOMPARE(due.size(), 2);
    clock.advance(1s);
    QCOMPARE(due.size(), 3);
}

void TestUpkeep::asksLaterWhileTheServerFails()
{
    test::FakeClock clock;
    Upkeep upkeep(&clock);
    upkeep.start();
    for (int i = 0; i < 30; ++i) {
        clock.advance(clock.nextDelay());
        upkeep.failed(Error::of(Error::Kind::Overloaded));
        QVERIFY(clock.nextDelay() >= Upkeep::whileRunning);
        QVERIFY(clock.nextDelay() <= Upkeep::longestPause);
    }
    clock.advance(clock.nextDelay());
    Error limited = Error::of(Error::Kind::RateLimited);
    limited.retryAfter = 400s;
    upkeep.failed(limited);
    QCOMPARE(clock.nextDelay(), 400s);
    clock.advance(400s);
    upkeep.answered(false);
    QCOMPARE(clock.nextDelay(), Upkeep::whileIdle);
    clock.advance(Upkeep::whileIdle);
    upkeep.failed(Error::of(Error::Kind::Unauthorized));
    QVERIFY(!upkeep.isActive());
    QCOMPARE(clock.pending(), 0);
}

void TestUpkeep::stops()
{
    test::FakeClock clock;
    Upkeep upkeep(&clock);
    upkeep.start();
    upkeep.start();
    QCOMPARE(clock.pending(), 1);
    upkeep.stop();
    QCOMPARE(clock.pending(), 0);
    upkeep.answered(true); // an answer that comes after
    QCOMPARE(clock.pending(), 0);
}

QTEST_GUILESS_MAIN(TestUpkeep)

#include "tst_upkeep.moc"
