#include "store/finding.h"

#include "store/eventrows.h"
#include "store/packing.h"
#include "store/schema.h"

#include <QSqlError>

namespace store {

namespace {

constexpr int visitedAtMost = 20'000;               // rows, looked into or not
constexpr qsizetype textAtMost = 2 * 1024 * 1024;   // UTF-8, of what is looked through
constexpr int seldom = 25;                          // one hit in more than so many
constexpr qsizetype shortestPrefixRanked = 3;       // what one or two letters begin is too much to be put in order

const QString columns = QStringLiteral("SELECT event.number, profile, session.session, thread, identity, kind, type, at, title, agent, agent_name, packed,"
                                       " raw_size, body");
const QString foundJoined = QStringLiteral(" CROSS JOIN line ON line.number = event.line CROSS JOIN session ON session.number = line.session");

QString oneOf(const QStringList &tags)
{
    return tags.isEmpty() ? QString() : QStringLiteral(" AND tags : (%1)").arg(tags.join(QStringLiteral(" OR ")));
}

void bind(QSqlQuery &query, const QVariantList &values)
{
    for (const QVariant &value : values)
        query.addBindValue(value);
}

QByteArray textOfRow(const QSqlQuery &row)
{
    return unpackBody(row.value(13).toByteArray(), row.value(11).toInt(), row.value(12).toLongLong()).text;
}

} // namespace

Finding::Finding(QSqlDatabase &connection, const SearchQuery &query, const SearchCursor &from)
    : m_connection(connection), m_query(query), m_from(from),
      m_words(query.text, query.order == SearchQuery::Order::Best ? shortestPrefixRanked : 1)
{
    for (const SearchWords::Phrase &phrase : m_words.phrases())
        m_wanted.emplace_back(phrase.text, 0, int(phrase.text.size()));
}

base::Result<SearchPage> Finding::run()
{
    SearchPage page;
    page.nothingToLookFor = m_words.isEmpty();
    if (page.nothingToLookFor)
        return page;
    const auto some = narrow();
    if (!some)
        return some.error();
    if (!*some)
        return page;
    if (!isBest() && m_words.endsUnfinished()) {
        const auto whole = lookThrough(page);
        if (!whole)
            return whole.error();
        if (*whole)
            return page;
        page = {};
    }
    if (auto done = isBest() ? readBest(page) : readNewest(page); !done)
        return done.error();
    return page;
}

// ---- what narrows ----------------------------------------------------------------------------------------------------------------

base::Result<bool> Finding::narrow()
{
    const qint64 behind = isBest() || m_from.place == 0 ? m_end : m_from.place;
    m_first = m_query.from.isValid() ? numberOf(m_query.from) : 0;
    m_end = m_query.until.isValid() ? std::min(numberOf(m_query.until), behind) : behind;
    QStringList kinds, kindNumbers;
    for (const TextKind kind : m_query.kinds) {
        kinds.push_back(kindTag(kind));
        kindNumbers.push_back(QString::number(int(kind)));
    }
    m_tags = oneOf(kinds);
    if (!kinds.isEmpty())
        m_whereAll += QStringLiteral(" AND kind IN (%1)").arg(kindNumbers.join(QLatin1Char(',')));
    if (!m_query.profile.isEmpty()) {
        m_tags += oneOf({profileTag(m_query.profile)});
        m_whereAll += QStringLiteral(" AND session.profile = ?");
        m_whereAllValues.push_back(m_query.profile);
    }
    base::Result<bool> some = true;
    if (!m_query.session.isEmpty())
        some = narrowTo(QStringLiteral(" AND session.profile = ? AND session.session = ?"), {m_query.profile, m_query.session});
    if (some && *some && !m_query.agentId.isEmpty())
        some = narrowTo(QStringLiteral(" AND session.agent = ?"), {m_query.agentId});
    return some;
}

base::Result<bool> Finding::narrowTo(const QString &where, const QVariantList &values)
{
    const auto numbers = sessions(where, values);
    if (!numbers)
        return numbers.error();
    m_whereAll += where;
    m_whereAllValues += values;
    if (numbers->size() > tagsAtMost) {
        m_where += where;
        m_whereValues += values;
        return true;
    }
    QStringList list;
    for (const qint64 number : *numbers)
        list.push_back(sessionTag(number));
    m_tags += oneOf(list);
    if (numbers->size() == 1) {
        if (auto done = narrowToSession(numbers->front()); !done)
            return done.error();
    }
    return !list.isEmpty();
}

base::Result<std::vector<qint64>> Finding::sessions(const QString &where, const QVariantList &values)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT number FROM session WHERE doomed = 0 %1 LIMIT %2").arg(where).arg(tagsAtMost + 1));
    bind(query, values);
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<qint64> numbers;
    while (query.next())
        numbers.push_back(query.value(0).toLongLong());
    return numbers;
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
    m_first = std::max(m_first, query.value(0).toLongLong());
    m_end = std::min(m_end, query.value(1).toLongLong() + 1);
    return base::Done{};
}

