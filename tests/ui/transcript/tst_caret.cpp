#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"

#include <QAction>
#include <QClipboard>
#include <QDrag>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMimeData>

using test::EventMaker;
using test::TranscriptScene;

class CaretTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void charactersAndWords();
    void picturesAreTakenWhole();
    void acrossMessagesAndBack();
    void linesUpAndDown();
    void toTheEndsOfLinesAndOfEverything();
    void pagesFarAway();
    void goesOnWhereTheMouseBegan();
    void headsAreTakenWhole();
    void aPressOnASelectionBecomesADrag();
    void aClickOnASelectionEndsIt();
    void copiesRowsAsJson();
    void copiesTheCurrentRowWithoutASelection();
    void linksOfMessages();

private:
    static api::Events three(EventMaker &make);
    static void press(TranscriptScene &s, int key, int times = 1, Qt::KeyboardModifiers more = {});
};

api::Events CaretTest::three(EventMaker &make)
{
    return {make.agent(QStringLiteral("a"), 1, "Alpha beta-gamma.\n\nSecond paragraph."), make.agent(QStringLiteral("b"), 2, "- one\n- two"),
            make.agent(QStringLiteral("c"), 3, "```\nint x;\nint y;\n```")};
}

void CaretTest::press(TranscriptScene &s, int key, int times, Qt::KeyboardModifiers more)
{
    for (int i = 0; i < times; ++i)
        QTest::keyClick(&s.view, Qt::Key(key), Qt::ShiftModifier | more);
}

void CaretTest::charactersAndWords()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.show();
    s.view.setFocus();
    press(s, Qt::Key_Right, 3);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alp"));
    press(s, Qt::Key_Right, 1, Qt::ControlModifier);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha"));
    press(s, Qt::Key_Right, 2, Qt::ControlModifier);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-gamma"));
    press(s, Qt::Key_Left, 1, Qt::ControlModifier);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-"));
    press(s, Qt::Key_Left);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta"));
    QTest::keyClick(&s.view, Qt::Key_Escape);
    QVERIFY(!s.view.hasSelection());
}

void CaretTest::picturesAreTakenWhole()
{
    // A keycap, a family, two flags, a skin: each is one step, wherever it stands.
    const QStringList all{QString::fromUtf8("1\xef\xb8\x8f\xe2\x83\xa3"),
                          QString::fromUtf8("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"),
                          QString::fromUtf8("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"), QString::fromUtf8("\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"),
                          QString::fromUtf8("\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"), QStringLiteral("x")};
    for (const QString &form : {QStringLiteral("%1"), QStringLiteral("```\n%1\n```"), QStringLiteral("| %1 |\n|---|\n| a |")}) {
        TranscriptScene s;
        s.model.apply({s.make.agent(QStringLiteral("a"), 1, form.arg(all.join(QString())).toUtf8())});
        s.show();
        s.view.setFocus();
        QString expected;
        for (const QString &one : all) {
            press(s, Qt::Key_Right);
            expected += one;
            QCOMPARE(s.view.selectedText(), expected);
        }
        press(s, Qt::Key_Left, 2);
        QCOMPARE(s.view.selectedText(), QStringList(all.mid(0, 4)).join(QString()));
    }
}

void CaretTest::acrossMessagesAndBack()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.show();
    s.view.setFocus();
    press(s, Qt::Key_Right, int(QStringLiteral("Alpha beta-gamma.").size()) + 1);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-gamma."));
    press(s, Qt::Key_Right, 6);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-gamma.\n\nSecond"));
    press(s, Qt::Key_Right, 2, Qt::ControlModifier);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-gamma.\n\nSecond paragraph."));
    press(s, Qt::Key_Right, 2, Qt::ControlModifier);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-gamma.\n\nSecond paragraph.\n\none"));
    press(s, Qt::Key_Left, 30, Qt::ControlModifier);
    QVERIFY(!s.view.hasSelection());
}

void CaretTest::linesUpAndDown()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.show();
    s.view.setFocus();
    QStringList seen;
    for (int i = 0; i < 6; ++i) {
        press(s, Qt::Key_Down);
        seen += s.view.selectedText();
    }
    QCOMPARE(seen[0], QStringLiteral("Alpha beta-gamma."));
    QCOMPARE(seen[1], QStringLiteral("Alpha beta-gamma.\n\nSecond paragraph."));
    QVERIFY(seen[4].endsWith(QStringLiteral("two\n\nint x;\n")));
    QVERIFY(seen[5].endsWith(QStringLiteral("int y;")));
    press(s, Qt::Key_Down);
    QCOMPARE(s.view.selectedText(), seen[5]); // there is nothing further down
    press(s, Qt::Key_Up, 5);
    QCOMPARE(s.view.selectedText(), seen[0]);
}

