#include "store/searchtext.h"
#include "store/snippet.h"
#include "tests/support/testbase.h"

using store::SearchWords;
using store::Snippet;
using store::snippetOf;

namespace {

//! The snippet with its hits in brackets.
QString marked(const Snippet &snippet)
{
    QString text = snippet.text;
    for (auto it = snippet.matches.crbegin(); it != snippet.matches.crend(); ++it) {
        text.insert(it->start + it->length, QLatin1Char(']'));
        text.insert(it->start, QLatin1Char('['));
    }
    return text;
}

} // namespace

//! What a hit shows, and the form in which the index has text.
class TestSnippet : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void marksWhatWasFound_data();
    void marksWhatWasFound();
    void showsThePlaceWithMostOfTheWords();
    void cutsBetweenWords();
    void isPlain();
    void staysInsideOfEveryText();
    void pairsUpWhatHasNoSpaces_data();
    void pairsUpWhatHasNoSpaces();
};

void TestSnippet::marksWhatWasFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &typed, const QString &expected) {
        QTest::newRow(name) << text << typed << expected;
    };
    row("words", QStringLiteral("one two three"), QStringLiteral("three one"), QStringLiteral("[one] two [three]"));
    row("every place", QStringLiteral("a b a b"), QStringLiteral("b "), QStringLiteral("a [b] a [b]"));
    row("unfinished", QStringLiteral("fire fireplace"), QStringLiteral("fire"), QStringLiteral("[fire] [fireplace]"));
    row("finished", QStringLiteral("fire fireplace"), QStringLiteral("fire "), QStringLiteral("[fire] fireplace"));
    row("case and accents", QStringLiteral("Le CAF\u00c9 cre\u0300me"), QStringLiteral("cafe creme"), QStringLiteral("Le [CAF\u00c9] [cre\u0300me]"));
    row("a phrase", QStringLiteral("new york, new  York"), QStringLiteral("\"new york\""), QStringLiteral("[new york], [new York]"));
    row("not half a phrase", QStringLiteral("new wave york"), QStringLiteral("\"new york\""), QStringLiteral("new wave york"));
    row("an identifier", QStringLiteral("x = foo_bar(1)"), QStringLiteral("foo_bar"), QStringLiteral("x = [foo_bar](1)"));
    row("Chinese", QStringLiteral("\u4eca\u5929\u5317\u4eac\u7684"), QStringLiteral("\u5317\u4eac"), QStringLiteral("\u4eca\u5929[\u5317\u4eac]\u7684"));
    row("one character", QStringLiteral("\u4eca\u5929\u5317\u4eac"), QStringLiteral("\u5929"), QStringLiteral("\u4eca[\u5929]\u5317\u4eac"));
    row("mixed", QStringLiteral("\u7528Python\u5199"), QStringLiteral("python"), QStringLiteral("\u7528[Python]\u5199"));
    row("wide", QStringLiteral("\uff2d\uff35 x"), QStringLiteral("mu"), QStringLiteral("[\uff2d\uff35] x"));
    row("Greek", QStringLiteral("\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1"), QStringLiteral("\u03ba\u03b1\u03bb\u03b7\u03bc\u03b5\u03c1\u03b1"),
        QStringLiteral("[\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1]"));
    row("lines become blanks", QStringLiteral("one\n\n\ttwo"), QStringLiteral("two"), QStringLiteral("one [two]"));
    row("overlapping", QStringLiteral("a a a"), QStringLiteral("\"a a\""), QStringLiteral("[a a] a"));
    row("nothing", QStringLiteral("one two"), QStringLiteral("three"), QStringLiteral("one two"));
}

void TestSnippet::marksWhatWasFound()
{
    QFETCH(QString, text);
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    const Snippet snippet = snippetOf(text, SearchWords(typed));
    QCOMPARE(marked(snippet), expected);
    QVERIFY(!snippet.cutBefore && !snippet.cutAfter);
}

void TestSnippet::showsThePlaceWithMostOfTheWords()
{
    const QString text = QStringLiteral("apple ") + QStringLiteral("filler ").repeated(60) + QStringLiteral("apple and pear ") + QStringLiteral("filler ").repeated(60);
    const Snippet snippet = snippetOf(text, SearchWords(QStringLiteral("pear apple")));
    QVERIFY2(marked(snippet).contains(QStringLiteral("[apple] and [pear]")), qPrintable(marked(snippet)));
    QVERIFY(snippet.cutBefore && snippet.cutAfter);
    QVERIFY(snippet.text.size() <= 200);
}

