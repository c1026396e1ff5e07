#pragma once

#include "base/clock.h"
#include "base/job.h"
#include "net/endpoint.h"
#include "net/request.h"
#include "net/response.h"
#include "net/trafficlog.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace net {

class EventStream;
class HostBreaker;
class RequestFactory;

//! The only place that makes requests of one profile's server: policy, deadlines, retries (§5, §7), streams on connections of their own.
//!
//! Lives in one thread. When it dies its jobs end in Cancelled and its streams close.
class Transport : public QObject
{
    Q_OBJECT
public:
    //! More streams than this are not opened; feeds poll then (§7.2).
    static constexpr int maxStreams = 24;
    //! A pause that the server asks for is obeyed up to this; beyond it the answer is handed to the caller (§5 F2).
    static constexpr std::chrono::milliseconds longestPause{60'000};
    //! Connections on which nothing has been answered for this long are not used again: they may be dead without a word (R11). A list that
    //! is looked at every 30 s keeps its own.
    static constexpr std::chrono::milliseconds freshFor{35'000};
    //! What a read may wait on a connection that was used before; it is asked again on a new one, with all of its time (R11).
    static constexpr std::chrono::milliseconds firstTry{8'000};

    //! `clock` outlives it; `log` may be null.
    Transport(Endpoint endpoint, base::Clock *clock, TrafficLog *log, QObject *parent = nullptr);
    ~Transport() override;

    //! Any HTTP status is a Response; an Error says that no usable answer came. What may be repeated is tried again by the policy of §5;
    //! a change only when it provably never left, and Error::Kind::OutcomeUnknown says that it left and no answer came.
    base::JobOf<Response> *send(QObject *owner, Request request);
    //! A closed stream on a connection of its own: connect to its signals, then open() it. nullptr when `maxStreams` exist; each counts
    //! until it is deleted.
    EventStream *openStream(QObject *owner, Request request);
    //! After sleep or a change of network: streams reconnect at once, reads begin again on new connections, changes may finish.
    void dropConnections();

    const Endpoint &endpoint() const;
    int inFlight() const { return m_inFlight; }
    int streams() const;

Q_SIGNALS:
    //! A request or a stream was answered by 401.
    void unauthorized(const base::Error &error);
    //! Requests, not streams, that wait for their end.
    void inFlightChanged(int count);
    //! Tries that may be repeated begin again now.
    void connectionsDropped();

private:
    friend class SendJob;
    std::shared_ptr<QNetworkAccessManager> network();
    //! network() may be on connections that were there before.
    bool isUsed() const { return m_used; }
    void answered();
    void retireNetwork();
    void jobBegan();
    void jobEnded();

    std::shared_ptr<RequestFactory> m_factory;
    std::shared_ptr<HostBreaker> m_breaker;
    base::Clock *m_clock;
    QPointer<TrafficLog> m_log;
    std::shared_ptr<QNetworkAccessManager> m_network; // for requests, never for a stream: six streams starve a manager (§0.4)
    std::vector<QPointer<EventStream>> m_streams;
    std::chrono::milliseconds m_lastAnswer{0}; // on m_network, or when it was made
    bool m_used = false;                       // m_network has been answered
    int m_inFlight = 0;
};

} // namespace net
