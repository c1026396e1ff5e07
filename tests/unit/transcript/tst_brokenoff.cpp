#include "tests/support/testbase.h"
#include "tests/unit/transcript/events.h"
#include "tests/unit/transcript/follower.h"
#include "transcript/reducer.h"

using api::Events;
using api::PreviewOf;
using test::countOf;
using test::EventMaker;
using namespace transcript;

//! Replies whose end never comes: what was read stays, and nothing goes on for ever.
class BrokenOffTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aReplyThatIsNeverCommittedStaysAsBrokenOff();
    void aRetriedReplyReplacesWhatWasBrokenOff();
    void aHangUpInALaterTurnEndsIt();
    void aResultStaysWhenItsCallNeverComes();
    void aDecisionIsKeptForACallThatComesLate();
};

void BrokenOffTest::aReplyThatIsNeverCommittedStaysAsBrokenOff()
{
    EventMaker m;
    const QString id = QStringLiteral("a1");
    const Events begun{m.requestStart(QStringLiteral("s"), 1), EventMaker::previewStart(PreviewOf::Message, id),
                       EventMaker::previewDelta(PreviewOf::Message, id, "half"),
                       EventMaker::previewStart(PreviewOf::Thinking, QStringLiteral("t")),
                       EventMaker::previewDelta(PreviewOf::Thinking, QStringLiteral("t"), "hm")};
    Reducer r;
    r.apply(begun);
    QCOMPARE(r.rowCount(), 2);
    const auto changes = r.apply({m.requestEnd(QStringLiteral("e"), 3, QStringLiteral("s"))});
    QCOMPARE(countOf(changes, RowChange::Kind::Remove), 1); // thinking nobody misses
    QCOMPARE(r.rowCount(), 1);
    QVERIFY(r.row(0).brokenOff && !r.row(0).preview);
    QCOMPARE(r.row(0).text, QByteArray("half"));
    QVERIFY(r.apply({EventMaker::previewDelta(PreviewOf::Message, id, " more")}).empty());
    // A lost connection does not take away what stands there for good.
    QVERIFY(r.discardPreviews().empty());

    // It was late, not lost: the committed message takes the row over.
    const quint64 key = r.row(0).key;
    r.apply({m.agent(id, 4, "half and the rest")});
    QCOMPARE(r.rowCount(), 1);
    QCOMPARE(r.row(0).key, key);
    QVERIFY(!r.row(0).brokenOff);
    QCOMPARE(r.row(0).text, QByteArray("half and the rest"));

    // A provider that hangs up leaves only an error (openma-observed.md §4).
    Reducer hungUp;
    hungUp.apply(begun);
    hungUp.apply({m.error(QStringLiteral("x"), 3, QStringLiteral("harness_turn_failed"), QStringLiteral("cut"))});
    QCOMPARE(hungUp.rowCount(), 2);
    QVERIFY(hungUp.row(0).brokenOff);
    QCOMPARE(hungUp.row(1).kind, Row::Kind::Error);

    Reducer interrupted;
    interrupted.apply(begun);
    interrupted.apply({m.idle(QStringLiteral("i"), 3)});
    QCOMPARE(interrupted.rowCount(), 1);
    QVERIFY(interrupted.row(0).brokenOff);
    QVERIFY(!interrupted.state().turnRunning);
}

void BrokenOffTest::aRetriedReplyReplacesWhatWasBrokenOff()
{
    EventMaker m;
    Reducer r;
    const QString first = QStringLiteral("a1");
    const QString second = QStringLiteral("a2");
    r.apply({m.user(QStringLiteral("u"), 1, "go"), m.requestStart(QStringLiteral("s1"), 2), EventMaker::previewStart(PreviewOf::Message, first),
             EventMaker::previewDelta(PreviewOf::Message, first, "Once upon"), m.requestEnd(QStringLiteral("e1"), 3, QStringLiteral("s1"))});
    QVERIFY(r.row(1).brokenOff);
    r.apply({m.requestStart(QStringLiteral("s2"), 4), EventMaker::previewStart(PreviewOf::Message, second),
             EventMaker::previewDelta(PreviewOf::Message, second, "Once")});
    QCOMPARE(r.rowCount(), 2);
    QVERIFY(r.row(1).preview);
    QCOMPARE(r.row(1).text, QByteArray("Once"));
    // Broken off again; the next turn's reply leaves it where it is.
    r.apply({m.idle(QStringLiteral("i"), 5), m.user(QStringLiteral("u2"), 6, "again"), m.agent(QStringLiteral("a3"), 7, "Here")});
    QCOMPARE(r.rowCount(), 4);
    QVERIFY(r.row(1).brokenOff);
    QCOMPARE(r.row(3).text, QByteArray("Here"));
}

