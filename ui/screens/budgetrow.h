#pragma once

#include "models/budgettargets.h"

#include <QObject>

#include <optional>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QToolButton;

namespace screens {

//! The fields of one budget, as a row of a grid.
class BudgetRow final : public QObject
{
    Q_OBJECT
public:
    //! What is wrong with what is entered.
    enum class Mistake { None, Amount, Unit };

    //! Owns its fields, which become children of `place`.
    BudgetRow(int number, QWidget *place);
    ~BudgetRow() override;

    void addTo(QGridLayout *grid, int line);
    void setTargets(const std::vector<models::BudgetTarget> &targets);
    void setBudget(const store::Budget &budget);
    //! What is entered; a mistake marks its field.
    store::Budget budget() const;
    Mistake mistake() const;
    void takeFocus(Mistake at = Mistake::None);
    //! The last one of the keyboard's way, for what comes behind it.
    QWidget *lastField() const;

    static QString labelOf(const models::BudgetTarget &target);

Q_SIGNALS:
    void removeRequested();

private:
    void choose();

    std::vector<models::BudgetTarget> m_targets;
    store::Budget m_budget;
    QComboBox *m_of;
    QLineEdit *m_amount;
    QLineEdit *m_unit;
    QComboBox *m_basis;
    QToolButton *m_remove;
};

} // namespace screens
