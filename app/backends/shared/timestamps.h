#pragma once

#include <QDateTime>

#include <string_view>

namespace backends {

//! RFC 3339 text as UTC; a missing zone counts as UTC. Invalid when it is none. A fifth of the time that QDateTime::fromString takes, which
//! would be half of an event's decoding.
QDateTime timeFromText(std::string_view text);
//! Seconds or milliseconds since 1970, told apart by size (openma sends both); invalid when not positive.
QDateTime timeFromEpoch(qint64 value);

} // namespace backends
