#include "models/sessioncostdetail.h"

namespace models {

namespace {

constexpr std::chrono::milliseconds detailSettles{1'000};

} // namespace

SessionCostDetail::SessionCostDetail(Costs *costs, const store::LedgerLine &session, base::Clock *clock, QObject *parent)
    : QObject(parent), m_costs(costs), m_session(session), m_clock(clock)
{
    connect(costs->ledger(), &store::Ledger::changed, this, &SessionCostDetail::soon);
    connect(costs->prices(), &store::PriceFile::changed, this, &SessionCostDetail::soon);
}

void SessionCostDetail::setLive(bool live)
{
    m_live = live;
    if (live && m_stale)
        read();
}

void SessionCostDetail::setTurnsWanted(bool wanted)
{
    m_turnsWanted = wanted;
    if (wanted)
        readTurns();
}

void SessionCostDetail::soon()
{
    m_stale = true;
    if (!m_live || m_pause)
        return;
    m_pause = m_clock->after(detailSettles, this, [this] {
        m_pause = nullptr;
        if (m_live && m_stale)
            read();
    });
}

void SessionCostDetail::read()
{
    m_stale = false;
    m_asking = std::make_unique<QObject>();
    store::LedgerQuestion question;
    question.by = store::LedgerGrouping::Model;
    question.filters = {{store::LedgerGrouping::Session, {{m_session.server, m_session.session, {}}}}};
    question.prices = m_costs->prices()->table();
    m_costs->ledger()->sums(m_asking.get(), question)->then(this, [this](const base::Result<store::LedgerAnswer> &answer) {
        if (!answer)
            return fail(answer.error());
        m_error.reset();
        m_isKnown = true;
        m_total = answer->total;
        m_models = answer->sums;
        // Money that is told for the session alone has no model: it is in the total.
        std::erase_if(m_models, [](const store::LedgerSum &sum) { return sum.tokens.all() == 0 && sum.requests == 0; });
        Q_EMIT changed();
    });
    if (m_turnsWanted)
        readTurns();
}

void SessionCostDetail::readTurns()
{
    if (!m_asking)
        m_asking = std::make_unique<QObject>();
    m_costs->ledger()->entries(m_asking.get(), m_session, m_costs->prices()->table(), mostRequests)->then(this, [this](const auto &entries) {
        if (!entries)
            return fail(entries.error());
        m_hasTurns = true;
        m_isCut = entries->size() >= std::size_t(mostRequests);
        m_turns = byTurn(*entries);
        Q_EMIT changed();
    });
}

void SessionCostDetail::fail(const base::Error &error)
{
    m_stale = true;
    m_error = error;
    Q_EMIT changed();
}

} // namespace models
