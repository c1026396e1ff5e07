#pragma once

#include "models/sessioncosts.h"

namespace models {

//! What one session used, by model and by turn: kept up to date while somebody looks.
class SessionCostDetail final : public QObject
{
    Q_OBJECT
public:
    //! How many requests are read for the turns; older ones are in the sums all the same.
    static constexpr int mostRequests = 2'000;

    //! Costs and clock must outlive it.
    SessionCostDetail(Costs *costs, const store::LedgerLine &session, base::Clock *clock, QObject *parent);

    Costs *costs() const { return m_costs; }
    //! Of everything; all zero before the first answer.
    const store::LedgerSum &total() const { return m_total; }
    //! What each model used, the most tokens first. Reported money is of the session: no server says of which model it is.
    const std::vector<store::LedgerSum> &models() const { return m_models; }
    //! Oldest first; only while setTurnsWanted().
    const std::vector<TurnCost> &turns() const { return m_turns; }
    bool isKnown() const { return m_isKnown; }
    bool hasTurns() const { return m_hasTurns; }
    //! The turns begin before what is read.
    bool isCut() const { return m_isCut; }
    //! Why the newest reading failed.
    const std::optional<base::Error> &error() const { return m_error; }

    void setLive(bool live);
    void setTurnsWanted(bool wanted);

Q_SIGNALS:
    void changed();

private:
    void soon();
    void read();
    void readTurns();
    void fail(const base::Error &error);

    Costs *m_costs;
    const store::LedgerLine m_session;
    base::Clock *m_clock;
    store::LedgerSum m_total;
    std::vector<store::LedgerSum> m_models;
    std::vector<TurnCost> m_turns;
    std::optional<base::Error> m_error;
    bool m_isKnown = false;
    bool m_hasTurns = false;
    bool m_isCut = false;
    bool m_live = false;
    bool m_turnsWanted = false;
    bool m_stale = true;
    std::unique_ptr<QObject> m_asking; //!< owns the questions under way
    QObject *m_pause = nullptr;
};

} // namespace models
