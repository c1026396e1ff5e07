#pragma once

#include "ui/transcript/piece.h"

namespace ui {

//! One line that stands for something bigger: the head of a tool card, folded thinking, a notice, an unknown event.
class HeaderPiece final : public Piece
{
public:
    struct Content
    {
        QString icon;                      //!< Lucide name
        theme::Token iconToken = theme::Token::Muted;
        QString title;
        bool strong = false;               //!< the title is the name of a thing
        QString summary;                   //!< elided
        bool code = false;                 //!< the summary is code
        QString status;                    //!< a word, at the right
        QString statusIcon;
        theme::Token statusToken = theme::Token::Muted;
        QString extra;                     //!< left of the status: how long it took
        bool foldable = false;
        bool open = false;
        bool card = false;                 //!< inside a card: higher, with room at both sides
        bool rules = false;                //!< thin lines to both sides: a break in the conversation
        bool silent = false;               //!< not part of what is selected and copied
        Act act = Act::None;
        bool operator==(const Content &) const = default;
    };
    explicit HeaderPiece(Content content);

    const Content &content() const { return m_content; }

    qreal estimate(const Style &style) const override;
    qreal naturalWidth(const Style &style) const override;
    qreal firstLine(const Style &) const override { return height; }
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return m_text; }
    int searchedLength() const override { return isOurs || m_content.silent ? 0 : int(m_content.title.size()); }
    std::vector<QRectF> rectsOf(int from, int to, const Style &style) const override;
    Hit hit(const QPointF &at, const Style &style) const override;
    std::pair<int, int> wordAt(int position) const override;
    qsizetype bytes() const override { return 0; }

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    void paintBreak(QPainter &painter, const Style &style, const PieceState &state) const;
    qreal paintRight(QPainter &painter, const Style &style) const;
    void paintSelected(QPainter &painter, const Style &style, const PieceState &state, qreal from, qreal to) const;

    Content m_content;
    QString m_text;
};

//! A thin line across the column.
class RulePiece final : public Piece
{
public:
    qreal estimate(const Style &) const override { return 1; }
    qreal measure(const Style &) override { return 1; }
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return {}; }
    Hit hit(const QPointF &, const Style &) const override { return {}; }
    qsizetype bytes() const override { return 0; }

protected:
    bool hasSameContent(const Piece &) const override { return true; }
};

} // namespace ui
