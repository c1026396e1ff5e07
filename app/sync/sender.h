#pragma once

#include "api/client.h"
#include "base/clock.h"
#include "store/outbox.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <vector>

namespace syncing {

class HistoryLook;
class Transmission;

//! Sends what the user says in one session, exactly once: on disk first, then out; what became of it is told by the answer, by the session's events, or
//! by looking into the history (architecture.md §3 and §4.8, reliability.md F29).
//!
//! Messages go one after another, so that they arrive in order; answers to calls do not wait for them.
class Sender : public QObject
{
    Q_OBJECT
public:
    //! Client, outbox and clock must outlive the sender.
    Sender(api::Client *client, store::Outbox *outbox, base::Clock *clock, const QString &profile, const QString &session,
           QObject *parent = nullptr);

    //! Reads what an earlier run left: changed() for each row, then loaded(). Unknown ones are looked up once look() is called.
    void load();
    //! Takes it over; the row's ref comes back. `outgoing.clientRef` is given here when it is empty.
    QString send(api::Outgoing outgoing);
    //! A row that could not be sent at all, to be shown with its error (a first message of a session that was created).
    QString addFailed(api::Outgoing outgoing, const base::Error &error);
    //! Failed: sends it again. Unknown: looks, and sends it again only when it is not there.
    void resend(const QString &ref);
    //! Unknown: looks at once whether it has arrived.
    void settle(const QString &ref);
    //! Pending: stops it. It is Failed then (and isWithdrawn()) when nothing of it has left, else Unknown until the history was looked through.
    void cancel(const QString &ref);
    //! Failed or Unknown: forgets it. False for any other.
    bool discard(const QString &ref);

    //! Everything the session's feed brings, in order.
    void observe(const api::Events &events);
    //! The history is complete: what is not known yet is new. Looks for unknown rows.
    void historyRead();
    void setClient(api::Client *client);

    const std::vector<store::OutboxRow> &rows() const { return m_rows; }
    const store::OutboxRow *row(const QString &ref) const;

Q_SIGNALS:
    //! A row is new, or its state changed. `event` is the stored event, once it is known.
    void changed(const store::OutboxRow &row, const api::Event *event);
    void loaded();
    //! Bytes of a Pending row that have left, of how many; not for small ones.
    void progressed(const QString &ref, qint64 sent, qint64 all);
    //! Looking for an unknown row did not work; it stays unknown.
    void lookFailed(const base::Error &error);
    //! Our own disk refused; the message is sent all the same.
    void storageFailed(const base::Error &error);

private:
    store::OutboxRow *find(const QString &ref);
    void begin(const QString &ref, bool isNew);
    void transmitNext();
    void transmit(const QString &ref);
    void uploaded(const QString &ref, int place, const QString &fileId);
    void answered(const QString &ref, const base::Result<api::Events> &result);
    void takeAnswer(const store::OutboxRow &row, const base::Result<api::Events> &result, bool sent);
    void beginAgain(const QString &ref);
    void setState(const QString &ref, store::OutboxRow::State state, const std::optional<base::Error> &error = {}, const api::Event *event = nullptr);
    void confirm(const QString &ref, const api::Event &event);
    void failWaiting(const base::Error &error);
    void look();
    void looked(const base::Result<api::Events> &history);

    QPointer<api::Client> m_client;
    store::Outbox *m_outbox;
    base::Clock *m_clock;
    const QString m_profile;
    const QString m_session;
    std::vector<store::OutboxRow> m_rows;     //!< not confirmed, oldest first
    QStringList m_waiting;                    //!< messages on disk that wait for their turn
    QString m_underWay;                       //!< the message whose request has not ended
    QHash<QString, Transmission *> m_requests; //!< of rows whose request has not ended
    QSet<QString> m_again;                    //!< unknown rows the user wants sent again once they are known not to be there
    QHash<QString, int> m_looks;              //!< how often an unknown row was not found
    QHash<QString, std::chrono::milliseconds> m_begun; //!< when a row was sent, monotonic; not for rows of an earlier run
    QHash<QString, qint64> m_seen;            //!< identity of an event: its number in the order of arrival
    QHash<QString, qint64> m_marks;           //!< ref: the newest number when it was sent; only with a complete history
    QSet<QString> m_claimed;                  //!< events that belong to rows
    QString m_newest;                         //!< identity of the newest event
    qint64 m_arrival = 0;
    bool m_historyRead = false;
    bool m_lookWanted = false;                //!< by the user, who is told when it does not work
    HistoryLook *m_look;
    QStringList m_asked;                      //!< rows that the listing under way is for
};

} // namespace syncing
