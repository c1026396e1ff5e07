#include "models/transcriptmodel.h"
#include "tests/bench/measure.h"
#include "ui/transcript/transcriptview.h"

#include <QtTest>

namespace bench {

namespace {

//! A conversation of `count` messages, user and agent in turn, with the Markdown that replies have.
api::Events conversation(int count)
{
    static const QByteArray reply = "Here is what I found.\n\n## Steps\n\n1. Read `config.toml`\n2. Run the **tests**\n\n```python\n"
                                    "def main():\n    print(\"hello\")\n```\n\n| file | lines |\n|---|---:|\n| a.py | 12 |\n| b.py | 340 |\n\n"
                                    "Then we go on with the next part, which is a sentence long enough to wrap on most screens.";
    api::Events events;
    events.reserve(std::size_t(count));
    const QDateTime begin(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
    for (int i = 0; i < count; ++i) {
        api::Event event;
        event.kind = i % 2 ? api::EventKind::AgentMessage : api::EventKind::UserMessage;
        event.identity = QStringLiteral("sevt_%1").arg(i);
        event.at = begin.addSecs(i);
        event.content.push_back({api::ContentBlock::Kind::Text, i % 2 ? reply : QByteArray("Please do step " + QByteArray::number(i))});
        events.push_back(std::move(event));
    }
    return events;
}

struct Opened
{
    qint64 rows = 0;
    qint64 painted = 0;
    double seconds = 0;
};

Opened open(const api::Events &events)
{
    models::TranscriptModel model;
    model.apply(events);
    const double begin = threadSeconds();
    ui::TranscriptView view;
    view.resize(900, 800);
    view.setModel(&model);
    view.show();
    const bool shown = QTest::qWaitForWindowExposed(&view);
    keep(shown ? quint64(view.grab().width()) : 0); // lays out and paints what a person would see
    return {view.rowsLaidOut(), view.rowsPainted(), threadSeconds() - begin};
}

} // namespace

void opening(std::vector<Line> &report)
{
    const api::Events few = conversation(100);
    const api::Events many = conversation(10000);
    std::vector<double> fewSeconds, manySeconds;
    Opened small, large;
    for (int i = 0; i < 7; ++i) {
        small = open(few);
        large = open(many);
        fewSeconds.push_back(small.seconds);
        manySeconds.push_back(large.seconds);
    }
    report.push_back({"rows laid out when 10,000 messages open, against 100", std::to_string(large.rows), std::to_string(small.rows), 0,
                      "equal and > 0", small.rows == large.rows && small.rows > 0 && small.painted > 0});
    char now[32], then[32];
    std::snprintf(now, sizeof now, "%.1f ms", median(manySeconds) * 1e3);
    std::snprintf(then, sizeof then, "%.1f ms", median(fewSeconds) * 1e3);
    const double ratio = median(fewSeconds) > 0 ? median(manySeconds) / median(fewSeconds) : 0;
    report.push_back({"CPU time to show 10,000 messages, against 100", now, then, ratio, "<= 2x", ratio <= 2});
}

} // namespace bench
