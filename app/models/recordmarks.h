#pragma once

#include "api/resource.h"
#include "store/marks.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>
#include <string>
#include <vector>

namespace models {

class Conversation;

//! What the user has left on the records of one list: which are pinned, and up to when each was read. On disk right after it is set.
//!
//! A record has news when its newest time (any column of kind Time) is later than it was read; one that was never opened has them when it changed
//! after this list was seen on this computer for the first time, so that nobody begins with a hundred unread ones.
class RecordMarks final : public QObject
{
    Q_OBJECT
public:
    //! The store must outlive the marks. Reads them at once; until then nothing is pinned or unread.
    RecordMarks(store::Marks *store, const QString &profile, const api::ResourceDescriptor &descriptor, QObject *parent);

    bool isPinned(const QString &id) const { return m_marks.value(id).pinned; }
    const QSet<QString> &pinned() const { return m_pinned; }
    void setPinned(const QString &id, bool pinned);

    bool isUnread(const base::Record &record) const;
    //! It was seen up to this moment (UTC), as far as it was not seen further already.
    void setRead(const QString &id, const QDateTime &through);
    void setRead(const base::Record &record) { setRead(record.id(), newsAt(record)); }
    //! It is shown in front of the user: read, unless it was set unread there.
    void noteSeen(const QString &id, const QDateTime &through);
    //! As if its newest change had not been seen, also while it is in front.
    void setUnread(const base::Record &record);
    //! It has news that its record does not tell of (yet).
    void heard(const QString &id, const QDateTime &at);
    //! When the record and what was heard of it are from; invalid when neither has a time.
    QDateTime newsAt(const base::Record &record) const;

    //! It is open in front of the user, in this many places: no news is unread there.
    void beginReading(const QString &id);
    void endReading(const QString &id);

    //! It was deleted on its server: no mark of it stays, and none comes again.
    void forget(const QString &id);

    //! The list was read from the server: at the very first time this is where unread begins.
    void listRead(const std::vector<const base::Record *> &records);

Q_SIGNALS:
    //! Of one record, or of any when the id is empty.
    void changed(const QString &id);

private:
    void read(const store::Marks::ById &marks);
    void put(const QString &id, const store::Mark &mark);
    void setBeginning(const QDateTime &at);

    store::Marks *m_store;
    const QString m_profile;
    const QString m_resource;
    std::vector<std::string> m_times; //!< paths of the columns that are times
    store::Marks::ById m_marks;
    QSet<QString> m_pinned;
    QHash<QString, QDateTime> m_heard;
    QHash<QString, int> m_reading;
    QSet<QString> m_gone;       //!< forgotten
    QSet<QString> m_keptUnread; //!< set unread while they were in front
    QHash<QString, store::Mark> m_early; //!< set before the others were read
    std::optional<QDateTime> m_firstSeen; //!< by listRead(), before the others were read
    bool m_loaded = false;
};

//! When the newest row of its transcript is from, UTC; may be invalid.
QDateTime newestAt(const Conversation &conversation);

} // namespace models
