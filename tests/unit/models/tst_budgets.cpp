#include "models/budgets.h"
#include "tests/unit/store/ledgerscene.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

using api::UsageKind;
using base::Decimal;
using models::Budgets;
using models::BudgetUse;
using models::MonthSoFar;
using store::Budget;
using store::LedgerGrouping;
using test::LedgerScene;

namespace {

Decimal decimal(const char *text)
{
    return *Decimal::parse(text);
}

Budget budgetOf(const char *amount, Budget::Basis basis = Budget::Basis::Reported)
{
    Budget budget;
    budget.amount = decimal(amount);
    budget.basis = basis;
    return budget;
}

} // namespace

Q_DECLARE_METATYPE(models::BudgetUse)

//! Budgets are kept whole, stand where the ledger says, and warn once a month of each level.
class TestBudgets : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theFileIsReadAsItWasWritten();
    void whatCannotBeReadIsLeftAlone();
    void unsoundOnesAreRefused_data();
    void unsoundOnesAreRefused();
    void aDiskThatRefusesChangesNothing();
    void perCent_data();
    void perCent();
    void forecast_data();
    void forecast();
    void aForecastKnowsWhenUseBegan();

    void everythingLeavesTheDemoOut();
    void aProfileAndAnAgent();
    void moneyOfTwoKindsIsNeverAdded();
    void eachLevelIsToldOnceAMonth();
    void aRestartRepeatsNothing();
    void aNewMonthBeginsAnew();
    void aChangedBudgetBeginsAnew();
    void hiddenCostIsNotWatched();

private:
    void open();
    void settle();
    void spend(const QString &session, const char *total, const QDateTime &at) { m_scene->enter(session, {LedgerScene::total(total, at)}); }
    void list(const QString &session, const QString &profile, const QString &agent = QStringLiteral("agent_1"));
    const BudgetUse &use(std::size_t at = 0) { return m_budgets->use().at(at); }
    QString path() const { return m_scene->folder.filePath(QStringLiteral("budgets.json")); }

    std::unique_ptr<LedgerScene> m_scene;
    std::unique_ptr<accounts::Settings> m_settings;
    std::unique_ptr<accounts::ProfileStore> m_profiles;
    std::unique_ptr<store::PriceFile> m_prices;
    std::unique_ptr<models::Costs> m_costs;
    std::unique_ptr<store::BudgetFile> m_file;
    std::unique_ptr<Budgets> m_budgets;
};

void TestBudgets::init()
{
    TestBase::init();
    m_scene = std::make_unique<LedgerScene>();
    m_settings = std::make_unique<accounts::Settings>(m_scene->folder.path(), nullptr);
    m_profiles = std::make_unique<accounts::ProfileStore>(m_scene->folder.path(), nullptr);
    m_prices = std::make_unique<store::PriceFile>(m_scene->folder.filePath(QStringLiteral("prices.json")));
    m_costs = std::make_unique<models::Costs>(m_scene->ledger.get(), m_prices.get(), m_settings.get());
    api::Profile profile;
    profile.id = QStringLiteral("p");
    profile.name = QStringLiteral("Work");
    profile.baseUrl = QUrl(QStringLiteral("https://api.example.com"));
    QVERIFY(m_profiles->add(profile).ok());
    open();
}

void TestBudgets::open()
{
    m_budgets.reset();
    m_file = std::make_unique<store::BudgetFile>(path());
    m_budgets = std::make_unique<Budgets>(m_file.get(), m_costs.get(), m_profiles.get(), &m_scene->clock);
}

void TestBudgets::cleanup()
{
    m_budgets.reset();
    m_file.reset();
    m_costs.reset();
    m_prices.reset();
    m_profiles.reset();
    m_settings.reset();
    m_scene.reset();
}

void TestBudgets::list(const QString &session, const QString &profile, const QString &agent)
{
    m_scene->list({{LedgerScene::facts(session, agent), {}}}, profile);
}

//! The newest amounts are in use().
void TestBudgets::settle()
{
    QSignalSpy changed(m_budgets.get(), &Budgets::changed);
    m_budgets->look();
    m_scene->clock.advance(std::chrono::seconds(3));
    QTRY_VERIFY(changed.count() > 0);
}

