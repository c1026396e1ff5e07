#include "net/hostbreaker.h"

namespace net {

using namespace std::chrono_literals;

HostBreaker::HostBreaker(base::Clock *clock, std::chrono::milliseconds longest)
    : m_clock(clock), m_backoff(500ms, 8s, 250ms), m_longest(longest)
{
}

void HostBreaker::trip(std::chrono::milliseconds retryAfter)
{
    if (retryAfter > m_longest)
        return;
    const auto pause = retryAfter >= 0ms ? retryAfter : m_backoff.next();
    m_until = std::max(m_until, m_clock->monotonic() + pause);
}

std::chrono::milliseconds HostBreaker::remaining() const
{
    return std::max(0ms, m_until - m_clock->monotonic());
}

} // namespace net
