#include "tests/support/testbase.h"
#include "tests/unit/transcript/events.h"
#include "tests/unit/transcript/follower.h"
#include "transcript/reducer.h"

using api::Events;
using api::PreviewOf;
using test::countOf;
using test::EventMaker;
using test::Follower;
using test::linesOf;
using namespace transcript;

class ReducerTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aCallAndItsResultAreOneRow();
    void aResultBeforeItsCallIsJoined();
    void approvalIsAskedGivenAndRefused();
    void aConfirmationBeforeItsCallCounts();
    void aCustomCallWaitsForItsResult();
    void callsThatNobodyAnsweredAreDroppedWithTheirTurn();
    void aBlockingCallOfAWorkerIsNotOurs();
    void thePreviewIsReplacedInPlace();
    void aPreviewWithoutItsBeginningIsNotShown();
    void aBrokenPreviewGoes();
    void thinkingPreviewsAreScopedToTheRequest();
    void aToolInputPreviewBecomesTheCall();
    void parallelTurnsInterleave();
    void aDisconnectRemovesPreviews();
    void duplicatesChangeNothing();
    void listAndStreamOverlap();
    void lateHistoryGoesToItsPlace();
    void aQueuedMessageMovesWhenItIsTakenUp();
    void aStaleQueuedCopyIsIgnored();
    void aCancelledMessageStaysAndSaysSo();
    void anotherThreadsEndIsNotTheSessions();
    void anUnknownTypeKeepsItsWordAndJson();
    void localMessagesJoinTheirEcho_data();
    void localMessagesJoinTheirEcho();
    void twoEqualLocalMessagesJoinOnceEach();
    void aFailedLocalMessageStaysWhereItFailed();
    void anUncertainMessageIsNotTakenForAnOlderOne();
    void anEchoBeforeTheAnswerIsMerged();
    void theTrueCauseOfAFailure();
    void aFailureAfterTheNextMessageIsItsOwn();
    void anErrorThatIsTriedAgainKeepsTheTurn();
    void usageIsSummedOrCountedNeverBoth();
    void usageOfARow();
    void stateFollowsTheNewestEvent();
    void aTurnEndsWithoutStatusEvents();
    void noticesAreRows();
    void spansAndStatusMakeNoRows();
};

void ReducerTest::aCallAndItsResultAreOneRow()
{
    EventMaker m;
    Reducer r;
    r.apply({m.call(QStringLiteral("c1"), 1, QStringLiteral("bash"), "{\"command\":\"ls\"}")});
    QCOMPARE(r.rowCount(), 1);
    QCOMPARE(r.row(0).call->state, CallState::Running);
    const quint64 key = r.row(0).key;
    const auto changes = r.apply({m.result(QStringLiteral("r1"), 2, QStringLiteral("c1"), "a.txt")});
    QCOMPARE(r.rowCount(), 1);
    QCOMPARE(r.row(0).key, key);
    QCOMPARE(r.row(0).call->state, CallState::Done);
    QCOMPARE(r.row(0).call->result, QByteArray("a.txt"));
    QCOMPARE(r.row(0).call->endedAt, EventMaker::time(2));
    QCOMPARE(int(changes.size()), 1);
    QCOMPARE(changes[0].kind, RowChange::Kind::Update);
    QCOMPARE(r.rowOfEvent(QStringLiteral("r1")), &r.row(0));
    QCOMPARE(r.rowOfCall(QStringLiteral("c1")), &r.row(0));

    r.apply({m.call(QStringLiteral("c2"), 3, QStringLiteral("bash"), "{}"), m.result(QStringLiteral("r2"), 4, QStringLiteral("c2"), "no", true)});
    QCOMPARE(r.row(1).call->state, CallState::Failed);
}

void ReducerTest::aResultBeforeItsCallIsJoined()
{
    EventMaker m;
    Reducer r;
    r.apply({m.result(QStringLiteral("r1"), 9, QStringLiteral("c1"), "late")});
    QCOMPARE(r.rowCount(), 1); // nothing is dropped
    QVERIFY(r.row(0).call->name.isEmpty());
    r.apply({m.agent(QStringLiteral("a"), 5, "between"), m.call(QStringLiteral("c1"), 2, QStringLiteral("read"), "{}")});
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(0).call->name, QStringLiteral("read"));
    QCOMPARE(r.row(0).call->state, CallState::Done);
    QCOMPARE(r.row(0).at, EventMaker::time(2));
    QCOMPARE(r.row(1).identity, QStringLiteral("a"));
}

