#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "ui/screens/sessionpage.h"
#include "ui/screens/threadmenu.h"
#include "ui/screens/threadwindow.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/statuschip.h"

#include <QAction>
#include <QMenu>
#include <QPlainTextEdit>

using screens::ThreadMenu;
using screens::ThreadWindow;
using test::BadServer;
using test::ProgramFixture;
using test::Script;
using widgets::StateView;

//! The menu of threads and the window of one.
class TestThreads : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aThreadIsOpenedAndRead();
    void aSessionWithoutOthersSaysSo();
    void aServerWithoutThreadsSaysSo();
    void aThreadThatIsEmpty();
    void aThreadThatCannotBeRead();
    void aThreadThatIsOutOfDate();
    void itsWindowClosesWithTheSession();

private:
    static bool say(ProgramFixture &program, const char *text);
    static ThreadMenu *openedMenu(ProgramFixture &program);
    //! The window of the one thread of the bad server.
    static ThreadWindow *openThread(ProgramFixture &program);
    static StateView *place(ThreadWindow *window) { return window->findChild<StateView *>(QStringLiteral("threadWindow.state")); }
    static Script threads();
};

bool TestThreads::say(ProgramFixture &program, const char *text)
{
    if (!QTest::qWaitFor([&] { return program.session()->conversation()->isLoaded() && program.shown("composer.text"); }, 10'000))
        return false;
    QTest::keyClicks(program.shown("composer.text"), QString::fromLatin1(text));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Return);
    return true;
}

ThreadMenu *TestThreads::openedMenu(ProgramFixture &program)
{
    auto *all = program.session()->findChild<QMenu *>(QStringLiteral("session.menu"));
    if (!program.click("session.more") || !QTest::qWaitFor([&] { return all->isVisible(); }))
        return nullptr;
    auto *menu = program.session()->findChild<ThreadMenu *>(QStringLiteral("session.threads"));
    const auto read = [&] { return !menu->actions().isEmpty() && !menu->actions().first()->text().startsWith(QStringLiteral("Reading")); };
    const bool filled = QTest::qWaitFor(read, 10'000);
    all->close();
    return filled ? menu : nullptr;
}

Script TestThreads::threads()
{
    return Script::reply(200, test::page({R"({"id":"sthr_one","type":"session_thread","parent_thread_id":null,"status":"idle","agent":{"name":"Lead"}})",
                                          R"({"id":"sthr_two","type":"session_thread","parent_thread_id":"sthr_one","status":"idle","agent":{"name":"Second & last"}})"}));
}

ThreadWindow *TestThreads::openThread(ProgramFixture &program)
{
    ThreadMenu *menu = openedMenu(program);
    if (!menu || menu->actions().size() != 1 || menu->actions().first()->text() != QStringLiteral("Second && last · idle"))
        return nullptr;
    menu->actions().first()->trigger();
    return program.session()->findChild<ThreadWindow *>();
}

void TestThreads::aThreadIsOpenedAndRead()
{
    ProgramFixture program;
    QVERIFY(program.start() && program.newSession(QStringLiteral("Debugger")));
    QVERIFY(say(program, "Ask a second agent"));
    const auto done = [&] {
        const models::TranscriptModel *rows = program.session()->conversation()->transcript();
        return rows->rowCount() > 4 && program.session()->conversation()->turn() == models::Conversation::Turn::Idle;
    };
    QTRY_VERIFY_WITH_TIMEOUT(done(), 15'000);
    ThreadMenu *menu = openedMenu(program);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    QCOMPARE(menu->actions().first()->text(), QStringLiteral("link-checker · idle"));
    menu->actions().first()->trigger();
    auto *window = program.session()->findChild<ThreadWindow *>();
    QVERIFY(window && window->isVisible());
    QTRY_COMPARE(place(window)->state(), StateView::State::Content);
    const models::TranscriptModel *rows = window->findChild<ui::TranscriptView *>()->model();
    QTRY_VERIFY(rows->rowCount() >= 5);
    QByteArray all;
    for (int i = 0; i < rows->rowCount(); ++i)
        all += rows->row(i).text;
    QVERIFY(all.contains("Two of 42 links do not answer"));
    QVERIFY(window->windowTitle().startsWith(QStringLiteral("link-checker")));
    QCOMPARE(window->findChild<widgets::StatusChip *>()->word(), QStringLiteral("idle"));

    menu->actions().first()->trigger(); // the same again is the same window
    QCOMPARE(program.session()->findChildren<ThreadWindow *>().size(), 1);
    QPointer<ThreadWindow> gone = window;
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(!gone);
}

void TestThreads::aSessionWithoutOthersSaysSo()
{
    ProgramFixture program;
    QVERIFY(program.start() && program.newSession(QStringLiteral("Debugger")));
    const ThreadMenu *menu = openedMenu(program);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    QVERIFY(!menu->actions().first()->isEnabled());
    QVERIFY(menu->actions().first()->text().contains(QStringLiteral("no other agent")));
}

void TestThreads::aServerWithoutThreadsSaysSo()
{
    demo::Server server({.wire = demo::Wire::Openma, .speed = 0});
    ProgramFixture program;
    QVERIFY(program.start() && program.goToOpenma(server));
    QTRY_VERIFY(program.shown("sessions.table"));
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    const ThreadMenu *menu = openedMenu(program);
    QVERIFY(menu);
    QVERIFY(!menu->actions().first()->isEnabled());
    QVERIFY(menu->actions().first()->text().contains(QStringLiteral("runs no further threads")));
}

void TestThreads::aThreadThatIsEmpty()
{
    BadServer server;
    server.onThreads = [](const auto &) { return threads(); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    ThreadWindow *window = openThread(program);
    QVERIFY(window);
    QCOMPARE(place(window)->state(), StateView::State::Loading);
    QTRY_COMPARE(place(window)->state(), StateView::State::Empty);
    QVERIFY(!place(window)->message().isEmpty());
}

void TestThreads::aThreadThatCannotBeRead()
{
    BadServer server;
    bool well = false;
    server.onThreads = [](const auto &) { return threads(); };
    server.onThreadEvents = [&well](const auto &) {
        return well ? Script::reply(200, test::page({R"({"id":"sevt_1","type":"agent.message","content":[{"type":"text","text":"Here I am"}],"processed_at":"2026-11-20T09:00:00Z"})"}))
                    : Script::reply(404, R"({"type":"error","error":{"type":"not_found_error","message":"No such thread."}})");
    };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    ThreadWindow *window = openThread(program);
    QVERIFY(window);
    QTRY_COMPARE_WITH_TIMEOUT(place(window)->state(), StateView::State::Failed, 15'000);
    QVERIFY2(place(window)->message().contains(QStringLiteral("No such thread.")), qPrintable(place(window)->message()));
    const auto *bar = window->findChild<QWidget *>(QStringLiteral("feedBar"));
    QVERIFY(!bar || bar->isHidden()); // it is said once
    well = true;
    QTest::mouseClick(window->findChild<QWidget *>(QStringLiteral("threadWindow.state.retry")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(place(window)->state(), StateView::State::Content, 15'000);
}

void TestThreads::aThreadThatIsOutOfDate()
{
    BadServer server;
    bool cut = false;
    server.onThreads = [](const auto &) { return threads(); };
    server.onThreadEvents = [](const auto &) {
        return Script::reply(200, test::page({R"({"id":"sevt_1","type":"agent.message","content":[{"type":"text","text":"Here I am"}],"processed_at":"2026-11-20T09:00:00Z"})"}));
    };
    server.onThreadStream = [&cut](const auto &) {
        return std::exchange(cut, true) ? Script::reply(503, "{}") : Script::stream().chunk(": hello\n\n").cut();
    };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    ThreadWindow *window = openThread(program);
    QVERIFY(window);
    QTRY_COMPARE(place(window)->state(), StateView::State::Content);
    const auto says = [&] {
        const auto bars = window->findChildren<widgets::MessageBar *>();
        return std::any_of(bars.begin(), bars.end(), [](const auto *bar) { return bar->isVisible() && bar->title().startsWith(QStringLiteral("Reconnecting")); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(), 15'000);
    QCOMPARE(place(window)->state(), StateView::State::Content); // what was read stays
}

void TestThreads::itsWindowClosesWithTheSession()
{
    BadServer server;
    server.onThreads = [](const auto &) { return threads(); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QPointer<ThreadWindow> window = openThread(program);
    QVERIFY(window);
    program.find<QAction>("action.closeTab")->trigger();
    QTRY_VERIFY(!window);
}

QTEST_MAIN(TestThreads)
#include "tst_threads.moc"
