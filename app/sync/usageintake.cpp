#include "sync/usageintake.h"

#include "store/eventlog.h"

namespace syncing {

namespace {

const QString sessions = QStringLiteral("sessions");

size_t fingerprint(const api::SessionUsage &session)
{
    const api::SessionFacts &facts = session.facts;
    size_t hash = qHashMulti(0, facts.title, facts.agent, facts.agentName, facts.version, facts.model, facts.environment, facts.tags, facts.updatedAt);
    for (const api::UsageRecord &record : session.records)
        hash = qHashMulti(hash, record.identity, record.amount);
    return hash;
}

} // namespace

UsageIntake::UsageIntake(api::Client *client, store::EventLog *log, store::Ledger *ledger, const store::LedgerSource &source, QObject *parent)
    : QObject(parent), m_ledger(ledger), m_source(source), m_decoder(client->usageDecoder())
{
    if (m_decoder.ofSession) {
        connect(client, &api::Client::recordsRead, this, [this](const QString &resource, const std::vector<base::Record> &records) {
            if (resource == sessions)
                takeSessions(records);
        });
        connect(client, &api::Client::recordChanged, this, [this](const QString &resource, const base::Record &record) {
            if (resource == sessions)
                takeSessions({record});
        });
    }
    connect(client, &api::Client::recordRemoved, this, [this](const QString &resource, const QString &id) {
        if (resource != sessions)
            return;
        m_known.remove(id);
        m_ledger->markDeleted(m_source.server, id);
    });
    if (log && m_decoder.ofEvent)
        connect(log, &store::EventLog::appended, this, &UsageIntake::takeEvents);
}

bool UsageIntake::isNews(const api::SessionUsage &session)
{
    const size_t now = fingerprint(session);
    size_t &known = m_known[session.facts.id];
    return std::exchange(known, now) != now;
}

void UsageIntake::takeSessions(const std::vector<base::Record> &records)
{
    std::vector<api::SessionUsage> news;
    for (const base::Record &record : records) {
        api::SessionUsage session = m_decoder.ofSession(record);
        if (!session.facts.id.isEmpty() && isNews(session))
            news.push_back(std::move(session));
    }
    if (news.empty())
        return;
    m_ledger->enterSessions(this, m_source, news)->then(this, [this, news](const base::Result<store::Entered> &entered) {
        if (entered)
            return;
        for (const api::SessionUsage &session : news)
            m_known.remove(session.facts.id); // to be tried again
        Q_EMIT failed(entered.error());
    });
}

void UsageIntake::takeEvents(const store::LogKey &key, const api::Events &events, const std::optional<store::Advance> &moved)
{
    if (key.profile != m_source.profile)
        return;
    std::vector<api::UsageRecord> records;
    for (const api::Event &event : events) {
        if (event.kind == api::EventKind::SessionDeleted)
            m_ledger->markDeleted(m_source.server, key.session);
        for (api::UsageRecord &record : m_decoder.ofEvent(event)) {
            if (record.thread.isEmpty())
                record.thread = key.thread;
            records.push_back(std::move(record));
        }
    }
    if (records.empty() && !moved)
        return;
    m_ledger->enter(this, {m_source.server, key.session, key.thread}, records, moved)->then(this, [this](const base::Result<store::Entered> &entered) {
        if (!entered)
            Q_EMIT failed(entered.error());
    });
}

} // namespace syncing
