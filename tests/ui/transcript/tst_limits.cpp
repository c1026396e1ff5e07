#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/markbar.h"

#include <QAbstractEventDispatcher>
#include <QFile>
#include <QSignalSpy>

#include <ctime>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;

//! What a server may send at worst, on the screen: no shape of text stalls the window (R16), a huge result stays usable (R14), a flood does not
//! either (R15), and what is done for one delta does not grow with the conversation.
class LimitsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void hostileShapes_data();
    void hostileShapes();
    void aResultOfFiftyMegabytes();
    void aMessageOfFiftyMegabytesIsSearched();
    void aDeltaCostsTheSameHoweverLong();
    void anotherWidthLaysOutWhatIsSeen();
    void aLiveReplyInAnotherWidthLooksLikeAFreshOne();
    void aTableThatGrowsKeepsItsCells();
    void theScrollBarIsPaintedWhenItMoves();
    void aFloodDoesNotStall();
    void nothingTicksWhileNothingHappens();

private:
    static long kilobytes(const char *field);
    static double cpuSeconds();
};

long LimitsTest::kilobytes(const char *field)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(field))
            return line.mid(qsizetype(qstrlen(field))).simplified().split(' ').value(0).toLong();
    }
    return 0;
}

double LimitsTest::cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

void LimitsTest::hostileShapes_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text.left(1024 * 1024); };
    const auto times = [](const char *what, int count) { return QByteArray(what).repeated(count); };
    const QByteArray rule = times("|-", 1000) + "|\n";
    row("table 1000 x 1000", times("|a", 1000) + "|\n" + rule + times("|\n", 1000));
    row("table of 10,000 rows", "|a|b|\n|-|-|\n" + times("|x|y|\n", 10000));
    row("table of wide cells", "|a|b|\n|-|-|\n" + times(("|" + times("word ", 400) + "|y|\n").constData(), 400));
    row("autolinks", times("https://example.org/x ", 40000));
    row("angle links", times("<https://example.org/x> ", 30000));
    row("links", times("[a](b) ", 100000));
    row("nested links", times("[", 50000) + "a" + times("](b)", 50000));
    row("reference definitions", times("[a]: b\n", 50000) + times("[a] ", 50000));
    row("soft lines", times("a line\n", 100000));
    row("hard lines", times("a line  \n", 80000));
    row("entities", times("&amp;", 100000));
    row("bad entities", times("&#x110000;", 60000));
    row("unbroken", times("x", 1024 * 1024));
    row("unbroken wide", times("\xe4\xb8\xad", 300000));
    row("combining", "a" + times("\xcc\x81", 400000));
    row("joined emoji", times("\xf0\x9f\x91\xa8\xe2\x80\x8d", 100000));
    row("emoji", times("\xf0\x9f\x98\x80", 200000));
    row("families", times("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 40000));
    row("keycaps", times("1\xef\xb8\x8f\xe2\x83\xa3", 100000));
    row("flags", times("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa ", 100000));
    row("lines of hearts", times((times("\xe2\x9d\xa4\xef\xb8\x8f", 120) + "\n\n").constData(), 2000));
    row("every emoji", [] {
        QString text;
        for (char32_t c = 0x1f300; c < 0x1faff; ++c)
            text += QString::fromUcs4(&c, 1) + (c % 64 == 0 ? QStringLiteral("\n\n") : QString());
        return text.toUtf8().repeated(20);
    }());
    row("a table of emoji", "|a|b|\n|---|---|\n" + times(("|" + times("\xf0\x9f\x91\xa8", 40) + "|" + times("\xf0\x9f\x91\xa9", 40) + "|\n").constData(), 400));
    row("code of emoji", "```\n" + times("\xf0\x9f\x91\xa8\xf0\x9f\x91\xa9 x\n", 20000));
    row("emphasis", times("*a ", 200000));
    row("emphasis both ways", times("*a_b ", 150000));
    row("stars", times("*", 500000));
    row("backticks", times("`a``b", 100000));
    row("open fences", times("```\n", 100000));
    row("one fence", "```python\n" + times("x = 'y' # z\n", 80000));
    row("long line of code", "```\n" + times("x", 1000000));
    row("quotes", times(">", 100000) + "a");
    row("quotes in lines", times(("\n" + times("> ", 40) + "a").constData(), 10000));
    row("lists", times("- ", 100000) + "a");
    row("deep list", [] {
        QByteArray text;
        for (int i = 0; i < 1000; ++i)
            text += QByteArray(i, ' ') + "- a\n";
        return text;
    }());
    row("many items", times("- a\n", 200000));
    row("numbers", times("1. a\n", 150000));
    row("headings", times("# a\n", 150000));
    row("rules", times("***\n\n", 150000));
    row("html", times("<b><i><img src=x>", 50000));
    row("bidi and zero width", times("\xe2\x80\xae" "a\xe2\x80\x8b" "b", 100000));
    row("arabic", times("\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 ", 80000));
    row("bad bytes", times("\xff\xfe\xc0\x80", 200000));
    row("escapes", times("\x1b[31mred\x1b[0m", 60000));
    row("backslashes", times("\\*", 300000));
    row("images", times("![a](http://x.example/y.png)", 30000));
    row("tabs", times("\t\ta\n", 200000));
}

void LimitsTest::hostileShapes()
{
    QFETCH(QByteArray, text);
    TranscriptScene s;
    s.model.apply(s.talk(20));
    s.show();
    const long before = kilobytes("VmRSS:");
    const double begin = cpuSeconds();
    double longest = 0;
    const auto slice = [&](const auto &work) {
        const double from = cpuSeconds();
        work();
        s.settle();
        longest = std::max(longest, cpuSeconds() - from);
    };
    // The paint of each is in the slice: what the event loop would do between two of the user's events.
    slice([&] { s.model.apply({s.make.agent(QStringLiteral("x"), 900, text)}); });
    slice([&] { s.view.viewport()->repaint(); });
    for (int i = 1; i <= 8; ++i) {
        slice([&] { s.scrollTo(s.maximum() / 8 * (8 - i)); });
        slice([&] { s.view.viewport()->repaint(); });
    }
    const double total = cpuSeconds() - begin;
    const long grown = kilobytes("VmRSS:") - before;
    QVERIFY2(longest <= double(test::allowedGap.count()) / 1e3, qPrintable(QStringLiteral("%1 ms in one go").arg(longest * 1e3)));
    QVERIFY2(total <= 1 * double(test::allowedGap.count()) / 50, qPrintable(QStringLiteral("%1 ms in all").arg(total * 1e3)));
    QVERIFY2(test::isSanitized || grown <= 64 * 1024, qPrintable(QString::number(grown)));
}

void LimitsTest::aResultOfFiftyMegabytes()
{
    constexpr qsizetype size = 50 * 1024 * 1024;
    TranscriptScene s;
    s.model.apply(s.talk(20));
    s.show();
    QByteArray text;
    text.reserve(size + 64);
    for (int i = 0; text.size() < size; ++i)
        text += "line " + QByteArray::number(i) + " of a very long result\n";
    const long before = kilobytes("VmRSS:");
    double longest = 0;
    const auto slice = [&](const auto &work) {
        const double from = cpuSeconds();
        work();
        s.settle();
        s.view.viewport()->repaint();
        longest = std::max(longest, cpuSeconds() - from);
    };
    auto result = s.make.result(QStringLiteral("r"), 901, QStringLiteral("c"), text);
    slice([&] { s.model.apply({s.make.call(QStringLiteral("c"), 900, QStringLiteral("bash"), "{\"command\":\"seq\"}"), result}); });
    const quint64 key = s.model.reducer().rowOfCall(QStringLiteral("c"))->key;
    slice([&] { s.view.setExpanded(key, true); });
    for (int i = 0; i < 8; ++i)
        slice([&] { s.scrollTo(s.maximum() / 8 * i); });
    // Sooner or later the reader selects something, and goes on.
    slice([&] { s.view.setCurrentRow(key); });
    slice([&] { s.view.resize(700, 700); });
    QVERIFY2(longest <= double(test::allowedGap.count()) / 1e3, qPrintable(QStringLiteral("%1 ms in one go").arg(longest * 1e3)));
    QVERIFY2(test::isSanitized || kilobytes("VmHWM:") - before <= 4 * size / 1024, "at most four times the event");
    s.view.selectAll();
    QVERIFY2(s.view.selectedText().contains(QStringLiteral("Show more of the")), "it says that there is more");
}

void LimitsTest::aMessageOfFiftyMegabytesIsSearched()
{
    TranscriptScene s;
    QByteArray text = QByteArray("filler words in a line\n").repeated(50 * 1024 * 1024 / 23);
    text += "and the needle at the very end";
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, text)});
    s.show();
    test::Heartbeat heartbeat;
    s.view.find(ui::FindPattern(QStringLiteral("needle at the very"), false, false));
    QTRY_COMPARE_WITH_TIMEOUT(s.view.findState().total, 1, 60000);
    QTRY_VERIFY(!s.view.findState().searching);
    QVERIFY2(heartbeat.longestWork() <= test::allowedGap, qPrintable(QString::number(heartbeat.longestWork().count())));
}

