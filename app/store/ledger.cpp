#include "store/ledger.h"

#include "store/ledgerquery.h"
#include "store/ledgerreading.h"
#include "store/ledgerrows.h"
#include "store/ledgerschema.h"

namespace store {

namespace {

base::Outcome writeDeleted(QSqlDatabase &connection, const QString &server, const QString &session)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("UPDATE session SET deleted = 1 WHERE server = ? AND session = ?"));
    query.addBindValue(ledgerText(server));
    query.addBindValue(ledgerText(session));
    return execute(query);
}

base::Outcome writeProfile(QSqlDatabase &connection, const LedgerSource &source, const QString &name)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO profile (profile, server, name) VALUES (?, ?, ?)"));
    for (const QString &value : {source.profile, source.server, name})
        query.addBindValue(ledgerText(value));
    return execute(query);
}

base::Outcome writeRead(QSqlDatabase &connection, const LedgerLine &line, const QDateTime &updatedAt)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO line (session, thread, read) SELECT number, ?, ? FROM session WHERE server = ? AND session = ?"
                                 " ON CONFLICT (session, thread) DO UPDATE SET read = max(coalesce(read, 0), excluded.read)"));
    query.addBindValue(ledgerText(line.thread));
    query.addBindValue(updatedAt.isValid() ? updatedAt.toMSecsSinceEpoch() : 0);
    query.addBindValue(ledgerText(line.server));
    query.addBindValue(ledgerText(line.session));
    return execute(query);
}

//! Sessions that no profile sees any more go, with everything in them.
base::Outcome removeProfile(QSqlDatabase &connection, const QString &profile)
{
    for (const char *statement : {"DELETE FROM seen WHERE profile = ?", "DELETE FROM profile WHERE profile = ?"}) {
        QSqlQuery query(connection);
        query.prepare(QLatin1String(statement));
        query.addBindValue(profile);
        if (auto done = execute(query); !done)
            return done;
    }
    QSqlQuery others(connection);
    others.prepare(QStringLiteral("UPDATE session SET profile = coalesce((SELECT min(profile) FROM seen WHERE seen.session = session.number), '')"
                                  " WHERE profile = ?"));
    others.addBindValue(profile);
    if (auto done = execute(others); !done)
        return done;
    const QString gone = QStringLiteral(" IN (SELECT number FROM session WHERE profile = '' AND number NOT IN (SELECT session FROM seen))");
    for (const char *table : {"tag", "line", "amount", "total", "tokens", "money", "told", "rest"}) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM %1 WHERE session%2").arg(QLatin1String(table), gone));
        if (auto done = execute(query); !done)
            return done;
    }
    return execute(connection, "DELETE FROM session WHERE profile = '' AND number NOT IN (SELECT session FROM seen)");
}

} // namespace

