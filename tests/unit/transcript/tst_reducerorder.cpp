#include "tests/support/testbase.h"
#include "tests/unit/transcript/events.h"
#include "tests/unit/transcript/follower.h"

#include <QRegularExpression>

#include <random>

using api::Events;
using api::PreviewOf;
using test::EventMaker;
using test::Follower;
using test::linesOf;
using namespace transcript;

class ReducerOrderTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void shuffledDuplicatesGiveTheSameRows_data();
    void shuffledDuplicatesGiveTheSameRows();
    void costStaysFlat();
    void pagesFromTheEndGiveTheSameRows_data();
    void pagesFromTheEndGiveTheSameRows();
    void anOlderPageLeavesTheReplyThatIsBeingWrittenAlone();
    void anOldMessageIsNotTheOneThatWasJustTyped();
    void tokensOfPagesThatAreNotReadCountOnce();
    void whatWasReleasedComesBackTheSame_data();
    void whatWasReleasedComesBackTheSame();
    void whatWaitsIsNotReleased();
};

namespace {

//! A long session with every kind of thing in it.
Events longSession(EventMaker &m, int turns, std::mt19937 &random)
{
    Events all;
    int second = 1;
    const auto id = [&](const char *prefix) { return QLatin1String(prefix) + QString::number(second); };
    for (int turn = 0; turn < turns; ++turn) {
        all.push_back(m.user(id("u"), second, "message " + QByteArray::number(turn % 7)));
        ++second;
        all.push_back(m.running(id("run"), second));
        ++second;
        const QString start = id("start");
        all.push_back(m.requestStart(start, second++));
        const bool fails = random() % 9 == 0;
        if (random() % 2)
            all.push_back(m.thinking(id("t"), second++, "thought"));
        for (unsigned call = random() % 3; call > 0; --call) {
            const QString callId = id("c");
            const bool asks = random() % 3 == 0;
            all.push_back(m.call(callId, second++, QStringLiteral("bash"), "{\"n\":" + QByteArray::number(turn) + "}", asks));
            if (asks) {
                all.push_back(m.idle(id("i"), second++, api::StopReason::RequiresAction, {callId}));
                if (random() % 5)
                    all.push_back(m.confirmation(id("k"), second++, callId, random() % 3 != 0));
            }
            if (random() % 6)
                all.push_back(m.result(id("r"), second++, callId, "out", random() % 5 == 0));
        }
        if (!fails)
            all.push_back(m.agent(id("a"), second++, "answer " + QByteArray::number(turn)));
        all.push_back(fails ? m.failedRequest(id("end"), second, start, QStringLiteral("cause %1").arg(turn)) : m.requestEnd(id("end"), second, start));
        ++second;
        if (fails && random() % 2)
            all.push_back(m.error(id("e"), second++, QStringLiteral("failed"), QStringLiteral("it failed")));
        if (random() % 11 == 0)
            all.push_back(m.unknown(id("w"), second++, QStringLiteral("agent.new_thing")));
        all.push_back(m.idle(id("idle"), second++, random() % 13 ? api::StopReason::EndTurn : api::StopReason::Refusal));
    }
    return all;
}

} // namespace

void ReducerOrderTest::shuffledDuplicatesGiveTheSameRows_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<bool>("numbered");
    QTest::addColumn<int>("window");
    for (int seed = 1; seed <= 6; ++seed) {
        QTest::addRow("by time, window 8, seed %d", seed) << seed << false << 8;
        QTest::addRow("by number, window 8, seed %d", seed) << seed << true << 8;
        QTest::addRow("by number, anything goes, seed %d", seed) << seed << true << 1000000;
    }
}

