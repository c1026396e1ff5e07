#include "store/marks.h"

#include "store/database.h"

#include <QVariant>

namespace store {

namespace {

base::Result<Marks::ById> readMarks(QSqlDatabase &connection, const QString &profile, const QString &resource)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT id, pinned, read_at, read_through FROM mark WHERE profile = ? AND resource = ?"));
    query.addBindValue(profile);
    query.addBindValue(resource);
    if (auto done = execute(query); !done)
        return done.error();
    Marks::ById marks;
    while (query.next()) {
        Mark mark;
        mark.pinned = query.value(1).toBool();
        if (!query.value(2).isNull())
            mark.readAt = QDateTime::fromMSecsSinceEpoch(query.value(2).toLongLong(), Qt::UTC);
        mark.readThrough = query.value(3).toString();
        marks.insert(query.value(0).toString(), mark);
    }
    return marks;
}

base::Outcome writeMark(QSqlDatabase &connection, const QString &profile, const QString &resource, const QString &id, const Mark &mark)
{
    QSqlQuery query(connection);
    if (mark.isEmpty()) {
        query.prepare(QStringLiteral("DELETE FROM mark WHERE profile = ? AND resource = ? AND id = ?"));
    } else {
        query.prepare(QStringLiteral("INSERT INTO mark (profile, resource, id, pinned, read_at, read_through) VALUES (?, ?, ?, ?, ?, ?)"
                                     " ON CONFLICT (profile, resource, id) DO UPDATE SET pinned = excluded.pinned,"
                                     " read_at = excluded.read_at, read_through = excluded.read_through"));
    }
    for (const QString &value : {profile, resource, id})
        query.addBindValue(word(value));
    if (!mark.isEmpty()) {
        query.addBindValue(mark.pinned ? 1 : 0);
        query.addBindValue(mark.readAt.isValid() ? QVariant(mark.readAt.toMSecsSinceEpoch()) : QVariant());
        query.addBindValue(word(mark.readThrough));
    }
    return execute(query);
}

} // namespace

Marks::Marks(Database *database, QObject *parent) : QObject(parent), m_database(database) {}

base::JobOf<Marks::ById> *Marks::load(QObject *owner, const QString &profile, const QString &resource)
{
    // On the writer's thread: what set() was given before is in the answer.
    return m_database->run<ById>(owner, [profile, resource](QSqlDatabase &connection) { return readMarks(connection, profile, resource); });
}

void Marks::set(const QString &profile, const QString &resource, const QString &id, const Mark &mark)
{
    auto *job = m_database->run<base::Done>(this, [=](QSqlDatabase &connection) -> base::Result<base::Done> {
        return writeMark(connection, profile, resource, id, mark);
    });
    job->then(this, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT failed(outcome.error());
    });
    Q_EMIT changed(profile, resource, id, mark);
}

void Marks::removeProfile(const QString &profile)
{
    m_database->post([profile](QSqlDatabase &connection) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM mark WHERE profile = ?"));
        query.addBindValue(profile);
        return execute(query);
    });
}

} // namespace store
