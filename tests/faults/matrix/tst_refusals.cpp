#include "models/transcriptmodel.h"
#include "tests/faults/matrix/faultrow.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"

using namespace std::chrono_literals;
using base::Error;
using test::FaultBench;
using test::Script;
using State = api::FeedStatus::State;
using Kind = Error::Kind;

//! Answers that say no (F1–F11): to listings, streams and changes of the real client. Whatever is said, in the end the transcript is the
//! server's history.
class RefusalsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void matrix_data();
    void matrix();
};

namespace {

Script refusal(int status, const QByteArray &type = "api_error")
{
    return Script::reply(status, "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"No\"},\"request_id\":\"req_7\"}")
        .header("request-id", "req_7");
}

Script tooMany(const QByteArray &retryAfter)
{
    return refusal(429, "rate_limit_error").header("Retry-After", retryAfter);
}

base::Result<api::Page> page(FaultBench &b)
{
    return test::awaited(b.client->list(b.harness.owner.get(), *b.client->resource("agents"), {}));
}

int pagesAsked(const FaultBench &b)
{
    return b.server.count("GET", "/v1/agents");
}

void waitsAsLongAsAsked(FaultBench &b, int (FaultBench::*asked)() const)
{
    b.open();
    QTRY_COMPARE((b.*asked)(), 1);
    const auto &entries = b.harness.log.entries();
    QTRY_VERIFY(std::any_of(entries.begin(), entries.end(), [](const auto &entry) { return entry.status == 429; }));
    b.clock.advance(1900ms);
    QVERIFY(!QTest::qWaitFor([&] { return (b.*asked)() > 1; }, 50));
    b.clock.advance(200ms);
    QTRY_COMPARE((b.*asked)(), 2);
    QVERIFY(b.isCaughtUp());
    QCOMPARE((b.*asked)(), 2);
}

//! Two refusals of the listing, then two of the stream after it was cut.
void recovers(FaultBench &b, const Script &answer)
{
    b.listings = {answer, answer};
    b.open();
    QVERIFY(b.isCaughtUp());
    QCOMPARE(b.listed(), 3);
    b.streams = {answer, answer};
    b.server.cutAll(test::Cut::Rst);
    b.goOn();
    QVERIFY(b.settle([&] { return b.streamed() == 4; }));
    QVERIFY(b.isCaughtUp());
    b.goOn();
    QVERIFY(b.isCaughtUp());
}

//! Neither a listing nor a page of a resource is asked for again.
void isFinal(FaultBench &b, int status, Kind kind)
{
    b.others = {refusal(status)};
    const auto agents = page(b);
    QCOMPARE(agents.error().kind, kind);
    QCOMPARE(agents.error().httpStatus, status);
    QCOMPARE(agents.error().requestId, QStringLiteral("req_7"));
    QCOMPARE(pagesAsked(b), 1);
    b.listings = {refusal(status)};
    b.open();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->requestId, QStringLiteral("req_7"));
    b.pass(120s);
    QCOMPARE(b.listed(), 1);
    b.conversation->retryNow(); // a person presses the button
    QVERIFY(b.isCaughtUp());
}

void keyRefusedByARead(FaultBench &b)
{
    b.open();
    QVERIFY(b.isCaughtUp());
    auto second = b.talk(QStringLiteral("s2"));
    second->open();
    QVERIFY(b.settle([&] { return second->feedStatus().state == State::Live; }));
    b.conversation->setDraft(QStringLiteral("half a thought"), 4);
    b.harness.status = "idle";
    b.others = {refusal(401, "authentication_error")};
    QCOMPARE(page(b).error().kind, Kind::Unauthorized);
    QVERIFY(b.isState(State::Failed));
    QCOMPARE(second->feedStatus().state, State::Failed);
    QTRY_VERIFY(!b.server.canPush()); // both streams are gone
    const int asked = b.server.count();
    b.pass(10min);
    QCOMPARE(b.server.count(), asked); // no loop with a key that is refused
    QCOMPARE(b.keyRefusals, 1);
    QCOMPARE(b.conversation->draftText(), QStringLiteral("half a thought"));
    b.keep();
    b.conversation->setClient(b.client); // another key
    QVERIFY(b.isCaughtUp());
    QCOMPARE(b.conversation->draftText(), QStringLiteral("half a thought"));
}

void keyRefusedByAStream(FaultBench &b)
{
    b.open();
    QVERIFY(b.isCaughtUp());
    b.streams = {refusal(401, "authentication_error")};
    b.server.cutAll(test::Cut::Fin);
    b.keep();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->kind, Kind::Unauthorized);
    b.pass(10min);
    QCOMPARE(b.streamed(), 2);
    QCOMPARE(b.keyRefusals, 1);
    b.conversation->setClient(b.client);
    QVERIFY(b.isCaughtUp());
}

