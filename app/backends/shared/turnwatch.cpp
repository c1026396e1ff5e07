#include "backends/shared/turnwatch.h"

namespace backends {

using namespace std::chrono_literals;

TurnWatch::TurnWatch(base::Clock *clock, bool polls, std::function<std::chrono::milliseconds()> silence, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_polls(polls),
      m_silence(std::move(silence)),
      m_reassured(clock->monotonic())
{
}

void TurnWatch::start()
{
    m_started = true;
    reassure();
    if (m_running && m_polls)
        askSoon(0ms);
}

void TurnWatch::stop()
{
    m_started = false;
    m_silenceTimer.cancel();
    m_statusTimer.cancel();
}

void TurnWatch::setPolls(bool polls)
{
    m_polls = polls;
    if (m_started && m_running && polls)
        askSoon(statusInterval);
}

void TurnWatch::expectTurn()
{
    m_expectedUntil = m_clock->monotonic() + expectation;
    m_sawEnd = false;
    setRunning(true);
}

void TurnWatch::see(const api::Event &event, bool live)
{
    using K = api::EventKind;
    switch (event.kind) {
    case K::StatusRunning:
    case K::StatusRescheduled:
    case K::UserMessage:
    case K::DefineOutcome:
    case K::ModelRequestStart:
        if (!event.threadId.isEmpty())
            return;
        m_sawEnd = false;
        setRunning(true);
        return;
    case K::StatusIdle:
    case K::StatusTerminated:
    case K::SessionDeleted:
        m_expectedUntil = -1ms;
        m_sawEnd = true;
        setRunning(false);
        if (live)
            askSoon(afterTurn);
        return;
    case K::ModelRequestEnd:
    case K::SessionError:
        if (!event.endsTurn || !event.threadId.isEmpty())
            return;
        m_expectedUntil = -1ms;
        m_sawEnd = true;
        if (live)
            askSoon(afterTurn); // another turn may run beside the one that ended: the status decides
        else
            setRunning(false);
        return;
    default:
        return;
    }
}

void TurnWatch::statusRead(const QString &status)
{
    const bool running = status == QLatin1String("running") || status == QLatin1String("rescheduling");
    if (running || status.isEmpty()) {
        setRunning(running || m_running);
    } else if (m_clock->monotonic() >= m_expectedUntil) {
        setRunning(false);
        return;
    }
    if (m_running && m_polls)
        askSoon(statusInterval);
}

void TurnWatch::reassure()
{
    m_reassured = m_clock->monotonic();
    watchSilence();
}

void TurnWatch::setRunning(bool running)
{
    if (m_running == running)
        return;
    m_running = running;
    if (m_started) {
        watchSilence();
        if (running && m_polls)
            askSoon(statusInterval);
    }
    Q_EMIT turnRunningChanged(running);
}

std::chrono::milliseconds TurnWatch::quietFor() const
{
    return std::min(m_silence(), m_clock->monotonic() - m_reassured);
}

void TurnWatch::watchSilence()
{
    if (!m_started)
        return;
    const auto limit = m_running ? silenceWhileRunning : silenceWhileIdle;
    m_silenceTimer.start(m_clock, std::max(limit - quietFor(), 1ms), this, [this, limit] {
        if (quietFor() < limit)
            return watchSilence();
        m_reassured = m_clock->monotonic();
        watchSilence();
        Q_EMIT silent();
    });
}

void TurnWatch::askSoon(std::chrono::milliseconds pause)
{
    if (!m_started)
        return;
    m_statusTimer.start(m_clock, pause, this, [this] { Q_EMIT askStatus(); });
}

} // namespace backends
