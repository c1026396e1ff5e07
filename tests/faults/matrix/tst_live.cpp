#include "models/transcriptmodel.h"
#include "net/sseparser.h"
#include "tests/faults/matrix/faultrow.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"

#include <random>

using namespace std::chrono_literals;
using test::Cut;
using test::FaultBench;
using test::FaultRow;
using test::Script;
using State = api::FeedStatus::State;
using Kind = base::Error::Kind;

//! What happens on a stream that is open (F12–F24): errors, cuts, silence, broken, unknown, doubled and reordered events, clocks that
//! disagree. In the end the transcript is the server's history.
class LiveTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void matrix_data();
    void matrix();
};

namespace {

const QByteArray overloaded = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}\n\n";

void openLive(FaultBench &b)
{
    b.open();
    QVERIFY(b.isCaughtUp());
}

//! A turn runs, and the client knows.
void startTurn(FaultBench &b)
{
    b.harness.status = "running";
    openLive(b);
    b.tell("session.status_running");
    b.harness.feed->expectTurn();
    QVERIFY(b.isCaughtUp());
}

void errorFrame(FaultBench &b)
{
    openLive(b);
    b.goOn();
    b.push(overloaded);
    QVERIFY(b.settle([&] { return b.isState(State::Reconnecting); }));
    QCOMPARE(b.status().error->kind, Kind::Overloaded);
    b.keep();
    QVERIFY(b.isCaughtUp());
    QCOMPARE(b.streamed(), 2);
    b.goOn();
    QVERIFY(b.isCaughtUp());
}

//! Each connection brings an event and is cut at another byte of the next; what was cut is in the history by then.
void cutsInsideAnEvent(FaultBench &b, Cut how, bool chunked)
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    b.harness.onStream = [&b, how, chunked, head, number = 0](const auto &) mutable {
        const QByteArray whole = b.frame(b.keep());
        const QByteArray next = b.frame(b.keep());
        const QByteArray part = next.left(1 + (number * 37) % (next.size() - 1));
        if (++number > 6)
            return Script::stream().chunk(whole + next);
        return chunked ? Script::stream().chunk(whole).chunk(part).cut(how) : Script::raw(head + whole + part).cut(how);
    };
    b.open();
    QVERIFY(b.settle([&] { return b.streamed() == 7; }));
    QVERIFY(b.isCaughtUp());
    b.goOn();
    QVERIFY(b.isCaughtUp());
}

void silentButFine(FaultBench &b)
{
    startTurn(b);
    const int read = int(b.harness.sessionReads());
    const int listed = b.listed();
    if (!b.numbered) { // openma is asked for its status anyway
        b.pass(44s);
        QCOMPARE(b.harness.sessionReads(), read);
    } else {
        b.pass(44s);
    }
    QCOMPARE(b.listed(), listed);
    b.pass(2s);
    QVERIFY(b.settle([&] { return b.listed() == listed + 1; })); // asked for the session first, then for what was missed
    QVERIFY(b.harness.sessionReads() > read);
    QVERIFY(b.isCaughtUp());
    QCOMPARE(b.streamed(), 1); // a long model call is silent
    b.goOn();
    QVERIFY(b.isCaughtUp());
}

void silentAndMovedOn(FaultBench &b)
{
    startTurn(b);
    b.keep();
    b.pass(46s);
    QVERIFY(b.settle([&] { return b.streamed() == 2; }));
    QVERIFY(b.isCaughtUp());
}

void silentAndSessionUnreadable(FaultBench &b)
{
    startTurn(b);
    b.keep();
    b.harness.onSession = [](const auto &) { return Script::reply(500, "{}"); };
    b.pass(43s);
    const int streams = b.streamed();
    b.clock.advance(3s);
    QVERIFY(b.settle([&] { return b.streamed() > streams; }));
    b.harness.onSession = [](const auto &) { return Script::reply(200, "{\"id\":\"s1\",\"status\":\"running\"}"); };
    QVERIFY(b.isCaughtUp());
}

