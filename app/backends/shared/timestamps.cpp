#include "backends/shared/timestamps.h"

#include <charconv>
#include <chrono>

namespace backends {

namespace {

// Exactly `count` digits at `pos`, which moves behind them; -1 when there are fewer.
int digits(std::string_view text, std::size_t &pos, std::size_t count)
{
    if (pos + count > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[pos + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    pos += count;
    return value;
}

bool eat(std::string_view text, std::size_t &pos, std::string_view oneOf)
{
    if (pos >= text.size() || oneOf.find(text[pos]) == std::string_view::npos)
        return false;
    ++pos;
    return true;
}

int fraction(std::string_view text, std::size_t &pos)
{
    int milliseconds = 0;
    int scale = 100;
    while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') {
        milliseconds += (text[pos] - '0') * scale;
        scale /= 10;
        ++pos;
    }
    return milliseconds;
}

// Minutes east of UTC; false when what follows is no zone.
bool zone(std::string_view text, std::size_t &pos, int &minutes)
{
    minutes = 0;
    if (pos == text.size() || eat(text, pos, "Zz"))
        return pos == text.size();
    const bool west = text[pos] == '-';
    if (!eat(text, pos, "+-"))
        return false;
    const int hours = digits(text, pos, 2);
    eat(text, pos, ":");
    const int rest = digits(text, pos, 2);
    if (hours < 0 || rest < 0 || hours > 23 || rest > 59 || pos != text.size())
        return false;
    minutes = (hours * 60 + rest) * (west ? -1 : 1);
    return true;
}

} // namespace

QDateTime timeFromText(std::string_view text)
{
    std::size_t pos = 0;
    const int year = digits(text, pos, 4);
    const bool dash1 = eat(text, pos, "-");
    const int month = digits(text, pos, 2);
    const bool dash2 = eat(text, pos, "-");
    const int day = digits(text, pos, 2);
    if (!dash1 || !dash2 || year < 0 || month < 0 || day < 0)
        return {};
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
    if (!date.ok() || !eat(text, pos, "Tt "))
        return {};
    const int hour = digits(text, pos, 2);
    const bool colon1 = eat(text, pos, ":");
    const int minute = digits(text, pos, 2);
    const bool colon2 = eat(text, pos, ":");
    const int second = digits(text, pos, 2);
    if (!colon1 || !colon2 || hour < 0 || minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 60)
        return {};
    const int milliseconds = eat(text, pos, ".,") ? fraction(text, pos) : 0;
    int east = 0;
    if (!zone(text, pos, east))
        return {};
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + hour) * 60 + minute - east) * 60 + second;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + milliseconds, Qt::UTC);
}

QDateTime timeFromEpoch(qint64 value)
{
    if (value <= 0)
        return {};
    constexpr qint64 firstMilliseconds = 100'000'000'000; // as seconds this is the year 5138, as milliseconds 1973
    return QDateTime::fromMSecsSinceEpoch(value < firstMilliseconds ? value * 1000 : value, Qt::UTC);
}

} // namespace backends
