#pragma once

#include <QDateTime>
#include <QString>

namespace widgets {

//! "just now", "3 min ago", "2 h ago", "yesterday", "12 Nov"; a time ahead of `now` by a skewed clock is "just now", never negative. Empty when invalid.
QString relativeTime(const QDateTime &at, const QDateTime &now);
//! Date and time to the second in the local zone with its name, for tooltips and records.
QString exactTime(const QDateTime &at);
//! Short date and time in the local zone, for the setting "absolute times".
QString absoluteTime(const QDateTime &at, const QDateTime &now);
QString timeText(const QDateTime &at, const QDateTime &now, bool absolute);

} // namespace widgets
