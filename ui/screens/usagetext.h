#pragma once

#include "api/event.h"
#include "models/sessioncosts.h"

#include <QString>

namespace screens {

//! Tokens and money of a session on one line ("12,480 tokens · $0.42"); empty when nothing is known.
QString usageText(const api::Usage &usage);
//! The same spelled out, one fact a line, for a tooltip or a screen reader.
QString usageDetails(const api::Usage &usage);
//! All tokens together, negative when none is known.
qint64 totalTokens(const api::Usage &usage);

//! The same without money where the person does not want to see any. `costs` may be null: then it is shown.
api::Usage shownUsage(api::Usage usage, const models::Costs *costs);

//! "$1.20", "≈ $0.35" of an estimate; empty when only tokens are known.
QString sessionCostText(const models::SessionCost &cost);
//! The same spelled out, for a tooltip or a screen reader.
QString sessionCostDetails(const models::SessionCost &cost);
//! Several amounts, each in its unit: "$1.20 · 12.50 credits"; an estimate with "≈" before each.
QString amountsText(const std::vector<store::LedgerMoney> &money, bool estimated);

} // namespace screens
