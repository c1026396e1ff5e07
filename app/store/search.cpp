#include "store/search.h"

#include "store/database.h"
#include "store/eventrows.h"
#include "store/packing.h"
#include "store/searchwords.h"

#include <QSqlError>
#include <QVariant>

namespace store {

namespace {

constexpr int rankedAtMost = 10'000;
constexpr int tagsAtMost = 500;

//! One search, on the reading thread.
class Finding
{
public:
    Finding(QSqlDatabase &connection, const SearchQuery &query, const SearchCursor &from)
        : m_connection(connection), m_query(query), m_from(from), m_words(query.text)
    {
    }
    base::Result<SearchPage> run();

private:
    //! The filters as tags; nothing: no event can be found.
    base::Result<std::optional<QString>> tags();
    base::Result<std::vector<qint64>> sessions(const QString &where, const QVariantList &values);
    //! Between which numbers the events of the session lie: most of the index need not be looked at then.
    base::Outcome narrowToSession(qint64 session);
    base::Outcome read(const QString &expression, SearchPage &page);
    SearchHit hitOf(const QSqlQuery &row) const;

    QSqlDatabase &m_connection;
    const SearchQuery &m_query;
    const SearchCursor &m_from;
    const SearchWords m_words;
    qint64 m_first = 0;                                  //!< of event numbers
    qint64 m_end = std::numeric_limits<qint64>::max();   //!< behind the last
};

QString oneOf(const QStringList &tags)
{
    return tags.isEmpty() ? QString() : QStringLiteral(" AND tags : (%1)").arg(tags.join(QStringLiteral(" OR ")));
}

base::Result<SearchPage> Finding::run()
{
    SearchPage page;
    page.nothingToLookFor = m_words.isEmpty();
    if (page.nothingToLookFor)
        return page;
    const auto tags = this->tags();
    if (!tags)
        return tags.error();
    if (!*tags)
        return page;
    if (auto done = read(QStringLiteral("text : (%1)").arg(m_words.expression()) + **tags, page); !done)
        return done.error();
    return page;
}

base::Result<std::vector<qint64>> Finding::sessions(const QString &where, const QVariantList &values)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT number FROM session WHERE doomed = 0 AND %1 ORDER BY used DESC LIMIT %2").arg(where).arg(tagsAtMost));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<qint64> numbers;
    while (query.next())
        numbers.push_back(query.value(0).toLongLong());
    return numbers;
}

base::Result<std::optional<QString>> Finding::tags()
{
    QStringList kinds;
    for (const TextKind kind : m_query.kinds)
        kinds.push_back(kindTag(kind));
    QString tags = oneOf(kinds);
    if (!m_query.profile.isEmpty())
        tags += oneOf({profileTag(m_query.profile)});
    const auto narrow = [&](const QString &where, const QVariantList &values) -> base::Result<bool> {
        const auto numbers = sessions(where, values);
        if (!numbers)
            return numbers.error();
        QStringList list;
        for (const qint64 number : *numbers)
            list.push_back(sessionTag(number));
        tags += oneOf(list);
        if (numbers->size() == 1) {
            if (auto done = narrowToSession(numbers->front()); !done)
                return done.error();
        }
        return !list.isEmpty();
    };
    base::Result<bool> some = true;
    if (!m_query.session.isEmpty())
        some = narrow(QStringLiteral("profile = ? AND session = ?"), {m_query.profile, m_query.session});
    if (some && *some && !m_query.agentId.isEmpty())
        some = narrow(QStringLiteral("agent = ?"), {m_query.agentId});
    if (!some)
        return some.error();
    return *some ? std::optional(tags) : std::nullopt;
}

base::Outcome Finding::narrowToSession(qint64 session)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT min(event.number), max(event.number) FROM line JOIN event ON event.line = line.number WHERE line.session = ?"));
    query.addBindValue(session);
    if (auto done = execute(query); !done)
        return done;
    if (!query.next())
        return storageError(query);
    m_first = query.value(0).toLongLong();
    m_end = query.value(1).toLongLong() + 1;
    return base::Done{};
}

base::Outcome Finding::read(const QString &expression, SearchPage &page)
{
    const bool best = m_query.order == SearchQuery::Order::Best;
    const qint64 behind = best || m_from.place == 0 ? std::numeric_limits<qint64>::max() : m_from.place;
    const qint64 first = m_query.from.isValid() ? std::max(numberOf(m_query.from), m_first) : m_first;
    const qint64 end = std::min({m_query.until.isValid() ? numberOf(m_query.until) : behind, behind, m_end});
    // The index gives its rows in the order of their numbers, which is that of time: the first page reads no more than itself.
    const QString found = best ? QStringLiteral("SELECT number, place FROM (SELECT rowid AS number, bm25(words, 1.0, 0.0) AS place FROM words WHERE words MATCH ?"
                                                " AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT %1) ORDER BY place, number DESC"
                                                " LIMIT ? OFFSET ?")
                                     .arg(rankedAtMost)
                               : QStringLiteral("SELECT rowid AS number, -rowid AS place FROM words WHERE words MATCH ?"
                                                " AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ? OFFSET ?");
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT event.number, profile, session.session, thread, identity, kind, type, at, title, agent, agent_name, packed,"
                                 " raw_size, body FROM (%1) AS found JOIN event ON event.number = found.number JOIN line ON line.number = event.line"
                                 " JOIN session ON session.number = line.session WHERE doomed = 0 ORDER BY found.place, event.number DESC")
                      .arg(found));
    query.addBindValue(expression);
    query.addBindValue(first);
    query.addBindValue(end);
    query.addBindValue(m_query.count + 1);
    query.addBindValue(best ? m_from.skipped : 0);
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        if (int(page.hits.size()) == m_query.count) {
            page.hasMore = true;
            break;
        }
        page.next = {query.value(0).toLongLong(), m_from.skipped + int(page.hits.size()) + 1};
        page.hits.push_back(hitOf(query));
    }
    return query.lastError().isValid() ? base::Outcome(storageError(query)) : base::Outcome(base::Done{});
}

SearchHit Finding::hitOf(const QSqlQuery &row) const
{
    SearchHit hit;
    hit.key = {row.value(1).toString(), row.value(2).toString(), row.value(3).toString()};
    hit.identity = row.value(4).toString();
    hit.kind = TextKind(row.value(5).toInt());
    hit.type = row.value(6).toString();
    hit.at = row.value(7).isNull() ? timeOfNumber(row.value(0).toLongLong()) : QDateTime::fromMSecsSinceEpoch(row.value(7).toLongLong(), Qt::UTC);
    hit.title = row.value(8).toString();
    hit.agentId = row.value(9).toString();
    hit.agentName = row.value(10).toString();
    const QByteArray text = unpackBody(row.value(13).toByteArray(), row.value(11).toBool(), row.value(12).toLongLong()).text;
    hit.snippet = snippetOf(QString::fromUtf8(text), m_words);
    return hit;
}

} // namespace

Search::Search(EventLog *log, QObject *parent) : QObject(parent), m_log(log) {}

base::JobOf<SearchPage> *Search::find(QObject *owner, const SearchQuery &query, const SearchCursor &from)
{
    return m_log->database()->read<SearchPage>(
        owner, [query, from](QSqlDatabase &connection) { return Finding(connection, query, from).run(); }, Lane::Search);
}

} // namespace store
