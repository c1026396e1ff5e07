#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/theme/theme.h"
#include "ui/transcript/inlinetext.h"

#include <QScreen>
#include <QSignalSpy>
#include <QTextLayout>
#include <QWindow>

#include <ctime>
#include <random>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;

class TranscriptPaintTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsOnTheScreenIsWhatAFreshPaintingGives_data();
    void whatIsOnTheScreenIsWhatAFreshPaintingGives();
    void aStreamOnTheScreenIsWhatAFreshPaintingGives_data();
    void aStreamOnTheScreenIsWhatAFreshPaintingGives();
    void aGrownMessageLooksLikeAFreshOne();
    void streamingRepaintsTheTailOnly();
    void streamingRepaintsWhatChangedInABlock_data();
    void streamingRepaintsWhatChangedInABlock();
    void coalescedDeltasPaintOnceAFrame();
    void nothingHappensWhileIdle();
    void costOfADeltaDoesNotGrow_data();
    void costOfADeltaDoesNotGrow();
    void everyKindOfRowPaintsInBothThemes_data();
    void everyKindOfRowPaintsInBothThemes();
    void hostileShapesAreLaidOutInSlices_data();
    void hostileShapesAreLaidOutInSlices();
    void aWholeLineOfTwoDirectionsHasNoGaps_data();
    void aWholeLineOfTwoDirectionsHasNoGaps();

private:
    static QImage onScreen(TranscriptScene &s);
};

namespace {

void letPass(int milliseconds)
{
    QTimer timer;
    QSignalSpy passed(&timer, &QTimer::timeout);
    timer.setSingleShot(true);
    timer.start(milliseconds);
    QVERIFY(passed.wait());
}

//! Edges may come out one step lighter where a clip cuts them; anything more is a difference.
bool differs(const QImage &a, const QImage &b)
{
    if (a == b)
        return false;
    if (a.size() != b.size())
        return true;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y);
            const QColor q = b.pixelColor(x, y);
            if (std::abs(p.red() - q.red()) + std::abs(p.green() - q.green()) + std::abs(p.blue() - q.blue()) > 48)
                return true;
        }
    }
    return false;
}

} // namespace

QImage TranscriptPaintTest::onScreen(TranscriptScene &s)
{
    // Pending update requests are delivered first, as the event loop would.
    letPass(12);
    return s.view.screen()->grabWindow(s.view.winId()).toImage().convertToFormat(QImage::Format_RGB32);
}

void TranscriptPaintTest::whatIsOnTheScreenIsWhatAFreshPaintingGives_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TranscriptPaintTest::whatIsOnTheScreenIsWhatAFreshPaintingGives()
{
    QFETCH(unsigned, seed);
    std::mt19937 random{seed};
    TranscriptScene s({700, 500});
    s.model.apply(s.talk(30));
    s.show();
    const std::vector<QByteArray> bits{"word ", "more **bold** ", "\n\n", "- item\n", "```\ncode line\n", "```\n\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n", "# Head\n\n", "> quote\n\n"};
    int second = 100;
    for (int step = 0; step < 60; ++step) {
        const QString id = QStringLiteral("p%1").arg(step / 20);
        switch (random() % 8) {
        case 0: s.scrollTo(s.value() + int(random() % 400) - 200); break;
        case 1: s.view.scrollToBottom(); break;
        case 2: s.apply({s.make.call(QStringLiteral("c%1").arg(step), second++, QStringLiteral("bash"), "{\"command\":\"ls\"}", random() % 2)}); break;
        case 3: s.apply({s.make.user(QStringLiteral("u%1").arg(step), second++, "question")}); break;
        default:
            s.model.apply({EventMaker::previewStart(PreviewOf::Message, id), EventMaker::previewDelta(PreviewOf::Message, id, bits[random() % bits.size()])});
            s.settle();
            break;
        }
        const QImage screen = onScreen(s);
        const QImage fresh = s.view.grab().toImage().convertToFormat(QImage::Format_RGB32);
        QVERIFY(!screen.isNull());
        if (differs(screen, fresh)) {
            screen.save(QDir::tempPath() + QStringLiteral("/transcript-screen.png"));
            fresh.save(QDir::tempPath() + QStringLiteral("/transcript-fresh.png"));
            QFAIL(qPrintable(QStringLiteral("step %1 differs").arg(step)));
        }
    }
}

