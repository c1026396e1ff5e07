#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"

#include <QAccessible>
#include <QSignalSpy>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;

class TranscriptAccessTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aListWithOneItemARow();
    void itemsSayAuthorTimeStateAndText();
    void itemsFollowTheirRows();
    void itemsCanBePressed();
    void announcesEventsNotFragments();
    void announcesCallsThatWait();
    void announcesNothingOfTheHistory();
};

void TranscriptAccessTest::aListWithOneItemARow()
{
    TranscriptScene s;
    s.model.apply(s.talk(500));
    s.show();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&s.view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 500);
    QAccessibleInterface *last = list->child(499);
    QVERIFY(last && last->isValid());
    QCOMPARE(last->role(), QAccessible::ListItem);
    QCOMPARE(last->parent(), list);
    QCOMPARE(list->indexOfChild(last), 499);
    QCOMPARE(list->child(499), last);
    QVERIFY(!last->state().offscreen);
    QAccessibleInterface *first = list->child(0);
    QVERIFY(first->state().offscreen);
    const QPoint middle = last->rect().center();
    QCOMPARE(list->childAt(middle.x(), s.view.mapToGlobal(QPoint(0, s.view.rowRect(499).top() + 5)).y()), last);
    QVERIFY(!list->child(500));
}

void TranscriptAccessTest::itemsSayAuthorTimeStateAndText()
{
    TranscriptScene s;
    s.model.apply({s.make.user(QStringLiteral("u"), 1, "What is new?"), s.make.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{\"command\":\"ls -l\"}", true),
                   s.make.queuedUser(QStringLiteral("q"), "And then?")});
    s.show();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&s.view);
    const auto name = [list](int i) { return list->child(i)->text(QAccessible::Name); };
    QVERIFY2(name(0).startsWith(QStringLiteral("You, ")) && name(0).endsWith(QStringLiteral(", What is new?")), qPrintable(name(0)));
    QVERIFY(name(0).contains(QLatin1Char(':'))); // a time
    for (const char *part : {"Tool call", "bash", "Waiting for your approval", "ls -l"})
        QVERIFY2(name(1).contains(QLatin1String(part)), part);
    QVERIFY(name(2).contains(QStringLiteral("Queued until the agent is free")));
}

void TranscriptAccessTest::itemsFollowTheirRows()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("b"), 100, "Second.")});
    s.show();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&s.view);
    QAccessibleInterface *item = list->child(0);
    s.apply({s.make.agent(QStringLiteral("a"), 1, "First.")});
    QCOMPARE(list->childCount(), 2);
    QCOMPARE(list->child(1), item);
    QCOMPARE(list->indexOfChild(item), 1);
    QVERIFY(item->text(QAccessible::Name).endsWith(QStringLiteral("Second.")));
    s.model.clear();
    QVERIFY(!item->isValid());
    QCOMPARE(list->childCount(), 0);
    QVERIFY(item->text(QAccessible::Name).isEmpty());
    QVERIFY(item->state().invalid);
}

void TranscriptAccessTest::itemsCanBePressed()
{
    TranscriptScene s;
    s.model.apply({s.make.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{\"command\":\"ls -l\"}")});
    s.show();
    QAccessibleInterface *item = QAccessible::queryAccessibleInterface(&s.view)->child(0);
    QVERIFY(item->state().expandable);
    QVERIFY(!item->state().expanded);
    QVERIFY(item->actionInterface());
    item->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(item->state().expanded);
    item->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
    QCOMPARE(s.view.currentRow(), s.model.row(0).key);
}

void TranscriptAccessTest::announcesEventsNotFragments()
{
    TranscriptScene s;
    s.show();
    QSignalSpy said(&s.view, &ui::TranscriptView::announce);
    s.apply({s.make.user(QStringLiteral("u"), 1, "go"), s.make.running(QStringLiteral("r"), 2)});
    s.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("a"))});
    for (int i = 0; i < 20; ++i)
        s.apply({EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("a"), "text ")});
    QCOMPARE(said.count(), 0);
    s.apply({s.make.agent(QStringLiteral("a"), 3, "One.\n\nTwo.\n\nThree."), s.make.idle(QStringLiteral("i"), 4)});
    QCOMPARE(said.count(), 1);
    QCOMPARE(said[0][0].toString(), QStringLiteral("Agent finished, 3 paragraphs"));
    s.apply({s.make.user(QStringLiteral("v"), 5, "again")});
    s.apply({s.make.error(QStringLiteral("e"), 6, QStringLiteral("billing_error"), QStringLiteral("x")), s.make.idle(QStringLiteral("j"), 7)});
    QCOMPARE(said.count(), 2);
    QCOMPARE(said[1][0].toString(), QStringLiteral("The turn failed"));
}

void TranscriptAccessTest::announcesCallsThatWait()
{
    TranscriptScene s;
    s.show();
    QSignalSpy said(&s.view, &ui::TranscriptView::announce);
    s.apply({s.make.user(QStringLiteral("u"), 1, "go"), s.make.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{}", true), s.make.customCall(QStringLiteral("d"), 3, QStringLiteral("pick")),
             s.make.idle(QStringLiteral("i"), 4, api::StopReason::RequiresAction, {QStringLiteral("c"), QStringLiteral("d")})});
    QCOMPARE(said.count(), 2);
    QCOMPARE(said[0][0].toString(), QStringLiteral("Approval needed: bash"));
    QCOMPARE(said[1][0].toString(), QStringLiteral("Result needed: pick"));
    s.apply({s.make.idle(QStringLiteral("i2"), 5, api::StopReason::RequiresAction, {QStringLiteral("c")})});
    QCOMPARE(said.count(), 2); // once each
}

void TranscriptAccessTest::announcesNothingOfTheHistory()
{
    TranscriptScene s;
    s.model.apply({s.make.user(QStringLiteral("u"), 1, "go"), s.make.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{}", true)});
    ui::TranscriptView view;
    QSignalSpy said(&view, &ui::TranscriptView::announce);
    view.setModel(&s.model);
    s.model.apply({s.make.thinking(QStringLiteral("t"), 3, "hm")});
    QCOMPARE(said.count(), 0);
}

QTEST_MAIN(TranscriptAccessTest)
#include "tst_transcriptaccess.moc"
