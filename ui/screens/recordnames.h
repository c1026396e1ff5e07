#pragma once

#include <QObject>
#include <QString>

#include <vector>

namespace models {
class ResourceListModel;
class Workspace;
}

namespace screens {

//! What the things are called that sessions refer to (agents, environments …), by id, as far as the workspace's lists have them.
class RecordNames final : public QObject
{
    Q_OBJECT
public:
    //! `workspace` outlives the names. Lists that nobody has read yet are read.
    explicit RecordNames(models::Workspace *workspace, QObject *parent = nullptr);

    //! Foreign text; empty: not known.
    QString nameOf(const QString &id) const;

Q_SIGNALS:
    //! More names are known, or others.
    void changed();

private:
    std::vector<models::ResourceListModel *> m_lists;
};

} // namespace screens
