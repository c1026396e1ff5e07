#include "base/clock.h"
#include "base/json.h"
#include "net/curlline.h"
#include "net/eventstream.h"
#include "net/trafficreport.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

using base::Json;
using net::Endpoint;
using net::TrafficLog;
using net::Transport;
using test::Script;
using test::ScriptedServer;
using test::SeenRequest;
using test::Sent;

//! The key goes over a real socket, the server throws it back in every way it can, and it is nowhere in what people see, copy or save.
class TrafficTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void noKeyInEntryCurlOrReport_data();
    void noKeyInEntryCurlOrReport();
    void credentialsAreWithheldWhateverIsRecorded();
    void reportIsAnArchiveWithItsSurroundings();

private:
    static QByteArray everything(TrafficLog &log);
    static QByteArray reportOf(TrafficLog &log);

    base::SystemClock m_clock;
};

namespace {

//! A server that tells everything it was sent, in its headers, its request id and its body.
Script echo(const SeenRequest &request)
{
    const QByteArray key = request.header("x-api-key") + request.header("authorization");
    const Json body{{"echo", key.toStdString()}, {"token", "unknown-token"}, {"body", QString::fromUtf8(request.body).toStdString()},
                    {"inner", "{\"api_key\":\"" + key.toStdString() + "\"}"}};
    Script script = request.path() == "/v1/stream" ? Script::stream() : Script::reply(200, base::dumpJson(body));
    script.header("request-id", "req_" + key).header("x-seen", key).header("set-cookie", "sid=" + key).header("location", "/v1/x?key=" + key);
    if (request.path() == "/v1/stream")
        script.chunk("data: " + key + "\n\n");
    return script;
}

} // namespace

QByteArray TrafficTest::reportOf(TrafficLog &log)
{
    std::vector<quint64> numbers;
    for (const net::TrafficEntry &entry : log.entries())
        numbers.push_back(entry.number);
    return net::trafficReport(log, numbers, {QStringLiteral("0.0"), QStringLiteral("offscreen"), QDateTime(QDate(2026, 11, 22), QTime(9, 0), Qt::UTC)});
}

QByteArray TrafficTest::everything(TrafficLog &log)
{
    QByteArray all = reportOf(log);
    for (const net::TrafficEntry &entry : log.entries()) {
        all += entry.path.toUtf8() + entry.requestId.toUtf8() + entry.origin.toUtf8() + entry.keyVariable;
        for (const net::Headers &headers : {entry.requestHeaders, entry.responseHeaders}) {
            for (const auto &[name, value] : headers)
                all += name + value + '\n';
        }
        all += log.requestBody(entry.number).text + log.responseBody(entry.number).text;
        all += net::CurlLine::of(entry, log.requestBody(entry.number)).command;
    }
    return all;
}

void TrafficTest::noKeyInEntryCurlOrReport_data()
{
    QTest::addColumn<Endpoint::Auth>("auth");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("api key") << Endpoint::Auth::ApiKeyHeader << test::canaryKey;
    QTest::newRow("bearer") << Endpoint::Auth::Bearer << test::canaryKey;
    QTest::newRow("a key that is spelled differently in JSON and queries") << Endpoint::Auth::ApiKeyHeader << QByteArray("canary\"key\\+/=&?%41'#");
}

