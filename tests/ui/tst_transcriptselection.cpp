#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"

#include <QAction>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

using test::EventMaker;
using test::TranscriptScene;

class TranscriptSelectionTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void dragsAcrossMessages();
    void doubleClickTakesAWordTripleAParagraph();
    void shiftClickExtends();
    void copiesAllOfALongTranscript();
    void copiedTextHidesNothing();
    void tablesAndCodeCopyAsText();
    void survivesWhatHappensAround();
    void keysScroll();
    void altArrowsMoveTheCurrentMessage();
    void enterUnfoldsAndRetries();
    void theMenuCopies_data();
    void theMenuCopies();
    void codeIsCopiedByItsButton();
    void linksGoThroughTheClassifier();
    void aCallThatWaitsIsActivated();

private:
    //! A point on the text of a row: `x` pixels into the column, on its first line.
    static QPoint onText(const TranscriptScene &s, int row, int x, int line = 0);
    static void drag(ui::TranscriptView &view, const QPoint &from, const QPoint &to);
};

namespace {

constexpr int columnLeft = 150; // roughly, at the width of these tests

//! The left edge of the agent's text, found by the pointer's shape as a user finds it.
int textLeft(ui::TranscriptView &view, int y)
{
    for (int x = 0; x < view.viewport()->width(); ++x) {
        QTest::mouseMove(view.viewport(), QPoint(x, y));
        if (view.viewport()->cursor().shape() == Qt::IBeamCursor)
            return x;
    }
    return -1;
}

} // namespace

QPoint TranscriptSelectionTest::onText(const TranscriptScene &s, int row, int x, int line)
{
    const QRect rect = s.view.rowRect(row);
    return {columnLeft + x, rect.top() + 12 + 8 + line * 20};
}

void TranscriptSelectionTest::drag(ui::TranscriptView &view, const QPoint &from, const QPoint &to)
{
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view.viewport(), (from + to) / 2);
    QTest::mouseMove(view.viewport(), to);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
}

void TranscriptSelectionTest::dragsAcrossMessages()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "Alpha beta gamma."), s.make.agent(QStringLiteral("b"), 2, "Second message.\n\nWith two paragraphs."),
                   s.make.agent(QStringLiteral("c"), 3, "Third message.")});
    s.show();
    const QSignalSpy changed(&s.view, &ui::TranscriptView::selectionChanged);
    // From before the first letter to behind the last one.
    drag(s.view, QPoint(2, s.view.rowRect(0).top() + 16), QPoint(890, s.view.rowRect(2).top() + 20));
    QVERIFY(s.view.hasSelection());
    QVERIFY(changed.count() > 0);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta gamma.\n\nSecond message.\n\nWith two paragraphs.\n\nThird message."));
    // Upwards it is the same.
    drag(s.view, QPoint(890, s.view.rowRect(1).top() + 20), QPoint(2, s.view.rowRect(0).top() + 16));
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alpha beta gamma.\n\nSecond message."));
    QTest::keySequence(&s.view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Alpha beta gamma.\n\nSecond message."));
    QVERIFY(QGuiApplication::clipboard()->mimeData()->formats() == QStringList{QStringLiteral("text/plain")});
    QTest::keyClick(&s.view, Qt::Key_Escape);
    QVERIFY(!s.view.hasSelection());
}

void TranscriptSelectionTest::doubleClickTakesAWordTripleAParagraph()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "Alphabet soup is good.\n\nAnother paragraph.")});
    s.show();
    const int y = s.view.rowRect(0).top() + 20;
    const QPoint at(textLeft(s.view, y) + 8, y);
    QTest::mouseDClick(s.view.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alphabet"));
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, at, 1);
    QCOMPARE(s.view.selectedText(), QStringLiteral("Alphabet soup is good."));
}

void TranscriptSelectionTest::shiftClickExtends()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "First."), s.make.agent(QStringLiteral("b"), 2, "Second.")});
    s.show();
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, QPoint(2, s.view.rowRect(0).top() + 18));
    QVERIFY(!s.view.hasSelection());
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, QPoint(890, s.view.rowRect(1).top() + 18));
    QCOMPARE(s.view.selectedText(), QStringLiteral("First.\n\nSecond."));
}

void TranscriptSelectionTest::copiesAllOfALongTranscript()
{
    TranscriptScene s;
    s.model.apply(s.talk(300));
    s.show();
    const qint64 laidOut = s.view.blocksLaidOut();
    QTest::keySequence(&s.view, QKeySequence::SelectAll);
    const QString all = s.view.selectedText();
    for (int i = 1; i <= 300; ++i)
        QVERIFY(all.contains(QStringLiteral("Message %1 has some prose with code in it").arg(i)));
    QVERIFY(all.contains(QStringLiteral("one\ntwo\nthree")));
    QCOMPARE(s.view.blocksLaidOut(), laidOut); // copying lays nothing out
}

