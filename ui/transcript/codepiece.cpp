#include "ui/transcript/codepiece.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"

#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using theme::Token;

namespace {

constexpr int tabColumns = 4;
constexpr int longestShaped = 4000; // characters shaped as one; the rest of such a line goes on in the next
constexpr qreal headSize = 20;
constexpr qreal buttonSize = 24;

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

qreal CodePiece::headHeight() const
{
    return m_content.first && !m_content.label.isEmpty() ? headSize : 0;
}

int CodePiece::rowsOf(int columns) const
{
    return std::max(1, (columns + m_columns - 1) / m_columns);
}

qreal CodePiece::estimate(const Style &style) const
{
    const int fit = std::max(8, int(width / style.code().advance));
    qreal rows = 0;
    for (const QStringView line : QStringView(m_content.text).split(QLatin1Char('\n')))
        rows += std::max<qreal>(1, std::ceil(qreal(line.size()) / fit));
    return headHeight() + rows * style.code().lineHeight;
}

qreal CodePiece::measure(const Style &style)
{
    m_lines.clear();
    m_columns = std::max(8, int(width / style.code().advance));
    m_lineHeight = style.code().lineHeight;
    const QString &text = m_content.text;
    for (qsizetype from = 0; from <= text.size();) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), from);
        if (end < 0)
            end = text.size();
        addLine(int(from), int(end - from), style);
        from = end + 1;
    }
    return m_lines.back().top + m_lines.back().rows * m_lineHeight;
}

void CodePiece::addLine(int start, int length, const Style &style)
{
    Line line;
    line.start = start;
    line.length = length;
    line.top = m_lines.empty() ? headHeight() : m_lines.back().top + m_lines.back().rows * m_lineHeight;
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
        if (length > longestShaped) {
            int first = longestShaped;
            if (text[first].isLowSurrogate())
                --first;
            addLine(start, first, style);
            addLine(start + first, length - first, style);
            return;
        }
        line.plain = false;
        shape(line, style);
    }
    m_lines.push_back(std::move(line));
}

