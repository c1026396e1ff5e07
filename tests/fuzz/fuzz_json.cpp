#include "base/json.h"
#include "base/mergepatch.h"
#include "oracle.h"

namespace {

int depth(const base::Json &json)
{
    int deepest = 0;
    if (json.is_structured()) {
        for (const auto &child : json)
            deepest = qMax(deepest, depth(child));
        ++deepest;
    }
    return deepest;
}

} // namespace

//! What is read can be written and read again as the same, in compact form and in the form for people; nothing is deeper than the limit.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    const auto json = base::parseJson(input);
    if (!json.ok()) {
        MUSTER_ORACLE(json.error().kind == base::Error::Kind::Protocol);
        return 0;
    }
    MUSTER_ORACLE(depth(*json) <= base::maxJsonDepth);
    const auto compact = base::parseJson(base::dumpJson(*json));
    const auto pretty = base::parseJson(base::prettyJson(*json));
    MUSTER_ORACLE(compact.ok() && pretty.ok());
    MUSTER_ORACLE(*compact == *json);
    MUSTER_ORACLE(*pretty == *json);
    base::toQString(*json);
    return 0;
}
