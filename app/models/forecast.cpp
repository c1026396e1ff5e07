#include "models/forecast.h"

namespace models {

using store::LedgerMoney;

namespace {

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;
constexpr qint64 millionths = 1'000'000;

QDateTime monthBegin(const QDateTime &now, const QTimeZone &zone, int months)
{
    const QDate day = now.toTimeZone(zone).date();
    return QDate(day.year(), day.month(), 1).addMonths(months).startOfDay(zone).toUTC();
}

void addAll(std::vector<LedgerMoney> &sum, const std::vector<LedgerMoney> &more)
{
    for (const LedgerMoney &one : more) {
        const auto known = std::find_if(sum.begin(), sum.end(), [&one](const LedgerMoney &other) { return other.unit == one.unit; });
        if (known == sum.end())
            sum.push_back(one);
        else
            known->amount += one.amount;
    }
}

} // namespace

base::Decimal MonthSoFar::amountOf(const std::vector<LedgerMoney> &money, const QByteArray &unit)
{
    for (const LedgerMoney &one : money) {
        if (one.unit == unit)
            return one.amount;
    }
    return {};
}

store::LedgerQuestion monthQuestion(const QDateTime &now, const QTimeZone &zone, const store::PriceTable &prices,
                                    const std::vector<store::LedgerFilter> &filters)
{
    store::LedgerQuestion question;
    question.from = monthBegin(now, zone, -1);
    question.until = monthBegin(now, zone, 1);
    question.zone = zone;
    question.by = store::LedgerGrouping::Day;
    question.filters = filters;
    question.prices = prices;
    return question;
}

MonthSoFar monthSoFar(const store::LedgerAnswer &answer, const QDateTime &now, const QTimeZone &zone)
{
    MonthSoFar month;
    month.now = now;
    month.begins = monthBegin(now, zone, 0);
    month.ends = monthBegin(now, zone, 1);
    month.since = month.begins;
    bool before = false;
    bool first = true;
    for (const store::LedgerSum &day : answer.sums) { // ascending
        if (day.begins < month.begins) {
            before = true;
            continue;
        }
        if (first && !before)
            month.since = day.begins;
        first = false;
        addAll(month.reported, day.reported);
        addAll(month.estimated, day.estimated);
        month.unpricedTokens += day.unpricedTokens;
    }
    return month;
}

std::optional<base::Decimal> forecastToMonthEnd(const base::Decimal &spent, const MonthSoFar &month)
{
    const qint64 known = month.since.msecsTo(month.now);
    const qint64 all = month.since.msecsTo(month.ends);
    if (spent.isNegative() || known < leastForecastDays * dayMs || all <= known)
        return std::nullopt;
    // A month is at most ten times three days and a bit: the factor in millionths is exact enough, and no double is in between.
    const qint64 factor = (all * (millionths / 1000) / (known / 1000));
    return spent.rounded(6).ofMillion(factor).rounded(2);
}

} // namespace models