void ReducerOrderTest::shuffledDuplicatesGiveTheSameRows()
{
    QFETCH(int, seed);
    QFETCH(bool, numbered);
    QFETCH(int, window);
    std::mt19937 random{unsigned(seed)};
    EventMaker m(numbered);
    Events clean = longSession(m, 1000, random);
    while (clean.size() > 10000)
        clean.pop_back();
    QVERIFY(clean.size() > 7000);

    Reducer expected;
    expected.apply(clean);

    Events mixed;
    for (const auto &event : clean) {
        mixed.push_back(event);
        if (random() % 20 == 0)
            mixed.push_back(clean[random() % clean.size()]); // the list overlaps the stream
    }
    for (std::size_t i = 0; i + 1 < mixed.size(); ++i) {
        const std::size_t span = std::min<std::size_t>(std::size_t(window), mixed.size() - i);
        std::swap(mixed[i], mixed[i + random() % span]);
    }
    Events live; // as a stream brings it: some messages are previewed, some of those more than once
    for (const auto &event : mixed) {
        if (event.kind == api::EventKind::AgentMessage && random() % 2) {
            live.push_back(EventMaker::previewStart(PreviewOf::Message, event.messageId));
            live.push_back(EventMaker::previewDelta(PreviewOf::Message, event.messageId, "ans"));
        }
        live.push_back(event);
    }
    mixed = std::move(live);
    Reducer actual;
    Follower follower;
    int batches = 0;
    for (std::size_t i = 0; i < mixed.size();) {
        const std::size_t n = std::min<std::size_t>(1 + random() % 50, mixed.size() - i);
        const auto changes = actual.apply(Events(mixed.begin() + std::ptrdiff_t(i), mixed.begin() + std::ptrdiff_t(i + n)));
        follower.follow(actual, changes);
        if (++batches % 25 == 0)
            follower.follow(actual, actual.discardPreviews()); // a disconnect between batches
        i += n;
    }
    follower.follow(actual, actual.discardPreviews());
    QCOMPARE(actual.rowCount(), expected.rowCount());
    const auto expectedLines = linesOf(expected);
    const auto actualLines = linesOf(actual);
    for (int i = 0; i < expectedLines.size(); ++i)
        QCOMPARE(actualLines[i], expectedLines[i]);
    QCOMPARE(actual.state().usage.input, expected.state().usage.input);
    QCOMPARE(actual.state().turnRunning, expected.state().turnRunning);
    QCOMPARE(actual.state().pendingCalls.size(), expected.state().pendingCalls.size());
    QCOMPARE(actual.state().unknownEvents, expected.state().unknownEvents);
}

void ReducerOrderTest::costStaysFlat()
{
    // 100,000 events one by one: what grows with the transcript would take minutes, not seconds.
    std::mt19937 random{7};
    EventMaker m;
    const Events all = longSession(m, 11000, random);
    Reducer r;
    qint64 changes = 0;
    for (const auto &event : all)
        changes += qint64(r.apply({event}).size());
    QVERIFY(all.size() > 80000);
    // Each event changes its own row and, at a turn's end, the few calls that were open: never the transcript.
    QVERIFY2(changes < qint64(all.size()) * 2, qPrintable(QString::number(changes)));
}

void ReducerOrderTest::pagesFromTheEndGiveTheSameRows_data()
{
    QTest::addColumn<bool>("numbered");
    QTest::addColumn<int>("perMoment"); // events that share one time
    QTest::addColumn<int>("pageSize");
    for (const int size : {1, 7, 300}) {
        QTest::addRow("numbered, %d a page", size) << true << 1 << size;
        QTest::addRow("by time, %d a page", size) << false << 1 << size;
        QTest::addRow("many at one time, %d a page", size) << false << 12 << size;
    }
}

void ReducerOrderTest::pagesFromTheEndGiveTheSameRows()
{
    QFETCH(bool, numbered);
    QFETCH(int, perMoment);
    QFETCH(int, pageSize);
    std::mt19937 random{unsigned(pageSize)};
    EventMaker m(numbered);
    Events all = longSession(m, 60, random);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].at = EventMaker::time(int(i) / perMoment);
    Reducer expected;
    expected.apply(all);

    Reducer actual;
    Follower follower;
    api::Usage outside;
    outside.input = expected.state().usage.input;
    outside.output = expected.state().usage.output;
    actual.noteOutside(outside);
    for (std::size_t end = all.size(); end > 0;) {
        const std::size_t begin = end - std::min(end, std::size_t(pageSize));
        follower.follow(actual, actual.applyOlder(Events(all.begin() + std::ptrdiff_t(begin), all.begin() + std::ptrdiff_t(end))));
        QCOMPARE(actual.state().usage.input, expected.state().usage.input); // as soon as the first page is there
        end = begin;
    }
    QCOMPARE(linesOf(actual), linesOf(expected));
    QCOMPARE(actual.state().turnRunning, expected.state().turnRunning);
    QCOMPARE(actual.state().stop, expected.state().stop);
    QCOMPARE(actual.state().pendingCalls.size(), expected.state().pendingCalls.size());
    QCOMPARE(actual.state().usage.output, expected.state().usage.output);
    QCOMPARE(actual.state().lastErrorMessage, expected.state().lastErrorMessage);

    // What comes live afterwards stands behind everything.
    auto next = m.agent(QStringLiteral("new"), 100000, "news");
    follower.follow(actual, actual.apply({next}));
    QCOMPARE(actual.row(actual.rowCount() - 1).identity, QStringLiteral("new"));
}

