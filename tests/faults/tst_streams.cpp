#include "base/clock.h"
#include "net/eventstream.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

#include <QFile>
#include <QSemaphore>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <atomic>
#include <random>

using net::EventStream;
using net::Frame;
using net::Transport;
using test::Cut;
using test::get;
using test::Script;
using test::ScriptedServer;
using namespace std::chrono_literals;

//! Streams under random cuts, floods and huge events (F13–F15, F23, F24; goals R13, R14).
class StreamsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void randomCutsNeverMakeHalfAnEvent();
    void everyCutIsNoticed_data();
    void everyCutIsNoticed();
    void bytesOneByOne();
    void aFloodStopsAtTheServer();
    void anEventOfFiftyMegabytesArrives();

private:
    base::SystemClock m_clock;
};

namespace {

QByteArray eventText(int number)
{
    const QByteArray n = QByteArray::number(number);
    return "id: " + n + "\nevent: agent.message\ndata: {\"n\": " + n + ",\ndata: \"text\": \"" + QByteArray(number % 300, 'x') + "\"}\n\n";
}

QByteArray dataOf(int number)
{
    return "{\"n\": " + QByteArray::number(number) + ",\n\"text\": \"" + QByteArray(number % 300, 'x') + "\"}";
}

//! A chunked body, and where a cut would fall into the line that announces a chunk's size.
//!
//! Qt 6.4 does not notice the end of a connection that comes in one piece with half such a line: the stream stays open and silent until
//! the feed's watchdog asks (F16). No server writes the two apart, so these cuts are left out where they come at once.
class Chunked
{
public:
    Chunked &add(const QByteArray &chunk, const QByteArray &extension = {})
    {
        const QByteArray line = QByteArray::number(chunk.size(), 16) + extension + "\r\n";
        for (qsizetype i = 1; i < line.size(); ++i)
            m_sizeLines.insert(int(bytes.size() + i));
        bytes += line + chunk + "\r\n";
        return *this;
    }
    bool cutsASizeLine(qsizetype at) const { return m_sizeLines.contains(int(at)); }

    QByteArray bytes;

private:
    QSet<int> m_sizeLines;
};

const QByteArray chunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

//! Answers one request with an endless stream, from a thread of its own: the client's loop stands still meanwhile.
class Flood
{
public:
    Flood()
    {
        m_server.listen(QHostAddress::LocalHost);
        m_port = m_server.serverPort();
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { answer(m_server.nextPendingConnection()); });
        m_server.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Flood()
    {
        QMetaObject::invokeMethod(&m_server, [this] {
            m_server.close();
            m_server.moveToThread(QCoreApplication::instance()->thread());
            m_thread.quit();
        });
        m_thread.wait();
    }
    quint16 port() const { return m_port; }
    qint64 sent() const { return m_sent; }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray line = "data: " + QByteArray(65'000, 'x') + "\n\n";
        const auto more = [this, socket, line] {
            if (socket->bytesToWrite() == 0)
                m_sent += socket->write(line);
        };
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    }

    QThread m_thread;
    QTcpServer m_server;
    quint16 m_port = 0;
    std::atomic<qint64> m_sent{0};
};

} // namespace

void StreamsTest::randomCutsNeverMakeHalfAnEvent()
{
    std::mt19937 random(20261121);
    test::FakeClock clock;
    ScriptedServer server;
    const int total = 600;
    // Goes on behind the id that the client names, and cuts anywhere: before a chunk, in it, behind it.
    server.handle([&](const test::SeenRequest &request) {
        const int from = request.header("last-event-id").toInt() + 1;
        QByteArray bytes;
        for (int n = from; n <= total; ++n)
            bytes += eventText(n);
        Chunked body;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = 1 + qsizetype(random() % 400);
            body.add(bytes.mid(at, size));
            at += size;
        }
        if (from > total - 20)
            return Script::raw(chunkedHead + body.bytes);
        qsizetype cut = qsizetype(random() % 3000);
        while (body.cutsASizeLine(cut))
            ++cut;
        return Script::raw(chunkedHead + body.bytes.left(cut)).cut(random() % 2 ? Cut::Rst : Cut::Fin);
    });
    Transport transport(test::endpointOf(server), &clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    int next = 1;
    int wrong = 0;
    int cuts = 0;
    connect(stream, &EventStream::frame, &owner, [&](const Frame &frame) {
        wrong += frame.data == dataOf(next) && frame.id == QByteArray::number(next) ? 0 : 1;
        ++next;
    });
    connect(stream, &EventStream::reconnecting, &owner, [&](int, std::chrono::milliseconds pause) {
        ++cuts;
        QMetaObject::invokeMethod(&owner, [&clock, pause] { clock.advance(pause); }, Qt::QueuedConnection);
    });
    stream->open();
    QTRY_COMPARE_WITH_TIMEOUT(next, total + 1, 60'000);
    QCOMPARE(wrong, 0);
    QVERIFY2(cuts >= 20, qPrintable(QString::number(cuts)));
}

void StreamsTest::everyCutIsNoticed_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("late");
    QTest::newRow("FIN") << false << false;
    QTest::newRow("RST") << true << false;
    QTest::newRow("FIN after a while") << false << true;
    QTest::newRow("RST after a while") << true << true;
}

