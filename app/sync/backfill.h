#pragma once

#include "api/client.h"
#include "base/backoff.h"
#include "base/clock.h"
#include "store/ledger.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <chrono>
#include <deque>
#include <optional>

namespace syncing {

//! Where a back-fill stands.
struct BackfillProgress
{
    enum class State {
        Idle,      //!< not begun, or cancelled
        Listing,   //!< which sessions there are
        Reading,   //!< their histories
        Waiting,   //!< after a failure; it goes on by itself in `nextTry`
        Paused,
        Done,
        Failed,    //!< makes no sense without the user: `error`
    };
    State state = State::Idle;
    int sessions = 0;      //!< to be read, by now
    int sessionsRead = 0;
    int sessionsSkipped = 0; //!< that could not be read: gone, refused, or no history
    qint64 events = 0;     //!< that were read
    qint64 amounts = 0;    //!< that the ledger did not have
    std::chrono::milliseconds nextTry{0};
    std::optional<base::Error> error;
};

//! Reads in the background what was used in sessions that nobody has opened: the list of sessions, then each history that the ledger has not
//! read to its end. One request at a time, with a pause after each; nothing is counted twice, and what was read stays read.
class Backfill final : public QObject
{
    Q_OBJECT
public:
    using State = BackfillProgress::State;
    static constexpr std::chrono::milliseconds pace{400}; //!< between the end of a request and the next

    //! Client, ledger and clock must outlive it.
    Backfill(api::Client *client, store::Ledger *ledger, base::Clock *clock, const store::LedgerSource &source, QObject *parent);

    //! For a server that minds nothing, the demo's.
    void setPace(std::chrono::milliseconds between) { m_between = between; }
    const BackfillProgress &progress() const { return m_progress; }
    bool isActive() const { return m_progress.state == State::Listing || m_progress.state == State::Reading || m_progress.state == State::Waiting; }

    //! Begins, or begins again after its end. Nothing while it is active; goes on when it is paused.
    void start();
    //! No further request; one under way is let go.
    void pause();
    void resume();
    //! As pause(), and forgets where it was: what was read stays.
    void cancel();
    //! Does not wait for its turn: after a failure, when somebody asks.
    void hurry();

Q_SIGNALS:
    void progressChanged();

private:
    using Step = void (Backfill::*)();

    void listPage();
    void listed(const base::Result<api::Page> &page);
    void findUnread();
    void nextSession();
    void readPage();
    void pageRead(const base::Result<api::UsagePage> &page);
    void pageEntered(const api::UsagePage &page, const api::Known &through);
    void sessionDone(bool wasRead);
    //! Calls `then` with what came of a writing, unless the run that wanted it has ended.
    void write(base::JobOf<store::Entered> *job, std::function<void(const base::Result<store::Entered> &)> then);
    //! The next step, after the pace; when it is resumed, if it is paused.
    void later(Step step);
    void retry(Step step, const base::Error &error);
    void stop(State state, const std::optional<base::Error> &error = std::nullopt);
    void drop();
    void setState(State state);

    QPointer<api::Client> m_client;
    store::Ledger *m_ledger;
    base::Clock *m_clock;
    const store::LedgerSource m_source;
    const api::UsageDecoder m_decoder;
    base::Backoff m_backoff;
    BackfillProgress m_progress;
    std::deque<store::UnreadSession> m_unread;
    QString m_cursor;
    QSet<QString> m_cursors;       //!< of the listing
    api::Known m_begin;            //!< where the reading of this session began
    api::Known m_through;          //!< how far it has come
    int m_failures = 0;            //!< in a row, of the session that is read
    Step m_next = nullptr;         //!< what is waited for, or was when it was paused
    QPointer<base::Job> m_job;
    quint64 m_run = 0;             //!< counts starts and ends
    bool m_writing = false;        //!< the ledger is at work for this run
    QObject *m_pause = nullptr;
    std::chrono::milliseconds m_between = pace;
    State m_before = State::Idle;  //!< of Paused and Waiting
};

} // namespace syncing
