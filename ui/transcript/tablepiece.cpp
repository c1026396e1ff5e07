#include "ui/transcript/tablepiece.h"

#include "ui/theme/space.h"
#include "ui/transcript/inlinetext.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using theme::Token;
using transcript::Align;
using transcript::Cell;
using transcript::Span;

namespace {

constexpr qreal padY = 6;

} // namespace

TablePiece::TablePiece(std::shared_ptr<TableGrid> grid, std::size_t from, std::size_t to)
    : m_grid(std::move(grid))
    , m_from(from)
    , m_to(to)
{
}

QString TablePiece::text() const
{
    QStringList lines;
    for (std::size_t row = 0; row < rows(); ++row) {
        QStringList cells;
        for (std::size_t column = 0; column < m_grid->columns(); ++column)
            cells += content(row, column).text;
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

qreal TablePiece::estimate(const Style &style) const
{
    const TableShape &shape = m_grid->guess(style);
    qreal height = 0;
    for (std::size_t row = 0; row < rows(); ++row) {
        qreal lines = 1;
        for (std::size_t column = 0; column < m_grid->columns(); ++column) {
            const qreal room = std::max<qreal>(24, shape.widths[column] - 2 * TableGrid::padX);
            lines = std::max(lines, std::ceil(qreal(content(row, column).text.size()) * style.charWidth(Style::Font::Body) / room));
        }
        height += lines * style.lineHeight(Style::Font::Body) + 2 * padY;
    }
    return height;
}

void TablePiece::refit(const Style &style)
{
    Q_UNUSED(style)
    m_grid->setRoom(width);
    m_cells.clear();
    m_before.reset();
}

void TablePiece::learnFrom(Piece &old)
{
    auto &before = static_cast<TablePiece &>(old);
    m_grid->learnFrom(*before.m_grid);
    // One that was never laid out passes on what it had itself.
    m_before = before.m_cells.empty() ? std::move(before.m_before) : std::make_unique<TablePiece>(std::move(before));
}

//! True: the cell of the piece that stood here before is the same, and as wide.
bool TablePiece::takeCell(Laid &laid, std::size_t row, std::size_t column)
{
    if (!m_before || row >= m_before->rows() || m_before->isHead(row) != isHead(row) || m_before->m_grid->columns() != m_grid->columns()
        || m_before->m_grid->fromRight() != m_grid->fromRight() || m_before->m_grid->table().columns[column] != m_grid->table().columns[column]
        || m_before->m_shape.widths[column] != m_shape.widths[column] || m_before->content(row, column) != content(row, column)) {
        return false;
    }
    Laid &kept = m_before->m_cells[row * m_grid->columns() + column];
    laid.layout = std::move(kept.layout);
    laid.emoji = std::move(kept.emoji);
    laid.bothDirections = kept.bothDirections;
    return true;
}

void TablePiece::layOutCell(Laid &laid, const Cell &cell, std::size_t column, bool head, const Style &style) const
{
    ++style.work().cells;
    const QFont &font = style.font(head ? Style::Font::Strong : Style::Font::Body);
    laid.emoji = EmojiPainter(cell.text, font);
    laid.layout = std::make_unique<QTextLayout>(laidOutText(cell.text, laid.emoji), font);
    laid.bothDirections = hasBothDirections(cell.text);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(readsFromRight(cell.text) ? Qt::RightToLeft : Qt::LeftToRight);
    const Align align = m_grid->table().columns[column];
    const bool right = (align == Align::End) != m_grid->fromRight(); // the columns of a table that is read from the right begin at the right
    option.setAlignment(align == Align::Center ? Qt::AlignHCenter : right ? Qt::AlignRight : Qt::AlignLeft);
    laid.layout->setTextOption(option);
    laid.layout->setCacheEnabled(true);
    laid.layout->setFormats(inlineFormats(cell.text, cell.spans, laid.emoji, style));
    const qreal lineHeight = style.lineHeight(Style::Font::Body);
    qreal y = 0;
    laid.layout->beginLayout();
    for (QTextLine line = laid.layout->createLine(); line.isValid(); line = laid.layout->createLine()) {
        line.setLineWidth(std::max<qreal>(8, m_shape.widths[column] - 2 * TableGrid::padX));
        line.setPosition({0, y + std::round((lineHeight - line.height()) / 2)});
        y += lineHeight;
    }
    laid.layout->endLayout();
}

qreal TablePiece::measure(const Style &style)
{
    m_cells.clear();
    m_rowTops.assign(1, 0);
    m_shape = m_grid->shape(style);
    const qreal lineHeight = style.lineHeight(Style::Font::Body);
    int start = 0;
    const bool same = replaces && m_before && m_before->m_from == m_from && m_before->m_shape == m_shape;
    std::size_t sameRows = 0;
    for (std::size_t row = 0; row < rows(); ++row) {
        bool taken = true;
        int lines = 1;
        qreal before = 0;
        for (std::size_t column = 0; column < m_grid->columns(); ++column) {
            const qreal wide = m_shape.widths[column];
            Laid laid;
            laid.start = start;
            laid.at = {TableGrid::padX + (m_grid->fromRight() ? m_shape.total - before - wide : before), m_rowTops.back() + padY};
            if (!takeCell(laid, row, column)) {
                taken = false;
                layOutCell(laid, content(row, column), column, isHead(row), style);
            }
            lines = std::max(lines, laid.layout->lineCount());
            m_cells.push_back(std::move(laid));
            start += int(content(row, column).text.size()) + 1;
            before += wide;
        }
        m_rowTops.push_back(m_rowTops.back() + lines * lineHeight + 2 * padY);
        sameRows += same && taken && sameRows == row;
    }
    // Its frame was round where it ended.
    changedFrom = std::max<qreal>(0, m_rowTops[sameRows] - theme::radius - 2);
    m_before.reset();
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
        const bool head = isHead(row);
        painter.setPen(style.color(head ? Token::Muted : Token::Text));
        for (std::size_t column = 0; column < m_grid->columns(); ++column)
            paintCell(painter, style, state, cell(row, column), content(row, column), head);
        const bool lastOfAll = isLast() && row + 2 == m_rowTops.size();
        if (!lastOfAll)
            painter.fillRect(QRectF(0, m_rowTops[row + 1] - 1, m_shape.total, 1), head ? style.color(Token::Edge) : line);
    }
}

void TablePiece::paintCell(QPainter &painter, const Style &style, const PieceState &state, const Laid &laid, const Cell &cell, bool head) const
{
    const int from = state.selectedFrom - laid.start;
    const int to = state.selectedTo - laid.start;
    const QColor selection = style.selection(state.background);
    const qreal lineHeight = style.lineHeight(Style::Font::Body);
    std::vector<qreal> tops;
    for (int i = 0; i <= laid.layout->lineCount(); ++i)
        tops.push_back(i * lineHeight);
    painter.translate(laid.at);
    paintChips(painter, style, *laid.layout, cell.spans, tops, laid.bothDirections);
    painter.translate(-laid.at);
    for (int i = 0; i < laid.layout->lineCount() && state.selectedFrom < state.selectedTo; ++i) {
        const QTextLine line = laid.layout->lineAt(i);
        const int a = std::max(from, line.textStart());
        const int b = std::min(to, line.textStart() + line.textLength());
        for (const auto &[left, right] : a < b ? extentsOf(line, a, b, laid.bothDirections) : std::vector<std::pair<qreal, qreal>>())
            painter.fillRect(QRectF(laid.at.x() + left, laid.at.y() + i * lineHeight, right - left, lineHeight), selection);
    }
    painter.translate(laid.at);
    paintChipIcons(painter, style, *laid.layout, cell.spans, tops);
    painter.translate(-laid.at);
    laid.layout->draw(&painter, laid.at, {}, state.clip);
    if (laid.emoji.isEmpty())
        return;
    const QFont &font = style.font(head ? Style::Font::Strong : Style::Font::Body);
    painter.translate(laid.at);
    for (int i = 0; i < laid.layout->lineCount(); ++i) {
        const QTextLine line = laid.layout->lineAt(i);
        laid.emoji.paintLine(painter, style, cell.text, line, baselineIn(line, tops[std::size_t(i)], tops[std::size_t(i) + 1], font), laid.bothDirections);
    }
    painter.translate(-laid.at);
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
    qreal end = m_shape.widths[0];
    const qreal along = m_grid->fromRight() ? m_shape.total - at.x() : at.x();
    while (column + 1 < m_grid->columns() && along >= end)
        end += m_shape.widths[++column];
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
    const Cell &under = content(row, column);
    for (const Span &span : under.spans) {
        if (hit.onText && (span.formats & (Span::Link | Span::Image)) && on >= span.start && on < span.start + span.length && span.link >= 0) {
            hit.link = m_grid->links()[std::size_t(span.link)];
            hit.linkText = under.text.mid(span.start, span.length);
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
    return m_cells.empty() ? 0 : qsizetype(m_cells.size()) * 2048 + (m_cells.back().start + content(rows() - 1, m_grid->columns() - 1).text.size()) * 72;
}

bool TablePiece::hasSameContent(const Piece &piece) const
{
    const auto &other = static_cast<const TablePiece &>(piece);
    if (m_from != other.m_from || m_to != other.m_to || isLast() != other.isLast() || !m_grid->isLike(*other.m_grid))
        return false;
    const auto &mine = m_grid->table().rows, &others = other.m_grid->table().rows;
    return std::equal(mine.begin() + std::ptrdiff_t(m_from), mine.begin() + std::ptrdiff_t(m_to), others.begin() + std::ptrdiff_t(m_from));
}

} // namespace ui
