#include "store/listcache.h"
#include "store/search.h"
#include "tests/support/killedchild.h"
#include "tests/unit/store/logscene.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSqlQuery>

using store::LogKey;
using test::LogScene;
using test::message;
using test::messages;
using test::resultOf;
using test::valueOf;

namespace {

const QString canary = QStringLiteral("zanzibarcanary");

//! Files below a folder that hold these bytes, in any case; compressed ones would hide them, so the canary is also in short events.
QStringList filesWith(const QString &folder, const QByteArray &bytes)
{
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().toLower().contains(bytes.toLower()))
            found.push_back(file.fileName());
    }
    return found;
}

//! Small and large texts with the canary, in the file and its index.
void fill(LogScene &scene, const LogKey &key)
{
    for (int batch = 0; batch < 40; ++batch) {
        api::Events events;
        for (int i = 0; i < 25; ++i) {
            const int number = batch * 25 + i;
            const QString filler = QStringLiteral("filler%1 ").arg(number).repeated(number % 7 == 0 ? 300 : 3);
            events.push_back(message(number, filler + canary + QString::number(number)));
        }
        valueOf(scene.log->append(scene.log.get(), key, events));
    }
    scene.log->describe({key.profile, key.session, canary + QStringLiteral("title"), QStringLiteral("agent"), canary, {}});
}

