#include "demo/tables.h"

#include <QSqlError>
#include <QVariant>

namespace demo {

namespace {

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

QVariant optionalMs(const std::optional<qint64> &ms)
{
    return ms ? QVariant(*ms) : QVariant(QMetaType(QMetaType::LongLong));
}

std::optional<qint64> optionalMs(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional<qint64>(value.toLongLong());
}

Json parsed(const QVariant &value)
{
    auto json = base::parseJson(value.toByteArray());
    return json ? std::move(json).value() : Json::object();
}

const QString rowColumns =
    QStringLiteral("kind, id, parent, number, created, archived, status, agent, name, version, body, inner");

Row rowOf(const QSqlQuery &query)
{
    Row row;
    row.kind = query.value(0).toString().toStdString();
    row.id = query.value(1).toString().toStdString();
    row.parent = query.value(2).toString().toStdString();
    row.order = query.value(3).toLongLong();
    row.created = query.value(4).toLongLong();
    row.archived = optionalMs(query.value(5));
    row.status = query.value(6).toString().toStdString();
    row.agent = query.value(7).toString().toStdString();
    row.name = query.value(8).toString().toStdString();
    row.version = query.value(9).toInt();
    row.body = parsed(query.value(10));
    row.inner = parsed(query.value(11));
    return row;
}

//! `values` in the order of rowColumns without kind, id and number.
void bindRow(QSqlQuery &query, const Row &row)
{
    query.addBindValue(text(row.parent));
    query.addBindValue(row.created);
    query.addBindValue(optionalMs(row.archived));
    query.addBindValue(text(row.status));
    query.addBindValue(text(row.agent));
    query.addBindValue(text(row.name));
    query.addBindValue(row.version);
    query.addBindValue(base::dumpJson(row.body));
    query.addBindValue(base::dumpJson(row.inner));
}

} // namespace

bool Tables::create()
{
    static const char *const statements[] = {
        "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
        ("CREATE TABLE IF NOT EXISTS records (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL, "
        "parent TEXT, created INTEGER NOT NULL, archived INTEGER, status TEXT, agent TEXT, name TEXT, version INTEGER, "
        "body BLOB NOT NULL, inner BLOB NOT NULL)"),
        "CREATE INDEX IF NOT EXISTS records_by_time ON records (kind, created, number)",
        "CREATE TABLE IF NOT EXISTS versions (id TEXT, version INTEGER, body BLOB NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID",
        // `place` is `processed`, or the end for events that were not taken up: one index serves every list.
        ("CREATE TABLE IF NOT EXISTS events (session TEXT, seq INTEGER, id TEXT NOT NULL, type TEXT NOT NULL, processed INTEGER, "
        "place INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (session, seq)) WITHOUT ROWID"),
        "CREATE INDEX IF NOT EXISTS events_by_id ON events (session, id)",
        "CREATE INDEX IF NOT EXISTS events_by_place ON events (session, place, seq)",
    };
    for (const char *statement : statements)
        run(query(QString::fromLatin1(statement)));
    return ok();
}

QString Tables::takeError()
{
    return std::exchange(m_error, {});
}

QSqlQuery &Tables::query(const QString &sql)
{
    auto found = m_queries.find(sql);
    if (found == m_queries.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql) && m_error.isEmpty())
            m_error = query.lastError().text();
        found = m_queries.emplace(sql, std::move(query)).first;
    }
    return found->second;
}

bool Tables::run(QSqlQuery &query)
{
    if (query.exec())
        return true;
    if (m_error.isEmpty())
        m_error = query.lastError().text();
    return false;
}

std::string Tables::meta(const char *key)
{
    QSqlQuery &q = query(QStringLiteral("SELECT value FROM meta WHERE key = ?"));
    q.addBindValue(QString::fromLatin1(key));
    const std::string value = run(q) && q.next() ? q.value(0).toString().toStdString() : std::string();
    q.finish();
    return value;
}

void Tables::setMeta(const char *key, const std::string &value)
{
    QSqlQuery &q = query(QStringLiteral("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"));
    q.addBindValue(QString::fromLatin1(key));
    q.addBindValue(text(value));
    run(q);
}

std::optional<Row> Tables::find(std::string_view kind, const std::string &id)
{
    QSqlQuery &q = query(QStringLiteral("SELECT %1 FROM records WHERE id = ? AND kind = ?").arg(rowColumns));
    q.addBindValue(text(id));
    q.addBindValue(text(kind));
    std::optional<Row> row;
    if (run(q) && q.next())
        row = rowOf(q);
    q.finish();
    return row;
}

