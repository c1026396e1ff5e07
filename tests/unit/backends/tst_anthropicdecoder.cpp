#include "backends/anthropic/decoder.h"
#include "backends/shared/eventreader.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/eventdigest.h"

#include <random>

using backends::anthropic::decodeEvent;

//! Anthropic's events: the whole catalogue, words nobody knows yet, bytes that are none.
class TestAnthropicDecoder : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void catalogue();
    void odd();
    void everyTruncation();
    void mutations();
    void badUtf8_data();
    void badUtf8();
    void nesting();
    void halfSurrogates();
    void keepsBytes();
    void pages();
};

void TestAnthropicDecoder::catalogue()
{
    QCOMPARE(
        test::difference(QStringLiteral("anthropic/events.jsonl"), QStringLiteral("anthropic/events.digest"), decodeEvent), QByteArray());
}

void TestAnthropicDecoder::odd()
{
    QCOMPARE(test::difference(QStringLiteral("anthropic/odd-events.jsonl"), QStringLiteral("anthropic/odd-events.digest"), decodeEvent),
        QByteArray());
}

void TestAnthropicDecoder::everyTruncation()
{
    for (const QByteArray &line : test::lines(QStringLiteral("anthropic/events.jsonl"))) {
        for (qsizetype size = 0; size < line.size(); ++size)
            QVERIFY2(!decodeEvent(line.left(size)).ok(), line.left(size).constData());
        QVERIFY(decodeEvent(line + " \n").ok());
        QVERIFY(!decodeEvent(line + line).ok());
        QVERIFY(!decodeEvent(line + "x").ok());
    }
}

void TestAnthropicDecoder::mutations()
{
    std::mt19937 random(20261120);
    int accepted = 0;
    for (const QByteArray &line : test::lines(QStringLiteral("anthropic/events.jsonl"))) {
        for (int round = 0; round < 400; ++round) {
            QByteArray bytes = line;
            for (int change = 0; change <= round % 3; ++change) {
                const auto at = qsizetype(random() % std::size_t(bytes.size()));
                const char signs[] = "{}[]\",:\\u0 \x01\xff";
                bytes[at] = round % 2 ? char(random()) : signs[random() % (sizeof signs - 1)];
            }
            const auto event = decodeEvent(bytes);
            if (!event.ok())
                continue;
            ++accepted;
            QCOMPARE(event->raw, bytes);
            QVERIFY(event->text().isValidUtf8());
        }
    }
    QVERIFY(accepted > 0); // a change inside a text is still an event
}

void TestAnthropicDecoder::badUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lone continuation") << QByteArray("\x80");
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("beyond U+10FFFF") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("cut short") << QByteArray("\xe2\x82");
    QTest::newRow("latin-1") << QByteArray("\xe9");
}

void TestAnthropicDecoder::badUtf8()
{
    QFETCH(QByteArray, bytes);
    // Wherever it stands: in what is read, in what is not, in a key.
    for (const char *frame : {R"({"type":"agent.message","content":[{"type":"text","text":"%"}]})",
             R"({"type":"x","nobody_reads_this":{"a":["%"]}})", R"({"type":"x","%":1})"})
        QVERIFY(!decodeEvent(QByteArray(frame).replace('%', bytes)).ok());
}

void TestAnthropicDecoder::nesting()
{
    const auto nested
        = [](int levels) { return "{\"type\":\"x\",\"metadata\":" + QByteArray(levels, '[') + QByteArray(levels, ']') + '}'; };
    QVERIFY(decodeEvent(nested(255)).ok());
    QVERIFY(!decodeEvent(nested(256)).ok());
    QVERIFY(!decodeEvent(nested(1'000'000)).ok());
    QVERIFY(!decodeEvent("{\"type\":\"x\",\"metadata\":" + QByteArray(100'000, '[')).ok());
    // Brackets inside texts are no levels.
    QVERIFY(decodeEvent("{\"type\":\"x\",\"note\":\"" + QByteArray(5000, '[') + "\\\"" + QByteArray(5000, '{') + "\"}").ok());
}

void TestAnthropicDecoder::halfSurrogates()
{
    const auto event = decodeEvent(test::fixture(QStringLiteral("anthropic/half-surrogate.json")));
    QVERIFY(event.ok());
    QCOMPARE(QString::fromUtf8(event->text()), QStringLiteral("a\uFFFDb\n\"c\" \U0001F600 \uFFFD"));
}

void TestAnthropicDecoder::keepsBytes()
{
    for (const QByteArray &line : test::lines(QStringLiteral("anthropic/events.jsonl"))) {
        const auto event = decodeEvent(line);
        QVERIFY(event.ok());
        QCOMPARE(event->raw, line);
    }
}

void TestAnthropicDecoder::pages()
{
    const QByteArray joined = test::lines(QStringLiteral("anthropic/events.jsonl")).join(",\n ");
    const auto page = backends::readEventPage("{\"data\": [" + joined + " ] , \"next_page\":\"abc==\"}");
    QVERIFY(page.ok());
    QCOMPARE(page->items.size(), std::size_t(test::lines(QStringLiteral("anthropic/events.jsonl")).size()));
    QCOMPARE(page->items[0], test::lines(QStringLiteral("anthropic/events.jsonl"))[0]);
    QCOMPARE(page->nextPage, QStringLiteral("abc=="));
    QVERIFY(!page->hasMore);

    const auto empty = backends::readEventPage("{\"data\":[],\"has_more\":false,\"next_page\":null}");
    QVERIFY(empty.ok());
    QVERIFY(empty->items.empty());
    QCOMPARE(empty->hasMore, std::optional<bool>(false));

    for (const char *broken : {"", "[]", "{}", "{\"data\":{}}", "{\"data\":[{\"a\":1}", "{\"data\":[]} x", "<html>"})
        QVERIFY2(!backends::readEventPage(broken).ok(), broken);
}

QTEST_GUILESS_MAIN(TestAnthropicDecoder)
#include "tst_anthropicdecoder.moc"
