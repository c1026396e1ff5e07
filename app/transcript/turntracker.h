#pragma once

#include "transcript/order.h"
#include "transcript/sessionstate.h"

namespace transcript {

//! Whether a turn runs and how the last one ended: the newest event by the server's order decides, whenever it arrives.
class TurnTracker
{
public:
    //! `event` is new or known again; previews and other kinds without a meaning for the turn are ignored.
    void apply(const api::Event &event, Order order);
    void note(SessionStatus status, Order order);
    void write(SessionState &state) const;

    //! Everything unfinished before this is over: the newest idle event that ends a turn, or the end of the session.
    Order lastFinal() const { return m_lastFinal; }
    const QStringList &blockingIds() const { return m_blocking; }
    Order blockedAt() const { return m_blockedAt; }

private:
    void set(Order order, SessionStatus status, bool running, api::StopReason stop);
    void applyIdle(const api::Event &event, Order order);
    void applyError(const api::Event &event, Order order);

    SessionStatus m_status = SessionStatus::NotKnown;
    bool m_running = false;
    api::StopReason m_stop = api::StopReason::None;
    int m_ended = 0;
    Order m_at;
    Order m_lastFinal;
    QStringList m_blocking;
    Order m_blockedAt;
    Order m_userAt;
    Order m_errorAt;
    Order m_titleAt;
    QString m_title;
    QString m_errorType;
    QString m_errorMessage;
};

} // namespace transcript
