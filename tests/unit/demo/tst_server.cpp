#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <QElapsedTimer>
#include <QFile>

using namespace test;

//! The server as a listener: who gets in, what is too much, how it ends.
class TestServer : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void auth_data();
    void auth();
    void doubleAuthIsRefusedOnStreams();
    void hostAndOrigin_data();
    void hostAndOrigin();
    void answersNoPreflight();
    void wantsVersionAndBeta();
    void errorsHaveTheEnvelope();
    void everyAnswerNamesItsRequest();
    void listensOnLoopbackOnly();
    void refusesAPortInUse();
    void capsBodies();
    void capsChunkedBodies();
    void capsTargets();
    void refusesStreamsBeyondForty();
    void freesThePlacesOfClientsThatLeft();
    void stopsWithinASecond();
    void stopsTwice();
    void keysAreNewEachTime();
    void refusesAFolderThatIsNotThere();
};

namespace {

std::string bearer(const demo::Server &server)
{
    return "Bearer " + server.key().toStdString();
}

} // namespace

void TestServer::auth_data()
{
    QTest::addColumn<QString>("apiKey");
    QTest::addColumn<QString>("authorization");
    QTest::addColumn<int>("status");
    // KEY stands for the right one.
    QTest::newRow("x-api-key") << "KEY" << "" << 200;
    QTest::newRow("bearer") << "" << "Bearer KEY" << 200;
    QTest::newRow("both") << "KEY" << "Bearer KEY" << 401;
    QTest::newRow("both, one wrong") << "KEY" << "Bearer wrong" << 401;
    QTest::newRow("none") << "" << "" << 401;
    QTest::newRow("wrong key") << "sk-demo-0000" << "" << 401;
    QTest::newRow("wrong bearer") << "" << "Bearer sk-demo-0000" << 401;
    QTest::newRow("basic") << "" << "Basic KEY" << 401;
    QTest::newRow("bearer without a blank") << "" << "BearerKEY" << 401;
    QTest::newRow("a part of the key") << "KEY-1" << "" << 401;
}

void TestServer::auth()
{
    QFETCH(QString, apiKey);
    QFETCH(QString, authorization);
    QFETCH(int, status);
    demo::Server server({});
    QVERIFY(server.start());
    const QString key = QString::fromLatin1(server.key());
    Client client = Client(server).without("x-api-key");
    apiKey.replace(QStringLiteral("KEY-1"), key.chopped(1));
    if (!apiKey.isEmpty())
        client = client.with({{"x-api-key", apiKey.replace(QStringLiteral("KEY"), key).toStdString()}});
    if (!authorization.isEmpty())
        client = client.with({{"authorization", authorization.replace(QStringLiteral("KEY"), key).toStdString()}});
    const Answer answer = client.get("/v1/agents");
    QCOMPARE(answer.status, status);
    if (status == 401)
        QCOMPARE(answer.text("error.type"), std::string("authentication_error"));
    // Who is not let in learns nothing of the paths either.
    QCOMPARE(client.get("/v1/nope").status, status == 200 ? 404 : 401);
    QCOMPARE(client.post("/v1/agents", {{"name", "x"}, {"model", "claude-opus-5-5"}}).status, status);
}

void TestServer::doubleAuthIsRefusedOnStreams()
{
    Workspace workspace;
    const std::string path = "/v1/sessions/" + workspace.newSession() + "/events/stream";
    Stream stream(workspace.client.with({{"authorization", bearer(workspace.server)}}), path);
    QCOMPARE(stream.status(), 401);
}

void TestServer::hostAndOrigin_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<int>("status");
    QTest::newRow("address") << "127.0.0.1:PORT" << "" << 200;
    QTest::newRow("localhost") << "localhost:PORT" << "" << 200;
    QTest::newRow("no port") << "127.0.0.1" << "" << 403;
    QTest::newRow("another port") << "127.0.0.1:1" << "" << 403;
    QTest::newRow("a name that resolves to us") << "rebind.example:PORT" << "" << 403;
    QTest::newRow("every address") << "0.0.0.0:PORT" << "" << 403;
    QTest::newRow("IPv6") << "[::1]:PORT" << "" << 403;
    QTest::newRow("a page of another site") << "127.0.0.1:PORT" << "https://evil.example" << 403;
    QTest::newRow("a page of our own") << "127.0.0.1:PORT" << "http://127.0.0.1:PORT" << 403;
    QTest::newRow("a page without an origin") << "127.0.0.1:PORT" << "null" << 403;
}

