#include "store/ledgerslices.h"

#include "store/ledgeramount.h"

#include <algorithm>
#include <set>

namespace store {

namespace {

QDate firstDay(QDate day, LedgerGrouping by)
{
    switch (by) {
    case LedgerGrouping::Week: return day.addDays(1 - day.dayOfWeek());
    case LedgerGrouping::Month: return QDate(day.year(), day.month(), 1);
    default: return day;
    }
}

QDate nextFirstDay(QDate day, LedgerGrouping by)
{
    switch (by) {
    case LedgerGrouping::Week: return day.addDays(7);
    case LedgerGrouping::Month: return day.addMonths(1);
    default: return day.addDays(1);
    }
}

qint64 quarterAt(const QDateTime &time)
{
    return quarterOf(time.toMSecsSinceEpoch());
}

QDateTime timeOfQuarter(qint64 quarter, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(quarter * msPerQuarter, zone);
}

std::vector<LedgerPeriod> periodsOf(const LedgerQuestion &question, LedgerGrouping by, qint64 first, qint64 end)
{
    std::vector<LedgerPeriod> periods;
    const QString form = by == LedgerGrouping::Month ? QStringLiteral("yyyy-MM") : QStringLiteral("yyyy-MM-dd");
    for (QDate day = firstDay(timeOfQuarter(first, question.zone).date(), by);;) {
        const QDate next = nextFirstDay(day, by);
        const QDateTime begins = day.startOfDay(question.zone).toUTC(); // not midnight where the clocks change at it
        if (quarterAt(begins) >= end)
            return periods;
        periods.push_back({day.toString(form), begins, next.startOfDay(question.zone).toUTC()});
        day = next;
    }
}

} // namespace

bool isOfTime(LedgerGrouping grouping)
{
    return grouping == LedgerGrouping::Day || grouping == LedgerGrouping::Week || grouping == LedgerGrouping::Month;
}

LedgerSlices LedgerSlices::of(const LedgerQuestion &question, qint64 first, qint64 end)
{
    LedgerSlices out;
    if (question.from.isValid())
        first = std::max(first, quarterAt(question.from));
    if (question.until.isValid())
        end = std::min(end, quarterAt(question.until));
    if (first >= end)
        return out;
    std::set<qint64> cuts{first, end};
    const bool byTime = isOfTime(question.by);
    if (byTime || (question.split && isOfTime(*question.split)))
        out.periods = periodsOf(question, byTime ? question.by : *question.split, first, end);
    for (const LedgerPeriod &period : out.periods)
        cuts.insert(std::clamp(quarterAt(period.begins), first, end));
    for (const QDate &day : question.prices.changes())
        cuts.insert(std::clamp(quarterAt(day.startOfDay(Qt::UTC)), first, end));
    int period = -1;
    for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
        while (period + 1 < int(out.periods.size()) && quarterAt(out.periods[std::size_t(period + 1)].begins) <= *cut)
            ++period;
        out.slices.push_back({*cut, *std::next(cut), period, timeOfQuarter(*cut, QTimeZone::utc()).date()});
    }
    return out;
}

} // namespace store
