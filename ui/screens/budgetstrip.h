#pragma once

#include "ui/screens/pagecontext.h"

#include <QWidget>

class QVBoxLayout;

namespace models {
class Budgets;
class MonthCosts;
struct BudgetUse;
}
namespace store {
struct LedgerMoney;
}
namespace widgets {
class PlainLabel;
}

namespace screens {

//! This month so far and what it may come to, and how the budgets that concern this workspace stand. Object names "month.…".
class BudgetStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit BudgetStrip(const PageContext &context, QWidget *parent = nullptr);

    //! "42 % of $100.00 a month (reported)".
    static QString useText(const models::BudgetUse &use);
    //! What a budget is of, as a title.
    static QString nameOf(const models::BudgetUse &use);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void refresh();
    void showMonth();
    void showBudgets();
    void addBudget(const models::BudgetUse &use);
    bool concerns(const models::BudgetUse &use) const;
    QStringList forecasts(const std::vector<store::LedgerMoney> &money, bool estimated) const;

    PageContext m_context;
    models::Budgets *m_budgets;
    models::MonthCosts *m_month;
    widgets::PlainLabel *m_text;
    widgets::PlainLabel *m_forecast;
    QVBoxLayout *m_rows;
    int m_shown = 0;
};

} // namespace screens
