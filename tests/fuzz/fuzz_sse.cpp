#include "net/sseparser.h"
#include "oracle.h"

namespace {

struct Outcome
{
    std::vector<net::Frame> frames;
    QByteArray lastId;
    std::optional<std::chrono::milliseconds> retry;
    bool failed = false;

    bool operator==(const Outcome &) const = default;
};

//! `step` says how many bytes come next.
template<class Step>
Outcome parse(const QByteArray &input, qsizetype cap, Step step)
{
    net::SseParser parser(cap);
    Outcome outcome;
    for (qsizetype at = 0; at < input.size();) {
        const auto length = qMin(qMax<qsizetype>(1, step()), input.size() - at);
        for (auto &frame : parser.feed(QByteArrayView(input).sliced(at, length)))
            outcome.frames.push_back(std::move(frame));
        at += length;
    }
    outcome.lastId = parser.lastEventId();
    outcome.retry = parser.retry();
    outcome.failed = parser.failed();
    MUSTER_ORACLE(parser.pendingBytes() <= 2 * cap);
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    for (const qsizetype cap : {net::SseParser::defaultCap, qsizetype(64)}) {
        fuzz::Dice dice(input);
        const auto whole = parse(input, cap, [&] { return input.size(); });
        const auto bytes = parse(input, cap, [] { return 1; });
        const auto chunks = parse(input, cap, [&] { return 1 + dice.roll(17); });
        MUSTER_ORACLE(whole == bytes);
        MUSTER_ORACLE(whole == chunks);
        for (const auto &frame : whole.frames) {
            MUSTER_ORACLE(frame.data.size() <= cap);
            MUSTER_ORACLE(!frame.event.isEmpty());
        }
    }
    return 0;
}
