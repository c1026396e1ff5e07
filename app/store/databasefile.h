#pragma once

#include "base/result.h"
#include "store/schema.h"

#include <QSqlDatabase>
#include <QString>

namespace store {

//! The way from a path to a usable connection: folder and file for this user alone, checked, moved aside when damaged, never touched when newer.
class DatabaseFile
{
public:
    //! How the errors of open() begin, or what they say: troubleOf() knows them by it.
    static constexpr QLatin1String cannotWrite{"cannot write "};
    static constexpr QLatin1String cannotCreate{"cannot create "};
    static constexpr QLatin1String writtenByANewer{" was written by a newer version of this program"};

    //! `schema` must outlive it.
    DatabaseFile(const QString &path, const Schema &schema) : m_path(path), m_schema(schema) {}

    //! Opens `connection`, a closed QSQLITE connection of the calling thread. Error kind Storage.
    base::Outcome open(QSqlDatabase &connection);
    //! Moves the file aside, which was found damaged after it was opened, and opens a new one. `connection` is closed.
    base::Outcome replace(QSqlDatabase &connection);
    //! Where a damaged file was moved to; empty: none was.
    const QString &movedAside() const { return m_movedAside; }
    bool created() const { return m_created; }

    //! Removes every damaged file that was moved aside from `path`.
    static base::Outcome removeAside(const QString &path);

private:
    enum class Health { Sound, Damaged };

    base::Outcome prepareFolder() const;
    base::Outcome prepare();
    base::Outcome beginAnew(QSqlDatabase &connection);
    base::Result<Health> check(QSqlDatabase &connection) const;
    base::Outcome moveAside();
    base::Outcome configure(QSqlDatabase &connection) const;

    const QString m_path;
    const Schema &m_schema;
    QString m_movedAside;
    bool m_created = false;
};

} // namespace store
