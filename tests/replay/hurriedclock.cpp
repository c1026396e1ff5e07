#include "tests/replay/hurriedclock.h"

namespace replay
{

using namespace std::chrono_literals;

QObject *HurriedClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
{
    const bool isDeadline = delay == 30s || delay > 60s;
    if (isDeadline || delay <= 0ms)
        return m_system.after(delay, context, std::move(action));
    const auto due = monotonic() + delay;
    return m_system.after(delay / 50, context, [this, due, action = std::move(action)] {
        if (const auto missing = due - monotonic(); missing > 0ms)
            m_ahead += missing;
        action();
    });
}

} // namespace replay
