#include "tests/replay/connection.h"

#include "backends/openma/decoder.h"
#include "net/sseparser.h"

#include <QTcpSocket>
#include <QUrlQuery>

namespace replay {

using namespace std::chrono_literals;

namespace {

QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

qint64 numberOf(const QUrlQuery &query, const char *name, qint64 fallback)
{
    bool ok = false;
    const qint64 value = query.queryItemValue(QLatin1String(name)).toLongLong(&ok);
    return ok ? value : fallback;
}

bool isOneHop(const QByteArray &header)
{
    return header == "connection" || header == "keep-alive" || header == "transfer-encoding" || header == "content-length"
        || header == "date";
}

} // namespace

Connection::Connection(Server *server, qintptr descriptor)
    : QObject(server),
      m_server(server),
      m_socket(new QTcpSocket(this))
{
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // a chunk is not kept back for the next one
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void Connection::cut()
{
    m_pause.cancel();
    m_socket->disconnectFromHost();
}

void Connection::read()
{
    m_input += m_socket->readAll();
    for (;;) {
        const auto end = m_input.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = m_input.left(end);
        const qsizetype length = headerOf(head, "content-length").toLongLong();
        if (m_input.size() < end + 4 + length)
            return;
        m_input.remove(0, end + 4 + length);
        const QByteArrayList words = head.left(head.indexOf('\r')).split(' ');
        answer(words.value(0), words.value(1), head);
    }
}

void Connection::answer(const QByteArray &method, const QByteArray &target, const QByteArray &head)
{
    const QUrl url = QUrl::fromEncoded(target);
    const QStringList parts = url.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (url.path() == QLatin1String("/health"))
        return reply(200, "{\"status\":\"ok\",\"runtime\":\"node\"}");
    if (headerOf(head, "x-api-key").isEmpty())
        return reply(401, "{\"error\":\"Unauthorized\"}");
    if (method == "GET" && url.path() == QLatin1String("/v1/sessions"))
        return reply(200, m_server->listingJson());
    if (parts.value(0) == QLatin1String("v1") && parts.value(1) == QLatin1String("sessions")) {
        if (Server::Session *session = m_server->find(parts.value(2)))
            return answerSession(*session, method, parts.mid(3).join(QLatin1Char('/')), QUrlQuery(url), head);
        return reply(404, "{\"error\":\"Session not found\"}");
    }
    if (method == "GET" && parts.size() == 2 && parts.value(0) == QLatin1String("v1"))
        return reply(200, "{\"data\":[],\"has_more\":false}");
    reply(404, "{\"error\":\"not found\"}");
}

void Connection::answerSession(
    Server::Session &session, const QByteArray &method, const QString &rest, const QUrlQuery &query, const QByteArray &head)
{
    if (method != "GET")
        return reply(409, "{\"error\":\"This session is a recording: it can be read, not changed.\"}");
    if (rest.isEmpty())
        return reply(200, m_server->sessionJson(session));
    if (rest == QLatin1String("events")) {
        reply(200, m_server->eventsJson(session, numberOf(query, "after_seq", 0), numberOf(query, "limit", 100)));
        session.listed = true;
        for (Connection *other : m_server->findChildren<Connection *>()) {
            if (other->m_streamed == &session)
                other->playSoon();
        }
        return;
    }
    if (rest == QLatin1String("events/stream") || rest == QLatin1String("stream"))
        return beginStream(session, head);
    reply(404, "{\"error\":\"not found\"}");
}

void Connection::reply(int status, const QByteArray &body, const QByteArray &type)
{
    m_socket->write("HTTP/1.1 " + QByteArray::number(status) + " Replayed\r\ncontent-type: " + type
        + "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void Connection::beginStream(Server::Session &session, const QByteArray &head)
{
    const Recording &recording = session.recording;
    QByteArray all;
    for (const Chunk &chunk : recording.chunks)
        all += chunk.bytes;
    if (recording.status != 200) { // refused then, refused now
        QByteArray type;
        for (const auto &[name, value] : recording.headers)
            type = name == "content-type" ? value : type;
        return reply(recording.status, all, type);
    }
    QByteArray out = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n";
    for (const auto &[name, value] : recording.headers) {
        if (!isOneHop(name))
            out += name + ": " + value + "\r\n";
    }
    m_socket->write(out + "\r\n");
    m_streamed = &session;
    session.listed = false;
    if (session.next == 0 && !recording.chunks.empty()) { // the server's own greeting (`retry:`), before anything has happened
        writeChunk(recording.chunks[0].bytes);
        session.next = 1;
        session.position = std::max(session.position, recording.chunks[0].lastSequence);
    } else if (const QByteArray last = headerOf(head, "last-event-id"); !last.isEmpty()) {
        replayStored(session, last.toLongLong());
    }
    if (m_server->isOver(session))
        Q_EMIT m_server->played(session.id);
}

// What a real server does for a client that comes back: the stored events after the one it names.
void Connection::replayStored(const Server::Session &session, qint64 after)
{
    net::SseParser parser;
    for (std::size_t i = 0; i < session.next; ++i) {
        for (const net::Frame &frame : parser.feed(session.recording.chunks[i].bytes)) {
            const auto event = backends::openma::decodeEvent(frame.data);
            if (event.ok() && event->sequence > after)
                writeChunk("event: " + frame.event + "\nid: " + frame.id + "\ndata: " + frame.data + "\n\n");
        }
    }
}

void Connection::playSoon()
{
    Server::Session &session = *m_streamed;
    if (m_pause.isRunning() || m_server->isOver(session))
        return;
    const auto &chunks = session.recording.chunks;
    const auto pause = m_server->m_options.fast ? 0ms : chunks[session.next].at - chunks[session.next - 1].at;
    m_pause.start(m_server->m_clock, std::max(pause, 0ms), this, [this, &session] {
        const Chunk &chunk = session.recording.chunks[session.next++];
        session.position = std::max(session.position, chunk.lastSequence);
        writeChunk(chunk.bytes);
        if (m_server->isOver(session))
            Q_EMIT m_server->played(session.id);
        else
            playSoon();
    });
}

void Connection::writeChunk(const QByteArray &bytes)
{
    m_socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
    m_socket->flush();
}

} // namespace replay
