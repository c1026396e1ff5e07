#include "store/eventlog.h"

#include "store/database.h"
#include "store/eventrows.h"
#include "store/logkeeping.h"
#include "store/logpages.h"
#include "store/schema.h"

#include <QFileInfo>
#include <QMetaMethod>
#include <QVariant>

namespace store {

namespace {

qint64 bytesOnDisk(const QString &file)
{
    qint64 bytes = 0;
    for (const auto *suffix : {"", "-wal"})
        bytes += QFileInfo(file + QLatin1String(suffix)).size();
    return bytes;
}

base::Outcome touch(QSqlDatabase &connection, const LogKey &key, qint64 now)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("UPDATE session SET used = max(used, ?) WHERE profile = ? AND session = ?"));
    query.addBindValue(now);
    query.addBindValue(key.profile);
    query.addBindValue(key.session);
    return execute(query);
}

base::Outcome writeDescription(QSqlDatabase &connection, const LoggedSession &session)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO session (profile, session, tag, title, agent, agent_name, bytes) VALUES (?, ?, ?, ?, ?, ?, 0)"
                                 " ON CONFLICT (profile, session) DO UPDATE SET title = iif(excluded.title = '', title, excluded.title),"
                                 " agent = iif(excluded.agent = '', agent, excluded.agent),"
                                 " agent_name = iif(excluded.agent_name = '', agent_name, excluded.agent_name)"));
    for (const QString &value : {session.profile, session.session, profileTag(session.profile), session.title, session.agentId, session.agentName})
        query.addBindValue(value.isNull() ? QVariant(QLatin1String("")) : QVariant(value));
    return execute(query);
}

base::Result<std::vector<LoggedSession>> readSessions(QSqlDatabase &connection, const QString &profile)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT profile, session, title, agent, agent_name, used FROM session"
                                 " WHERE doomed = 0 AND (? OR profile = ?) AND EXISTS (SELECT 1 FROM line WHERE line.session = session.number)"
                                 " ORDER BY used DESC, number DESC"));
    query.addBindValue(profile.isEmpty());
    query.addBindValue(profile);
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<LoggedSession> sessions;
    while (query.next()) {
        sessions.push_back({query.value(0).toString(), query.value(1).toString(), query.value(2).toString(), query.value(3).toString(),
                            query.value(4).toString(), QDateTime::fromMSecsSinceEpoch(query.value(5).toLongLong(), Qt::UTC)});
    }
    return sessions;
}

base::Result<LogUse> readUse(QSqlDatabase &connection, const QString &file)
{
    LogUse use;
    use.bytes = bytesOnDisk(file);
    const auto inUse = number(connection, "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
    if (!inUse)
        return inUse.error();
    QSqlQuery query(connection);
    if (!query.exec(QStringLiteral("SELECT profile, count(*), total(bytes) FROM session WHERE doomed = 0"
                                   " AND EXISTS (SELECT 1 FROM line WHERE line.session = session.number) GROUP BY profile ORDER BY 3 DESC, 1")))
        return storageError(query);
    double all = 0;
    while (query.next()) {
        use.shares.push_back({query.value(0).toString(), query.value(1).toInt(), query.value(2).toLongLong()});
        all += double(use.shares.back().bytes);
    }
    // What lies around the bodies, the index most of all, grows as they do.
    const double around = all > 0 ? std::max(1.0, double(*inUse) / all) : 1.0;
    for (LogUse::Share &share : use.shares)
        share.bytes = qint64(double(share.bytes) * around);
    return use;
}

qint64 bytesOf(const api::Events &events)
{
    qint64 bytes = 0;
    for (const api::Event &event : events)
        bytes += event.raw.size();
    return bytes;
}

} // namespace

