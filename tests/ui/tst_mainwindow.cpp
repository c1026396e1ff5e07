#include "models/resourcelistmodel.h"
#include "tests/support/testbase.h"
#include "tests/support/heartbeat.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/sessionsarea.h"
#include "ui/screens/sessionwindow.h"
#include "ui/screens/sidebar.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>

using test::ProgramFixture;

//! The window as a person meets it: first start, pages, menus, keyboard, geometry, closing.
class TestMainWindow : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsConnectedBeforeTheFirstPaint();
    void firstStartShowsTheDemo();
    void pagesAreBuiltOnFirstVisit();
    void everyMenuEntryTellsTheTruth();
    void lettersGoToPagesOutsideOfTextFields();
    void thePaletteFindsPagesAndSessions();
    void panesAreReachedByF6();
    void geometryAndSettingsComeBack();
    void narrowWindowsShareOneColumn();
    void aSessionMovesToAWindowOfItsOwn();
    void unsavedFormsHoldTheWindowOnce();
    void closesWithinASecondWhileATurnRuns();
    void everyControlHasNameAndLabel();

private:
    static QAction *action(ProgramFixture &program, const char *name);
    static int listed(ProgramFixture &program, const char *table);
};

QAction *TestMainWindow::action(ProgramFixture &program, const char *name)
{
    return program.find<QAction>(name);
}

int TestMainWindow::listed(ProgramFixture &program, const char *table)
{
    const auto *view = qobject_cast<QTableView *>(program.shown(table));
    return view && view->model() ? view->model()->rowCount() : -1;
}

void TestMainWindow::nothingIsConnectedBeforeTheFirstPaint()
{
    ProgramFixture program;
    using Stage = screens::ConnectionState::Stage;
    QSignalSpy painted(program.window(), &screens::MainWindow::firstPainted);
    auto *connections = program.program().connections();
    program.program().show();
    QCOMPARE(connections->state(connections->currentId()).stage, Stage::Closed);
    QCOMPARE(program.window()->findChildren<QTableView *>().size(), 0);
    QTRY_COMPARE(painted.count(), 1);
    QTRY_COMPARE(connections->state(connections->currentId()).stage, Stage::Open);
}

void TestMainWindow::firstStartShowsTheDemo()
{
    ProgramFixture program;
    test::Heartbeat heart;
    QVERIFY(program.start());
    QTRY_VERIFY(listed(program, "sessions.table") > 5);
    QVERIFY(program.text("demo.text").contains(QStringLiteral("demo")));
    QVERIFY(program.shown("demo.connect")->isEnabled());
    QVERIFY(program.window()->windowTitle().contains(QStringLiteral("Demo")));
    QVERIFY(program.shown("sidebar.profile")->accessibleName().contains(QStringLiteral("Demo")));
    for (const char *page : {"sidebar.sessions", "sidebar.agents", "sidebar.environments", "sidebar.vaults", "sidebar.needsYou", "sidebar.settings"})
        QVERIFY2(program.shown(page), page);
    QVERIFY2(heart.longest() <= test::allowedGap, qPrintable(QString::number(heart.longest().count())));
}

void TestMainWindow::pagesAreBuiltOnFirstVisit()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(!program.find("agents.page"));
    QVERIFY(!program.find("settings"));
    QVERIFY(program.click("sidebar.agents"));
    QTRY_VERIFY(listed(program, "agents.table") > 3);
    QVERIFY(program.click("sidebar.settings"));
    QVERIFY(program.shown("settings"));
    QVERIFY(!program.find("environments.page"));
    QVERIFY(program.click("sidebar.sessions"));
    QVERIFY(program.shown("sessions.table"));
    QCOMPARE(program.find<screens::Sidebar>("sidebar")->current(), QStringLiteral("sessions"));
}

void TestMainWindow::everyMenuEntryTellsTheTruth()
{
    ProgramFixture program;
    QVERIFY(program.start());
    for (const char *name : {"action.newSession", "action.new.agents", "action.new.environments", "action.connect", "action.quit", "action.palette",
                             "action.shortcuts", "action.about", "action.nextPane"})
        QVERIFY2(action(program, name) && action(program, name)->isEnabled(), name);
    for (const char *name : {"action.closeTab", "action.allow", "action.deny", "action.detach", "action.nextTab"})
        QVERIFY2(action(program, name) && !action(program, name)->isEnabled(), name);
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(action(program, "action.closeTab")->isEnabled());
    QVERIFY(action(program, "action.detach")->isEnabled());
    QVERIFY(!action(program, "session.interrupt")->isEnabled()); // nothing runs
    QVERIFY(action(program, "session.archive")->isEnabled());
    action(program, "action.closeTab")->trigger();
    QVERIFY(!program.session());
    QVERIFY(!action(program, "action.closeTab")->isEnabled());
}

void TestMainWindow::lettersGoToPagesOutsideOfTextFields()
{
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(program.window()));
    QTRY_VERIFY(listed(program, "sessions.table") > 0);
    program.shown("sessions.table")->setFocus();
    QTest::keyClick(program.shown("sessions.table"), Qt::Key_G);
    QTest::keyClick(program.shown("sessions.table"), Qt::Key_A);
    QTRY_VERIFY(program.shown("agents.page"));
    auto *search = qobject_cast<QLineEdit *>(program.shown("agents.search"));
    QVERIFY(search);
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("gs"));
    QCOMPARE(search->text(), QStringLiteral("gs"));
    QVERIFY(program.shown("agents.search"));
}

