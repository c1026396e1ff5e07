#pragma once

#include "ui/transcript/copying.h"
#include "ui/transcript/finder.h"
#include "ui/transcript/savable.h"
#include "ui/transcript/selection.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>

class QMenu;
class QPushButton;

namespace ui {

class Announcer;
class Flow;
class MarkBar;
class Piece;
class PicturePiece;
class Pictures;
class RowSource;
class Style;
enum class Act;
struct Hit;
struct PictureSource;

//! Shows a conversation: lays out only what is visible, never moves what is being read, selects across messages.
class TranscriptView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    //! Not owned; may be nullptr. Shows the newest row.
    void setModel(models::TranscriptModel *model);
    models::TranscriptModel *model() const { return m_model; }

    //! The day that lines between days call "Today"; the system's date when the view was made, unless told otherwise.
    void setToday(const QDate &today);

    bool isAtBottom() const;
    void scrollToBottom();
    void scrollToRow(quint64 key);
    //! The row that Alt+Up and Alt+Down move; 0: none.
    quint64 currentRow() const { return m_current; }
    //! Moves the current row and brings it into view.
    void setCurrentRow(quint64 key);
    bool isExpanded(quint64 key) const;
    //! Whether the long lines of a code block (numbered in its row from 1) are broken, or go on to the right.
    bool isCodeWrapped(quint64 key, int block) const;
    void setExpanded(quint64 key, bool expanded);

    //! What one can go to: anything, messages, what the user said, tool calls, what failed.
    enum class Stop { Item, Message, Turn, ToolCall, Error };
    //! Makes the next (1) or previous (-1) of that kind the current row, seen from the current one or from what is read. False: there is none.
    bool step(Stop what, int direction);
    //! Shows where the newest answer begins.
    void showAnswer();
    //! Shows the row that this event made and makes it the current one; false: it is not here.
    bool goToEvent(const QString &identity);
    //! Something is on its way that stands far above: rows that nobody reads stay meanwhile.
    void keepRows(bool keep) { m_keepsRows = keep; }

    //! Searches in everything, whether it is laid out or not, and shows the first hit from what is read on. An empty pattern ends it.
    void find(const FindPattern &pattern);
    //! Shows the next (1) or previous (-1) hit.
    void findNext(int direction);
    struct FindState
    {
        qint64 current = 0;    //!< which hit is shown, from 1; 0: none
        qint64 total = 0;
        bool searching = false;
        bool operator==(const FindState &) const = default;
    };
    FindState findState() const;
    //! Where in the viewport the hit stands that is shown, its first line; empty: none is, or it is out of sight.
    QRect findRect() const;

    bool hasSelection() const;
    //! As plain text: what is visible, nothing hidden in it.
    QString selectedText() const;
    //! The same if it lies within one line and is short enough to be searched for, else empty.
    QString selectedLine() const;
    void selectAll();
    void clearSelection();
    //! What takes long is made aside, and is on the clipboard when isCopying() ends. When everything is selected, what is older in the log is read first.
    void copy();
    //! The rows of the selection, else the current row; Markdown with authors, or the server's JSON.
    void copyAsMarkdown();
    void copyAsJson();
    bool isCopying() const;
    //! The clipboard stays as it is.
    void stopCopying();
    //! The selection, else the current row.
    bool canCopy() const;
    //! Asks for the current row in a file: a call's result, else the text.
    void saveCurrent();
    //! How a link to an event is written; without one, or for what has no identity yet, none is offered.
    void setLinks(std::function<QString(const QString &identity)> linkTo) { m_linkTo = std::move(linkTo); }

    //! The row in the viewport's coordinates, even when it lies outside; empty: there is no such row.
    QRect rowRect(int index) const;
    //! The row at a place in the viewport; -1: none.
    int rowAt(const QPoint &at) const;

    //! Asks for what a DeliveryAct is; nothing happens for any other act.
    void askDelivery(Act act, quint64 key);

    //! Lays out at once what was put off to the next turn of the event loop.
    void flush();

