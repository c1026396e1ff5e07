#include "transcript/turntracker.h"

#include <algorithm>

namespace transcript {

using api::EventKind;
using api::StopReason;

void TurnTracker::set(Order order, SessionStatus status, bool running, StopReason stop)
{
    if (order < m_at)
        return;
    const bool wasUnderWay = m_running || m_stop == StopReason::RequiresAction;
    if (wasUnderWay && !running && stop != StopReason::RequiresAction)
        ++m_ended;
    m_at = order;
    m_status = status;
    m_running = running;
    m_stop = stop;
}

void TurnTracker::apply(const api::Event &event, Order order)
{
    const bool primary = event.threadId.isEmpty();
    switch (event.kind) {
    case EventKind::UserMessage:
        if (event.queued || event.denied)
            break;
        m_userAt = std::max(m_userAt, order);
        set(order, SessionStatus::Running, true, StopReason::None);
        break;
    case EventKind::StatusRunning:
    case EventKind::ModelRequestStart:
        if (primary || event.kind == EventKind::StatusRunning)
            set(order, SessionStatus::Running, true, StopReason::None);
        break;
    case EventKind::StatusRescheduled:
        set(order, SessionStatus::Rescheduling, true, StopReason::None);
        break;
    case EventKind::StatusIdle:
        applyIdle(event, order);
        break;
    case EventKind::StatusTerminated:
    case EventKind::SessionDeleted:
        m_lastFinal = std::max(m_lastFinal, order);
        set(order, event.kind == EventKind::SessionDeleted ? SessionStatus::Deleted : SessionStatus::Terminated, false, StopReason::None);
        break;
    case EventKind::ModelRequestEnd:
        if (event.isError)
            applyError(event, order);
        if (event.endsTurn && primary) // another thread's end is not the session's (openma.md §14.1)
            set(order, SessionStatus::Idle, false, StopReason::EndTurn);
        break;
    case EventKind::SessionError:
        applyError(event, order);
        if (event.endsTurn && primary)
            set(order, SessionStatus::Idle, false, StopReason::Other);
        break;
    case EventKind::SessionUpdated:
        if (!event.title.isEmpty() && order >= m_titleAt) {
            m_titleAt = order;
            m_title = event.title;
        }
        break;
    default:
        break;
    }
}

void TurnTracker::applyIdle(const api::Event &event, Order order)
{
    set(order, SessionStatus::Idle, false, event.stop);
    if (order >= m_blockedAt) {
        m_blockedAt = order;
        m_blocking = event.stop == StopReason::RequiresAction ? event.blockingIds : QStringList();
    }
    // Every reason but requires_action means that the turn is over, unknown ones too.
    if (event.stop != StopReason::RequiresAction)
        m_lastFinal = std::max(m_lastFinal, order);
}

void TurnTracker::applyError(const api::Event &event, Order order)
{
    if (event.willRetry || order < m_errorAt || (event.errorMessage.isEmpty() && event.errorType.isEmpty()))
        return;
    m_errorAt = order;
    m_errorType = event.errorType;
    m_errorMessage = event.errorMessage;
}

void TurnTracker::note(SessionStatus status, Order order)
{
    const bool running = status == SessionStatus::Running || status == SessionStatus::Rescheduling;
    set(order, status, running, running ? StopReason::None : m_stop);
}

void TurnTracker::write(SessionState &state) const
{
    state.status = m_status;
    state.turnRunning = m_running;
    state.stop = m_stop;
    state.turnsEnded = m_ended;
    state.title = m_title;
    const bool current = m_errorAt > m_userAt;
    state.lastErrorType = current ? m_errorType : QString();
    state.lastErrorMessage = current ? m_errorMessage : QString();
}

} // namespace transcript
