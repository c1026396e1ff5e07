#include "models/keptlist.h"

#include "models/recordmarks.h"
#include "models/resourcelistmodel.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using base::Error;
using base::Json;
using base::Record;
using models::ResourceListModel;
using State = ResourceListModel::State;
using test::take;

namespace {

api::ResourceDescriptor sessions()
{
    api::ResourceDescriptor resource;
    resource.id = "sessions";
    resource.titlePath = "title";
    resource.statusPath = "status";
    resource.columns = {{.path = "title", .label = "Title"}, {.path = "status", .label = "Status", .kind = api::ColumnKind::Status}};
    return resource;
}

Record session(int number, const char *title = "Session")
{
    return Record(Json{{"id", "sesn_" + std::to_string(number)}, {"title", title}, {"status", "idle"}});
}

api::Page page(std::initializer_list<int> numbers, const QString &next = {})
{
    api::Page page;
    for (int number : numbers)
        page.items.push_back(session(number));
    page.nextCursor = next;
    return page;
}

} // namespace

//! A list that is shown as it was kept, and then as the server has it.
class TestKeptList : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void showsWhatWasKeptUntilTheServerAnswers();
    void nothingJumpsWhenTheAnswerComes();
    void rowsBehindTheFirstPageStayUntilTheyAreReadToo();
    void offlineItStays();
    void aListThatFailsBeforeItWasLoadedIsShownAllTheSame();
    void aLateListDoesNotReplaceAnAnswer();
    void filteredListsAreNotKept();
    void whatIsRemovedMeanwhileDoesNotComeBack();
    void keepsOnlyWhatListingsTold();
    void anEmptyListIsKeptToo();

private:
    void start();
    //! Lets the program read a list and ends it.
    void keep(const api::Page &answer);
    QString rows() const;
    std::optional<store::KnownList> kept();

    QTemporaryDir m_folder;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::EventLog> m_log;
    std::unique_ptr<store::ListCache> m_cache;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<ResourceListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    int m_run = 0;
};

void TestKeptList::init()
{
    TestBase::init();
    m_clock = std::make_unique<test::FakeClock>();
    m_log = std::make_unique<store::EventLog>(m_folder.filePath(QStringLiteral("log%1.sqlite").arg(++m_run)), m_clock.get());
    m_cache = std::make_unique<store::ListCache>(m_log.get());
    start();
}

void TestKeptList::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_client.reset();
    m_cache.reset();
    m_log.reset();
}

void TestKeptList::start()
{
    m_tester.reset();
    m_model.reset();
    m_client = std::make_unique<test::FakeClient>();
    m_model = std::make_unique<ResourceListModel>(m_client.get(), sessions(), m_clock.get());
    m_model->setKept(new models::KeptList(m_cache.get(), QStringLiteral("p1"), QStringLiteral("sessions"), nullptr));
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestKeptList::keep(const api::Page &answer)
{
    m_model->refresh();
    take(m_client->lists).answer(answer);
    QTRY_VERIFY(m_model->refreshedAt().isValid());
    start();
}

QString TestKeptList::rows() const
{
    QStringList out;
    for (int i = 0; i < m_model->rowCount(); ++i)
        out.append(m_model->index(i, 0).data(ResourceListModel::IdRole).toString().mid(5));
    return out.join(QLatin1Char(' '));
}

std::optional<store::KnownList> TestKeptList::kept()
{
    std::optional<base::Result<std::optional<store::KnownList>>> answer;
    m_cache->load(this, QStringLiteral("p1"), QStringLiteral("sessions"))->then(this, [&](const auto &known) { answer = known; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }) || !answer->ok())
        qFatal("the list cannot be read");
    return **answer;
}

void TestKeptList::showsWhatWasKeptUntilTheServerAnswers()
{
    const QDateTime then = m_clock->now();
    keep(page({3, 2, 1}));
    m_clock->advance(1h);
    m_model->refresh();
    QCOMPARE(m_model->state(), State::Loading);
    QTRY_COMPARE(m_model->state(), State::Kept);
    QCOMPARE(rows(), QStringLiteral("3 2 1"));
    QCOMPARE(m_model->keptAt(), then);
    QVERIFY(m_model->isBusy());
    QVERIFY(!m_model->refreshedAt().isValid());
    take(m_client->lists).answer(page({4, 3, 1}));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(rows(), QStringLiteral("4 3 1"));
    QVERIFY(!m_model->keptAt().isValid());
    QTRY_COMPARE(kept()->at, m_clock->now());
    QVERIFY(kept()->complete);
}

