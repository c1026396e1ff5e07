#pragma once

#include "models/costs.h"
#include "sync/backfill.h"

#include <QDateTime>
#include <QObject>

#include <chrono>

namespace models {

//! The back-fill of one workspace, over every connection that it has one after another. It begins when somebody wants to know what was used.
class UsageReading final : public QObject
{
    Q_OBJECT
public:
    using State = syncing::BackfillProgress::State;
    //! Where its amounts go and whose they are; costs and clock must outlive it.
    struct Source
    {
        Costs *costs = nullptr;
        store::LedgerSource source;
        std::chrono::milliseconds pace = syncing::Backfill::pace; //!< between two requests
    };

    UsageReading(const Source &source, base::Clock *clock, QObject *parent);

    //! Another connection: what was under way goes on with it, and what ended because of the key begins again. The client must live as long as
    //! it is the newest.
    void setClient(api::Client *client);

    const store::LedgerSource &source() const { return m_source.source; }
    Costs *costs() const { return m_source.costs; }
    const syncing::BackfillProgress &progress() const { return m_backfill->progress(); }
    bool isActive() const { return m_backfill->isActive(); }
    QDateTime nextTryAt() const { return m_nextTryAt; } //!< UTC; of Waiting
    QDateTime doneAt() const { return m_doneAt; }       //!< UTC; invalid: never

    //! Starts at the first call; afterwards nothing.
    void begin();
    void start();
    void pause() { m_backfill->pause(); }
    void resume() { m_backfill->resume(); }
    void cancel() { m_backfill->cancel(); }
    void hurry() { m_backfill->hurry(); }

Q_SIGNALS:
    //! progress() and what else is told here.
    void changed();

private:
    void note();

    const Source m_source;
    base::Clock *m_clock;
    syncing::Backfill *m_backfill = nullptr; //!< after setClient()
    bool m_begun = false;
    QDateTime m_nextTryAt;
    QDateTime m_doneAt;
};

} // namespace models
