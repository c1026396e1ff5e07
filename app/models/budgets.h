#pragma once

#include "accounts/profilestore.h"
#include "models/costs.h"
#include "models/forecast.h"
#include "store/budgetfile.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace models {

//! How one budget stands this month.
struct BudgetUse
{
    store::Budget budget;
    base::Decimal spent;                   //!< of the budget's kind of money, in its unit
    int percent = 0;                       //!< rounded down; 100 is reached when all of it is
    int level = 0;                         //!< the highest of Budgets::levels that is reached; 0: none
    std::optional<base::Decimal> forecast; //!< of the whole month
    qint64 unpricedTokens = 0;             //!< of an estimate, which lacks these
};

//! Watches the person's budgets as amounts come in, and tells once a month of each level that is reached. Rests while cost is hidden.
class Budgets final : public QObject
{
    Q_OBJECT
public:
    static constexpr int levels[] = {50, 80, 100}; //!< per cent
    //! Above this level a budget is marked wherever cost is.
    static constexpr int markedFrom = 80;

    //! All of it must outlive this. "Everything" is what is used through `profiles`, so never the demo's.
    Budgets(store::BudgetFile *file, Costs *costs, accounts::ProfileStore *profiles, base::Clock *clock, QObject *parent = nullptr);

    //! As they stand now, in the person's order; empty before the first reading.
    const std::vector<BudgetUse> &use() const { return m_use; }
    //! How many have reached markedFrom.
    int marked() const;
    store::BudgetFile *file() const { return m_file; }
    Costs *costs() const { return m_costs; }
    base::Clock *clock() const { return m_clock; }
    accounts::ProfileStore *profiles() const { return m_profiles; }

    //! Beyond ten times, nobody counts.
    static constexpr int mostPercent = 1'000;
    //! Spent against an amount: per cent, rounded down, at most mostPercent.
    static int percentOf(const base::Decimal &spent, const base::Decimal &amount);
    static int levelOf(int percent);
    //! What belongs to a budget.
    std::vector<store::LedgerFilter> filtersOf(const store::Budget &budget) const;

    //! Looks soon, also without a change: another day or month has begun.
    void look();

Q_SIGNALS:
    //! use().
    void changed();
    //! Of one budget a level was reached, for the first time this month.
    void reached(const models::BudgetUse &use);

private:
    void read();
    void answered(std::size_t at, const store::LedgerAnswer &answer);
    void finish();
    void warn(const BudgetUse &use);

    store::BudgetFile *m_file;
    Costs *m_costs;
    accounts::ProfileStore *m_profiles;
    base::Clock *m_clock;
    std::vector<BudgetUse> m_use;
    std::vector<BudgetUse> m_reading;
    std::size_t m_answers = 0;
    quint64 m_run = 0;
    QDateTime m_now;              //!< of the run
    std::unique_ptr<QObject> m_owner; //!< of its questions
    QObject *m_soon = nullptr;
};

} // namespace models
