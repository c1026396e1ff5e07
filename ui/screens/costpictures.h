#pragma once

#include "models/costreport.h"
#include "ui/widgets/columnchart.h"

#include <vector>

namespace screens {

//! One chart of a cost report: one unit, and either what was reported or what is estimated.
struct CostPicture
{
    QString title;
    QString note;          //!< what is left out of it, or what it is; may be empty
    bool isEstimate = false;
    widgets::ChartContent content;
    std::vector<store::LedgerSum> groups; //!< of each column
};

//! The charts of what was found: of money, each unit by itself and estimates apart from reports; of tokens where there is no money, or when asked.
std::vector<CostPicture> picturesOf(const models::CostFound &found, bool tokens);

} // namespace screens
