#pragma once

#include "api/client.h"
#include "base/clock.h"
#include "base/job.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace store {

class Database;

//! One thing the user sent, and what became of it.
struct OutboxRow
{
    enum class State {
        Pending,   //!< on disk; the request has not ended
        Sent,      //!< the server took it; it has not been seen in the session's events yet
        Confirmed, //!< seen in the session's events
        Unknown,   //!< the request left and no answer came, or the program ended meanwhile: look before sending again
        Failed,    //!< certainly not there: may be sent again
    };
    QString profile;
    QString session;
    api::Outgoing outgoing; //!< clientRef is the row's id
    State state = State::Pending;
    QDateTime at;           //!< UTC, when the user sent it
    QString afterIdentity;  //!< the newest event of the session then: ours can only come after it
    std::optional<base::Error> error; //!< why Unknown or Failed

    //! The user stopped it before it was there.
    bool isWithdrawn() const { return state == State::Failed && error && error->isCancelled(); }
    const QString &ref() const { return outgoing.clientRef; }
};

//! What the user has sent, on disk before the socket opens (architecture.md §3), so that neither a crash nor a cut line loses or doubles it.
class Outbox : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive the outbox. What an earlier run left pending or unconfirmed is Unknown from now on.
    Outbox(Database *database, base::Clock *clock, QObject *parent = nullptr);

    //! Ends when the rows are safely on disk.
    base::JobOf<base::Done> *add(QObject *owner, const std::vector<OutboxRow> &rows);
    //! Writes state, time and error of a row that was added. Ends when they are safely on disk.
    base::JobOf<base::Done> *update(QObject *owner, const OutboxRow &row);
    //! The file at this place is at the server under this id: on a new try it is not uploaded again. An empty id takes that back.
    void noteUploaded(const QString &ref, int place, const QString &fileId);
    void remove(const QString &ref);
    //! Every row of a session that is not Confirmed, oldest first.
    base::JobOf<std::vector<OutboxRow>> *unsettled(QObject *owner, const QString &profile, const QString &session);
    //! Forgets everything of a profile.
    void removeProfile(const QString &profile);

Q_SIGNALS:
    //! A change could not be written.
    void failed(const base::Error &error);

private:
    Database *m_database;
    base::Clock *m_clock;
    const QString m_run; //!< this start of the program
};

} // namespace store
