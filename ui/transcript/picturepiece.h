#pragma once

#include "ui/transcript/piece.h"
#include "ui/transcript/pictures.h"

namespace ui {

//! A picture that came with a message or a result, scaled down to fit and never up; until it is decoded, its place in the right size.
class PicturePiece final : public Piece
{
public:
    static constexpr qreal mostHeight = 400;

    explicit PicturePiece(PictureSource source);

    const PictureSource &source() const { return m_source; }
    PictureFault fault() const { return m_picture && m_picture->fault != PictureFault::None ? m_picture->fault : m_source.fault; }
    //! True: it takes another height now, and has to be measured anew.
    bool setPicture(std::shared_ptr<const Picture> picture);
    //! The size that it is painted in; empty when it cannot be.
    QSizeF shownSize() const;
    //! In which a picture of so many pixels is painted where there is so much room.
    static QSizeF shownSize(const QSize &pixels, qreal room);

    qreal estimate(const Style &style) const override;
    qreal naturalWidth(const Style &style) const override;
    qreal measure(const Style &style) override { return estimate(style); }
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return {}; }
    Hit hit(const QPointF &at, const Style &style) const override;
    qsizetype bytes() const override;

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    PictureSource m_source;
    std::shared_ptr<const Picture> m_picture;
};

} // namespace ui
