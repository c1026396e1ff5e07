#include "main/wakewatch.h"

#include "main/sleeprelay.h"

namespace app {

using namespace std::chrono_literals;

WakeWatch::WakeWatch(base::Clock *clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    connect(&m_network, &net::NetworkWatch::changed, this, &WakeWatch::note);
}

WakeWatch::~WakeWatch()
{
    if (!m_thread.joinable())
        return;
    if (m_done.wait_for(1s) == std::future_status::ready)
        m_thread.join();
    else
        m_thread.detach(); // the system bus hangs; ending must not
}

void WakeWatch::start()
{
    if (m_relay)
        return;
    m_relay = std::shared_ptr<SleepRelay>(new SleepRelay, [](SleepRelay *relay) { relay->deleteLater(); });
    connect(m_relay.get(), &SleepRelay::slept, this, &WakeWatch::note);
    connect(m_relay.get(), &SleepRelay::connected, this, [this] {
        m_ready = true;
        Q_EMIT ready();
    });
    connect(m_relay.get(), &SleepRelay::networkAnswers, this, &WakeWatch::watchNetwork);
    std::promise<void> done;
    m_done = done.get_future();
    m_thread = std::thread([relay = m_relay, done = std::move(done)]() mutable {
        relay->connectToBus();
        relay.reset();
        done.set_value();
    });
}

void WakeWatch::watchNetwork()
{
    m_network.start();
}

void WakeWatch::note()
{
    if (m_pause.isRunning()) {
        m_again = true;
        return;
    }
    m_pause.start(m_clock, gap, this, [this] {
        if (std::exchange(m_again, false))
            note();
    });
    Q_EMIT woke();
}

} // namespace app
