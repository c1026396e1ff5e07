#include "base/decimal.h"
#include "tests/support/testbase.h"

#include <QRandomGenerator>

using base::Decimal;

namespace {

QByteArray shown(QByteArrayView text)
{
    const auto value = Decimal::parse(text);
    return value ? value->text() : QByteArray("none");
}

} // namespace

//! Exact decimal money.
class TestDecimal : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void refusesWhatIsNoNumber_data();
    void refusesWhatIsNoNumber();
    void addsWithoutLoss();
    void rounds();
    void pricesTokens();
    void agreesWithWholeNumbers();
    void goesToNanos();
};

void TestDecimal::readsAndWrites_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) { QTest::newRow(text) << QByteArray(text) << QByteArray(expected); };
    row("0", "0");
    row("-0", "0");
    row("1234", "1234");
    row("0.1", "0.1");
    row("-0.25", "-0.25");
    row("-1", "-1");
    row("+12.50", "12.5");
    row("007.5", "7.5");
    row(".5", "0.5");
    row("5.", "5");
    row("1e3", "1000");
    row("1.5e3", "1500");
    row("3e-7", "0.0000003");
    row("12345E-2", "123.45");
    row("0.000000000001", "0.000000000001");
    row("0.0000000000004", "0");
    row("0.0000000000005", "0.000000000001");
    row("0.9999999999995", "1");
    row("0.30000000000000004", "0.3");
    row("900000000000000000", "900000000000000000");
    row("0e400", "0");
    row("1e-400", "0");
}

void TestDecimal::readsAndWrites()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(shown(text), expected);
    if (expected != "none")
        QCOMPARE(shown(expected), expected); // what is written is read again
}

void TestDecimal::refusesWhatIsNoNumber_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "-", ".", "abc", "1,5", "1.2.3", "0x10", "NaN", "Infinity", "1e", "1e+", "1e99999999", "12 ", " 12", "--1", "1e400", "1e18",
                             "900000000000000001", "9999999999999999999", "1e3x", "\xd9\xa1"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("long") << QByteArray(100'000, '9');
}

void TestDecimal::refusesWhatIsNoNumber()
{
    QFETCH(QByteArray, text);
    QCOMPARE(shown(text), QByteArray("none"));
}

void TestDecimal::addsWithoutLoss()
{
    Decimal sum;
    for (int i = 0; i < 1'000'000; ++i)
        sum += *Decimal::parse("0.1"); // a double would be 1.3e-6 off
    QCOMPARE(sum.text(2), QByteArray("100000.00"));
    QCOMPARE((sum - *Decimal::parse("100000.01")).text(), QByteArray("-0.01"));
    QCOMPARE((-*Decimal::parse("-0.01")).text(), QByteArray("0.01"));
    QVERIFY(*Decimal::parse("-0.02") < *Decimal::parse("-0.01"));
    QVERIFY(*Decimal::parse("0.3") == *Decimal::parse("0.30"));
}

void TestDecimal::rounds()
{
    const auto rounded = [](const char *text, int places) { return Decimal::parse(text)->rounded(places).text(places); };
    QCOMPARE(rounded("1.005", 2), QByteArray("1.01"));
    QCOMPARE(rounded("1.0049", 2), QByteArray("1.00"));
    QCOMPARE(rounded("-1.005", 2), QByteArray("-1.01"));
    QCOMPARE(rounded("0.999", 2), QByteArray("1.00"));
    QCOMPARE(rounded("2.5", 0), QByteArray("3"));
    QCOMPARE(Decimal::parse("1234")->shifted(2).text(2), QByteArray("12.34"));
    QCOMPARE(Decimal::parse("7")->shifted(3).text(), QByteArray("0.007"));
    QCOMPARE(Decimal::parse("-150")->shifted(2).text(), QByteArray("-1.5"));
    QCOMPARE(Decimal::parse("1.5")->shifted(0).text(), QByteArray("1.5"));
}

void TestDecimal::pricesTokens()
{
    const auto cost = [](const char *price, qint64 tokens) { return Decimal::parse(price)->ofMillion(tokens).text(); };
    QCOMPARE(cost("3", 1), QByteArray("0.000003"));
    QCOMPARE(cost("0.08", 1), QByteArray("0.00000008"));
    QCOMPARE(cost("18.75", 1'000'000), QByteArray("18.75"));
    QCOMPARE(cost("0.025", 123'456'789), QByteArray("3.086419725"));
    QCOMPARE(cost("75", 999'999'999'999'999), QByteArray("74999999999.999925"));
    QCOMPARE(cost("999999.999999", 999'999'999'999), QByteArray("999999999998.000000000001"));
    QCOMPARE(cost("3", 0), QByteArray("0"));
    QCOMPARE(cost("3", -2), QByteArray("-0.000006"));
}

void TestDecimal::agreesWithWholeNumbers()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 20'000; ++i) {
        const qint64 millionths = random.bounded(100'000'000);
        const qint64 tokens = random.bounded(80'000'000);
        const Decimal price = Decimal::ofNanos(millionths * 1'000);
        const qint64 picos = millionths * tokens; // below 2^63
        const Decimal cost = price.ofMillion(tokens);
        QCOMPARE(cost.text(12), QByteArray::number(picos / Decimal::picos) + '.' + QByteArray::number(picos % Decimal::picos).rightJustified(12, '0'));
    }
}

void TestDecimal::goesToNanos()
{
    QCOMPARE(Decimal::parse("12.34")->toNanos(), std::optional<qint64>(12'340'000'000));
    QCOMPARE(Decimal::parse("-0.000000001")->toNanos(), std::optional<qint64>(-1));
    QCOMPARE(Decimal::ofNanos(-1).text(), QByteArray("-0.000000001"));
    QCOMPARE(Decimal::parse("0.0000000005")->toNanos(), std::optional<qint64>(1));
    QCOMPARE(Decimal::parse("10000000000")->toNanos(), std::nullopt);
}

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
