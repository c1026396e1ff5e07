#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/support/heartbeat.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/approvalbar.h"
#include "ui/screens/composer.h"
#include "ui/screens/sessionacts.h"
#include "ui/screens/sessionsarea.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using models::Conversation;
using test::ProgramFixture;
using transcript::Row;

//! A conversation with the demo's agents through the real window, from the first word to the last.
class TestSession : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptySessionSaysSoUntilSomethingIsSent();
    void aReplyStreamsToItsEndWithoutAStall();
    void aLongReplyStreamsWithoutAStall();
    void anApprovalIsAllowed();
    void anApprovalIsDeniedWithAReason();
    void twoApprovalsAreAnsweredInTurn();
    void aCustomToolTakesAResult();
    void aTurnIsInterruptedByEscapeTwice();
    void aMessageWaitsForTheEndOfATurn();
    void aFailingModelShowsAnErrorAndTheSessionGoesOn();
    void draftsStayWithTheirSessionAndSurviveARestart();
    void whatWasSentIsRecalled();
    void aSessionIsRenamed();
    void anArchivedSessionTakesNoMessages();
    void aDeletedSessionLeavesItsTab();
    void theHistoryIsThereAgainAfterAReopen();
    void waitingCallsAreCountedInTheSidebar();
    void usageIsShownInHeaderAndStatusLine();

private:
    static bool open(ProgramFixture &program, const char *agent = "Debugger");
    static void send(ProgramFixture &program, const char *text);
    static Conversation *conversation(ProgramFixture &program) { return program.session()->conversation(); }
    static int rows(ProgramFixture &program, Row::Kind kind);
    static const Row *last(ProgramFixture &program, Row::Kind kind);
    static bool idle(ProgramFixture &program, int agentRows = 1);
    static bool armed(ProgramFixture &program);
};

bool TestSession::open(ProgramFixture &program, const char *agent)
{
    return program.start() && program.newSession(QString::fromLatin1(agent));
}

void TestSession::send(ProgramFixture &program, const char *text)
{
    QWidget *field = program.shown("composer.text");
    QVERIFY(field);
    QTest::keyClicks(field, QString::fromLatin1(text));
    QTest::keyClick(field, Qt::Key_Return);
}

int TestSession::rows(ProgramFixture &program, Row::Kind kind)
{
    const models::TranscriptModel *model = conversation(program)->transcript();
    int count = 0;
    for (int i = 0; i < model->rowCount(); ++i)
        count += model->row(i).kind == kind && !model->row(i).preview;
    return count;
}

const Row *TestSession::last(ProgramFixture &program, Row::Kind kind)
{
    const models::TranscriptModel *model = conversation(program)->transcript();
    for (int i = model->rowCount() - 1; i >= 0; --i) {
        if (model->row(i).kind == kind)
            return &model->row(i);
    }
    return nullptr;
}

//! The turn is over and at least so many replies are there.
bool TestSession::idle(ProgramFixture &program, int agentRows)
{
    return QTest::qWaitFor([&] { return conversation(program)->turn() == Conversation::Turn::Idle && rows(program, Row::Kind::Agent) >= agentRows; },
                           20000);
}

bool TestSession::armed(ProgramFixture &program)
{
    return QTest::qWaitFor([&] { return program.shown("approval.allow") && program.session()->approvalBar()->isArmed(); }, 20000);
}

void TestSession::anEmptySessionSaysSoUntilSomethingIsSent()
{
    ProgramFixture program;
    QVERIFY(open(program));
    QTRY_COMPARE(program.text("session.empty.title"), QStringLiteral("No messages yet"));
    QVERIFY(!program.shown("session.transcript"));
    send(program, "Hello there");
    QTRY_VERIFY(program.shown("session.transcript"));
    QVERIFY(!program.shown("session.empty.title"));
    QVERIFY(idle(program));
}

void TestSession::aReplyStreamsToItsEndWithoutAStall()
{
    ProgramFixture program(QString(), 4.0);
    test::Heartbeat heart;
    QVERIFY(open(program));
    int previews = 0;
    connect(conversation(program)->transcript(), &QAbstractItemModel::dataChanged, this, [&](const QModelIndex &first) {
        previews += first.data(models::TranscriptModel::PreviewRole).toBool();
    });
    send(program, "Hello there");
    QVERIFY(program.session()->composer()->text().isEmpty());
    QTRY_COMPARE(rows(program, Row::Kind::User), 1); // at once, before the server has answered
    QVERIFY(idle(program));
    QVERIFY2(previews > 1, "the reply did not stream");
    QCOMPARE(last(program, Row::Kind::User)->text, QByteArray("Hello there"));
    QVERIFY(last(program, Row::Kind::Agent)->text.size() > 10);
    QVERIFY(!last(program, Row::Kind::Agent)->preview);
    QTRY_COMPARE(int(last(program, Row::Kind::User)->delivery), int(transcript::Delivery::None));
    QVERIFY2(heart.longest() <= test::allowedGap, qPrintable(QString::number(heart.longest().count())));
}

