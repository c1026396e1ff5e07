#include "store/schema.h"

#include <QSqlError>
#include <QVariant>

namespace store {

namespace {

constexpr QLatin1String codeBefore(" (SQLite ");

base::Error storageError(const QSqlError &error)
{
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return base::Error::of(base::Error::Kind::Storage, words + codeBefore + error.nativeErrorCode() + QLatin1Char(')'));
}

base::Outcome runStep(QSqlDatabase &connection, const std::vector<const char *> &statements, int version)
{
    if (auto begun = execute(connection, "BEGIN IMMEDIATE"); !begun)
        return begun;
    const auto found = number(connection, "PRAGMA user_version");
    if (!found || *found >= version) { // another program has made this step while we waited for the lock
        (void)execute(connection, "ROLLBACK");
        return found ? base::Outcome(base::Done{}) : base::Outcome(found.error());
    }
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

const Schema &workSchema()
{
    static const Schema schema = {{
        {
            "CREATE TABLE draft (profile TEXT NOT NULL, session TEXT NOT NULL, text TEXT NOT NULL, cursor INTEGER NOT NULL,"
            " PRIMARY KEY (profile, session)) WITHOUT ROWID",
            "CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, ref TEXT NOT NULL UNIQUE, run TEXT NOT NULL,"
            " profile TEXT NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, tool_use_id TEXT NOT NULL,"
            " is_error INTEGER NOT NULL, thread_id TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,"
            " after_identity TEXT NOT NULL, error TEXT)",
            "CREATE INDEX outbox_session ON outbox (profile, session, state)",
        },
        {
            "CREATE TABLE draft_of_thread (profile TEXT NOT NULL, session TEXT NOT NULL, thread TEXT NOT NULL, text TEXT NOT NULL,"
            " cursor INTEGER NOT NULL, PRIMARY KEY (profile, session, thread)) WITHOUT ROWID",
            "INSERT INTO draft_of_thread SELECT profile, session, '', text, cursor FROM draft",
            "DROP TABLE draft",
            "ALTER TABLE draft_of_thread RENAME TO draft",
            "CREATE TABLE draft_file (profile TEXT NOT NULL, session TEXT NOT NULL, thread TEXT NOT NULL, place INTEGER NOT NULL,"
            " name TEXT NOT NULL, media_type TEXT NOT NULL, path TEXT NOT NULL, bytes BLOB, PRIMARY KEY (profile, session, thread, place))",
            "CREATE TABLE outbox_file (ref TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
            " media_type TEXT NOT NULL, file_id TEXT NOT NULL, bytes BLOB, PRIMARY KEY (ref, place))",
            "CREATE TABLE mark (profile TEXT NOT NULL, resource TEXT NOT NULL, id TEXT NOT NULL, pinned INTEGER NOT NULL,"
            " read_at INTEGER, read_through TEXT NOT NULL, PRIMARY KEY (profile, resource, id)) WITHOUT ROWID",
        },
        {
            "ALTER TABLE draft_file ADD COLUMN file_id TEXT NOT NULL DEFAULT ''",
        },
    }};
    return schema;
}

const Schema &logSchema()
{
    // `number` begins with the second in which the event happened (EventRows), so that the newest hits of a search come first without being
    // sorted. The index `words` has no copy of the text: what stands in it is text in the form of searchableText(), and tags to filter by.
    static const Schema schema = {
        {
            {
                "CREATE TABLE session (number INTEGER PRIMARY KEY, profile TEXT NOT NULL, session TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',"
                " agent TEXT NOT NULL DEFAULT '', agent_name TEXT NOT NULL DEFAULT '', used INTEGER NOT NULL DEFAULT 0,"
                " tag TEXT NOT NULL, doomed INTEGER NOT NULL DEFAULT 0, UNIQUE (profile, session))",
                "CREATE INDEX session_agent ON session (agent)",
                "CREATE TABLE line (number INTEGER PRIMARY KEY, session INTEGER NOT NULL, thread TEXT NOT NULL, arrivals INTEGER NOT NULL DEFAULT 0,"
                " through_sequence INTEGER, through_at INTEGER, UNIQUE (session, thread))",
                "CREATE TABLE event (number INTEGER PRIMARY KEY, line INTEGER NOT NULL, identity TEXT NOT NULL, place INTEGER NOT NULL,"
                " arrival INTEGER NOT NULL, sequence INTEGER, at INTEGER, kind INTEGER NOT NULL, type TEXT NOT NULL,"
                " cancelled INTEGER NOT NULL DEFAULT 0, packed INTEGER NOT NULL, raw_size INTEGER NOT NULL,"
                " body BLOB NOT NULL)",
                "CREATE UNIQUE INDEX event_identity ON event (line, identity)",
                "CREATE INDEX event_place ON event (line, place, arrival)",
                "CREATE TABLE request (event INTEGER PRIMARY KEY, line INTEGER NOT NULL, input INTEGER, output INTEGER, cache_read INTEGER,"
                " cache_write INTEGER)",
                "CREATE INDEX request_line ON request (line)",
                "CREATE VIRTUAL TABLE words USING fts5(text, tags, content='', tokenize='unicode61 remove_diacritics 2')",
                "CREATE TABLE list (number INTEGER PRIMARY KEY, profile TEXT NOT NULL, list TEXT NOT NULL, at INTEGER NOT NULL,"
                " complete INTEGER NOT NULL, packed INTEGER NOT NULL, records BLOB NOT NULL, UNIQUE (profile, list))",
                "CREATE TABLE duty (name TEXT PRIMARY KEY) WITHOUT ROWID",
            },
            {
                // Of its events' bodies; NULL: not known yet, which LogKeeping sees to after the file was opened.
                "ALTER TABLE session ADD COLUMN bytes INTEGER",
            },
        },
        true,
    };
    return schema;
}

base::Outcome migrate(QSqlDatabase &connection, const Schema &schema)
{
    const auto found = number(connection, "PRAGMA user_version");
    if (!found)
        return found.error();
    for (int version = int(*found); version < schema.version(); ++version) {
        if (auto done = runStep(connection, schema.steps[std::size_t(version)], version + 1); !done)
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

int resultCode(const base::Error &error)
{
    const int begin = int(error.detail.lastIndexOf(codeBefore));
    if (error.kind != base::Error::Kind::Storage || begin < 0)
        return 0;
    const int digits = begin + int(codeBefore.size());
    return error.detail.mid(digits, error.detail.size() - digits - 1).toInt() & 0xff; // extended codes are in the upper bytes
}

bool meansDamage(const base::Error &error)
{
    const int code = resultCode(error);
    return code == 11 || code == 26;
}

bool meansBusy(const base::Error &error)
{
    const int code = resultCode(error);
    return code == 5 || code == 6;
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
    if (query.lastError().isValid()) // it could not be prepared; exec() would only say that values are missing
        return storageError(query);
    if (!query.exec())
        return storageError(query);
    return base::Done{};
}

QVariant word(const QString &text)
{
    return text.isNull() ? QVariant(QLatin1String("")) : QVariant(text);
}

base::Result<qint64> number(QSqlDatabase &connection, const char *statement)
{
    QSqlQuery query(connection);
    if (!query.exec(QLatin1String(statement)) || !query.next())
        return storageError(query);
    return query.value(0).toLongLong();
}

} // namespace store
