#pragma once

#include "demo/journal.h"
#include "demo/ledger.h"
#include "demo/store.h"

#include <chrono>
#include <functional>

namespace demo {

//! Where a turn is played: one session's history, streams and record, and what is open in it. Used by one thread.
class Stage
{
public:
    using Clock = std::function<qint64()>; //!< ms since 1970, later with each call

    Stage(Store &store, Journal &journal, std::string session, Clock clock)
        : m_store(store), m_journal(journal), m_session(std::move(session)), m_clock(std::move(clock))
    {
    }

    //! What one change of the session may use.
    struct Change
    {
        Tables &tables;
        Journal &journal;
        Row &session;
        Notes &notes;
        const Clock &clock;

        //! Appends an event that is processed now; its id.
        std::string commit(const Json &event);
    };

    //! Changes the session in one transaction; its record is saved after `work`. Nothing happens once the session is gone.
    void change(const std::function<void(Change &)> &work);
    void preview(FrameKind kind, const Json &event) { m_journal.preview(m_session, kind, event); }
    //! On the stream of a thread of the session.
    void previewIn(const std::string &thread, FrameKind kind, const Json &event) { m_journal.preview(thread, kind, event); }

    bool isGone() const { return m_gone; } //!< the session was deleted
    const std::string &session() const { return m_session; }

    // What an interrupt must settle.
    std::string openRequest;           //!< id of the span that has no end yet
    std::vector<Json> openCalls;       //!< {"id", "server"}: calls without a result
    qint64 startedAt = 0;              //!< ms since 1970, of the turn
    qint64 spoken = 0;                 //!< bytes said and thought in the open request

private:
    Store &m_store;
    Journal &m_journal;
    const std::string m_session;
    const Clock m_clock;
    bool m_gone = false;
};

//! One step of a turn: after a pause, something happens.
struct Beat
{
    std::chrono::milliseconds pause{0}; //!< at speed 1
    std::function<void(Stage &)> play;
    bool endless = false;               //!< comes by itself after ten minutes at speed 1, at speed 0 never
};

using Beats = std::vector<Beat>;

} // namespace demo
