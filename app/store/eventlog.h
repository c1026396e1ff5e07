#pragma once

#include "api/event.h"
#include "base/clock.h"
#include "base/job.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <compare>
#include <memory>
#include <optional>
#include <vector>

namespace store {

class Database;
class LogKeeping;
struct Opening;

//! Whose events: one line of work of one session of one connection profile.
struct LogKey
{
    QString profile;
    QString session;
    QString thread; //!< empty: the session's own
    bool operator==(const LogKey &) const = default;
};

//! Where an event stands in its line of work: the server's number or time, then the order of the first arrival.
struct LogPosition
{
    qint64 primary = 0; //!< the largest there is: still waiting in a queue
    qint64 arrival = 0;
    auto operator<=>(const LogPosition &) const = default;
};

//! A run of events without a gap in what the log holds, oldest first.
struct LogPage
{
    api::Events events;      //!< decoded; what cannot be read any more is in `broken`
    LogPosition first;       //!< of the oldest row that was read, readable or not
    LogPosition last;        //!< of the newest
    bool hasOlder = false;   //!< the log holds older ones
    bool hasNewer = false;
    QByteArrayList broken;   //!< bytes that the decoder refused
};

//! What opening a session needs, in one go.
struct LogHead
{
    LogPage page;
    api::Known known; //!< where to go on asking; empty: the history was never listed from its first event
    api::Usage usage; //!< of all model requests in the log, cost left out; counts are negative where there is none
};

//! The place up to which the history is known moves on; without the identities.
struct Advance
{
    api::Known from;
    api::Known through;
};

//! What append() did.
struct Appended
{
    std::vector<int> fresh; //!< indexes of the events that were not there before
    int replaced = 0;       //!< known ones that came with other bytes
    bool advanced = false;  //!< the known place was Advance::from, and is Advance::through now
};

//! What is known of a session beside its events, for search filters and hits.
struct LoggedSession
{
    QString profile;
    QString session;
    QString title;     //!< foreign text
    QString agentId;
    QString agentName; //!< foreign text
    QDateTime usedAt;  //!< UTC; when it was last opened or grew
};

//! What the log takes on disk.
struct LogUse
{
    struct Share
    {
        QString profile;
        int sessions = 0;
        qint64 bytes = 0; //!< about: the index is shared by all
    };
    qint64 bytes = 0; //!< of the files
    std::vector<Share> shares; //!< the largest first
};

//! The events of every session that was opened, as the server's bytes in a file of their own: shown at once, also offline, and searched.
//!
//! One thread writes, two read (pages, searches); nothing runs on the caller's. What append() has answered is on disk and survives kill -9. A
//! damaged file is moved aside and begun anew: the server has everything.
class EventLog : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 defaultLimit = qint64(1) << 30;

    //! `clock` must outlive the log.
    EventLog(const QString &file, base::Clock *clock, QObject *parent = nullptr);
    //! Does all the writing that was handed in, then closes.
    ~EventLog() override;

    QString file() const;
    base::JobOf<Opening> *opened(QObject *owner);

    //! Adds or replaces by identity, all or nothing, and in the same transaction moves what known() says, unless somebody else (another
    //! program, forgetting, a new file) has changed it: then the events are stored all the same.
    //!
    //! A late copy from before an event was taken up changes nothing; word that a waiting message was cancelled takes it out of the queue.
    //! Events without identity or bytes are left out.
    base::JobOf<Appended> *append(QObject *owner, const LogKey &key, const api::Events &events,
                                  const std::optional<Advance> &advance = std::nullopt);

    //! The newest `count` events (fewer when they are large) and what an opening feed wants to know. Counts as a use of the session.
    base::JobOf<LogHead> *newest(QObject *owner, const LogKey &key, int count, const api::EventDecoder &decoder);
    //! Up to `count` events before, or after, a place.
    base::JobOf<LogPage> *before(QObject *owner, const LogKey &key, LogPosition place, int count, const api::EventDecoder &decoder);
    base::JobOf<LogPage> *after(QObject *owner, const LogKey &key, LogPosition place, int count, const api::EventDecoder &decoder);
    //! About `count` events with this one in their middle: where a search hit leads. NotFound when it is not there.
    base::JobOf<LogPage> *around(QObject *owner, const LogKey &key, const QString &identity, int count, const api::EventDecoder &decoder);
    base::JobOf<api::Known> *known(QObject *owner, const LogKey &key);

    //! Title and agent of a session, as newly read; usedAt is ours. Empty members leave what is there.
    void describe(const LoggedSession &session);
    //! The sessions that the log holds something of, last used first; of one profile, or of all when it is empty.
    base::JobOf<std::vector<LoggedSession>> *sessions(QObject *owner, const QString &profile = {});

    //! Protects a session from eviction while `holder` lives.
    void hold(QObject *holder, const QString &profile, const QString &session);
    //! At most about this many bytes on disk: sessions that nobody holds go, last used first to go. Applied after writing, and now.
    void setLimit(qint64 bytes);
    //! Bytes on disk, with the part that is not merged into the file yet.
    base::JobOf<qint64> *size(QObject *owner);
    base::JobOf<LogUse> *use(QObject *owner);

    //! Ends when no byte of it is left in the files. When another program still reads them, or this one ends before, the rest is done when the
    //! log is next opened; then the answer is an error.
    base::JobOf<base::Done> *forgetSession(QObject *owner, const QString &profile, const QString &session);
    base::JobOf<base::Done> *forgetProfile(QObject *owner, const QString &profile);

    //! Where Search and ListCache live as well.
    Database *database() const { return m_database.get(); }

Q_SIGNALS:
    //! Something could not be written that nobody waits for, or the file could not be opened.
    void failed(const base::Error &error);
    //! append() has written these; `moved` is set when the place up to which the history is known went on with them. Not told when nobody waited
    //! for that append any more.
    void appended(const store::LogKey &key, const api::Events &events, const std::optional<store::Advance> &moved);
    //! The file turned out to be damaged while it was open and was moved there; the log begins anew.
    void movedAside(const QString &path);
    //! A session, or with an empty one all of a profile, is about to be forgotten: whoever still has events of it for the log lets them go.
    void forgetting(const QString &profile, const QString &session);
    //! These sessions' events went to make room.
    void evicted(int sessions);

private:
    base::Clock *m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<LogKeeping> m_keeping;
};

} // namespace store
