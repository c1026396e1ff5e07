#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QString>

namespace store {

//! The way from a path to a usable connection: folder and file for this user alone, checked, moved aside when damaged, never touched when newer.
class DatabaseFile
{
public:
    explicit DatabaseFile(const QString &path) : m_path(path) {}

    //! Opens `connection`, a closed QSQLITE connection of the calling thread. Error kind Storage.
    base::Outcome open(QSqlDatabase &connection);
    //! Where a damaged file was moved to; empty: none was.
    const QString &movedAside() const { return m_movedAside; }
    bool created() const { return m_created; }

private:
    enum class Health { Sound, Damaged };

    base::Outcome prepare();
    base::Result<Health> check(QSqlDatabase &connection) const;
    base::Outcome moveAside();
    base::Outcome configure(QSqlDatabase &connection) const;

    const QString m_path;
    QString m_movedAside;
    bool m_created = false;
};

} // namespace store
