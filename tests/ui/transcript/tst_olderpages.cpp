#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"

#include <QSignalSpy>

using test::TranscriptScene;

//! A view over a transcript whose beginning is still in the log.
class OlderPagesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void asksWhenTheReaderComesNearTheTop();
    void whatIsReadStaysWhereItIs();
    void atTheEndItStaysAtTheEnd();
    void aPageThatFillsNothingAsksForTheNext();
    void findLooksThroughEverything();

private:
    //! A scene that holds the last `shown` of `count` messages, and hands out the rest in pages.
    struct Paged : TranscriptScene
    {
        Paged(int count, int shown) : all(talk(count)), begin(count - shown)
        {
            model.applyOlder(api::Events(all.begin() + begin, all.end()));
            model.setHasOlder(begin > 0);
            QObject::connect(&model, &models::TranscriptModel::olderWanted, &view, [this] { ++asked; });
        }
        void bring(int page)
        {
            const int first = std::max(0, begin - page);
            const api::Events events(all.begin() + first, all.begin() + begin);
            begin = first;
            model.applyOlder(events);
            model.setHasOlder(begin > 0);
            settle();
        }
        api::Events all;
        int begin;
        int asked = 0;
    };
};

void OlderPagesTest::asksWhenTheReaderComesNearTheTop()
{
    Paged s(400, 100);
    s.show();
    QCOMPARE(s.asked, 0); // the end is shown, its beginning is far
    s.scrollTo(s.maximum() / 2);
    QCOMPARE(s.asked, 0);
    s.scrollTo(s.view.viewport()->height());
    QCOMPARE(s.asked, 1);
    s.scrollTo(0);
    QCOMPARE(s.asked, 1); // it is on its way
    s.bring(100);
    QCOMPARE(s.model.rowCount(), 200);
    QCOMPARE(s.asked, 1); // a whole page is above now
    s.scrollTo(0);
    QCOMPARE(s.asked, 2);
    s.bring(200);
    s.scrollTo(0);
    QCOMPARE(s.asked, 2); // there is no more
}

void OlderPagesTest::whatIsReadStaysWhereItIs()
{
    Paged s(400, 100);
    s.show();
    s.scrollTo(40);
    const quint64 read = s.keyAt(300);
    const int top = s.topOf(read);
    const QImage before = s.view.grab().toImage();
    s.bring(100);
    QCOMPARE(s.topOf(read), top);
    QVERIFY(s.value() > 40);
    s.scrollTo(s.value()); // nothing moves
    QCOMPARE(s.topOf(read), top);
    const QImage after = s.view.grab().toImage();
    const QRect text(0, 0, s.view.viewport()->width() - 20, s.view.viewport()->height()); // the scroll bar has moved
    QCOMPARE(after.copy(text), before.copy(text));
}

void OlderPagesTest::atTheEndItStaysAtTheEnd()
{
    Paged s(300, 3);
    s.show();
    QCOMPARE(s.asked, 1); // there is room above: at once
    QVERIFY(s.view.isAtBottom());
    s.bring(100);
    QVERIFY(s.view.isAtBottom());
    QVERIFY(s.view.rowRect(s.model.rowCount() - 1).bottom() > s.view.viewport()->height() / 2);
    QCOMPARE(s.asked, 1);
    s.apply({s.make.agent(QStringLiteral("new"), 1000, "news")});
    QVERIFY(s.view.isAtBottom());
    QCOMPARE(s.model.row(s.model.rowCount() - 1).identity, QStringLiteral("new"));
}

void OlderPagesTest::aPageThatFillsNothingAsksForTheNext()
{
    TranscriptScene s;
    int pages = 5;
    QObject::connect(&s.model, &models::TranscriptModel::olderWanted, &s.view, [&] {
        --pages;
        QMetaObject::invokeMethod(&s.view, [&] {
            s.model.applyOlder({s.make.running(QStringLiteral("r%1").arg(pages), pages)}); // makes no row
            s.model.setHasOlder(pages > 0);
        }, Qt::QueuedConnection);
    });
    s.model.setHasOlder(true);
    s.show();
    QTRY_COMPARE(pages, 0);
    QTRY_VERIFY(!s.model.hasOlder());
    QCOMPARE(s.model.rowCount(), 0);
}

void OlderPagesTest::findLooksThroughEverything()
{
    Paged s(400, 100);
    s.show();
    QObject::connect(&s.model, &models::TranscriptModel::olderWanted, &s.view, [&] {
        QMetaObject::invokeMethod(&s.view, [&] { s.bring(100); }, Qt::QueuedConnection);
    });
    s.view.find(ui::FindPattern(QStringLiteral("Message 399 has"), false, false)); // the second one
    QTRY_VERIFY(!s.model.hasOlder());
    QTRY_COMPARE(s.view.findState().total, 1);
}

QTEST_MAIN(OlderPagesTest)
#include "tst_olderpages.moc"