void silentWhileIdle(FaultBench &b)
{
    openLive(b);
    QVERIFY(b.calmsDown());
    const int read = b.harness.sessionReads(); // openma is asked whether a turn runs: no event says so
    b.pass(4min + 50s); // some seconds have gone since the last byte
    QCOMPARE(b.harness.sessionReads(), read);
    b.pass(10s);
    QVERIFY(b.settle([&] { return b.harness.sessionReads() == read + 1; }));
    QVERIFY(b.isCaughtUp());
    QCOMPARE(b.streamed(), 1);
}

void commentsAreLife(FaultBench &b)
{
    openLive(b);
    QVERIFY(b.calmsDown());
    const int read = b.harness.sessionReads();
    for (int i = 0; i < 10; ++i) {
        b.pass(100s); // 1,000 s of nothing but comments
        b.push(": still here\n\n");
        b.roundTrip();
        b.roundTrip();
    }
    QCOMPARE(b.harness.sessionReads(), read);
    QCOMPARE(b.streamed(), 1);
    b.goOn();
    QVERIFY(b.isCaughtUp());
}

void brokenJson(FaultBench &b)
{
    openLive(b);
    const QByteArray json = b.keep();
    for (const qsizetype keep : {1, 2, 20})
        b.push(b.frame(json.left(json.size() - keep)));
    b.push(b.frame("[]"));
    b.goOn();
    QVERIFY(b.isCaughtUp()); // found in the history
    QCOMPARE(b.conversation->skippedEvents(), 4);
    QCOMPARE(b.streamed(), 1);
}

void unknownType(FaultBench &b)
{
    openLive(b);
    b.tell("agent.hologram", "\"depth\":3,\"big\":12345678901234567890,\"text\":\"\xe2\x80\xae" "abc\",\"nested\":{\"a\":[1,null,\"x\"]}");
    b.goOn();
    QVERIFY(b.isCaughtUp());
    const QByteArray json = b.harness.history.at(b.harness.history.size() - 2);
    const auto *row = b.conversation->transcript()->reducer().rowOfEvent(b.arrived.key(json));
    QVERIFY(row);
    QCOMPARE(row->kind, transcript::Row::Kind::Unknown);
    QCOMPARE(row->raw, json);
}

//! The session grows; each connection brings some of it, with doubles and in a window that is shuffled, and then is cut.
class Storm
{
public:
    Storm(FaultBench &bench, int events, bool doubles, std::size_t window) : b(bench), m_doubles(doubles), m_window(window), m_left(events)
    {
        b.harness.onStream = [this](const auto &) { return connection(); };
    }
    bool isOver() const { return m_left == 0; }

private:
    Script connection()
    {
        const int count = std::min<int>(m_left, 1 + int(m_random() % 50));
        m_left -= count;
        // A stream also brings what the listing will bring.
        QByteArrayList events = b.harness.history.mid(std::max<qsizetype>(0, b.harness.history.size() - qsizetype(m_random() % 5)));
        for (int i = 0; i < count; ++i)
            events.append(b.keep());
        for (std::size_t at = 0; at + m_window <= std::size_t(events.size()); at += m_window)
            std::shuffle(events.begin() + qsizetype(at), events.begin() + qsizetype(at + m_window), m_random);
        Script script = Script::stream();
        for (const QByteArray &json : std::as_const(events)) {
            script.chunk(b.frame(json));
            if (m_doubles && m_random() % 20 == 0)
                script.chunk(b.frame(json));
        }
        return m_left == 0 ? script : script.cut(m_random() % 2 ? Cut::Rst : Cut::Fin);
    }

    FaultBench &b;
    std::mt19937 m_random{20261122};
    bool m_doubles;
    std::size_t m_window;
    int m_left;
};

