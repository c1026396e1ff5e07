#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"
#include "ui/screens/approvalbar.h"
#include "ui/screens/callanswer.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace std::chrono_literals;
using screens::ApprovalBar;
using screens::CallAnswer;
using screens::CallRequest;
using screens::CallRequests;

//! Nothing runs by accident: reliability.md S12, and what a person is shown before saying yes.
class TestSessionApproval : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsAnsweredInTheFirstHalfSecond();
    void everyNewCallWaitsAgain();
    void aHeldKeyAnswersNothing();
    void lettersAnswerOnlyWithTheFocus();
    void theReasonIsTyped();
    void severalCallsQueue();
    void theShownCallStaysWhileItWaits();
    void aFailedAnswerIsAskedAgain();
    void buttonsStayInSightHoweverLongTheInput();
    void whatWouldRunIsShownExactly_data();
    void whatWouldRunIsShownExactly();
    void noValuePassesForAnotherMember();
    void aResultIsGivenWithItsErrorMark();

private:
    static CallRequest call(const char *id, const char *tool, const QByteArray &input = R"({"command":"ls"})");
    static QPushButton *button(QWidget &bar, const char *name);
    static void press(QWidget *target, Qt::Key key, bool held = false);
};

CallRequest TestSessionApproval::call(const char *id, const char *tool, const QByteArray &input)
{
    CallRequest request;
    request.id = QString::fromLatin1(id);
    request.toolName = QString::fromLatin1(tool);
    request.input = input;
    return request;
}

QPushButton *TestSessionApproval::button(QWidget &bar, const char *name)
{
    return bar.findChild<QPushButton *>(QString::fromLatin1(name));
}

void TestSessionApproval::press(QWidget *target, Qt::Key key, bool held)
{
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, QString(), held);
    QCoreApplication::sendEvent(target, &event);
}

void TestSessionApproval::nothingIsAnsweredInTheFirstHalfSecond()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    QSignalSpy allowed(&bar, &ApprovalBar::allowed);
    QSignalSpy denied(&bar, &ApprovalBar::denied);
    bar.setRequests({call("c1", "bash")});
    QVERIFY(bar.isVisible());
    clock.advance(499ms);
    QTest::mouseClick(button(bar, "approval.allow"), Qt::LeftButton);
    press(&bar, Qt::Key_A);
    press(&bar, Qt::Key_D);
    bar.allow(); // as the menu and its shortcut do
    bar.deny();
    QCOMPARE(allowed.count() + denied.count(), 0);
    clock.advance(1ms);
    QTest::mouseClick(button(bar, "approval.allow"), Qt::LeftButton);
    QCOMPARE(allowed.count(), 1);
    QCOMPARE(allowed.first().first().toString(), QStringLiteral("c1"));
    QTest::mouseClick(button(bar, "approval.allow"), Qt::LeftButton); // once is enough
    QCOMPARE(allowed.count(), 1);
}

void TestSessionApproval::everyNewCallWaitsAgain()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    QSignalSpy allowed(&bar, &ApprovalBar::allowed);
    bar.setRequests({call("c1", "bash")});
    clock.advance(600ms);
    bar.setRequests({call("c2", "rm")}); // swapped under the pointer
    QTest::mouseClick(button(bar, "approval.allow"), Qt::LeftButton);
    QCOMPARE(allowed.count(), 0);
    clock.advance(500ms);
    bar.allow();
    QCOMPARE(allowed.first().first().toString(), QStringLiteral("c2"));
}

void TestSessionApproval::aHeldKeyAnswersNothing()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    QSignalSpy allowed(&bar, &ApprovalBar::allowed);
    QSignalSpy denied(&bar, &ApprovalBar::denied);
    bar.setRequests({call("c1", "bash")});
    clock.advance(1s);
    press(&bar, Qt::Key_A, true);
    press(&bar, Qt::Key_D, true);
    for (const char *name : {"approval.allow", "approval.deny"}) {
        press(button(bar, name), Qt::Key_Space, true);
        press(button(bar, name), Qt::Key_Return, true);
        QKeyEvent release(QEvent::KeyRelease, Qt::Key_Space, Qt::NoModifier);
        QCoreApplication::sendEvent(button(bar, name), &release);
    }
    QCOMPARE(allowed.count() + denied.count(), 0);
    press(&bar, Qt::Key_D);
    QCOMPARE(denied.count(), 1);
}

