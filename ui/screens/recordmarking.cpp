#include "ui/screens/recordmarking.h"

#include "models/recordmarks.h"
#include "models/resourcelistmodel.h"
#include "ui/screens/resourcetable.h"
#include "ui/theme/icons.h"

#include <QMenu>

#include <algorithm>

namespace screens {

RecordMarking::RecordMarking(ResourceTable *table, QObject *parent) : QObject(parent), m_table(table)
{
    connect(table, &ResourceTable::pinRequested, this, &RecordMarking::togglePinned);
    connect(table, &ResourceTable::unreadRequested, this, &RecordMarking::toggleUnread);
}

void RecordMarking::fillMenu(QMenu *menu, const base::Record &record)
{
    const QString id = record.id();
    const models::RecordMarks *marks = m_table->list()->marks();
    const bool pinned = marks->isPinned(id);
    const bool unread = marks->isUnread(record);
    auto *pin = new QAction(theme::icon(QStringLiteral("pin")), pinned ? tr("Unpin") : tr("Pin"), menu);
    pin->setObjectName(QStringLiteral("record.pin"));
    pin->setShortcut(Qt::Key_P);
    auto *read = new QAction(theme::icon(unread ? QStringLiteral("check-check") : QStringLiteral("circle-dot")),
                             unread ? tr("Mark as read") : tr("Mark as unread"), menu);
    read->setObjectName(QStringLiteral("record.unread"));
    read->setShortcut(Qt::Key_U);
    read->setEnabled(marks->newsAt(record).isValid());
    for (QAction *action : {pin, read})
        action->setShortcutVisibleInContextMenu(true);
    const QList<QAction *> entries = menu->actions();
    const auto separator = std::find_if(entries.begin(), entries.end(), [](const QAction *action) { return action->isSeparator(); });
    menu->insertActions(separator == entries.end() ? nullptr : *separator, {pin, read});
    connect(pin, &QAction::triggered, this, [this, id] { togglePinned(id); });
    connect(read, &QAction::triggered, this, [this, id] { toggleUnread(id); });
}

void RecordMarking::togglePinned(const QString &id)
{
    models::RecordMarks *marks = m_table->list()->marks();
    marks->setPinned(id, !marks->isPinned(id));
}

void RecordMarking::toggleUnread(const QString &id)
{
    const base::Record *found = m_table->list()->record(id);
    if (!found)
        return;
    models::RecordMarks *marks = m_table->list()->marks();
    const base::Record record = *found;
    if (marks->isUnread(record))
        marks->setRead(record);
    else
        marks->setUnread(record);
}

} // namespace screens
