#pragma once

#include <QDialog>

#include <vector>

class QGridLayout;
class QPushButton;

namespace models {
class BudgetTargets;
class Budgets;
}
namespace widgets {
class MessageBar;
class PlainLabel;
}

namespace screens {

class BudgetRow;

//! The person's monthly budgets: of what, how much, in which unit, of reported money or of the estimate. Saved together or not at all. Deletes itself
//! when it is closed. Object names "budgets.…"; those of a row end in its number.
class BudgetsDialog final : public QDialog
{
    Q_OBJECT
public:
    //! `budgets` must outlive it.
    BudgetsDialog(models::Budgets *budgets, QWidget *parent = nullptr);

    //! The one that stands above `parent` already is used again.
    static BudgetsDialog *open(models::Budgets *budgets, QWidget *parent);

    void addRow();

private:
    void build();
    void read();
    BudgetRow *makeRow();
    void removeRow(BudgetRow *row);
    void save();
    void showEmptiness();

    models::Budgets *m_budgets;
    models::BudgetTargets *m_targets;
    widgets::MessageBar *m_bar;
    QGridLayout *m_grid;
    widgets::PlainLabel *m_empty;
    QWidget *m_rowsPlace;
    std::vector<BudgetRow *> m_rows;
    int m_made = 0;
};

} // namespace screens
