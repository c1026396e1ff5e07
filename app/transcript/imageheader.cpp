#include "transcript/imageheader.h"

#include <utility>

namespace transcript {

namespace {

using Format = ImageHeader::Format;

quint32 at(QByteArrayView bytes, qsizetype i)
{
    return uchar(bytes[i]);
}

quint32 big16(QByteArrayView bytes, qsizetype i)
{
    return at(bytes, i) << 8 | at(bytes, i + 1);
}

quint32 big32(QByteArrayView bytes, qsizetype i)
{
    return big16(bytes, i) << 16 | big16(bytes, i + 2);
}

quint32 little16(QByteArrayView bytes, qsizetype i)
{
    return at(bytes, i) | at(bytes, i + 1) << 8;
}

quint32 little24(QByteArrayView bytes, qsizetype i)
{
    return little16(bytes, i) | at(bytes, i + 2) << 16;
}

ImageHeader sized(Format format, quint32 width, quint32 height)
{
    constexpr quint32 most = 0x7fffffff;
    ImageHeader out{format};
    if (width > 0 && height > 0 && width <= most && height <= most) {
        out.width = int(width);
        out.height = int(height);
    }
    return out;
}

ImageHeader png(QByteArrayView bytes)
{
    if (bytes.size() < 24 || bytes.sliced(12, 4) != QByteArrayView("IHDR"))
        return {Format::Png};
    return sized(Format::Png, big32(bytes, 16), big32(bytes, 20));
}

ImageHeader webp(QByteArrayView bytes)
{
    if (bytes.size() < 30)
        return {Format::WebP};
    const QByteArrayView kind = bytes.sliced(12, 4);
    if (kind == QByteArrayView("VP8X"))
        return sized(Format::WebP, little24(bytes, 24) + 1, little24(bytes, 27) + 1);
    if (kind == QByteArrayView("VP8L") && at(bytes, 20) == 0x2f) {
        const quint32 bits = little16(bytes, 21) | little16(bytes, 23) << 16;
        return sized(Format::WebP, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    if (kind == QByteArrayView("VP8 ") && at(bytes, 23) == 0x9d)
        return sized(Format::WebP, little16(bytes, 26) & 0x3fff, little16(bytes, 28) & 0x3fff);
    return {Format::WebP};
}

//! True: a camera was held so that the picture has to be turned by a quarter. `exif`: what follows "Exif\0\0", a small TIFF.
bool isTurned(QByteArrayView exif)
{
    if (exif.size() < 8)
        return false;
    const bool little = exif.startsWith("II");
    const auto word = [&](qsizetype i) { return little ? little16(exif, i) : big16(exif, i); };
    const qsizetype first = little ? qsizetype(little16(exif, 4) | little16(exif, 6) << 16) : qsizetype(big32(exif, 4));
    if (first < 8 || first + 2 > exif.size())
        return false;
    const qsizetype count = word(first);
    for (qsizetype i = 0; i < count && first + 2 + (i + 1) * 12 <= exif.size(); ++i) {
        const qsizetype entry = first + 2 + i * 12;
        if (word(entry) == 0x0112)
            return word(entry + 8) >= 5 && word(entry + 8) <= 8;
    }
    return false;
}

ImageHeader jpeg(QByteArrayView bytes)
{
    bool turned = false;
    for (qsizetype i = 2; i + 4 <= bytes.size();) {
        if (at(bytes, i) != 0xff)
            break;
        const quint32 marker = at(bytes, i + 1);
        if (marker == 0xff) { // filling
            ++i;
            continue;
        }
        const qsizetype length = big16(bytes, i + 2);
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (length < 2 || marker == 0xda || marker == 0xd9)
            break;
        if (frame && i + 9 <= bytes.size()) {
            ImageHeader out = sized(Format::Jpeg, big16(bytes, i + 7), big16(bytes, i + 5));
            if (turned)
                std::swap(out.width, out.height);
            return out;
        }
        const QByteArrayView content = bytes.sliced(i + 4, std::min(length - 2, bytes.size() - i - 4));
        if (marker == 0xe1 && content.startsWith(QByteArrayView("Exif\0\0", 6)))
            turned = isTurned(content.sliced(6));
        i += 2 + length;
    }
    return {Format::Jpeg};
}

} // namespace

ImageHeader imageHeader(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return png(bytes);
    if (bytes.startsWith("\xff\xd8\xff"))
        return jpeg(bytes);
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return bytes.size() < 10 ? ImageHeader{Format::Gif} : sized(Format::Gif, little16(bytes, 6), little16(bytes, 8));
    if (bytes.startsWith("RIFF") && bytes.size() >= 12 && bytes.sliced(8, 4) == QByteArrayView("WEBP"))
        return webp(bytes);
    return {};
}

} // namespace transcript
