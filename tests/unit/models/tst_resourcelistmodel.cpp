#include "models/resourcelistmodel.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>

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
    using api::ColumnKind;
    api::ResourceDescriptor resource;
    resource.id = "sessions";
    resource.titlePath = "title";
    resource.statusPath = "status";
    resource.columns = {{.path = "title", .label = "Title"},
                        {.path = "status", .label = "Status", .kind = ColumnKind::Status},
                        {.path = "model.id", .label = "Model", .fallbackPath = "model"},
                        {.path = "updated_at", .label = "Updated", .kind = ColumnKind::Time},
                        {.path = "usage.output_tokens", .label = "Tokens", .kind = ColumnKind::Tokens},
                        {.path = "usage.list_cost", .label = "Cost", .kind = ColumnKind::Money},
                        {.path = "tools", .label = "Tools", .kind = ColumnKind::Count}};
    return resource;
}

enum Column { Title, Status, Model, Updated, Tokens, Cost, Tools };

Record session(int number, const char *status = "idle")
{
    Json json;
    json["id"] = "sesn_" + std::to_string(number);
    json["title"] = "Session " + std::to_string(number);
    json["status"] = status;
    json["usage"]["output_tokens"] = (number * 37) % 101;
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

Record with(Record record, const char *member, const Json &value)
{
    Json json = record.json();
    json[member] = value;
    return Record(json);
}

QStringList ids(const QAbstractItemModel &model)
{
    QStringList out;
    for (int i = 0; i < model.rowCount(); ++i)
        out.append(model.index(i, 0).data(ResourceListModel::IdRole).toString().mid(5));
    return out;
}

QString joined(const QAbstractItemModel &model)
{
    return ids(model).join(QLatin1Char(' '));
}

Error error(Error::Kind kind)
{
    return Error::of(kind, QStringLiteral("test"));
}

} // namespace

class TestResourceListModel : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void loadsPageByPage();
    void goesOnAfterAnEmptyPageWithACursor();
    void aCursorThatComesTwiceIsAnError();
    void stopsAfterAnErrorUntilRetry();
    void failsAndBecomesStale();
    void isEmpty();
    void readsValuesByTheirKind();
    void foreignTextIsMadePlainForDisplayOnly();

    void refreshKeepsRowsAndSelection();
    void refreshDoesNotLoseRowsPushedOverTheEdge();
    void refreshOfADeepListKeepsItsTail();
    void refreshIsNeverAReset();

    void sortsByTypeAndKeepsTheServersOrderForTies();
    void filtersByEveryWordAndKeepsTheSelection();
    void readsFurtherPagesForAFilter();
    void filtersOfTheServerStartOver();
    void failedFiltersShowNothing();

    void followsChangesOfTheClient();
    void archivedRowsLeaveWhenTheServerSaysSo();
    void keepsUpWhileItIsLookedAt();
    void upkeepObeysRetryAfterAndStopsOnARefusedKey();
    void aNewClientReadsAgain();

    void isRightAt100000Rows();

private:
    void load(const api::Page &first)
    {
        m_model->refresh();
        take(m_client->lists).answer(first);
        QSignalSpy changed(m_model.get(), &ResourceListModel::stateChanged);
        QTRY_VERIFY(!changed.isEmpty());
    }
    int resets() const { return int(m_resets->size()); }

    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<ResourceListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_resets;
};

void TestResourceListModel::init()
{
    TestBase::init();
    m_client = std::make_unique<test::FakeClient>();
    m_clock = std::make_unique<test::FakeClock>();
    m_model = std::make_unique<ResourceListModel>(m_client.get(), sessions(), m_clock.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_resets = std::make_unique<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset);
}

void TestResourceListModel::cleanup()
{
    QCOMPARE(resets(), 0);
    m_tester.reset();
    m_model.reset();
    m_client.reset();
}

