#include "models/costsheet.h"
#include "models/costtable.h"
#include "tests/unit/store/ledgerscene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>

using base::Decimal;
using models::CostRange;
using models::CostReport;
using models::CostSheet;
using models::CostTable;
using store::LedgerGrouping;
using test::LedgerScene;
using Kind = models::CostTable::Kind;

namespace {

//! A ledger with a report over it; the profile in front is "p".
struct ReportScene : LedgerScene
{
    QTemporaryDir files;
    accounts::Settings settings{files.path(), nullptr};
    store::PriceFile prices{files.filePath(QStringLiteral("prices.json"))};
    models::Costs costs{ledger.get(), &prices, &settings};
    CostReport report;
    CostTable table;

    explicit ReportScene(bool isDemo = false, const QTimeZone &zone = QTimeZone::utc())
        : report(&costs, &clock, {QStringLiteral("p"), isDemo}, zone)
    {
    }
    bool read()
    {
        report.setActive(true);
        if (!QTest::qWaitFor([this] { return report.state() != CostReport::State::Loading && !report.isReading(); }))
            return false;
        table.show(report.found());
        return true;
    }
    //! A session with a request of 1,000 tokens and a dollar on that day.
    void work(const QString &session, const QString &agent, int day, const QString &profile = QStringLiteral("p"))
    {
        list({{facts(session, agent), {total("1", at(11, day))}}}, profile);
        enter(session, request(QStringLiteral("e_") + session, {100, 200, 600, 100}, at(11, day)));
    }
    QVariant value(int row, Kind kind, const QByteArray &unit = {}) const
    {
        const int column = table.columnOf(kind, unit);
        return column < 0 ? QVariant() : table.index(row, column).data(CostTable::ValueRole);
    }
    QByteArray money(int row, Kind kind) const { return value(row, kind, "USD").value<Decimal>().text(2); }
    QStringList ids() const
    {
        QStringList all;
        for (int row = 0; row < table.rowCount(); ++row)
            all.append(table.isTotal(row) ? QStringLiteral("=") : table.sum(row).key.id);
        return all;
    }
};

//! Reads what toCsv() writes: RFC 4180, and the apostrophe before what looks like a formula is taken away.
std::vector<QStringList> readBack(const QByteArray &csv)
{
    std::vector<QStringList> rows{{}};
    QString cell;
    bool quoted = false;
    const QString text = QString::fromUtf8(csv);
    const auto endCell = [&] {
        if (cell.size() > 1 && cell.at(0) == u'\'' && QStringLiteral("=+-@\t\r\n|%").contains(cell.at(1)))
            cell.remove(0, 1);
        rows.back().append(std::exchange(cell, QString()));
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar one = text.at(i);
        if (quoted && one == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"')
            cell += text.at(++i);
        else if (one == u'"')
            quoted = !quoted;
        else if (!quoted && one == u',')
            endCell();
        else if (!quoted && one == u'\r') {
            endCell();
            rows.emplace_back();
            ++i;
        } else
            cell += one;
    }
    rows.pop_back();
    return rows;
}

} // namespace

//! What the cost page shows: ranges, groups, the way down, the table and what is exported of it.
class TestCostReport : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void rangesAreDays();
    void emptyDaysAreThere();
    void daysBeginInTheViewersZone();
    void theDemoStaysApart();
    void groupsAndTheirSum();
    void estimatesHaveColumnsOfTheirOwn();
    void modelsWithoutAPriceAreUnknown();
    void theRangeBeforeIsCompared();
    void splitsAddUpToTheirGroups();
    void theWayDown();
    void rowsAreAsManyAsGroups();
    void sortsWithTheSumBelow();
    void readsAgainWhenTheLedgerChanges();
    void lateAnswersAreDropped();
    void readsOnlyWhileLookedAt();
    void csvReadBackIsTheTable();
    void manyDaysBecomeWeeks();
};

void TestCostReport::rangesAreDays()
{
    const QDate today(2026, 11, 22);
    QCOMPARE((CostRange{CostRange::Kind::Today, {}}.days(today).count()), 1);
    const auto week = CostRange{CostRange::Kind::Days7, {}}.days(today);
    QCOMPARE(week.first, QDate(2026, 11, 16));
    QCOMPARE(week.count(), 7);
    QCOMPARE(week.before().last, QDate(2026, 11, 15));
    QCOMPARE(week.before().count(), 7);
    QCOMPARE((CostRange{CostRange::Kind::Days90, {}}.days(today).count()), 90);
    const CostRange wrong{CostRange::Kind::Custom, {QDate(2026, 11, 5), QDate(2026, 11, 1)}};
    QCOMPARE(wrong.days(today).count(), 1); // turned round: today, and nothing that never ends
}

