#pragma once

#include "base/backoff.h"
#include "base/error.h"
#include "net/request.h"
#include "net/response.h"

#include <optional>

namespace net {

//! Whether and when one request is tried again (§5): five tries, full jitter, 0.5 s to 8 s, the server's own pause up to 60 s.
class RetryPolicy
{
public:
    //! `random` gives values in [0, 1); the default is the system's generator.
    explicit RetryPolicy(const Request &request, std::chrono::milliseconds longestPause, std::function<double()> random = {});

    //! The pause before the next try; nothing: this response is the result. `elapsed` since the first try, without pauses of the server's.
    std::optional<std::chrono::milliseconds> afterResponse(const Response &response, const QDateTime &now, std::chrono::milliseconds elapsed);
    //! `left`: something of the request may have reached the server.
    std::optional<std::chrono::milliseconds> afterError(const base::Error &error, bool left, std::chrono::milliseconds elapsed);
    //! Counts from 1.
    int attempt() const { return m_attempt; }

private:
    bool isSpent(std::chrono::milliseconds elapsed) const { return m_attempt >= m_maxTries || elapsed >= m_total; }

    base::Backoff m_backoff;
    std::chrono::milliseconds m_longestPause;
    std::chrono::milliseconds m_total;
    int m_maxTries;
    int m_attempt = 1;
    bool m_mayRepeat;
};

} // namespace net
