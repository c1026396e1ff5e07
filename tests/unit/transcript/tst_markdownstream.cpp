#include "tests/support/testbase.h"
#include "tests/unit/transcript/blockdump.h"
#include "transcript/markdownstream.h"

#include <random>

using namespace transcript;
using test::dumpBlocks;

namespace {

//! A reply as models write them: headings, prose, lists, tables, code, one after the other.
QByteArray reply(int kilobytes)
{
    const QByteArray piece = test::fixture(QStringLiteral("transcript/rich.md"));
    QByteArray out;
    for (int i = 0; out.size() < kilobytes * 1024; ++i)
        out += "\nPart " + QByteArray::number(i) + " begins here.\n\n" + piece;
    return out;
}

} // namespace

class MarkdownStreamTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void growsLikeAFreshParse_data();
    void growsLikeAFreshParse();
    void endsLikeAFreshParseWhateverItIs();
    void tellsWhatChanged();
    void parsesOnlyTheTailOfALongReply();
    void startsAnewWithAnotherText();
};

void MarkdownStreamTest::growsLikeAFreshParse_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("kilobytes");
    for (const int step : {1, 7, 12, 50})
        QTest::addRow("%d bytes a time, whole parses", step) << step << 3;
    // Over 16 KB only the tail is parsed: what is on the screen while it grows is still that of a whole parse.
    for (const int step : {7, 12, 50, 1000})
        QTest::addRow("%d bytes a time, tails", step) << step << 48;
}

void MarkdownStreamTest::growsLikeAFreshParse()
{
    QFETCH(int, step);
    QFETCH(int, kilobytes);
    const QByteArray source = reply(kilobytes);
    MarkdownStream stream;
    int compared = 0;
    for (qsizetype size = 0; size < source.size(); size += step) {
        const auto prefix = QByteArrayView(source).first(size);
        stream.update(prefix, false);
        if (kilobytes > 16 && (size / step) % 61 != 0 && size + step < source.size())
            continue; // comparing costs more than growing
        ++compared;
        if (stream.blocks() != parseMarkdown(prefix))
            QCOMPARE(dumpBlocks(stream.blocks()), dumpBlocks(parseMarkdown(prefix)));
    }
    QVERIFY(compared > 10 || step == 1000);
    stream.update(source, true);
    QVERIFY(stream.blocks() == parseMarkdown(source));
}

void MarkdownStreamTest::endsLikeAFreshParseWhateverItIs()
{
    const std::vector<QByteArray> bits{"# h\n", "text ", "\n", "\n\n", "- a\n", "  - b\n", "1. c\n", "> q\n", "```\n", "~~~~\n", "    x\n", "|a|b|\n|---|---|\n|1|2|\n",
                                       "**b", "** ", "`c`", "[l](https://x.org)", "[r]: http://y.org\n", "[r] ", "---\n", "===\n", "<b>", "\t", "&amp;"};
    for (unsigned seed = 1; seed <= 300; ++seed) {
        std::mt19937 random{seed};
        QByteArray source;
        MarkdownStream stream;
        const int pieces = seed % 10 == 0 ? 9000 : 200; // some are long enough for tails
        for (int i = 0; i < pieces; ++i) {
            source += bits[random() % bits.size()];
            if (i % 97 == 0)
                stream.update(source, false);
        }
        stream.update(source, true);
        QVERIFY2(stream.blocks() == parseMarkdown(source), qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void MarkdownStreamTest::tellsWhatChanged()
{
    MarkdownStream stream;
    QCOMPARE(stream.update("one\n\ntwo", false), 0);
    QCOMPARE(stream.update("one\n\ntwo three", false), 1);
    QCOMPARE(stream.update("one\n\ntwo three", false), 2); // nothing
    QCOMPARE(stream.update("one\n\ntwo three\n\nfour", false), 2);
    QCOMPARE(stream.update("one\n\ntwo three\n\nfour", true), 3);
    QCOMPARE(stream.update("ONE\n\ntwo three\n\nfour", true), 0);
}

void MarkdownStreamTest::parsesOnlyTheTailOfALongReply()
{
    // Work, not time: bytes parsed for 1 KB of growth at the start and at the end of 96 KB (performance.md §8).
    const QByteArray source = reply(96);
    MarkdownStream stream;
    const auto grow = [&](qsizetype from, qsizetype to) {
        const qint64 before = stream.bytesParsed();
        for (qsizetype size = from; size < to; size += 12)
            stream.update(QByteArrayView(source).first(size), false);
        return stream.bytesParsed() - before;
    };
    grow(0, 18 * 1024);
    const qint64 early = grow(18 * 1024, 24 * 1024);
    grow(24 * 1024, 84 * 1024);
    const qint64 late = grow(84 * 1024, 90 * 1024);
    QVERIFY2(late < early * 2, qPrintable(QStringLiteral("%1 %2").arg(early).arg(late)));
    QVERIFY(late / (6 * 1024 / 12) <= 17 * 1024);
}

void MarkdownStreamTest::startsAnewWithAnotherText()
{
    MarkdownStream stream;
    stream.update(reply(40), false);
    stream.update("short", false);
    QCOMPARE(dumpBlocks(stream.blocks()), QStringList{QStringLiteral("P short")});
    stream.update("", false);
    QVERIFY(stream.blocks().empty());
}

QTEST_GUILESS_MAIN(MarkdownStreamTest)
#include "tst_markdownstream.moc"
