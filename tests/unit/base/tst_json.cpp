#include "base/json.h"
#include "base/mergepatch.h"
#include "base/record.h"
#include "tests/support/testbase.h"

using base::Json;

class JsonTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrderOfKeys();
    void refuses_data();
    void refuses();
    void takesTheDeepestThatIsAllowed();
    void manyKeysAreLinear();
    void largeIntegersKeepTheirDigits();
    void recordPathsAreTotal();
    void timesInThreeSpellings_data();
    void timesInThreeSpellings();
    void mergePatch_data();
    void mergePatch();
    void patchTurnsOneIntoTheOther_data();
    void patchTurnsOneIntoTheOther();
};

void JsonTest::keepsTheOrderOfKeys()
{
    const QByteArray text = "{\"z\":1,\"a\":{\"y\":[],\"b\":null},\"m\":\"\xc3\xa9\"}";
    const auto json = base::parseJson(text);
    QVERIFY(json.ok());
    QCOMPARE(base::dumpJson(*json), text);
}

void JsonTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("html") << QByteArray("<!doctype html><html></html>");
    QTest::newRow("truncated") << QByteArray("{\"a\": [1, 2");
    QTest::newRow("trailing") << QByteArray("{} x");
    QTest::newRow("duplicate key") << QByteArray("{\"a\":1,\"a\":2}");
    QTest::newRow("duplicate key in a nested object") << QByteArray("[{\"b\":{\"a\":1,\"c\":0,\"a\":2}}]");
    QTest::newRow("bad utf-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
    QTest::newRow("nested 257 deep") << QByteArray(257, '[') + QByteArray(257, ']');
    QTest::newRow("nested 100000 deep") << QByteArray(100000, '[');
    QTest::newRow("not a number") << QByteArray("{\"a\":NaN}");
}

void JsonTest::refuses()
{
    QFETCH(QByteArray, text);
    const auto json = base::parseJson(text);
    QVERIFY(!json.ok());
    QCOMPARE(json.error().kind, base::Error::Kind::Protocol);
    QVERIFY(!json.error().detail.isEmpty());
}

void JsonTest::takesTheDeepestThatIsAllowed()
{
    QVERIFY(base::parseJson(QByteArray(256, '[') + QByteArray(256, ']')).ok());
}

void JsonTest::manyKeysAreLinear()
{
    // 50,000 keys: an insertion that searches all earlier keys would need 1.25 billion comparisons.
    QByteArray text = "{";
    for (int i = 0; i < 50000; ++i)
        text += (i ? ",\"" : "\"") + QByteArray::number(i) + "\":0";
    text += "}";
    const auto json = base::parseJson(text);
    QVERIFY(json.ok());
    QCOMPARE(json->size(), std::size_t(50000));
}

void JsonTest::largeIntegersKeepTheirDigits()
{
    const QByteArray text = "[9007199254740993,18446744073709551615,-9223372036854775808]";
    const auto json = base::parseJson(text);
    QVERIFY(json.ok());
    QCOMPARE(base::dumpJson(*json), text);
}

void JsonTest::recordPathsAreTotal()
{
    const base::Record record(*base::parseJson("{\"id\":\"x\",\"model\":{\"id\":\"m\"},\"n\":7,\"f\":1.5,\"b\":true,\"s\":\"text\"}"));
    QCOMPARE(record.id(), QStringLiteral("x"));
    QCOMPARE(record.string("model.id"), QStringLiteral("m"));
    QCOMPARE(record.integer("n"), std::optional<qint64>(7));
    QCOMPARE(record.number("f"), std::optional<double>(1.5));
    QVERIFY(record.boolean("b"));
    QCOMPARE(record.string("model.id.deeper"), QString());
    QCOMPARE(record.string("s.deeper"), QString());
    QCOMPARE(record.string("nothing"), QString());
    QVERIFY(!record.integer("s"));
    QVERIFY(!record.integer("f"));
    QVERIFY(!record.time("s").isValid());
    QVERIFY(base::Record().string("x").isEmpty());
}

void JsonTest::timesInThreeSpellings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("utc");
    QTest::newRow("rfc 3339") << QByteArray("\"2026-11-20T09:15:00Z\"") << QStringLiteral("2026-11-20T09:15:00.000Z");
    QTest::newRow("with offset") << QByteArray("\"2026-11-20T10:15:00+01:00\"") << QStringLiteral("2026-11-20T09:15:00.000Z");
    QTest::newRow("with fraction") << QByteArray("\"2026-11-20T09:15:00.123Z\"") << QStringLiteral("2026-11-20T09:15:00.123Z");
    QTest::newRow("seconds") << QByteArray("1795166100") << QStringLiteral("2026-11-20T09:15:00.000Z");
    QTest::newRow("milliseconds") << QByteArray("1795166100123") << QStringLiteral("2026-11-20T09:15:00.123Z");
    QTest::newRow("after 2038") << QByteArray("2200000000") << QStringLiteral("2039-09-18T23:06:40.000Z");
    QTest::newRow("absurd") << QByteArray("1e300") << QString();
    QTest::newRow("words") << QByteArray("\"yesterday\"") << QString();
}

void JsonTest::timesInThreeSpellings()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, utc);
    QCOMPARE(base::timeOf(*base::parseJson(json)).toString(Qt::ISODateWithMs), utc);
}

// The table of RFC 7396, appendix A.
void JsonTest::mergePatch_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("result");
    const char *rows[][3] = {
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
        {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
        {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
        {"{\"a\":\"foo\"}", "null", "null"},
        {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
        {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
        {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
        {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
    };
    int i = 0;
    for (const auto &row : rows)
        QTest::addRow("rfc 7396 case %d", ++i) << QByteArray(row[0]) << QByteArray(row[1]) << QByteArray(row[2]);
}

void JsonTest::mergePatch()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, result);
    QCOMPARE(base::dumpJson(base::applyMergePatch(*base::parseJson(target), *base::parseJson(patch))), result);
}

void JsonTest::patchTurnsOneIntoTheOther_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("patch");
    QTest::newRow("equal") << QByteArray("{\"a\":{\"b\":1}}") << QByteArray("{\"a\":{\"b\":1}}") << QByteArray("{}");
    QTest::newRow("one leaf") << QByteArray("{\"a\":{\"b\":1,\"c\":2}}") << QByteArray("{\"a\":{\"b\":1,\"c\":3}}")
                              << QByteArray("{\"a\":{\"c\":3}}");
    QTest::newRow("removed") << QByteArray("{\"a\":1,\"b\":2}") << QByteArray("{\"b\":2}") << QByteArray("{\"a\":null}");
    QTest::newRow("array replaced whole") << QByteArray("{\"a\":[1,2]}") << QByteArray("{\"a\":[1]}") << QByteArray("{\"a\":[1]}");
}

void JsonTest::patchTurnsOneIntoTheOther()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, patch);
    const Json made = base::makeMergePatch(*base::parseJson(from), *base::parseJson(to));
    QCOMPARE(base::dumpJson(made), patch);
    QCOMPARE(base::dumpJson(base::applyMergePatch(*base::parseJson(from), made)), to);
}

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