void TestBudgets::theFileIsReadAsItWasWritten()
{
    Budget profile = budgetOf("120.5");
    profile.scope = Budget::Scope::Profile;
    profile.of = QStringLiteral("p");
    profile.name = QStringLiteral("Work");
    Budget agent = budgetOf("0.25", Budget::Basis::Estimated);
    agent.scope = Budget::Scope::Agent;
    agent.server = QStringLiteral("api.example.com");
    agent.of = QStringLiteral("agent_1");
    agent.unit = "EUR";
    QSignalSpy changed(m_file.get(), &store::BudgetFile::changed);
    QVERIFY(m_file->setBudgets({budgetOf("1000"), profile, agent}).ok());
    QCOMPARE(changed.count(), 1);
    const std::vector<Budget> kept = m_file->budgets();
    QVERIFY(!kept[0].id.isEmpty() && kept[0].id != kept[1].id);
    QVERIFY(m_file->setWarned(kept[1].id, QStringLiteral("2026-11"), 80).ok());
    const store::BudgetFile again(path());
    QVERIFY(again.error().ok());
    QVERIFY(again.budgets() == kept);
    QCOMPARE(again.budgets()[1].amount, decimal("120.5"));
    QCOMPARE(again.warned(kept[1].id, QStringLiteral("2026-11")), 80);
    QCOMPARE(again.warned(kept[1].id, QStringLiteral("2026-12")), 0);
    QCOMPARE(again.warned(kept[0].id, QStringLiteral("2026-11")), 0);
}

void TestBudgets::whatCannotBeReadIsLeftAlone()
{
    const QByteArray foreign = QByteArrayLiteral("{\"budgets\": [{\"id\": \"x\", \"scope\": \"everything\", \"amount\": \"lots\"}]}");
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(foreign) == foreign.size());
    file.close();
    open();
    QVERIFY(!m_file->error().ok());
    QVERIFY(m_file->budgets().empty());
    QVERIFY(m_file->setBudgets({budgetOf("5")}).ok());
    QVERIFY(m_file->error().ok());
    QFile aside(path() + QStringLiteral(".unreadable"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), foreign);
}

void TestBudgets::unsoundOnesAreRefused_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<bool>("sound");
    const auto row = [](const char *name, const char *amount, const char *unit, bool sound) {
        QTest::newRow(name) << QByteArray(amount) << QByteArray(unit) << sound;
    };
    row("a cent", "0.01", "USD", true);
    row("credits", "2500", "credits", true);
    row("nothing", "0", "USD", false);
    row("negative", "-1", "USD", false);
    row("absurd", "1e12", "USD", false);
    row("no unit", "1", "", false);
    row("a unit that is none", "1", "U$D", false);
    row("a unit that is a sentence", "1", "dollarsandcents", false);
}

void TestBudgets::unsoundOnesAreRefused()
{
    QFETCH(QByteArray, amount);
    QFETCH(QByteArray, unit);
    QFETCH(bool, sound);
    Budget budget = budgetOf(amount.constData());
    budget.unit = unit;
    QCOMPARE(m_file->setBudgets({budgetOf("5"), budget}).ok(), sound);
    QCOMPARE(m_file->budgets().size(), sound ? 2u : 0u); // all or nothing
    budget.scope = Budget::Scope::Agent; // of nobody
    QVERIFY(!m_file->setBudgets({budget}).ok());
}

void TestBudgets::aDiskThatRefusesChangesNothing()
{
    QVERIFY(m_file->setBudgets({budgetOf("5")}).ok());
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir().mkpath(path() + QStringLiteral("/in the way")));
    const auto refused = m_file->setBudgets({});
    QVERIFY(!refused.ok());
    QCOMPARE(int(refused.error().kind), int(base::Error::Kind::Storage));
    QCOMPARE(m_file->budgets().size(), 1u);
    QVERIFY(!m_file->setWarned(m_file->budgets()[0].id, QStringLiteral("2026-11"), 50).ok());
    QCOMPARE(m_file->warned(m_file->budgets()[0].id, QStringLiteral("2026-11")), 50); // not said again all the same
}

void TestBudgets::perCent_data()
{
    QTest::addColumn<QByteArray>("spent");
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("level");
    const auto row = [](const char *spent, const char *amount, int percent, int level) {
        QTest::addRow("%s of %s", spent, amount) << QByteArray(spent) << QByteArray(amount) << percent << level;
    };
    row("0", "10", 0, 0);
    row("4.999999999999", "10", 49, 0);
    row("5", "10", 50, 50);
    row("7.99", "10", 79, 50);
    row("8", "10", 80, 80);
    row("9.999999999999", "10", 99, 80);
    row("10", "10", 100, 100);
    row("35", "10", 350, 100);
    row("900000000000", "1", 1000, 100);
    row("-3", "10", 0, 0);
    row("0.1", "0.3", 33, 0);
}

void TestBudgets::perCent()
{
    QFETCH(QByteArray, spent);
    QFETCH(QByteArray, amount);
    QFETCH(int, percent);
    QFETCH(int, level);
    QCOMPARE(Budgets::percentOf(decimal(spent.constData()), decimal(amount.constData())), percent);
    QCOMPARE(Budgets::levelOf(percent), level);
}

