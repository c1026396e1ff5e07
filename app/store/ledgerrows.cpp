#include "store/ledgerrows.h"

#include "store/ledgertotals.h"
#include "store/schema.h"

#include <QVariant>

namespace store {

namespace {

constexpr qint64 modelNotTold = -1;

QVariant msOrNull(const QDateTime &at)
{
    return at.isValid() ? QVariant(at.toMSecsSinceEpoch()) : QVariant();
}

base::Result<qint64> returned(QSqlQuery &query)
{
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return storageError(query);
    return query.value(0).toLongLong();
}

//! What came, to be looked at: whole where it is of a size that a number can have.
QString rawText(const QByteArray &amount)
{
    constexpr qsizetype most = 200;
    return QString::fromUtf8(amount.left(most));
}

int flagOf(const LedgerAmount &amount)
{
    return amount.flag ? int(*amount.flag) + 1 : 0;
}

} // namespace

QVariant ledgerText(const QString &text)
{
    return text.isNull() ? QVariant(QLatin1String("")) : QVariant(text);
}

LedgerRows::LedgerRows(QSqlDatabase &connection, const QDateTime &now) : m_connection(connection), m_now(now), m_insert(connection)
{
    m_insert.prepare(QStringLiteral("INSERT OR IGNORE INTO amount (session, identity, thread, at, kind, unit, model, value, flag, raw)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
}

base::Result<Entered> LedgerRows::enter(const LedgerLine &line, const std::vector<api::UsageRecord> &records, const std::optional<Advance> &advance)
{
    Entered entered;
    const auto session = sessionOf(line.server, line.session);
    if (!session)
        return session.error();
    if (auto done = put(*session, records, entered); !done)
        return done.error();
    if (auto done = m_deltas.write(m_connection); !done)
        return done.error();
    if (advance) {
        const auto advanced = this->advance(*session, line.thread, *advance);
        if (!advanced)
            return advanced.error();
        entered.advanced = *advanced;
    }
    return entered;
}

base::Result<Entered> LedgerRows::enterSessions(const LedgerSource &source, const std::vector<api::SessionUsage> &sessions)
{
    Entered entered;
    for (const api::SessionUsage &one : sessions) {
        if (one.facts.id.isEmpty())
            continue;
        const auto session = sessionOf(source.server, one.facts.id);
        if (!session)
            return session.error();
        if (auto done = describe(source, *session, one.facts); !done)
            return done.error();
        if (auto done = put(*session, one.records, entered); !done)
            return done.error();
    }
    if (auto done = m_deltas.write(m_connection); !done)
        return done.error();
    return entered;
}

base::Result<qint64> LedgerRows::wordOf(const QString &word)
{
    if (word.isEmpty())
        return 0;
    if (const auto known = m_words.constFind(word); known != m_words.constEnd())
        return *known;
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO word (word) VALUES (?) ON CONFLICT (word) DO UPDATE SET word = word RETURNING number"));
    query.addBindValue(word);
    auto number = returned(query);
    if (number)
        m_words.insert(word, *number);
    return number;
}

base::Result<qint64> LedgerRows::sessionOf(const QString &server, const QString &session)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO session (server, session) VALUES (?, ?) ON CONFLICT (server, session)"
                                 " DO UPDATE SET session = session RETURNING number"));
    query.addBindValue(ledgerText(server));
    query.addBindValue(ledgerText(session));
    return returned(query);
}

base::Outcome LedgerRows::describe(const LedgerSource &source, qint64 session, const api::SessionFacts &facts)
{
    const auto model = wordOf(facts.model);
    if (!model)
        return model.error();
    // What is not told leaves what is known; a record from before the newest reading changes no facts.
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE session SET profile = iif(profile = '', ?, profile), title = iif(? = '', title, ?), agent = iif(? = '', agent, ?),"
                                 " agent_name = iif(? = '', agent_name, ?), version = iif(? = '', version, ?), model = iif(? = 0, model, ?),"
                                 " environment = iif(? = '', environment, ?), created = coalesce(?, created), updated = coalesce(?, updated), deleted = 0"
                                 " WHERE number = ? AND coalesce(updated <= ?, 1)"));
    query.addBindValue(ledgerText(source.profile));
    for (const QString &text : {facts.title, facts.agent, facts.agentName, facts.version}) {
        query.addBindValue(ledgerText(text));
        query.addBindValue(ledgerText(text));
    }
    for (const QVariant &value : {QVariant(*model), QVariant(*model), ledgerText(facts.environment), ledgerText(facts.environment),
                                  msOrNull(facts.createdAt), msOrNull(facts.updatedAt), QVariant(session), msOrNull(facts.updatedAt)})
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done;
    if (auto done = setTags(session, facts.tags); !done)
        return done;
    return see(source, session);
}

base::Outcome LedgerRows::setTags(qint64 session, const QStringList &tags)
{
    QSqlQuery remove(m_connection);
    remove.prepare(QStringLiteral("DELETE FROM tag WHERE session = ?"));
    remove.addBindValue(session);
    if (auto done = execute(remove); !done)
        return done;
    for (const QString &tag : tags) {
        QSqlQuery query(m_connection);
        query.prepare(QStringLiteral("INSERT OR IGNORE INTO tag (session, tag) VALUES (?, ?)"));
        query.addBindValue(session);
        query.addBindValue(ledgerText(tag));
        if (auto done = execute(query); !done)
            return done;
    }
    return base::Done{};
}

base::Outcome LedgerRows::see(const LedgerSource &source, qint64 session)
{
    if (source.profile.isEmpty())
        return base::Done{};
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT OR IGNORE INTO seen (profile, session) VALUES (?, ?)"));
    query.addBindValue(source.profile);
    query.addBindValue(session);
    return execute(query);
}

