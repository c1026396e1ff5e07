#pragma once

#include "base/decimal.h"
#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QString>

#include <vector>

namespace store {

//! What a person wants to spend in a calendar month, on everything, through one profile or on one agent.
struct Budget
{
    enum class Scope { Everything, Profile, Agent };
    //! Of which money: the two are never added.
    enum class Basis { Reported, Estimated };

    QString id;            //!< made when it is kept
    Scope scope = Scope::Everything;
    QString server;        //!< Agent: whose it is, as Ledger::serverOf() has it
    QString of;            //!< the profile's or the agent's id
    QString name;          //!< what it was called when the budget was made; foreign text
    base::Decimal amount;  //!< above zero
    QByteArray unit = "USD";
    Basis basis = Basis::Reported;
    bool operator==(const Budget &) const = default;
};

//! The person's budgets in a JSON file, and which warnings were given: a start of the program repeats none.
class BudgetFile : public QObject
{
    Q_OBJECT
public:
    //! Reads it. What cannot be read is left alone and told by error(); then there are no budgets.
    explicit BudgetFile(const QString &file, QObject *parent = nullptr);

    const std::vector<Budget> &budgets() const { return m_budgets; }
    const base::Outcome &error() const { return m_error; }
    //! Replaces them, on disk first (whole or not at all); those without an id are given one. Storage, or Invalid when one of them is none.
    base::Outcome setBudgets(std::vector<Budget> budgets);
    //! Whether the file takes it.
    static bool isSound(const Budget &budget);

    //! The highest per cent of which was warned in this month ("2026-11"); 0: none.
    int warned(const QString &budgetId, const QString &month) const;
    //! Also when the disk refuses (Storage) it is remembered until the program ends. A budget that was changed begins anew.
    base::Outcome setWarned(const QString &budgetId, const QString &month, int percent);

Q_SIGNALS:
    //! budgets().
    void changed();

private:
    struct Warned
    {
        QString month;
        int percent = 0;
    };
    base::Outcome write(const std::vector<Budget> &budgets, const QHash<QString, Warned> &warned);
    base::Outcome read(const QByteArray &text);

    const QString m_file;
    std::vector<Budget> m_budgets;
    QHash<QString, Warned> m_warned; //!< by budget; of the newest month
    base::Outcome m_error = base::Done{};
};

} // namespace store
