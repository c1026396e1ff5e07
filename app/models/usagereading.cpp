#include "models/usagereading.h"

namespace models {

using syncing::Backfill;

UsageReading::UsageReading(const Source &source, base::Clock *clock, QObject *parent) : QObject(parent), m_source(source), m_clock(clock) {}

void UsageReading::setClient(api::Client *client)
{
    const std::unique_ptr<Backfill> old(m_backfill);
    m_backfill = new Backfill(client, m_source.costs->ledger(), m_clock, m_source.source, this);
    m_backfill->setPace(m_source.pace);
    connect(m_backfill, &Backfill::progressChanged, this, &UsageReading::note);
    if (!old)
        return;
    old->disconnect(this);
    const auto &before = old->progress();
    const bool paused = before.state == State::Paused;
    const bool refused = before.state == State::Failed && before.error && before.error->kind == base::Error::Kind::Unauthorized;
    if (old->isActive() || paused || refused)
        m_backfill->start();
    if (paused)
        m_backfill->pause();
    Q_EMIT changed();
}

void UsageReading::note()
{
    if (progress().state == State::Waiting)
        m_nextTryAt = m_clock->now().addMSecs(progress().nextTry.count());
    if (progress().state == State::Done)
        m_doneAt = m_clock->now();
    Q_EMIT changed();
}

void UsageReading::begin()
{
    if (!m_begun)
        start();
}

void UsageReading::start()
{
    m_begun = true;
    m_backfill->start();
}

} // namespace models
