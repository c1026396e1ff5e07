#include "store/database.h"
#include "store/databasefile.h"
#include "store/schema.h"
#include "tests/support/testbase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <unistd.h>

using base::Error;

namespace {

//! A connection of the test's own beside the database's.
class Probe
{
public:
    explicit Probe(const QString &file) : m_name(QStringLiteral("probe-%1").arg(++s_count))
    {
        connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        connection.setDatabaseName(file);
        connection.open();
    }
    ~Probe()
    {
        connection.close();
        connection = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    QVariant one(const QString &sql)
    {
        QSqlQuery query(connection);
        return query.exec(sql) && query.next() ? query.value(0) : QVariant();
    }

    QSqlDatabase connection;

private:
    static inline int s_count = 0;
    const QString m_name;
};

template<class T>
base::Result<T> resultOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&result](const base::Result<T> &r) { result.emplace(r); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000))
        return Error::of(Error::Kind::Timeout, QStringLiteral("the job never ended"));
    return *result;
}

base::Result<int> addDraft(QSqlDatabase &connection, int number)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO draft VALUES ('p', ?, '', 'text', 0)"));
    query.addBindValue(QString::number(number));
    if (auto done = store::execute(query); !done)
        return done.error();
    return number;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

constexpr auto allowWarnings = "the database cannot be opened: .*";

} // namespace

class TestDatabase : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_folder = std::make_unique<QTemporaryDir>(); }
    void isForThisUserAlone();
    void worksInOrderAndRollsBack();
    void workOutlivesItsOwner();
    void destructionFinishesTheQueue();
    void movesADamagedFileAside_data();
    void movesADamagedFileAside();
    void refusesANewerSchema();
    void saysThatTheFolderIsReadOnly();
    void waitsForALock();
    void doesNotTakeALockForDamage();
    void keepsWhatWasAcknowledgedWhenFull();

private:
    QString path(const QString &name = QStringLiteral("store/muster.db")) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDatabase::isForThisUserAlone()
{
    store::Database database(path());
    const auto opening = resultOf(database.opened(this));
    QVERIFY(opening.ok());
    QVERIFY(opening->created);
    QVERIFY(opening->movedAside.isEmpty());
    QVERIFY(resultOf(database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 1); })).ok());

    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
    const auto ownerFolder = owner | QFileDevice::ExeOwner | QFileDevice::ExeUser;
    QCOMPARE(QFile::permissions(path()), owner);
    QCOMPARE(QFile::permissions(path() + QStringLiteral("-wal")), owner);
    QCOMPARE(QFile::permissions(QFileInfo(path()).path()), ownerFolder);

    Probe probe(path());
    QCOMPARE(probe.one(QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("wal"));
    QCOMPARE(probe.one(QStringLiteral("PRAGMA user_version")).toInt(), store::workSchema().version());
}

void TestDatabase::worksInOrderAndRollsBack()
{
    store::Database database(path());
    for (int i = 0; i < 50; ++i)
        database.post([i](QSqlDatabase &c) -> base::Outcome {
            const auto added = addDraft(c, i);
            return added ? base::Outcome(base::Done{}) : base::Outcome(added.error());
        });
    const auto failing = resultOf(database.run<int>(this, [](QSqlDatabase &c) -> base::Result<int> {
        (void)addDraft(c, 1000);
        return Error::of(Error::Kind::Invalid, QStringLiteral("changed my mind"));
    }));
    QVERIFY(!failing.ok());
    QCOMPARE(failing.error().kind, Error::Kind::Invalid);
    Probe probe(path());
    QCOMPARE(probe.one(QStringLiteral("SELECT count(*) FROM draft")).toInt(), 50);

    // A statement that SQLite refuses is an error with its words, and the next work goes on.
    const auto refused = resultOf(database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 7); }));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, Error::Kind::Storage);
    QVERIFY(refused.error().detail.contains(QStringLiteral("UNIQUE")));
    QVERIFY(resultOf(database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 1001); })).ok());
}

void TestDatabase::workOutlivesItsOwner()
{
    store::Database database(path());
    bool called = false;
    {
        QObject owner;
        database.run<int>(&owner, [](QSqlDatabase &c) { return addDraft(c, 1); })->then(this, [&](const auto &) { called = true; });
    }
    QVERIFY(resultOf(database.opened(this)).ok());
    QVERIFY(!called);
    Probe probe(path());
    QCOMPARE(probe.one(QStringLiteral("SELECT count(*) FROM draft")).toInt(), 1);
}

void TestDatabase::destructionFinishesTheQueue()
{
    {
        store::Database database(path());
        for (int i = 0; i < 200; ++i)
            database.run<int>(this, [i](QSqlDatabase &c) { return addDraft(c, i); });
    }
    Probe probe(path());
    QCOMPARE(probe.one(QStringLiteral("SELECT count(*) FROM draft")).toInt(), 200);
}

void TestDatabase::movesADamagedFileAside_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("not a database") << QStringLiteral("garbage");
    QTest::newRow("a page overwritten") << QStringLiteral("page");
    QTest::newRow("cut short") << QStringLiteral("cut");
}