void ReducerTest::approvalIsAskedGivenAndRefused()
{
    EventMaker m;
    Reducer r;
    const QString one = QStringLiteral("c1");
    const QString two = QStringLiteral("c2");
    r.apply({m.call(one, 1, QStringLiteral("bash"), "{\"command\":\"rm\"}", true), m.call(two, 2, QStringLiteral("write"), "{}", true),
             m.idle(QStringLiteral("i1"), 3, api::StopReason::RequiresAction, {one, two})});
    QCOMPARE(int(r.state().pendingCalls.size()), 2);
    QCOMPARE(r.state().pendingCalls[0].id, one);
    QCOMPARE(r.state().pendingCalls[0].wants, PendingCall::Wants::Approval);
    QCOMPARE(r.state().pendingCalls[0].input, QByteArray("{\"command\":\"rm\"}"));
    QVERIFY(!r.state().turnRunning);
    QCOMPARE(r.state().stop, api::StopReason::RequiresAction);
    QCOMPARE(r.row(0).call->state, CallState::WaitingApproval);

    r.apply({m.confirmation(QStringLiteral("u1"), 4, one, true)});
    QCOMPARE(r.row(0).call->state, CallState::Running);
    QCOMPARE(int(r.state().pendingCalls.size()), 1);
    r.apply({m.confirmation(QStringLiteral("u2"), 5, two, false, "too risky"), m.running(QStringLiteral("s1"), 6)});
    QCOMPARE(r.row(1).call->state, CallState::Denied);
    QCOMPARE(r.row(1).call->denyReason, QByteArray("too risky"));
    QVERIFY(r.state().pendingCalls.empty());
    QVERIFY(r.state().turnRunning);
    // The server answers a refused call with an error result: it stays refused.
    r.apply({m.result(QStringLiteral("r2"), 7, two, "denied by user", true), m.result(QStringLiteral("r1"), 8, one, "ok")});
    QCOMPARE(r.row(1).call->state, CallState::Denied);
    QCOMPARE(r.row(0).call->state, CallState::Done);
    QCOMPARE(r.rowCount(), 2);
}

void ReducerTest::aConfirmationBeforeItsCallCounts()
{
    EventMaker m;
    Reducer r;
    r.apply({m.confirmation(QStringLiteral("u"), 2, QStringLiteral("c"), true)});
    QCOMPARE(r.rowCount(), 0);
    r.apply({m.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{}", true)});
    QCOMPARE(r.row(0).call->state, CallState::Running);
    QVERIFY(r.row(0).call->allowed);
    QVERIFY(r.state().pendingCalls.empty());
}

void ReducerTest::aCustomCallWaitsForItsResult()
{
    EventMaker m;
    Reducer r;
    r.apply({m.customCall(QStringLiteral("c"), 1, QStringLiteral("open_in_editor"))});
    QCOMPARE(r.row(0).call->state, CallState::WaitingResult);
    QCOMPARE(int(r.state().pendingCalls.size()), 1);
    QCOMPARE(r.state().pendingCalls[0].wants, PendingCall::Wants::Result);
    auto result = m.result(QStringLiteral("u"), 2, QStringLiteral("c"), "opened");
    result.kind = api::EventKind::CustomToolResult;
    r.apply({result});
    QCOMPARE(r.row(0).call->state, CallState::Done);
    QVERIFY(r.state().pendingCalls.empty());
}

void ReducerTest::callsThatNobodyAnsweredAreDroppedWithTheirTurn()
{
    EventMaker m;
    Reducer r;
    r.apply({m.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{}", true), m.idle(QStringLiteral("i"), 2)});
    QCOMPARE(r.row(0).call->state, CallState::Dropped);
    QVERIFY(r.state().pendingCalls.empty());
    // A thread that ended can no longer be answered either (managed-agents.md §10.2.6).
    auto child = m.call(QStringLiteral("d"), 3, QStringLiteral("bash"), "{}", true);
    child.threadId = QStringLiteral("sthr_1");
    auto ended = m.make(api::EventKind::ThreadStatus, QStringLiteral("session.thread_status_terminated"), QStringLiteral("t"), 4);
    ended.threadId = QStringLiteral("sthr_1");
    r.apply({child});
    QCOMPARE(int(r.state().pendingCalls.size()), 1);
    r.apply({ended});
    QVERIFY(r.state().pendingCalls.empty());
}

void ReducerTest::aBlockingCallOfAWorkerIsNotOurs()
{
    EventMaker m;
    Reducer r;
    r.apply({m.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{}"),
             m.idle(QStringLiteral("i"), 2, api::StopReason::RequiresAction, {QStringLiteral("c")})});
    QCOMPARE(r.row(0).call->state, CallState::WaitingWorker);
    QVERIFY(r.state().pendingCalls.empty());
}

void ReducerTest::thePreviewIsReplacedInPlace()
{
    EventMaker m;
    Reducer r;
    Follower f;
    const QString id = QStringLiteral("a1");
    f.follow(r, r.apply({m.user(QStringLiteral("u"), 1, "hi"), m.requestStart(QStringLiteral("s"), 2), EventMaker::previewStart(PreviewOf::Message, id)}));
    for (const char *part : {"He", "ll", "o "})
        f.follow(r, r.apply({EventMaker::previewDelta(PreviewOf::Message, id, part)}));
    QCOMPARE(r.rowCount(), 2);
    QVERIFY(r.row(1).preview);
    QCOMPARE(r.row(1).text, QByteArray("Hello "));
    QVERIFY(r.state().turnRunning);
    const quint64 key = r.row(1).key;
    const auto changes = r.apply({m.agent(id, 5, "Hello"), m.requestEnd(QStringLiteral("e"), 6, QStringLiteral("s"))});
    f.follow(r, changes);
    QCOMPARE(countOf(changes, RowChange::Kind::Insert) + countOf(changes, RowChange::Kind::Remove) + countOf(changes, RowChange::Kind::Move), 0);
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(1).key, key);
    QVERIFY(!r.row(1).preview);
    QCOMPARE(r.row(1).text, QByteArray("Hello"));
    // Stragglers change nothing.
    QVERIFY(r.apply({EventMaker::previewDelta(PreviewOf::Message, id, "!"), EventMaker::previewStart(PreviewOf::Message, id)}).empty());
}

void ReducerTest::aPreviewWithoutItsBeginningIsNotShown()
{
    Reducer r;
    QVERIFY(r.apply({EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("a"), "tail")}).empty());
    QCOMPARE(r.rowCount(), 0);
    // A hole in the blocks drops the preview, too (managed-agents.md §9.3).
    r.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("b")), EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("b"), "one"),
             EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("b"), "two", 1)});
    QCOMPARE(r.row(0).text, QByteArray("one\n\ntwo"));
    r.apply({EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("b"), "four", 3)});
    QCOMPARE(r.rowCount(), 0);
}