void TestSession::aLongReplyStreamsWithoutAStall()
{
    ProgramFixture program;
    QVERIFY(open(program));
    test::Heartbeat heart;
    send(program, "a long essay");
    QVERIFY(idle(program));
    QVERIFY(last(program, Row::Kind::Agent)->text.size() > 5000);
    QVERIFY2(heart.longest() <= test::allowedGap, qPrintable(QString::number(heart.longest().count())));
}

void TestSession::anApprovalIsAllowed()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "please deploy it");
    QTRY_VERIFY(program.shown("approval.input"));
    QCOMPARE(program.text("session.status").isEmpty(), true); // a chip, not a label
    QVERIFY(qobject_cast<QPlainTextEdit *>(program.shown("approval.input"))->toPlainText().contains(QStringLiteral("command")));
    QVERIFY(armed(program));
    QVERIFY(program.find<QAction>("action.allow")->isEnabled());
    QVERIFY(program.click("approval.allow"));
    QVERIFY(idle(program));
    QVERIFY(!program.shown("approval.allow"));
    QCOMPARE(int(last(program, Row::Kind::Tool)->call->state), int(transcript::CallState::Done));
    QVERIFY(last(program, Row::Kind::Tool)->call->allowed);
}

void TestSession::anApprovalIsDeniedWithAReason()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "please deploy it");
    QVERIFY(armed(program));
    QVERIFY(program.click("approval.denyWith"));
    QTRY_VERIFY(program.shown("approval.reason"));
    QTest::keyClicks(program.shown("approval.reason"), QStringLiteral("not on a Friday"));
    QTest::keyClick(program.shown("approval.reason"), Qt::Key_Return);
    QVERIFY(idle(program));
    QCOMPARE(int(last(program, Row::Kind::Tool)->call->state), int(transcript::CallState::Denied));
    QCOMPARE(last(program, Row::Kind::Tool)->call->denyReason, QByteArray("not on a Friday"));
}

void TestSession::twoApprovalsAreAnsweredInTurn()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "run both commands");
    QVERIFY(armed(program));
    QTRY_COMPARE(program.text("approval.count"), QStringLiteral("1 of 2"));
    QVERIFY(program.click("approval.allow"));
    QTRY_VERIFY(!program.session()->approvalBar()->isArmed()); // the next one waits its half second
    QVERIFY(armed(program));
    QVERIFY(program.click("approval.deny"));
    QVERIFY(idle(program));
    QCOMPARE(rows(program, Row::Kind::Tool), 2);
}

void TestSession::aCustomToolTakesAResult()
{
    ProgramFixture program;
    QVERIFY(open(program, "Support desk"));
    send(program, "open a ticket");
    QTRY_VERIFY(program.shown("callAnswer.result"));
    QTest::keyClicks(program.shown("callAnswer.result"), QStringLiteral("TCK-42"));
    QVERIFY(program.click("callAnswer.send"));
    QVERIFY(idle(program));
    QCOMPARE(last(program, Row::Kind::Tool)->call->result, QByteArray("TCK-42"));
    QVERIFY(!program.shown("callAnswer.result"));
}

void TestSession::aTurnIsInterruptedByEscapeTwice()
{
    ProgramFixture program(QString(), 1.0);
    QVERIFY(open(program));
    send(program, "keep running");
    QTRY_VERIFY_WITH_TIMEOUT(conversation(program)->turnRunning(), 20000);
    QTRY_VERIFY(program.shown("composer.interrupt"));
    QVERIFY(!program.shown("composer.send"));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Escape);
    QVERIFY(program.text("composer.hint").contains(QStringLiteral("Esc")));
    QVERIFY(conversation(program)->turnRunning());
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(int(conversation(program)->turn()), int(Conversation::Turn::Idle), 20000);
    QTRY_VERIFY(program.shown("composer.send"));
}

void TestSession::aMessageWaitsForTheEndOfATurn()
{
    ProgramFixture program(QString(), 1.0);
    QVERIFY(open(program));
    send(program, "keep running");
    QTRY_VERIFY_WITH_TIMEOUT(conversation(program)->turnRunning(), 20000);
    send(program, "and then this");
    QTRY_COMPARE(rows(program, Row::Kind::User), 2);
    QTRY_VERIFY(last(program, Row::Kind::User)->queued);
    QVERIFY(program.click("composer.interrupt"));
    QVERIFY(idle(program)); // the one that waited is answered now
    QVERIFY(!last(program, Row::Kind::User)->queued);
}

