#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/style.h"

using test::TranscriptScene;
using ui::FindPattern;

//! What is folded or too long to be laid out is found, gone to and shown all the same.
class FindHiddenTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aHitInTheMiddleOfALongResult_data();
    void aHitInTheMiddleOfALongResult();
    void everyHitHasItsPlace();
    void aHitInOneEndlessLine();
    void aHitInTheMiddleOfAHugeMessage();
    void aHitInAFoldedMessageOpensIt();
    void theEndsNeedNoWindow();
    void fiftyMegabytesAreNoStall();

private:
    static constexpr int patience = 30000; // ms: what is read aside waits for a processor on a busy machine
    static FindPattern words(const char *text) { return FindPattern(QString::fromUtf8(text), false, false); }
    static void find(TranscriptScene &s, const char *text)
    {
        s.view.find(words(text));
        QTRY_VERIFY_WITH_TIMEOUT(!s.view.findState().searching, patience);
    }
    static bool isInSight(const TranscriptScene &s) { return !s.view.findRect().isEmpty() && s.view.viewport()->rect().contains(s.view.findRect()); }
    static QByteArray lines(int count)
    {
        QByteArray out;
        for (int i = 0; i < count; ++i)
            out += "line " + QByteArray::number(i) + (i % 50 == 7 ? " has a needle in it\n" : " of the result\n");
        return out;
    }
    static void addCall(TranscriptScene &s, const QByteArray &result)
    {
        s.model.apply({s.make.call(QStringLiteral("c"), 500, QStringLiteral("bash"), "{\"command\":\"make check\"}"), s.make.result(QStringLiteral("r"), 501, QStringLiteral("c"), result)});
    }
};

void FindHiddenTest::aHitInTheMiddleOfALongResult_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("folded only") << 500 << QByteArray("line 250 of");
    QTest::newRow("beyond what is laid out") << 60000 << QByteArray("line 30001 of");
    QTest::newRow("just beyond") << 60000 << QByteArray("line 2001 of");
    QTest::newRow("just before the end") << 60000 << QByteArray("line 59990 of");
}

void FindHiddenTest::aHitInTheMiddleOfALongResult()
{
    QFETCH(int, lines);
    QFETCH(QByteArray, wanted);
    TranscriptScene s;
    s.model.apply(s.talk(30));
    addCall(s, FindHiddenTest::lines(lines));
    s.model.apply(s.talk(30, 1000));
    s.show();
    find(s, wanted.constData());
    QCOMPARE(s.view.findState().total, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isInSight(s), patience);
    QVERIFY(s.view.isExpanded(s.model.reducer().rowOfCall(QStringLiteral("c"))->key));
    // It is marked: the colour of the hit that is shown stands where it is said to stand.
    const QImage picture = s.view.viewport()->grab(s.view.findRect()).toImage();
    const QRgb sign = ui::Style(s.view.palette(), s.view.viewport()->width()).found(true).rgb();
    int marked = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            marked += picture.pixel(x, y) != s.view.palette().color(QPalette::Base).rgb();
    }
    QVERIFY2(marked > picture.width() * picture.height() / 2, qPrintable(QString::number(sign, 16)));
    s.view.selectAll();
    QVERIFY(s.view.selectedText().contains(QString::fromLatin1(wanted)));
}

void FindHiddenTest::everyHitHasItsPlace()
{
    TranscriptScene s;
    addCall(s, lines(6000)); // 120 needles: before, in and behind what is laid out
    s.model.apply({s.make.agent(QStringLiteral("a"), 600, "a last needle")});
    s.show();
    find(s, "needle");
    QCOMPARE(s.view.findState().total, 121);
    for (int i = 0; i < 122; ++i) {
        const qint64 current = s.view.findState().current;
        QTRY_VERIFY2_WITH_TIMEOUT(isInSight(s), qPrintable(QString::number(current)), patience);
        if (current <= 120) {
            // The line is the one that the number says.
            s.view.selectAll();
            QVERIFY2(s.view.selectedText().contains(QStringLiteral("line %1 has a needle").arg((current - 1) * 50 + 7)), qPrintable(QString::number(current)));
        }
        s.view.findNext(1);
    }
    QCOMPARE(s.view.findState().current, 2); // round once
    s.view.findNext(-1);
    s.view.findNext(-1);
    s.view.findNext(-1);
    QCOMPARE(s.view.findState().current, 120);
    QTRY_VERIFY_WITH_TIMEOUT(isInSight(s), patience);
}