void aDayIsNotWaited(FaultBench &b)
{
    b.others = {tooMany("86400")};
    const auto agents = page(b);
    QCOMPARE(agents.error().kind, Kind::RateLimited);
    QCOMPARE(agents.error().retryAfter, std::chrono::milliseconds(24h)); // shown, with a Retry button
    QCOMPARE(pagesAsked(b), 1);
    b.listings = {tooMany("86400")};
    b.open();
    QTRY_VERIFY(b.status().error.has_value());
    QCOMPARE(b.status().nextTry, std::chrono::milliseconds(24h));
    b.pass(10min); // the stream is open, and silent
    b.roundTrip();
    QCOMPARE(b.listed(), 1);
    b.server.cutAll(test::Cut::Fin); // a new stream is no reason, either
    QVERIFY(b.settle([&] { return b.streamed() == 2 && b.server.canPush(); }));
    b.roundTrip();
    QCOMPARE(b.listed(), 1);
    QVERIFY(b.status().error.has_value());
    b.conversation->retryNow();
    QVERIFY(b.isCaughtUp());
    QCOMPARE(b.listed(), 2);
}

void changeIsRefusedOnce(FaultBench &b)
{
    b.others = {refusal(409, "conflict_error")};
    const base::Json patch{{"version", 1}, {"name", "New name"}};
    const auto changed = test::awaited(b.client->update(*b.client->resource("agents"), QStringLiteral("a"), patch));
    QCOMPARE(changed.error().kind, Kind::Conflict);
    b.pass(60s);
    QCOMPARE(b.server.count("POST", "/v1/agents/a") + b.server.count("PUT", "/v1/agents/a"), 1);
    b.open();
    QVERIFY(b.isCaughtUp());
}

void serverForbidsARetry(FaultBench &b, std::deque<Script> FaultBench::*which, int (FaultBench::*count)() const)
{
    const Script final = refusal(500).header("x-should-retry", "false");
    b.others = {final};
    QCOMPARE(page(b).error().kind, Kind::Server);
    QCOMPARE(pagesAsked(b), 1);
    b.*which = {final};
    b.open();
    QVERIFY(b.settle([&] { return b.isState(State::Failed); }));
    QCOMPARE(b.status().error->kind, Kind::Server);
    QCOMPARE(b.status().error->requestId, QStringLiteral("req_7"));
    const int asked = (b.*count)();
    QCOMPARE(asked, 1);
    b.pass(120s);
    QCOMPARE((b.*count)(), asked);
    b.conversation->retryNow(); // a person presses the button
    QVERIFY(b.isCaughtUp());
}

const std::vector<test::FaultRow> rows{
    {"F1: 429 and Retry-After 2 on a listing",
     [](FaultBench &b) {
         b.listings = {tooMany("2")};
         waitsAsLongAsAsked(b, &FaultBench::listed);
     }},
    {"F1: 429 and Retry-After 2 on a stream",
     [](FaultBench &b) {
         b.streams = {tooMany("2")};
         waitsAsLongAsAsked(b, &FaultBench::streamed);
     }},
    {"F2: Retry-After is a date",
     [](FaultBench &b) {
         const QDateTime until = b.clock.now().addSecs(30);
         b.listings = {tooMany(QLocale::c().toString(until, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1())};
         b.open();
         QTRY_COMPARE(b.listed(), 1);
         b.pass(29s);
         QCOMPARE(b.listed(), 1);
         b.pass(2s);
         QTRY_COMPARE(b.listed(), 2);
         QVERIFY(b.isCaughtUp());
     }},
    {"F2: Retry-After is garbage",
     [](FaultBench &b) {
         b.listings = {tooMany("soon"), tooMany("-7"), tooMany("1e99")};
         b.open();
         QVERIFY(b.isCaughtUp());
         QCOMPARE(b.listed(), 4);
     }},
    {"F2: Retry-After is a day", aDayIsNotWaited},
    {"F3: 500", [](FaultBench &b) { recovers(b, refusal(500)); }},
    {"F4: 502 with a page of HTML", [](FaultBench &b) { recovers(b, Script::reply(502, "<html>Bad gateway</html>", "text/html")); }},
    {"F5: 503", [](FaultBench &b) { recovers(b, refusal(503)); }},
    {"F6: 529", [](FaultBench &b) { recovers(b, refusal(529, "overloaded_error")); }},
    {"F7: 408 is tried again", [](FaultBench &b) { recovers(b, refusal(408, "timeout_error")); }},
    {"F7: 409 on a write with a precondition is not", changeIsRefusedOnce},
    {"F8: x-should-retry false on 500, a listing",
     [](FaultBench &b) { serverForbidsARetry(b, &FaultBench::listings, &FaultBench::listed); }},
    {"F8: x-should-retry false on 500, a stream",
     [](FaultBench &b) { serverForbidsARetry(b, &FaultBench::streams, &FaultBench::streamed); }},
    {"F9: 400", [](FaultBench &b) { isFinal(b, 400, Kind::Invalid); }},
    {"F9: 403", [](FaultBench &b) { isFinal(b, 403, Kind::Forbidden); }},
    {"F9: 404", [](FaultBench &b) { isFinal(b, 404, Kind::NotFound); }},
    {"F9: 413", [](FaultBench &b) { isFinal(b, 413, Kind::Invalid); }},
    {"F9: 422", [](FaultBench &b) { isFinal(b, 422, Kind::Invalid); }},
    {"F10: 401 on a read stops every stream, once", keyRefusedByARead},
    {"F11: 401 when a stream reconnects", keyRefusedByAStream},
};

} // namespace

void RefusalsTest::matrix_data()
{
    test::addFaultRows(rows);
}

void RefusalsTest::matrix()
{
    test::runFaultRow(rows);
}

QTEST_GUILESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
