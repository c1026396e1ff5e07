#pragma once

#include "store/ledger.h"
#include "tests/unit/store/logscene.h"

namespace test {

//! A ledger in a folder of its own, and amounts to put into it.
struct LedgerScene
{
    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<store::Ledger> ledger;

    LedgerScene()
    {
        clock.setNow(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
        open();
    }
    void open()
    {
        ledger.reset();
        ledger = std::make_unique<store::Ledger>(folder.filePath(QStringLiteral("usage.sqlite")), &clock);
    }

    static QDateTime at(int month, int day, int hour = 10, int minute = 0) { return QDateTime(QDate(2026, month, day), QTime(hour, minute), Qt::UTC); }

    static api::UsageRecord amount(const QString &identity, const QByteArray &value, api::UsageKind kind, const QDateTime &at, const QString &model = {})
    {
        api::UsageRecord record;
        record.identity = identity;
        record.amount = value;
        record.kind = kind;
        record.unit = kind == api::UsageKind::Money ? QByteArray("USD") : kind == api::UsageKind::Turns ? api::turnsUnit() : api::tokensUnit();
        record.at = at;
        record.model = model;
        return record;
    }
    //! A model request: input, output, cache read, cache write.
    static std::vector<api::UsageRecord> request(const QString &event, const std::array<int, 4> &tokens, const QDateTime &at, const QString &model = {})
    {
        using K = api::UsageKind;
        constexpr K kinds[] = {K::InputTokens, K::OutputTokens, K::CacheReadTokens, K::CacheWriteTokens};
        std::vector<api::UsageRecord> records;
        for (std::size_t i = 0; i < tokens.size(); ++i)
            records.push_back(amount(event + QStringLiteral("/%1").arg(i), QByteArray::number(tokens[i]), kinds[i], at, model));
        return records;
    }
    static api::UsageRecord total(const QByteArray &value, const QDateTime &at, api::UsageKind kind = api::UsageKind::Money)
    {
        auto record = amount(QStringLiteral("total/%1/%2/%3").arg(int(kind)).arg(QString::fromLatin1(value)).arg(at.toMSecsSinceEpoch()), value, kind, at);
        record.isRunningTotal = true;
        return record;
    }
    static api::SessionFacts facts(const QString &id, const QString &agent = QStringLiteral("agent_1"), const QString &model = QStringLiteral("claude-opus-4-5"))
    {
        api::SessionFacts facts;
        facts.id = id;
        facts.title = QStringLiteral("Title of ") + id;
        facts.agent = agent;
        facts.agentName = QStringLiteral("Name of ") + agent;
        facts.version = QStringLiteral("1");
        facts.model = model;
        facts.environment = QStringLiteral("env_1");
        facts.createdAt = at(11, 1);
        facts.updatedAt = at(11, 20);
        return facts;
    }

    store::Entered enter(const QString &session, const std::vector<api::UsageRecord> &records)
    {
        return valueOf(ledger->enter(ledger.get(), {server, session, {}}, records));
    }
    store::Entered list(const std::vector<api::SessionUsage> &sessions, const QString &profile = QStringLiteral("p"))
    {
        return valueOf(ledger->enterSessions(ledger.get(), {server, profile}, sessions));
    }
    store::LedgerAnswer sums(const store::LedgerQuestion &question) { return valueOf(ledger->sums(ledger.get(), question)); }
    store::LedgerAnswer sums(store::LedgerGrouping by)
    {
        store::LedgerQuestion question;
        question.by = by;
        return sums(question);
    }

    QString server = QStringLiteral("api.example.com");
};

} // namespace test