void TestServer::hostAndOrigin()
{
    QFETCH(QString, host);
    QFETCH(QString, origin);
    QFETCH(int, status);
    demo::Server server({});
    QVERIFY(server.start());
    const QString port = QString::number(server.baseUrl().port());
    Client client = Client(server).with({{"Host", host.replace(QStringLiteral("PORT"), port).toStdString()}});
    if (!origin.isEmpty())
        client = client.with({{"Origin", origin.replace(QStringLiteral("PORT"), port).toStdString()}});
    const Answer answer = client.get("/v1/agents");
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
    if (status == 403)
        QCOMPARE(answer.text("error.type"), std::string("permission_error"));
}

void TestServer::answersNoPreflight()
{
    demo::Server server({});
    QVERIFY(server.start());
    const Answer answer = Client(server)
                              .without("x-api-key")
                              .with({{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", "POST"}})
                              .send("OPTIONS", "/v1/agents", {});
    QCOMPARE(answer.status, 403);
    for (const auto &[name, value] : answer.headers)
        QVERIFY2(name.rfind("access-control-", 0) != 0, name.c_str());
}

void TestServer::wantsVersionAndBeta()
{
    demo::Server server({});
    QVERIFY(server.start());
    const Client client(server);
    QCOMPARE(client.without("anthropic-version").get("/v1/agents").status, 400);
    QCOMPARE(client.with({{"anthropic-version", "1999-01-01"}}).get("/v1/agents").status, 400);
    QCOMPARE(client.with({{"anthropic-version", "2023-06-01"}}).get("/v1/agents").status, 200);
    const Answer noBeta = client.without("anthropic-beta").get("/v1/agents");
    QCOMPARE(noBeta.status, 400);
    QCOMPARE(noBeta.text("error.details.error_code"), std::string("organization_not_enrolled_in_beta"));
    QCOMPARE(client.with({{"anthropic-beta", "foo-beta,managed-agents-2026-04-01"}}).get("/v1/agents").status, 200);
    QCOMPARE(client.with({{"anthropic-beta", "managed-agents-2026"}}).get("/v1/agents").status, 400);
    // Models are generally available.
    QCOMPARE(client.without("anthropic-beta").get("/v1/models").status, 200);
    QCOMPARE(client.without("anthropic-beta").without("anthropic-version").get("/v1/models").status, 400);
}

void TestServer::errorsHaveTheEnvelope()
{
    demo::Server server({});
    QVERIFY(server.start());
    const Client client(server);
    for (const char *path : {"/v1/nope", "/", "/v1/agents/", "/v1//agents", "/v1/agents/a/b/c", "/v1/sessions/../agents"}) {
        const Answer answer = client.get(path);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.text("type"), std::string("error"));
        QCOMPARE(answer.text("error.type"), std::string("not_found_error"));
        QVERIFY(!answer.text("error.message").empty());
        QCOMPARE(answer.text("request_id"), answer.headers.at("request-id"));
    }
    QCOMPARE(client.send("PATCH", "/v1/agents/x", "{}").status, 404);
    QCOMPARE(client.send("PUT", "/v1/agents/x", "{}").status, 404);
    const Answer broken = client.send("POST", "/v1/agents", "{\"name\": ");
    QCOMPARE(broken.status, 400);
    QCOMPARE(broken.text("error.type"), std::string("invalid_request_error"));
    QCOMPARE(client.send("POST", "/v1/agents", "[]").status, 400);
    QCOMPARE(client.send("POST", "/v1/agents", "null").status, 400);
    QCOMPARE(client.post("/v1/agents").status, 400);
}

void TestServer::everyAnswerNamesItsRequest()
{
    demo::Server server({});
    QVERIFY(server.start());
    const Client client(server);
    const std::string first = client.get("/v1/agents").headers.at("request-id");
    const std::string second = client.get("/v1/agents").headers.at("request-id");
    QVERIFY(first.rfind("req_", 0) == 0);
    QVERIFY(first != second);
}

void TestServer::listensOnLoopbackOnly()
{
    demo::Server server({});
    QVERIFY(server.start());
    const QString port = QStringLiteral(":%1").arg(server.baseUrl().port(), 4, 16, QLatin1Char('0')).toUpper();
    QStringList listening;
    for (const char *name : {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
        QFile file(QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QStringList fields = QString::fromLatin1(line).simplified().split(QLatin1Char(' '));
            if (fields.size() > 3 && fields[1].endsWith(port) && fields[3] == QStringLiteral("0A"))
                listening << fields[1];
        }
    }
    if (listening.isEmpty())
        QSKIP("no /proc/net here");
    QCOMPARE(listening, QStringList(QStringLiteral("0100007F") + port));
    QCOMPARE(server.baseUrl().host(), QStringLiteral("127.0.0.1"));
}

void TestServer::refusesAPortInUse()
{
    demo::Server first({});
    QVERIFY(first.start());
    demo::Options options;
    options.port = quint16(first.baseUrl().port());
    demo::Server second(options);
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, base::Error::Kind::Network);
    QVERIFY(second.baseUrl().isEmpty());
    first.stop();
    demo::Server third(options); // the port is free again at once
    QVERIFY(third.start());
    QCOMPARE(third.baseUrl().port(), int(options.port));
}

void TestServer::capsBodies()
{
    demo::Server server({});
    QVERIFY(server.start());
    const Client client(server);
    const Answer answer = client.send("POST", "/v1/agents", std::string(33 * 1024 * 1024, 'x'));
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.text("error.type"), std::string("request_too_large"));
    QVERIFY(!answer.headers.at("request-id").empty());
    // Just below is read, and then refused for what it is.
    QCOMPARE(client.send("POST", "/v1/agents", std::string(31 * 1024 * 1024, 'x')).status, 400);
}

void TestServer::capsChunkedBodies()
{
    demo::Server server({});
    QVERIFY(server.start());
    // A body whose length is not said before: it has to be cut off while it comes.
    std::string body;
    const std::string piece(64 * 1024, 'x');
    for (int i = 0; i < 33 * 16; ++i)
        body += "10000\r\n" + piece + "\r\n";
    body += "0\r\n\r\n";
    const Client chunked = Client(server).with({{"Transfer-Encoding", "chunked"}, {"Content-Type", "application/json"}});
    QCOMPARE(chunked.send("POST", "/v1/agents", body).status, 413);
}

void TestServer::capsTargets()
{
    demo::Server server({});
    QVERIFY(server.start());
    const Client client(server);
    QCOMPARE(client.get("/v1/agents?x=" + std::string(5000, 'x')).status, 414);
    QCOMPARE(client.get("/v1/agents?x=" + std::string(3000, 'x')).status, 200);
}

void TestServer::refusesStreamsBeyondForty()
{
    Workspace workspace;
    const std::string path = "/v1/sessions/" + workspace.newSession() + "/events/stream";
    std::vector<std::unique_ptr<Stream>> streams;
    for (int i = 0; i < 40; ++i) {
        streams.push_back(std::make_unique<Stream>(workspace.client, path));
        QCOMPARE(streams.back()->status(), 200);
    }
    Stream refused(workspace.client, path);
    QCOMPARE(refused.status(), 503);
    const Answer answer = workspace.client.get(path);
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.headers.at("retry-after"), std::string("5"));
    QCOMPARE(answer.text("error.type"), std::string("overloaded_error"));
    // Everything else goes on.
    QCOMPARE(workspace.client.get("/v1/agents").status, 200);
}

