// What the program makes of raw usage, as JSON on standard output.
//   ledger_sums events anthropic|openma FILE…   each file a session's events, one JSON object a line; SESSION.record.json beside it: its record
//   ledger_sums demo managed|openma             the demo workspace, listed and back-filled; then "URL KEY" on standard error, until its input ends
#include "backends/anthropic/dialect.h"
#include "backends/clients.h"
#include "backends/openma/dialect.h"
#include "base/json.h"
#include "demo/server.h"
#include "store/ledger.h"
#include "sync/backfill.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <iostream>

namespace {

using base::Json;
using store::LedgerGrouping;

template<class T>
T valueOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&](const base::Result<T> &r) {
        result.emplace(r);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    if (!*result)
        qFatal("%s: %s", base::kindName(result->error().kind), qPrintable(result->error().detail));
    return **result;
}

Json moneyOf(const std::vector<store::LedgerMoney> &money)
{
    Json out = Json::object();
    for (const auto &one : money)
        out[one.unit.toStdString()] = one.amount.text(2).toStdString();
    return out;
}

Json jsonOf(const store::LedgerSum &sum)
{
    return {{"input", sum.tokens.input},        {"output", sum.tokens.output},     {"cache_read", sum.tokens.cacheRead}, {"cache_write", sum.tokens.cacheWrite},
            {"requests", sum.requests},         {"turns", sum.turns},              {"sessions", sum.sessions},           {"reported", moneyOf(sum.reported)},
            {"estimated", moneyOf(sum.estimated)}, {"unpriced", sum.unpricedTokens}};
}

Json sumsOf(store::Ledger &ledger)
{
    const std::pair<const char *, LedgerGrouping> groupings[] = {{"day", LedgerGrouping::Day},         {"week", LedgerGrouping::Week},
                                                                 {"month", LedgerGrouping::Month},     {"model", LedgerGrouping::Model},
                                                                 {"agent", LedgerGrouping::Agent},     {"environment", LedgerGrouping::Environment},
                                                                 {"session", LedgerGrouping::Session}, {"tag", LedgerGrouping::Tag}};
    Json out = Json::object();
    for (const auto &[name, by] : groupings) {
        store::LedgerQuestion question;
        question.by = by;
        question.prices = store::PriceTable::shipped();
        const auto answer = valueOf(ledger.sums(&ledger, question));
        Json groups = Json::object();
        for (const store::LedgerSum &sum : answer.sums)
            groups[sum.key.id.toStdString()] = jsonOf(sum);
        out[name] = groups;
        out["total"] = jsonOf(answer.total);
        out["flagged"] = answer.flagged;
    }
    return out;
}

int sumEvents(store::Ledger &ledger, const QStringList &words)
{
    const bool openma = words.value(0) == QLatin1String("openma");
    const backends::Dialect dialect = openma ? backends::openma::dialect() : backends::anthropic::dialect();
    for (const QString &path : words.mid(1)) {
        const QString session = QFileInfo(path).completeBaseName();
        QFile record(QFileInfo(path).path() + QLatin1Char('/') + session + QStringLiteral(".record.json"));
        if (record.open(QIODevice::ReadOnly)) {
            auto usage = dialect.usageOfSession(base::Record(base::parseJson(record.readAll()).value()));
            usage.facts.id = session;
            (void)valueOf(ledger.enterSessions(&ledger, {QStringLiteral("files"), QStringLiteral("p")}, {usage}));
        }
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(path));
        std::vector<api::UsageRecord> records;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const auto event = dialect.decodeEvent(line);
            if (!event)
                continue;
            for (const api::UsageRecord &one : dialect.usageOfEvent(*event))
                records.push_back(one);
        }
        (void)valueOf(ledger.enter(&ledger, {QStringLiteral("files"), session, {}}, records));
    }
    std::cout << sumsOf(ledger).dump() << std::endl;
    return 0;
}

int sumDemo(store::Ledger &ledger, base::Clock &clock, bool openma)
{
    demo::Options options;
    options.wire = openma ? demo::Wire::Openma : demo::Wire::ManagedAgents;
    options.speed = 0;
    demo::Server server(options);
    if (!server.start())
        qFatal("the demo does not start");
    api::Profile profile;
    profile.platform = openma ? api::Platform::Openma : api::Platform::Demo;
    profile.baseUrl = server.baseUrl();
    const auto client = backends::makeClient(profile, server.key(), &clock, nullptr);
    syncing::Backfill backfill(client.get(), &ledger, &clock, {QStringLiteral("demo"), QStringLiteral("demo")}, nullptr);
    backfill.setPace(std::chrono::milliseconds(0));
    QObject::connect(&backfill, &syncing::Backfill::progressChanged, &backfill, [&backfill] {
        if (!backfill.isActive())
            QCoreApplication::quit();
    });
    backfill.start();
    QCoreApplication::exec();
    const auto &progress = backfill.progress();
    if (progress.state != syncing::BackfillProgress::State::Done || progress.sessionsSkipped > 0)
        qFatal("the back-fill did not end well");
    std::cout << sumsOf(ledger).dump() << std::endl;
    std::cerr << server.baseUrl().toString().toStdString() << ' ' << server.key().toStdString() << std::endl;
    while (std::cin.get() != std::char_traits<char>::eof()) {
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = application.arguments().mid(1);
    const QTemporaryDir folder;
    base::SystemClock clock;
    store::Ledger ledger(folder.filePath(QStringLiteral("usage.sqlite")), &clock);
    if (words.value(0) == QLatin1String("events"))
        return sumEvents(ledger, words.mid(1));
    if (words.value(0) == QLatin1String("demo"))
        return sumDemo(ledger, clock, words.value(1) == QLatin1String("openma"));
    std::fputs("usage: ledger_sums events anthropic|openma FILE… | demo managed|openma\n", stderr);
    return 2;
}
