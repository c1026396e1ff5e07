#pragma once

#include "ui/transcript/selection.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QTimer>
#include <QUrl>

#include <memory>

class QPushButton;

namespace models {
class TranscriptModel;
}

namespace ui {

class Announcer;
class Flow;
class Style;
struct Hit;

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
    void setExpanded(quint64 key, bool expanded);

    bool hasSelection() const;
    //! As plain text: what is visible, nothing hidden in it.
    QString selectedText() const;
    void selectAll();
    void clearSelection();
    void copy() const;

    //! The row in the viewport's coordinates, even when it lies outside; empty: there is no such row.
    QRect rowRect(int index) const;
    //! The row at a place in the viewport; -1: none.
    int rowAt(const QPoint &at) const;

    //! Lays out at once what was put off to the next turn of the event loop.
    void flush();

    //! Work counters since construction (performance.md §9): rows whose pieces were built, pieces laid out, rows painted.
    qint64 rowsLaidOut() const;
    qint64 blocksLaidOut() const;
    qint64 rowsPainted() const { return m_rowsPainted; }
    //! Memory that layouts take now, bytes.
    qint64 layoutBytes() const;
    //! Pixels of the viewport's height that had to be painted, all paintings together.
    qint64 pixelsPainted() const { return m_pixelsPainted; }

Q_SIGNALS:
    //! The user wants a failed or uncertain message sent again, or checked.
    void retryRequested(quint64 rowKey);
    //! A card that waits for an answer was activated; `id` is what the answer names.
    void callActivated(const QString &id);
    //! The host under the pointer, as the network sees it; empty when there is none.
    void linkHovered(const QString &host);
    //! A link that may be opened was clicked. `ask`: show `host` first (http, mailto, or a name that could deceive).
    void linkActivated(const QUrl &url, const QString &host, bool ask);
    //! Something a screen reader should say ("Agent finished, 3 paragraphs").
    void announce(const QString &text);
    void selectionChanged();
    void currentRowChanged();

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
    void present(const std::vector<Before> &before);
    void showButton();
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
    void activate(quint64 key);
    void followLink(const QString &target, const QString &shown);

    void scrollBy(int pixels);
    void stepCurrent(int direction);
    bool keyScrolls(QKeyEvent *event);

    QString rangeText(const Selection::Range &range) const;
    QString markdownOf(int first, int last) const;
    void setClipboard(const QString &text) const;

    std::unique_ptr<Flow> m_flow;
    models::TranscriptModel *m_model = nullptr;
    std::unique_ptr<Announcer> m_announcer;
    Selection m_selection;
    QPushButton *m_button;
    QTimer m_arrange;
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
    bool m_pressed = false;
    bool m_dragged = false;
    bool m_newBelow = false;
    bool m_adjusting = false;     //!< the scroll bar follows us, not the other way round
    qint64 m_rowsPainted = 0;
    qint64 m_pixelsPainted = 0;
};

} // namespace ui
