#include "models/transcriptmodel.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/markbar.h"
#include "ui/transcript/transcriptview.h"

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype unfoldedResult = 128 * 1024; // bytes: a longer one is not unfolded for a hit, it is opened around it

//! A hit by the piece that it lies in.
struct PieceHit
{
    int piece = 0;
    int from = 0;
    int to = 0;
};

std::vector<PieceHit> hitsOf(const RowLayout &content, const FindPattern &pattern)
{
    std::vector<PieceHit> all;
    for (int i = 0; i < int(content.pieces.size()); ++i) {
        const Piece &piece = *content.pieces[std::size_t(i)];
        const QString text = piece.text();
        for (const auto &[from, to] : pattern.hitsInLines(QStringView(text).first(std::min<qsizetype>(piece.searchedLength(), text.size()))))
            all.push_back({i, from, to});
    }
    return all;
}

//! The n-th hit of a row among those that its pieces show; nothing: it stands in what they do not show. `total` hits are in the row.
std::optional<PieceHit> hitOf(const RowLayout &content, const FindPattern &pattern, int number, int total)
{
    const auto hits = hitsOf(content, pattern);
    const auto pieceFrom = [&hits](int piece) {
        return int(std::find_if(hits.begin(), hits.end(), [piece](const PieceHit &hit) { return hit.piece >= piece; }) - hits.begin());
    };
    const auto at = [&hits](int i) { return i >= 0 && i < int(hits.size()) ? std::optional(hits[std::size_t(i)]) : std::nullopt; };
    if (content.hiddenFrom < 0)
        return at(number);
    const int head = pieceFrom(content.hiddenFrom);
    const int tail = pieceFrom(content.hiddenTo);
    if (number < head)
        return at(number);
    if (const TextWindow *window = content.aspect.window.get()) {
        const int inWindow = head + window->target + number - window->number;
        if (inWindow >= head && inWindow < tail)
            return at(inWindow);
    }
    const int fromEnd = total - number; // 1: the last one
    return fromEnd <= int(hits.size()) - tail ? at(int(hits.size()) - fromEnd) : std::nullopt;
}

} // namespace

void TranscriptView::find(const FindPattern &pattern)
{
    if (pattern == m_finder->pattern())
        return;
    const auto &shown = m_flow->shown();
    // Whoever types on stays at the hit that was found so far, if it is one still.
    m_findFrom = m_found.key != 0 ? m_found.key : shown.empty() ? 0 : shown.front().key;
    m_found = {};
    m_foundPiece = m_foundFrom = -1;
    m_wantsHit = !pattern.isEmpty();
    m_finder->search(pattern, m_model ? std::max(0, m_model->indexOfKey(m_findFrom)) : 0);
    arrangeSoon(); // which asks for the pages that have not been read
    viewport()->update();
}

TranscriptView::FindState TranscriptView::findState() const
{
    FindState state;
    if (!m_finder->isActive())
        return state;
    state.total = m_finder->total();
    state.searching = m_finder->isSearching();
    state.current = m_found.key == 0 ? 0 : m_finder->rankOf(m_found) + 1;
    return state;
}

void TranscriptView::foundChanged()
{
    if (m_wantsHit && m_finder->isActive()) {
        // Rows are read from here on, so the first hit below is known before any above.
        const qint64 above = m_finder->hitsAbove(std::max(0, m_model->indexOfKey(m_findFrom)));
        auto place = m_finder->at(above);
        if (!place && !m_finder->isSearching())
            place = m_finder->at(0);
        if (place) {
            m_wantsHit = false;
            showHit(*place);
        } else if (!m_finder->isSearching()) {
            m_wantsHit = false;
        }
    }
    // A row that is being written has other pieces by now; what is read stays where it is all the same.
    if (const int index = m_finder->isActive() ? m_model->indexOfKey(m_found.key) : -1; index >= 0 && m_model->row(index).revision != m_foundRevision)
        placeHit();
    viewport()->update();
    m_bar->update();
    Q_EMIT findChanged();
}

void TranscriptView::findNext(int direction)
{
    const qint64 total = m_finder->isActive() ? m_finder->total() : 0;
    if (total == 0)
        return;
    m_wantsHit = false;
    qint64 rank = m_found.key != 0 ? m_finder->rankOf(m_found) : -1;
    if (rank >= 0) {
        rank += direction;
    } else {
        const auto &shown = m_flow->shown();
        const int from = m_found.key != 0 ? std::max(0, m_model->indexOfKey(m_found.key)) : shown.empty() ? 0 : shown.front().index;
        rank = m_finder->hitsAbove(from) - (direction < 0 ? 1 : 0);
    }
    if (const auto place = m_finder->at((rank % total + total) % total))
        showHit(*place);
    m_bar->update();
    Q_EMIT findChanged();
}

