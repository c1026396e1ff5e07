#pragma once

#include <QString>

namespace ui {

//! Some lines of a long text that are otherwise not shown: those around a hit of find.
struct TextWindow
{
    QString text;
    int number = 0;   //!< of the hit that it was made for, among the hits of its row
    int target = 0;   //!< the same hit among those of `text`
};

} // namespace ui