void ReducerTest::aBrokenPreviewGoes()
{
    Reducer r;
    const QString id = QStringLiteral("a");
    r.apply({EventMaker::previewStart(PreviewOf::Message, id), EventMaker::previewDelta(PreviewOf::Message, id, "x"),
             EventMaker::previewEnd(PreviewOf::Message, id)});
    QCOMPARE(r.rowCount(), 1);
    QVERIFY(r.row(0).previewEnded);
    r.apply({EventMaker::previewEnd(PreviewOf::Message, id, true)});
    QCOMPARE(r.rowCount(), 0); // the connection was lost: all of it comes again

    api::Event aborted = EventMaker::previewEnd(PreviewOf::Message, QStringLiteral("b"), true);
    aborted.title = QStringLiteral("interrupted"); // the server's own word (openma.md §14.5)
    r.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("b")), EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("b"), "x"), aborted});
    QCOMPARE(r.rowCount(), 1);
    QVERIFY(r.row(0).brokenOff);
}

void ReducerTest::thinkingPreviewsAreScopedToTheRequest()
{
    EventMaker m(true);
    Reducer r;
    const QString zero = QStringLiteral("0");
    for (int turn = 0; turn < 2; ++turn) {
        const int base = turn * 10;
        const QString start = QStringLiteral("s%1").arg(turn);
        r.apply({m.user(QStringLiteral("u%1").arg(turn), base + 1, "go"), m.requestStart(start, base + 2),
                 EventMaker::previewStart(PreviewOf::Thinking, zero), EventMaker::previewDelta(PreviewOf::Thinking, zero, "turn" + QByteArray::number(turn))});
        QCOMPARE(r.row(r.rowCount() - 1).text, "turn" + QByteArray::number(turn));
        QVERIFY(r.row(r.rowCount() - 1).preview);
        r.apply({m.thinking(QString::number(base + 3), base + 3, "turn" + QByteArray::number(turn), zero),
                 m.requestEnd(QString::number(base + 4), base + 4, start)});
    }
    QCOMPARE(r.rowCount(), 4);
    QCOMPARE(r.row(1).text, QByteArray("turn0"));
    QCOMPARE(r.row(3).text, QByteArray("turn1"));
    // The same number twice before either is committed: two rows, replaced oldest first.
    Reducer two;
    two.apply({EventMaker::previewStart(PreviewOf::Thinking, zero), EventMaker::previewDelta(PreviewOf::Thinking, zero, "first"),
               EventMaker::previewStart(PreviewOf::Thinking, zero), EventMaker::previewDelta(PreviewOf::Thinking, zero, "second")});
    QCOMPARE(two.rowCount(), 2);
    const quint64 first = two.row(0).key;
    two.apply({m.thinking(QStringLiteral("t"), 5, "first", zero)});
    QCOMPARE(two.rowByKey(first)->preview, false);
    QCOMPARE(two.rowCount(), 2);
}

void ReducerTest::aToolInputPreviewBecomesTheCall()
{
    EventMaker m(true);
    Reducer r;
    const QString id = QStringLiteral("toolu_1");
    r.apply({m.requestStart(QStringLiteral("s"), 1), EventMaker::previewStart(PreviewOf::ToolInput, id, QStringLiteral("bash")),
             EventMaker::previewDelta(PreviewOf::ToolInput, id, "{\"comm")});
    QCOMPARE(r.row(0).kind, Row::Kind::Tool);
    QCOMPARE(r.row(0).call->state, CallState::Streaming);
    QCOMPARE(r.row(0).call->input, QByteArray("{\"comm"));
    QVERIFY(r.state().pendingCalls.empty());
    const quint64 key = r.row(0).key;
    auto call = m.call(id, 3, QStringLiteral("bash"), "{\"command\":\"ls\"}");
    call.identity = QStringLiteral("seq:3");
    r.apply({call, m.result(QStringLiteral("seq:4"), 4, id, "ok"), m.requestEnd(QStringLiteral("seq:5"), 5, QStringLiteral("s"))});
    QCOMPARE(r.rowCount(), 1);
    QCOMPARE(r.row(0).key, key);
    QCOMPARE(r.row(0).call->state, CallState::Done);
    QVERIFY(!r.row(0).preview);
    // One that never came is removed, and its id may come again.
    const QString other = QStringLiteral("toolu_2");
    r.apply({m.requestStart(QStringLiteral("s2"), 6), EventMaker::previewStart(PreviewOf::ToolInput, other, QStringLiteral("read"))});
    QCOMPARE(r.rowCount(), 2);
    r.apply({m.requestEnd(QStringLiteral("seq:7"), 7, QStringLiteral("s2"))});
    QCOMPARE(r.rowCount(), 1);
    QVERIFY(!r.rowOfCall(other));
}