// ---- by the index ----------------------------------------------------------------------------------------------------------------

base::Outcome Finding::readNewest(SearchPage &page)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    // The index gives its rows in the order of their numbers, which is that of time: nothing beyond the page is read.
    query.prepare(columns + QStringLiteral(" FROM words CROSS JOIN event ON event.number = words.rowid") + foundJoined
                  + QStringLiteral(" WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ? AND doomed = 0") + m_where
                  + QStringLiteral(" ORDER BY words.rowid DESC"));
    bind(query, {QStringLiteral("text : (%1)").arg(m_words.expression()) + m_tags, m_first, m_end});
    bind(query, m_whereValues);
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        if (int(page.hits.size()) == m_query.count) {
            page.hasMore = true;
            break;
        }
        page.next.place = query.value(0).toLongLong();
        page.hits.push_back(hitOf(query, QString::fromUtf8(textOfRow(query))));
    }
    return query.lastError().isValid() ? base::Outcome(storageError(query)) : base::Outcome(base::Done{});
}

base::Outcome Finding::readBest(SearchPage &page)
{
    const QString narrowed = m_where.isEmpty() ? QString() : QStringLiteral(" CROSS JOIN event ON event.number = words.rowid") + foundJoined;
    const QString found = QStringLiteral("SELECT number, place FROM (SELECT words.rowid AS number, bm25(words, 1.0, 0.0) AS place FROM words") + narrowed
        + QStringLiteral(" WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ?") + m_where
        + QStringLiteral(" ORDER BY words.rowid DESC LIMIT %1) ORDER BY place, number DESC LIMIT ? OFFSET ?").arg(rankedAtMost);
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(columns + QStringLiteral(", doomed FROM (%1) AS found CROSS JOIN event ON event.number = found.number").arg(found) + foundJoined
                  + QStringLiteral(" ORDER BY found.place, event.number DESC"));
    bind(query, {QStringLiteral("text : (%1)").arg(m_words.expression()) + m_tags, m_first, m_end});
    bind(query, m_whereValues);
    bind(query, {m_query.count + 1, m_from.skipped});
    if (auto done = execute(query); !done)
        return done;
    page.next.skipped = m_from.skipped;
    for (int row = 0; query.next(); ++row) {
        if (row == m_query.count) {
            page.hasMore = true;
            break;
        }
        ++page.next.skipped;
        if (!query.value(14).toBool())
            page.hits.push_back(hitOf(query, QString::fromUtf8(textOfRow(query))));
    }
    return query.lastError().isValid() ? base::Outcome(storageError(query)) : base::Outcome(base::Done{});
}

// ---- by looking ------------------------------------------------------------------------------------------------------------------

base::Result<qint64> Finding::lookedDownTo()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT number FROM event WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT 1 OFFSET %1").arg(visitedAtMost));
    bind(query, {m_first, m_end});
    if (auto done = execute(query); !done)
        return done.error();
    return query.next() ? query.value(0).toLongLong() : m_first;
}

base::Result<bool> Finding::lookThrough(SearchPage &page)
{
    const auto first = lookedDownTo();
    if (!first)
        return first.error();
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(columns + QStringLiteral(" FROM event") + foundJoined + QStringLiteral(" WHERE event.number >= ? AND event.number < ? AND doomed = 0")
                  + m_whereAll + QStringLiteral(" ORDER BY event.number DESC"));
    bind(query, {*first, m_end});
    bind(query, m_whereAllValues);
    if (auto done = execute(query); !done)
        return done.error();
    int looked = 0;
    qsizetype bytes = 0;
    while (query.next()) {
        const QByteArray text = textOfRow(query);
        if (text.isEmpty())
            continue;
        const QString words = QString::fromUtf8(text);
        if (isFoundIn(words)) {
            if (int(page.hits.size()) == m_query.count) {
                page.hasMore = true;
                return true;
            }
            page.next.place = query.value(0).toLongLong();
            page.hits.push_back(hitOf(query, words));
        }
        bytes += text.size();
        const bool seldomFound = ++looked >= lookedFirst && int(page.hits.size()) * seldom < looked;
        if (seldomFound || looked >= lookedAtMost || bytes >= textAtMost)
            return false;
    }
    if (query.lastError().isValid())
        return storageError(query);
    return *first == m_first; // else there are more behind those that were visited
}

bool Finding::isFoundIn(const QString &text) const
{
    const FoldedWords here(text, 0, int(text.size()));
    const int count = int(here.words().size());
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
        int at = 0;
        while (at < count && here.match(at, m_wanted[i], m_words.phrases()[i].prefix) < 0)
            ++at;
        if (at == count)
            return false;
    }
    return true;
}

SearchHit Finding::hitOf(const QSqlQuery &row, const QString &text) const
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
    hit.snippet = snippetOf(text, m_words);
    return hit;
}

} // namespace store
