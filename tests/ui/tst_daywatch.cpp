#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/daywatch.h"
#include "ui/screens/sessionpage.h"
#include "ui/transcript/transcriptview.h"

#include <QSignalSpy>

using namespace std::chrono_literals;
using screens::DayWatch;

//! Midnight, and what shows days.
class TestDayWatch : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }
    void aDayEndsAtMidnightHere();
    void oneIs25HoursLong();
    void afterASleepItLooks();
    void theTranscriptSaysWhichDayItIs();
};

namespace {

QDateTime utc(int year, int month, int day, int hour, int minute)
{
    return {QDate(year, month, day), QTime(hour, minute), Qt::UTC};
}

} // namespace

void TestDayWatch::aDayEndsAtMidnightHere()
{
    test::FakeClock clock(utc(2026, 11, 20, 22, 30)); // half past eleven in Berlin
    DayWatch watch(&clock);
    QSignalSpy changed(&watch, &DayWatch::dayChanged);
    QCOMPARE(watch.today(), QDate(2026, 11, 20));
    QCOMPARE(clock.pending(), 1);
    QCOMPARE(clock.nextDelay(), std::chrono::milliseconds(30min));
    clock.advance(30min - 1ms);
    QCOMPARE(changed.size(), 0);
    clock.advance(1ms);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toDate(), QDate(2026, 11, 21));
    QCOMPARE(clock.pending(), 1);
    QCOMPARE(clock.nextDelay(), std::chrono::milliseconds(24h));
    clock.advance(24h);
    QCOMPARE(changed.size(), 2);
}

void TestDayWatch::oneIs25HoursLong()
{
    test::FakeClock clock(utc(2026, 10, 24, 22, 0)); // midnight before the clocks go back
    DayWatch watch(&clock);
    QCOMPARE(watch.today(), QDate(2026, 10, 25));
    QCOMPARE(clock.nextDelay(), std::chrono::milliseconds(25h));
}

void TestDayWatch::afterASleepItLooks()
{
    test::FakeClock clock(utc(2026, 11, 20, 9, 0));
    DayWatch watch(&clock);
    QSignalSpy changed(&watch, &DayWatch::dayChanged);
    watch.look();
    QCOMPARE(changed.size(), 0);
    QCOMPARE(clock.pending(), 1);
    clock.setNow(utc(2026, 11, 23, 7, 15)); // timers stand still while the machine sleeps
    watch.look();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(watch.today(), QDate(2026, 11, 23));
    QCOMPARE(clock.pending(), 1);
    QCOMPARE(clock.nextDelay(), std::chrono::milliseconds(15h + 45min));
}

void TestDayWatch::theTranscriptSaysWhichDayItIs()
{
    test::ProgramFixture program;
    QVERIFY(program.start() && program.newSession(QStringLiteral("Debugger")));
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("hello"));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Return);
    const ui::TranscriptView *view = program.session()->transcriptView();
    QTRY_VERIFY(view->model()->rowCount() > 1 && program.session()->conversation()->turn() == models::Conversation::Turn::Idle);
    QVERIFY(!view->rowRect(0).isEmpty());
    const QImage today = program.session()->grab().toImage();
    const int height = view->rowRect(0).height();
    program.window()->setToday(QDate::currentDate().addDays(1)); // it says "Yesterday" above what was today
    QVERIFY(view->rowRect(0).height() > height);
    QVERIFY(program.session()->grab().toImage() != today);
    program.window()->setToday(QDate::currentDate());
    QCOMPARE(view->rowRect(0).height(), height);
}

QTEST_MAIN(TestDayWatch)
#include "tst_daywatch.moc"