void storm(FaultBench &b, bool doubles, std::size_t window)
{
    Storm storm(b, 1000, doubles, window);
    b.open();
    QVERIFY(b.settle([&] { return storm.isOver(); }, 60'000));
    QVERIFY(b.isCaughtUp());
}

void everyEventTwice(FaultBench &b)
{
    openLive(b);
    for (int i = 0; i < 20; ++i) {
        b.goOn();
        b.push(b.frame(b.harness.history.constLast()));
        b.push(b.frame(b.harness.history.at(i)));
    }
    QVERIFY(b.isCaughtUp());
    b.roundTrip();
}

void skewed(FaultBench &b, qint64 seconds)
{
    b.clock.setNow(b.clock.now().addSecs(seconds));
    openLive(b);
    b.goOn();
    QVERIFY(b.isCaughtUp());
    // Cut, and more happens meanwhile: what is listed is chosen by the server's times, never by ours.
    b.server.cutAll(Cut::Fin);
    b.keep();
    QVERIFY(b.isCaughtUp());
    // A date of the server's clock is compared with ours, so an answer may ask for a day; that one is not waited for in silence.
    b.clock.setNow(b.clock.now().addSecs(-2 * seconds));
    b.goOn();
    QVERIFY(b.isCaughtUp());
    for (int i = 0; i < b.conversation->transcript()->rowCount(); ++i)
        QVERIFY(b.conversation->transcript()->row(i).at.date() == QDate(2026, 11, 20));
}

void lineOverTheCap(FaultBench &b)
{
    openLive(b);
    b.goOn();
    QVERIFY(b.isCaughtUp());
    Script flood = Script::stream().chunk("data: ");
    for (int i = 0; i <= net::SseParser::defaultCap / 1'000'000; ++i)
        flood.chunk(QByteArray(1'000'000, 'x'));
    b.streams = {flood.chunk("\n\n")};
    b.forgive();
    b.server.cutAll(Cut::Fin);
    b.keep();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->kind, Kind::Protocol);
    b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
}

const std::vector<FaultRow> rows{
    {"F12: an error event after 200", errorFrame},
    {"F13: RST inside an event", [](FaultBench &b) { cutsInsideAnEvent(b, Cut::Rst, true); }},
    {"F14: FIN inside an event, chunked", [](FaultBench &b) { cutsInsideAnEvent(b, Cut::Fin, true); }},
    {"F15: FIN inside an event, delimited by the close", [](FaultBench &b) { cutsInsideAnEvent(b, Cut::Fin, false); }},
    {"F16: silent for 45 s in a turn, nothing was missed", silentButFine},
    {"F16: silent for 45 s in a turn, the history moved on", silentAndMovedOn},
    {"F16: silent for 45 s in a turn, the session cannot be read", silentAndSessionUnreadable},
    {"F16: silent for 5 min while idle", silentWhileIdle},
    {"F17: comments keep a silent stream", commentsAreLife},
    {"F18: truncated JSON in a complete event", brokenJson},
    {"F19: an event type that nobody knows", unknownType},
    {"F20: every event twice", everyEventTwice},
    {"F20: 5 % of 1,000 events twice, cut every 1 to 50", [](FaultBench &b) { storm(b, true, 1); }},
    {"F21: 1,000 events in windows of 8 that are shuffled, over the listing", [](FaultBench &b) { storm(b, true, 8); }},
    {"F22: our clock is a day ahead", [](FaultBench &b) { skewed(b, 86'400); }},
    {"F22: our clock is a day behind", [](FaultBench &b) { skewed(b, -86'400); }},
    {"F24: a line over the cap", lineOverTheCap, FaultRow::On::Anthropic},
};

} // namespace

void LiveTest::matrix_data()
{
    test::addFaultRows(rows);
}

void LiveTest::matrix()
{
    test::runFaultRow(rows);
}

QTEST_GUILESS_MAIN(LiveTest)
#include "tst_live.moc"
