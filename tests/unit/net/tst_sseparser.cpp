#include "base/json.h"
#include "net/sseparser.h"
#include "tests/support/testbase.h"

#include <ctime>
#include <random>

using base::Json;
using net::Frame;
using net::SseParser;

namespace {

QByteArray bytesOf(const Json &text)
{
    const auto &s = text.get_ref<const std::string &>();
    return QByteArray(s.data(), qsizetype(s.size()));
}

std::vector<Frame> framesOf(const Json &row)
{
    std::vector<Frame> frames;
    for (const Json &event : row.at("events"))
        frames.push_back({bytesOf(event.at("event")), bytesOf(event.at("data")), bytesOf(event.at("id"))});
    return frames;
}

QByteArray shown(const std::vector<Frame> &frames)
{
    QByteArray out;
    for (const Frame &f : frames)
        out += "[" + f.event + "|" + f.id + "|" + (f.data.size() > 200 ? QByteArray::number(f.data.size()) : f.data) + "]";
    return out.toPercentEncoding("[]|");
}

//! Feeds pieces of `every` bytes (0: whole), cut besides at the offsets `cuts`.
std::vector<Frame> parsed(SseParser &parser, const QByteArray &input, int every, const std::vector<int> &cuts = {})
{
    std::vector<Frame> out;
    qsizetype at = 0;
    std::size_t cut = 0;
    while (at < input.size()) {
        qsizetype size = every > 0 ? every : input.size();
        while (cut < cuts.size() && cuts[cut] <= at)
            ++cut;
        if (cut < cuts.size())
            size = std::min<qsizetype>(size, cuts[cut] - at);
        // A copy of exactly these bytes: reading past them is a fault that a sanitizer sees.
        const QByteArray piece = input.mid(at, size);
        parser.feed(piece, out);
        at += piece.size();
    }
    return out;
}

Json rows(const char *file)
{
    const auto json = base::parseJson(test::fixture(QStringLiteral("sse/") + QLatin1String(file)));
    if (!json)
        qFatal("%s", qPrintable(json.error().detail));
    return *json;
}

void checkEnd(const SseParser &parser, const Json &row)
{
    if (row.contains("lastId"))
        QCOMPARE(parser.lastEventId(), bytesOf(row.at("lastId")));
    if (row.contains("retry")) {
        QVERIFY(parser.retry().has_value());
        QCOMPARE(parser.retry()->count(), row.at("retry").get<qint64>());
    } else {
        QVERIFY(!parser.retry().has_value());
    }
}

} // namespace

class SseParserTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void parseCases_data();
    void parseCases();
    void contract_data();
    void contract();
    void anySplitGivesTheSameEvents();
    void everyTwoCutsGiveTheSameEvents();
    void partialEventIsDroppedByReset();
    void lastIdSurvivesResetAndIsHandedOn();
    void idWithoutBlankLineDoesNotCount();
    void tooLargeLineFails();
    void tooLargeEventOfManyLinesFails();
    void largestEventPasses();
    void failedParserStaysSilentUntilReset();
    void hugeRetryDoesNotOverflow();
    void streamOfOneKindOfLineEndIsLinear();
};

void SseParserTest::parseCases_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("every");
    const Json all = rows("parse.json");
    QCOMPARE(all.size(), std::size_t(26));
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const int every : {0, 1, 2, 3, 7})
            QTest::addRow("R1: %s / %d", all[i].at("name").get<std::string>().c_str(), every) << int(i) << every;
    }
}

void SseParserTest::parseCases()
{
    QFETCH(int, index);
    QFETCH(int, every);
    static const Json all = rows("parse.json");
    const Json &row = all[std::size_t(index)];
    SseParser parser;
    const auto got = parsed(parser, bytesOf(row.at("input")), every);
    QCOMPARE(shown(got), shown(framesOf(row)));
    checkEnd(parser, row);
}

void SseParserTest::contract_data()
{
    QTest::addColumn<int>("index");
    const Json all = rows("contract-parsing.json");
    QCOMPARE(all.size(), std::size_t(93));
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::addRow("R3: %s", all[i].at("name").get<std::string>().c_str()) << int(i);
}

void SseParserTest::contract()
{
    QFETCH(int, index);
    static const Json all = rows("contract-parsing.json");
    const Json &row = all[std::size_t(index)];
    SseParser parser;
    const int every = row.value("every", 0);
    if (row.contains("repeat")) {
        const QByteArray data(row.at("repeat").get<int>(), 'x');
        const auto got = parsed(parser, "data: " + data + "\n\n", every);
        QCOMPARE(got.size(), std::size_t(1));
        QVERIFY(got.front().data == data);
        return;
    }
    const auto got = parsed(parser, bytesOf(row.at("input")), every, row.value("cuts", std::vector<int>()));
    QCOMPARE(shown(got), shown(framesOf(row)));
    checkEnd(parser, row);
}