void LimitsTest::aDeltaCostsTheSameHoweverLong()
{
    QList<qint64> blocks, rows;
    for (const int count : {100, 10000, 100000}) {
        TranscriptScene s;
        s.model.apply(s.talk(count));
        s.show();
        const QString id = QStringLiteral("p");
        s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
        const qint64 blocksBefore = s.view.blocksLaidOut();
        const qint64 rowsBefore = s.view.rowsLaidOut();
        for (int i = 0; i < 200; ++i)
            s.apply({EventMaker::previewDelta(PreviewOf::Message, id, i % 20 == 19 ? QByteArray("\n\n") : QByteArray("some words, "))});
        blocks += s.view.blocksLaidOut() - blocksBefore;
        rows += s.view.rowsLaidOut() - rowsBefore;
    }
    QVERIFY(blocks[0] > 100);
    QVERIFY2(blocks[0] <= 260, "only the block that grows");
    QCOMPARE(blocks[1], blocks[0]);
    QCOMPARE(blocks[2], blocks[0]);
    QCOMPARE(rows[1], rows[0]);
    QCOMPARE(rows[2], rows[0]);
}

void LimitsTest::anotherWidthLaysOutWhatIsSeen()
{
    const QByteArray table = "| file | lines | what it is for |\n|---|---:|---|\n" + QByteArray("| a.py | 12 | a few words about it |\n").repeated(40) + "\n";
    const QByteArray part = "## A part\n\nSome words that are long enough to be broken somewhere, wherever the view ends.\n\n- one\n- two\n\n```python\nprint(1)\n```\n\n"
        "| a | b |\n|---|---|\n| one | two |\n\n";
    QList<qint64> blocks, tables;
    for (const int kilobytes : {4, 24, 96}) {
        TranscriptScene s;
        s.model.apply(s.talk(20));
        s.show();
        const QString id = QStringLiteral("p");
        s.apply({EventMaker::previewStart(PreviewOf::Message, id),
                 EventMaker::previewDelta(PreviewOf::Message, id, table + part.repeated(kilobytes * 1024 / part.size()) + part.repeated(12))});
        const qint64 blocksBefore = s.view.blocksLaidOut();
        const qint64 tablesBefore = s.view.tablesMeasured();
        for (const int width : {700, 820, 640, 900})
            s.view.resize(width, 700);
        s.settle();
        blocks += s.view.blocksLaidOut() - blocksBefore;
        tables += s.view.tablesMeasured() - tablesBefore;
    }
    QVERIFY(blocks[0] > 0 && tables[0] > 0);
    QVERIFY2(blocks[0] <= 4 * 24, "what fits into 700 pixels");
    QCOMPARE(blocks[1], blocks[0]);
    QCOMPARE(blocks[2], blocks[0]);
    QCOMPARE(tables[1], tables[0]);
    QCOMPARE(tables[2], tables[0]);
}

