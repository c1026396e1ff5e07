#pragma once

#include "api/usage.h"
#include "base/result.h"

#include <QSqlDatabase>

#include <array>
#include <map>
#include <tuple>

namespace store {

//! Changes of the quarters that sums are made of, gathered and then written together, inside a transaction of the caller's.
class LedgerDeltas
{
public:
    //! Columns of `tokens`, in the order of its CREATE TABLE.
    enum Column { Input, Output, CacheRead, CacheWrite, Cache5m, Cache1h, Requests, Turns, ColumnCount };
    static Column columnOf(api::UsageKind kind); //!< not of Money

    void addTokens(qint64 quarter, qint64 session, qint64 model, Column column, qint64 value);
    void addMoney(qint64 quarter, qint64 session, qint64 unit, qint64 value);
    base::Outcome write(QSqlDatabase &connection);

private:
    using Columns = std::array<qint64, ColumnCount>;
    using Place = std::tuple<qint64, qint64, qint64>; //!< as the keys of both tables: written in their order
    std::map<Place, Columns> m_tokens;
    std::map<Place, qint64> m_money;
};

} // namespace store
