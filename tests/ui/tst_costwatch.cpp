#include "models/budgets.h"
#include "models/pricerows.h"
#include "models/resourcelistmodel.h"
#include "models/sessioncosts.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/backfillbar.h"
#include "ui/screens/budgetsdialog.h"
#include "ui/screens/budgetstrip.h"
#include "ui/screens/notifier.h"
#include "ui/screens/pricesdialog.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetable.h"
#include "ui/screens/sessioncostpanel.h"
#include "ui/screens/sessionheader.h"
#include "ui/screens/sessionpage.h"
#include "ui/screens/sessionsarea.h"
#include "ui/screens/sidebarentry.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using models::PriceRows;
using models::ResourceListModel;
using test::ProgramFixture;

namespace {

//! Keeps what the desktop would have shown.
class KeptNotices final : public screens::Notifier
{
public:
    explicit KeptNotices(QList<screens::Notification> *heard) : m_heard(heard) {}
    void notify(const screens::Notification &notification) override { m_heard->append(notification); }
    void withdraw(const QString &) override {}

private:
    QList<screens::Notification> *m_heard;
};

template<class T>
T *childOf(QWidget *place, const char *name)
{
    return place->findChild<T *>(QString::fromLatin1(name));
}

screens::PageContext contextOf(ProgramFixture &program)
{
    screens::PageContext context;
    context.workspace = program.window()->view()->workspace();
    context.settings = program.program().settings();
    static base::SystemClock clock;
    context.clock = &clock;
    context.costs = program.program().costs();
    context.isDemo = true;
    context.budgets = program.program().budgets();
    return context;
}

} // namespace

//! Prices, budgets, back-fill and the cost of sessions in the real window, over the demo's server and a real ledger.
class TestCostWatch : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void pricesAreEdited();
    void aPriceThatIsNoneIsRefusedInWords();
    void pricesComeFromAFile();
    void backfillBeginsWithAVisit();
    void theCostPageHasItAll();
    void costStandsInTheList();
    void costOfASession();
    void hiddenCostIsGoneEverywhere();
    void aBudgetIsMadeAndWarns();
    void anAmountThatIsNoneIsSaid();

private:
    //! Reads what the demo's sessions used, as a visit of the cost page does.
    static bool readAll(ProgramFixture &program);
    static void keep(QWidget *widget, ProgramFixture &program, const char *name);
    static screens::ResourceTable *sessionsTable(ProgramFixture &program)
    {
        return qobject_cast<screens::ResourceTable *>(program.shown("sessions.table"));
    }
};

bool TestCostWatch::readAll(ProgramFixture &program)
{
    models::UsageReading *reading = program.window()->view()->workspace()->usageReading();
    reading->begin();
    return QTest::qWaitFor([reading] { return reading->progress().state == models::UsageReading::State::Done; }, 60'000);
}

void TestCostWatch::keep(QWidget *widget, ProgramFixture &program, const char *name)
{
    const QString folder = qEnvironmentVariable("MUSTER_PICTURES");
    if (folder.isEmpty())
        return;
    for (const auto &[mode, word] : {std::pair(theme::Mode::Dark, "dark"), std::pair(theme::Mode::Light, "light")}) {
        program.program().theme()->setMode(mode);
        QCoreApplication::sendPostedEvents();
        widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, QLatin1String(name), QLatin1String(word)));
    }
}

