#pragma once

#include "store/ledgersums.h"

#include <QDateTime>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace models {

//! What was used in the calendar month that `now` is in.
struct MonthSoFar
{
    QDateTime begins;  //!< UTC
    QDateTime ends;    //!< UTC, excluded
    QDateTime now;     //!< UTC
    QDateTime since;   //!< UTC; from when on anything is known: the month's beginning, or the first day of use when there was none before
    std::vector<store::LedgerMoney> reported;  //!< one entry a unit
    std::vector<store::LedgerMoney> estimated; //!< never added to the other
    qint64 unpricedTokens = 0;                 //!< that `estimated` lacks

    //! Zero when there is none of this unit.
    static base::Decimal amountOf(const std::vector<store::LedgerMoney> &money, const QByteArray &unit);
};

//! Nothing is forecast from less: one busy morning is no month.
constexpr int leastForecastDays = 3;

//! Asks for this month's days and those of the month before. Its answer goes to monthSoFar().
store::LedgerQuestion monthQuestion(const QDateTime &now, const QTimeZone &zone, const store::PriceTable &prices,
                                    const std::vector<store::LedgerFilter> &filters);
MonthSoFar monthSoFar(const store::LedgerAnswer &answer, const QDateTime &now, const QTimeZone &zone);

//! What it comes to by the end of the month if it goes on as it did on average since `month.since`; nothing from fewer than leastForecastDays.
std::optional<base::Decimal> forecastToMonthEnd(const base::Decimal &spent, const MonthSoFar &month);

} // namespace models
