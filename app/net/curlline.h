#pragma once

#include "net/trafficentry.h"

namespace net {

//! A command for a POSIX shell that makes a request again by curl.
struct CurlLine
{
    QByteArray command;       //!< the key stands in it as "$NAME" of an environment variable
    bool bodyMissing = false; //!< there was a body that cannot be in it; the command reads it from the file body.json

    static CurlLine of(const TrafficEntry &entry, const TrafficBody &body);
};

//! One word for a POSIX shell, whatever is in it but zero bytes.
QByteArray shellQuoted(const QByteArray &text);

} // namespace net