void StreamsTest::everyCutIsNoticed()
{
    QFETCH(bool, reset);
    QFETCH(bool, late);
    test::FakeClock clock;
    ScriptedServer server;
    Chunked body;
    body.add("data: one\n\n").add("event: a\ndata: t", ";ext=1").add("wo\n\n");
    qsizetype at = 0;
    server.handle([&](const test::SeenRequest &) {
        while (!late && body.cutsASizeLine(at))
            ++at;
        Script script = Script::raw(chunkedHead + body.bytes.left(at++));
        if (late)
            script.pause(5ms);
        return script.cut(reset ? Cut::Rst : Cut::Fin);
    });
    Transport transport(test::endpointOf(server), &clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    bool all = false;
    connect(stream, &EventStream::reconnecting, &owner, [&](int, std::chrono::milliseconds pause) {
        all = at > body.bytes.size();
        if (!all)
            QMetaObject::invokeMethod(&owner, [&clock, pause] { clock.advance(pause); }, Qt::QueuedConnection);
    });
    stream->open();
    QTRY_VERIFY2_WITH_TIMEOUT(all, qPrintable(QStringLiteral("stuck at byte %1").arg(at - 1)), 20'000);
}

void StreamsTest::bytesOneByOne()
{
    ScriptedServer server;
    Script script = Script::stream();
    const QByteArray bytes = "\xef\xbb\xbf" "data: \xe2\x82\xac\r\n\r\nevent: a\rdata: b\r\r";
    for (const char c : bytes)
        script.chunk(QByteArray(1, c));
    server.enqueue(script);
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    std::vector<Frame> frames;
    connect(stream, &EventStream::frame, &owner, [&](const Frame &frame) { frames.push_back(frame); });
    stream->open();
    QTRY_COMPARE(frames.size(), std::size_t(2));
    QCOMPARE(frames[0].data, QByteArray("\xe2\x82\xac"));
    QCOMPARE(frames[1].event, QByteArray("a"));
}

void StreamsTest::aFloodStopsAtTheServer()
{
    Flood flood;
    net::Endpoint endpoint;
    endpoint.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(flood.port()));
    Transport transport(endpoint, &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    qint64 got = 0;
    connect(stream, &EventStream::frame, &owner, [&](const Frame &frame) { got += frame.data.size(); });
    stream->open();
    QTRY_VERIFY_WITH_TIMEOUT(got > 0, 10'000);
    const qint64 before = residentBytes();
    // The interface hangs: nothing turns the event loop for as long as the server needs to run into our wall.
    QSemaphore never;
    qint64 sent = -1;
    for (int i = 0; i < 40 && sent != flood.sent(); ++i) {
        sent = flood.sent();
        never.tryAcquire(1, 250);
    }
    QCOMPARE(flood.sent(), sent); // it came to a stop
    if (before > 0)
        QVERIFY2(residentBytes() - before < 16 * 1024 * 1024, qPrintable(QString::number(residentBytes() - before)));
    // And it goes on where it stopped.
    const qint64 then = got;
    QTRY_VERIFY_WITH_TIMEOUT(got > then + 8'000'000, 20'000);
    stream->close();
}

void StreamsTest::anEventOfFiftyMegabytesArrives()
{
    ScriptedServer server;
    Script script = Script::stream().chunk("data: ");
    for (int i = 0; i < 50; ++i)
        script.chunk(QByteArray(1'000'000, 'x'));
    server.enqueue(script.chunk("\n\ndata: next\n\n"));
    Transport transport(test::endpointOf(server), &m_clock, nullptr);
    QObject owner;
    auto *stream = transport.openStream(&owner, get("/v1/stream"));
    QList<qsizetype> sizes;
    connect(stream, &EventStream::frame, &owner, [&](const Frame &frame) { sizes.append(frame.data.size()); });
    stream->open();
    QTRY_COMPARE_WITH_TIMEOUT(sizes.size(), 2, 30'000);
    QCOMPARE(sizes, (QList<qsizetype>{50'000'000, 4}));
}

QTEST_GUILESS_MAIN(StreamsTest)
#include "tst_streams.moc"
