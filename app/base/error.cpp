#include "base/error.h"

namespace base {

Error Error::of(Kind kind, const QString &detail)
{
    Error error;
    error.kind = kind;
    error.detail = detail;
    return error;
}

Error::Kind errorKindOf(int httpStatus)
{
    using Kind = Error::Kind;
    switch (httpStatus) {
    case 401: return Kind::Unauthorized;
    case 403: return Kind::Forbidden;
    case 404:
    case 410: return Kind::NotFound;
    case 408:
    case 504: return Kind::Timeout;
    case 409:
    case 412: return Kind::Conflict;
    case 405:
    case 501: return Kind::Unsupported;
    case 429: return Kind::RateLimited;
    case 503:
    case 529: return Kind::Overloaded;
    default: break;
    }
    if (httpStatus >= 400 && httpStatus < 500)
        return Kind::Invalid;
    if (httpStatus >= 500 && httpStatus < 600)
        return Kind::Server;
    return Kind::Protocol;
}

const char *kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Cancelled: return "Cancelled";
    case Error::Kind::Network: return "Network";
    case Error::Kind::Timeout: return "Timeout";
    case Error::Kind::Tls: return "Tls";
    case Error::Kind::Unauthorized: return "Unauthorized";
    case Error::Kind::Forbidden: return "Forbidden";
    case Error::Kind::NotFound: return "NotFound";
    case Error::Kind::Conflict: return "Conflict";
    case Error::Kind::Invalid: return "Invalid";
    case Error::Kind::RateLimited: return "RateLimited";
    case Error::Kind::Overloaded: return "Overloaded";
    case Error::Kind::Server: return "Server";
    case Error::Kind::Protocol: return "Protocol";
    case Error::Kind::Unsupported: return "Unsupported";
    case Error::Kind::OutcomeUnknown: return "OutcomeUnknown";
    case Error::Kind::Storage: return "Storage";
    }
    return "Unknown";
}

} // namespace base
