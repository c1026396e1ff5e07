#pragma once

#include "transcript/block.h"
#include "ui/transcript/emojipainter.h"
#include "ui/transcript/style.h"

#include <QTextLayout>

#include <utility>
#include <vector>

class QPainter;

namespace ui {

//! True when the text's first letter belongs to a script that is read from the right: then its paragraph is.
bool readsFromRight(const QString &text);

//! True when any of it is read from the right: then a range of it may stand in several places of one line.
bool hasBothDirections(const QString &text);

//! The text as it is laid out, character for character: line breaks, and room where a chip has its icon and for pictures.
QString laidOutText(const QString &text, const EmojiPainter &emoji);

//! How wide a text of one line is.
qreal advanceOf(const QString &text, const QFont &font);

//! Where letters of this font stand on a line of a layout that is centred between `top` and `bottom`, even when there are none on it.
qreal baselineIn(const QTextLine &line, qreal top, qreal bottom, const QFont &font);

//! Fonts and colours of spans, with room for the chips behind code and images, and for pictures.
QList<QTextLayout::FormatRange> inlineFormats(const QString &text, const std::vector<transcript::Span> &spans, const EmojiPainter &emoji, const Style &style);

//! Where the characters [from, to) of a line stand: from-to pairs in x, merged where they touch.
std::vector<std::pair<qreal, qreal>> extentsOf(const QTextLine &line, int from, int to, bool bothDirections);

//! A quiet background behind inline code and behind what stands for an image. `tops`: of the lines, one more than there are.
void paintChips(QPainter &painter, const Style &style, const QTextLayout &layout, const std::vector<transcript::Span> &spans, const std::vector<qreal> &tops,
                bool bothDirections);
//! The icons of images; above what marks a selection. `tops` as for paintChips().
void paintChipIcons(QPainter &painter, const Style &style, const QTextLayout &layout, const std::vector<transcript::Span> &spans, const std::vector<qreal> &tops);

} // namespace ui
