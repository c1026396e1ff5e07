#include "models/searchresults.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/diskbar.h"
#include "ui/screens/sessionpage.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using test::ProgramFixture;

namespace {

constexpr int cannotMount = 77;
constexpr auto refusedWarning = "the database cannot be opened: .*";

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setVersion(const QString &path, int version)
{
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        connection.setDatabaseName(path);
        QVERIFY(connection.open());
        QVERIFY(QSqlQuery(connection).exec(QStringLiteral("PRAGMA user_version = %1").arg(version)));
        connection.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
}

} // namespace

//! What is wrong with the program's own files, said in the real window: what happened, where the file lies, what it means.
class TestDiskBar : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidOfSoundFiles();
    void aDamagedLog();
    void damagedDrafts();
    void aNewerLog();
    void aNewerLedger();
    void aLogThatMayNotBeWritten();
    void aFullDisk();

private:
    static QString dataFile(const QTemporaryDir &folder, const char *name)
    {
        return folder.filePath(QStringLiteral("data/") + QLatin1String(name));
    }
};

void TestDiskBar::nothingIsSaidOfSoundFiles()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(!program.shown("window.disk"));
}

void TestDiskBar::aDamagedLog()
{
    QTemporaryDir folder;
    QVERIFY(QDir().mkpath(folder.filePath(QStringLiteral("data"))));
    const QByteArray garbage(5000, 'x');
    QVERIFY(writeFile(dataFile(folder, "events.sqlite"), garbage));
    ProgramFixture program(folder.path());
    QVERIFY(program.start());
    QTRY_VERIFY(program.shown("window.disk"));
    QCOMPARE(program.text("window.disk.title"), QStringLiteral("The transcripts kept on this computer were damaged."));
    program.keepPicture("damaged-log");
    const QString aside = dataFile(folder, "events.sqlite.damaged-1");
    QVERIFY(program.text("window.disk.text").contains(QDir::toNativeSeparators(aside)));
    QCOMPARE(contentOf(aside), garbage);
    // A new one has begun: what is said is kept and found.
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->sendMessage(QStringLiteral("Do you keep cormorants?")));
    models::SearchResults *results = nullptr;
    program.window()->view()->search(QStringLiteral("cormorants"));
    QTRY_VERIFY((results = program.window()->findChild<models::SearchResults *>()));
    const auto found = [results] {
        if (results->state() == models::SearchResults::State::Nothing)
            results->repeat();
        return results->state() == models::SearchResults::State::Found;
    };
    QVERIFY(QTest::qWaitFor(found, 10'000));
    QVERIFY(program.shown("window.disk")); // until somebody has read it
    QVERIFY(program.click("window.disk.close"));
    QVERIFY(!program.shown("window.disk"));
    program.restart();
    QVERIFY(program.start());
    QVERIFY(!program.shown("window.disk"));
}

void TestDiskBar::damagedDrafts()
{
    QTemporaryDir folder;
    QVERIFY(QDir().mkpath(folder.filePath(QStringLiteral("data"))));
    QVERIFY(writeFile(dataFile(folder, "muster.sqlite"), QByteArray(5000, 'x')));
    QVERIFY(writeFile(dataFile(folder, "events.sqlite"), QByteArray(5000, 'x')));
    ProgramFixture program(folder.path());
    QVERIFY(program.start());
    QTRY_COMPARE(program.text("window.disk.title"), QStringLiteral("The file with your drafts was damaged."));
    program.keepPicture("damaged-drafts");
    QVERIFY(program.text("window.disk.text").contains(QStringLiteral("muster.sqlite.damaged-1")));
    QVERIFY(program.click("window.disk.close"));
    QTRY_COMPARE(program.text("window.disk.title"), QStringLiteral("The transcripts kept on this computer were damaged.")); // one after the other
    QVERIFY(program.click("window.disk.close"));
    QVERIFY(!program.shown("window.disk"));
}

void TestDiskBar::aNewerLog()
{
    QTemporaryDir folder;
    {
        ProgramFixture program(folder.path());
        QVERIFY(program.start());
    }
    const QString file = dataFile(folder, "events.sqlite");
    setVersion(file, 999);
    const QByteArray before = contentOf(file);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QLatin1String(refusedWarning)));
    {
        ProgramFixture program(folder.path());
        QVERIFY(program.start());
        QTRY_COMPARE(program.text("window.disk.title"), QStringLiteral("The transcripts on this computer were written by a newer Muster."));
        QVERIFY(program.text("window.disk.text").contains(QDir::toNativeSeparators(file)));
        program.keepPicture("newer-log");
        QVERIFY(program.click("window.disk.details"));
        QVERIFY(program.text("window.disk.detailsText").contains(QStringLiteral("999")));
        // The sessions come from their server all the same.
        QVERIFY(program.newSession(QStringLiteral("Debugger")));
        QVERIFY(program.session()->conversation()->sendMessage(QStringLiteral("Hello")));
        QTRY_VERIFY(program.session()->conversation()->isLoaded());
        QCOMPARE(program.text("window.disk.title"), QStringLiteral("The transcripts on this computer were written by a newer Muster."));
    }
    QCOMPARE(contentOf(file), before);
}

