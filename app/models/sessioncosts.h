#pragma once

#include "models/costs.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace models {

//! What one session cost in one word: reported money before an estimate, which says so.
struct SessionCost
{
    base::Decimal amount;
    QByteArray unit;          //!< empty: only tokens are known, which have no price
    bool isEstimated = false;
    bool isPartly = false;    //!< there is more: money in another unit, or tokens without a price in an estimate
    qint64 tokens = 0;
    bool operator==(const SessionCost &) const = default;
};

//! What the sessions of one workspace cost, for their list: one question to the ledger for all of them, asked while somebody looks.
class SessionCosts final : public QObject
{
    Q_OBJECT
public:
    //! The column that it stands in, as a path that no record has.
    static constexpr const char *columnPath = "muster.cost";

    //! Costs and clock must outlive it.
    SessionCosts(Costs *costs, const store::LedgerSource &source, base::Clock *clock, QObject *parent);

    Costs *costs() const { return m_costs; }
    //! nullptr: nothing is known of it.
    const SessionCost *find(const QString &sessionId) const;
    //! What it sorts by: amounts of the most frequent unit as numbers, others behind them by their unit; invalid: unknown.
    QVariant sortKey(const QString &sessionId) const;
    //! While true it keeps up with the ledger.
    void setLive(bool live);
    //! Questions asked so far: what a list costs.
    int questions() const { return m_questions; }

    static SessionCost costOf(const store::LedgerSum &sum);

Q_SIGNALS:
    void changed();

private:
    void soon();
    void ask();
    void take(const store::LedgerAnswer &answer);

    Costs *m_costs;
    const store::LedgerSource m_source;
    base::Clock *m_clock;
    QHash<QString, SessionCost> m_known;
    QByteArray m_unit;                //!< the most frequent
    bool m_live = false;
    bool m_stale = true;              //!< the ledger has changed since the newest question
    int m_questions = 0;
    std::unique_ptr<QObject> m_asking; //!< owns the question under way
    QObject *m_pause = nullptr;
};

//! What a turn used: one message that the agent took up, until the next.
struct TurnCost
{
    int turn = 0;             //!< 1 is the first that is known; 0: before it
    QDateTime at;             //!< UTC; of its first request
    QString identity;         //!< of the event that ended its newest request
    QStringList models;       //!< foreign text, each once
    int requests = 0;
    store::LedgerTokens tokens;
    std::vector<store::LedgerMoney> reported;  //!< what the running total grew by meanwhile
    std::vector<store::LedgerMoney> estimated;
};

//! Oldest first, as the entries are.
std::vector<TurnCost> byTurn(const std::vector<store::LedgerEntry> &entries);

} // namespace models

Q_DECLARE_METATYPE(models::SessionCost)
