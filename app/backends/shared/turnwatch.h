#pragma once

#include "api/event.h"
#include "base/clock.h"
#include "net/pause.h"

#include <QObject>

namespace backends {

//! Believes whether a turn runs, from events, from what the user sends and from the session's status, and says when the server should be
//! asked: because the stream has been silent for too long (reliability.md §5 F16), or because the server does not say by events when a turn
//! ends (openma-observed.md §2.1).
class TurnWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds silenceWhileRunning{45'000};
    static constexpr std::chrono::milliseconds silenceWhileIdle{5 * 60'000};
    static constexpr std::chrono::milliseconds statusInterval{1'500};
    static constexpr std::chrono::milliseconds afterTurn{250};      //!< the last numbers are written a moment after the last event
    static constexpr std::chrono::milliseconds expectation{5'000};  //!< how long a sent message may show no effect

    //! `silence` tells how long the stream has brought no byte; `polls`: the status must be asked for while a turn runs.
    TurnWatch(base::Clock *clock, bool polls, std::function<std::chrono::milliseconds()> silence, QObject *parent);

    void start();
    void stop();
    void setPolls(bool polls);
    //! The user has just sent something.
    void expectTurn();
    //! An event in the order of the session; `live`: it happened now, it is not history.
    void see(const api::Event &event, bool live);
    //! The session's record was read and says this status.
    void statusRead(const QString &status);
    //! The stream was found alive, or the session unchanged: the silence counts from now.
    void reassure();
    bool turnRunning() const { return m_running; }
    //! The newest turn's end was told by an event.
    bool sawEnd() const { return m_sawEnd; }

Q_SIGNALS:
    void silent();
    void askStatus();
    void turnRunningChanged(bool running);

private:
    void setRunning(bool running);
    void watchSilence();
    void askSoon(std::chrono::milliseconds pause);
    std::chrono::milliseconds quietFor() const;

    base::Clock *m_clock;
    bool m_polls;
    std::function<std::chrono::milliseconds()> m_silence;
    bool m_started = false;
    bool m_running = false;
    bool m_sawEnd = true;
    std::chrono::milliseconds m_expectedUntil{-1};
    std::chrono::milliseconds m_reassured{0};
    net::Pause m_silenceTimer;
    net::Pause m_statusTimer;
};

} // namespace backends
