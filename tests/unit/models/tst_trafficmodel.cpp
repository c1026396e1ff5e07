#include "models/trafficmodel.h"
#include "net/trafficlog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using models::TrafficModel;
using net::TrafficEntry;
using net::TrafficLog;
using namespace std::chrono_literals;

class TrafficModelTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void inactiveCostsNothing();
    void followsTheRing();
    void tellsOfStreamsNowAndThen();
    void knowsWhatFailed_data();
    void knowsWhatFailed();
    void detailHoldsBodiesForReading();
    void curlAndReportAreRedactedOnceMore();

private:
    static TrafficEntry entryOf(const char *path, bool stream = false);

    test::FakeClock m_clock;
};

TrafficEntry TrafficModelTest::entryOf(const char *path, bool stream)
{
    TrafficEntry entry;
    entry.method = "POST";
    entry.origin = QStringLiteral("https://api.example.com");
    entry.path = QString::fromLatin1(path);
    entry.stream = stream;
    return entry;
}

void TrafficModelTest::inactiveCostsNothing()
{
    TrafficLog log;
    TrafficModel model(&log, &m_clock);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted), changed(&model, &QAbstractItemModel::dataChanged);
    model.setRecording(true);
    for (int i = 0; i < 10; ++i)
        log.end(log.begin(entryOf("/v1/x"), "{}"), {}, "{}");
    log.progress(log.begin(entryOf("/v1/s", true)), 5, 1);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(inserted.size() + changed.size(), 0);
    QVERIFY(!log.isWatched() && !log.isRecording());
    QCOMPARE(m_clock.pending(), 0);
    QCOMPARE(log.bodies().requests(), std::size_t(0));

    model.setActive(true);
    QCOMPARE(model.rowCount(), 11); // what happened before is there
    model.setRecording(true);
    log.begin(entryOf("/v1/x"), "{}");
    QCOMPARE(log.bodies().requests(), std::size_t(1));
    QSignalSpy recording(&model, &TrafficModel::recordingChanged);
    model.setActive(false);
    QCOMPARE(recording.size(), 1);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(log.bodies().requests(), std::size_t(0));
    QVERIFY(!log.isWatched());
}

void TrafficModelTest::followsTheRing()
{
    TrafficLog log(nullptr, 3);
    TrafficModel model(&log, &m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setActive(true);
    const auto paths = [&] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, TrafficModel::Path).data(TrafficModel::ValueRole).toString();
        return all.join(QLatin1Char(' '));
    };
    for (const char *path : {"/1", "/2", "/3", "/4", "/5"})
        log.begin(entryOf(path));
    QCOMPARE(paths(), QStringLiteral("/3 /4 /5"));
    QCOMPARE(model.index(0, 0).data(TrafficModel::NumberRole).toULongLong(), 3ull);
    log.clear();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.detail(3));
    for (const char *path : {"/6", "/7", "/8", "/9"})
        log.begin(entryOf(path));
    QCOMPARE(paths(), QStringLiteral("/7 /8 /9"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    TrafficEntry answer;
    answer.status = 201;
    answer.took = 12ms;
    log.end(8, answer);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    QCOMPARE(model.index(1, TrafficModel::Status).data(TrafficModel::ValueRole).toInt(), 201);
    QCOMPARE(model.index(1, TrafficModel::Took).data(TrafficModel::ValueRole).toLongLong(), 12);
    QCOMPARE(model.index(0, TrafficModel::Took).data(TrafficModel::ValueRole).toLongLong(), -1);
}

void TrafficModelTest::tellsOfStreamsNowAndThen()
{
    TrafficLog log;
    TrafficModel model(&log, &m_clock);
    model.setActive(true);
    const quint64 stream = log.begin(entryOf("/v1/s", true));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    for (int i = 1; i <= 1000; ++i)
        log.progress(stream, i * 10, i);
    QCOMPARE(changed.size(), 0);
    m_clock.advance(TrafficModel::streamStep);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(0, 0).data(TrafficModel::EventsRole).toLongLong(), 1000);
    QCOMPARE(model.index(0, TrafficModel::Size).data(TrafficModel::ValueRole).toLongLong(), 10000);
    QCOMPARE(m_clock.pending(), 0); // nothing ticks while nothing comes
    log.progress(stream, 10010, 1001);
    TrafficEntry end;
    end.status = 200;
    log.end(stream, end);
    QCOMPARE(changed.size(), 2); // its end is told at once
}