void FindHiddenTest::aHitInOneEndlessLine()
{
    TranscriptScene s;
    QByteArray line = "{\"all\":[";
    for (int i = 0; i < 200000; ++i)
        line += "\"entry " + QByteArray::number(i) + "\",";
    addCall(s, line + "0]}");
    s.show();
    find(s, "entry 123456\"");
    QCOMPARE(s.view.findState().total, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isInSight(s), patience);
    s.view.selectAll();
    QVERIFY(s.view.selectedText().contains(QStringLiteral("\"entry 123455\",\"entry 123456\",\"entry 123457\"")));
    QVERIFY(s.view.selectedText().size() < 600000);
}

void FindHiddenTest::aHitInTheMiddleOfAHugeMessage()
{
    TranscriptScene s;
    QByteArray text;
    for (int i = 0; i < 30000; ++i)
        text += "Paragraph " + QByteArray::number(i) + " says what paragraphs say.\n\n";
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, text), s.make.user(QStringLiteral("u"), 2, text)});
    s.show();
    for (const char *wanted : {"paragraph 20000 says", "paragraph 9000 says", "paragraph 15 says", "paragraph 29999 says"}) {
        find(s, wanted);
        QCOMPARE(s.view.findState().total, 2);
        QTRY_VERIFY2_WITH_TIMEOUT(isInSight(s), wanted, patience);
        s.view.findNext(1);
        QTRY_VERIFY2_WITH_TIMEOUT(isInSight(s), wanted, patience);
    }
}

void FindHiddenTest::aHitInAFoldedMessageOpensIt()
{
    TranscriptScene s;
    QByteArray text;
    for (int i = 0; i < 300; ++i)
        text += "Word number " + QByteArray::number(i) + ".\n\n";
    s.model.apply({s.make.user(QStringLiteral("u"), 1, text)});
    s.show();
    find(s, "number 150.");
    QTRY_VERIFY_WITH_TIMEOUT(isInSight(s), patience);
    QVERIFY(s.view.isExpanded(s.model.row(0).key));
}

void FindHiddenTest::theEndsNeedNoWindow()
{
    TranscriptScene s;
    addCall(s, lines(60000));
    s.show();
    for (const char *wanted : {"line 3 of", "line 59999 of"}) {
        find(s, wanted);
        QTRY_VERIFY2_WITH_TIMEOUT(isInSight(s), wanted, patience);
        s.view.selectAll();
        QVERIFY2(s.view.selectedText().size() < 3000, wanted); // still folded
    }
}

void FindHiddenTest::fiftyMegabytesAreNoStall()
{
    TranscriptScene s;
    addCall(s, QByteArray("a line of fifty megabytes, as logs have them\n").repeated(1100000) + "the needle\n" + QByteArray("and more of it, as logs have it\n").repeated(1000));
    s.show();
    test::Heartbeat heartbeat;
    find(s, "needle");
    QCOMPARE(s.view.findState().total, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isInSight(s), patience);
    QVERIFY2(heartbeat.longestWork() <= test::allowedGap, qPrintable(QString::number(heartbeat.longestWork().count())));
    qInfo("longest piece of work: %lld ms", static_cast<long long>(heartbeat.longestWork().count()));
}

QTEST_MAIN(FindHiddenTest)
#include "tst_findhidden.moc"
