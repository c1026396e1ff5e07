#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "ui/screens/composer.h"
#include "ui/screens/sessionpage.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QPlainTextEdit>

using test::BadServer;
using test::ProgramFixture;
using test::Script;

//! A message that the server did not take: it can be taken back into the composer.
class TestUnsent : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void itIsTakenBackFromWhatTheBarSays();
    void itIsTakenBackByTheMenu();
    void nothingCanBeTakenBackWhenAllWasSent();
    void theMessageItselfSaysWhatCanBeDone();
    void aMessageThatTakesLongCanBeStopped();

private:
    //! By keyboard, in the menu of the row.
    static QAction *inMenu(ProgramFixture &program, quint64 rowKey, const char *name);
    static bool say(ProgramFixture &program, const char *text);
    static Script refusal() { return Script::reply(400, R"({"type":"error","error":{"type":"invalid_request_error","message":"No."}})"); }
    static QAction *action(ProgramFixture &program) { return program.session()->findChild<QAction *>(QStringLiteral("session.takeBack")); }
};

bool TestUnsent::say(ProgramFixture &program, const char *text)
{
    if (!QTest::qWaitFor([&] { return program.session()->conversation()->isLoaded() && program.shown("composer.text"); }, 10'000))
        return false;
    QTest::keyClicks(program.shown("composer.text"), QString::fromLatin1(text));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Return);
    return true;
}

void TestUnsent::itIsTakenBackFromWhatTheBarSays()
{
    BadServer server;
    server.onSend = [](const auto &) { return refusal(); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QVERIFY(!action(program)->isEnabled());
    QVERIFY(say(program, "to be worded better"));
    QTRY_VERIFY_WITH_TIMEOUT(program.shown("session.notice.takeBack"), 15'000);
    QVERIFY(program.session()->composer()->text().isEmpty());
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("and more"));
    QVERIFY(program.click("session.notice.takeBack"));
    QTRY_COMPARE(program.session()->composer()->text(), QStringLiteral("to be worded better\nand more"));
    QCOMPARE(program.session()->transcriptView()->model()->rowCount(), 0);
    QVERIFY(!program.shown("session.notice"));
    QVERIFY(!action(program)->isEnabled());
    QTRY_COMPARE(program.window()->focusWidget(), program.shown("composer.text"));
}

void TestUnsent::itIsTakenBackByTheMenu()
{
    BadServer server;
    server.onSend = [](const auto &) { return refusal(); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QVERIFY(say(program, "first") && say(program, "second"));
    QTRY_VERIFY_WITH_TIMEOUT(action(program)->isEnabled(), 15'000);
    QVERIFY(program.click("session.notice.close"));
    action(program)->trigger();
    QTRY_COMPARE(program.session()->composer()->text(), QStringLiteral("second")); // the newest
    action(program)->trigger();
    QTRY_COMPARE(program.session()->composer()->text(), QStringLiteral("first\nsecond"));
    QVERIFY(!action(program)->isEnabled());
}

void TestUnsent::nothingCanBeTakenBackWhenAllWasSent()
{
    BadServer server;
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QVERIFY(say(program, "hello"));
    QTRY_VERIFY(server.server().count("POST", "/v1/sessions/sesn_bad1/events") > 0);
    QVERIFY(!action(program)->isEnabled());
    action(program)->trigger();
    QVERIFY(program.session()->composer()->text().isEmpty());
}

QAction *TestUnsent::inMenu(ProgramFixture &program, quint64 rowKey, const char *name)
{
    ui::TranscriptView *view = program.session()->transcriptView();
    if (QWidget *open = QApplication::activePopupWidget())
        open->close();
    view->setCurrentRow(rowKey);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(20, 20), view->mapToGlobal(QPoint(20, 20)));
    QCoreApplication::sendEvent(view->viewport(), &event);
    QAction *action = view->findChild<QAction *>(QString::fromLatin1(name));
    if (QWidget *open = QApplication::activePopupWidget())
        open->hide();
    return action;
}

void TestUnsent::theMessageItselfSaysWhatCanBeDone()
{
    BadServer server;
    server.onSend = [](const auto &) { return refusal(); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QVERIFY(say(program, "to be changed"));
    const models::TranscriptModel *model = program.session()->transcriptView()->model();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() == 1 && model->row(0).delivery == transcript::Delivery::Failed, 15'000);
    const quint64 key = model->row(0).key;
    QVERIFY(inMenu(program, key, "transcript.discardUnsent"));
    QVERIFY(!inMenu(program, key, "transcript.stopSending"));
    const int before = server.server().count("POST", "/v1/sessions/sesn_bad1/events");
    inMenu(program, key, "transcript.sendAgain")->trigger();
    QTRY_COMPARE(server.server().count("POST", "/v1/sessions/sesn_bad1/events"), before + 1);
    QTRY_VERIFY(model->row(0).delivery == transcript::Delivery::Failed);

    // A screen reader is offered the same.
    QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(program.session()->transcriptView());
    QVERIFY(rows && rows->childCount() == 1);
    QAccessibleInterface *row = rows->child(0);
    QVERIFY2(row->text(QAccessible::Name).contains(QStringLiteral("Not sent")), qPrintable(row->text(QAccessible::Name)));
    QVERIFY(row->actionInterface()->actionNames().contains(QStringLiteral("Edit")));
    row->actionInterface()->doAction(QStringLiteral("Edit"));
    QTRY_COMPARE(program.session()->composer()->text(), QStringLiteral("to be changed"));
    QCOMPARE(model->rowCount(), 0);
    QTRY_COMPARE(program.window()->focusWidget(), program.shown("composer.text"));
}

void TestUnsent::aMessageThatTakesLongCanBeStopped()
{
    BadServer server;
    server.onSend = [](const auto &) { return Script::silence(); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QVERIFY(say(program, "on its way"));
    const models::TranscriptModel *model = program.session()->transcriptView()->model();
    QTRY_COMPARE_WITH_TIMEOUT(server.server().count("POST", "/v1/sessions/sesn_bad1/events"), 1, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(model->row(0).allBytes > 0, 10'000); // after a second it says that it can be stopped
    QAction *stop = inMenu(program, model->row(0).key, "transcript.stopSending");
    QVERIFY(stop);
    stop->trigger();
    QTRY_COMPARE(model->row(0).delivery, transcript::Delivery::Unknown); // the server has it, or has not
    QTRY_COMPARE_WITH_TIMEOUT(model->row(0).delivery, transcript::Delivery::Withdrawn, 20'000); // its history has not
    QCOMPARE(server.server().count("POST", "/v1/sessions/sesn_bad1/events"), 1);
    QVERIFY(!program.shown("session.notice.takeBack")); // nobody has to be told of what they did
    QCOMPARE(model->row(0).text, QByteArray("on its way"));
}

QTEST_MAIN(TestUnsent)
#include "tst_unsent.moc"
