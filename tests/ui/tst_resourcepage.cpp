#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "tests/ui/pagescene.h"
#include "ui/screens/recorddetail.h"
#include "ui/screens/recordform.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetable.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"

#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using models::ResourceListModel;
using screens::ResourcePage;
using test::named;
using test::take;
using widgets::StateView;

class TestResourcePage : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { new theme::Theme(theme::Mode::Light, theme::Density::Normal, this); }
    void init()
    {
        TestBase::init();
        m_scene = std::make_unique<test::PageScene>();
    }
    void cleanup()
    {
        m_page.reset();
        m_scene.reset();
    }

    void goesFromLoadingToRows();
    void emptyOffersTheNextStep();
    void errorOffersRetryAndDetails();
    void refusedKeyLeadsToTheConnection();
    void staleKeepsTheRows();
    void cancelledLoadingCanBeTakenUpAgain();
    void searchNarrowsAndClears();
    void filtersAskTheServer();
    void filteredEmptyOffersToClear();
    void referenceFilterIsPicked();
    void opensRecordsBeside();
    void opensConversationsElsewhere();
    void oneColumnWhenNarrow();
    void editsByKeyboard();
    void newRecordKeepsWhatWasTyped();
    void savedRecordIsShown();
    void archivesAfterAsking();
    void deleteOnProductionAsksForTheName();
    void actionErrorsAreShown();
    void refusedVerbsAreGrey();
    void menuHasItsEntries();
    void hostileTextStaysPlain();
    void unknownOutcomeShowsTheList();
    void buildsLittleAtFirst();
    void everythingHasANameAndAKeyboard();

private:
    ResourcePage *open(const char *resource, const QSize &size = {1100, 700});
    ResourcePage *openWith(const char *resource, const char *fixtureName, const QSize &size = {1100, 700});
    StateView *state() const { return named<StateView>(m_page.get(), m_page->table()->objectName().replace(QStringLiteral("table"), QStringLiteral("state"))); }
    QString idAt(int row) const { return m_page->model()->index(row, 0).data(ResourceListModel::IdRole).toString(); }

    std::unique_ptr<test::PageScene> m_scene;
    std::unique_ptr<ResourcePage> m_page;
};

ResourcePage *TestResourcePage::open(const char *resource, const QSize &size)
{
    m_page = std::make_unique<ResourcePage>(m_scene->context, resource);
    m_page->resize(size);
    m_page->show();
    m_page->activateWindow();
    if (!QTest::qWaitForWindowActive(m_page.get()))
        qFatal("the page's window did not become active");
    return m_page.get();
}

ResourcePage *TestResourcePage::openWith(const char *resource, const char *fixtureName, const QSize &size)
{
    ResourcePage *page = open(resource, size);
    m_scene->answerList(resource, fixtureName);
    if (!QTest::qWaitFor([&] { return page->model()->state() == ResourceListModel::State::Ready; }))
        qFatal("the list did not become ready");
    return page;
}

void TestResourcePage::goesFromLoadingToRows()
{
    ResourcePage *page = open("agents");
    QCOMPARE(state()->state(), StateView::State::Loading);
    QCOMPARE(named<widgets::PlainLabel>(page, QStringLiteral("agents.title"))->text(), QStringLiteral("Agents"));
    m_scene->answerList("agents", "ui/agents.json");
    QTRY_COMPARE(state()->state(), StateView::State::Content);
    QVERIFY(page->table()->isVisible());
    QCOMPARE(named<widgets::PlainLabel>(page, QStringLiteral("agents.count"))->text(), QStringLiteral("14"));
}

void TestResourcePage::emptyOffersTheNextStep()
{
    ResourcePage *page = open("agents");
    take(m_scene->client->lists).answer(api::Page{});
    QTRY_COMPARE(state()->state(), StateView::State::Empty);
    QVERIFY(state()->message().contains(QStringLiteral("No agents yet")));
    QVERIFY(state()->message().contains(QStringLiteral("An agent is a model")));
    QTest::mouseClick(named<QPushButton>(page, QStringLiteral("agents.state.next")), Qt::LeftButton);
    QVERIFY(page->form());
    QVERIFY(page->form()->isVisible());
}

