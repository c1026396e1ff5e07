#include "backends/anthropic/decoder.h"
#include "tests/bench/measure.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bench {

namespace {

//! Events of 1 to 8 kB as histories have them: messages with Markdown, calls with input, results with output.
QByteArrayList history(int count)
{
    QByteArrayList out;
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "\"id\":\"sevt_" + QByteArray::number(i) + "\",\"processed_at\":\"2026-11-20T09:15:00.123Z\"";
        QByteArray text;
        while (text.size() < 1000 + (i * 977) % 7000)
            text += "A sentence with \\\"quotes\\\", caf\xc3\xa9 and a line break.\\n";
        switch (i % 3) {
        case 0:
            out += "{" + id + ",\"type\":\"agent.message\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
            break;
        case 1:
            out += "{" + id + ",\"type\":\"agent.tool_use\",\"name\":\"bash\",\"input\":{\"command\":\"" + text
                + "\"},\"evaluated_permission\":\"allow\"}";
            break;
        default:
            out += "{" + id + ",\"type\":\"agent.tool_result\",\"tool_use_id\":\"sevt_1\",\"is_error\":false,\"content\":[{\"type\":\"text\","
                   "\"text\":\"" + text + "\"}]}";
            break;
        }
    }
    return out;
}

//! The same fields read through QJsonDocument: what a program would write without a faster parser.
quint64 throughQt(const QByteArrayList &events)
{
    quint64 sum = 0;
    for (const QByteArray &event : events) {
        const QJsonObject object = QJsonDocument::fromJson(event).object();
        sum += quint64(object[QLatin1String("id")].toString().size() + object[QLatin1String("type")].toString().size());
        for (const QJsonValue &block : object[QLatin1String("content")].toArray())
            sum += quint64(block.toObject()[QLatin1String("text")].toString().size());
        sum += quint64(object[QLatin1String("input")].toObject()[QLatin1String("command")].toString().size());
    }
    return sum;
}

quint64 throughUs(const QByteArrayList &events)
{
    quint64 sum = 0;
    for (const QByteArray &event : events) {
        const auto decoded = backends::anthropic::decodeEvent(event);
        if (!decoded)
            continue;
        sum += quint64(decoded->identity.size() + decoded->toolInput.size());
        for (const auto &block : decoded->content)
            sum += quint64(block.text.size());
    }
    return sum;
}

} // namespace

void events(std::vector<Line> &report)
{
    const QByteArrayList all = history(1000);
    double bytes = 0;
    for (const QByteArray &event : all)
        bytes += double(event.size());
    const Pair pair = interleaved(9, [&] { keep(throughQt(all)); }, [&] { keep(throughUs(all)); });
    const double ratio = pair.real > 0 ? pair.floor / pair.real : 0;
    report.push_back({"JSON events decoded, against QJsonDocument", megabytesPerSecond(bytes, pair.real), megabytesPerSecond(bytes, pair.floor),
                      ratio, ">= 6x", ratio >= 6});
}

} // namespace bench
