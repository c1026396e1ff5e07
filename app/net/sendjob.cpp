#include "net/sendjob.h"

#include "net/exchange.h"
#include "net/hostbreaker.h"

#include <algorithm>

namespace net {

using namespace std::chrono_literals;
using base::Error;

SendJob::SendJob(Transport *transport, QObject *owner, Request request)
    : base::JobOf<Response>(owner),
      m_transport(transport),
      m_clock(transport->m_clock),
      m_request(std::move(request)),
      m_policy(m_request, Transport::longestPause),
      m_counted(true)
{
    transport->jobBegan();
    connect(transport, &QObject::destroyed, this, &base::Job::abort);
    connect(transport, &Transport::connectionsDropped, this, &SendJob::connectionsDropped);
}

SendJob::~SendJob()
{
    stop();
}

void SendJob::start()
{
    m_begunAt = m_clock->monotonic();
    attempt();
}

void SendJob::stop()
{
    m_pause.cancel();
    if (m_exchange)
        m_exchange->abort();
    if (m_counted && m_transport)
        m_transport->jobEnded();
    m_counted = false;
}

void SendJob::end(base::Result<Response> result)
{
    stop();
    finish(std::move(result));
}

void SendJob::attempt()
{
    if (!m_transport)
        return; // the abort is on its way
    if (const auto held = m_transport->m_breaker->remaining(); held > 0ms) {
        again(held, true);
        return;
    }
    if (m_exchange)
        m_exchange->deleteLater();
    m_exchange = new Exchange(m_transport->m_factory, m_transport->network(), m_clock, m_transport->m_log, this);
    connect(m_exchange, &Exchange::done, this, &SendJob::exchangeDone);
    Request request = m_request;
    if (m_policy.attempt() == 1 && request.mayRepeat() && request.maxTries > 1 && m_transport->isUsed())
        request.idleDeadline = std::min(request.idleDeadline, Transport::firstTry);
    if (const auto outcome = m_exchange->start(request, m_policy.attempt()); !outcome)
        end(outcome.error());
}

void SendJob::exchangeDone()
{
    if (!m_transport)
        return;
    if (m_exchange->response())
        gotResponse(*m_exchange->response());
    else
        gotError(m_exchange->error(), m_exchange->left());
}

void SendJob::gotResponse(const Response &response)
{
    const QDateTime now = m_clock->now();
    m_transport->answered();
    if (response.status == 429 || response.status == 529)
        m_transport->m_breaker->trip(response.retryAfter(now));
    else if (response.ok())
        m_transport->m_breaker->succeeded();
    const auto pause = m_policy.afterResponse(response, now, m_clock->monotonic() - m_begunAt);
    if (pause) {
        again(*pause, response.retryAfter(now) >= 0ms);
        return;
    }
    const bool refused = response.status == 401;
    const Error error = refused ? errorFrom(response, now) : Error();
    QPointer<Transport> transport = m_transport;
    end(response);
    if (refused && transport)
        Q_EMIT transport->unauthorized(error);
}

void SendJob::gotError(Error error, bool left)
{
    if (error.kind == Error::Kind::Timeout)
        m_transport->retireNetwork(); // the connection may be dead; it would keep the next one waiting too
    const auto pause = m_policy.afterError(error, left, m_clock->monotonic() - m_begunAt);
    if (pause) {
        again(*pause, false);
        return;
    }
    const bool unanswered = error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
    if (left && unanswered && !m_request.mayRepeat())
        error.kind = Error::Kind::OutcomeUnknown;
    end(error);
}

void SendJob::again(std::chrono::milliseconds pause, bool asked)
{
    if (asked)
        m_begunAt += pause;
    m_pause.start(m_clock, pause, this, [this] { attempt(); });
}

void SendJob::connectionsDropped()
{
    if (m_pause.isRunning()) {
        m_pause.cancel();
    } else if (m_exchange && m_request.mayRepeat() && !hasResult()) {
        m_exchange->abort();
    } else {
        return;
    }
    attempt();
}

} // namespace net
