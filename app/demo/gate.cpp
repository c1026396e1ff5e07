#include "demo/gate.h"

namespace demo {

bool Gate::isLocal(const Request &request) const
{
    const auto hosts = request.headers("Host");
    if (hosts.size() != 1 || (hosts.front() != "127.0.0.1:" + m_port && hosts.front() != "localhost:" + m_port))
        return false;
    return request.headers("Origin").empty();
}

bool Gate::isToken(const std::string &candidate) const
{
    if (candidate.size() != m_token.size())
        return false;
    // In the same time wherever the first difference is.
    unsigned char difference = 0;
    for (std::size_t i = 0; i < m_token.size(); ++i)
        difference |= static_cast<unsigned char>(candidate[i] ^ m_token[i]);
    return difference == 0;
}

Gate::Key Gate::anyKey(const Request &request) const
{
    const auto keys = request.headers("x-api-key");
    const auto bearers = request.headers("Authorization");
    if (keys.empty() && bearers.empty())
        return Key::Missing;
    if (keys.size() + bearers.size() != 1)
        return Key::Both;
    if (!keys.empty())
        return isToken(keys.front()) ? Key::Ok : Key::Wrong;
    static constexpr std::string_view scheme = "Bearer ";
    const std::string &value = bearers.front();
    return value.compare(0, scheme.size(), scheme) == 0 && isToken(value.substr(scheme.size())) ? Key::Ok : Key::Wrong;
}

Gate::Key Gate::apiKey(const Request &request) const
{
    const auto keys = request.headers("x-api-key");
    if (keys.empty())
        return Key::Missing;
    return keys.size() == 1 && isToken(keys.front()) ? Key::Ok : Key::Wrong;
}

} // namespace demo
