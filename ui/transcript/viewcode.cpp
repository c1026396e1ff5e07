#include "models/transcriptmodel.h"
#include "ui/transcript/codepiece.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/rowsource.h"
#include "ui/transcript/transcriptview.h"

#include <QMenu>
#include <QWheelEvent>

namespace ui {

int TranscriptView::codeBlockOf(const Under &under) const
{
    const Flow::Shown *row = m_flow->shownRow(under.key);
    return row && under.piece >= 0 ? row->layout->pieces[std::size_t(under.piece)]->block : -1;
}

//! The first code block of a row that is shown: what the keyboard's menu is about.
TranscriptView::Under TranscriptView::firstCodeOf(quint64 key) const
{
    const Flow::Shown *row = m_flow->shownRow(key);
    for (std::size_t i = 0; row && i < row->layout->pieces.size(); ++i) {
        if (row->layout->pieces[i]->block > 0)
            return {row->index, key, int(i)};
    }
    return {};
}

void TranscriptView::addCodeActions(QMenu *menu, const Under &under)
{
    if (codeBlockOf(under) < 1)
        return;
    QAction *copy = menu->addAction(tr("Copy this code"));
    copy->setObjectName(QStringLiteral("transcript.copyCode"));
    connect(copy, &QAction::triggered, this, [this, under] { copyCode(under); });
    QAction *wrap = menu->addAction(tr("Wrap long lines"));
    wrap->setObjectName(QStringLiteral("transcript.wrapCode"));
    wrap->setCheckable(true);
    wrap->setChecked(m_flow->isWrapped(under.key, codeBlockOf(under)));
    connect(wrap, &QAction::triggered, this, [this, under] { toggleWrap(under); });
}

//! The whole of a block, also what is folded away or cut off on the screen.
void TranscriptView::copyCode(const Under &under)
{
    const int block = codeBlockOf(under);
    if (!m_model || m_model->indexOfKey(under.key) < 0)
        return;
    const RowLayout content = m_flow->contentOf(m_model->indexOfKey(under.key));
    if (block < 1 || block > int(content.codes.size()))
        return;
    const auto copied = [this, key = under.key, block] { showCopied(key, block); };
    if (block == content.resultBlock) {
        copySource(under.key, &RowSource::result, copied);
    } else if (block == content.inputBlock) {
        copySource(under.key, &RowSource::input, copied);
    } else if (block == content.rawBlock) {
        copySource(under.key, &RowSource::raw, copied);
    } else {
        setClipboard(content.codes[std::size_t(block) - 1]);
        copied();
    }
}

void TranscriptView::showCopied(quint64 key, int block)
{
    m_copiedRow = key;
    m_copiedBlock = block;
    m_copiedEnd.start();
    viewport()->update();
    Q_EMIT announce(tr("Copied"));
}

void TranscriptView::toggleWrap(const Under &under)
{
    const int block = codeBlockOf(under);
    if (block < 0)
        return;
    const bool wrapped = !m_flow->isWrapped(under.key, block);
    m_flow->hold(under.key, under.piece);
    m_flow->setWrapped(under.key, block, wrapped);
    arrangeNow();
    if (m_flow->value() >= m_flow->maximum())
        m_flow->stick(true);
    Q_EMIT announce(wrapped ? tr("Long lines are wrapped") : tr("Long lines go on to the right"));
}

bool TranscriptView::isCodeWrapped(quint64 key, int block) const
{
    return m_flow->isWrapped(key, block);
}

void TranscriptView::scrollCodeBy(const Under &under, qreal pixels)
{
    const Flow::Shown *row = m_flow->shownRow(under.key);
    const int block = codeBlockOf(under);
    if (!row || block < 0)
        return;
    m_flow->scrollCode(under.key, block, row->layout->pieces[std::size_t(under.piece)]->scrolled + pixels);
    updateRow(under.key);
}

void TranscriptView::dragCode(const QPoint &at)
{
    const Flow::Shown *row = m_flow->shownRow(m_dragCode.key);
    if (!row || m_dragCode.piece >= int(row->layout->pieces.size()))
        return;
    const auto *piece = dynamic_cast<const CodePiece *>(row->layout->pieces[std::size_t(m_dragCode.piece)].get());
    const qreal track = piece ? piece->width - piece->thumbRect().width() : 0;
    if (track <= 0)
        return;
    scrollCodeBy(m_dragCode, (at.x() - m_dragAt.x()) * piece->scrollRange() / track);
    m_dragAt = at;
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    Hit hit;
    const Under now = under(event->position().toPoint(), &hit);
    const Flow::Shown *row = m_flow->shownRow(now.key);
    const bool scrolls = row && now.inside && row->layout->pieces[std::size_t(now.piece)]->scrollRange() > 0;
    const QPoint moved = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    const bool sideways = std::abs(moved.x()) > std::abs(moved.y());
    // Some platforms turn the wheel sideways themselves while Shift is held, others leave it to the program.
    const int pixels = sideways ? moved.x() : event->modifiers() & Qt::ShiftModifier ? moved.y() : 0;
    if (!scrolls || pixels == 0) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    scrollCodeBy(now, -pixels);
    event->accept();
}

} // namespace ui
