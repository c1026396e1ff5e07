#include "backends/anthropic/decoder.h"

#include "backends/shared/standardevent.h"

namespace backends::anthropic {

base::Result<api::Event> decodeEvent(QByteArrayView json)
{
    thread_local EventReader reader; // its buffers are worth keeping: thousands of events, one after the other
    if (const auto outcome = reader.read(json); !outcome)
        return outcome.error();
    if (reader.text("type").empty())
        return base::Error::of(base::Error::Kind::Protocol, QStringLiteral("an event without a type"));
    return standardEvent(reader);
}

} // namespace backends::anthropic
