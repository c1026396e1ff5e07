#include "tests/soak/soakserver.h"

#include "tests/support/scriptedserver.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSocketNotifier>
#include <QTcpSocket>
#include <QUrlQuery>

#include <cstdio>
#include <map>
#include <unistd.h>

namespace soak {

namespace {

using test::Script;

const QDateTime begin(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC);

QByteArray eventOf(int number, const QByteArray &text)
{
    return "{\"type\":\"agent.message\",\"id\":\"e" + QByteArray::number(number) + "\",\"processed_at\":\""
        + begin.addSecs(number).toString(Qt::ISODate).toLatin1() + "\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
}

QByteArray frame(const QByteArray &json)
{
    return "event: agent.message\ndata: " + json + "\n\n";
}

QByteArray words(int number)
{
    return "number " + QByteArray::number(number) + " of a day in which somebody reads what agents write, a few sentences at a time";
}

//! A page of a history that holds events from 1 to `stored`: from where the last one ended, or from a time on.
QByteArray page(const QByteArray &target, int stored, int size, const std::function<QByteArray(int)> &one)
{
    const QUrlQuery query(QString::fromLatin1(target.mid(target.indexOf('?') + 1)));
    int from = query.queryItemValue(QStringLiteral("page")).toInt();
    const QString since = query.queryItemValue(QStringLiteral("created_at%5Bgte%5D"), QUrl::FullyDecoded);
    if (from == 0 && !since.isEmpty())
        from = std::max(0, int(begin.secsTo(QDateTime::fromString(since, Qt::ISODateWithMs))) - 1);
    QByteArrayList events;
    for (int number = from + 1; number <= std::min(stored, from + size); ++number)
        events.append(one(number));
    const bool more = from + size < stored;
    return "{\"data\":[" + events.join(',') + "],\"has_more\":" + (more ? "true" : "false") + ",\"next_page\":"
        + (more ? '"' + QByteArray::number(from + size) + '"' : QByteArray("null")) + '}';
}

//! Many short sessions.
class Day
{
public:
    explicit Day(int events) : m_events(events) {}

    Script answer(const test::SeenRequest &request)
    {
        const QByteArray path = request.path();
        if (path.endsWith("/events/stream"))
            return stream(path.split('/').value(3));
        if (path.endsWith("/events"))
            return listing(request, path.split('/').value(3));
        return Script::reply(200, "{\"type\":\"session\",\"id\":\"s\",\"status\":\"running\"}");
    }

private:
    Script stream(const QByteArray &session)
    {
        int &stored = m_stored[session];
        const bool first = stored == 0;
        const int end = first ? m_events / 2 : m_events;
        QByteArray bytes;
        while (stored < end) {
            ++stored;
            bytes += frame(eventOf(stored, words(stored)));
        }
        Script script = Script::stream().chunk("retry: 1000\n\n");
        if (!bytes.isEmpty())
            script.chunk(bytes);
        if (first)
            script.cut(test::Cut::Rst);
        return script;
    }

    Script listing(const test::SeenRequest &request, const QByteArray &session)
    {
        return Script::reply(200, page(request.target, m_stored[session], 500, [](int number) { return eventOf(number, words(number)); }));
    }

    const int m_events;
    std::map<QByteArray, int> m_stored;
};

//! Events come as fast as they are taken, whoever takes them: what a stream did not bring before it was left is in the history.
class Push : public QTcpServer
{
public:
    Push(int megabytes, QObject *parent) : QTcpServer(parent), m_events(int(qint64(megabytes) * 1024 * 1024 / frame(one(1)).size()))
    {
        connect(this, &QTcpServer::newConnection, this, [this] { serve(nextPendingConnection()); });
    }

private:
    static QByteArray one(int number) { return eventOf(number, words(number).repeated(160)); }

    void serve(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            const QByteArray target = socket->readAll().split(' ').value(1);
            if (target.contains("/stream")) {
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
                pour(socket);
                return;
            }
            const QByteArray body = target.contains("/events") ? listing(target) : "{\"type\":\"session\",\"id\":\"s\",\"status\":\"running\"}";
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        });
    }
    QByteArray listing(const QByteArray &target) const
    {
        return page(target, m_sent, 50, &Push::one);
    }
    void pour(QTcpSocket *socket)
    {
        const auto next = [this, socket] {
            if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() == 0 && m_sent < m_events)
                socket->write(frame(one(++m_sent)));
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, next);
        next();
    }

    const int m_events;
    int m_sent = 0;
};

} // namespace

int serve(int argc, char **argv, int events, int pushed)
{
    QCoreApplication application(argc, argv);
    Day day(events);
    test::ScriptedServer server;
    server.handle([&day](const test::SeenRequest &request) { return day.answer(request); });
    Push push(pushed, &application);
    if (!push.listen(QHostAddress::LocalHost))
        return 1;
    QSocketNotifier end(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &application, [] {
        char byte = 0;
        if (read(STDIN_FILENO, &byte, 1) <= 0)
            QCoreApplication::quit();
    });
    std::printf("%d %d\n", int(server.serverPort()), int(push.serverPort()));
    std::fflush(stdout);
    return application.exec();
}

} // namespace soak