EventLog::EventLog(const QString &file, base::Clock *clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_database(std::make_unique<Database>(file, logSchema())),
      m_keeping(std::make_unique<LogKeeping>(m_database.get(), defaultLimit))
{
    connect(m_database.get(), &Database::failed, this, &EventLog::failed);
    connect(m_database.get(), &Database::movedAside, this, &EventLog::movedAside);
    connect(m_keeping.get(), &LogKeeping::failed, this, &EventLog::failed);
    connect(m_keeping.get(), &LogKeeping::evicted, this, &EventLog::evicted);
}

EventLog::~EventLog() = default;

QString EventLog::file() const
{
    return m_database->file();
}

base::JobOf<Opening> *EventLog::opened(QObject *owner)
{
    return m_database->opened(owner);
}

base::JobOf<Appended> *EventLog::append(QObject *owner, const LogKey &key, const api::Events &events, const std::optional<Advance> &advance)
{
    m_keeping->grown(bytesOf(events));
    auto *job = m_database->run<Appended>(owner, [key, events, advance, now = m_clock->now()](QSqlDatabase &connection) {
        return EventRows(connection, now).append(key, events, advance);
    });
    static const QMetaMethod appended = QMetaMethod::fromSignal(&EventLog::appended);
    if (isSignalConnected(appended)) {
        job->then(this, [this, key, events, advance](const base::Result<Appended> &result) {
            if (result)
                Q_EMIT this->appended(key, events, result->advanced ? advance : std::nullopt);
        });
    }
    return job;
}

base::JobOf<LogHead> *EventLog::newest(QObject *owner, const LogKey &key, int count, const api::EventDecoder &decoder)
{
    m_database->post([key, now = m_clock->now().toMSecsSinceEpoch()](QSqlDatabase &connection) { return touch(connection, key, now); });
    return m_database->read<LogHead>(owner, [=](QSqlDatabase &connection) { return LogPages(connection, key, decoder).newest(count); });
}

base::JobOf<LogPage> *EventLog::before(QObject *owner, const LogKey &key, LogPosition place, int count, const api::EventDecoder &decoder)
{
    return m_database->read<LogPage>(owner, [=](QSqlDatabase &connection) { return LogPages(connection, key, decoder).before(place, count); });
}

base::JobOf<LogPage> *EventLog::after(QObject *owner, const LogKey &key, LogPosition place, int count, const api::EventDecoder &decoder)
{
    return m_database->read<LogPage>(owner, [=](QSqlDatabase &connection) { return LogPages(connection, key, decoder).after(place, count); });
}

base::JobOf<LogPage> *EventLog::around(QObject *owner, const LogKey &key, const QString &identity, int count, const api::EventDecoder &decoder)
{
    return m_database->read<LogPage>(owner, [=](QSqlDatabase &connection) { return LogPages(connection, key, decoder).around(identity, count); });
}

base::JobOf<api::Known> *EventLog::known(QObject *owner, const LogKey &key)
{
    return m_database->read<api::Known>(owner, [key](QSqlDatabase &connection) { return LogPages(connection, key, {}).known(); });
}

void EventLog::describe(const LoggedSession &session)
{
    m_database->post([session](QSqlDatabase &connection) { return writeDescription(connection, session); });
}

base::JobOf<std::vector<LoggedSession>> *EventLog::sessions(QObject *owner, const QString &profile)
{
    return m_database->read<std::vector<LoggedSession>>(owner, [profile](QSqlDatabase &connection) { return readSessions(connection, profile); });
}

void EventLog::hold(QObject *holder, const QString &profile, const QString &session)
{
    m_keeping->hold(holder, {profile, session});
}

void EventLog::setLimit(qint64 bytes)
{
    m_keeping->setLimit(bytes);
}

base::JobOf<qint64> *EventLog::size(QObject *owner)
{
    return m_database->read<qint64>(owner, [file = m_database->file()](QSqlDatabase &) -> base::Result<qint64> { return bytesOnDisk(file); });
}

base::JobOf<LogUse> *EventLog::use(QObject *owner)
{
    return m_database->read<LogUse>(owner, [file = m_database->file()](QSqlDatabase &connection) { return readUse(connection, file); });
}

base::JobOf<base::Done> *EventLog::forgetSession(QObject *owner, const QString &profile, const QString &session)
{
    if (session.isEmpty())
        return base::readyJob<base::Done>(owner, base::Outcome(base::Error::of(base::Error::Kind::Invalid)));
    Q_EMIT forgetting(profile, session);
    return m_keeping->forget(owner, profile, session);
}

base::JobOf<base::Done> *EventLog::forgetProfile(QObject *owner, const QString &profile)
{
    Q_EMIT forgetting(profile, {});
    return m_keeping->forget(owner, profile, {});
}

} // namespace store
