#include "store/logpages.h"

#include "store/eventrows.h"
#include "store/packing.h"
#include "store/schema.h"

#include <QSqlError>
#include <QSqlError>
#include <QVariant>

namespace store {

namespace {

constexpr LogPosition behindAll = {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};
// What a listing from a time on brings once more, because clocks and listings are not exact to the millisecond.
constexpr qint64 marginOfTime = 10'000;

api::StoredEvent storedOf(const QSqlQuery &query)
{
    api::StoredEvent stored;
    stored.raw = unpackBody(query.value(6).toByteArray(), query.value(5).toInt(), query.value(9).toLongLong()).raw;
    stored.type = query.value(4).toString();
    stored.identity = query.value(0).toString();
    if (const QVariant sequence = query.value(2); !sequence.isNull())
        stored.sequence = sequence.toLongLong();
    if (const QVariant at = query.value(3); !at.isNull())
        stored.at = QDateTime::fromMSecsSinceEpoch(at.toLongLong(), Qt::UTC);
    stored.cancelled = query.value(8).toBool();
    stored.queued = query.value(1).toLongLong() == placeOfQueued;
    return stored;
}

} // namespace

LogPages::LogPages(QSqlDatabase &connection, const LogKey &key, const api::EventDecoder &decoder)
    : m_connection(connection), m_key(key), m_decoder(decoder)
{
}

base::Result<std::optional<qint64>> LogPages::line()
{
    if (m_line)
        return m_line;
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT line.number FROM session JOIN line ON line.session = session.number"
                                 " WHERE session.profile = ? AND session.session = ? AND line.thread = ?"));
    for (const QString &value : {m_key.profile, m_key.session, m_key.thread})
        query.addBindValue(value.isNull() ? QVariant(QLatin1String("")) : QVariant(value));
    if (auto done = execute(query); !done)
        return done.error();
    if (query.next())
        m_line = query.value(0).toLongLong();
    return m_line;
}

void LogPages::take(const QSqlQuery &query, LogPage &page) const
{
    const api::StoredEvent stored = storedOf(query);
    if (auto event = m_decoder(stored))
        page.events.push_back(std::move(event).value());
    else
        page.broken.push_back(stored.raw);
}

base::Result<LogPage> LogPages::run(Towards towards, LogPosition place, bool included, int count)
{
    LogPage page;
    const auto line = this->line();
    if (!line)
        return line.error();
    if (!*line)
        return page;
    const bool older = towards == Towards::Older;
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT identity, place, sequence, at, type, packed, body, arrival, cancelled, raw_size FROM event"
                                 " WHERE line = ? AND (place, arrival) %1%2 (?, ?) ORDER BY place %3, arrival %3 LIMIT ?")
                      .arg(older ? QStringLiteral("<") : QStringLiteral(">"), included ? QStringLiteral("=") : QString(),
                           older ? QStringLiteral("DESC") : QStringLiteral("ASC")));
    query.addBindValue(**line);
    query.addBindValue(place.primary);
    query.addBindValue(place.arrival);
    query.addBindValue(count + 1);
    if (auto done = execute(query); !done)
        return done.error();
    qint64 bytes = 0;
    int rows = 0;
    bool more = false;
    LogPosition near, far;
    while (query.next()) {
        if (rows == count || bytes >= pageBytes) {
            more = true;
            break;
        }
        far = {query.value(1).toLongLong(), query.value(7).toLongLong()};
        if (rows++ == 0)
            near = far;
        const qsizetype before = page.broken.size();
        take(query, page);
        bytes += page.broken.size() > before ? page.broken.back().size() : page.events.back().raw.size();
    }
    if (query.lastError().isValid())
        return storageError(query);
    if (older) {
        std::reverse(page.events.begin(), page.events.end());
        std::reverse(page.broken.begin(), page.broken.end());
    }
    page.first = older ? far : near;
    page.last = older ? near : far;
    (older ? page.hasOlder : page.hasNewer) = more;
    return page;
}

