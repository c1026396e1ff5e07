#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <vector>

namespace test {

//! How a connection ends before its time: politely, or with a reset.
enum class Cut { Fin, Rst };

//! A request as it came over the wire.
struct SeenRequest
{
    QByteArray method;
    QByteArray target; //!< path and query as sent
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int connection = 0; //!< which connection of the server, from 1

    QByteArray path() const { return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?')); }
    //! The first header of this name in any case.
    QByteArray header(QByteArrayView name) const;
    int count(QByteArrayView headerName) const;
};

//! What to answer, step by step: bytes, pauses, cuts. Built by chaining.
class Script
{
public:
    //! Status line, headers and a body with Content-Length; JSON unless `contentType` says otherwise.
    static Script reply(int status, const QByteArray &body = {}, const QByteArray &contentType = "application/json");
    //! 200 text/event-stream, chunked; go on with chunk().
    static Script stream();
    //! Nothing is sent: neither an answer nor an end.
    static Script silence();
    //! Exactly these bytes from the first on.
    static Script raw(const QByteArray &bytes);

    Script &header(const QByteArray &name, const QByteArray &value); //!< only before the first chunk()
    Script &contentLength(qint64 claimed); //!< another length than the body has
    Script &chunk(const QByteArray &bytes); //!< one HTTP chunk
    Script &bytes(const QByteArray &raw);   //!< as they are
    Script &end();                          //!< the last chunk of a chunked answer
    Script &waitForRelease();               //!< goes on with ScriptedServer::release()
    Script &pause(std::chrono::milliseconds time);
    Script &drip(const QByteArray &raw, std::chrono::milliseconds every); //!< byte by byte
    Script &cut(Cut how = Cut::Fin);        //!< closes here
    Script &cutAt(qint64 byte, Cut how = Cut::Fin); //!< closes as soon as this many bytes of the answer have been written
    Script &closing();                      //!< ends the connection after the last step (a body without length)

private:
    friend class ScriptedConnection;
    struct Step
    {
        enum class Kind { Bytes, Release, Pause, Drip, Cut } kind = Kind::Bytes;
        QByteArray bytes;
        std::chrono::milliseconds time{0};
        Cut how = Cut::Fin;
    };
    QByteArray head() const;

    int m_status = 0; // 0: no head of ours
    QList<QPair<QByteArray, QByteArray>> m_headers;
    std::vector<Step> m_steps;
    qint64 m_cutAt = -1;
    Cut m_cutHow = Cut::Fin;
    bool m_complete = false; // the connection is free for the next request afterwards
};

//! A loopback HTTP/1.1 server that answers as told and remembers what it was asked. Lives in the test's own event loop.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT
public:
    using Handler = std::function<Script(const SeenRequest &)>;

    //! Listens on a free port of 127.0.0.1; fails the program when it cannot.
    explicit ScriptedServer(QObject *parent = nullptr);
    ~ScriptedServer() override;

    //! Speaks TLS from now on; PEM texts.
    void useTls(const QByteArray &certificate, const QByteArray &key);
    void speakOnlyTls10();
    QUrl url(const QString &path = {}) const;

    //! Answers in turn; the last one stays. Before `handler`.
    void enqueue(const Script &script);
    //! Asked when nothing is queued; without one the answer is 500.
    void handle(Handler handler) { m_handler = std::move(handler); }
    //! The next connection that sends this many bytes of requests is cut there, before anything is answered.
    void cutNextRequestAt(qint64 byte, Cut how);
    //! Lets every connection that waits go on.
    void release();
    //! Cuts all connections now.
    void cutAll(Cut how);
    //! Sends bytes on the connection of the latest request that is not over, as one chunk.
    void push(const QByteArray &chunk);
    //! There is an answer that is not over, on a connection that is.
    bool canPush() const;
    //! The connections of now are never read nor answered again, and neither are those accepted until it is switched off: a dead route.
    void blackHole(bool on = true);

    const std::vector<SeenRequest> &seen() const { return m_seen; } //!< complete requests
    int count() const { return int(m_seen.size()); }
    int count(QByteArrayView method, QByteArrayView path) const;
    int connections() const { return m_connections; } //!< ever accepted
    int cutRequests() const { return m_cutRequests; } //!< by cutNextRequestAt()
    int open() const;                                 //!< connected now
    qint64 bytesRead() const { return m_bytesRead; }  //!< of requests, decrypted
    void forget();                                    //!< the seen requests and counts

Q_SIGNALS:
    void requested(const test::SeenRequest &request);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class ScriptedConnection;
    Script answer(const SeenRequest &request);

    std::deque<Script> m_queue;
    Handler m_handler;
    QSslConfiguration m_tls;
    bool m_useTls = false;
    bool m_blackHole = false;
    std::vector<SeenRequest> m_seen;
    QList<QPointer<class ScriptedConnection>> m_alive;
    int m_connections = 0;
    int m_cutRequests = 0;
    qint64 m_bytesRead = 0;
    qint64 m_requestCut = -1;
    Cut m_requestCutHow = Cut::Fin;
};

} // namespace test
