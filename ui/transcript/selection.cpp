#include "ui/transcript/selection.h"

#include "models/transcriptmodel.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace ui {

namespace {

bool isBefore(const TextPlace &a, const TextPlace &b, const models::TranscriptModel &model)
{
    const int rowA = a.key == b.key ? 0 : model.indexOfKey(a.key);
    const int rowB = a.key == b.key ? 0 : model.indexOfKey(b.key);
    return std::tie(rowA, a.piece, a.offset) < std::tie(rowB, b.piece, b.offset);
}

} // namespace

void Selection::begin(const TextPlace &from, const TextPlace &to, Unit unit)
{
    m_originFirst = m_first = from;
    m_originSecond = m_second = m_active = to;
    m_unit = unit;
    m_fromTop = false;
}

void Selection::beginFromTop(const TextPlace &to, const models::TranscriptModel &model)
{
    begin({model.row(0).key, 0, 0}, to, Unit::Character);
    m_fromTop = true;
}

void Selection::extend(const TextPlace &from, const TextPlace &to, const models::TranscriptModel &model)
{
    if (m_originFirst.key == 0)
        return;
    m_fromTop = false;
    const bool back = isBefore(from, m_originFirst, model);
    m_first = back ? from : m_originFirst;
    m_active = back ? from : to;
    m_second = back ? m_originSecond : isBefore(m_originSecond, to, model) ? to : m_originSecond;
}

void Selection::clear()
{
    *this = {};
}

std::optional<Selection::Range> Selection::range(const models::TranscriptModel &model) const
{
    if (isEmpty())
        return std::nullopt;
    Range range{model.indexOfKey(m_first.key), model.indexOfKey(m_second.key), m_first, m_second};
    if (m_fromTop && model.rowCount() > 0) {
        range.firstRow = 0;
        range.first = {model.row(0).key, 0, 0};
    }
    if (range.firstRow < 0 || range.lastRow < 0)
        return std::nullopt;
    if (range.firstRow > range.lastRow) { // rows have changed places since
        std::swap(range.firstRow, range.lastRow);
        std::swap(range.first, range.last);
    }
    return range;
}

Selection::Part Selection::part(const Range &range, int row, int piece, int length)
{
    const auto at = std::tie(row, piece);
    const auto first = std::tie(range.firstRow, range.first.piece);
    const auto last = std::tie(range.lastRow, range.last.piece);
    if (at < first || last < at)
        return {};
    Part part;
    part.from = at == first ? std::clamp(range.first.offset, 0, length) : 0;
    part.to = at == last ? std::clamp(range.last.offset, 0, length) : length;
    part.goesOn = at < last;
    return part;
}

} // namespace ui
