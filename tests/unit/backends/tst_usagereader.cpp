#include "backends/shared/usagereader.h"
#include "backends/anthropic/dialect.h"
#include "backends/openma/dialect.h"
#include "tests/support/testbase.h"

using api::UsageKind;
using api::UsageRecord;

namespace {

//! "identity kind amount unit[ model]" of each; running totals begin with "=".
QStringList shown(const std::vector<UsageRecord> &records)
{
    QStringList lines;
    for (const UsageRecord &one : records) {
        lines.append(QStringLiteral("%1%2 %3 %4 %5%6")
                         .arg(one.isRunningTotal ? QStringLiteral("=") : QString(), one.identity, QString::number(int(one.kind)),
                              QString::fromUtf8(one.amount), QString::fromUtf8(one.unit), one.model.isEmpty() ? QString() : QLatin1Char(' ') + one.model));
    }
    return lines;
}

std::vector<UsageRecord> ofEvent(const backends::Dialect &dialect, const QByteArray &json)
{
    const auto event = dialect.decodeEvent(json);
    if (!event)
        qFatal("%s", json.constData());
    return dialect.usageOfEvent(*event);
}

QByteArray line(const QString &file, const char *type)
{
    for (const QByteArray &one : test::fixture(file).split('\n')) {
        if (one.contains(QByteArray("\"type\": \"") + type + '"') || one.contains(QByteArray("\"type\":\"") + type + '"'))
            return one;
    }
    qFatal("no %s in %s", type, qPrintable(file));
}

} // namespace

//! What events and sessions say was used, as their servers spell it.
class TestUsageReader : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void requestsOfAnthropic();
    void totalsOfAnthropic();
    void sessionsOfAnthropic();
    void severalAgentsAreNoModel();
    void requestsOfOpenma();
    void helpersOfOpenma();
    void turns();
    void whatCannotBeRightIsKeptAsItCame();
    void otherCurrencies();
    void nothingFromTheRest();
};

void TestUsageReader::requestsOfAnthropic()
{
    const auto dialect = backends::anthropic::dialect();
    const auto records = ofEvent(dialect, line(QStringLiteral("anthropic/events.jsonl"), "span.model_request_end"));
    QCOMPARE(shown(records), (QStringList{QStringLiteral("sevt_41/in 1 1200 tokens"), QStringLiteral("sevt_41/out 2 300 tokens"),
                                          QStringLiteral("sevt_41/write 4 2000 tokens")}));
    QCOMPARE(records.front().at, QDateTime(QDate(2026, 11, 20), QTime(9, 15, 9), Qt::UTC));
    QVERIFY(records.front().source == api::UsageSource::Reported);
    QCOMPARE(shown(ofEvent(dialect, line(QStringLiteral("anthropic/events.jsonl"), "span.outcome_evaluation_end"))),
             (QStringList{QStringLiteral("sevt_44/in 1 2400 tokens"), QStringLiteral("sevt_44/out 2 350 tokens"), QStringLiteral("sevt_44/read 3 1800 tokens")}));
}

void TestUsageReader::totalsOfAnthropic()
{
    QCOMPARE(shown(ofEvent(backends::anthropic::dialect(), line(QStringLiteral("anthropic/events.jsonl"), "session.usage"))),
             (QStringList{QStringLiteral("=sevt_28/in 1 5200 tokens"), QStringLiteral("=sevt_28/out 2 3100 tokens"),
                          QStringLiteral("=sevt_28/read 3 41000 tokens"), QStringLiteral("=sevt_28/write5m 5 2000 tokens"),
                          QStringLiteral("=sevt_28/cost 0 1.37 USD")}));
}

void TestUsageReader::sessionsOfAnthropic()
{
    const base::Record record(*base::parseJson(test::fixture(QStringLiteral("anthropic/session.json"))));
    const auto usage = backends::anthropic::dialect().usageOfSession(record);
    QCOMPARE(usage.facts.id, QStringLiteral("sesn_01Example"));
    QCOMPARE(usage.facts.agent, QStringLiteral("agent_01ExampleA1"));
    QCOMPARE(usage.facts.agentName, QStringLiteral("Release helper"));
    QCOMPARE(usage.facts.version, QStringLiteral("3"));
    QCOMPARE(usage.facts.model, QStringLiteral("claude-opus-5-5"));
    QCOMPARE(usage.facts.environment, QStringLiteral("env_01Example"));
    QCOMPARE(usage.facts.tags, QStringList{QStringLiteral("client_ref: b1946ac9")});
    const QString when = QStringLiteral("@1795166500000");
    QCOMPARE(shown(usage.records),
             (QStringList{QStringLiteral("=record/in/5200%1 1 5200 tokens claude-opus-5-5").arg(when), QStringLiteral("=record/out/3100%1 2 3100 tokens claude-opus-5-5").arg(when),
                          QStringLiteral("=record/read/41000%1 3 41000 tokens claude-opus-5-5").arg(when),
                          QStringLiteral("=record/write5m/2000%1 5 2000 tokens claude-opus-5-5").arg(when), QStringLiteral("=record/cost/1.37%1 0 1.37 USD").arg(when)}));
}

