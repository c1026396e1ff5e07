#pragma once

#include "demo/dialect.h"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <set>
#include <thread>

namespace demo {

//! Plays all turns of all sessions on one thread that sleeps until the next beat is due or somebody calls.
class Player
{
public:
    //! `speed`: every pause is divided by it; 0: no pauses.
    Player(Store &store, Journal &journal, Dialect &dialect, double speed);
    ~Player() { stop(); }
    Player(const Player &) = delete;
    Player &operator=(const Player &) = delete;

    void start();
    void stop();
    //! Something was sent to this session: look what is to do. From any thread, after the change has been committed.
    void wake(const std::string &session);

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Turn
    {
        Stage stage;
        Beats beats;
        std::size_t next = 0;
        Time due;
    };

    void loop();
    void recover();
    void lookAtAwake();
    void sleepUntil(Time due);
    void look(const std::string &session);
    void begin(const std::string &session, Beats beats);
    void play(std::list<Turn>::iterator turn);
    Time dueAfter(Time from, const Beat &beat) const;
    bool isPlaying(const std::string &session) const;

    Store &m_store;
    Journal &m_journal;
    Dialect &m_dialect;
    const double m_speed;
    std::list<Turn> m_turns; //!< of the thread

    // The thread takes the lock to sleep and to see who called, never while it plays: a turn that lags behind on a busy machine would take
    // it again and again, and whoever wants to interrupt or to stop would wait until the turn has ended.
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<std::string> m_awake;
    std::atomic<bool> m_called{false}; //!< m_awake is not empty
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

} // namespace demo
