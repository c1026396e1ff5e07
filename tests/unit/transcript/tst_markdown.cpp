#include "tests/support/testbase.h"
#include "tests/unit/transcript/blockdump.h"
#include "transcript/markdown.h"

#include <ctime>

using namespace transcript;
using test::dumpBlocks;

class MarkdownTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void golden();
    void small_data();
    void small();
    void lineBreaksOfPeopleAreKept();
    void caps();
    void longParagraphsAreCut();
    void everyByteSequenceGivesBlocks();
    void hostileShapesEndSoon_data();
    void hostileShapesEndSoon();
};

void MarkdownTest::golden()
{
    const QString actual = dumpBlocks(parseMarkdown(test::fixture(QStringLiteral("transcript/rich.md")))).join(QLatin1Char('\n'));
    const QString expected = QString::fromUtf8(test::fixture(QStringLiteral("transcript/rich.txt"))).trimmed();
    const QStringList a = actual.split(QLatin1Char('\n'));
    const QStringList e = expected.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::max(a.size(), e.size()); ++i)
        QCOMPARE(a.value(i), e.value(i));
}

void MarkdownTest::small_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("blocks");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("words") << QByteArray("hello") << QStringList{QStringLiteral("P hello")};
    QTest::newRow("empty item") << QByteArray("-\n- x") << QStringList{QStringLiteral("P(l)[\u2022] "), QStringLiteral("P(l)[\u2022]t x")};
    QTest::newRow("code in item") << QByteArray("- a\n  ```sh\n  ls\n  ```")
                                  << QStringList{QStringLiteral("P(l)[\u2022] a"), QStringLiteral("CODE(l)t<sh> ls")};
    QTest::newRow("open fence") << QByteArray("```\nx\ny") << QStringList{QStringLiteral("CODE x\\ny")};
    QTest::newRow("unclosed bold") << QByteArray("**bo") << QStringList{QStringLiteral("P **bo")};
    QTest::newRow("bold in link") << QByteArray("[a **b**](https://x.org)")
                                  << QStringList{QStringLiteral("P {L=https://x.org|a }{bL=https://x.org|b}")};
    QTest::newRow("bare link in bold") << QByteArray("**see https://x.org/a now**")
                                       << QStringList{QStringLiteral("P {b|see }{bL=https://x.org/a|https://x.org/a}{b| now}")};
    QTest::newRow("bare link and punctuation") << QByteArray("(see https://x.org/a_(b)). And https://y.org, ok")
                                               << QStringList{QStringLiteral("P (see {L=https://x.org/a_(b)|https://x.org/a_(b)}). And {L=https://y.org|https://y.org}, ok")};
    QTest::newRow("no bare link in code") << QByteArray("`https://x.org` and [https://y.org](https://z.org)")
                                          << QStringList{QStringLiteral("P {c|https://x.org} and {L=https://z.org|https://y.org}")};
    QTest::newRow("no bare links") << QByteArray("https:// www. a@b @c. xhttps://x.org me@x.") << QStringList{QStringLiteral("P https:// www. a@b @c. xhttps://x.org me@x.")};
    QTest::newRow("mail") << QByteArray("to a.b+c@x.co.uk.") << QStringList{QStringLiteral("P to {L=mailto:a.b+c@x.co.uk|a.b+c@x.co.uk}.")};
    QTest::newRow("link title cut off") << QByteArray("[l](https://x.org \"t\"") << QStringList{QStringLiteral("P [l]({L=https://x.org|https://x.org} \"t\"")};
    QTest::newRow("no bom lost") << QByteArray("\xef\xbb\xbfx\xef\xbb\xbf") << QStringList{QStringLiteral("P \u2039U+feff\u203ax\u2039U+feff\u203a")};
    QTest::newRow("bidi is seen") << QByteArray("a\xe2\x80\xae" "b") << QStringList{QStringLiteral("P a\u2039U+202e\u203ab")};
    QTest::newRow("emoji stay whole") << QByteArray("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb") << QStringList{QString::fromUtf8("P \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb")};
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QStringList{QStringLiteral("P a\ufffdb")};
    QTest::newRow("data image") << QByteArray("![](data:image/png;base64,AAAA)")
                                << QStringList{QStringLiteral("P {I=data:image/png;base64,AAAA|\ufffcimage \u00b7 data:image/png}")};
    QTest::newRow("reference image") << QByteArray("![a][r]\n\n[r]: http://h.example/x") << QStringList{QStringLiteral("P {I=http://h.example/x|\ufffca \u00b7 h.example}")};
    QTest::newRow("html block") << QByteArray("<img src=file:///etc/passwd>") << QStringList{QStringLiteral("P <img src=file:///etc/passwd>")};
}

void MarkdownTest::small()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, blocks);
    QCOMPARE(dumpBlocks(parseMarkdown(source)), blocks);
}

