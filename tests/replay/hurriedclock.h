#pragma once

#include "base/clock.h"

namespace replay
{

//! A clock on which pauses pass fifty times as fast: those between the tries of a request, between two connections, between two looks at a
//! session. Deadlines, which are never shorter than half a minute when they are set, keep their time: a busy machine must not miss them.
class HurriedClock final : public base::Clock
{
public:
    QDateTime now() const override { return m_system.now(); }
    std::chrono::milliseconds monotonic() const override { return m_system.monotonic() + m_ahead; }
    QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;

private:
    base::SystemClock m_system;
    std::chrono::milliseconds m_ahead{0}; // whoever compares times finds that a pause has really passed
};

} // namespace replay
