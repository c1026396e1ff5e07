#include "tests/replay/connection.h"

#include "backends/openma/decoder.h"
#include "net/sseparser.h"
#include "tests/replay/wireanswer.h"

#include <QTcpSocket>
#include <QUrlQuery>

namespace replay
{

using namespace std::chrono_literals;

namespace
{

qint64 numberOf(const QUrlQuery &query, const char *name, qint64 fallback)
{
    bool ok = false;
    const qint64 value = query.queryItemValue(QLatin1String(name)).toLongLong(&ok);
    return ok ? value : fallback;
}

} // namespace

Connection::Connection(Server *server, qintptr descriptor)
    : QObject(server)
    , m_server(server)
    , m_socket(new QTcpSocket(this))
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
    m_reader.feed(m_socket->readAll());
    while (const auto request = m_reader.next())
        answer(*request);
}

void Connection::answer(const WireRequest &request)
{
    const QUrl url = QUrl::fromEncoded(request.target);
    const QStringList parts = url.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (url.path() == QLatin1String("/health"))
        return reply(200, "{\"status\":\"ok\",\"runtime\":\"node\"}");
    if (request.header("x-api-key").isEmpty())
        return reply(401, "{\"error\":\"Unauthorized\"}");
    if (request.method == "GET" && url.path() == QLatin1String("/v1/sessions"))
        return reply(200, m_server->listingJson());
    if (parts.value(0) == QLatin1String("v1") && parts.value(1) == QLatin1String("sessions")) {
        if (Server::Session *session = m_server->find(parts.value(2)))
            return answerSession(*session, request, parts.mid(3).join(QLatin1Char('/')), QUrlQuery(url));
        return reply(404, "{\"error\":\"Session not found\"}");
    }
    if (request.method == "GET" && parts.size() == 2 && parts.value(0) == QLatin1String("v1"))
        return reply(200, "{\"data\":[],\"has_more\":false}");
    reply(404, "{\"error\":\"not found\"}");
}

void Connection::answerSession(Server::Session &session, const WireRequest &request, const QString &rest, const QUrlQuery &query)
{
    if (request.method != "GET")
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
        return beginStream(session, request);
    reply(404, "{\"error\":\"not found\"}");
}

void Connection::reply(int status, const QByteArray &json)
{
    m_socket->write(wireAnswer({status, {{"content-type", "application/json"}}, json}, "GET"));
}

void Connection::beginStream(Server::Session &session, const WireRequest &request)
{
    const Recording &recording = session.recording;
    if (recording.status == 0) // nobody answered then, nobody answers now
        return cut();
    if (!recording.isStream()) { // refused then, refused now
        m_socket->write(wireAnswer(recording.answer(), request.method));
        return;
    }
    m_socket->write(wireStreamHead(recording.headers));
    m_streamed = &session;
    session.listed = false;
    if (session.next == 0 && !recording.chunks.empty()) { // the server's own greeting (`retry:`), before anything has happened
        writeChunk(recording.chunks[0].bytes);
        session.next = 1;
        session.position = std::max(session.position, recording.chunks[0].lastSequence);
    } else if (const QByteArray last = request.header("last-event-id"); !last.isEmpty()) {
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
    if (bytes.isEmpty())
        return; // would be the end
    m_socket->write(wireChunk(bytes));
    m_socket->flush();
}

} // namespace replay
