#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/heightindex.h"

#include <random>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;

class TranscriptViewTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void heightsAreThoseOfASlowSum();
    void laysOutTheSameRowsHoweverLongTheTranscript();
    void scrollingLaysOutOnlyWhatBecomesVisible();
    void layoutsStayWithinTheirBudget();
    void aCorrectedEstimateMovesNothing();
    void rowsAboveMoveNothing();
    void sticksToTheBottomOnlyFromTheBottom();
    void newBelowLeadsDown();
    void growingTextMovesNothingForAReader();
    void thePreviewIsReplacedWithoutAJump();
    void unfoldingKeepsTheHeadInPlace();
    void aWaitingCallIsOpenAndStaysOpen();
    void aNarrowerViewKeepsWhatIsRead();
    void aHugeMessageIsLaidOutInParts();
    void aLongResultIsFolded();
    void anotherModelShowsItsNewest();
    void aModelThatDiesLeavesAnEmptyView();
    void shortTranscriptsBeginAtTheTop();
};

void TranscriptViewTest::heightsAreThoseOfASlowSum()
{
    std::mt19937 random{3};
    ui::HeightIndex index;
    std::vector<int> slow;
    for (int step = 0; step < 4000; ++step) {
        const int n = int(slow.size());
        switch (random() % 5) {
        case 0:
        case 1: {
            const int at = random() % 3 ? n : int(random() % unsigned(n + 1));
            const std::vector<int> heights{int(random() % 90) + 1, int(random() % 90) + 1};
            index.insert(at, heights);
            slow.insert(slow.begin() + at, heights.begin(), heights.end());
            break;
        }
        case 2:
            if (n > 0) {
                const int at = int(random() % unsigned(n));
                const int height = int(random() % 90) + 1;
                index.set(at, height);
                slow[std::size_t(at)] = height;
            }
            break;
        case 3:
            if (n > 3) {
                const int at = int(random() % unsigned(n - 1));
                index.remove(at, at + 1);
                slow.erase(slow.begin() + at, slow.begin() + at + 2);
            }
            break;
        default:
            if (n > 1) {
                const int from = int(random() % unsigned(n));
                const int to = int(random() % unsigned(n));
                index.move(from, to);
                const int height = slow[std::size_t(from)];
                slow.erase(slow.begin() + from);
                slow.insert(slow.begin() + to, height);
            }
        }
        QCOMPARE(index.count(), int(slow.size()));
        if (slow.empty())
            continue;
        const int row = int(random() % slow.size());
        qint64 above = 0;
        for (int i = 0; i < row; ++i)
            above += slow[std::size_t(i)];
        QCOMPARE(index.above(row), above);
        QCOMPARE(index.rowAt(above), row);
        QCOMPARE(index.rowAt(above + slow[std::size_t(row)] - 1), row);
    }
}

void TranscriptViewTest::laysOutTheSameRowsHoweverLongTheTranscript()
{
    QList<qint64> rows;
    QList<qint64> blocks;
    for (const int count : {100, 10000}) {
        TranscriptScene s;
        s.model.apply(s.talk(count));
        s.show();
        QTRY_VERIFY(s.view.rowsPainted() > 0);
        rows += s.view.rowsLaidOut();
        blocks += s.view.blocksLaidOut();
        QVERIFY(s.view.isAtBottom());
        QCOMPARE(s.value(), s.maximum());
    }
    QVERIFY(rows[0] > 0);
    QVERIFY2(rows[0] <= 12, qPrintable(QString::number(rows[0])));
    QCOMPARE(rows[1], rows[0]);
    QCOMPARE(blocks[1], blocks[0]);
}

void TranscriptViewTest::scrollingLaysOutOnlyWhatBecomesVisible()
{
    TranscriptScene s;
    s.model.apply(s.talk(5000));
    s.show();
    const qint64 before = s.view.rowsLaidOut();
    for (int i = 0; i < 50; ++i)
        s.scrollTo(s.maximum() / 51 * (i + 1)); // the thumb is dragged over everything
    const qint64 each = (s.view.rowsLaidOut() - before) / 50;
    QVERIFY2(each > 0 && each <= 16, qPrintable(QString::number(each)));
}

