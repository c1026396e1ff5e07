#include "models/transcriptmodel.h"
#include "transcript/links.h"
#include "ui/transcript/codepiece.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/rowpainter.h"
#include "ui/transcript/rowwords.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolTip>

#include <limits>

namespace ui {

TranscriptView::Under TranscriptView::under(const QPoint &at, Hit *hit) const
{
    Under under;
    const Flow::Shown *row = m_flow->shownAt(at.y());
    if (!row)
        return under;
    under.index = row->index;
    under.key = row->key;
    under.onTime = timeRect(m_flow->style(), *row->layout, row->y).contains(at);
    const auto &pieces = row->layout->pieces;
    // Of the pieces that lie side by side none exist: the one at this height, or the nearer of its neighbours.
    int index = row->layout->pieceAt(at.y() - row->y);
    const Piece *piece = pieces[std::size_t(index)].get();
    const qreal belowEnd = at.y() - row->y - piece->top - piece->height;
    if (belowEnd > 0 && index + 1 < int(pieces.size())) {
        const Piece *next = pieces[std::size_t(index) + 1].get();
        if (next->top - (at.y() - row->y) < belowEnd) {
            ++index;
            piece = next;
        }
    }
    under.piece = index;
    if (!piece->isMeasured)
        return under;
    const QPointF inside = QPointF(at) - QPointF(piece->x, row->y + piece->top);
    *hit = piece->hit(inside, m_flow->style());
    under.position = hit->position;
    under.inside = inside.y() >= 0 && inside.y() < piece->height && inside.x() >= -4 && inside.x() <= piece->width + 4;
    if (!under.inside)
        hit->act = Act::None;
    return under;
}

void TranscriptView::hover(const QPoint &at)
{
    Hit hit;
    const Under now = under(at, &hit);
    const bool link = !hit.link.isEmpty();
    const bool text = now.inside && hit.onText && hit.act == Act::None;
    viewport()->setCursor(link || (now.inside && hit.act != Act::None) ? Qt::PointingHandCursor : text ? Qt::IBeamCursor : Qt::ArrowCursor);
    if (now.key != m_hoveredRow || now.piece != m_hoveredPiece) {
        updateRow(m_hoveredRow);
        m_hoveredRow = now.key;
        m_hoveredPiece = now.piece;
        updateRow(m_hoveredRow);
    }
    if (hit.link == m_hoveredLink)
        return;
    m_hoveredLink = hit.link;
    const auto verdict = transcript::classifyLink(hit.link, hit.linkText);
    Q_EMIT linkHovered(link ? (verdict.host.isEmpty() ? tr("This address can only be copied") : verdict.host) : QString());
}

void TranscriptView::updateRow(quint64 key)
{
    if (const Flow::Shown *row = m_flow->shownRow(key))
        viewport()->update(0, row->y, viewport()->width(), row->layout->height());
}

void TranscriptView::unhover()
{
    if (m_hoveredRow == 0 && m_hoveredLink.isEmpty())
        return;
    updateRow(m_hoveredRow);
    m_hoveredRow = 0;
    m_hoveredPiece = -1;
    if (!m_hoveredLink.isEmpty()) {
        m_hoveredLink.clear();
        Q_EMIT linkHovered(QString());
    }
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        unhover();
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        Hit hit;
        const Under now = under(help->pos(), &hit);
        if (now.onTime && now.index >= 0)
            QToolTip::showText(help->globalPos(), RowWords::exactTime(m_model->row(now.index).at), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

std::pair<TextPlace, TextPlace> TranscriptView::unitAt(const Under &under, Selection::Unit unit) const
{
    TextPlace from = placeOf(under);
    TextPlace to = from;
    const Flow::Shown *row = m_flow->shownRow(under.key);
    if (!row || unit == Selection::Unit::Character)
        return {from, to};
    const Piece &piece = *row->layout->pieces[std::size_t(under.piece)];
    const auto [first, last] = unit == Selection::Unit::Word ? piece.wordAt(under.position) : std::pair(0, piece.length());
    from.offset = first;
    to.offset = last;
    return {from, to};
}

void TranscriptView::beginSelection(const Under &under, Selection::Unit unit)
{
    const auto [from, to] = unitAt(under, unit);
    m_selection.begin(from, to, unit);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_model) {
        QAbstractScrollArea::mousePressEvent(event);
        return;
    }
    Hit hit;
    const Under at = under(event->pos(), &hit);
    m_pressAt = m_dragAt = event->pos();
    m_pressed = true;
    m_dragged = false;
    m_onSelected = false;
    m_caretShown = false;
    m_caretX = -1;
    m_dragCode = hit.act == Act::ScrollCode ? at : Under();
    if (at.key == 0 || m_dragCode.key != 0)
        return;
    const bool third = m_pressTime > 0 && event->timestamp() - m_pressTime < quint64(QGuiApplication::styleHints()->mouseDoubleClickInterval());
    m_pressTime = 0;
    if (third) {
        m_dragged = true; // no click follows
        beginSelection(at, Selection::Unit::Piece);
    } else if (event->modifiers() & Qt::ShiftModifier) {
        selectTo(event->pos());
    } else if (hit.onText && hit.act == Act::None && isSelected(at)) {
        m_onSelected = true;
    } else {
        const bool had = !m_selection.isEmpty();
        m_selection.begin(placeOf(at), placeOf(at), Selection::Unit::Character);
        if (had) {
            viewport()->update();
            Q_EMIT selectionChanged();
        }
    }
}

void TranscriptView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_model)
        return;
    Hit hit;
    const Under at = under(event->pos(), &hit);
    m_pressed = true;
    m_pressAt = m_dragAt = event->pos();
    if (hit.act != Act::None) {
        m_dragged = false; // a second click on a head, not a word
        return;
    }
    m_dragged = true;
    m_pressTime = event->timestamp();
    if (at.key != 0)
        beginSelection(at, Selection::Unit::Word);
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_model)
        return;
    if (!m_pressed) {
        hover(event->pos());
        return;
    }
    if (m_dragCode.key != 0) {
        dragCode(event->pos());
        return;
    }
    m_dragAt = event->pos();
    if (m_onSelected) {
        if ((m_dragAt - m_pressAt).manhattanLength() >= QApplication::startDragDistance()) {
            m_pressed = m_onSelected = false;
            dragOut();
        }
        return;
    }
    if (!m_dragged && (m_dragAt - m_pressAt).manhattanLength() < QApplication::startDragDistance() / 2)
        return;
    m_dragged = true;
    selectTo(m_dragAt);
    const bool outside = m_dragAt.y() < 0 || m_dragAt.y() >= viewport()->height();
    if (outside && !m_dragScroll.isActive())
        m_dragScroll.start(30, this);
    else if (!outside)
        m_dragScroll.stop();
}