void CodePiece::shape(Line &line, const Style &style) const
{
    line.shaped = std::make_shared<QTextLayout>(m_content.text.mid(line.start, line.length), style.code().font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAnywhere);
    option.setTabStopDistance(style.code().advance * tabColumns);
    line.shaped->setTextOption(option);
    line.shaped->setCacheEnabled(true);
    line.rows = 0;
    line.shaped->beginLayout();
    for (QTextLine row = line.shaped->createLine(); row.isValid(); row = line.shaped->createLine()) {
        row.setLineWidth(width);
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

void CodePiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (m_lines.empty())
        return;
    painter.setFont(style.code().font);
    for (std::size_t i = lineAt(state.clip.top()); i < m_lines.size() && m_lines[i].top <= state.clip.bottom(); ++i) {
        const Line &line = m_lines[i];
        paintSelection(painter, style, state, line);
        painter.setPen(style.color(m_content.token));
        if (line.shaped)
            line.shaped->draw(&painter, {0, line.top}, {}, state.clip);
        else
            paintGlyphs(painter, style, line, state.clip);
    }
    if (m_content.first)
        paintHead(painter, style, state);
}

void CodePiece::paintGlyphs(QPainter &painter, const Style &style, const Line &line, const QRectF &clip) const
{
    const CodeFont &code = style.code();
    const int firstRow = std::max(0, int((clip.top() - line.top) / m_lineHeight));
    const int lastRow = std::min(line.rows - 1, int((clip.bottom() - line.top) / m_lineHeight));
    QList<quint32> glyphs;
    QList<QPointF> places;
    for (int i = indexOf(line, firstRow * m_columns); i < line.length; ++i) {
        const int column = columnOf(line, i);
        const int row = column / m_columns;
        if (row > lastRow)
            break;
        const char16_t c = m_content.text[line.start + i].unicode();
        if (c == ' ' || c == '\t')
            continue;
        glyphs.append(code.glyphs[c]);
        places.append({(column - row * m_columns) * code.advance, line.top + row * m_lineHeight + code.baseline});
    }
    if (glyphs.isEmpty())
        return;
    QGlyphRun run;
    run.setRawFont(code.raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(places);
    painter.drawGlyphRun({0, 0}, run);
}

void CodePiece::paintSelection(QPainter &painter, const Style &style, const PieceState &state, const Line &line) const
{
    const int from = std::max(state.selectedFrom - line.start, 0);
    const int to = std::min(state.selectedTo - line.start, line.length);
    const bool last = line.start + line.length == length();
    const bool goesOn = state.selectedTo > line.start + line.length || (last && state.selectedOn);
    if (from > line.length || to < 0 || (from >= to && !goesOn) || state.selectedTo < line.start)
        return;
    const QColor color = style.selection(state.background);
    const qreal nub = goesOn ? style.code().advance / 2 : 0;
    if (line.shaped) {
        for (int i = 0; i < line.shaped->lineCount(); ++i) {
            const QTextLine row = line.shaped->lineAt(i);
            const int a = std::max(from, row.textStart());
            const int b = std::min(to, row.textStart() + row.textLength());
            if (a <= b)
                painter.fillRect(QRectF(row.cursorToX(a), line.top + i * m_lineHeight, row.cursorToX(b) - row.cursorToX(a) + nub, m_lineHeight), color);
        }
        return;
    }
    const int start = columnOf(line, from);
    const int end = columnOf(line, std::max(from, to));
    for (int row = start / m_columns; row <= end / m_columns && row < line.rows; ++row) {
        const int a = std::max(start - row * m_columns, 0);
        const int b = std::min(end - row * m_columns, m_columns);
        const qreal more = row == end / m_columns ? nub : 0;
        painter.fillRect(QRectF(a * style.code().advance, line.top + row * m_lineHeight, (b - a) * style.code().advance + more, m_lineHeight), color);
    }
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
    return rects;
}

QRectF CodePiece::copyRect() const
{
    if (!m_content.first)
        return {};
    return {width - buttonSize + theme::space::xs, headHeight() > 0 ? -4.0 : -2.0, buttonSize, buttonSize};
}

void CodePiece::paintHead(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (!m_content.label.isEmpty()) {
        painter.setFont(style.font(Style::Font::Small));
        painter.setPen(style.color(m_content.labelToken));
        painter.drawText(QRectF(0, -2, width - buttonSize, headSize), Qt::AlignLeft | Qt::AlignVCenter, m_content.label);
    }
    const QRectF button = copyRect();
    if (button.isEmpty() || (m_content.quiet && !state.hovered && !state.copied))
        return;
    const int size = theme::iconSmall;
    const QPointF at = button.center() - QPointF(size / 2.0, size / 2.0);
    painter.drawPixmap(QPointF(std::round(at.x()), std::round(at.y())),
                       theme::iconPixmap(state.copied ? QStringLiteral("check") : QStringLiteral("copy"), style.color(state.copied ? Token::Ok : Token::Muted),
                                         size, painter.device()->devicePixelRatioF()));
}

Hit CodePiece::hit(const QPointF &at, const Style &style) const
{
    Hit hit;
    if (m_lines.empty())
        return hit;
    if (copyRect().contains(at)) {
        hit.act = Act::CopyCode;
        return hit;
    }
    if (at.y() >= m_lines.back().top + m_lines.back().rows * m_lineHeight) {
        hit.position = length();
        return hit;
    }
    const Line &line = m_lines[lineAt(at.y())];
    const int row = std::clamp(int((at.y() - line.top) / m_lineHeight), 0, line.rows - 1);
    hit.onText = at.y() >= line.top && at.x() >= 0 && at.x() <= width;
    if (line.shaped) {
        hit.position = line.start + (line.shaped->lineCount() ? line.shaped->lineAt(std::min(row, line.shaped->lineCount() - 1)).xToCursor(at.x()) : 0);
        return hit;
    }
    const int column = std::clamp(int(std::round(at.x() / style.code().advance)), 0, m_columns);
    hit.position = line.start + indexOf(line, row * m_columns + column);
    return hit;
}

qsizetype CodePiece::bytes() const
{
    qsizetype bytes = qsizetype(m_lines.size() * sizeof(Line));
    for (const Line &line : m_lines)
        bytes += line.shaped ? 2048 + line.length * 72 : qsizetype(line.columns.size() * sizeof(int));
    return bytes;
}

bool CodePiece::hasSameContent(const Piece &other) const
{
    return m_content == static_cast<const CodePiece &>(other).m_content;
}

} // namespace ui