void MarkdownTest::lineBreaksOfPeopleAreKept()
{
    MarkdownOptions options;
    options.keepLineBreaks = true;
    QCOMPARE(parseMarkdown("one\ntwo", options).front().text, QStringLiteral("one\ntwo"));
    QCOMPARE(parseMarkdown("one\ntwo").front().text, QStringLiteral("one two"));
}

void MarkdownTest::caps()
{
    // Too many columns, too many cells: the text as it is.
    QByteArray wide = "|" + QByteArray("a|").repeated(51) + "\n|" + QByteArray("---|").repeated(51) + "\n";
    auto blocks = parseMarkdown(wide);
    QCOMPARE(blocks.front().kind, Block::Kind::Paragraph);
    QVERIFY(blocks.front().capped);
    QVERIFY(blocks.front().text.startsWith(QLatin1String("|a|a|")));
    QByteArray tall = "|a|b|\n|---|---|\n" + QByteArray("|1|2|\n").repeated(2600);
    QVERIFY(parseMarkdown(tall).front().capped);
    QVERIFY(!parseMarkdown("|a|b|\n|---|---|\n" + QByteArray("|1|2|\n").repeated(2400)).front().capped);
    // Code beyond 2,000 lines is left out and said so.
    const auto code = parseMarkdown("```\n" + QByteArray("line\n").repeated(3000) + "```\n");
    QCOMPARE(code.size(), 1u);
    QVERIFY(code.front().capped);
    QCOMPARE(code.front().text.count(QLatin1Char('\n')), 1999);
    // Links beyond 500 are text.
    const auto links = parseMarkdown(QByteArray("[a](https://x.org) ").repeated(600));
    int count = 0;
    for (const Block &block : links) {
        for (const Span &span : block.spans)
            count += (span.formats & Span::Link) != 0;
    }
    QCOMPARE(count, 500);
    const auto longLink = parseMarkdown("[a](https://x.org/" + QByteArray(3000, 'a') + ")");
    QVERIFY(longLink.front().spans.empty());
    // Depth: deeper containers look like the 32nd.
    const auto deep = parseMarkdown(QByteArray("> ").repeated(100) + "x");
    QCOMPARE(deep.front().nesting.size(), 32);
    // Over a megabyte: the rest is left to copying.
    const auto huge = parseMarkdown(QByteArray("word word word\n\n").repeated(100000));
    qsizetype shown = 0;
    for (const Block &block : huge)
        shown += block.text.size();
    QVERIFY(shown <= 1024 * 1024);
    QVERIFY(huge.back().capped);
    // Marks beyond eight on a base are cut.
    const auto zalgo = parseMarkdown("a" + QByteArray("\xcc\x81").repeated(30) + "b");
    QCOMPARE(zalgo.front().text.size(), 11);
}

void MarkdownTest::longParagraphsAreCut()
{
    QByteArray source;
    for (int i = 0; i < 5000; ++i)
        source += "word" + QByteArray::number(i) + (i % 10 ? " " : " **b** ");
    const auto blocks = parseMarkdown(source);
    QVERIFY(blocks.size() >= 5);
    QString joined;
    int bold = 0;
    for (const Block &block : blocks) {
        QVERIFY(block.text.size() <= 8000);
        QVERIFY(&block == &blocks.front() || block.tight);
        for (const Span &span : block.spans) {
            QCOMPARE(block.text.mid(span.start, span.length), QStringLiteral("b"));
            ++bold;
        }
        joined += block.text;
    }
    QCOMPARE(bold, 500);
    QVERIFY(joined.startsWith(QLatin1String("word0 b word1 ")));
    QVERIFY(joined.contains(QLatin1String("word4999")));
    const auto unbroken = parseMarkdown(QByteArray(40000, 'x'));
    QCOMPARE(unbroken.size(), 10u);
    const auto emoji = parseMarkdown(QByteArray("\xf0\x9f\x92\xa9").repeated(4000));
    for (const Block &block : emoji)
        QVERIFY(block.text.front().isHighSurrogate() && block.text.back().isLowSurrogate());
}

void MarkdownTest::everyByteSequenceGivesBlocks()
{
    // Every prefix and every suffix of the fixture, and the fixture with one byte changed.
    const QByteArray source = test::fixture(QStringLiteral("transcript/rich.md"));
    for (qsizetype i = 0; i <= source.size(); ++i) {
        (void)parseMarkdown(QByteArrayView(source).first(i));
        (void)parseMarkdown(QByteArrayView(source).sliced(i));
        QByteArray broken = source;
        if (i < broken.size()) {
            broken[i] = char(0xff - i % 251);
            QVERIFY(!parseMarkdown(broken).empty());
        }
    }
}

namespace {

QByteArray manyTimes(const char *piece, int count)
{
    return QByteArray(piece).repeated(count);
}

} // namespace

