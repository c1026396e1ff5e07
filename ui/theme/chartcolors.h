#pragma once

#include <QColor>
#include <QPalette>

namespace theme {

inline constexpr int chartColorCount = 8;

//! The colour of a chart's series, 0..7 (others wrap): neighbours differ in lightness, so that they are told apart without their hues.
QColor chartColor(int index, const QPalette &palette);
//! Of what is not told apart: "Others".
QColor chartRest(const QPalette &palette);

} // namespace theme
