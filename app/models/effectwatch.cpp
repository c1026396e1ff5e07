#include "models/effectwatch.h"

namespace models {

using api::EventKind;

namespace {

// What only somebody who works brings about; an echo of what was sent is none.
bool isActivity(EventKind kind)
{
    switch (kind) {
    case EventKind::AgentMessage:
    case EventKind::AgentThinking:
    case EventKind::ToolUse:
    case EventKind::ToolResult:
    case EventKind::CustomToolUse:
    case EventKind::StatusRunning:
    case EventKind::StatusIdle:
    case EventKind::StatusRescheduled:
    case EventKind::StatusTerminated:
    case EventKind::SessionError:
    case EventKind::SessionDeleted:
    case EventKind::ModelRequestStart:
    case EventKind::PreviewStart:
        return true;
    default:
        return false;
    }
}

} // namespace

EffectWatch::EffectWatch(base::Clock *clock, QObject *parent) : QObject(parent), m_clock(clock) {}

void EffectWatch::sending(Kind kind)
{
    of(kind) = {0, false};
}

void EffectWatch::taken(Kind kind)
{
    Watched &watched = of(kind);
    if (watched.effective)
        return;
    const quint64 serial = watched.serial = ++m_serial;
    m_clock->after(kind == Kind::Interrupt ? interruptPatience : answerPatience, this, [this, kind, serial] {
        if (of(kind).serial != serial || of(kind).effective)
            return;
        of(kind) = {};
        Q_EMIT noEffect(kind);
    });
}

void EffectWatch::see(const api::Events &events)
{
    for (const api::Event &event : events) {
        if (event.kind == EventKind::UserInterrupt)
            m_interrupt.effective = true; // it is in the history: the server knows what it means
        if (isActivity(event.kind))
            m_answer.effective = true;
    }
}

void EffectWatch::turnIs(bool running)
{
    if (!running)
        m_interrupt.effective = true;
}

void EffectWatch::forget()
{
    m_interrupt = m_answer = {};
}

} // namespace models
