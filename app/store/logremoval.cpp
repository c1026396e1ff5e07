#include "store/logremoval.h"

#include "store/databasefile.h"
#include "store/eventrows.h"
#include "store/packing.h"
#include "store/schema.h"

#include <QVariant>

namespace store {

namespace {

constexpr int rowsInASlice = 500;
constexpr int pagesInASlice = 500;
constexpr int sessionsInASlice = 50;
constexpr int eventsOfASample = 20;

base::Outcome executeWith(QSqlDatabase &connection, const QString &statement, const QVariantList &values)
{
    QSqlQuery query(connection);
    query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    return execute(query);
}

//! Nothing of its name, title or agent stays; what it takes to take its words out of the index does.
base::Outcome doomSession(QSqlDatabase &connection, qint64 session)
{
    return executeWith(connection,
                       QStringLiteral("UPDATE session SET doomed = 1, profile = '', session = 'doomed ' || number, title = '', agent = '',"
                                      " agent_name = '' WHERE number = ?"),
                       {session});
}

base::Result<std::vector<qint64>> sessionsOf(QSqlDatabase &connection, const QString &profile, const QString &session)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT number FROM session WHERE profile = ? AND doomed = 0 AND (? OR session = ?)"));
    query.addBindValue(profile);
    query.addBindValue(session.isEmpty());
    query.addBindValue(session);
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<qint64> numbers;
    while (query.next())
        numbers.push_back(query.value(0).toLongLong());
    return numbers;
}

base::Outcome removeEvent(QSqlDatabase &connection, const QSqlQuery &row, qint64 session, const QString &tag)
{
    const qint64 number = row.value(0).toLongLong();
    const int packed = row.value(2).toInt();
    const QByteArray text = unpackBody(row.value(4).toByteArray(), packed, row.value(3).toLongLong()).text;
    if (!text.isEmpty()) {
        const TextKind kind = TextKind(row.value(1).toInt());
        if (auto done = removeWords(connection, number, tagsOf(tag, session, kind), indexedText(text, packed)); !done)
            return done;
    }
    if (auto done = executeWith(connection, QStringLiteral("DELETE FROM request WHERE event = ?"), {number}); !done)
        return done;
    return executeWith(connection, QStringLiteral("DELETE FROM event WHERE number = ?"), {number});
}

//! Whether the session has none left.
base::Result<bool> removeEvents(QSqlDatabase &connection, qint64 session, const QString &tag)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT event.number, kind, packed, raw_size, body FROM line JOIN event ON event.line = line.number"
                                 " WHERE line.session = ? LIMIT ?"));
    query.addBindValue(session);
    query.addBindValue(rowsInASlice);
    if (auto done = execute(query); !done)
        return done.error();
    int rows = 0;
    while (query.next()) {
        ++rows;
        if (auto done = removeEvent(connection, query, session, tag); !done)
            return done.error();
    }
    return rows < rowsInASlice;
}

base::Result<qint64> usedBytes(QSqlDatabase &connection)
{
    return number(connection, "SELECT (page_count - freelist_count) * page_size"
                              " FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
}

} // namespace

base::Outcome doom(QSqlDatabase &connection, const QString &profile, const QString &session)
{
    const auto sessions = sessionsOf(connection, profile, session);
    if (!sessions)
        return sessions.error();
    for (const qint64 number : *sessions) {
        if (auto done = doomSession(connection, number); !done)
            return done;
    }
    // Lists are copies, and any of them may name the session.
    if (auto done = executeWith(connection, QStringLiteral("DELETE FROM list WHERE profile = ?"), {profile}); !done)
        return done;
    return execute(connection, "INSERT OR REPLACE INTO duty (name) VALUES ('scrub')");
}

