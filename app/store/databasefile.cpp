#include "store/databasefile.h"

#include "store/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlQuery>
#include <QVariant>

namespace store {

namespace {

constexpr auto fileForUs = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto folderForUs = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

constexpr int patience = 10'000; // ms; longer than a file is looked through and its tables are made

base::Error storage(const QString &detail)
{
    return base::Error::of(base::Error::Kind::Storage, detail);
}

} // namespace

base::Outcome DatabaseFile::open(QSqlDatabase &connection)
{
    if (auto ready = prepareFolder(); !ready)
        return ready;
    // Programs that start at the same moment come one after the other: what the first moves aside or makes, the next finds done. Where no
    // lock file can be (a folder that may not be written, a full disk), SQLite's own locks have to do.
    QLockFile turn(m_path + QStringLiteral(".opening"));
    (void)turn.tryLock(patience);
    if (auto ready = prepare(); !ready)
        return ready;
    connection.setDatabaseName(m_path);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!connection.open())
        return storageError(connection);
    auto health = check(connection);
    if (!health)
        return health.error();
    if (*health == Health::Damaged) {
        connection.close();
        return beginAnew(connection);
    }
    const base::Outcome done = configure(connection);
    if (done || !m_schema.onlyACopy || !meansDamage(done.error()))
        return done;
    connection.close();
    return beginAnew(connection);
}

base::Outcome DatabaseFile::replace(QSqlDatabase &connection)
{
    QLockFile turn(m_path + QStringLiteral(".opening"));
    (void)turn.tryLock(patience);
    return beginAnew(connection);
}

base::Outcome DatabaseFile::beginAnew(QSqlDatabase &connection)
{
    if (auto moved = moveAside(); !moved)
        return moved;
    if (auto ready = prepare(); !ready)
        return ready;
    if (!connection.open())
        return storageError(connection);
    return configure(connection);
}

base::Outcome DatabaseFile::prepareFolder() const
{
    const QDir folder = QFileInfo(m_path).absoluteDir();
    if (folder.exists())
        return base::Done{};
    if (!QDir().mkpath(folder.absolutePath()))
        return storage(cannotCreate + QStringLiteral("the folder %1").arg(folder.absolutePath()));
    QFile::setPermissions(folder.absolutePath(), folderForUs);
    return base::Done{};
}

base::Outcome DatabaseFile::prepare()
{
    QFile file(m_path);
    if (!file.exists()) {
        // Before SQLite does it: SQLite gives its -wal and -shm files the permissions of this one.
        m_created = file.open(QIODevice::ReadWrite | QIODevice::NewOnly, fileForUs);
        if (m_created)
            return base::Done{};
        if (!file.exists()) // else another program was quicker
            return storage(cannotCreate + QStringLiteral("%1: %2").arg(m_path, file.errorString()));
    }
    if (!file.open(QIODevice::ReadWrite))
        return storage(cannotWrite + QStringLiteral("%1: %2").arg(m_path, file.errorString()));
    if (file.permissions() & ~(fileForUs | QFileDevice::ReadUser | QFileDevice::WriteUser))
        file.setPermissions(fileForUs);
    return base::Done{};
}

base::Result<DatabaseFile::Health> DatabaseFile::check(QSqlDatabase &connection) const
{
    QSqlQuery query(connection);
    // A copy may be large, and reading all of it before anything is shown takes too long: damage is met when it is used.
    const QString look = m_schema.onlyACopy ? QStringLiteral("SELECT 'ok' FROM (SELECT count(*) FROM sqlite_master)")
                                            : QStringLiteral("PRAGMA quick_check(1)");
    if (!query.exec(look) || !query.next()) {
        const base::Error error = storageError(query);
        if (meansDamage(error))
            return Health::Damaged;
        return error;
    }
    const bool sound = query.value(0).toString() == QLatin1String("ok");
    return sound ? Health::Sound : Health::Damaged;
}

base::Outcome DatabaseFile::moveAside()
{
    if (m_schema.onlyACopy)
        (void)removeAside(m_path); // one is enough to look at, and they may be large
    QString target;
    for (int number = 1; target.isEmpty(); ++number) {
        const QString candidate = QStringLiteral("%1.damaged-%2").arg(m_path).arg(number);
        if (!QFile::exists(candidate))
            target = candidate;
    }
    if (!QFile::rename(m_path, target))
        return storage(QStringLiteral("%1 is damaged and cannot be moved aside").arg(m_path));
    for (const auto *suffix : {"-wal", "-shm"}) {
        const QString companion = m_path + QLatin1String(suffix);
        if (QFile::exists(companion) && !QFile::rename(companion, target + QLatin1String(suffix)))
            return storage(QStringLiteral("%1 is damaged and cannot be moved aside").arg(companion));
    }
    m_movedAside = target;
    return base::Done{};
}

base::Outcome DatabaseFile::removeAside(const QString &path)
{
    const QFileInfo file(path);
    QDir folder = file.absoluteDir();
    const QStringList aside = folder.entryList({file.fileName() + QStringLiteral(".damaged-*")}, QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &name : aside) {
        if (!folder.remove(name))
            return storage(QStringLiteral("cannot remove %1").arg(folder.filePath(name)));
    }
    return base::Done{};
}

base::Outcome DatabaseFile::configure(QSqlDatabase &connection) const
{
    QSqlQuery query(connection);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return storageError(query);
    const int found = query.value(0).toInt();
    query.finish();
    if (found > m_schema.version()) {
        return storage(m_path + writtenByANewer + QStringLiteral(" (schema %1, known up to %2)").arg(found).arg(m_schema.version()));
    }
    if (!query.exec(QStringLiteral("PRAGMA journal_mode = WAL")) || !query.next())
        return storageError(query);
    query.finish();
    for (const char *statement : {"PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON"}) {
        if (auto done = execute(connection, statement); !done)
            return done;
    }
    return migrate(connection, m_schema);
}

} // namespace store
