#pragma once

#include "backends/shared/dialect.h"
#include "net/transport.h"

namespace backends {

//! A POST whose body is made aside from the caller's thread: base64 and JSON of megabytes of files take longer than a frame. One-shot, as any change.
class SendingJob final : public base::JobOf<net::Response>
{
public:
    //! Pure; called in another thread.
    using Make = std::function<QByteArray()>;
    using Spell = base::Json (*)(const api::Outgoing &outgoing);
    //! `transport` must outlive the job. `request` lacks its body only.
    SendingJob(QObject *owner, net::Transport *transport, net::Request request, Make make);

    //! The body of a POST …/events.
    static QByteArray body(Spell spell, const std::vector<api::Outgoing> &outgoing);

protected:
    void start() override;
    void stop() override;

private:
    void transmit(const QByteArray &body);

    net::Transport *m_transport;
    net::Request m_request;
    Make m_make;
    QPointer<base::Job> m_sending;
};

} // namespace backends