base::Result<bool> LogPages::exists(Towards towards, LogPosition place)
{
    const auto line = this->line();
    if (!line || !*line)
        return line ? base::Result<bool>(false) : base::Result<bool>(line.error());
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT EXISTS (SELECT 1 FROM event WHERE line = ? AND (place, arrival) %1 (?, ?))")
                      .arg(towards == Towards::Older ? QStringLiteral("<") : QStringLiteral(">")));
    query.addBindValue(**line);
    query.addBindValue(place.primary);
    query.addBindValue(place.arrival);
    if (auto done = execute(query); !done)
        return done.error();
    return query.next() && query.value(0).toBool();
}

base::Result<LogHead> LogPages::newest(int count)
{
    LogHead head;
    auto page = run(Towards::Older, behindAll, true, count);
    if (!page)
        return page.error();
    head.page = std::move(page).value();
    auto known = this->known();
    if (!known)
        return known.error();
    head.known = std::move(known).value();
    const auto usage = this->usage();
    if (!usage)
        return usage.error();
    head.usage = *usage;
    return head;
}

base::Result<LogPage> LogPages::before(LogPosition place, int count)
{
    auto page = run(Towards::Older, place, false, count);
    if (!page)
        return page;
    const auto newer = exists(Towards::Newer, {place.primary, place.arrival - 1});
    if (!newer)
        return newer.error();
    page.value().hasNewer = *newer;
    return page;
}

base::Result<LogPage> LogPages::after(LogPosition place, int count)
{
    auto page = run(Towards::Newer, place, false, count);
    if (!page)
        return page;
    const auto older = exists(Towards::Older, {place.primary, place.arrival + 1});
    if (!older)
        return older.error();
    page.value().hasOlder = *older;
    return page;
}

base::Result<LogPage> LogPages::around(const QString &identity, int count)
{
    const auto line = this->line();
    if (!line)
        return line.error();
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT place, arrival FROM event WHERE line = ? AND identity = ?"));
    query.addBindValue(line->value_or(-1));
    query.addBindValue(identity);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return base::Error::of(base::Error::Kind::NotFound, QStringLiteral("the event is not in the log"));
    const LogPosition place = {query.value(0).toLongLong(), query.value(1).toLongLong()};
    query.finish();
    auto older = run(Towards::Older, place, true, count / 2 + 1);
    if (!older)
        return older;
    auto newer = run(Towards::Newer, place, false, count / 2);
    if (!newer)
        return newer;
    LogPage page = std::move(older).value();
    LogPage &rest = newer.value();
    if (rest.last != LogPosition{})
        page.last = rest.last;
    page.hasNewer = rest.hasNewer;
    page.events.insert(page.events.end(), std::make_move_iterator(rest.events.begin()), std::make_move_iterator(rest.events.end()));
    page.broken += rest.broken;
    return page;
}

base::Result<api::Known> LogPages::known()
{
    api::Known known;
    const auto line = this->line();
    if (!line)
        return line.error();
    if (!*line)
        return known;
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT through_sequence, through_at FROM line WHERE number = ?"));
    query.addBindValue(**line);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return known;
    if (!query.value(0).isNull())
        known.sequence = query.value(0).toLongLong();
    if (!query.value(1).isNull())
        known.through = QDateTime::fromMSecsSinceEpoch(query.value(1).toLongLong(), Qt::UTC);
    query.finish();
    if (known.isEmpty())
        return known;
    if (auto done = addIdentities(known); !done)
        return done.error();
    return known;
}

base::Outcome LogPages::addIdentities(api::Known &known)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT identity FROM event WHERE line = ? AND place >= ? ORDER BY place, arrival"));
    query.addBindValue(*m_line);
    query.addBindValue(known.sequence >= 0 ? known.sequence : known.through.toMSecsSinceEpoch() - marginOfTime);
    if (auto done = execute(query); !done)
        return done;
    while (query.next())
        known.identities.push_back(query.value(0).toString());
    return base::Done{};
}

base::Result<api::Usage> LogPages::usage()
{
    api::Usage usage;
    if (!m_line)
        return usage;
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT sum(input), sum(output), sum(cache_read), sum(cache_write) FROM request WHERE line = ?"));
    query.addBindValue(*m_line);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return storageError(query);
    qint64 *const counts[] = {&usage.input, &usage.output, &usage.cacheRead, &usage.cacheWrite};
    for (int i = 0; i < 4; ++i) {
        if (!query.value(i).isNull())
            *counts[i] = query.value(i).toLongLong();
    }
    return usage;
}

} // namespace store
