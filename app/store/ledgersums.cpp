#include "store/ledgersums.h"

namespace store {

std::optional<double> LedgerTokens::cacheHitRate() const
{
    const qint64 all = input + cacheRead + cacheWrite;
    return all > 0 ? std::optional(double(cacheRead) / double(all)) : std::nullopt;
}

} // namespace store