void TestCostReport::emptyDaysAreThere()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.work(QStringLiteral("s2"), QStringLiteral("a"), 21);
    scene.report.setRange({CostRange::Kind::Days7, {}});
    QVERIFY(scene.read());
    QAbstractItemModelTester tester(&scene.table);
    QCOMPARE(scene.table.rowCount(), 8); // seven days and their sum
    QCOMPARE(scene.ids().first(), QStringLiteral("2026-11-16"));
    QCOMPARE(scene.value(0, Kind::Tokens).toLongLong(), 0);
    QCOMPARE(scene.value(2, Kind::Tokens).toLongLong(), 1000);
    QCOMPARE(scene.value(7, Kind::Tokens).toLongLong(), 2000);
    QCOMPARE(scene.table.sum(0).begins, LedgerScene::at(11, 16, 0));
    scene.report.setGrouping(LedgerGrouping::Week);
    QVERIFY(scene.read());
    QCOMPARE(scene.ids(), (QStringList{QStringLiteral("2026-11-16"), QStringLiteral("=")}));
    scene.report.setRange({CostRange::Kind::Days90, {}});
    scene.report.setGrouping(LedgerGrouping::Month);
    QVERIFY(scene.read());
    QCOMPARE(scene.ids().first(), QStringLiteral("2026-08"));
    QCOMPARE(scene.table.rowCount(), 5);
}

void TestCostReport::daysBeginInTheViewersZone()
{
    ReportScene scene(false, QTimeZone("Asia/Tokyo"));
    scene.list({{LedgerScene::facts(QStringLiteral("s")), {}}});
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("e"), {5, 0, 0, 0}, LedgerScene::at(11, 20, 20))); // the 21st there
    scene.report.setRange({CostRange::Kind::Days7, {}});
    QVERIFY(scene.read());
    const int row = scene.ids().indexOf(QStringLiteral("2026-11-21"));
    QVERIFY(row >= 0);
    QCOMPARE(scene.value(row, Kind::Tokens).toLongLong(), 5);
}

void TestCostReport::theDemoStaysApart()
{
    const QString demo = store::Ledger::serverOf({}, true);
    for (const bool inFront : {false, true}) {
        ReportScene scene(inFront);
        scene.work(QStringLiteral("s1"), QStringLiteral("a"), 20);
        scene.work(QStringLiteral("s2"), QStringLiteral("a"), 20, QStringLiteral("other"));
        scene.server = demo;
        scene.work(QStringLiteral("d1"), QStringLiteral("a"), 20, QStringLiteral("demo"));
        QVERIFY(scene.read());
        QCOMPARE(scene.report.found().groups.total.tokens.all(), 1000); // the workspace in front alone
        scene.report.setEverywhere(true);
        QVERIFY(scene.read());
        QCOMPARE(scene.report.found().groups.total.tokens.all(), inFront ? 3000 : 2000);
    }
}

void TestCostReport::groupsAndTheirSum()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.work(QStringLiteral("s2"), QStringLiteral("a"), 19);
    scene.work(QStringLiteral("s3"), QStringLiteral("b"), 20);
    scene.enter(QStringLiteral("s3"), {LedgerScene::amount(QStringLiteral("t"), "2", api::UsageKind::Turns, LedgerScene::at(11, 20))});
    scene.report.setGrouping(LedgerGrouping::Agent);
    QVERIFY(scene.read());
    QAbstractItemModelTester tester(&scene.table);
    QCOMPARE(scene.ids(), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("=")}));
    QCOMPARE(scene.value(0, Kind::Group).toString(), QStringLiteral("Name of a"));
    QCOMPARE(scene.money(0, Kind::Reported), QByteArray("2.00"));
    QCOMPARE(scene.money(2, Kind::Reported), QByteArray("3.00"));
    QCOMPARE(scene.money(0, Kind::ReportedPerSession), QByteArray("1.00"));
    QCOMPARE(scene.money(1, Kind::ReportedPerTurn), QByteArray("0.50"));
    QVERIFY(!scene.value(0, Kind::ReportedPerTurn, "USD").isValid()); // no turn was told of
    QCOMPARE(scene.value(0, Kind::Input).toLongLong(), 200);
    QCOMPARE(scene.value(0, Kind::CacheRead).toLongLong(), 1200);
    QCOMPARE(scene.value(2, Kind::HitRate).toDouble(), 0.75);
    QCOMPARE(scene.value(2, Kind::Sessions).toLongLong(), 3);
}

