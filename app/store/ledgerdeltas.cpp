#include "store/ledgerdeltas.h"

#include "store/schema.h"

#include <QSqlQuery>
#include <QVariant>

namespace store {

using api::UsageKind;

LedgerDeltas::Column LedgerDeltas::columnOf(UsageKind kind)
{
    switch (kind) {
    case UsageKind::InputTokens: return Input;
    case UsageKind::OutputTokens: return Output;
    case UsageKind::CacheReadTokens: return CacheRead;
    case UsageKind::CacheWrite5mTokens: return Cache5m;
    case UsageKind::CacheWrite1hTokens: return Cache1h;
    case UsageKind::Turns: return Turns;
    case UsageKind::CacheWriteTokens:
    case UsageKind::Money: break;
    }
    return CacheWrite;
}

void LedgerDeltas::addTokens(qint64 quarter, qint64 session, qint64 model, Column column, qint64 value)
{
    if (value != 0)
        m_tokens[{quarter, session, model}][column] += value;
}

void LedgerDeltas::addMoney(qint64 quarter, qint64 session, qint64 unit, qint64 value)
{
    if (value != 0)
        m_money[{quarter, session, unit}] += value;
}

base::Outcome LedgerDeltas::write(QSqlDatabase &connection)
{
    QSqlQuery tokens(connection);
    tokens.prepare(QStringLiteral(
        "INSERT INTO tokens (quarter, session, model, input, output, cache_read, cache_write, cache_5m, cache_1h, requests, turns)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (quarter, session, model) DO UPDATE SET input = input + excluded.input,"
        " output = output + excluded.output, cache_read = cache_read + excluded.cache_read, cache_write = cache_write + excluded.cache_write,"
        " cache_5m = cache_5m + excluded.cache_5m, cache_1h = cache_1h + excluded.cache_1h, requests = requests + excluded.requests,"
        " turns = turns + excluded.turns"));
    for (const auto &[place, columns] : m_tokens) {
        int at = 0;
        for (const qint64 part : {std::get<0>(place), std::get<1>(place), std::get<2>(place)})
            tokens.bindValue(at++, part);
        for (const qint64 value : columns)
            tokens.bindValue(at++, value);
        if (auto done = execute(tokens); !done)
            return done;
    }
    QSqlQuery money(connection);
    money.prepare(QStringLiteral("INSERT INTO money (quarter, session, unit, value) VALUES (?, ?, ?, ?)"
                                 " ON CONFLICT (quarter, session, unit) DO UPDATE SET value = value + excluded.value"));
    for (const auto &[place, value] : m_money) {
        int at = 0;
        for (const qint64 part : {std::get<0>(place), std::get<1>(place), std::get<2>(place), value})
            money.bindValue(at++, part);
        if (auto done = execute(money); !done)
            return done;
    }
    m_tokens.clear();
    m_money.clear();
    return base::Done{};
}

} // namespace store