void TranscriptView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_dragScroll.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const int beyond = m_dragAt.y() < 0 ? m_dragAt.y() : m_dragAt.y() - viewport()->height();
    scrollBy(std::clamp(beyond, -120, 120));
    selectTo(m_dragAt);
}

void TranscriptView::selectTo(const QPoint &at)
{
    Hit hit;
    const QPoint inside(at.x(), std::clamp(at.y(), 0, viewport()->height() - 1));
    const Under now = under(inside, &hit);
    if (now.key == 0)
        return;
    const auto [from, to] = unitAt(now, m_selection.unit());
    m_selection.extend(from, to, *m_model);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed = false;
    m_dragScroll.stop();
    if (std::exchange(m_dragCode, {}).key != 0) {
        hover(event->pos());
        return;
    }
    if (m_onSelected) {
        Hit hit;
        const Under at = under(event->pos(), &hit);
        m_selection.begin(placeOf(at), placeOf(at), Selection::Unit::Character);
        viewport()->update();
        Q_EMIT selectionChanged();
    }
    m_onSelected = false;
    if (!m_dragged)
        click(event->pos());
    else
        offerSelection();
    hover(event->pos());
}

void TranscriptView::click(const QPoint &at)
{
    Hit hit;
    const Under now = under(at, &hit);
    if (now.key == 0)
        return;
    if (!hit.link.isEmpty()) {
        followLink(hit.link, hit.isImage ? QString() : hit.linkText, hit.isImage);
        return;
    }
    switch (hit.act) {
    case Act::ToggleRow:
        toggle(now.key, now.piece);
        break;
    case Act::ToggleResult:
        m_flow->hold(now.key, now.piece);
        m_flow->toggleResult(now.key);
        arrangeNow();
        break;
    case Act::CopyCode:
        copyCode(now);
        break;
    case Act::WrapCode:
        toggleWrap(now);
        break;
    case Act::Save:
        if (const transcript::Row *row = m_model->reducer().rowByKey(now.key))
            save(savableMessage(*row));
        break;
    case Act::OpenPicture:
        openPicture(now);
        break;
    default:
        askDelivery(hit.act, now.key);
        break;
    }
}

void TranscriptView::toggle(quint64 key, int piece)
{
    const bool open = !m_flow->isOpen(key);
    // The head that was clicked stays under the pointer.
    m_flow->hold(key, piece);
    m_flow->setOpen(key, open);
    arrangeNow();
    if (m_flow->value() >= m_flow->maximum())
        m_flow->stick(true);
    if (const transcript::Row *row = m_model->reducer().rowByKey(key); open && row && row->call
        && (row->call->state == transcript::CallState::WaitingApproval || row->call->state == transcript::CallState::WaitingResult)) {
        Q_EMIT callActivated(row->call->id);
    }
}

void TranscriptView::followLink(const QString &target, const QString &shown, bool ask)
{
    const transcript::LinkVerdict verdict = transcript::classifyLink(target, shown);
    if (verdict.act != transcript::LinkVerdict::Act::CopyOnly) {
        Q_EMIT linkActivated(verdict.url, verdict.host, ask || verdict.act == transcript::LinkVerdict::Act::Ask);
        return;
    }
    setClipboard(target);
    Q_EMIT announce(tr("This address can only be copied: it is on the clipboard now."));
}

} // namespace ui
