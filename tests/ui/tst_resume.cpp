#include "net/eventstream.h"
#include "main/wakewatch.h"
#include "net/trafficlog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"
#include "tests/support/watchedstream.h"
#include "tests/ui/programfixture.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>

using app::WakeWatch;
using test::ScriptedServer;
using test::Script;
using test::WatchedStream;
using namespace std::chrono_literals;

//! R11: what happens after the machine has slept. A system bus of its own, on which the test is logind.
class TestResume : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void wakingIsToldAndSleepingIsNot();
    void manyReasonsAreOne();
    void aDeadConnectionRecoversWithinTwoSeconds();
    void theProgramBeginsAnew();

private:
    void say(bool before);

    QProcess m_daemon;
    QString m_address;
    base::SystemClock m_clock;
};

void TestResume::initTestCase()
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--config-file=" MUSTER_SOURCE_DIR_FOR_TESTS "/tests/support/bus-without-services.conf"), QStringLiteral("--nofork"),
                    QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
    QSignalSpy ready(&m_daemon, &QProcess::readyReadStandardOutput);
    QVERIFY2(m_daemon.bytesAvailable() > 0 || ready.wait(10'000), qPrintable(m_daemon.errorString()));
    m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_address.toLatin1());
    QDBusConnection logind = QDBusConnection::connectToBus(m_address, QStringLiteral("logind"));
    QVERIFY(logind.registerService(QStringLiteral("org.freedesktop.login1")));
}

void TestResume::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("logind"));
    QSignalSpy ended(&m_daemon, &QProcess::finished);
    m_daemon.terminate();
    QVERIFY(!ended.isEmpty() || ended.wait(5'000));
}

void TestResume::say(bool before)
{
    QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
                                                     QStringLiteral("PrepareForSleep"));
    signal << before;
    QVERIFY(QDBusConnection(QStringLiteral("logind")).send(signal));
}

void TestResume::wakingIsToldAndSleepingIsNot()
{
    WakeWatch watch(&m_clock);
    QSignalSpy ready(&watch, &WakeWatch::ready), woke(&watch, &WakeWatch::woke);
    QElapsedTimer timer;
    timer.start();
    watch.start();
    QVERIFY(timer.elapsed() < 100); // it waits for nothing
    watch.start();
    QTRY_COMPARE(ready.size(), 1);
    say(true);
    say(false);
    QTRY_COMPARE(woke.size(), 1);
}

void TestResume::manyReasonsAreOne()
{
    test::FakeClock clock;
    WakeWatch watch(&clock);
    QSignalSpy woke(&watch, &WakeWatch::woke);
    for (int i = 0; i < 5; ++i)
        watch.note();
    QCOMPARE(woke.size(), 1); // at once
    clock.advance(WakeWatch::gap);
    QCOMPARE(woke.size(), 2); // and once more: the network may have come after the first
    clock.advance(WakeWatch::gap);
    QCOMPARE(woke.size(), 2);
    QCOMPARE(clock.pending(), 0);
}

void TestResume::aDeadConnectionRecoversWithinTwoSeconds()
{
    ScriptedServer server;
    server.enqueue(Script::stream().chunk("data: x\n\n"));
    net::Transport transport(test::endpointOf(server), &m_clock, nullptr);
    WakeWatch watch(&m_clock);
    connect(&watch, &WakeWatch::woke, &transport, &net::Transport::dropConnections);
    QSignalSpy ready(&watch, &WakeWatch::ready);
    watch.start();
    QTRY_COMPARE(ready.size(), 1);
    std::vector<std::unique_ptr<WatchedStream>> streams;
    for (int i = 0; i < 20; ++i) {
        streams.push_back(std::make_unique<WatchedStream>(transport));
        streams.back()->stream->open();
    }
    const auto frames = [&] {
        return std::accumulate(streams.begin(), streams.end(), std::size_t(0), [](std::size_t sum, const auto &w) { return sum + w->frames.size(); });
    };
    QTRY_COMPARE(frames(), std::size_t(20));
    server.blackHole(true); // these connections are dead without a word
    server.blackHole(false);
    QVERIFY(!QTest::qWaitFor([&] { return frames() > 20; }, 300)); // nobody has noticed
    QElapsedTimer timer;
    timer.start();
    say(false);
    QTRY_COMPARE_WITH_TIMEOUT(frames(), std::size_t(40), 5'000);
    const qint64 took = timer.elapsed();
    qInfo("20 streams are back %lld ms after PrepareForSleep(false)", took);
    QVERIFY2(took <= 2'000, qPrintable(QString::number(took)));
}

void TestResume::theProgramBeginsAnew()
{
    test::ProgramFixture program;
    QVERIFY(program.start() && program.newSession(QStringLiteral("Debugger")));
    const net::TrafficLog *log = program.program().log();
    const auto streams = [log](bool open) {
        return std::count_if(log->entries().begin(), log->entries().end(),
                             [open](const net::TrafficEntry &entry) { return entry.stream && (!open || (!entry.finished && entry.status == 200)); });
    };
    QTRY_COMPARE(streams(true), 1);
    const auto before = streams(false);
    QTRY_VERIFY(program.program().wake()->isReady());
    QElapsedTimer timer;
    timer.start();
    say(false);
    QTRY_VERIFY_WITH_TIMEOUT(streams(false) == before + 1 && streams(true) == 1, 5'000);
    qInfo("the program's stream is back after %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() <= 2'000);
}

QTEST_MAIN(TestResume)
#include "tst_resume.moc"