void LimitsTest::aLiveReplyInAnotherWidthLooksLikeAFreshOne()
{
    const QByteArray part = "## A part\n\nSome words that are long enough to be broken somewhere, wherever the view ends.\n\n- one\n  1. two\n\n     ```python\n"
        "     def a_function_with_a_long_name(argument, another_argument): return argument + another_argument # more\n     ```\n\n> quoted\n>\n> - and listed\n\n"
        "| a | b |\n|---|---|\n| one | some more words in a cell, so that it has to break |\n\n---\n\n\xe4\xb8\xad\xe6\x96\x87 and Latin.\n\n";
    const QString id = QStringLiteral("p");
    const auto written = [&](TranscriptScene &s, const QByteArray &text) {
        s.model.apply(s.talk(6));
        s.show();
        s.apply({EventMaker::previewStart(PreviewOf::Message, id), EventMaker::previewDelta(PreviewOf::Message, id, text)});
    };
    TranscriptScene grown;
    QByteArray text = part.repeated(30);
    written(grown, text);
    for (const int width : {700, 420, 1300, 640, 900}) {
        grown.view.resize(width, 700);
        const QByteArray more = "More words at " + QByteArray::number(width) + ".\n\n" + part;
        text += more;
        grown.apply({EventMaker::previewDelta(PreviewOf::Message, id, more)});
        TranscriptScene fresh({width, 700});
        written(fresh, text);
        QCOMPARE(grown.view.grab({0, 0, width - 20, 700}).toImage(), fresh.view.grab({0, 0, width - 20, 700}).toImage());
        const int last = grown.model.rowCount() - 1;
        QCOMPARE(grown.view.rowRect(last).height(), fresh.view.rowRect(last).height());
        for (int step = 1; step <= 3; ++step) {
            grown.scrollTo(grown.value() - 900);
            fresh.scrollTo(fresh.value() - 900);
            const QRect text(0, 0, width - 20, 700); // not the scroll bar: what is above is not known alike
            QCOMPARE(grown.view.grab(text).toImage(), fresh.view.grab(text).toImage());
        }
        grown.view.scrollToBottom();
    }
}