void CaretTest::toTheEndsOfLinesAndOfEverything()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.model.apply(s.talk(300, 100));
    s.show();
    s.view.setFocus();
    s.scrollTo(0);
    press(s, Qt::Key_End);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta-gamma."));
    press(s, Qt::Key_Home);
    QVERIFY(!s.view.hasSelection());
    press(s, Qt::Key_End, 1, Qt::ControlModifier);
    QVERIFY(s.view.selectedText().contains(QStringLiteral("Message 1 has")));
    QVERIFY(s.view.selectedText().startsWith(QStringLiteral("Alpha")));
    QVERIFY(s.view.isAtBottom());
    press(s, Qt::Key_Home, 1, Qt::ControlModifier);
    QVERIFY(!s.view.hasSelection());
    QVERIFY(s.value() < 100);
}

void CaretTest::pagesFarAway()
{
    TranscriptScene s;
    s.model.apply(s.talk(300));
    s.show();
    s.view.setFocus();
    s.scrollTo(0);
    qsizetype size = 0;
    for (int i = 0; i < 20; ++i) {
        press(s, Qt::Key_PageDown);
        const QString text = s.view.selectedText();
        QVERIFY(text.size() > size);
        size = text.size();
    }
    QVERIFY(s.value() > 19 * 500);
    press(s, Qt::Key_PageUp, 19);
    QVERIFY(s.view.selectedText().size() < size / 10);
}

void CaretTest::goesOnWhereTheMouseBegan()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.show();
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, QPoint(890, s.view.rowRect(0).top() + 20)); // behind the first line
    press(s, Qt::Key_Left, 6);
    QCOMPARE(s.view.selectedText(), QStringLiteral("gamma."));
}

void CaretTest::headsAreTakenWhole()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "x"), s.make.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{\"command\":\"ls\"}"),
                   s.make.agent(QStringLiteral("b"), 3, "y")});
    s.show();
    press(s, Qt::Key_Right, 3);
    QVERIFY2(s.view.selectedText().startsWith(QStringLiteral("x\n\nbash")), qPrintable(s.view.selectedText()));
    press(s, Qt::Key_Right, 2);
    QVERIFY(s.view.selectedText().endsWith(QLatin1Char('y')));
}

void CaretTest::aPressOnASelectionBecomesADrag()
{
    TranscriptScene s({600, 400});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "Drag **these** words out of it.")});
    s.show();
    s.view.selectAll();
    const QPoint from(60, s.view.rowRect(0).top() + 22);
    QTest::mousePress(s.view.viewport(), Qt::LeftButton, {}, from);
    QVERIFY(!s.view.viewport()->findChild<QDrag *>());
    QTest::mouseMove(s.view.viewport(), from + QPoint(40, 0)); // this platform ends a drag at once
    const auto *drag = s.view.viewport()->findChild<QDrag *>();
    QVERIFY(drag);
    QCOMPARE(drag->mimeData()->text(), QStringLiteral("Drag these words out of it."));
    QCOMPARE(drag->mimeData()->formats(), QStringList{QStringLiteral("text/plain")});
    QVERIFY(s.view.hasSelection());
}

void CaretTest::aClickOnASelectionEndsIt()
{
    TranscriptScene s({600, 400});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "Some words.")});
    s.show();
    s.view.selectAll();
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, QPoint(60, s.view.rowRect(0).top() + 22));
    QVERIFY(!s.view.hasSelection());
}

void CaretTest::copiesRowsAsJson()
{
    TranscriptScene s;
    api::Events events{s.make.user(QStringLiteral("a"), 1, "One."), s.make.call(QStringLiteral("b"), 2, QStringLiteral("bash"), "{}"),
                       s.make.result(QStringLiteral("c"), 3, QStringLiteral("b"), "x")};
    for (auto &event : events)
        event.raw = QJsonDocument(QJsonObject{{QStringLiteral("id"), event.identity}}).toJson(QJsonDocument::Compact);
    s.model.apply(events);
    s.show();
    s.view.selectAll();
    s.view.copyAsJson();
    QJsonParseError error;
    const QJsonArray all = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8(), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QStringList ids;
    for (const auto &event : all)
        ids += event.toObject()[QStringLiteral("id")].toString();
    QCOMPARE(ids.join(QLatin1Char(' ')), QStringLiteral("a b c"));
    s.view.copyAsMarkdown();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("**You**\n\nOne.")));
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("`bash`")));
}

void CaretTest::copiesTheCurrentRowWithoutASelection()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.show();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QVERIFY(!s.view.canCopy());
    s.view.copyAsMarkdown();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    s.view.setCurrentRow(s.model.row(1).key);
    QVERIFY(s.view.canCopy());
    s.view.copyAsMarkdown();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("**Agent**\n\n- one\n- two"));
}

void CaretTest::linksOfMessages()
{
    TranscriptScene s;
    s.model.apply(three(s.make));
    s.view.setLinks([](const QString &identity) { return QStringLiteral("link:") + identity; });
    s.show();
    s.view.setCurrentRow(s.model.row(1).key);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(s.view.viewport(), &asked);
    auto *menu = s.view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
    QVERIFY(menu);
    auto *action = menu->findChild<QAction *>(QStringLiteral("transcript.copyMessageLink"));
    QVERIFY(action && action->isEnabled());
    action->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("link:b"));
    menu->close();
}

QTEST_MAIN(CaretTest)
#include "tst_caret.moc"