//! Looks up in which piece of its row the hit that is shown lies now.
void TranscriptView::placeHit()
{
    m_foundPiece = m_foundFrom = -1;
    const int index = m_model->indexOfKey(m_found.key);
    if (index < 0 || !m_flow->hasStyle())
        return;
    m_foundRevision = m_model->row(index).revision;
    if (const auto hit = hitOf(m_flow->contentOf(index), m_finder->pattern(), m_found.number, m_finder->hitsIn(index))) {
        m_foundPiece = hit->piece;
        m_foundFrom = hit->from;
    }
}

//! True: the hit is shown once what can be unfolded of its row is; else the row stays as it is.
bool TranscriptView::unfoldFor(const Finder::Place &place, int index)
{
    const transcript::Row &row = m_model->row(index);
    const bool open = m_flow->isOpen(place.key);
    const bool resultOpen = m_flow->isResultOpen(place.key);
    placeHit();
    if (m_foundPiece < 0 && !open) {
        m_flow->setFolds(place.key, true, resultOpen);
        placeHit();
    }
    if (m_foundPiece < 0 && row.call && !resultOpen && row.call->result.size() <= unfoldedResult) {
        m_flow->unfold(place.key);
        placeHit();
    }
    if (m_foundPiece >= 0)
        return true;
    // Not even then: a card has to be open for its window, a message has its own in the folded text.
    m_flow->setFolds(place.key, open || !row.isMessage(), resultOpen);
    return false;
}

void TranscriptView::showHit(const Finder::Place &place)
{
    m_found = place;
    const int index = m_model->indexOfKey(place.key);
    if (index < 0 || !m_flow->hasStyle())
        return;
    m_foundPiece = m_foundFrom = -1;
    if (!unfoldFor(place, index))
        m_finder->locate(place); // showWindow() goes on
    m_current = place.key;
    Q_EMIT currentRowChanged();
    revealHit();
}

void TranscriptView::revealHit()
{
    arrangeNow();
    if (m_foundPiece < 0)
        scrollToRow(m_found.key);
    else
        reveal({m_found.key, m_foundPiece, m_foundFrom});
    viewport()->update();
}

void TranscriptView::showWindow(const Finder::Place &place, const std::shared_ptr<const TextWindow> &window)
{
    if (place != m_found)
        return; // its reader has gone on
    m_flow->setWindow(place.key, window);
    placeHit();
    revealHit();
    Q_EMIT findChanged();
}

QRect TranscriptView::findRect() const
{
    const Flow::Shown *row = m_foundPiece < 0 ? nullptr : m_flow->shownRow(m_found.key);
    if (!row || m_foundPiece >= int(row->layout->pieces.size()) || !row->layout->pieces[std::size_t(m_foundPiece)]->isMeasured)
        return {};
    const Piece &piece = *row->layout->pieces[std::size_t(m_foundPiece)];
    const QString text = piece.text();
    for (const auto &[from, to] : m_finder->pattern().hitsInLines(QStringView(text).first(std::min<qsizetype>(piece.searchedLength(), text.size())))) {
        if (const auto rects = piece.rectsOf(from, to, m_flow->style()); from == m_foundFrom && !rects.empty())
            return rects.front().translated(piece.x, row->y + piece.top).toAlignedRect();
    }
    return {};
}

std::vector<int> TranscriptView::findMarks(int pixels) const
{
    std::vector<int> marks;
    if (!m_finder->isActive() || m_finder->total() == 0 || pixels <= 0 || m_flow->heights().count() != m_model->rowCount())
        return marks;
    const HeightIndex &heights = m_flow->heights();
    const qint64 total = std::max<qint64>(1, heights.total());
    const auto mark = [&](double y) {
        const int at = std::clamp(int(y * pixels / double(total)), 0, pixels - 1);
        if (marks.empty() || marks.back() < at)
            marks.push_back(at);
    };
    // At most one row a pixel is looked at: what a mark costs does not grow with the conversation.
    for (qint64 n = 0; n < m_finder->total();) {
        const auto place = m_finder->at(n);
        const int row = m_model->indexOfKey(place->key);
        const double top = double(heights.above(row));
        const auto depths = m_finder->depths(place->key);
        if (depths.empty())
            mark(top + heights.at(row) / 2.0);
        for (const float depth : depths)
            mark(top + double(depth) * heights.at(row));
        const qint64 end = (qint64(marks.back()) + 1) * total / pixels;
        const int next = std::max(row + 1, heights.rowAt(end));
        n = next < m_model->rowCount() ? std::max(m_finder->hitsAbove(next), m_finder->hitsAbove(row + 1)) : m_finder->total();
    }
    return marks;
}

std::optional<double> TranscriptView::currentMark() const
{
    const int row = m_found.key != 0 && m_finder->isActive() ? m_model->indexOfKey(m_found.key) : -1;
    const HeightIndex &heights = m_flow->heights();
    if (row < 0 || row >= heights.count())
        return std::nullopt;
    const auto depths = m_finder->depths(m_found.key);
    const double depth = depths.empty() ? 0.5 : double(depths[std::min(std::size_t(m_found.number), depths.size() - 1)]);
    return (double(heights.above(row)) + depth * heights.at(row)) / double(std::max<qint64>(1, heights.total()));
}

} // namespace ui
