#include "models/diskwatch.h"
#include "store/database.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

using base::Error;
using models::DiskWatch;
using store::Trouble;
using Which = DiskWatch::Which;

//! Whatever befalls the two files is told once, in an order, and taken back when it is over.
class TestDiskWatch : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aSoundFileIsNoNews();
    void aDamagedFileIsToldAtTheStart();
    void damageMetLaterIsTold();
    void aNewerFileIsToldAtTheStart();
    void aRefusedFileIsToldAtTheStart();
    void aLedgerThatCannotBeWrittenIsTold();
    void aFullDiskIsOverWhenSomethingCanBeWritten();
    void kindsOfTrouble_data();
    void kindsOfTrouble();

private:
    void start();
    //! A change that the disk refuses in these words, or takes.
    void write(store::Database *database, const QString &refusal);
    QString work() const { return m_folder->filePath(QStringLiteral("data/muster.sqlite")); }
    QString usage() const { return m_folder->filePath(QStringLiteral("data/usage.sqlite")); }
    QString log() const { return m_folder->filePath(QStringLiteral("data/events.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeClock m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::EventLog> m_log;
    std::unique_ptr<store::Ledger> m_ledger;
    std::unique_ptr<DiskWatch> m_watch;
};

void TestDiskWatch::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("data"))));
}

void TestDiskWatch::cleanup()
{
    m_watch.reset();
    m_ledger.reset();
    m_log.reset();
    m_database.reset();
    m_folder.reset();
}

void TestDiskWatch::start()
{
    m_database = std::make_unique<store::Database>(work());
    m_log = std::make_unique<store::EventLog>(log(), &m_clock);
    m_ledger = std::make_unique<store::Ledger>(usage(), &m_clock);
    m_watch = std::make_unique<DiskWatch>(m_database.get(), m_log.get(), m_ledger.get());
}

void TestDiskWatch::write(store::Database *database, const QString &refusal)
{
    bool done = false;
    const char *change = database == m_database.get() ? "INSERT OR REPLACE INTO draft VALUES ('p', 's', '', 'text', 0)"
                                                      : "INSERT OR REPLACE INTO duty (name) VALUES ('of a test')";
    database->run<base::Done>(this, [refusal, change](QSqlDatabase &connection) -> base::Result<base::Done> {
        return refusal.isEmpty() ? base::Result<base::Done>(store::execute(connection, change)) : base::Result<base::Done>(Error::of(Error::Kind::Storage, refusal));
    })->then(this, [&done](const base::Outcome &) { done = true; });
    QTRY_VERIFY(done);
}

void TestDiskWatch::aSoundFileIsNoNews()
{
    start();
    QSignalSpy changed(m_watch.get(), &DiskWatch::changed);
    write(m_database.get(), {});
    write(m_log->database(), {});
    QVERIFY(m_watch->news().empty());
    QCOMPARE(changed.count(), 0);
}

void TestDiskWatch::aDamagedFileIsToldAtTheStart()
{
    for (const QString &path : {work(), log(), usage()}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
    }
    start();
    QTRY_COMPARE(m_watch->news().size(), 3u);
    QCOMPARE(m_watch->news()[0].which, Which::Work); // what is nowhere else comes first
    QCOMPARE(m_watch->news()[0].trouble, Trouble::Damaged);
    QCOMPARE(m_watch->news()[0].aside, work() + QStringLiteral(".damaged-1"));
    QCOMPARE(m_watch->news()[1].which, Which::Usage);
    QCOMPARE(m_watch->news()[1].aside, usage() + QStringLiteral(".damaged-1"));
    QCOMPARE(m_watch->news()[2].aside, log() + QStringLiteral(".damaged-1"));
    write(m_database.get(), {}); // the new file works; what happened is news all the same
    QCOMPARE(m_watch->news().size(), 3u);
    m_watch->takeNote();
    m_watch->takeNote();
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].which, Which::Transcripts);
    m_watch->takeNote();
    QVERIFY(m_watch->news().empty());
    m_watch->takeNote();
}

void TestDiskWatch::damageMetLaterIsTold()
{
    start();
    write(m_log->database(), {});
    Q_EMIT m_log->database()->movedAside(QStringLiteral("/somewhere/events.sqlite.damaged-1"));
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].trouble, Trouble::Damaged);
    QCOMPARE(m_watch->news()[0].aside, QStringLiteral("/somewhere/events.sqlite.damaged-1"));
}

