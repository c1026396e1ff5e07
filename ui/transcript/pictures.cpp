#include "ui/transcript/pictures.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace ui {

using Format = transcript::ImageHeader::Format;

namespace {

const char *decoderOf(Format format)
{
    switch (format) {
    case Format::Png: return "png";
    case Format::Jpeg: return "jpeg";
    case Format::Gif: return "gif";
    case Format::WebP: return "webp";
    case Format::None: break;
    }
    return "";
}

qsizetype bytesOf(const std::shared_ptr<const Picture> &picture)
{
    return picture ? picture->image.sizeInBytes() : 0;
}

} // namespace

Pictures::Pictures(QObject *parent)
    : QObject(parent)
    , m_stopped(std::make_shared<std::atomic<bool>>(false))
{
    QImageReader::setAllocationLimit(decodingMegabytes);
}

Pictures::~Pictures()
{
    *m_stopped = true;
}

const Pictures::Kept *Pictures::kept(const PictureSource &source) const
{
    const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&source](const Kept &entry) { return entry.source == source; });
    return found == m_kept.end() ? nullptr : &*found;
}

std::shared_ptr<const Picture> Pictures::find(const PictureSource &source) const
{
    const Kept *entry = kept(source);
    return entry ? entry->picture : nullptr;
}

void Pictures::want(std::vector<Wish> wishes)
{
    m_wishes.clear();
    for (Wish &wish : wishes) {
        // A little larger on the screen than it was is no reason to decode it anew.
        const Kept *entry = kept(wish.source);
        const bool enough = entry && (entry->picture->fault != PictureFault::None || entry->picture->image.width() * 10 >= wish.pixels.width() * 9);
        if (!enough)
            m_wishes.push_back(std::move(wish));
    }
    next();
}

void Pictures::next()
{
    if (m_busy || m_wishes.empty())
        return;
    m_busy = true;
    const Wish wish = m_wishes.front();
    const QPointer<Pictures> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, wish, stopped = m_stopped] {
        if (*stopped)
            return;
        auto picture = std::make_shared<const Picture>(decode(wish.source, wish.pixels));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, wish, picture] {
                if (!self)
                    return;
                self->m_busy = false;
                self->keep({wish.source, wish.pixels, picture});
            },
            Qt::QueuedConnection);
    });
}

void Pictures::keep(Kept made)
{
    ++m_decoded;
    std::erase_if(m_wishes, [&made](const Wish &wish) { return wish.source == made.source; });
    m_kept.remove_if([this, &made](const Kept &entry) {
        const bool same = entry.source == made.source;
        m_bytes -= same ? bytesOf(entry.picture) : 0;
        return same;
    });
    const quint64 row = made.source.row;
    m_bytes += bytesOf(made.picture);
    m_kept.push_front(std::move(made));
    while (m_kept.size() > 1 && (m_bytes > budget || m_kept.size() > mostKept)) {
        m_bytes -= bytesOf(m_kept.back().picture);
        m_kept.pop_back();
    }
    Q_EMIT changed(row);
    next();
}

void Pictures::clear()
{
    m_wishes.clear();
    m_kept.clear();
    m_bytes = 0;
}

Picture Pictures::decode(const PictureSource &source, const QSize &pixels)
{
    Picture out;
    out.fault = source.fault;
    if (out.fault != PictureFault::None)
        return out;
    QByteArray bytes = source.bytes();
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    // Only the decoder that its first bytes name: no other one gets to see foreign bytes.
    QImageReader reader(&buffer, decoderOf(source.header.format));
    reader.setAutoDetectImageFormat(false);
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    const QSize raw = reader.size();
    if (!QImageReader::supportedImageFormats().contains(decoderOf(source.header.format)))
        out.fault = PictureFault::Kind;
    else if (!raw.isValid() || raw.isEmpty())
        out.fault = PictureFault::Broken;
    else if (qint64(raw.width()) * raw.height() > PictureSource::mostPixels)
        out.fault = PictureFault::TooManyPixels;
    if (out.fault != PictureFault::None)
        return out;
    QImage image = reader.read(); // of an animation the first picture
    if (image.isNull()) {
        out.fault = PictureFault::Broken;
        return out;
    }
    if (!pixels.isEmpty() && (image.width() > pixels.width() || image.height() > pixels.height()))
        image = image.scaled(pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    out.image = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    return out;
}

} // namespace ui
