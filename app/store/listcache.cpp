#include "store/listcache.h"

#include "store/database.h"
#include "store/eventlog.h"
#include "store/packing.h"

#include <QVariant>

namespace store {

namespace {

using Loaded = std::optional<KnownList>;

base::Result<Loaded> readList(QSqlDatabase &connection, const QString &profile, const QString &list)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT at, complete, packed, records FROM list WHERE profile = ? AND list = ?"));
    query.addBindValue(profile);
    query.addBindValue(list);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return Loaded();
    const auto json = base::parseJson(unpack(query.value(3).toByteArray(), query.value(2).toBool()));
    if (!json || !json->is_array())
        return Loaded(); // as if it had never been kept: it comes again from the server
    KnownList known;
    known.at = QDateTime::fromMSecsSinceEpoch(query.value(0).toLongLong(), Qt::UTC);
    known.complete = query.value(1).toBool();
    known.records.reserve(json->size());
    for (const base::Json &record : *json)
        known.records.emplace_back(record);
    return Loaded(std::move(known));
}

base::Outcome writeList(QSqlDatabase &connection, const QString &profile, const QString &list, const KnownList &content)
{
    const std::size_t count = std::min(content.records.size(), std::size_t(ListCache::maxRecords));
    QByteArray json = "[";
    for (std::size_t i = 0; i < count; ++i)
        json += (i == 0 ? QByteArray() : QByteArray(",")) + base::dumpJson(content.records[i].json());
    const Packed packed = pack(json + ']');
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO list (profile, list, at, complete, packed, records) VALUES (?, ?, ?, ?, ?, ?)"
                                 " ON CONFLICT (profile, list) DO UPDATE SET at = excluded.at, complete = excluded.complete,"
                                 " packed = excluded.packed, records = excluded.records"));
    query.addBindValue(profile);
    query.addBindValue(list);
    query.addBindValue(content.at.toMSecsSinceEpoch());
    query.addBindValue(content.complete && count == content.records.size());
    query.addBindValue(packed.isPacked);
    query.addBindValue(packed.bytes);
    return execute(query);
}

} // namespace

ListCache::ListCache(EventLog *log, QObject *parent) : QObject(parent), m_log(log) {}

base::JobOf<Loaded> *ListCache::load(QObject *owner, const QString &profile, const QString &list)
{
    return m_log->database()->read<Loaded>(owner, [profile, list](QSqlDatabase &connection) { return readList(connection, profile, list); });
}

void ListCache::keep(const QString &profile, const QString &list, const KnownList &content)
{
    m_log->database()->post([profile, list, content](QSqlDatabase &connection) { return writeList(connection, profile, list, content); });
}

void ListCache::forget(const QString &profile, const QString &list)
{
    m_log->database()->post([profile, list](QSqlDatabase &connection) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM list WHERE profile = ? AND list = ?"));
        query.addBindValue(profile);
        query.addBindValue(list);
        return execute(query);
    });
}

} // namespace store
