#include "store/eventrows.h"

#include "store/packing.h"
#include "store/schema.h"

#include <QCryptographicHash>
#include <QVariant>

namespace store {

namespace {

QVariant orNull(const std::optional<qint64> &value)
{
    return value ? QVariant(*value) : QVariant();
}

std::optional<qint64> optional(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

//! A null QString would be stored as NULL.
base::Outcome putWords(QSqlQuery &query, qint64 number, const QString &text, const QString &tags)
{
    query.addBindValue(number);
    query.addBindValue(text);
    query.addBindValue(tags);
    return execute(query);
}

int bitsOf(const Packed &body)
{
    return (body.isPacked ? bodyPacked : 0) | symbolsIndexed;
}

} // namespace

qint64 numberOf(const QDateTime &at)
{
    const qint64 seconds = std::clamp<qint64>(at.toSecsSinceEpoch() - firstSecond, 0, qint64(1) << 40);
    return (seconds << bitsWithinASecond) + 1;
}

QDateTime timeOfNumber(qint64 number)
{
    return QDateTime::fromSecsSinceEpoch((number >> bitsWithinASecond) + firstSecond, Qt::UTC);
}

QString profileTag(const QString &profile)
{
    return QLatin1Char('p') + QLatin1String(QCryptographicHash::hash(profile.toUtf8(), QCryptographicHash::Sha1).toHex().left(8));
}

QString sessionTag(qint64 session)
{
    return QLatin1Char('s') + QString::number(session);
}

QString kindTag(TextKind kind)
{
    return QLatin1Char('k') + QString::number(int(kind));
}

QString tagsOf(const QString &profileTag, qint64 session, TextKind kind)
{
    return profileTag + QLatin1Char(' ') + sessionTag(session) + QLatin1Char(' ') + kindTag(kind);
}

EventRows::EventRows(QSqlDatabase &connection, const QDateTime &now)
    : m_connection(connection), m_now(now), m_find(connection), m_free(connection), m_insert(connection)
{
    m_find.setForwardOnly(true);
    m_find.prepare(QStringLiteral("SELECT number, place, sequence, at, kind, packed, raw_size, body, cancelled FROM event WHERE line = ? AND identity = ?"));
    m_free.setForwardOnly(true);
    m_free.prepare(QStringLiteral("SELECT max(number) FROM event WHERE number >= ? AND number < ?"));
    m_insert.prepare(QStringLiteral("INSERT INTO event (number, line, identity, place, arrival, sequence, at, kind, type, packed, raw_size, body)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
}

base::Result<Appended> EventRows::append(const LogKey &key, const api::Events &events, const std::optional<Advance> &advance)
{
    m_profileTag = profileTag(key.profile);
    const auto session = sessionOf(key);
    if (!session)
        return session.error();
    m_session = *session;
    const auto line = lineOf(key);
    if (!line)
        return line.error();
    m_line = *line;
    if (auto done = readEnds(); !done)
        return done.error();
    Appended result;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].identity.isEmpty() || events[i].raw.isEmpty())
            continue;
        const auto did = put(events[i]);
        if (!did)
            return did.error();
        if (*did == Did::Added)
            result.fresh.push_back(int(i));
        else if (*did == Did::Replaced)
            ++result.replaced;
    }
    if (auto done = writeWords(); !done)
        return done.error();
    if (auto done = result.fresh.empty() ? base::Outcome(base::Done{}) : writeArrivals(); !done)
        return done.error();
    if (auto done = m_bytes == 0 ? base::Outcome(base::Done{}) : writeBytes(); !done)
        return done.error();
    if (advance) {
        const auto advanced = this->advance(*advance);
        if (!advanced)
            return advanced.error();
        result.advanced = *advanced;
    }
    return result;
}

base::Result<qint64> EventRows::sessionOf(const LogKey &key)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO session (profile, session, tag, used, bytes) VALUES (?, ?, ?, ?, 0) ON CONFLICT (profile, session)"
                                 " DO UPDATE SET used = max(used, excluded.used) RETURNING number"));
    query.addBindValue(word(key.profile));
    query.addBindValue(word(key.session));
    query.addBindValue(m_profileTag);
    query.addBindValue(m_now.toMSecsSinceEpoch());
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return storageError(query);
    return query.value(0).toLongLong();
}

base::Result<qint64> EventRows::lineOf(const LogKey &key)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO line (session, thread) VALUES (?, ?) ON CONFLICT (session, thread)"
                                 " DO UPDATE SET thread = thread RETURNING number"));
    query.addBindValue(m_session);
    query.addBindValue(word(key.thread));
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return storageError(query);
    return query.value(0).toLongLong();
}

