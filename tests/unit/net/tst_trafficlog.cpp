#include "net/trafficlog.h"
#include "tests/support/testbase.h"

#include <QSignalSpy>

using net::TrafficBody;
using net::TrafficEntry;
using net::TrafficLog;

class TrafficLogTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void beginsAndEnds();
    void keepsTheNewestOnly();
    void takesSecretsOut();
    void unwatchedKeepsLinesOnly();
    void recordsBodiesWhenAsked();
    void recordsNoCredential_data();
    void recordsNoCredential();
    void bodiesAreCapped();
    void noSecretIsCutInTwo();
    void streamsAreCounted();

private:
    static TrafficEntry entryOf(const QString &path);
};

TrafficEntry TrafficLogTest::entryOf(const QString &path)
{
    TrafficEntry entry;
    entry.method = "POST";
    entry.path = path;
    return entry;
}

void TrafficLogTest::beginsAndEnds()
{
    TrafficLog log;
    log.setWatched(true);
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

    log.setWatched(true);
    entry.path = QStringLiteral("/v1/x?api_key=unknown&limit=5");
    entry.requestHeaders = {{"X-Api-Key", "unknown"}, {"x-note", "canary-key-0123456789"}};
    result.responseHeaders = {{"Set-Cookie", "unknown"}, {"location", "/v1/y?token=unknown"}, {"request-id", "req_1"}};
    const quint64 other = log.begin(entry);
    log.end(other, result);
    const TrafficEntry *kept = log.find(other);
    QCOMPARE(kept->path, QStringLiteral("/v1/x?api_key=[redacted]&limit=5"));
    QCOMPARE(kept->requestHeaders, (net::Headers{{"X-Api-Key", "[redacted]"}, {"x-note", "[redacted]"}}));
    QCOMPARE(kept->responseHeaders, (net::Headers{{"Set-Cookie", "[redacted]"}, {"location", "/v1/y?token=[redacted]"}, {"request-id", "req_1"}}));
}

void TrafficLogTest::unwatchedKeepsLinesOnly()
{
    TrafficLog log;
    QSignalSpy added(&log, &TrafficLog::added), changed(&log, &TrafficLog::changed);
    log.setRecording(true); // nobody watches: refused
    QVERIFY(!log.isRecording());
    TrafficEntry answer;
    answer.status = 200;
    answer.responseHeaders = {{"x", "y"}};
    for (int i = 0; i < 600; ++i)
        log.end(log.begin(entryOf(QStringLiteral("/v1/x")), QByteArray(1000, 'a')), answer, QByteArray(1000, 'b'));
    QCOMPARE(log.entries().size(), std::size_t(TrafficLog::defaultCapacity));
    QCOMPARE(log.bodies().requests(), std::size_t(0));
    QCOMPARE(log.bodies().bytes(), 0);
    QVERIFY(log.entries().back().responseHeaders.isEmpty());
    QCOMPARE(added.size() + changed.size(), 0);

    log.setWatched(true);
    log.end(log.begin(entryOf(QStringLiteral("/v1/x")), "a"), answer, "b");
    QCOMPARE(added.size() + changed.size(), 2);
    QCOMPARE(log.entries().back().responseHeaders.size(), 1);
    QCOMPARE(log.bodies().requests(), std::size_t(0)); // watched is not recorded
    QVERIFY(log.requestBody(log.entries().back().number).state == TrafficBody::State::NotRecorded);
}

void TrafficLogTest::recordsBodiesWhenAsked()
{
    TrafficLog log;
    log.redactor().addSecret("canary-key-0123456789");
    log.setWatched(true);
    log.setRecording(true);
    const quint64 number = log.begin(entryOf(QStringLiteral("/v1/agents")), "{\"name\":\"canary-key-0123456789\"}");
    log.end(number, {}, QByteArray("\xff\x00", 2));
    QVERIFY(log.requestBody(number).state == TrafficBody::State::Text);
    QCOMPARE(log.requestBody(number).text, QByteArray("{\"name\":\"[redacted]\"}"));
    QCOMPARE(log.requestBody(number).size, 32);
    QVERIFY(log.responseBody(number).state == TrafficBody::State::Binary);
    const quint64 bare = log.begin(entryOf(QStringLiteral("/v1/agents")));
    QVERIFY(log.requestBody(bare).state == TrafficBody::State::Empty);

    log.setRecording(false);
    const quint64 later = log.begin(entryOf(QStringLiteral("/v1/agents")), "{}");
    QVERIFY(log.requestBody(later).state == TrafficBody::State::NotRecorded);
    QVERIFY(log.requestBody(number).state == TrafficBody::State::Text); // what was recorded stays
    log.setWatched(false);
    QCOMPARE(log.bodies().requests(), std::size_t(0));
}

