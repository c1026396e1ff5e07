#include "net/transport.h"

#include "net/eventstream.h"
#include "net/hostbreaker.h"
#include "net/requestfactory.h"
#include "net/sendjob.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace net {

Transport::Transport(Endpoint endpoint, base::Clock *clock, TrafficLog *log, QObject *parent)
    : QObject(parent),
      m_factory(std::make_shared<RequestFactory>(std::move(endpoint))),
      m_breaker(std::make_shared<HostBreaker>(clock, longestPause)),
      m_clock(clock),
      m_log(log)
{
    if (m_log)
        m_log->redactor().addSecret(m_factory->endpoint().key);
}

Transport::~Transport()
{
    for (const auto &stream : m_streams) {
        if (stream)
            stream->close();
    }
}

const Endpoint &Transport::endpoint() const
{
    return m_factory->endpoint();
}

base::JobOf<Response> *Transport::send(QObject *owner, Request request)
{
    return new SendJob(this, owner, std::move(request));
}

EventStream *Transport::openStream(QObject *owner, Request request)
{
    if (streams() >= maxStreams)
        return nullptr;
    std::erase_if(m_streams, [](const auto &stream) { return stream.isNull(); });
    auto *stream = new EventStream(m_factory, m_breaker, std::move(request), m_clock, m_log, owner);
    connect(stream, &EventStream::failed, this, [this](const base::Error &error) {
        if (error.kind == base::Error::Kind::Unauthorized)
            Q_EMIT unauthorized(error);
    });
    m_streams.emplace_back(stream);
    return stream;
}

int Transport::streams() const
{
    return int(std::count_if(m_streams.begin(), m_streams.end(), [](const auto &stream) { return !stream.isNull(); }));
}

void Transport::dropConnections()
{
    retireNetwork();
    const auto streams = m_streams;
    for (const auto &stream : streams) {
        if (stream)
            stream->reconnectNow();
    }
    Q_EMIT connectionsDropped();
}

std::shared_ptr<QNetworkAccessManager> Transport::network()
{
    const auto now = m_clock->monotonic();
    if (m_used && now - m_lastAnswer > freshFor)
        retireNetwork();
    if (!m_network) {
        m_network = m_factory->makeNetwork();
        m_lastAnswer = now;
    }
    return m_network;
}

void Transport::answered()
{
    m_lastAnswer = m_clock->monotonic();
    m_used = true;
}

void Transport::retireNetwork()
{
    m_network.reset(); // lives on in the exchanges that use it
    m_used = false;
}

void Transport::jobBegan()
{
    Q_EMIT inFlightChanged(++m_inFlight);
}

void Transport::jobEnded()
{
    Q_EMIT inFlightChanged(--m_inFlight);
}

} // namespace net
