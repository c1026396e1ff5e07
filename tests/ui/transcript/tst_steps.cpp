#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/style.h"

#include <QAbstractButton>
#include <QSignalSpy>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;
using Stop = ui::TranscriptView::Stop;

class StepsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void goesFromOneToTheNext_data();
    void goesFromOneToTheNext();
    void everyKindHasItsKeys_data();
    void everyKindHasItsKeys();
    void goesOnFromWhatIsRead();
    void leadsToTheStartOfTheAnswer();
    void offersTheStartOfALongAnswer();
    void goesToAnEvent();
    void everyMessageHasATime();

private:
    //! Turns of a question, thinking, a call that works, one that fails, an answer.
    static void fill(TranscriptScene &s, int turns);
    static QString typeOf(const TranscriptScene &s) { return s.model.row(s.model.indexOfKey(s.view.currentRow())).identity; }
};

void StepsTest::fill(TranscriptScene &s, int turns)
{
    api::Events events;
    for (int i = 0; i < turns; ++i) {
        const QString n = QString::number(i);
        const int at = i * 20;
        events.push_back(s.make.user(QStringLiteral("u") + n, at, "Question " + QByteArray::number(i)));
        events.push_back(s.make.thinking(QStringLiteral("t") + n, at + 1, "Hm."));
        events.push_back(s.make.call(QStringLiteral("c") + n, at + 2, QStringLiteral("bash"), "{\"command\":\"ls\"}"));
        events.push_back(s.make.result(QStringLiteral("r") + n, at + 3, QStringLiteral("c") + n, "fine"));
        events.push_back(s.make.call(QStringLiteral("f") + n, at + 4, QStringLiteral("bash"), "{\"command\":\"false\"}"));
        events.push_back(s.make.result(QStringLiteral("q") + n, at + 5, QStringLiteral("f") + n, "broken", true));
        events.push_back(s.make.agent(QStringLiteral("a") + n, at + 6, TranscriptScene::prose(i).repeated(4)));
    }
    s.model.apply(events);
}

void StepsTest::goesFromOneToTheNext_data()
{
    QTest::addColumn<Stop>("stop");
    QTest::addColumn<QString>("identities");
    QTest::newRow("messages") << Stop::Message << QStringLiteral("a7 u7 a6 u6");
    QTest::newRow("turns") << Stop::Turn << QStringLiteral("u7 u6 u5 u4");
    QTest::newRow("calls") << Stop::ToolCall << QStringLiteral("f7 c7 f6 c6");
    QTest::newRow("errors") << Stop::Error << QStringLiteral("f7 f6 f5 f4");
    QTest::newRow("entries") << Stop::Item << QStringLiteral("a7 f7 c7 t7");
}

void StepsTest::goesFromOneToTheNext()
{
    QFETCH(Stop, stop);
    QFETCH(QString, identities);
    TranscriptScene s;
    fill(s, 8);
    s.show();
    QStringList seen;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(s.view.step(stop, -1));
        seen += typeOf(s);
        const QRect rect = s.view.rowRect(s.model.indexOfKey(s.view.currentRow()));
        QVERIFY2(rect.top() >= -24 && rect.top() < s.view.viewport()->height(), qPrintable(QStringLiteral("%1: %2").arg(typeOf(s)).arg(rect.top())));
    }
    QCOMPARE(seen.join(QLatin1Char(' ')), identities);
    QVERIFY(s.view.step(stop, 1));
    QCOMPARE(typeOf(s), seen[2]);
    // At the end there is no further one, and nothing moves.
    while (s.view.step(stop, 1)) { }
    QCOMPARE(typeOf(s), seen[0]);
}

void StepsTest::everyKindHasItsKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("identity");
    const auto row = [](const char *name, Qt::Key key, Qt::KeyboardModifiers modifiers, const char *identity) {
        QTest::newRow(name) << int(key) << int(modifiers) << QString::fromLatin1(identity);
    };
    row("message", Qt::Key_Up, Qt::AltModifier, "a7");
    row("turn", Qt::Key_PageUp, Qt::AltModifier, "u7");
    row("call", Qt::Key_F7, Qt::ShiftModifier, "f7");
    row("error", Qt::Key_F8, Qt::ShiftModifier, "f7");
    row("entry", Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier, "a7");
    row("answer", Qt::Key_Home, Qt::AltModifier, "t7");
}