void TranscriptViewTest::layoutsStayWithinTheirBudget()
{
    TranscriptScene s;
    s.model.apply(s.talk(3000));
    s.show();
    for (int i = 0; i < 900; ++i)
        s.scrollTo(i * 700);
    QVERIFY(s.view.layoutBytes() > 1024 * 1024);
    QVERIFY(s.view.layoutBytes() <= 9 * 1024 * 1024);
}

void TranscriptViewTest::aCorrectedEstimateMovesNothing()
{
    TranscriptScene s;
    s.model.apply(s.talk(400));
    s.show();
    // Upwards through rows that were never laid out: each step moves what is visible by just that step.
    s.scrollTo(s.maximum() / 2);
    std::mt19937 random{1};
    for (int i = 0; i < 200; ++i) {
        const quint64 key = s.keyAt(s.view.viewport()->height() / 2);
        QVERIFY(key != 0);
        const int top = s.topOf(key);
        const int step = -int(random() % 200);
        s.scrollTo(s.value() + step);
        if (s.value() == 0)
            break;
        QCOMPARE(s.topOf(key), top - step);
    }
}

void TranscriptViewTest::rowsAboveMoveNothing()
{
    TranscriptScene s;
    s.model.apply(s.talk(100, 10000));
    s.show();
    s.scrollTo(s.maximum() / 2);
    const quint64 key = s.keyAt(300);
    const int top = s.topOf(key);
    s.apply(s.talk(300, 0)); // older history arrives
    QCOMPARE(s.model.rowCount(), 400);
    QCOMPARE(s.topOf(key), top);
    // And a row above is removed again.
    s.model.addLocal({QStringLiteral("l"), "typed", EventMaker::time(5), transcript::Delivery::Failed});
    s.settle();
    QCOMPARE(s.topOf(key), top);
    s.model.removeLocal(QStringLiteral("l"));
    s.settle();
    QCOMPARE(s.topOf(key), top);
}

void TranscriptViewTest::sticksToTheBottomOnlyFromTheBottom()
{
    TranscriptScene s;
    s.model.apply(s.talk(60));
    s.show();
    QVERIFY(s.view.isAtBottom());
    s.apply({s.make.agent(QStringLiteral("n1"), 1000, TranscriptScene::prose(1))});
    QVERIFY(s.view.isAtBottom());
    QCOMPARE(s.value(), s.maximum());

    s.scrollTo(s.maximum() - 50);
    QVERIFY(!s.view.isAtBottom());
    const quint64 key = s.keyAt(200);
    const int top = s.topOf(key);
    s.apply({s.make.agent(QStringLiteral("n2"), 1001, TranscriptScene::prose(2))});
    QVERIFY(!s.view.isAtBottom());
    QCOMPARE(s.topOf(key), top);
    s.scrollTo(s.maximum());
    QVERIFY(s.view.isAtBottom());
    s.apply({s.make.agent(QStringLiteral("n3"), 1002, TranscriptScene::prose(3))});
    QCOMPARE(s.value(), s.maximum());
}

void TranscriptViewTest::newBelowLeadsDown()
{
    TranscriptScene s;
    s.model.apply(s.talk(60));
    s.show();
    auto *button = s.view.findChild<QAbstractButton *>(QStringLiteral("transcript.newBelow"));
    QVERIFY(button);
    QVERIFY(!button->isVisible());
    s.scrollTo(s.maximum() - 40);
    QVERIFY(!button->isVisible()); // near the end there is nothing to lead to
    s.apply({s.make.agent(QStringLiteral("n"), 1000, "news")});
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("New below"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(s.view.isAtBottom());
    QVERIFY(!button->isVisible());
    s.scrollTo(0);
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("To the newest"));
}

