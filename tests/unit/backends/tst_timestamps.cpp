#include "backends/shared/timestamps.h"
#include "tests/support/testbase.h"

//! Times as servers write them.
class TestTimestamps : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void text_data();
    void text();
    void likeQt();
    void epoch();
};

void TestTimestamps::text_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("utc"); // empty: no time
    const auto row = [](const char *text, const char *utc) { QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(utc); };
    row("2026-11-20T09:15:02Z", "2026-11-20T09:15:02.000Z");
    row("2026-11-20T09:15:02.5Z", "2026-11-20T09:15:02.500Z");
    row("2026-11-20T09:15:02.123456789Z", "2026-11-20T09:15:02.123Z");
    row("2026-11-20t09:15:02z", "2026-11-20T09:15:02.000Z");
    row("2026-11-20T09:15:02+02:00", "2026-11-20T07:15:02.000Z");
    row("2026-11-20T23:30:00-05:30", "2026-11-21T05:00:00.000Z");
    row("2026-11-20T09:15:02+0200", "2026-11-20T07:15:02.000Z");
    row("2026-11-20 09:15:02", "2026-11-20T09:15:02.000Z");
    row("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z");
    row("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z");
    row("1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z");
    for (const char *none : {"", "now", "2026", "2026-11-20", "2026-13-20T09:15:02Z", "2026-02-29T09:15:02Z", "2026-11-20T24:15:02Z", "2026-11-20T09:15Z",
                             "2026-11-20T09:15:02Zx", "2026-11-20T09:15:02+2", "20261120T091502Z", "-026-11-20T09:15:02Z"})
        row(none, "");
}

void TestTimestamps::text()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, utc);
    const QDateTime time = backends::timeFromText({text.constData(), std::size_t(text.size())});
    QCOMPARE(time.isValid() ? time.toString(Qt::ISODateWithMs) : QString(), utc);
    if (time.isValid())
        QCOMPARE(time.timeSpec(), Qt::UTC);
}

void TestTimestamps::likeQt()
{
    QDateTime time(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
    for (int i = 0; i < 2000; ++i) {
        time = time.addSecs(977'777).addMSecs(13);
        const QByteArray text = time.toString(Qt::ISODateWithMs).toLatin1();
        QCOMPARE(backends::timeFromText(text.toStdString()), time);
    }
}

void TestTimestamps::epoch()
{
    const QDateTime time(QDate(2026, 11, 21), QTime(18, 40, 39), Qt::UTC);
    QCOMPARE(backends::timeFromEpoch(1795286439), time);
    QCOMPARE(backends::timeFromEpoch(1795286439000), time);
    QVERIFY(!backends::timeFromEpoch(0).isValid());
    QVERIFY(!backends::timeFromEpoch(-5).isValid());
}

QTEST_GUILESS_MAIN(TestTimestamps)
#include "tst_timestamps.moc"