void MarkdownTest::hostileShapesEndSoon_data()
{
    QTest::addColumn<QByteArray>("source");
    const auto add = [](const char *name, const QByteArray &source) { QTest::newRow(name) << source; };
    add("table 1000x1000", "|" + manyTimes("a|", 1000) + "\n|" + manyTimes("---|", 1000) + "\n" + manyTimes("|a\n", 1000));
    add("nine million cells", "|" + manyTimes("a|", 3000) + "\n|" + manyTimes("---|", 3000) + "\n" + manyTimes("|\n", 3000));
    add("table of 10,000 rows", "|a|b|\n|---|---|\n" + manyTimes("|1|2|\n", 10000));
    add("autolinks with scheme", manyTimes("http://a.b ", 90000));
    add("autolinks www", manyTimes("www.a.bc ", 100000));
    add("autolinks mail", manyTimes("a@b.cc ", 120000));
    add("autolinks in brackets", manyTimes("<http://a.b>", 80000));
    add("mail signs", manyTimes("a@", 400000));
    add("colons", manyTimes("http:", 200000));
    add("soft lines", manyTimes("ab\n", 300000));
    add("entities", manyTimes("&amp;", 180000));
    add("entity openings", manyTimes("&a", 400000));
    add("unbroken megabyte", QByteArray(1000000, 'x'));
    add("combining", "a" + manyTimes("\xcc\x81", 400000));
    add("joined emoji", manyTimes("\xf0\x9f\x91\xa9\xe2\x80\x8d", 140000));
    add("nested quotes", QByteArray(100000, '>') + "x");
    add("nested quotes by line", manyTimes("> > > > > > > > > > > > > > > > x\n\n", 20000));
    add("nested lists", [] {
        QByteArray out;
        for (int i = 0; i < 1000; ++i)
            out += QByteArray(i * 2 % 1000, ' ') + "- a\n";
        return out;
    }());
    add("dashes", manyTimes("- ", 250000) + "x");
    add("stars", manyTimes("*a ", 300000));
    add("stars and underscores", manyTimes("*_", 300000));
    add("strong pairs", manyTimes("**a *", 200000));
    add("open brackets", QByteArray(500000, '['));
    add("brackets", manyTimes("[a](", 200000));
    add("closed brackets", manyTimes("[]", 300000));
    add("images", manyTimes("![](b)", 150000));
    add("image openings", manyTimes("![", 300000));
    add("nested images", manyTimes("![", 3000) + "x" + manyTimes("](y)", 3000));
    add("backticks growing", [] {
        QByteArray out;
        for (int i = 1; i < 1000; ++i)
            out += QByteArray(i, '`') + " ";
        return out;
    }());
    add("backtick runs", manyTimes("`a``", 200000));
    add("tildes", manyTimes("~a~~", 200000));
    add("angle brackets", QByteArray(600000, '<'));
    add("comments", manyTimes("<!--", 200000));
    add("tags", manyTimes("<a ", 300000));
    add("reference definitions", [] {
        QByteArray out;
        for (int i = 0; i < 20000; ++i)
            out += "[r" + QByteArray::number(i) + "]: http://x.org/\n";
        return out + manyTimes("[r1] ", 20000);
    }());
    add("reference uses", manyTimes("[a][b] ", 120000));
    add("unclosed fences", manyTimes("```\n", 200000));
    add("one open fence", "```\n" + manyTimes("x\n", 400000));
    add("headings", manyTimes("#\n", 400000));
    add("setext", manyTimes("a\n=\n", 200000));
    add("rules", manyTimes("---\n", 250000));
    add("blank lines", QByteArray(1000000, '\n'));
    add("nul bytes", QByteArray(1000000, '\0'));
    add("invalid utf-8", QByteArray(1000000, '\xff'));
    add("backslashes", QByteArray(1000000, '\\'));
    add("pipes", manyTimes("a|b\n", 200000));
    add("tasks", manyTimes("- [x] a\n", 100000));
    add("ordered", manyTimes("1. a\n", 150000));
    add("carriage returns", manyTimes("a\r", 400000));
    add("fifty megabytes", QByteArray(50000000, 'a'));
}

void MarkdownTest::hostileShapesEndSoon()
{
    QFETCH(QByteArray, source);
    const std::clock_t start = std::clock(); // processor time: a busy machine changes nothing
    const Blocks blocks = parseMarkdown(source);
    const qint64 elapsed = qint64(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
    QVERIFY(!blocks.empty() || source.trimmed().isEmpty());
    QVERIFY(blocks.size() <= 4 * 20000u + 10);
    for (const Block &block : blocks)
        QVERIFY(block.kind == Block::Kind::Code || block.text.size() <= 8000);
    QVERIFY2(elapsed <= 1000, qPrintable(QString::number(elapsed)));
    if (elapsed > 60)
        qInfo("%s: %lld ms, %d blocks", QTest::currentDataTag(), (long long)elapsed, int(blocks.size()));
}

QTEST_GUILESS_MAIN(MarkdownTest)
#include "tst_markdown.moc"
