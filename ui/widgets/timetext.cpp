#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace widgets {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 skew = 5 * minute; //!< a server's clock may run ahead by so much

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("widgets::Time", text, nullptr, count);
}

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
            return tr(QT_TRANSLATE_NOOP("widgets::Time", "just now"));
        if (-age < hour)
            return tr(QT_TRANSLATE_NOOP("widgets::Time", "in %n min"), int((-age + minute - 1) / minute));
        if (-age < day)
            return tr(QT_TRANSLATE_NOOP("widgets::Time", "in %n h"), int((-age + hour - 1) / hour));
        return dateText(then, today);
    }
    if (age < minute)
        return tr(QT_TRANSLATE_NOOP("widgets::Time", "just now"));
    if (age < hour)
        return tr(QT_TRANSLATE_NOOP("widgets::Time", "%n min ago"), int(age / minute));
    const qint64 days = then.daysTo(today);
    if (days == 0 || age < 6 * hour)
        return tr(QT_TRANSLATE_NOOP("widgets::Time", "%n h ago"), int(age / hour));
    if (days == 1)
        return tr(QT_TRANSLATE_NOOP("widgets::Time", "yesterday"));
    if (days < 7)
        return tr(QT_TRANSLATE_NOOP("widgets::Time", "%n days ago"), int(days));
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
