#include "tests/faults/matrix/faultrow.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"

using namespace std::chrono_literals;
using test::FaultBench;
using test::Script;
using test::ScriptedServer;
using State = api::FeedStatus::State;
using Kind = base::Error::Kind;

//! Servers that never come to an end, swell, or point elsewhere (F25–F28). In the end the transcript is the server's history.
class HostileTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void matrix_data();
    void matrix();
};

namespace {

//! Lets time pass, a second for every hundredth of one, until it has happened.
bool passUntil(FaultBench &b, const std::function<bool()> &condition)
{
    return QTest::qWaitFor(
        [&] {
            if (condition())
                return true;
            b.clock.advance(1s);
            return false;
        },
        20'000);
}

void slowListing(FaultBench &b, const Script &slow)
{
    b.listings = {slow};
    b.open();
    QTRY_COMPARE(b.listed(), 1);
    const auto begun = b.clock.monotonic();
    QVERIFY(passUntil(b, [&] { return b.listed() > 1; }));
    QVERIFY2(b.clock.monotonic() - begun <= 135s, "the deadline of one try is 120 s");
    QVERIFY(b.isCaughtUp());
}

void slowStream(FaultBench &b)
{
    b.streams = {Script().drip("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + QByteArray("X-A: 1\r\n").repeated(5000), 10ms)};
    b.open();
    QTRY_COMPARE(b.streamed(), 1);
    const auto begun = b.clock.monotonic();
    QVERIFY(passUntil(b, [&] { return b.streamed() > 1; }));
    QVERIFY2(b.clock.monotonic() - begun <= 35s, "a stream's headers have 30 s");
    QVERIFY(b.isCaughtUp());
}

Script withHeaders(Script script, int count)
{
    for (int i = 0; i < count; ++i)
        script.header("X-" + QByteArray::number(i), "1");
    return script;
}

//! Given up at once, or by a deadline of ours; in either case a person can go on.
void manyHeaders(FaultBench &b)
{
    b.listings = {withHeaders(Script::reply(200, "{\"data\":[]}"), 150)};
    b.open();
    QTRY_COMPARE(b.listed(), 1);
    QVERIFY(passUntil(b, [&] { return b.isState(State::Failed) || b.listed() > 1; }));
    if (b.isState(State::Failed))
        b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
    b.streams = {withHeaders(Script::stream(), 150)};
    b.server.cutAll(test::Cut::Fin);
    b.keep();
    const int streams = b.streamed();
    QVERIFY(passUntil(b, [&] { return b.isState(State::Failed) || b.streamed() > streams + 1; }));
    if (b.isState(State::Failed))
        b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
}

void bombListing(FaultBench &b)
{
    QByteArray bomb = qCompress(QByteArray(200'000'000, ' '), 9).mid(4);
    b.listings = {Script::reply(200, bomb).contentLength(bomb.size() * 100).header("Content-Encoding", "deflate")};
    b.forgive();
    b.open();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->kind, Kind::Protocol);
    QCOMPARE(b.listed(), 1);
    QTRY_VERIFY(!b.server.canPush()); // the bomb's connection was dropped, and so was the stream
    b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
}

void bombStream(FaultBench &b)
{
    b.streams = {Script::stream().header("Content-Encoding", "gzip").chunk("data: {}\n\n")};
    b.open();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->kind, Kind::Protocol);
    b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
}

void redirect(FaultBench &b, std::deque<Script> FaultBench::*which, int status)
{
    ScriptedServer other;
    other.handle([](const auto &) { return Script::reply(200, "{\"data\":[]}"); });
    b.*which = {Script::reply(status).header("Location", other.url(QStringLiteral("/v1/sessions/s1/events")).toEncoded())};
    b.open();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->kind, Kind::Protocol);
    QCOMPARE(other.bytesRead(), 0);
    QCOMPARE(other.count(), 0);
    b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
    QCOMPARE(other.bytesRead(), 0);
}

const std::vector<test::FaultRow> rows{
    {"F25: headers byte by byte, without end",
     [](FaultBench &b) { slowListing(b, Script().drip("HTTP/1.1 200 OK\r\n" + QByteArray("X-A: 1\r\n").repeated(5000), 10ms)); }},
    {"F25: a body of one byte a second",
     [](FaultBench &b) { slowListing(b, Script::raw("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n").drip(QByteArray(99'999, ' '), 10ms)); }},
    {"F25: a stream's headers byte by byte", slowStream},
    {"F26: 150 header fields", manyHeaders},
    {"F27: a bomb instead of a listing", bombListing},
    {"F27: a compressed stream", bombStream},
    {"F28: 302 of a listing to another origin", [](FaultBench &b) { redirect(b, &FaultBench::listings, 302); }},
    {"F28: 307 of a listing to another origin", [](FaultBench &b) { redirect(b, &FaultBench::listings, 307); }},
    {"F28: 302 of a stream to another origin", [](FaultBench &b) { redirect(b, &FaultBench::streams, 302); }},
    {"F28: 308 of a stream to another origin", [](FaultBench &b) { redirect(b, &FaultBench::streams, 308); }},
};

} // namespace

void HostileTest::matrix_data()
{
    test::addFaultRows(rows);
}

void HostileTest::matrix()
{
    test::runFaultRow(rows);
}

QTEST_GUILESS_MAIN(HostileTest)
#include "tst_hostile.moc"
