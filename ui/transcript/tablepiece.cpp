#include "ui/transcript/tablepiece.h"

#include "ui/theme/space.h"
#include "ui/transcript/inlinetext.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {

using theme::Token;
using transcript::Align;
using transcript::Cell;
using transcript::Span;

namespace {

constexpr qreal padX = 12;
constexpr qreal padY = 6;
constexpr qreal narrowest = 56;
constexpr std::size_t rowsLookedAt = 60; // for the widths; the rest is much like it

qreal wantedWidth(const Cell &cell, bool head, const Style &style)
{
    const QFontMetricsF metrics(style.font(head ? Style::Font::Strong : Style::Font::Body));
    qreal text = metrics.horizontalAdvance(cell.text.left(200));
    for (const Span &span : cell.spans) {
        const QString piece = cell.text.mid(span.start, std::min(span.length, 200));
        if (span.formats & Span::Image)
            text += 20; // its icon
        else if (span.formats & Span::Code)
            text += piece.size() * style.code().advance - metrics.horizontalAdvance(piece);
        else if (span.formats & Span::Bold)
            text += QFontMetricsF(style.font(Style::Font::Strong)).horizontalAdvance(piece) - metrics.horizontalAdvance(piece);
    }
    return std::ceil(text) + 2 * padX + 2;
}

} // namespace

TableShape TableShape::of(const transcript::Table &table, qreal room, const Style &style)
{
    TableShape shape;
    shape.widths.assign(table.columns.size(), narrowest);
    for (std::size_t row = 0; row < std::min(table.rows.size(), rowsLookedAt); ++row) {
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            shape.widths[column] = std::max(shape.widths[column], wantedWidth(table.rows[row][column], row == 0, style));
    }
    // Columns narrower than an equal share keep what they want; the others share what is left.
    std::vector<std::size_t> order(shape.widths.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return shape.widths[a] < shape.widths[b]; });
    qreal left = room;
    std::size_t columns = order.size();
    for (const std::size_t column : order) {
        const qreal share = std::floor(left / qreal(columns));
        shape.widths[column] = std::min(shape.widths[column], std::max<qreal>(24, share));
        left -= shape.widths[column];
        --columns;
    }
    shape.total = std::accumulate(shape.widths.begin(), shape.widths.end(), qreal(0));
    return shape;
}

TablePiece::TablePiece(Content content)
    : m_content(std::move(content))
{
    QStringList lines;
    for (const auto &row : m_content.rows) {
        QStringList cells;
        for (const Cell &cell : row)
            cells += cell.text;
        lines += cells.join(QLatin1Char('\t'));
    }
    m_text = lines.join(QLatin1Char('\n'));
}

qreal TablePiece::estimate(const Style &style) const
{
    qreal height = 0;
    for (const auto &row : m_content.rows) {
        qreal lines = 1;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const qreal room = std::max<qreal>(24, m_content.shape.widths[column] - 2 * padX);
            lines = std::max(lines, std::ceil(qreal(row[column].text.size()) * style.charWidth(Style::Font::Body) / room));
        }
        height += lines * style.lineHeight(Style::Font::Body) + 2 * padY;
    }
    return height;
}

qreal TablePiece::layOutCell(Laid &laid, const Cell &cell, std::size_t column, bool head, const Style &style)
{
    laid.layout = std::make_unique<QTextLayout>(laidOutText(cell.text), style.font(head ? Style::Font::Strong : Style::Font::Body));
    laid.bothDirections = hasBothDirections(cell.text);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(readsFromRight(cell.text) ? Qt::RightToLeft : Qt::LeftToRight);
    const Align align = m_content.aligns[column];
    const bool right = (align == Align::End) != m_fromRight; // the columns of a table that is read from the right begin at the right
    option.setAlignment(align == Align::Center ? Qt::AlignHCenter : right ? Qt::AlignRight : Qt::AlignLeft);
    laid.layout->setTextOption(option);
    laid.layout->setCacheEnabled(true);
    laid.layout->setFormats(inlineFormats(cell.text, cell.spans, style));
    const qreal lineHeight = style.lineHeight(Style::Font::Body);
    qreal y = 0;
    laid.layout->beginLayout();
    for (QTextLine line = laid.layout->createLine(); line.isValid(); line = laid.layout->createLine()) {
        line.setLineWidth(std::max<qreal>(8, m_content.shape.widths[column] - 2 * padX));
        line.setPosition({0, y + std::round((lineHeight - line.height()) / 2)});
        y += lineHeight;
    }
    laid.layout->endLayout();
    return std::max(y, lineHeight);
}

qreal TablePiece::measure(const Style &style)
{
    m_cells.clear();
    m_rowTops.assign(1, 0);
    m_fromRight = m_content.fromRight;
    int start = 0;
    for (std::size_t row = 0; row < m_content.rows.size(); ++row) {
        qreal height = 0;
        qreal before = 0;
        for (std::size_t column = 0; column < m_content.aligns.size(); ++column) {
            const Cell &cell = m_content.rows[row][column];
            const qreal wide = m_content.shape.widths[column];
            const qreal x = padX + (m_fromRight ? m_content.shape.total - before - wide : before);
            Laid laid;
            laid.start = start;
            laid.at = {x, m_rowTops.back() + padY};
            height = std::max(height, layOutCell(laid, cell, column, m_content.first && row == 0, style));
            m_cells.push_back(std::move(laid));
            start += int(cell.text.size()) + 1;
            before += wide;
        }
        m_rowTops.push_back(m_rowTops.back() + height + 2 * padY);
    }
    return m_rowTops.back();
}

void TablePiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (m_cells.empty())
        return;
    const QColor line = style.color(Token::Line);
    for (std::size_t row = 0; row + 1 < m_rowTops.size(); ++row) {
        if (m_rowTops[row + 1] < state.clip.top() || m_rowTops[row] > state.clip.bottom())
            continue;
        const bool head = m_content.first && row == 0;
        painter.setPen(style.color(head ? Token::Muted : Token::Text));
        for (std::size_t column = 0; column < m_content.aligns.size(); ++column)
            paintCell(painter, style, state, cell(row, column), m_content.rows[row][column].spans);
        const bool lastOfAll = m_content.last && row + 2 == m_rowTops.size();
        if (!lastOfAll)
            painter.fillRect(QRectF(0, m_rowTops[row + 1] - 1, m_content.shape.total, 1), head ? style.color(Token::Edge) : line);
    }
}

void TablePiece::paintCell(QPainter &painter, const Style &style, const PieceState &state, const Laid &laid, const std::vector<Span> &spans) const
{
    const int from = state.selectedFrom - laid.start;
    const int to = state.selectedTo - laid.start;
    const QColor selection = style.selection(state.background);
    const qreal lineHeight = style.lineHeight(Style::Font::Body);
    std::vector<qreal> tops;
    for (int i = 0; i <= laid.layout->lineCount(); ++i)
        tops.push_back(i * lineHeight);
    painter.translate(laid.at);
    paintChips(painter, style, *laid.layout, spans, tops, laid.bothDirections);
    painter.translate(-laid.at);
    for (int i = 0; i < laid.layout->lineCount() && state.selectedFrom < state.selectedTo; ++i) {
        const QTextLine line = laid.layout->lineAt(i);
        const int a = std::max(from, line.textStart());
        const int b = std::min(to, line.textStart() + line.textLength());
        for (const auto &[left, right] : a < b ? extentsOf(line, a, b, laid.bothDirections) : std::vector<std::pair<qreal, qreal>>())
            painter.fillRect(QRectF(laid.at.x() + left, laid.at.y() + i * lineHeight, right - left, lineHeight), selection);
    }
    laid.layout->draw(&painter, laid.at, {}, state.clip);
}

Hit TablePiece::hit(const QPointF &at, const Style &style) const
{
    Hit hit;
    if (m_cells.empty())
        return hit;
    if (at.y() >= m_rowTops.back()) {
        hit.position = length();
        return hit;
    }
    const auto next = std::upper_bound(m_rowTops.begin(), m_rowTops.end() - 1, at.y());
    const std::size_t row = std::size_t(std::max<std::ptrdiff_t>(0, next - m_rowTops.begin() - 1));
    std::size_t column = 0;
    qreal end = m_content.shape.widths[0];
    const qreal along = m_fromRight ? m_content.shape.total - at.x() : at.x();
    while (column + 1 < m_content.aligns.size() && along >= end)
        end += m_content.shape.widths[++column];
    const Laid &laid = cell(row, column);
    const QPointF inside = at - laid.at;
    const int lines = laid.layout->lineCount();
    const int lineIndex = std::clamp(int(inside.y() / style.lineHeight(Style::Font::Body)), 0, std::max(0, lines - 1));
    if (lines == 0) {
        hit.position = laid.start;
        return hit;
    }
    const QTextLine line = laid.layout->lineAt(lineIndex);
    hit.position = laid.start + line.xToCursor(inside.x());
    const QRectF used = line.naturalTextRect();
    hit.onText = inside.x() >= used.left() - 2 && inside.x() <= used.right() + 2;
    const int on = line.xToCursor(inside.x(), QTextLine::CursorOnCharacter);
    const Cell &content = m_content.rows[row][column];
    for (const Span &span : content.spans) {
        if (hit.onText && (span.formats & (Span::Link | Span::Image)) && on >= span.start && on < span.start + span.length && span.link >= 0) {
            hit.link = m_content.links[std::size_t(span.link)];
            hit.linkText = content.text.mid(span.start, span.length);
            hit.isImage = span.formats & Span::Image;
        }
    }
    return hit;
}

std::vector<QRectF> TablePiece::rectsOf(int from, int to, const Style &style) const
{
    std::vector<QRectF> rects;
    const qreal lineHeight = style.lineHeight(Style::Font::Body);
    const auto first = std::upper_bound(m_cells.begin(), m_cells.end(), from, [](int at, const Laid &laid) { return at < laid.start; });
    for (auto laid = first == m_cells.begin() ? first : first - 1; laid != m_cells.end() && laid->start <= to; ++laid) {
        for (int i = 0; i < laid->layout->lineCount(); ++i) {
            const QTextLine line = laid->layout->lineAt(i);
            const int a = std::max(from - laid->start, line.textStart());
            const int b = std::min(to - laid->start, line.textStart() + line.textLength());
            if (a > b || (a == b && from != to))
                continue;
            for (const auto &[left, right] : extentsOf(line, a, b, laid->bothDirections))
                rects.emplace_back(laid->at.x() + left, laid->at.y() + i * lineHeight, right - left, lineHeight);
        }
    }
    return rects;
}

qsizetype TablePiece::bytes() const
{
    return m_cells.empty() ? 0 : qsizetype(m_cells.size()) * 2048 + m_text.size() * 72;
}

bool TablePiece::hasSameContent(const Piece &other) const
{
    return m_content == static_cast<const TablePiece &>(other).m_content;
}

} // namespace ui
