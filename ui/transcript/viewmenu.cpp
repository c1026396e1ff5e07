#include "models/transcriptmodel.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/rowsource.h"
#include "ui/transcript/transcriptview.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>

namespace ui {

bool TranscriptView::hasJson(int first, int last) const
{
    for (int i = std::max(0, first); i <= last; ++i) {
        const transcript::Row &row = m_model->row(i);
        if (!row.raw.isEmpty() || (row.call && !row.call->rawResult.isEmpty()))
            return true;
    }
    return false;
}

//! The selection, else the row that the menu was opened on.
void TranscriptView::copyFromMenu(int first, int last, CopyForm form)
{
    if (hasSelection())
        copyAs(form);
    else if (m_model && first >= 0 && last < m_model->rowCount())
        copyRows(first, last, form, m_selection);
}

void TranscriptView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    Hit hit;
    int index = event->reason() == QContextMenuEvent::Keyboard ? m_model->indexOfKey(m_current) : under(event->pos(), &hit).index;
    const auto range = m_selection.range(*m_model);
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("transcript.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const QString &words, const QString &name, bool enabled) {
        QAction *action = menu->addAction(words);
        action->setObjectName(name);
        action->setEnabled(enabled);
        return action;
    };
    addDeliveryActions(menu, index >= 0 ? m_model->row(index).key : 0);
    QAction *copyAction = add(tr("Copy"), QStringLiteral("transcript.copy"), range.has_value());
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutVisibleInContextMenu(true);
    connect(copyAction, &QAction::triggered, this, &TranscriptView::copy);
    const int first = range ? range->firstRow : index;
    const int last = range ? range->lastRow : index;
    connect(add(tr("Copy as Markdown"), QStringLiteral("transcript.copyMarkdown"), first >= 0), &QAction::triggered, this,
            [this, first, last] { copyFromMenu(first, last, CopyForm::Markdown); });
    connect(add(tr("Copy as JSON"), QStringLiteral("transcript.copyJson"), hasJson(first, last)), &QAction::triggered, this,
            [this, first, last] { copyFromMenu(first, last, CopyForm::Json); });
    const quint64 key = index >= 0 ? m_model->row(index).key : 0;
    connect(add(tr("Copy message"), QStringLiteral("transcript.copyMessage"), key != 0), &QAction::triggered, this, [this, key] {
        if (m_model && m_model->indexOfKey(key) >= 0)
            copySource(key, &RowSource::plain, {});
    });
    if (m_linkTo) {
        const QString identity = index >= 0 ? m_model->row(index).identity : QString();
        connect(add(tr("Copy link to this message"), QStringLiteral("transcript.copyMessageLink"), !identity.isEmpty()), &QAction::triggered, this,
                [this, identity] { setClipboard(m_linkTo(identity)); });
    }
    if (!hit.link.isEmpty()) {
        connect(add(tr("Copy link address"), QStringLiteral("transcript.copyLink"), true), &QAction::triggered, this,
                [this, link = hit.link] { setClipboard(link); });
    }
    const Under code = event->reason() == QContextMenuEvent::Keyboard ? firstCodeOf(key) : under(event->pos(), &hit);
    addCodeActions(menu, code);
    addSaveActions(menu, key, code);
    addPictureActions(menu, event->reason() == QContextMenuEvent::Keyboard ? firstPictureOf(key) : code);
    menu->addSeparator();
    QAction *all = add(tr("Select all"), QStringLiteral("transcript.selectAll"), true);
    all->setShortcut(QKeySequence::SelectAll);
    all->setShortcutVisibleInContextMenu(true);
    connect(all, &QAction::triggered, this, &TranscriptView::selectAll);
    menu->popup(event->globalPos());
}

} // namespace ui