void TrafficTest::noKeyInEntryCurlOrReport()
{
    QFETCH(Endpoint::Auth, auth);
    QFETCH(QByteArray, key);
    ScriptedServer server;
    server.handle(echo);
    TrafficLog log;
    log.setWatched(true);
    log.setRecording(true);
    Endpoint endpoint = test::endpointOf(server, auth);
    endpoint.key = key;
    Transport transport(endpoint, &m_clock, &log);
    const base::Json message{{"note", "my key is " + key.toStdString()}};
    net::Request post = test::post("/v1/x", base::dumpJson(message));
    post.query = {{"q", key}, {"api_key", "unknown-key"}};
    post.headers = {{"x-note", key}};
    Sent sent(transport, post);
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
    Sent read(transport, test::get("/v1/" + net::escapedSegment(QString::fromLatin1(key))));
    QVERIFY(read.ended());
    QObject owner;
    net::EventStream *stream = transport.openStream(&owner, test::get("/v1/stream"));
    stream->open();
    QTRY_COMPARE(log.entries().back().events, 1);
    QCOMPARE(log.entries().size(), std::size_t(3));

    // It did travel, and came back: else this proves nothing.
    QVERIFY(server.seen().front().header("x-note") == key && sent.result->value().body.contains("echo"));
    const QByteArray all = everything(log);
    QVERIFY(all.contains("/v1/x") && all.contains("[redacted]"));
    for (const QByteArray &never : {key, QByteArray("canary"), QByteArray("unknown-key"), QByteArray("unknown-token"), test::canaryKey.toBase64()})
        QVERIFY2(!all.contains(never), all.mid(std::max<qsizetype>(0, all.indexOf(never) - 200), 400).constData());
}

void TrafficTest::credentialsAreWithheldWhateverIsRecorded()
{
    ScriptedServer server;
    server.handle([](const SeenRequest &request) { return Script::reply(200, request.body); });
    TrafficLog log;
    log.setWatched(true);
    log.setRecording(true);
    Transport transport(test::endpointOf(server), &m_clock, &log);
    Sent sent(transport, test::post("/v1/vaults/vlt_1/credentials", "{\"display_name\":\"words of the user\"}"));
    QVERIFY(sent.ended());
    QVERIFY(sent.result->value().body.contains("words of the user"));
    QVERIFY(!everything(log).contains("words of the user"));
    QVERIFY(everything(log).contains("\"_body\": \"withheld\""));
}

void TrafficTest::reportIsAnArchiveWithItsSurroundings()
{
    ScriptedServer server;
    server.enqueue(Script::reply(404, "{\"error\":{\"type\":\"not_found_error\",\"message\":\"gone\"}}").header("request-id", "req_7"));
    TrafficLog log;
    log.setWatched(true);
    log.setRecording(true);
    Transport transport(test::endpointOf(server), &m_clock, &log);
    net::Request get = test::get("/v1/agents/a");
    get.query = {{"beta", "a b"}};
    Sent sent(transport, get);
    QVERIFY(sent.ended());
    const auto parsed = base::parseJson(reportOf(log));
    QVERIFY(parsed.ok());
    const Json &report = parsed->at("log");
    QCOMPARE(report.at("version"), "1.2");
    QCOMPARE(report.at("creator").at("name"), "Muster");
    QCOMPARE(report.at("_environment").at("qt"), qVersion());
    for (const char *fact : {"written", "system", "kernel", "processor", "windows", "tls"})
        QVERIFY2(report.at("_environment").at(fact).is_string(), fact);
    const Json &entry = report.at("entries").at(0);
    QCOMPARE(entry.at("request").at("method"), "GET");
    QCOMPARE(entry.at("request").at("queryString").at(0).at("value"), "a b");
    QCOMPARE(entry.at("response").at("status"), 404);
    QCOMPARE(entry.at("_requestId"), "req_7");
    QVERIFY(entry.at("response").at("content").at("text").get<std::string>().find("gone") != std::string::npos);
    // What HAR 1.2 asks for in every entry.
    for (const char *member : {"startedDateTime", "time", "cache", "timings"})
        QVERIFY2(entry.contains(member), member);
    for (const char *member : {"url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"})
        QVERIFY2(entry.at("request").contains(member), member);
    for (const char *member : {"statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize", "bodySize"})
        QVERIFY2(entry.at("response").contains(member), member);
    // It tells nothing of the person or the machine's name.
    QVERIFY(!reportOf(log).contains(QSysInfo::machineHostName().toUtf8().isEmpty() ? "\0" : "\"" + QSysInfo::machineHostName().toUtf8()));
}

QTEST_GUILESS_MAIN(TrafficTest)
#include "tst_traffic.moc"
