#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "base/error.h"

#include <QObject>

namespace syncing {

//! When to look at a list again while somebody looks at it: soon while something runs, now and then else, ever later while the server fails.
//!
//! One question at a time: after due() it waits for answered() or failed().
class Upkeep : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds whileRunning{5000};
    static constexpr std::chrono::milliseconds whileIdle{30000};
    static constexpr std::chrono::milliseconds longestPause{300000};

    explicit Upkeep(base::Clock *clock, QObject *parent = nullptr);

    void start();
    void stop();
    bool isActive() const { return m_active; }
    //! The answer came; `running`: something in it is at work.
    void answered(bool running);
    //! The server's retry-after is obeyed; a refused key stops the upkeep.
    void failed(const base::Error &error);

Q_SIGNALS:
    void due();

private:
    void wait(std::chrono::milliseconds pause);

    base::Clock *m_clock;
    base::Backoff m_backoff;
    bool m_active = false;
    QObject *m_pause = nullptr;
};

} // namespace syncing
