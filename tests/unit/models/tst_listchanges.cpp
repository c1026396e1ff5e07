#include "models/resourcelistmodel.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QAbstractItemModelTester>

using namespace std::chrono_literals;
using base::Json;
using base::Record;
using models::ResourceListModel;
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

Record session(int number, const char *status = "idle")
{
    return Record(Json{{"id", "sesn_" + std::to_string(number)}, {"title", "Session " + std::to_string(number)}, {"status", status}});
}

Record archived(int number)
{
    Json json = session(number).json();
    json["archived_at"] = "2026-11-20T10:00:00Z";
    return Record(json);
}

api::Page page(int first, int last, const QString &next = {})
{
    api::Page page;
    for (int i = first; i <= last; ++i)
        page.items.push_back(session(i));
    page.nextCursor = next;
    return page;
}

} // namespace

//! A list that is read while its records change: an answer is as old as its request, and what was heard since is newer.
class TestListChanges : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aChangeIsNewerThanAReadUnderWay();
    void aChangeIsOlderThanAPageAskedForAfterIt();
    void aChangeIsNewerThanFurtherPages();
    void aChangeIsNewerThanASingleRead();
    void whatCameOrWentMeanwhileStaysSo();
    void aChangeDuringTheFirstReadIsKept();
    void whatLeavesDuringAReadIsAskedForAgain();

private:
    void load(const api::Page &first);
    void changed(const Record &record) { Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), record); }
    void removed(int number) { Q_EMIT m_client->recordRemoved(QStringLiteral("sessions"), session(number).id()); }
    //! The numbers of the rows, from the top.
    QString rows() const;
    QString status(int number) const;

    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<ResourceListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestListChanges::init()
{
    TestBase::init();
    m_client = std::make_unique<test::FakeClient>();
    m_clock = std::make_unique<test::FakeClock>();
    m_model = std::make_unique<ResourceListModel>(m_client.get(), sessions(), m_clock.get());
}

void TestListChanges::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_client.reset();
}

void TestListChanges::load(const api::Page &first)
{
    m_model->refresh();
    take(m_client->lists).answer(first);
    QTRY_COMPARE(m_model->rowCount(), int(first.items.size()));
    // From here on: an empty model with a further page asks for it by itself under the tester.
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

QString TestListChanges::rows() const
{
    QStringList out;
    for (int i = 0; i < m_model->rowCount(); ++i)
        out.append(m_model->index(i, 0).data(ResourceListModel::IdRole).toString().mid(5));
    return out.join(QLatin1Char(' '));
}

QString TestListChanges::status(int number) const
{
    const Record *record = m_model->record(session(number).id());
    return record ? record->string("status") : QString();
}

void TestListChanges::aChangeIsNewerThanAReadUnderWay()
{
    load(page(1, 3));
    m_model->refresh();
    auto held = take(m_client->lists); // the server has answered already, as things were then
    changed(session(2, "running"));
    m_model->upsert(session(3, "terminated"));
    held.answer(page(1, 3));
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(status(1), QStringLiteral("idle"));
    QCOMPARE(status(2), QStringLiteral("running"));
    QCOMPARE(status(3), QStringLiteral("terminated"));
    QCOMPARE(rows(), QStringLiteral("1 2 3"));

    // The next read is newer than the change.
    m_model->refresh();
    take(m_client->lists).answer(page(1, 3));
    QTRY_COMPARE(status(2), QStringLiteral("idle"));
}

void TestListChanges::aChangeIsOlderThanAPageAskedForAfterIt()
{
    load(page(1, 2, QStringLiteral("two")));
    m_model->fetchMore();
    take(m_client->lists).answer(page(3, 4));
    QTRY_COMPARE(m_model->rowCount(), 4);
    m_model->refresh();
    auto first = take(m_client->lists);
    changed(session(2, "running"));
    changed(session(4, "running"));
    first.answer(page(1, 2, QStringLiteral("two")));
    take(m_client->lists).answer(page(3, 4)); // asked after 4 had begun to run: it has ended again
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(status(2), QStringLiteral("running"));
    QCOMPARE(status(4), QStringLiteral("idle"));
}

void TestListChanges::aChangeIsNewerThanFurtherPages()
{
    load(page(1, 2, QStringLiteral("two")));
    m_model->fetchMore();
    auto held = take(m_client->lists);
    changed(session(1, "running"));
    removed(3);
    held.answer(page(1, 4));
    QTRY_COMPARE(rows(), QStringLiteral("1 2 4"));
    QCOMPARE(status(1), QStringLiteral("running"));
}

void TestListChanges::aChangeIsNewerThanASingleRead()
{
    load(page(1, 2, QStringLiteral("two")));
    m_model->fetchMore();
    take(m_client->lists).answer(api::Page{{session(3, "running"), session(4, "running")}, {}});
    QTRY_COMPARE(m_model->rowCount(), 4);
    m_model->setLive(true);
    m_clock->advance(30s);
    take(m_client->lists).answer(page(1, 2, QStringLiteral("two")));
    auto third = take(m_client->fetches); // rows beyond the newest page are read one by one
    auto fourth = take(m_client->fetches);
    QCOMPARE(fourth.id, QStringLiteral("sesn_4"));
    changed(session(3, "terminated"));
    third.answer(session(3, "running"));
    fourth.answer(session(4, "idle"));
    QTRY_COMPARE(status(4), QStringLiteral("idle"));
    QCOMPARE(status(3), QStringLiteral("terminated"));
}

void TestListChanges::whatCameOrWentMeanwhileStaysSo()
{
    load(page(1, 3));
    m_model->refresh();
    auto held = take(m_client->lists);
    changed(session(8));
    changed(session(9));
    removed(2);
    held.answer(page(1, 3));
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(rows(), QStringLiteral("9 8 1 3"));
    m_model->refresh();
    take(m_client->lists).answer(page(1, 1)); // and the next answer counts again
    QTRY_COMPARE(rows(), QStringLiteral("1"));
}

void TestListChanges::aChangeDuringTheFirstReadIsKept()
{
    m_model->refresh();
    auto held = take(m_client->lists);
    changed(session(2, "running"));
    QCOMPARE(m_model->rowCount(), 0); // one row is no list
    held.answer(page(1, 3));
    QTRY_COMPARE(rows(), QStringLiteral("1 2 3"));
    QCOMPARE(status(2), QStringLiteral("running"));
}

void TestListChanges::whatLeavesDuringAReadIsAskedForAgain()
{
    load(page(1, 3));
    m_model->refresh();
    auto held = take(m_client->lists);
    changed(archived(2));
    held.answer(page(1, 3));
    auto again = take(m_client->lists);
    QVERIFY(m_model->index(1, 0).data(ResourceListModel::ArchivedRole).toBool());
    again.answer(api::Page{{session(1), session(3)}, {}});
    QTRY_COMPARE(rows(), QStringLiteral("1 3"));

    // Under filters only the server knows who belongs here.
    m_model->setFilters({{"statuses[]", "idle"}});
    auto filtered = take(m_client->lists);
    changed(session(7));
    filtered.answer(page(1, 3));
    auto once = take(m_client->lists);
    QCOMPARE(rows(), QStringLiteral("1 2 3"));
    once.answer(api::Page{{session(7), session(1)}, {}});
    QTRY_COMPARE(rows(), QStringLiteral("7 1"));
    QVERIFY(m_client->lists.empty());
}

QTEST_GUILESS_MAIN(TestListChanges)
#include "tst_listchanges.moc"