void TestResourceListModel::loadsPageByPage()
{
    QCOMPARE(m_model->state(), State::Idle);
    QVERIFY(!m_model->canFetchMore());
    QSignalSpy changed(m_model.get(), &ResourceListModel::stateChanged);
    m_model->refresh();
    QCOMPARE(m_model->state(), State::Loading);
    QVERIFY(m_model->isBusy());
    auto first = take(m_client->lists);
    QCOMPARE(first.query.cursor, QString());
    first.answer(page(1, 3, QStringLiteral("c1")));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(joined(*m_model), QStringLiteral("1 2 3"));
    QVERIFY(!m_model->isComplete());
    QCOMPARE(m_model->refreshedAt(), m_clock->now());
    QVERIFY(changed.size() >= 2);

    // The tester asks for more whenever it may.
    auto second = take(m_client->lists);
    QCOMPARE(second.query.cursor, QStringLiteral("c1"));
    QVERIFY(!m_model->canFetchMore()); // one request at a time
    second.answer(page(3, 5)); // the last item moved onto this page: no double row
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(joined(*m_model), QStringLiteral("1 2 3 4 5"));
    QVERIFY(!m_model->canFetchMore());
    QVERIFY(m_client->lists.empty());
}

void TestResourceListModel::goesOnAfterAnEmptyPageWithACursor()
{
    m_model->refresh();
    take(m_client->lists).answer(api::Page{{}, QStringLiteral("c1")});
    auto second = take(m_client->lists);
    QCOMPARE(second.query.cursor, QStringLiteral("c1"));
    QCOMPARE(m_model->state(), State::Loading);
    second.answer(page(1, 2));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(m_model->rowCount(), 2);
}

void TestResourceListModel::aCursorThatComesTwiceIsAnError()
{
    m_client->onList = [](const api::ListQuery &query) -> base::Result<api::Page> {
        if (query.cursor.isEmpty())
            return page(1, 2, QStringLiteral("a"));
        return query.cursor == QLatin1String("a") ? page(3, 4, QStringLiteral("b")) : page(5, 6, QStringLiteral("a"));
    };
    m_model->refresh();
    QTRY_VERIFY(m_model->error().has_value());
    QCOMPARE(m_model->state(), State::Stale);
    QCOMPARE(m_model->error()->kind, Error::Kind::Protocol);
    QCOMPARE(joined(*m_model), QStringLiteral("1 2 3 4 5 6"));
    QVERIFY(!m_model->canFetchMore());
}

void TestResourceListModel::stopsAfterAnErrorUntilRetry()
{
    load(page(1, 2, QStringLiteral("c1")));
    take(m_client->lists).answer(error(Error::Kind::Server));
    QTRY_COMPARE(m_model->state(), State::Stale);
    QCOMPARE(m_model->error()->kind, Error::Kind::Server);
    QVERIFY(!m_model->canFetchMore());
    m_model->fetchMore();
    test::letThingsHappen();
    QVERIFY(m_client->lists.empty());

    m_model->retry();
    auto again = take(m_client->lists);
    QCOMPARE(again.query.cursor, QStringLiteral("c1"));
    again.answer(page(3, 3));
    QTRY_COMPARE(joined(*m_model), QStringLiteral("1 2 3"));
    QCOMPARE(m_model->state(), State::Ready);
    QVERIFY(!m_model->error());
}

void TestResourceListModel::failsAndBecomesStale()
{
    m_model->refresh();
    take(m_client->lists).answer(error(Error::Kind::Network));
    QTRY_COMPARE(m_model->state(), State::Failed);
    QCOMPARE(m_model->error()->kind, Error::Kind::Network);
    m_model->retry();
    QCOMPARE(m_model->state(), State::Loading);
    take(m_client->lists).answer(page(1, 2));
    QTRY_COMPARE(m_model->state(), State::Ready);
    m_model->refresh();
    take(m_client->lists).answer(error(Error::Kind::Overloaded));
    QTRY_COMPARE(m_model->state(), State::Stale);
    QCOMPARE(m_model->rowCount(), 2);
    m_model->retry();
    take(m_client->lists).answer(page(1, 2));
    QTRY_COMPARE(m_model->state(), State::Ready);
}

void TestResourceListModel::isEmpty()
{
    load({});
    QCOMPARE(m_model->state(), State::Empty);
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), session(1));
    QCOMPARE(m_model->state(), State::Ready);
    Q_EMIT m_client->recordRemoved(QStringLiteral("sessions"), QStringLiteral("sesn_1"));
    QCOMPARE(m_model->state(), State::Empty);
}