void ReducerTest::parallelTurnsInterleave()
{
    EventMaker m(true);
    Reducer r;
    Follower f;
    const QString a = QStringLiteral("ma");
    const QString b = QStringLiteral("mb");
    f.follow(r, r.apply({m.user(QStringLiteral("1"), 1, "A"), m.requestStart(QStringLiteral("sa"), 2), EventMaker::previewStart(PreviewOf::Message, a),
                         EventMaker::previewDelta(PreviewOf::Message, a, "a1 ")}));
    f.follow(r, r.apply({m.user(QStringLiteral("3"), 3, "B"), m.requestStart(QStringLiteral("sb"), 4), EventMaker::previewStart(PreviewOf::Message, b)}));
    f.follow(r, r.apply({EventMaker::previewDelta(PreviewOf::Message, b, "b1"), EventMaker::previewDelta(PreviewOf::Message, a, "a2")}));
    QCOMPARE(r.rowCount(), 4);
    // B ends first; A goes on being written.
    f.follow(r, r.apply({m.agent(QStringLiteral("5"), 5, "b1", b), m.requestEnd(QStringLiteral("6"), 6, QStringLiteral("sb"))}));
    QCOMPARE(r.rowCount(), 4);
    f.follow(r, r.apply({EventMaker::previewDelta(PreviewOf::Message, a, " a3")}));
    QVERIFY(r.state().turnRunning);
    QStringList texts;
    for (int i = 0; i < r.rowCount(); ++i)
        texts += QString::fromUtf8(r.row(i).text);
    QVERIFY(texts.contains(QStringLiteral("a1 a2 a3")));
    f.follow(r, r.apply({m.agent(QStringLiteral("7"), 7, "a1 a2 a3", a), m.requestEnd(QStringLiteral("8"), 8, QStringLiteral("sa"))}));
    QCOMPARE(r.rowCount(), 4);
    QCOMPARE(r.row(2).text, QByteArray("b1"));
    QCOMPARE(r.row(3).text, QByteArray("a1 a2 a3")); // the server's order
}

void ReducerTest::aDisconnectRemovesPreviews()
{
    Reducer r;
    r.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("a")), EventMaker::previewStart(PreviewOf::Thinking, QStringLiteral("t")),
             EventMaker::previewStart(PreviewOf::ToolInput, QStringLiteral("c"))});
    QCOMPARE(r.rowCount(), 3);
    const auto changes = r.discardPreviews();
    QCOMPARE(r.rowCount(), 0);
    QCOMPARE(countOf(changes, RowChange::Kind::Remove), 3);
    QVERIFY(r.discardPreviews().empty());
}

void ReducerTest::duplicatesChangeNothing()
{
    EventMaker m;
    Reducer r;
    const Events all{m.user(QStringLiteral("u"), 1, "hi"), m.thinking(QStringLiteral("t"), 2, "hm"), m.call(QStringLiteral("c"), 3, QStringLiteral("bash"), "{}", true),
                     m.confirmation(QStringLiteral("k"), 4, QStringLiteral("c"), true), m.result(QStringLiteral("r"), 5, QStringLiteral("c"), "ok"),
                     m.agent(QStringLiteral("a"), 6, "done"), m.error(QStringLiteral("e"), 7, QStringLiteral("x"), QStringLiteral("y")),
                     m.unknown(QStringLiteral("w"), 8, QStringLiteral("new.thing")), m.requestEnd(QStringLiteral("q"), 9, QStringLiteral("s")),
                     m.idle(QStringLiteral("i"), 10)};
    r.apply(all);
    const auto before = linesOf(r);
    const auto usage = r.state().usage.input;
    for (int i = 0; i < 3; ++i)
        QVERIFY(r.apply(all).empty());
    QCOMPARE(linesOf(r), before);
    QCOMPARE(r.state().usage.input, usage);
    QCOMPARE(r.state().unknownEvents, 1);
}

void ReducerTest::listAndStreamOverlap()
{
    EventMaker m;
    Events history;
    for (int i = 0; i < 50; ++i)
        history.push_back(m.agent(QStringLiteral("a%1").arg(i), i, "text " + QByteArray::number(i)));
    Reducer r;
    Follower f;
    // The stream brought the newest ones first, then the list came with everything.
    f.follow(r, r.apply(Events(history.begin() + 40, history.end())));
    f.follow(r, r.apply(history));
    QCOMPARE(r.rowCount(), 50);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(r.row(i).identity, QStringLiteral("a%1").arg(i));
}