void TestMainWindow::thePaletteFindsPagesAndSessions()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QTRY_VERIFY(listed(program, "sessions.table") > 0);
    action(program, "action.palette")->trigger();
    auto *field = qobject_cast<QLineEdit *>(program.shown("palette.field"));
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("environm"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!program.shown("palette"));
    QTRY_VERIFY(program.shown("environments.page"));
    action(program, "action.palette")->trigger();
    QTest::keyClicks(field, QStringLiteral("deploy staging"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(program.session());
    QVERIFY(program.session()->title().contains(QStringLiteral("Deploy")));
    action(program, "action.palette")->trigger();
    QTest::keyClicks(field, QStringLiteral("no such thing at all"));
    QCOMPARE(program.find<QListWidget>("palette.list")->count(), 1);
    QTest::keyClick(field, Qt::Key_Return); // does nothing
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!program.shown("palette"));
}

void TestMainWindow::panesAreReachedByF6()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    program.window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(program.window()));
    QSet<QString> seen;
    for (int i = 0; i < 4; ++i) {
        action(program, "action.nextPane")->trigger();
        for (const QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
            for (const char *pane : {"sidebar", "sessions.page", "session.transcript", "composer"}) {
                if (at->objectName() == QLatin1String(pane))
                    seen.insert(at->objectName());
            }
        }
    }
    QCOMPARE(seen.size(), 4);
}

void TestMainWindow::geometryAndSettingsComeBack()
{
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->resize(1010, 640);
    action(program, "action.sidebar")->trigger();
    QCOMPARE(program.find("sidebar")->width(), 52);
    program.restart();
    QVERIFY(program.start());
    QCOMPARE(program.window()->size(), QSize(1010, 640));
    QCOMPARE(program.find("sidebar")->width(), 52);
    action(program, "action.sidebar")->trigger();
    QCOMPARE(program.find("sidebar")->width(), 220);
}

void TestMainWindow::narrowWindowsShareOneColumn()
{
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->resize(1280, 800);
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.shown("sessions.table"));
    QVERIFY(program.shown("composer.text"));
    program.window()->resize(880, 700);
    QTRY_VERIFY(!program.shown("sessions.table"));
    QVERIFY(program.shown("composer.text"));
    QCOMPARE(program.find("sidebar")->width(), 52);
    QVERIFY(program.click("session.back"));
    QVERIFY(program.shown("sessions.table"));
    QVERIFY(!program.shown("composer.text"));
    program.window()->resize(1280, 800);
    QTRY_VERIFY(program.shown("composer.text"));
    QVERIFY(program.shown("sessions.table"));
}

void TestMainWindow::aSessionMovesToAWindowOfItsOwn()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    const QString id = program.session()->conversation()->id();
    models::Workspace *workspace = program.window()->view()->workspace();
    action(program, "action.detach")->trigger();
    QVERIFY(!program.session());
    QVERIFY(workspace->findConversation(id));
    screens::SessionWindow *window = nullptr;
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (auto *candidate = qobject_cast<screens::SessionWindow *>(top))
            window = candidate;
    }
    QVERIFY(window && window->isVisible());
    QCOMPARE(window->page()->conversation()->id(), id);
    window->close();
    QTRY_VERIFY(!workspace->findConversation(id));
}

void TestMainWindow::unsavedFormsHoldTheWindowOnce()
{
    ProgramFixture program;
    QVERIFY(program.start());
    action(program, "action.new.agents")->trigger();
    QTRY_VERIFY(program.shown("form.name"));
    QTest::keyClicks(program.shown("form.name"), QStringLiteral("Unfinished"));
    QVERIFY(!program.window()->close());
    QVERIFY(program.window()->isVisible());
    QVERIFY(program.click("window.notice.quit"));
    QVERIFY(!program.window()->isVisible());
}

void TestMainWindow::closesWithinASecondWhileATurnRuns()
{
    auto program = std::make_unique<ProgramFixture>(QString(), 1.0);
    QVERIFY(program->start());
    QVERIFY(program->newSession(QStringLiteral("Debugger")));
    auto *composer = program->shown("composer.text");
    QTest::keyClicks(composer, QStringLiteral("keep running"));
    QTest::keyClick(composer, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(program->session()->conversation()->turnRunning(), 10000);
    QElapsedTimer timer;
    timer.start();
    program->window()->close();
    program.reset();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

void TestMainWindow::everyControlHasNameAndLabel()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.click("sidebar.settings"));
    QStringList nameless;
    const QList<QWidget *> all = program.window()->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        const bool control = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QComboBox *>(widget);
        if (!control || !widget->isVisibleTo(widget->parentWidget()) || widget->objectName().startsWith(QLatin1String("qt_"))
            || widget->inherits("QLineEditIconButton"))
            continue;
        const bool inner = widget->objectName().isEmpty() && qobject_cast<const QTabBar *>(widget->parentWidget());
        if (!inner && (widget->objectName().isEmpty() || widget->accessibleName().isEmpty()))
            nameless.append(QStringLiteral("%1 \"%2\" in %3").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                                                   widget->parentWidget() ? widget->parentWidget()->objectName() : QString()));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
