#include "store/ledgerreading.h"

#include "store/ledgeramount.h"
#include "store/ledgerdeltas.h"
#include "store/ledgerrows.h"
#include "store/schema.h"

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace store {

using api::UsageKind;

namespace {

QDateTime timeOf(const QVariant &ms)
{
    return ms.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms.toLongLong(), Qt::UTC);
}

api::Known knownOf(const QVariant &sequence, const QVariant &at)
{
    api::Known known;
    known.sequence = sequence.isNull() ? -1 : sequence.toLongLong();
    known.through = timeOf(at);
    return known;
}

//! An event's identity: a record's has the kind behind it.
QString eventOf(const QString &identity)
{
    if (identity.startsWith(QLatin1String("record/")))
        return {};
    return identity.left(identity.lastIndexOf(QLatin1Char('/')));
}

void addTokens(LedgerTokens &tokens, UsageKind kind, qint64 value)
{
    switch (LedgerDeltas::columnOf(kind)) {
    case LedgerDeltas::Input: tokens.input += value; break;
    case LedgerDeltas::Output: tokens.output += value; break;
    case LedgerDeltas::CacheRead: tokens.cacheRead += value; break;
    default: tokens.cacheWrite += value; break;
    }
}

void addMoney(std::vector<LedgerMoney> &money, const QByteArray &unit, const base::Decimal &amount)
{
    for (LedgerMoney &one : money) {
        if (one.unit == unit) {
            one.amount += amount;
            return;
        }
    }
    money.push_back({unit, amount});
}

} // namespace

base::Result<std::vector<FlaggedUsage>> LedgerReading::flagged(int most)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    const QString part = QStringLiteral("SELECT server, session.session, identity, raw, word.word AS unit, kind, at, flag FROM %1 JOIN session ON"
                                        " session.number = %1.session LEFT JOIN word ON word.number = %1.unit WHERE flag > 0");
    query.prepare(part.arg(QStringLiteral("amount")) + QStringLiteral(" UNION ALL ") + part.arg(QStringLiteral("total"))
                  + QStringLiteral(" ORDER BY at DESC LIMIT ?"));
    query.addBindValue(most);
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<FlaggedUsage> list;
    while (query.next()) {
        FlaggedUsage one;
        one.server = query.value(0).toString();
        one.session = query.value(1).toString();
        one.identity = query.value(2).toString();
        one.amount = query.value(3).toString().toUtf8();
        one.unit = query.value(4).toString().toUtf8();
        one.kind = UsageKind(query.value(5).toInt());
        one.at = timeOf(query.value(6));
        one.why = FlaggedUsage::Why(query.value(7).toInt() - 1);
        list.push_back(std::move(one));
    }
    return list;
}

base::Result<std::vector<LedgerEntry>> LedgerReading::entries(const LedgerLine &session, const PriceTable &prices, int most)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT number, model FROM session WHERE server = ? AND session = ?"));
    query.addBindValue(ledgerText(session.server));
    query.addBindValue(ledgerText(session.session));
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<LedgerEntry> entries;
    if (!query.next())
        return entries;
    const qint64 number = query.value(0).toLongLong();
    if (auto done = readRequests(number, query.value(1).toLongLong(), prices, most, entries); !done)
        return done.error();
    if (auto done = readTotals(number, entries); !done)
        return done.error();
    std::stable_sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    if (entries.size() > std::size_t(most))
        entries.erase(entries.begin(), entries.end() - most);
    if (auto done = readTurns(number, entries); !done)
        return done.error();
    return entries;
}

base::Result<QString> LedgerReading::word(qint64 number)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT word FROM word WHERE number = ?"));
    query.addBindValue(number);
    if (auto done = execute(query); !done)
        return done.error();
    return query.next() ? query.value(0).toString() : QString();
}

base::Outcome LedgerReading::readRequests(qint64 session, qint64 model, const PriceTable &prices, int most, std::vector<LedgerEntry> &entries)
{
    const auto usual = word(model);
    if (!usual)
        return usual.error();
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT identity, thread, at, amount.model, word.word, kind, value FROM amount LEFT JOIN word ON word.number = amount.model"
                                 " WHERE session = ? AND flag = 0 AND kind NOT IN (?, ?) ORDER BY at DESC, identity LIMIT ?"));
    for (const qint64 value : {session, qint64(UsageKind::Money), qint64(UsageKind::Turns), qint64(most) * 6}) // at most six kinds a request
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        const QString event = eventOf(query.value(0).toString());
        if (entries.empty() || entries.back().identity != event) {
            if (entries.size() == std::size_t(most))
                break;
            LedgerEntry entry;
            entry.identity = event;
            entry.thread = query.value(1).toString();
            entry.at = timeOf(query.value(2));
            entry.model = query.value(3).toLongLong() == 0 ? *usual : query.value(4).toString();
            entries.push_back(std::move(entry));
        }
        LedgerEntry &entry = entries.back();
        const auto kind = UsageKind(query.value(5).toInt());
        const qint64 tokens = query.value(6).toLongLong();
        addTokens(entry.tokens, kind, tokens);
        if (const Price *price = prices.find(entry.model, entry.at.date()); price && tokens > 0)
            addMoney(entry.estimated, price->currency, price->ofMillion(kind)->ofMillion(tokens));
    }
    return base::Done{};
}

