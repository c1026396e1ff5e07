#include "backends/anthropic/decoder.h"
#include "backends/openma/decoder.h"
#include "oracle.h"

namespace {

//! `wrapped`: the wire has listings whose rows hold the event, and that alone is what came.
void check(const base::Result<api::Event> &event, const QByteArray &input, bool wrapped)
{
    if (!event.ok()) {
        MUSTER_ORACLE(event.error().kind == base::Error::Kind::Protocol);
        return;
    }
    MUSTER_ORACLE(wrapped ? input.contains(event->raw) : event->raw == input || event->raw == input.trimmed());
    MUSTER_ORACLE(!event->raw.isEmpty());
    MUSTER_ORACLE(!event->type.isEmpty());
    MUSTER_ORACLE(!event->at.isValid() || event->at.timeSpec() == Qt::UTC);
    // What is kept as text has to be text.
    for (const auto &block : event->content)
        MUSTER_ORACLE(block.text.isValidUtf8());
    MUSTER_ORACLE(event->delta.isValidUtf8());
    MUSTER_ORACLE(event->text().isValidUtf8());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    check(backends::anthropic::decodeEvent(input), input, false);
    check(backends::openma::decodeEvent(input), input, true);
    return 0;
}
