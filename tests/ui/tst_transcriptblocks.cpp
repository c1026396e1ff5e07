#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/theme/theme.h"
#include "ui/transcript/emoji.h"

#include <QSignalSpy>

using test::TranscriptScene;
using theme::Token;

class TranscriptBlocksTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void pictures_data();
    void pictures();
    void paragraphsHaveTheirOwnDirection();
    void tablesAreReadFromTheirHead();
    void aSelectionCoversWhatWasSelectedInBothDirections();
    void imagesAreChipsWithTheirHost_data();
    void imagesAreChipsWithTheirHost();
    void picturesInTextAreFound_data();
    void picturesInTextAreFound();

private:
    static QImage picture(TranscriptScene &s, const char *name = nullptr);
};

//! MUSTER_PICTURES names a folder to look at what was painted.
QImage TranscriptBlocksTest::picture(TranscriptScene &s, const char *name)
{
    const QImage image = s.view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    if (const QString folder = qEnvironmentVariable("MUSTER_PICTURES"); name && !folder.isEmpty())
        image.save(folder + QLatin1Char('/') + QLatin1String(name) + (theme::isDark(s.view.palette()) ? QStringLiteral("-dark.png") : QStringLiteral("-light.png")));
    return image;
}

void TranscriptBlocksTest::pictures_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("light") << int(theme::Mode::Light);
    QTest::newRow("dark") << int(theme::Mode::Dark);
}

void TranscriptBlocksTest::pictures()
{
    QFETCH(int, mode);
    const theme::Theme theme{theme::Mode(mode)};
    for (const char *name : {"blocks", "scripts"}) {
        TranscriptScene s({900, 1250});
        s.model.apply({s.make.agent(QStringLiteral("a"), 1, test::fixture(QStringLiteral("transcript/") + QLatin1String(name) + QStringLiteral(".md")))});
        s.show();
        QVERIFY(!picture(s, name).isNull());
    }
}

namespace {

//! The columns of pixels that are painted in a row of the view, from first to last.
std::pair<int, int> paintedColumns(const QImage &image, const QRect &rect)
{
    std::pair<int, int> columns{image.width(), -1};
    for (int y = std::max(0, rect.top()); y <= std::min(rect.bottom(), image.height() - 1); ++y) {
        for (int x = 2; x < image.width() - 100; ++x) { // without the time at the right
            if (image.pixel(x, y) != image.pixel(1, 1))
                columns = {std::min(columns.first, x), std::max(columns.second, x)};
        }
    }
    return columns;
}

} // namespace

void TranscriptBlocksTest::paragraphsHaveTheirOwnDirection()
{
    TranscriptScene s({700, 600});
    int second = 1;
    for (const char *text : {"plain words", "\u05d6\u05d5\u05d4\u05d9 \u05e4\u05e1\u05e7\u05d4 with English", "English first \u05d6\u05d5\u05d4\u05d9", "- \u05d0\u05d7\u05d3", "> \u05d0\u05d7\u05d3"})
        s.model.apply({s.make.agent(QStringLiteral("m%1").arg(second), second, QByteArray(text))}), ++second;
    s.show();
    const QImage image = picture(s);
    const auto columns = [&](int row) { return paintedColumns(image, s.view.rowRect(row)); };
    const auto [left, ignored] = columns(0);
    Q_UNUSED(ignored)
    QVERIFY(columns(1).first > left + 200);          // from the right …
    const int right = columns(1).second;
    QVERIFY(columns(2).first <= left + 2 && columns(2).second < right - 150); // … and from the left
    // The list's point and the quote's bar are at the right edge, the text before them.
    QVERIFY(columns(3).first > left + 200 && columns(3).second <= right + 1);
    QVERIFY(columns(4).first > left + 200 && columns(4).second >= right - 1);
}

void TranscriptBlocksTest::tablesAreReadFromTheirHead()
{
    // The same table twice: the wide column is the first one, at the left or at the right.
    const auto wideIsLeft = [](const QByteArray &head) {
        TranscriptScene s({700, 300});
        s.model.apply({s.make.agent(QStringLiteral("a"), 1, "| " + head + " | x |\n|---|---|\n| wide wide wide wide | 1 |\n")});
        s.show();
        const QImage image = picture(s);
        s.view.selectAll();
        if (!s.view.selectedText().contains(QLatin1String("wide wide wide wide\t1")))
            return -1;
        const auto [first, last] = paintedColumns(image, s.view.rowRect(0));
        // Where the text of the last row begins: at the frame's left edge or after the narrow column.
        const int y = s.view.rowRect(0).bottom() - 26;
        int ink = 0;
        for (int x = first + 4; x < first + 50; ++x) {
            for (int dy = -8; dy < 8; ++dy)
                ink += image.pixel(x, y + dy) != image.pixel(1, 1);
        }
        Q_UNUSED(last)
        return ink > 80 ? 1 : 0;
    };
    QCOMPARE(wideIsLeft("name"), 1);
    QCOMPARE(wideIsLeft("\u05e9\u05dd"), 0);
}

