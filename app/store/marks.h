#pragma once

#include "base/job.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

namespace store {

class Database;

//! What the user has left on a record, a session for instance.
struct Mark
{
    bool pinned = false;
    QDateTime readAt;      //!< UTC: everything up to here was seen; invalid: never opened
    QString readThrough;   //!< identity of the newest event that was seen; may be empty
    bool operator==(const Mark &) const = default;
    bool isEmpty() const { return *this == Mark{}; }
};

//! Pins and "read up to here" of every profile's records; on disk right after they are set.
class Marks : public QObject
{
    Q_OBJECT
public:
    using ById = QHash<QString, Mark>;

    //! `database` is the one of drafts and outbox (not the event log: pins must survive the loss of a cache) and must outlive the marks.
    explicit Marks(Database *database, QObject *parent = nullptr);

    //! Every mark of a profile's resource, by record id.
    base::JobOf<ById> *load(QObject *owner, const QString &profile, const QString &resource);
    //! An empty mark removes it.
    void set(const QString &profile, const QString &resource, const QString &id, const Mark &mark);
    void removeProfile(const QString &profile);

Q_SIGNALS:
    void changed(const QString &profile, const QString &resource, const QString &id, const store::Mark &mark);
    //! A change could not be written.
    void failed(const base::Error &error);

private:
    Database *m_database;
};

} // namespace store
