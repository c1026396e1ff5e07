#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/markbar.h"
#include "ui/transcript/style.h"

#include <QSignalSpy>

#include <set>
#include <tuple>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;
using ui::FindPattern;

class FindTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void patternsFind_data();
    void patternsFind();
    void anExpressionWithoutEndFindsNothingInTime();
    void searchesWhatIsNotLaidOut();
    void beginsAtWhatIsRead();
    void goesRoundBothWays();
    void foldedTextIsFoundAndOpens();
    void aHitInALongMessageIsBroughtIntoView();
    void hitsGrowWithAReply();
    void aReaderIsNotYanked();
    void rowsThatComeAndGoAreCounted();
    void countsAreThoseOfWhatIsShown();
    void marksStandWhereHitsAre();
    void hitsArePainted();
    void neverHoldsUpTheWindow();

private:
    static FindPattern words(const char *text) { return FindPattern(QString::fromUtf8(text), false, false); }
    static void find(TranscriptScene &s, const FindPattern &pattern);
    static api::Events manyKinds(EventMaker &make);
};

void FindTest::find(TranscriptScene &s, const FindPattern &pattern)
{
    s.view.find(pattern);
    QTRY_VERIFY(!s.view.findState().searching);
    s.settle();
}

void FindTest::patternsFind_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("regex");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("hits"); // as "from-to from-to"
    const auto row = [](const char *name, const char *pattern, bool regex, bool matchCase, const char *line, const char *hits) {
        QTest::newRow(name) << QString::fromUtf8(pattern) << regex << matchCase << QString::fromUtf8(line) << QString::fromUtf8(hits);
    };
    row("any case", "ab", false, false, "xAB ab aB", "1-3 4-6 7-9");
    row("this case", "ab", false, true, "xAB ab aB", "4-6");
    row("side by side", "aa", false, false, "aaaaa", "0-2 2-4");
    row("no expression", "a.c", false, false, "abc a.c", "4-7");
    row("expression", "a.c", true, false, "abc A.C", "0-3 4-7");
    row("expression, this case", "a.c", true, true, "abc A.C", "0-3");
    row("nothing is no hit", "x*", true, false, "axxb", "1-3");
    row("a mistake", "a(", true, false, "a(", "");
    row("umlauts", "äöü", false, false, "ÄÖÜ", "0-3");
    row("word characters of any script", "\\w+", true, false, "日本 ёж", "0-2 3-5");
    row("nothing", "", false, false, "abc", "");
}

void FindTest::patternsFind()
{
    QFETCH(QString, pattern);
    QFETCH(bool, regex);
    QFETCH(bool, matchCase);
    QFETCH(QString, line);
    QFETCH(QString, hits);
    const FindPattern find(pattern, regex, matchCase);
    QStringList found;
    for (const auto &[from, to] : find.hitsIn(line))
        found += QStringLiteral("%1-%2").arg(from).arg(to);
    QCOMPARE(found.join(QLatin1Char(' ')), hits);
    QCOMPARE(find.countIn(line), int(found.size()));
    QCOMPARE(find.isValid(), pattern != QLatin1String("a("));
    QCOMPARE(find.mistake().isEmpty(), find.isValid());
}

void FindTest::anExpressionWithoutEndFindsNothingInTime()
{
    const FindPattern pattern(QStringLiteral("(a+)+$"), true, false);
    const QString line = QString(5000, QLatin1Char('a')) + QLatin1Char('b');
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(pattern.countIn(line), 0);
    QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
}

void FindTest::searchesWhatIsNotLaidOut()
{
    TranscriptScene s;
    s.model.apply(s.talk(5000));
    s.show();
    const qint64 built = s.view.rowsLaidOut();
    find(s, words("message 4321 has"));
    QCOMPARE(s.view.findState(), (ui::TranscriptView::FindState{1, 1, false}));
    const int row = 5000 - 4321;
    QVERIFY(s.view.rowRect(row).intersects(s.view.viewport()->rect()));
    QCOMPARE(s.view.currentRow(), s.model.row(row).key);
    QVERIFY2(s.view.rowsLaidOut() - built < 60, "only what became visible was laid out");
    // Over the marks of Markdown, as it is read: the source has stars there.
    find(s, words("has some prose with code in it"));
    QCOMPARE(s.view.findState().total, 5000);
    find(s, words("no such words"));
    QCOMPARE(s.view.findState(), (ui::TranscriptView::FindState{0, 0, false}));
    s.view.find({});
    QCOMPARE(s.view.findState(), ui::TranscriptView::FindState());
}

