#include "base/plaintext.h"
#include "oracle.h"

#include <QString>

namespace {

bool hides(char32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0x200b && c <= 0x200f) || c == 0x2028 || c == 0x2029 || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f)
        || (c >= 0xd800 && c <= 0xdfff);
}

void check(const QString &shown, bool oneLine)
{
    for (const char32_t c : shown.toUcs4()) {
        MUSTER_ORACLE(!hides(c) || (c == 0x200d || c == 0x200c)); // joiners belong to scripts and emoji
        MUSTER_ORACLE(!oneLine || (c != '\n' && c != '\t'));
    }
    // QString::toUcs4 replaces halves of surrogate pairs, so look for them in the units.
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (shown.at(i).isHighSurrogate())
            MUSTER_ORACLE(++i < shown.size() && shown.at(i).isLowSurrogate());
        else
            MUSTER_ORACLE(!shown.at(i).isLowSurrogate());
    }
}

} // namespace

//! Whatever a server sends, what is shown hides nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    // As UTF-8, and as units, which may hold halves of surrogate pairs.
    const QString texts[] = {QString::fromUtf8(input), QString(reinterpret_cast<const QChar *>(input.constData()), input.size() / 2)};
    for (const auto &text : texts) {
        const QString line = base::plainLine(text, 80);
        check(line, true);
        MUSTER_ORACLE(line.size() <= 80 + 12);
        check(base::plainText(text), false);
        check(base::shortId(text, 18), true);
    }
    return 0;
}
