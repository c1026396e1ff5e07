#include "ui/transcript/flow.h"

#include "ui/theme/space.h"
#include "ui/transcript/rowbuilder.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int edge = theme::space::l; // above the first and below the last row

} // namespace

Flow::Flow()
    : m_today(QDate::currentDate())
{
}

Flow::~Flow() = default;

void Flow::setModel(models::TranscriptModel *model)
{
    m_model = model;
    reset();
}

void Flow::setStyle(Style style)
{
    m_work = work();
    m_onlyWidth = m_style && style.hasFontsOf(*m_style);
    m_style.emplace(std::move(style));
    // What is read stays: the piece at the top is looked for again once the heights are new.
    if (!m_wanted && !m_sticks) {
        for (const Shown &row : m_shown) {
            const int piece = row.layout->pieceAt(-row.y);
            const qreal y = row.y + row.layout->pieces[std::size_t(piece)]->top;
            m_wanted = Anchor{m_model->indexOfKey(row.key), piece, std::max<qreal>(y, -400)};
            break;
        }
    }
    m_shown.clear();
    m_written = m_cache.takeWritten();
    estimateAll();
}

void Flow::setToday(const QDate &today)
{
    m_today = today;
    m_cache.clear(); // the words for days have changed
    m_shown.clear();
}

void Flow::reset()
{
    m_shown.clear();
    m_cache.clear();
    m_open.clear();
    m_resultOpen.clear();
    m_windows.clear();
    m_unwrapped.clear();
    m_pictureSizes.clear();
    m_wanted.reset();
    m_shift = 0;
    m_heldKey = 0;
    m_sticks = true;
    estimateAll();
}

void Flow::inserted(int first, int last)
{
    if (!m_style)
        return; // setStyle() looks at all of them
    std::vector<int> heights;
    heights.reserve(std::size_t(last - first + 1));
    beginLooking();
    for (int i = first; i <= last; ++i)
        heights.push_back(estimate(i));
    m_heights.insert(first, heights);
    if (first < m_rough)
        m_rough += last - first + 1;
    if (m_guessed)
        m_rough = std::max(m_rough, last + 1);
}

void Flow::removed(int first, int last)
{
    if (!m_style)
        return;
    m_heights.remove(first, last);
    m_rough = first >= m_rough ? m_rough : last < m_rough ? m_rough - (last - first + 1) : first;
}

void Flow::moved(int from, int to)
{
    if (!m_style)
        return;
    m_heights.move(from, to);
}

void Flow::updated(int first, int last)
{
    if (!m_style)
        return;
    beginLooking();
    for (int i = first; i <= last; ++i) {
        const quint64 key = m_model->row(i).key;
        if (!shownRow(key)) {
            // Out of sight: laid out when it comes into sight.
            m_cache.remove(key);
            m_heights.set(i, estimate(i));
        }
    }
}

void Flow::setOpen(quint64 key, bool open)
{
    m_open.insert(key, open);
}

bool Flow::isOpen(quint64 key) const
{
    return m_open.value(key, false);
}

void Flow::toggleResult(quint64 key)
{
    m_resultOpen.insert(key, !m_resultOpen.value(key, false));
}

void Flow::unfold(quint64 key)
{
    m_open.insert(key, true);
    m_resultOpen.insert(key, true);
}

RowLayout Flow::contentOf(int index) const
{
    return RowBuilder(*m_style, &m_model->reducer(), m_today).build(m_model->row(index), aspectOf(index));
}

Style::Work Flow::work() const
{
    Style::Work all = m_work;
    if (m_style) {
        all.tables += m_style->work().tables;
        all.cells += m_style->work().cells;
    }
    return all;
}

void Flow::measurePiece(RowLayout &layout, int piece)
{
    if (layout.measure(piece, *m_style))
        ++m_piecesMeasured;
}

//! Lays out the pieces from `from` on that are visible when the row's top is at `y`.
void Flow::measureDown(RowLayout &layout, int from, int y, int height)
{
    for (int i = from; i < int(layout.pieces.size()) && y + layout.pieces[std::size_t(i)]->top < height; ++i)
        measurePiece(layout, i);
}

//! Lays out the visible pieces of a row whose bottom is at `bottom`, from the last one up; returns the row's top.
int Flow::measureUp(RowLayout &layout, int bottom, int height)
{
    for (int i = int(layout.pieces.size()) - 1; i >= 0; --i) {
        const Piece &piece = *layout.pieces[std::size_t(i)];
        const qreal top = bottom - layout.height() + piece.top;
        if (top + piece.height <= 0)
            break;
        if (top < height)
            measurePiece(layout, i);
    }
    return bottom - layout.height();
}

void Flow::fillBelow(int index, int y, int height)
{
    for (; index < m_model->rowCount() && y < height; ++index) {
        LayoutCache::Entry &entry = ensure(index);
        measureDown(entry.layout, 0, y, height);
        m_shown.push_back({index, entry.layout.key, y, &entry.layout});
        y += entry.layout.height();
    }
}

void Flow::fillAbove(int index, int bottom, int height)
{
    std::vector<Shown> above;
    for (; index >= 0 && bottom > 0; --index) {
        LayoutCache::Entry &entry = ensure(index);
        const int y = measureUp(entry.layout, bottom, height);
        above.push_back({index, entry.layout.key, y, &entry.layout});
        bottom = y;
    }
    m_shown.insert(m_shown.begin(), above.rbegin(), above.rend());
}

