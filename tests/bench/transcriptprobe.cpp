// What costs of the transcript are measured in a process of their own. usage: bench_transcript deltas N | memory N
#include "models/transcriptmodel.h"
#include "tests/bench/talk.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QFile>
#include <QScrollBar>
#include <QtTest>

#include <cstdio>

//! One delta up to what has to be painted; callgrind counts in here only.
extern "C" [[gnu::noinline]] void bench_delta(models::TranscriptModel *model, ui::TranscriptView *view, const QByteArray *delta)
{
    model->apply({bench::answerGoesOn(*delta)});
    model->flush();
    view->flush();
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
    const QStringList words = application.arguments();
    const int count = words.value(2).toInt();
    return words.value(1) == QLatin1String("deltas") ? deltas(count) : words.value(1) == QLatin1String("memory") ? memory(count) : 2;
}
