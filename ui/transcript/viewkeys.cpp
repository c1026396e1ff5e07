#include "models/transcriptmodel.h"
#include "ui/theme/space.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/transcriptview.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace ui {

void TranscriptView::scrollBy(int pixels)
{
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(bar->value() + pixels);
}

bool TranscriptView::keyScrolls(QKeyEvent *event)
{
    if (event->modifiers() & ~(Qt::KeypadModifier | Qt::ControlModifier))
        return false;
    const int page = viewport()->height() - 2 * theme::space::xxl; // some lines stay, to find one's place again
    switch (event->key()) {
    case Qt::Key_Up: scrollBy(-60); return true;
    case Qt::Key_Down: scrollBy(60); return true;
    case Qt::Key_PageUp: scrollBy(-page); return true;
    case Qt::Key_PageDown:
    case Qt::Key_Space: scrollBy(page); return true;
    case Qt::Key_Home: verticalScrollBar()->setValue(0); return true;
    case Qt::Key_End: scrollToBottom(); return true;
    default: return false;
    }
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (!m_model) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (keySelects(event) || keySteps(event)) {
        // done
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || (event->key() == Qt::Key_Space && m_current != 0)) && m_current != 0) {
        activate(m_current);
    } else if (event->key() == Qt::Key_Escape && isCopying()) {
        stopCopying();
    } else if (event->key() == Qt::Key_Escape && hasSelection()) {
        clearSelection();
    } else if (!keyScrolls(event)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TranscriptView::activate(quint64 key)
{
    const int index = m_model->indexOfKey(key);
    if (index < 0)
        return;
    const transcript::Row &row = m_model->row(index);
    if (row.isUnsent() || row.delivery == transcript::Delivery::Unknown) {
        Q_EMIT retryRequested(key);
        return;
    }
    const Flow::Shown *shown = m_flow->shownRow(key);
    if (!shown)
        return;
    for (std::size_t i = 0; i < shown->layout->pieces.size(); ++i) {
        const Piece &piece = *shown->layout->pieces[i];
        if (piece.isMeasured && piece.hit({piece.width / 2, piece.height / 2}, m_flow->style()).act == Act::ToggleRow) {
            toggle(key, int(i));
            return;
        }
    }
}

void TranscriptView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TranscriptView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace ui
