#include "store/search.h"
#include "tests/unit/store/logscene.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QSqlQuery>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using base::Error;
using test::decode;
using test::identities;
using test::LogScene;
using test::messages;
using test::numbered;
using test::resultOf;
using test::valueOf;

namespace {

constexpr auto refusedWarning = "the database cannot be opened: .*";
constexpr int cannotMount = 77;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Everything behind the first page, which holds the names of the tables.
void breakPages(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > 20 * 4096);
    for (qint64 at = 4096; at < file.size(); at += 4096) {
        file.seek(at);
        file.write(QByteArray(4096, '\xfe'));
    }
}

class Other
{
public:
    explicit Other(const QString &file)
    {
        connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        connection.setDatabaseName(file);
        connection.open();
    }
    ~Other()
    {
        connection.close();
        connection = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
    }
    QSqlDatabase connection;
};

} // namespace

//! R6 and bad input: whatever is wrong with the file, it is said, nothing acknowledged is lost, and the program goes on.
class TestLogFaults : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void beginsAnewWhenTheFileIsNone();
    void beginsAnewWhenDamageIsMet_data();
    void beginsAnewWhenDamageIsMet();
    void leavesANewerFileAlone();
    void keepsWhatWasAcknowledgedOnAFullDisk();
    void saysThatItMayNotWrite();
    void readsWhileAnotherHoldsTheLock();
    void twoProgramsAtOnce();
    void programsThatStartAtTheSameMoment_data();
    void programsThatStartAtTheSameMoment();
};

void TestLogFaults::beginsAnewWhenTheFileIsNone()
{
    LogScene scene;
    scene.append(messages(0, 200));
    scene.close();
    const QByteArray garbage(5000, 'x');
    {
        QFile file(scene.file());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(garbage);
    }
    scene.open();
    const auto opening = valueOf(scene.log->opened(this));
    QCOMPARE(opening.movedAside, scene.file() + QStringLiteral(".damaged-1"));
    QCOMPARE(contentOf(opening.movedAside), garbage);
    QVERIFY(scene.newest().page.events.empty());
    scene.append(messages(0, 3));
    QCOMPARE(identities(scene.newest().page.events), numbered(0, 3));
}

void TestLogFaults::beginsAnewWhenDamageIsMet_data()
{
    QTest::addColumn<QString>("by");
    for (const char *by : {"reading", "writing", "searching"})
        QTest::newRow(by) << QString::fromLatin1(by);
}

void TestLogFaults::beginsAnewWhenDamageIsMet()
{
    QFETCH(QString, by);
    LogScene scene;
    api::Known through;
    through.sequence = 199;
    scene.append(messages(0, 200, QStringLiteral("some words that take room ").repeated(10)), store::Advance{{}, through});
    scene.close();
    breakPages(scene.file());
    scene.open();
    QVERIFY(valueOf(scene.log->opened(this)).movedAside.isEmpty()); // a large file is not read whole to be opened
    QSignalSpy aside(scene.log.get(), &store::EventLog::movedAside);
    if (by == QLatin1String("reading")) {
        QVERIFY(scene.newest().page.events.empty());
    } else if (by == QLatin1String("writing")) {
        QVERIFY(!scene.append(messages(200, 201), store::Advance{through, through}).advanced); // the beginning is not there any more
    } else {
        store::Search search(scene.log.get());
        store::SearchQuery query;
        query.text = QStringLiteral("words");
        QVERIFY(valueOf(search.find(this, query)).hits.empty());
    }
    QTRY_COMPARE(aside.count(), 1);
    QCOMPARE(aside.front().front().toString(), scene.file() + QStringLiteral(".damaged-1"));
    scene.append(messages(0, 3));
    QCOMPARE(identities(scene.newest(3).page.events).first(), QStringLiteral("sevt_%1").arg(by == QLatin1String("writing") ? 1 : 0));
    QVERIFY(scene.newest().known.isEmpty());
    QCOMPARE(scene.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    QCOMPARE(aside.count(), 1);
}

void TestLogFaults::leavesANewerFileAlone()
{
    LogScene scene;
    scene.append(messages(0, 3));
    scene.close();
    {
        Other other(scene.file());
        QVERIFY(store::execute(other.connection, "PRAGMA user_version = 999").ok());
    }
    const QByteArray before = contentOf(scene.file());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QLatin1String(refusedWarning)));
    scene.open();
    QSignalSpy failed(scene.log.get(), &store::EventLog::failed);
    const auto opening = resultOf(scene.log->opened(this));
    QVERIFY(!opening.ok());
    QVERIFY2(opening.error().detail.contains(QStringLiteral("999")), qPrintable(opening.error().detail));
    QVERIFY(!resultOf(scene.log->append(this, scene.key, messages(3, 4))).ok());
    QVERIFY(!resultOf(scene.log->newest(this, scene.key, 10, decode)).ok());
    QVERIFY(!resultOf(scene.log->forgetProfile(this, scene.key.profile)).ok());
    store::Search search(scene.log.get());
    store::SearchQuery query;
    query.text = QStringLiteral("words");
    const auto found = resultOf(search.find(this, query));
    QVERIFY(!found.ok());
    QCOMPARE(found.error().kind, Error::Kind::Storage);
    QVERIFY(failed.count() > 0);
    scene.close();
    QCOMPARE(contentOf(scene.file()), before);
}

