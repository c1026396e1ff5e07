#pragma once

#include "models/costreport.h"

#include <QString>

namespace screens {

//! What the cost page calls a grouping: "Agent", "Day".
QString groupingWord(store::LedgerGrouping grouping);
//! The same where things are counted: "12 agents".
QString groupsText(store::LedgerGrouping grouping, int count);
//! What a group is called: "3 November 2026", an agent's name, "No agent". Foreign text made plain, on one line.
QString groupName(store::LedgerGrouping by, const store::LedgerSum &sum, const QTimeZone &zone);
//! Briefly, for an axis: "3 Nov".
QString groupTick(store::LedgerGrouping by, const store::LedgerSum &sum, const QTimeZone &zone);
//! "1 – 30 November 2026".
QString daysText(const models::CostDays &days);
//! "all workspaces", or the stage's group by name.
QString stageName(const models::CostStage &stage, const QTimeZone &zone);

} // namespace screens
