#include "ui/transcript/picturesource.h"

namespace ui {

using Format = transcript::ImageHeader::Format;

namespace {

// Cameras put up to 64 KB, and some profiles more, before the size.
constexpr qsizetype firstLook = 4 * 1024;
constexpr qsizetype secondLook = 512 * 1024;

PictureFault faultOf(const PictureSource &source)
{
    if (source.header.format == Format::None)
        return PictureFault::Kind;
    if (source.place.bytes() > PictureSource::mostBytes)
        return PictureFault::TooManyBytes;
    if (!source.header.isSized())
        return PictureFault::Broken;
    return source.header.pixels() > PictureSource::mostPixels ? PictureFault::TooManyPixels : PictureFault::None;
}

} // namespace

QString PictureSource::ending() const
{
    switch (header.format) {
    case Format::Png: return QStringLiteral(".png");
    case Format::Jpeg: return QStringLiteral(".jpg");
    case Format::Gif: return QStringLiteral(".gif");
    case Format::WebP: return QStringLiteral(".webp");
    case Format::None: break;
    }
    return QStringLiteral(".bin");
}

std::vector<PictureSource> PictureSource::of(quint64 row, const QByteArray &json)
{
    std::vector<PictureSource> out;
    if (json.size() > mostJson)
        return out;
    for (const transcript::EmbeddedImage &place : transcript::embeddedImages(json)) {
        PictureSource source;
        source.row = row;
        source.number = int(out.size());
        source.place = place;
        if (place.isEmbedded()) {
            source.json = json;
            source.header = transcript::imageHeader(transcript::imageBytes(json, place, firstLook));
            if (source.header.format == Format::Jpeg && !source.header.isSized())
                source.header = transcript::imageHeader(transcript::imageBytes(json, place, secondLook));
            source.fault = faultOf(source);
        }
        out.push_back(std::move(source));
    }
    return out;
}

} // namespace ui
