#pragma once

#include "demo/exchange.h"

#include <string>

namespace demo {

//! What keeps strangers out: other programs' pages in a browser (Host, Origin) and whoever does not know this run's key.
class Gate
{
public:
    Gate(std::string token, quint16 port) : m_token(std::move(token)), m_port(std::to_string(port)) {}

    //! Host must be 127.0.0.1:port or localhost:port; a request that names an Origin comes from a web page and is refused.
    bool isLocal(const Request &request) const;

    enum class Key { Ok, Missing, Wrong, Both };
    //! Exactly one of x-api-key and Authorization: Bearer.
    Key anyKey(const Request &request) const;
    //! x-api-key; Authorization is not looked at.
    Key apiKey(const Request &request) const;

private:
    bool isToken(const std::string &candidate) const;

    const std::string m_token;
    const std::string m_port;
};

} // namespace demo
