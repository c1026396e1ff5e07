#include "store/ledgeramount.h"

#include "base/decimal.h"

namespace store {

using Why = FlaggedUsage::Why;

namespace {

constexpr qint64 mostTokens = 1'000'000'000'000;
constexpr qint64 mostMoney = 1'000'000; // of a currency, in one session

} // namespace

bool isTokens(api::UsageKind kind)
{
    return kind != api::UsageKind::Money && kind != api::UsageKind::Turns;
}

LedgerAmount ledgerAmount(const api::UsageRecord &record, const QDateTime &at, const QDateTime &now)
{
    const auto number = base::Decimal::parse(record.amount);
    if (!number)
        return {0, Why::NoNumber};
    if (number->isNegative())
        return {0, Why::Negative};
    const bool isMoney = record.kind == api::UsageKind::Money;
    if (record.unit.isEmpty() || (isTokens(record.kind) && record.unit != api::tokensUnit()))
        return {0, Why::ForeignUnit};
    if (*number > base::Decimal::ofWhole(isMoney ? mostMoney : mostTokens))
        return {0, Why::Absurd};
    if (!at.isValid() || at.toMSecsSinceEpoch() < firstMs)
        return {0, Why::NoTime};
    if (at.toMSecsSinceEpoch() > now.toMSecsSinceEpoch() + msAhead)
        return {0, Why::InTheFuture};
    if (isMoney)
        return {*number->toNanos(), std::nullopt};
    if (*number != base::Decimal::ofWhole(number->whole()))
        return {0, Why::NoNumber}; // half a token
    return {number->whole(), std::nullopt};
}

} // namespace store
