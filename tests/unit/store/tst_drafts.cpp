#include "store/database.h"
#include "store/drafts.h"
#include "tests/support/fakeclock.h"
#include "tests/support/killedchild.h"
#include "tests/support/testbase.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTimer>

using namespace std::chrono_literals;
using store::Draft;

namespace {

const QString profile = QStringLiteral("profile");
const QString session = QStringLiteral("sesn_1");

template<class T>
std::optional<T> valueOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&result](const base::Result<T> &r) { result.emplace(r); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000) || !*result)
        return std::nullopt;
    return **result;
}

//! What is on disk, whatever the drafts in memory know.
std::optional<Draft> onDisk(store::Database &database)
{
    test::FakeClock clock;
    store::Drafts fresh(&database, &clock);
    return valueOf(fresh.load(&fresh, profile, session));
}

} // namespace

class TestDrafts : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void writesAtMost250MillisecondsAfterTheFirstKeystroke();
    void knowsTheNewestTextBeforeItIsWritten();
    void anEmptyTextRemovesTheDraft();
    void belongToTheirThreads();
    void keepFiles();
    void comeAlongFromAnOlderFile();
    void closingFlushes();
    void appendsBelowWhatNobodyHasRead();
    void appendsBelowWhatItKnows();
    void keepsProfilesAndSessionsApart();
    void saysWhenItCannotWriteAndTriesAgain();
    void survivesKill();
};

void TestDrafts::writesAtMost250MillisecondsAfterTheFirstKeystroke()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Drafts drafts(&database, &clock);
    for (int i = 1; i <= 24; ++i) { // without ever pausing
        drafts.set(profile, session, {QString(i, QLatin1Char('x')), i});
        clock.advance(10ms);
    }
    const auto stored = onDisk(database);
    QVERIFY(stored.has_value());
    QCOMPARE(stored->text, QString(15, QLatin1Char('x')));
    QCOMPARE(stored->cursor, 15);
    clock.advance(150ms);
    QCOMPARE(onDisk(database)->text.size(), 24);
    QCOMPARE(clock.pending(), 0); // nothing ticks while nobody types
}

void TestDrafts::knowsTheNewestTextBeforeItIsWritten()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Drafts drafts(&database, &clock);
    drafts.set(profile, session, {QStringLiteral("héllo\nworld 🌍"), 3});
    QCOMPARE(valueOf(drafts.load(this, profile, session))->text, QStringLiteral("héllo\nworld 🌍"));
    QCOMPARE(valueOf(drafts.load(this, profile, session))->cursor, 3);
    QCOMPARE(onDisk(database)->text, QString());
}

void TestDrafts::anEmptyTextRemovesTheDraft()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Drafts drafts(&database, &clock);
    drafts.set(profile, session, {QStringLiteral("text"), 4});
    drafts.flush();
    QCOMPARE(onDisk(database)->text, QStringLiteral("text"));
    drafts.set(profile, session, {});
    drafts.flush();
    QCOMPARE(*onDisk(database), Draft{});
}

void TestDrafts::belongToTheirThreads()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    const QString thread = QStringLiteral("sthr_1");
    {
        store::Drafts drafts(&database, &clock);
        drafts.set(profile, session, {QStringLiteral("to all"), 1});
        drafts.set(profile, session, {QStringLiteral("to one"), 2}, thread);
        drafts.append(profile, session, QStringLiteral("more"), QStringLiteral("sthr_2"));
    }
    store::Drafts fresh(&database, &clock);
    QCOMPARE(valueOf(fresh.load(this, profile, session))->text, QStringLiteral("to all"));
    QCOMPARE(valueOf(fresh.load(this, profile, session, thread))->text, QStringLiteral("to one"));
    QCOMPARE(valueOf(fresh.load(this, profile, session, QStringLiteral("sthr_2")))->text, QStringLiteral("more"));
    fresh.set(profile, session, {}, thread);
    fresh.flush();
    store::Drafts later(&database, &clock);
    QCOMPARE(*valueOf(later.load(this, profile, session, thread)), Draft{});
    QCOMPARE(valueOf(later.load(this, profile, session))->text, QStringLiteral("to all"));
}

