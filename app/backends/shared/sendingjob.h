#pragma once

#include "backends/shared/dialect.h"
#include "net/transport.h"

namespace backends {

//! A POST whose body is spelled aside from the caller's thread: base64 and JSON of megabytes of files take longer than a frame. One-shot, as any change.
class SendingJob final : public base::JobOf<net::Response>
{
public:
    using Spell = base::Json (*)(const api::Outgoing &outgoing);
    //! `transport` must outlive the job. `request` lacks its body only.
    SendingJob(QObject *owner, net::Transport *transport, net::Request request, Spell spell, std::vector<api::Outgoing> outgoing);

    //! The body of a POST …/events.
    static QByteArray body(Spell spell, const std::vector<api::Outgoing> &outgoing);

protected:
    void start() override;
    void stop() override;

private:
    void transmit(const QByteArray &body);

    net::Transport *m_transport;
    net::Request m_request;
    Spell m_spell;
    std::vector<api::Outgoing> m_outgoing;
    QPointer<base::Job> m_sending;
};

} // namespace backends