void TestCostReport::estimatesHaveColumnsOfTheirOwn()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    QVERIFY(scene.read());
    const int reported = scene.table.columnOf(Kind::Reported, "USD");
    const int estimate = scene.table.columnOf(Kind::Estimate, "USD");
    QVERIFY(reported > 0 && estimate > 0 && reported != estimate);
    const int last = scene.table.rowCount() - 1;
    QCOMPARE(scene.money(last, Kind::Reported), QByteArray("1.00"));
    const store::Price *price = scene.prices.table().find(QStringLiteral("claude-opus-4-5"), QDate(2026, 11, 18));
    QVERIFY(price);
    const Decimal expected = price->input.ofMillion(100) + price->output.ofMillion(200) + price->cacheRead.ofMillion(600) + price->cacheWrite5m.ofMillion(100);
    QVERIFY(scene.value(last, Kind::Estimate, "USD").value<Decimal>() == expected);
}

void TestCostReport::modelsWithoutAPriceAreUnknown()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.list({{LedgerScene::facts(QStringLiteral("s2"), QStringLiteral("b"), QStringLiteral("nobodys-model")), {}}});
    scene.enter(QStringLiteral("s2"), LedgerScene::request(QStringLiteral("e"), {7, 0, 0, 0}, LedgerScene::at(11, 18)));
    scene.report.setGrouping(LedgerGrouping::Agent);
    QVERIFY(scene.read());
    QVERIFY(!scene.value(1, Kind::Estimate, "USD").isValid());
    QCOMPARE(scene.value(1, Kind::Tokens).toLongLong(), 7);
    QVERIFY(scene.table.index(2, scene.table.columnOf(Kind::Estimate, "USD")).data(CostTable::UnpricedRole).toBool()); // the sum lacks it
    QCOMPARE(scene.report.found().groups.unpriced.front().model, QStringLiteral("nobodys-model"));
}

void TestCostReport::theRangeBeforeIsCompared()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 10);
    scene.work(QStringLiteral("s2"), QStringLiteral("a"), 17);
    scene.work(QStringLiteral("s3"), QStringLiteral("a"), 17);
    scene.report.setRange({CostRange::Kind::Days7, {}});
    QVERIFY(scene.read());
    // The 17th is the second day of these seven, the 10th of those before.
    QCOMPARE(scene.money(1, Kind::Reported), QByteArray("2.00"));
    QCOMPARE(scene.money(1, Kind::ReportedChange), QByteArray("1.00"));
    QCOMPARE(scene.table.index(1, scene.table.columnOf(Kind::ReportedChange, "USD")).data(CostTable::BeforeRole).value<Decimal>().text(2), QByteArray("1.00"));
    scene.report.setGrouping(LedgerGrouping::Agent);
    QVERIFY(scene.read());
    QCOMPARE(scene.money(0, Kind::ReportedChange), QByteArray("1.00"));
    scene.report.setComparing(false);
    QVERIFY(scene.read());
    QCOMPARE(scene.table.columnOf(Kind::ReportedChange, "USD"), -1);
}

void TestCostReport::splitsAddUpToTheirGroups()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.work(QStringLiteral("s2"), QStringLiteral("b"), 18);
    scene.work(QStringLiteral("s3"), QStringLiteral("b"), 20);
    QVERIFY(scene.read());
    const models::CostFound &found = scene.report.found();
    QVERIFY(found.splitBy == LedgerGrouping::Agent);
    QCOMPARE(int(found.splitGroups.size()), 2);
    for (const store::LedgerSum &group : found.groups.sums) {
        qint64 tokens = 0;
        for (const store::LedgerSum &part : found.split)
            tokens += part.key == group.key ? part.tokens.all() : 0;
        QCOMPARE(tokens, group.tokens.all());
    }
    scene.report.setGrouping(LedgerGrouping::Agent);
    QVERIFY(scene.read());
    QVERIFY(!scene.report.found().splitBy); // an agent by agents says nothing
}