    //! Work counters since construction (performance.md §9): rows whose pieces were built, pieces laid out, rows painted.
    qint64 rowsLaidOut() const;
    qint64 blocksLaidOut() const;
    //! Tables whose columns were measured, and their cells laid out.
    qint64 tablesMeasured() const;
    qint64 cellsLaidOut() const;
    qint64 rowsPainted() const { return m_rowsPainted; }
    const Pictures &pictures() const { return *m_pictures; }
    //! Memory that layouts take now, bytes.
    qint64 layoutBytes() const;
    //! Pixels of the viewport's height that had to be painted, all paintings together.
    qint64 pixelsPainted() const { return m_pixelsPainted; }

Q_SIGNALS:
    //! The user wants a failed or uncertain message sent again, or checked.
    void retryRequested(quint64 rowKey);
    //! The user wants an unsent or uncertain message back in the composer; one that is under way stopped; an unsent or uncertain one forgotten.
    void editRequested(quint64 rowKey);
    void stopRequested(quint64 rowKey);
    void discardRequested(quint64 rowKey);
    //! A card that waits for an answer was activated; `id` is what the answer names.
    void callActivated(const QString &id);
    //! The host under the pointer, as the network sees it; empty when there is none.
    void linkHovered(const QString &host);
    //! A link that may be opened was clicked. `ask`: show `host` first (http, mailto, or a name that could deceive).
    void linkActivated(const QUrl &url, const QString &host, bool ask);
    //! The whole of this is wanted in a file.
    void saveRequested(const ui::Savable &content);
    //! Something a screen reader should say ("Agent finished, 3 paragraphs"): connect it to a SpokenLine beside the view.
    void announce(const QString &text);
    void selectionChanged();
    void currentRowChanged();
    //! The hits, or which of them is shown.
    void findChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    //! What lies under a point of the viewport.
    struct Under
    {
        int index = -1;
        quint64 key = 0;
        int piece = -1;
        int position = 0;
        bool inside = false;   //!< on the piece, not only nearest to it
        bool onTime = false;
    };
    struct Before;

    void connectModel();
    void makeStyle();
    void arrangeSoon();
    void arrangeNow();
    void releaseRows();
    void olderCame();
    void present(const std::vector<Before> &before);
    void showButton();
    void showAnswerButton();
    void rowsInserted(int first, int last);
    void rowsUpdated(int first, int last);

    Under under(const QPoint &at, Hit *hit) const;
    TextPlace placeOf(const Under &under) const { return {under.key, under.piece, under.position}; }
    void updateRow(quint64 key);
    void hover(const QPoint &at);
    void unhover();
    void selectTo(const QPoint &at);
    void beginSelection(const Under &under, Selection::Unit unit);
    std::pair<TextPlace, TextPlace> unitAt(const Under &under, Selection::Unit unit) const;
    void click(const QPoint &at);
    void toggle(quint64 key, int piece);
    void copyCode(const Under &under);
    void save(const Savable &content);
    Savable codeToSave(const Under &under) const;
    void addSaveActions(QMenu *menu, quint64 key, const Under &under);
    void supplyPictures();
    const PicturePiece *pictureAt(const Under &under) const;
    Under firstPictureOf(quint64 key) const;
    void addPictureActions(QMenu *menu, const Under &under);
    void copyPicture(const PictureSource &source);
    void openPicture(const Under &under);
    int codeBlockOf(const Under &under) const;
    Under firstCodeOf(quint64 key) const;
    void addCodeActions(QMenu *menu, const Under &under);
    void toggleWrap(const Under &under);
    void scrollCodeBy(const Under &under, qreal pixels);
    void dragCode(const QPoint &at);
    void activate(quint64 key);
    void addDeliveryActions(QMenu *menu, quint64 key);
    //! `ask`: whatever the link looks like, an image's address for one.
    void followLink(const QString &target, const QString &shown, bool ask);

    void scrollBy(int pixels);
    bool isStop(int index, Stop what) const;
    bool keySteps(QKeyEvent *event);
    bool keyScrolls(QKeyEvent *event);
    int answerIndex() const;