void TestResourcePage::errorOffersRetryAndDetails()
{
    ResourcePage *page = open("agents");
    base::Error error = base::Error::of(base::Error::Kind::Server);
    error.httpStatus = 500;
    error.requestId = QStringLiteral("req_500");
    take(m_scene->client->lists).answer(error);
    QTRY_COMPARE(state()->state(), StateView::State::Failed);
    named<QPushButton>(page, QStringLiteral("agents.state.details"))->click();
    QVERIFY(named<widgets::PlainLabel>(page, QStringLiteral("agents.state.detailsText"))->text().contains(QStringLiteral("req_500")));
    named<QPushButton>(page, QStringLiteral("agents.state.retry"))->click();
    m_scene->answerList("agents", "ui/agents.json");
    QTRY_COMPARE(state()->state(), StateView::State::Content);
}

void TestResourcePage::refusedKeyLeadsToTheConnection()
{
    ResourcePage *page = open("agents");
    take(m_scene->client->lists).answer(base::Error::of(base::Error::Kind::Unauthorized));
    QTRY_COMPARE(state()->state(), StateView::State::Failed);
    QSignalSpy settings(page, &ResourcePage::connectionSettingsRequested);
    auto *button = named<QPushButton>(page, QStringLiteral("agents.state.retry"));
    QCOMPARE(button->text(), QStringLiteral("Connection settings"));
    button->click();
    QCOMPARE(settings.count(), 1);
    QVERIFY(m_scene->client->lists.empty());
}

void TestResourcePage::staleKeepsTheRows()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    page->refresh();
    take(m_scene->client->lists).answer(base::Error::of(base::Error::Kind::Network));
    QTRY_VERIFY(state()->isStale());
    QCOMPARE(state()->state(), StateView::State::Content);
    QCOMPARE(page->model()->rowCount(), 14);
    named<QPushButton>(page, QStringLiteral("agents.state.stale.retry"))->click();
    m_scene->answerList("agents", "ui/agents.json");
    QTRY_VERIFY(!state()->isStale());
}

void TestResourcePage::cancelledLoadingCanBeTakenUpAgain()
{
    ResourcePage *page = open("agents");
    Q_EMIT state()->cancelRequested();
    QCOMPARE(state()->state(), StateView::State::Failed);
    QVERIFY(state()->message().contains(QStringLiteral("cancelled")));
    named<QPushButton>(page, QStringLiteral("agents.state.retry"))->click();
    QTRY_COMPARE(state()->state(), StateView::State::Loading);
}

void TestResourcePage::searchNarrowsAndClears()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    page->focusSearch();
    auto *search = named<QLineEdit>(page, QStringLiteral("agents.search"));
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("WRITER"));
    QCOMPARE(page->model()->rowCount(), 2);
    QCOMPARE(named<widgets::PlainLabel>(page, QStringLiteral("agents.count"))->text(), QStringLiteral("2 of 14"));
    QTest::keyClicks(search, QStringLiteral(" zzz"));
    QCOMPARE(state()->state(), StateView::State::Empty);
    QVERIFY(state()->message().contains(QStringLiteral("WRITER zzz")));
    named<QPushButton>(page, QStringLiteral("agents.state.next"))->click();
    QVERIFY(search->text().isEmpty());
    QCOMPARE(state()->state(), StateView::State::Content);
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(page->table()->hasFocus());
    QCOMPARE(page->table()->currentId(), idAt(0));
}

