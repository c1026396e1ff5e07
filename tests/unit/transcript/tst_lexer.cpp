#include "tests/support/testbase.h"
#include "tests/unit/transcript/codedump.h"
#include "transcript/code/lexer.h"

#include <QDir>
#include <QRegularExpression>

#include <ctime>
#include <random>

using namespace transcript;
using test::dumpCode;

class LexerTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void tokens_data();
    void tokens();
    void namesOfLanguages_data();
    void namesOfLanguages();
    void streamingEqualsWhole_data();
    void streamingEqualsWhole();
    void anAppendedLineIsTheOnlyOneLexed();
    void changedTextIsLexedFromTheChange();
    void anythingGivesTokens_data();
    void anythingGivesTokens();
    void longLinesAreCapped();
    void hostileShapesEndSoon_data();
    void hostileShapesEndSoon();
};

namespace {

//! Every fixture with its language, by its file name.
QStringList samples()
{
    return QDir(QStringLiteral(MUSTER_FIXTURES "/code")).entryList({QStringLiteral("*.*"), QStringLiteral("*file")}, QDir::Files).filter(QRegularExpression(QStringLiteral("^(?!.*\\.txt$)")));
}

QString sample(const QString &name)
{
    return QString::fromUtf8(test::fixture(QStringLiteral("code/") + name));
}

void addSamples()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : samples())
        QTest::newRow(qPrintable(name)) << name;
}

void checkLine(QStringView line, std::span<const CodeSpan> spans)
{
    int end = 0;
    for (const CodeSpan &span : spans) {
        QVERIFY(span.start >= end && span.length > 0 && span.token != CodeToken::Plain);
        end = span.start + span.length;
    }
    QVERIFY(end <= std::min(line.size(), longestLexed));
}

} // namespace

void LexerTest::tokens_data()
{
    addSamples();
    QVERIFY(samples().size() >= 26);
}

void LexerTest::tokens()
{
    QFETCH(QString, name);
    const CodeLanguage language = codeLanguageOfFile(name);
    QVERIFY(language != CodeLanguage::None);
    const QStringList actual = dumpCode(language, sample(name));
    const QString file = QStringLiteral("code/") + name + QStringLiteral(".txt");
    if (qEnvironmentVariableIsSet("MUSTER_KEEP_TOKENS")) {
        QFile out(QStringLiteral(MUSTER_FIXTURES "/") + file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(actual.join(QLatin1Char('\n')).toUtf8());
    }
    const QStringList expected = QString::fromUtf8(test::fixture(file)).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::max(actual.size(), expected.size()); ++i)
        QCOMPARE(actual.value(i), expected.value(i));
}

void LexerTest::namesOfLanguages_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("language");
    // The ones that were promised, as people write them.
    const std::pair<const char *, CodeLanguage> names[] = {
        {"python", CodeLanguage::Python}, {"c", CodeLanguage::C}, {"c++", CodeLanguage::Cpp}, {"cpp", CodeLanguage::Cpp}, {"rust", CodeLanguage::Rust}, {"go", CodeLanguage::Go},
        {"java", CodeLanguage::Java}, {"kotlin", CodeLanguage::Kotlin}, {"swift", CodeLanguage::Swift}, {"c#", CodeLanguage::CSharp}, {"csharp", CodeLanguage::CSharp},
        {"js", CodeLanguage::JavaScript}, {"ts", CodeLanguage::TypeScript}, {"html", CodeLanguage::Html}, {"css", CodeLanguage::Css}, {"json", CodeLanguage::Json},
        {"yaml", CodeLanguage::Yaml}, {"toml", CodeLanguage::Toml}, {"sh", CodeLanguage::Shell}, {"bash", CodeLanguage::Shell}, {"sql", CodeLanguage::Sql},
        {"diff", CodeLanguage::Diff}, {"dockerfile", CodeLanguage::Dockerfile}, {"markdown", CodeLanguage::Markdown}, {"Python", CodeLanguage::Python},
        {"{.python .numberLines}", CodeLanguage::Python}, {"js,ignore", CodeLanguage::JavaScript}, {"rust title=\"x\"", CodeLanguage::Rust}, {"", CodeLanguage::None},
        {"text", CodeLanguage::None}, {"brainfuck", CodeLanguage::None},
    };
    for (const auto &[name, language] : names)
        QTest::newRow(name) << QString::fromLatin1(name) << int(language);
}

