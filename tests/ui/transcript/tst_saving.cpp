#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"

#include <QAction>
#include <QMenu>

using test::TranscriptScene;

//! Everything that is shown cut or folded can be had whole, as a file.
class SavingTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void theMenuOffersTheWholeResult();
    void theFoldedCardOffersIt();
    void aFoldedMessageOffersIt();
    void aCodeBlockIsSavedAsShown();
    void whatIsKeptNameless_data();
    void whatIsKeptNameless();
    void theCurrentRowIsSavedByKey();

private:
    struct Scene : TranscriptScene
    {
        QList<ui::Savable> asked;
        Scene()
        {
            QObject::connect(&view, &ui::TranscriptView::saveRequested, &view, [this](const ui::Savable &content) { asked.append(content); });
        }
        //! The action of the menu at this place.
        bool choose(const QPoint &at, const char *action);
        //! Clicks what has a hand over it, on the line at `y`, as far right as possible.
        bool clickRightmost(int y);
    };
    static QByteArray longResult();
};

bool SavingTest::Scene::choose(const QPoint &at, const char *action)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(view.viewport(), &event);
    auto *menu = view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
    auto *chosen = menu ? menu->findChild<QAction *>(QLatin1String(action)) : nullptr;
    if (chosen)
        chosen->trigger();
    if (menu)
        menu->close();
    delete menu;
    return chosen;
}

bool SavingTest::Scene::clickRightmost(int y)
{
    for (int x = view.viewport()->width() - 1; x > 0; x -= 3) {
        const QPoint at(x, y);
        hover(at);
        if (view.viewport()->cursor().shape() != Qt::PointingHandCursor)
            continue;
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
        return true;
    }
    return false;
}

QByteArray SavingTest::longResult()
{
    QByteArray lines;
    for (int i = 0; i < 9000; ++i)
        lines += "line " + QByteArray::number(i) + " \x1b[31mof\x1b[0m the result\r\n";
    return lines + "\xff\xfe the end \xe2\x80\xae";
}

void SavingTest::theMenuOffersTheWholeResult()
{
    Scene s;
    const QByteArray result = longResult();
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("../mcp/\u202etool"), "{\"command\":\"make\"}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), result)});
    s.show();
    QVERIFY(s.choose(s.view.rowRect(0).center(), "transcript.saveResult"));
    QCOMPARE(s.asked.size(), 1);
    QCOMPARE(s.asked[0].bytes, result); // as it came, to the byte
    QCOMPARE(s.asked[0].fileName, QStringLiteral("mcp-tool-result.txt"));
    QVERIFY(!s.choose(s.view.rowRect(0).center(), "transcript.saveMessage"));
}

void SavingTest::theFoldedCardOffersIt()
{
    Scene s;
    const QByteArray result = longResult();
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{\"command\":\"make\"}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), result)});
    s.show();
    s.view.setExpanded(s.model.row(0).key, true);
    const QRect card = s.view.rowRect(0);
    for (int y = card.bottom() - 4; y > card.top() + 60 && s.asked.isEmpty(); y -= 5)
        s.clickRightmost(y);
    QCOMPARE(s.asked.size(), 1);
    QCOMPARE(s.asked[0].bytes, result);
    QVERIFY(s.view.isExpanded(s.model.row(0).key));
}

void SavingTest::aFoldedMessageOffersIt()
{
    Scene s;
    const QByteArray text = QByteArray("A line of the user's own words, which goes on.\n").repeated(200) + "end";
    s.model.apply({s.make.user(QStringLiteral("u"), 1, text)});
    s.show();
    const QRect bubble = s.view.rowRect(0);
    for (int y = std::min(bubble.bottom(), s.view.viewport()->height() - 10); y > std::max(0, bubble.top()) && s.asked.isEmpty(); y -= 5)
        s.clickRightmost(y);
    QCOMPARE(s.asked.size(), 1);
    QCOMPARE(s.asked[0].bytes, text);
    QCOMPARE(s.asked[0].fileName, QStringLiteral("message-2026-11-20-0900.md"));
}

void SavingTest::aCodeBlockIsSavedAsShown()
{
    Scene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "```python\nprint(1)\nif a \xe2\x80\xae:\n    b()\n```\n")});
    s.show();
    QVERIFY(s.choose(s.view.rowRect(0).center(), "transcript.saveCode"));
    QCOMPARE(s.asked.size(), 1);
    QCOMPARE(s.asked[0].fileName, QStringLiteral("code.py"));
    QCOMPARE(s.asked[0].bytes, QByteArray("print(1)\nif a \xe2\x80\xb9U+202e\xe2\x80\xba:\n    b()\n"));
    QVERIFY(s.choose(s.view.rowRect(0).center(), "transcript.saveMessage"));
    QVERIFY(s.asked[1].bytes.startsWith("```python"));
}

void SavingTest::whatIsKeptNameless_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QString>("name");
    QTest::newRow("JSON") << QStringLiteral("fetch") << QByteArray("{}") << QByteArray("{\"a\": [1, 2]}") << QStringLiteral("fetch-result.json");
    QTest::newRow("diff") << QStringLiteral("bash") << QByteArray("{\"command\":\"git diff\"}") << QByteArray("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n")
                          << QStringLiteral("bash-result.diff");
    QTest::newRow("no name") << QString() << QByteArray("{}") << QByteArray("text") << QStringLiteral("tool-result.txt");
    QTest::newRow("empty") << QStringLiteral("bash") << QByteArray("{}") << QByteArray() << QString();
}

void SavingTest::whatIsKeptNameless()
{
    QFETCH(QString, tool);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, result);
    QFETCH(QString, name);
    Scene s;
    s.model.apply({s.make.call(QStringLiteral("c"), 1, tool, input), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), result)});
    s.show();
    QCOMPARE(s.choose(s.view.rowRect(0).center(), "transcript.saveResult"), !name.isEmpty());
    QCOMPARE(s.asked.isEmpty() ? QString() : s.asked[0].fileName, name);
}

void SavingTest::theCurrentRowIsSavedByKey()
{
    Scene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "Some **bold** text")});
    s.show();
    s.view.saveCurrent();
    QVERIFY(s.asked.isEmpty());
    s.view.setCurrentRow(s.model.row(0).key);
    s.view.saveCurrent();
    QCOMPARE(s.asked.size(), 1);
    QCOMPARE(s.asked[0].bytes, QByteArray("Some **bold** text"));
}

QTEST_MAIN(SavingTest)
#include "tst_saving.moc"