void TestResourcePage::filtersAskTheServer()
{
    ResourcePage *page = openWith("sessions", "ui/sessions.json");
    named<QPushButton>(page, QStringLiteral("sessions.filters.statuses[]"))->click();
    auto *menu = named<QMenu>(page, QStringLiteral("sessions.filters.statuses[].menu"));
    const auto action = [&](const char *word) {
        for (QAction *entry : menu->actions()) {
            if (entry->objectName().endsWith(QLatin1String(word)))
                return entry;
        }
        qFatal("no status %s", word);
    };
    action(".running")->trigger();
    auto asked = m_scene->takeFirstPage("sessions");
    QCOMPARE(int(asked.query.filters.size()), 1);
    QCOMPARE(asked.query.filters[0].first, QByteArrayLiteral("statuses[]"));
    QCOMPARE(asked.query.filters[0].second, QByteArrayLiteral("running"));
    action(".idle")->trigger(); // several words of one filter
    asked = m_scene->takeFirstPage("sessions");
    QCOMPARE(int(asked.query.filters.size()), 2);
    QVERIFY(named<QPushButton>(page, QStringLiteral("sessions.filters.statuses[]"))->isChecked());
    named<QPushButton>(page, QStringLiteral("sessions.filters.include_archived"))->click();
    asked = m_scene->takeFirstPage("sessions");
    QCOMPARE(asked.query.filters.back().second, QByteArrayLiteral("true"));
    named<QPushButton>(page, QStringLiteral("sessions.filters.clear"))->click();
    asked = m_scene->takeFirstPage("sessions");
    QVERIFY(asked.query.filters.empty());
}

void TestResourcePage::filteredEmptyOffersToClear()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    named<QPushButton>(page, QStringLiteral("agents.filters.include_archived"))->click();
    take(m_scene->client->lists).answer(api::Page{});
    QTRY_COMPARE(state()->state(), StateView::State::Empty);
    QVERIFY(state()->message().contains(QStringLiteral("match these filters")));
    named<QPushButton>(page, QStringLiteral("agents.state.next"))->click();
    QVERIFY(take(m_scene->client->lists).query.filters.empty());
}

void TestResourcePage::referenceFilterIsPicked()
{
    ResourcePage *page = openWith("sessions", "ui/sessions.json");
    auto *button = named<QPushButton>(page, QStringLiteral("sessions.filters.agent_id"));
    button->click();
    m_scene->answerList("agents", "ui/agents.json");
    auto *list = named<QListView>(page, QStringLiteral("sessions.filters.agent_id.picker.list"));
    QTRY_COMPARE(list->model()->rowCount(), 14);
    auto *search = named<QLineEdit>(page, QStringLiteral("sessions.filters.agent_id.picker.search"));
    QTest::keyClicks(search, QStringLiteral("SQL"));
    QTest::keyClick(search, Qt::Key_Return);
    const auto asked = m_scene->takeFirstPage("sessions");
    QCOMPARE(asked.resource, std::string("sessions"));
    QCOMPARE(asked.query.filters[0].first, QByteArrayLiteral("agent_id"));
    QVERIFY(asked.query.filters[0].second.startsWith("agent_01CZkZ08"));
    QVERIFY(button->text().endsWith(QStringLiteral(": SQL explainer")));
    QCOMPARE(page->model()->filterText(), QString()); // the picker has a list of its own
}

void TestResourcePage::opensRecordsBeside()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    QVERIFY(!page->findChild<screens::RecordDetail *>());
    page->focusList();
    QTest::keyClick(page->table(), Qt::Key_Return);
    auto *detail = named<screens::RecordDetail>(page, QStringLiteral("agents.detail"));
    QVERIFY(detail->isVisible());
    QVERIFY(page->table()->isVisible());
    QCOMPARE(named<widgets::PlainLabel>(detail, QStringLiteral("agents.detail.title"))->text(), QStringLiteral("Release notes writer"));
    QTest::keyClick(page->table(), Qt::Key_Down); // the record follows the selection
    QCOMPARE(named<widgets::PlainLabel>(detail, QStringLiteral("agents.detail.title"))->text(), QStringLiteral("Bug triage"));
    named<QToolButton>(detail, QStringLiteral("agents.detail.copyId"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), idAt(1));
    auto *tabs = named<QTabWidget>(detail, QStringLiteral("agents.detail.tabs"));
    tabs->setCurrentIndex(tabs->count() - 1); // the raw JSON comes last
    QVERIFY(named<widgets::JsonEditor>(detail, QStringLiteral("agents.detail.raw.frame"))->text().contains(idAt(1)));
    QTest::keyClick(page->table(), Qt::Key_Escape);
    QVERIFY(!detail->isVisible());
    QVERIFY(page->table()->hasFocus());

    // Somebody else changes the record that is open.
    page->revealRecord(idAt(1));
    base::Json changed = page->model()->record(idAt(1))->json();
    changed["name"] = "Renamed elsewhere";
    Q_EMIT m_scene->client->recordChanged(QStringLiteral("agents"), base::Record(changed));
    QTRY_COMPARE(named<widgets::PlainLabel>(detail, QStringLiteral("agents.detail.title"))->text(), QStringLiteral("Renamed elsewhere"));
}

