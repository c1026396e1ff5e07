#pragma once

#include "transcript/row.h"
#include "ui/transcript/piece.h"

namespace ui {

//! What can be done with a message that is not at the server yet, or not for certain.
struct DeliveryAct
{
    Act act = Act::None;
    QString words;
    QString name;          //!< of a menu's entry
    bool atHand = true;    //!< stands below the message; the others are in its menu only
    bool operator==(const DeliveryAct &) const = default;
};

//! The first one is what Enter does, where the message waits for the user.
std::vector<DeliveryAct> deliveryActs(const transcript::Row &row);

//! Below a message of the user's: how its sending goes, how far it is, and what can be done about it. Aligned to the right.
class DeliveryPiece final : public Piece
{
public:
    struct Content
    {
        QString icon;
        QString words;
        theme::Token token = theme::Token::Muted;
        std::vector<DeliveryAct> acts;
        double share = -1; //!< of what is to be sent; negative: no bar
        bool operator==(const Content &) const = default;
    };
    explicit DeliveryPiece(Content content);

    const Content &content() const { return m_content; }
    qreal estimate(const Style &style) const override;
    qreal naturalWidth(const Style &style) const override;
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return {}; } // nobody copies it
    Hit hit(const QPointF &at, const Style &style) const override;
    //! Where an act stands, in the piece's coordinates; empty: it does not.
    QRectF rectOf(Act act) const;
    qsizetype bytes() const override { return 0; }

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    struct Link
    {
        QRectF rect;
        std::size_t act = 0;
    };
    qreal statusWidth(const Style &style) const;
    qreal actsWidth(const Style &style) const;

    Content m_content;
    QRectF m_status;
    std::vector<Link> m_links;
};

} // namespace ui
