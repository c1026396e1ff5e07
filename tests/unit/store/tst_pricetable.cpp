#include "store/pricefile.h"
#include "store/pricetable.h"
#include "tests/support/testbase.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using base::Decimal;
using store::Price;
using store::PriceTable;

namespace {

Price priced(const char *pattern, QDate from, const char *input)
{
    Price price;
    price.pattern = QLatin1String(pattern);
    price.validFrom = from;
    price.input = *Decimal::parse(input);
    price.output = *Decimal::parse("15");
    price.cacheWrite5m = *Decimal::parse("3.75");
    price.cacheWrite1h = *Decimal::parse("6");
    price.cacheRead = *Decimal::parse("0.3");
    return price;
}

const QDate early(2025, 6, 1);
const QDate late(2026, 6, 1);
const QDate today(2026, 11, 22);

} // namespace

//! Prices of models: which one counts, and how they travel.
class TestPriceTable : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void theShippedOnesAreDatedAndWhole();
    void theNarrowestPatternWins();
    void theirDayCounts();
    void theUsersComeFirst();
    void goThroughCsvAndJson();
    void refuseWhatIsNoPrice_data();
    void refuseWhatIsNoPrice();
    void keepTheUsersInAFile();
};

void TestPriceTable::theShippedOnesAreDatedAndWhole()
{
    const PriceTable &shipped = PriceTable::shipped();
    QVERIFY(PriceTable::shippedOn().isValid());
    QVERIFY(PriceTable::shippedFrom().startsWith(QLatin1String("https://")));
    QVERIFY(shipped.prices().size() > 10);
    for (const Price &price : shipped.prices()) {
        QVERIFY(price.shipped);
        QVERIFY2(price.output > price.input && price.cacheRead < price.input && price.cacheWrite5m > price.input, qPrintable(price.pattern));
        QVERIFY2(price.cacheWrite1h > price.cacheWrite5m, qPrintable(price.pattern));
    }
    const auto input = [&](const char *model) {
        const Price *found = shipped.find(QLatin1String(model), today);
        return found ? found->input.text(2) : QByteArray("unknown");
    };
    QCOMPARE(input("claude-opus-4-5-20251101"), QByteArray("5.00"));
    QCOMPARE(input("claude-opus-4-1-20250805"), QByteArray("15.00"));
    QCOMPARE(input("claude-opus-4-20250514"), QByteArray("15.00"));
    QCOMPARE(input("claude-opus-5-5"), QByteArray("4.00"));
    QCOMPARE(input("claude-opus-5"), QByteArray("5.00"));
    QCOMPARE(input("claude-sonnet-4-6"), QByteArray("3.00"));
    QCOMPARE(input("claude-opus-6"), QByteArray("unknown")); // nobody knows what comes
    QCOMPARE(input("gpt-7"), QByteArray("unknown"));
    QCOMPARE(input(""), QByteArray("unknown"));
}

