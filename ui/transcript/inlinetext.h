#pragma once

#include "transcript/block.h"
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

//! The text as it is laid out, character for character: line breaks, and room where a chip has its icon.
QString laidOutText(const QString &text);

//! Fonts and colours of spans, with room for the chips behind code and images.
QList<QTextLayout::FormatRange> inlineFormats(const QString &text, const std::vector<transcript::Span> &spans, const Style &style);

//! The emoji font for what in the text is meant as a picture.
void addEmojiFormats(QList<QTextLayout::FormatRange> &ranges, const QString &text);

//! Where the characters [from, to) of a line stand: from-to pairs in x, merged where they touch.
std::vector<std::pair<qreal, qreal>> extentsOf(const QTextLine &line, int from, int to, bool bothDirections);

//! A quiet background behind inline code and behind what stands for an image, which has an icon. `tops`: of the lines, one more than there are.
void paintChips(QPainter &painter, const Style &style, const QTextLayout &layout, const std::vector<transcript::Span> &spans, const std::vector<qreal> &tops,
                bool bothDirections);

} // namespace ui
