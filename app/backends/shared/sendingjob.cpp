#include "backends/shared/sendingjob.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace backends {

using net::Response;

SendingJob::SendingJob(QObject *owner, net::Transport *transport, net::Request request, Make make)
    : JobOf(owner), m_transport(transport), m_request(std::move(request)), m_make(std::move(make))
{
}

QByteArray SendingJob::body(Spell spell, const std::vector<api::Outgoing> &outgoing)
{
    base::Json events = base::Json::array();
    for (const api::Outgoing &one : outgoing)
        events.push_back(spell(one));
    return base::dumpJson(base::Json{{"events", std::move(events)}});
}

void SendingJob::start()
{
    const QPointer<SendingJob> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, make = std::exchange(m_make, {})] {
        const QByteArray made = make();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, made] {
                if (self && !self->isFinished() && !self->isAborting())
                    self->transmit(made);
            },
            Qt::QueuedConnection);
    });
}

void SendingJob::transmit(const QByteArray &body)
{
    m_request.body = body;
    auto *job = m_transport->send(this, std::exchange(m_request, {}));
    m_sending = job;
    job->then(this, [this](const base::Result<Response> &answer) { finish(answer); });
}

void SendingJob::stop()
{
    if (m_sending)
        m_sending->abort();
}

} // namespace backends