void TestResourceListModel::readsValuesByTheirKind()
{
    Json json;
    json["id"] = "sesn_1";
    json["status"] = "some_new_word";
    json["model"]["id"] = "opus";
    json["updated_at"] = "2026-11-20T09:15:01Z";
    json["usage"]["output_tokens"] = 9007199254740993;
    json["usage"]["list_cost"]["amount"] = "1234";
    json["usage"]["list_cost"]["currency"] = "USD";
    json["tools"] = Json::array({1, 2, 3});
    json["archived_at"] = "2026-11-21T00:00:00Z";
    Json sparse;
    sparse["id"] = "sesn_2";
    sparse["title"] = "Only a title";
    sparse["model"] = "sonnet";
    load({{Record(json), Record(sparse)}, {}});

    const auto value = [&](int row, int column, int role = ResourceListModel::ValueRole) { return m_model->index(row, column).data(role); };
    QVERIFY(!value(0, Title).isValid());
    QCOMPARE(value(0, Title, ResourceListModel::TitleRole).toString(), QStringLiteral("sesn_1"));
    QCOMPARE(value(0, Status), QVariant(QStringLiteral("some_new_word")));
    QCOMPARE(value(0, Status, ResourceListModel::WordRole).toString(), QStringLiteral("some_new_word"));
    QCOMPARE(value(0, Model), QVariant(QStringLiteral("opus")));
    QCOMPARE(value(0, Updated), QVariant(QDateTime(QDate(2026, 11, 20), QTime(9, 15, 1), Qt::UTC)));
    QCOMPARE(value(0, Tokens), QVariant(qint64(9007199254740993)));
    QCOMPARE(value(0, Cost), QVariant(qint64(1234)));
    QCOMPARE(value(0, Cost, ResourceListModel::CurrencyRole).toString(), QStringLiteral("USD"));
    QCOMPARE(value(0, Tools), QVariant(qint64(3)));
    QCOMPARE(value(0, Tools, ResourceListModel::KindRole).toInt(), int(api::ColumnKind::Count));
    QCOMPARE(value(0, Title, ResourceListModel::ArchivedRole).toBool(), true);
    QCOMPARE(value(0, Title, ResourceListModel::RecordRole).value<Record>().string("id"), QStringLiteral("sesn_1"));

    QCOMPARE(value(1, Title, ResourceListModel::TitleRole).toString(), QStringLiteral("Only a title"));
    QCOMPARE(value(1, Model), QVariant(QStringLiteral("sonnet")));
    for (int column : {Status, Updated, Tokens, Cost})
        QVERIFY(!value(1, column).isValid());
    QCOMPARE(value(1, Tools), QVariant(qint64(0)));
    QCOMPARE(value(1, Title, ResourceListModel::ArchivedRole).toBool(), false);
    QCOMPARE(m_model->headerData(Updated, Qt::Horizontal).toString(), QStringLiteral("Updated"));
    QVERIFY(!m_model->headerData(99, Qt::Horizontal).isValid());
}

void TestResourceListModel::foreignTextIsMadePlainForDisplayOnly()
{
    const QString spoof = QStringLiteral("gnp.exe\u202Etxt\nsecond <b>line</b>");
    load({{with(session(1), "title", spoof.toStdString())}, {}});
    const QString shown = m_model->index(0, Title).data().toString();
    QVERIFY(!shown.contains(QChar(0x202E)));
    QVERIFY(!shown.contains(QLatin1Char('\n')));
    QCOMPARE(m_model->index(0, Title).data(ResourceListModel::ValueRole).toString(), spoof);
}

