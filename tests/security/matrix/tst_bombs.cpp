#include "base/json.h"
#include "tests/support/sanitized.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"
#include "tests/unit/backends/feedharness.h"

#include <QFile>

#include <zlib.h>

using namespace std::chrono_literals;
using base::Error;
using test::awaited;
using test::FeedHarness;
using test::Script;
using Kind = Error::Kind;

//! Answers that swell or break a parser: refused at once, in little memory, and the connection is dropped (S15).
class BombsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void compressed_data();
    void compressed();
    void json_data();
    void json();
    void integers_data();
    void integers();
    void events_data();
    void events();
};

namespace {

// A sanitizer keeps what was freed in quarantine.
constexpr qint64 allowedGrowth = test::isSanitized ? 1LL << 40 : 32LL * 1024 * 1024;

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

//! A gigabyte of blanks in about a megabyte; `windowBits` as zlib's deflateInit2: 31 gzip, 15 deflate.
QByteArray bomb(int windowBits)
{
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib does not start");
    QByteArray blanks(1024 * 1024, ' ');
    QByteArray out(2 * 1024 * 1024, Qt::Uninitialized);
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    for (int megabyte = 0; megabyte < 1024; ++megabyte) {
        stream.next_in = reinterpret_cast<Bytef *>(blanks.data());
        stream.avail_in = uInt(blanks.size());
        deflate(&stream, megabyte == 1023 ? Z_FINISH : Z_NO_FLUSH);
    }
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

//! The most memory in use while something runs, looked at every few milliseconds.
class Peak
{
public:
    Peak()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        m_timer.start(2);
    }
    qint64 growth()
    {
        look();
        return m_most - m_before;
    }

private:
    void look() { m_most = std::max(m_most, residentBytes()); }

    QTimer m_timer;
    qint64 m_before = residentBytes();
    qint64 m_most = m_before;
};

QByteArray nested(int depth)
{
    return "{\"id\":\"a\",\"x\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + '}';
}

base::Result<base::Record> fetched(FeedHarness &h, const Script &answer)
{
    h.onSession = [answer](const auto &) { return answer; };
    return awaited(h.client->fetch(h.owner.get(), *h.client->resource("agents"), QStringLiteral("a")));
}

} // namespace

void BombsTest::compressed_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("windowBits");
    QTest::newRow("S15: a gigabyte of gzip in a megabyte") << QByteArray("gzip") << 31;
    QTest::newRow("S15: a gigabyte of deflate in a megabyte") << QByteArray("deflate") << 15;
}

void BombsTest::compressed()
{
    QFETCH(QByteArray, encoding);
    QFETCH(int, windowBits);
    const QByteArray bytes = bomb(windowBits);
    QVERIFY(bytes.size() < 1'100'000);
    FeedHarness h(api::Platform::Anthropic);
    h.onSession = [&](const auto &) { return Script::reply(200, bytes).contentLength(bytes.size() * 1000).header("Content-Encoding", encoding); };
    Peak peak;
    QElapsedTimer time;
    time.start();
    const auto record = awaited(h.client->fetch(h.owner.get(), *h.client->resource("agents"), QStringLiteral("a")));
    const qint64 took = time.restart();
    QCOMPARE(record.error().kind, Kind::Protocol);
    QTRY_COMPARE(h.server.open(), 0);
    QVERIFY2(time.elapsed() <= 200, qPrintable(QString::number(time.elapsed()))); // the connection goes at once …
    QVERIFY2(took <= 2000, qPrintable(QString::number(took)));                    // … and the whole gigabyte is never unpacked
    QCOMPARE(h.server.count("GET", "/v1/agents/a"), 1);
    QVERIFY2(peak.growth() <= allowedGrowth, qPrintable(QString::number(peak.growth())));
}

void BombsTest::json_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("S15: 100,000 arrays in each other") << nested(100'000);
    QTest::newRow("S15: 257 arrays in each other") << nested(257);
    QTest::newRow("S15: a member twice") << QByteArray("{\"id\":\"a\",\"id\":\"b\"}");
    QTest::newRow("S15: a member twice, deep inside") << QByteArray("{\"id\":\"a\",\"x\":[{\"y\":{\"k\":1,\"k\":2}}]}");
    QTest::newRow("S15: a member twice, once escaped") << QByteArray("{\"id\":\"a\",\"\\u0069d\":\"b\"}");
    QTest::newRow("S15: bad UTF-8 in a text") << QByteArray("{\"id\":\"a\",\"name\":\"\xc3\x28\"}");
    QTest::newRow("S15: half a surrogate pair in bytes") << QByteArray("{\"id\":\"a\",\"name\":\"\xed\xa0\x80\"}");
    QTest::newRow("S15: a NUL behind the end") << QByteArray("{\"id\":\"a\"}\0{}", 13);
}

void BombsTest::json()
{
    QFETCH(QByteArray, body);
    FeedHarness h(api::Platform::Anthropic);
    Peak peak;
    QElapsedTimer time;
    time.start();
    const auto record = fetched(h, Script::reply(200, body));
    QVERIFY(!record.ok());
    QCOMPARE(record.error().kind, Kind::Protocol);
    QVERIFY2(time.elapsed() <= 1000, qPrintable(QString::number(time.elapsed())));
    QVERIFY2(peak.growth() <= allowedGrowth, qPrintable(QString::number(peak.growth())));
    QVERIFY(fetched(h, Script::reply(200, nested(100))).ok()); // and the next answer is read
}

void BombsTest::integers_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("S15: integers of 64 bits") << true;
}

void BombsTest::integers()
{
    FeedHarness h(api::Platform::Anthropic);
    const auto record = fetched(h, Script::reply(200, "{\"id\":\"a\",\"n\":9007199254740993,\"max\":18446744073709551615,\"min\":-9223372036854775808}"));
    QVERIFY(record.ok());
    QCOMPARE(record->integer("n").value_or(0), qint64(9007199254740993));
    QCOMPARE(base::dumpJson(record->json()),
             QByteArray("{\"id\":\"a\",\"n\":9007199254740993,\"max\":18446744073709551615,\"min\":-9223372036854775808}"));
}

void BombsTest::events_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("S15: an event of 100,000 arrays") << "{\"type\":\"agent.message\",\"id\":\"e9\",\"content\":" + QByteArray(100'000, '[')
            + QByteArray(100'000, ']') + '}';
    QTest::newRow("S15: an event of bad UTF-8") << QByteArray("{\"type\":\"agent.message\",\"id\":\"e9\",\"content\":\"\xc3\x28\"}");
}

void BombsTest::events()
{
    QFETCH(QByteArray, event);
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    Peak peak;
    h.push(FeedHarness::frame(event, "x"));
    h.live(h.message(1));
    QTRY_VERIFY(h.identities().contains(QStringLiteral("e1"))); // the stream goes on
    QCOMPARE(h.state(), api::FeedStatus::State::Live);
    QVERIFY2(peak.growth() <= allowedGrowth, qPrintable(QString::number(peak.growth())));
}

QTEST_GUILESS_MAIN(BombsTest)
#include "tst_bombs.moc"