void LexerTest::namesOfLanguages()
{
    QFETCH(QString, name);
    QFETCH(int, language);
    QCOMPARE(int(codeLanguage(name)), language);
    QCOMPARE(int(codeLanguageOfFile(QStringLiteral("/a.b/Dockerfile"))), int(CodeLanguage::Dockerfile));
    QCOMPARE(int(codeLanguageOfFile(QStringLiteral("C:\\x\\y.tar.PY"))), int(CodeLanguage::Python));
    QCOMPARE(int(codeLanguageOfFile(QStringLiteral("notes.unknown"))), int(CodeLanguage::None));
}

void LexerTest::streamingEqualsWhole_data()
{
    addSamples();
}

void LexerTest::streamingEqualsWhole()
{
    // As it arrives, in pieces that end anywhere and are looked at in between: at every step what a fresh one says.
    QFETCH(QString, name);
    const CodeLanguage language = codeLanguageOfFile(name);
    const QString text = sample(name);
    std::mt19937 random{7};
    for (int round = 0; round < 4; ++round) {
        CodeHighlight growing(language);
        for (qsizetype at = 0; at < text.size();) {
            at = std::min<qsizetype>(text.size(), at + 1 + qsizetype(random() % (round == 0 ? 1 : 40)));
            const QString now = text.left(at);
            growing.setText(now);
            CodeHighlight fresh(language);
            fresh.setText(now);
            const int last = int(now.count(QLatin1Char('\n')));
            for (int line = random() % 3 ? last : 0; line <= last; ++line) {
                const auto a = growing.line(line);
                const auto b = fresh.line(line);
                QVERIFY2(std::equal(a.begin(), a.end(), b.begin(), b.end()), qPrintable(QStringLiteral("line %1 at %2").arg(line).arg(at)));
            }
            QVERIFY(growing.stateAt(last) == fresh.stateAt(last));
        }
    }
}

void LexerTest::anAppendedLineIsTheOnlyOneLexed()
{
    CodeHighlight highlight(CodeLanguage::Cpp);
    QString text;
    for (int i = 0; i < 500; ++i) {
        text += QStringLiteral("int line = 1; /* c */\n");
        highlight.setText(text);
        highlight.line(i);
    }
    QCOMPARE(highlight.linesLexed(), 500);
    // Twelve bytes of the same line at a time: that line again, and no other.
    for (int i = 0; i < 20; ++i) {
        text += QStringLiteral("int x = 42; ");
        highlight.setText(text);
        highlight.line(500);
    }
    QCOMPARE(highlight.linesLexed(), 520);
}

void LexerTest::changedTextIsLexedFromTheChange()
{
    CodeHighlight highlight(CodeLanguage::C);
    highlight.setText(QStringLiteral("int a;\nint b;\nint c;\n"));
    highlight.line(3);
    QCOMPARE(highlight.linesLexed(), 4);
    highlight.setText(QStringLiteral("int a;\n/* b;\nint c;\n"));
    QCOMPARE(highlight.line(2).front().token, CodeToken::Comment);
    QCOMPARE(highlight.linesLexed(), 6);
    QCOMPARE(highlight.stateAt(2).depth, quint8(1));
    QVERIFY(highlight.line(9).empty());
    QVERIFY(highlight.line(-1).empty());
}

void LexerTest::anythingGivesTokens_data()
{
    QTest::addColumn<int>("language");
    for (int i = 0; i < codeLanguageCount; ++i)
        QTest::addRow("%d", i) << i;
}

