#include "ui/transcript/codepiece.h"

#include "ui/theme/space.h"
#include "ui/transcript/inlinetext.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int tabColumns = 4;
constexpr int longestShaped = 4000; // characters shaped as one; the rest of such a line goes on in the next
constexpr qreal codeHeadSize = 20;
constexpr qreal thumbRoom = 12;     // below the last line
constexpr int noWrap = 1 << 28;     // columns

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

bool isAsciiWithTabs(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return (c.unicode() >= 0x20 && c.unicode() < 0x7f) || c == QLatin1Char('\t'); });
}

} // namespace

CodePiece::CodePiece(Content content)
    : m_content(std::move(content))
{
}

bool CodePiece::isPlain(QStringView line)
{
    return isAsciiWithTabs(line);
}

void CodePiece::setHighlight(std::shared_ptr<transcript::CodeHighlight> highlight, int firstLine, int firstShift)
{
    m_highlight = std::move(highlight);
    m_firstLine = firstLine;
    m_firstShift = firstShift;
}

void CodePiece::refit(const Style &style)
{
    m_content.wide = m_content.first && m_blockColumns * style.code().advance > width;
    m_lines.clear();
    m_spans.clear();
    m_same = 0;
}

qreal CodePiece::headHeight() const
{
    return m_content.first && !m_content.label.isEmpty() ? codeHeadSize : 0;
}

int CodePiece::rowsOf(int columns) const
{
    return std::max(1, (columns + m_columns - 1) / m_columns);
}

int CodePiece::columnsOf(QStringView line)
{
    int columns = 0;
    for (const QChar c : line) {
        if (c == QLatin1Char('\t'))
            columns += tabColumns - columns % tabColumns;
        else if (!c.isLowSurrogate())
            columns += c.unicode() >= 0x1100 ? 2 : 1; // from here on most signs are wide; a little room too much does no harm
    }
    return columns;
}

qreal CodePiece::estimate(const Style &style) const
{
    const int fit = std::max(8, int(width / style.code().advance));
    qreal rows = 0;
    for (const QStringView line : QStringView(m_content.text).split(QLatin1Char('\n')))
        rows += m_content.wraps ? std::max<qreal>(1, std::ceil(qreal(columnsOf(line)) / fit)) : 1;
    const bool scrolls = !m_content.wraps && m_content.last && m_content.columns > fit;
    return headHeight() + rows * style.code().lineHeight + (scrolls ? thumbRoom : 0);
}

qreal CodePiece::measure(const Style &style)
{
    m_lines.clear();
    m_spans.clear();
    m_columns = m_content.wraps ? std::max(8, int(width / style.code().advance)) : noWrap;
    m_range = m_content.wraps ? 0 : std::max<qreal>(0, std::ceil(m_content.columns * style.code().advance - width));
    m_lineHeight = style.code().lineHeight;
    m_state = m_highlight ? m_highlight->stateAt(m_firstLine) : transcript::LexState();
    const QString &text = m_content.text;
    int number = 0;
    for (qsizetype from = 0; from <= text.size();) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), from);
        if (end < 0)
            end = text.size();
        const std::size_t first = m_lines.size();
        const int spans = int(m_spans.size());
        takeSpans(number++);
        cutLine(int(from), int(end - from), style);
        for (std::size_t i = first; i < m_lines.size(); ++i) {
            m_lines[i].shift = m_lines[i].start - int(from) + (from == 0 ? m_firstShift : 0);
            m_lines[i].spansFrom = spans;
            m_lines[i].spansTo = int(m_spans.size());
        }
        from = end + 1;
    }
    // Lines before the first that differs stand where they stood, in the same colours.
    changedFrom = 0;
    for (std::size_t i = 0; replaces && m_stateBefore == m_state && i < m_lines.size() && m_lines[i].start <= m_same && m_same > 0; ++i)
        changedFrom = i == 0 ? 0 : m_lines[i].top;
    return textEnd() + (m_range > 0 && m_content.last ? thumbRoom : 0);
}

