// What the network measurements talk to, in a process of its own: its work is in none of the numbers.
// Prints its two ports, then does what the lines on its standard input say and answers each with a line: hole, open, count.
#include "tests/support/scriptedserver.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTcpSocket>

#include <cstdio>
#include <unistd.h>

namespace {

using test::Script;
using namespace std::chrono_literals;

//! A listing of agents as large as a full page is.
QByteArray agents()
{
    QByteArrayList out;
    for (int i = 0; i < 100; ++i)
        out.append("{\"type\":\"agent\",\"id\":\"agent_" + QByteArray::number(i) + "\",\"name\":\"Agent number " + QByteArray::number(i)
                   + "\",\"model\":{\"id\":\"claude-sonnet-5-5\"},\"version\":1,\"created_at\":\"2026-11-20T09:00:00Z\"}");
    return "{\"data\":[" + out.join(',') + "],\"next_page\":null}";
}

QByteArray frame(const QByteArray &name, const QByteArray &json)
{
    return "event: " + name + "\ndata: " + json + "\n\n";
}

//! A reply that is being written: 50 pieces a second, for a minute.
Script talking()
{
    Script script = Script::stream().chunk(frame("event_start", "{\"type\":\"event_start\",\"event\":{\"id\":\"e\",\"type\":\"agent.message\"}}"));
    const QByteArray piece
        = frame("event_delta", "{\"type\":\"event_delta\",\"event_id\":\"e\",\"delta\":{\"index\":0,\"content\":{\"text\":\"a few more words \"}}}");
    for (int i = 0; i < 3000; ++i)
        script.chunk(piece).pause(20ms);
    return script;
}

//! Sessions are called after what their streams do.
Script answer(const test::SeenRequest &request)
{
    const QByteArray path = request.path();
    if (path == "/v1/agents")
        return Script::reply(200, agents());
    if (path.endsWith("/events"))
        return Script::reply(200, "{\"data\":[],\"next_page\":null}");
    if (!path.endsWith("/stream"))
        return Script::reply(200, "{\"type\":\"session\",\"id\":\"s\",\"status\":\"running\"}");
    if (path.contains("talking"))
        return talking();
    return Script::stream().chunk(frame("session.status_running", "{\"type\":\"session.status_running\",\"id\":\"e\"}"));
}

//! Answers everything with a stream that never ends and is written as fast as it is taken.
class Flood : public QTcpServer
{
public:
    explicit Flood(QObject *parent) : QTcpServer(parent)
    {
        connect(this, &QTcpServer::newConnection, this, [this] { pour(nextPendingConnection()); });
    }

private:
    void pour(QTcpSocket *socket)
    {
        const QByteArray line = "data: " + QByteArray(65'000, 'x') + "\n\n";
        connect(socket, &QTcpSocket::bytesWritten, socket, [socket, line] {
            if (socket->bytesToWrite() == 0)
                socket->write(line);
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    }
};

void print(const QByteArray &line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    test::ScriptedServer server;
    server.handle(answer);
    Flood flood(&application);
    if (!flood.listen(QHostAddress::LocalHost))
        return 1;
    QSocketNotifier orders(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &server, [&] {
        char text[64];
        const ssize_t length = read(STDIN_FILENO, text, sizeof text);
        if (length <= 0)
            return QCoreApplication::quit();
        for (const QByteArray &order : QByteArray(text, length).trimmed().split('\n')) {
            if (order == "hole" || order == "open")
                server.blackHole(order == "hole");
            print(order == "count" ? QByteArray::number(server.connections()) : order);
        }
    });
    print(QByteArray::number(server.serverPort()) + ' ' + QByteArray::number(flood.serverPort()));
    return application.exec();
}
