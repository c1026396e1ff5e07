#pragma once

#include "api/usage.h"
#include "store/ledger.h"

#include <optional>

namespace store {

//! An amount as sums take it, or why none does.
struct LedgerAmount
{
    qint64 value = 0;                        //!< tokens and turns, or 10^-9 of a currency; 0 when flagged
    std::optional<FlaggedUsage::Why> flag;
};

//! Looks at what a server sent; `at` is when it counts.
LedgerAmount ledgerAmount(const api::UsageRecord &record, const QDateTime &at, const QDateTime &now);

//! Whether amounts of this kind are tokens.
bool isTokens(api::UsageKind kind);

//! Quarters of an hour since 1970: where every time zone's days begin.
inline constexpr qint64 msPerQuarter = 900'000;
inline qint64 quarterOf(qint64 ms) { return ms / msPerQuarter; }

//! Later than its clock may be ahead of ours: nobody knows which is wrong.
inline constexpr qint64 msAhead = 86'400'000;
//! What happened before cannot be (UTC, ms): no platform of ours was there.
inline constexpr qint64 firstMs = 1'577'836'800'000; // 2020-01-01

} // namespace store
