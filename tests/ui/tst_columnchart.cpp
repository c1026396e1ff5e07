#include "tests/support/testbase.h"
#include "ui/theme/theme.h"
#include "ui/widgets/amounttext.h"
#include "ui/widgets/columnchart.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QPainter>
#include <QSignalSpy>
#include <QtTest>

using base::Decimal;
using widgets::ChartContent;
using widgets::ColumnChart;

//! Columns and lines: what is under the mouse, what the keys reach, hostile names, and amounts in words.
class TestColumnChart : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void amountsAreExact_data();
    void amountsAreExact();
    void percentsAreRounded();
    void theMouseIsToldWhatAColumnHolds();
    void keysGoFromColumnToColumn();
    void theSameNamesTwiceAreTwoColumns();
    void noColumnsAtAll();
    void namesStayText();
    void aPictureIsDrawnWithoutAWindow();
    void manyColumnsAreDrawnSoon();
    void otherColoursAfterAChangeOfTheme();

private:
    static ChartContent content(int columns, int series);
};

ChartContent TestColumnChart::content(int columns, int series)
{
    ChartContent content;
    content.title = QStringLiteral("Reported, USD by day");
    for (int column = 0; column < columns; ++column) {
        content.columns.append(QStringLiteral("Day %1").arg(column));
        content.ticks.append(QString::number(column));
        content.totals.append(QStringLiteral("$%1").arg(column * series));
    }
    for (int i = 0; i < series; ++i) {
        widgets::ChartSeries one{QStringLiteral("Agent %1").arg(i), i, {}, {}};
        for (int column = 0; column < columns; ++column) {
            one.values.push_back(column);
            one.texts.append(QStringLiteral("$%1").arg(column));
        }
        content.series.push_back(std::move(one));
    }
    content.axisText = [](double value) { return QString::number(value); };
    return content;
}

void TestColumnChart::amountsAreExact_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *amount, const char *unit, const QString &text) { QTest::newRow(amount) << QByteArray(amount) << QByteArray(unit) << text; };
    row("0", "USD", QStringLiteral("$0.00"));
    row("1.005", "USD", QStringLiteral("$1.01")); // a double would make it 1.00
    row("0.0042", "USD", QStringLiteral("$0.0042"));
    row("-0.3", "USD", QChar(0x2212) + QStringLiteral("$0.30"));
    row("90071992547409.93", "USD", QStringLiteral("$90071992547409.93").replace(QStringLiteral("90071992547409"), QLocale().toString(90071992547409)));
    row("12.5", "credits", QStringLiteral("12.50") + QChar(0xa0) + QStringLiteral("credits"));
    row("7", "EUR", QChar(0x20ac) + QStringLiteral("7.00"));
}

void TestColumnChart::amountsAreExact()
{
    QFETCH(QByteArray, amount);
    QFETCH(QByteArray, unit);
    QFETCH(QString, text);
    QCOMPARE(widgets::amountText(*Decimal::parse(amount), unit), text);
}

void TestColumnChart::percentsAreRounded()
{
    QCOMPARE(widgets::percentText(0.123), QStringLiteral("12") + QChar(0xa0) + QLatin1Char('%'));
    QCOMPARE(widgets::percentText(0.001), QStringLiteral("< 1") + QChar(0xa0) + QLatin1Char('%'));
    QCOMPARE(widgets::percentText(0.5, true), QStringLiteral("+50") + QChar(0xa0) + QLatin1Char('%'));
    QCOMPARE(widgets::percentText(-0.5, true), QChar(0x2212) + QStringLiteral("50") + QChar(0xa0) + QLatin1Char('%'));
    QCOMPARE(widgets::changeText(*Decimal::parse("1.2"), "USD"), QStringLiteral("+$1.20"));
}

