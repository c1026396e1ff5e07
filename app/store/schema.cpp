#include "store/schema.h"

#include <QSqlError>
#include <QVariant>

#include <vector>

namespace store {

namespace {

//! One step a version. Steps are never changed once released: a new version adds one.
const std::vector<std::vector<const char *>> &steps()
{
    static const std::vector<std::vector<const char *>> all = {
        {
            "CREATE TABLE draft (profile TEXT NOT NULL, session TEXT NOT NULL, text TEXT NOT NULL, cursor INTEGER NOT NULL,"
            " PRIMARY KEY (profile, session)) WITHOUT ROWID",
            "CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, ref TEXT NOT NULL UNIQUE, run TEXT NOT NULL,"
            " profile TEXT NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, tool_use_id TEXT NOT NULL,"
            " is_error INTEGER NOT NULL, thread_id TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,"
            " after_identity TEXT NOT NULL, error TEXT)",
            "CREATE INDEX outbox_session ON outbox (profile, session, state)",
        },
    };
    return all;
}

base::Error storageError(const QSqlError &error)
{
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return base::Error::of(base::Error::Kind::Storage, QStringLiteral("%1 (SQLite %2)").arg(words, error.nativeErrorCode()));
}

base::Outcome runStep(QSqlDatabase &connection, const std::vector<const char *> &statements, int version)
{
    if (auto begun = execute(connection, "BEGIN IMMEDIATE"); !begun)
        return begun;
    for (const char *statement : statements) {
        if (auto done = execute(connection, statement); !done) {
            (void)execute(connection, "ROLLBACK");
            return done;
        }
    }
    const QByteArray mark = "PRAGMA user_version = " + QByteArray::number(version);
    if (auto marked = execute(connection, mark.constData()); !marked) {
        (void)execute(connection, "ROLLBACK");
        return marked;
    }
    return execute(connection, "COMMIT");
}

} // namespace

int schemaVersion()
{
    return int(steps().size());
}

base::Outcome migrate(QSqlDatabase &connection)
{
    QSqlQuery query(connection);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return storageError(query);
    const int found = query.value(0).toInt();
    query.finish();
    for (int version = found; version < schemaVersion(); ++version) {
        if (auto done = runStep(connection, steps()[std::size_t(version)], version + 1); !done)
            return done;
    }
    return base::Done{};
}

base::Error storageError(const QSqlDatabase &connection)
{
    return storageError(connection.lastError());
}

base::Error storageError(const QSqlQuery &query)
{
    return storageError(query.lastError());
}

base::Outcome execute(QSqlDatabase &connection, const char *statement)
{
    QSqlQuery query(connection);
    if (!query.exec(QLatin1String(statement)))
        return storageError(query);
    return base::Done{};
}

base::Outcome execute(QSqlQuery &query)
{
    if (!query.exec())
        return storageError(query);
    return base::Done{};
}

} // namespace store