void TestDiskWatch::aNewerFileIsToldAtTheStart()
{
    start();
    write(m_log->database(), {});
    const bool marked = [this] {
        bool ok = false;
        m_log->database()
            ->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> { return store::execute(c, "PRAGMA user_version = 999"); })
            ->then(this, [&ok](const base::Outcome &outcome) { ok = outcome.ok(); });
        return QTest::qWaitFor([&ok] { return ok; });
    }();
    QVERIFY(marked);
    m_watch.reset();
    m_ledger.reset();
    m_log.reset();
    m_database.reset();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the database cannot be opened: .*")));
    start();
    QTRY_VERIFY(!m_watch->news().empty() && m_watch->news()[0].atStart);
    write(m_log->database(), {}); // refused as well: no further news
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].which, Which::Transcripts);
    QCOMPARE(m_watch->news()[0].trouble, Trouble::Newer);
    QVERIFY(m_watch->news()[0].error.detail.contains(QStringLiteral("999")));
    m_watch->takeNote();
    write(m_log->database(), {});
    QVERIFY(m_watch->news().empty());
}

void TestDiskWatch::aRefusedFileIsToldAtTheStart()
{
    QVERIFY(QDir().mkpath(work())); // a folder of this name: nobody can write into it as a file
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the database cannot be opened: .*")));
    start();
    QTRY_VERIFY(!m_watch->news().empty() && m_watch->news()[0].atStart);
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].which, Which::Work);
    QCOMPARE(m_watch->news()[0].trouble, Trouble::ReadOnly);
}

void TestDiskWatch::aLedgerThatCannotBeWrittenIsTold()
{
    QVERIFY(QDir().mkpath(usage()));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the database cannot be opened: .*")));
    start();
    QTRY_VERIFY(!m_watch->news().empty() && m_watch->news()[0].atStart);
    m_ledger->markDeleted(QStringLiteral("api.example.com"), QStringLiteral("s1")); // refused as well: no further news
    QSignalSpy failed(m_ledger.get(), &store::Ledger::failed);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].which, Which::Usage);
    QCOMPARE(m_watch->news()[0].trouble, Trouble::ReadOnly);
    QCOMPARE(m_watch->news()[0].file, usage());
}

void TestDiskWatch::aFullDiskIsOverWhenSomethingCanBeWritten()
{
    const QString full = QStringLiteral("database or disk is full (SQLite 13)");
    start();
    QSignalSpy changed(m_watch.get(), &DiskWatch::changed);
    write(m_log->database(), full);
    write(m_log->database(), full);
    QCOMPARE(changed.count(), 1); // told once
    write(m_database.get(), full);
    QCOMPARE(m_watch->news().size(), 2u);
    bool nothing = false;
    m_database->run<base::Done>(this, [](QSqlDatabase &) -> base::Result<base::Done> { return base::Done{}; })->then(this, [&nothing](const auto &) {
        nothing = true;
    });
    QTRY_VERIFY(nothing);
    QCOMPARE(m_watch->news().size(), 2u); // a full disk takes that as well
    QCOMPARE(m_watch->news()[0].which, Which::Work);
    write(m_database.get(), {});
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].which, Which::Transcripts);
    m_watch->takeNote();
    write(m_log->database(), full); // the person knows
    QVERIFY(m_watch->news().empty());
    write(m_log->database(), {});
    write(m_log->database(), full); // once more
    QCOMPARE(m_watch->news().size(), 1u);
    QCOMPARE(m_watch->news()[0].trouble, Trouble::Full);
    QVERIFY(!m_watch->news()[0].atStart);
}

void TestDiskWatch::kindsOfTrouble_data()
{
    QTest::addColumn<QString>("detail");
    QTest::addColumn<int>("trouble");
    const auto row = [](const char *detail, Trouble trouble) { QTest::newRow(detail) << QString::fromLatin1(detail) << int(trouble); };
    row("database disk image is malformed (SQLite 11)", Trouble::Damaged);
    row("file is not a database (SQLite 26)", Trouble::Damaged);
    row("database is locked (SQLite 5)", Trouble::Busy);
    row("database is locked (SQLite 517)", Trouble::Busy); // BUSY_SNAPSHOT
    row("database or disk is full (SQLite 13)", Trouble::Full);
    row("disk I/O error (SQLite 4874)", Trouble::Full); // IOERR_SHMSIZE: no room for the index of the WAL
    row("disk I/O error (SQLite 778)", Trouble::Other); // IOERR_WRITE
    row("attempt to write a readonly database (SQLite 8)", Trouble::ReadOnly);
    row("unable to open database file (SQLite 14)", Trouble::ReadOnly);
    row("cannot write /somewhere: Permission denied", Trouble::ReadOnly);
    row("cannot create the folder /somewhere", Trouble::ReadOnly);
    row("/somewhere was written by a newer version of this program (schema 9, known up to 2)", Trouble::Newer);
    row("something else", Trouble::Other);
}

void TestDiskWatch::kindsOfTrouble()
{
    QFETCH(QString, detail);
    QFETCH(int, trouble);
    QCOMPARE(int(store::troubleOf(Error::of(Error::Kind::Storage, detail))), trouble);
}

QTEST_GUILESS_MAIN(TestDiskWatch)
#include "tst_diskwatch.moc"
