// What costs of the transcript are measured in a process of their own. usage: bench_transcript deltas N | memory N | widths KB [TIMES] | flood SECONDS
#include "models/transcriptmodel.h"
#include "tests/bench/talk.h"
#include "tests/support/heartbeat.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QFile>
#include <QScrollBar>
#include <QTestEventLoop>
#include <QTimer>
#include <QtTest>

#include <cstdio>
#include <ctime>
#include <map>
#include <optional>

//! One delta up to what has to be painted; callgrind counts in here only.
extern "C" [[gnu::noinline]] void bench_delta(models::TranscriptModel *model, ui::TranscriptView *view, const QByteArray *delta)
{
    model->apply({bench::answerGoesOn(*delta)});
    model->flush();
    view->flush();
}

extern "C" [[gnu::noinline]] void bench_width(ui::TranscriptView *view, int width)
{
    view->resize(width, 800);
    view->flush();
    view->viewport()->repaint();
}

namespace {

//! Kilobytes of /proc/self/status.
long kilobytes(const char *field)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(field))
            return line.mid(qsizetype(qstrlen(field))).simplified().split(' ').value(0).toLong();
    }
    return 0;
}

bool show(ui::TranscriptView &view, models::TranscriptModel &model)
{
    view.resize(900, 800);
    view.setModel(&model);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view))
        return false;
    view.flush();
    view.viewport()->repaint();
    return view.rowsPainted() > 0;
}

int deltas(int count)
{
    models::TranscriptModel model;
    model.apply(bench::talk(count));
    ui::TranscriptView view;
    if (!show(view, model))
        return 1;
    model.apply({bench::answerBegins()});
    const QByteArray text = bench::answer(4800);
    for (qsizetype at = 0; at < 4800; at += 12) {
        const QByteArray delta = text.mid(at, 12);
        bench_delta(&model, &view, &delta);
    }
    std::printf("%lld\n", static_cast<long long>(view.blocksLaidOut()));
    return 0;
}

//! Another width again and again, with an answer of so many kilobytes being written: for a profiler.
int widths(int kilobytesWritten)
{
    models::TranscriptModel model;
    model.apply(bench::talk(100));
    ui::TranscriptView view;
    if (!show(view, model))
        return 1;
    if (kilobytesWritten > 0)
        model.apply({bench::answerBegins(), bench::answerGoesOn(bench::answer(kilobytesWritten * 1024))});
    model.flush();
    view.flush();
    const qint64 before = view.blocksLaidOut();
    const int times = QApplication::arguments().value(3, QStringLiteral("200")).toInt();
    for (int i = 0; i < times; ++i)
        bench_width(&view, i % 2 ? 900 : 800);
    std::printf("%lld\n", static_cast<long long>(view.blocksLaidOut() - before));
    return 0;
}

double processSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

//! What making the deltas of a flood at their times takes by itself: the bench's share of a core, not the program's.
double sendersShare(int seconds)
{
    const QByteArray text = bench::answer(seconds * 1000 * 12 + 4096);
    QElapsedTimer clock;
    qsizetype sent = 0;
    qsizetype bytes = 0;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QTestEventLoop loop;
    QObject::connect(&ticks, &QTimer::timeout, &loop, [&] {
        for (const qint64 due = std::min<qint64>(clock.elapsed(), seconds * 1000); sent < due; ++sent)
            bytes += bench::answerGoesOn(text.mid(sent * 12, 12)).content.size();
        if (sent >= seconds * 1000)
            loop.exitLoop();
    });
    const double begin = processSeconds();
    clock.start();
    ticks.start(1);
    loop.enterLoop(seconds * 3);
    return bytes >= 0 ? (processSeconds() - begin) / (double(clock.elapsed()) / 1000) : 0;
}

//! 1,000 deltas a second for so many seconds. `watched`: with a heartbeat, whose own work would be in the share otherwise.
//! All threads count: Qt fills large areas on several.
bool flooded(int seconds, bool watched)
{
    models::TranscriptModel model;
    model.apply(bench::talk(10000));
    ui::TranscriptView view;
    if (!show(view, model))
        return false;
    model.apply({bench::answerBegins()});
    const QByteArray text = bench::answer(seconds * 1000 * 12 + 4096);
    QElapsedTimer clock;
    qsizetype sent = 0;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QTestEventLoop loop;
    QObject::connect(&ticks, &QTimer::timeout, &loop, [&] {
        // As many as are due: a timer that came late must not make the flood smaller.
        for (const qint64 due = std::min<qint64>(clock.elapsed(), seconds * 1000); sent < due; ++sent)
            model.apply({bench::answerGoesOn(text.mid(sent * 12, 12))});
        if (sent >= seconds * 1000)
            loop.exitLoop();
    });
    int frames = 0;
    QObject::connect(&model, &models::TranscriptModel::flushed, &loop, [&frames] { ++frames; });
    const qint64 pixels = view.pixelsPainted();
    std::optional<test::Heartbeat> heartbeat;
    if (watched)
        heartbeat.emplace();
    const double begin = processSeconds();
    clock.start();
    ticks.start(1);
    loop.enterLoop(seconds * 3);
    const double wall = double(clock.elapsed()) / 1000;
    if (watched)
        std::printf("%lld\n", static_cast<long long>(heartbeat->longest().count()));
    else
        std::printf("%.4f %d %.1f ", (processSeconds() - begin) / wall, frames, double(view.pixelsPainted() - pixels) / std::max(1, frames));
    return sent == seconds * 1000 && frames > 0;
}

int flood(int seconds)
{
    std::printf("%.4f ", sendersShare(seconds));
    return flooded(seconds, false) && flooded(seconds, true) ? 0 : 1;
}

int memory(int count)
{
    models::TranscriptModel model;
    ui::TranscriptView view;
    model.apply(bench::talk(100)); // fonts, icons and caches are there already
    if (!show(view, model))
        return 1;
    const long before = kilobytes("VmRSS:");
    qint64 text = 0;
    model.clear();
    for (int from = 0; from < count; from += 100) { // as a history comes: page by page
        const api::Events page = bench::talk(count, from, std::min(count, from + 100));
        for (const api::Event &event : page)
            text += event.content.front().text.size();
        model.apply(page);
    }
    view.flush();
    view.viewport()->repaint();
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    view.viewport()->repaint();
    std::printf("%ld %lld\n", kilobytes("VmHWM:") - before, static_cast<long long>(text / 1024));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const theme::Theme theme(theme::Mode::Light); // as it is shipped: another style paints other scroll bars
    const QStringList words = application.arguments();
    const int count = words.value(2).toInt();
    const std::map<QString, int (*)(int)> modes{
        {QStringLiteral("deltas"), deltas}, {QStringLiteral("memory"), memory}, {QStringLiteral("widths"), widths},
        {QStringLiteral("flood"), flood}};
    const auto mode = modes.find(words.value(1));
    return mode == modes.end() ? 2 : mode->second(count);
}
