#include "net/hostbreaker.h"
#include "net/retrypolicy.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

using base::Error;
using net::Request;
using net::Response;
using net::RetryPolicy;
using namespace std::chrono_literals;

namespace {

Request request(const char *method)
{
    Request out;
    out.method = method;
    return out;
}

RetryPolicy policy(const Request &of)
{
    return RetryPolicy(of, 60s, [] { return 0.999999; });
}

} // namespace

class RetryPolicyTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void statuses_data();
    void statuses();
    void fiveTriesWithGrowingPauses();
    void jitterIsFull();
    void theServersPauseIsObeyedUpToAMinute();
    void aChangeIsNeverRepeatedOnceItWasAnswered();
    void errors_data();
    void errors();
    void noTryBeginsAfterTheTotalDeadline();
    void oneTryIsOneTry();
    void breakerHoldsAsLongAsAskedAndNeverOverAMinute();
};

void RetryPolicyTest::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("again");
    for (const int status : {408, 409, 429, 500, 502, 503, 504, 529})
        QTest::addRow("%d", status) << status << QByteArray() << true;
    for (const int status : {200, 204, 302, 400, 401, 403, 404, 413, 422, 501})
        QTest::addRow("%d", status) << status << QByteArray() << false;
    QTest::newRow("500 that should not") << 500 << QByteArray("false") << false;
    QTest::newRow("400 that should") << 400 << QByteArray("true") << true;
    QTest::newRow("200 that should") << 200 << QByteArray("true") << false;
}

void RetryPolicyTest::statuses()
{
    QFETCH(int, status);
    QFETCH(QByteArray, word);
    Response response{status, {}, {}};
    if (!word.isEmpty())
        response.headers.append({"X-Should-Retry", word});
    auto p = policy(request("GET"));
    QTEST(p.afterResponse(response, {}, 0ms).has_value(), "again");
}

void RetryPolicyTest::fiveTriesWithGrowingPauses()
{
    auto p = policy(request("GET"));
    std::vector<qint64> pauses;
    while (const auto pause = p.afterResponse(Response{503, {}, {}}, {}, 0ms))
        pauses.push_back(pause->count());
    QCOMPARE(pauses, (std::vector<qint64>{499, 999, 1999, 3999}));
    QCOMPARE(p.attempt(), 5);
}

void RetryPolicyTest::jitterIsFull()
{
    RetryPolicy p(request("GET"), 60s, [] { return 0.0; });
    QCOMPARE(*p.afterResponse(Response{503, {}, {}}, {}, 0ms), 0ms);
}

void RetryPolicyTest::theServersPauseIsObeyedUpToAMinute()
{
    const auto after = [](const char *seconds) {
        auto p = policy(request("GET"));
        return p.afterResponse(Response{429, {{"retry-after", seconds}}, {}}, {}, 0ms);
    };
    QCOMPARE(*after("2"), 2000ms);
    QCOMPARE(*after("60"), 60'000ms);
    QVERIFY(!after("61"));
    QVERIFY(!after("86400"));
    QCOMPARE(*after("soon"), 499ms);
}

void RetryPolicyTest::aChangeIsNeverRepeatedOnceItWasAnswered()
{
    for (const char *method : {"POST", "PUT", "DELETE", "PATCH"}) {
        auto p = policy(request(method));
        QVERIFY(!p.afterResponse(Response{503, {{"x-should-retry", "true"}}, {}}, {}, 0ms));
        QVERIFY(!p.afterResponse(Response{429, {{"retry-after", "1"}}, {}}, {}, 0ms));
    }
    Request safe = request("POST");
    safe.idempotent = true;
    auto p = policy(safe);
    QVERIFY(p.afterResponse(Response{503, {}, {}}, {}, 0ms));
}

void RetryPolicyTest::errors_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("left");
    QTest::addColumn<bool>("again");
    const auto row = [](const char *method, Error::Kind kind, bool left, bool again) {
        QTest::addRow("%s %s %s", method, base::kindName(kind), left ? "left" : "not left") << QByteArray(method) << int(kind) << left << again;
    };
    row("GET", Error::Kind::Network, true, true);
    row("GET", Error::Kind::Timeout, true, true);
    row("GET", Error::Kind::Tls, false, false);
    row("GET", Error::Kind::Protocol, true, false);
    row("GET", Error::Kind::Invalid, false, false);
    row("POST", Error::Kind::Network, false, true);
    row("POST", Error::Kind::Timeout, false, true);
    row("POST", Error::Kind::Network, true, false);
    row("POST", Error::Kind::Timeout, true, false);
    row("DELETE", Error::Kind::Network, true, false);
}

void RetryPolicyTest::errors()
{
    QFETCH(QByteArray, method);
    QFETCH(int, kind);
    QFETCH(bool, left);
    auto p = policy(request(method.constData()));
    QTEST(p.afterError(Error::of(Error::Kind(kind)), left, 0ms).has_value(), "again");
}

void RetryPolicyTest::noTryBeginsAfterTheTotalDeadline()
{
    auto p = policy(request("GET"));
    QVERIFY(p.afterError(Error::of(Error::Kind::Timeout), true, 119'999ms));
    QVERIFY(!p.afterError(Error::of(Error::Kind::Timeout), true, 120'000ms));
    QVERIFY(!p.afterResponse(Response{503, {}, {}}, {}, 120'000ms));
}

void RetryPolicyTest::oneTryIsOneTry()
{
    Request once = request("GET");
    once.maxTries = 1;
    auto p = policy(once);
    QVERIFY(!p.afterError(Error::of(Error::Kind::Network), true, 0ms));
}

void RetryPolicyTest::breakerHoldsAsLongAsAskedAndNeverOverAMinute()
{
    test::FakeClock clock;
    net::HostBreaker breaker(&clock, 60s);
    QCOMPARE(breaker.remaining(), 0ms);
    breaker.trip(2s);
    QCOMPARE(breaker.remaining(), 2000ms);
    clock.advance(500ms);
    breaker.trip(1s); // does not shorten
    QCOMPARE(breaker.remaining(), 1500ms);
    clock.advance(1500ms);
    QCOMPARE(breaker.remaining(), 0ms);
    breaker.trip(24h);
    QCOMPARE(breaker.remaining(), 0ms);
    breaker.trip(-1ms);
    QVERIFY(breaker.remaining() >= 250ms && breaker.remaining() <= 500ms);
}

QTEST_GUILESS_MAIN(RetryPolicyTest)
#include "tst_retrypolicy.moc"