void TestResourcePage::opensConversationsElsewhere()
{
    ResourcePage *page = openWith("sessions", "ui/sessions.json");
    QSignalSpy opened(page, &ResourcePage::openRequested);
    page->focusList();
    QTest::keyClick(page->table(), Qt::Key_Down);
    QTest::keyClick(page->table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().value<base::Record>().id(), idAt(1));
    QVERIFY(!page->findChild<screens::RecordDetail *>());
}

void TestResourcePage::oneColumnWhenNarrow()
{
    ResourcePage *page = openWith("agents", "ui/agents.json", {600, 700});
    page->revealRecord(idAt(0));
    auto *detail = named<screens::RecordDetail>(page, QStringLiteral("agents.detail"));
    QVERIFY(detail->isVisible());
    QVERIFY(!page->table()->isVisible());
    named<QToolButton>(detail, QStringLiteral("agents.detail.back"))->click();
    QVERIFY(!detail->isVisible());
    QVERIFY(page->table()->isVisible());
    page->revealRecord(idAt(0));
    page->resize(1100, 700);
    QTRY_VERIFY(page->table()->isVisible());
    QVERIFY(detail->isVisible());
}

void TestResourcePage::editsByKeyboard()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    for (Qt::Key key : {Qt::Key_F2, Qt::Key_E}) {
        page->focusList();
        QTest::keyClick(page->table(), key);
        QVERIFY(page->form());
        QCOMPARE(named<QLineEdit>(page->form(), QStringLiteral("form.name"))->text(), QStringLiteral("Release notes writer"));
        QTest::keyClick(page->form(), Qt::Key_Escape);
        QVERIFY(!page->form());
        QVERIFY(page->table()->hasFocus());
    }
    QTest::keyClick(page->table(), Qt::Key_Slash);
    QVERIFY(named<QLineEdit>(page, QStringLiteral("agents.search"))->hasFocus());
}

void TestResourcePage::newRecordKeepsWhatWasTyped()
{
    ResourcePage *page = openWith("environments", "ui/environments.json");
    QSignalSpy unsaved(page, &ResourcePage::unsavedChanged);
    named<QPushButton>(page, QStringLiteral("environments.new"))->click();
    screens::RecordForm *form = page->form();
    QTest::keyClicks(named<QLineEdit>(form, QStringLiteral("form.name")), QStringLiteral("Half done"));
    QVERIFY(page->hasUnsavedChanges());
    QVERIFY(unsaved.count() >= 2);
    page->newRecord(); // again, from a menu
    QCOMPARE(page->form(), form);
    page->editRecord(idAt(1)); // not over unsaved text
    QCOMPARE(page->form(), form);
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.name"))->text(), QStringLiteral("Half done"));
}

void TestResourcePage::savedRecordIsShown()
{
    ResourcePage *page = openWith("environments", "ui/environments.json");
    page->newRecord();
    QTest::keyClicks(named<QLineEdit>(page->form(), QStringLiteral("form.name")), QStringLiteral("Fresh"));
    page->form()->save();
    auto asked = take(m_scene->client->creates);
    base::Json made = asked.body;
    made["id"] = "env_fresh";
    asked.answer(base::Record(made));
    QTRY_VERIFY(!page->form());
    QCOMPARE(page->table()->currentId(), QStringLiteral("env_fresh"));
    QCOMPARE(named<screens::RecordDetail>(page, QStringLiteral("environments.detail"))->record().id(), QStringLiteral("env_fresh"));
    QVERIFY(!page->hasUnsavedChanges());
}