void TestSnippet::cutsBetweenWords()
{
    const QString text = QStringLiteral("wonderful ").repeated(50) + QStringLiteral("needle ") + QStringLiteral("wonderful ").repeated(50);
    const Snippet snippet = snippetOf(text, SearchWords(QStringLiteral("needle")));
    for (const QString &word : snippet.text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        QVERIFY2(word == QStringLiteral("wonderful") || word == QStringLiteral("needle"), qPrintable(word));
    const QString emoji = QStringLiteral("\U0001F389").repeated(300) + QStringLiteral("needle") + QStringLiteral("\U0001F389").repeated(300);
    const Snippet pairs = snippetOf(emoji, SearchWords(QStringLiteral("needle")));
    QVERIFY(!pairs.text.contains(QStringLiteral("U+"))); // no half of a pair
    QCOMPARE(pairs.matches.size(), 1u);
}

void TestSnippet::isPlain()
{
    const Snippet snippet = snippetOf(QStringLiteral("<b>bold</b> \u202eneedle\u202c &amp; \u001b[31m end"), SearchWords(QStringLiteral("needle")));
    QVERIFY(!snippet.text.contains(QChar(0x202e)));
    QVERIFY(!snippet.text.contains(QChar(0x1b)));
    QVERIFY(snippet.text.contains(QStringLiteral("<b>bold</b>"))); // text, to be shown as text
    QVERIFY(marked(snippet).contains(QStringLiteral("[needle]")));
}

void TestSnippet::staysInsideOfEveryText()
{
    // Whatever the text, ranges are in order and inside of it.
    const QString pieces[] = {QStringLiteral("needle"), QStringLiteral(" "), QStringLiteral("\u5317\u4eac"), QStringLiteral("\U0001F389"), QString(QChar(0xd83c)),
                              QStringLiteral("\u0301"), QString(QChar(0)), QStringLiteral("\n"), QStringLiteral("x").repeated(300), QStringLiteral("\uff21")};
    quint32 seed = 7;
    for (int round = 0; round < 3000; ++round) {
        QString text;
        for (int i = 0; i < 20; ++i) {
            seed = seed * 1664525u + 1013904223u;
            text += pieces[(seed >> 20) % std::size(pieces)];
        }
        for (const auto &typed : {QStringLiteral("needle"), QStringLiteral("\u4eac"), QStringLiteral("\"needle \u5317\u4eac\" x"), QStringLiteral("a")}) {
            const Snippet snippet = snippetOf(text, SearchWords(typed), 40);
            int end = 0;
            for (const Snippet::Range &range : snippet.matches) {
                QVERIFY(range.start >= end && range.length > 0);
                end = range.start + range.length;
            }
            QVERIFY(end <= snippet.text.size());
        }
    }
}

void TestSnippet::pairsUpWhatHasNoSpaces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("Latin stays") << QStringLiteral("Hello, world") << QStringLiteral("Hello, world");
    QTest::newRow("pairs") << QStringLiteral("\u4eca\u5929\u5317") << QStringLiteral(" \u4eca\u5929 \u5929\u5317 \u5317");
    QTest::newRow("one") << QStringLiteral("a\u4ecab") << QStringLiteral("a \u4eca b");
    QTest::newRow("two runs") << QStringLiteral("\u4eca\u5929\u3002\u5317\u4eac") << QStringLiteral(" \u4eca\u5929 \u5929 \u3002 \u5317\u4eac \u4eac");
    QTest::newRow("narrow katakana") << QStringLiteral("\uff76\uff9e") << QStringLiteral(" \u30ac");
    QTest::newRow("surrogates") << QStringLiteral("\U00020BB7\u91ce") << QStringLiteral(" \U00020BB7\u91ce \u91ce");
}

void TestSnippet::pairsUpWhatHasNoSpaces()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(store::searchableText(text), expected);
}

QTEST_GUILESS_MAIN(TestSnippet)
#include "tst_snippet.moc"