void TranscriptPaintTest::aStreamOnTheScreenIsWhatAFreshPaintingGives_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {5, 23, 170})
        QTest::addRow("%d bytes", size) << size;
}

//! What is painted while blocks grow is only what changed in them; it must not show.
void TranscriptPaintTest::aStreamOnTheScreenIsWhatAFreshPaintingGives()
{
    QFETCH(int, size);
    QByteArray text = "A paragraph of **words that grow bold only at their end** and `code` and [a link](https://example.org), and it goes on, and on, so that it has "
        "several lines of which *most are long done*, \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9 with a family, and \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7.\n\n"
        "| file | what it is for |\n|---|---:|\n| a | b |\n| a much longer name | x |\n| c | a cell with a text that has to wrap because it is so very long, "
        "longer than its column may be |\n| d | e |\n\n```python\ndef f(x):\n    \"\"\"It says\n    what it does.\"\"\"\n    return x + 1  # a comment\n\n"
        "print(f(1), 'a long line that has to be broken, as there is no room for all that it says, and then some more of it')\n```\n\n> A quote\n> of two lines\n\n"
        "1. one\n2. two\n   - three\n\nThe end, which is once more a paragraph of some words, so that it is broken.\n";
    if (size > 100)
        text = text.repeated(4);
    TranscriptScene s({620, 500});
    s.model.apply(s.talk(3));
    s.show();
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    for (qsizetype at = 0; at < text.size(); at += size) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, text.mid(at, size))});
        if (size < 10 && at / size % 3 != 0)
            continue; // two paintings become one
        const QImage screen = onScreen(s);
        const QImage fresh = s.view.grab().toImage().convertToFormat(QImage::Format_RGB32);
        if (differs(screen, fresh)) {
            screen.save(QDir::tempPath() + QStringLiteral("/transcript-screen.png"));
            fresh.save(QDir::tempPath() + QStringLiteral("/transcript-fresh.png"));
            QFAIL(qPrintable(QStringLiteral("after %1 bytes").arg(at)));
        }
    }
}

void TranscriptPaintTest::aGrownMessageLooksLikeAFreshOne()
{
    // What was built on piece by piece is what another view builds at once from the same text.
    TranscriptScene s({700, 500});
    s.show();
    const QByteArray text = test::fixture(QStringLiteral("transcript/rich.md")).repeated(12); // over 16 KB: tails as well
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    int compared = 0;
    for (qsizetype at = 0; at < text.size(); at += 37) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, text.mid(at, 37))});
        if (at / 37 % 23 != 0)
            continue;
        ui::TranscriptView fresh;
        fresh.setToday(QDate(2026, 11, 20));
        fresh.resize(s.view.size());
        fresh.setModel(&s.model);
        fresh.show();
        fresh.flush();
        QVERIFY2(s.view.grab().toImage() == fresh.grab().toImage(), qPrintable(QStringLiteral("after %1 bytes").arg(at)));
        ++compared;
    }
    QVERIFY(compared > 10);
}

void TranscriptPaintTest::streamingRepaintsTheTailOnly()
{
    TranscriptScene s;
    s.model.apply(s.talk(40));
    s.show();
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    for (int i = 0; i < 40; ++i)
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, "a paragraph of some words that stands in the reply\n\n")});
    onScreen(s);
    const qint64 before = s.view.pixelsPainted();
    constexpr int deltas = 40;
    for (int i = 0; i < deltas; ++i) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, "word ")});
        onScreen(s);
    }
    const qint64 each = (s.view.pixelsPainted() - before) / deltas;
    QVERIFY2(each > 0 && each < 200, qPrintable(QString::number(each))); // of 700
}

void TranscriptPaintTest::streamingRepaintsWhatChangedInABlock_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("delta");
    QTest::newRow("a long paragraph") << QByteArray("words that fill the lines of a paragraph ").repeated(40) << QByteArray("word ");
    QTest::newRow("code") << "```c\n" + QByteArray("int line = 1;\n").repeated(28) << QByteArray(" x");
    QTest::newRow("a table") << "| a | b |\n|---|---|\n" + QByteArray("| some words | more |\n").repeated(14) << QByteArray("| c | d |\n");
}