void ReducerTest::lateHistoryGoesToItsPlace()
{
    EventMaker m(true);
    Reducer r;
    Follower f;
    for (const int second : {5, 9, 1, 7, 3})
        f.follow(r, r.apply({m.agent(QString::number(second), second, "x")}));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(r.row(i).identity, QString::number(i * 2 + 1));
}

void ReducerTest::aQueuedMessageMovesWhenItIsTakenUp()
{
    EventMaker m;
    Reducer r;
    Follower f;
    f.follow(r, r.apply({m.user(QStringLiteral("u1"), 1, "first"), m.running(QStringLiteral("s"), 1), m.queuedUser(QStringLiteral("u2"), "second")}));
    QVERIFY(r.row(1).queued);
    // The answer to the first is written above the waiting one.
    f.follow(r, r.apply({m.agent(QStringLiteral("a1"), 5, "answer")}));
    QCOMPARE(r.row(1).identity, QStringLiteral("a1"));
    QCOMPARE(r.row(2).identity, QStringLiteral("u2"));
    const quint64 key = r.row(2).key;
    f.follow(r, r.apply({m.agent(QStringLiteral("a2"), 9, "later"), m.user(QStringLiteral("u2"), 7, "second")}));
    QCOMPARE(r.row(2).key, key);
    QVERIFY(!r.row(2).queued);
    QCOMPARE(r.row(2).at, EventMaker::time(7));
    QCOMPARE(r.row(3).identity, QStringLiteral("a2"));
}

void ReducerTest::aStaleQueuedCopyIsIgnored()
{
    EventMaker m;
    Reducer r;
    r.apply({m.user(QStringLiteral("u"), 3, "hi"), m.agent(QStringLiteral("a"), 4, "yes")});
    QVERIFY(r.apply({m.queuedUser(QStringLiteral("u"), "hi")}).empty());
    QVERIFY(!r.row(0).queued);
    QCOMPARE(r.row(0).identity, QStringLiteral("u"));
}

void ReducerTest::aCancelledMessageStaysAndSaysSo()
{
    EventMaker m(true);
    Reducer r;
    Follower f;
    f.follow(r, r.apply({m.user(QStringLiteral("u1"), 1, "first"), m.queuedUser(QStringLiteral("u2"), "second")}));
    api::Event gone;
    gone.kind = api::EventKind::Bookkeeping;
    gone.identity = QStringLiteral("n1");
    gone.messageId = QStringLiteral("u2");
    gone.denied = true;
    f.follow(r, r.apply({gone}));
    QVERIFY(!r.row(1).queued);
    QCOMPARE(r.row(1).delivery, Delivery::Cancelled);
    QCOMPARE(r.row(1).text, QByteArray("second")); // what was typed is not lost
    // It waits at the end no longer, and a late copy of it changes nothing.
    f.follow(r, r.apply({m.agent(QStringLiteral("a"), 5, "stopped"), m.queuedUser(QStringLiteral("u2"), "second")}));
    QCOMPARE(r.row(1).identity, QStringLiteral("u2"));
    QVERIFY(!r.row(1).queued);
    // It had been taken up at that very moment: then that counts.
    f.follow(r, r.apply({m.user(QStringLiteral("u2"), 6, "second")}));
    QCOMPARE(r.row(2).identity, QStringLiteral("u2"));
    QCOMPARE(r.row(2).delivery, Delivery::None);
    // Of one that is not here there is nothing to say.
    gone.identity = QStringLiteral("elsewhere");
    QVERIFY(r.apply({gone}).empty());
}

void ReducerTest::anotherThreadsEndIsNotTheSessions()
{
    // Hosted openma: the session's stream carries every thread, spans and errors included (openma.md §14.1, §14.3).
    EventMaker m(true);
    Reducer r;
    auto end = m.requestEnd(QStringLiteral("e"), 3, QStringLiteral("r"));
    end.endsTurn = true;
    end.threadId = QStringLiteral("sthr_child");
    auto error = m.error(QStringLiteral("x"), 4, {}, QStringLiteral("the child failed"));
    error.endsTurn = true;
    error.threadId = end.threadId;
    r.apply({m.user(QStringLiteral("u"), 1, "go"), m.running(QStringLiteral("s"), 2), end, error});
    QVERIFY(r.state().turnRunning);
    QCOMPARE(r.state().turnsEnded, 0);
    end.identity = QStringLiteral("e2");
    end.sequence = 5;
    end.threadId.clear();
    r.apply({end});
    QVERIFY(!r.state().turnRunning);
}

void ReducerTest::anUnknownTypeKeepsItsWordAndJson()
{
    EventMaker m;
    Reducer r;
    r.apply({m.unknown(QStringLiteral("w"), 1, QStringLiteral("agent.teleported"))});
    QCOMPARE(r.row(0).kind, Row::Kind::Unknown);
    QCOMPARE(r.row(0).type, QStringLiteral("agent.teleported"));
    QVERIFY(r.row(0).raw.contains("agent.teleported"));
    QCOMPARE(r.state().unknownEvents, 1);
}