void TestSessionApproval::lettersAnswerOnlyWithTheFocus()
{
    test::FakeClock clock;
    QWidget window;
    auto *field = new QLineEdit(&window);
    auto *bar = new ApprovalBar(&clock, &window);
    window.show();
    QSignalSpy allowed(bar, &ApprovalBar::allowed);
    bar->setRequests({call("c1", "bash")});
    clock.advance(1s);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A);
    QCOMPARE(allowed.count(), 0);
    QCOMPARE(field->text(), QStringLiteral("a"));
    bar->takeFocus();
    QTest::keyClick(bar, Qt::Key_A, Qt::ControlModifier); // "select all" is no answer
    QCOMPARE(allowed.count(), 0);
    QTest::keyClick(bar, Qt::Key_A);
    QCOMPARE(allowed.count(), 1);
}

void TestSessionApproval::theReasonIsTyped()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    bar.show();
    QSignalSpy denied(&bar, &ApprovalBar::denied);
    QSignalSpy allowed(&bar, &ApprovalBar::allowed);
    bar.setRequests({call("c1", "bash")});
    clock.advance(1s);
    QTest::mouseClick(button(bar, "approval.denyWith"), Qt::LeftButton);
    auto *reason = bar.findChild<QLineEdit *>(QStringLiteral("approval.reason"));
    QVERIFY(reason->isVisible());
    QTest::keyClicks(reason, QStringLiteral("add a dry run"));
    QCOMPARE(allowed.count() + denied.count(), 0); // its letters are text
    QTest::keyClick(reason, Qt::Key_Return);
    QCOMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).toString(), QStringLiteral("add a dry run"));
}

void TestSessionApproval::severalCallsQueue()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    QSignalSpy allowed(&bar, &ApprovalBar::allowed);
    CallRequests both{call("c1", "bash"), call("c2", "write")};
    bar.setRequests(both);
    QCOMPARE(bar.findChild<widgets::PlainLabel *>(QStringLiteral("approval.count"))->fullText(), QStringLiteral("1 of 2"));
    clock.advance(1s);
    bar.allow();
    both[0].answering = true; // its answer is on its way: the next one is shown meanwhile
    bar.setRequests(both);
    QVERIFY(bar.findChild<widgets::PlainLabel *>(QStringLiteral("approval.title"))->fullText().contains(QStringLiteral("write")));
    QVERIFY(!bar.isArmed());
    clock.advance(1s);
    bar.allow();
    QCOMPARE(allowed.count(), 2);
    QCOMPARE(allowed.last().first().toString(), QStringLiteral("c2"));
    bar.setRequests({});
    QVERIFY(!bar.isVisible());
}

void TestSessionApproval::theShownCallStaysWhileItWaits()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    QSignalSpy allowed(&bar, &ApprovalBar::allowed);
    bar.setRequests({call("c1", "bash")});
    clock.advance(1s);
    bar.setRequests({call("c0", "early"), call("c1", "bash")}); // another one comes before it
    QVERIFY(bar.isArmed());
    bar.allow();
    QCOMPARE(allowed.first().first().toString(), QStringLiteral("c1"));
}

void TestSessionApproval::aFailedAnswerIsAskedAgain()
{
    test::FakeClock clock;
    ApprovalBar bar(&clock);
    CallRequest request = call("c1", "bash");
    bar.setRequests({request});
    clock.advance(1s);
    bar.allow();
    request.answering = true;
    bar.setRequests({request});
    QVERIFY(!bar.isArmed());
    clock.advance(5s);
    QVERIFY(!bar.isArmed());
    request.answering = false;
    request.error = base::Error::of(base::Error::Kind::Network);
    bar.setRequests({request});
    QVERIFY(!bar.findChild<widgets::PlainLabel *>(QStringLiteral("approval.note"))->fullText().isEmpty());
    clock.advance(500ms);
    QVERIFY(bar.isArmed());
}

