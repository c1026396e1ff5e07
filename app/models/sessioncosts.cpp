#include "models/sessioncosts.h"

#include <QVariant>

#include <algorithm>

namespace models {

using store::LedgerMoney;
using store::LedgerSum;

namespace {

constexpr std::chrono::milliseconds listSettles{2'000}; // a turn enters a dozen amounts

void addUp(std::vector<LedgerMoney> &sum, const std::vector<LedgerMoney> &more)
{
    for (const LedgerMoney &one : more) {
        const auto known = std::find_if(sum.begin(), sum.end(), [&one](const LedgerMoney &other) { return other.unit == one.unit; });
        if (known == sum.end())
            sum.push_back(one);
        else
            known->amount += one.amount;
    }
}

} // namespace

SessionCosts::SessionCosts(Costs *costs, const store::LedgerSource &source, base::Clock *clock, QObject *parent)
    : QObject(parent), m_costs(costs), m_source(source), m_clock(clock)
{
    connect(costs->ledger(), &store::Ledger::changed, this, &SessionCosts::soon);
    connect(costs->prices(), &store::PriceFile::changed, this, &SessionCosts::soon);
    connect(costs, &Costs::shownChanged, this, &SessionCosts::soon);
}

const SessionCost *SessionCosts::find(const QString &sessionId) const
{
    const auto known = m_known.constFind(sessionId);
    return known == m_known.constEnd() ? nullptr : &*known;
}

QVariant SessionCosts::sortKey(const QString &sessionId) const
{
    const SessionCost *cost = find(sessionId);
    if (!cost || cost->unit.isEmpty())
        return {};
    if (cost->unit == m_unit)
        return cost->amount.toDouble();
    return QString::fromUtf8(cost->unit) + QStringLiteral(" %1").arg(cost->amount.toDouble(), 24, 'f', 6);
}

void SessionCosts::setLive(bool live)
{
    m_live = live;
    if (live && m_stale)
        ask();
}

void SessionCosts::soon()
{
    m_stale = true;
    if (!m_live || m_pause)
        return;
    m_pause = m_clock->after(listSettles, this, [this] {
        m_pause = nullptr;
        if (m_live && m_stale)
            ask();
    });
}

void SessionCosts::ask()
{
    if (!m_costs->isShown())
        return;
    m_stale = false;
    ++m_questions;
    store::LedgerQuestion question;
    question.by = store::LedgerGrouping::Session;
    question.filters = {{store::LedgerGrouping::Profile, {{{}, m_source.profile, {}}}}};
    question.prices = m_costs->prices()->table();
    m_asking = std::make_unique<QObject>(); // a question under way is let go
    m_costs->ledger()->sums(m_asking.get(), question)->then(this, [this](const base::Result<store::LedgerAnswer> &answer) {
        if (answer)
            take(*answer);
        else
            m_stale = true; // the disk is told of elsewhere; the next change asks again
    });
}

SessionCost SessionCosts::costOf(const LedgerSum &sum)
{
    SessionCost cost;
    cost.tokens = sum.tokens.all();
    cost.isEstimated = sum.reported.empty();
    const auto &money = cost.isEstimated ? sum.estimated : sum.reported;
    if (!money.empty()) {
        cost.unit = money.front().unit;
        cost.amount = money.front().amount;
    }
    cost.isPartly = money.size() > 1 || (cost.isEstimated && sum.unpricedTokens > 0);
    return cost;
}

void SessionCosts::take(const store::LedgerAnswer &answer)
{
    QHash<QString, SessionCost> known;
    QHash<QByteArray, int> units;
    for (const LedgerSum &sum : answer.sums) {
        if (sum.key.server != m_source.server)
            continue;
        const SessionCost cost = costOf(sum);
        known.insert(sum.key.id, cost);
        if (!cost.unit.isEmpty())
            ++units[cost.unit];
    }
    if (known == m_known)
        return;
    m_known = std::move(known);
    m_unit.clear();
    for (auto unit = units.cbegin(); unit != units.cend(); ++unit) {
        if (m_unit.isEmpty() || *unit > units.value(m_unit) || (*unit == units.value(m_unit) && unit.key() < m_unit))
            m_unit = unit.key();
    }
    Q_EMIT changed();
}

std::vector<TurnCost> byTurn(const std::vector<store::LedgerEntry> &entries)
{
    std::vector<TurnCost> turns;
    for (const store::LedgerEntry &entry : entries) {
        const bool isTotal = entry.tokens.all() == 0; // told after the requests that it is of
        if (turns.empty() || (turns.back().turn != entry.turn && !isTotal)) {
            turns.emplace_back();
            turns.back().turn = entry.turn;
            turns.back().at = entry.at;
        }
        TurnCost &turn = turns.back();
        addUp(turn.reported, entry.reported);
        addUp(turn.estimated, entry.estimated);
        if (isTotal)
            continue;
        ++turn.requests;
        turn.identity = entry.identity;
        turn.tokens.input += entry.tokens.input;
        turn.tokens.output += entry.tokens.output;
        turn.tokens.cacheRead += entry.tokens.cacheRead;
        turn.tokens.cacheWrite += entry.tokens.cacheWrite;
        if (!entry.model.isEmpty() && !turn.models.contains(entry.model))
            turn.models.append(entry.model);
    }
    return turns;
}

} // namespace models
