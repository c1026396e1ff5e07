#include "models/costsheet.h"
#include "sync/backfill.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/costcharts.h"
#include "ui/screens/costexport.h"
#include "ui/screens/costgrid.h"
#include "ui/screens/costpage.h"
#include "ui/theme/chartcolors.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnchart.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QSignalSpy>

using models::CostRange;
using models::CostReport;
using screens::CostPage;
using store::LedgerGrouping;
using test::ProgramFixture;

//! The cost page through the real window, over the demo's ninety days.
class TestCostPage : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyDayIsDrawn();
    void fromAColumnDownToTheRequest();
    void aClickOnANameLeadsDown();
    void theKeyboardAloneIsEnough();
    void nothingUsedSaysSo();
    void groupsAreNamed();
    void everyExportIsWhatItSays();
    void printingAsksAndHoldsNothingUp();
    void modelsWithoutAPriceAreNamed();
    void whatIsInNoSumIsListed();
    void hiddenCostHasNoPage();
    void theMainWindowBuildsNoChart();

private:
    static CostPage *open(ProgramFixture &program);
    static bool settled(const CostPage *page);
    static bool choose(ProgramFixture &program, const char *box, int word);

    QTemporaryDir m_folder; //!< the past is read once, by the first of them
};

//! The page, when all of the demo's past is in the ledger and on the screen.
CostPage *TestCostPage::open(ProgramFixture &program)
{
    if (!program.start())
        return nullptr;
    models::Workspace *workspace = program.window()->view()->workspace();
    const store::LedgerSource source{store::Ledger::serverOf({}, true), workspace->profile().id};
    static base::SystemClock clock;
    syncing::Backfill backfill(&workspace->client(), program.program().costs()->ledger(), &clock, source, nullptr);
    backfill.setPace(std::chrono::milliseconds(0));
    backfill.start();
    if (!QTest::qWaitFor([&] { return backfill.progress().state == syncing::Backfill::State::Done; }, 60000))
        return nullptr;
    if (!program.click("sidebar.cost"))
        return nullptr;
    auto *page = program.find<CostPage>("cost");
    return page && settled(page) ? page : nullptr;
}

bool TestCostPage::settled(const CostPage *page)
{
    const auto isQuiet = [page] { return page->report()->state() != CostReport::State::Loading && !page->report()->isReading(); };
    return QTest::qWaitFor(isQuiet, 20000);
}

bool TestCostPage::choose(ProgramFixture &program, const char *name, int word)
{
    auto *box = program.find<screens::ChoiceBox>(name);
    if (!box || box->findData(QString::number(word)) < 0)
        return false;
    box->setWord(QString::number(word));
    Q_EMIT box->wordChosen(box->word());
    return true;
}

void TestCostPage::everyDayIsDrawn()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    QVERIFY(page->report()->state() == CostReport::State::Ready);
    const auto &pictures = page->charts()->pictures();
    QCOMPARE(int(pictures.size()), 2);
    QVERIFY(!pictures[0].isEstimate && pictures[1].isEstimate);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(page->charts()->chart(i)->content().columns.size(), 30);
        QVERIFY(page->charts()->chart(i)->isVisible());
    }
    QCOMPARE(page->table()->rowCount(), 31);
    program.keepPicture("cost-days");
    QVERIFY(choose(program, "cost.range", int(CostRange::Kind::Days90)));
    QVERIFY(settled(page));
    QCOMPARE(page->table()->rowCount(), 91);
    QVERIFY(page->report()->found().groups.total.sessions > 90);
    program.keepPicture("cost-ninety-days");
    program.find<screens::ChoiceBox>("cost.look")->setWord(QStringLiteral("lines"));
    Q_EMIT program.find<screens::ChoiceBox>("cost.look")->wordChosen({});
    program.keepPicture("cost-lines");
    program.find<screens::ChoiceBox>("cost.measure")->setWord(QStringLiteral("tokens"));
    Q_EMIT program.find<screens::ChoiceBox>("cost.measure")->wordChosen({});
    QCOMPARE(int(page->charts()->pictures().size()), 1);
    program.keepPicture("cost-tokens");
}

void TestCostPage::fromAColumnDownToTheRequest()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    QVERIFY(choose(program, "cost.grouping", int(LedgerGrouping::Agent)));
    QVERIFY(settled(page));
    const QString first = page->charts()->pictures()[0].groups.front().name;
    auto *chart = page->charts()->chart(0);
    QWidget *canvas = chart->findChild<QAbstractScrollArea *>()->viewport();
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->mapFrom(chart, chart->placeOf(0)));
    QVERIFY(settled(page));
    QVERIFY(page->report()->found().by == LedgerGrouping::Session);
    QCOMPARE(page->report()->stages().back().name, first);
    QVERIFY(program.shown("cost.here"));
    program.keepPicture("cost-sessions-of-an-agent");
    auto *grid = program.find<screens::CostGrid>("cost.table");
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, 0));
    const QString session = page->table()->sum(0).key.id;
    QTest::keyClick(grid, Qt::Key_Return);
    QVERIFY(settled(page));
    QVERIFY(page->table()->isOfRequests());
    program.keepPicture("cost-requests");
    int request = 0;
    while (request < page->table()->rowCount() - 1 && page->table()->sum(request).key.id.isEmpty())
        ++request;
    const QString event = page->table()->sum(request).key.id;
    QVERIFY(!event.isEmpty());
    QSignalSpy places(page, &CostPage::placeRequested);
    grid->setCurrentIndex(grid->model()->index(request, 0));
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(places.count(), 1);
    QCOMPARE(places.front().at(3).toString(), event);
    QTRY_VERIFY(program.session() && program.session()->conversation()->id() == session);
    QVERIFY(program.click("sidebar.cost"));
    QVERIFY(page->table()->isOfRequests()); // where it was left
}

