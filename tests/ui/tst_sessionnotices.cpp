#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/sessionvisits.h"
#include "ui/screens/attention.h"

#include <QPlainTextEdit>

using screens::Attention;
using test::ProgramFixture;

namespace {

constexpr double demoSpeed = 4.0; // with pauses: a conversation tells of a turn that it sees begin and end

//! Remembers what the desktop would have been told.
class HeardNotifier final : public screens::Notifier
{
public:
    void notify(const screens::Notification &notification) override { heard.append(notification); }
    void withdraw(const QString &) override {}

    QList<screens::Notification> heard;
};

} // namespace

//! What a person is told while the program is not in front, and that a click leads to the session.
class TestSessionNotices : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aReplyIsToldToSomebodyElsewhere();
    void anApprovalNamesTheToolAndNotTheCommand();
    void nothingIsToldWhenItIsSwitchedOff();
    void nothingIsToldToSomebodyWhoIsLooking();
    void aClickGoesToTheSession();

private:
    //! A session with a message on its way.
    static bool say(ProgramFixture &program, const char *text);
};

bool TestSessionNotices::say(ProgramFixture &program, const char *text)
{
    if (!program.newSession(QStringLiteral("Debugger")))
        return false;
    // What happened while the history was read is no news: the turn must begin on a line that is live.
    const models::Conversation *conversation = program.session()->conversation();
    if (!QTest::qWaitFor([&] { return conversation->feedStatus().state == api::FeedStatus::State::Live; }))
        return false;
    QWidget *field = program.shown("composer.text");
    QTest::keyClicks(field, QString::fromLatin1(text));
    QTest::keyClick(field, Qt::Key_Return);
    return true;
}

void TestSessionNotices::aReplyIsToldToSomebodyElsewhere()
{
    ProgramFixture program(QString(), demoSpeed);
    HeardNotifier notifier;
    QVERIFY(program.start());
    Attention attention(program.program().settings(), &notifier, program.window(), [](const auto *) { return false; });
    attention.watch(program.window()->view()->workspace());
    QVERIFY(say(program, "hello"));
    QTRY_COMPARE_WITH_TIMEOUT(notifier.heard.size(), 1, 20000);
    const screens::Notification &told = notifier.heard.first();
    QCOMPARE(told.profileId, program.program().connections()->currentId());
    QVERIFY(program.window()->view()->workspace()->findConversation(told.sessionId));
    QVERIFY(!told.title.isEmpty());
    QVERIFY(!told.body.isEmpty());
    QVERIFY(!told.urgent);
}

void TestSessionNotices::anApprovalNamesTheToolAndNotTheCommand()
{
    ProgramFixture program(QString(), demoSpeed);
    HeardNotifier notifier;
    QVERIFY(program.start());
    Attention attention(program.program().settings(), &notifier, program.window(), [](const auto *) { return false; });
    attention.watch(program.window()->view()->workspace());
    QVERIFY(say(program, "please deploy it"));
    QTRY_COMPARE_WITH_TIMEOUT(notifier.heard.size(), 1, 20000);
    QVERIFY(notifier.heard.first().urgent);
    QVERIFY(notifier.heard.first().body.contains(QStringLiteral("bash")));
    QVERIFY(!notifier.heard.first().body.contains(QStringLiteral("deploy.sh")));
}

void TestSessionNotices::nothingIsToldWhenItIsSwitchedOff()
{
    ProgramFixture program(QString(), demoSpeed);
    HeardNotifier notifier;
    QVERIFY(program.start());
    program.program().settings()->setNotifications(false);
    Attention attention(program.program().settings(), &notifier, program.window(), [](const auto *) { return false; });
    models::Workspace *workspace = program.window()->view()->workspace();
    attention.watch(workspace);
    QSignalSpy finished(workspace, &models::Workspace::turnFinished);
    QVERIFY(say(program, "hello"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000); // it did happen
    QCOMPARE(notifier.heard.size(), 0);
}

void TestSessionNotices::nothingIsToldToSomebodyWhoIsLooking()
{
    ProgramFixture program(QString(), demoSpeed);
    HeardNotifier notifier;
    QVERIFY(program.start());
    Attention attention(program.program().settings(), &notifier, program.window(), [](const auto *) { return true; });
    models::Workspace *workspace = program.window()->view()->workspace();
    attention.watch(workspace);
    QSignalSpy finished(workspace, &models::Workspace::turnFinished);
    QVERIFY(say(program, "hello"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
    QCOMPARE(notifier.heard.size(), 0);
}

void TestSessionNotices::aClickGoesToTheSession()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    const QString first = program.session()->conversation()->id();
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("half a thought"));
    QVERIFY(program.newSession(QStringLiteral("Translator")));
    QVERIFY(program.click("sidebar.settings"));
    QVERIFY(!program.session() || !program.shown("composer.text"));
    program.window()->visits()->showSession(program.program().connections()->currentId(), first);
    QVERIFY(program.session());
    QCOMPARE(program.session()->conversation()->id(), first);
    QCOMPARE(qobject_cast<QPlainTextEdit *>(program.shown("composer.text"))->toPlainText(), QStringLiteral("half a thought"));
}

QTEST_MAIN(TestSessionNotices)
#include "tst_sessionnotices.moc"
