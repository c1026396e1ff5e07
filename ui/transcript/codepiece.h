#pragma once

#include "transcript/code/codehighlight.h"
#include "ui/transcript/emojipainter.h"
#include "ui/transcript/piece.h"

#include <QTextLayout>

#include <memory>
#include <vector>

namespace ui {

//! Some lines in the fixed font: of a code block, a tool's input or its result. Lines that do not fit are broken anywhere,
//! or go on to the right, where the block is scrolled to.
class CodePiece final : public Piece
{
public:
    struct Content
    {
        QString text;             //!< without a line break at its end
        theme::Token token = theme::Token::Text;
        QString label;            //!< language, above the first lines
        bool first = true;        //!< of its block: shows label and buttons
        bool last = true;         //!< of its block: shows where it is scrolled to
        theme::Token labelToken = theme::Token::Muted;
        bool quiet = false;       //!< the buttons appear under the pointer only
        bool wide = false;        //!< the block has lines that do not fit: the first piece offers to wrap them or not
        bool wraps = true;
        int columns = 0;          //!< of the block's longest line, when it does not wrap
        bool operator==(const Content &) const = default;
    };
    explicit CodePiece(Content content);

    const Content &content() const { return m_content; }
    //! Colours for its lines, the first of which is `firstLine` of the block, from its character `firstShift` on.
    void setHighlight(std::shared_ptr<transcript::CodeHighlight> highlight, int firstLine, int firstShift);
    //! Columns of the longest line of its block, by which it is `wide` in another width.
    void setBlockColumns(int columns) { m_blockColumns = columns; }
    //! What the line at `index` of this piece is painted with; only after measure().
    std::span<const transcript::CodeSpan> spansOf(std::size_t index) const;

    void refit(const Style &style) override;
    void learnFrom(Piece &old) override;
    qreal estimate(const Style &style) const override;
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    QString text() const override { return m_content.text; }
    int length() const override { return int(m_content.text.size()); }
    Hit hit(const QPointF &at, const Style &style) const override;
    std::vector<QRectF> rectsOf(int from, int to, const Style &style) const override;
    qreal scrollRange() const override { return m_range; }
    qsizetype bytes() const override;

    //! Where the buttons are, in the piece's coordinates; empty: it has none.
    QRectF copyRect() const;
    QRectF wrapRect() const;
    //! Where the block is scrolled to, below its last lines; empty: there is nothing to scroll.
    QRectF thumbRect() const;

    //! True: it is painted glyph by glyph, which costs next to nothing; else it has to be shaped.
    static bool isPlain(QStringView line);
    //! Columns that a text takes, wide signs and tabs counted as such.
    static int columnsOf(QStringView line);

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
        int shift = 0;                         //!< of its start in the whole line, when that was cut
        int spansFrom = 0;                     //!< in m_spans
        int spansTo = 0;
        std::vector<int> columns;              //!< ASCII with tabs: the column of each character and of the end
        std::shared_ptr<QTextLayout> shaped;   //!< everything else
        EmojiPainter emoji;                    //!< in that
    };
    struct Glyphs;
    void addLine(int start, int length, const Style &style);
    void cutLine(int start, int length, const Style &style);
    void takeSpans(int line);
    void shape(Line &line, const Style &style) const;
    int columnOf(const Line &line, int index) const;
    int indexOf(const Line &line, int column) const;
    int rowsOf(int columns) const;
    void paintLine(QPainter &painter, const Style &style, const PieceState &state, const Line &line) const;
    void paintGround(QPainter &painter, const Style &style, const Line &line) const;
    void collectGlyphs(Glyphs &glyphs, const CodeFont &code, const Line &line, const QRectF &clip) const;
    void paintGlyphs(QPainter &painter, const Style &style, const Line &line, const QRectF &clip) const;
    void paintShaped(QPainter &painter, const Style &style, const Line &line, const QRectF &clip) const;
    void paintSelection(QPainter &painter, const Style &style, const PieceState &state, const Line &line) const;
    void paintHead(QPainter &painter, const Style &style, const PieceState &state) const;
    void paintThumb(QPainter &painter, const Style &style, const PieceState &state) const;
    qreal headHeight() const;
    qreal textEnd() const;
    std::size_t lineAt(qreal y) const;

    Content m_content;
    std::shared_ptr<transcript::CodeHighlight> m_highlight;
    int m_firstLine = 0;
    int m_firstShift = 0;
    int m_blockColumns = 0;
    transcript::LexState m_state;  //!< at its first line, when it was measured
    transcript::LexState m_stateBefore; //!< of what it replaces
    qsizetype m_same = 0;          //!< characters at its beginning that were there before
    transcript::CodeSpans m_spans;
    std::vector<Line> m_lines;
    int m_columns = 80;            //!< that fit
    qreal m_lineHeight = 18;
    qreal m_range = 0;
};

} // namespace ui
