#pragma once

#include "net/pause.h"
#include "tests/replay/server.h"

#include <QPointer>

class QTcpSocket;
class QUrlQuery;

namespace replay {

//! One connection of the replay server: answers requests in turn, or plays a stream until the client has had enough.
class Connection : public QObject
{
    Q_OBJECT
public:
    //! Owned by `server`; deletes itself when the client goes.
    Connection(Server *server, qintptr descriptor);

    bool isStreaming() const { return m_streamed; }
    void cut();

private:
    void read();
    void answer(const QByteArray &method, const QByteArray &target, const QByteArray &head);
    void answerSession(
        Server::Session &session, const QByteArray &method, const QString &rest, const QUrlQuery &query, const QByteArray &head);
    void reply(int status, const QByteArray &body, const QByteArray &type = "application/json");
    void beginStream(Server::Session &session, const QByteArray &head);
    void replayStored(const Server::Session &session, qint64 after);
    void playSoon();
    void writeChunk(const QByteArray &bytes);

    Server *m_server;
    QTcpSocket *m_socket;
    QByteArray m_input;
    Server::Session *m_streamed = nullptr; // what is being played here
    net::Pause m_pause;
};

} // namespace replay
