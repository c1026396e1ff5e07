#pragma once

#include "api/client.h"
#include "store/ledger.h"

#include <QHash>
#include <QObject>

namespace store {
class EventLog;
}

namespace syncing {

//! Brings into the ledger what is read anyway: sessions as a client lists and reads them, events as the log takes them in.
class UsageIntake final : public QObject
{
    Q_OBJECT
public:
    //! `log` may be null. Client, log and ledger must outlive the intake.
    UsageIntake(api::Client *client, store::EventLog *log, store::Ledger *ledger, const store::LedgerSource &source, QObject *parent);

Q_SIGNALS:
    //! Something could not be written. What it was will be met again by a back-fill.
    void failed(const base::Error &error);

private:
    void takeSessions(const std::vector<base::Record> &records);
    void takeEvents(const store::LogKey &key, const api::Events &events, const std::optional<store::Advance> &moved);
    bool isNews(const api::SessionUsage &session);

    store::Ledger *m_ledger;
    const store::LedgerSource m_source;
    const api::UsageDecoder m_decoder;
    QHash<QString, size_t> m_known; //!< what the ledger was given last of a session: lists are read again and again
};

} // namespace syncing