void TestLogFaults::keepsWhatWasAcknowledgedOnAFullDisk()
{
    QTemporaryDir folder;
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--fill-disk"), folder.path()});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 60'000);
    if (child.exitCode() == cannotMount)
        QSKIP("no small file system can be mounted here");
    const QByteArray said = child.readAllStandardOutput();
    QVERIFY2(child.exitCode() == 0, said + child.readAllStandardError());
    qInfo("%s", said.trimmed().constData());
}

void TestLogFaults::saysThatItMayNotWrite()
{
    LogScene scene;
    scene.append(messages(0, 3));
    scene.close();
    const QByteArray before = contentOf(scene.file());
    QVERIFY(QFile::setPermissions(scene.folder.path(), QFileDevice::Permissions(0x5555)));
    QVERIFY(QFile::setPermissions(QFileInfo(scene.file()).path(), QFileDevice::Permissions(0x5555)));
    QVERIFY(QFile::setPermissions(scene.file(), QFileDevice::Permissions(0x4444)));
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--as-nobody"), scene.file()});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 20'000);
    const QByteArray said = child.readAllStandardOutput();
    QVERIFY2(child.exitCode() == 0 && said.count("Storage: cannot write ") == 2, said.constData());
    for (const QString &path : {scene.folder.path(), QFileInfo(scene.file()).path(), scene.file()})
        QFile::setPermissions(path, QFileDevice::Permissions(0x7700));
    QCOMPARE(contentOf(scene.file()), before);
}

void TestLogFaults::readsWhileAnotherHoldsTheLock()
{
    LogScene scene;
    scene.append(messages(0, 3));
    Other other(scene.file());
    QVERIFY(store::execute(other.connection, "BEGIN IMMEDIATE").ok());
    auto *writing = scene.log->append(this, scene.key, messages(3, 4));
    QCOMPARE(identities(scene.newest().page.events), numbered(0, 3)); // does not wait for the writer
    const auto refused = resultOf(writing); // after SQLite's busy timeout of 5 s
    QVERIFY(!refused.ok());
    QVERIFY(store::meansBusy(refused.error()));
    QVERIFY(!store::meansDamage(refused.error()));
    QVERIFY(store::execute(other.connection, "COMMIT").ok());
    scene.append(messages(3, 5));
    QCOMPARE(identities(scene.newest().page.events), numbered(0, 5));
}

