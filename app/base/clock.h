#pragma once

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <functional>

namespace base {

//! Time as something that can be handed in: wall clock, monotonic clock and one-shot delays; tests use FakeClock (tests/support).
class Clock
{
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0;                     //!< UTC
    virtual std::chrono::milliseconds monotonic() const = 0; //!< never goes back; unrelated to now()
    //! Calls `action` once after `delay` while `context` lives. The returned object cancels the call when it is deleted; `context` owns it.
    virtual QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) = 0;
};

//! The machine's clocks.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;
};

} // namespace base
