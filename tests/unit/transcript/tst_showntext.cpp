#include "tests/support/testbase.h"
#include "transcript/showntext.h"

using transcript::shownText;
using transcript::withoutAnsi;

class ShownTextTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingHides_data();
    void nothingHides();
    void ansi_data();
    void ansi();
};

void ShownTextTest::nothingHides_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("shown");
    const auto add = [](const char *name, const QString &source, const QString &shown) { QTest::newRow(name) << source.toUtf8() << shown; };
    const auto visible = [](const char *code) { return QString(QChar(0x2039)) + QLatin1String("U+") + QLatin1String(code) + QChar(0x203a); };
    add("plain", QStringLiteral("plain text\n\twith lines"), QStringLiteral("plain text\n\twith lines"));
    add("accents", QStringLiteral("Gr\u00fc\u00dfe e\u0301"), QStringLiteral("Gr\u00fc\u00dfe e\u0301"));
    for (const char16_t hidden : {u'\u202a', u'\u202b', u'\u202c', u'\u202d', u'\u202e', u'\u2066', u'\u2067', u'\u2068', u'\u2069', u'\u200b', u'\u200e', u'\u200f',
                                  u'\u2060', u'\ufeff', u'\u061c', u'\u0001', u'\u001b', u'\u007f', u'\u0085', u'\u009b', u'\u2028', u'\u2029', u'\ufff9'}) {
        const QByteArray code = QByteArray::number(int(hidden), 16).rightJustified(4, '0');
        QTest::addRow("U+%s", code.constData()) << (QStringLiteral("a") + QChar(hidden) + QStringLiteral("b")).toUtf8()
                                                << QStringLiteral("a") + visible(code.constData()) + QStringLiteral("b");
    }
    QTest::newRow("tags") << QByteArray("a\xf3\xa0\x81\xa1" "b") << QStringLiteral("a") + visible("e0061") + QStringLiteral("b");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QStringLiteral("a") + visible("0000") + QStringLiteral("b");
    QTest::newRow("lone surrogate in UTF-8") << QByteArray("a\xed\xa0\x80" "b") << QStringLiteral("a\ufffd\ufffd\ufffdb");
    QTest::newRow("broken UTF-8") << QByteArray("a\xff" "b") << QStringLiteral("a\ufffdb");
    add("eight marks", QStringLiteral("a") + QString(8, QChar(0x301)), QStringLiteral("a") + QString(8, QChar(0x301)));
    add("thirty marks", QStringLiteral("a") + QString(30, QChar(0x301)) + QStringLiteral("b"),
        QStringLiteral("a") + QString(8, QChar(0x301)) + QChar(0xfffd) + QStringLiteral("b"));
    QTest::newRow("joined emoji") << QByteArray("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb") << QString::fromUtf8("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
    QTest::newRow("a chain of joined signs") << QByteArray("\xf0\x9f\x91\xa9\xe2\x80\x8d").repeated(20) << [] {
        const QString sign = QString::fromUtf8("\xf0\x9f\x91\xa9");
        const QString chain = (sign + QChar(0x200d)).repeated(8) + sign + QChar(0xfffd);
        return chain + chain + (sign + QChar(0x200d)).repeated(2);
    }();
    add("windows lines", QStringLiteral("a\r\nb"), QStringLiteral("a\nb"));
}

void ShownTextTest::nothingHides()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, shown);
    QCOMPARE(shownText(source), shown);
}

void ShownTextTest::ansi_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("none") << QByteArray("plain") << QByteArray("plain");
    QTest::newRow("colour") << QByteArray("\x1b[1;31mred\x1b[0m") << QByteArray("red");
    QTest::newRow("true colour") << QByteArray("\x1b[38:2::1:2:3mx\x1b[m") << QByteArray("x");
    QTest::newRow("erase line") << QByteArray("a\x1b[Kb\x1b[2J") << QByteArray("ab");
    QTest::newRow("progress") << QByteArray("10%\r50%\r100%\ndone") << QByteArray("100%\ndone");
    QTest::newRow("windows lines") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n");
    QTest::newRow("return at the end") << QByteArray("a\r") << QByteArray("a");
    // What moves the cursor, sets titles or the clipboard stays, to be made visible.
    QTest::newRow("cursor up") << QByteArray("a\x1b[1Ab") << QByteArray("a\x1b[1Ab");
    QTest::newRow("clipboard") << QByteArray("\x1b]52;c;AAAA\x07") << QByteArray("\x1b]52;c;AAAA\x07");
    QTest::newRow("link") << QByteArray("\x1b]8;;http://x\x1b\\") << QByteArray("\x1b]8;;http://x\x1b\\");
    QTest::newRow("cut off") << QByteArray("a\x1b[31") << QByteArray("a\x1b[31");
    QTest::newRow("endless") << QByteArray("\x1b[" + QByteArray(100, '1') + "m") << QByteArray("\x1b[" + QByteArray(100, '1') + "m");
}

void ShownTextTest::ansi()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, rest);
    QCOMPARE(withoutAnsi(source), rest);
}

QTEST_GUILESS_MAIN(ShownTextTest)
#include "tst_showntext.moc"