void TestCostReport::theWayDown()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.work(QStringLiteral("s2"), QStringLiteral("a"), 19);
    scene.work(QStringLiteral("s3"), QStringLiteral("b"), 19);
    scene.report.setGrouping(LedgerGrouping::Month);
    QVERIFY(scene.read());
    scene.report.enter(scene.table.sum(1)); // November, of which the 30 days hold 22
    QVERIFY(scene.read());
    QVERIFY(scene.report.found().by == LedgerGrouping::Day);
    QCOMPARE(scene.report.found().days.first, QDate(2026, 11, 1));
    QCOMPARE(scene.report.found().days.last, QDate(2026, 11, 22));
    const int day = scene.ids().indexOf(QStringLiteral("2026-11-19"));
    scene.report.enter(scene.table.sum(day));
    QVERIFY(scene.read());
    QCOMPARE(scene.ids(), (QStringList{QStringLiteral("s2"), QStringLiteral("s3"), QStringLiteral("=")}));
    QCOMPARE(scene.table.sum(0).profile, QStringLiteral("p"));
    scene.report.enter(scene.table.sum(0));
    QVERIFY(scene.read());
    QAbstractItemModelTester tester(&scene.table);
    QVERIFY(scene.table.isOfRequests());
    QVERIFY(scene.ids().contains(QStringLiteral("e_s2"))); // the event that it leads to
    QVERIFY(!scene.report.canEnter(scene.table.sum(0)));
    QCOMPARE(int(scene.report.stages().size()), 4);
    scene.report.leaveTo(1);
    QVERIFY(scene.read());
    QVERIFY(scene.report.found().by == LedgerGrouping::Day);
    scene.report.leaveTo(0);
    scene.report.setGrouping(LedgerGrouping::Agent);
    QVERIFY(scene.read());
    scene.report.enter(scene.table.sum(0));
    QVERIFY(scene.read());
    QCOMPARE(scene.ids(), (QStringList{QStringLiteral("s1"), QStringLiteral("s2"), QStringLiteral("=")}));
}

void TestCostReport::rowsAreAsManyAsGroups()
{
    ReportScene scene;
    for (int agent = 0; agent < 5; ++agent) {
        const QString id = QStringLiteral("agent%1").arg(agent);
        scene.list({{LedgerScene::facts(id + QStringLiteral("_s"), id), {}}});
        std::vector<api::UsageRecord> many;
        for (int i = 0; i < 400; ++i) {
            const auto one = LedgerScene::request(QStringLiteral("e%1").arg(i), {1, 1, 1, 1}, LedgerScene::at(11, 1 + i % 20));
            many.insert(many.end(), one.begin(), one.end());
        }
        scene.enter(id + QStringLiteral("_s"), many);
    }
    scene.report.setGrouping(LedgerGrouping::Agent);
    scene.report.setSplit(std::nullopt);
    QVERIFY(scene.read());
    QCOMPARE(scene.report.found().groups.total.tokens.all(), 8000);
    QCOMPARE(scene.report.found().groups.total.requests, 2000);
    QCOMPARE(int(scene.report.found().groups.sums.size()), 5); // what came out of the ledger for 8,000 amounts
    QCOMPARE(scene.table.rowCount(), 6);
}

void TestCostReport::sortsWithTheSumBelow()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("b"), 18);
    scene.work(QStringLiteral("s2"), QStringLiteral("b"), 18);
    scene.work(QStringLiteral("s3"), QStringLiteral("a"), 18);
    scene.report.setGrouping(LedgerGrouping::Agent);
    QVERIFY(scene.read());
    const QPersistentModelIndex kept(scene.table.index(0, 0));
    scene.table.sort(scene.table.columnOf(Kind::Tokens), Qt::AscendingOrder);
    QCOMPARE(scene.ids(), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("=")}));
    QCOMPARE(kept.row(), 1);
    scene.table.sort(scene.table.columnOf(Kind::Reported, "USD"), Qt::DescendingOrder);
    QCOMPARE(scene.ids(), (QStringList{QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("=")}));
    scene.table.show(scene.report.found()); // and stays so
    QCOMPARE(scene.ids().first(), QStringLiteral("b"));
    scene.table.sort(0, Qt::AscendingOrder);
    QCOMPARE(scene.ids().first(), QStringLiteral("a"));
}

