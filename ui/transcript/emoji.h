#pragma once

#include <QString>

#include <utility>
#include <vector>

namespace ui {

//! Stretches of a text that are meant as pictures, whole sequences with what is joined to them: start and length in UTF-16 units.
std::vector<std::pair<int, int>> emojiIn(const QString &text);

//! The font for them; empty: there is none. Qt before 6.9 looks for a font sign by sign, and takes sequences apart.
QString emojiFamily();

} // namespace ui