void ReducerTest::localMessagesJoinTheirEcho_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("by reference kept as identity") << "identity";
    QTest::newRow("by reference kept as message id") << "message";
    QTest::newRow("by the identity the server answered") << "answer";
    QTest::newRow("by text") << "text";
}

void ReducerTest::localMessagesJoinTheirEcho()
{
    QFETCH(QString, how);
    EventMaker m;
    Reducer r;
    Follower f;
    const QString ref = QStringLiteral("local-1");
    f.follow(r, r.apply({m.agent(QStringLiteral("a"), 1, "before")}));
    f.follow(r, r.addLocal({ref, "do it", EventMaker::time(2), Delivery::Pending}));
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(1).delivery, Delivery::Pending);
    const quint64 key = r.row(1).key;
    f.follow(r, r.settleLocal(ref, Delivery::Sent, how == QLatin1String("answer") ? QStringLiteral("srv") : QString()));
    QCOMPARE(r.row(1).delivery, Delivery::Sent);
    auto echo = m.user(how == QLatin1String("identity") ? ref : QStringLiteral("srv"), 3, how == QLatin1String("text") ? "do it\n" : "do it");
    if (how == QLatin1String("message"))
        echo.messageId = ref;
    f.follow(r, r.apply({echo}));
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(1).key, key);
    QCOMPARE(r.row(1).delivery, Delivery::None);
    QCOMPARE(r.row(1).identity, echo.identity);
    QVERIFY(r.settleLocal(ref, Delivery::Sent).empty()); // an answer slower than the echo
    QCOMPARE(r.row(1).delivery, Delivery::None);
}

void ReducerTest::twoEqualLocalMessagesJoinOnceEach()
{
    EventMaker m;
    Reducer r;
    r.addLocal({QStringLiteral("l1"), "continue", {}, Delivery::Sent});
    r.addLocal({QStringLiteral("l2"), "continue", {}, Delivery::Sent});
    const quint64 first = r.row(0).key;
    r.apply({m.user(QStringLiteral("s1"), 1, "continue")});
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(0).key, first);
    QCOMPARE(r.row(0).identity, QStringLiteral("s1"));
    QCOMPARE(r.row(1).delivery, Delivery::Sent);
    r.apply({m.user(QStringLiteral("s2"), 2, "continue")});
    r.apply({m.user(QStringLiteral("s3"), 3, "continue")}); // typed elsewhere
    QCOMPARE(r.rowCount(), 3);
    QCOMPARE(r.row(1).identity, QStringLiteral("s2"));
}

void ReducerTest::aFailedLocalMessageStaysWhereItFailed()
{
    EventMaker m;
    Reducer r;
    Follower f;
    f.follow(r, r.apply({m.agent(QStringLiteral("a"), 1, "before")}));
    f.follow(r, r.addLocal({QStringLiteral("l"), "lost", EventMaker::time(2), Delivery::Pending}));
    f.follow(r, r.settleLocal(QStringLiteral("l"), Delivery::Failed));
    f.follow(r, r.apply({m.agent(QStringLiteral("b"), 9, "after")}));
    QCOMPARE(r.row(1).clientRef, QStringLiteral("l"));
    QCOMPARE(r.row(2).identity, QStringLiteral("b"));
    f.follow(r, r.removeLocal(QStringLiteral("l")));
    QCOMPARE(r.rowCount(), 2);
}

void ReducerTest::anUncertainMessageIsNotTakenForAnOlderOne()
{
    EventMaker m;
    Reducer r;
    r.addLocal({QStringLiteral("l"), "continue", EventMaker::time(1000), Delivery::Unknown});
    r.apply({m.user(QStringLiteral("old"), 10, "continue")});
    QCOMPARE(r.rowCount(), 2);
    r.apply({m.user(QStringLiteral("new"), 1001, "continue")});
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(1).identity, QStringLiteral("new"));
    QCOMPARE(r.row(1).delivery, Delivery::None);
}

void ReducerTest::anEchoBeforeTheAnswerIsMerged()
{
    EventMaker m;
    Reducer r;
    Follower f;
    f.follow(r, r.addLocal({QStringLiteral("l"), "typed", {}, Delivery::Pending}));
    f.follow(r, r.apply({m.user(QStringLiteral("srv"), 1, "rewritten by the server")}));
    QCOMPARE(r.rowCount(), 2);
    f.follow(r, r.settleLocal(QStringLiteral("l"), Delivery::Sent, QStringLiteral("srv")));
    QCOMPARE(r.rowCount(), 1);
    QCOMPARE(r.row(0).identity, QStringLiteral("srv"));
    QVERIFY(r.addLocal({QStringLiteral("srv"), "again", {}, Delivery::Sent}).empty());
}