void TestCostReport::readsAgainWhenTheLedgerChanges()
{
    ReportScene scene;
    QVERIFY(scene.read());
    QVERIFY(scene.report.state() == CostReport::State::Empty);
    for (int i = 0; i < 20; ++i)
        scene.work(QStringLiteral("s%1").arg(i), QStringLiteral("a"), 18);
    QSignalSpy changed(&scene.report, &CostReport::changed);
    QTRY_VERIFY(scene.clock.pending() > 0);
    scene.clock.advance(std::chrono::seconds(1));
    QTRY_VERIFY(scene.report.state() == CostReport::State::Ready && !scene.report.isReading());
    QCOMPARE(scene.report.found().groups.total.tokens.all(), 20'000);
    QCOMPARE(changed.count(), 2); // once begun, once done: not twenty times
}

void TestCostReport::lateAnswersAreDropped()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.report.setActive(true);
    scene.report.setGrouping(LedgerGrouping::Agent); // the answer about days is on its way
    scene.report.setGrouping(LedgerGrouping::Model);
    QVERIFY(scene.read());
    QVERIFY(scene.report.found().by == LedgerGrouping::Model);
    QSignalSpy changed(&scene.report, &CostReport::changed);
    QVERIFY(test::valueOf(scene.ledger->flagged(scene.ledger.get(), 1)).empty()); // a question after all the others: they are answered
    QCOMPARE(changed.count(), 0);
}

void TestCostReport::readsOnlyWhileLookedAt()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.report.setRange({CostRange::Kind::Days7, {}});
    QVERIFY(!scene.report.isReading());
    QVERIFY(scene.read());
    scene.report.setActive(false);
    scene.work(QStringLiteral("s2"), QStringLiteral("a"), 18);
    QCOMPARE(scene.clock.pending(), 0);
    QCOMPARE(scene.report.found().groups.total.tokens.all(), 1000);
    QVERIFY(scene.read()); // what changed meanwhile is read
    QCOMPARE(scene.report.found().groups.total.tokens.all(), 2000);
}

void TestCostReport::csvReadBackIsTheTable()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    for (const char *title : {"=HYPERLINK(1)", "two, words", "a \"quote\"", "line\r\nbreak", "-1+1", "@x"}) {
        const QString id = QStringLiteral("x") + QString::number(qHash(QByteArray(title)));
        api::SessionFacts facts = LedgerScene::facts(id);
        facts.title = QString::fromLatin1(title);
        scene.list({{facts, {LedgerScene::total("0.015", LedgerScene::at(11, 19))}}});
    }
    scene.report.setGrouping(LedgerGrouping::Session);
    QVERIFY(scene.read());
    const CostSheet sheet = CostSheet::of(scene.table, [&](int row) { return scene.table.isTotal(row) ? QStringLiteral("All") : scene.table.sum(row).name; });
    QCOMPARE(int(sheet.rows.size()), 8);
    const QByteArray csv = sheet.toCsv();
    QVERIFY(csv.contains("'=HYPERLINK(1)"));
    QVERIFY(!csv.contains("\r\n=") && !csv.contains(",=") && !csv.contains("\r\n@"));
    auto rows = readBack(csv);
    QCOMPARE(rows.front(), sheet.names);
    rows.erase(rows.begin());
    QCOMPARE(rows.size(), sheet.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i], sheet.rows[i]);
    // And the cells are the table's: the exact amounts of the sum.
    const auto column = sheet.names.indexOf(QStringLiteral("reported_USD"));
    QCOMPARE(rows.back().at(column), QStringLiteral("1.09"));
    const base::Json json = *base::parseJson(sheet.toJson());
    QCOMPARE(int(json.size()), 8);
    QCOMPARE(base::Record(json.back()).string("reported_USD"), QStringLiteral("1.09"));
}

void TestCostReport::manyDaysBecomeWeeks()
{
    ReportScene scene;
    scene.work(QStringLiteral("s1"), QStringLiteral("a"), 18);
    scene.report.setRange({CostRange::Kind::Custom, {QDate(2023, 1, 1), QDate(2026, 11, 22)}});
    QVERIFY(scene.read());
    QVERIFY(scene.report.found().by == LedgerGrouping::Week);
    QVERIFY(scene.table.rowCount() < 300);
    QCOMPARE(scene.report.found().groups.total.tokens.all(), 1000);
}

QTEST_GUILESS_MAIN(TestCostReport)
#include "tst_costreport.moc"
