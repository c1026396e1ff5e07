#include "models/recordmarks.h"

#include "models/resourcelistmodel.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QTemporaryDir>

using base::Json;
using base::Record;
using models::RecordMarks;
using models::ResourceListModel;
using test::take;

namespace {

api::ResourceDescriptor sessions()
{
    using api::ColumnKind;
    api::ResourceDescriptor resource;
    resource.id = "sessions";
    resource.titlePath = "title";
    resource.columns = {{.path = "title", .label = "Title"},
                        {.path = "updated_at", .label = "Changed", .kind = ColumnKind::Time},
                        {.path = "created_at", .label = "Created", .kind = ColumnKind::Time}};
    return resource;
}

//! Changed at 9 o'clock and so many seconds.
Record session(int number, int seconds)
{
    const QDateTime at = QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(seconds);
    return Record(Json{{"id", "sesn_" + std::to_string(number)},
                       {"title", "Session " + std::to_string(9 - number)},
                       {"created_at", "2026-11-01T00:00:00Z"},
                       {"updated_at", at.toString(Qt::ISODate).toStdString()}});
}

QString idOf(int number)
{
    return QStringLiteral("sesn_%1").arg(number);
}

} // namespace

//! Pins and what is unread, over a real database.
class TestRecordMarks : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsUnreadAtTheVeryFirstTime();
    void whatChangesOrComesIsUnread();
    void readingMakesItRead();
    void setUnreadStaysAlsoInFront();
    void newsThatTheRecordDoesNotTell();
    void pinnedRowsComeFirst();
    void pinsKeepSelectionAndOrderOfFurtherPages();
    void whatIsPinnedOnAFurtherPageIsReadByItself();
    void itAllSurvivesARestart();
    void whatIsSetBeforeTheMarksAreReadIsKept();
    void aRemovedProfileLosesThem();
    void aDeletedSessionLosesThem();

private:
    void start();
    void answer(std::initializer_list<Record> records, const QString &next = {});
    //! The numbers of the rows from the top: *3 is unread, ^3 is pinned.
    QString rows() const;
    RecordMarks *marks() const { return m_model->marks(); }
    const Record &record(int number) const { return *m_model->record(idOf(number)); }

    QTemporaryDir m_folder;
    test::FakeClock m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Marks> m_store;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<ResourceListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    int m_run = 0;
};

void TestRecordMarks::init()
{
    TestBase::init();
    ++m_run;
    start();
}

void TestRecordMarks::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_store.reset();
    m_database.reset();
}

void TestRecordMarks::start()
{
    cleanup();
    m_database = std::make_unique<store::Database>(m_folder.filePath(QStringLiteral("muster%1.sqlite").arg(m_run)));
    m_store = std::make_unique<store::Marks>(m_database.get());
    m_client = std::make_unique<test::FakeClient>();
    m_model = std::make_unique<ResourceListModel>(m_client.get(), sessions(), &m_clock);
    m_model->setMarks(new RecordMarks(m_store.get(), QStringLiteral("p1"), m_model->descriptor(), m_model.get()));
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestRecordMarks::answer(std::initializer_list<Record> records, const QString &next)
{
    const QSignalSpy loaded(marks(), &RecordMarks::changed);
    m_model->refresh();
    api::Page page;
    page.items.assign(records.begin(), records.end());
    page.nextCursor = next;
    take(m_client->lists).answer(page);
    QTRY_VERIFY(!m_model->isBusy());
    // The marks are read by another thread: behind this everything asked for before is there.
    bool there = false;
    m_store->load(this, QStringLiteral("p1"), QStringLiteral("sessions"))->then(this, [&](const auto &) { there = true; });
    QTRY_VERIFY(there);
}

QString TestRecordMarks::rows() const
{
    QStringList out;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QModelIndex index = m_model->index(i, 0);
        out.append((index.data(ResourceListModel::UnreadRole).toBool() ? QStringLiteral("*") : QString())
                   + (index.data(ResourceListModel::PinnedRole).toBool() ? QStringLiteral("^") : QString())
                   + index.data(ResourceListModel::IdRole).toString().mid(5));
    }
    return out.join(QLatin1Char(' '));
}

void TestRecordMarks::nothingIsUnreadAtTheVeryFirstTime()
{
    answer({session(3, 30), session(2, 20), session(1, 10)});
    QCOMPARE(rows(), QStringLiteral("3 2 1"));
}

