#include "tests/bench/talk.h"

#include <QDateTime>

namespace bench {

namespace {

const QString live = QStringLiteral("sevt_live");

QByteArray part(int number)
{
    const QByteArray n = QByteArray::number(number);
    return "## Step " + n + "\n\nHere is what I found in `config" + n + ".toml`, and it is **more** than expected: the [page](https://example.org/" + n
        + ") says that every part of it has to be looked at once more before the next one can begin.\n\n"
          "1. Read the file\n2. Run the *tests*, all of them\n3. Write down what failed\n\n"
          "```python\ndef step_" + n + "(name):\n    for part in name.split('.'):\n        print(part, len(part))\n    return None\n```\n\n"
          "| file | lines |\n|---|---:|\n| a.py | " + n + " |\n| b.py | 340 |\n\n"
          "Then we go on with the next part, which is a sentence that is long enough to wrap on most screens, so that it takes two lines or three.\n\n";
}

} // namespace

api::Events talk(int count)
{
    return talk(count, 0, count);
}

api::Events talk(int count, int from, int to)
{
    api::Events events;
    events.reserve(std::size_t(to - from));
    const QDateTime begin(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
    for (int i = from; i < to; ++i) {
        // What is seen at the end is the same however long it is.
        const int number = count - i;
        api::Event event;
        event.kind = i % 2 ? api::EventKind::AgentMessage : api::EventKind::UserMessage;
        event.type = i % 2 ? QStringLiteral("agent.message") : QStringLiteral("user.message");
        event.identity = QStringLiteral("sevt_%1").arg(i, 6, 10, QLatin1Char('0'));
        event.at = begin.addSecs(i);
        const QByteArray question = "Please do step " + QByteArray::number(number % 1000) + ". " + QByteArray("It matters more than it seems to. ").repeated(20);
        event.content.push_back({api::ContentBlock::Kind::Text, i % 2 ? part(number % 1000) : question});
        event.content.back().text.squeeze(); // as decoders make it; what was put together has room to spare
        events.push_back(std::move(event));
    }
    return events;
}

QByteArray answer(int bytes)
{
    QByteArray text;
    for (int i = 0; text.size() < bytes; ++i)
        text += part(i);
    return text;
}

api::Event answerBegins()
{
    api::Event event;
    event.kind = api::EventKind::PreviewStart;
    event.previewOf = api::PreviewOf::Message;
    event.previewId = live;
    return event;
}

api::Event answerGoesOn(const QByteArray &delta)
{
    api::Event event = answerBegins();
    event.kind = api::EventKind::PreviewDelta;
    event.delta = delta;
    return event;
}

} // namespace bench