void TranscriptBlocksTest::aSelectionCoversWhatWasSelectedInBothDirections()
{
    // The selected Hebrew word alone is marked: where it stands, not everything between two places.
    TranscriptScene s({700, 200});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "one \u05d0\u05d1\u05d2 \u05d3\u05d4\u05d5 two")});
    s.show();
    const QImage before = picture(s);
    const QRect row = s.view.rowRect(0);
    const auto [left, right] = paintedColumns(before, row);
    const int y = row.top() + 18;
    QTest::mouseDClick(s.view.viewport(), Qt::LeftButton, {}, {(left + right) / 2 + 12, y});
    QVERIFY2(s.view.selectedText() == QStringLiteral("\u05d0\u05d1\u05d2") || s.view.selectedText() == QStringLiteral("\u05d3\u05d4\u05d5"), qPrintable(s.view.selectedText()));
    const QImage after = picture(s);
    int changed = 0;
    for (int x = left; x <= right; ++x)
        changed += before.pixel(x, y - 6) != after.pixel(x, y - 6);
    QVERIFY2(changed > 10 && changed < (right - left) / 3, qPrintable(QString::number(changed)));
}

void TranscriptBlocksTest::imagesAreChipsWithTheirHost_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("asks"); // the host that is asked about; empty: it can only be copied
    QTest::newRow("https") << QByteArray("![A map](https://tracker.example/p.png?id=1)") << QStringLiteral("\ufffcA map \u00b7 tracker.example") << QStringLiteral("tracker.example");
    QTest::newRow("punycode") << QByteArray("![](https://\u0430\u0440\u0440\u04cf\u0435.com/x)") << QStringLiteral("\ufffcImage \u00b7 xn--80ak6aa92e.com") << QStringLiteral("xn--80ak6aa92e.com");
    QTest::newRow("file") << QByteArray("![x](file:///etc/passwd)") << QStringLiteral("\ufffcx \u00b7 file:///etc/passwd") << QString();
    QTest::newRow("data") << QByteArray("![x](data:image/png;base64,AAAA)") << QStringLiteral("\ufffcx \u00b7 data:image/png") << QString();
    QTest::newRow("in a table") << QByteArray("| ![x](https://a.example/x) |\n|---|\n") << QStringLiteral("\ufffcx \u00b7 a.example") << QStringLiteral("a.example");
}

void TranscriptBlocksTest::imagesAreChipsWithTheirHost()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, shown);
    QFETCH(QString, asks);
    TranscriptScene s({700, 200});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, text)});
    s.show();
    s.view.selectAll();
    QCOMPARE(s.view.selectedText(), shown);
    s.view.clearSelection();
    const QImage image = picture(s);
    const QRect row = s.view.rowRect(0);
    const auto [left, right] = paintedColumns(image, row);
    const QPoint chip(text.startsWith('|') ? left + 30 : left + 24, row.top() + (text.startsWith('|') ? 26 : 18));
    Q_UNUSED(right)
    QSignalSpy hovered(&s.view, &ui::TranscriptView::linkHovered);
    QSignalSpy activated(&s.view, &ui::TranscriptView::linkActivated);
    QMouseEvent move(QEvent::MouseMove, chip, s.view.viewport()->mapToGlobal(chip), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(s.view.viewport(), &move);
    QCOMPARE(hovered.count(), 1);
    QVERIFY(asks.isEmpty() || hovered.front().front().toString() == asks);
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, chip);
    QCOMPARE(activated.count(), asks.isEmpty() ? 0 : 1);
    if (!asks.isEmpty()) {
        QCOMPARE(activated.front().at(1).toString(), asks);
        QVERIFY(activated.front().at(2).toBool()); // always asked: opening it tells its server that it was read
    }
}

void TranscriptBlocksTest::picturesInTextAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found"); // joined by "|"
    const auto add = [](const char *name, const char *text, const char *found) { QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(found); };
    add("none", "plain 12 # * \u00a9 \u2192", "");
    add("one", "a \U0001F600 b", "\U0001F600");
    add("next to each other", "\U0001F600\U0001F601", "\U0001F600|\U0001F601");
    add("joined", "x \U0001F469\u200d\U0001F4BB y", "\U0001F469\u200d\U0001F4BB");
    add("skin", "\U0001F44D\U0001F3FD!", "\U0001F44D\U0001F3FD");
    add("flag", "(\U0001F1E9\U0001F1EA)", "\U0001F1E9\U0001F1EA");
    add("flags", "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7\U0001F1E9", "\U0001F1E9\U0001F1EA|\U0001F1EB\U0001F1F7|\U0001F1E9");
    add("flag of a country in a country", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F.",
        "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F");
    add("heart on fire", "\u2764\ufe0f\u200d\U0001F525", "\u2764\ufe0f\u200d\U0001F525");
    add("heart", "\u2764\ufe0f and \u2764", "\u2764\ufe0f");
    add("as text", "\U0001F600\ufe0e", "");
    add("keycap", "1\ufe0f\u20e3 2", "1\ufe0f\u20e3");
    add("sign that is a picture", "done \u2705", "\u2705");
    add("joiner at the end", "\U0001F469\u200d", "\U0001F469");
}

void TranscriptBlocksTest::picturesInTextAreFound()
{
    QFETCH(QString, text);
    QStringList found;
    for (const ui::Emoji &emoji : ui::emojiIn(text))
        found += text.mid(emoji.start, emoji.length);
    QTEST(found.join(QLatin1Char('|')), "found");
}

QTEST_MAIN(TranscriptBlocksTest)
#include "tst_transcriptblocks.moc"
