#include "net/retrypolicy.h"

namespace net {

using namespace std::chrono_literals;
using base::Error;

namespace {

bool asksForAnotherTry(const Response &response)
{
    const QByteArray word = response.header("x-should-retry").trimmed().toLower();
    if (word == "true" || word == "false")
        return word == "true";
    const int status = response.status;
    // 501 says that it will never work.
    return status == 408 || status == 409 || status == 429 || (status >= 500 && status != 501);
}

} // namespace

RetryPolicy::RetryPolicy(const Request &request, std::chrono::milliseconds longestPause, std::function<double()> random)
    : m_backoff(500ms, 8s, 0ms, std::move(random)),
      m_longestPause(longestPause),
      m_total(request.totalDeadline),
      m_maxTries(request.maxTries),
      m_mayRepeat(request.mayRepeat())
{
}

std::optional<std::chrono::milliseconds> RetryPolicy::afterResponse(const Response &response, const QDateTime &now,
                                                                    std::chrono::milliseconds elapsed)
{
    // A change that was answered has arrived, whatever the answer.
    if (response.ok() || !m_mayRepeat || isSpent(elapsed) || !asksForAnotherTry(response))
        return std::nullopt;
    const auto asked = response.retryAfter(now);
    if (asked > m_longestPause)
        return std::nullopt;
    ++m_attempt;
    const auto own = m_backoff.next();
    return asked >= 0ms ? asked : own;
}

std::optional<std::chrono::milliseconds> RetryPolicy::afterError(const Error &error, bool left, std::chrono::milliseconds elapsed)
{
    const bool passing = error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
    if (!passing || (left && !m_mayRepeat) || isSpent(elapsed))
        return std::nullopt;
    ++m_attempt;
    return m_backoff.next();
}

} // namespace net
