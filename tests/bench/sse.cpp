#include "net/sseparser.h"
#include "tests/bench/measure.h"

#include <algorithm>
#include <cstring>

namespace bench {

namespace {

//! A stream of short deltas, the shape that a reply has on the wire: about 100 bytes an event.
QByteArray stream(qsizetype bytes)
{
    QByteArray out;
    int i = 0;
    while (out.size() < bytes) {
        out += "event: event_delta\ndata: {\"type\":\"event_delta\",\"event_id\":\"sevt_01\",\"delta\":{\"text\":\"word "
            + QByteArray::number(i++) + " \"}}\n\n";
    }
    return out;
}

quint64 newlines(const QByteArray &bytes)
{
    quint64 count = 0;
    const char *at = bytes.constData();
    const char *end = at + bytes.size();
    while ((at = static_cast<const char *>(std::memchr(at, '\n', std::size_t(end - at))))) {
        ++count;
        ++at;
    }
    return count;
}

quint64 parsed(const QByteArray &bytes, qsizetype chunk)
{
    net::SseParser parser;
    std::vector<net::Frame> frames;
    quint64 count = 0;
    for (qsizetype at = 0; at < bytes.size(); at += chunk) {
        frames.clear();
        parser.feed(QByteArrayView(bytes).sliced(at, std::min(chunk, bytes.size() - at)), frames);
        count += frames.size();
    }
    return count;
}

} // namespace

void sse(std::vector<Line> &report)
{
    const QByteArray bytes = stream(16 * 1024 * 1024);
    for (const qsizetype chunk : {qsizetype(1448), qsizetype(16384)}) {
        const Pair pair = interleaved(9, [&] { keep(newlines(bytes)); }, [&] { keep(parsed(bytes, chunk)); });
        const double ratio = pair.real > 0 ? pair.floor / pair.real : 0;
        report.push_back({"SSE parse, chunks of " + std::to_string(chunk) + " bytes, against memchr",
                          megabytesPerSecond(double(bytes.size()), pair.real), megabytesPerSecond(double(bytes.size()), pair.floor), ratio,
                          ">= 0.1x", ratio >= 0.1});
    }
}

} // namespace bench