void TestSession::aFailingModelShowsAnErrorAndTheSessionGoesOn()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "overload please");
    QTRY_VERIFY_WITH_TIMEOUT(rows(program, Row::Kind::Error) >= 1, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(int(conversation(program)->turn()), int(Conversation::Turn::Idle), 20000);
    send(program, "hello again");
    QVERIFY(idle(program));
}

void TestSession::draftsStayWithTheirSessionAndSurviveARestart()
{
    ProgramFixture program;
    QVERIFY(open(program));
    const base::Record first = conversation(program)->session();
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("half a thought"));
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(conversation(program)->id() != first.id());
    QVERIFY(program.session()->composer()->text().isEmpty());
    program.window()->view()->openSession(first);
    QCOMPARE(program.session()->composer()->text(), QStringLiteral("half a thought"));
    program.restart();
    QVERIFY(program.start());
    program.window()->view()->openSession(first);
    QTRY_COMPARE(program.session()->composer()->text(), QStringLiteral("half a thought"));
}

void TestSession::whatWasSentIsRecalled()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "first question");
    QVERIFY(idle(program, 1));
    send(program, "second question");
    QVERIFY(idle(program, 2));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Up);
    QCOMPARE(program.session()->composer()->text(), QStringLiteral("second question"));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Up);
    QCOMPARE(program.session()->composer()->text(), QStringLiteral("first question"));
}

void TestSession::aSessionIsRenamed()
{
    ProgramFixture program;
    QVERIFY(open(program));
    program.session()->acts()->renameAction()->trigger();
    auto *field = qobject_cast<QLineEdit *>(program.shown("session.titleEdit"));
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("<b>Tidy</b> & sort"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(conversation(program)->title(), QStringLiteral("<b>Tidy</b> & sort"));
    QTRY_COMPARE(program.text("session.title"), QStringLiteral("<b>Tidy</b> & sort")); // markup stays text
    QTRY_VERIFY(program.window()->windowTitle().startsWith(QStringLiteral("<b>Tidy</b> & sort")));
}

void TestSession::anArchivedSessionTakesNoMessages()
{
    ProgramFixture program;
    QVERIFY(open(program));
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("kept"));
    program.session()->acts()->archiveAction()->trigger();
    QVERIFY(program.click("session.notice.archive"));
    QTRY_VERIFY(program.session()->composer()->edit()->isReadOnly());
    QCOMPARE(program.session()->composer()->text(), QStringLiteral("kept"));
    QVERIFY(!program.shown("composer.send")->isEnabled());
    QTRY_VERIFY(!program.session()->acts()->archiveAction()->isEnabled());
}

void TestSession::aDeletedSessionLeavesItsTab()
{
    ProgramFixture program;
    QVERIFY(open(program));
    const QString id = conversation(program)->id();
    program.session()->acts()->deleteAction()->trigger();
    QVERIFY(program.shown("session.notice"));
    QVERIFY(program.session()); // asked, not done
    QVERIFY(program.click("session.notice.delete"));
    QTRY_VERIFY(!program.session());
    QTRY_VERIFY(!program.window()->view()->workspace()->findConversation(id));
}

void TestSession::theHistoryIsThereAgainAfterAReopen()
{
    ProgramFixture program;
    QVERIFY(open(program));
    const base::Record session = conversation(program)->session();
    send(program, "use a tool");
    QVERIFY(idle(program));
    const int before = conversation(program)->transcript()->rowCount();
    program.window()->view()->sessions()->tabs()->closeCurrent();
    QTRY_VERIFY(!program.window()->view()->workspace()->findConversation(session.id()));
    program.window()->view()->openSession(session);
    QTRY_VERIFY(conversation(program)->isLoaded());
    QTRY_COMPARE(conversation(program)->transcript()->rowCount(), before);
}

void TestSession::waitingCallsAreCountedInTheSidebar()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "please deploy it");
    QTRY_VERIFY(program.shown("approval.allow"));
    QTRY_VERIFY(program.shown("sidebar.needsYou")->accessibleName().contains(QStringLiteral("1")));
    QVERIFY(program.click("sidebar.needsYou"));
    QTRY_VERIFY(program.shown("needsYou.list"));
    QVERIFY(!program.session());
    QWidget *list = program.shown("needsYou.list");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(program.session());
    QVERIFY(program.shown("approval.allow"));
}

void TestSession::usageIsShownInHeaderAndStatusLine()
{
    ProgramFixture program;
    QVERIFY(open(program));
    send(program, "hello");
    QVERIFY(idle(program));
    QTRY_VERIFY(program.text("session.usage").contains(QStringLiteral("tokens")));
    QTRY_VERIFY(program.text("status.usage").contains(QStringLiteral("$")));
    QVERIFY(program.text("session.facts").contains(QStringLiteral("Debugger")));
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