void TrafficModelTest::knowsWhatFailed_data()
{
    using Kind = base::Error::Kind;
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("failed");
    QTest::newRow("200") << 200 << -1 << false;
    QTest::newRow("304") << 304 << -1 << false;
    QTest::newRow("404") << 404 << -1 << true;
    QTest::newRow("529") << 529 << int(Kind::Overloaded) << true;
    QTest::newRow("no network") << 0 << int(Kind::Network) << true;
    QTest::newRow("cut after its head") << 200 << int(Kind::Network) << true;
    QTest::newRow("closed by us") << 200 << int(Kind::Cancelled) << false;
}

void TrafficModelTest::knowsWhatFailed()
{
    QFETCH(int, status);
    QFETCH(int, error);
    QFETCH(bool, failed);
    TrafficLog log;
    TrafficModel model(&log, &m_clock);
    model.setActive(true);
    TrafficEntry end;
    end.status = status;
    if (error >= 0)
        end.error = base::Error::Kind(error);
    log.end(log.begin(entryOf("/v1/x")), end);
    QCOMPARE(model.index(0, 0).data(TrafficModel::FailedRole).toBool(), failed);
}

void TrafficModelTest::detailHoldsBodiesForReading()
{
    using State = models::TrafficText::State;
    TrafficLog log;
    TrafficModel model(&log, &m_clock);
    model.setActive(true);
    model.setRecording(true);
    TrafficEntry entry = entryOf("/v1/x");
    entry.bytesSent = 9;
    entry.requestHeaders = {{"x-a", "b"}};
    TrafficEntry end;
    end.status = 200;
    end.responseHeaders = {{"x-c", "d"}};
    const quint64 number = log.begin(entry, "{\"b\":1,\"a\":[2]}");
    log.end(number, end, "not JSON");
    const auto detail = model.detail(number);
    QVERIFY(detail && detail->requestBody.state == State::Text && detail->responseBody.state == State::Text);
    QCOMPARE(detail->url, QStringLiteral("https://api.example.com/v1/x"));
    QCOMPARE(detail->requestBody.text, QStringLiteral("{\n  \"b\": 1,\n  \"a\": [\n    2\n  ]\n}"));
    QCOMPARE(detail->responseBody.text, QStringLiteral("not JSON"));
    QCOMPARE(detail->requestHeaders.size() + detail->responseHeaders.size(), 2);
}

void TrafficModelTest::curlAndReportAreRedactedOnceMore()
{
    TrafficLog log;
    TrafficModel model(&log, &m_clock);
    model.setActive(true);
    model.setRecording(true);
    TrafficEntry entry = entryOf("/v1/x?q=late-canary-key");
    entry.bytesSent = 17;
    const quint64 number = log.begin(entry, "\"late-canary-key\"");
    log.redactor().addSecret("late-canary-key");
    bool missing = true;
    const QString line = model.curl(number, &missing);
    QVERIFY(!missing);
    QVERIFY2(line.contains(QStringLiteral("--data-raw")) && !line.contains(QStringLiteral("canary")), qPrintable(line));
    const QByteArray report = model.report({number, 99}, QStringLiteral("xcb"));
    QVERIFY(report.contains("/v1/x") && report.contains("xcb") && !report.contains("canary"));
    QVERIFY(report.contains(MUSTER_VERSION));
    QVERIFY(model.curl(99, &missing).isEmpty());
}

QTEST_GUILESS_MAIN(TrafficModelTest)
#include "tst_trafficmodel.moc"
