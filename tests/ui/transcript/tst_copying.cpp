#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

using test::TranscriptScene;

//! Copying gives everything that was selected, however much that is and wherever it lies, and the window goes on meanwhile.
class CopyingTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsShortIsThereAtOnce();
    void everythingIsAlsoWhatIsOlder_data();
    void everythingIsAlsoWhatIsOlder();
    void aPartIsNotWhatIsOlder();
    void manyRowsDoNotStall();
    void itSaysSoAndStops();
    void anotherConversationEndsIt();
    void rowsThatComeMeanwhileChangeNothing();

private:
    static QString copied() { return QGuiApplication::clipboard()->text(); }
    //! The last `shown` of `count` messages are here; the rest comes in pages, each in its own turn of the event loop.
    struct Paged : TranscriptScene
    {
        Paged(int count, int shown) : all(talk(count)), begin(count - shown)
        {
            model.applyOlder(api::Events(all.begin() + begin, all.end()));
            model.setHasOlder(begin > 0);
            QObject::connect(&model, &models::TranscriptModel::olderWanted, &view, [this] {
                ++asked;
                if (brings)
                    QMetaObject::invokeMethod(&view, [this] { bring(); }, Qt::QueuedConnection);
            });
        }
        void bring()
        {
            const int first = std::max(0, begin - 100);
            const api::Events events(all.begin() + first, all.begin() + begin);
            begin = first;
            model.applyOlder(events);
            model.setHasOlder(begin > 0);
        }
        api::Events all;
        int begin;
        int asked = 0;
        bool brings = true;
    };
};

void CopyingTest::init()
{
    TestBase::init();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
}

void CopyingTest::whatIsShortIsThereAtOnce()
{
    TranscriptScene s;
    s.model.apply(s.talk(10));
    s.show();
    s.view.selectAll();
    const QString shown = s.view.selectedText();
    s.view.copy();
    QVERIFY(!s.view.isCopying());
    QCOMPARE(copied(), shown);
    s.view.copyAsMarkdown();
    QVERIFY(copied().startsWith(QStringLiteral("**You**\n\nMessage 10")));
    QCOMPARE(copied().count(QStringLiteral("**Agent**")), 5);
    s.view.copyAsJson();
    QVERIFY(copied().startsWith(QStringLiteral("[\n")) && copied().endsWith(QStringLiteral("\n]")));
}

void CopyingTest::everythingIsAlsoWhatIsOlder_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("as it is shown") << 0;
    QTest::newRow("as Markdown") << 1;
    QTest::newRow("as JSON") << 2;
}

void CopyingTest::everythingIsAlsoWhatIsOlder()
{
    QFETCH(int, form);
    const auto copy = [form](ui::TranscriptView &view) { form == 0 ? view.copy() : form == 1 ? view.copyAsMarkdown() : view.copyAsJson(); };
    TranscriptScene whole;
    whole.model.apply(whole.talk(700));
    whole.show();
    whole.view.selectAll();
    copy(whole.view);
    QTRY_VERIFY(!whole.view.isCopying());
    const QString expected = copied();
    QVERIFY(expected.contains(QStringLiteral("Message 700 ")));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));

    Paged s(700, 50);
    s.show();
    const quint64 read = s.keyAt(300);
    const int top = s.topOf(read);
    s.view.selectAll();
    copy(s.view);
    QVERIFY(s.view.isCopying());
    QCOMPARE(copied(), QStringLiteral("before"));
    QTRY_VERIFY(!s.view.isCopying());
    QCOMPARE(s.model.rowCount(), 700);
    QCOMPARE(copied(), expected);
    QCOMPARE(s.topOf(read), top); // and its reader was not moved
}

void CopyingTest::aPartIsNotWhatIsOlder()
{
    Paged s(700, 50);
    s.show();
    s.view.setCurrentRow(s.model.row(10).key);
    const int asked = s.asked;
    s.view.copyAsMarkdown();
    QVERIFY(!s.view.isCopying());
    QCOMPARE(s.asked, asked);
    QVERIFY(copied().contains(QStringLiteral("Message 40 ")));
}

void CopyingTest::manyRowsDoNotStall()
{
    TranscriptScene s;
    s.model.apply(s.talk(20000));
    s.show();
    s.view.selectAll();
    test::Heartbeat heartbeat;
    s.view.copy();
    QVERIFY(s.view.isCopying());
    QTRY_VERIFY_WITH_TIMEOUT(!s.view.isCopying(), 60000);
    QVERIFY2(heartbeat.longestWork() <= test::allowedGap / 2, qPrintable(QString::number(heartbeat.longestWork().count())));
    QVERIFY(copied().startsWith(QStringLiteral("Message 20000 ")));
    QVERIFY(copied().contains(QStringLiteral("Message 1 ")));
}

void CopyingTest::itSaysSoAndStops()
{
    Paged s(700, 50);
    s.brings = false;
    s.show();
    const QSignalSpy said(&s.view, &ui::TranscriptView::announce);
    auto *button = s.view.findChild<QPushButton *>(QStringLiteral("transcript.copying"));
    s.view.selectAll();
    s.view.copy();
    QVERIFY(!button->isVisible()); // what is soon done does not flash
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("Reading what is older, to copy it. Stop"));
    QCOMPARE(button->accessibleName(), button->text());
    QCOMPARE(said.size(), 1);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!s.view.isCopying() && !button->isVisible());
    s.bring();
    QCOMPARE(copied(), QStringLiteral("before"));
    QVERIFY(s.view.hasSelection());

    s.view.copy();
    QVERIFY(s.view.isCopying());
    QTest::keyClick(&s.view, Qt::Key_Escape);
    QVERIFY(!s.view.isCopying());
    QVERIFY(s.view.hasSelection()); // the next one takes that
}

void CopyingTest::anotherConversationEndsIt()
{
    Paged s(700, 50);
    s.show();
    s.view.selectAll();
    s.view.copy();
    models::TranscriptModel other;
    s.view.setModel(&other);
    QVERIFY(!s.view.isCopying());
    QTRY_COMPARE(s.model.rowCount(), 150);
    QCOMPARE(copied(), QStringLiteral("before"));
}

void CopyingTest::rowsThatComeMeanwhileChangeNothing()
{
    TranscriptScene s;
    s.model.apply(s.talk(5000));
    s.show();
    s.view.selectAll();
    s.view.copy();
    QVERIFY(s.view.isCopying());
    s.model.applyOlder({s.make.user(QStringLiteral("older"), -10, "It came meanwhile, above.")});
    s.apply({s.make.user(QStringLiteral("newer"), 9000, "It came meanwhile, below.")});
    s.view.clearSelection();
    QTRY_VERIFY_WITH_TIMEOUT(!s.view.isCopying(), 60000);
    QVERIFY(copied().startsWith(QStringLiteral("Message 5000 ")));
    QVERIFY(copied().contains(QStringLiteral("Message 1 ")));
    QVERIFY(!copied().contains(QStringLiteral("meanwhile")));
}

QTEST_MAIN(CopyingTest)
#include "tst_copying.moc"
