#include "tests/replay/server.h"

#include "tests/replay/connection.h"

#include <QTcpSocket>

namespace replay
{

using base::Json;

Server::Server(std::vector<Recording> recordings, const Options &options, base::Clock *clock, QObject *parent)
    : QTcpServer(parent)
    , m_options(options)
    , m_clock(clock)
{
    for (Recording &recording : recordings) {
        auto session = std::make_unique<Session>();
        session->id = options.byName ? recording.name : recording.sessionId;
        // What was there before the stream's first event was there when it was opened.
        const qint64 all = std::max<qint64>(recording.history.newest(), 0);
        session->position = recording.firstSequence > 0 ? recording.firstSequence - 1 : all;
        session->recording = std::move(recording);
        m_sessions.push_back(std::move(session));
    }
}

Server::~Server()
{
    qDeleteAll(findChildren<Connection *>());
}

bool Server::start(quint16 port)
{
    return listen(QHostAddress::LocalHost, port);
}

QUrl Server::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

void Server::cutStreams()
{
    for (Connection *connection : findChildren<Connection *>()) {
        if (connection->isStreaming())
            connection->cut();
    }
}

void Server::incomingConnection(qintptr descriptor)
{
    new Connection(this, descriptor);
}

Server::Session *Server::find(const QString &id)
{
    for (const auto &session : m_sessions) {
        if (session->id == id)
            return session.get();
    }
    return nullptr;
}

QByteArray Server::sessionJson(const Session &session) const
{
    Json out = session.recording.session;
    if (!out.is_object())
        out = Json{{"type", "session"}, {"status", "idle"}};
    out["id"] = base::fromQString(session.id);
    if (m_options.byName)
        out["title"] = base::fromQString(session.recording.title());
    if (session.next > 1 && !isOver(session))
        out["status"] = "running";
    return base::dumpJson(out);
}

QByteArray Server::listingJson() const
{
    QByteArrayList items;
    for (const auto &session : m_sessions)
        items.append(sessionJson(*session));
    return "{\"data\":[" + items.join(',') + "]}";
}

QByteArray Server::eventsJson(const Session &session, qint64 after, qint64 limit) const
{
    QByteArrayList items;
    bool more = false;
    for (const auto &[sequence, event] : session.recording.history.events()) {
        if (sequence <= after || sequence > session.position)
            continue;
        more = items.size() >= limit;
        if (more)
            break;
        items.append(base::dumpJson(event));
    }
    return "{\"data\":[" + items.join(',') + "],\"has_more\":" + (more ? "true" : "false") + '}';
}

} // namespace replay
