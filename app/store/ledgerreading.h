#pragma once

#include "base/result.h"
#include "store/ledger.h"

#include <QSqlDatabase>

namespace store {

//! Reads what is no sum, inside a read transaction of the caller's.
class LedgerReading
{
public:
    explicit LedgerReading(QSqlDatabase &connection) : m_connection(connection) {}

    base::Result<std::vector<FlaggedUsage>> flagged(int most);
    base::Result<std::vector<LedgerEntry>> entries(const LedgerLine &session, const PriceTable &prices, int most);
    base::Result<std::vector<UnreadSession>> unread(const LedgerSource &source);
    base::Result<api::Known> readThrough(const LedgerLine &line);

private:
    base::Outcome readRequests(qint64 session, qint64 model, const PriceTable &prices, int most, std::vector<LedgerEntry> &entries);
    base::Outcome readTotals(qint64 session, std::vector<LedgerEntry> &entries);
    base::Outcome readTurns(qint64 session, std::vector<LedgerEntry> &entries);
    base::Result<QString> word(qint64 number);

    QSqlDatabase &m_connection;
};

} // namespace store
