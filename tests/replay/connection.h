#pragma once

#include "net/pause.h"
#include "tests/replay/server.h"
#include "tests/replay/wirerequest.h"

class QTcpSocket;
class QUrlQuery;

namespace replay
{

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
    void answer(const WireRequest &request);
    void answerSession(Server::Session &session, const WireRequest &request, const QString &rest, const QUrlQuery &query);
    void reply(int status, const QByteArray &json);
    void beginStream(Server::Session &session, const WireRequest &request);
    void replayStored(const Server::Session &session, qint64 after);
    void playSoon();
    void writeChunk(const QByteArray &bytes);

    Server *m_server;
    QTcpSocket *m_socket;
    RequestReader m_reader;
    Server::Session *m_streamed = nullptr; // what is being played here
    net::Pause m_pause;
};

} // namespace replay