void FindTest::beginsAtWhatIsRead()
{
    TranscriptScene s;
    s.model.apply(s.talk(400));
    s.show();
    s.scrollTo(s.maximum() / 2);
    const int first = s.model.indexOfKey(s.keyAt(0));
    find(s, words("has some prose"));
    QCOMPARE(s.view.findState().current, first + 1);
    // With one more letter it stays there.
    find(s, words("has some prose w"));
    QCOMPARE(s.view.findState().current, first + 1);
    // Nothing below: from the top.
    find(s, words("message 400 has"));
    QCOMPARE(s.view.findState().current, 1);
    QVERIFY(s.view.rowRect(0).intersects(s.view.viewport()->rect()));
}

void FindTest::goesRoundBothWays()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "one needle and a needle"), s.make.agent(QStringLiteral("b"), 2, "nothing"),
                   s.make.agent(QStringLiteral("c"), 3, "- needle\n- hay")});
    s.show();
    find(s, words("NEEDLE"));
    QList<qint64> seen{s.view.findState().current};
    for (int i = 0; i < 3; ++i) {
        s.view.findNext(1);
        seen += s.view.findState().current;
    }
    QCOMPARE(seen, (QList<qint64>{1, 2, 3, 1}));
    s.view.findNext(-1);
    QCOMPARE(s.view.findState().current, 3);
    QCOMPARE(s.view.currentRow(), s.model.row(2).key);
}

void FindTest::foldedTextIsFoundAndOpens()
{
    TranscriptScene s;
    QByteArray lines;
    for (int i = 0; i < 500; ++i)
        lines += "line " + QByteArray::number(i) + " of the result\n";
    s.model.apply(s.talk(30));
    s.model.apply({s.make.call(QStringLiteral("c"), 500, QStringLiteral("bash"), "{\"command\":\"make check\"}"), s.make.result(QStringLiteral("r"), 501, QStringLiteral("c"), lines),
                   s.make.thinking(QStringLiteral("t"), 502, "First **ponder** it.")});
    s.model.apply(s.talk(30, 1000));
    s.show();
    const quint64 call = s.model.reducer().rowOfCall(QStringLiteral("c"))->key;
    QVERIFY(!s.view.isExpanded(call));
    find(s, words("line 250 of"));
    QCOMPARE(s.view.findState(), (ui::TranscriptView::FindState{1, 1, false}));
    QVERIFY(s.view.isExpanded(call));
    s.view.selectAll();
    QVERIFY(s.view.selectedText().contains(QStringLiteral("line 250 of")));
    find(s, words("ponder it"));
    QCOMPARE(s.view.findState().total, 1);
    QVERIFY(s.view.isExpanded(s.view.currentRow()));
    // A name that stands on the closed card opens nothing.
    s.view.setExpanded(call, false);
    find(s, words("bash"));
    QCOMPARE(s.view.findState().total, 1);
    QVERIFY(!s.view.isExpanded(call));
}

void FindTest::aHitInALongMessageIsBroughtIntoView()
{
    TranscriptScene s;
    QByteArray text;
    for (int i = 0; i < 400; ++i)
        text += "Paragraph number " + QByteArray::number(i) + " says something that takes a line or two of the view, as paragraphs do.\n\n";
    QByteArray code = "```\n";
    for (int i = 0; i < 900; ++i)
        code += "statement(" + QByteArray::number(i) + ");\n";
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, text + code + "```\n")});
    s.show();
    for (const char *wanted : {"number 3 says", "number 300 says", "statement(444)", "statement(899)", "number 0 says"}) {
        find(s, words(wanted));
        QCOMPARE(s.view.findState().current, 1);
        const QRect rect = s.view.findRect();
        QVERIFY2(!rect.isEmpty() && s.view.viewport()->rect().contains(rect), wanted);
    }
}

