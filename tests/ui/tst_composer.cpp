#include "tests/support/testbase.h"
#include "ui/screens/composer.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QPushButton>

using screens::Composer;
using screens::ComposerEdit;

//! Keys, recall, paste, growth and interrupting in the composer.
class TestComposer : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void enterSendsAndShiftEnterStartsALine();
    void ctrlEnterSendsWhenSet();
    void aHeldKeySendsNothing();
    void enterBelongsToAnInputMethodThatComposes();
    void blankTextIsNotSent();
    void upRecallsWhatWasSentAndDownComesBack();
    void upInsideALongTextMovesTheCursor();
    void recallCanBeUndone();
    void pasteIsPlainText();
    void growsToFortyPercentAndNoFurther();
    void escapeAsksOnceThenInterrupts();
    void sendBecomesInterruptWhileATurnRuns();
    void whatCannotBeInterruptedSaysWhy();
    void saysWhyNothingCanBeSent();
    void takingTheTextLeavesAnEmptyFieldThatCanBeUndone();

private:
    static void press(Composer &composer, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, bool held = false);
};

void TestComposer::press(Composer &composer, Qt::Key key, Qt::KeyboardModifiers modifiers, bool held)
{
    QKeyEvent event(QEvent::KeyPress, key, modifiers, QString(), held);
    QCoreApplication::sendEvent(composer.edit(), &event);
}

