#include "oracle.h"
#include "transcript/showntext.h"

#include <QString>

#include <algorithm>

//! Terminal output loses its colours and nothing else: never more than there was, once is enough, and what is shown holds no escape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    const QByteArray plain = transcript::withoutAnsi(input);
    MUSTER_ORACLE(plain.size() <= input.size());
    const bool special = input.contains('\x1b') || input.contains('\r') || input.contains('\xc2') || input.contains('\x9b');
    MUSTER_ORACLE(special || plain == input);
    const QString shown = transcript::shownText(plain);
    const auto hides = [](QChar c) {
        const char16_t u = c.unicode();
        return (u < 0x20 && u != '\n' && u != '\t') || (u >= 0x7f && u < 0xa0) || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
    };
    MUSTER_ORACLE(std::none_of(shown.begin(), shown.end(), hides));
    return 0;
}
