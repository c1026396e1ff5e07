#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>

using namespace test;

//! The demo server listens on a machine where other programs run and a browser is open: what they get of it (S16).
class DemoServerTest : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void holds_data();
    void holds();
    void cleanupTestCase();
};

namespace {

using Check = void (*)();

std::unique_ptr<demo::Server> theServer;

demo::Server &running()
{
    return *theServer;
}

std::string port()
{
    return std::to_string(running().baseUrl().port());
}

void refused(const Headers &headers, const char *without = "")
{
    const Answer answer = Client(running()).without(without).with(headers).get("/v1/agents");
    QVERIFY2(answer.status == 401 || answer.status == 403, std::to_string(answer.status).c_str());
    QVERIFY(answer.body.find("data") == std::string::npos);
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
}

//! The addresses on which somebody listens at this port, as /proc/net writes them.
QStringList listening(int port)
{
    const QString suffix = QStringLiteral(":%1").arg(port, 4, 16, QLatin1Char('0')).toUpper();
    QStringList found;
    for (const char *name : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        QFile file(QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QStringList fields = QString::fromLatin1(line).simplified().split(QLatin1Char(' '));
            if (fields.size() > 3 && fields[1].endsWith(suffix) && fields[3] == QLatin1String("0A"))
                found << fields[1].chopped(suffix.size());
        }
    }
    return found;
}

void loopbackOnly()
{
    QCOMPARE(listening(running().baseUrl().port()), QStringList(QStringLiteral("0100007F")));
}

void otherPortEachTime()
{
    demo::Server other({});
    QVERIFY(other.start());
    QVERIFY(other.baseUrl().port() != running().baseUrl().port());
    QVERIFY(other.baseUrl().port() >= 1024);
}

void otherKeyEachTime()
{
    demo::Server other({});
    QVERIFY(other.start());
    QVERIFY(other.key().size() >= 64 && other.key() != running().key());
    QCOMPARE(Client(other).with({{"x-api-key", running().key().toStdString()}}).get("/v1/agents").status, 401);
    QCOMPARE(Client(other).get("/v1/agents").status, 200);
}

void noPreflight()
{
    const Answer answer = Client(running())
                              .without("x-api-key")
                              .with({{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", "POST"}})
                              .send("OPTIONS", "/v1/agents", {});
    QCOMPARE(answer.status, 403);
    for (const auto &[name, value] : answer.headers)
        QVERIFY2(name.rfind("access-control-", 0) != 0, name.c_str());
}

void largeBody()
{
    QCOMPARE(Client(running()).send("POST", "/v1/agents", std::string(33 * 1024 * 1024, 'x')).status, 413);
}

void largeChunkedBody()
{
    std::string body;
    for (int i = 0; i < 33 * 16; ++i)
        body += "10000\r\n" + std::string(64 * 1024, 'x') + "\r\n";
    const Client chunked = Client(running()).with({{"Transfer-Encoding", "chunked"}, {"Content-Type", "application/json"}});
    QCOMPARE(chunked.send("POST", "/v1/agents", body + "0\r\n\r\n").status, 413);
}

//! Connections that send a byte now and then: none is kept for longer than the deadline, and others are served meanwhile.
void slowSenders()
{
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    for (int i = 0; i < 20; ++i) {
        slow.push_back(std::make_unique<QTcpSocket>());
        slow.back()->connectToHost(QStringLiteral("127.0.0.1"), quint16(running().baseUrl().port()));
    }
    QElapsedTimer time;
    time.start();
    const auto open = [&] {
        return std::count_if(slow.begin(), slow.end(), [](const auto &socket) { return socket->state() != QAbstractSocket::UnconnectedState; });
    };
    const QByteArray head = "POST /v1/agents HTTP/1.1\r\nX-Slow: ";
    qint64 sent = 0;
    bool served = true;
    const bool gone = QTest::qWaitFor(
        [&] {
            for (; sent < time.elapsed() / 300; ++sent) {
                for (const auto &socket : slow) {
                    if (socket->state() == QAbstractSocket::ConnectedState)
                        socket->write(sent < head.size() ? head.mid(sent, 1) : QByteArray("x"));
                }
                if (sent % 20 == 10)
                    served = served && Client(running()).get("/v1/agents").status == 200;
            }
            return open() == 0;
        },
        45'000);
    QVERIFY2(gone, qPrintable(QStringLiteral("%1 of 20 are still open").arg(open())));
    QVERIFY(served);
    QVERIFY2(time.elapsed() <= 32'000, qPrintable(QString::number(time.elapsed())));
}

//! The program that serves the demo is killed, and its port is free.
void diesWithTheProgram()
{
    QProcess program;
    program.start(QStringLiteral(MUSTER_PROGRAM), {QStringLiteral("--demo-server"), QStringLiteral("0")});
    QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), 20'000);
    const QUrl url(QString::fromUtf8(program.readLine().trimmed()));
    QCOMPARE(listening(url.port()).size(), 1);
    program.kill();
    QTRY_COMPARE(program.state(), QProcess::NotRunning);
    QTRY_COMPARE(listening(url.port()).size(), 0);
}

const std::vector<std::pair<const char *, Check>> rows{
    {"S16: listens on 127.0.0.1 only", loopbackOnly},
    {"S16: another port each time", otherPortEachTime},
    {"S16: another key each time", otherKeyEachTime},
    {"S16: no key", [] { refused({}, "x-api-key"); }},
    {"S16: a wrong key", [] { refused({{"x-api-key", "sk-demo-0000"}}); }},
    {"S16: a name that resolves to us", [] { refused({{"Host", "rebind.example:" + port()}}); }},
    {"S16: another port in the host", [] { refused({{"Host", "127.0.0.1:1"}}); }},
    {"S16: a page of another site", [] { refused({{"Origin", "https://evil.example"}}); }},
    {"S16: a page without an origin", [] { refused({{"Origin", "null"}}); }},
    {"S16: no preflight is answered", noPreflight},
    {"S16: a body of 33 MB", largeBody},
    {"S16: a chunked body of 33 MB", largeChunkedBody},
    {"S16: senders that never come to an end", slowSenders},
    {"S16: dies with the program", diesWithTheProgram},
};

} // namespace

void DemoServerTest::initTestCase()
{
    theServer = std::make_unique<demo::Server>(demo::Options{});
    QVERIFY(theServer->start());
}

void DemoServerTest::cleanupTestCase()
{
    theServer.reset();
}

void DemoServerTest::holds_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < rows.size(); ++i)
        QTest::newRow(rows[i].first) << int(i);
}

void DemoServerTest::holds()
{
    QFETCH(int, row);
    rows[std::size_t(row)].second();
}

QTEST_GUILESS_MAIN(DemoServerTest)
#include "tst_demoserver.moc"
