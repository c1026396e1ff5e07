#pragma once

#include "ui/theme/tokens.h"

#include <QString>

#include <vector>

namespace theme {

//! One foreground on one background as some widget paints it, with the contrast it needs (WCAG 2.1: 4.5 text, 3 shapes and large text, 7 in the high contrast variants).
struct Pair
{
    QString name;
    QColor foreground;
    QColor background;
    qreal required;
};

//! Every pair that is used, in one place: who paints a new combination adds it here, and the test computes it.
std::vector<Pair> usedPairs(Variant variant);

} // namespace theme