void TestUsageReader::severalAgentsAreNoModel()
{
    base::Json json = *base::parseJson(test::fixture(QStringLiteral("anthropic/session.json")));
    json["agent"]["multiagent"] = {{"type", "coordinator"}};
    for (const UsageRecord &one : backends::anthropic::dialect().usageOfSession(base::Record(json)).records)
        QVERIFY(one.model.isEmpty());
}

void TestUsageReader::requestsOfOpenma()
{
    const auto dialect = backends::openma::dialect();
    QCOMPARE(shown(ofEvent(dialect, line(QStringLiteral("openma/selfhosted-events.jsonl"), "span.model_request_end"))),
             (QStringList{QStringLiteral("seq:6/in 1 27 tokens claude-sonnet-4-6"), QStringLiteral("seq:6/out 2 51 tokens claude-sonnet-4-6")}));
    QCOMPARE(shown(ofEvent(dialect, line(QStringLiteral("openma/hosted-events.jsonl"), "span.model_request_end"))),
             (QStringList{QStringLiteral("sevt-mmmmmmmmmmmmmmmm/in 1 1 tokens m"), QStringLiteral("sevt-mmmmmmmmmmmmmmmm/out 2 2 tokens m"),
                          QStringLiteral("sevt-mmmmmmmmmmmmmmmm/read 3 3 tokens m"), QStringLiteral("sevt-mmmmmmmmmmmmmmmm/write 4 4 tokens m")}));
    // Its sessions' totals are no totals.
    base::Json session = *base::parseJson(test::fixture(QStringLiteral("anthropic/session.json")));
    QVERIFY(dialect.usageOfSession(base::Record(session)).records.empty());
}

void TestUsageReader::helpersOfOpenma()
{
    const auto dialect = backends::openma::dialect();
    QCOMPARE(shown(ofEvent(dialect, test::fixture(QStringLiteral("openma/aux-model-call.json")))),
             (QStringList{QStringLiteral("seq:9/in 1 812 tokens claude-haiku-4-5"), QStringLiteral("seq:9/out 2 96 tokens claude-haiku-4-5")}));
}

void TestUsageReader::turns()
{
    const auto count = [](const backends::Dialect &dialect, const QString &file) {
        int turns = 0;
        for (const QByteArray &one : test::fixture(file).split('\n')) {
            const auto event = dialect.decodeEvent(one);
            for (const UsageRecord &record : event ? dialect.usageOfEvent(*event) : std::vector<UsageRecord>())
                turns += record.kind == UsageKind::Turns ? 1 : 0;
        }
        return turns;
    };
    const auto has = [](const QString &file, const char *words) { return int(test::fixture(file).count(words)); };
    const QString anthropic = QStringLiteral("anthropic/events.jsonl");
    QCOMPARE(count(backends::anthropic::dialect(), anthropic), has(anthropic, "\"session.status_idle\"") - has(anthropic, "\"requires_action\""));
    const QString openma = QStringLiteral("openma/selfhosted-events.jsonl");
    QCOMPARE(count(backends::openma::dialect(), openma), has(openma, "\"user.message\""));
}

void TestUsageReader::whatCannotBeRightIsKeptAsItCame()
{
    const auto dialect = backends::anthropic::dialect();
    QCOMPARE(shown(ofEvent(dialect, test::fixture(QStringLiteral("anthropic/odd-usage.json")))),
             (QStringList{QStringLiteral("=sevt_odd/in 1 -5 tokens"), QStringLiteral("=sevt_odd/out 2 many tokens"), QStringLiteral("=sevt_odd/read 3 1e99 tokens"),
                          QStringLiteral("=sevt_odd/cost 0 twelve USD")}));
}

void TestUsageReader::otherCurrencies()
{
    base::Json session = *base::parseJson(test::fixture(QStringLiteral("anthropic/session.json")));
    const auto cost = [&](const char *amount, const char *currency) {
        session["usage"] = {{"list_cost", {{"amount", amount}, {"currency", currency}}}};
        const auto records = backends::totalsOfSession(base::Record(session));
        return records.size() == 1 ? records.front().amount + ' ' + records.front().unit : QByteArray("none");
    };
    QCOMPARE(cost("137", "USD"), QByteArray("1.37 USD"));
    QCOMPARE(cost("137", "JPY"), QByteArray("137 JPY"));
    QCOMPARE(cost("1375", "KWD"), QByteArray("1.375 KWD"));
    QCOMPARE(cost("0", "USD"), QByteArray("0 USD"));
}

void TestUsageReader::nothingFromTheRest()
{
    for (const char *type : {"agent.message", "span.model_request_start", "agent.tool_use"})
        QVERIFY(ofEvent(backends::anthropic::dialect(), line(QStringLiteral("anthropic/events.jsonl"), type)).empty());
    QVERIFY(backends::totalsOfSession(base::Record()).empty());
    QVERIFY(backends::factsOfSession(base::Record()).id.isEmpty());
}

QTEST_GUILESS_MAIN(TestUsageReader)
#include "tst_usagereader.moc"
