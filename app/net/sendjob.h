#pragma once

#include "base/job.h"
#include "net/pause.h"
#include "net/retrypolicy.h"
#include "net/transport.h"

namespace net {

class Exchange;

//! A request until its end: waits for the breaker, tries, waits, tries again (§5).
class SendJob final : public base::JobOf<Response>
{
    Q_OBJECT
public:
    SendJob(Transport *transport, QObject *owner, Request request);
    ~SendJob() override;

protected:
    void start() override;
    void stop() override;

private:
    void attempt();
    void exchangeDone();
    void gotResponse(const Response &response);
    void gotError(base::Error error, bool left);
    void again(std::chrono::milliseconds pause, bool asked);
    void connectionsDropped();
    void end(base::Result<Response> result);

    QPointer<Transport> m_transport;
    base::Clock *m_clock;
    Request m_request;
    RetryPolicy m_policy;
    QPointer<Exchange> m_exchange;
    Pause m_pause;
    std::chrono::milliseconds m_begunAt{0}; // moved on by pauses that the server asked for
    bool m_counted = false;
};

} // namespace net
