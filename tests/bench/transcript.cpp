#include "models/transcriptmodel.h"
#include "tests/bench/measure.h"
#include "tests/bench/otherend.h"
#include "tests/bench/talk.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/style.h"
#include "ui/transcript/textpiece.h"
#include "ui/transcript/transcriptview.h"

#include <QtTest>

#include <cstdio>
#include <numeric>

namespace bench {

namespace {

std::string number(double value, const char *format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

//! A view that shows a conversation of so many messages.
struct Shown
{
    explicit Shown(const api::Events &events)
    {
        model.apply(events);
        const double begin = threadSeconds();
        view.resize(900, 800);
        view.setModel(&model);
        view.show();
        ready = QTest::qWaitForWindowExposed(&view);
        view.flush();
        view.viewport()->repaint();
        seconds = threadSeconds() - begin;
    }
    void goOn(const QByteArray &delta)
    {
        model.apply({answerGoesOn(delta)});
        model.flush();
        view.flush();
    }
    void write(const QByteArray &text)
    {
        model.apply({answerBegins()});
        goOn(text);
    }

    models::TranscriptModel model;
    ui::TranscriptView view;
    bool ready = false;
    double seconds = 0;
};

void opened(std::vector<Line> &report)
{
    const std::vector<int> sizes{100, 10000, 100000};
    std::vector<qint64> rows, blocks;
    std::vector<std::vector<double>> seconds(sizes.size());
    for (int round = 0; round < 5; ++round) {
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const Shown shown(talk(sizes[i]));
            seconds[i].push_back(shown.seconds);
            if (round > 0)
                continue;
            rows.push_back(shown.ready ? shown.view.rowsLaidOut() : 0);
            blocks.push_back(shown.ready ? shown.view.blocksLaidOut() : 0);
        }
    }
    const auto line = [&report](const char *what, const std::vector<qint64> &counts) {
        report.push_back({what, std::to_string(counts[1]) + ", " + std::to_string(counts[2]), std::to_string(counts[0]), 0, "equal and > 0",
                          counts[0] > 0 && counts[0] == counts[1] && counts[0] == counts[2]});
    };
    line("rows laid out when 10,000 and 100,000 messages open, against 100", rows);
    line("blocks laid out, the same", blocks);
    const double ratio = median(seconds[2]) / median(seconds[0]);
    report.push_back({"CPU time to open 100,000 messages, against 100", inMilliseconds(median(seconds[2])), inMilliseconds(median(seconds[0])), ratio, "<= 2x",
                      ratio <= 2});
}

//! What a delta costs against laying out nothing but its last block, which is what has to be done in any case.
void deltas(std::vector<Line> &report)
{
    constexpr int size = 12;
    const QByteArray text = answer(24 * 1024);
    models::TranscriptModel model;
    model.apply(talk(1000));
    model.apply({answerBegins()});
    const QWidget view;
    const ui::Style style(view.palette(), 888);
    ui::Flow flow;
    flow.setModel(&model);
    flow.setStyle(style);
    flow.arrange(800);
    double real = 0, floor = 0;
    qint64 lastBreak = 0;
    for (qsizetype at = 0; at < text.size(); at += size) {
        const QByteArray delta = text.mid(at, size);
        model.apply({answerGoesOn(delta)});
        double begin = threadSeconds();
        flow.updated(model.rowCount() - 1, model.rowCount() - 1);
        flow.arrange(800);
        real += threadSeconds() - begin;
        if (const qsizetype gap = text.lastIndexOf("\n\n", at + size); gap > lastBreak)
            lastBreak = gap + 2;
        const qsizetype open = std::max<qsizetype>(1, std::min<qsizetype>(at + size, text.size()) - lastBreak);
        ui::TextPiece::Content content;
        content.text = QString::fromUtf8(text.mid(lastBreak, open));
        begin = threadSeconds();
        ui::TextPiece piece(std::move(content));
        piece.width = style.prose();
        keep(quint64(piece.measure(style)));
        floor += threadSeconds() - begin;
    }
    const double count = double(text.size()) / size;
    report.push_back({"parse and layout of a delta, against laying out its last block", number(real / count * 1e6, "%.0f us"), number(floor / count * 1e6, "%.0f us"),
                      real / floor, "<= 3x", real <= 3 * floor});

    Shown longer(talk(1000));
    longer.model.apply({answerBegins()});
    const QByteArray most = answer(96 * 1024);
    constexpr int step = 48;
    std::vector<double> each;
    for (qsizetype at = 0; at < most.size(); at += step) {
        const QByteArray delta = most.mid(at, step);
        const double begin = threadSeconds();
        longer.goOn(delta);
        each.push_back(threadSeconds() - begin);
    }
    const auto mean = [&each](std::size_t from, std::size_t to) {
        return std::accumulate(each.begin() + std::ptrdiff_t(from), each.begin() + std::ptrdiff_t(to), 0.0) / double(to - from);
    };
    const double first = mean(0, each.size() / 8);
    const double last = mean(each.size() * 7 / 8, each.size());
    report.push_back({"a delta at the end of a 96 KB answer, against its start", number(last * 1e6, "%.0f us"), number(first * 1e6, "%.0f us"), last / first, "<= 2x",
                      last <= 2 * first});
}

void widths(std::vector<Line> &report)
{
    const auto narrower = [](Shown &shown) {
        shown.view.resize(shown.view.width() == 900 ? 800 : 900, 800);
        shown.view.flush();
        shown.view.viewport()->repaint();
    };
    Shown few(talk(100)), many(talk(100000)), writing(talk(100));
    writing.write(answer(96 * 1024));
    const Pair length = interleaved(9, [&] { narrower(few); }, [&] { narrower(many); });
    report.push_back({"another width at 100,000 messages, against 100", inMilliseconds(length.real), inMilliseconds(length.floor), length.real / length.floor,
                      "<= 2x", length.real <= 2 * length.floor});
    const Pair live = interleaved(9, [&] { narrower(few); }, [&] { narrower(writing); });
    report.push_back({"another width while a 96 KB answer is written, against none", inMilliseconds(live.real), inMilliseconds(live.floor), live.real / live.floor,
                      "<= 2x", live.real <= 2 * live.floor});
}

void flood(std::vector<Line> &report, const QString &folder)
{
    const QString said = QString::fromLatin1(outputOf(folder + QStringLiteral("/bench_transcript"), {QStringLiteral("flood"), QStringLiteral("10")}));
    const auto values = said.simplified().split(QLatin1Char(' '));
    const bool ran = values.size() == 5;
    const double sending = values.value(0).toDouble();
    const double share = values.value(1).toDouble();
    report.push_back({"1,000 deltas a second for 10 s: share of one core, with what the bench takes to make them, and that alone",
                      number(share * 100, "%.1f %%"), number(sending * 100, "%.1f %%"), 0, "<= 10 % over it", ran && share - sending <= 0.10});
    report.push_back({"frames in which that was shown, and pixels' height painted in each", values.value(2).toStdString() + ", " + values.value(3).toStdString(), "", 0, "",
                      ran});
    const long gap = values.value(4).toLong();
    report.push_back({"longest gap of the event loop meanwhile", std::to_string(gap) + " ms", "", 0, "<= 16 ms (R15: 50)", ran && gap <= 16});
}

void memoryOf(std::vector<Line> &report, const QString &folder)
{
    const QString said = QString::fromLatin1(outputOf(folder + QStringLiteral("/bench_transcript"), {QStringLiteral("memory"), QStringLiteral("100000")}));
    const auto values = said.simplified().split(QLatin1Char(' '));
    const double grown = values.value(0).toDouble();
    const double text = values.value(1).toDouble();
    const double over = grown - text;
    report.push_back({"peak memory at 100,000 messages over the text held", inKilobytes(over), inKilobytes(text), text > 0 ? over / text : 0, "<= 0.7x + 20 MB",
                      values.size() == 2 && over <= 0.7 * text + 20 * 1024});
}

} // namespace

void transcript(std::vector<Line> &report, const QString &folder)
{
    opened(report);
    deltas(report);
    widths(report);
    flood(report, folder);
    memoryOf(report, folder);
}

} // namespace bench