void TranscriptPaintTest::streamingRepaintsWhatChangedInABlock()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, delta);
    TranscriptScene s;
    s.model.apply(s.talk(40));
    s.show();
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id), EventMaker::previewDelta(PreviewOf::Message, id, before)});
    s.apply({EventMaker::previewDelta(PreviewOf::Message, id, delta)});
    onScreen(s);
    const qint64 painted = s.view.pixelsPainted();
    constexpr int deltas = 10;
    for (int i = 0; i < deltas; ++i) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, delta)});
        onScreen(s);
    }
    // A line or two and the room below, not the block, which is as high as the view.
    const qint64 each = (s.view.pixelsPainted() - painted) / deltas;
    QVERIFY2(each > 0 && each < 110, qPrintable(QString::number(each)));
}

void TranscriptPaintTest::coalescedDeltasPaintOnceAFrame()
{
    TranscriptScene s;
    s.show();
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    onScreen(s);
    const qint64 rows = s.view.rowsLaidOut();
    const QSignalSpy frames(&s.model, &models::TranscriptModel::flushed);
    for (int i = 0; i < 1000; ++i)
        s.model.apply({EventMaker::previewDelta(PreviewOf::Message, id, "x ")});
    QTRY_COMPARE(frames.count(), 1);
    s.view.flush();
    QCOMPARE(s.view.rowsLaidOut() - rows, 1);
    QCOMPARE(s.model.row(0).text.size(), 2000);
}

void TranscriptPaintTest::nothingHappensWhileIdle()
{
    TranscriptScene s;
    s.model.apply(s.talk(30));
    s.model.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("p")), EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("p"), "half a")});
    s.show();
    s.view.setFocus();
    onScreen(s);
    const qint64 painted = s.view.pixelsPainted();
    letPass(400); // no blinking caret, no spinner, no timer
    QCOMPARE(s.view.pixelsPainted(), painted);
}

void TranscriptPaintTest::costOfADeltaDoesNotGrow_data()
{
    QTest::addColumn<QByteArray>("delta");
    QTest::newRow("prose") << QByteArray("twelve bytes of prose and then a break\n\n");
    QTest::newRow("one paragraph") << QByteArray("twelve bytes ");
    QTest::newRow("code") << QByteArray("int line = 1;\n");
}

void TranscriptPaintTest::costOfADeltaDoesNotGrow()
{
    // Work counters (performance.md §9): pieces laid out for a delta at the start and at the end of a long reply, in a short and in a long transcript.
    QFETCH(QByteArray, delta);
    QList<double> costs;
    for (const int rows : {20, 4000}) {
        TranscriptScene s;
        s.model.apply(s.talk(rows));
        s.show();
        const QString id = QStringLiteral("p");
        s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
        if (delta.startsWith("int"))
            s.apply({EventMaker::previewDelta(PreviewOf::Message, id, "```c\n")});
        const auto measure = [&](int deltas) {
            const qint64 before = s.view.blocksLaidOut();
            for (int i = 0; i < deltas; ++i)
                s.apply({EventMaker::previewDelta(PreviewOf::Message, id, delta)});
            return double(s.view.blocksLaidOut() - before) / deltas;
        };
        costs += measure(50);
        measure(700); // some 20 KB
        costs += measure(50);
    }
    for (const double cost : costs)
        QVERIFY2(cost <= 2.5, qPrintable(QStringLiteral("%1 %2 %3 %4").arg(costs[0]).arg(costs[1]).arg(costs[2]).arg(costs[3])));
}

void TranscriptPaintTest::everyKindOfRowPaintsInBothThemes_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("light") << int(theme::Mode::Light);
    QTest::newRow("dark") << int(theme::Mode::Dark);
}

void TranscriptPaintTest::everyKindOfRowPaintsInBothThemes()
{
    QFETCH(int, mode);
    const theme::Theme theme{theme::Mode(mode)};
    TranscriptScene s({640, 1600});
    s.model.apply({s.make.user(QStringLiteral("u"), 1, "hello"), s.make.thinking(QStringLiteral("t"), 2, "hm"), s.make.call(QStringLiteral("c"), 3, QStringLiteral("bash"), "{}", true),
                   s.make.agent(QStringLiteral("a"), 4, test::fixture(QStringLiteral("transcript/rich.md"))),
                   s.make.error(QStringLiteral("e"), 5, QStringLiteral("billing_error"), QStringLiteral("no money")), s.make.unknown(QStringLiteral("w"), 6, QStringLiteral("x.y")),
                   s.make.idle(QStringLiteral("n"), 7, api::StopReason::Refusal), s.make.queuedUser(QStringLiteral("q"), "later")});
    s.show();
    for (int i = 0; i < s.model.rowCount(); ++i)
        s.view.setExpanded(s.model.row(i).key, true);
    s.scrollTo(0);
    const QImage image = s.view.grab().toImage();
    const QColor background = theme::color(s.view.palette(), theme::Token::Surface);
    QCOMPARE(image.pixelColor(1, 1), background);
    for (int i = 0; i < s.model.rowCount(); ++i) {
        const QRect rect = s.view.rowRect(i) & image.rect();
        QVERIFY(!rect.isEmpty());
        bool painted = false;
        for (int y = rect.top(); y <= rect.bottom() && !painted; ++y) {
            for (int x = 0; x < image.width() - 20 && !painted; ++x)
                painted = image.pixelColor(x, y) != background;
        }
        QVERIFY2(painted, qPrintable(QStringLiteral("row %1").arg(i)));
    }
}