void LimitsTest::aTableThatGrowsKeepsItsCells()
{
    TranscriptScene s;
    s.show();
    const QString id = QStringLiteral("p");
    constexpr int rows = 60;
    s.apply({EventMaker::previewStart(PreviewOf::Message, id), EventMaker::previewDelta(PreviewOf::Message, id, "| n | words |\n|---|---|\n")});
    const qint64 before = s.view.cellsLaidOut();
    for (int i = 0; i < rows; ++i) {
        for (const char *part : {"| 12", " | the words", " of it |\n"})
            s.apply({EventMaker::previewDelta(PreviewOf::Message, id, part)});
    }
    // Each row is laid out as it comes: its cells once, and once more for each of its three parts; a wider column at most a few times.
    const qint64 cells = s.view.cellsLaidOut() - before;
    QVERIFY2(cells >= 2 * rows, qPrintable(QString::number(cells)));
    QVERIFY2(cells <= 10 * rows, qPrintable(QString::number(cells)));
}

void LimitsTest::theScrollBarIsPaintedWhenItMoves()
{
    TranscriptScene s;
    s.model.apply(s.talk(400));
    s.show();
    auto *bar = static_cast<ui::MarkBar *>(s.view.verticalScrollBar());
    QTRY_VERIFY(bar->paintings() > 0);
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id), EventMaker::previewDelta(PreviewOf::Message, id, "It begins.\n\n")});
    s.view.repaint();
    const qint64 bars = bar->paintings();
    const int before = s.maximum();
    for (int i = 0; i < 50; ++i) {
        const qint64 painted = s.view.pixelsPainted();
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, "Some more words.\n\n")});
        QTRY_VERIFY(s.view.pixelsPainted() > painted);
    }
    QVERIFY(s.maximum() > before + 500);
    QVERIFY2(bar->paintings() - bars <= 2, qPrintable(QString::number(bar->paintings() - bars)));
    const qint64 here = bar->paintings();
    s.scrollTo(s.maximum() / 2);
    QTRY_VERIFY(bar->paintings() > here);
}

void LimitsTest::aFloodDoesNotStall()
{
    constexpr int deltas = 3000;
    TranscriptScene s;
    s.model.apply(s.talk(10000));
    s.show();
    const QString id = QStringLiteral("p");
    s.model.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    test::Heartbeat heartbeat;
    QElapsedTimer clock;
    clock.start();
    int sent = 0;
    const qint64 painted = s.view.rowsPainted();
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QObject::connect(&ticks, &QTimer::timeout, &ticks, [&] {
        for (const qint64 due = std::min<qint64>(clock.elapsed(), deltas); sent < due; ++sent)
            s.model.apply({EventMaker::previewDelta(PreviewOf::Message, id, sent % 40 == 39 ? QByteArray("\n\n- an item\n\n") : QByteArray("twelve bytes"))});
    });
    ticks.start(1);
    QTRY_COMPARE_WITH_TIMEOUT(sent, deltas, 30000);
    QVERIFY2(heartbeat.longestWork() <= test::allowedGap, qPrintable(QString::number(heartbeat.longestWork().count())));
    QVERIFY(s.view.rowsPainted() > painted);
    QVERIFY(s.view.isAtBottom());
}

void LimitsTest::nothingTicksWhileNothingHappens()
{
    TranscriptScene s;
    s.model.apply(s.talk(20000));
    s.show();
    s.view.find(ui::FindPattern(QStringLiteral("has some prose"), false, false));
    QTRY_VERIFY(!s.view.findState().searching);
    s.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("p")), EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("p"), "written so far")});
    // Also a reply that has stopped for a while makes no work: no caret blinks, nothing spins.
    // Scrolling, refining and searching come to their end, then the event loop sleeps.
    const auto wakes = [&s] {
        QSignalSpy awake(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake);
        QSignalSpy never(&s.view, &ui::TranscriptView::retryRequested);
        never.wait(1000);
        return awake.count();
    };
    QTRY_VERIFY_WITH_TIMEOUT(wakes() <= 3, 20000); // the end of the wait itself is one
}

QTEST_MAIN(LimitsTest)
#include "tst_limits.moc"
