#include "models/monthcosts.h"

namespace models {

namespace {

constexpr std::chrono::milliseconds monthSettles{1'500};

} // namespace

MonthCosts::MonthCosts(Costs *costs, const QString &profileId, base::Clock *clock, QObject *parent)
    : QObject(parent), m_costs(costs), m_profile(profileId), m_clock(clock)
{
    connect(costs->ledger(), &store::Ledger::changed, this, &MonthCosts::soon);
    connect(costs->prices(), &store::PriceFile::changed, this, &MonthCosts::soon);
}

void MonthCosts::setLive(bool live)
{
    m_live = live;
    const bool old = m_month && m_month->now.secsTo(m_clock->now()) > 3600;
    if (live && (m_stale || old))
        read();
}

void MonthCosts::soon()
{
    m_stale = true;
    if (!m_live || m_pause)
        return;
    m_pause = m_clock->after(monthSettles, this, [this] {
        m_pause = nullptr;
        if (m_live && m_stale)
            read();
    });
}

void MonthCosts::read()
{
    m_stale = false;
    m_asking = std::make_unique<QObject>();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QDateTime now = m_clock->now();
    const auto question = monthQuestion(now, zone, m_costs->prices()->table(), {{store::LedgerGrouping::Profile, {{{}, m_profile, {}}}}});
    m_costs->ledger()->sums(m_asking.get(), question)->then(this, [this, zone, now](const base::Result<store::LedgerAnswer> &answer) {
        if (answer)
            m_month = monthSoFar(*answer, now, zone);
        else
            m_stale = true; // the page says what is wrong
        Q_EMIT changed();
    });
}

} // namespace models