void TestColumnChart::theMouseIsToldWhatAColumnHolds()
{
    ColumnChart chart;
    chart.resize(600, 300);
    chart.show(content(10, 2));
    chart.QWidget::show();
    QWidget *canvas = chart.findChild<QAbstractScrollArea *>()->viewport();
    QTRY_VERIFY(chart.placeOf(9).x() > chart.placeOf(0).x() + 300);
    QTest::mouseMove(canvas, canvas->mapFrom(&chart, chart.placeOf(7)));
    QTRY_COMPARE(chart.current(), 7);
    QCOMPARE(chart.currentText(), QStringLiteral("Day 7\nAgent 1: $7\nAgent 0: $7\nAll: $14"));
    QSignalSpy chosen(&chart, &ColumnChart::columnChosen);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->mapFrom(&chart, chart.placeOf(3)));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toInt(), 3);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(2, canvas->height() / 2)); // on the axis
    QCOMPARE(chosen.count(), 1);
}

void TestColumnChart::keysGoFromColumnToColumn()
{
    ColumnChart chart;
    chart.show(content(5, 1));
    QSignalSpy chosen(&chart, &ColumnChart::columnChosen);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(chosen.count(), 0); // none is current
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.current(), 4);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.current(), 4);
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.accessibleDescription(), chart.currentText());
    QVERIFY(chart.currentText().contains(QStringLiteral("Day 1")));
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    chart.show(content(5, 1)); // the same columns again: one stays where one was
    QCOMPARE(chart.current(), 1);
    chart.show(content(4, 1));
    QCOMPARE(chart.current(), -1);
}

void TestColumnChart::theSameNamesTwiceAreTwoColumns()
{
    ColumnChart chart;
    ChartContent twice = content(3, 1);
    twice.columns = twice.ticks = QStringList{QStringLiteral("Helper"), QStringLiteral("Helper"), QString()};
    chart.resize(600, 300);
    chart.show(twice);
    chart.QWidget::show();
    QTRY_VERIFY(chart.placeOf(2).x() > chart.placeOf(0).x());
}

void TestColumnChart::noColumnsAtAll()
{
    ColumnChart chart;
    chart.show(content(0, 0));
    chart.QWidget::show();
    QTest::keyClick(&chart, Qt::Key_End);
    QCOMPARE(chart.current(), -1);
    chart.show(content(3, 0));
    chart.show(content(1, 3)); // all zero
    QCOMPARE(chart.content().columns.size(), 1);
}

void TestColumnChart::namesStayText()
{
    ColumnChart chart;
    ChartContent hostile = content(2, 1);
    hostile.series[0].name = QStringLiteral("<img src=x>");
    hostile.columns[1] = QStringLiteral("<b>x</b>");
    chart.show(hostile);
    chart.setCurrent(1);
    QVERIFY(chart.currentText().contains(QStringLiteral("<img src=x>")));
    QVERIFY(chart.toolTip().isEmpty());
}

void TestColumnChart::aPictureIsDrawnWithoutAWindow()
{
    ColumnChart chart;
    chart.setPalette(theme::paletteFor(theme::Variant::Light));
    chart.resize(500, 260);
    chart.show(content(6, 1));
    QImage image(500, 260, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    chart.paintInto(&painter, QRectF(image.rect()));
    painter.end();
    int columns = 0;
    const QRgb blue = theme::color(theme::Variant::Light, theme::Token::Accent).rgb(); // the first series has the accent's colour
    for (int x = 1; x < image.width(); ++x) {
        const int y = image.height() - 40;
        columns += image.pixel(x, y) == blue && image.pixel(x - 1, y) != blue ? 1 : 0;
    }
    QCOMPARE(columns, 5); // the first of the six is nothing
}

void TestColumnChart::manyColumnsAreDrawnSoon()
{
    ColumnChart chart;
    chart.resize(900, 300);
    QElapsedTimer timer;
    timer.start();
    chart.show(content(400, 8));
    chart.grab();
    qInfo("400 columns of 8 parts: %lld ms", timer.elapsed());
    QCOMPARE(chart.content().columns.size(), 400);
}

void TestColumnChart::otherColoursAfterAChangeOfTheme()
{
    ColumnChart chart;
    chart.resize(500, 260);
    chart.setPalette(theme::paletteFor(theme::Variant::Light));
    chart.show(content(6, 1));
    const QImage light = chart.grab().toImage();
    chart.setPalette(theme::paletteFor(theme::Variant::Dark));
    const QImage dark = chart.grab().toImage();
    QVERIFY(light != dark);
}

QTEST_MAIN(TestColumnChart)
#include "tst_columnchart.moc"