void ReducerOrderTest::anOlderPageLeavesTheReplyThatIsBeingWrittenAlone()
{
    EventMaker m;
    Reducer r;
    r.apply({m.user(QStringLiteral("u9"), 90, "go on"), m.running(QStringLiteral("run9"), 91), m.requestStart(QStringLiteral("s9"), 92)});
    r.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("a9")), EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("a9"), "half")});
    const int rows = r.rowCount();
    r.applyOlder({m.user(QStringLiteral("u1"), 10, "begin"), m.requestStart(QStringLiteral("s1"), 11), m.agent(QStringLiteral("a1"), 12, "done"),
                  m.requestEnd(QStringLiteral("e1"), 13, QStringLiteral("s1")), m.idle(QStringLiteral("i1"), 14),
                  m.error(QStringLiteral("x1"), 15, QStringLiteral("failed"), QStringLiteral("long ago"))});
    QCOMPARE(r.rowCount(), rows + 3);
    QCOMPARE(r.row(0).identity, QStringLiteral("u1"));
    QVERIFY(r.row(r.rowCount() - 1).preview);
    QVERIFY(r.state().turnRunning);
    QVERIFY(r.state().lastErrorMessage.isEmpty());
    r.apply({EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("a9"), " and half")});
    QCOMPARE(r.row(r.rowCount() - 1).text, QByteArray("half and half"));
}

void ReducerOrderTest::anOldMessageIsNotTheOneThatWasJustTyped()
{
    EventMaker m;
    Reducer r;
    r.apply({m.agent(QStringLiteral("a9"), 90, "ready")});
    r.addLocal({QStringLiteral("ref"), "continue", EventMaker::time(95), Delivery::Pending});
    r.applyOlder({m.user(QStringLiteral("u1"), 10, "continue"), m.agent(QStringLiteral("a1"), 11, "done")});
    QCOMPARE(r.rowCount(), 4);
    QCOMPARE(r.row(3).clientRef, QStringLiteral("ref"));
    QCOMPARE(r.row(3).delivery, Delivery::Pending);
    r.apply({m.user(QStringLiteral("u2"), 96, "continue")});
    QCOMPARE(r.rowCount(), 4);
    QCOMPARE(r.row(3).identity, QStringLiteral("u2"));
}

void ReducerOrderTest::tokensOfPagesThatAreNotReadCountOnce()
{
    EventMaker m(true);
    Reducer r;
    api::Usage log;
    log.input = 100; // ten requests of ten; what comes out is not known
    r.noteOutside(log);
    r.applyOlder({m.requestEnd(QStringLiteral("e10"), 100, QStringLiteral("s10"))});
    QCOMPARE(r.state().usage.input, 100);
    r.apply({m.requestEnd(QStringLiteral("e10"), 100, QStringLiteral("s10"))}); // listed again
    QCOMPARE(r.state().usage.input, 100);
    r.apply({m.requestEnd(QStringLiteral("e11"), 110, QStringLiteral("s11"))}); // new
    QCOMPARE(r.state().usage.input, 110);
    r.applyOlder({m.requestEnd(QStringLiteral("e9"), 90, QStringLiteral("s9"))});
    QCOMPARE(r.state().usage.input, 110);
}

void ReducerOrderTest::whatWasReleasedComesBackTheSame_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<bool>("numbered");
    for (int seed = 1; seed <= 4; ++seed) {
        QTest::addRow("by time, seed %d", seed) << seed << false;
        QTest::addRow("by number, seed %d", seed) << seed << true;
    }
}