void TranscriptSelectionTest::copiedTextHidesNothing()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "safe \xe2\x80\xae" "evil \x1b[31m text")});
    s.show();
    s.view.selectAll();
    QCOMPARE(s.view.selectedText(), QStringLiteral("safe \u2039U+202e\u203aevil \u2039U+001b\u203a[31m text"));
}

void TranscriptSelectionTest::tablesAndCodeCopyAsText()
{
    TranscriptScene s;
    QByteArray code = "```c\n";
    for (int i = 0; i < 70; ++i)
        code += "line" + QByteArray::number(i) + "\n";
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "| a | b |\n|---|---|\n| 1 | 2 |\n\n" + code + "```\n\nend")});
    s.show();
    s.view.selectAll();
    const QString text = s.view.selectedText();
    QVERIFY(text.startsWith(QStringLiteral("a\tb\n1\t2\n\nline0\nline1\n")));
    QVERIFY(text.endsWith(QStringLiteral("line68\nline69\n\nend")));
    QCOMPARE(text.count(QStringLiteral("\n\n")), 2);
}

void TranscriptSelectionTest::survivesWhatHappensAround()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 100, "First."), s.make.agent(QStringLiteral("b"), 101, "Second.")});
    s.show();
    drag(s.view, QPoint(2, s.view.rowRect(1).top() + 18), QPoint(890, s.view.rowRect(1).top() + 18));
    QCOMPARE(s.view.selectedText(), QStringLiteral("Second."));
    s.apply({s.make.agent(QStringLiteral("c"), 1, "Older."), s.make.agent(QStringLiteral("d"), 200, "Newer.")});
    QCOMPARE(s.view.selectedText(), QStringLiteral("Second."));
}

void TranscriptSelectionTest::keysScroll()
{
    TranscriptScene s;
    s.model.apply(s.talk(200));
    s.show();
    s.view.setFocus();
    const int page = s.view.viewport()->height();
    const int end = s.value();
    const quint64 newest = s.keyAt(page - 60);
    QTest::keyClick(&s.view, Qt::Key_PageUp);
    QVERIFY(!s.view.isAtBottom());
    QVERIFY(s.topOf(newest) > page / 2);
    QTest::keyClick(&s.view, Qt::Key_PageDown);
    QTest::keyClick(&s.view, Qt::Key_PageDown);
    QVERIFY(s.view.isAtBottom());
    QTest::keyClick(&s.view, Qt::Key_Up);
    QVERIFY(s.value() < s.maximum());
    QTest::keyClick(&s.view, Qt::Key_Home);
    QCOMPARE(s.value(), 0);
    QVERIFY(s.view.rowRect(0).top() >= 0);
    QTest::keyClick(&s.view, Qt::Key_End);
    QVERIFY(s.view.isAtBottom());
    QVERIFY(end > 0);
}