qint64 rowsOf(LogScene &scene, const LogKey &key)
{
    return qint64(valueOf(scene.log->newest(scene.log.get(), key, 100'000, test::decode)).page.events.size());
}

} // namespace

class TestLogKeeping : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void isForThisUserAlone();
    void aForgottenSessionLeavesNoBytes();
    void aForgottenProfileLeavesNoBytes();
    void whatArrivesMeanwhileIsKept();
    void aForgottenSessionCanComeAgain();
    void damagedFilesAreForgottenToo();
    void saysWhenAnotherProgramReads();
    void forgettingSurvivesKill();
    void makesRoomOldestFirst();
    void neverEvictsWhatIsOpen();
    void aSmallerLimitAppliesAtOnce();
    void aMuchSmallerLimitGivesTheDiskItsRoomBack();
    void tellsWhatEachProfileTakes();
};

void TestLogKeeping::isForThisUserAlone()
{
    LogScene scene;
    scene.append(messages(0, 3));
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
    QDirIterator it(QFileInfo(scene.file()).path(), QDir::Files | QDir::Hidden | QDir::System);
    int files = 0;
    for (; it.hasNext(); ++files)
        QCOMPARE(QFile::permissions(it.next()), owner);
    QCOMPARE(files, 3); // with -wal and -shm
    QCOMPARE(QFile::permissions(QFileInfo(scene.file()).path()), owner | QFileDevice::ExeOwner | QFileDevice::ExeUser);
}

void TestLogKeeping::aForgottenSessionLeavesNoBytes()
{
    LogScene scene;
    const LogKey other = {scene.key.profile, QStringLiteral("sesn_2"), {}};
    fill(scene, scene.key);
    valueOf(scene.log->append(this, {scene.key.profile, scene.key.session, QStringLiteral("sthr_1")}, {message(1, canary)}));
    valueOf(scene.log->append(this, other, messages(0, 50, QStringLiteral("others stay"))));
    store::ListCache lists(scene.log.get());
    lists.keep(scene.key.profile, QStringLiteral("sessions"), {{base::Record(base::Json{{"id", canary.toStdString()}})}, true, scene.clock.now()});
    QTRY_VERIFY(valueOf(lists.load(this, scene.key.profile, QStringLiteral("sessions"))).has_value());
    QVERIFY(!filesWith(scene.folder.path(), canary.toUtf8()).isEmpty()); // the test sees what it looks for

    store::Search search(scene.log.get());
    auto *job = scene.log->forgetSession(this, scene.key.profile, scene.key.session);
    QVERIFY(resultOf(job).ok());
    QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
    QCOMPARE(filesWith(scene.folder.path(), scene.key.session.toUtf8()), QStringList());
    QCOMPARE(rowsOf(scene, scene.key), 0);
    QCOMPARE(rowsOf(scene, other), 50);
    store::SearchQuery query;
    query.text = QStringLiteral("filler1");
    QVERIFY(valueOf(search.find(this, query)).hits.empty());
    query.text = QStringLiteral("others");
    QCOMPARE(valueOf(search.find(this, query)).hits.size(), 50u);
    scene.close();
    QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
    QVERIFY(!filesWith(scene.folder.path(), "others stay").isEmpty());
}

void TestLogKeeping::aForgottenProfileLeavesNoBytes()
{
    LogScene scene;
    const QString goes = QStringLiteral("profile-that-goes");
    for (int i = 0; i < 3; ++i)
        fill(scene, {goes, QStringLiteral("sesn_%1").arg(i), {}});
    scene.append(messages(0, 5, QStringLiteral("others stay")));
    QVERIFY(resultOf(scene.log->forgetProfile(this, goes)).ok());
    QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
    QCOMPARE(filesWith(scene.folder.path(), goes.toUtf8()), QStringList());
    QCOMPARE(rowsOf(scene, scene.key), 5);
    QCOMPARE(valueOf(scene.log->sessions(this)).size(), 1u);
    QCOMPARE(scene.number("SELECT count(*) FROM session"), 1);
    QCOMPARE(scene.number("SELECT count(*) FROM words_docsize"), 5);
    QVERIFY(QFileInfo(scene.file()).size() < 200'000); // the room is given back
}

void TestLogKeeping::whatArrivesMeanwhileIsKept()
{
    LogScene scene;
    const LogKey other = {scene.key.profile, QStringLiteral("sesn_2"), {}};
    fill(scene, scene.key);
    bool forgotten = false;
    scene.log->forgetSession(this, scene.key.profile, scene.key.session)->then(this, [&](const base::Outcome &outcome) { forgotten = outcome.ok(); });
    int written = 0;
    for (; !forgotten && written < 10'000; ++written)
        valueOf(scene.log->append(this, other, messages(written, written + 1, QStringLiteral("live"))));
    QVERIFY(forgotten);
    QVERIFY2(written > 1, "nothing was written in between");
    QCOMPARE(rowsOf(scene, other), written);
    QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
}

void TestLogKeeping::aForgottenSessionCanComeAgain()
{
    LogScene scene;
    api::Known through;
    through.sequence = 9;
    scene.append(messages(0, 600), store::Advance{{}, through});
    auto *job = scene.log->forgetSession(this, scene.key.profile, scene.key.session);
    scene.append(messages(0, 4)); // while its older self is being removed
    QVERIFY(resultOf(job).ok());
    QCOMPARE(rowsOf(scene, scene.key), 4);
    QVERIFY(scene.newest().known.isEmpty());
    QCOMPARE(scene.number("SELECT count(*) FROM event"), 4);
}

void TestLogKeeping::damagedFilesAreForgottenToo()
{
    LogScene scene;
    fill(scene, scene.key);
    scene.close();
    QFile file(scene.file());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(100, 'x'));
    file.close();
    scene.open();
    QVERIFY(!valueOf(scene.log->opened(this)).movedAside.isEmpty());
    QVERIFY(!filesWith(scene.folder.path(), canary.toUtf8()).isEmpty());
    QVERIFY(resultOf(scene.log->forgetSession(this, scene.key.profile, scene.key.session)).ok());
    QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
}

void TestLogKeeping::saysWhenAnotherProgramReads()
{
    LogScene scene;
    fill(scene, scene.key);
    {
        QSqlDatabase reader = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("another program"));
        reader.setDatabaseName(scene.file());
        QVERIFY(reader.open());
        QVERIFY(reader.transaction());
        QSqlQuery query(reader);
        QVERIFY(query.exec(QStringLiteral("SELECT count(*) FROM event")) && query.next());
        const auto outcome = resultOf(scene.log->forgetSession(this, scene.key.profile, scene.key.session));
        QVERIFY(!outcome.ok());
        QCOMPARE(outcome.error().kind, base::Error::Kind::Storage);
        QCOMPARE(rowsOf(scene, scene.key), 0); // not to be found, all the same
        query.finish();
        reader.rollback();
        reader.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("another program"));
    scene.close();
    scene.open(); // goes on with it
    QTRY_COMPARE_WITH_TIMEOUT(scene.number("SELECT count(*) FROM duty"), 0, 20'000);
    QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
}

void TestLogKeeping::forgettingSurvivesKill()
{
    for (int lines : {2, 3, 4}) { // after the first step, in the middle, after all of it
        LogScene scene;
        fill(scene, scene.key);
        scene.close();
        const QByteArrayList said = test::KilledChild::linesBeforeKill({QStringLiteral("--forget"), scene.file()}, lines);
        QVERIFY(!said.isEmpty());
        scene.open();
        QCOMPARE(rowsOf(scene, scene.key), 0);
        QTRY_COMPARE_WITH_TIMEOUT(scene.number("SELECT count(*) FROM duty"), 0, 20'000);
        QCOMPARE(filesWith(scene.folder.path(), canary.toUtf8()), QStringList());
    }
}

void TestLogKeeping::makesRoomOldestFirst()
{
    LogScene scene;
    constexpr qint64 limit = 4'000'000;
    scene.log->setLimit(limit);
    QSignalSpy evicted(scene.log.get(), &store::EventLog::evicted);
    std::vector<LogKey> keys;
    for (int s = 0; s < 12; ++s) {
        keys.push_back({QStringLiteral("profile"), QStringLiteral("sesn_%1").arg(s), {}});
        api::Events events;
        for (int i = 0; i < 200; ++i)
            events.push_back(message(i, QString::fromLatin1(QByteArray::number(qHash(s * 1000 + i), 36)).repeated(200)));
        valueOf(scene.log->append(this, keys.back(), events));
        scene.clock.advance(std::chrono::minutes(1));
        if (s > 0)
            valueOf(scene.log->newest(this, keys[0], 1, test::decode)); // the first is looked at again and again
    }
    const auto used = [&] {
        return scene.number("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
    };
    QTRY_VERIFY_WITH_TIMEOUT(evicted.count() > 0 && used() <= limit, 20'000);
    QTRY_COMPARE(scene.number("SELECT count(*) FROM session WHERE doomed = 1"), 0);
    QCOMPARE(rowsOf(scene, keys[0]), 200);
    QCOMPARE(rowsOf(scene, keys.back()), 200);
    QCOMPARE(rowsOf(scene, keys[1]), 0);
    bool kept = false;
    for (std::size_t s = 1; s < keys.size(); ++s) { // what went is older than what stayed
        const bool there = rowsOf(scene, keys[s]) > 0;
        QVERIFY(there || !kept);
        kept = kept || there;
    }
    QVERIFY(valueOf(scene.log->newest(this, keys[1], 1, test::decode)).known.isEmpty());
}

void TestLogKeeping::neverEvictsWhatIsOpen()
{
    LogScene scene;
    QObject page;
    scene.log->hold(&page, scene.key.profile, scene.key.session);
    scene.append(messages(0, 300, QStringLiteral("kept")));
    scene.clock.advance(std::chrono::minutes(1));
    const LogKey other = {QStringLiteral("profile"), QStringLiteral("sesn_2"), {}};
    valueOf(scene.log->append(this, other, messages(0, 300, QStringLiteral("goes"))));
    scene.log->setLimit(1);
    QTRY_COMPARE(rowsOf(scene, other), 0);
    QCOMPARE(rowsOf(scene, scene.key), 300);
}

void TestLogKeeping::aMuchSmallerLimitGivesTheDiskItsRoomBack()
{
    LogScene scene;
    QByteArray noise(1024 * 1024, Qt::Uninitialized);
    QRandomGenerator(7).generate(reinterpret_cast<quint32 *>(noise.begin()), reinterpret_cast<quint32 *>(noise.end()));
    for (int i = 0; i < 24; ++i) {
        api::Event large = message(i, QStringLiteral("words"));
        large.raw = noise + QByteArray::number(i);
        scene.append({large});
    }
    scene.clock.advance(std::chrono::minutes(1));
    const LogKey newer = {QStringLiteral("profile"), QStringLiteral("sesn_2"), {}};
    valueOf(scene.log->append(this, newer, messages(0, 10)));
    QVERIFY(valueOf(scene.log->size(this)) > 20'000'000);
    scene.log->setLimit(4'000'000);
    QTRY_VERIFY_WITH_TIMEOUT(valueOf(scene.log->size(this)) < 4'000'000, 20'000);
    QCOMPARE(rowsOf(scene, newer), 10);
}

void TestLogKeeping::tellsWhatEachProfileTakes()
{
    LogScene scene;
    QVERIFY(valueOf(scene.log->use(this)).shares.empty());
    const LogKey other = {QStringLiteral("other"), QStringLiteral("sesn_1"), {}};
    const LogKey second = {QStringLiteral("other"), QStringLiteral("sesn_2"), {}};
    scene.append(messages(0, 100, QStringLiteral("some words ").repeated(100)));
    valueOf(scene.log->append(this, other, messages(0, 10)));
    valueOf(scene.log->append(this, second, messages(0, 10)));
    scene.log->describe({QStringLiteral("third"), QStringLiteral("sesn_3"), QStringLiteral("Only its title is known"), {}, {}, {}});
    auto use = valueOf(scene.log->use(this));
    QCOMPARE(use.shares.size(), 2u);
    QCOMPARE(use.shares[0].profile, scene.key.profile); // the largest first
    QCOMPARE(use.shares[0].sessions, 1);
    QCOMPARE(use.shares[1].profile, other.profile);
    QCOMPARE(use.shares[1].sessions, 2);
    QVERIFY(use.shares[0].bytes > 3 * use.shares[1].bytes);
    const qint64 shared = use.shares[0].bytes + use.shares[1].bytes;
    QVERIFY2(shared <= use.bytes && shared > use.bytes / 10, qPrintable(QStringLiteral("%1 of %2").arg(shared).arg(use.bytes))); // beside the WAL
    // What was replaced counts as it is now, and what was forgotten not at all.
    scene.append(messages(0, 100, QStringLiteral("few")));
    QVERIFY(valueOf(scene.log->use(this)).shares[0].bytes < use.shares[0].bytes);
    QCOMPARE(scene.number("SELECT count(*) FROM session WHERE bytes <> (SELECT total(length(body)) FROM line JOIN event ON event.line = line.number"
                          " WHERE line.session = session.number)"), 0);
    QVERIFY(resultOf(scene.log->forgetProfile(this, other.profile)).ok());
    use = valueOf(scene.log->use(this));
    QCOMPARE(use.shares.size(), 1u);
}

void TestLogKeeping::aSmallerLimitAppliesAtOnce()
{
    LogScene scene;
    scene.append(messages(0, 300));
    QSignalSpy evicted(scene.log.get(), &store::EventLog::evicted);
    scene.log->setLimit(store::EventLog::defaultLimit);
    QCOMPARE(rowsOf(scene, scene.key), 300);
    scene.log->setLimit(1);
    QTRY_COMPARE(evicted.count(), 1);
    QTRY_COMPARE(rowsOf(scene, scene.key), 0);
    QCOMPARE(scene.append(messages(0, 3)).fresh.size(), 3u); // and can be filled again
}

//! Forgets the session and says so along the way, until it is killed.
static int forget(const QString &file)
{
    test::FakeClock clock;
    store::EventLog log(file, &clock);
    printf("begun\n");
    fflush(stdout);
    auto *job = log.forgetSession(&log, QStringLiteral("profile"), QStringLiteral("sesn_1"));
    job->then(&log, [](const base::Outcome &) {
        printf("forgotten\nforgotten\n");
        fflush(stdout);
    });
    // Behind the first step in the writer's line: what was to be forgotten is unfindable now.
    QObject::connect(&log, &store::EventLog::failed, qApp, [] { QCoreApplication::exit(1); });
    log.database()->run<qint64>(&log, [](QSqlDatabase &c) { return store::number(c, "SELECT 1"); })->then(&log, [](const auto &) {
        printf("unfindable\n");
        fflush(stdout);
    });
    return QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && app.arguments().at(1) == QLatin1String("--forget"))
        return forget(app.arguments().at(2));
    TestLogKeeping test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_logkeeping.moc"
