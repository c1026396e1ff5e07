#pragma once

#include "ui/transcript/style.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <utility>
#include <vector>

class QPainter;

namespace ui {

//! What a click on a piece does.
enum class Act {
    None, ToggleRow, ToggleResult, CopyCode, WrapCode, ScrollCode, ActivateCall, Save, OpenPicture,
    Retry, EditMessage, CancelMessage, DiscardMessage,
};

//! What lies under a point of a piece.
struct Hit
{
    int position = 0;      //!< nearest place between two characters
    bool onText = false;
    QString link;          //!< target as the server wrote it; empty: none
    QString linkText;
    bool isImage = false;  //!< the link is where an image lies: never fetched, and asked before it is opened
    Act act = Act::None;
};

//! How a piece is to be painted this time.
struct PieceState
{
    int selectedFrom = 0;
    int selectedTo = 0;         //!< == selectedFrom: nothing
    bool selectedOn = false;    //!< the selection goes on after this piece
    bool caret = false;         //!< text is still being written at its end
    bool hovered = false;
    bool copied = false;        //!< its code has just been copied
    theme::Token background = theme::Token::Surface;
    QRectF clip;                //!< what has to be painted, in the piece's coordinates
};

//! A part of a row that is laid out and painted on its own: a paragraph, some lines of code, some rows of a table, the head of a card.
//!
//! Cheap until measure(): text only. Coordinates are logical pixels, the origin is the piece's top left corner at (x, top) in its row.
class Piece
{
public:
    virtual ~Piece() = default;

    //! How it follows the width of the view: it begins `shift` right of the column's left edge and is `less` narrower than prose, or than the column.
    struct Fit
    {
        qreal shift = 0;
        qreal less = 0;
        bool ofColumn = false;
        qreal x(const Style &style) const { return style.left() + shift; }
        qreal width(const Style &style) const { return (ofColumn ? style.column() : style.prose()) - less; }
    };

    qreal x = 0;              //!< in the view
    qreal width = 0;          //!< room it may take
    qreal gap = 0;            //!< above it, inside its row
    qreal top = 0;            //!< in its row; kept by RowLayout
    qreal height = 0;         //!< estimated until isMeasured
    bool isMeasured = false;
    bool joins = false;       //!< in copied text only a line break stands before it, not a blank line
    bool continues = false;   //!< it goes on in the line of the piece before: in copied text nothing stands between them
    int block = -1;           //!< pieces of one code block share it
    qreal scrolled = 0;       //!< to the left, when it is wider than its room
    bool replaces = false;    //!< it stands exactly where another version of it stood
    qreal changedFrom = 0;    //!< then: above this it looks like that one; known once it is laid out
    Fit fit;
    bool isOurs = false;      //!< words of the program's own: nothing is found in them

    virtual qreal estimate(const Style &style) const = 0;
    //! The width it would take if there were all the room it could wish for.
    virtual qreal naturalWidth(const Style &) const { return width; }
    //! The width that it takes once it is laid out: a frame that hugs it is as wide.
    virtual qreal takenWidth(const Style &) const { return width; }
    //! Its room is another now: whatever was laid out goes.
    virtual void refit(const Style &) {}
    //! Takes what it can use of another version of itself (the same class), which is thrown away then.
    virtual void learnFrom(Piece &) {}
    //! Of its first line, beside which the time stands.
    virtual qreal firstLine(const Style &style) const { return style.lineHeight(Style::Font::Body); }
    //! Lays the piece out and returns its height.
    virtual qreal measure(const Style &style) = 0;
    virtual void paint(QPainter &painter, const Style &style, const PieceState &state) const = 0;

    //! What selecting and copying give; total without measure().
    virtual QString text() const = 0;
    virtual int length() const { return int(text().size()); }
    //! How much of text(), from its beginning, find looks through.
    virtual int searchedLength() const { return isOurs ? 0 : length(); }
    virtual Hit hit(const QPointF &at, const Style &style) const = 0;
    //! The word around a position, as a range.
    virtual std::pair<int, int> wordAt(int position) const;
    //! Where a range of its text stands, in the piece's coordinates: one rectangle a line; of no width where from == to. Only when measured.
    virtual std::vector<QRectF> rectsOf(int from, int to, const Style &style) const;
    //! How far it can be scrolled to the left.
    virtual qreal scrollRange() const { return 0; }
    //! Memory that its layout takes.
    virtual qsizetype bytes() const = 0;

    //! True when `other` would be laid out and painted the same: then this one is kept.
    bool isLike(const Piece &other) const;

protected:
    virtual bool hasSameContent(const Piece &other) const = 0;
};

} // namespace ui