void TestRecordMarks::whatChangesOrComesIsUnread()
{
    answer({session(3, 30), session(2, 20), session(1, 10)});
    answer({session(4, 40), session(1, 33), session(2, 31), session(3, 30)});
    QCOMPARE(rows(), QStringLiteral("*4 *1 2 3")); // one second behind where reading began is the same moment
    Json archived = session(4, 50).json();
    archived["archived_at"] = "2026-11-20T09:00:50Z";
    m_model->upsert(Record(archived));
    QCOMPARE(rows(), QStringLiteral("4 *1 2 3"));
}

void TestRecordMarks::readingMakesItRead()
{
    answer({session(2, 20), session(1, 10)});
    answer({session(2, 60), session(1, 50)});
    QCOMPARE(rows(), QStringLiteral("*2 *1"));
    marks()->setRead(record(1));
    QCOMPARE(rows(), QStringLiteral("*2 1"));
    marks()->beginReading(idOf(2));
    QCOMPARE(rows(), QStringLiteral("2 1"));
    m_model->upsert(session(2, 90)); // in front: no news
    QCOMPARE(rows(), QStringLiteral("2 1"));
    marks()->noteSeen(idOf(2), marks()->newsAt(record(2)));
    marks()->endReading(idOf(2));
    QCOMPARE(rows(), QStringLiteral("2 1"));
    m_model->upsert(session(2, 100));
    QCOMPARE(rows(), QStringLiteral("*2 1"));
    marks()->setRead(idOf(2), QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC)); // reading never goes back
    m_model->upsert(session(1, 50));
    QCOMPARE(rows(), QStringLiteral("*2 1"));
}

void TestRecordMarks::setUnreadStaysAlsoInFront()
{
    answer({session(2, 20), session(1, 10)});
    marks()->setUnread(record(1));
    QCOMPARE(rows(), QStringLiteral("2 *1"));
    marks()->beginReading(idOf(2));
    marks()->setUnread(record(2));
    marks()->noteSeen(idOf(2), marks()->newsAt(record(2)));
    QCOMPARE(rows(), QStringLiteral("*2 *1"));
    marks()->endReading(idOf(2));
    QCOMPARE(rows(), QStringLiteral("*2 *1"));
    marks()->beginReading(idOf(2)); // looked at again
    marks()->noteSeen(idOf(2), marks()->newsAt(record(2)));
    marks()->endReading(idOf(2));
    QCOMPARE(rows(), QStringLiteral("2 *1"));
}

void TestRecordMarks::newsThatTheRecordDoesNotTell()
{
    answer({session(2, 20), session(1, 10)});
    marks()->heard(idOf(1), record(2).time("updated_at").addSecs(30));
    QCOMPARE(rows(), QStringLiteral("2 *1"));
    marks()->setRead(record(1));
    QCOMPARE(rows(), QStringLiteral("2 1"));
}

void TestRecordMarks::pinnedRowsComeFirst()
{
    answer({session(4, 40), session(3, 30), session(2, 20), session(1, 10)});
    marks()->setPinned(idOf(2), true);
    QCOMPARE(rows(), QStringLiteral("^2 4 3 1"));
    marks()->setPinned(idOf(1), true);
    QCOMPARE(rows(), QStringLiteral("^2 ^1 4 3")); // the server's order among them
    m_model->sort(0); // by title: 5 6 7 8 for 4 3 2 1
    QCOMPARE(rows(), QStringLiteral("^2 ^1 4 3"));
    m_model->sort(0, Qt::DescendingOrder);
    QCOMPARE(rows(), QStringLiteral("^1 ^2 3 4"));
    m_model->upsert(session(9, 50)); // its title is the least
    QCOMPARE(rows(), QStringLiteral("^1 ^2 3 4 *9"));
    m_model->setFilterText(QStringLiteral("session 7"));
    QCOMPARE(rows(), QStringLiteral("^2"));
    marks()->setPinned(idOf(2), false);
    m_model->setFilterText({});
    QCOMPARE(rows(), QStringLiteral("^1 2 3 4 *9"));
}

