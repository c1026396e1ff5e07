#include "models/transcriptmodel.h"
#include "ui/theme/space.h"
#include "ui/transcript/emoji.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/headerpiece.h"
#include "ui/transcript/transcriptview.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBoundaryFinder>

#include <array>
#include <limits>

namespace ui {

namespace {

constexpr int margin = 3 * theme::space::xxl; // above and below the moving end, so that the next line is in sight as well
constexpr std::array selecting{QKeySequence::SelectNextChar,     QKeySequence::SelectPreviousChar,    QKeySequence::SelectNextWord,
                               QKeySequence::SelectPreviousWord, QKeySequence::SelectNextLine,        QKeySequence::SelectPreviousLine,
                               QKeySequence::SelectNextPage,     QKeySequence::SelectPreviousPage,    QKeySequence::SelectStartOfLine,
                               QKeySequence::SelectEndOfLine,    QKeySequence::SelectStartOfDocument, QKeySequence::SelectEndOfDocument};

//! No place inside a picture: Qt before 6.9 knows not all that is joined.
int besideEmoji(const QString &text, int at, int direction)
{
    for (const Emoji &emoji : emojiIn(text)) {
        if (at > emoji.start && at < emoji.start + emoji.length)
            return direction < 0 ? emoji.start : emoji.start + emoji.length;
    }
    return at;
}

//! Where the next character or word begins or ends; heads are one thing.
int boundary(const Piece &piece, int offset, int direction, bool word)
{
    if (dynamic_cast<const HeaderPiece *>(&piece))
        return direction < 0 ? 0 : piece.length();
    const QString text = piece.text();
    QTextBoundaryFinder finder(word ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(offset);
    for (;;) {
        const qsizetype at = direction < 0 ? finder.toPreviousBoundary() : finder.toNextBoundary();
        if (at < 0)
            return direction < 0 ? 0 : int(text.size());
        if (!word)
            return besideEmoji(text, int(at), direction);
        if (at == 0 || at == text.size())
            return int(at);
        // Words begin where a letter stands; forwards the end of one counts.
        const QChar beside = text[direction < 0 ? at : at - 1];
        if (beside.isLetterOrNumber() || beside == QLatin1Char('_'))
            return int(at);
    }
}

} // namespace

bool TranscriptView::keySelects(QKeyEvent *event)
{
    for (const QKeySequence::StandardKey key : selecting) {
        if (event->matches(key)) {
            moveEnd(key);
            return true;
        }
    }
    return false;
}

std::optional<QRectF> TranscriptView::rectOf(const TextPlace &place) const
{
    const Flow::Shown *row = m_flow->shownRow(place.key);
    if (!row || row->layout->pieces.empty())
        return std::nullopt;
    const Piece &piece = *row->layout->pieces[std::min(std::size_t(place.piece), row->layout->pieces.size() - 1)];
    if (!piece.isMeasured)
        return std::nullopt;
    const int offset = std::min(place.offset, piece.length());
    const auto rects = piece.rectsOf(offset, offset, m_flow->style());
    if (rects.empty())
        return QRectF(piece.x, row->y + piece.top, 0, piece.height);
    return rects.front().translated(piece.x, row->y + piece.top);
}

//! Brings a place into view: by as little as it takes when it is near, else into the upper third.
void TranscriptView::reveal(const TextPlace &place)
{
    const int height = viewport()->height();
    const int edge = std::min(margin, height / 4);
    if (const auto rect = rectOf(place); rect && rect->bottom() > -height && rect->top() < 2 * height) {
        if (rect->top() < edge)
            scrollBy(int(rect->top()) - edge);
        else if (rect->bottom() > height - edge)
            scrollBy(int(rect->bottom()) - height + edge);
        arrangeNow();
        return;
    }
    const int index = m_model->indexOfKey(place.key);
    if (index < 0)
        return;
    if (place.piece == std::numeric_limits<int>::max()) {
        scrollToBottom();
        return;
    }
    // Its piece has to be laid out before it is known where in the piece the place is.
    m_flow->showPiece(index, place.piece, height / 3.0);
    arrangeNow();
    const Flow::Shown *row = m_flow->shownRow(place.key);
    const auto rect = rectOf(place);
    if (!row || !rect)
        return;
    const int piece = std::min(place.piece, int(row->layout->pieces.size()) - 1);
    const qreal inside = rect->top() - row->y - row->layout->pieces[std::size_t(piece)]->top;
    if (inside > height / 3.0) {
        m_flow->showPiece(index, piece, height / 3.0 - inside);
        arrangeNow();
    }
}

TextPlace TranscriptView::sideways(const TextPlace &place, int direction, bool word) const
{
    int index = m_model->indexOfKey(place.key);
    if (index < 0)
        return place;
    RowLayout content = m_flow->contentOf(index);
    int at = std::min(place.piece, int(content.pieces.size()) - 1);
    const int length = content.pieces[std::size_t(at)]->length();
    const int offset = std::min(place.offset, length);
    if (direction < 0 ? offset > 0 : offset < length)
        return {place.key, at, boundary(*content.pieces[std::size_t(at)], offset, direction, word)};
    for (;;) {
        at += direction;
        if (at < 0 || at >= int(content.pieces.size())) {
            index += direction;
            if (index < 0 || index >= m_model->rowCount())
                return place;
            content = m_flow->contentOf(index);
            at = direction < 0 ? int(content.pieces.size()) - 1 : 0;
        }
        if (const int other = content.pieces[std::size_t(at)]->length(); other > 0)
            return {m_model->row(index).key, at, direction < 0 ? other : 0};
    }
}

TextPlace TranscriptView::upDown(const TextPlace &place, qreal distance) const
{
    const auto rect = rectOf(place);
    const int direction = distance < 0 ? -1 : 1;
    if (rect) {
        qreal y = direction < 0 ? rect->top() + distance : rect->bottom() + distance;
        // Through the gap between two pieces, until the place lies in another line.
        for (int tries = 0; tries < 40; ++tries, y += 4 * direction) {
            Hit hit;
            const Under there = under(QPoint(int(m_caretX), int(y)), &hit);
            const TextPlace found = placeOf(there);
            const auto at = there.key == 0 ? std::nullopt : rectOf(found);
            if (at && (direction < 0 ? at->top() < rect->top() - 1 : at->top() > rect->top() + 1))
                return found;
        }
    }
    const TextPlace end{place.key, place.piece, direction < 0 ? 0 : std::numeric_limits<int>::max()};
    return sideways(end, direction, false);
}

void TranscriptView::moveEnd(QKeySequence::StandardKey key)
{
    if (m_model->rowCount() == 0 || !m_flow->hasStyle())
        return;
    if (m_model->indexOfKey(m_selection.active().key) < 0) {
        const auto &shown = m_flow->shown();
        const quint64 first = m_current != 0 ? m_current : shown.empty() ? m_model->row(0).key : shown.front().key;
        m_selection.begin({first, 0, 0}, {first, 0, 0}, Selection::Unit::Character);
    }
    const TextPlace from = m_selection.active();
    TextPlace to = from;
    reveal(from);
    const auto rect = rectOf(from);
    const bool vertical = key == QKeySequence::SelectNextLine || key == QKeySequence::SelectPreviousLine || key == QKeySequence::SelectNextPage
        || key == QKeySequence::SelectPreviousPage;
    if (!vertical)
        m_caretX = -1;
    else if (m_caretX < 0 && rect)
        m_caretX = rect->left();
    const int page = viewport()->height() - 2 * theme::space::xxl;
    const auto besides = [&](int x) {
        Hit hit;
        return rect ? placeOf(under(QPoint(x, int(rect->center().y())), &hit)) : from;
    };
    switch (key) {
    case QKeySequence::SelectNextChar: to = sideways(from, 1, false); break;
    case QKeySequence::SelectPreviousChar: to = sideways(from, -1, false); break;
    case QKeySequence::SelectNextWord: to = sideways(from, 1, true); break;
    case QKeySequence::SelectPreviousWord: to = sideways(from, -1, true); break;
    case QKeySequence::SelectNextLine: to = upDown(from, 2); break;
    case QKeySequence::SelectPreviousLine: to = upDown(from, -2); break;
    case QKeySequence::SelectNextPage:
    case QKeySequence::SelectPreviousPage: {
        const int by = key == QKeySequence::SelectNextPage ? page : -page;
        const int before = verticalScrollBar()->value();
        scrollBy(by);
        // What could not be scrolled is walked.
        const int left = by - (verticalScrollBar()->value() - before);
        Hit hit;
        const int y = int(rect ? rect->center().y() : 0) + left;
        to = placeOf(under(QPoint(int(std::max<qreal>(0, m_caretX)), std::clamp(y, 0, viewport()->height() - 1)), &hit));
        break;
    }
    case QKeySequence::SelectStartOfLine: to = besides(0); break;
    case QKeySequence::SelectEndOfLine: to = besides(viewport()->width()); break;
    case QKeySequence::SelectStartOfDocument: to = {m_model->row(0).key, 0, 0}; break;
    default: to = {m_model->row(m_model->rowCount() - 1).key, std::numeric_limits<int>::max(), std::numeric_limits<int>::max()}; break;
    }
    m_selection.extend(to, to, *m_model);
    m_caretShown = true;
    reveal(to);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void TranscriptView::paintCaret(QPainter &painter) const
{
    if (!m_caretShown || !hasFocus())
        return;
    if (const auto rect = rectOf(m_selection.active()))
        painter.fillRect(QRectF(rect->left() - 1, rect->top(), 2, rect->height()), theme::color(palette(), theme::Token::Text));
}

} // namespace ui