void TestSessionApproval::buttonsStayInSightHoweverLongTheInput()
{
    test::FakeClock clock;
    QWidget page;
    page.resize(500, 480);
    auto *bar = new ApprovalBar(&clock, &page);
    bar->setRoom(page.height());
    page.show();
    const QByteArray lines = QByteArray("\\n").repeated(5000);
    bar->setRequests({call("c1", "bash", R"({"command":"echo )" + lines + QByteArray("x").repeated(20000) + R"("})")});
    bar->resize(page.width(), bar->sizeHint().height());
    QVERIFY2(bar->height() <= page.height(), qPrintable(QString::number(bar->height())));
    for (const char *name : {"approval.allow", "approval.deny", "approval.denyWith"}) {
        const QPushButton *one = button(*bar, name);
        QVERIFY(one->isVisible());
        QVERIFY(bar->rect().contains(QRect(one->mapTo(bar, QPoint(0, 0)), one->size())));
    }
    auto *input = bar->findChild<QPlainTextEdit *>(QStringLiteral("approval.input"));
    QVERIFY(input->toPlainText().endsWith(QLatin1Char('x')));
    QCOMPARE(input->toPlainText().count(QLatin1Char('x')), 20000);
    QCOMPARE(input->horizontalScrollBar()->maximum(), 0); // nothing hides beyond the right edge
}

void TestSessionApproval::whatWouldRunIsShownExactly_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("shown");
    const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
    QTest::newRow("a command") << QByteArray(R"({"command":"ls -l"})") << text("command: ls -l");
    QTest::newRow("markup stays text") << QByteArray(R"({"command":"<b>x</b> & y"})") << text("command: <b>x</b> & y");
    QTest::newRow("carriage return") << QByteArray("{\"command\":\"ls\\rrm -rf /\"}") << text("command: ls‹U+000d›rm -rf /");
    QTest::newRow("right to left override") << QByteArray("{\"command\":\"\\u202ebad\"}") << text("command: ‹U+202e›bad");
    QTest::newRow("zero width") << QByteArray("{\"command\":\"a\\u200bb\\u200db\"}") << text("command: a‹U+200b›b‹U+200d›b");
    QTest::newRow("no-break space") << QByteArray("{\"command\":\"a\\u00a0b\"}") << text("command: a‹U+00a0›b");
    QTest::newRow("tags") << QByteArray("{\"command\":\"a\\udb40\\udc41\"}") << text("command: a‹U+e0041›");
    QTest::newRow("escape sequence") << QByteArray("{\"command\":\"\\u001b[2Jx\"}") << text("command: ‹U+001b›[2Jx");
    QTest::newRow("several lines") << QByteArray("{\"command\":\"a\\nb\"}") << text("command:\n    a\n    b");
    QTest::newRow("numbers and objects") << QByteArray(R"({"n":12,"o":{"k":true}})") << text("n: 12\no: {\"k\":true}");
    QTest::newRow("no object") << QByteArray("[1]") << text("[1]");
    QTest::newRow("no JSON") << QByteArray("{oops") << text("{oops");
}

void TestSessionApproval::whatWouldRunIsShownExactly()
{
    QFETCH(QByteArray, input);
    QFETCH(QString, shown);
    QCOMPARE(screens::readableInput(input), shown);
}

void TestSessionApproval::noValuePassesForAnotherMember()
{
    const QString shown = screens::readableInput("{\"path\":\"x\\ncommand: ls\",\"command\":\"rm\"}");
    const QStringList lines = shown.split(QLatin1Char('\n'));
    QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^command"))), QStringList{QStringLiteral("command: rm")});
}

void TestSessionApproval::aResultIsGivenWithItsErrorMark()
{
    CallAnswer bar;
    bar.show();
    QSignalSpy answered(&bar, &CallAnswer::answered);
    CallRequest request = call("c1", "create_ticket");
    request.asks = CallRequest::Asks::Result;
    bar.setRequests({request});
    auto *result = bar.findChild<QPlainTextEdit *>(QStringLiteral("callAnswer.result"));
    QTest::keyClicks(result, QStringLiteral("no such project"));
    bar.setRequests({request}); // told again: what was written stays
    QCOMPARE(result->toPlainText(), QStringLiteral("no such project"));
    bar.findChild<QCheckBox *>(QStringLiteral("callAnswer.isError"))->setChecked(true);
    QTest::mouseClick(button(bar, "callAnswer.send"), Qt::LeftButton);
    QCOMPARE(answered.count(), 1);
    QCOMPARE(answered.first(), (QVariantList{QStringLiteral("c1"), QStringLiteral("no such project"), true}));
    request.answering = true;
    bar.setRequests({request});
    QTest::mouseClick(button(bar, "callAnswer.send"), Qt::LeftButton);
    QCOMPARE(answered.count(), 1);
    bar.setRequests({});
    QVERIFY(!bar.isVisible());
}

QTEST_MAIN(TestSessionApproval)
#include "tst_sessionapproval.moc"
