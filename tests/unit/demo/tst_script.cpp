#include "demo/receivedfiles.h"
#include "demo/script.h"
#include "tests/support/testbase.h"

#include <numeric>

using namespace demo;

//! The scripts themselves: which words choose which scene, and how texts are cut.
class TestScript : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void wordsChooseTheScene_data();
    void wordsChooseTheScene();
    void filesAreListedAsTheyAre();
    void piecesMakeTheWhole_data();
    void piecesMakeTheWhole();
    void piecesAreWholeCharacters();
    void commandsAnswer();
};

void TestScript::wordsChooseTheScene_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");  // of the act that tells the scenes apart
    QTest::addColumn<QString>("holds");
    const auto row = [](const char *text, Act::Kind kind, const char *holds) { QTest::newRow(text) << QString::fromUtf8(text) << int(kind) << QString::fromUtf8(holds); };
    row("Hello there", Act::Kind::Say, "Hello there");
    row("", Act::Kind::Say, "scripted agents");
    row("RUN it", Act::Kind::Call, "git log");
    row("run `uname -a` now", Act::Kind::Call, "uname -a");
    row("I prune my trees", Act::Kind::Say, "prune"); // "run" is only a part of a word
    row("overrun", Act::Kind::Say, "overrun");
    row("Déploy", Act::Kind::Say, "Déploy");
    row("deploy!", Act::Kind::Call, "deploy.sh");
    row("(approve)", Act::Kind::Call, "deploy.sh");
    row("a ticket", Act::Kind::Custom, "create_ticket");
    row("the failing model", Act::Kind::Fail, "overloaded");
    row("Send an unknown event", Act::Kind::Raw, "agent.weather_report");
    row("compact", Act::Kind::Compact, "");
    row("refuse", Act::Kind::Refuse, "");
    row("crash", Act::Kind::Crash, "");
    row("think", Act::Kind::Think, "");
    row("some code", Act::Kind::Say, "```python");
    row("markdown", Act::Kind::Say, "- [x]");
    row("ask the tracker", Act::Kind::Call, "search_issues");
    row("hostile", Act::Kind::Say, "<script>");
    row("a second agent", Act::Kind::Delegate, "link-checker");
    row("draw a chart", Act::Kind::Call, "draw_chart");
    row("Read the log file", Act::Kind::Call, "export.log");
    row("run `git log` again", Act::Kind::Call, "Fix the time zone"); // the command of the call, not the log file
    row("in many languages", Act::Kind::Say, "日本語");
    row("deploy and run", Act::Kind::Call, "deploy.sh"); // the table's order decides
}

void TestScript::wordsChooseTheScene()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, holds);
    const Scene scene = sceneFor({text.toUtf8(), "Tester"});
    const bool found = std::any_of(scene.begin(), scene.end(), [&](const Act &act) {
        const QByteArray all = act.text + QByteArray::fromStdString(act.tool) + QByteArray::fromStdString(act.input.dump());
        return int(act.kind) == kind && all.contains(holds.toUtf8());
    });
    QVERIFY(found);
    if (kind == int(Act::Kind::Say))
        QCOMPARE(scene.size(), std::size_t(1));
}

void TestScript::filesAreListedAsTheyAre()
{
    const Json picture = {{"type", "image"}, {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", chartPicture().toStdString()}}}};
    const Json notes = {{"type", "document"}, {"title", "no`tes.txt"},
                        {"source", {{"type", "text"}, {"media_type", "text/plain"}, {"data", "first line\nsecond\n"}}}};
    const Json brief = {{"type", "document"}, {"title", "brief.pdf"},
                        {"source", {{"type", "base64"}, {"media_type", "application/pdf"}, {"data", "JVBERi0xLjQK"}}}};
    const QByteArray files = receivedFiles(Json::array({{{"type", "text"}, {"text", "words"}}, picture, notes, brief, 7, nullptr}));
    QCOMPARE(files.count('\n'), 3);
    QVERIFY(files.contains("a PNG picture of "));
    QVERIFY(files.contains("the text `no'tes.txt`, 18 bytes in 2 lines. It begins: `first line`"));
    QVERIFY(files.contains("the PDF document `brief.pdf`, 9 bytes"));
    QCOMPARE(receivedFiles(Json::array({{{"type", "text"}, {"text", "words"}}})), QByteArray());
    QCOMPARE(receivedFiles(Json("words")), QByteArray());
    const Json line = {{"type", "document"}, {"source", {{"type", "text"}, {"data", "only one"}}}};
    QCOMPARE(receivedFiles(Json::array({line})), QByteArray("- the text without a name, 8 bytes in 1 line. It begins: `only one`\n"));
    QVERIFY(receivedFiles(Json::array({{{"type", "image"}, {"source", 3}}})).contains("lies elsewhere"));

    const Scene scene = sceneFor({"deploy this", "Tester", files}); // words choose nothing then
    QCOMPARE(scene.size(), std::size_t(1));
    QVERIFY(scene.front().text.contains("brief.pdf") && scene.front().text.contains("deploy this"));
}

void TestScript::piecesMakeTheWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("pieces");
    QTest::addColumn<int>("expected"); // 0: not known
    QTest::newRow("essay") << essayText() << 2000 << 2000;
    QTest::newRow("Markdown by words") << markdownText() << 0 << 0;
    QTest::newRow("hostile by words") << hostileText() << 0 << 0;
    QTest::newRow("one word") << QByteArray("word") << 0 << 1;
    QTest::newRow("no text") << QByteArray() << 0 << 0;
    QTest::newRow("fewer bytes than pieces") << QByteArray("abc") << 10 << 3;
    QTest::newRow("a long word") << QByteArray(1000, 'x') << 0 << 25;
}

void TestScript::piecesMakeTheWhole()
{
    QFETCH(QByteArray, text);
    QFETCH(int, pieces);
    QFETCH(int, expected);
    const auto parts = cutIntoPieces(text, pieces);
    QCOMPARE(std::accumulate(parts.begin(), parts.end(), QByteArray()), text);
    for (const QByteArray &part : parts)
        QVERIFY(!part.isEmpty());
    if (expected > 0)
        QCOMPARE(int(parts.size()), expected);
}

void TestScript::piecesAreWholeCharacters()
{
    const QByteArray text = QStringLiteral("日本語の文章がここにある👩\u200d💻。שלום\u200f").repeated(20).toUtf8();
    for (const int pieces : {0, 3, 50, 200}) {
        for (const QByteArray &part : cutIntoPieces(text, pieces))
            QCOMPARE(QString::fromUtf8(part).toUtf8(), part);
    }
}

void TestScript::commandsAnswer()
{
    bool isError = true;
    QVERIFY(toolResult("bash", {{"command", "git status"}}, &isError).contains("On branch main"));
    QVERIFY(!isError);
    QVERIFY(toolResult("bash", {{"command", "pytest -q tests/export"}}, &isError).contains("1 failed"));
    QVERIFY(isError);
    QCOMPARE(toolResult("bash", {{"command", "echo hi there"}}), QByteArray("hi there\n"));
    QVERIFY(!toolResult("bash", {{"command", "something-nobody-knows"}}, &isError).isEmpty());
    QVERIFY(!isError);
}

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