void TestKeptList::nothingJumpsWhenTheAnswerComes()
{
    keep(page({3, 2, 1}));
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Kept);
    QItemSelectionModel selection(m_model.get());
    selection.setCurrentIndex(m_model->index(1, 0), QItemSelectionModel::ClearAndSelect);
    const QPersistentModelIndex last(m_model->index(2, 0));
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    api::Page answer = page({3, 2});
    answer.items.push_back(session(1, "Another title"));
    take(m_client->lists).answer(answer);
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(inserted.size() + removed.size() + moved.size() + reset.size(), 0);
    QCOMPARE(changed.size(), 1); // the one row that is another now
    QCOMPARE(last.row(), 2);
    QCOMPARE(last.data().toString(), QStringLiteral("Another title"));
    QCOMPARE(selection.currentIndex().row(), 1);
}

void TestKeptList::rowsBehindTheFirstPageStayUntilTheyAreReadToo()
{
    keep(page({6, 5, 4, 3, 2, 1}));
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Kept);
    take(m_client->lists).answer(page({6, 4}, QStringLiteral("c1"))); // 5 is gone, but nothing has said so yet
    auto second = take(m_client->lists);
    QCOMPARE(second.query.cursor, QStringLiteral("c1"));
    QCOMPARE(m_model->state(), State::Kept);
    QCOMPARE(rows(), QStringLiteral("6 4 5 3 2 1"));
    second.answer(page({3, 1}));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(rows(), QStringLiteral("6 4 3 1"));
    QVERIFY(m_model->isComplete());
}

void TestKeptList::offlineItStays()
{
    keep(page({2, 1}));
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Kept);
    take(m_client->lists).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(m_model->state(), State::Stale);
    QCOMPARE(rows(), QStringLiteral("2 1"));
    QVERIFY(m_model->keptAt().isValid());
    m_model->retry();
    take(m_client->lists).answer(page({3, 2, 1}));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(rows(), QStringLiteral("3 2 1"));
}

void TestKeptList::aListThatFailsBeforeItWasLoadedIsShownAllTheSame()
{
    keep(page({2, 1}));
    m_client->onList = [](const api::ListQuery &) -> base::Result<api::Page> { return Error::of(Error::Kind::Network); };
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Stale);
    QCOMPARE(rows(), QStringLiteral("2 1"));
}

void TestKeptList::aLateListDoesNotReplaceAnAnswer()
{
    keep(page({2, 1}));
    m_client->onList = [](const api::ListQuery &) -> base::Result<api::Page> { return page({9}); };
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Ready);
    QTRY_COMPARE(kept()->records.size(), std::size_t(1)); // whatever was read before this has been answered by now
    QCOMPARE(rows(), QStringLiteral("9"));
    QCOMPARE(m_model->state(), State::Ready);
}

void TestKeptList::filteredListsAreNotKept()
{
    keep(page({2, 1}));
    m_model->setFilters({{"status", "running"}});
    m_model->refresh();
    QCOMPARE(m_model->state(), State::Loading);
    take(m_client->lists).answer(page({7}));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(rows(), QStringLiteral("7"));
    QCOMPARE(kept()->records.size(), std::size_t(2));
}

void TestKeptList::whatIsRemovedMeanwhileDoesNotComeBack()
{
    keep(page({3, 2, 1}));
    m_model->refresh();
    Q_EMIT m_client->recordRemoved(QStringLiteral("sessions"), QStringLiteral("sesn_2"));
    QTRY_COMPARE(m_model->state(), State::Kept);
    QCOMPARE(rows(), QStringLiteral("3 1"));
}

void TestKeptList::keepsOnlyWhatListingsTold()
{
    m_model->refresh();
    auto asked = take(m_client->lists);
    Json created = session(5).json();
    created["key"] = "told only once";
    m_model->upsert(Record(created));
    asked.answer(page({5, 1}));
    QTRY_VERIFY(m_model->refreshedAt().isValid());
    QVERIFY(m_model->record(QStringLiteral("sesn_5"))->find("key"));
    QTRY_COMPARE(kept()->records.size(), std::size_t(2));
    const auto known = kept();
    for (const Record &record : known->records)
        QVERIFY(!record.find("key"));
}

void TestKeptList::anEmptyListIsKeptToo()
{
    keep(page({1}));
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Kept);
    take(m_client->lists).answer(api::Page{});
    QTRY_COMPARE(m_model->state(), State::Empty);
    QCOMPARE(m_model->rowCount(), 0);
    QTRY_VERIFY(kept()->records.empty());
    start();
    m_model->refresh();
    QCOMPARE(m_model->state(), State::Loading);
    take(m_client->lists).answer(page({2}));
    QTRY_COMPARE(m_model->state(), State::Ready);
}

QTEST_GUILESS_MAIN(TestKeptList)
#include "tst_keptlist.moc"
