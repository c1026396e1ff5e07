#include "store/ledgerquery.h"

#include "store/ledgeramount.h"
#include "store/schema.h"

#include <QVariant>

#include <limits>

namespace store {

namespace {

bool isAmong(const std::vector<LedgerKey> &wanted, const std::vector<LedgerKey> &there)
{
    return std::any_of(there.begin(), there.end(), [&](const LedgerKey &key) { return std::find(wanted.begin(), wanted.end(), key) != wanted.end(); });
}

} // namespace

base::Result<LedgerAnswer> LedgerQuery::answer()
{
    for (const auto &read : {&LedgerQuery::readFacts, &LedgerQuery::readSeen, &LedgerQuery::readSessions, &LedgerQuery::readTags}) {
        if (auto done = (this->*read)(); !done)
            return done.error();
    }
    std::erase_if(m_sessions, [this](const auto &entry) { return !isAskedFor(entry.second); });
    const auto slices = this->slices();
    if (!slices)
        return slices.error();
    LedgerFold fold(m_question, *slices);
    for (const LedgerSlice &slice : slices->slices) {
        if (auto done = foldTokens(slice, fold); !done)
            return done.error();
        if (auto done = foldMoney(slice, fold); !done)
            return done.error();
    }
    const auto flagged = countFlagged();
    if (!flagged)
        return flagged.error();
    LedgerAnswer answer = fold.answer(m_agents, m_profiles);
    answer.flagged = *flagged;
    return answer;
}

base::Outcome LedgerQuery::readFacts()
{
    QSqlQuery words(m_connection);
    words.setForwardOnly(true);
    words.prepare(QStringLiteral("SELECT number, word FROM word"));
    if (auto done = execute(words); !done)
        return done;
    while (words.next())
        m_words.insert(words.value(0).toLongLong(), words.value(1).toString());
    QSqlQuery profiles(m_connection);
    profiles.prepare(QStringLiteral("SELECT profile, name FROM profile"));
    if (auto done = execute(profiles); !done)
        return done;
    while (profiles.next())
        m_profiles.insert(profiles.value(0).toString(), profiles.value(1).toString());
    return base::Done{};
}

base::Outcome LedgerQuery::readSeen()
{
    const bool asked = std::any_of(m_question.filters.begin(), m_question.filters.end(), [](const auto &filter) { return filter.by == LedgerGrouping::Profile; });
    if (!asked)
        return base::Done{};
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT profile, session FROM seen"));
    if (auto done = execute(query); !done)
        return done;
    while (query.next())
        m_seen[query.value(0).toString()].insert(query.value(1).toLongLong());
    return base::Done{};
}

base::Outcome LedgerQuery::readSessions()
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    // Oldest first: the newest session has the last word on its agent's name.
    query.prepare(QStringLiteral("SELECT number, server, session, profile, title, agent, version, environment, model, deleted, agent_name FROM session"
                                 " ORDER BY coalesce(updated, created, 0)"));
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        LedgerSession session;
        session.number = query.value(0).toLongLong();
        session.server = query.value(1).toString();
        session.id = query.value(2).toString();
        session.profile = query.value(3).toString();
        session.title = query.value(4).toString();
        session.agent = query.value(5).toString();
        session.version = query.value(6).toString();
        session.environment = query.value(7).toString();
        session.model = query.value(8).toLongLong();
        session.isDeleted = query.value(9).toBool();
        if (const QString name = query.value(10).toString(); !name.isEmpty())
            m_agents.insert_or_assign({session.server, session.agent}, name);
        m_sessions.emplace(session.number, std::move(session));
    }
    return base::Done{};
}

base::Outcome LedgerQuery::readTags()
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT session, tag FROM tag"));
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        if (const auto session = m_sessions.find(query.value(0).toLongLong()); session != m_sessions.end())
            session->second.tags.push_back(query.value(1).toString());
    }
    return base::Done{};
}

bool LedgerQuery::isAskedFor(const LedgerSession &session) const
{
    if (m_question.withoutServers.contains(session.server))
        return false;
    return std::all_of(m_question.filters.begin(), m_question.filters.end(), [&](const LedgerFilter &filter) {
        if (filter.by == LedgerGrouping::Total || filter.by == LedgerGrouping::Model || isOfTime(filter.by))
            return true;
        if (filter.by != LedgerGrouping::Profile)
            return isAmong(filter.keys, LedgerFold::keysOf(filter.by, session));
        // Through a profile, not only first through it: two profiles may be on one workspace.
        return std::any_of(filter.keys.begin(), filter.keys.end(), [&](const LedgerKey &key) {
            return key.id.isEmpty() ? session.profile.isEmpty() : m_seen.value(key.id).contains(session.number);
        });
    });
}

