#include "ui/transcript/rowlayout.h"

#include <algorithm>
#include <cmath>
#include <typeinfo>

namespace ui {

void RowLayout::place()
{
    qreal y = 0;
    for (const auto &piece : pieces) {
        y += piece->gap;
        piece->top = y;
        y += piece->height;
    }
    m_height = int(std::ceil(y + below));
}

bool RowLayout::measure(int index, const Style &style)
{
    Piece &piece = *pieces[std::size_t(index)];
    if (piece.isMeasured)
        return false;
    m_pieceBytes -= piece.bytes();
    const qreal height = piece.measure(style);
    m_pieceBytes += piece.bytes();
    piece.isMeasured = true;
    if (height != piece.height) {
        piece.height = height;
        place();
    }
    return true;
}

void RowLayout::refit(const Style &style)
{
    for (const auto &piece : pieces) {
        piece->x = piece->fit.x(style);
        piece->width = std::max<qreal>(24, piece->fit.width(style));
        piece->replaces = false;
        piece->changedFrom = 0;
        piece->isMeasured = false;
        piece->refit(style);
        piece->height = piece->estimate(style);
    }
    for (Frame &frame : frames) {
        frame.x = frame.fit.x(style);
        frame.width = frame.fit.width(style);
    }
    freshFrom = 0;
    freshWhole = true;
    m_pieceBytes = bytesOf(pieces);
    place();
}

int RowLayout::pieceAt(qreal y) const
{
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), y, [](qreal at, const std::unique_ptr<Piece> &piece) { return at < piece->top; });
    return std::max(0, int(next - pieces.begin()) - 1);
}

bool RowLayout::keeps(Piece &old, Piece &fresh)
{
    if (old.isLike(fresh))
        return true;
    if (typeid(old) == typeid(fresh)) {
        fresh.replaces = old.isMeasured && old.x == fresh.x && old.width == fresh.width && old.gap == fresh.gap;
        fresh.learnFrom(old);
    }
    return false;
}

void RowLayout::adopt(RowLayout &&fresh)
{
    const std::size_t common = std::min(pieces.size(), fresh.pieces.size());
    std::size_t same = 0;
    while (same < common && pieces[same]->isLike(*fresh.pieces[same]))
        ++same;
    // What is alike further down is kept as well: a card above grew, the text below it did not.
    for (std::size_t i = 0; i < common; ++i) {
        if (i < same || keeps(*pieces[i], *fresh.pieces[i]))
            fresh.pieces[i] = std::move(pieces[i]);
    }
    // The caret stood after the piece that was the last one.
    const int first = std::min(this->freshFrom, caret ? std::min(int(same), int(pieces.size()) - 1) : int(same));
    *this = std::move(fresh);
    this->freshWhole = true;
    this->freshFrom = std::max(0, first);
    m_pieceBytes = bytesOf(pieces);
    place();
}

void RowLayout::reuse(std::size_t first, std::vector<std::unique_ptr<Piece>> &&old)
{
    const int lastBefore = int(first + old.size()) - 1;
    m_pieceBytes -= bytesOf(old);
    int differs = int(pieces.size());
    for (std::size_t i = first; i < pieces.size(); ++i) {
        if (i - first < old.size() && keeps(*old[i - first], *pieces[i]))
            pieces[i] = std::move(old[i - first]);
        else
            differs = std::min(differs, int(i));
    }
    // The caret stood after the piece that was the last one.
    freshFrom = std::max(0, std::min({freshFrom, differs, lastBefore}));
    m_pieceBytes += bytesOf(pieces, first);
    place();
}

qsizetype RowLayout::bytesOf(const std::vector<std::unique_ptr<Piece>> &pieces, std::size_t first)
{
    qsizetype sum = 0;
    for (std::size_t i = first; i < pieces.size(); ++i)
        sum += pieces[i]->bytes();
    return sum;
}

qsizetype RowLayout::bytes() const
{
    qsizetype sum = qsizetype(sizeof(RowLayout)) + qsizetype(pieces.size()) * 256;
    sum += checkpoints.empty() ? bytesOf(pieces) : m_pieceBytes; // a picture of a finished row comes when it likes
    for (const auto &highlight : highlights)
        sum += highlight ? highlight->bytes() : 0;
    for (const QString &code : codes)
        sum += code.size() * 2;
    return sum;
}

} // namespace ui
