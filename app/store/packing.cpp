#include "store/packing.h"

namespace store {

namespace {

// Below this there is next to nothing to save.
constexpr qsizetype worthPacking = 256;
// zlib's fastest: a third of the size of JSON already, and four times as fast as its default.
constexpr int level = 1;

} // namespace

Packed pack(const QByteArray &bytes)
{
    if (bytes.size() < worthPacking)
        return {bytes, false};
    const QByteArray packed = qCompress(bytes, level);
    if (packed.isEmpty() || packed.size() > bytes.size() * 3 / 4)
        return {bytes, false};
    return {packed, true};
}

QByteArray unpack(const QByteArray &bytes, bool isPacked)
{
    return isPacked ? qUncompress(bytes) : bytes;
}

EventBody unpackBody(const QByteArray &bytes, int packed, qsizetype rawSize)
{
    const QByteArray body = unpack(bytes, packed & bodyPacked);
    return {body.left(rawSize), body.mid(rawSize)};
}

} // namespace store