void FindTest::hitsGrowWithAReply()
{
    TranscriptScene s;
    s.model.apply(s.talk(10));
    s.show();
    const QString id = QStringLiteral("p");
    find(s, words("needle"));
    QCOMPARE(s.view.findState().total, 0);
    QSignalSpy changed(&s.view, &ui::TranscriptView::findChanged);
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    for (int i = 1; i <= 3; ++i) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, "a need"), EventMaker::previewDelta(PreviewOf::Message, id, "le\n\n")});
        QTRY_COMPARE(s.view.findState().total, i);
    }
    QVERIFY(changed.count() >= 3);
    s.apply({s.make.agent(id, 501, "only one needle in the end")});
    QTRY_COMPARE(s.view.findState().total, 1);
}

void FindTest::aReaderIsNotYanked()
{
    TranscriptScene s;
    s.model.apply(s.talk(200));
    s.show();
    find(s, words("message 150 has"));
    const quint64 key = s.keyAt(300);
    const int top = s.topOf(key);
    s.apply({s.make.agent(QStringLiteral("n"), 1000, "another message 150 has come")});
    QTRY_COMPARE(s.view.findState().total, 2);
    QCOMPARE(s.topOf(key), top);
    QCOMPARE(s.view.findState().current, 1);
    s.apply(s.talk(3, -500)); // older ones above
    QTRY_VERIFY(!s.view.findState().searching);
    QCOMPARE(s.topOf(key), top);
}

void FindTest::rowsThatComeAndGoAreCounted()
{
    TranscriptScene s;
    s.model.apply(s.talk(50, 1000));
    s.show();
    find(s, words("has some prose"));
    QCOMPARE(s.view.findState().total, 50);
    s.apply(s.talk(20, 0));
    QTRY_COMPARE(s.view.findState().total, 70);
    s.model.addLocal({QStringLiteral("l"), "it has some prose", EventMaker::time(5), transcript::Delivery::Pending});
    QTRY_COMPARE(s.view.findState().total, 71);
    s.model.removeLocal(QStringLiteral("l"));
    QTRY_COMPARE(s.view.findState().total, 70);
    s.model.clear();
    QTRY_COMPARE(s.view.findState().total, 0);
    s.apply(s.talk(7));
    QTRY_COMPARE(s.view.findState().total, 7);
    s.view.setModel(nullptr);
    QCOMPARE(s.view.findState().total, 0);
    s.view.findNext(1);
}

api::Events FindTest::manyKinds(EventMaker &make)
{
    auto strange = make.unknown(QStringLiteral("x"), 9, QStringLiteral("session.e_new_thing"));
    QFile raw(QStringLiteral(MUSTER_FIXTURES "/badinput/event-unknown-type.json"));
    if (raw.open(QIODevice::ReadOnly))
        strange.raw = raw.readAll();
    return {make.user(QStringLiteral("u"), 1, "Eine Frage: wie geht es?\nzweite Zeile `code e`"),
            make.agent(QStringLiteral("a"), 2, "# Heading e\n\nSome *text* here e [link e](https://e.example)\n\n| e | f |\n|---|---|\n| e1 | **e2** |\n\n> quote e\n\n"
                                                "- item e\n  - nested e\n\n1. one e\n\n```python\nprint('e')\n\nend = e\n```\n\n![e picture](https://e.example/e.png)\n\n***\n\nthe end \xe2\x80\xae e"),
            make.thinking(QStringLiteral("t"), 3, "I *see*: e"), make.call(QStringLiteral("c"), 4, QStringLiteral("edit"), "{\"path\":\"e.txt\",\"edits\":[{\"e\":1}]}"),
            make.result(QStringLiteral("r"), 5, QStringLiteral("c"), QByteArray("result e\x1b[31m e\n").repeated(60)),
            make.call(QStringLiteral("d"), 6, QStringLiteral("bash"), "{\"command\":\"echo e\"}"),
            make.error(QStringLiteral("e"), 7, QStringLiteral("model_overloaded_error"), QStringLiteral("Overloaded, see e")), strange,
            make.idle(QStringLiteral("i"), 10, api::StopReason::BudgetReached)};
}