void StepsTest::everyKindHasItsKeys()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QString, identity);
    TranscriptScene s;
    fill(s, 8);
    s.show();
    s.view.setFocus();
    QTest::keyClick(&s.view, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(typeOf(s), identity);
    QTest::keyClick(&s.view, Qt::Key_End, Qt::AltModifier);
    QVERIFY(s.view.isAtBottom());
}

void StepsTest::goesOnFromWhatIsRead()
{
    TranscriptScene s;
    fill(s, 40);
    s.show();
    QVERIFY(s.view.step(Stop::Turn, -1));
    QCOMPARE(typeOf(s), QStringLiteral("u39"));
    // Scrolled away by hand: the next step begins there, not at the row far below.
    s.scrollTo(s.maximum() / 2);
    const int first = s.view.rowAt({10, 0});
    QVERIFY(s.view.step(Stop::Turn, 1));
    const int index = s.model.indexOfKey(s.view.currentRow());
    QVERIFY2(index >= first && index < first + 14, qPrintable(QString::number(index - first)));
}

void StepsTest::leadsToTheStartOfTheAnswer()
{
    TranscriptScene s;
    fill(s, 5);
    s.show();
    s.view.showAnswer();
    QCOMPARE(typeOf(s), QStringLiteral("t4"));
    QVERIFY(s.view.rowRect(s.model.indexOfKey(s.view.currentRow())).top() >= 0);
    // What is only queued has no answer yet.
    s.apply({s.make.queuedUser(QStringLiteral("later"), "And then?")});
    s.view.showAnswer();
    QCOMPARE(typeOf(s), QStringLiteral("t4"));
    s.model.clear();
    s.settle();
    s.view.showAnswer();
    QCOMPARE(s.view.currentRow(), quint64(0));
}

void StepsTest::offersTheStartOfALongAnswer()
{
    TranscriptScene s;
    fill(s, 3);
    s.show();
    auto *button = s.view.findChild<QAbstractButton *>(QStringLiteral("transcript.answer"));
    QVERIFY(button && !button->isVisible());
    s.apply({s.make.user(QStringLiteral("x"), 900, "Tell me everything"), s.make.running(QStringLiteral("y"), 901)});
    s.apply({s.make.agent(QStringLiteral("z"), 902, TranscriptScene::prose(1).repeated(40))});
    QVERIFY(!button->isVisible()); // not while it is written
    s.apply({s.make.idle(QStringLiteral("i"), 903)});
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(typeOf(s), QStringLiteral("z"));
    QVERIFY(!button->isVisible());
    s.view.scrollToBottom();
    QVERIFY(!button->isVisible());
    // A reader who was elsewhere is not asked; a short answer needs no way back.
    s.apply({s.make.running(QStringLiteral("k"), 950), s.make.agent(QStringLiteral("l"), 951, "Short."), s.make.user(QStringLiteral("m"), 952, "ok"),
             s.make.agent(QStringLiteral("n"), 953, "Done."), s.make.idle(QStringLiteral("o"), 954)});
    QVERIFY(!button->isVisible());
}

void StepsTest::goesToAnEvent()
{
    TranscriptScene s;
    fill(s, 200);
    s.show();
    QVERIFY(s.view.goToEvent(QStringLiteral("c50")));
    QCOMPARE(typeOf(s), QStringLiteral("c50"));
    QVERIFY(s.view.rowRect(s.model.indexOfKey(s.view.currentRow())).intersects(s.view.viewport()->rect()));
    QVERIFY(!s.view.goToEvent(QStringLiteral("nowhere")));
    QVERIFY(!s.view.goToEvent({}));
    QCOMPARE(typeOf(s), QStringLiteral("c50"));
}

void StepsTest::everyMessageHasATime()
{
    TranscriptScene s({1000, 500});
    s.model.apply({s.make.user(QStringLiteral("u"), 1, "One."), s.make.agent(QStringLiteral("a"), 2, "Two.")});
    s.show();
    // In the gutter beside each of them, without the pointer being there.
    const QImage picture = s.view.viewport()->grab().toImage();
    const auto isEmpty = [&picture](const QRect &rect) {
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x) {
                if (picture.pixel(x, y) != picture.pixel(picture.width() - 1, 0))
                    return false;
            }
        }
        return true;
    };
    const ui::Style style(s.view.palette(), s.view.viewport()->width());
    for (int row = 0; row < 2; ++row) {
        const QRect rect = s.view.rowRect(row);
        QVERIFY2(!isEmpty(QRect(int(style.right()) + 8, rect.top(), 50, rect.height())), qPrintable(QString::number(row)));
    }
}

QTEST_MAIN(StepsTest)
#include "tst_steps.moc"