void TestPriceTable::theNarrowestPatternWins()
{
    const PriceTable table({priced("*", early, "1"), priced("claude-*", early, "2"), priced("*sonnet*", early, "3"), priced("claude-sonnet-4-6", early, "4")});
    const auto input = [&](const char *model) { return table.find(QLatin1String(model), today)->input.text(); };
    QCOMPARE(input("x"), QByteArray("1"));
    QCOMPARE(input("claude-x"), QByteArray("2"));
    QCOMPARE(input("us.sonnet-9"), QByteArray("3"));
    QCOMPARE(input("CLAUDE-SONNET-4-6"), QByteArray("4"));
    QCOMPARE(input("claude-sonnet-4-6-beta"), QByteArray("2"));
    // A pattern that could go wrong a million ways takes no time.
    const PriceTable hostile({priced("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", early, "1")});
    QVERIFY(!hostile.find(QString(2'000, QLatin1Char('a')), today));
}

void TestPriceTable::theirDayCounts()
{
    const PriceTable table({priced("m", early, "1"), priced("m", late, "2")});
    QVERIFY(!table.find(QStringLiteral("m"), early.addDays(-1)));
    QCOMPARE(table.find(QStringLiteral("m"), late.addDays(-1))->input.text(), QByteArray("1"));
    QCOMPARE(table.find(QStringLiteral("m"), late)->input.text(), QByteArray("2"));
    QCOMPARE(table.changes(), (std::vector{early, late}));
}

void TestPriceTable::theUsersComeFirst()
{
    const PriceTable own({priced("claude-opus-5-5*", QDate(2026, 1, 1), "0.01")});
    const PriceTable table = own.withShipped();
    QCOMPARE(table.find(QStringLiteral("claude-opus-5-5"), today)->input.text(), QByteArray("0.01"));
    QVERIFY(!table.find(QStringLiteral("claude-opus-5-5"), today)->shipped);
    QVERIFY(table.find(QStringLiteral("claude-opus-5"), today)->shipped);
}

void TestPriceTable::goThroughCsvAndJson()
{
    Price odd = priced("a,\"b\"*", late, "0.000001");
    odd.currency = "EUR";
    const PriceTable table({priced("m", early, "3"), odd});
    for (const QByteArray &text : {table.toCsv(), table.toJson(), QByteArray("\xef\xbb\xbf") + table.toCsv()}) {
        const auto read = PriceTable::read(text);
        QVERIFY2(read.ok(), text.constData());
        QVERIFY2(*read == table, text.constData());
    }
    QVERIFY(table.toCsv().contains("3.00,15.00,3.75,6.00,0.30"));
    const auto shipped = PriceTable::read(PriceTable::shipped().toCsv());
    QVERIFY(shipped.ok());
    QCOMPARE(shipped->prices().size(), PriceTable::shipped().prices().size());
}

void TestPriceTable::refuseWhatIsNoPrice_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *line) { QTest::newRow(line) << QByteArray(line); };
    row("m,2026-01-01,USD,3,15,3.75,6");
    row("m,2026-01-01,USD,3,15,3.75,6,0.3,9");
    row(",2026-01-01,USD,3,15,3.75,6,0.3");
    row("a b,2026-01-01,USD,3,15,3.75,6,0.3");
    row("m,01.01.2026,USD,3,15,3.75,6,0.3");
    row("m,2026-01-01,,3,15,3.75,6,0.3");
    row("m,2026-01-01,U$D,3,15,3.75,6,0.3");
    row("m,2026-01-01,USD,-3,15,3.75,6,0.3");
    row("m,2026-01-01,USD,3,x,3.75,6,0.3");
    row("m,2026-01-01,USD,3,15,3.75,6,0.0000001");
    row("m,2026-01-01,USD,3,15,3.75,6,1000000");
    row("\"m,2026-01-01,USD,3,15,3.75,6,0.3");
}

void TestPriceTable::refuseWhatIsNoPrice()
{
    QFETCH(QByteArray, line);
    const QByteArray head = PriceTable().toCsv();
    QVERIFY(PriceTable::read(head + "m,2026-01-01,USD,3,15,3.75,6,0.3\r\n").ok());
    const auto read = PriceTable::read(head + "m,2026-01-01,USD,3,15,3.75,6,0.3\n" + line + '\n');
    QVERIFY(!read.ok());
    QVERIFY(read.error().kind == base::Error::Kind::Invalid);
    QVERIFY2(read.error().detail.contains(QLatin1String("line 3")), qPrintable(read.error().detail));
    QVERIFY(!PriceTable::read("").ok());
    QVERIFY(!PriceTable::read("{").ok());
    QVERIFY(!PriceTable::read("{}").ok());
}

void TestPriceTable::keepTheUsersInAFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("prices.json"));
    const PriceTable own({priced("m", early, "3")});
    {
        store::PriceFile file(path);
        QVERIFY(file.error().ok());
        QVERIFY(file.table() == PriceTable::shipped());
        QSignalSpy changed(&file, &store::PriceFile::changed);
        QVERIFY(file.setOwn(own).ok());
        QCOMPARE(changed.count(), 1);
    }
    store::PriceFile again(path);
    QVERIFY(again.own() == own);
    QVERIFY(again.table() == own.withShipped());
    QFile raw(path);
    QVERIFY(raw.open(QIODevice::WriteOnly));
    raw.write("not prices");
    raw.close();
    store::PriceFile broken(path);
    QVERIFY(!broken.error().ok());
    QVERIFY(broken.table() == PriceTable::shipped());
    QVERIFY(broken.setOwn(own).ok());
    QVERIFY(broken.error().ok());
    QFile kept(path + QStringLiteral(".unreadable"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("not prices"));
    QVERIFY(!store::PriceFile(folder.filePath(QStringLiteral("no/such/folder.json"))).setOwn(own).ok());
}

QTEST_GUILESS_MAIN(TestPriceTable)
#include "tst_pricetable.moc"