void TestCostWatch::pricesAreEdited()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.click("sidebar.settings"));
    program.keepPicture("settings-cost");
    QVERIFY(program.click("settings.prices"));
    QTRY_VERIFY(program.shown("prices"));
    QVERIFY(program.click("settings.prices"));
    QCOMPARE(program.window()->findChildren<screens::PricesDialog *>().size(), 1); // not a second one
    auto *dialog = qobject_cast<screens::PricesDialog *>(program.shown("prices"));
    auto *table = childOf<QTableView>(dialog, "prices.table");
    const int shipped = table->model()->rowCount();
    QVERIFY(shipped > 10);
    // Shipped ones are copied before they are edited.
    table->setCurrentIndex(table->model()->index(0, PriceRows::Input));
    QVERIFY(!childOf<QPushButton>(dialog, "prices.remove")->isEnabled());
    QVERIFY(program.click("prices.copy"));
    QTRY_VERIFY(program.shown("prices.edit"));
    QTest::keyClick(program.shown("prices.edit"), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(program.shown("prices.edit"), QStringLiteral("7.25"));
    QTest::keyClick(program.shown("prices.edit"), Qt::Key_Return);
    const auto &own = program.program().costs()->prices()->own().prices();
    QTRY_COMPARE(own.size(), 1u);
    QTRY_COMPARE(own[0].input.text(), QByteArray("7.25"));
    keep(dialog, program, "prices");
    QVERIFY(program.click("prices.remove"));
    QTRY_COMPARE(own.size(), 0u);
    QVERIFY(program.click("prices.bar.undo"));
    QTRY_COMPARE(own.size(), 1u);
    QVERIFY(program.click("prices.reset"));
    QTRY_COMPARE(own.size(), 0u);
    QCOMPARE(table->model()->rowCount(), shipped);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!program.shown("prices"));
}

void TestCostWatch::aPriceThatIsNoneIsRefusedInWords()
{
    ProgramFixture program;
    QVERIFY(program.start());
    auto *dialog = screens::PricesDialog::open(program.program().costs(), contextOf(program).clock, program.window(), QStringLiteral("mystery-*"));
    QTRY_VERIFY(program.shown("prices.edit")); // its first amount is asked for
    QTest::keyClicks(program.shown("prices.edit"), QStringLiteral("a lot"));
    QTest::keyClick(program.shown("prices.edit"), Qt::Key_Return);
    QTRY_VERIFY(program.shown("prices.bar"));
    QVERIFY(program.text("prices.bar.title").contains(QStringLiteral("a lot")));
    QVERIFY(program.text("prices.bar.text").contains(QStringLiteral("The value of before stays.")));
    QCOMPARE(dialog->rows()->ownCount(), 1);
    QVERIFY(!dialog->rows()->isWhole(0));
    QVERIFY(program.program().costs()->prices()->own().prices().empty()); // counts for nothing yet
    keep(dialog, program, "prices-refused");
}

void TestCostWatch::pricesComeFromAFile()
{
    ProgramFixture program;
    QVERIFY(program.start());
    auto *dialog = screens::PricesDialog::open(program.program().costs(), contextOf(program).clock, program.window());
    const QString path = program.folder() + QStringLiteral("/some.csv");
    const auto write = [&path](const QByteArray &text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    };
    const QByteArray head = "pattern,valid_from,currency,input,output,cache_write_5m,cache_write_1h,cache_read\r\n";
    write(head + "mystery-*,2026-01-01,USD,1,2,3,4,0.5\r\n");
    dialog->importFile(path);
    QCOMPARE(program.program().costs()->prices()->own().prices().size(), 1u);
    QVERIFY(program.text("prices.bar.text").contains(QStringLiteral("New: 1")));
    write(head + "mystery-*,2026-01-01,USD,one,2,3,4,0.5\r\n");
    dialog->importFile(path);
    QVERIFY(program.text("prices.bar.text").contains(QStringLiteral("line 2: input")));
    QCOMPARE(program.program().costs()->prices()->own().prices()[0].input.text(), QByteArray("1"));
    dialog->importFile(path + QStringLiteral(".missing"));
    QCOMPARE(program.text("prices.bar.title"), QStringLiteral("The file could not be read"));
}

