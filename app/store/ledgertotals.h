#pragma once

#include "api/usage.h"
#include "base/result.h"
#include "store/ledger.h"
#include "store/ledgerdeltas.h"

#include <QSqlDatabase>

#include <vector>

namespace store {

//! The running totals of one session, and what they mean for the quarters: money is the difference of successive ones; of tokens that part
//! which no request has told of yet. Lives inside a transaction of the caller's.
class LedgerTotals
{
public:
    LedgerTotals(QSqlDatabase &connection, qint64 session) : m_connection(connection), m_session(session) {}

    //! One more, and what it is worth: nothing when it says no more than the one before it. Whether it was stored.
    struct Snapshot
    {
        QString identity;
        api::UsageKind kind = api::UsageKind::Money;
        qint64 unit = 0;
        qint64 model = 0;
        qint64 at = 0;      //!< UTC, ms
        qint64 value = 0;
        bool wentBack = false;
        QByteArray raw;
    };
    base::Result<bool> add(const Snapshot &snapshot);
    //! Brings the quarters up to date with the totals and with what requests told; call once, after the last add().
    base::Outcome settle(LedgerDeltas &deltas);
    int wentBack() const { return m_wentBack; }

private:
    struct Share //!< of a quarter
    {
        qint64 quarter = 0;
        qint64 unit = 0;
        qint64 value = 0;
    };
    struct Rest //!< what totals have beyond what requests told
    {
        qint64 quarter = 0;
        qint64 model = 0;
        qint64 input = 0;
        qint64 output = 0;
        qint64 cacheRead = 0;
        qint64 cache5m = 0;
        qint64 cache1h = 0;
        bool operator==(const Rest &) const = default;
        bool isEmpty() const { return input + output + cacheRead + cache5m + cache1h == 0; }
    };
    base::Outcome read();
    base::Outcome store(const Snapshot &snapshot);
    std::vector<Share> money() const;
    base::Outcome markWentBack();
    base::Result<Rest> oldRest();
    base::Result<Rest> newRest();
    base::Outcome writeRest(const Rest &rest);
    void put(const Rest &rest, qint64 sign, LedgerDeltas &deltas) const;
    //! The greatest total of a kind, and the snapshot that first had it; null: there is none.
    const Snapshot *greatest(api::UsageKind kind) const;

    QSqlDatabase &m_connection;
    const qint64 m_session;
    bool m_isRead = false;
    std::vector<Snapshot> m_snapshots; //!< by kind, unit, time, value
    std::vector<Share> m_before;       //!< money as it stands in the quarters
    int m_wentBack = 0;
};

} // namespace store