std::optional<Row> Tables::findByName(std::string_view kind, const std::string &name)
{
    QSqlQuery &q = query(QStringLiteral("SELECT %1 FROM records WHERE name = ? AND kind = ?").arg(rowColumns));
    q.addBindValue(text(name));
    q.addBindValue(text(kind));
    std::optional<Row> row;
    if (run(q) && q.next())
        row = rowOf(q);
    q.finish();
    return row;
}

std::vector<Row> Tables::select(const Selection &selection)
{
    QString where = QStringLiteral("kind = ?");
    QVariantList values{text(selection.kind)};
    const auto require = [&](const QString &condition, const QVariant &value) {
        where += QStringLiteral(" AND ") + condition;
        values << value;
    };
    if (!selection.parent.empty())
        require(QStringLiteral("parent = ?"), text(selection.parent));
    if (!selection.agent.empty())
        require(QStringLiteral("agent = ?"), text(selection.agent));
    if (selection.version)
        require(QStringLiteral("version = ?"), *selection.version);
    if (!selection.text.empty())
        require(QStringLiteral("instr(lower(name), lower(?)) > 0"), text(selection.text));
    if (!selection.statuses.empty()) {
        where += QStringLiteral(" AND status IN (?") + QStringLiteral(", ?").repeated(int(selection.statuses.size()) - 1) + QLatin1Char(')');
        for (const std::string &status : selection.statuses)
            values << text(status);
    }
    if (selection.archived != Selection::Archived::Any)
        where += selection.archived == Selection::Archived::Yes ? QStringLiteral(" AND archived IS NOT NULL")
                                                                : QStringLiteral(" AND archived IS NULL");
    for (const auto &bound : selection.created)
        require(QStringLiteral("created %1 ?").arg(text(bound.op)), bound.ms);
    const QString way = selection.ascending ? QStringLiteral("ASC") : QStringLiteral("DESC");
    if (selection.after) {
        require(QStringLiteral("(created, number) %1 (?, ?)").arg(selection.ascending ? QLatin1Char('>') : QLatin1Char('<')),
                selection.after->created);
        values << selection.after->order;
    }
    values << selection.limit;
    QSqlQuery &q = query(QStringLiteral("SELECT %1 FROM records WHERE %2 ORDER BY created %3, number %3 LIMIT ?").arg(rowColumns, where, way));
    for (const QVariant &value : std::as_const(values))
        q.addBindValue(value);
    std::vector<Row> rows;
    if (run(q)) {
        while (q.next())
            rows.push_back(rowOf(q));
    }
    q.finish();
    return rows;
}

void Tables::insert(const Row &row)
{
    QSqlQuery &q = query(QStringLiteral("INSERT INTO records (kind, id, parent, created, archived, status, agent, name, version, body, inner) "
                                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    q.addBindValue(text(row.kind));
    q.addBindValue(text(row.id));
    bindRow(q, row);
    run(q);
}

void Tables::update(const Row &row)
{
    QSqlQuery &q = query(QStringLiteral("UPDATE records SET parent = ?, created = ?, archived = ?, status = ?, agent = ?, name = ?, "
                                        "version = ?, body = ?, inner = ? WHERE id = ?"));
    bindRow(q, row);
    q.addBindValue(text(row.id));
    run(q);
}

void Tables::remove(const std::string &id)
{
    static const char *const statements[] = {
        "DELETE FROM events WHERE session = ?",
        "DELETE FROM events WHERE session IN (SELECT id FROM records WHERE parent = ?)",
        "DELETE FROM versions WHERE id = ?",
        "DELETE FROM records WHERE parent = ?",
        "DELETE FROM records WHERE id = ?",
    };
    for (const char *statement : statements) {
        QSqlQuery &q = query(QString::fromLatin1(statement));
        q.addBindValue(text(id));
        run(q);
    }
}

void Tables::putVersion(const std::string &id, int version, const Json &body)
{
    QSqlQuery &q = query(QStringLiteral("INSERT OR REPLACE INTO versions (id, version, body) VALUES (?, ?, ?)"));
    q.addBindValue(text(id));
    q.addBindValue(version);
    q.addBindValue(base::dumpJson(body));
    run(q);
}

std::optional<Json> Tables::version(const std::string &id, int version)
{
    QSqlQuery &q = query(QStringLiteral("SELECT body FROM versions WHERE id = ? AND version = ?"));
    q.addBindValue(text(id));
    q.addBindValue(version);
    std::optional<Json> body;
    if (run(q) && q.next())
        body = parsed(q.value(0));
    q.finish();
    return body;
}

std::vector<Json> Tables::versions(const std::string &id)
{
    QSqlQuery &q = query(QStringLiteral("SELECT body FROM versions WHERE id = ? ORDER BY version"));
    q.addBindValue(text(id));
    std::vector<Json> bodies;
    if (run(q)) {
        while (q.next())
            bodies.push_back(parsed(q.value(0)));
    }
    q.finish();
    return bodies;
}

} // namespace demo
