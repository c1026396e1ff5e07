#pragma once

#include "base/record.h"

#include <QtGlobal>

#include <optional>
#include <string>
#include <string_view>

namespace demo {

using base::Json;

//! A new id: the prefix ("sesn_", "sess-") and sixteen or more random lower-case letters and digits.
std::string newId(std::string_view prefix, int length = 24);
//! A new key for clients, 256 random bits.
std::string newToken(std::string_view prefix);

qint64 nowMs();                                       //!< ms since 1970, UTC
//! Ms since 1970, each answer later than the one before: it orders events.
qint64 nextStamp();
std::string toTime(qint64 ms);                        //!< "2026-11-20T09:15:00.123Z"
Json timeOrNull(const std::optional<qint64> &ms);
std::optional<qint64> fromTime(std::string_view text); //!< RFC 3339; nothing when it is not

//! Base64url without padding: the shape of cursors.
std::string toBase64Url(std::string_view bytes);
std::string fromBase64Url(std::string_view text);

} // namespace demo
