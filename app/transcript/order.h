#pragma once

#include <QtGlobal>

#include <compare>
#include <limits>

namespace transcript {

//! Where an event stands: the server's sequence or time, then the order of arrival (managed-agents.md §12).
struct Order
{
    qint64 primary = 0;
    quint64 arrival = 0;
    auto operator<=>(const Order &) const = default;
};

//! `primary` of what has no place yet: messages that wait to be taken up.
inline constexpr qint64 atTheEnd = std::numeric_limits<qint64>::max();

} // namespace transcript
