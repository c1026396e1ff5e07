#include "ui/screens/fileintake.h"

#include "transcript/imageheader.h"
#include "ui/transcript/pictures.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace screens {

using Format = transcript::ImageHeader::Format;

namespace {

//! Whole UTF-8 without a NUL, which no text has.
bool isText(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && !text.isEmpty();
}

bool tooLarge(qint64 size, const api::AttachmentTraits &traits)
{
    return (traits.maxBytes > 0 && size > traits.maxBytes) || (traits.maxTotalBytes > 0 && size > traits.maxTotalBytes);
}

QByteArray encoded(const QImage &image, const char *format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format, quality) ? bytes : QByteArray();
}

} // namespace

QString FileIntake::mediaTypeOf(const QByteArray &bytes)
{
    switch (transcript::imageHeader(bytes).format) {
    case Format::Png: return QStringLiteral("image/png");
    case Format::Jpeg: return QStringLiteral("image/jpeg");
    case Format::Gif: return QStringLiteral("image/gif");
    case Format::WebP: return QStringLiteral("image/webp");
    case Format::None: break;
    }
    if (bytes.startsWith("%PDF-"))
        return QStringLiteral("application/pdf");
    return isText(bytes) ? QStringLiteral("text/plain") : QString();
}

QImage FileIntake::smallPicture(const QByteArray &bytes)
{
    ui::PictureSource source;
    source.header = transcript::imageHeader(bytes);
    if (source.header.format == Format::None || bytes.size() > ui::PictureSource::mostBytes)
        return {};
    // The decoder of the transcript, with its limits, reads base64.
    source.json = bytes.toBase64();
    source.place = {0, source.json.size()};
    return ui::Pictures::decode(source, QSize(pictureSide, pictureSide)).image;
}

FileIntake::Taken FileIntake::check(const QString &name, const QByteArray &bytes, const api::AttachmentTraits &traits)
{
    Taken out;
    out.size = bytes.size();
    out.file.name = name;
    if (bytes.isEmpty()) {
        out.refusal = Refusal::Empty;
        return out;
    }
    out.file.mediaType = mediaTypeOf(bytes);
    const bool image = traits.imageTypes.contains(out.file.mediaType);
    if (!image && !traits.documentTypes.contains(out.file.mediaType)) {
        out.refusal = Refusal::Kind;
        return out;
    }
    if (tooLarge(out.size, traits)) {
        out.refusal = Refusal::TooLarge;
        return out;
    }
    out.file.kind = image ? api::Attachment::Kind::Image : api::Attachment::Kind::Document;
    out.file.bytes = bytes;
    if (image)
        out.picture = smallPicture(bytes);
    return out;
}

FileIntake::Taken FileIntake::read(const QString &path, const api::AttachmentTraits &traits)
{
    const QFileInfo about(path);
    Taken out;
    out.file.name = about.fileName();
    out.size = about.size();
    QFile file(path);
    if (!about.exists())
        out.refusal = Refusal::Missing;
    else if (!about.isFile())
        out.refusal = Refusal::NoFile;
    else if (tooLarge(out.size, traits))
        out.refusal = Refusal::TooLarge;
    else if (!file.open(QIODevice::ReadOnly))
        out.refusal = Refusal::Unreadable;
    if (out.refusal != Refusal::None) {
        out.systemWords = file.errorString();
        return out;
    }
    // It may grow while it is read; some files of the system have no size at all.
    const qint64 most = traits.maxBytes > 0 ? traits.maxBytes : traits.maxTotalBytes;
    const QByteArray bytes = most > 0 ? file.read(most + 1) : file.readAll();
    if (file.error() != QFileDevice::NoError) {
        out.refusal = Refusal::Unreadable;
        out.systemWords = file.errorString();
        return out;
    }
    return check(out.file.name, bytes, traits);
}

FileIntake::Taken FileIntake::encode(const QImage &image, const QString &baseName, const api::AttachmentTraits &traits)
{
    Taken png = check(baseName + QStringLiteral(".png"), encoded(image, "png", -1), traits);
    if (png.refusal != Refusal::TooLarge || image.hasAlphaChannel() || !traits.imageTypes.contains(QStringLiteral("image/jpeg")))
        return png;
    Taken jpeg = check(baseName + QStringLiteral(".jpg"), encoded(image, "jpeg", 90), traits);
    return jpeg.refusal == Refusal::None ? jpeg : png;
}

} // namespace screens