void TestResourcePage::archivesAfterAsking()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    page->focusList();
    const QString id = idAt(0);
    QTest::keyClick(page->table(), Qt::Key_Delete);
    auto *bar = named<widgets::MessageBar>(page, QStringLiteral("agents.message"));
    QVERIFY(bar->title().contains(QStringLiteral("Release notes writer")));
    auto *cancel = named<QPushButton>(page, QStringLiteral("agents.message.cancel"));
    QVERIFY(cancel->hasFocus()); // Enter right after Delete destroys nothing
    cancel->click();
    QVERIFY(bar->isHidden());
    QVERIFY(m_scene->client->archives.empty());
    page->focusList();
    QTest::keyClick(page->table(), Qt::Key_Delete);
    named<QPushButton>(page, QStringLiteral("agents.message.act"))->click();
    auto asked = take(m_scene->client->archives);
    QCOMPARE(asked.id, id);
    QVERIFY(m_scene->client->removals.empty()); // archive first
}

void TestResourcePage::deleteOnProductionAsksForTheName()
{
    m_scene = std::make_unique<test::PageScene>(true);
    ResourcePage *page = openWith("environments", "ui/environments.json");
    page->focusList();
    Q_EMIT page->table()->menuRequested(idAt(0), QPoint(10, 10));
    auto *menu = named<QMenu>(page, QStringLiteral("environments.menu"));
    for (QAction *action : menu->actions()) {
        if (action->objectName() == QStringLiteral("record.delete"))
            action->trigger();
    }
    menu->close();
    auto *dialog = named<QDialog>(page, QStringLiteral("confirm"));
    auto *act = named<QPushButton>(dialog, QStringLiteral("confirm.act"));
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("confirm.name")), QStringLiteral("Default"));
    QVERIFY(act->isEnabled());
    act->click();
    QCOMPARE(take(m_scene->client->removals).id, idAt(0));
}

void TestResourcePage::actionErrorsAreShown()
{
    ResourcePage *page = openWith("agents", "ui/agents.json");
    page->focusList();
    QTest::keyClick(page->table(), Qt::Key_Delete);
    named<QPushButton>(page, QStringLiteral("agents.message.act"))->click();
    base::Error error = base::Error::of(base::Error::Kind::Overloaded);
    error.serverMessage = QStringLiteral("Busy");
    take(m_scene->client->archives).answer(error);
    auto *bar = named<widgets::MessageBar>(page, QStringLiteral("agents.message"));
    QTRY_VERIFY(bar->text().contains(QStringLiteral("Busy")));
    named<QPushButton>(page, QStringLiteral("agents.message.next"))->click();
    QCOMPARE(take(m_scene->client->archives).id, idAt(0)); // tried again
}

void TestResourcePage::refusedVerbsAreGrey()
{
    class Refusing : public test::FakeClient
    {
    public:
        std::optional<base::Error> refusal(std::string_view, api::Verb verb) const override
        {
            if (verb != api::Verb::Create)
                return std::nullopt;
            base::Error error = base::Error::of(base::Error::Kind::Forbidden);
            error.serverMessage = QStringLiteral("read-only key");
            return error;
        }
    };
    auto client = std::make_unique<Refusing>();
    client->table = m_scene->client->table;
    m_scene->client = client.get();
    m_scene->workspace->reconnect(std::move(client));
    ResourcePage *page = open("agents");
    auto *button = named<QPushButton>(page, QStringLiteral("agents.new"));
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(QStringLiteral("read-only key")));
}

void TestResourcePage::menuHasItsEntries()
{
    ResourcePage *page = openWith("environments", "ui/environments.json");
    Q_EMIT page->table()->menuRequested(idAt(0), QPoint(10, 10));
    auto *menu = named<QMenu>(page, QStringLiteral("environments.menu"));
    QStringList names;
    for (QAction *action : menu->actions()) {
        if (!action->isSeparator())
            names << action->objectName();
        if (action->objectName() == QStringLiteral("record.copyJson"))
            action->trigger();
    }
    QCOMPARE(names, (QStringList{QStringLiteral("record.open"), QStringLiteral("record.edit"), QStringLiteral("record.copyId"),
                                 QStringLiteral("record.copyJson"), QStringLiteral("record.archive"), QStringLiteral("record.delete")}));
    const auto copied = base::parseJson(QGuiApplication::clipboard()->text().toUtf8());
    QVERIFY(copied.ok());
    QCOMPARE(*copied, page->model()->record(idAt(0))->json());
    menu->close();
}