void LexerTest::anythingGivesTokens()
{
    // Every language on every other's text, and on text with parts cut out, doubled and swapped.
    QFETCH(int, language);
    std::mt19937 random{unsigned(language) + 1};
    for (const QString &name : samples()) {
        QString text = sample(name);
        for (int round = 0; round < 6; ++round) {
            CodeHighlight whole{CodeLanguage(language)};
            whole.setText(text);
            int index = 0;
            LexState state;
            for (const QStringView line : QStringView(text).split(QLatin1Char('\n'))) {
                checkLine(line, whole.line(index));
                QVERIFY(whole.stateAt(index) == state);
                CodeSpans alone;
                lexLine(CodeLanguage(language), line, state, alone);
                const auto kept = whole.line(index++);
                QVERIFY(std::equal(alone.begin(), alone.end(), kept.begin(), kept.end()));
            }
            const auto place = [&] { return qsizetype(random() % quint32(text.size() + 1)); };
            text.remove(place(), qsizetype(random() % 20));
            text.insert(place(), text.mid(place(), qsizetype(random() % 40)));
            text.insert(place(), QChar(char16_t(random() % 0x10000)));
            text.insert(place(), QStringView(u"\"'`/*{}<>$#\\\n@-[]()").mid(qsizetype(random() % 18), 2));
        }
    }
}

void LexerTest::longLinesAreCapped()
{
    CodeHighlight highlight(CodeLanguage::JavaScript);
    highlight.setText(QString(1000000, QLatin1Char('"')) + QStringLiteral("\nlet x;"));
    for (const CodeSpan &span : highlight.line(0))
        QVERIFY(span.start + span.length <= longestLexed);
    QCOMPARE(highlight.line(1).front().token, CodeToken::Keyword);
    CodeHighlight many(CodeLanguage::JavaScript);
    many.setText(QStringLiteral("let\n").repeated(CodeHighlight::mostLines + 5));
    QVERIFY(!many.line(CodeHighlight::mostLines - 1).empty());
    QVERIFY(many.line(CodeHighlight::mostLines).empty());
}

void LexerTest::hostileShapesEndSoon_data()
{
    QTest::addColumn<int>("language");
    for (int i = 1; i < codeLanguageCount; ++i)
        QTest::addRow("%d", i) << i;
}

void LexerTest::hostileShapesEndSoon()
{
    QFETCH(int, language);
    const char *shapes[] = {"\"", "'", "`", "/", "/*", "<!--", "<script>", "</script>", "{", "${", "f\"{", "$(", "R\"(", "r#\"", "[[", "[", "](", "*a ", "**a", "__a", "&", "&a", "<a ",
                            "<", "a:b", "a: ", "a ", "- ", "a,", "{a,", "\\", "#", "@a.", "$a", "0x", "1e", "1.", "a.b.", "--", "<<A ", "```", "~", "%", "$$", "\t", "(a)/", "a=", "!["};
    for (const char *shape : shapes) {
        QString line = QString::fromLatin1(shape);
        line = line.repeated(1 + 4000 / line.size());
        const QString text = (line + QLatin1Char('\n')).repeated(25) + line.repeated(25); // 100 KB of long lines, 100 KB in one
        CodeHighlight highlight{CodeLanguage(language)};
        const std::clock_t start = std::clock(); // processor time: a busy machine changes nothing
        highlight.setText(text);
        highlight.line(25);
        const qint64 elapsed = qint64(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
        QVERIFY2(elapsed <= 250, qPrintable(QStringLiteral("%1 ms for %2").arg(elapsed).arg(QLatin1String(shape))));
        if (elapsed > 50)
            qInfo("%lld ms for %s", (long long)elapsed, shape);
    }
}

QTEST_GUILESS_MAIN(LexerTest)
#include "tst_lexer.moc"