void SseParserTest::anySplitGivesTheSameEvents()
{
    std::mt19937 random(20261121);
    const char alphabet[] = "\n\n\r\r:: adatveniry0123\xef\xbb\xbf";
    const QByteArray words[] = {"data:", "event: x", "id: 7", "retry: 5", "\xef\xbb\xbf", ": c", "data"};
    for (int round = 0; round < 3000; ++round) {
        QByteArray input;
        while (input.size() < 60) {
            if (random() % 3 == 0)
                input += words[random() % std::size(words)];
            else
                input += alphabet[random() % (sizeof alphabet - 1)];
        }
        SseParser whole, bytes, cut;
        const auto expected = parsed(whole, input, 0);
        std::vector<int> cuts;
        for (int at = 1 + int(random() % 9); at < input.size(); at += 1 + int(random() % 9))
            cuts.push_back(at);
        QCOMPARE(shown(parsed(bytes, input, 1)), shown(expected));
        QCOMPARE(shown(parsed(cut, input, 0, cuts)), shown(expected));
        QCOMPARE(bytes.lastEventId(), whole.lastEventId());
        QVERIFY(bytes.retry() == whole.retry());
    }
}

void SseParserTest::everyTwoCutsGiveTheSameEvents()
{
    const QByteArray input = "\xef\xbb\xbfid: 1\r\nevent: a\r\ndata: \xef\xbb\xbfx\r\r:c\ndata\n\ndata: y\r\ndata: z\r\n\r\n";
    SseParser whole;
    const auto expected = parsed(whole, input, 0);
    QCOMPARE(expected.size(), std::size_t(3));
    QCOMPARE(expected.front().data, QByteArray("\xef\xbb\xbfx"));
    for (int a = 1; a < input.size(); ++a) {
        for (int b = a; b < input.size(); ++b) {
            SseParser parser;
            QCOMPARE(shown(parsed(parser, input, 0, {a, b})), shown(expected));
        }
    }
}

void SseParserTest::partialEventIsDroppedByReset()
{
    SseParser parser;
    QVERIFY(parser.feed("event: a\ndata: ha").empty());
    QVERIFY(parser.pendingBytes() > 0);
    parser.reset();
    QCOMPARE(parser.pendingBytes(), 0);
    const auto got = parser.feed("lf\n\ndata: whole\n\n");
    QCOMPARE(shown(got), shown({{"message", "whole", ""}}));
}

void SseParserTest::lastIdSurvivesResetAndIsHandedOn()
{
    SseParser parser;
    QVERIFY(parser.feed("retry: 70\nid: 9\n\nid: 10\ndata: lost").empty());
    QCOMPARE(parser.lastEventId(), QByteArray("9"));
    parser.reset();
    QCOMPARE(parser.retry()->count(), 70);
    QCOMPARE(shown(parser.feed("data: x\n\n")), shown({{"message", "x", "9"}}));
    parser.setLastEventId("from the store");
    QCOMPARE(shown(parser.feed("data: y\n\n")), shown({{"message", "y", "from the store"}}));
}

void SseParserTest::idWithoutBlankLineDoesNotCount()
{
    SseParser parser;
    QCOMPARE(parser.feed("id: a\ndata: 1\n\nid: b\ndata: 2\n").size(), std::size_t(1));
    QCOMPARE(parser.lastEventId(), QByteArray("a"));
}

void SseParserTest::tooLargeLineFails()
{
    for (const int every : {0, 1, 100}) {
        SseParser parser(1000);
        const auto got = parsed(parser, "data: ok\n\ndata: " + QByteArray(2000, 'x') + "\n\n", every);
        QCOMPARE(shown(got), shown({{"message", "ok", ""}}));
        QVERIFY(parser.failed());
        QCOMPARE(parser.pendingBytes(), 0);
    }
    SseParser endless(1000);
    for (int i = 0; i < 100 && !endless.failed(); ++i)
        QVERIFY(endless.feed(QByteArray(64, 'x')).empty());
    QVERIFY(endless.failed());
}

void SseParserTest::tooLargeEventOfManyLinesFails()
{
    for (const QByteArray &line : {QByteArray("data: 0123456789\n"), QByteArray("data\n")}) {
        SseParser parser(1000);
        QVERIFY(parsed(parser, line.repeated(1100), 77).empty());
        QVERIFY(parser.failed());
    }
}

void SseParserTest::largestEventPasses()
{
    SseParser parser(1000);
    const auto got = parsed(parser, "data:" + QByteArray(990, 'x') + "\n\ndata:" + QByteArray(990, 'y') + "\n\n", 10);
    QCOMPARE(got.size(), std::size_t(2));
    QVERIFY(!parser.failed());
}

void SseParserTest::failedParserStaysSilentUntilReset()
{
    SseParser parser(10);
    QVERIFY(parser.feed(QByteArray("data: far too long for it\n\n")).empty());
    QVERIFY(parser.feed("data: 1\n\n").empty());
    parser.reset();
    QCOMPARE(shown(parser.feed("data: 1\n\n")), shown({{"message", "1", ""}}));
}

void SseParserTest::hugeRetryDoesNotOverflow()
{
    SseParser parser;
    QVERIFY(parser.feed("retry: " + QByteArray(400, '9') + "\n").empty());
    QCOMPARE(parser.retry()->count(), qint64(1'000'000'000'000));
}

void SseParserTest::streamOfOneKindOfLineEndIsLinear()
{
    // Searching for the other kind again in each line would take minutes here.
    for (const char end : {'\n', '\r'}) {
        QByteArray input;
        for (int i = 0; i < 400'000; ++i)
            input += QByteArray("data: x") + end + end;
        SseParser parser;
        const std::clock_t begin = std::clock(); // of this program alone: the machine may be busy
        QCOMPARE(parser.feed(input).size(), std::size_t(400'000));
        const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < 5, qPrintable(QString::number(seconds)));
    }
}

QTEST_GUILESS_MAIN(SseParserTest)
#include "tst_sseparser.moc"