void TestComposer::enterSendsAndShiftEnterStartsALine()
{
    Composer composer;
    QSignalSpy sent(&composer, &Composer::sendRequested);
    QTest::keyClicks(composer.edit(), QStringLiteral("one"));
    press(composer, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(composer.edit(), QStringLiteral("two"));
    QCOMPARE(composer.text(), QStringLiteral("one\ntwo"));
    QCOMPARE(sent.count(), 0);
    press(composer, Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    press(composer, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(sent.count(), 2);
    QCOMPARE(composer.text(), QStringLiteral("one\ntwo")); // it stays until somebody takes it
}

void TestComposer::ctrlEnterSendsWhenSet()
{
    Composer composer;
    composer.setSendKey(ComposerEdit::SendKey::CtrlEnter);
    QSignalSpy sent(&composer, &Composer::sendRequested);
    QTest::keyClicks(composer.edit(), QStringLiteral("one"));
    press(composer, Qt::Key_Return);
    QCOMPARE(composer.text(), QStringLiteral("one\n"));
    QCOMPARE(sent.count(), 0);
    press(composer, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.count(), 1);
}

void TestComposer::aHeldKeySendsNothing()
{
    Composer composer;
    QSignalSpy sent(&composer, &Composer::sendRequested);
    QTest::keyClicks(composer.edit(), QStringLiteral("one"));
    press(composer, Qt::Key_Return, Qt::NoModifier, true);
    QCOMPARE(sent.count(), 0);
    QCOMPARE(composer.text(), QStringLiteral("one"));
}

void TestComposer::enterBelongsToAnInputMethodThatComposes()
{
    Composer composer;
    QSignalSpy sent(&composer, &Composer::sendRequested);
    QTest::keyClicks(composer.edit(), QStringLiteral("x"));
    QInputMethodEvent composing(QStringLiteral("に"), {});
    QCoreApplication::sendEvent(composer.edit(), &composing);
    QVERIFY(composer.edit()->isComposing());
    press(composer, Qt::Key_Return);
    QCOMPARE(sent.count(), 0);
    QInputMethodEvent committed;
    committed.setCommitString(QStringLiteral("日"));
    QCoreApplication::sendEvent(composer.edit(), &committed);
    QVERIFY(!composer.edit()->isComposing());
    press(composer, Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    QVERIFY(composer.text().contains(QStringLiteral("日")));
}

void TestComposer::blankTextIsNotSent()
{
    Composer composer;
    QSignalSpy sent(&composer, &Composer::sendRequested);
    composer.setDraft(QStringLiteral(" \n\t "));
    press(composer, Qt::Key_Return);
    QCOMPARE(sent.count(), 0);
    QVERIFY(!composer.findChild<QPushButton *>(QStringLiteral("composer.send"))->isEnabled());
}

void TestComposer::upRecallsWhatWasSentAndDownComesBack()
{
    Composer composer;
    composer.setSentTexts([] { return QStringList{QStringLiteral("newest"), QStringLiteral("older\ntwo lines")}; });
    QTest::keyClicks(composer.edit(), QStringLiteral("draft"));
    press(composer, Qt::Key_Up);
    QCOMPARE(composer.text(), QStringLiteral("newest"));
    press(composer, Qt::Key_Up);
    QCOMPARE(composer.text(), QStringLiteral("older\ntwo lines"));
    press(composer, Qt::Key_Up); // first to the first line of the text that is shown
    press(composer, Qt::Key_Up);
    QCOMPARE(composer.text(), QStringLiteral("older\ntwo lines")); // there is nothing older
    press(composer, Qt::Key_Down);
    press(composer, Qt::Key_Down);
    QCOMPARE(composer.text(), QStringLiteral("newest"));
    press(composer, Qt::Key_Down);
    QCOMPARE(composer.text(), QStringLiteral("draft"));
}

void TestComposer::upInsideALongTextMovesTheCursor()
{
    Composer composer;
    composer.setSentTexts([] { return QStringList{QStringLiteral("newest")}; });
    composer.setDraft(QStringLiteral("first\nsecond"));
    QCOMPARE(composer.edit()->textCursor().blockNumber(), 1);
    press(composer, Qt::Key_Up);
    QCOMPARE(composer.text(), QStringLiteral("first\nsecond"));
    QCOMPARE(composer.edit()->textCursor().blockNumber(), 0);
    press(composer, Qt::Key_Up);
    QCOMPARE(composer.text(), QStringLiteral("newest"));
}

void TestComposer::recallCanBeUndone()
{
    Composer composer;
    composer.setSentTexts([] { return QStringList{QStringLiteral("newest")}; });
    QTest::keyClicks(composer.edit(), QStringLiteral("draft"));
    press(composer, Qt::Key_Up);
    composer.edit()->undo();
    QCOMPARE(composer.text(), QStringLiteral("draft"));
}

void TestComposer::pasteIsPlainText()
{
    Composer composer;
    auto *data = new QMimeData;
    data->setText(QStringLiteral("a < b\nc"));
    data->setHtml(QStringLiteral("<b>bold</b><img src='file:///etc/passwd'>"));
    QGuiApplication::clipboard()->setMimeData(data);
    composer.edit()->paste();
    QCOMPARE(composer.text(), QStringLiteral("a < b\nc"));
    auto *picture = new QMimeData;
    picture->setImageData(QImage(4, 4, QImage::Format_RGB32));
    QGuiApplication::clipboard()->setMimeData(picture);
    composer.edit()->paste();
    QCOMPARE(composer.text(), QStringLiteral("a < b\nc"));
}

void TestComposer::growsToFortyPercentAndNoFurther()
{
    Composer composer;
    composer.setRoom(600);
    composer.resize(500, composer.sizeHint().height());
    composer.show();
    const int small = composer.edit()->height();
    composer.setDraft(QString(QStringLiteral("line\n")).repeated(6));
    const int larger = composer.edit()->height();
    QVERIFY2(larger > small, qPrintable(QStringLiteral("%1 > %2").arg(larger).arg(small)));
    composer.setDraft(QString(QStringLiteral("line\n")).repeated(200));
    QVERIFY(composer.edit()->height() <= 240);
    QVERIFY(composer.edit()->height() > larger);
    composer.setDraft(QString());
    QCOMPARE(composer.edit()->height(), small);
}

void TestComposer::escapeAsksOnceThenInterrupts()
{
    Composer composer;
    QSignalSpy interrupted(&composer, &Composer::interruptRequested);
    press(composer, Qt::Key_Escape);
    press(composer, Qt::Key_Escape);
    QCOMPARE(interrupted.count(), 0); // nothing runs
    Composer::Possibilities running;
    running.turnRunning = true;
    running.canInterrupt = true;
    composer.setPossibilities(running);
    const auto *hint = composer.findChild<widgets::PlainLabel *>(QStringLiteral("composer.hint"));
    const QString before = hint->fullText();
    press(composer, Qt::Key_Escape);
    QCOMPARE(interrupted.count(), 0);
    QVERIFY(hint->fullText() != before);
    QVERIFY(hint->fullText().contains(QStringLiteral("Esc")));
    press(composer, Qt::Key_Escape, Qt::NoModifier, true); // a key that is held down does not answer the question
    QCOMPARE(interrupted.count(), 0);
    press(composer, Qt::Key_Escape);
    QCOMPARE(interrupted.count(), 1);
}

void TestComposer::sendBecomesInterruptWhileATurnRuns()
{
    Composer composer;
    composer.show();
    const auto *send = composer.findChild<QPushButton *>(QStringLiteral("composer.send"));
    auto *interrupt = composer.findChild<QPushButton *>(QStringLiteral("composer.interrupt"));
    QVERIFY(send->isVisible());
    QVERIFY(!interrupt->isVisible());
    Composer::Possibilities running;
    running.turnRunning = true;
    running.canInterrupt = true;
    composer.setPossibilities(running);
    QVERIFY(!send->isVisible());
    QVERIFY(interrupt->isVisible());
    QTest::keyClicks(composer.edit(), QStringLiteral("more")); // it can wait for the end of the turn
    QVERIFY(send->isVisible());
    QVERIFY(interrupt->isVisible());
    QSignalSpy interrupted(&composer, &Composer::interruptRequested);
    QTest::mouseClick(interrupt, Qt::LeftButton);
    QCOMPARE(interrupted.count(), 1);
}

void TestComposer::whatCannotBeInterruptedSaysWhy()
{
    Composer composer;
    composer.show();
    Composer::Possibilities running;
    running.turnRunning = true;
    running.whyNoInterrupt = QStringLiteral("This server cannot stop a turn.");
    composer.setPossibilities(running);
    auto *interrupt = composer.findChild<QPushButton *>(QStringLiteral("composer.interrupt"));
    QVERIFY(interrupt->isVisible() && !interrupt->isEnabled());
    QVERIFY(interrupt->toolTip().contains(running.whyNoInterrupt));
    QCOMPARE(composer.findChild<widgets::PlainLabel *>(QStringLiteral("composer.hint"))->fullText(), running.whyNoInterrupt);
    QSignalSpy interrupted(&composer, &Composer::interruptRequested);
    QTest::mouseClick(interrupt, Qt::LeftButton);
    press(composer, Qt::Key_Escape);
    press(composer, Qt::Key_Escape);
    QCOMPARE(interrupted.count(), 0);
}

void TestComposer::saysWhyNothingCanBeSent()
{
    Composer composer;
    QSignalSpy sent(&composer, &Composer::sendRequested);
    composer.setDraft(QStringLiteral("kept"));
    Composer::Possibilities ended;
    ended.canWrite = false;
    ended.canSend = false;
    ended.why = QStringLiteral("This session takes no more messages.");
    composer.setPossibilities(ended);
    press(composer, Qt::Key_Return);
    QTest::keyClicks(composer.edit(), QStringLiteral("x"));
    QCOMPARE(sent.count(), 0);
    QCOMPARE(composer.text(), QStringLiteral("kept"));
    QCOMPARE(composer.findChild<widgets::PlainLabel *>(QStringLiteral("composer.hint"))->fullText(), ended.why);
    QVERIFY(!composer.findChild<QPushButton *>(QStringLiteral("composer.send"))->isEnabled());
}

void TestComposer::takingTheTextLeavesAnEmptyFieldThatCanBeUndone()
{
    Composer composer;
    QTest::keyClicks(composer.edit(), QStringLiteral("a message"));
    QCOMPARE(composer.takeText(), QStringLiteral("a message"));
    QVERIFY(composer.text().isEmpty());
    composer.putBack(QStringLiteral("a message"));
    QCOMPARE(composer.text(), QStringLiteral("a message"));
    composer.edit()->undo();
    QVERIFY(composer.text().isEmpty());
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
