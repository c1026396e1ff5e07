#include "backends/anthropic/decoder.h"
#include "backends/openma/decoder.h"
#include "oracle.h"
#include "transcript/reducer.h"

#include <QSet>

namespace {

using Decode = base::Result<api::Event> (*)(QByteArrayView);

api::Events decode(const QByteArray &lines, Decode decoder)
{
    api::Events events;
    for (const auto &line : lines.split('\n')) {
        auto event = decoder(line);
        if (event.ok())
            events.push_back(*event);
    }
    return events;
}

bool sameRows(const transcript::Reducer &a, const transcript::Reducer &b)
{
    if (a.rowCount() != b.rowCount())
        return false;
    for (int i = 0; i < a.rowCount(); ++i) {
        if (a.row(i).kind != b.row(i).kind || a.row(i).text != b.row(i).text)
            return false;
    }
    return true;
}

//! Stored events, each identity once: what else claims it is another event only in a fuzzer's mind.
api::Events distinct(const api::Events &events)
{
    api::Events result;
    QSet<QString> seen;
    for (const auto &event : events) {
        if (event.identity.isEmpty() || seen.contains(event.identity))
            continue;
        seen.insert(event.identity);
        result.push_back(event);
    }
    return result;
}

//! Rows do not depend on how the events were cut into batches, and stored events that come a second time change nothing.
void check(const api::Events &events)
{
    transcript::Reducer whole;
    whole.apply(events);
    transcript::Reducer single;
    for (const auto &event : events)
        single.apply({event});
    MUSTER_ORACLE(sameRows(whole, single));
    for (int i = 0; i < whole.rowCount(); ++i)
        MUSTER_ORACLE(whole.indexOf(whole.row(i).key) == i);

    whole.discardPreviews();
    const api::Events stored = distinct(events);
    transcript::Reducer once;
    once.apply(stored);
    transcript::Reducer twice;
    twice.apply(stored);
    twice.apply(stored);
    MUSTER_ORACLE(sameRows(once, twice));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    check(decode(input, backends::anthropic::decodeEvent));
    check(decode(input, backends::openma::decodeEvent));
    return 0;
}