void TranscriptViewTest::growingTextMovesNothingForAReader()
{
    TranscriptScene s;
    s.model.apply(s.talk(60));
    s.show();
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    s.scrollTo(s.maximum() - 300);
    const quint64 key = s.keyAt(100);
    const int top = s.topOf(key);
    for (int i = 0; i < 100; ++i) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, "another line of the reply that goes on and on, and on\n\n")});
        QCOMPARE(s.topOf(key), top);
    }
    // The same for one who reads the beginning of the growing message itself.
    s.view.scrollToRow(s.model.row(s.model.rowCount() - 1).key);
    const quint64 last = s.model.row(s.model.rowCount() - 1).key;
    s.scrollTo(s.value() + 40);
    const int inside = s.topOf(last);
    QVERIFY(inside < 0);
    s.apply({EventMaker::previewDelta(PreviewOf::Message, id, QByteArray("more and more\n\n").repeated(60))});
    QCOMPARE(s.topOf(last), inside);
}

void TranscriptViewTest::thePreviewIsReplacedWithoutAJump()
{
    TranscriptScene s;
    s.model.apply(s.talk(40));
    s.show();
    const QString id = QStringLiteral("p");
    QByteArray text;
    s.apply({s.make.requestStart(QStringLiteral("q"), 500), EventMaker::previewStart(PreviewOf::Message, id)});
    for (int i = 0; i < 30; ++i) {
        const QByteArray delta = "Line " + QByteArray::number(i) + " of the reply.\n\n";
        text += delta;
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, delta)});
        QCOMPARE(s.value(), s.maximum());
    }
    const quint64 key = s.model.row(s.model.rowCount() - 1).key;
    const int top = s.topOf(key);
    const qint64 blocks = s.view.blocksLaidOut();
    s.apply({s.make.agent(id, 501, text.trimmed()), s.make.requestEnd(QStringLiteral("e"), 502, QStringLiteral("q"))});
    QCOMPARE(s.model.row(s.model.rowCount() - 1).key, key);
    QCOMPARE(s.topOf(key), top);
    QVERIFY2(s.view.blocksLaidOut() - blocks <= 2, "what was laid out while it grew is kept");
}

void TranscriptViewTest::unfoldingKeepsTheHeadInPlace()
{
    TranscriptScene s;
    api::Events events = s.talk(40);
    for (int i = 0; i < 6; ++i) {
        const QString id = QStringLiteral("c%1").arg(i);
        events.push_back(s.make.call(id, 500 + i, QStringLiteral("bash"), "{\"command\":\"ls\"}"));
        events.push_back(s.make.result(id + QLatin1Char('r'), 520 + i, id, QByteArray("file\n").repeated(20)));
    }
    s.model.apply(events);
    s.show();
    const transcript::Row *call = s.model.reducer().rowOfCall(QStringLiteral("c2"));
    const QRect folded = s.view.rowRect(s.model.indexOfKey(call->key));
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, QPoint(folded.center().x(), folded.top() + 20));
    QVERIFY(s.view.isExpanded(call->key));
    const QRect open = s.view.rowRect(s.model.indexOfKey(call->key));
    QVERIFY(open.height() > folded.height() + 100);
    QCOMPARE(open.top(), folded.top());
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, QPoint(open.center().x(), open.top() + 20));
    QVERIFY(!s.view.isExpanded(call->key));
}

void TranscriptViewTest::aWaitingCallIsOpenAndStaysOpen()
{
    TranscriptScene s;
    s.model.apply(s.talk(4));
    s.show();
    s.apply({s.make.call(QStringLiteral("c"), 500, QStringLiteral("bash"), "{\"command\":\"rm -r build\"}", true)});
    const quint64 key = s.model.row(s.model.rowCount() - 1).key;
    QVERIFY(s.view.isExpanded(key));
    s.apply({s.make.confirmation(QStringLiteral("k"), 501, QStringLiteral("c"), true), s.make.result(QStringLiteral("r"), 502, QStringLiteral("c"), "done")});
    QVERIFY(s.view.isExpanded(key));
}

