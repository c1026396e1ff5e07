#include "models/resourcelistmodel.h"
#include "models/sessioncostdetail.h"
#include "models/workspace.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/unit/store/ledgerscene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using api::UsageKind;
using models::RecordTableModel;
using models::ResourceListModel;
using models::SessionCost;
using models::SessionCosts;
using test::LedgerScene;
using test::take;

namespace {

base::Decimal decimalOf(const char *text)
{
    return *base::Decimal::parse(text);
}

base::Record sessionOf(const QString &id)
{
    return base::Record(base::Json{{"id", id.toStdString()}, {"title", id.toStdString()}, {"usage", {{"list_cost", {{"amount", "99"}, {"currency", "USD"}}}}}});
}

api::Page pageOf(int count)
{
    api::Page page;
    for (int i = 0; i < count; ++i)
        page.items.push_back(sessionOf(QStringLiteral("s%1").arg(i)));
    return page;
}

} // namespace

//! What sessions cost stands in their list: reported money first, an estimate as such, one question for all rows.
class TestSessionCosts : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theColumnTakesTheRecordsPlace();
    void reportedComesBeforeAnEstimate();
    void oneQuestionForAllRows();
    void sortsByCost();
    void keepsUpWhileSomebodyLooks();
    void hiddenCostIsNotAskedFor();
    void whatAnotherProfileSpentIsNotHere();
    void aSessionByModelAndTurn();
    void turnsAreAddedUp();

private:
    void show(int rows);
    //! The ledger's news is in the list.
    void settle();
    QVariant cost(const QString &id) { return m_list->index(m_list->rowOf(id), m_list->costColumn()).data(RecordTableModel::CostRole); }
    SessionCost costOf(const QString &id) { return cost(id).value<SessionCost>(); }
    void report(const QString &session, const char *total, int day = 20) { m_scene->enter(session, {LedgerScene::total(total, LedgerScene::at(11, day))}); }
    void use(const QString &session, const QString &event, int input, const QString &model = {}, int day = 20)
    {
        m_scene->enter(session, LedgerScene::request(event, {input, 0, 0, 0}, LedgerScene::at(11, day), model));
    }

    std::unique_ptr<LedgerScene> m_scene;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<accounts::Settings> m_settings;
    std::unique_ptr<store::PriceFile> m_prices;
    std::unique_ptr<models::Costs> m_costs;
    std::unique_ptr<models::Workspace> m_workspace;
    test::FakeClient *m_client = nullptr;
    ResourceListModel *m_list = nullptr;
};

void TestSessionCosts::init()
{
    TestBase::init();
    m_scene = std::make_unique<LedgerScene>();
    m_database = std::make_unique<store::Database>(m_scene->folder.filePath(QStringLiteral("muster.sqlite")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), &m_scene->clock);
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), &m_scene->clock);
    m_settings = std::make_unique<accounts::Settings>(m_scene->folder.path(), nullptr);
    m_prices = std::make_unique<store::PriceFile>(m_scene->folder.filePath(QStringLiteral("prices.json")));
    m_costs = std::make_unique<models::Costs>(m_scene->ledger.get(), m_prices.get(), m_settings.get());
    auto client = std::make_unique<test::FakeClient>();
    m_client = client.get();
    api::ResourceDescriptor sessions;
    sessions.id = "sessions";
    sessions.titlePath = "title";
    sessions.opensConversation = true;
    sessions.columns = {{.path = "title"}, {.path = "usage.list_cost", .label = "List cost", .kind = api::ColumnKind::Money}};
    m_client->table = {sessions};
    api::Profile profile;
    profile.id = QStringLiteral("p");
    m_workspace = std::make_unique<models::Workspace>(profile, std::move(client), models::Conversation::Stores{m_drafts.get(), m_outbox.get()}, &m_scene->clock);
    m_workspace->readUsage({m_costs.get(), {m_scene->server, profile.id}});
    m_list = m_workspace->list("sessions");
    new QAbstractItemModelTester(m_list, QAbstractItemModelTester::FailureReportingMode::QtTest, m_list);
}

void TestSessionCosts::cleanup()
{
    m_workspace.reset();
    m_costs.reset();
    m_prices.reset();
    m_settings.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
    m_scene.reset();
}

void TestSessionCosts::show(int rows)
{
    std::vector<api::SessionUsage> listed;
    for (int i = 0; i < rows; ++i)
        listed.push_back({LedgerScene::facts(QStringLiteral("s%1").arg(i)), {}});
    m_scene->list(listed);
    m_list->refresh();
    take(m_client->lists).answer(pageOf(rows));
    QTRY_COMPARE(m_list->rowCount(), rows);
    m_list->setLive(true);
    (void)m_scene->sums(store::LedgerGrouping::Total); // the first answer is there
}

