#include "tests/support/idlewatch.h"
#include "tests/support/sanitized.h"
#include "tests/support/testbase.h"
#include "tests/ui/quietsession.h"

#include <QTimer>

using test::IdleWatch;
using namespace std::chrono_literals;

//! The whole program with a live session that nobody touches: it sleeps. ./dev bench idle watches it for a minute.
class TestIdle : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void theWatchSeesATimer();
    void anOpenSessionIsAsleep();
};

void TestIdle::theWatchSeesATimer()
{
    QTimer timer;
    timer.start(100ms);
    IdleWatch idle;
    idle.watch(1050ms);
    QVERIFY2(idle.shortTimers() >= 8, qPrintable(QString::number(idle.shortTimers())));
    QVERIFY2(idle.wakeUps() == -1 || idle.wakeUps() >= 8, qPrintable(QString::number(idle.wakeUps())));
    QVERIFY(idle.whose().join(QLatin1Char('\n')).contains(QStringLiteral("100 ms")));
}

void TestIdle::anOpenSessionIsAsleep()
{
    test::ProgramFixture program;
    QVERIFY(test::becomeQuiet(program));
    IdleWatch idle;
    idle.watch(4s); // what was still to be said, sized and drawn
    const auto watched = IdleWatch::shortest + 1s;
    idle.watch(watched);
    QVERIFY2(idle.shortTimers() == 0, qPrintable(idle.whose().join(QLatin1Char('\n'))));
    // Of the one stream's heartbeats and a minute's clock.
    QVERIFY2(test::isSanitized || idle.wakeUps() <= 4, qPrintable(QString::number(idle.wakeUps())));
}

QTEST_MAIN(TestIdle)
#include "tst_idle.moc"
