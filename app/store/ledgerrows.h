#pragma once

#include "store/ledger.h"
#include "store/ledgeramount.h"
#include "store/ledgerdeltas.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace store {

//! Writes what was used, inside a transaction of the caller's; lives as long as that.
class LedgerRows
{
public:
    LedgerRows(QSqlDatabase &connection, const QDateTime &now);

    base::Result<Entered> enter(const LedgerLine &line, const std::vector<api::UsageRecord> &records, const std::optional<Advance> &advance);
    base::Result<Entered> enterSessions(const LedgerSource &source, const std::vector<api::SessionUsage> &sessions);

private:
    using Told = std::array<qint64, 4>; //!< columns of `told`

    base::Result<qint64> wordOf(const QString &word);
    base::Result<qint64> sessionOf(const QString &server, const QString &session);
    base::Outcome describe(const LedgerSource &source, qint64 session, const api::SessionFacts &facts);
    base::Outcome setTags(qint64 session, const QStringList &tags);
    base::Outcome see(const LedgerSource &source, qint64 session);
    //! Everything of one session.
    base::Outcome put(qint64 session, const std::vector<api::UsageRecord> &records, Entered &entered);
    base::Result<bool> putAmount(qint64 session, const api::UsageRecord &record, const LedgerAmount &amount);
    base::Result<bool> putTotal(qint64 session, const api::UsageRecord &record, const QDateTime &at, const LedgerAmount &amount, class LedgerTotals &totals);
    base::Result<bool> putFlaggedTotal(qint64 session, const api::UsageRecord &record, const QDateTime &at, const LedgerAmount &amount);
    base::Result<qint64> modelOf(const api::UsageRecord &record);
    base::Outcome writeTold(qint64 session, const Told &told);
    base::Result<bool> advance(qint64 session, const QString &thread, const Advance &advance);

    QSqlDatabase &m_connection;
    const QDateTime m_now;
    LedgerDeltas m_deltas;
    Told m_told{};
    QHash<QString, qint64> m_words;
    QSqlQuery m_insert;
};

//! A null text would be stored as NULL.
QVariant ledgerText(const QString &text);

} // namespace store
