#pragma once

#include "store/ledgersums.h"

#include <QDate>

#include <vector>

namespace store {

//! A day, week or month of the viewer's.
struct LedgerPeriod
{
    QString id;          //!< as LedgerKey::id
    QDateTime begins;    //!< UTC
    QDateTime ends;      //!< UTC, excluded
};

//! A stretch of quarters in which neither a period nor a price changes.
struct LedgerSlice
{
    qint64 first = 0;
    qint64 end = 0;      //!< excluded
    int period = -1;     //!< index into LedgerSlices::periods; -1: nobody asked for any
    QDate day;           //!< UTC; whose prices count
};

//! How a range of time is cut for summing up.
struct LedgerSlices
{
    std::vector<LedgerPeriod> periods; //!< ascending
    std::vector<LedgerSlice> slices;   //!< ascending, without gaps

    //! `first` and `end`: the quarters in which there is anything; the question may ask for fewer.
    static LedgerSlices of(const LedgerQuestion &question, qint64 first, qint64 end);
};

//! Whether groups by this are stretches of time.
bool isOfTime(LedgerGrouping grouping);

} // namespace store
