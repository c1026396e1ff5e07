#pragma once

#include "base/clock.h"

#include <QPointer>

#include <memory>

namespace net {

//! At most one delayed call; starting another or dying cancels it for certain, which deleteLater() on a timer does not.
class Pause
{
public:
    Pause() = default;
    Pause(const Pause &) = delete;
    Pause &operator=(const Pause &) = delete;
    ~Pause() { cancel(); }

    void start(base::Clock *clock, std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
    {
        cancel();
        m_token = clock->after(delay, context, [this, action = std::move(action)] {
            m_token.clear(); // the clock deletes it; deleting it inside its own call would be too early
            action();
        });
    }
    void cancel()
    {
        const std::unique_ptr<QObject> ended(m_token.data());
        m_token.clear();
    }
    bool isRunning() const { return !m_token.isNull(); }

private:
    QPointer<QObject> m_token;
};

} // namespace net