bool LedgerQuery::isModelAskedFor(const QString &model) const
{
    return std::all_of(m_question.filters.begin(), m_question.filters.end(), [&](const LedgerFilter &filter) {
        return filter.by != LedgerGrouping::Model || isAmong(filter.keys, {{{}, model, {}}});
    });
}

base::Result<LedgerSlices> LedgerQuery::slices()
{
    constexpr qint64 none = std::numeric_limits<qint64>::max();
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT min(a), max(b) FROM (SELECT min(quarter) AS a, max(quarter) AS b FROM tokens"
                                 " UNION ALL SELECT min(quarter), max(quarter) FROM money)"));
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return storageError(query);
    const qint64 first = query.value(0).isNull() ? none : query.value(0).toLongLong();
    return LedgerSlices::of(m_question, first, query.value(1).isNull() ? none : query.value(1).toLongLong() + 1);
}

QString LedgerQuery::modelOf(qint64 number, const LedgerSession &session) const
{
    return m_words.value(number == 0 ? session.model : number);
}

base::Outcome LedgerQuery::foldTokens(const LedgerSlice &slice, LedgerFold &fold)
{
    if (!m_tokens) {
        m_tokens.emplace(m_connection);
        m_tokens->setForwardOnly(true);
        m_tokens->prepare(QStringLiteral("SELECT session, model, sum(input), sum(output), sum(cache_read), sum(cache_write), sum(cache_5m), sum(cache_1h),"
                                         " sum(requests), sum(turns) FROM tokens WHERE quarter >= ? AND quarter < ? GROUP BY session, model"));
    }
    m_tokens->bindValue(0, slice.first);
    m_tokens->bindValue(1, slice.end);
    if (auto done = execute(*m_tokens); !done)
        return done;
    LedgerPart part;
    while (m_tokens->next()) {
        const auto session = m_sessions.find(m_tokens->value(0).toLongLong());
        if (session == m_sessions.end())
            continue;
        part.session = &session->second;
        part.model = modelOf(m_tokens->value(1).toLongLong(), session->second);
        if (!isModelAskedFor(part.model))
            continue;
        for (int column = 0; column < LedgerDeltas::ColumnCount; ++column)
            part.tokens[std::size_t(column)] = m_tokens->value(2 + column).toLongLong();
        if (std::any_of(part.tokens.begin(), part.tokens.end(), [](qint64 value) { return value != 0; }))
            fold.add(slice, part);
    }
    m_tokens->finish();
    return base::Done{};
}

base::Outcome LedgerQuery::foldMoney(const LedgerSlice &slice, LedgerFold &fold)
{
    if (!isModelAskedFor({}))
        return base::Done{}; // nobody told of which model it is
    if (!m_money) {
        m_money.emplace(m_connection);
        m_money->setForwardOnly(true);
        m_money->prepare(QStringLiteral("SELECT session, unit, sum(value) FROM money WHERE quarter >= ? AND quarter < ? GROUP BY session, unit"));
    }
    m_money->bindValue(0, slice.first);
    m_money->bindValue(1, slice.end);
    if (auto done = execute(*m_money); !done)
        return done;
    LedgerPart part;
    while (m_money->next()) {
        const auto session = m_sessions.find(m_money->value(0).toLongLong());
        part.nanos = m_money->value(2).toLongLong();
        if (session == m_sessions.end() || part.nanos == 0)
            continue;
        part.session = &session->second;
        part.unit = m_words.value(m_money->value(1).toLongLong()).toUtf8();
        fold.add(slice, part);
    }
    m_money->finish();
    return base::Done{};
}

base::Result<qint64> LedgerQuery::countFlagged()
{
    QSqlQuery query(m_connection);
    // What has no time that can be right is in every range.
    query.prepare(QStringLiteral("SELECT (SELECT count(*) FROM amount WHERE flag > 0 AND (flag IN (%1, %2) OR coalesce(at BETWEEN ? AND ?, 1)))"
                                 " + (SELECT count(*) FROM total WHERE flag > 0 AND (flag IN (%1, %2) OR coalesce(at BETWEEN ? AND ?, 1)))")
                      .arg(int(FlaggedUsage::Why::InTheFuture) + 1)
                      .arg(int(FlaggedUsage::Why::NoTime) + 1));
    const qint64 from = m_question.from.isValid() ? m_question.from.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
    const qint64 until = m_question.until.isValid() ? m_question.until.toMSecsSinceEpoch() - 1 : std::numeric_limits<qint64>::max();
    for (const qint64 value : {from, until, from, until})
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return storageError(query);
    return query.value(0).toLongLong();
}

} // namespace store
