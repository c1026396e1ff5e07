#include "base/json.h"
#include "tests/support/testbase.h"
#include "transcript/linediff.h"
#include "transcript/tooledits.h"

#include <random>

using namespace transcript;

class ToolEditsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void diffs_data();
    void diffs();
    void everyDiffHoldsBothTexts();
    void longTextsAreNotCompared();
    void edits_data();
    void edits();
    void languages_data();
    void languages();
};

namespace {

//! The old or the new text that a diff stands for.
QString sideOf(const QString &diff, char sign)
{
    QStringList lines;
    for (const QString &line : diff.split(QLatin1Char('\n'))) {
        if (!line.isEmpty() && (line[0] == QLatin1Char(' ') || line[0] == QLatin1Char(sign)))
            lines += line.mid(1);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void ToolEditsTest::diffs_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("diff");
    const auto add = [](const char *name, const char *before, const char *after, const char *diff) {
        QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after) << QString::fromLatin1(diff);
    };
    add("nothing", "", "", "");
    add("the same", "a\nb\n", "a\nb\n", " a\n b");
    add("new", "", "a\nb\n", "+a\n+b");
    add("gone", "a\n\nb", "", "-a\n-\n-b");
    add("one of three", "a\nb\nc", "a\nx\nc", " a\n-b\n+x\n c");
    add("in between", "a\nc", "a\nb\nc", " a\n+b\n c");
    add("moved", "a\nb\nc", "b\nc\na", "-a\n b\n c\n+a");
    add("blank lines", "a\n\n\nb", "a\n\nb", " a\n \n-\n b");
}

void ToolEditsTest::diffs()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(lineDiff(before, after), "diff");
}

void ToolEditsTest::everyDiffHoldsBothTexts()
{
    std::mt19937 random{5};
    for (int round = 0; round < 300; ++round) {
        QStringList before;
        for (unsigned i = 0; i < random() % 12; ++i)
            before += QString::number(random() % 5);
        QStringList after = before;
        for (int i = 0; i < 3; ++i) {
            if (!after.isEmpty() && random() % 2)
                after.removeAt(qsizetype(random() % quint32(after.size())));
            after.insert(qsizetype(random() % quint32(after.size() + 1)), QString::number(random() % 5));
        }
        const QString diff = lineDiff(before.join(QLatin1Char('\n')), after.join(QLatin1Char('\n')));
        QCOMPARE(sideOf(diff, '-'), before.join(QLatin1Char('\n')));
        QCOMPARE(sideOf(diff, '+'), after.join(QLatin1Char('\n')));
    }
}

void ToolEditsTest::longTextsAreNotCompared()
{
    QString before;
    QString after;
    for (int i = 0; i < 20000; ++i) {
        before += QString::number(i) + QLatin1Char('\n');
        after += QString::number(i * 7) + QLatin1Char('\n');
    }
    const QString diff = lineDiff(before, after);
    QCOMPARE(diff.count(QLatin1Char('\n')) + 1, 39999); // the first line is the same
    QCOMPARE(sideOf(diff, '+') + QLatin1Char('\n'), after);
}

void ToolEditsTest::edits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("diff");
    QTest::newRow("multi") << QStringLiteral("multi") << QStringLiteral(" a\n-b\n+c\n-x");
    QTest::newRow("insert") << QStringLiteral("insert") << QStringLiteral("+one\n+two");
    QTest::newRow("replace") << QStringLiteral("replace") << QStringLiteral("--- old\n+++ new");
    QTest::newRow("unknown member") << QStringLiteral("unknown member") << QString();
    QTest::newRow("numbers") << QStringLiteral("numbers") << QString();
    QTest::newRow("no edit") << QStringLiteral("no edit") << QString();
    QTest::newRow("hidden") << QStringLiteral("hidden") << QStringLiteral("-a\n+a\u2039U+202e\u203ab");
}

void ToolEditsTest::edits()
{
    QFETCH(QString, name);
    QFETCH(QString, diff);
    const auto all = base::parseJson(test::fixture(QStringLiteral("transcript/edits.json")));
    QVERIFY(all);
    const auto edit = toolEdit(QByteArray::fromStdString(all->at(name.toStdString()).dump()));
    QCOMPARE(edit.has_value(), !diff.isEmpty());
    if (edit)
        QCOMPARE(edit->diff, diff);
    QVERIFY(!toolEdit("{\"old_str\":"));
    QVERIFY(!toolEdit({}));
}

void ToolEditsTest::languages_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("language");
    const auto add = [](const char *tool, const char *field, const char *text, CodeLanguage language) {
        QTest::addRow("%s %s %s", tool, field, text) << QString::fromLatin1(tool) << QString::fromLatin1(field) << QString::fromLatin1(text) << int(language);
    };
    add("bash", "command", "ls -la", CodeLanguage::Shell);
    add("str_replace_based_edit_tool", "command", "view", CodeLanguage::None);
    add("write", "content", "import x", CodeLanguage::Python);
    add("write", "path", "a/b.py", CodeLanguage::None);
    add("any", "options", "{ \"a\": 1 }", CodeLanguage::Json);
    add("any", "options", "[INFO] no JSON", CodeLanguage::None);
    add("any", "patch", "diff --git a/x b/x", CodeLanguage::Diff);
    add("mysql", "query", "select 1", CodeLanguage::Sql);
    add("web_search", "query", "select 1", CodeLanguage::None);
    add("run_python", "code", "x = 1", CodeLanguage::Python);
}

void ToolEditsTest::languages()
{
    QFETCH(QString, tool);
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(int, language);
    const std::vector<ToolField> fields{{QStringLiteral("path"), QStringLiteral("a/b.py")}, {field, text}};
    QCOMPARE(int(languageOfField(tool, fields, fields.back())), language);
    QCOMPARE(int(languageOfResult(QStringLiteral("read"), fields, QStringLiteral("x = 1"))), int(CodeLanguage::Python));
    QCOMPARE(int(languageOfResult(QStringLiteral("bash"), fields, QStringLiteral("x = 1"))), int(CodeLanguage::None));
    QCOMPARE(int(languageOfResult(QStringLiteral("bash"), fields, QStringLiteral("\n[1]"))), int(CodeLanguage::None));
    QCOMPARE(int(languageOfResult(QStringLiteral("bash"), fields, QStringLiteral("--- a\n+++ b\n"))), int(CodeLanguage::Diff));
}

QTEST_GUILESS_MAIN(ToolEditsTest)
#include "tst_tooledits.moc"