void TrafficLogTest::recordsNoCredential_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"/v1/vaults/vlt_1/credentials", "/v1/vaults/vlt_1/credentials/vcrd_1?x=1", "/v1/vaults/v/%63redentials",
                             "/v1/vaults/v/Credentials/c/mcp_oauth_validate", "/v1/api_keys", "/v1/model_cards/m/key", "/v1/oauth/token"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TrafficLogTest::recordsNoCredential()
{
    QFETCH(QString, path);
    TrafficLog log;
    log.setWatched(true);
    log.setRecording(true);
    const quint64 number = log.begin(entryOf(path), "plain words that no rule knows");
    log.end(number, {}, "plain words that no rule knows");
    QVERIFY(log.requestBody(number).state == TrafficBody::State::Withheld);
    QVERIFY(log.responseBody(number).state == TrafficBody::State::Withheld);
    QCOMPARE(log.bodies().bytes(), 0);
}

void TrafficLogTest::bodiesAreCapped()
{
    using net::BodyStore;
    TrafficLog log;
    log.setWatched(true);
    log.setRecording(true);
    const QByteArray large(BodyStore::longestBody + 1, 'x');
    quint64 last = 0;
    for (int i = 0; i < 80; ++i)
        log.end(last = log.begin(entryOf(QStringLiteral("/v1/x")), large), {}, "{}");
    QVERIFY(log.bodies().requests() <= BodyStore::mostRequests);
    QVERIFY(log.bodies().bytes() <= BodyStore::mostBytes);
    QVERIFY(log.bodies().bytes() > BodyStore::mostBytes / 2);
    QVERIFY(log.requestBody(last).cut);
    QCOMPARE(log.requestBody(last).text.size(), BodyStore::longestBody);
    QCOMPARE(log.requestBody(last).size, qint64(large.size()));
    for (int i = 0; i < 300; ++i)
        log.begin(entryOf(QStringLiteral("/v1/x")), "{}");
    QCOMPARE(log.bodies().requests(), BodyStore::mostRequests);
    QCOMPARE(log.bodies().bytes(), qint64(2 * BodyStore::mostRequests));
    log.clear();
    QCOMPARE(log.bodies().bytes(), 0);
}

void TrafficLogTest::noSecretIsCutInTwo()
{
    using net::BodyStore;
    const QByteArray secret = "canary-key-0123456789";
    TrafficLog log;
    log.redactor().addSecret(secret);
    log.setWatched(true);
    log.setRecording(true);
    for (int before = 0; before <= int(secret.size()); ++before) {
        const QByteArray body = QByteArray(BodyStore::longestBody - before, 'x') + secret + QByteArray(100, 'y');
        const quint64 number = log.begin(entryOf(QStringLiteral("/v1/x")), body);
        const QByteArray kept = log.requestBody(number).text;
        QVERIFY(!kept.contains("canary") && !kept.endsWith("xc"));
        QVERIFY(kept.size() <= BodyStore::longestBody);
    }
    // Letters are not cut either.
    const quint64 number = log.begin(entryOf(QStringLiteral("/v1/x")), "x" + QString(BodyStore::longestBody, QChar(0xe9)).toUtf8());
    QVERIFY(log.requestBody(number).state == TrafficBody::State::Text);
    QVERIFY(!QString::fromUtf8(log.requestBody(number).text).contains(QChar::ReplacementCharacter));
}

void TrafficLogTest::streamsAreCounted()
{
    TrafficLog log;
    TrafficEntry stream = entryOf(QStringLiteral("/v1/sessions/s/stream"));
    stream.stream = true;
    const quint64 number = log.begin(stream);
    TrafficEntry head;
    head.status = 200;
    head.requestId = QStringLiteral("req_s");
    log.answered(number, head);
    QCOMPARE(log.find(number)->status, 200);
    QCOMPARE(log.find(number)->requestId, QStringLiteral("req_s"));
    QVERIFY(!log.find(number)->finished);
    QSignalSpy changed(&log, &TrafficLog::changed);
    log.progress(number, 100, 2);
    QCOMPARE(log.find(number)->bytesReceived, 100);
    QCOMPARE(log.find(number)->events, 2);
    QCOMPARE(changed.size(), 0);
    log.setWatched(true);
    log.progress(number, 200, 3);
    QCOMPARE(changed.size(), 1);
    log.progress(number + 1, 1, 1); // not there
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TrafficLogTest)
#include "tst_trafficlog.moc"
