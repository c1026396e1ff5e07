#pragma once

#include "tests/support/sanitized.h"

#include <QBasicTimer>
#include <QObject>

#include <chrono>

namespace test {

//! The longest gap that is allowed (R15). Sanitizers make the same work several times as long; there only a hang is a fault.
inline constexpr std::chrono::milliseconds allowedGap{isSanitized ? 1000 : 50};

//! Beats in the event loop and remembers the longest time between two beats, so that a stall of the main thread is seen.
//!
//! Time in which this thread was ready but the machine ran something else is left out: that is the load of the machine, not ours.
class Heartbeat final : public QObject
{
public:
    Heartbeat();

    std::chrono::milliseconds longest() const;
    //! The most processor time that this thread took between two beats: the same on a busy machine; does not see a wait.
    std::chrono::milliseconds longestWork() const;
    void reset();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Moment
    {
        std::chrono::nanoseconds wall{0};
        std::chrono::nanoseconds waited{0}; //!< for a processor, since the thread began
        std::chrono::nanoseconds worked{0}; //!< on a processor, since the thread began
    };
    static Moment now();

    QBasicTimer m_timer;
    Moment m_last;
    std::chrono::nanoseconds m_longest{0};
    std::chrono::nanoseconds m_longestWork{0};
};

} // namespace test