void ReducerTest::theTrueCauseOfAFailure()
{
    EventMaker m(true);
    const auto request = m.failedRequest(QStringLiteral("3"), 3, QStringLiteral("s"), QStringLiteral("401 invalid x-api-key"));
    const auto error = m.error(QStringLiteral("4"), 4, QStringLiteral("harness_turn_failed"), QStringLiteral("No output generated."));
    for (const Events &events : {Events{request, error}, Events{error, request}}) {
        Reducer r;
        Follower f;
        f.follow(r, r.apply({m.user(QStringLiteral("1"), 1, "go")}));
        for (const auto &event : events)
            f.follow(r, r.apply({event}));
        QCOMPARE(r.rowCount(), 2);
        QCOMPARE(r.row(1).kind, Row::Kind::Error);
        QCOMPARE(r.row(1).text, QByteArray("401 invalid x-api-key"));
        QCOMPARE(r.row(1).detail, QByteArray("No output generated."));
        QCOMPARE(r.row(1).type, QStringLiteral("harness_turn_failed"));
        QCOMPARE(r.rowOfEvent(QStringLiteral("4")), &r.row(1));
        QVERIFY(!r.state().lastErrorMessage.isEmpty());
    }
    // Alone it is a row as well, and a cause that nobody can read is left out.
    Reducer alone;
    alone.apply({m.failedRequest(QStringLiteral("1"), 1, QStringLiteral("s"), QStringLiteral("[object Object]"))});
    QCOMPARE(alone.rowCount(), 1);
    QVERIFY(alone.row(0).text.isEmpty());
}

void ReducerTest::aFailureAfterTheNextMessageIsItsOwn()
{
    EventMaker m(true);
    const auto request = m.failedRequest(QStringLiteral("3"), 3, QStringLiteral("s"), QStringLiteral("cause"));
    const auto user = m.user(QStringLiteral("5"), 5, "again");
    const auto error = m.error(QStringLiteral("7"), 7, QStringLiteral("t"), QStringLiteral("other"));
    for (const Events &events : {Events{request, user, error}, Events{request, error, user}, Events{error, request, user}, Events{user, error, request}}) {
        Reducer r;
        Follower f;
        for (const auto &event : events)
            f.follow(r, r.apply({event}));
        QCOMPARE(r.rowCount(), 3);
        QCOMPARE(r.row(0).text, QByteArray("cause"));
        QCOMPARE(r.row(1).kind, Row::Kind::User);
        QCOMPARE(r.row(2).text, QByteArray("other"));
        QVERIFY(r.row(0).detail.isEmpty());
    }
}

void ReducerTest::anErrorThatIsTriedAgainKeepsTheTurn()
{
    EventMaker m;
    Reducer r;
    r.apply({m.user(QStringLiteral("u"), 1, "go"), m.running(QStringLiteral("s"), 2),
             EventMaker::previewStart(PreviewOf::Message, QStringLiteral("a")),
             m.error(QStringLiteral("e"), 3, QStringLiteral("model_overloaded_error"), QStringLiteral("busy"), true)});
    QVERIFY(r.state().turnRunning);
    QVERIFY(r.state().lastErrorMessage.isEmpty());
    QCOMPARE(r.rowCount(), 3);
    r.apply({m.error(QStringLiteral("f"), 4, QStringLiteral("model_overloaded_error"), QStringLiteral("gave up"))});
    QCOMPARE(r.state().lastErrorMessage, QStringLiteral("gave up"));
    r.apply({m.user(QStringLiteral("v"), 5, "try again")});
    QVERIFY(r.state().lastErrorMessage.isEmpty());
}

void ReducerTest::usageIsSummedOrCountedNeverBoth()
{
    EventMaker m;
    Reducer r;
    r.apply({m.requestEnd(QStringLiteral("e1"), 1, QStringLiteral("s1"), 100, 10), m.requestEnd(QStringLiteral("e2"), 2, QStringLiteral("s2"), 50, 5)});
    QCOMPARE(r.state().usage.input, 150);
    QCOMPARE(r.state().usage.output, 15);
    QCOMPARE(r.state().usage.cacheRead, -1);
    // The same end again, corrected.
    auto corrected = m.requestEnd(QStringLiteral("e2"), 2, QStringLiteral("s2"), 60, 5);
    r.apply({corrected});
    QCOMPARE(r.state().usage.input, 160);
    auto counted = m.make(api::EventKind::SessionUsage, QStringLiteral("session.usage"), QStringLiteral("su"), 3);
    counted.usage.input = 400;
    counted.usage.output = 12;
    counted.usage.listCostMinor = "137";
    counted.usage.currency = "USD";
    r.apply({counted});
    QCOMPARE(r.state().usage.input, 400);
    QCOMPARE(r.state().usage.output, 15);
    QCOMPARE(r.state().usage.listCostMinor, QByteArray("137"));
    auto older = counted;
    older.identity = QStringLiteral("su0");
    older.at = EventMaker::time(0);
    older.usage.listCostMinor = "1";
    r.apply({older});
    QCOMPARE(r.state().usage.listCostMinor, QByteArray("137"));
    api::Usage record;
    record.listCostMinor = "150";
    r.noteUsage(record);
    QCOMPARE(r.state().usage.listCostMinor, QByteArray("150"));
}

