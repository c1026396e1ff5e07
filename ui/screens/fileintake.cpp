#include "ui/screens/fileintake.h"

#include "transcript/imageheader.h"
#include "ui/transcript/pictures.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QStringDecoder>

#include <algorithm>

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

bool exceeds(qint64 size, qint64 most)
{
    return most > 0 && size > most;
}

//! The number behind `key` in a dictionary that begins at `from` and has no other dictionary in it; 0: there is none.
int numberIn(QByteArrayView pdf, qsizetype from, QByteArrayView key)
{
    const qsizetype end = pdf.indexOf(">>", from);
    const qsizetype at = pdf.indexOf(key, from);
    if (at < 0 || end < 0 || at > end)
        return 0;
    return pdf.sliced(at + key.size(), std::min<qsizetype>(end - at - key.size(), 12)).trimmed().toByteArray().split(' ').constFirst().toInt();
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

int FileIntake::pagesOf(const QByteArray &pdf)
{
    // A linearised one says it at its beginning; else the root of the page tree does, where it is not packed.
    if (const qsizetype linear = pdf.left(2048).indexOf("/Linearized"); linear >= 0)
        return numberIn(pdf, linear, "/N ");
    int most = 0;
    for (qsizetype at = pdf.indexOf("/Pages"); at >= 0; at = pdf.indexOf("/Pages", at + 6)) {
        const qsizetype begin = pdf.lastIndexOf("<<", at);
        if (begin >= 0 && at - begin < 2048)
            most = std::max(most, numberIn(pdf, begin, "/Count "));
    }
    return most;
}

FileIntake::Refusal FileIntake::refusalOf(Taken &file, const QByteArray &bytes, const api::AttachmentTraits &traits)
{
    const QString &type = file.file.mediaType;
    if (exceeds(file.size, traits.maxBytesOf(type)) || exceeds(file.size, traits.maxTotalBytes))
        return Refusal::TooLarge;
    if (traits.imageTypes.contains(type)) {
        const transcript::ImageHeader header = transcript::imageHeader(bytes);
        file.pixels = QSize(header.width, header.height);
        return exceeds(std::max(header.width, header.height), traits.maxImageSide) ? Refusal::TooWide : Refusal::None;
    }
    if (type == QLatin1String("application/pdf"))
        file.pages = pagesOf(bytes);
    return exceeds(file.pages, traits.maxPdfPages) ? Refusal::TooLong : Refusal::None;
}

FileIntake::Taken FileIntake::shrunk(const QString &name, const QByteArray &bytes, const api::AttachmentTraits &traits)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    // Only the decoder that its first bytes ask for.
    const QString type = mediaTypeOf(bytes);
    QImageReader reader(&buffer, type.startsWith(QLatin1String("image/")) ? type.mid(6).toLatin1() : QByteArray("png"));
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const QSize most(shrunkSide, shrunkSide);
    if (size.isValid() && (size.width() > shrunkSide || size.height() > shrunkSide))
        reader.setScaledSize(size.scaled(most, Qt::KeepAspectRatio));
    QImage image = reader.read();
    if (image.width() > shrunkSide || image.height() > shrunkSide)
        image = image.scaled(most, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    Taken out;
    out.file.name = name;
    out.size = bytes.size();
    out.refusal = Refusal::Unreadable;
    out.systemWords = reader.errorString();
    const QString base = QFileInfo(name).completeBaseName();
    if (image.isNull())
        return out;
    if (image.hasAlphaChannel())
        return check(base + QStringLiteral(".png"), encoded(image, "png", -1), traits);
    return check(base + QStringLiteral(".jpg"), encoded(image, "jpeg", 90), traits);
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
    out.refusal = refusalOf(out, bytes, traits);
    if (out.refusal != Refusal::None) {
        if (image)
            out.original = bytes;
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
    else if (exceeds(out.size, traits.maxBytes()))
        out.refusal = Refusal::TooLarge;
    else if (!file.open(QIODevice::ReadOnly))
        out.refusal = Refusal::Unreadable;
    if (out.refusal != Refusal::None) {
        out.systemWords = file.errorString();
        return out;
    }
    // It may grow while it is read; some files of the system have no size at all.
    const qint64 most = traits.maxBytes();
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
