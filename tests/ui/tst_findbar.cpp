#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/messagelink.h"
#include "ui/screens/sessionpage.h"
#include "ui/transcript/transcriptview.h"

#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>

using test::ProgramFixture;

//! Reading a session through the real window: find, going from one thing to the next, copying, links.
class FindBarTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void findsByKeyboardAlone();
    void saysWhatIsWrong();
    void theMenuGoesFromOneToTheNext();
    void menuEntriesNeedASession();
    void linksNameSessionAndEvent();
    void aCopiedLinkLeadsBack();

private:
    static bool talk(ProgramFixture &program);
    static QAction *action(ProgramFixture &program, const char *name) { return program.find<QAction>(name); }
};

bool FindBarTest::talk(ProgramFixture &program)
{
    if (!program.start() || !program.newSession(QStringLiteral("Debugger")))
        return false;
    QWidget *field = program.shown("composer.text");
    if (!field)
        return false;
    QTest::keyClicks(field, QStringLiteral("Please look at the needle"));
    QTest::keyClick(field, Qt::Key_Return);
    const auto *conversation = program.session()->conversation();
    return QTest::qWaitFor([&] { return conversation->transcript()->rowCount() > 1 && !conversation->turnRunning(); }, 10000);
}

void FindBarTest::findsByKeyboardAlone()
{
    ProgramFixture program;
    QVERIFY(talk(program));
    QVERIFY(!program.shown("find.text"));
    action(program, "edit.find")->trigger();
    QTRY_VERIFY(program.shown("find.text"));
    auto *field = qobject_cast<QLineEdit *>(program.shown("find.text"));
    QCOMPARE(program.window()->focusWidget(), field);
    QTest::keyClicks(field, QStringLiteral("NEEDLE"));
    QTRY_VERIFY2(program.text("find.count").startsWith(QStringLiteral("1 of ")), qPrintable(program.text("find.count")));
    const auto total = program.session()->transcriptView()->findState().total;
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(program.session()->transcriptView()->findState().current, total);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(program.session()->transcriptView()->findState().current, 1);
    QTest::keyClick(field, Qt::Key_C, Qt::AltModifier); // this case only
    QTRY_COMPARE(program.text("find.count"), QStringLiteral("Not found"));
    QTest::keyClick(field, Qt::Key_C, Qt::AltModifier);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!program.shown("find.text"));
    QCOMPARE(program.window()->focusWidget(), program.session()->transcriptView());
    QCOMPARE(program.session()->transcriptView()->findState().total, 0);
    // F3 brings it back, with the words from before.
    action(program, "edit.findNext")->trigger();
    QTRY_VERIFY(program.shown("find.text"));
    QTRY_COMPARE(program.session()->transcriptView()->findState().total, total);
}

void FindBarTest::saysWhatIsWrong()
{
    ProgramFixture program;
    QVERIFY(talk(program));
    action(program, "edit.find")->trigger();
    auto *field = qobject_cast<QLineEdit *>(program.shown("find.text"));
    QVERIFY(field);
    QVERIFY(program.click("find.regex"));
    QTest::keyClicks(field, QStringLiteral("nee(d"));
    QTRY_VERIFY2(program.text("find.count").startsWith(QStringLiteral("Not a regular expression: ")), qPrintable(program.text("find.count")));
    QVERIFY(!program.shown("find.next")->isEnabled());
    QTest::keyClicks(field, QStringLiteral("le)"));
    QTRY_VERIFY(program.text("find.count").startsWith(QStringLiteral("1 of ")));
    QVERIFY(program.shown("find.next")->isEnabled());
    QTest::keyClicks(field, QStringLiteral("s"));
    QTRY_COMPARE(program.text("find.count"), QStringLiteral("Not found"));
    field->setText(QStringLiteral("n[e]+dle\\b"));
    QTRY_VERIFY(program.text("find.count").startsWith(QStringLiteral("1 of ")));
}

void FindBarTest::theMenuGoesFromOneToTheNext()
{
    ProgramFixture program;
    QVERIFY(talk(program));
    ui::TranscriptView *view = program.session()->transcriptView();
    action(program, "go.previousTurn")->trigger();
    QTRY_VERIFY(view->currentRow() != 0);
    const auto *rows = program.session()->conversation()->transcript();
    QCOMPARE(rows->row(rows->indexOfKey(view->currentRow())).kind, transcript::Row::Kind::User);
    QCOMPARE(program.window()->focusWidget(), view);
    action(program, "edit.copyMarkdown")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("**You**\n\nPlease look at the needle"));
    action(program, "edit.copyJson")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("user.message")));
    action(program, "go.nextMessage")->trigger();
    QCOMPARE(rows->row(rows->indexOfKey(view->currentRow())).kind, transcript::Row::Kind::Agent);
    QCOMPARE(action(program, "go.previousMessage")->shortcut(), QKeySequence(Qt::ALT | Qt::Key_Up));
}

void FindBarTest::menuEntriesNeedASession()
{
    ProgramFixture program;
    QVERIFY(program.start());
    for (const char *name : {"edit.find", "edit.findNext", "edit.copyJson", "go.previousMessage", "go.nextError", "go.answer"}) {
        QVERIFY2(action(program, name), name);
        QVERIFY2(!action(program, name)->isEnabled(), name);
    }
}

void FindBarTest::linksNameSessionAndEvent()
{
    const QString link = screens::messageLink(QStringLiteral("sesn_01 #/x"), QStringLiteral("sevt_2"));
    QCOMPARE(link, QStringLiteral("muster:session/sesn_01%20%23%2Fx#sevt_2"));
    const auto parsed = screens::parseMessageLink(QLatin1Char(' ') + link + QLatin1Char('\n'));
    QVERIFY(parsed);
    QCOMPARE(parsed->session, QStringLiteral("sesn_01 #/x"));
    QCOMPARE(parsed->event, QStringLiteral("sevt_2"));
    QCOMPARE(screens::parseMessageLink(QStringLiteral("muster:session/s"))->event, QString());
    for (const char *other : {"", "muster:session/", "https://example.org/session/x", "muster:settings", "session/x#y"})
        QVERIFY2(!screens::parseMessageLink(QString::fromLatin1(other)), other);
}

void FindBarTest::aCopiedLinkLeadsBack()
{
    ProgramFixture program;
    QVERIFY(talk(program));
    const auto *rows = program.session()->conversation()->transcript();
    const QString session = program.session()->conversation()->id();
    const QString event = rows->row(0).identity;
    QVERIFY(!event.isEmpty());
    // From another session in front, whose tab stays.
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->id() != session);
    QGuiApplication::clipboard()->setText(QStringLiteral("no link"));
    action(program, "go.pasteLink")->trigger();
    QVERIFY(program.session()->conversation()->id() != session);
    QGuiApplication::clipboard()->setText(screens::messageLink(session, event));
    action(program, "go.pasteLink")->trigger();
    QTRY_COMPARE(program.session()->conversation()->id(), session);
    const auto *view = program.session()->transcriptView();
    QTRY_COMPARE(view->model()->row(view->model()->indexOfKey(view->currentRow())).identity, event);
}

QTEST_MAIN(FindBarTest)
#include "tst_findbar.moc"
