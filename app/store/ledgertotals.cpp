#include "store/ledgertotals.h"

#include "store/ledgeramount.h"
#include "store/schema.h"

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace store {

using api::UsageKind;

namespace {

constexpr int flagWentBack = int(FlaggedUsage::Why::WentBack) + 1;

bool isOfOneKind(const LedgerTotals::Snapshot &a, const LedgerTotals::Snapshot &b)
{
    return a.kind == b.kind && a.unit == b.unit;
}

bool before(const LedgerTotals::Snapshot &a, const LedgerTotals::Snapshot &b)
{
    return std::tie(a.kind, a.unit, a.at, a.value) < std::tie(b.kind, b.unit, b.at, b.value);
}

} // namespace

base::Outcome LedgerTotals::read()
{
    if (std::exchange(m_isRead, true))
        return base::Done{};
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT identity, kind, unit, model, at, value, flag FROM total WHERE session = ? AND (flag = 0 OR flag = ?)"
                                 " ORDER BY kind, unit, at, value"));
    query.addBindValue(m_session);
    query.addBindValue(flagWentBack);
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        m_snapshots.push_back({query.value(0).toString(), UsageKind(query.value(1).toInt()), query.value(2).toLongLong(), query.value(3).toLongLong(),
                               query.value(4).toLongLong(), query.value(5).toLongLong(), query.value(6).toInt() != 0, {}});
    }
    m_before = money();
    return base::Done{};
}

base::Result<bool> LedgerTotals::add(const Snapshot &snapshot)
{
    if (auto done = read(); !done)
        return done.error();
    const auto place = std::upper_bound(m_snapshots.begin(), m_snapshots.end(), snapshot, before);
    // The greatest before it: less or the same says nothing new; less is kept all the same, to be looked at.
    qint64 known = 0;
    for (auto it = m_snapshots.begin(); it != place; ++it) {
        if (it->identity == snapshot.identity)
            return false;
        if (isOfOneKind(*it, snapshot))
            known = std::max(known, it->value);
    }
    if (known == snapshot.value || std::any_of(place, m_snapshots.end(), [&](const auto &later) { return later.identity == snapshot.identity; }))
        return false;
    m_snapshots.insert(place, snapshot);
    if (auto done = store(snapshot); !done)
        return done.error();
    return true;
}

base::Outcome LedgerTotals::store(const Snapshot &snapshot)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT INTO total (session, kind, unit, at, identity, model, value, flag, raw) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)"));
    const QVariant values[] = {m_session, int(snapshot.kind), snapshot.unit, snapshot.at, snapshot.identity, snapshot.model, snapshot.value,
                               QString::fromUtf8(snapshot.raw)};
    for (const QVariant &value : values)
        query.addBindValue(value);
    return execute(query);
}

std::vector<LedgerTotals::Share> LedgerTotals::money() const
{
    std::vector<Share> shares;
    qint64 known = 0;
    for (std::size_t i = 0; i < m_snapshots.size(); ++i) {
        const Snapshot &one = m_snapshots[i];
        if (one.kind != UsageKind::Money)
            continue;
        if (i == 0 || !isOfOneKind(m_snapshots[i - 1], one))
            known = 0;
        if (one.value > known) {
            shares.push_back({quarterOf(one.at), one.unit, one.value - known});
            known = one.value;
        }
    }
    return shares;
}

base::Outcome LedgerTotals::markWentBack()
{
    qint64 known = 0;
    for (std::size_t i = 0; i < m_snapshots.size(); ++i) {
        Snapshot &one = m_snapshots[i];
        if (i == 0 || !isOfOneKind(m_snapshots[i - 1], one))
            known = 0;
        const bool back = one.value < known;
        known = std::max(known, one.value);
        if (back == one.wentBack)
            continue;
        one.wentBack = back;
        m_wentBack += back ? 1 : 0;
        QSqlQuery query(m_connection);
        query.prepare(QStringLiteral("UPDATE total SET flag = ? WHERE session = ? AND identity = ?"));
        query.addBindValue(back ? flagWentBack : 0);
        query.addBindValue(m_session);
        query.addBindValue(one.identity);
        if (auto done = execute(query); !done)
            return done;
    }
    return base::Done{};
}