base::Outcome EventRows::readEnds()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT (SELECT max(place) FROM event WHERE line = ? AND place < ?),"
                                 " (SELECT arrivals FROM line WHERE number = ?)"));
    query.addBindValue(m_line);
    query.addBindValue(placeOfQueued);
    query.addBindValue(m_line);
    if (auto done = execute(query); !done)
        return done;
    if (!query.next())
        return storageError(query);
    m_newestPlace = query.value(0).toLongLong();
    m_lastArrival = query.value(1).toLongLong();
    return base::Done{};
}

base::Result<std::optional<EventRows::Stored>> EventRows::find(const QString &identity)
{
    m_find.bindValue(0, m_line);
    m_find.bindValue(1, identity);
    if (auto done = execute(m_find); !done)
        return done.error();
    std::optional<Stored> found;
    if (m_find.next()) {
        found.emplace();
        found->number = m_find.value(0).toLongLong();
        found->place = m_find.value(1).toLongLong();
        found->sequence = optional(m_find.value(2));
        found->at = optional(m_find.value(3));
        found->kind = TextKind(m_find.value(4).toInt());
        found->packed = m_find.value(5).toInt();
        const QByteArray bytes = m_find.value(7).toByteArray();
        found->bytes = bytes.size();
        EventBody body = unpackBody(bytes, found->packed, m_find.value(6).toLongLong());
        found->raw = std::move(body.raw);
        found->text = std::move(body.text);
        found->cancelled = m_find.value(8).toBool();
    }
    m_find.finish();
    return found;
}

EventRows::Row EventRows::rowFor(const api::Event &event, const Stored *old) const
{
    Row row;
    row.kind = textKindOf(event);
    row.text = textOf(event);
    row.sequence = event.sequence >= 0 ? std::optional(event.sequence) : old ? old->sequence : std::nullopt;
    row.at = event.at.isValid() ? std::optional(event.at.toMSecsSinceEpoch()) : old ? old->at : std::nullopt;
    if (event.queued)
        row.place = placeOfQueued;
    else if (row.sequence)
        row.place = *row.sequence;
    else if (row.at)
        row.place = *row.at;
    else
        row.place = old && old->place != placeOfQueued ? old->place : m_newestPlace;
    return row;
}

base::Result<EventRows::Did> EventRows::put(const api::Event &event)
{
    const auto found = find(event.identity);
    if (!found)
        return found.error();
    const Stored *old = *found ? &**found : nullptr;
    if (old && event.queued && old->place != placeOfQueued)
        return Did::Nothing; // the copy from before it was taken up, delivered late
    const Row row = rowFor(event, old);
    if (row.place != placeOfQueued)
        m_newestPlace = std::max(m_newestPlace, row.place);
    if (event.kind == api::EventKind::Bookkeeping && event.denied && !event.messageId.isEmpty()) {
        if (auto done = cancel(event.messageId, row.place); !done)
            return done.error();
    }
    if (!old) {
        if (auto done = insert(event, row); !done)
            return done.error();
        return Did::Added;
    }
    const bool same = old->raw == event.raw;
    if (same && !old->cancelled && old->place == row.place && old->sequence == row.sequence && old->at == row.at)
        return Did::Nothing;
    if (auto done = replace(event, row, *old); !done)
        return done.error();
    return Did::Replaced;
}

base::Result<qint64> EventRows::freeNumber(const QDateTime &at)
{
    constexpr qint64 second = qint64(1) << bitsWithinASecond;
    for (qint64 first = numberOf(at);; first += second) {
        m_free.bindValue(0, first);
        m_free.bindValue(1, first + second - 1);
        if (auto done = execute(m_free); !done)
            return done.error();
        const QVariant newest = m_free.next() ? m_free.value(0) : QVariant();
        m_free.finish();
        if (newest.isNull())
            return first;
        if (newest.toLongLong() + 1 < first + second - 1)
            return newest.toLongLong() + 1;
    }
}

base::Outcome EventRows::insert(const api::Event &event, const Row &row)
{
    const auto number = freeNumber(event.at.isValid() ? event.at : m_now);
    if (!number)
        return number.error();
    const Packed body = pack(event.raw + row.text);
    const QVariant values[] = {*number, m_line, event.identity, row.place, ++m_lastArrival, orNull(row.sequence), orNull(row.at), int(row.kind),
                               word(event.type), bitsOf(body), qint64(event.raw.size()), body.bytes};
    int place = 0;
    for (const QVariant &value : values)
        m_insert.bindValue(place++, value);
    if (auto done = execute(m_insert); !done)
        return done;
    m_bytes += body.bytes.size();
    if (!row.text.isEmpty())
        m_words[*number] = {searchableText(QString::fromUtf8(row.text)), row.kind};
    return putUsage(event, *number);
}