void TestBudgets::forecast_data()
{
    QTest::addColumn<QDateTime>("since");
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QByteArray>("spent");
    QTest::addColumn<QByteArray>("expected"); // empty: none
    const auto at = [](int day, int hour) { return LedgerScene::at(11, day, hour); };
    QTest::newRow("too early") << at(1, 0) << at(3, 23) << QByteArray("10") << QByteArray();
    QTest::newRow("three days") << at(1, 0) << at(4, 0) << QByteArray("3") << QByteArray("30");
    QTest::newRow("half the month") << at(1, 0) << at(16, 0) << QByteArray("12.40") << QByteArray("24.8");
    QTest::newRow("nothing spent") << at(1, 0) << at(16, 0) << QByteArray("0") << QByteArray("0");
    QTest::newRow("began on the 11th") << at(11, 0) << at(16, 0) << QByteArray("5") << QByteArray("20");
    QTest::newRow("began yesterday") << at(15, 0) << at(16, 0) << QByteArray("5") << QByteArray();
    QTest::newRow("the last hour") << at(1, 0) << at(30, 23) << QByteArray("719") << QByteArray("720");
    QTest::newRow("a negative amount") << at(1, 0) << at(16, 0) << QByteArray("-1") << QByteArray();
}

void TestBudgets::forecast()
{
    QFETCH(QDateTime, since);
    QFETCH(QDateTime, now);
    QFETCH(QByteArray, spent);
    QFETCH(QByteArray, expected);
    MonthSoFar month;
    month.begins = LedgerScene::at(11, 1, 0);
    month.ends = LedgerScene::at(12, 1, 0);
    month.since = since;
    month.now = now;
    const auto forecast = models::forecastToMonthEnd(decimal(spent.constData()), month);
    QCOMPARE(forecast.has_value(), !expected.isEmpty());
    if (forecast)
        QCOMPARE(forecast->text(), decimal(expected.constData()).text());
}

void TestBudgets::aForecastKnowsWhenUseBegan()
{
    const QDateTime now = LedgerScene::at(11, 22, 12);
    const auto answered = [&] { return models::monthSoFar(m_scene->sums(models::monthQuestion(now, QTimeZone::utc(), {}, {})), now, QTimeZone::utc()); };
    QCOMPARE(answered().since, LedgerScene::at(11, 1, 0));
    spend(QStringLiteral("s1"), "2", LedgerScene::at(11, 12));
    QCOMPARE(answered().since, LedgerScene::at(11, 12, 0)); // the first day ever
    spend(QStringLiteral("s2"), "1.5", LedgerScene::at(10, 30));
    const MonthSoFar month = answered();
    QCOMPARE(month.since, LedgerScene::at(11, 1, 0)); // there was a month before
    QCOMPARE(MonthSoFar::amountOf(month.reported, "USD"), decimal("2")); // whose use is not this month's
    QCOMPARE(MonthSoFar::amountOf(month.reported, "EUR"), Decimal());
}