void TestDatabase::movesADamagedFileAside()
{
    QFETCH(QString, damage);
    {
        store::Database database(path());
        for (int i = 0; i < 500; ++i)
            database.run<int>(this, [i](QSqlDatabase &c) { return addDraft(c, i); });
    }
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 3 * 4096);
        if (damage == QLatin1String("garbage")) {
            file.resize(0);
            file.write(QByteArray(5000, 'x'));
        } else if (damage == QLatin1String("page")) {
            for (qint64 at = 4096; at < file.size(); at += 4096) {
                file.seek(at);
                file.write(QByteArray(512, '\xfe'));
            }
        } else {
            file.resize(file.size() - 4096 * 2);
        }
    }
    const QByteArray damaged = contentOf(path());
    store::Database database(path());
    const auto opening = resultOf(database.opened(this));
    QVERIFY2(opening.ok(), opening.ok() ? "" : qPrintable(opening.error().detail));
    QCOMPARE(opening->movedAside, path() + QStringLiteral(".damaged-1"));
    QCOMPARE(contentOf(opening->movedAside), damaged);
    QVERIFY(resultOf(database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 1); })).ok());
}

void TestDatabase::refusesANewerSchema()
{
    {
        store::Database database(path());
        QVERIFY(resultOf(database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 1); })).ok());
    }
    {
        Probe probe(path());
        probe.one(QStringLiteral("PRAGMA user_version = 999"));
    }
    const QByteArray before = contentOf(path());
    QVERIFY(!before.isEmpty());
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QLatin1String(allowWarnings)));
        store::Database database(path());
        const auto opening = resultOf(database.opened(this));
        QVERIFY(!opening.ok());
        QCOMPARE(opening.error().kind, Error::Kind::Storage);
        QVERIFY(opening.error().detail.contains(QStringLiteral("999")));
        const auto work = resultOf(database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 2); }));
        QVERIFY(!work.ok());
        QCOMPARE(work.error().detail, opening.error().detail);
    }
    QCOMPARE(contentOf(path()), before);
}

void TestDatabase::saysThatTheFolderIsReadOnly()
{
    // Root may write everywhere, so a child gives root up first. The parent folder must let it pass.
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::Permissions(0x5555)));
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--open-as-nobody"), m_folder->filePath(QStringLiteral("muster.db"))});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 20000);
    QCOMPARE(child.exitCode(), 0);
    const QByteArray said = child.readAllStandardOutput();
    QVERIFY2(said.startsWith("Storage: cannot create "), said.constData());
    QFile::setPermissions(m_folder->path(), QFileDevice::Permissions(0x7700));
}

void TestDatabase::waitsForALock()
{
    store::Database database(path());
    QVERIFY(resultOf(database.opened(this)).ok());
    Probe other(path());
    QVERIFY(store::execute(other.connection, "BEGIN IMMEDIATE").ok());
    bool ended = false;
    database.run<int>(this, [](QSqlDatabase &c) { return addDraft(c, 1); })->then(this, [&](const base::Result<int> &result) {
        ended = true;
        QVERIFY(result.ok());
    });
    QVERIFY(store::execute(other.connection, "COMMIT").ok());
    QTRY_VERIFY(ended);
}

void TestDatabase::doesNotTakeALockForDamage()
{
    {
        store::Database database(path());
        QVERIFY(resultOf(database.opened(this)).ok());
    }
    Probe other(path());
    QVERIFY(store::execute(other.connection, "PRAGMA locking_mode = EXCLUSIVE").ok());
    QVERIFY(store::execute(other.connection, "BEGIN EXCLUSIVE").ok());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QLatin1String(allowWarnings)));
    store::Database database(path());
    const auto opening = resultOf(database.opened(this)); // after SQLite's busy timeout of 5 s
    QVERIFY(!opening.ok());
    QVERIFY2(opening.error().detail.contains(QStringLiteral("locked")), qPrintable(opening.error().detail));
    QVERIFY(QDir(QFileInfo(path()).path()).entryList({QStringLiteral("*damaged*")}).isEmpty());
}

void TestDatabase::keepsWhatWasAcknowledgedWhenFull()
{
    store::Database database(path());
    QVERIFY(resultOf(database.run<int>(this, [](QSqlDatabase &c) -> base::Result<int> {
        QSqlQuery query(c);
        if (!query.exec(QStringLiteral("PRAGMA max_page_count = 40")))
            return store::storageError(query);
        return 0;
    })).ok());
    int acknowledged = 0;
    std::optional<Error> refused;
    for (int i = 0; i < 400 && !refused; ++i) {
        const auto result = resultOf(database.run<int>(this, [i](QSqlDatabase &c) -> base::Result<int> {
            QSqlQuery query(c);
            query.prepare(QStringLiteral("INSERT INTO draft VALUES ('p', ?, '', ?, 0)"));
            query.addBindValue(QString::number(i));
            query.addBindValue(QString(2000, QLatin1Char('t')));
            if (auto done = store::execute(query); !done)
                return done.error();
            return i;
        }));
        if (result)
            ++acknowledged;
        else
            refused = result.error();
    }
    QVERIFY(refused.has_value());
    QVERIFY2(refused->detail.contains(QStringLiteral("full")), qPrintable(refused->detail));
    QVERIFY(acknowledged > 10);
    Probe probe(path());
    QCOMPARE(probe.one(QStringLiteral("SELECT count(*) FROM draft")).toInt(), acknowledged);
    QCOMPARE(probe.one(QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
}

static int openAsNobody(const QString &file)
{
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
        return 2;
    store::Database database(file);
    QObject::connect(&database, &store::Database::failed, qApp, [](const Error &error) {
        printf("%s: %s\n", base::kindName(error.kind), qPrintable(error.detail));
        QCoreApplication::exit(0);
    });
    database.opened(qApp)->then(qApp, [](const base::Result<store::Opening> &opening) {
        if (opening)
            QCoreApplication::exit(3);
    });
    return QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && app.arguments().at(1) == QLatin1String("--open-as-nobody"))
        return openAsNobody(app.arguments().at(2));
    TestDatabase test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_database.moc"
