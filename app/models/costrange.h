#pragma once

#include "store/ledgersums.h"

#include <QDate>
#include <QTimeZone>

#include <vector>

namespace models {

//! Days on end, the first and the last one included.
struct CostDays
{
    QDate first;
    QDate last;
    bool isValid() const { return first.isValid() && last.isValid() && first <= last; }
    int count() const { return isValid() ? int(first.daysTo(last)) + 1 : 0; }
    //! As many days, right before these.
    CostDays before() const { return {first.addDays(-count()), first.addDays(-1)}; }
    bool operator==(const CostDays &) const = default;
};

//! Which days a report is about; all but Custom move on with the days.
struct CostRange
{
    enum class Kind { Today, Days7, Days30, Days90, Custom };
    Kind kind = Kind::Days30;
    CostDays custom; //!< Custom only

    //! The days themselves when it is `today`.
    CostDays days(QDate today) const;
    bool operator==(const CostRange &) const = default;
};

//! Whether groups are days, weeks or months.
bool isTime(store::LedgerGrouping grouping);
//! `wanted`, or the next coarser one where these days would make more columns than a picture can hold (400).
store::LedgerGrouping groupingFor(store::LedgerGrouping wanted, const CostDays &days);
//! Every day, week or month of `days`, in order: those of `sums`, and empty ones where nothing was used.
std::vector<store::LedgerSum> withEmptyPeriods(const std::vector<store::LedgerSum> &sums, store::LedgerGrouping by, const CostDays &days,
                                               const QTimeZone &zone);

} // namespace models
