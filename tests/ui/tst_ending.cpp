#include "main/endsignals.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/composer.h"
#include "ui/screens/sessionpage.h"

#include <QLineEdit>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>

#include <csignal>

//! A shutdown or Ctrl+C loses nothing.
class TestEnding : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aSignalIsAQuestionToTheEventLoop_data();
    void aSignalIsAQuestionToTheEventLoop();
    void afterItSignalsAreWhatTheyWere();
    void whatIsTypedAndWhereTheWindowWasIsOnTheDisk();
    void theProcessEndsInGoodOrder();
};

void TestEnding::aSignalIsAQuestionToTheEventLoop_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestEnding::aSignalIsAQuestionToTheEventLoop()
{
    QFETCH(int, number);
    const app::EndSignals signals;
    QSignalSpy asked(&signals, &app::EndSignals::asked);
    std::raise(number);
    QCOMPARE(asked.size(), 0); // not inside the handler
    QTRY_COMPARE(asked.size(), 1);
    struct sigaction now = {};
    sigaction(number, nullptr, &now);
    QVERIFY(now.sa_handler == SIG_DFL); // the second one ends the program at once
}

void TestEnding::afterItSignalsAreWhatTheyWere()
{
    {
        const app::EndSignals signals;
    }
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
        struct sigaction now = {};
        sigaction(number, nullptr, &now);
        QVERIFY(now.sa_handler == SIG_DFL);
    }
}

void TestEnding::whatIsTypedAndWhereTheWindowWasIsOnTheDisk()
{
    test::ProgramFixture program;
    QVERIFY(program.start() && program.newSession(QStringLiteral("Debugger")));
    const base::Record session = program.session()->conversation()->session();
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("half a thought"));
    program.window()->resize(1111, 777);
    // A form with changes asks when a person quits; a shutdown does not wait for an answer.
    QVERIFY(program.click("sidebar.agents") && program.click("agents.new"));
    QTRY_VERIFY(program.shown("form.name"));
    QTest::keyClicks(program.shown("form.name"), QStringLiteral("never saved"));
    QSignalSpy ended(&program.program(), &app::Program::ended);
    program.program().end();
    QCOMPARE(ended.size(), 1);
    QVERIFY(!program.window()->isVisible());
    program.restart();
    QVERIFY(program.start());
    QCOMPARE(program.window()->size(), QSize(1111, 777));
    program.window()->view()->openSession(session);
    QTRY_COMPARE(program.session()->composer()->text(), QStringLiteral("half a thought"));
}

void TestEnding::theProcessEndsInGoodOrder()
{
    QTemporaryDir folder;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(QStringLiteral(MUSTER_PROGRAM), {QStringLiteral("--profile-dir"), folder.path()});
    // The demo's database is made when its server starts, which is after the first picture.
    QTRY_VERIFY2_WITH_TIMEOUT(QFile::exists(folder.path() + QStringLiteral("/data/demo.sqlite")), process.readAll().constData(), 20'000);
    ::kill(pid_t(process.processId()), SIGTERM);
    QVERIFY(!finished.isEmpty() || finished.wait(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QFile settings(folder.path() + QStringLiteral("/config/settings.ini"));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(settings.readAll().contains("mainWindow"));
}

QTEST_MAIN(TestEnding)
#include "tst_ending.moc"
