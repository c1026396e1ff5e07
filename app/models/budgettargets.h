#pragma once

#include "models/budgets.h"

#include <QObject>

#include <vector>

namespace models {

//! What a budget can be of: everything, a profile, an agent of which use is known.
struct BudgetTarget
{
    store::Budget::Scope scope = store::Budget::Scope::Everything;
    QString server;
    QString of;
    QString name; //!< foreign text

    bool isOf(const store::Budget &budget) const { return scope == budget.scope && server == budget.server && of == budget.of; }
};

//! Reads from the profiles and the ledger what budgets can be made of.
class BudgetTargets final : public QObject
{
    Q_OBJECT
public:
    //! `budgets` must outlive it.
    BudgetTargets(Budgets *budgets, QObject *parent = nullptr);

    //! Everything first, then profiles, then agents, by name; those of budgets that are there already stay whatever the ledger knows.
    const std::vector<BudgetTarget> &targets() const { return m_targets; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void add(BudgetTarget target);
    void tell();

    Budgets *m_budgets;
    std::vector<BudgetTarget> m_targets;
};

} // namespace models
