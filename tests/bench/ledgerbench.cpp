// What the ledger costs: a million amounts entered, and summed up in every grouping. usage: bench_ledger [AMOUNTS]; 1,000,000 without a number.
#include "store/ledger.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cstdio>

namespace {

using store::LedgerGrouping;

constexpr int days = 90;
constexpr int sessions = 2'000;
constexpr int perRequest = 4;

template<class T>
T valueOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&](const base::Result<T> &r) {
        result.emplace(r);
        QCoreApplication::quit();
    });
    QCoreApplication::exec(); // QTest::qWaitFor looks every 10 ms only
    if (!*result)
        qFatal("%s", qPrintable(result->error().detail));
    return **result;
}

QDateTime startOf(int session)
{
    return QDateTime(QDate(2026, 8, 24), QTime(7, 0), Qt::UTC).addSecs(qint64(session) * days * 86'400 / sessions);
}

api::SessionUsage factsOf(int number)
{
    api::SessionUsage session;
    session.facts.id = QStringLiteral("sesn_%1").arg(number, 24, 10, QLatin1Char('0'));
    session.facts.agent = QStringLiteral("agent_%1").arg(number % 6);
    session.facts.agentName = QStringLiteral("Agent %1").arg(number % 6);
    session.facts.version = QString::number(1 + number % 3);
    static const char *const models[] = {"claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-4-5"};
    session.facts.model = QLatin1String(models[number % 4]);
    session.facts.environment = QStringLiteral("env_%1").arg(number % 3);
    session.facts.updatedAt = startOf(number);
    api::UsageRecord cost;
    cost.identity = QStringLiteral("record/cost");
    cost.amount = QByteArray::number(number % 400) + ".25";
    cost.unit = "USD";
    cost.isRunningTotal = true;
    cost.at = startOf(number).addSecs(3'600);
    session.records.push_back(cost);
    return session;
}

//! One request every `gap` seconds.
std::vector<api::UsageRecord> requestsOf(int session, int count, int gap)
{
    using K = api::UsageKind;
    constexpr K kinds[] = {K::InputTokens, K::OutputTokens, K::CacheReadTokens, K::CacheWriteTokens};
    QRandomGenerator random(quint32(session) + 1);
    std::vector<api::UsageRecord> records;
    for (int i = 0; i < count; ++i) {
        for (const K kind : kinds) {
            api::UsageRecord record;
            record.identity = QStringLiteral("sevt_%1/%2").arg(i, 24, 10, QLatin1Char('0')).arg(int(kind));
            record.amount = QByteArray::number(random.bounded(20'000));
            record.unit = api::tokensUnit();
            record.kind = kind;
            record.at = startOf(session).addSecs(qint64(i) * gap);
            records.push_back(std::move(record));
        }
    }
    return records;
}

void fill(store::Ledger &ledger, int amounts, int gap)
{
    const int requests = amounts / perRequest / sessions;
    for (int session = 0; session < sessions; ++session) {
        const auto facts = factsOf(session);
        (void)valueOf(ledger.enterSessions(&ledger, {QStringLiteral("server"), QStringLiteral("profile")}, {facts}));
        (void)valueOf(ledger.enter(&ledger, {QStringLiteral("server"), facts.facts.id, {}}, requestsOf(session, requests, gap)));
    }
}

void sum(store::Ledger &ledger)
{
    const std::pair<const char *, LedgerGrouping> groupings[] = {
        {"day", LedgerGrouping::Day},   {"week", LedgerGrouping::Week},   {"month", LedgerGrouping::Month},           {"agent", LedgerGrouping::Agent},
        {"agent version", LedgerGrouping::AgentVersion}, {"model", LedgerGrouping::Model}, {"environment", LedgerGrouping::Environment}, {"session", LedgerGrouping::Session}};
    for (const auto &[name, by] : groupings) {
        for (const bool split : {false, true}) {
            store::LedgerQuestion question;
            question.by = by;
            question.zone = QTimeZone("Europe/Berlin");
            question.prices = store::PriceTable::shipped();
            if (split)
                question.split = LedgerGrouping::Model;
            std::vector<double> times;
            std::size_t groups = 0;
            for (int round = 0; round < 5; ++round) {
                QElapsedTimer timer;
                timer.start();
                groups = valueOf(ledger.sums(&ledger, question)).sums.size();
                times.push_back(double(timer.nsecsElapsed()) / 1e9);
            }
            const double median = bench::median(times);
            std::printf("  %-14s%-10s %6zu groups %12s%s\n", name, split ? " by model" : "", groups, bench::inMilliseconds(median).c_str(),
                        median > 0.2 ? "  (missed)" : "");
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int amounts = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    // As people work: a request every half a minute; and as badly as it can be: each in a quarter of an hour of its own.
    for (const int gap : {30, 900}) {
        const QTemporaryDir folder;
        base::SystemClock clock;
        const QString file = folder.filePath(QStringLiteral("usage.sqlite"));
        store::Ledger ledger(file, &clock);
        QElapsedTimer timer;
        timer.start();
        fill(ledger, amounts, gap);
        std::printf("%d amounts of %d sessions, a request every %d s: entered in %s, %.0f MB; summed up (aim: 200 ms):\n", amounts, sessions, gap,
                    bench::inSeconds(double(timer.elapsed()) / 1e3).c_str(), double(QFileInfo(file).size()) / 1e6);
        sum(ledger);
    }
    return 0;
}