void ReducerTest::usageOfARow()
{
    EventMaker m;
    Reducer r;
    r.apply({m.requestStart(QStringLiteral("s1"), 1), m.agent(QStringLiteral("a1"), 2, "x"), m.requestEnd(QStringLiteral("e1"), 3, QStringLiteral("s1"), 11),
             m.user(QStringLiteral("u"), 4, "y"), m.requestStart(QStringLiteral("s2"), 5), m.agent(QStringLiteral("a2"), 6, "z"),
             m.requestEnd(QStringLiteral("e2"), 7, QStringLiteral("s2"), 22), m.agent(QStringLiteral("a3"), 8, "no request")});
    QCOMPARE(r.usageOf(r.row(0)).input, 11);
    QVERIFY(r.usageOf(r.row(1)).isEmpty());
    QCOMPARE(r.usageOf(r.row(2)).input, 22);
    QVERIFY(r.usageOf(r.row(3)).isEmpty());
}

void ReducerTest::stateFollowsTheNewestEvent()
{
    EventMaker m;
    Reducer r;
    QCOMPARE(r.state().status, SessionStatus::NotKnown);
    r.apply({m.idle(QStringLiteral("i"), 10)});
    r.apply({m.running(QStringLiteral("s"), 5)}); // late news
    QCOMPARE(r.state().status, SessionStatus::Idle);
    QVERIFY(!r.state().turnRunning);
    r.apply({m.running(QStringLiteral("s2"), 11)});
    QVERIFY(r.state().turnRunning);
    r.noteStatus(SessionStatus::Idle);
    QVERIFY(!r.state().turnRunning);
    auto title = m.make(api::EventKind::SessionUpdated, QStringLiteral("session.updated"), QStringLiteral("t"), 12);
    title.title = QStringLiteral("Release notes");
    r.apply({title});
    QCOMPARE(r.state().title, QStringLiteral("Release notes"));
    r.apply({m.make(api::EventKind::StatusTerminated, QStringLiteral("session.status_terminated"), QStringLiteral("x"), 13)});
    QCOMPARE(r.state().status, SessionStatus::Terminated);
}

void ReducerTest::aTurnEndsWithoutStatusEvents()
{
    EventMaker m(true);
    Reducer r;
    r.apply({m.user(QStringLiteral("1"), 1, "go")});
    QVERIFY(r.state().turnRunning);
    auto end = m.requestEnd(QStringLiteral("3"), 3, QStringLiteral("s"));
    r.apply({m.requestStart(QStringLiteral("s"), 2), end});
    QVERIFY(r.state().turnRunning); // a tool call follows
    end = m.requestEnd(QStringLiteral("5"), 5, QStringLiteral("s2"));
    end.endsTurn = true;
    r.apply({m.requestStart(QStringLiteral("s2"), 4), end});
    QVERIFY(!r.state().turnRunning);
    // Text that still arrives belongs to a turn that runs beside it.
    r.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("p"))});
    QVERIFY(r.state().turnRunning);
}

void ReducerTest::noticesAreRows()
{
    EventMaker m;
    Reducer r;
    auto compacted = m.make(api::EventKind::ContextCompacted, QStringLiteral("agent.thread_context_compacted"), QStringLiteral("n1"), 1);
    auto thread = m.make(api::EventKind::ThreadCreated, QStringLiteral("session.thread_created"), QStringLiteral("n2"), 2);
    thread.threadId = QStringLiteral("sthr_1");
    thread.title = QStringLiteral("link-checker");
    auto outcome = m.make(api::EventKind::OutcomeEvaluation, QStringLiteral("span.outcome_evaluation_end"), QStringLiteral("n3"), 3);
    outcome.title = QStringLiteral("needs_revision");
    auto evaluating = m.make(api::EventKind::OutcomeEvaluation, QStringLiteral("span.outcome_evaluation_start"), QStringLiteral("n4"), 4);
    r.apply({compacted, thread, outcome, evaluating, m.idle(QStringLiteral("n5"), 5, api::StopReason::BudgetReached),
             m.make(api::EventKind::UserInterrupt, QStringLiteral("user.interrupt"), QStringLiteral("n6"), 6)});
    QList<Notice> notices;
    for (int i = 0; i < r.rowCount(); ++i)
        notices += r.row(i).notice;
    QCOMPARE(notices, (QList<Notice>{Notice::ContextCompacted, Notice::ThreadCreated, Notice::OutcomeEvaluated, Notice::BudgetReached, Notice::Interrupted}));
    QCOMPARE(r.row(1).name, QStringLiteral("link-checker"));
    QCOMPARE(r.threadName(QStringLiteral("sthr_1")), QStringLiteral("link-checker"));
}

void ReducerTest::spansAndStatusMakeNoRows()
{
    EventMaker m;
    Reducer r;
    r.apply({m.running(QStringLiteral("1"), 1), m.requestStart(QStringLiteral("2"), 2), m.requestEnd(QStringLiteral("3"), 3, QStringLiteral("2")),
             m.idle(QStringLiteral("4"), 4), m.idle(QStringLiteral("5"), 5, api::StopReason::RequiresAction),
             m.make(api::EventKind::ModelFirstToken, QStringLiteral("span.model_first_token"), QStringLiteral("6"), 6),
             m.make(api::EventKind::Bookkeeping, QStringLiteral("aux"), QStringLiteral("7"), 7)});
    QCOMPARE(r.rowCount(), 0);
}

QTEST_GUILESS_MAIN(ReducerTest)
#include "tst_reducer.moc"
