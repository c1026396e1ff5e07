#pragma once

#include "base/clock.h"
#include "net/networkwatch.h"
#include "net/pause.h"

#include <QObject>

#include <future>
#include <memory>
#include <thread>

namespace app {

class SleepRelay;

//! Tells when the machine has slept (logind on the system bus) or its network has changed: connections from before may be dead without a word.
class WakeWatch final : public QObject
{
    Q_OBJECT
public:
    //! Between two calls of woke(); what comes meanwhile is told once at its end.
    static constexpr std::chrono::milliseconds gap{1000};

    //! `clock` outlives it.
    explicit WakeWatch(base::Clock *clock, QObject *parent = nullptr);
    ~WakeWatch() override;

    //! Returns at once, whatever state the system bus is in; ready() follows when there is one. Later calls do nothing.
    void start();
    //! Something may have cut the connections.
    void note();
    bool isReady() const { return m_ready; }

Q_SIGNALS:
    void woke();
    //! It listens to the system bus.
    void ready();

private:
    void watchNetwork();

    base::Clock *m_clock;
    net::NetworkWatch m_network;
    net::Pause m_pause;
    bool m_again = false;
    bool m_ready = false;
    std::shared_ptr<SleepRelay> m_relay;
    std::thread m_thread;       // waits for the system bus, so that nobody else has to
    std::future<void> m_done;
};

} // namespace app
