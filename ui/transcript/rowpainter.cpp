#include "ui/transcript/rowpainter.h"

#include "ui/theme/space.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

using theme::Token;

namespace {

constexpr qreal barWidth = 3;
constexpr qreal bubbleRadius = 10;

QColor fillOf(const Style &style, Frame::Fill fill)
{
    switch (fill) {
    case Frame::Fill::Raised: return style.color(Token::Raised);
    case Frame::Fill::Bubble: return theme::soft(style.palette(), Token::Accent);
    case Frame::Fill::Fail: return theme::soft(style.palette(), Token::Fail);
    case Frame::Fill::None: break;
    }
    return {};
}

std::pair<qreal, qreal> extentOf(const RowLayout &row, const Frame &frame, int y)
{
    const Piece &last = *row.pieces[std::size_t(frame.last)];
    return {y + row.pieces[std::size_t(frame.first)]->top - frame.above, y + last.top + last.height + frame.below};
}

void paintFrame(QPainter &painter, const Style &style, const RowLayout &row, const Frame &frame, int y)
{
    const auto [top, bottom] = extentOf(row, frame, y);
    const qreal width = frame.hugs ? std::min(frame.width, row.pieces[std::size_t(frame.first)]->takenWidth(style)) : frame.width;
    const QRectF rect(frame.x, top, width, bottom - top);
    const qreal radius = frame.fill == Frame::Fill::Bubble ? bubbleRadius : qreal(theme::radius);
    if (frame.fill == Frame::Fill::None && !frame.border) {
        if (frame.bar)
            painter.fillRect(rect, style.color(*frame.bar));
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(frame.border ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, radius, radius);
    if (frame.fill != Frame::Fill::None)
        painter.fillPath(path, fillOf(style, frame.fill));
    if (frame.bar) {
        QPainterPath strip;
        strip.addRect(QRectF(rect.left(), rect.top(), barWidth, rect.height()));
        painter.fillPath(path.intersected(strip), style.color(*frame.bar));
    }
    if (frame.border) {
        painter.setPen(QPen(style.color(*frame.border), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    painter.restore();
}

//! On which background the text of a piece stands.
Token backgroundOf(const RowLayout &row, int piece)
{
    for (auto frame = row.frames.rbegin(); frame != row.frames.rend(); ++frame) {
        if (piece >= frame->first && piece <= frame->last && frame->fill == Frame::Fill::Raised)
            return Token::Raised;
    }
    return Token::Surface;
}

void paintTime(QPainter &painter, const Style &style, const RowLayout &row, int y)
{
    painter.setFont(style.font(Style::Font::Small));
    painter.setPen(style.color(Token::Muted));
    painter.drawText(timeRect(style, row, y), Qt::AlignLeft | Qt::AlignVCenter, row.time);
}

//! A strip in the left margin: the row that the keyboard acts on.
void paintCurrent(QPainter &painter, const Style &style, const RowLayout &row, int y)
{
    const Piece &first = *row.pieces[std::size_t(row.timePiece)];
    const Piece &last = *row.pieces.back();
    const qreal top = y + first.top;
    const QRectF strip(style.left() - theme::space::m, top, 2, y + last.top + last.height - top);
    painter.fillRect(strip, style.color(Token::Accent));
}

//! Hits are laid over the finished piece so that letters keep their contrast: they darken what is light, or light what is dark.
void paintFound(QPainter &painter, const Style &style, const Piece &piece, const RowState &state, bool holdsShown)
{
    const QString text = piece.text();
    const auto hits = state.pattern->hitsInLines(QStringView(text).first(std::min<qsizetype>(piece.searchedLength(), text.size())));
    if (hits.empty())
        return;
    painter.save();
    painter.setCompositionMode(theme::isDark(style.palette()) ? QPainter::CompositionMode_Screen : QPainter::CompositionMode_Multiply);
    for (const auto &[from, to] : hits) {
        const bool shown = holdsShown && from == state.foundFrom;
        for (const QRectF &rect : piece.rectsOf(from, to, style))
            painter.fillRect(rect, style.found(shown));
    }
    painter.restore();
}

} // namespace

QRectF timeRect(const Style &style, const RowLayout &row, int y)
{
    const Piece &piece = *row.pieces[std::size_t(row.timePiece)];
    return {style.right() + theme::space::m, y + piece.top, measure::gutter - theme::space::m, piece.firstLine(style)};
}

void paintRow(QPainter &painter, const Style &style, const RowLayout &row, int y, const QRect &clip, const RowState &state)
{
    for (const Frame &frame : row.frames) {
        if (const auto [top, bottom] = extentOf(row, frame, y); bottom > clip.top() && top < clip.bottom() + 1)
            paintFrame(painter, style, row, frame, y);
    }
    // The one at the upper edge may paint into the gap above it, so that its neighbour is asked as well.
    for (int i = std::max(0, row.pieceAt(clip.top() - y) - 1); i < int(row.pieces.size()); ++i) {
        const Piece &piece = *row.pieces[std::size_t(i)];
        if (y + piece.top - piece.gap > clip.bottom() + 1)
            break;
        if (!piece.isMeasured || y + piece.top + piece.height < clip.top())
            continue;
        PieceState look;
        look.background = backgroundOf(row, i);
        look.caret = row.caret && i + 1 == int(row.pieces.size());
        look.hovered = state.hovered && (i == state.hoveredPiece || (piece.block >= 0 && state.hoveredPiece >= 0
                                                                     && row.pieces[std::size_t(state.hoveredPiece)]->block == piece.block));
        look.copied = piece.block >= 0 && piece.block == state.copiedBlock;
        if (state.selection) {
            const Selection::Part part = Selection::part(*state.selection, state.index, i, piece.length());
            look.selectedFrom = part.from;
            look.selectedTo = part.to;
            look.selectedOn = part.goesOn && part.to > part.from;
        }
        const QPointF origin(piece.x, y + piece.top);
        look.clip = QRectF(clip).translated(-origin);
        painter.translate(origin);
        piece.paint(painter, style, look);
        if (state.pattern)
            paintFound(painter, style, piece, state, i == state.foundPiece);
        painter.translate(-origin);
    }
    if (!row.time.isEmpty() && (row.timeAlways || state.hovered || state.current))
        paintTime(painter, style, row, y);
    if (state.current)
        paintCurrent(painter, style, row, y);
}

} // namespace ui