void TestBudgets::everythingLeavesTheDemoOut()
{
    QVERIFY(m_file->setBudgets({budgetOf("100")}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    list(QStringLiteral("s2"), QStringLiteral("demo"));
    spend(QStringLiteral("s1"), "30", LedgerScene::at(11, 5));
    spend(QStringLiteral("s2"), "60", LedgerScene::at(11, 5));
    settle();
    QCOMPARE(use().spent, decimal("30"));
    QCOMPARE(use().percent, 30);
}

void TestBudgets::aProfileAndAnAgent()
{
    Budget profile = budgetOf("10");
    profile.scope = Budget::Scope::Profile;
    profile.of = QStringLiteral("demo");
    Budget agent = budgetOf("10");
    agent.scope = Budget::Scope::Agent;
    agent.server = m_scene->server;
    agent.of = QStringLiteral("agent_2");
    QVERIFY(m_file->setBudgets({profile, agent}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"), QStringLiteral("agent_2"));
    list(QStringLiteral("s2"), QStringLiteral("demo"));
    spend(QStringLiteral("s1"), "3", LedgerScene::at(11, 5));
    spend(QStringLiteral("s2"), "2", LedgerScene::at(10, 31)); // another month's
    spend(QStringLiteral("s2"), "10.5", LedgerScene::at(11, 5));
    settle();
    QCOMPARE(use(0).percent, 85);
    QCOMPARE(use(0).level, 80);
    QCOMPARE(use(1).percent, 30);
    QCOMPARE(m_budgets->marked(), 1);
}

void TestBudgets::moneyOfTwoKindsIsNeverAdded()
{
    QVERIFY(m_file->setBudgets({budgetOf("100"), budgetOf("100", Budget::Basis::Estimated)}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    spend(QStringLiteral("s1"), "30", LedgerScene::at(11, 5));
    m_scene->enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e1"), {1'000'000, 0, 0, 0}, LedgerScene::at(11, 6)));
    m_scene->enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e2"), {500, 0, 0, 0}, LedgerScene::at(11, 6), QStringLiteral("mystery")));
    settle();
    QCOMPARE(use(0).spent, decimal("30"));
    QCOMPARE(use(1).spent, decimal("5")); // a million of input tokens of claude-opus-4-5
    QCOMPARE(use(0).unpricedTokens, 0);
    QCOMPARE(use(1).unpricedTokens, 500);
}

void TestBudgets::eachLevelIsToldOnceAMonth()
{
    QSignalSpy reached(m_budgets.get(), &Budgets::reached);
    QVERIFY(m_file->setBudgets({budgetOf("10")}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    spend(QStringLiteral("s1"), "4.99", LedgerScene::at(11, 2));
    settle();
    QCOMPARE(reached.count(), 0);
    spend(QStringLiteral("s1"), "5", LedgerScene::at(11, 3));
    settle();
    QCOMPARE(reached.count(), 1);
    QCOMPARE(reached.last().at(0).value<BudgetUse>().level, 50);
    settle();
    QCOMPARE(reached.count(), 1);
    spend(QStringLiteral("s1"), "12", LedgerScene::at(11, 4)); // two levels at once are one piece of news
    settle();
    QCOMPARE(reached.count(), 2);
    QCOMPARE(reached.last().at(0).value<BudgetUse>().level, 100);
    QVERIFY(use().forecast.has_value());
}

void TestBudgets::aRestartRepeatsNothing()
{
    QVERIFY(m_file->setBudgets({budgetOf("10")}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    spend(QStringLiteral("s1"), "9", LedgerScene::at(11, 2));
    settle();
    QCOMPARE(use().level, 80);
    open();
    QSignalSpy reached(m_budgets.get(), &Budgets::reached);
    settle();
    QCOMPARE(use().level, 80);
    QCOMPARE(reached.count(), 0);
    spend(QStringLiteral("s1"), "10", LedgerScene::at(11, 3));
    settle();
    QCOMPARE(reached.count(), 1);
}

void TestBudgets::aNewMonthBeginsAnew()
{
    QSignalSpy reached(m_budgets.get(), &Budgets::reached);
    QVERIFY(m_file->setBudgets({budgetOf("10")}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    spend(QStringLiteral("s1"), "9", LedgerScene::at(11, 2));
    settle();
    QCOMPARE(reached.count(), 1);
    m_scene->clock.setNow(LedgerScene::at(12, 5, 12));
    settle();
    QCOMPARE(use().percent, 0);
    QCOMPARE(m_budgets->marked(), 0);
    spend(QStringLiteral("s1"), "15", LedgerScene::at(12, 4));
    settle();
    QCOMPARE(use().percent, 60);
    QCOMPARE(reached.count(), 2);
    QCOMPARE(reached.last().at(0).value<BudgetUse>().level, 50);
}

void TestBudgets::aChangedBudgetBeginsAnew()
{
    QSignalSpy reached(m_budgets.get(), &Budgets::reached);
    QVERIFY(m_file->setBudgets({budgetOf("10")}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    spend(QStringLiteral("s1"), "9", LedgerScene::at(11, 2));
    settle();
    QCOMPARE(reached.count(), 1);
    std::vector<Budget> budgets = m_file->budgets();
    QVERIFY(m_file->setBudgets(budgets).ok()); // the same
    settle();
    QCOMPARE(reached.count(), 1);
    budgets[0].amount = decimal("16");
    QVERIFY(m_file->setBudgets(budgets).ok());
    QTRY_COMPARE(use().percent, 56);
    QCOMPARE(reached.count(), 2);
    QCOMPARE(reached.last().at(0).value<BudgetUse>().level, 50);
}

void TestBudgets::hiddenCostIsNotWatched()
{
    QSignalSpy reached(m_budgets.get(), &Budgets::reached);
    m_settings->setShowsCost(false);
    QVERIFY(m_file->setBudgets({budgetOf("10")}).ok());
    list(QStringLiteral("s1"), QStringLiteral("p"));
    spend(QStringLiteral("s1"), "9", LedgerScene::at(11, 2));
    settle();
    QVERIFY(m_budgets->use().empty());
    QCOMPARE(reached.count(), 0);
    m_settings->setShowsCost(true);
    QTRY_COMPARE(reached.count(), 1);
    QCOMPARE(m_budgets->marked(), 1);
    m_settings->setShowsCost(false);
    QCOMPARE(m_budgets->marked(), 0);
}

QTEST_GUILESS_MAIN(TestBudgets)
#include "tst_budgets.moc"