void Flow::fillFrom(const Anchor &anchor, int height)
{
    m_shown.clear();
    LayoutCache::Entry &entry = ensure(anchor.index);
    RowLayout &layout = entry.layout;
    const int piece = std::clamp(anchor.piece, 0, int(layout.pieces.size()) - 1);
    measurePiece(layout, piece);
    int y = int(std::lround(anchor.y - layout.pieces[std::size_t(piece)]->top));
    measureDown(layout, piece, y, height);
    // Pieces above it in the same row push the row's top up, not the piece down.
    for (int i = piece - 1; i >= 0; --i) {
        const Piece &above = *layout.pieces[std::size_t(i)];
        if (y + above.top + above.height <= 0)
            break;
        measurePiece(layout, i);
        y = int(std::lround(anchor.y - layout.pieces[std::size_t(piece)]->top));
    }
    m_shown.push_back({anchor.index, layout.key, y, &layout});
    fillBelow(anchor.index + 1, y + layout.height(), height);
    fillAbove(anchor.index - 1, y, height);
}

void Flow::fillFromBottom(int height)
{
    m_shown.clear();
    fillAbove(m_model->rowCount() - 1, height - edge, height);
}

//! What stays where it is: a place that was asked for, else the first piece that was visible before.
std::optional<Flow::Anchor> Flow::anchor(int height) const
{
    if (m_wanted)
        return m_wanted;
    const auto keeps = [&](const Shown &row, bool onlyHeld) -> std::optional<Anchor> {
        const int index = m_model->indexOfKey(row.key);
        if (index < 0 || (onlyHeld && row.key != m_heldKey))
            return std::nullopt;
        const auto &pieces = row.layout->pieces;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const qreal y = row.y + pieces[i]->top - m_shift;
            const bool visible = pieces[i]->isMeasured && y + pieces[i]->height > 0 && y < height;
            if (onlyHeld ? int(i) == m_heldPiece : visible)
                return Anchor{index, int(i), y};
        }
        return std::nullopt;
    };
    for (const bool onlyHeld : {true, false}) {
        for (const Shown &row : m_shown) {
            if (onlyHeld && m_heldKey == 0)
                break;
            if (const auto found = keeps(row, onlyHeld))
                return found;
        }
    }
    return std::nullopt;
}

void Flow::arrange(int height)
{
    if (!m_model || !m_style || m_model->rowCount() == 0 || height <= 0) {
        m_shown.clear();
        m_value = m_maximum = 0;
        return;
    }
    const auto kept = m_sticks ? std::nullopt : anchor(height);
    if (m_sticks) {
        fillFromBottom(height);
    } else if (kept) {
        fillFrom(*kept, height);
    } else {
        const qint64 y = std::min<qint64>(m_value + m_shift - edge, m_heights.total() - 1);
        const int index = m_heights.rowAt(std::max<qint64>(0, y));
        RowLayout &layout = ensure(index).layout;
        const int offset = int(y - m_heights.above(index));
        const int piece = layout.pieceAt(std::max(0, offset));
        fillFrom({index, piece, layout.pieces[std::size_t(piece)]->top - offset}, height);
    }
    keepInside(height);
    m_wanted.reset();
    m_heldKey = 0;
    m_shift = 0;
    settle(height);
}

//! Nothing is shown above the first or below the last row while there is something to fill the place with.
void Flow::keepInside(int height)
{
    const auto bottom = [this] { return m_shown.back().y + m_shown.back().layout->height(); };
    if (m_shown.back().index == m_model->rowCount() - 1 && bottom() < height - edge)
        fillFromBottom(height);
    if (m_shown.front().index == 0 && m_shown.front().y > edge)
        fillFrom({0, 0, edge + m_shown.front().layout->pieces.front()->top}, height);
}

void Flow::settle(int height)
{
    for (const Shown &row : m_shown) {
        m_heights.set(row.index, row.layout->height());
        if (auto *entry = m_cache.find(row.key))
            m_cache.weigh(*entry);
    }
    m_cache.trim(m_shown.size());
    const Shown &first = m_shown.front();
    m_maximum = std::max<qint64>(0, m_heights.total() + 2 * edge - height);
    m_value = std::clamp<qint64>(edge + m_heights.above(first.index) - first.y, 0, m_maximum);
}

const Flow::Shown *Flow::shownRow(quint64 key) const
{
    const auto found = std::find_if(m_shown.begin(), m_shown.end(), [key](const Shown &row) { return row.key == key; });
    return found == m_shown.end() ? nullptr : &*found;
}

const Flow::Shown *Flow::shownAt(int y) const
{
    if (m_shown.empty())
        return nullptr;
    for (const Shown &row : m_shown) {
        if (y < row.y + row.layout->height())
            return &row;
    }
    return &m_shown.back();
}

void Flow::scrollTo(qint64 value)
{
    const qint64 target = std::clamp<qint64>(value, 0, m_maximum);
    m_shift = target - m_value;
    m_wanted.reset();
    m_heldKey = 0;
    m_sticks = target >= m_maximum;
}

void Flow::showRow(int index, int y)
{
    m_sticks = false;
    m_wanted = Anchor{index, 0, y + 0.0};
}

void Flow::showPiece(int index, int piece, qreal y)
{
    m_sticks = false;
    m_wanted = Anchor{index, piece, y};
}

void Flow::hold(quint64 key, int piece)
{
    m_sticks = false;
    m_heldKey = key;
    m_heldPiece = piece;
}

qint64 Flow::topOf(int index) const
{
    return edge + m_heights.above(index) - m_value;
}

} // namespace ui