// Seen on a self-hosted openma: events are known by their number, requests by their id; after some turns a provider that hangs up left the
// reply "being written" and the session running for ever.
void BrokenOffTest::aHangUpInALaterTurnEndsIt()
{
    EventMaker m(true);
    Reducer r;
    qint64 seq = 0;
    const auto begin = [&](const char *id) {
        api::Event start = m.requestStart(QStringLiteral("seq:%1").arg(seq + 2), int(seq) + 2);
        start.requestRef = QLatin1String(id);
        r.apply({m.user(QStringLiteral("seq:%1").arg(seq + 1), int(seq) + 1, "go"), start,
                 EventMaker::previewStart(PreviewOf::Message, QLatin1String(id) + QStringLiteral("-m")),
                 EventMaker::previewDelta(PreviewOf::Message, QLatin1String(id) + QStringLiteral("-m"), "This reply is ")});
        seq += 2;
    };
    for (const char *id : {"r1", "r2", "r3"}) {
        begin(id);
        seq += 2;
        r.apply({m.agent(QLatin1String(id) + QStringLiteral("-m"), int(seq) - 1, "This reply is whole"),
                 m.requestEnd(QStringLiteral("seq:%1").arg(seq), int(seq), QLatin1String(id))});
    }
    begin("r4");
    QVERIFY(r.row(r.rowCount() - 1).preview);
    seq += 1;
    api::Event failed = m.error(QStringLiteral("seq:%1").arg(seq), int(seq), QStringLiteral("harness_turn_failed"), QStringLiteral("terminated"));
    failed.endsTurn = true;
    r.apply({failed});
    QVERIFY(r.row(r.rowCount() - 2).brokenOff);
    QVERIFY(!r.state().turnRunning);

    // A server that was killed leaves a request without an end (openma-observed.md §4); the session's own word settles who wrote.
    begin("crashed");
    r.discardPreviews();
    begin("r5");
    seq += 1;
    failed.identity = QStringLiteral("seq:%1").arg(seq);
    failed.sequence = seq;
    r.apply({failed});
    r.noteStatus(SessionStatus::Idle);
    QVERIFY(r.row(r.rowCount() - 2).brokenOff);
    QVERIFY(!r.state().turnRunning);

    // Two turns at once, one of which fails: the other goes on, and nothing is left writing when it has ended.
    begin("a");
    begin("b");
    seq += 1;
    failed.identity = QStringLiteral("seq:%1").arg(seq);
    failed.sequence = seq;
    r.apply({failed});
    QVERIFY(r.state().turnRunning);
    seq += 2;
    r.apply({m.agent(QStringLiteral("b-m"), int(seq) - 1, "This reply is done"), m.requestEnd(QStringLiteral("seq:%1").arg(seq), int(seq), QStringLiteral("b"))});
    for (int i = 0; i < r.rowCount(); ++i)
        QVERIFY(!r.row(i).preview);
}

// A call whose event cannot be read (F18): its input was streamed, its result is stored, and the end of the request took both away.
void BrokenOffTest::aResultStaysWhenItsCallNeverComes()
{
    EventMaker m;
    Reducer r;
    const QString id = QStringLiteral("t1");
    r.apply({m.requestStart(QStringLiteral("s"), 1), EventMaker::previewStart(PreviewOf::ToolInput, id, QStringLiteral("bash")),
             EventMaker::previewDelta(PreviewOf::ToolInput, id, "{\"comm"), m.result(QStringLiteral("r1"), 4, id, "total 0"),
             m.agent(QStringLiteral("a1"), 3, "Looking.")});
    QCOMPARE(r.rowCount(), 2);
    const auto changes = r.apply({m.requestEnd(QStringLiteral("e"), 5, QStringLiteral("s"))});
    QCOMPARE(countOf(changes, RowChange::Kind::Remove), 0);
    QCOMPARE(r.rowCount(), 2);
    const Row &row = r.row(1); // behind the message: where the result is
    QCOMPARE(row.kind, Row::Kind::Tool);
    QVERIFY(!row.preview && !row.previewEnded);
    QCOMPARE(row.identity, QStringLiteral("r1"));
    QCOMPARE(row.call->name, QStringLiteral("bash"));
    QCOMPARE(row.call->result, QByteArray("total 0"));
    QCOMPARE(row.call->state, CallState::Done);
    QVERIFY(row.call->input.isEmpty()); // half an input is none
    QVERIFY(r.discardPreviews().empty());
    r.apply({m.idle(QStringLiteral("i"), 6)});
    QCOMPARE(r.rowCount(), 2);

    // Read after all, from the history: the same row.
    const quint64 key = row.key;
    r.apply({m.call(id, 3, QStringLiteral("bash"), "{\"command\":\"ls\"}"), m.result(QStringLiteral("r1"), 4, id, "total 0")});
    QCOMPARE(r.rowCount(), 2);
    QCOMPARE(r.row(1).key, key);
    QCOMPARE(r.row(1).identity, id);
    QCOMPARE(r.row(1).call->input, QByteArray("{\"command\":\"ls\"}"));
    QCOMPARE(r.row(1).call->state, CallState::Done);

    // The connection is lost while the call is written, and its result is in the history: the same.
    Reducer lost;
    lost.apply({EventMaker::previewStart(PreviewOf::ToolInput, id, QStringLiteral("bash")), EventMaker::previewEnd(PreviewOf::ToolInput, id),
                m.result(QStringLiteral("r1"), 4, id, "no", true)});
    lost.discardPreviews();
    QCOMPARE(lost.rowCount(), 1);
    QCOMPARE(lost.row(0).call->state, CallState::Failed);
}

void BrokenOffTest::aDecisionIsKeptForACallThatComesLate()
{
    EventMaker m;
    Reducer r;
    const QString id = QStringLiteral("t1");
    r.apply({EventMaker::previewStart(PreviewOf::ToolInput, id, QStringLiteral("bash")), m.confirmation(QStringLiteral("c"), 4, id, false, "no")});
    r.discardPreviews();
    QCOMPARE(r.rowCount(), 0);
    r.apply({m.call(id, 3, QStringLiteral("bash"), "{}", true)});
    QCOMPARE(r.rowCount(), 1);
    QCOMPARE(r.row(0).call->state, CallState::Denied);
    QCOMPARE(r.row(0).call->denyReason, QByteArray("no"));
    QVERIFY(r.state().pendingCalls.empty());
}

QTEST_GUILESS_MAIN(BrokenOffTest)
#include "tst_brokenoff.moc"