    bool keySelects(QKeyEvent *event);
    void moveEnd(QKeySequence::StandardKey key);
    TextPlace sideways(const TextPlace &place, int direction, bool word) const;
    TextPlace upDown(const TextPlace &place, qreal distance) const;
    std::optional<QRectF> rectOf(const TextPlace &place) const;
    void reveal(const TextPlace &place);
    void paintCaret(QPainter &painter) const;
    bool isSelected(const Under &under) const;
    void dragOut();

    void foundChanged();
    void showHit(const Finder::Place &place);
    bool unfoldFor(const Finder::Place &place, int index);
    void showWindow(const Finder::Place &place, const std::shared_ptr<const TextWindow> &window);
    void revealHit();
    void placeHit();
    std::vector<int> findMarks(int pixels) const;
    std::optional<double> currentMark() const;

    enum class CopyForm { Shown, Markdown, Json };
    QString rangeText(const Selection::Range &range) const;
    QString rowText(const Selection::Range &range, int row) const;
    std::pair<int, int> copiedRows() const;
    void makeCopying();
    void copyAs(CopyForm form);
    void copyGoesOn();
    void copyRows(int first, int last, CopyForm form, const Selection &selection);
    void copyFromMenu(int first, int last, CopyForm form);
    bool hasJson(int first, int last) const;
    static Copying::Part part(const transcript::Row &row, QString (RowSource::*text)() const);
    void copySource(quint64 key, QString (RowSource::*text)() const, std::function<void()> then);
    void copyChanged();
    void showCopying();
    void showCopied(quint64 key, int block);
    void offerSelection();
    void setClipboard(const QString &text);

    std::unique_ptr<Flow> m_flow;
    models::TranscriptModel *m_model = nullptr;
    std::unique_ptr<Announcer> m_announcer;
    Selection m_selection;
    std::unique_ptr<Finder> m_finder;
    std::unique_ptr<Pictures> m_pictures;
    std::unique_ptr<Copying> m_copying;
    std::optional<std::pair<CopyForm, Selection>> m_copyWaits; //!< for what is older
    QTimer m_copyShown;           //!< until it is said that it takes long
    bool m_copySaid = false;
    QPushButton *m_button;
    QPushButton *m_answerButton;
    QPushButton *m_copyButton;
    MarkBar *m_bar;
    QTimer m_arrange;
    QTimer m_refine;
    QBasicTimer m_dragScroll;
    QTimer m_copiedEnd;
    quint64 m_current = 0;
    quint64 m_hoveredRow = 0;
    int m_hoveredPiece = -1;
    QString m_hoveredLink;
    quint64 m_copiedRow = 0;
    int m_copiedBlock = -1;
    QPoint m_pressAt;
    QPoint m_dragAt;
    quint64 m_pressTime = 0;      //!< of the last double click, for the triple one
    std::function<QString(const QString &)> m_linkTo;
    Finder::Place m_found;        //!< the hit that is shown
    int m_foundPiece = -1;        //!< where it is in its row, as it was when it was shown
    int m_foundFrom = -1;
    quint32 m_foundRevision = 0;
    quint64 m_findFrom = 0;       //!< the first hit is looked for from this row on
    bool m_wantsHit = false;
    qreal m_caretX = -1;          //!< where the moving end wants to be in its line
    bool m_caretShown = false;    //!< the selection is moved by key
    bool m_answered = false;      //!< a turn has ended while its reader was at the bottom
    Under m_dragCode;             //!< the code block that is being scrolled by its bar
    bool m_pressed = false;
    bool m_onSelected = false;    //!< the press may become a drag of what is selected
    bool m_dragged = false;
    bool m_newBelow = false;
    bool m_keepsRows = false;
    bool m_adjusting = false;     //!< the scroll bar follows us, not the other way round
    qint64 m_rowsPainted = 0;
    qint64 m_pixelsPainted = 0;
};

} // namespace ui
