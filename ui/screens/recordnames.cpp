#include "ui/screens/recordnames.h"

#include "models/resourcelistmodel.h"
#include "models/workspace.h"

#include <algorithm>

namespace screens {

using models::ResourceListModel;

RecordNames::RecordNames(models::Workspace *workspace, QObject *parent) : QObject(parent)
{
    const api::ResourceDescriptor *sessions = workspace->conversations();
    if (!sessions)
        return;
    for (const api::FieldDescriptor &field : sessions->fields) {
        ResourceListModel *list = field.kind == api::FieldKind::Reference ? workspace->list(field.refersTo) : nullptr;
        if (!list || std::find(m_lists.begin(), m_lists.end(), list) != m_lists.end())
            continue;
        m_lists.push_back(list);
        connect(list, &ResourceListModel::stateChanged, this, &RecordNames::changed);
        if (list->state() == ResourceListModel::State::Idle)
            list->refresh();
    }
}

QString RecordNames::nameOf(const QString &id) const
{
    for (const ResourceListModel *list : m_lists) {
        for (int row = 0; row < list->rowCount(); ++row) {
            const QModelIndex index = list->index(row, 0);
            if (index.data(ResourceListModel::IdRole).toString() == id)
                return index.data(ResourceListModel::TitleRole).toString();
        }
    }
    return {};
}

} // namespace screens