void TestServer::freesThePlacesOfClientsThatLeft()
{
    Workspace workspace;
    const std::string path = "/v1/sessions/" + workspace.newSession() + "/events/stream";
    for (int round = 0; round < 2; ++round) {
        std::vector<std::unique_ptr<Stream>> streams;
        for (int i = 0; i < 40; ++i) {
            streams.push_back(std::make_unique<Stream>(workspace.client, path));
            QCOMPARE(streams.back()->status(), 200);
        }
        // They all leave without a word: nothing is sent to them that would tell.
    }
}

void TestServer::stopsWithinASecond()
{
    demo::Options options;
    options.speed = 1;
    Workspace workspace(options);
    const std::string session = workspace.newSession();
    std::vector<std::unique_ptr<Stream>> streams;
    for (int i = 0; i < 10; ++i) {
        streams.push_back(std::make_unique<Stream>(workspace.client, "/v1/sessions/" + session + "/events/stream?event_deltas%5B%5D=agent.message"));
        QCOMPARE(streams.back()->status(), 200);
    }
    workspace.say(session, "A long reply, please");
    QVERIFY(streams.front()->waitForType("event_delta"));
    QElapsedTimer timer;
    timer.start();
    workspace.server.stop();
    QVERIFY2(timer.elapsed() <= 1000, qPrintable(QString::number(timer.elapsed())));
    for (const auto &stream : streams)
        QVERIFY(stream->waitForEnd());
    QCOMPARE(workspace.client.get("/v1/agents").status, 0);
}

void TestServer::stopsTwice()
{
    demo::Server server({});
    QVERIFY(server.start());
    server.stop();
    server.stop();
    demo::Server never({});
    never.stop();
}

void TestServer::keysAreNewEachTime()
{
    demo::Server first({});
    demo::Server second({});
    QVERIFY(first.key() != second.key());
    QVERIFY(first.key().size() >= 64);
    demo::Options options;
    options.token = "given";
    QCOMPARE(demo::Server(options).key(), QByteArray("given"));
}

void TestServer::refusesAFolderThatIsNotThere()
{
    demo::Options options;
    options.databaseFile = QStringLiteral("/nonexistent-folder/demo.sqlite");
    demo::Server server(options);
    const auto started = server.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, base::Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