void TestDrafts::keepFiles()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    const Draft draft = {{}, 0, {{QStringLiteral("a.png"), QStringLiteral("image/png"), {}, QByteArray("\x89PNG\0", 5)},
                                 {QStringLiteral("b.pdf"), QStringLiteral("application/pdf"), QStringLiteral("/srv/papers/b.pdf"), {}}}};
    {
        store::Drafts drafts(&database, &clock);
        drafts.set(profile, session, draft); // without a word: the files are the draft
    }
    store::Drafts drafts(&database, &clock);
    QCOMPARE(*valueOf(drafts.load(this, profile, session)), draft);
    Draft typed = draft;
    typed.text = QStringLiteral("look");
    drafts.set(profile, session, typed);
    drafts.flush();
    QCOMPARE(*onDisk(database), typed);
    typed.files.erase(typed.files.begin());
    drafts.set(profile, session, typed);
    drafts.flush();
    QCOMPARE(*onDisk(database), typed);
    drafts.removeProfile(profile);
    QCOMPARE(*onDisk(database), Draft{});
    const auto files = valueOf(database.run<qint64>(this, [](QSqlDatabase &c) { return store::number(c, "SELECT count(*) FROM draft_file"); }));
    QCOMPARE(files.value_or(-1), 0);
}

void TestDrafts::comeAlongFromAnOlderFile()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    static const store::Schema older = {{store::workSchema().steps.front()}};
    {
        store::Database database(file, older);
        const auto written = valueOf(database.run<qint64>(this, [](QSqlDatabase &c) -> base::Result<qint64> {
            if (auto done = store::execute(c, "INSERT INTO draft VALUES ('profile', 'sesn_1', 'typed long ago', 5)"); !done)
                return done.error();
            return store::number(c, "PRAGMA user_version");
        }));
        QCOMPARE(written.value_or(-1), 1);
    }
    store::Database database(file);
    store::Drafts drafts(&database, &clock);
    const auto draft = valueOf(drafts.load(this, profile, session));
    QVERIFY(draft.has_value());
    QCOMPARE(*draft, (Draft{QStringLiteral("typed long ago"), 5, {}}));
}

void TestDrafts::closingFlushes()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    {
        store::Database database(folder.filePath(QStringLiteral("a.db")));
        store::Drafts drafts(&database, &clock);
        drafts.set(profile, session, {QStringLiteral("the last words"), 14});
    }
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    QCOMPARE(onDisk(database)->text, QStringLiteral("the last words"));
}

void TestDrafts::appendsBelowWhatNobodyHasRead()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    {
        store::Drafts drafts(&database, &clock);
        drafts.append(profile, session, QStringLiteral("fir\u00e9st"));
        drafts.append(profile, session, QString());
    }
    QCOMPARE(*onDisk(database), (Draft{QStringLiteral("fir\u00e9st"), 6}));
    store::Drafts drafts(&database, &clock);
    drafts.append(profile, session, QStringLiteral("second \U0001F30D"));
    QCOMPARE(*valueOf(drafts.load(this, profile, session)), (Draft{QStringLiteral("fir\u00e9st\nsecond \U0001F30D"), 16}));
    drafts.append(profile, session, QStringLiteral("fir\u00e9st\nsecond \U0001F30D")); // the same once more
    QCOMPARE(onDisk(database)->cursor, 16);
    // What the disk refuses is kept and written later.
    QSignalSpy failed(&drafts, &store::Drafts::failed);
    const auto rename = [&database](const char *statement) {
        database.post([statement](QSqlDatabase &c) -> base::Outcome {
            QSqlQuery query(c);
            query.exec(QLatin1String(statement));
            return base::Done{};
        });
    };
    rename("ALTER TABLE draft RENAME TO hidden");
    drafts.append(profile, session, QStringLiteral("third"));
    QTRY_COMPARE(failed.size(), 1);
    rename("ALTER TABLE hidden RENAME TO draft");
    drafts.flush();
    QCOMPARE(onDisk(database)->text, QStringLiteral("fir\u00e9st\nsecond \U0001F30D\nthird"));
}

