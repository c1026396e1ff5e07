#include "models/pricerows.h"
#include "tests/unit/store/ledgerscene.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QSignalSpy>

using base::Error;
using models::PriceRows;
using store::PriceTable;
using test::LedgerScene;

//! Prices are edited in place: what is whole is on disk at once, what is no price is refused, what was shipped stays.
class TestPriceRows : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void shippedOnesAreOnlyRead();
    void aCopyCountsAtOnce();
    void aRowCountsWhenItIsFilledIn();
    void whatIsNoPriceIsRefused_data();
    void whatIsNoPriceIsRefused();
    void aDecimalCommaIsTaken();
    void removedAndPutBack();
    void allAreRemovedAndPutBack();
    void aDiskThatRefusesChangesNothing();
    void importedAndExported();
    void aBadImportChangesNothing();
    void modelsWithoutAPriceAreOffered();

private:
    QVariant set(int row, int column, const char *value)
    {
        return m_rows->setData(m_rows->index(row, column), QString::fromUtf8(value), Qt::EditRole);
    }
    QString at(int row, int column) { return m_rows->index(row, column).data().toString(); }
    const store::PriceTable &own() { return m_prices->own(); }
    int fillIn(const QString &pattern);
    QString path() const { return m_scene->folder.filePath(QStringLiteral("prices.json")); }

    std::unique_ptr<LedgerScene> m_scene;
    std::unique_ptr<accounts::Settings> m_settings;
    std::unique_ptr<store::PriceFile> m_prices;
    std::unique_ptr<models::Costs> m_costs;
    std::unique_ptr<PriceRows> m_rows;
};

void TestPriceRows::init()
{
    TestBase::init();
    m_scene = std::make_unique<LedgerScene>();
    m_settings = std::make_unique<accounts::Settings>(m_scene->folder.path(), nullptr);
    m_prices = std::make_unique<store::PriceFile>(path());
    m_costs = std::make_unique<models::Costs>(m_scene->ledger.get(), m_prices.get(), m_settings.get());
    m_rows = std::make_unique<PriceRows>(m_costs.get(), &m_scene->clock);
    new QAbstractItemModelTester(m_rows.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_rows.get());
}

void TestPriceRows::cleanup()
{
    m_rows.reset();
    m_costs.reset();
    m_prices.reset();
    m_settings.reset();
    m_scene.reset();
}

int TestPriceRows::fillIn(const QString &pattern)
{
    const int row = m_rows->add(pattern);
    for (int column = PriceRows::Input; column <= PriceRows::CacheRead; ++column)
        set(row, column, QByteArray::number(column).constData());
    return row;
}

void TestPriceRows::shippedOnesAreOnlyRead()
{
    QCOMPARE(m_rows->rowCount(), int(PriceTable::shipped().prices().size()));
    QVERIFY(m_rows->isShipped(0));
    QVERIFY(m_rows->index(0, 0).data(PriceRows::ShippedRole).toBool());
    QVERIFY(!(m_rows->flags(m_rows->index(0, PriceRows::Input)) & Qt::ItemIsEditable));
    const QString before = at(0, PriceRows::Input);
    QVERIFY(!set(0, PriceRows::Input, "3").toBool());
    QCOMPARE(at(0, PriceRows::Input), before);
}

void TestPriceRows::aCopyCountsAtOnce()
{
    const store::Price shipped = PriceTable::shipped().prices().front();
    const int row = m_rows->copy(0);
    QCOMPARE(row, 0);
    QCOMPARE(own().prices().size(), 1u);
    QVERIFY(!m_rows->isShipped(row));
    QVERIFY(set(row, PriceRows::Output, "99.5").toBool());
    const QString model = QString(shipped.pattern).remove(QLatin1Char('*'));
    QCOMPARE(m_prices->table().find(model, QDate(2026, 11, 22))->output.text(2), QByteArray("99.50"));
    QCOMPARE(store::PriceFile(path()).own().prices()[0].output.text(2), QByteArray("99.50")); // on disk
}

void TestPriceRows::aRowCountsWhenItIsFilledIn()
{
    const int row = m_rows->add();
    QCOMPARE(at(row, PriceRows::ValidFrom), QStringLiteral("2026-11-22"));
    QVERIFY(m_rows->index(row, PriceRows::Pattern).data(PriceRows::MissingRole).toBool());
    QVERIFY(set(row, PriceRows::Pattern, " mystery-* ").toBool());
    QVERIFY(!m_rows->index(row, PriceRows::Pattern).data(PriceRows::MissingRole).toBool());
    for (int column = PriceRows::Input; column < PriceRows::CacheRead; ++column)
        QVERIFY(set(row, column, "1.5").toBool());
    QVERIFY(own().prices().empty()); // one is missing: an estimate with a price of nothing would be wrong
    QVERIFY(!m_rows->isWhole(row));
    QVERIFY(set(row, PriceRows::CacheRead, "0").toBool());
    QVERIFY(m_rows->isWhole(row));
    QCOMPARE(own().prices().size(), 1u);
    QCOMPARE(own().prices()[0].pattern, QStringLiteral("mystery-*"));
}

void TestPriceRows::whatIsNoPriceIsRefused_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](int column, const char *value) { QTest::addRow("%d: %.20s", column, value) << column << QByteArray(value); };
    row(PriceRows::Pattern, "");
    row(PriceRows::Pattern, "two words");
    row(PriceRows::ValidFrom, "22.11.2026");
    row(PriceRows::ValidFrom, "2026-02-30");
    row(PriceRows::Currency, "$");
    row(PriceRows::Currency, "");
    row(PriceRows::Input, "-1");
    row(PriceRows::Input, "1,000.50");
    row(PriceRows::Output, "a lot");
    row(PriceRows::Output, "1000000");
    row(PriceRows::CacheRead, "0.0000001");
    row(PriceRows::CacheRead, "");
    row(PriceRows::CacheWrite5m, "nan");
}

