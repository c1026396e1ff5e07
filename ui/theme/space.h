#pragma once

class QWidget;

namespace theme {

//! The 4 px grid, in logical pixels.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 24;
inline constexpr int xxl = 32;
} // namespace space

inline constexpr int radius = 6;
inline constexpr int iconSmall = 16;
inline constexpr int iconLarge = 20;
//! Below this width the list and the detail share one column.
inline constexpr int narrowWidth = 900;

//! Height of a table or list row, 34 or 28 compact; asks the widget's style, so it follows the setting at run time (QEvent::StyleChange).
int rowHeight(const QWidget *widget);
//! Height of buttons and fields.
int controlHeight(const QWidget *widget);

} // namespace theme
