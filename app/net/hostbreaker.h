#pragma once

#include "base/backoff.h"
#include "base/clock.h"

namespace net {

//! Holds back everything for one host after it said 429 or 529, so that queues do not add to its load (§5).
class HostBreaker
{
public:
    HostBreaker(base::Clock *clock, std::chrono::milliseconds longest);

    //! The host asked for a pause; negative: it named none. A pause over `longest` is left to people (§5 F2).
    void trip(std::chrono::milliseconds retryAfter);
    void succeeded() { m_backoff.reset(); }
    //! Until something may be sent; zero: now.
    std::chrono::milliseconds remaining() const;

private:
    base::Clock *m_clock;
    base::Backoff m_backoff;
    std::chrono::milliseconds m_longest;
    std::chrono::milliseconds m_until{0};
};

} // namespace net