void CodePiece::learnFrom(Piece &piece)
{
    const auto &old = static_cast<const CodePiece &>(piece);
    Content like = old.m_content;
    like.text = m_content.text;
    like.last = m_content.last;
    if (!m_content.wraps || like != m_content || old.m_firstLine != m_firstLine || old.m_firstShift != m_firstShift || !old.m_highlight != !m_highlight)
        return;
    const QString &before = old.m_content.text;
    m_same = std::mismatch(before.cbegin(), before.cend(), m_content.text.cbegin(), m_content.text.cend()).first - before.cbegin();
    m_stateBefore = old.m_state;
}

qreal CodePiece::textEnd() const
{
    return m_lines.empty() ? 0 : m_lines.back().top + m_lines.back().rows * m_lineHeight;
}

void CodePiece::takeSpans(int line)
{
    if (!m_highlight)
        return;
    const auto spans = m_highlight->line(m_firstLine + line);
    m_spans.insert(m_spans.end(), spans.begin(), spans.end());
}

std::span<const transcript::CodeSpan> CodePiece::spansOf(std::size_t index) const
{
    const Line &line = m_lines.at(index);
    return std::span(m_spans).subspan(std::size_t(line.spansFrom), std::size_t(line.spansTo - line.spansFrom));
}

//! A line that has to be shaped and is very long becomes several, one below the other.
void CodePiece::cutLine(int start, int length, const Style &style)
{
    const QString &text = m_content.text;
    const bool glyphs = style.code().fixed && isAsciiWithTabs(QStringView(text).mid(start, length));
    while (!glyphs && length > longestShaped) {
        const int first = text[start + longestShaped].isLowSurrogate() ? longestShaped - 1 : longestShaped;
        addLine(start, first, style);
        start += first;
        length -= first;
    }
    addLine(start, length, style);
}

void CodePiece::addLine(int start, int length, const Style &style)
{
    Line line;
    line.start = start;
    line.length = length;
    line.top = m_lines.empty() ? headHeight() : textEnd();
    const QStringView text = QStringView(m_content.text).mid(start, length);
    if (style.code().fixed && isAscii(text)) {
        line.rows = rowsOf(length);
    } else if (style.code().fixed && isAsciiWithTabs(text)) {
        line.plain = false;
        line.columns.reserve(std::size_t(length) + 1);
        int column = 0;
        for (const QChar c : text) {
            line.columns.push_back(column);
            column += c == QLatin1Char('\t') ? tabColumns - column % tabColumns : 1;
        }
        line.columns.push_back(column);
        line.rows = rowsOf(column);
    } else {
        line.plain = false;
        shape(line, style);
    }
    m_lines.push_back(std::move(line));
}

void CodePiece::shape(Line &line, const Style &style) const
{
    const QString text = m_content.text.mid(line.start, line.length);
    line.emoji = EmojiPainter(text, style.code().font);
    line.shaped = std::make_shared<QTextLayout>(line.emoji.room(text), style.code().font);
    QTextOption option;
    option.setWrapMode(m_content.wraps ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight); // code is read from the left, whatever its strings hold
    option.setTabStopDistance(style.code().advance * tabColumns);
    line.shaped->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    line.emoji.addFormats(formats);
    line.shaped->setFormats(formats);
    line.shaped->setCacheEnabled(true);
    line.rows = 0;
    line.shaped->beginLayout();
    for (QTextLine row = line.shaped->createLine(); row.isValid(); row = line.shaped->createLine()) {
        row.setLineWidth(m_content.wraps ? width : noWrap);
        // Glyphs of other fonts may be taller; the lines of code stay on their grid.
        row.setPosition({0, line.rows * m_lineHeight + std::round(style.code().baseline - row.ascent())});
        ++line.rows;
    }
    line.shaped->endLayout();
    line.rows = std::max(1, line.rows);
}

int CodePiece::columnOf(const Line &line, int index) const
{
    return line.plain ? index : line.columns[std::size_t(index)];
}

int CodePiece::indexOf(const Line &line, int column) const
{
    if (line.plain)
        return std::clamp(column, 0, line.length);
    const auto found = std::lower_bound(line.columns.begin(), line.columns.end(), column);
    return std::min(int(found - line.columns.begin()), line.length);
}

std::size_t CodePiece::lineAt(qreal y) const
{
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), y, [](qreal at, const Line &line) { return at < line.top; });
    return next == m_lines.begin() ? 0 : std::size_t(next - m_lines.begin() - 1);
}

