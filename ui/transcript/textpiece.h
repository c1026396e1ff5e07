#pragma once

#include "transcript/block.h"
#include "ui/transcript/emojipainter.h"
#include "ui/transcript/piece.h"

#include <QTextLayout>

#include <memory>
#include <vector>

namespace ui {

//! Running text: a paragraph, a heading, a list item, a label.
class TextPiece final : public Piece
{
public:
    struct Content
    {
        QString text;                       //!< '\n' breaks a line
        std::vector<transcript::Span> spans;
        std::vector<QString> links;
        Style::Font font = Style::Font::Body;
        theme::Token token = theme::Token::Text;
        qreal indent = 0;                   //!< of the text, from x
        QString marker;                     //!< stands before the indent
        transcript::Block::Task task = transcript::Block::Task::None;
        std::vector<qreal> bars;            //!< quote bars, from x
        bool barsJoin = false;              //!< they begin at the piece above
        Act act = Act::None;                //!< the piece is a button; if it has links without a target, only they are
        Act otherAct = Act::None;           //!< of links with the number -2
        bool operator==(const Content &) const = default;
    };
    explicit TextPiece(Content content);

    const Content &content() const { return m_content; }
    qreal estimate(const Style &style) const override;
    qreal naturalWidth(const Style &style) const override;
    void refit(const Style &style) override;
    void learnFrom(Piece &old) override;
    qreal firstLine(const Style &style) const override { return style.lineHeight(m_content.font); }
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return m_content.text; }
    int length() const override { return int(m_content.text.size()); }
    Hit hit(const QPointF &at, const Style &style) const override;
    std::vector<QRectF> rectsOf(int from, int to, const Style &style) const override;
    qsizetype bytes() const override;

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    void paintBars(QPainter &painter, const Style &style) const;
    void paintMarker(QPainter &painter, const Style &style) const;
    void paintSelection(QPainter &painter, const Style &style, const PieceState &state) const;
    qreal sameUntil(const TextPiece &before) const;
    qreal baselineOf(int line, const Style &style) const;
    int lineAt(qreal y) const;

    Content m_content;
    std::unique_ptr<QTextLayout> m_layout;
    EmojiPainter m_emoji;
    std::vector<qreal> m_lineTops; //!< one more than there are lines
    std::unique_ptr<TextPiece> m_before; //!< what it replaces
    bool m_fromRight = false;
    bool m_bothDirections = false;
};

} // namespace ui
