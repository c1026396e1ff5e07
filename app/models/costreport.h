#pragma once

#include "base/clock.h"
#include "base/job.h"
#include "models/costrange.h"
#include "models/costs.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

namespace models {

//! A stage on the way down: what is shown there, and the group of the stage above that it is inside of.
struct CostStage
{
    store::LedgerGrouping by = store::LedgerGrouping::Day;
    store::LedgerGrouping insideOf = store::LedgerGrouping::Total; //!< Total: the whole, of the first stage
    store::LedgerKey key;
    QString name;        //!< the group's, foreign text; may be empty
    QString profile;     //!< through which it can be opened
    CostDays days;       //!< when the group is a day, a week or a month
    bool isSession() const { return insideOf == store::LedgerGrouping::Session; }
};

//! What a report found out; all of it belongs together.
struct CostFound
{
    CostStage stage;
    store::LedgerGrouping by = store::LedgerGrouping::Day; //!< as it was grouped: coarser than asked where there are too many days
    CostDays days;
    QTimeZone zone = QTimeZone::utc();
    store::LedgerAnswer groups;                 //!< with empty days, weeks, months
    std::optional<store::LedgerGrouping> splitBy;
    std::vector<store::LedgerSum> split;        //!< the groups again by it, and by them in the order of `splitGroups`
    std::vector<store::LedgerSum> splitGroups;  //!< what it is split into: the most first
    std::optional<store::LedgerAnswer> before;  //!< the range before; its days in the places of these days
    std::vector<store::LedgerEntry> entries;    //!< of a session: its requests, oldest first
    bool isCut = false;                         //!< there are more entries than these
};

//! What the cost page shows: a range of days, grouped, and narrowed down step by step. Asks the ledger, and again when that has changed.
class CostReport final : public QObject
{
    Q_OBJECT
public:
    enum class State { Loading, Empty, Ready, Failed };
    Q_ENUM(State)
    //! How many requests of a session are shown at most.
    static constexpr int mostEntries = 2000;

    //! Whose cost is in front.
    struct Scope
    {
        QString profile;     //!< its id
        bool isDemo = false; //!< the demo's amounts are made up: only where it is in front they stand among others
    };

    //! `costs` and `clock` outlive the report. Days begin in `zone`.
    CostReport(Costs *costs, base::Clock *clock, const Scope &scope, const QTimeZone &zone, QObject *parent = nullptr);

    //! Reads only while somebody looks.
    void setActive(bool active);
    void setRange(const CostRange &range);
    const CostRange &range() const { return m_range; }
    //! Of the stage in front.
    void setGrouping(store::LedgerGrouping by);
    store::LedgerGrouping grouping() const { return m_stages.back().by; }
    //! nullopt: groups are not split.
    void setSplit(const std::optional<store::LedgerGrouping> &split);
    const std::optional<store::LedgerGrouping> &split() const { return m_split; }
    //! All workspaces instead of the one in front.
    void setEverywhere(bool everywhere);
    bool isEverywhere() const { return m_everywhere; }
    void setComparing(bool comparing);
    bool isComparing() const { return m_comparing; }
    //! Reads again now.
    void refresh();

    //! Whether there is something below this group.
    bool canEnter(const store::LedgerSum &group) const;
    //! Narrows down to one of the groups that are shown.
    void enter(const store::LedgerSum &group);
    //! Back to this stage; 0 is the whole.
    void leaveTo(int stage);
    const std::vector<CostStage> &stages() const { return m_stages; }

    State state() const { return m_state; }
    bool isReading() const { return m_waiting > 0; }
    const std::optional<base::Error> &error() const { return m_error; } //!< with Ready or Empty: what is shown may be out of date
    const CostFound &found() const { return m_found; }
    QDate today() const;

Q_SIGNALS:
    //! found(), state(), error() or isReading() are others.
    void changed();
    //! Range, grouping, stage or another choice is another; what is shown follows.
    void chosen();

private:
    struct Reading;

    store::LedgerQuestion question(const CostDays &days) const;
    CostDays daysAsked() const;
    void choose();
    void readSoon();
    void read();
    void ask(const std::shared_ptr<Reading> &reading, const store::LedgerQuestion &question, void (*take)(Reading &, const store::LedgerAnswer &));
    void askEntries(const std::shared_ptr<Reading> &reading);
    void arrived(const std::shared_ptr<Reading> &reading, const std::optional<base::Error> &error);
    void show(Reading &reading);

    Costs *m_costs;
    base::Clock *m_clock;
    const Scope m_scope;
    const QTimeZone m_zone;
    CostRange m_range;
    std::optional<store::LedgerGrouping> m_split = store::LedgerGrouping::Agent;
    bool m_everywhere = false;
    bool m_comparing = true;
    std::vector<CostStage> m_stages{CostStage{}};
    bool m_active = false;
    bool m_dirty = true;
    QObject *m_pause = nullptr;
    int m_waiting = 0;
    int m_number = 0; //!< of the reading whose answers count
    std::vector<QPointer<base::Job>> m_jobs;
    State m_state = State::Loading;
    std::optional<base::Error> m_error;
    CostFound m_found;
};

} // namespace models
