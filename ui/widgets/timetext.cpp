#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace widgets {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 skew = 5 * minute; //!< a server's clock may run ahead by so much

//! What lupdate recognises as sentences of this place.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(widgets::Time)
};

QString dateText(const QDate &date, const QDate &today)
{
    return QLocale().toString(date, date.year() == today.year() ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
}

} // namespace

QString relativeTime(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const qint64 age = at.secsTo(now);
    const QDate then = at.toLocalTime().date();
    const QDate today = now.toLocalTime().date();
    if (age < 0) {
        if (-age <= skew)
            return Sentence::tr("just now");
        if (-age < hour)
            return Sentence::tr("in %n min", nullptr, int((-age + minute - 1) / minute));
        if (-age < day)
            return Sentence::tr("in %n h", nullptr, int((-age + hour - 1) / hour));
        return dateText(then, today);
    }
    if (age < minute)
        return Sentence::tr("just now");
    if (age < hour)
        return Sentence::tr("%n min ago", nullptr, int(age / minute));
    const qint64 days = then.daysTo(today);
    if (days == 0 || age < 6 * hour)
        return Sentence::tr("%n h ago", nullptr, int(age / hour));
    if (days == 1)
        return Sentence::tr("yesterday");
    if (days < 7)
        return Sentence::tr("%n days ago", nullptr, int(days));
    return dateText(then, today);
}

QString exactTime(const QDateTime &at)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    return QLocale().toString(local, QStringLiteral("d MMMM yyyy, HH:mm:ss")) + QLatin1Char(' ') + local.timeZoneAbbreviation();
}

QString absoluteTime(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    const QString clock = QLocale().toString(local.time(), QStringLiteral("HH:mm"));
    if (local.date() == now.toLocalTime().date())
        return clock;
    return dateText(local.date(), now.toLocalTime().date()) + QStringLiteral(", ") + clock;
}

QString timeText(const QDateTime &at, const QDateTime &now, bool absolute)
{
    return absolute ? absoluteTime(at, now) : relativeTime(at, now);
}

} // namespace widgets
