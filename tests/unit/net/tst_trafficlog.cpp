#include "net/trafficlog.h"
#include "tests/support/testbase.h"

using net::TrafficEntry;
using net::TrafficLog;

class TrafficLogTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void beginsAndEnds();
    void keepsTheNewestOnly();
    void takesSecretsOut();
};

void TrafficLogTest::beginsAndEnds()
{
    TrafficLog log;
    std::vector<quint64> added, changed;
    connect(&log, &TrafficLog::added, &log, [&](const TrafficEntry &e) { added.push_back(e.number); });
    connect(&log, &TrafficLog::changed, &log, [&](const TrafficEntry &e) { changed.push_back(e.number); });
    TrafficEntry entry;
    entry.method = "GET";
    entry.path = QStringLiteral("/v1/agents?limit=5");
    const quint64 number = log.begin(entry);
    QVERIFY(!log.find(number)->finished);
    TrafficEntry result;
    result.status = 200;
    result.took = std::chrono::milliseconds(12);
    result.bytesReceived = 99;
    result.requestId = QStringLiteral("req_1");
    log.end(number, result);
    const TrafficEntry *kept = log.find(number);
    QVERIFY(kept->finished);
    QCOMPARE(kept->status, 200);
    QCOMPARE(kept->path, QStringLiteral("/v1/agents?limit=5"));
    QCOMPARE(kept->requestId, QStringLiteral("req_1"));
    QCOMPARE(added, std::vector<quint64>{1});
    QCOMPARE(changed, std::vector<quint64>{1});
    log.clear();
    QVERIFY(log.entries().empty());
    log.end(number, result);
    QCOMPARE(changed.size(), std::size_t(1));
}

void TrafficLogTest::keepsTheNewestOnly()
{
    TrafficLog log(nullptr, 3);
    for (int i = 0; i < 10; ++i)
        log.begin({});
    QCOMPARE(log.entries().size(), std::size_t(3));
    QCOMPARE(log.entries().front().number, quint64(8));
    QVERIFY(!log.find(7));
    log.end(7, {});
}

void TrafficLogTest::takesSecretsOut()
{
    TrafficLog log;
    log.redactor().addSecret("canary-key-0123456789");
    TrafficEntry entry;
    entry.path = QStringLiteral("/v1/x?q=canary-key-0123456789");
    const quint64 number = log.begin(entry);
    QVERIFY(!log.find(number)->path.contains(QStringLiteral("canary")));
    TrafficEntry result;
    result.requestId = QStringLiteral("canary-key-0123456789");
    log.end(number, result);
    QVERIFY(!log.find(number)->requestId.contains(QStringLiteral("canary")));
}

QTEST_GUILESS_MAIN(TrafficLogTest)
#include "tst_trafficlog.moc"
