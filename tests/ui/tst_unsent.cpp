#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "ui/screens/composer.h"
#include "ui/screens/sessionpage.h"
#include "ui/transcript/transcriptview.h"

#include <QAction>
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

private:
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

QTEST_MAIN(TestUnsent)
#include "tst_unsent.moc"