void TestSessionCosts::settle()
{
    m_scene->clock.advance(std::chrono::seconds(2));
    (void)m_scene->sums(store::LedgerGrouping::Total); // asked later, answered later
}

void TestSessionCosts::theColumnTakesTheRecordsPlace()
{
    QCOMPARE(m_list->costColumn(), 1);
    QCOMPARE(m_list->columnCount(), 2);
    QCOMPARE(m_list->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Cost"));
    QCOMPARE(QLatin1String(m_workspace->resource("sessions")->columns[1].path.c_str()), QLatin1String("usage.list_cost")); // the platform's table stays
    show(1);
    QVERIFY(!m_list->index(0, 1).data(RecordTableModel::ValueRole).isValid()); // nothing of the record's own amount
    QVERIFY(!cost(QStringLiteral("s0")).isValid());
}

void TestSessionCosts::reportedComesBeforeAnEstimate()
{
    show(4);
    report(QStringLiteral("s0"), "1.25");
    use(QStringLiteral("s0"), QStringLiteral("e0"), 1'000'000);
    use(QStringLiteral("s1"), QStringLiteral("e1"), 1'000'000);
    use(QStringLiteral("s1"), QStringLiteral("f1"), 500, QStringLiteral("mystery"));
    use(QStringLiteral("s2"), QStringLiteral("e2"), 700, QStringLiteral("mystery"));
    settle();
    QCOMPARE(costOf(QStringLiteral("s0")).amount, decimalOf("1.25"));
    QVERIFY(!costOf(QStringLiteral("s0")).isEstimated);
    QCOMPARE(costOf(QStringLiteral("s1")).amount, decimalOf("5"));
    QVERIFY(costOf(QStringLiteral("s1")).isEstimated);
    QVERIFY(costOf(QStringLiteral("s1")).isPartly); // the mystery is not in it
    QVERIFY(costOf(QStringLiteral("s2")).unit.isEmpty()); // unknown is no zero
    QCOMPARE(costOf(QStringLiteral("s2")).tokens, 700);
    QVERIFY(!cost(QStringLiteral("s3")).isValid());
}

void TestSessionCosts::oneQuestionForAllRows()
{
    show(300);
    for (int i = 0; i < 300; ++i)
        report(QStringLiteral("s%1").arg(i), QByteArray::number(i + 1).constData());
    settle();
    QCOMPARE(costOf(QStringLiteral("s299")).amount, decimalOf("300"));
    QVERIFY2(m_list->costs()->questions() <= 2, qPrintable(QString::number(m_list->costs()->questions()))); // at first, and once for all of these
}

void TestSessionCosts::sortsByCost()
{
    show(4);
    m_list->sort(m_list->costColumn(), Qt::DescendingOrder);
    report(QStringLiteral("s0"), "2");
    report(QStringLiteral("s1"), "10");
    use(QStringLiteral("s2"), QStringLiteral("e2"), 1'000'000); // about 5
    settle();
    const auto order = [this] {
        QStringList ids;
        for (int row = 0; row < m_list->rowCount(); ++row)
            ids.append(m_list->index(row, 0).data(RecordTableModel::IdRole).toString());
        return ids.join(QLatin1Char(' '));
    };
    QCOMPARE(order(), QStringLiteral("s1 s2 s0 s3"));
    report(QStringLiteral("s0"), "20", 21);
    settle();
    QCOMPARE(order(), QStringLiteral("s0 s1 s2 s3"));
    m_list->sort(m_list->costColumn(), Qt::AscendingOrder);
    QCOMPARE(order(), QStringLiteral("s2 s1 s0 s3")); // what is not known comes last in either order
}

void TestSessionCosts::keepsUpWhileSomebodyLooks()
{
    show(1);
    report(QStringLiteral("s0"), "1");
    settle();
    const int before = m_list->costs()->questions();
    m_list->setLive(false);
    report(QStringLiteral("s0"), "2", 21);
    m_scene->clock.advance(std::chrono::minutes(1));
    QCOMPARE(m_list->costs()->questions(), before);
    m_list->setLive(true); // somebody comes back
    QTRY_COMPARE(costOf(QStringLiteral("s0")).amount, decimalOf("2"));
    QCOMPARE(m_list->costs()->questions(), before + 1);
}

void TestSessionCosts::hiddenCostIsNotAskedFor()
{
    m_settings->setShowsCost(false);
    show(1);
    report(QStringLiteral("s0"), "1");
    m_scene->clock.advance(std::chrono::seconds(5));
    QCOMPARE(m_list->costs()->questions(), 0);
    m_settings->setShowsCost(true);
    settle();
    QCOMPARE(costOf(QStringLiteral("s0")).amount, decimalOf("1"));
}

void TestSessionCosts::whatAnotherProfileSpentIsNotHere()
{
    show(1);
    m_scene->server = QStringLiteral("other.example.com");
    m_scene->list({{LedgerScene::facts(QStringLiteral("s0")), {}}}, QStringLiteral("other"));
    report(QStringLiteral("s0"), "50");
    m_scene->server = QStringLiteral("api.example.com");
    report(QStringLiteral("s0"), "1");
    settle();
    QCOMPARE(costOf(QStringLiteral("s0")).amount, decimalOf("1")); // the same id on another server is another session
}

void TestSessionCosts::aSessionByModelAndTurn()
{
    show(1);
    const QString session = QStringLiteral("s0");
    m_scene->enter(session, {LedgerScene::amount(QStringLiteral("a/turn"), "1", UsageKind::Turns, LedgerScene::at(11, 5, 9)),
                             LedgerScene::amount(QStringLiteral("b/turn"), "1", UsageKind::Turns, LedgerScene::at(11, 7, 9))});
    use(session, QStringLiteral("e1"), 1'000'000, {}, 5);
    use(session, QStringLiteral("e2"), 500'000, QStringLiteral("claude-haiku-4-5"), 6);
    use(session, QStringLiteral("e3"), 200, QStringLiteral("mystery"), 8);
    report(session, "3", 8);
    models::SessionCostDetail detail(m_costs.get(), {m_scene->server, session, {}}, &m_scene->clock, nullptr);
    detail.setLive(true);
    detail.setTurnsWanted(true);
    QTRY_VERIFY(detail.isKnown() && detail.hasTurns());
    QCOMPARE(detail.total().reported.size(), 1u);
    QCOMPARE(detail.total().reported[0].amount, decimalOf("3"));
    QCOMPARE(detail.total().estimated[0].amount, decimalOf("5.5"));
    QCOMPARE(detail.total().unpricedTokens, 200);
    QStringList models;
    for (const auto &sum : detail.models())
        models.append(sum.key.id);
    QCOMPARE(models.join(QLatin1Char(' ')), QStringLiteral("claude-opus-4-5 claude-haiku-4-5 mystery"));
    QCOMPARE(detail.turns().size(), 2u);
    QCOMPARE(detail.turns()[0].turn, 1);
    QCOMPARE(detail.turns()[0].requests, 2);
    QCOMPARE(detail.turns()[0].estimated[0].amount, decimalOf("5.5"));
    QCOMPARE(detail.turns()[1].tokens.all(), 200);
    QVERIFY(detail.turns()[1].estimated.empty());
    QCOMPARE(detail.turns()[1].reported[0].amount, decimalOf("3"));
    QSignalSpy changed(&detail, &models::SessionCostDetail::changed);
    use(session, QStringLiteral("e4"), 1'000'000, {}, 9);
    m_scene->clock.advance(std::chrono::seconds(2));
    QTRY_COMPARE(detail.turns().back().requests, 2);
    QVERIFY(changed.count() <= 2); // sums and turns
}

void TestSessionCosts::turnsAreAddedUp()
{
    QVERIFY(models::byTurn({}).empty());
    std::vector<store::LedgerEntry> entries(4);
    entries[0].turn = 0;
    entries[0].tokens.input = 5;
    entries[0].model = QStringLiteral("m");
    entries[0].estimated = {{"USD", decimalOf("0.1")}, {"EUR", decimalOf("1")}};
    entries[1] = entries[0];
    entries[1].tokens.output = 7;
    entries[2] = entries[0];
    entries[2].turn = 1;
    entries[3].turn = 2;
    entries[3].reported = {{"USD", decimalOf("2")}}; // a total and nothing else
    const auto turns = models::byTurn(entries);
    QCOMPARE(turns.size(), 2u);
    QCOMPARE(turns[1].requests, 1);
    QCOMPARE(turns[1].reported[0].amount, decimalOf("2")); // told when the next turn had begun
    QCOMPARE(turns[0].requests, 2);
    QCOMPARE(turns[0].models, QStringList{QStringLiteral("m")});
    QCOMPARE(turns[0].tokens.all(), 17);
    QCOMPARE(turns[0].estimated.size(), 2u); // units are never added
    QCOMPARE(turns[0].estimated[0].amount, decimalOf("0.2"));
}

QTEST_GUILESS_MAIN(TestSessionCosts)
#include "tst_sessioncosts.moc"