void TestCostPage::aClickOnANameLeadsDown()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    QVERIFY(choose(program, "cost.grouping", int(LedgerGrouping::Agent)));
    QVERIFY(settled(page));
    auto *grid = program.find<screens::CostGrid>("cost.table");
    const auto click = [grid](int row, int column) {
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->visualRect(grid->model()->index(row, column)).center());
    };
    click(0, 1); // a figure is only selected
    QCOMPARE(int(page->report()->stages().size()), 1);
    click(grid->model()->rowCount() - 1, 0); // nor does the sum lead anywhere
    QCOMPARE(int(page->report()->stages().size()), 1);
    click(0, 0);
    QVERIFY(settled(page));
    QCOMPARE(int(page->report()->stages().size()), 2);
    click(0, 0); // of a double click
    QVERIFY(settled(page));
    QCOMPARE(int(page->report()->stages().size()), 2);
    QVERIFY(program.click("cost.step.0"));
    QVERIFY(settled(page));
    QCOMPARE(int(page->report()->stages().size()), 1);
}

void TestCostPage::theKeyboardAloneIsEnough()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    auto *chart = page->charts()->chart(0);
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->current(), 29); // the newest day
    QVERIFY(chart->accessibleDescription().contains(QLatin1Char('$')) || chart->accessibleDescription().contains(QStringLiteral("All")));
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->current(), 28);
    QTest::keyClick(chart, Qt::Key_Home);
    QCOMPARE(chart->current(), 0);
    while (chart->current() < 29 && page->report()->found().groups.sums[std::size_t(chart->current())].sessions == 0)
        QTest::keyClick(chart, Qt::Key_Right);
    program.keepPicture("cost-card");
    const QString day = page->table()->sum(chart->current()).key.id;
    QTest::keyClick(chart, Qt::Key_Return);
    QVERIFY(settled(page));
    QCOMPARE(page->report()->stages().back().key.id, day);
    QVERIFY(page->report()->found().by == LedgerGrouping::Session);
    QTest::keyClick(page, Qt::Key_Escape);
    QVERIFY(settled(page));
    QCOMPARE(int(page->report()->stages().size()), 1);
    QCOMPARE(page->table()->rowCount(), 31);
    program.window()->view()->showPage(QStringLiteral("agents"));
    program.window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(program.window()));
    QTest::keyClick(program.shown("agents.page"), Qt::Key_G);
    QTest::keyClick(program.shown("agents.page"), Qt::Key_C);
    QTRY_COMPARE(program.window()->view()->currentPage(), QStringLiteral("cost"));
}

void TestCostPage::nothingUsedSaysSo()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    page->report()->setRange({CostRange::Kind::Custom, {QDate(2022, 1, 1), QDate(2022, 1, 31)}});
    QVERIFY(settled(page));
    auto *state = program.find<widgets::StateView>("cost.state");
    QCOMPARE(state->state(), widgets::StateView::State::Empty);
    QVERIFY(program.shown("cost.first"));
    program.keepPicture("cost-empty");
    QVERIFY(program.click("cost.state.next"));
    QVERIFY(settled(page));
    QTRY_COMPARE(state->state(), widgets::StateView::State::Content);
}

void TestCostPage::printingAsksAndHoldsNothingUp()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    page->findChild<QAction *>(QStringLiteral("cost.export.print"))->trigger();
    const auto dialog = [page] { return page->findChild<QDialog *>(QStringLiteral("cost.print")); };
    QVERIFY(dialog()); // trigger() has come back: no loop of its own
    QTRY_VERIFY(dialog()->isVisible());
    dialog()->reject();
    QTRY_VERIFY(!dialog());
}