void TestDrafts::appendsBelowWhatItKnows()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Drafts drafts(&database, &clock);
    drafts.set(profile, session, {QStringLiteral("typed"), 2});
    drafts.append(profile, session, QStringLiteral("more")); // before it is on disk
    QCOMPARE(*valueOf(drafts.load(this, profile, session)), (Draft{QStringLiteral("typed\nmore"), 10}));
    drafts.flush();
    QCOMPARE(onDisk(database)->text, QStringLiteral("typed\nmore"));
}

void TestDrafts::keepsProfilesAndSessionsApart()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Drafts drafts(&database, &clock);
    drafts.set(profile, session, {QStringLiteral("one"), 0});
    drafts.set(profile, QStringLiteral("sesn_2"), {QStringLiteral("two"), 0});
    drafts.set(QStringLiteral("other"), session, {QStringLiteral("three"), 0});
    drafts.flush();
    drafts.removeProfile(profile);
    QCOMPARE(*onDisk(database), Draft{});
    QCOMPARE(*valueOf(drafts.load(this, profile, QStringLiteral("sesn_2"))), Draft{});
    QCOMPARE(valueOf(drafts.load(this, QStringLiteral("other"), session))->text, QStringLiteral("three"));
}

void TestDrafts::saysWhenItCannotWriteAndTriesAgain()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Drafts drafts(&database, &clock);
    QSignalSpy failed(&drafts, &store::Drafts::failed);
    database.post([](QSqlDatabase &c) -> base::Outcome {
        QSqlQuery query(c);
        query.exec(QStringLiteral("ALTER TABLE draft RENAME TO hidden"));
        return base::Done{};
    });
    drafts.set(profile, session, {QStringLiteral("kept"), 0});
    drafts.flush();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(valueOf(drafts.load(this, profile, session))->text, QStringLiteral("kept"));
    database.post([](QSqlDatabase &c) -> base::Outcome {
        QSqlQuery query(c);
        query.exec(QStringLiteral("ALTER TABLE hidden RENAME TO draft"));
        return base::Done{};
    });
    drafts.set(profile, QStringLiteral("sesn_2"), {QStringLiteral("another"), 0});
    clock.advance(150ms);
    QCOMPARE(onDisk(database)->text, QStringLiteral("kept"));
}

void TestDrafts::survivesKill()
{
    const int kills = test::KilledChild::times(24);
    QTemporaryDir folder;
    qint64 worst = 0;
    for (int kill = 0; kill < kills; ++kill) {
        const QString file = folder.filePath(QStringLiteral("%1.db").arg(kill));
        const QByteArrayList lines =
            test::KilledChild::linesBeforeKill({QStringLiteral("--type"), file}, 60 + QRandomGenerator::global()->bounded(120));
        QVERIFY(!lines.isEmpty());

        store::Database database(file);
        const auto opening = valueOf(database.opened(this));
        QVERIFY(opening && opening->movedAside.isEmpty());
        const int stored = int(onDisk(database)->text.section(QLatin1Char(' '), -1).toInt());
        QVERIFY(stored > 0);
        // Each line: the number that was typed and when. What is not stored must be younger than 250 ms.
        const qint64 end = lines.last().split(' ').at(1).toLongLong();
        for (const QByteArray &line : lines) {
            const auto parts = line.split(' ');
            if (parts.at(0).toInt() > stored) {
                worst = std::max(worst, end - parts.at(1).toLongLong());
                break;
            }
        }
    }
    qInfo("worst loss of %d kills: %lld ms of typing", kills, worst);
    QVERIFY2(worst <= 250, qPrintable(QString::number(worst)));
}

static int typeUntilKilled(const QString &file)
{
    base::SystemClock clock;
    store::Database database(file);
    store::Drafts drafts(&database, &clock);
    QElapsedTimer elapsed;
    QTimer keys;
    QString text;
    int number = 0;
    QObject::connect(&keys, &QTimer::timeout, qApp, [&] {
        text += QLatin1Char(' ') + QString::number(++number);
        drafts.set(profile, session, {text, int(text.size())});
        printf("%d %lld\n", number, elapsed.elapsed());
        fflush(stdout);
    });
    database.opened(qApp)->then(qApp, [&](const auto &) {
        elapsed.start();
        keys.start(5);
    });
    return QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && app.arguments().at(1) == QLatin1String("--type"))
        return typeUntilKilled(app.arguments().at(2));
    TestDrafts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_drafts.moc"