void ReducerOrderTest::whatWasReleasedComesBackTheSame()
{
    QFETCH(int, seed);
    QFETCH(bool, numbered);
    std::mt19937 random{unsigned(seed)};
    EventMaker m(numbered);
    const Events all = longSession(m, 600, random);
    const auto placeOf = [&](const api::Event &event) { return numbered ? event.sequence : event.at.toMSecsSinceEpoch(); };
    Reducer expected;
    expected.apply(all);
    Reducer actual;
    Follower follower;
    std::optional<qint64> edge; // what was released stands before it
    int most = 0;
    for (std::size_t i = 0; i < all.size();) {
        const std::size_t n = std::min<std::size_t>(1 + random() % 50, all.size() - i);
        follower.follow(actual, actual.apply(Events(all.begin() + std::ptrdiff_t(i), all.begin() + std::ptrdiff_t(i + n))));
        i += n;
        const auto released = actual.releaseOlder(actual.rowCount() - 100);
        follower.follow(actual, released.changes);
        if (released.before) {
            QVERIFY(!edge || *released.before >= *edge);
            QCOMPARE(released.numbered, numbered);
            edge = released.before;
        }
        most = std::max(most, actual.rowCount());
    }
    QVERIFY2(most < 600, qPrintable(QString::number(most))); // calls that nobody ever answered are still there; of 2000
    QVERIFY(edge);
    QCOMPARE(actual.state().usage.input, expected.state().usage.input);
    QCOMPARE(actual.state().unknownEvents, expected.state().unknownEvents);
    QCOMPARE(actual.state().pendingCalls.size(), expected.state().pendingCalls.size());
    QCOMPARE(actual.state().turnRunning, expected.state().turnRunning);
    QCOMPARE(linesOf(actual).mid(actual.rowCount() - 100), linesOf(expected).mid(expected.rowCount() - 100));

    // As the log has them: pages before that place, from the newest to the oldest.
    std::ptrdiff_t end = std::find_if(all.begin(), all.end(), [&](const api::Event &event) { return placeOf(event) >= *edge; }) - all.begin();
    while (end > 0) {
        const std::ptrdiff_t begin = std::max<std::ptrdiff_t>(0, end - 300);
        follower.follow(actual, actual.applyOlder(Events(all.begin() + begin, all.begin() + end)));
        end = begin;
    }
    QCOMPARE(actual.rowCount(), expected.rowCount());
    const auto expectedLines = linesOf(expected);
    const auto actualLines = linesOf(actual);
    for (int i = 0; i < expectedLines.size(); ++i)
        QCOMPARE(actualLines[i], expectedLines[i]);
    QCOMPARE(actual.state().usage.input, expected.state().usage.input);
    QCOMPARE(actual.state().unknownEvents, expected.state().unknownEvents);
    QCOMPARE(actual.state().pendingCalls.size(), expected.state().pendingCalls.size());
}

void ReducerOrderTest::whatWaitsIsNotReleased()
{
    EventMaker m;
    Reducer r;
    r.apply({m.call(QStringLiteral("c1"), 1, QStringLiteral("bash"), "{}", true), m.idle(QStringLiteral("i1"), 2, api::StopReason::RequiresAction, {QStringLiteral("c1")}),
             m.call(QStringLiteral("c2"), 3, QStringLiteral("bash"), "{}"), m.agent(QStringLiteral("a1"), 4, "one"), m.agent(QStringLiteral("a2"), 5, "two"),
             m.result(QStringLiteral("r2"), 90, QStringLiteral("c2"), "late")});
    r.addLocal({QStringLiteral("ref"), "never arrived", EventMaker::time(6), Delivery::Failed});
    r.apply({m.agent(QStringLiteral("a3"), 91, "three"), m.agent(QStringLiteral("a4"), 91, "of the same moment"), m.agent(QStringLiteral("a5"), 92, "five")});
    const auto released = r.releaseOlder(r.rowCount() - 2); // between the two of one moment
    QVERIFY(released.before);
    QCOMPARE(*released.before, EventMaker::time(91).toMSecsSinceEpoch());
    QStringList left;
    for (int i = 0; i < r.rowCount(); ++i)
        left += r.row(i).identity;
    // The call that waits, the one whose result stands behind the place, and what was typed here.
    QCOMPARE(left.filter(QRegularExpression(QStringLiteral("^a[12]$"))), QStringList());
    for (const char *id : {"c1", "a3", "a4", "a5"})
        QVERIFY2(left.contains(QLatin1String(id)), id);
    QVERIFY(!left.contains(QStringLiteral("c2"))); // its result came before that place
    QVERIFY(left.contains(QString()));
    QCOMPARE(r.state().pendingCalls.size(), std::size_t(1));
    QVERIFY(r.rowOfCall(QStringLiteral("c1")));
    QVERIFY(!r.rowOfCall(QStringLiteral("c2")));
    QVERIFY(!r.releaseOlder(0).before);
}

QTEST_GUILESS_MAIN(ReducerOrderTest)
#include "tst_reducerorder.moc"
