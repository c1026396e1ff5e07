#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/searchpage.h"
#include "ui/screens/sessionsarea.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using models::SearchResults;
using screens::SearchPage;
using test::ProgramFixture;

//! Searching what was said, through the real window: every session that was opened here, and from a hit to its place.
class TestSearch : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void wordsOfAReplyAreFoundAndLeadThere();
    void theKeyboardAloneIsEnough();
    void filtersNarrowWhatIsFound();
    void nothingFoundSaysWhatWasSearched();
    void anyTypedTextIsASearch_data();
    void anyTypedTextIsASearch();
    void theSessionsListLeadsOn();

private:
    static bool talk(ProgramFixture &program, const char *text);
    static SearchPage *page(ProgramFixture &program) { return program.find<SearchPage>("search"); }
    static bool find(ProgramFixture &program, const QString &text);
};



//! Says something in a new session and waits until the answer is whole.
bool TestSearch::talk(ProgramFixture &program, const char *text)
{
    if (!program.newSession(QStringLiteral("Debugger")))
        return false;
    models::Conversation *conversation = program.session()->conversation();
    if (!conversation->sendMessage(QString::fromLatin1(text)))
        return false;
    const auto done = [conversation] {
        const models::TranscriptModel *rows = conversation->transcript();
        return conversation->turn() == models::Conversation::Turn::Idle && rows->rowCount() > 1
            && rows->row(rows->rowCount() - 1).kind != transcript::Row::Kind::User && !rows->row(rows->rowCount() - 1).preview;
    };
    return QTest::qWaitFor(done, 20000);
}

//! Types into the field and waits for hits. What was just said may still be on its way to the disk: asked again until it is there.
bool TestSearch::find(ProgramFixture &program, const QString &text)
{
    program.window()->view()->search(text);
    SearchResults *results = page(program)->results();
    return QTest::qWaitFor(
        [&] {
            if (results->state() == SearchResults::State::Nothing)
                results->repeat();
            return results->state() == SearchResults::State::Found;
        },
        10000);
}

void TestSearch::wordsOfAReplyAreFoundAndLeadThere()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(talk(program, "The lighthouse keeper counts zebras."));
    const QString sessionId = program.session()->conversation()->id();
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->id() != sessionId);
    QVERIFY(find(program, QStringLiteral("zebras")));
    QCOMPARE(page(program)->results()->hit(0).key.session, sessionId);
    const QString identity = page(program)->results()->hit(0).identity;
    auto *list = program.find<QListView>("search.list");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QTRY_VERIFY(program.session() && program.session()->conversation()->id() == sessionId);
    const transcript::Row *row = program.session()->conversation()->transcript()->reducer().rowOfEvent(identity);
    QVERIFY(row);
    const auto isSeen = [&] {
        const ui::TranscriptView *view = program.session()->transcriptView();
        return view->rowRect(program.session()->conversation()->transcript()->indexOfKey(row->key)).intersects(view->viewport()->rect());
    };
    QTRY_VERIFY(isSeen());
}

void TestSearch::theKeyboardAloneIsEnough()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(talk(program, "A quiet harbour."));
    const QString sessionId = program.session()->conversation()->id();
    program.window()->findChild<QAction *>(QStringLiteral("action.search"))->trigger();
    auto *field = program.find<QLineEdit>("search.field");
    QTRY_VERIFY(field && field->isVisible());
    QCOMPARE(program.window()->focusWidget(), field);
    QTest::keyClicks(field, QStringLiteral("harb")); // the last word may be unfinished
    SearchResults *results = page(program)->results();
    QTRY_VERIFY(results->state() == SearchResults::State::Found);
    QTest::keyClick(field, Qt::Key_Down);
    auto *list = program.find<QListView>("search.list");
    QCOMPARE(program.window()->focusWidget(), list);
    QCOMPARE(list->currentIndex().row(), 0);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(program.session() && program.session()->conversation()->id() == sessionId);
}

void TestSearch::filtersNarrowWhatIsFound()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(talk(program, "Only I say pomegranate."));
    QVERIFY(find(program, QStringLiteral("pomegranate")));
    SearchResults *results = page(program)->results();
    auto *kind = program.find<screens::ChoiceBox>("search.kind");
    kind->setWord(QString::number(int(store::TextKind::Error)));
    Q_EMIT kind->wordChosen(kind->word());
    QTRY_VERIFY(results->state() == SearchResults::State::Nothing);
    QVERIFY(program.click("search.state.next")); // everything again
    QTRY_VERIFY(results->state() == SearchResults::State::Found);
    auto *agent = program.find<screens::ChoiceBox>("search.agent");
    QTRY_VERIFY(agent->findText(QStringLiteral("Debugger")) > 0);
    QCOMPARE(results->hit(0).agentName, QStringLiteral("Debugger"));
}

void TestSearch::nothingFoundSaysWhatWasSearched()
{
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->view()->search(QStringLiteral("xylophonist"));
    auto *state = program.find<widgets::StateView>("search.state");
    QTRY_COMPARE(state->state(), widgets::StateView::State::Empty);
    QTRY_VERIFY(state->message().contains(QStringLiteral("xylophonist")));
}

void TestSearch::anyTypedTextIsASearch_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("a lone quote") << QStringLiteral("\"");
    QTest::newRow("operators") << QStringLiteral("NOT AND OR (");
    QTest::newRow("a column") << QStringLiteral("text : ^x");
    QTest::newRow("stars") << QStringLiteral("***");
    QTest::newRow("SQL") << QStringLiteral("'; DROP TABLE event; --");
    QTest::newRow("one letter") << QStringLiteral("a");
    QTest::newRow("two Chinese characters") << QString::fromUtf8("文章");
}

void TestSearch::anyTypedTextIsASearch()
{
    QFETCH(QString, typed);
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->view()->search(typed);
    SearchResults *results = page(program)->results();
    QTRY_VERIFY(results->state() != SearchResults::State::Searching);
    QVERIFY(results->state() != SearchResults::State::Failed);
}

void TestSearch::theSessionsListLeadsOn()
{
    ProgramFixture program;
    QVERIFY(program.start());
    auto *further = program.find<QPushButton>("sessions.furtherSearch");
    QVERIFY(further && further->isHidden());
    QTest::keyClicks(program.shown("sessions.search"), QStringLiteral("zebra & co"));
    QVERIFY(!further->isHidden());
    QVERIFY(further->accessibleName().contains(QStringLiteral("zebra & co")));
    QVERIFY(program.click("sessions.furtherSearch"));
    QTRY_VERIFY(page(program) && page(program)->isVisible());
    QCOMPARE(program.find<QLineEdit>("search.field")->text(), QStringLiteral("zebra & co"));
}

QTEST_MAIN(TestSearch)
#include "tst_search.moc"
