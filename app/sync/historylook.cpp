#include "sync/historylook.h"

namespace syncing {

HistoryLook::HistoryLook(api::Client *client, base::Clock *clock, const QString &session, QObject *parent)
    : QObject(parent), m_client(client), m_clock(clock), m_session(session)
{
}

void HistoryLook::setClient(api::Client *client)
{
    m_client = client;
    if (m_job)
        m_job->abort();
}

void HistoryLook::after(std::chrono::milliseconds pause)
{
    if (m_pause)
        return;
    m_pause = m_clock->after(pause, this, [this] {
        m_pause = nullptr;
        Q_EMIT due();
    });
}

void HistoryLook::look()
{
    if (m_job || !m_client)
        return;
    auto *job = m_client->listEvents(this, m_session);
    m_job = job;
    job->then(this, [this](const base::Result<api::Events> &history) {
        m_job = nullptr;
        Q_EMIT read(history);
    });
}

} // namespace syncing
