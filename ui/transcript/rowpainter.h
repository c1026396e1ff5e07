#pragma once

#include "ui/transcript/findpattern.h"
#include "ui/transcript/rowlayout.h"
#include "ui/transcript/selection.h"

#include <QRect>

class QPainter;

namespace ui {

//! What of a row's look depends on the moment.
struct RowState
{
    int index = 0;
    const Selection::Range *selection = nullptr; //!< nullptr: nothing is selected
    bool hovered = false;
    int hoveredPiece = -1;
    bool current = false;   //!< has the keyboard
    int copiedBlock = -1;   //!< a code block that has just been copied
    const FindPattern *pattern = nullptr; //!< nullptr: nothing of it is to be found
    int foundPiece = -1;    //!< the hit that is shown
    int foundFrom = -1;
};

//! Paints `clip` (in the viewport) of a row whose top is at `y`.
void paintRow(QPainter &painter, const Style &style, const RowLayout &row, int y, const QRect &clip, const RowState &state);

//! Where the time stands, in the viewport, when the row's top is at `y`.
QRectF timeRect(const Style &style, const RowLayout &row, int y);

} // namespace ui
