#include "models/transcriptmodel.h"
#include "ui/theme/space.h"
#include "ui/transcript/accessibletranscript.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/transcriptview.h"

#include <QKeyEvent>
#include <QPushButton>

namespace ui {

using transcript::Row;

bool TranscriptView::isStop(int index, Stop what) const
{
    const Row &row = m_model->row(index);
    switch (what) {
    case Stop::Item: return row.kind != Row::Kind::Notice || !row.text.isEmpty();
    case Stop::Message: return row.isMessage();
    case Stop::Turn: return row.kind == Row::Kind::User;
    case Stop::ToolCall: return row.call != nullptr;
    case Stop::Error:
        return row.kind == Row::Kind::Error || (row.call && row.call->state == transcript::CallState::Failed) || row.brokenOff
            || row.isUnsent() || row.delivery == transcript::Delivery::Unknown;
    }
    return false;
}

bool TranscriptView::step(Stop what, int direction)
{
    const int count = m_model ? m_model->rowCount() : 0;
    int index = m_model ? m_model->indexOfKey(m_current) : -1;
    const Flow::Shown *current = index < 0 ? nullptr : m_flow->shownRow(m_current);
    // Whoever has scrolled away from the current row goes on from what is read.
    const bool inSight = current && current->y < viewport()->height() && current->y + current->layout->height() > 0;
    if (!inSight) {
        const auto &shown = m_flow->shown();
        index = shown.empty() ? count : direction < 0 ? shown.back().index + 1 : shown.front().index - 1;
    }
    for (index += direction; index >= 0 && index < count; index += direction) {
        if (!isStop(index, what))
            continue;
        setCurrentRow(m_model->row(index).key);
        return true;
    }
    return false;
}

void TranscriptView::setCurrentRow(quint64 key)
{
    const int index = m_model ? m_model->indexOfKey(key) : -1;
    m_current = index < 0 ? 0 : key;
    if (index >= 0) {
        const Flow::Shown *row = m_flow->shownRow(key);
        const bool whole = row && row->y >= 0 && row->y + row->layout->height() <= viewport()->height();
        if (!whole)
            scrollToRow(key);
        notifyAccessible(this, index, index, AccessibleChange::Focused);
    }
    viewport()->update();
    Q_EMIT currentRowChanged();
}

bool TranscriptView::goToEvent(const QString &identity)
{
    for (int i = m_model ? m_model->rowCount() - 1 : -1; i >= 0; --i) {
        const Row &row = m_model->row(i);
        if (row.identity == identity && !identity.isEmpty()) {
            setCurrentRow(row.key);
            return true;
        }
    }
    return false;
}

//! Whoever follows the end needs little of what stands far above it. Who looks for something keeps all.
void TranscriptView::releaseRows()
{
    if (!m_model || !m_flow->sticks() || m_keepsRows || m_finder->isActive() || isCopying())
        return;
    // More than what has arrangeNow() ask for older rows; from the end, which is further down than what was arranged last.
    const HeightIndex &heights = m_flow->heights();
    int first = m_flow->hasStyle() ? heights.rowAt(std::max<qint64>(0, heights.total() - 5 * viewport()->height())) : m_model->rowCount();
    if (const auto selected = m_selection.range(*m_model))
        first = m_selection.isFromTop() ? 0 : std::min(first, selected->firstRow);
    m_model->releaseBefore(first);
}

void TranscriptView::olderCame()
{
    copyGoesOn();
    // At once, not with the next arrangement: whoever asks on and on is brought more at a time.
    if (m_model && m_model->hasOlder() && m_finder->isActive())
        m_model->fetchOlder();
}

//! The first row after what the user said last; -1: nothing has been answered yet.
int TranscriptView::answerIndex() const
{
    const int count = m_model ? m_model->rowCount() : 0;
    for (int i = count - 1; i >= 0; --i) {
        const Row &row = m_model->row(i);
        if (row.kind == Row::Kind::User && !row.queued && row.delivery == transcript::Delivery::None)
            return i + 1 < count ? i + 1 : -1;
    }
    return count > 0 ? 0 : -1;
}

void TranscriptView::showAnswer()
{
    const int index = answerIndex();
    if (index < 0)
        return;
    m_answered = false;
    const quint64 key = m_model->row(index).key;
    m_current = key;
    scrollToRow(key);
    notifyAccessible(this, index, index, AccessibleChange::Focused);
    viewport()->update();
    Q_EMIT currentRowChanged();
}

void TranscriptView::showButton()
{
    const bool far = m_flow->maximum() - m_flow->value() > viewport()->height();
    const bool shown = !m_flow->sticks() && m_flow->value() < m_flow->maximum() && (m_newBelow || far);
    if (shown) {
        const QString words = m_newBelow ? tr("New below") : tr("To the newest");
        m_button->setText(words);
        m_button->setAccessibleName(words);
        m_button->adjustSize();
        m_button->move((viewport()->width() - m_button->width()) / 2, viewport()->height() - m_button->height() - theme::space::m);
        m_button->raise();
    }
    m_button->setVisible(shown);
}

//! A long answer has come to its end below its own beginning: one click leads back there. Gone as soon as its reader moves.
void TranscriptView::showAnswerButton()
{
    const int index = m_answered && m_flow->sticks() ? answerIndex() : -1;
    const bool shown = index >= 0 && rowRect(index).top() < 0;
    if (shown) {
        m_answerButton->adjustSize();
        m_answerButton->move((viewport()->width() - m_answerButton->width()) / 2, theme::space::m);
        m_answerButton->raise();
    }
    m_answerButton->setVisible(shown);
}

bool TranscriptView::keySteps(QKeyEvent *event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const int key = event->key();
    const bool shift = modifiers == Qt::ShiftModifier;
    if ((key == Qt::Key_F7 || key == Qt::Key_F8) && (shift || modifiers == Qt::NoModifier)) {
        step(key == Qt::Key_F7 ? Stop::ToolCall : Stop::Error, shift ? -1 : 1);
        return true;
    }
    const bool up = key == Qt::Key_Up || key == Qt::Key_PageUp;
    if (modifiers == (Qt::AltModifier | Qt::ShiftModifier) && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        step(Stop::Item, up ? -1 : 1);
        return true;
    }
    if (modifiers != Qt::AltModifier)
        return false;
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down: step(Stop::Message, up ? -1 : 1); return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: step(Stop::Turn, up ? -1 : 1); return true;
    case Qt::Key_Home: showAnswer(); return true;
    case Qt::Key_End: scrollToBottom(); return true;
    default: return false;
    }
}

} // namespace ui