void TranscriptPaintTest::hostileShapesAreLaidOutInSlices_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("unbroken megabyte") << QByteArray(1000000, 'x');
    QTest::newRow("soft lines") << QByteArray("ab\n").repeated(100000);
    QTest::newRow("joined emoji") << QByteArray("\xf0\x9f\x91\xa9\xe2\x80\x8d").repeated(30000);
    QTest::newRow("marks") << "a" + QByteArray("\xcc\x81").repeated(100000);
    QTest::newRow("rows of a table") << "|a|b|\n|---|---|\n" + QByteArray("|1|2|\n").repeated(2400);
    QTest::newRow("wide table") << "|" + QByteArray("word word|").repeated(50) + "\n|" + QByteArray("---|").repeated(50) + "\n" + ("|" + QByteArray("word word|").repeated(50) + "\n").repeated(90);
    QTest::newRow("code of 100,000 lines") << "```\n" + QByteArray("x\n").repeated(100000);
    QTest::newRow("one line of code") << "```\n" + QByteArray(200000, 'y');
    QTest::newRow("one line of other letters") << "```\n" + QByteArray("\xd0\x96").repeated(60000);
    QTest::newRow("headings") << QByteArray("# h\n").repeated(15000);
    QTest::newRow("nested lists") << [] {
        QByteArray out;
        for (int i = 0; i < 400; ++i)
            out += QByteArray(i, ' ') + "- a\n";
        return out;
    }();
}

void TranscriptPaintTest::hostileShapesAreLaidOutInSlices()
{
    QFETCH(QByteArray, text);
    TranscriptScene s;
    s.model.apply(s.talk(10));
    s.show();
    const std::clock_t start = std::clock(); // processor time: a busy machine changes nothing
    s.apply({s.make.agent(QStringLiteral("a"), 100, text)});
    s.view.grab();
    s.view.scrollToRow(s.model.row(s.model.rowCount() - 1).key);
    for (int i = 0; i < 20; ++i) {
        s.scrollTo(s.value() + 3000);
        s.view.grab();
    }
    const qint64 elapsed = qint64(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
    QVERIFY2(elapsed < 2500, qPrintable(QString::number(elapsed)));
    QVERIFY(s.view.layoutBytes() < 64 * 1024 * 1024);
    if (elapsed > 500)
        qInfo("%s: %lld ms for 22 frames", QTest::currentDataTag(), (long long)elapsed);
}

void TranscriptPaintTest::aWholeLineOfTwoDirectionsHasNoGaps_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Hebrew between Latin") << QStringLiteral("one · \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd · two");
    QTest::newRow("Arabic, then Hebrew") << QStringLiteral("one · \u0645\u0631\u062d\u0628\u0627 · \u05e9\u05dc\u05d5\u05dd · two");
    QTest::newRow("Latin in Arabic") << QStringLiteral("\u0645\u0631\u062d\u0628\u0627 one \u0645\u0631\u062d\u0628\u0627");
    QTest::newRow("one direction") << QStringLiteral("one two");
}

void TranscriptPaintTest::aWholeLineOfTwoDirectionsHasNoGaps()
{
    QFETCH(QString, text);
    QTextLayout layout(text, QGuiApplication::font());
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(4000);
    layout.endLayout();
    const auto extents = ui::extentsOf(line, 0, int(text.size()), true);
    QCOMPARE(int(extents.size()), 1);
    QVERIFY(qAbs(extents.front().first - line.naturalTextRect().left()) < 1);
    QVERIFY(qAbs(extents.front().second - line.naturalTextRect().right()) < 1);
}

QTEST_MAIN(TranscriptPaintTest)
#include "tst_transcriptpaint.moc"