base::Result<int> doomOldest(QSqlDatabase &connection, qint64 limit, const std::vector<QPair<QString, QString>> &held)
{
    const auto used = usedBytes(connection);
    if (!used || *used <= limit)
        return used ? base::Result<int>(0) : base::Result<int>(used.error());
    const auto all = number(connection, "SELECT total(ifnull(bytes, (SELECT 500 * total(arrivals) FROM line WHERE session = session.number))) FROM session");
    if (!all)
        return all.error();
    // Some room is made at once, so that not every reply evicts. How much a session takes with its part of the index is told by its share.
    const double excess = double(*used) - double(limit) * 0.9;
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT session.number, profile, session.session, "
                                 " ifnull(bytes, (SELECT 500 * total(arrivals) FROM line WHERE session = session.number))"
                                 " FROM session WHERE doomed = 0 ORDER BY used, session.number"));
    if (auto done = execute(query); !done)
        return done.error();
    double gone = 0;
    std::vector<qint64> victims;
    while (gone < excess && query.next()) {
        if (std::find(held.begin(), held.end(), QPair<QString, QString>(query.value(1).toString(), query.value(2).toString())) != held.end())
            continue;
        victims.push_back(query.value(0).toLongLong());
        gone += double(*used) * query.value(3).toDouble() / std::max<double>(1, double(*all));
    }
    query.finish();
    for (const qint64 session : victims) {
        if (auto done = doomSession(connection, session); !done)
            return done.error();
    }
    return int(victims.size());
}

base::Result<bool> removeDoomed(QSqlDatabase &connection)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT number, tag FROM session WHERE doomed = 1 LIMIT 1"));
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return false;
    const qint64 session = query.value(0).toLongLong();
    const QString tag = query.value(1).toString();
    query.finish();
    const auto empty = removeEvents(connection, session, tag);
    if (!empty || !*empty)
        return empty ? base::Result<bool>(true) : empty;
    for (const auto &statement : {QStringLiteral("DELETE FROM line WHERE session = ?"), QStringLiteral("DELETE FROM session WHERE number = ?")}) {
        if (auto done = executeWith(connection, statement, {session}); !done)
            return done.error();
    }
    return true;
}

base::Result<bool> estimateBytes(QSqlDatabase &connection)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("UPDATE session SET bytes = CAST((SELECT total(arrivals * (SELECT ifnull(avg(length(body)), 0) FROM"
                                 " (SELECT body FROM event WHERE event.line = line.number ORDER BY place DESC, arrival DESC LIMIT %1)))"
                                 " FROM line WHERE line.session = session.number) AS INTEGER)"
                                 " WHERE number IN (SELECT number FROM session WHERE bytes IS NULL AND doomed = 0 LIMIT %2)")
                      .arg(eventsOfASample)
                      .arg(sessionsInASlice));
    if (auto done = execute(query); !done)
        return done.error();
    return query.numRowsAffected() > 0;
}

base::Result<bool> mustScrub(QSqlDatabase &connection)
{
    // Much of the file is empty when a limit was set lower. What room the usual eviction makes is soon used again.
    const auto count = number(connection, "SELECT (SELECT count(*) FROM duty WHERE name = 'scrub') + (SELECT freelist_count * 4 > page_count AND"
                                          " freelist_count * page_size > 16777216 FROM pragma_page_count, pragma_freelist_count, pragma_page_size)");
    return count ? base::Result<bool>(*count > 0) : base::Result<bool>(count.error());
}

base::Result<bool> mergeIndex(QSqlDatabase &connection)
{
    const auto before = number(connection, "SELECT total_changes()");
    if (!before)
        return before.error();
    // A negative number makes one segment of all in the end, as 'optimize' does, but stops after so many pages.
    if (auto done = executeWith(connection, QStringLiteral("INSERT INTO words (words, rank) VALUES ('merge', ?)"), {-pagesInASlice}); !done)
        return done.error();
    const auto after = number(connection, "SELECT total_changes()");
    if (!after)
        return after.error();
    return *after - *before >= 2; // fewer: there was nothing left to merge (SQLite's documentation of FTS5)
}

base::Outcome scrubFiles(QSqlDatabase &connection, const QString &file)
{
    const auto forgotten = number(connection, "SELECT count(*) FROM duty WHERE name = 'scrub'");
    if (!forgotten)
        return forgotten.error();
    // In case the last slices left two segments where one would do: cheap then.
    for (const char *statement : {"INSERT INTO words (words) VALUES ('optimize')", "VACUUM"}) {
        if (auto done = execute(connection, statement); !done)
            return done;
    }
    const auto busy = number(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (!busy)
        return busy.error();
    if (*busy != 0)
        return base::Error::of(base::Error::Kind::Storage, QStringLiteral("another program is reading the event log"));
    if (*forgotten == 0)
        return base::Done{};
    if (auto removed = DatabaseFile::removeAside(file); !removed)
        return removed;
    return execute(connection, "DELETE FROM duty WHERE name = 'scrub'");
}

} // namespace store