void TestCostPage::modelsWithoutAPriceAreNamed()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    auto *bar = program.find<widgets::MessageBar>("cost.unpriced");
    api::UsageRecord record;
    record.identity = QStringLiteral("e/0");
    record.amount = "7000";
    record.unit = api::tokensUnit();
    record.kind = api::UsageKind::InputTokens;
    record.model = QStringLiteral("<b>nobodys-model");
    record.at = QDateTime::currentDateTimeUtc();
    const QString session = QStringLiteral("sesn_unpriced");
    store::Ledger *ledger = program.program().costs()->ledger();
    const QString profile = program.window()->view()->workspace()->profile().id;
    api::SessionUsage usage;
    usage.facts.id = session;
    ledger->enterSessions(page, {store::Ledger::serverOf({}, true), profile}, {usage});
    ledger->enter(page, {store::Ledger::serverOf({}, true), session, {}}, {record});
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible() && bar->text().contains(QStringLiteral("<b>nobodys-model")), 10000);
    program.keepPicture("cost-unpriced");
    QSignalSpy asked(page, &CostPage::pricesRequested);
    QVERIFY(program.click("cost.unpriced.prices"));
    QCOMPARE(asked.count(), 1);
}

void TestCostPage::whatIsInNoSumIsListed()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    api::UsageRecord record;
    record.identity = QStringLiteral("e/0");
    record.amount = "-3";
    record.unit = api::tokensUnit();
    record.kind = api::UsageKind::InputTokens;
    record.at = QDateTime::currentDateTimeUtc();
    program.program().costs()->ledger()->enter(page, {store::Ledger::serverOf({}, true), QStringLiteral("sesn_wrong"), {}}, {record});
    page->report()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(program.shown("cost.flagged"), 10000);
    QVERIFY(program.click("cost.flagged.list"));
    QTRY_VERIFY(program.find<QDialog>("flagged"));
    auto *rows = program.find<QAbstractItemView>("flagged.table");
    QTRY_COMPARE(rows->model()->rowCount(), 1);
    QCOMPARE(rows->model()->index(0, 1).data().toString(), QStringLiteral("-3"));
    QVERIFY(program.click("flagged.close"));
}

void TestCostPage::groupsAreNamed()
{
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    auto *grid = program.find<screens::CostGrid>("cost.table");
    for (int by = int(LedgerGrouping::Day); by <= int(LedgerGrouping::Tag); ++by) {
        QVERIFY(choose(program, "cost.grouping", by));
        QVERIFY(settled(page));
        QVERIFY(grid->model()->rowCount() >= 2);
        QSet<QString> names;
        for (int row = 0; row < grid->model()->rowCount(); ++row)
            names.insert(grid->model()->index(row, 0).data().toString());
        QVERIFY(!names.contains(QString()));
        QCOMPARE(program.find<widgets::MessageBar>("cost.overlap")->isVisible(), LedgerGrouping(by) == LedgerGrouping::Tag);
        program.keepPicture(QStringLiteral("cost-by-%1").arg(by));
    }
}

void TestCostPage::everyExportIsWhatItSays()
{
    using Format = screens::CostExport::Format;
    ProgramFixture program(m_folder.path());
    CostPage *page = open(program);
    QVERIFY(page);
    QVERIFY(choose(program, "cost.grouping", int(LedgerGrouping::Agent)));
    QVERIFY(settled(page));
    auto *exporting = page->findChild<screens::CostExport *>();
    QVERIFY(exporting);
    const QByteArray csv = exporting->made(Format::Csv);
    QCOMPARE(csv.count("\r\n"), page->table()->rowCount() + 1);
    const base::Json json = *base::parseJson(exporting->made(Format::Json));
    QCOMPARE(int(json.size()), page->table()->rowCount());
    const QByteArray png = exporting->made(Format::Png);
    const QImage image = QImage::fromData(png, "PNG");
    QVERIFY(image.width() > 1000 && image.height() > 1000);
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 50) {
        for (int x = 0; x < image.width(); x += 5)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY(colors.contains(theme::chartColor(0, theme::paletteFor(theme::Variant::Light)).rgb())); // columns are drawn, in the light colours
    const QByteArray svg = exporting->made(Format::Svg);
    QVERIFY(svg.startsWith("<?xml") && svg.contains("Reported, USD"));
    const QByteArray pdf = exporting->made(Format::Pdf);
    QVERIFY(pdf.startsWith("%PDF"));
    if (const QString folder = qEnvironmentVariable("MUSTER_PICTURES"); !folder.isEmpty()) {
        const std::pair<const char *, QByteArray> files[] = {{"cost.csv", csv}, {"cost.png", png}, {"cost.svg", svg}, {"cost.pdf", pdf}};
        for (const auto &[name, bytes] : files) {
            QFile file(folder + QLatin1Char('/') + QLatin1String(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        }
    }
}

void TestCostPage::hiddenCostHasNoPage()
{
    ProgramFixture program(QString(), 0, {});
    program.program().settings()->setShowsCost(false);
    QVERIFY(program.start());
    for (const screens::Sidebar::Page &entry : program.window()->view()->pages())
        QVERIFY(entry.id != QStringLiteral("cost"));
}

void TestCostPage::theMainWindowBuildsNoChart()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(!program.find<CostPage>("cost"));
    QVERIFY(program.window()->findChildren<widgets::ColumnChart *>().isEmpty());
}

QTEST_MAIN(TestCostPage)
#include "tst_costpage.moc"