void TestResourceListModel::refreshKeepsRowsAndSelection()
{
    load(page(1, 6));
    QItemSelectionModel selection(m_model.get());
    selection.setCurrentIndex(m_model->index(3, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QSignalSpy data(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);

    m_model->refresh();
    QCOMPARE(m_model->state(), State::Ready);
    QCOMPARE(m_model->rowCount(), 6);
    // 0 is new, 2 is gone, 5 has changed.
    take(m_client->lists).answer(api::Page{{session(0), session(1), session(3), session(4), session(5, "running"), session(6)}, {}});
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(joined(*m_model), QStringLiteral("0 1 3 4 5 6"));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(data.size(), 1);
    QCOMPARE(data.first().at(0).toModelIndex().row(), 4);
    QCOMPARE(selection.currentIndex().data(ResourceListModel::IdRole).toString(), QStringLiteral("sesn_4"));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selection.selectedRows().first().row(), 3);

    // Nothing new: nobody is told anything.
    data.clear();
    inserted.clear();
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_model->refresh();
    take(m_client->lists).answer(api::Page{{session(0), session(1), session(3), session(4), session(5, "running"), session(6)}, {}});
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(data.size() + inserted.size() + layout.size(), 0);
    QCOMPARE(removed.size(), 1);

    // The same rows in another order.
    m_model->refresh();
    take(m_client->lists).answer(api::Page{{session(6), session(5, "running"), session(4), session(3), session(1), session(0)}, {}});
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(joined(*m_model), QStringLiteral("6 5 4 3 1 0"));
    QCOMPARE(selection.currentIndex().row(), 2);
    QCOMPARE(selection.currentIndex().data(ResourceListModel::IdRole).toString(), QStringLiteral("sesn_4"));
}

void TestResourceListModel::refreshDoesNotLoseRowsPushedOverTheEdge()
{
    m_tester.reset(); // it would fetch by itself
    load(page(10, 14, QStringLiteral("c1")));
    QItemSelectionModel selection(m_model.get());
    selection.select(m_model->index(4, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_model->refresh();
    take(m_client->lists).answer(page(8, 12, QStringLiteral("n1"))); // two new ones on top
    auto second = take(m_client->lists);
    QCOMPARE(second.query.cursor, QStringLiteral("n1"));
    second.answer(page(13, 17, QStringLiteral("n2")));
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(joined(*m_model), QStringLiteral("8 9 10 11 12 13 14 15 16 17"));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selection.selectedRows().first().row(), 6);
    m_model->fetchMore();
    QCOMPARE(take(m_client->lists).query.cursor, QStringLiteral("n2"));
}

void TestResourceListModel::refreshOfADeepListKeepsItsTail()
{
    m_tester.reset();
    int asked = 0;
    m_client->onList = [&asked](const api::ListQuery &query) -> base::Result<api::Page> {
        ++asked;
        const int number = query.cursor.toInt();
        return page(number * 5, number * 5 + 4, QString::number(number + 1));
    };
    m_model->refresh();
    QTRY_COMPARE(m_model->rowCount(), 5);
    for (int i = 1; i < 15; ++i) {
        m_model->fetchMore();
        QTRY_COMPARE(m_model->rowCount(), 5 * (i + 1));
    }
    const QString before = joined(*m_model);
    asked = 0;
    m_model->refresh();
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(asked, 10);
    QCOMPARE(joined(*m_model), before);
    m_model->fetchMore(); // goes on where it was
    QTRY_COMPARE(m_model->rowCount(), 80);
    QVERIFY(joined(*m_model).endsWith(QStringLiteral(" 79")));
}

void TestResourceListModel::refreshIsNeverAReset()
{
    // Anything into anything: 60 random lists, each time with a selection that must survive where its row does.
    QRandomGenerator random(1234);
    load(page(0, 40));
    for (int round = 0; round < 60; ++round) {
        if (round % 10 == 9)
            m_model->sort(random.bounded(-1, 5), random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        std::vector<int> numbers(200);
        std::iota(numbers.begin(), numbers.end(), 0);
        std::shuffle(numbers.begin(), numbers.end(), random);
        numbers.resize(std::size_t(random.bounded(200)));
        api::Page next;
        for (int number : numbers)
            next.items.push_back(session(number, random.bounded(5) ? "idle" : "running"));

        QItemSelectionModel selection(m_model.get());
        const QString chosen = m_model->rowCount() ? m_model->index(random.bounded(m_model->rowCount()), 0).data(ResourceListModel::IdRole).toString() : QString();
        if (!chosen.isEmpty())
            selection.select(m_model->index(m_model->rowOf(chosen), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        load(next);
        QCOMPARE(m_model->rowCount(), int(numbers.size()));
        if (m_model->sortColumn() < 0) {
            for (int i = 0; i < int(numbers.size()); ++i)
                QCOMPARE(m_model->index(i, 0).data(ResourceListModel::RecordRole).value<Record>(), next.items[std::size_t(i)]);
        }
        const int where = chosen.isEmpty() ? -1 : m_model->rowOf(chosen);
        QCOMPARE(selection.selectedRows().size(), where >= 0 ? 1 : 0);
        if (where >= 0)
            QCOMPARE(selection.selectedRows().first().row(), where);
    }
}

void TestResourceListModel::sortsByTypeAndKeepsTheServersOrderForTies()
{
    api::Page first;
    const char *titles[] = {"beta", "Alpha", "alpha", "Émile", "beta"};
    const char *times[] = {"2026-11-20T09:00:00Z", "2026-11-20T08:00:00Z", nullptr, "2026-11-20T08:30:00+02:00", "2026-11-20T09:00:00.5Z"};
    const int tokens[] = {9, 10, 100, -1, 9};
    for (int i = 0; i < 5; ++i) {
        Record record = with(session(i), "title", titles[i]);
        if (times[i])
            record = with(record, "updated_at", times[i]);
        Json usage;
        if (tokens[i] >= 0)
            usage["output_tokens"] = tokens[i];
        first.items.push_back(with(record, "usage", usage));
    }
    load(first);
    QItemSelectionModel selection(m_model.get());
    selection.select(m_model->index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);

    m_model->sort(Title);
    QCOMPARE(joined(*m_model), QStringLiteral("1 2 0 4 3"));
    m_model->sort(Title, Qt::DescendingOrder);
    QCOMPARE(joined(*m_model), QStringLiteral("3 0 4 1 2"));
    m_model->sort(Tokens);
    QCOMPARE(joined(*m_model), QStringLiteral("0 4 1 2 3")); // 9, 10, 100: numbers, not text; absent last
    m_model->sort(Tokens, Qt::DescendingOrder);
    QCOMPARE(joined(*m_model), QStringLiteral("2 1 0 4 3"));
    m_model->sort(Updated);
    QCOMPARE(joined(*m_model), QStringLiteral("3 1 0 4 2")); // instants, whatever the zone
    QCOMPARE(selection.selectedRows().first().row(), 4);
    m_model->sort(-1);
    QCOMPARE(joined(*m_model), QStringLiteral("0 1 2 3 4"));
    QCOMPARE(selection.selectedRows().first().row(), 2);
}

void TestResourceListModel::filtersByEveryWordAndKeepsTheSelection()
{
    api::Page first = page(0, 99);
    first.items[42] = with(first.items[42], "title", "Straße nach Süden");
    load(first);
    QItemSelectionModel selection(m_model.get());
    selection.select(m_model->index(42, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_model->setFilterText(QStringLiteral("  STRASSE süd "));
    QCOMPARE(joined(*m_model), QStringLiteral("42"));
    QCOMPARE(m_model->loadedCount(), 100);
    QCOMPARE(selection.selectedRows().first().row(), 0);
    m_model->setFilterText(QString());
    QCOMPARE(m_model->rowCount(), 100);
    QCOMPARE(selection.selectedRows().first().row(), 42);

    m_model->setFilterText(QStringLiteral("session 1"));
    QCOMPARE(joined(*m_model), QStringLiteral("1 10 11 12 13 14 15 16 17 18 19 21 31 41 51 61 71 81 91"));
    m_model->setFilterText(QStringLiteral("session 11"));
    QCOMPARE(joined(*m_model), QStringLiteral("11"));
    m_model->setFilterText(QStringLiteral("session 1"));
    QCOMPARE(m_model->rowCount(), 19);
    m_model->sort(Title, Qt::DescendingOrder);
    QCOMPARE(ids(*m_model).first(), QStringLiteral("91"));

    // A row comes into and leaves the filter by a change.
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), with(session(2), "title", "session 1b"));
    QCOMPARE(m_model->rowCount(), 20);
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), with(session(2), "title", "other"));
    QCOMPARE(m_model->rowCount(), 19);
}

void TestResourceListModel::readsFurtherPagesForAFilter()
{
    m_tester.reset();
    int asked = 0;
    m_client->onList = [&asked](const api::ListQuery &query) -> base::Result<api::Page> {
        ++asked;
        const int number = query.cursor.toInt();
        return page(number * 100, number * 100 + 99, number < 60 ? QString::number(number + 1) : QString());
    };
    m_model->refresh();
    QTRY_COMPARE(m_model->rowCount(), 100);
    QCOMPARE(asked, 1);
    m_model->setFilterText(QStringLiteral("777"));
    QTRY_COMPARE(asked, 21); // polite: at most twenty pages by itself
    QTRY_VERIFY(!m_model->isBusy());
    QCOMPARE(joined(*m_model), QStringLiteral("777 1777"));
    QVERIFY(m_model->canFetchMore());
    m_model->setFilterText(QStringLiteral("7")); // more than a screen of them are here
    QVERIFY(!m_model->isBusy());
}

void TestResourceListModel::filtersOfTheServerStartOver()
{
    load(page(1, 5));
    const ResourceListModel::Filters filters = {{"statuses[]", "running"}, {"statuses[]", "idle"}};
    m_model->setFilters(filters);
    QCOMPARE(m_model->rowCount(), 5); // nothing jumps before the answer is there
    QVERIFY(m_model->isBusy());
    auto asked = take(m_client->lists);
    QCOMPARE(asked.query.filters, filters);
    QVERIFY(asked.query.cursor.isEmpty());
    asked.answer(page(2, 3));
    QTRY_COMPARE(m_model->rowCount(), 2);
    m_model->setFilters(filters);
    QVERIFY(!m_model->isBusy());
    m_model->setFilters({});
    take(m_client->lists).answer(api::Page{});
    QTRY_COMPARE(m_model->state(), State::Empty);
}

void TestResourceListModel::failedFiltersShowNothing()
{
    load(page(1, 5));
    m_model->setFilters({{"agent_id", "agent_1"}});
    take(m_client->lists).answer(error(Error::Kind::Timeout));
    QTRY_COMPARE(m_model->state(), State::Failed);
    QCOMPARE(m_model->rowCount(), 0);
    m_model->retry();
    auto again = take(m_client->lists);
    QCOMPARE(again.query.filters.size(), 1u);
    again.answer(page(1, 1));
    QTRY_COMPARE(m_model->state(), State::Ready);
}

void TestResourceListModel::followsChangesOfTheClient()
{
    const QString resource = QStringLiteral("sessions");
    Q_EMIT m_client->recordChanged(resource, session(7));
    QCOMPARE(m_model->state(), State::Idle); // nobody looks yet
    load(page(1, 3));
    Q_EMIT m_client->recordChanged(resource, session(9));
    QCOMPARE(joined(*m_model), QStringLiteral("9 1 2 3"));
    Q_EMIT m_client->recordChanged(resource, session(2, "running"));
    QCOMPARE(m_model->index(2, Status).data(ResourceListModel::ValueRole).toString(), QStringLiteral("running"));
    Q_EMIT m_client->recordChanged(QStringLiteral("agents"), session(8));
    QCOMPARE(m_model->rowCount(), 4);
    m_model->sort(Title);
    Q_EMIT m_client->recordChanged(resource, with(session(1), "title", "zzz"));
    QCOMPARE(joined(*m_model), QStringLiteral("2 3 9 1"));
    Q_EMIT m_client->recordRemoved(resource, QStringLiteral("sesn_3"));
    Q_EMIT m_client->recordRemoved(resource, QStringLiteral("sesn_3"));
    QCOMPARE(joined(*m_model), QStringLiteral("2 9 1"));
    QVERIFY(m_model->record(QStringLiteral("sesn_9")));
    QVERIFY(!m_model->record(QStringLiteral("sesn_3")));
}

void TestResourceListModel::archivedRowsLeaveWhenTheServerSaysSo()
{
    load(page(1, 3));
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), with(session(2), "archived_at", "2026-11-20T10:00:00Z"));
    QCOMPARE(m_model->rowCount(), 3);
    QVERIFY(m_model->index(1, 0).data(ResourceListModel::ArchivedRole).toBool());
    QVERIFY(!m_model->isBusy());
    take(m_client->lists).answer(api::Page{{session(1), session(3)}, {}});
    QTRY_COMPARE(joined(*m_model), QStringLiteral("1 3"));
}

void TestResourceListModel::keepsUpWhileItIsLookedAt()
{
    load(api::Page{{session(1, "running"), session(2)}, {}});
    m_clock->advance(60s);
    test::letThingsHappen();
    QVERIFY(m_client->lists.empty()); // nobody looks

    m_model->setLive(true); // what is shown is old: at once
    take(m_client->lists).answer(api::Page{{session(1, "running"), session(2)}, {}});
    QTRY_COMPARE(m_model->refreshedAt(), m_clock->now());
    QCOMPARE(m_clock->pending(), 1);
    QVERIFY(!m_model->isBusy());
    QCOMPARE(m_clock->nextDelay(), 5s);
    m_clock->advance(5s);
    QVERIFY(!m_model->isBusy()); // quietly
    take(m_client->lists).answer(api::Page{{session(3), session(1), session(2)}, {}});
    QTRY_COMPARE(joined(*m_model), QStringLiteral("3 1 2"));
    QCOMPARE(m_clock->pending(), 1);
    QCOMPARE(m_clock->nextDelay(), 30s); // nothing runs any more
    m_model->setLive(false);
    QCOMPARE(m_clock->pending(), 0);
}

void TestResourceListModel::upkeepObeysRetryAfterAndStopsOnARefusedKey()
{
    load(page(1, 2));
    m_model->setLive(true);
    m_clock->advance(5s);
    Error busy = error(Error::Kind::RateLimited);
    busy.retryAfter = 55s;
    take(m_client->lists).answer(busy);
    QTRY_COMPARE(m_model->state(), State::Stale);
    QVERIFY(m_clock->nextDelay() >= 55s);
    m_clock->advance(m_clock->nextDelay());
    take(m_client->lists).answer(page(1, 2));
    QTRY_COMPARE(m_model->state(), State::Ready);
    m_clock->advance(30s);
    take(m_client->lists).answer(error(Error::Kind::Unauthorized));
    QTRY_COMPARE(m_model->state(), State::Stale);
    QCOMPARE(m_clock->pending(), 0);

    test::FakeClient other;
    m_model->setClient(&other);
    take(other.lists).answer(page(1, 2));
    QTRY_COMPARE(m_model->state(), State::Ready);
    QCOMPARE(m_clock->pending(), 1); // looked at again
    m_model->setLive(false);
    m_model->setClient(m_client.get());
}

void TestResourceListModel::aNewClientReadsAgain()
{
    load(page(1, 2));
    auto other = std::make_unique<test::FakeClient>();
    m_model->refresh();
    auto stale = take(m_client->lists);
    m_model->setClient(other.get());
    m_client.reset();
    QTRY_VERIFY(!stale.job);
    take(other->lists).answer(page(1, 3));
    QTRY_COMPARE(m_model->rowCount(), 3);
    Q_EMIT other->recordRemoved(QStringLiteral("sessions"), QStringLiteral("sesn_1"));
    QCOMPARE(m_model->rowCount(), 2);
    m_client = std::move(other);
}

void TestResourceListModel::isRightAt100000Rows()
{
    constexpr int many = 100000;
    load(page(0, many - 1));
    QCOMPARE(m_model->rowCount(), many);
    QItemSelectionModel selection(m_model.get());
    selection.select(m_model->index(777, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_tester.reset(); // it reads every row at every change; the orders below are compared by hand
    QElapsedTimer timer;

    timer.start();
    m_model->sort(Title);
    qInfo("sort by title, keys made: %lld ms", timer.restart());
    m_model->sort(Title, Qt::DescendingOrder);
    qInfo("sort by title again: %lld ms", timer.restart());
    m_model->sort(Tokens);
    qInfo("sort by number: %lld ms", timer.restart());
    QCOMPARE(layout.size(), 3);
    QCOMPARE(selection.selectedRows().first().data(ResourceListModel::IdRole).toString(), QStringLiteral("sesn_777"));
    qint64 last = -1;
    for (int i = 0; i < many; ++i) {
        const qint64 value = m_model->index(i, Tokens).data(ResourceListModel::ValueRole).toLongLong();
        QVERIFY(value >= last);
        last = value;
    }

    // Filtering scatters over the whole list and yet costs a few signals, not one a range.
    timer.restart();
    m_model->setFilterText(QStringLiteral("7"));
    qInfo("filter, search texts made: %lld ms", timer.restart());
    m_model->setFilterText(QStringLiteral("77"));
    m_model->setFilterText(QStringLiteral("777"));
    qInfo("two keys more: %lld ms", timer.restart());
    QCOMPARE(m_model->rowCount(), 280);
    QVERIFY(m_model->rowOf(QStringLiteral("sesn_777")) >= 0);
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(removed.size(), 3);
    timer.restart();
    m_model->setFilterText({});
    qInfo("filter taken away: %lld ms", timer.restart());
    QCOMPARE(m_model->rowCount(), many);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(selection.selectedRows().first().data(ResourceListModel::IdRole).toString(), QStringLiteral("sesn_777"));

    timer.restart();
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), session(500000));
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), session(77, "running"));
    qInfo("one row inserted in order, one changed: %lld ms", timer.restart());
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(m_model->rowCount(), many + 1);
    m_model->sort(-1);
    QCOMPARE(m_model->rowOf(QStringLiteral("sesn_500000")), 0);
    QCOMPARE(m_model->rowOf(QStringLiteral("sesn_99999")), many);
}

QTEST_GUILESS_MAIN(TestResourceListModel)

#include "tst_resourcelistmodel.moc"