void TestRecordMarks::pinsKeepSelectionAndOrderOfFurtherPages()
{
    m_tester.reset(); // it fetches by itself
    answer({session(4, 40), session(3, 30)}, QStringLiteral("c1"));
    marks()->setPinned(idOf(1), true); // not loaded yet
    QItemSelectionModel selection(m_model.get());
    selection.setCurrentIndex(m_model->index(1, 0), QItemSelectionModel::ClearAndSelect);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->fetchMore();
    api::Page further;
    further.items = {session(2, 20), session(1, 10)};
    take(m_client->lists).answer(further);
    QTRY_COMPARE(rows(), QStringLiteral("^1 4 3 2"));
    QCOMPARE(selection.currentIndex().data(ResourceListModel::IdRole).toString(), idOf(3));
    marks()->setPinned(idOf(3), true);
    QCOMPARE(rows(), QStringLiteral("^3 ^1 4 2"));
    QCOMPARE(selection.currentIndex().row(), 0);
    QCOMPARE(resets.size(), 0);
}

void TestRecordMarks::whatIsPinnedOnAFurtherPageIsReadByItself()
{
    m_tester.reset(); // it fetches by itself
    answer({session(4, 40), session(3, 30), session(1, 10)});
    marks()->setPinned(idOf(1), true);
    marks()->setPinned(idOf(3), true);
    start();
    m_tester.reset();
    answer({session(9, 41), session(4, 40)}, QStringLiteral("c1"));
    QTRY_COMPARE(m_client->fetches.size(), std::size_t(2));
    for (int i = 0; i < 2; ++i) {
        const auto asked = take(m_client->fetches);
        if (asked.id == idOf(1))
            asked.answer(session(1, 10));
        else
            asked.answer(base::Error::of(base::Error::Kind::NotFound)); // it was deleted elsewhere
    }
    QTRY_COMPARE(rows(), QStringLiteral("^1 9 4"));
    m_model->refresh(); // and it stays where it is meanwhile
    api::Page page;
    page.items = {session(9, 41), session(4, 40)};
    page.nextCursor = QStringLiteral("c1");
    take(m_client->lists).answer(page);
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(rows(), QStringLiteral("^1 9 4"));
    m_client->fetches.clear();
    answer({session(9, 41), session(4, 40)}); // that is all there is: it is gone
    QCOMPARE(rows(), QStringLiteral("9 4"));
}

void TestRecordMarks::itAllSurvivesARestart()
{
    answer({session(3, 30), session(2, 20), session(1, 10)});
    marks()->setPinned(idOf(1), true);
    answer({session(3, 60), session(2, 60), session(1, 10)});
    marks()->setRead(record(3));
    QCOMPARE(rows(), QStringLiteral("^1 3 *2"));
    start();
    answer({session(4, 70), session(3, 60), session(2, 60), session(1, 10)});
    QCOMPARE(rows(), QStringLiteral("^1 *4 3 *2"));
}

void TestRecordMarks::whatIsSetBeforeTheMarksAreReadIsKept()
{
    answer({session(2, 20), session(1, 10)});
    marks()->setRead(idOf(1), record(1).time("updated_at"));
    start();
    marks()->setPinned(idOf(1), true); // its mark on disk is not read yet
    marks()->setRead(idOf(2), session(2, 80).time("updated_at"));
    answer({session(2, 80), session(1, 10)});
    QCOMPARE(rows(), QStringLiteral("^1 2"));
    start();
    answer({session(2, 80), session(1, 12)});
    QCOMPARE(rows(), QStringLiteral("^1 2"));
}

void TestRecordMarks::aRemovedProfileLosesThem()
{
    answer({session(2, 20), session(1, 10)});
    marks()->setPinned(idOf(1), true);
    m_store->removeProfile(QStringLiteral("p1"));
    start();
    answer({session(2, 99), session(1, 98)});
    QCOMPARE(rows(), QStringLiteral("2 1"));
}

void TestRecordMarks::aDeletedSessionLosesThem()
{
    answer({session(2, 20), session(1, 10)});
    marks()->setPinned(idOf(1), true);
    marks()->setRead(idOf(2), record(2).time("updated_at"));
    marks()->forget(idOf(1));
    QVERIFY(!marks()->isPinned(idOf(1)));
    marks()->noteSeen(idOf(1), QDateTime::currentDateTimeUtc()); // by a page that goes a moment later
    bool there = false;
    store::Marks::ById kept;
    m_store->load(this, QStringLiteral("p1"), QStringLiteral("sessions"))->then(this, [&](const base::Result<store::Marks::ById> &all) {
        there = all.ok();
        kept = *all;
    });
    QTRY_VERIFY(there);
    QVERIFY(!kept.contains(idOf(1)));
    QVERIFY(kept.contains(idOf(2)));
}

QTEST_GUILESS_MAIN(TestRecordMarks)
#include "tst_recordmarks.moc"