void TestCostWatch::backfillBeginsWithAVisit()
{
    ProgramFixture program;
    QVERIFY(program.start());
    models::UsageReading *reading = program.window()->view()->workspace()->usageReading();
    QVERIFY(reading);
    QCOMPARE(int(reading->progress().state), int(models::UsageReading::State::Idle)); // not by itself
    screens::BackfillBar bar(contextOf(program));
    bar.resize(800, bar.height());
    bar.show();
    auto *text = childOf<widgets::PlainLabel>(&bar, "backfill.text");
    auto *again = childOf<QPushButton>(&bar, "backfill.again");
    auto *pause = childOf<QPushButton>(&bar, "backfill.pause");
    auto *resume = childOf<QPushButton>(&bar, "backfill.resume");
    auto *cancel = childOf<QPushButton>(&bar, "backfill.cancel");
    QCOMPARE(again->text(), QStringLiteral("Read now"));
    const int height = bar.height();
    bar.begin();
    QVERIFY(pause->isVisible() && cancel->isVisible() && !again->isVisible());
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(text->fullText().startsWith(QStringLiteral("Paused")));
    QVERIFY(resume->isVisible() && !pause->isVisible());
    keep(&bar, program, "backfill-paused");
    QTest::mouseClick(resume, Qt::LeftButton);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(again->isVisible());
    bar.begin(); // cancelled stays cancelled
    QCOMPARE(int(reading->progress().state), int(models::UsageReading::State::Idle));
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(int(reading->progress().state), int(models::UsageReading::State::Done), 60'000);
    QVERIFY(text->fullText().startsWith(QStringLiteral("Everything that the server tells was read")));
    QCOMPARE(again->text(), QStringLiteral("Read again"));
    QCOMPARE(bar.height(), height); // nothing below it has moved
    QVERIFY(reading->progress().amounts > 0);
    keep(&bar, program, "backfill-done");
}

void TestCostWatch::theCostPageHasItAll()
{
    ProgramFixture program;
    QVERIFY(program.start());
    models::UsageReading *reading = program.window()->view()->workspace()->usageReading();
    QCOMPARE(int(reading->progress().state), int(models::UsageReading::State::Idle));
    QVERIFY(program.click("sidebar.cost"));
    QVERIFY(reading->progress().state != models::UsageReading::State::Idle); // the first visit begins it
    QTRY_COMPARE_WITH_TIMEOUT(int(reading->progress().state), int(models::UsageReading::State::Done), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(program.text("month.text").contains(QLatin1Char('$')), 10'000);
    QVERIFY(program.text("month.text").contains(QStringLiteral("reported")) && program.text("month.text").contains(QStringLiteral("≈")));
    QVERIFY(program.text("backfill.text").startsWith(QStringLiteral("Everything that the server tells was read")));
    QVERIFY(program.click("month.budgets"));
    QTRY_VERIFY(program.shown("budgets"));
    QTest::keyClick(program.shown("budgets"), Qt::Key_Escape);
    program.keepPicture("cost-page-with-month");
}

void TestCostWatch::costStandsInTheList()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(readAll(program));
    screens::ResourceTable *table = sessionsTable(program);
    QVERIFY(table);
    ResourceListModel *list = table->list();
    const int column = list->costColumn();
    QVERIFY(column >= 0);
    QVERIFY(!table->isColumnHidden(column));
    const auto known = [list, column] {
        int count = 0;
        for (int row = 0; row < list->rowCount(); ++row)
            count += list->index(row, column).data(ResourceListModel::CostRole).isValid() ? 1 : 0;
        return count;
    };
    QTRY_VERIFY_WITH_TIMEOUT(known() > 10, 10'000);
    const QString said = list->index(0, column).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(said.startsWith(QLatin1Char('$')) || said.startsWith(QStringLiteral("≈")) || said.startsWith(QStringLiteral("<")), qPrintable(said));
    table->sortByColumn(column, Qt::DescendingOrder);
    double before = 1e12;
    for (int row = 0; row < std::min(20, list->rowCount()); ++row) {
        const auto cost = list->index(row, column).data(ResourceListModel::CostRole).value<models::SessionCost>();
        QVERIFY(cost.amount.toDouble() <= before);
        before = cost.amount.toDouble();
    }
    program.keepPicture("sessions-by-cost");
}

void TestCostWatch::costOfASession()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->sendMessage(QStringLiteral("What is wrong here?")));
    auto *figure = program.session()->findChild<QToolButton *>(QStringLiteral("session.usage"));
    QTRY_VERIFY_WITH_TIMEOUT(figure->isVisible() && figure->text().contains(QStringLiteral("tokens")), 20'000);
    QTest::mouseClick(figure, Qt::LeftButton);
    auto *panel = program.session()->findChild<screens::SessionCostPanel *>();
    QTRY_VERIFY(panel && panel->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(childOf<widgets::PlainLabel>(panel, "sessionCost.turn.1"), 10'000);
    QVERIFY(childOf<widgets::PlainLabel>(panel, "sessionCost.model.1")->fullText().startsWith(QStringLiteral("claude-")));
    QVERIFY(childOf<widgets::PlainLabel>(panel, "sessionCost.turnCost.1")->fullText().startsWith(QStringLiteral("≈ $")));
    QVERIFY(childOf<widgets::PlainLabel>(panel, "sessionCost.tokens")->fullText().contains(QStringLiteral("turns: 1")));
    keep(panel, program, "session-cost");
    QTest::keyClick(panel, Qt::Key_Escape);
    QTRY_VERIFY(!program.session()->findChild<screens::SessionCostPanel *>());
}

void TestCostWatch::hiddenCostIsGoneEverywhere()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(readAll(program));
    screens::ResourceTable *table = sessionsTable(program);
    const int column = table->list()->costColumn();
    table->sortByColumn(column, Qt::DescendingOrder);
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->sendMessage(QStringLiteral("Hello")));
    auto *figure = program.session()->findChild<QToolButton *>(QStringLiteral("session.usage"));
    QTRY_VERIFY_WITH_TIMEOUT(figure->isVisible() && figure->text().contains(QLatin1Char('$')), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(program.text("status.usage").contains(QLatin1Char('$')), 20'000);
    QVERIFY(program.click("sidebar.cost"));
    QCOMPARE(program.window()->view()->currentPage(), QStringLiteral("cost"));
    QVERIFY(program.click("sidebar.settings"));
    auto *shows = qobject_cast<QAbstractButton *>(program.shown("settings.showsCost"));
    QVERIFY(shows && shows->isChecked());
    shows->click();
    QVERIFY(!program.program().settings()->showsCost());
    QVERIFY(!program.shown("settings.prices")->isEnabled());
    QVERIFY(!program.shown("sidebar.cost"));
    QVERIFY(table->isColumnHidden(column));
    QCOMPARE(table->list()->sortColumn(), -1);
    QMenu menu;
    table->fillColumnsMenu(&menu);
    QVERIFY(!menu.findChild<QAction *>(QStringLiteral("column.muster.cost")));
    QVERIFY(!figure->text().contains(QLatin1Char('$')) && !figure->text().contains(QStringLiteral("≈")));
    QVERIFY(!figure->toolTip().contains(QLatin1Char('$')));
    QVERIFY(program.window()->view()->currentPage() != QStringLiteral("cost"));
    program.window()->view()->showPage(QStringLiteral("cost")); // by a letter, or a link of before
    QVERIFY(program.window()->view()->currentPage() != QStringLiteral("cost"));
    QVERIFY(program.click("sidebar.sessions"));
    QVERIFY(!program.text("status.usage").contains(QLatin1Char('$')));
    program.program().settings()->setShowsCost(true);
    QVERIFY(table->isColumnWanted(column));
    QVERIFY(figure->text().contains(QLatin1Char('$')));
    QVERIFY(program.text("status.usage").contains(QLatin1Char('$')));
}

void TestCostWatch::aBudgetIsMadeAndWarns()
{
    QList<screens::Notification> heard;
    KeptNotices *notices = nullptr;
    ProgramFixture program({}, 0, [&](app::Program::Setup &setup) {
        auto made = std::make_unique<KeptNotices>(&heard);
        notices = made.get();
        setup.notifier = std::move(made);
    });
    QVERIFY(program.start());
    QVERIFY(readAll(program));
    QVERIFY(program.click("sidebar.settings"));
    QVERIFY(program.click("settings.budgets"));
    QTRY_VERIFY(program.shown("budgets.empty"));
    QVERIFY(program.click("budgets.add"));
    auto *of = qobject_cast<QComboBox *>(program.shown("budgets.of.0"));
    QVERIFY(of);
    QTRY_VERIFY(of->findText(QStringLiteral("Workspace: Demo workspace")) > 0);
    of->setCurrentIndex(of->findText(QStringLiteral("Workspace: Demo workspace")));
    Q_EMIT of->activated(of->currentIndex());
    QTest::keyClicks(program.shown("budgets.amount.0"), QStringLiteral("0.01"));
    keep(program.shown("budgets"), program, "budgets");
    QVERIFY(program.click("budgets.save"));
    QTRY_VERIFY(!program.shown("budgets"));
    const auto &use = program.program().budgets()->use();
    QTRY_COMPARE(use.size(), 1u);
    QVERIFY2(use[0].level == 100, qPrintable(QString::number(use[0].percent))); // of one cent in a month
    QTRY_COMPARE(heard.size(), 1);
    QVERIFY(heard[0].title.startsWith(QStringLiteral("The budget is used up")));
    QVERIFY(heard[0].body.contains(QStringLiteral("$0.01")));
    const auto *entry = qobject_cast<screens::SidebarEntry *>(program.shown("sidebar.cost"));
    QVERIFY(entry && entry->mark().contains(QStringLiteral("80 %")));
    QVERIFY(entry->accessibleName().startsWith(QStringLiteral("Cost, ")));
    screens::BudgetStrip strip(contextOf(program));
    strip.resize(900, 120);
    strip.show();
    QTRY_VERIFY(childOf<widgets::PlainLabel>(&strip, "month.text")->fullText().contains(QLatin1Char('$')));
    QTRY_VERIFY(childOf<widgets::PlainLabel>(&strip, "month.use.0"));
    keep(&strip, program, "month");
    // A click on it leads to the page, in the workspace that is in front.
    const QString front = program.window()->profileId();
    Q_EMIT notices->activated(heard[0].profileId, heard[0].sessionId);
    QCOMPARE(program.window()->profileId(), front);
    QCOMPARE(program.window()->view()->currentPage(), QStringLiteral("cost"));
    const int before = heard.size();
    program.restart();
    QVERIFY(program.start());
    QTRY_COMPARE(program.program().budgets()->use().size(), 1u);
    QCOMPARE(program.program().budgets()->marked(), 1);
    QCOMPARE(heard.size(), before); // nothing is said twice
}

void TestCostWatch::anAmountThatIsNoneIsSaid()
{
    ProgramFixture program;
    QVERIFY(program.start());
    auto *dialog = screens::BudgetsDialog::open(program.program().budgets(), program.window());
    dialog->addRow();
    QVERIFY(program.click("budgets.save"));
    QTRY_VERIFY(program.text("budgets.bar.text").contains(QStringLiteral("number above zero")));
    QCOMPARE(dialog->focusWidget(), program.shown("budgets.amount.0"));
    QTest::keyClicks(program.shown("budgets.amount.0"), QStringLiteral("12,50"));
    qobject_cast<QLineEdit *>(program.shown("budgets.unit.0"))->setText(QStringLiteral("$"));
    QVERIFY(program.click("budgets.save"));
    QVERIFY(program.text("budgets.bar.text").contains(QStringLiteral("A unit is")));
    qobject_cast<QLineEdit *>(program.shown("budgets.unit.0"))->setText(QStringLiteral("eur"));
    QVERIFY(program.click("budgets.save"));
    QTRY_VERIFY(!program.shown("budgets"));
    const auto &kept = program.program().budgets()->file()->budgets();
    QCOMPARE(kept.size(), 1u);
    QCOMPARE(kept[0].amount.text(2), QByteArray("12.50"));
    QCOMPARE(kept[0].unit, QByteArray("EUR"));
}

QTEST_MAIN(TestCostWatch)
#include "tst_costwatch.moc"