Hit CodePiece::hit(const QPointF &at, const Style &style) const
{
    Hit hit;
    if (m_lines.empty())
        return hit;
    if (copyRect().contains(at))
        hit.act = Act::CopyCode;
    else if (wrapRect().contains(at))
        hit.act = Act::WrapCode;
    else if (m_range > 0 && m_content.last && at.y() >= textEnd() && at.y() < height)
        hit.act = Act::ScrollCode;
    if (hit.act != Act::None)
        return hit;
    if (at.y() >= textEnd()) {
        hit.position = length();
        return hit;
    }
    const Line &line = m_lines[lineAt(at.y())];
    const int row = std::clamp(int((at.y() - line.top) / m_lineHeight), 0, line.rows - 1);
    hit.onText = at.y() >= line.top && at.x() >= 0 && at.x() <= width;
    const qreal x = at.x() + scrolled;
    if (line.shaped) {
        hit.position = line.start + (line.shaped->lineCount() ? line.shaped->lineAt(std::min(row, line.shaped->lineCount() - 1)).xToCursor(x) : 0);
        return hit;
    }
    const int column = std::clamp(int(std::round(x / style.code().advance)), 0, m_columns);
    hit.position = line.start + indexOf(line, m_content.wraps ? row * m_columns + column : column);
    return hit;
}

std::vector<QRectF> CodePiece::rectsOf(int from, int to, const Style &style) const
{
    std::vector<QRectF> rects;
    const auto first = std::upper_bound(m_lines.begin(), m_lines.end(), from, [](int at, const Line &line) { return at < line.start; });
    for (auto line = first == m_lines.begin() ? first : first - 1; line != m_lines.end() && line->start <= to; ++line) {
        const int start = std::max(from - line->start, 0);
        const int end = std::min(to - line->start, line->length);
        if (start > end || (start == end && from < to))
            continue;
        if (line->shaped) {
            for (int i = 0; i < line->shaped->lineCount(); ++i) {
                const QTextLine row = line->shaped->lineAt(i);
                const int a = std::max(start, row.textStart());
                const int b = std::min(end, row.textStart() + row.textLength());
                if (a < b || (a == b && from == to))
                    rects.push_back(QRectF(QPointF(row.cursorToX(a), line->top + i * m_lineHeight),
                                           QPointF(row.cursorToX(b), line->top + (i + 1) * m_lineHeight)).normalized());
            }
            continue;
        }
        const int startColumn = columnOf(*line, start);
        const int endColumn = columnOf(*line, end);
        const int lastRow = std::min((start == end ? endColumn : endColumn - 1) / m_columns, line->rows - 1);
        for (int row = std::min(startColumn / m_columns, line->rows - 1); row <= lastRow; ++row) {
            const int a = std::max(startColumn - row * m_columns, 0);
            const int b = std::min(endColumn - row * m_columns, m_columns);
            rects.emplace_back(a * style.code().advance, line->top + row * m_lineHeight, (b - a) * style.code().advance, m_lineHeight);
        }
    }
    if (m_range > 0) {
        for (QRectF &rect : rects)
            rect = rect.translated(-scrolled, 0) & QRectF(0, rect.top(), width, rect.height());
    }
    return rects;
}

qsizetype CodePiece::bytes() const
{
    qsizetype bytes = qsizetype(m_lines.size() * sizeof(Line) + m_spans.size() * sizeof(transcript::CodeSpan));
    for (const Line &line : m_lines)
        bytes += line.shaped ? 2048 + line.length * 72 : qsizetype(line.columns.size() * sizeof(int));
    return bytes;
}

bool CodePiece::hasSameContent(const Piece &piece) const
{
    const auto &other = static_cast<const CodePiece &>(piece);
    if (m_content != other.m_content || m_firstLine != other.m_firstLine || m_firstShift != other.m_firstShift || !m_highlight != !other.m_highlight)
        return false;
    if (!m_highlight || m_highlight == other.m_highlight)
        return !m_highlight || !isMeasured || m_state == m_highlight->stateAt(m_firstLine);
    // Its colours were taken from another text: they are the same when its first line begins in the same state.
    return isMeasured && m_highlight->language() == other.m_highlight->language() && m_state == other.m_highlight->stateAt(m_firstLine);
}

} // namespace ui