base::Outcome EventRows::replace(const api::Event &event, const Row &row, const Stored &old)
{
    const Packed body = pack(event.raw + row.text);
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE event SET place = ?, sequence = ?, at = ?, kind = ?, type = ?, packed = ?, raw_size = ?, body = ?,"
                                 " cancelled = 0 WHERE number = ?"));
    query.addBindValue(row.place);
    query.addBindValue(orNull(row.sequence));
    query.addBindValue(orNull(row.at));
    query.addBindValue(int(row.kind));
    query.addBindValue(word(event.type));
    // What stands in the index of an unchanged text stays there in its old form.
    const bool sameWords = row.text == old.text && row.kind == old.kind;
    query.addBindValue(sameWords ? (bitsOf(body) & ~symbolsIndexed) | (old.packed & symbolsIndexed) : bitsOf(body));
    query.addBindValue(qint64(event.raw.size()));
    query.addBindValue(body.bytes);
    query.addBindValue(old.number);
    if (auto done = execute(query); !done)
        return done;
    m_bytes += body.bytes.size() - old.bytes;
    if (!sameWords) {
        if (auto done = removeWords(old); !done)
            return done;
        if (!row.text.isEmpty())
            m_words[old.number] = {searchableText(QString::fromUtf8(row.text)), row.kind};
    }
    return putUsage(event, old.number);
}

base::Outcome EventRows::putUsage(const api::Event &event, qint64 number)
{
    if (event.kind != api::EventKind::ModelRequestEnd || event.usage.isEmpty())
        return base::Done{};
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO request (event, line, input, output, cache_read, cache_write) VALUES (?, ?, ?, ?, ?, ?)"));
    query.addBindValue(number);
    query.addBindValue(m_line);
    for (const qint64 count : {event.usage.input, event.usage.output, event.usage.cacheRead, event.usage.cacheWrite})
        query.addBindValue(count < 0 ? QVariant() : QVariant(count));
    return execute(query);
}

base::Outcome EventRows::removeWords(const Stored &old)
{
    // Twice in one batch: its words are not in the index yet.
    if (m_words.erase(old.number) > 0 || old.text.isEmpty())
        return base::Done{};
    return store::removeWords(m_connection, old.number, tagsOf(m_profileTag, m_session, old.kind), indexedText(old.text, old.packed));
}

base::Outcome EventRows::writeWords()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO words (rowid, text, tags) VALUES (?, ?, ?)"));
    for (const auto &[number, entry] : m_words) {
        if (auto done = putWords(query, number, entry.first, tagsOf(m_profileTag, m_session, entry.second)); !done)
            return done;
    }
    m_words.clear();
    return base::Done{};
}

base::Outcome EventRows::writeArrivals()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE line SET arrivals = ? WHERE number = ?"));
    query.addBindValue(m_lastArrival);
    query.addBindValue(m_line);
    return execute(query);
}

base::Outcome EventRows::writeBytes()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE session SET bytes = bytes + ? WHERE number = ?")); // NULL stays: they are all counted later
    query.addBindValue(m_bytes);
    query.addBindValue(m_session);
    return execute(query);
}

base::Result<bool> EventRows::advance(const Advance &advance)
{
    const auto sequence = [](const api::Known &known) { return known.sequence >= 0 ? QVariant(known.sequence) : QVariant(); };
    const auto time = [](const api::Known &known) { return known.through.isValid() ? QVariant(known.through.toMSecsSinceEpoch()) : QVariant(); };
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE line SET through_sequence = ?, through_at = ?"
                                 " WHERE number = ? AND through_sequence IS ? AND through_at IS ?"));
    query.addBindValue(sequence(advance.through));
    query.addBindValue(time(advance.through));
    query.addBindValue(m_line);
    query.addBindValue(sequence(advance.from));
    query.addBindValue(time(advance.from));
    if (auto done = execute(query); !done)
        return done.error();
    return query.numRowsAffected() == 1;
}

base::Outcome EventRows::cancel(const QString &identity, qint64 place)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("UPDATE event SET cancelled = 1, place = ? WHERE line = ? AND identity = ? AND place = ?"));
    query.addBindValue(place);
    query.addBindValue(m_line);
    query.addBindValue(identity);
    query.addBindValue(placeOfQueued);
    return execute(query);
}

base::Outcome removeWords(QSqlDatabase &connection, qint64 number, const QString &tags, const QString &indexed)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO words (words, rowid, text, tags) VALUES ('delete', ?, ?, ?)"));
    return putWords(query, number, indexed, tags);
}

} // namespace store
