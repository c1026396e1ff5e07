#include "net/response.h"
#include "tests/support/testbase.h"

using base::Error;
using net::Response;

class ResponseTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void headersAreFoundInAnyCase();
    void retryAfter_data();
    void retryAfter();
    void jsonTypes();
    void errorsFromEnvelopes_data();
    void errorsFromEnvelopes();
    void errorFromHtmlKeepsTheTextAndTheStatus();
    void errorCarriesRequestIdAndRetryAfter();

private:
    const QDateTime m_now{QDate(2026, 11, 20), QTime(9, 0), QTimeZone::utc()};
};

void ResponseTest::headersAreFoundInAnyCase()
{
    const Response response{200, {{"Request-Id", "req_1"}, {"X-A", "1"}, {"x-a", "2"}}, {}};
    QCOMPARE(response.header("x-A"), QByteArray("1"));
    QCOMPARE(response.header("x-b"), QByteArray());
    QCOMPARE(response.requestId(), QStringLiteral("req_1"));
    QCOMPARE((Response{200, {{"x-request-id", "b"}}, {}}.requestId()), QStringLiteral("b"));
}

void ResponseTest::retryAfter_data()
{
    QTest::addColumn<QByteArray>("milliseconds");
    QTest::addColumn<QByteArray>("seconds");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("none") << QByteArray() << QByteArray() << qint64(-1);
    QTest::newRow("seconds") << QByteArray() << QByteArray("2") << qint64(2000);
    QTest::newRow("parts of a second") << QByteArray() << QByteArray("0.5") << qint64(500);
    QTest::newRow("milliseconds go first") << QByteArray("1500") << QByteArray("60") << qint64(1500);
    QTest::newRow("garbage") << QByteArray("soon") << QByteArray("soon") << qint64(-1);
    QTest::newRow("garbage milliseconds") << QByteArray("nan") << QByteArray("3") << qint64(3000);
    QTest::newRow("negative") << QByteArray() << QByteArray("-5") << qint64(-1);
    QTest::newRow("a day") << QByteArray() << QByteArray("86400") << qint64(86'400'000);
    QTest::newRow("beyond 2^31 ms") << QByteArray() << QByteArray("9999999") << qint64(-1);
    QTest::newRow("infinite") << QByteArray() << QByteArray("inf") << qint64(-1);
    QTest::newRow("date ahead") << QByteArray() << QByteArray("Fri, 20 Nov 2026 09:00:30 GMT") << qint64(30'000);
    QTest::newRow("date past") << QByteArray() << QByteArray("Fri, 20 Nov 2026 08:00:00 GMT") << qint64(0);
    QTest::newRow("no date") << QByteArray() << QByteArray("Fri, 99 Nov 2026 09:00:30 GMT") << qint64(-1);
}

void ResponseTest::retryAfter()
{
    QFETCH(QByteArray, milliseconds);
    QFETCH(QByteArray, seconds);
    QFETCH(qint64, expected);
    Response response;
    if (!milliseconds.isEmpty())
        response.headers.append({"Retry-After-Ms", milliseconds});
    if (!seconds.isEmpty())
        response.headers.append({"Retry-After", seconds});
    QCOMPARE(qint64(response.retryAfter(m_now).count()), expected);
}

void ResponseTest::jsonTypes()
{
    const auto with = [](const char *type) { return Response{200, {{"content-type", type}}, {}}.isJson(); };
    QVERIFY(with("application/json"));
    QVERIFY(with("Application/JSON; charset=utf-8"));
    QVERIFY(with("application/problem+json"));
    QVERIFY(!with("text/html"));
    QVERIFY(!with("application/json5"));
    QVERIFY(!with(""));
}

void ResponseTest::errorsFromEnvelopes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");
    const auto fixture = [](const char *name) { return test::fixture(QStringLiteral("net/") + QLatin1String(name)); };
    QTest::newRow("managed agents") << 404 << fixture("error-envelope.json") << QByteArray("NotFound") << QStringLiteral("not_found_error")
                                    << QStringLiteral("no such agent");
    QTest::newRow("text") << 409 << fixture("error-text.json") << QByteArray("Conflict") << QString() << QStringLiteral("name is taken");
    QTest::newRow("message") << 500 << fixture("error-message.json") << QByteArray("Server") << QString() << QStringLiteral("it broke");
    QTest::newRow("JSON that is no object") << 503 << QByteArray("[1]") << QByteArray("Overloaded") << QString() << QString();
    QTest::newRow("null") << 529 << QByteArray("null") << QByteArray("Overloaded") << QString() << QString();
    QTest::newRow("nothing") << 429 << QByteArray() << QByteArray("RateLimited") << QString() << QString();
    QTest::newRow("truncated JSON") << 400 << QByteArray("[1, 2") << QByteArray("Invalid") << QString() << QStringLiteral("[1, 2");
    QTest::newRow("moved") << 302 << QByteArray() << QByteArray("Protocol") << QString() << QString();
}

void ResponseTest::errorsFromEnvelopes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Error error = net::errorFrom(Response{status, {}, body}, m_now);
    QTEST(QByteArray(base::kindName(error.kind)), "kind");
    QTEST(error.serverType, "type");
    QTEST(error.serverMessage, "message");
    QCOMPARE(error.httpStatus, status);
}

void ResponseTest::errorFromHtmlKeepsTheTextAndTheStatus()
{
    const QByteArray html = "<html><body>Bad gateway" + QByteArray(100'000, 'x');
    const Error error = net::errorFrom(Response{502, {{"content-type", "text/html"}}, html}, m_now);
    QCOMPARE(error.kind, Error::Kind::Server);
    QVERIFY(error.serverMessage.startsWith(QStringLiteral("<html><body>Bad gateway")));
    QCOMPARE(error.serverMessage.size(), 2000);
}

void ResponseTest::errorCarriesRequestIdAndRetryAfter()
{
    const QByteArray body = test::fixture(QStringLiteral("net/error-envelope.json"));
    const Error fromHeader = net::errorFrom(Response{429, {{"request-id", "req_h"}, {"retry-after", "90"}}, body}, m_now);
    QCOMPARE(fromHeader.requestId, QStringLiteral("req_h"));
    QCOMPARE(fromHeader.retryAfter, std::chrono::milliseconds(90'000));
    const Error fromBody = net::errorFrom(Response{429, {}, body}, m_now);
    QCOMPARE(fromBody.requestId, QStringLiteral("req_body"));
    QVERIFY(fromBody.retryAfter < std::chrono::milliseconds(0));
}

QTEST_GUILESS_MAIN(ResponseTest)
#include "tst_response.moc"