void TestPriceRows::whatIsNoPriceIsRefused()
{
    QFETCH(int, column);
    QFETCH(QByteArray, value);
    const int row = m_rows->copy(0);
    const QString before = at(row, column);
    QSignalSpy refused(m_rows.get(), &PriceRows::refused);
    QVERIFY(!set(row, column, value.constData()).toBool());
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused[0][0].toInt(), column);
    QCOMPARE(at(row, column), before);
    QVERIFY(store::PriceFile(path()).own() == own());
}

void TestPriceRows::aDecimalCommaIsTaken()
{
    const int row = m_rows->copy(0);
    QVERIFY(set(row, PriceRows::Input, " 2,5 ").toBool());
    QCOMPARE(at(row, PriceRows::Input), QStringLiteral("2.50"));
    QVERIFY(set(row, PriceRows::Currency, "eur").toBool());
    QCOMPARE(at(row, PriceRows::Currency), QStringLiteral("EUR"));
}

void TestPriceRows::removedAndPutBack()
{
    fillIn(QStringLiteral("a"));
    fillIn(QStringLiteral("b"));
    QCOMPARE(own().prices().size(), 2u);
    const QStringList values = m_rows->take(0);
    QCOMPARE(own().prices().size(), 1u);
    QCOMPARE(own().prices()[0].pattern, QStringLiteral("b"));
    m_rows->put(0, values);
    QCOMPARE(own().prices().size(), 2u);
    QCOMPARE(own().prices()[0].pattern, QStringLiteral("a"));
    QCOMPARE(own().prices()[0].input.text(), QByteArray("3"));
}

void TestPriceRows::allAreRemovedAndPutBack()
{
    fillIn(QStringLiteral("a"));
    fillIn(QStringLiteral("b"));
    const auto rows = m_rows->takeAll();
    QCOMPARE(rows.size(), 2u);
    QCOMPARE(m_rows->ownCount(), 0);
    QVERIFY(store::PriceFile(path()).own().prices().empty());
    m_rows->putAll(rows);
    QCOMPARE(store::PriceFile(path()).own().prices().size(), 2u);
}

void TestPriceRows::aDiskThatRefusesChangesNothing()
{
    fillIn(QStringLiteral("a"));
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir().mkpath(path() + QStringLiteral("/in the way")));
    QSignalSpy failed(m_rows.get(), &PriceRows::failed);
    QVERIFY(!set(0, PriceRows::Input, "77").toBool());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(at(0, PriceRows::Input), QStringLiteral("3.00"));
    m_rows->take(0);
    QCOMPARE(failed.count(), 2);
    QCOMPARE(m_rows->ownCount(), 1);
    m_rows->takeAll();
    QCOMPARE(m_rows->ownCount(), 1);
    m_rows->copy(1);
    QCOMPARE(m_rows->ownCount(), 1);
    QCOMPARE(own().prices().size(), 1u);
}

void TestPriceRows::importedAndExported()
{
    fillIn(QStringLiteral("a"));
    fillIn(QStringLiteral("b"));
    const QByteArray csv = m_rows->exported(true).toCsv();
    const QByteArray all = m_rows->exported(false).toJson();
    QVERIFY(PriceTable::read(all)->prices().size() == PriceTable::shipped().prices().size() + 2);
    m_rows->takeAll();
    fillIn(QStringLiteral("a"));
    set(0, PriceRows::Input, "500");
    auto done = m_rows->import(csv);
    QVERIFY(done.ok());
    QCOMPARE(done->added, 1);
    QCOMPARE(done->replaced, 1);
    QCOMPARE(done->same, 0);
    QCOMPARE(own().prices()[0].input.text(), QByteArray("3"));
    done = m_rows->import(all);
    QCOMPARE(done->same, int(PriceTable::shipped().prices().size()) + 2); // shipped ones do not become one's own
    QCOMPARE(own().prices().size(), 2u);
}

void TestPriceRows::aBadImportChangesNothing()
{
    fillIn(QStringLiteral("a"));
    const auto refused = m_rows->import(m_rows->exported(true).toCsv() + "b,2026-01-01,USD,1,2,3,4\r\n");
    QVERIFY(!refused.ok());
    QCOMPARE(int(refused.error().kind), int(Error::Kind::Invalid));
    QVERIFY(refused.error().detail.contains(QStringLiteral("line 3")));
    QCOMPARE(m_rows->ownCount(), 1);
}

void TestPriceRows::modelsWithoutAPriceAreOffered()
{
    QSignalSpy told(m_rows.get(), &PriceRows::unpricedChanged);
    m_scene->list({{LedgerScene::facts(QStringLiteral("s1")), {}}});
    m_scene->enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e1"), {700, 0, 0, 0}, LedgerScene::at(11, 6), QStringLiteral("mystery-1")));
    m_rows->readUnpriced();
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(m_rows->unpriced().size(), 1u);
    QCOMPARE(m_rows->unpriced()[0].model, QStringLiteral("mystery-1"));
    QCOMPARE(m_rows->unpriced()[0].tokens, 700);
    fillIn(QStringLiteral("mystery-1"));
    QTRY_COMPARE(told.count(), 2);
    QVERIFY(m_rows->unpriced().empty());
}

QTEST_GUILESS_MAIN(TestPriceRows)
#include "tst_pricerows.moc"
