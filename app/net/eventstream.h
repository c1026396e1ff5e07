#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "base/error.h"
#include "net/pause.h"
#include "net/request.h"
#include "net/sseparser.h"
#include "net/trafficlog.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace net {

class HostBreaker;
class RequestFactory;

//! One event stream that stays alive: connects, parses, reconnects for ever with back-off and Last-Event-ID (§4, §5).
//!
//! Made by Transport::openStream, owned by the caller's `owner`. Emits nothing inside open(), close() or reconnectNow(). Any slot may
//! close or delete it. Fatal (`failed`): 4xx but 408, 409, 429; a status below 400 other than 200 and 204; another content type; a
//! Content-Encoding; an event over the cap; a TLS error. All else reconnects.
class EventStream : public QObject
{
    Q_OBJECT
public:
    enum class State { Closed, Connecting, Open, Waiting };

    //! Silence after which an open stream is taken for dead by itself; the feed's watchdog (F16) acts long before.
    static constexpr std::chrono::milliseconds silenceLimit{15 * 60'000};

    EventStream(std::shared_ptr<const RequestFactory> factory, std::shared_ptr<HostBreaker> breaker, Request request, base::Clock *clock,
                TrafficLog *log, QObject *owner);
    ~EventStream() override;

    //! Connects; also after failed(), ended() or close(). Nothing when it is already running.
    void open();
    //! Ends the connection; no signal follows.
    void close();
    //! Drops the connection or the pause and connects anew at once; the count of attempts starts again. Nothing while Closed.
    void reconnectNow();

    //! While held nothing is read: what lies between fills, and the server waits (§3f). When it goes on, what waits is delivered soon, not inside
    //! the call. A connection that ends is read to its end all the same.
    void hold(bool on);

    State state() const { return m_state; }
    QByteArray lastEventId() const { return m_parser.lastEventId(); }
    //! Where to resume: sent as Last-Event-ID by the next connection.
    void setLastEventId(const QByteArray &id) { m_parser.setLastEventId(id); }
    //! Since the last byte of any kind, comments too, or since the connection was begun; nothing while held.
    std::chrono::milliseconds sinceLastByte() const;
    //! The server's id of the current or last connection, for its operators.
    QString requestId() const { return m_requestId; }

Q_SIGNALS:
    //! Headers are there and right: what happens from now on arrives.
    void opened();
    void frame(const net::Frame &frame);
    //! The connection went or did not come; the next try is after `pause`. `attempt` counts from 1 and starts again after a frame.
    void reconnecting(int attempt, std::chrono::milliseconds pause, const base::Error &why);
    //! It will not be tried again by itself.
    void failed(const base::Error &error);
    //! The server said that there is nothing more (204).
    void ended();

private:
    void connectNow();
    void headersArrived();
    void bytesArrived();
    void readBytes();
    void replyEnded();
    void deliver();
    void reconnect(const base::Error &why, std::chrono::milliseconds atLeast = std::chrono::milliseconds(0));
    void giveUp(const base::Error &error);
    void refused();
    void dropReply(std::optional<base::Error::Kind> why);
    void checkSilence();
    void openLog(const QNetworkRequest &wire);
    TrafficEntry logHead() const;
    std::optional<base::Error> wrongHeaders() const;
    base::Error error(base::Error::Kind kind, const QString &detail) const;

    std::shared_ptr<const RequestFactory> m_factory;
    std::shared_ptr<HostBreaker> m_breaker;
    Request m_request;
    base::Clock *m_clock;
    QPointer<TrafficLog> m_log;
    SseParser m_parser;
    base::Backoff m_backoff;
    State m_state = State::Closed;
    std::shared_ptr<QNetworkAccessManager> m_network; // one for each connection
    QPointer<QNetworkReply> m_reply;
    Pause m_pause;
    Pause m_watch;
    std::vector<Frame> m_frames;
    QStringList m_tlsErrors;
    QByteArray m_refusal; // body of an answer that is no stream
    QString m_requestId;
    std::chrono::milliseconds m_lastByte{0};
    std::chrono::milliseconds m_connectedAt{0};
    qint64 m_bytes = 0;
    qint64 m_events = 0;
    quint64 m_entry = 0;
    quint64 m_connection = 0; // changes with each: a slot may close, reopen or delete us between two frames
    int m_status = 0;
    int m_attempt = 0;
    bool m_held = false;
};

} // namespace net
