#include "models/costrange.h"

#include <QHash>

namespace models {

using store::LedgerGrouping;
using store::LedgerSum;

namespace {

constexpr int mostColumns = 400;

QDate firstOfPeriod(QDate day, LedgerGrouping by)
{
    switch (by) {
    case LedgerGrouping::Week: return day.addDays(1 - day.dayOfWeek());
    case LedgerGrouping::Month: return QDate(day.year(), day.month(), 1);
    default: return day;
    }
}

QDate nextPeriod(QDate first, LedgerGrouping by)
{
    switch (by) {
    case LedgerGrouping::Week: return first.addDays(7);
    case LedgerGrouping::Month: return first.addMonths(1);
    default: return first.addDays(1);
    }
}

} // namespace

CostDays CostRange::days(QDate today) const
{
    switch (kind) {
    case Kind::Today: return {today, today};
    case Kind::Days7: return {today.addDays(-6), today};
    case Kind::Days30: return {today.addDays(-29), today};
    case Kind::Days90: return {today.addDays(-89), today};
    case Kind::Custom: return custom.isValid() ? custom : CostDays{today, today};
    }
    return {today, today};
}

bool isTime(LedgerGrouping grouping)
{
    return grouping == LedgerGrouping::Day || grouping == LedgerGrouping::Week || grouping == LedgerGrouping::Month;
}

LedgerGrouping groupingFor(LedgerGrouping wanted, const CostDays &days)
{
    if (wanted == LedgerGrouping::Day && days.count() > mostColumns)
        wanted = LedgerGrouping::Week;
    if (wanted == LedgerGrouping::Week && days.count() / 7 > mostColumns)
        wanted = LedgerGrouping::Month;
    return wanted;
}

std::vector<LedgerSum> withEmptyPeriods(const std::vector<LedgerSum> &sums, LedgerGrouping by, const CostDays &days, const QTimeZone &zone)
{
    QHash<QString, const LedgerSum *> known;
    for (const LedgerSum &sum : sums)
        known.insert(sum.key.id, &sum);
    std::vector<LedgerSum> all;
    const QString form = by == LedgerGrouping::Month ? QStringLiteral("yyyy-MM") : QStringLiteral("yyyy-MM-dd");
    for (QDate day = firstOfPeriod(days.first, by); day <= days.last; day = nextPeriod(day, by)) {
        const QString id = day.toString(form);
        if (const LedgerSum *one = known.value(id)) {
            all.push_back(*one);
            continue;
        }
        LedgerSum empty;
        empty.key.id = id;
        empty.begins = day.startOfDay(zone).toUTC();
        empty.ends = nextPeriod(day, by).startOfDay(zone).toUTC();
        all.push_back(empty);
    }
    return all;
}

} // namespace models
