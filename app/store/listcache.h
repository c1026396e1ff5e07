#pragma once

#include "base/job.h"
#include "base/record.h"

#include <QDateTime>
#include <QObject>

#include <optional>
#include <vector>

namespace store {

class EventLog;

//! A list as it was when it was last read.
struct KnownList
{
    std::vector<base::Record> records;
    bool complete = false; //!< the last page was among it
    QDateTime at;          //!< UTC, when it was read
};

//! The lists of every profile as they were last seen, so that a page shows them at once, marked stale until they are refreshed.
class ListCache : public QObject
{
    Q_OBJECT
public:
    //! `log` must outlive the cache: lists are in its file.
    explicit ListCache(EventLog *log, QObject *parent = nullptr);

    //! `list` names the list within the profile: the resource's id, and whatever filters make it another list. Nothing when it was never kept.
    base::JobOf<std::optional<KnownList>> *load(QObject *owner, const QString &profile, const QString &list);
    //! Replaces what is known. At most the first `maxRecords` are kept; then it is not complete.
    void keep(const QString &profile, const QString &list, const KnownList &content);
    void forget(const QString &profile, const QString &list);

    static constexpr int maxRecords = 500;

private:
    EventLog *m_log;
};

} // namespace store