//! What is counted aside must be exactly what can be shown: else "next" would point at nothing.
void FindTest::countsAreThoseOfWhatIsShown()
{
    TranscriptScene s({900, 4000});
    s.model.apply(manyKinds(s.make));
    s.show();
    for (int i = 0; i < s.model.rowCount(); ++i)
        s.view.setExpanded(s.model.row(i).key, true);
    const FindPattern pattern(QStringLiteral("e"), false, true);
    s.view.find(pattern);
    QTRY_VERIFY(!s.view.findState().searching);
    const qint64 total = s.view.findState().total;
    QVERIFY(total > 150);
    // Every hit in turn: each has its own place on the screen.
    std::set<std::tuple<quint64, int, int>> places;
    for (qint64 i = 0; i < total; ++i) {
        const QRect rect = s.view.findRect();
        QVERIFY2(!rect.isEmpty(), qPrintable(QString::number(i)));
        places.insert({s.view.currentRow(), rect.x(), rect.y() - s.topOf(s.view.currentRow())});
        s.view.findNext(1);
    }
    QCOMPARE(qint64(places.size()), total);
}

void FindTest::marksStandWhereHitsAre()
{
    TranscriptScene s;
    api::Events events = s.talk(1000);
    s.model.apply(events);
    s.model.apply({s.make.agent(QStringLiteral("x1"), 250, "needle"), s.make.agent(QStringLiteral("x2"), 750, "needle")});
    s.show();
    auto *bar = qobject_cast<ui::MarkBar *>(s.view.verticalScrollBar());
    QVERIFY(bar);
    bar->grab();
    QCOMPARE(bar->marksPainted(), 0);
    find(s, words("needle"));
    bar->grab();
    QCOMPARE(bar->marksPainted(), 2);
    find(s, words("has some prose"));
    bar->grab();
    QVERIFY(bar->marksPainted() > 300 && bar->marksPainted() <= bar->height());
    // A click on the bar goes there at once.
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(bar->width() / 2, bar->height() / 4));
    QVERIFY2(qAbs(s.value() - s.maximum() / 4) < s.maximum() / 20, qPrintable(QStringLiteral("%1 of %2").arg(s.value()).arg(s.maximum())));
    s.view.find({});
    bar->grab();
    QCOMPARE(bar->marksPainted(), 0);
}

void FindTest::hitsArePainted()
{
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "one needle, two needles\n\n```\nneedle in code\n```\n\n| needle |\n|---|\n| x |")});
    s.show();
    const auto count = [&s](bool current) {
        const QRgb sign = ui::Style(s.view.palette(), s.view.viewport()->width()).found(current).rgb();
        const QImage picture = s.view.viewport()->grab().toImage();
        int pixels = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                pixels += picture.pixel(x, y) == sign;
        }
        return pixels;
    };
    QCOMPARE(count(false), 0);
    find(s, words("needle"));
    QCOMPARE(s.view.findState().total, 4);
    QVERIFY(count(true) > 100);
    QVERIFY(count(false) > 100);
    s.view.find({});
    QCOMPARE(count(true) + count(false), 0);
}

void FindTest::neverHoldsUpTheWindow()
{
    TranscriptScene s;
    s.model.apply(s.talk(100000));
    s.show();
    test::Heartbeat heartbeat;
    s.view.find(words("has some prose"));
    QTRY_COMPARE_WITH_TIMEOUT(s.view.findState().total, 100000, 60000);
    QTRY_VERIFY(!s.view.findState().searching);
    QVERIFY2(heartbeat.longestWork() <= test::allowedGap, qPrintable(QString::number(heartbeat.longestWork().count())));
}

QTEST_MAIN(FindTest)
#include "tst_find.moc"
