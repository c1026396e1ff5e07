#include "models/budgets.h"

#include <algorithm>

namespace models {

using store::Budget;
using store::LedgerGrouping;

namespace {

constexpr std::chrono::seconds settles{2}; // amounts come in crowds

QTimeZone viewersZone()
{
    return QTimeZone::systemTimeZone();
}

//! Times a small number, exactly.
base::Decimal times(const base::Decimal &value, int count)
{
    base::Decimal out;
    base::Decimal power = value;
    for (int rest = count; rest > 0; rest /= 2) {
        if (rest % 2 == 1)
            out += power;
        power += power;
    }
    return out;
}

} // namespace

Budgets::Budgets(store::BudgetFile *file, Costs *costs, accounts::ProfileStore *profiles, base::Clock *clock, QObject *parent)
    : QObject(parent), m_file(file), m_costs(costs), m_profiles(profiles), m_clock(clock)
{
    connect(file, &store::BudgetFile::changed, this, &Budgets::read);
    connect(costs, &Costs::shownChanged, this, &Budgets::read);
    connect(costs->ledger(), &store::Ledger::changed, this, &Budgets::look);
    connect(costs->prices(), &store::PriceFile::changed, this, &Budgets::look);
    look();
}

int Budgets::marked() const
{
    return int(std::count_if(m_use.begin(), m_use.end(), [](const BudgetUse &use) { return use.level >= markedFrom; }));
}

int Budgets::percentOf(const base::Decimal &spent, const base::Decimal &amount)
{
    if (amount.isZero() || spent.isNegative())
        return 0;
    const base::Decimal hundredfold = times(spent, 100);
    int percent = 0;
    for (int step = 512; step > 0; step /= 2) {
        if (percent + step <= mostPercent && times(amount, percent + step) <= hundredfold)
            percent += step;
    }
    return percent;
}

int Budgets::levelOf(int percent)
{
    int level = 0;
    for (const int one : levels)
        level = percent >= one ? one : level;
    return level;
}

std::vector<store::LedgerFilter> Budgets::filtersOf(const Budget &budget) const
{
    switch (budget.scope) {
    case Budget::Scope::Profile: return {{LedgerGrouping::Profile, {{{}, budget.of, {}}}}};
    case Budget::Scope::Agent: return {{LedgerGrouping::Agent, {{budget.server, budget.of, {}}}}};
    case Budget::Scope::Everything: break;
    }
    store::LedgerFilter mine{LedgerGrouping::Profile, {}};
    for (const api::Profile &profile : m_profiles->profiles())
        mine.keys.push_back({{}, profile.id, {}});
    return {mine};
}

void Budgets::look()
{
    if (m_soon)
        return;
    m_soon = m_clock->after(settles, this, [this] {
        m_soon = nullptr;
        read();
    });
}

void Budgets::read()
{
    const std::unique_ptr<QObject> waiting(std::exchange(m_soon, nullptr));
    m_owner = std::make_unique<QObject>(); // late answers find nobody
    ++m_run;
    m_reading.clear();
    m_answers = 0;
    m_now = m_clock->now();
    if (m_costs->isShown()) {
        for (const Budget &budget : m_file->budgets())
            m_reading.push_back({budget, {}, 0, 0, {}, 0});
    }
    if (m_reading.empty())
        return finish();
    for (std::size_t at = 0; at < m_reading.size(); ++at) {
        const auto question = monthQuestion(m_now, viewersZone(), m_costs->prices()->table(), filtersOf(m_reading[at].budget));
        m_costs->ledger()->sums(m_owner.get(), question)->then(this, [this, run = m_run, at](const base::Result<store::LedgerAnswer> &answer) {
            if (answer && run == m_run)
                answered(at, *answer);
        });
    }
}

void Budgets::answered(std::size_t at, const store::LedgerAnswer &answer)
{
    BudgetUse &use = m_reading[at];
    const MonthSoFar month = monthSoFar(answer, m_now, viewersZone());
    const bool estimated = use.budget.basis == Budget::Basis::Estimated;
    use.spent = MonthSoFar::amountOf(estimated ? month.estimated : month.reported, use.budget.unit);
    use.percent = percentOf(use.spent, use.budget.amount);
    use.level = levelOf(use.percent);
    use.forecast = forecastToMonthEnd(use.spent, month);
    use.unpricedTokens = estimated ? month.unpricedTokens : 0;
    if (++m_answers == m_reading.size())
        finish();
}

void Budgets::finish()
{
    m_use = m_reading;
    Q_EMIT changed();
    for (const BudgetUse &use : std::vector<BudgetUse>(m_use))
        warn(use);
}

void Budgets::warn(const BudgetUse &use)
{
    const QString month = m_now.toTimeZone(viewersZone()).date().toString(QStringLiteral("yyyy-MM"));
    if (use.level <= m_file->warned(use.budget.id, month))
        return;
    // A disk that refuses costs that it is told again after a start, not the warning.
    (void)m_file->setWarned(use.budget.id, month, use.level);
    Q_EMIT reached(use);
}

} // namespace models