void TestDiskBar::aNewerLedger()
{
    QTemporaryDir folder;
    {
        ProgramFixture program(folder.path());
        QVERIFY(program.start());
    }
    const QString file = dataFile(folder, "usage.sqlite");
    setVersion(file, 999);
    const QByteArray before = contentOf(file);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QLatin1String(refusedWarning)));
    {
        ProgramFixture program(folder.path());
        QVERIFY(program.start());
        QTRY_COMPARE(program.text("window.disk.title"), QStringLiteral("What was used was written by a newer Muster."));
        QVERIFY(program.text("window.disk.text").contains(QDir::toNativeSeparators(file)));
        program.keepPicture("newer-ledger");
        QVERIFY(program.newSession(QStringLiteral("Debugger"))); // everything else goes on
    }
    QCOMPARE(contentOf(file), before);
}

void TestDiskBar::aLogThatMayNotBeWritten()
{
    QTemporaryDir folder;
    // A folder of this name cannot be written as a file, not even by root, as whom tests may run.
    QVERIFY(QDir().mkpath(dataFile(folder, "events.sqlite")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QLatin1String(refusedWarning)));
    ProgramFixture program(folder.path());
    QVERIFY(program.start());
    QTRY_COMPARE(program.text("window.disk.title"), QStringLiteral("Muster may not write transcripts on this computer."));
    program.keepPicture("read-only-log");
    QVERIFY(program.text("window.disk.text").contains(QStringLiteral("events.sqlite")));
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QTRY_VERIFY(program.session()->conversation()->isLoaded());
}

void TestDiskBar::aFullDisk()
{
    QTemporaryDir folder;
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--full-disk"), folder.path()});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 90'000);
    if (child.exitCode() == cannotMount)
        QSKIP("no small file system can be mounted here");
    QVERIFY2(child.exitCode() == 0, "step " + QByteArray::number(child.exitCode()) + ": " + child.readAllStandardOutput() + child.readAllStandardError());
}

//! In a file system of its own that fills up while the program runs, and is freed again. What it ends with says how far it came.
static int fullDisk(const QString &path)
{
    const int spaces = geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    if (unshare(spaces) != 0)
        return cannotMount;
    const QString data = path + QStringLiteral("/data");
    if (!QDir().mkpath(data) || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
        || mount("none", qPrintable(data), "tmpfs", 0, "size=4m") != 0)
        return cannotMount;
    const QString demo = path + QStringLiteral("/demo.sqlite"); // the server has room enough
    ProgramFixture program(path, 0, [demo](app::Program::Setup &setup) { setup.demo.databaseFile = demo; });
    if (!program.start())
        return 2;
    QFile filler(data + QStringLiteral("/filler"));
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 3;
    for (const int size : {4096, 1}) { // to the last byte
        while (filler.write(QByteArray(size, 'x')) == size) { }
    }
    if (!program.newSession(QStringLiteral("Debugger"))) // reading it has something to keep
        return 4;
    program.session()->conversation()->setDraft(QStringLiteral("typed on a full disk"), 0);
    const auto saysFull = [&program] { return program.text("window.disk.title").startsWith(QStringLiteral("The disk is full: ")); };
    if (!QTest::qWaitFor(saysFull, 10'000)) {
        printf("%s\n", qPrintable(program.text("window.disk.title")));
        return 5;
    }
    program.keepPicture("full-disk");
    if (!filler.remove())
        return 6;
    program.session()->conversation()->setDraft(QStringLiteral("typed with room again"), 0);
    const bool sent = program.session()->conversation()->sendMessage(QStringLiteral("Hello"));
    if (!sent || !QTest::qWaitFor([&program] { return program.shown("window.disk") == nullptr; }, 20'000)) {
        printf("%s\n", qPrintable(program.text("window.disk.title")));
        return 7;
    }
    return 0;
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("--full-disk"))
        return fullDisk(app.arguments().at(2));
    TestDiskBar test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_diskbar.moc"