base::Outcome LedgerReading::readTotals(qint64 session, std::vector<LedgerEntry> &entries)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT identity, at, word.word, value FROM total LEFT JOIN word ON word.number = total.unit"
                                 " WHERE session = ? AND flag = 0 AND kind = ? ORDER BY unit, at, value"));
    query.addBindValue(session);
    query.addBindValue(int(UsageKind::Money));
    if (auto done = execute(query); !done)
        return done;
    QByteArray unit;
    qint64 known = 0;
    while (query.next()) {
        if (const QByteArray one = query.value(2).toString().toUtf8(); one != unit) {
            unit = one;
            known = 0;
        }
        const qint64 value = query.value(3).toLongLong();
        LedgerEntry entry;
        entry.identity = eventOf(query.value(0).toString());
        entry.at = timeOf(query.value(1));
        entry.reported.push_back({unit, base::Decimal::ofNanos(value - known)});
        known = value;
        entries.push_back(std::move(entry));
    }
    return base::Done{};
}

base::Outcome LedgerReading::readTurns(qint64 session, std::vector<LedgerEntry> &entries)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT at, value, (SELECT min(at) FROM amount WHERE session = ? AND flag = 0 AND kind NOT IN (?, ?)) FROM amount"
                                 " WHERE session = ? AND flag = 0 AND kind = ? ORDER BY at"));
    for (const qint64 value : {session, qint64(UsageKind::Turns), qint64(UsageKind::Money), session, qint64(UsageKind::Turns)})
        query.addBindValue(value);
    if (auto done = execute(query); !done)
        return done;
    // Some servers tell of a turn when it begins, others when it has ended: there a request comes before the first of them.
    bool atEnd = true;
    int turns = 0;
    auto entry = entries.begin();
    for (bool first = true; query.next(); first = false) {
        const QDateTime mark = timeOf(query.value(0));
        if (first)
            atEnd = query.value(2).isNull() || timeOf(query.value(2)) <= mark;
        for (; entry != entries.end() && (atEnd ? entry->at <= mark : entry->at < mark); ++entry)
            entry->turn = turns + (atEnd ? 1 : 0);
        turns += query.value(1).toInt();
    }
    for (; entry != entries.end(); ++entry)
        entry->turn = turns + (atEnd ? 1 : 0);
    return base::Done{};
}

base::Result<std::vector<UnreadSession>> LedgerReading::unread(const LedgerSource &source)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT session.session, updated, through_sequence, through_at FROM seen JOIN session ON session.number = seen.session"
                                 " LEFT JOIN line ON line.session = session.number AND line.thread = ''"
                                 " WHERE seen.profile = ? AND server = ? AND deleted = 0 AND (line.read IS NULL OR line.read < updated)"
                                 " ORDER BY coalesce(updated, created, 0) DESC, session.number"));
    query.addBindValue(ledgerText(source.profile));
    query.addBindValue(ledgerText(source.server));
    if (auto done = execute(query); !done)
        return done.error();
    std::vector<UnreadSession> list;
    while (query.next())
        list.push_back({{source.server, query.value(0).toString(), {}}, timeOf(query.value(1)), knownOf(query.value(2), query.value(3))});
    return list;
}

base::Result<api::Known> LedgerReading::readThrough(const LedgerLine &line)
{
    QSqlQuery query(m_connection);
    query.prepare(QStringLiteral("SELECT through_sequence, through_at FROM line WHERE thread = ? AND session ="
                                 " (SELECT number FROM session WHERE server = ? AND session = ?)"));
    for (const QString &value : {line.thread, line.server, line.session})
        query.addBindValue(ledgerText(value));
    if (auto done = execute(query); !done)
        return done.error();
    return query.next() ? knownOf(query.value(0), query.value(1)) : api::Known();
}

} // namespace store