void TestResourcePage::hostileTextStaysPlain()
{
    ResourcePage *page = openWith("agents", "ui/hostile.json");
    page->revealRecord(QStringLiteral("agent_hostile"));
    int labels = 0;
    for (QLabel *label : page->findChildren<QLabel *>()) {
        if (label->text().isEmpty()) // an icon
            continue;
        ++labels;
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        QVERIFY(!label->text().contains(QChar(0x202e)));
    }
    QVERIFY(labels > 8);
    QVERIFY(named<widgets::PlainLabel>(page, QStringLiteral("agents.detail.title"))->text().startsWith(QStringLiteral("<b>bold</b><img")));
    for (QWidget *widget : page->findChildren<QWidget *>())
        QVERIFY2(!widget->toolTip().contains(QStringLiteral("<img")), qPrintable(widget->objectName()));
    page->focusList();
    QTest::keyClick(page->table(), Qt::Key_Delete);
    QVERIFY(named<widgets::PlainLabel>(page, QStringLiteral("agents.message.title"))->text().contains(QStringLiteral("<b>bold</b>")));
}

void TestResourcePage::unknownOutcomeShowsTheList()
{
    ResourcePage *page = openWith("environments", "ui/environments.json");
    page->newRecord();
    QTest::keyClicks(named<QLineEdit>(page->form(), QStringLiteral("form.name")), QStringLiteral("Once"));
    page->form()->save();
    take(m_scene->client->creates).answer(base::Error::of(base::Error::Kind::OutcomeUnknown));
    QTRY_VERIFY(page->form()->findChild<QPushButton *>(QStringLiteral("form.message.next")));
    named<QPushButton>(page->form(), QStringLiteral("form.message.next"))->click();
    m_scene->answerList("environments", "ui/environments.json"); // the list was read again
    QVERIFY(page->table()->isVisible());
    named<QPushButton>(page, QStringLiteral("environments.message.back"))->click();
    QVERIFY(page->form()->isVisible());
    QCOMPARE(named<QLineEdit>(page->form(), QStringLiteral("form.name"))->text(), QStringLiteral("Once"));
}

void TestResourcePage::buildsLittleAtFirst()
{
    // What costs milliseconds is made when it is first needed (performance.md §1).
    ResourcePage *page = openWith("agents", "ui/agents.json");
    QVERIFY(page->findChildren<widgets::JsonEditor *>().isEmpty());
    QVERIFY(!page->form());
    QVERIFY(page->findChildren<QWidget *>().size() < 60);
}

void TestResourcePage::everythingHasANameAndAKeyboard()
{
    ResourcePage *page = openWith("sessions", "ui/sessions.json");
    int checked = 0;
    for (QWidget *widget : page->findChildren<QWidget *>()) {
        const bool interactive = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QTableView *>(widget);
        if (!interactive || !widget->isVisible() || widget->inherits("QTableCornerButton") || qobject_cast<QLineEdit *>(widget->parentWidget()))
            continue;
        ++checked;
        QVERIFY2(widget->objectName().startsWith(QStringLiteral("sessions.")), qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName()));
    }
    QVERIFY(checked >= 6);
    // Tab goes from the search through filters and columns to the table.
    page->focusSearch();
    QStringList visited;
    for (int i = 0; i < 8 && !page->table()->hasFocus(); ++i) {
        QTest::keyClick(page->focusWidget(), Qt::Key_Tab);
        visited << page->focusWidget()->objectName();
    }
    QVERIFY2(page->table()->hasFocus(), qPrintable(visited.join(QLatin1Char(' '))));
    QVERIFY(visited.indexOf(QStringLiteral("sessions.filters.agent_id")) < visited.indexOf(QStringLiteral("sessions.columns")));
    QVERIFY(visited.contains(QStringLiteral("sessions.filters.agent_id")));
    QVERIFY(page->table()->selectionModel()->hasSelection());
    QVERIFY(visited.contains(QStringLiteral("sessions.columns")));
}

QTEST_MAIN(TestResourcePage)
#include "tst_resourcepage.moc"
