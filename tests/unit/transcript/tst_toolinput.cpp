#include "tests/support/testbase.h"
#include "transcript/toolinput.h"

using namespace transcript;

class ToolInputTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void fieldsKeepTheirOrderAndText();
    void summaries_data();
    void summaries();
    void partialInput_data();
    void partialInput();
    void jsonIsIndentedOrLeftAlone();
};

void ToolInputTest::fieldsKeepTheirOrderAndText()
{
    const auto fields = toolFields(R"({"path":"a.txt","lines":[1,2],"text":"one\ntwo"})");
    QCOMPARE(fields.size(), 3u);
    QCOMPARE(fields[0].name, QStringLiteral("path"));
    QCOMPARE(fields[1].text.simplified(), QStringLiteral("[ 1, 2 ]"));
    QCOMPARE(fields[2].text, QStringLiteral("one\ntwo"));
    QVERIFY(toolFields("{}").empty());
    QVERIFY(toolFields("").empty());
    // Input that is no object, or no JSON at all, is shown as it is.
    QCOMPARE(toolFields("not json").front().text, QStringLiteral("not json"));
    QVERIFY(toolFields("not json").front().name.isEmpty());
    QCOMPARE(toolFields(QByteArray("[").repeated(100000)).size(), 1u);
    // Nothing hides in a command.
    QCOMPARE(toolFields("{\"command\":\"rm \xe2\x80\xae" "x\"}").front().text, QStringLiteral("rm \u2039U+202e\u203ax"));
}

void ToolInputTest::summaries_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("summary");
    QTest::newRow("command first") << QByteArray(R"({"description":"list","command":"ls -l"})") << QStringLiteral("ls -l");
    QTest::newRow("path") << QByteArray(R"({"old":"x","file_path":"/a/b"})") << QStringLiteral("/a/b");
    QTest::newRow("on one line") << QByteArray(R"({"command":"a\nb\n  c"})") << QStringLiteral("a b c");
    QTest::newRow("anything else") << QByteArray(R"({"q":"words"})") << QStringLiteral("words");
    QTest::newRow("nothing") << QByteArray("{}") << QString();
}

void ToolInputTest::summaries()
{
    QFETCH(QByteArray, input);
    QFETCH(QString, summary);
    QCOMPARE(toolSummary(input), summary);
}

void ToolInputTest::partialInput_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("summary");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("a name") << QByteArray(R"({"comm)") << QString();
    QTest::newRow("a value") << QByteArray(R"({"command":"ls -)") << QStringLiteral("ls -");
    QTest::newRow("a quote inside") << QByteArray(R"({"command":"echo \"hi)") << QStringLiteral("echo \"hi");
}

void ToolInputTest::partialInput()
{
    QFETCH(QByteArray, input);
    QFETCH(QString, summary);
    QCOMPARE(partialToolSummary(input), summary);
}

void ToolInputTest::jsonIsIndentedOrLeftAlone()
{
    QCOMPARE(indentedJson(R"({"b":1,"a":2})"), QStringLiteral("{\n  \"b\": 1,\n  \"a\": 2\n}"));
    QCOMPARE(indentedJson("half {"), QStringLiteral("half {"));
}

QTEST_GUILESS_MAIN(ToolInputTest)
#include "tst_toolinput.moc"
