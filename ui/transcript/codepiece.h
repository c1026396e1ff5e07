#pragma once

#include "ui/transcript/piece.h"

#include <QTextLayout>

#include <memory>
#include <vector>

namespace ui {

//! Some lines in the fixed font: of a code block, a tool's input or its result. Lines that do not fit are broken anywhere.
class CodePiece final : public Piece
{
public:
    struct Content
    {
        QString text;             //!< without a line break at its end
        theme::Token token = theme::Token::Text;
        QString label;            //!< language, above the first lines
        bool first = true;        //!< of its block: shows label and copy button
        theme::Token labelToken = theme::Token::Muted;
        bool quiet = false;       //!< the copy button appears under the pointer only
        bool operator==(const Content &) const = default;
    };
    explicit CodePiece(Content content);

    const Content &content() const { return m_content; }

    qreal estimate(const Style &style) const override;
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return m_content.text; }
    int length() const override { return int(m_content.text.size()); }
    Hit hit(const QPointF &at, const Style &style) const override;
    std::vector<QRectF> rectsOf(int from, int to, const Style &style) const override;
    qsizetype bytes() const override;

    //! Where the copy button is, in the piece's coordinates; empty: it has none.
    QRectF copyRect() const;

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    struct Line
    {
        int start = 0;
        int length = 0;
        int rows = 1;                          //!< on the screen
        qreal top = 0;
        bool plain = true;                     //!< ASCII without tabs
        std::vector<int> columns;              //!< ASCII with tabs: the column of each character and of the end
        std::shared_ptr<QTextLayout> shaped;   //!< everything else
    };
    void addLine(int start, int length, const Style &style);
    void shape(Line &line, const Style &style) const;
    int columnOf(const Line &line, int index) const;
    int indexOf(const Line &line, int column) const;
    int rowsOf(int columns) const;
    void paintGlyphs(QPainter &painter, const Style &style, const Line &line, const QRectF &clip) const;
    void paintSelection(QPainter &painter, const Style &style, const PieceState &state, const Line &line) const;
    void paintHead(QPainter &painter, const Style &style, const PieceState &state) const;
    qreal headHeight() const;
    std::size_t lineAt(qreal y) const;

    Content m_content;
    std::vector<Line> m_lines;
    int m_columns = 80;        //!< that fit
    qreal m_lineHeight = 18;
};

} // namespace ui
