#include "ui/transcript/tablegrid.h"

#include "ui/transcript/inlinetext.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {

using transcript::Cell;
using transcript::Span;

namespace {

constexpr qreal narrowest = 56;
constexpr std::size_t rowsLookedAt = 60; // for the widths; the rest is much like it

qreal wantedWidth(const Cell &cell, bool head, const Style &style)
{
    const QFont &font = style.font(head ? Style::Font::Strong : Style::Font::Body);
    const QFontMetricsF metrics(font);
    qreal text = advanceOf(cell.text.left(200), font);
    for (const Span &span : cell.spans) {
        const QString piece = cell.text.mid(span.start, std::min(span.length, 200));
        if (span.formats & Span::Image)
            text += 20; // its icon
        else if (span.formats & Span::Code)
            text += piece.size() * style.code().advance - metrics.horizontalAdvance(piece);
        else if (span.formats & Span::Bold)
            text += QFontMetricsF(style.font(Style::Font::Strong)).horizontalAdvance(piece) - metrics.horizontalAdvance(piece);
    }
    return std::ceil(text) + 2 * TableGrid::padX + 2;
}

qreal guessedWidth(const Cell &cell, const Style &style)
{
    return std::ceil(qreal(std::min<qsizetype>(cell.text.size(), 200)) * style.charWidth(Style::Font::Body)) + 2 * TableGrid::padX + 2;
}

//! A table is read from where its head is: by the first of its cells that has letters.
bool readsTableFromRight(const transcript::Table &table)
{
    for (const Cell &cell : table.rows.empty() ? std::vector<Cell>() : table.rows.front()) {
        if (std::any_of(cell.text.begin(), cell.text.end(), [](QChar c) { return c.isLetter(); }))
            return readsFromRight(cell.text);
    }
    return false;
}

} // namespace

TableGrid::TableGrid(transcript::Table table, std::vector<QString> links, qreal room)
    : m_table(std::move(table))
    , m_links(std::move(links))
    , m_room(room)
    , m_fromRight(readsTableFromRight(m_table))
{
}

TableShape TableGrid::distributed(std::vector<qreal> widths) const
{
    TableShape shape;
    shape.widths = std::move(widths);
    // Columns narrower than an equal share keep what they want; the others share what is left.
    std::vector<std::size_t> order(shape.widths.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return shape.widths[a] < shape.widths[b]; });
    qreal left = m_room;
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

const TableShape &TableGrid::shape(const Style &style) const
{
    if (!m_shape.widths.empty())
        return m_shape;
    ++style.work().tables;
    m_wanted.resize(std::min(m_table.rows.size(), rowsLookedAt));
    std::vector<qreal> widths(columns(), narrowest);
    for (std::size_t row = 0; row < m_wanted.size(); ++row) {
        m_wanted[row].resize(columns(), 0);
        for (std::size_t column = 0; column < columns(); ++column) {
            if (m_wanted[row][column] == 0)
                m_wanted[row][column] = wantedWidth(m_table.rows[row][column], row == 0, style);
            widths[column] = std::max(widths[column], m_wanted[row][column]);
        }
    }
    m_shape = distributed(std::move(widths));
    return m_shape;
}

const TableShape &TableGrid::guess(const Style &style) const
{
    if (!m_guess.widths.empty())
        return m_guess;
    if (m_guessed.empty()) {
        m_guessed.assign(columns(), narrowest);
        for (std::size_t row = 0; row < std::min(m_table.rows.size(), rowsLookedAt); ++row) {
            for (std::size_t column = 0; column < columns(); ++column)
                m_guessed[column] = std::max(m_guessed[column], guessedWidth(m_table.rows[row][column], style));
        }
    }
    m_guess = distributed(m_guessed);
    return m_guess;
}

void TableGrid::setRoom(qreal room)
{
    if (room == m_room)
        return;
    m_room = room;
    m_shape = m_guess = {};
}

void TableGrid::learnFrom(const TableGrid &old)
{
    if (!m_shape.widths.empty() || old.columns() != columns())
        return;
    m_wanted.resize(std::min({m_table.rows.size(), rowsLookedAt, old.m_wanted.size()}));
    for (std::size_t row = 0; row < m_wanted.size(); ++row) {
        m_wanted[row].assign(columns(), 0);
        for (std::size_t column = 0; column < columns(); ++column) {
            if (m_table.rows[row][column] == old.m_table.rows[row][column])
                m_wanted[row][column] = old.m_wanted[row][column];
        }
    }
}

bool TableGrid::isLike(const TableGrid &other) const
{
    const auto &mine = m_table.rows, &others = other.m_table.rows;
    const auto looked = std::ptrdiff_t(std::min(mine.size(), rowsLookedAt));
    return m_room == other.m_room && m_fromRight == other.m_fromRight && m_links == other.m_links && m_table.columns == other.m_table.columns
        && looked == std::ptrdiff_t(std::min(others.size(), rowsLookedAt)) && std::equal(mine.begin(), mine.begin() + looked, others.begin());
}

} // namespace ui