base::Outcome LedgerRows::put(qint64 session, const std::vector<api::UsageRecord> &records, Entered &entered)
{
    if (records.empty())
        return base::Done{};
    m_told = {};
    LedgerTotals totals(m_connection, session);
    for (const api::UsageRecord &record : records) {
        // A record tells what was used by now, if its server does not say since when.
        const QDateTime at = record.at.isValid() || !record.isRunningTotal ? record.at : m_now;
        const LedgerAmount amount = ledgerAmount(record, at, m_now);
        const auto fresh = record.isRunningTotal ? putTotal(session, record, at, amount, totals) : putAmount(session, record, amount);
        if (!fresh)
            return fresh.error();
        entered.fresh += *fresh ? 1 : 0;
        entered.flagged += *fresh && amount.flag ? 1 : 0;
    }
    if (auto done = writeTold(session, m_told); !done)
        return done;
    auto settled = totals.settle(m_deltas);
    entered.flagged += totals.wentBack();
    return settled;
}

base::Result<qint64> LedgerRows::modelOf(const api::UsageRecord &record)
{
    if (record.model.isEmpty())
        return record.thread.isEmpty() && !record.isRunningTotal ? 0 : modelNotTold;
    return wordOf(record.model);
}

base::Result<bool> LedgerRows::putAmount(qint64 session, const api::UsageRecord &record, const LedgerAmount &amount)
{
    const auto model = modelOf(record);
    const auto unit = wordOf(QString::fromUtf8(record.unit));
    if (!model || !unit)
        return model ? unit.error() : model.error();
    const QVariant values[] = {session, ledgerText(record.identity), ledgerText(record.thread), msOrNull(record.at), int(record.kind), *unit, *model,
                               amount.value, flagOf(amount), amount.flag ? QVariant(rawText(record.amount)) : QVariant()};
    int place = 0;
    for (const QVariant &value : values)
        m_insert.bindValue(place++, value);
    if (auto done = execute(m_insert); !done)
        return done.error();
    if (m_insert.numRowsAffected() < 1)
        return false;
    if (amount.flag)
        return true;
    const qint64 quarter = quarterOf(record.at.toMSecsSinceEpoch());
    if (record.kind == api::UsageKind::Money) {
        m_deltas.addMoney(quarter, session, *unit, amount.value);
        return true;
    }
    const auto column = LedgerDeltas::columnOf(record.kind);
    m_deltas.addTokens(quarter, session, *model, column, amount.value);
    if (record.kind == api::UsageKind::OutputTokens) // every request tells of these
        m_deltas.addTokens(quarter, session, *model, LedgerDeltas::Requests, 1);
    if (isTokens(record.kind))
        m_told[std::size_t(std::min(int(column), int(LedgerDeltas::CacheWrite)))] += amount.value;
    return true;
}

base::Result<bool> LedgerRows::putTotal(qint64 session, const api::UsageRecord &record, const QDateTime &at, const LedgerAmount &amount, LedgerTotals &totals)
{
    if (amount.flag)
        return putFlaggedTotal(session, record, at, amount);
    const auto model = modelOf(record);
    const auto unit = wordOf(QString::fromUtf8(record.unit));
    if (!model || !unit)
        return model ? unit.error() : model.error();
    return totals.add({record.identity, record.kind, *unit, *model, at.toMSecsSinceEpoch(), amount.value, false, record.amount});
}

base::Result<bool> LedgerRows::putFlaggedTotal(qint64 session, const api::UsageRecord &record, const QDateTime &at, const LedgerAmount &amount)
{
    const auto unit = wordOf(QString::fromUtf8(record.unit));
    if (!unit)
        return unit.error();
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT OR IGNORE INTO total (session, identity, kind, unit, at, model, value, flag, raw) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)"));
    for (const QVariant &value : {QVariant(session), ledgerText(record.identity), QVariant(int(record.kind)), QVariant(*unit), msOrNull(at),
                                  QVariant(flagOf(amount)), QVariant(rawText(record.amount))})
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done.error();
    return query.numRowsAffected() > 0;
}

base::Outcome LedgerRows::writeTold(qint64 session, const Told &told)
{
    if (told == Told{})
        return base::Done{};
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO told (session, input, output, cache_read, cache_write) VALUES (?, ?, ?, ?, ?)"
                                 " ON CONFLICT (session) DO UPDATE SET input = input + excluded.input, output = output + excluded.output,"
                                 " cache_read = cache_read + excluded.cache_read, cache_write = cache_write + excluded.cache_write"));
    query.addBindValue(session);
    for (const qint64 value : told)
        query.addBindValue(value);
    return execute(query);
}

base::Result<bool> LedgerRows::advance(qint64 session, const QString &thread, const Advance &advance)
{
    const auto sequence = [](const api::Known &known) { return known.sequence >= 0 ? QVariant(known.sequence) : QVariant(); };
    const auto time = [](const api::Known &known) { return msOrNull(known.through); };
    QSqlQuery line(m_connection);
    line.prepare(QStringLiteral("INSERT OR IGNORE INTO line (session, thread) VALUES (?, ?)"));
    line.addBindValue(session);
    line.addBindValue(ledgerText(thread));
    if (auto done = execute(line); !done)
        return done.error();
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE line SET through_sequence = ?, through_at = ? WHERE session = ? AND thread = ?"
                                 " AND through_sequence IS ? AND through_at IS ?"));
    for (const QVariant &value : {sequence(advance.through), time(advance.through), QVariant(session), ledgerText(thread), sequence(advance.from),
                                  time(advance.from)})
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done.error();
    return query.numRowsAffected() == 1;
}

} // namespace store
