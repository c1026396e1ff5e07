#include "ui/transcript/piece.h"

#include <QTextBoundaryFinder>

#include <typeinfo>

namespace ui {

std::pair<int, int> Piece::wordAt(int position) const
{
    const QString all = text();
    if (all.isEmpty())
        return {0, 0};
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, all);
    finder.setPosition(std::min<qsizetype>(position, all.size() - 1));
    qsizetype start = finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
    qsizetype end = finder.toNextBoundary();
    if (start < 0)
        start = 0;
    return {int(start), int(end < 0 ? all.size() : end)};
}

std::vector<QRectF> Piece::rectsOf(int from, int to, const Style &style) const
{
    Q_UNUSED(style)
    return {QRectF(from > 0 && from == to ? width : 0, 0, from < to ? width : 0, height)};
}

bool Piece::isLike(const Piece &other) const
{
    return typeid(*this) == typeid(other) && x == other.x && width == other.width && gap == other.gap && joins == other.joins && hasSameContent(other);
}

} // namespace ui
