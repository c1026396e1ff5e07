#pragma once

#include "base/job.h"

#include <QObject>
#include <QPair>
#include <QPointer>
#include <QSqlDatabase>
#include <QString>

#include <functional>
#include <vector>

namespace store {

class Database;

//! Keeps the event log small, and clean of what is to be forgotten. Works in slices, so that what arrives meanwhile is written in between.
class LogKeeping : public QObject
{
    Q_OBJECT
public:
    using Session = QPair<QString, QString>; //!< profile, session

    //! `database` is the log's and must outlive it. Goes on with what an earlier run had not forgotten completely.
    LogKeeping(Database *database, qint64 limit, QObject *parent = nullptr);

    void hold(QObject *holder, const Session &session);
    void setLimit(qint64 bytes);
    //! So many bytes were written: looks at the limit now and then.
    void grown(qint64 bytes);
    //! An empty session: the whole profile.
    base::JobOf<base::Done> *forget(QObject *owner, const QString &profile, const QString &session);

Q_SIGNALS:
    void evicted(int sessions);
    void failed(const base::Error &error);

private:
    class Forgetting;
    enum class Next { Rows, Index, Scrub, Nothing };

    void evict();
    void estimate();
    //! Begins to clean, or goes on.
    void clean();
    void step(Next next);
    void stepDone(const base::Result<Next> &next);
    void scrub();
    void end(const base::Outcome &outcome);

    Database *m_database;
    qint64 m_limit;
    qint64 m_grown = 0;
    bool m_evicting = false;
    bool m_lookAgain = false; //!< at the limit, as soon as that is possible
    bool m_cleaning = false;
    bool m_removed = false; //!< there was something to remove
    bool m_again = false;   //!< more came while cleaning
    std::vector<QPair<QPointer<QObject>, Session>> m_held;
    std::vector<QPointer<Forgetting>> m_waiting; //!< for the next pass
    std::vector<QPointer<Forgetting>> m_current; //!< for this one
};

} // namespace store
