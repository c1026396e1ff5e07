#include "models/budgettargets.h"

#include <algorithm>

namespace models {

using store::Budget;
using store::LedgerGrouping;

BudgetTargets::BudgetTargets(Budgets *budgets, QObject *parent)
    : QObject(parent), m_budgets(budgets)
{
    m_targets.push_back({});
    for (const api::Profile &profile : m_budgets->profiles()->profiles())
        add({Budget::Scope::Profile, {}, profile.id, profile.name});
    read();
    for (const Budget &budget : m_budgets->file()->budgets())
        add({budget.scope, budget.server, budget.of, budget.name});
    tell();
}

void BudgetTargets::add(BudgetTarget target)
{
    const auto same = [&target](const BudgetTarget &other) { return other.scope == target.scope && other.server == target.server && other.of == target.of; };
    const auto known = std::find_if(m_targets.begin(), m_targets.end(), same);
    if (known == m_targets.end())
        m_targets.push_back(std::move(target));
    else if (known->name.isEmpty())
        known->name = target.name;
}

void BudgetTargets::read()
{
    for (const LedgerGrouping by : {LedgerGrouping::Profile, LedgerGrouping::Agent}) {
        store::LedgerQuestion question;
        question.by = by;
        m_budgets->costs()->ledger()->sums(this, question)->then(this, [this, by](const base::Result<store::LedgerAnswer> &answer) {
            if (!answer)
                return; // the disk is told of elsewhere; profiles are offered all the same
            for (const store::LedgerSum &sum : answer->sums) {
                if (!sum.key.id.isEmpty())
                    add({by == LedgerGrouping::Profile ? Budget::Scope::Profile : Budget::Scope::Agent, sum.key.server, sum.key.id, sum.name});
            }
            tell();
        });
    }
}

void BudgetTargets::tell()
{
    std::stable_sort(m_targets.begin(), m_targets.end(), [](const BudgetTarget &a, const BudgetTarget &b) {
        return a.scope != b.scope ? a.scope < b.scope : a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    Q_EMIT changed();
}

} // namespace models
