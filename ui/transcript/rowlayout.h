#pragma once

#include "transcript/code/codehighlight.h"
#include "ui/transcript/piece.h"
#include "ui/transcript/textwindow.h"

#include <QDateTime>

#include <memory>
#include <optional>
#include <vector>

namespace ui {

//! A background behind consecutive pieces: a bubble, a card, a panel of code.
struct Frame
{
    enum class Fill { None, Raised, Bubble, Fail };
    int first = 0;
    int last = 0;
    qreal x = 0;
    qreal width = 0;
    qreal above = 0;          //!< room between its edge and the first piece
    qreal below = 0;
    Piece::Fit fit;
    bool hugs = false;        //!< it is as wide as its first piece turns out to be, and no wider than `width`
    Fill fill = Fill::Raised;
    std::optional<theme::Token> border;
    std::optional<theme::Token> bar; //!< a strip at its left edge
};

//! What of a row's look is not in the row.
struct RowAspect
{
    bool open = false;        //!< unfolded
    bool resultOpen = false;  //!< a long result is shown whole
    bool newDay = false;      //!< the first row of a day
    std::vector<int> unwrapped; //!< code blocks whose long lines are not broken
    std::shared_ptr<const TextWindow> window; //!< what is shown of its hidden part; nullptr: nothing
    bool operator==(const RowAspect &) const = default;
};

//! What a growing message was built up to before one of its blocks: from there it can be built on.
struct Checkpoint
{
    std::size_t pieces = 0;
    std::size_t frames = 0;
    qreal gap = 0;
    int codeBlock = 0;
};

//! A row as pieces one below the other; those that were never visible have estimated heights.
class RowLayout
{
public:
    quint64 key = 0;
    quint32 revision = 0;
    RowAspect aspect;
    std::vector<std::unique_ptr<Piece>> pieces;
    std::vector<Frame> frames;
    std::vector<std::shared_ptr<transcript::CodeHighlight>> highlights; //!< one a code block; its pieces share it
    std::vector<QString> codes;  //!< the whole text of each code block: what copying gives
    std::vector<int> pictures; //!< pieces that are one
    int hiddenFrom = -1;      //!< the piece before which something of the text is not shown; -1: all of it is
    int hiddenTo = -1;        //!< the first piece that shows what comes after that
    int resultBlock = 0;      //!< the code block that shows a call's result; 0: none
    int inputBlock = 0;       //!< the one that shows the ends of a call's input which is too long; 0: none
    int rawBlock = 0;         //!< the one that shows the ends of an event's JSON which is too long; 0: none
    std::vector<Checkpoint> checkpoints; //!< one a block, while the message is being written
    qreal below = 0;          //!< room under the last piece
    QString time;             //!< beside the row, in the gutter
    QDateTime at;
    int timePiece = 0;        //!< the piece it stands beside
    bool timeAlways = false;  //!< not only under the pointer
    bool caret = false;       //!< text is still being written at the end
    int freshFrom = 0;        //!< the first piece that has not been painted as it is now
    bool freshWhole = true;   //!< all of that piece, not only what changed in it

    //! In whole pixels, so that rows stay on the pixel grid.
    int height() const { return m_height; }
    //! Recomputes where the pieces are.
    void place();
    //! Lays the piece out; false: it was already.
    bool measure(int piece, const Style &style);
    //! The last piece that begins at or above `y`.
    int pieceAt(qreal y) const;
    //! The view has another width, and nothing else has changed: keeps the pieces, of which none is laid out now. Only of a layout that can grow.
    void refit(const Style &style);
    //! Takes over another layout of the same row but keeps pieces that are alike, with what has been laid out.
    void adopt(RowLayout &&fresh);
    //! The pieces from `first` on have just been made anew: takes back those of `old` that are alike.
    void reuse(std::size_t first, std::vector<std::unique_ptr<Piece>> &&old);
    qsizetype bytes() const;

private:
    //! True: it is used in the place of `fresh`.
    static bool keeps(Piece &old, Piece &fresh);
    static qsizetype bytesOf(const std::vector<std::unique_ptr<Piece>> &pieces, std::size_t first = 0);
    int m_height = 0;
    qsizetype m_pieceBytes = 0; //!< while it grows: thousands of pieces are not asked with every frame
};

} // namespace ui