void TranscriptViewTest::aNarrowerViewKeepsWhatIsRead()
{
    TranscriptScene s;
    s.model.apply(s.talk(300));
    s.show();
    s.scrollTo(s.maximum() / 2);
    const quint64 key = s.keyAt(0);
    s.view.resize(520, 700);
    s.settle();
    QCOMPARE(s.keyAt(0), key);
    s.view.resize(900, 700);
    s.settle();
    QCOMPARE(s.keyAt(0), key);
    s.view.scrollToBottom();
    s.view.resize(600, 500);
    s.settle();
    QVERIFY(s.view.isAtBottom());
    QCOMPARE(s.value(), s.maximum());
}

void TranscriptViewTest::aHugeMessageIsLaidOutInParts()
{
    TranscriptScene s;
    QByteArray text;
    for (int i = 0; text.size() < 350 * 1024; ++i) // more is folded to both ends
        text += TranscriptScene::prose(i);
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, text)});
    s.show();
    QVERIFY(s.maximum() > 50000);
    QVERIFY2(s.view.blocksLaidOut() < 60, qPrintable(QString::number(s.view.blocksLaidOut())));
    const qint64 before = s.view.blocksLaidOut();
    s.scrollTo(s.maximum() / 2);
    QVERIFY(s.view.blocksLaidOut() - before < 60);
    s.scrollTo(0);
    QVERIFY(s.view.blocksLaidOut() - before < 120);
}

void TranscriptViewTest::aLongResultIsFolded()
{
    TranscriptScene s;
    QByteArray lines;
    for (int i = 0; i < 500; ++i)
        lines += "line " + QByteArray::number(i) + '\n';
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{\"command\":\"seq\"}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), lines)});
    s.show();
    const quint64 key = s.model.row(0).key;
    s.view.setExpanded(key, true);
    s.view.selectAll();
    const QString folded = s.view.selectedText();
    QVERIFY(folded.contains(QStringLiteral("line 0\n")) && folded.contains(QStringLiteral("line 499")));
    QVERIFY(!folded.contains(QStringLiteral("line 250")));
    QVERIFY(folded.contains(QStringLiteral("Show 482 more lines")));
    QVERIFY(s.view.rowRect(0).height() < 700);
}

void TranscriptViewTest::anotherModelShowsItsNewest()
{
    TranscriptScene s;
    s.model.apply(s.talk(60));
    s.show();
    s.scrollTo(10);
    models::TranscriptModel other;
    other.apply(s.talk(30));
    s.view.setModel(&other);
    s.view.flush();
    QVERIFY(s.view.isAtBottom());
    QCOMPARE(s.value(), s.maximum());
    s.view.setModel(nullptr);
    s.view.flush();
    QCOMPARE(s.maximum(), 0);
    s.model.apply(s.talk(5, 900)); // nobody listens any more
}

void TranscriptViewTest::aModelThatDiesLeavesAnEmptyView()
{
    ui::TranscriptView view;
    auto model = std::make_unique<models::TranscriptModel>();
    TranscriptScene s;
    model->apply(s.talk(20));
    view.setModel(model.get());
    view.resize(600, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.flush();
    QVERIFY(view.verticalScrollBar()->maximum() > 0);
    model.reset();
    view.flush();
    QCOMPARE(view.verticalScrollBar()->maximum(), 0);
    QCOMPARE(view.rowAt({10, 10}), -1);
    view.selectAll();
    QVERIFY(view.selectedText().isEmpty());
    QTest::keyClick(&view, Qt::Key_PageUp);
    view.grab();
}

void TranscriptViewTest::shortTranscriptsBeginAtTheTop()
{
    TranscriptScene s;
    s.model.apply({s.make.user(QStringLiteral("u"), 1, "hi")});
    s.show();
    QCOMPARE(s.maximum(), 0);
    QVERIFY(s.view.rowRect(0).top() < 40);
    QVERIFY(s.view.isAtBottom());
    s.apply({s.make.agent(QStringLiteral("a"), 2, "hello")});
    QVERIFY(s.view.rowRect(0).top() < 40);
    QCOMPARE(s.view.rowRect(1).top(), s.view.rowRect(0).bottom() + 1);
}

QTEST_MAIN(TranscriptViewTest)
#include "tst_transcriptview.moc"
