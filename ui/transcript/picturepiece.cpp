#include "ui/transcript/picturepiece.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/transcript/rowwords.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace ui {

using theme::Token;

PicturePiece::PicturePiece(PictureSource source)
    : m_source(std::move(source))
{
}

bool PicturePiece::setPicture(std::shared_ptr<const Picture> picture)
{
    const PictureFault before = fault();
    m_picture = std::move(picture);
    return fault() != before;
}

QSizeF PicturePiece::shownSize() const
{
    return fault() == PictureFault::None ? shownSize(m_source.size(), width) : QSizeF();
}

QSizeF PicturePiece::shownSize(const QSize &pixels, qreal room)
{
    const qreal scale = std::min({1.0, room / pixels.width(), mostHeight / pixels.height()});
    return {std::max(1.0, std::round(pixels.width() * scale)), std::max(1.0, std::round(pixels.height() * scale))};
}

qreal PicturePiece::estimate(const Style &style) const
{
    return fault() == PictureFault::None ? shownSize().height() : style.lineHeight(Style::Font::Small);
}

qreal PicturePiece::naturalWidth(const Style &style) const
{
    if (fault() != PictureFault::None)
        return std::ceil(QFontMetricsF(style.font(Style::Font::Small)).horizontalAdvance(RowWords::pictureFault(fault()))) + 2;
    return shownSize().width();
}

void PicturePiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    Q_UNUSED(state)
    if (fault() != PictureFault::None) {
        painter.setFont(style.font(Style::Font::Small));
        painter.setPen(style.color(Token::Muted));
        painter.drawText(QRectF(0, 0, width, height), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(RowWords::pictureFault(fault()), Qt::ElideRight, width));
        return;
    }
    const QRectF place({}, shownSize());
    QPainterPath outline;
    outline.addRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillPath(outline, style.color(Token::Raised));
    if (m_picture) {
        painter.save();
        painter.setClipPath(outline, Qt::IntersectClip);
        painter.drawImage(place, m_picture->image);
        painter.restore();
    } else {
        const int side = theme::iconLarge;
        if (place.width() > 2 * side && place.height() > 2 * side)
            painter.drawPixmap(place.center() - QPointF(side, side) / 2,
                               theme::iconPixmap(QStringLiteral("image"), style.color(Token::Muted), side, painter.device()->devicePixelRatioF()));
    }
    painter.setPen(QPen(style.color(Token::Line), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);
    painter.restore();
}

Hit PicturePiece::hit(const QPointF &at, const Style &style) const
{
    Q_UNUSED(style)
    Hit hit;
    // Larger than here it can be seen in a window of its own.
    if (fault() == PictureFault::None && shownSize().width() < m_source.header.width && QRectF({}, shownSize()).contains(at))
        hit.act = Act::OpenPicture;
    return hit;
}

qsizetype PicturePiece::bytes() const
{
    return m_picture ? m_picture->image.sizeInBytes() : 0;
}

bool PicturePiece::hasSameContent(const Piece &other) const
{
    return m_source == static_cast<const PicturePiece &>(other).m_source;
}

} // namespace ui
