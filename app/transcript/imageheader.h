#pragma once

#include <QByteArrayView>

namespace transcript {

//! What the first bytes of a picture say of it, before anybody decodes it. Pure and total: any bytes give an answer.
struct ImageHeader
{
    enum class Format { None, Png, Jpeg, Gif, WebP };
    Format format = Format::None;  //!< by its first bytes, whatever the server calls it
    int width = 0;                 //!< as it is shown, pixels; 0: these bytes do not say
    int height = 0;
    bool isSized() const { return width > 0 && height > 0; }
    qint64 pixels() const { return qint64(width) * height; }
    bool operator==(const ImageHeader &) const = default;
};

ImageHeader imageHeader(QByteArrayView bytes);

} // namespace transcript
