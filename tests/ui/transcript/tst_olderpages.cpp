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
    void whoFollowsTheEndHoldsWhatIsNear_data();
    void whoFollowsTheEndHoldsWhatIsNear();
    void whoReadsAboveKeepsItAll();
    void whatIsLookedForIsNotReleased();

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
        //! Lets go of what the view does not need; bring() has it again.
        void release()
        {
            QObject::connect(&model, &models::TranscriptModel::releaseWanted, &view, [this](int firstKept) {
                const auto released = model.release(firstKept);
                if (!released.before)
                    return;
                ++releases;
                begin = int(std::find_if(all.begin(), all.end(), [&](const auto &event) { return event.at.toMSecsSinceEpoch() >= *released.before; })
                            - all.begin());
                model.setHasOlder(true);
            });
        }
        int releases = 0;
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

void OlderPagesTest::whoFollowsTheEndHoldsWhatIsNear_data()
{
    QTest::addColumn<bool>("shown");
    QTest::newRow("shown") << true;
    QTest::newRow("another tab is in front") << false;
}

void OlderPagesTest::whoFollowsTheEndHoldsWhatIsNear()
{
    QFETCH(bool, shown);
    Paged s(6000, 100);
    s.release();
    s.show();
    if (!shown)
        s.view.hide();
    int most = 0;
    for (int second = 7000; second < 10'000; second += 100) {
        const api::Events news = s.talk(100, second);
        s.all.insert(s.all.end(), news.begin(), news.end());
        s.apply(news);
        most = std::max(most, s.model.rowCount());
    }
    constexpr int kept = models::TranscriptModel::keptRows;
    QVERIFY2(most < kept + 500, qPrintable(QString::number(most)));
    QVERIFY(s.releases > 0);
    s.view.show();
    s.settle();
    QVERIFY(s.view.isAtBottom());
    QVERIFY(s.model.hasOlder());
    QCOMPARE(s.asked, 0); // it is not brought again at once
    const quint64 last = s.model.row(s.model.rowCount() - 1).key;
    const int before = s.topOf(last);
    // Somebody who has read a long way up comes back to the end: what is seen there does not move.
    s.scrollTo(s.maximum() / 2);
    s.bring(3000);
    QVERIFY(s.model.rowCount() > 3000);
    const quint64 read = s.keyAt(100);
    const int at = s.topOf(read);
    s.apply({s.make.agent(QStringLiteral("unseen"), 10'000, "below")});
    QCOMPARE(s.topOf(read), at);
    QVERIFY(s.model.rowCount() > 3000);
    s.scrollTo(s.maximum());
    s.apply({s.make.agent(QStringLiteral("new"), 10'001, "news")});
    QTRY_VERIFY(s.model.rowCount() < kept + 500);
    QVERIFY(s.view.isAtBottom());
    QCOMPARE(s.model.row(s.model.rowCount() - 1).identity, QStringLiteral("new"));
    QVERIFY(s.topOf(last) <= before);
    QCOMPARE(s.keyAt(s.topOf(last) + 5), last);
}

void OlderPagesTest::whoReadsAboveKeepsItAll()
{
    Paged s(2000, 2000);
    s.show();
    s.release();
    s.scrollTo(s.maximum() / 2);
    const quint64 read = s.keyAt(100);
    const int at = s.topOf(read);
    s.apply(s.talk(1000, 5000));
    QCOMPARE(s.releases, 0);
    QCOMPARE(s.model.rowCount(), 3000);
    QCOMPARE(s.topOf(read), at);
    s.view.selectAll();
    s.scrollTo(s.maximum());
    s.apply(s.talk(400, 7000));
    QVERIFY(s.view.isAtBottom());
    QCOMPARE(s.releases, 0); // everything is selected
    s.view.clearSelection();
    s.apply(s.talk(400, 8000));
    QVERIFY(s.releases > 0);
    QVERIFY(s.model.rowCount() < 2000);
}

void OlderPagesTest::whatIsLookedForIsNotReleased()
{
    Paged s(3000, 3000);
    s.show();
    s.release();
    s.view.find(ui::FindPattern(QStringLiteral("prose"), false, false));
    QTRY_VERIFY(!s.view.findState().searching);
    s.scrollTo(s.maximum());
    s.apply(s.talk(400, 5000));
    QCOMPARE(s.releases, 0);
    QTRY_COMPARE(s.view.findState().total, 3400);
    s.view.find({});
    s.view.keepRows(true); // a link leads somewhere far above
    s.apply(s.talk(400, 6000));
    QCOMPARE(s.releases, 0);
    s.view.keepRows(false);
    s.apply(s.talk(400, 7000));
    QVERIFY(s.view.isAtBottom());
    QVERIFY(s.releases > 0);
}

QTEST_MAIN(OlderPagesTest)
#include "tst_olderpages.moc"
