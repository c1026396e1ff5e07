#pragma once

#include "transcript/imageheader.h"

#include <QByteArray>

#include <vector>

namespace transcript {

//! Where in an event's JSON the base64 of one of its pictures stands.
struct EmbeddedImage
{
    qsizetype from = -1;   //!< -1: it is not in the event (an address, a file's id)
    qsizetype size = 0;    //!< characters
    bool isEmbedded() const { return from >= 0; }
    //! Of the picture itself, bytes.
    qint64 bytes() const { return qint64(size) / 4 * 3; }
    bool operator==(const EmbeddedImage &) const = default;
};

//! The image blocks of an event's content, in their order. Looks at structure only: megabytes of text are passed over, nothing is copied.
//! Total: broken JSON gives what stands before the break.
std::vector<EmbeddedImage> embeddedImages(QByteArrayView json);

//! The picture's bytes; empty: that is no base64. `most`: no more than the first so many.
QByteArray imageBytes(QByteArrayView json, const EmbeddedImage &image, qsizetype most = -1);

} // namespace transcript