void TranscriptSelectionTest::altArrowsMoveTheCurrentMessage()
{
    TranscriptScene s;
    s.model.apply(s.talk(50));
    s.apply({s.make.idle(QStringLiteral("n"), 60, api::StopReason::BudgetReached), s.make.agent(QStringLiteral("z"), 61, "last")});
    s.show();
    s.view.setFocus();
    QTest::keyClick(&s.view, Qt::Key_Up, Qt::AltModifier);
    const int last = s.model.rowCount() - 1;
    QCOMPARE(s.view.currentRow(), s.model.row(last).key);
    QTest::keyClick(&s.view, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(s.view.currentRow(), s.model.row(last - 2).key); // the notice holds nothing to act on
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(&s.view, Qt::Key_Up, Qt::AltModifier);
    const int row = s.model.indexOfKey(s.view.currentRow());
    QCOMPARE(row, last - 32);
    QVERIFY(s.view.rowRect(row).top() >= 0 && s.view.rowRect(row).top() < s.view.viewport()->height());
    QTest::keyClick(&s.view, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(s.model.indexOfKey(s.view.currentRow()), row + 1);
}

void TranscriptSelectionTest::enterUnfoldsAndRetries()
{
    TranscriptScene s;
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{\"command\":\"ls\"}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), "x")});
    s.model.addLocal({QStringLiteral("l"), "lost", EventMaker::time(9), transcript::Delivery::Failed});
    s.show();
    s.view.setFocus();
    s.view.setCurrentRow(s.model.row(0).key);
    QTest::keyClick(&s.view, Qt::Key_Return);
    QVERIFY(s.view.isExpanded(s.model.row(0).key));
    QTest::keyClick(&s.view, Qt::Key_Space);
    QVERIFY(!s.view.isExpanded(s.model.row(0).key));
    QSignalSpy retry(&s.view, &ui::TranscriptView::retryRequested);
    s.view.setCurrentRow(s.model.row(1).key);
    QTest::keyClick(&s.view, Qt::Key_Return);
    QCOMPARE(retry.count(), 1);
    QCOMPARE(retry.front().front().toULongLong(), s.model.row(1).key);
    // By mouse: the words under the bubble, each once.
    QSignalSpy edit(&s.view, &ui::TranscriptView::editRequested);
    const QRect rect = s.view.rowRect(1);
    bool on = false;
    for (int x = rect.right(); x > 0; x -= 4) {
        const QPoint at(x, rect.bottom() - 14);
        s.hover(at);
        const bool hand = s.view.viewport()->cursor().shape() == Qt::PointingHandCursor;
        if (hand && !on)
            QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, at);
        on = hand;
    }
    QCOMPARE(edit.count(), 1);
    QCOMPARE(retry.count(), 2);
}

void TranscriptSelectionTest::theMenuCopies_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("text");
    QTest::newRow("message") << QStringLiteral("transcript.copyMessage") << QStringLiteral("Some **bold** text");
    QTest::newRow("Markdown") << QStringLiteral("transcript.copyMarkdown") << QStringLiteral("**Agent**\n\nSome **bold** text");
    QTest::newRow("JSON") << QStringLiteral("transcript.copyJson") << QStringLiteral("{\n  \"id\": \"a\",\n  \"type\": \"agent.message\"\n}");
}

void TranscriptSelectionTest::theMenuCopies()
{
    QFETCH(QString, action);
    QFETCH(QString, text);
    TranscriptScene s;
    auto event = s.make.agent(QStringLiteral("a"), 1, "Some **bold** text");
    event.raw = R"({"id":"a","type":"agent.message"})";
    s.model.apply({event});
    s.show();
    const QPoint at(200, s.view.rowRect(0).top() + 20);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, at, s.view.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(s.view.viewport(), &asked);
    auto *menu = s.view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
    QVERIFY(menu);
    auto *chosen = menu->findChild<QAction *>(action);
    QVERIFY(chosen && chosen->isEnabled());
    chosen->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    QVERIFY(!menu->findChild<QAction *>(QStringLiteral("transcript.copy"))->isEnabled());
    menu->close();
}

void TranscriptSelectionTest::codeIsCopiedByItsButton()
{
    TranscriptScene s;
    QByteArray code;
    for (int i = 0; i < 50; ++i)
        code += "line" + QByteArray::number(i) + "\n";
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "```python\n" + code + "```")});
    s.show();
    s.scrollTo(0);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    bool clicked = false;
    for (int x = s.view.viewport()->width() - 60; x > 400 && !clicked; x -= 4) {
        const QPoint at(x, s.view.rowRect(0).top() + 30);
        s.hover(at);
        clicked = s.view.viewport()->cursor().shape() == Qt::PointingHandCursor;
        if (clicked)
            QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, at);
    }
    QVERIFY(clicked);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(code.chopped(1)));
}

void TranscriptSelectionTest::linksGoThroughTheClassifier()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "[safe link](https://example.org/x)\n\n[plain link](http://example.net)\n\n[local file](file:///etc/passwd)")});
    s.show();
    QSignalSpy opened(&s.view, &ui::TranscriptView::linkActivated);
    QSignalSpy hovered(&s.view, &ui::TranscriptView::linkHovered);
    const int top = s.view.rowRect(0).top() + 20;
    const auto clickLine = [&](int line) {
        for (int x = 0; x < 400; x += 3) {
            const QPoint at(x, top + line * 30);
            s.hover(at);
            if (s.view.viewport()->cursor().shape() == Qt::PointingHandCursor) {
                QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, at + QPoint(6, 0));
                return;
            }
        }
        QFAIL("no link on this line");
    };
    clickLine(0);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toUrl(), QUrl(QStringLiteral("https://example.org/x")));
    QCOMPARE(opened[0][2].toBool(), false);
    QVERIFY(std::any_of(hovered.begin(), hovered.end(), [](const auto &h) { return h[0].toString() == QLatin1String("example.org"); }));
    clickLine(1);
    QCOMPARE(opened.count(), 2);
    QCOMPARE(opened[1][1].toString(), QStringLiteral("example.net"));
    QCOMPARE(opened[1][2].toBool(), true);
    clickLine(2);
    QCOMPARE(opened.count(), 2);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("file:///etc/passwd"));
}

void TranscriptSelectionTest::aCallThatWaitsIsActivated()
{
    TranscriptScene s;
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{\"command\":\"ls\"}", true)});
    s.show();
    s.view.setFocus();
    QSignalSpy activated(&s.view, &ui::TranscriptView::callActivated);
    s.view.setCurrentRow(s.model.row(0).key);
    QTest::keyClick(&s.view, Qt::Key_Return); // folds
    QTest::keyClick(&s.view, Qt::Key_Return); // and opens again
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toString(), QStringLiteral("c"));
}

QTEST_MAIN(TranscriptSelectionTest)
#include "tst_transcriptselection.moc"
