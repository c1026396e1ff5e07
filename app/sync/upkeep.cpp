#include "sync/upkeep.h"

namespace syncing {

using namespace std::chrono_literals;

Upkeep::Upkeep(base::Clock *clock, QObject *parent) : QObject(parent), m_clock(clock), m_backoff(10s, longestPause, whileRunning) {}

void Upkeep::start()
{
    if (m_active)
        return;
    m_active = true;
    m_backoff.reset();
    wait(whileRunning);
}

void Upkeep::stop()
{
    m_active = false;
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
}

void Upkeep::answered(bool running)
{
    m_backoff.reset();
    if (m_active)
        wait(running ? whileRunning : whileIdle);
}

void Upkeep::failed(const base::Error &error)
{
    if (error.kind == base::Error::Kind::Unauthorized) {
        stop(); // one banner, and nobody asks in a loop (F10)
        return;
    }
    if (m_active)
        wait(std::max(m_backoff.next(), error.retryAfter));
}

void Upkeep::wait(std::chrono::milliseconds pause)
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
    m_pause = m_clock->after(pause, this, [this] {
        m_pause = nullptr;
        Q_EMIT due();
    });
}

} // namespace syncing
