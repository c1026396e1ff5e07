#include "store/logkeeping.h"

#include "store/database.h"
#include "store/logremoval.h"
#include "store/schema.h"

namespace store {

//! Ends when the keeping says so.
class LogKeeping::Forgetting final : public base::JobOf<base::Done>
{
public:
    using JobOf::JobOf;
    void end(const base::Outcome &outcome) { finish(outcome); }

protected:
    void start() override {}
};

LogKeeping::LogKeeping(Database *database, qint64 limit, QObject *parent) : QObject(parent), m_database(database), m_limit(limit)
{
    m_database->opened(this)->then(this, [this](const base::Result<Opening> &opening) {
        if (!opening)
            return;
        clean();
        evict();
        estimate();
    });
}

void LogKeeping::estimate()
{
    m_database->run<bool>(this, [](QSqlDatabase &connection) { return estimateBytes(connection); })->then(this, [this](const base::Result<bool> &more) {
        if (more && *more)
            estimate();
    });
}

void LogKeeping::hold(QObject *holder, const Session &session)
{
    m_held.emplace_back(holder, session);
}

void LogKeeping::setLimit(qint64 bytes)
{
    m_limit = bytes;
    evict();
}

void LogKeeping::grown(qint64 bytes)
{
    m_grown += bytes;
    if (m_grown > m_limit / 64)
        evict();
}

void LogKeeping::evict()
{
    m_lookAgain = m_evicting || m_cleaning; // what is doomed still takes its room
    if (m_lookAgain)
        return;
    m_evicting = true;
    m_grown = 0;
    std::vector<Session> held;
    std::erase_if(m_held, [](const auto &entry) { return entry.first.isNull(); });
    for (const auto &[holder, session] : m_held)
        held.push_back(session);
    auto *job = m_database->run<int>(this, [held, limit = m_limit](QSqlDatabase &connection) { return doomOldest(connection, limit, held); });
    job->then(this, [this](const base::Result<int> &doomed) {
        m_evicting = false;
        if (!doomed)
            Q_EMIT failed(doomed.error());
        if (doomed && *doomed > 0) {
            Q_EMIT evicted(*doomed);
            clean();
        } else if (m_lookAgain) {
            evict();
        }
    });
}

base::JobOf<base::Done> *LogKeeping::forget(QObject *owner, const QString &profile, const QString &session)
{
    auto *forgetting = new Forgetting(owner);
    auto *job = m_database->run<base::Done>(
        this, [profile, session](QSqlDatabase &connection) -> base::Result<base::Done> { return doom(connection, profile, session); });
    job->then(this, [this, forgetting = QPointer<Forgetting>(forgetting)](const base::Outcome &outcome) {
        if (!outcome) {
            if (forgetting)
                forgetting->end(outcome);
            return;
        }
        m_waiting.push_back(forgetting);
        clean();
    });
    return forgetting;
}

void LogKeeping::clean()
{
    if (m_cleaning) {
        m_again = true;
        return;
    }
    m_cleaning = true;
    m_again = false;
    m_removed = false;
    m_current = std::exchange(m_waiting, {});
    step(Next::Rows);
}

void LogKeeping::step(Next next)
{
    switch (next) {
    case Next::Rows:
        m_database
            ->run<Next>(this,
                        [wasRows = m_removed](QSqlDatabase &connection) -> base::Result<Next> {
                            const auto removed = removeDoomed(connection);
                            if (!removed)
                                return removed.error();
                            if (*removed)
                                return Next::Rows;
                            const auto scrub = mustScrub(connection);
                            return scrub ? base::Result<Next>(wasRows || *scrub ? Next::Index : Next::Nothing) : base::Result<Next>(scrub.error());
                        })
            ->then(this, [this](const base::Result<Next> &result) { stepDone(result); });
        break;
    case Next::Index:
        m_database
            ->run<Next>(this,
                        [](QSqlDatabase &connection) -> base::Result<Next> {
                            const auto more = mergeIndex(connection);
                            if (!more || *more)
                                return more ? base::Result<Next>(Next::Index) : base::Result<Next>(more.error());
                            const auto scrub = mustScrub(connection);
                            return scrub ? base::Result<Next>(*scrub ? Next::Scrub : Next::Nothing) : base::Result<Next>(scrub.error());
                        })
            ->then(this, [this](const base::Result<Next> &result) { stepDone(result); });
        break;
    case Next::Scrub:
        scrub();
        break;
    case Next::Nothing:
        end(base::Done{});
        break;
    }
}

void LogKeeping::stepDone(const base::Result<Next> &next)
{
    if (!next) {
        end(next.error());
        return;
    }
    m_removed = m_removed || *next == Next::Rows;
    step(*next);
}

void LogKeeping::scrub()
{
    // Neither VACUUM nor the end of the WAL can be in a transaction.
    auto *job = m_database->maintain(this, [file = m_database->file()](QSqlDatabase &connection) { return scrubFiles(connection, file); });
    job->then(this, [this](const base::Outcome &outcome) { end(outcome); });
}

void LogKeeping::end(const base::Outcome &outcome)
{
    m_cleaning = false;
    const auto current = std::exchange(m_current, {});
    for (const auto &forgetting : current) {
        if (forgetting)
            forgetting->end(outcome);
    }
    if (!outcome && current.empty())
        Q_EMIT failed(outcome.error());
    if (m_again)
        clean();
    else if (outcome && (m_removed || m_lookAgain))
        evict(); // how much room it made was a guess
}

} // namespace store
