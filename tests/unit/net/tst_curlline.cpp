#include "net/curlline.h"
#include "net/trafficlog.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using net::CurlLine;
using net::Endpoint;
using net::Transport;
using test::Script;
using test::ScriptedServer;
using test::SeenRequest;
using test::Sent;

//! What is copied from the traffic log makes the same request again when it is pasted into a shell.
class CurlLineTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void wordsSurviveTheShell_data();
    void wordsSurviveTheShell();
    void curlSendsTheSame_data();
    void curlSendsTheSame();
    void keyIsAVariable();
    void bodyThatIsNotThere_data();
    void bodyThatIsNotThere();

private:
    struct Run
    {
        int code = -1;
        QByteArray out;
        QByteArray errors;
    };
    //! Runs it by sh in an empty folder; the loop goes on, for the server's sake.
    Run shell(const QByteArray &command);

    base::SystemClock m_clock;
    QTemporaryDir m_folder;
};

CurlLineTest::Run CurlLineTest::shell(const QByteArray &command)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MUSTER_TEST_KEY"), QString::fromLatin1(test::canaryKey));
    environment.insert(QStringLiteral("no_proxy"), QStringLiteral("*"));
    process.setProcessEnvironment(environment);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromUtf8(command)});
    if (finished.isEmpty() && !finished.wait(20'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void CurlLineTest::wordsSurviveTheShell_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const char *word : {"", "plain", "two words", "it's", "'", "''", "\"", "\\", "\\'", "$HOME", "`id`", "$(id)", "a\nb", "a\tb", "!x", "*", "~", "#", ";&|<>",
                             "{\"a\":\"it's $5\"}", "\xc3\xa9\xf0\x9f\x98\x80", "-n", "--", "@file"})
        QTest::newRow(word) << QByteArray(word);
}

void CurlLineTest::wordsSurviveTheShell()
{
    QFETCH(QByteArray, word);
    const Run run = shell("printf '%s|' " + net::shellQuoted(word) + " end");
    QCOMPARE(run.code, 0);
    QCOMPARE(run.out, word + "|end|");
}

void CurlLineTest::curlSendsTheSame_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("bearer");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray() << false;
    QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray() << false;
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray() << false;
    QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray() << true;
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("{\"a\":\"it's $HOME `x` \\\\n \\\"q\\\"\"}\n") << false;
    QTest::newRow("POST, other letters") << QByteArray("POST") << QByteArray("{\"a\":\"\xc3\xa9 \xf0\x9f\x98\x80\",\n\t\"b\":[1,2]}") << true;
    QTest::newRow("POST that looks like a file") << QByteArray("POST") << QByteArray("@/etc/hostname") << false;
    QTest::newRow("PATCH") << QByteArray("PATCH") << QByteArray("[]") << false;
}

void CurlLineTest::curlSendsTheSame()
{
    if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
        QSKIP("curl is not installed; wordsSurviveTheShell() has tested the quoting");
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, bearer);
    ScriptedServer server;
    server.enqueue(Script::reply(200, method == "HEAD" ? "" : "{}"));
    net::TrafficLog log;
    log.setWatched(true);
    log.setRecording(true);
    Endpoint endpoint = test::endpointOf(server, bearer ? Endpoint::Auth::Bearer : Endpoint::Auth::ApiKeyHeader);
    endpoint.keyVariable = "MUSTER_TEST_KEY";
    endpoint.headers = {{"anthropic-version", "2023-06-01"}};
    Transport transport(endpoint, &m_clock, &log);
    net::Request request;
    request.method = method;
    request.path = "/v1/agents/it%27s";
    request.query = {{"created_at[gte]", "2026-11-20T00:00:00+01:00"}, {"q", "{a,b} & 'c' $d"}};
    request.headers = {{"x-note", "it's \"quoted\" $HOME"}, {"x-empty", ""}};
    request.body = body;
    Sent sent(transport, request);
    QVERIFY(sent.ended());
    QCOMPARE(sent.status(), 200);
    const net::TrafficEntry &entry = log.entries().back();
    const CurlLine line = CurlLine::of(entry, log.requestBody(entry.number));
    QVERIFY(!line.bodyMissing);
    QVERIFY2(!line.command.contains(test::canaryKey), line.command.constData());

    const Run run = shell(line.command);
    QVERIFY2(run.code == 0, run.errors.constData());
    QCOMPARE(server.count(), 2);
    const SeenRequest &ours = server.seen().front(), &copied = server.seen().back();
    QCOMPARE(copied.method, ours.method);
    QCOMPARE(copied.target, ours.target);
    QCOMPARE(copied.body, ours.body);
    for (const char *name : {"x-api-key", "authorization", "anthropic-version", "accept", "x-note", "x-empty", "content-type", "content-length"}) {
        QCOMPARE(copied.count(name), ours.count(name));
        QCOMPARE(copied.header(name), ours.header(name));
    }
    QCOMPARE(copied.header(bearer ? "authorization" : "x-api-key"), (bearer ? "Bearer " : "") + test::canaryKey);
}

void CurlLineTest::keyIsAVariable()
{
    net::TrafficEntry entry;
    entry.origin = QStringLiteral("https://api.example.com");
    entry.path = QStringLiteral("/v1/agents");
    entry.method = "GET";
    QCOMPARE(CurlLine::of(entry, {}).command, QByteArray("curl --globoff 'https://api.example.com/v1/agents'"));
    entry.auth = Endpoint::Auth::ApiKeyHeader;
    entry.keyVariable = "OMA_API_KEY";
    QCOMPARE(CurlLine::of(entry, {}).command, QByteArray("curl --globoff 'https://api.example.com/v1/agents' \\\n  --header \"x-api-key: $OMA_API_KEY\""));
    entry.auth = Endpoint::Auth::Bearer;
    // The redactor, which has the last word, must leave the variable alone.
    QVERIFY(base::Redactor().redact(CurlLine::of(entry, {}).command).endsWith("--header \"Authorization: Bearer $OMA_API_KEY\""));
}

void CurlLineTest::bodyThatIsNotThere_data()
{
    using State = net::TrafficBody::State;
    QTest::addColumn<net::TrafficBody>("body");
    QTest::newRow("not recorded") << net::TrafficBody{};
    QTest::newRow("withheld") << net::TrafficBody{State::Withheld, {}, false, 5};
    QTest::newRow("binary") << net::TrafficBody{State::Binary, {}, false, 5};
    QTest::newRow("cut") << net::TrafficBody{State::Text, "abc", true, 5};
    QTest::newRow("an escape that a terminal would obey") << net::TrafficBody{State::Text, "a\x1b[2Jb", false, 6};
}

void CurlLineTest::bodyThatIsNotThere()
{
    QFETCH(net::TrafficBody, body);
    net::TrafficEntry entry;
    entry.origin = QStringLiteral("https://api.example.com");
    entry.path = QStringLiteral("/v1/agents");
    entry.method = "POST";
    entry.bytesSent = 5;
    const CurlLine line = CurlLine::of(entry, body);
    QVERIFY(line.bodyMissing);
    QVERIFY(line.command.endsWith("--data-binary @body.json"));
    QVERIFY(!line.command.contains("abc"));
}

QTEST_GUILESS_MAIN(CurlLineTest)
#include "tst_curlline.moc"
