#pragma once

#include "base/record.h"

#include <QObject>

class QMenu;

namespace screens {

class ResourceTable;

//! Pins the rows of a list and marks them read or unread: by its keys, and in the menu of a row.
class RecordMarking final : public QObject
{
    Q_OBJECT
public:
    //! The table's list has marks.
    RecordMarking(ResourceTable *table, QObject *parent);

    //! Puts its entries behind those that open and edit.
    void fillMenu(QMenu *menu, const base::Record &record);

private:
    void togglePinned(const QString &id);
    void toggleUnread(const QString &id);

    ResourceTable *m_table;
};

} // namespace screens