void TestLogFaults::twoProgramsAtOnce()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("data/events.sqlite"));
    std::array<QProcess, 2> programs;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        programs[i].setProcessChannelMode(QProcess::ForwardedErrorChannel);
        programs[i].start(QCoreApplication::applicationFilePath(), {QStringLiteral("--append"), file, QString::number(i)});
    }
    for (QProcess &program : programs) {
        QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(program.exitCode(), 0);
    }
    test::FakeClock clock;
    store::EventLog log(file, &clock);
    const store::LogKey both = {QStringLiteral("profile"), QStringLiteral("both"), {}};
    QCOMPARE(identities(valueOf(log.newest(this, both, 1000, decode)).page.events), numbered(0, 300)); // the same events of both: once
    for (const char *own : {"own-0", "own-1"}) {
        const store::LogKey key = {QStringLiteral("profile"), QLatin1String(own), {}};
        QCOMPARE(valueOf(log.newest(this, key, 1000, decode)).page.events.size(), 300u);
    }
    const auto sound = valueOf(log.database()->read<qint64>(
        this, [](QSqlDatabase &c) { return store::number(c, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"); }));
    QCOMPARE(sound, 0);
}

void TestLogFaults::programsThatStartAtTheSameMoment_data()
{
    QTest::addColumn<bool>("damaged");
    QTest::newRow("for the first time") << false;
    QTest::newRow("on a damaged file") << true;
}

//! MUSTER_STARTS=200 for more rounds: what two programs may do to each other they do seldom.
void TestLogFaults::programsThatStartAtTheSameMoment()
{
    QFETCH(bool, damaged);
    const int asked = qEnvironmentVariableIntValue("MUSTER_STARTS");
    for (int round = 0; round < (asked > 0 ? asked : 3); ++round) {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("data/events.sqlite"));
        if (damaged) {
            QVERIFY(QDir().mkpath(QFileInfo(file).path()));
            QFile broken(file);
            QVERIFY(broken.open(QIODevice::WriteOnly));
            broken.write(QByteArray(5000, 'x'));
        }
        std::array<QProcess, 4> programs;
        for (std::size_t i = 0; i < programs.size(); ++i) {
            programs[i].setProcessChannelMode(QProcess::ForwardedErrorChannel);
            programs[i].start(QCoreApplication::applicationFilePath(), {QStringLiteral("--start"), file, QString::number(i)});
        }
        for (QProcess &program : programs)
            QTRY_VERIFY_WITH_TIMEOUT(program.bytesAvailable() > 0, 30'000); // it is about to open the file
        for (QProcess &program : programs)
            program.write("now\n");
        for (QProcess &program : programs) {
            QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 60'000);
            QVERIFY2(program.exitCode() == 0, qPrintable(QStringLiteral("round %1").arg(round)));
        }
        test::FakeClock clock;
        store::EventLog log(file, &clock);
        QCOMPARE(valueOf(log.sessions(this)).size(), programs.size()); // nobody's first event was moved aside by another
        const QStringList aside = QFileInfo(file).dir().entryList({QStringLiteral("*.damaged-?")});
        QCOMPARE(aside.size(), damaged ? 1 : 0);
        QVERIFY(!QFile::exists(file + QStringLiteral(".opening")));
    }
}

// ---- what the children do ---------------------------------------------------------------------------------------------------------

//! In a file system of 2 MB of its own, seen by nobody else: writes until it is full, and looks what is there.
static int fillDisk(const QString &folder)
{
    const int spaces = geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    if (unshare(spaces) != 0)
        return cannotMount;
    (void)mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (mount("none", qPrintable(folder), "tmpfs", 0, "size=2m") != 0)
        return cannotMount;
    test::FakeClock clock;
    const store::LogKey key = {QStringLiteral("profile"), QStringLiteral("sesn_1"), {}};
    const QString file = folder + QStringLiteral("/data/events.sqlite");
    int acknowledged = 0;
    int refused = 0;
    {
        store::EventLog log(file, &clock);
        for (int i = 0; i < 5000 && refused < 3; ++i) {
            const auto appended = resultOf(log.append(&log, key, messages(i * 3, i * 3 + 3, QString(1500, QLatin1Char('t')) + QString::number(i))));
            if (appended && refused == 0)
                acknowledged = i * 3 + 3;
            else if (!appended && appended.error().kind == Error::Kind::Storage)
                ++refused;
        }
        const auto head = resultOf(log.newest(&log, key, 100'000, decode));
        if (!head) // still to be read
            return 3;
    }
    store::EventLog log(file, &clock);
    int kept = 0;
    auto page = valueOf(log.newest(&log, key, 1000, decode)).page;
    QStringList all = identities(page.events);
    while (page.hasOlder) {
        page = valueOf(log.before(&log, key, page.first, 1000, decode));
        all = identities(page.events) + all;
    }
    while (kept < all.size() && all[kept] == QStringLiteral("sevt_%1").arg(kept))
        ++kept;
    const auto unsound = valueOf(log.database()->read<qint64>(
        &log, [](QSqlDatabase &c) { return store::number(c, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"); }));
    printf("full disk: %d events acknowledged, %d kept, %d appends refused\n", acknowledged, kept, refused);
    const bool whole = all.size() % 3 == 0;
    return acknowledged > 0 && refused == 3 && kept >= acknowledged && whole && unsound == 0 ? 0 : 4;
}

static int asNobody(const QString &file)
{
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
        return 2;
    test::FakeClock clock;
    store::EventLog log(file, &clock);
    const store::LogKey key = {QStringLiteral("profile"), QStringLiteral("sesn_1"), {}};
    const auto appended = resultOf(log.append(&log, key, messages(5, 6)));
    const auto head = resultOf(log.newest(&log, key, 10, decode));
    for (const Error &error : {appended ? Error() : appended.error(), head ? Error() : head.error()})
        printf("%s: %s\n", base::kindName(error.kind), qPrintable(error.detail));
    return 0;
}

//! 300 events that both programs append, and 300 of its own.
static int append(const QString &file, const QString &name)
{
    test::FakeClock clock;
    store::EventLog log(file, &clock);
    for (int i = 0; i < 300; i += 3) {
        for (const QString &session : {QStringLiteral("both"), QStringLiteral("own-") + name}) {
            if (!resultOf(log.append(&log, {QStringLiteral("profile"), session, {}}, messages(i, i + 3))))
                return 3;
        }
    }
    return 0;
}

//! Opens both kinds of file when it is told to, and writes one event.
static int start(const QString &file, const QString &name)
{
    printf("ready\n");
    fflush(stdout);
    if (getchar() == EOF)
        return 2;
    test::FakeClock clock;
    store::EventLog log(file, &clock);
    store::Database work(QFileInfo(file).path() + QStringLiteral("/muster.sqlite"));
    if (!resultOf(work.opened(&work)))
        return 3;
    return resultOf(log.append(&log, {QStringLiteral("profile"), QStringLiteral("own-") + name, {}}, messages(0, 1))) ? 0 : 4;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = app.arguments();
    if (words.value(1) == QLatin1String("--fill-disk"))
        return fillDisk(words.at(2));
    if (words.value(1) == QLatin1String("--as-nobody"))
        return asNobody(words.at(2));
    if (words.value(1) == QLatin1String("--append"))
        return append(words.at(2), words.at(3));
    if (words.value(1) == QLatin1String("--start"))
        return start(words.at(2), words.at(3));
    TestLogFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_logfaults.moc"