base::Outcome LedgerTotals::settle(LedgerDeltas &deltas)
{
    if (auto done = read(); !done)
        return done;
    if (m_snapshots.empty())
        return base::Done{};
    for (const Share &share : m_before)
        deltas.addMoney(share.quarter, m_session, share.unit, -share.value);
    m_before = money();
    for (const Share &share : m_before)
        deltas.addMoney(share.quarter, m_session, share.unit, share.value);
    if (auto done = markWentBack(); !done)
        return done;
    const auto old = oldRest();
    if (!old)
        return old.error();
    const auto now = newRest();
    if (!now)
        return now.error();
    if (*old == *now)
        return base::Done{};
    put(*old, -1, deltas);
    put(*now, 1, deltas);
    return writeRest(*now);
}

const LedgerTotals::Snapshot *LedgerTotals::greatest(UsageKind kind) const
{
    const Snapshot *found = nullptr;
    for (const Snapshot &one : m_snapshots) {
        if (one.kind == kind && (!found || one.value > found->value))
            found = &one;
    }
    return found;
}

base::Result<LedgerTotals::Rest> LedgerTotals::oldRest()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT quarter, model, input, output, cache_read, cache_5m, cache_1h FROM rest WHERE session = ?"));
    query.addBindValue(m_session);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return Rest{};
    return Rest{query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toLongLong(), query.value(3).toLongLong(),
                query.value(4).toLongLong(), query.value(5).toLongLong(), query.value(6).toLongLong()};
}

base::Result<LedgerTotals::Rest> LedgerTotals::newRest()
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT input, output, cache_read, cache_write FROM told WHERE session = ?"));
    query.addBindValue(m_session);
    if (auto done = execute(query); !done)
        return done.error();
    const bool told = query.next();
    const auto beyond = [&](UsageKind kind, int column) {
        const Snapshot *total = greatest(kind);
        return std::max<qint64>(0, (total ? total->value : 0) - (told ? query.value(column).toLongLong() : 0));
    };
    Rest rest;
    rest.input = beyond(UsageKind::InputTokens, 0);
    rest.output = beyond(UsageKind::OutputTokens, 1);
    rest.cacheRead = beyond(UsageKind::CacheReadTokens, 2);
    // Requests do not say for how long they write: what they told is taken from the short ones first.
    const Snapshot *brief = greatest(UsageKind::CacheWrite5mTokens);
    const Snapshot *lasting = greatest(UsageKind::CacheWrite1hTokens);
    const qint64 both = (brief ? brief->value : 0) + (lasting ? lasting->value : 0);
    const qint64 writes = std::max<qint64>(0, both - (told ? query.value(3).toLongLong() : 0));
    rest.cache1h = std::min(writes, lasting ? lasting->value : 0);
    rest.cache5m = writes - rest.cache1h;
    if (rest.isEmpty())
        return Rest{};
    rest.model = -1;
    for (const Snapshot &one : m_snapshots) { // all of it happened by the newest of them
        if (!isTokens(one.kind) || one.wentBack)
            continue;
        rest.quarter = std::max(rest.quarter, quarterOf(one.at));
        if (one.model > 0) // a session with one agent says whose tokens they are
            rest.model = one.model;
    }
    return rest;
}

base::Outcome LedgerTotals::writeRest(const Rest &rest)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO rest (session, quarter, model, input, output, cache_read, cache_5m, cache_1h)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    for (const qint64 value : {m_session, rest.quarter, rest.model, rest.input, rest.output, rest.cacheRead, rest.cache5m, rest.cache1h})
        query.addBindValue(value);
    return execute(query);
}

void LedgerTotals::put(const Rest &rest, qint64 sign, LedgerDeltas &deltas) const
{
    using D = LedgerDeltas;
    const std::pair<D::Column, qint64> parts[] = {{D::Input, rest.input}, {D::Output, rest.output}, {D::CacheRead, rest.cacheRead},
                                                  {D::Cache5m, rest.cache5m}, {D::Cache1h, rest.cache1h}};
    for (const auto &[column, value] : parts)
        deltas.addTokens(rest.quarter, m_session, rest.model, column, sign * value);
}

} // namespace store