Ledger::Ledger(const QString &file, base::Clock *clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_database(std::make_unique<Database>(file, ledgerSchema()))
{
    connect(m_database.get(), &Database::failed, this, &Ledger::failed);
}

Ledger::~Ledger() = default;

QString Ledger::serverOf(const QUrl &baseUrl, bool isDemo)
{
    if (isDemo)
        return QStringLiteral("demo");
    QString server = baseUrl.host(QUrl::FullyEncoded).toLower();
    const int usual = baseUrl.scheme() == QLatin1String("http") ? 80 : 443;
    if (baseUrl.port(usual) != usual)
        server += QLatin1Char(':') + QString::number(baseUrl.port());
    QString path = baseUrl.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return server + path;
}

base::JobOf<Opening> *Ledger::opened(QObject *owner)
{
    return m_database->opened(owner);
}

base::JobOf<Entered> *Ledger::enter(QObject *owner, const LedgerLine &line, const std::vector<api::UsageRecord> &records,
                                    const std::optional<Advance> &advance)
{
    auto *job = m_database->run<Entered>(owner, [line, records, advance, now = m_clock->now()](QSqlDatabase &connection) {
        return LedgerRows(connection, now).enter(line, records, advance);
    });
    return tellChanges(job);
}

base::JobOf<Entered> *Ledger::enterSessions(QObject *owner, const LedgerSource &source, const std::vector<api::SessionUsage> &sessions)
{
    auto *job = m_database->run<Entered>(owner, [source, sessions, now = m_clock->now()](QSqlDatabase &connection) {
        return LedgerRows(connection, now).enterSessions(source, sessions);
    });
    return tellChanges(job);
}

base::JobOf<Entered> *Ledger::tellChanges(base::JobOf<Entered> *job)
{
    return job->then(this, [this](const base::Result<Entered> &entered) {
        if (entered && entered->fresh > 0)
            Q_EMIT changed();
    });
}

void Ledger::markDeleted(const QString &server, const QString &session)
{
    m_database->run<base::Done>(this, [server, session](QSqlDatabase &connection) { return writeDeleted(connection, server, session); })
        ->then(this, [this](const base::Outcome &written) {
            if (written)
                Q_EMIT changed();
            else
                Q_EMIT failed(written.error());
        });
}

void Ledger::nameProfile(const LedgerSource &source, const QString &name)
{
    m_database->post([source, name](QSqlDatabase &connection) { return writeProfile(connection, source, name); });
}

base::JobOf<LedgerAnswer> *Ledger::sums(QObject *owner, const LedgerQuestion &question)
{
    return m_database->read<LedgerAnswer>(owner, [question](QSqlDatabase &connection) { return LedgerQuery(connection, question).answer(); });
}

base::JobOf<std::vector<FlaggedUsage>> *Ledger::flagged(QObject *owner, int most)
{
    return m_database->read<std::vector<FlaggedUsage>>(owner, [most](QSqlDatabase &connection) { return LedgerReading(connection).flagged(most); });
}

base::JobOf<std::vector<LedgerEntry>> *Ledger::entries(QObject *owner, const LedgerLine &session, const PriceTable &prices, int most)
{
    return m_database->read<std::vector<LedgerEntry>>(owner, [session, prices, most](QSqlDatabase &connection) {
        return LedgerReading(connection).entries(session, prices, most);
    });
}

base::JobOf<std::vector<UnreadSession>> *Ledger::unread(QObject *owner, const LedgerSource &source)
{
    return m_database->read<std::vector<UnreadSession>>(owner, [source](QSqlDatabase &connection) { return LedgerReading(connection).unread(source); });
}

base::JobOf<api::Known> *Ledger::readThrough(QObject *owner, const LedgerLine &line)
{
    return m_database->read<api::Known>(owner, [line](QSqlDatabase &connection) { return LedgerReading(connection).readThrough(line); });
}

void Ledger::markRead(const LedgerLine &line, const QDateTime &updatedAt)
{
    m_database->run<base::Done>(this, [line, updatedAt](QSqlDatabase &connection) { return writeRead(connection, line, updatedAt); })
        ->then(this, [this](const base::Outcome &written) {
            if (!written)
                Q_EMIT failed(written.error());
        });
}

base::JobOf<base::Done> *Ledger::forgetProfile(QObject *owner, const QString &profile)
{
    // What is deleted is overwritten (DatabaseFile); what the WAL still holds of it goes with the merge.
    auto *removal = m_database->maintain(owner, [profile](QSqlDatabase &connection) -> base::Outcome {
        if (auto begun = execute(connection, "BEGIN IMMEDIATE"); !begun)
            return begun;
        if (auto done = removeProfile(connection, profile); !done) {
            (void)execute(connection, "ROLLBACK");
            return done;
        }
        if (auto done = execute(connection, "COMMIT"); !done)
            return done;
        return execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    });
    removal->then(this, [this](const base::Outcome &) { Q_EMIT changed(); });
    return removal;
}

} // namespace store
