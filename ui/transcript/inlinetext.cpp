#include "ui/transcript/inlinetext.h"

#include "ui/theme/icons.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using theme::Token;
using transcript::Span;

namespace {

constexpr qreal chipPad = 3;
constexpr int chipIcon = 14;

bool isChip(const Span &span)
{
    return span.formats & (Span::Code | Span::Image);
}

//! The blanks beside chips are wider, so that their backgrounds touch no letter; an image's first character makes room for its icon.
void spaceChips(QList<QTextLayout::FormatRange> &ranges, const QString &text, const std::vector<Span> &spans, const Style &style)
{
    const auto widen = [&](int at, qreal by) {
        QTextLayout::FormatRange range;
        range.start = at;
        range.length = 1;
        range.format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
        range.format.setFontLetterSpacing(by);
        ranges.append(range);
    };
    const auto widenBlank = [&](int at) {
        const bool blank = at >= 0 && at < text.size() && text[at] == QLatin1Char(' ');
        if (blank && std::none_of(spans.begin(), spans.end(), [at](const Span &s) { return at >= s.start && at < s.start + s.length; }))
            widen(at, chipPad);
    };
    for (const Span &span : spans) {
        if (!isChip(span))
            continue;
        widenBlank(span.start - 1);
        widenBlank(span.start + span.length);
        if (text[span.start] == QChar(QChar::ObjectReplacementCharacter))
            widen(span.start, std::max<qreal>(0, chipIcon + chipPad - QFontMetricsF(style.font(Style::Font::Small)).horizontalAdvance(QChar(QChar::Nbsp))));
    }
}

} // namespace

bool readsFromRight(const QString &text)
{
    return text.isRightToLeft();
}

bool hasBothDirections(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c < 0x590) // below it nothing is read from the right
            continue;
        const bool pair = QChar::isHighSurrogate(c) && i + 1 < text.size();
        const auto direction = QChar::direction(pair ? QChar::surrogateToUcs4(c, text[i + 1].unicode()) : char32_t(c));
        if (direction == QChar::DirR || direction == QChar::DirAL)
            return true;
        i += pair;
    }
    return false;
}

QString laidOutText(const QString &text, const EmojiPainter &emoji)
{
    QString shown = emoji.room(text);
    shown.replace(QLatin1Char('\n'), QChar(QChar::LineSeparator));
    shown.replace(QChar(QChar::ObjectReplacementCharacter), QChar(QChar::Nbsp));
    return shown;
}

qreal advanceOf(const QString &text, const QFont &font)
{
    const EmojiPainter emoji(text, font);
    return QFontMetricsF(font).horizontalAdvance(emoji.isEmpty() ? text : emoji.without(text)) + emoji.count() * emoji.advance();
}

qreal baselineIn(const QTextLine &line, qreal top, qreal bottom, const QFont &font)
{
    const QFontMetricsF metrics(font);
    const bool letters = line.height() >= metrics.height() - 0.5;
    const qreal height = letters ? line.height() : metrics.height();
    return top + std::round((bottom - top - height) / 2) + (letters ? line.ascent() : metrics.ascent());
}

QList<QTextLayout::FormatRange> inlineFormats(const QString &text, const std::vector<Span> &spans, const EmojiPainter &emoji, const Style &style)
{
    QList<QTextLayout::FormatRange> ranges;
    ranges.reserve(qsizetype(spans.size()));
    for (const Span &span : spans) {
        QTextLayout::FormatRange range;
        range.start = span.start;
        range.length = span.length;
        if (isChip(span))
            range.format.setFont(style.font(span.formats & Span::Code ? Style::Font::Code : Style::Font::Small), QTextCharFormat::FontPropertiesAll);
        if (span.formats & Span::Bold)
            range.format.setFontWeight(QFont::DemiBold);
        if (span.formats & Span::Italic)
            range.format.setFontItalic(true);
        if (span.formats & Span::Strike)
            range.format.setFontStrikeOut(true);
        if (span.formats & Span::Link) {
            range.format.setForeground(style.color(Token::Accent));
            range.format.setFontUnderline(true);
        } else if (span.formats & Span::Image) {
            range.format.setForeground(style.color(Token::Muted));
        }
        ranges.append(range);
    }
    spaceChips(ranges, text, spans, style);
    emoji.addFormats(ranges);
    return ranges;
}

std::vector<std::pair<qreal, qreal>> extentsOf(const QTextLine &line, int from, int to, bool bothDirections)
{
    std::vector<std::pair<qreal, qreal>> extents;
    if (!bothDirections || from >= to) {
        const qreal a = line.cursorToX(from);
        const qreal b = line.cursorToX(to);
        extents.emplace_back(std::min(a, b), std::max(a, b));
        return extents;
    }
    if (from == line.textStart() && to == from + line.textLength()) { // where directions meet, edges of characters are not told surely
        const QRectF whole = line.naturalTextRect();
        extents.emplace_back(whole.left(), whole.right());
        return extents;
    }
    for (int i = from; i < to; ++i) {
        const qreal a = line.cursorToX(i, QTextLine::Leading);
        const qreal b = line.cursorToX(i, QTextLine::Trailing);
        const qreal left = std::min(a, b); // no structured binding: clang 14 does not let a lambda use one
        const qreal right = std::max(a, b);
        if (left == right)
            continue; // inside a cluster
        auto touching = std::find_if(extents.begin(), extents.end(), [&](const auto &e) { return left <= e.second + 0.5 && right >= e.first - 0.5; });
        if (touching == extents.end()) {
            extents.emplace_back(left, right);
        } else {
            touching->first = std::min(touching->first, left);
            touching->second = std::max(touching->second, right);
        }
    }
    return extents;
}

void paintChips(QPainter &painter, const Style &style, const QTextLayout &layout, const std::vector<Span> &spans, const std::vector<qreal> &tops, bool bothDirections)
{
    if (std::none_of(spans.begin(), spans.end(), isChip))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::mixed(style.color(Token::Raised), style.color(Token::Muted), 0.08));
    for (const Span &span : spans) {
        for (int i = 0; isChip(span) && i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            const int from = std::max(span.start, line.textStart());
            const int to = std::min(span.start + span.length, line.textStart() + line.textLength());
            if (from >= to)
                continue;
            const qreal top = tops[std::size_t(i)];
            const qreal bottom = tops[std::size_t(i) + 1];
            for (const auto &[left, right] : extentsOf(line, from, to, bothDirections))
                painter.drawRoundedRect(QRectF(left - chipPad, top + 1.5, right - left + 2 * chipPad, bottom - top - 3), 4, 4);
        }
    }
    painter.restore();
}

void paintChipIcons(QPainter &painter, const Style &style, const QTextLayout &layout, const std::vector<Span> &spans, const std::vector<qreal> &tops)
{
    for (const Span &span : spans) {
        for (int i = 0; (span.formats & Span::Image) && i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            if (span.start < line.textStart() || span.start >= line.textStart() + line.textLength())
                continue;
            const auto room = extentsOf(line, span.start, span.start + 1, true);
            if (!room.empty() && room.front().second - room.front().first >= chipIcon - 1) {
                painter.drawPixmap(QPointF(std::round(room.front().first), std::round((tops[std::size_t(i)] + tops[std::size_t(i) + 1] - chipIcon) / 2)),
                                   theme::iconPixmap(QStringLiteral("image"), style.color(Token::Muted), chipIcon, painter.device()->devicePixelRatioF()));
            }
        }
    }
}

} // namespace ui
