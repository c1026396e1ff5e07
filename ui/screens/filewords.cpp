#include "ui/screens/filewords.h"

#include "base/plaintext.h"

#include <QLocale>

namespace screens {

QString FileWords::kind(const QString &mediaType)
{
    static const std::array<std::pair<const char *, const char *>, 4> pictures{
        {{"image/png", "PNG"}, {"image/jpeg", "JPEG"}, {"image/gif", "GIF"}, {"image/webp", "WebP"}}};
    for (const auto &[type, word] : pictures) {
        if (mediaType == QLatin1String(type))
            return QLatin1String(word);
    }
    if (mediaType == QLatin1String("application/pdf"))
        return QStringLiteral("PDF");
    return mediaType == QLatin1String("text/plain") ? tr("plain text") : base::plainLine(mediaType, 60);
}

QString FileWords::size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString FileWords::kinds(const api::AttachmentTraits &traits)
{
    QStringList words;
    for (const QString &type : traits.imageTypes + traits.documentTypes)
        words.append(kind(type));
    return QLocale().createSeparatedList(words);
}

QString FileWords::pdfLimit(const api::AttachmentTraits &traits)
{
    if (traits.maxPdfPages <= 0)
        return tr("A PDF may have %1.").arg(size(traits.maxPdfBytes));
    const QString pages = tr("A PDF may have %1 and %n pages", nullptr, traits.maxPdfPages).arg(size(traits.maxPdfBytes));
    return traits.safePdfPages > 0 ? tr("%1; smaller models take %2 pages only.").arg(pages, QString::number(traits.safePdfPages)) : pages + QLatin1Char('.');
}

QString FileWords::limits(const api::AttachmentTraits &traits)
{
    if (traits.imageTypes.isEmpty() && traits.documentTypes.isEmpty())
        return tr("This server takes no files with a message.");
    QStringList sentences{tr("Attach files: %1.").arg(kinds(traits))};
    if (traits.maxImageBytes > 0 && !traits.imageTypes.isEmpty())
        sentences.append(tr("A picture may have %1.").arg(size(traits.maxImageBytes)));
    if (traits.maxPdfBytes > 0 && traits.takes(QStringLiteral("application/pdf")))
        sentences.append(pdfLimit(traits));
    if (traits.maxTextBytes > 0 && traits.takes(QStringLiteral("text/plain")))
        sentences.append(tr("A text may have %1.").arg(size(traits.maxTextBytes)));
    if (traits.maxFiles > 0)
        sentences.append(tr("Up to %n files go with a message.", nullptr, traits.maxFiles));
    return sentences.join(QLatin1Char(' '));
}

QString FileWords::tooLarge(const QString &name, const FileIntake::Taken &file, const api::AttachmentTraits &traits)
{
    const QString has = size(file.size);
    const qint64 most = traits.maxBytesOf(file.file.mediaType);
    if (file.file.mediaType.isEmpty() || most <= 0)
        return tr("“%1” is too large: it has %2, and no file may have more than %3.").arg(name, has, size(traits.maxBytes()));
    if (traits.imageTypes.contains(file.file.mediaType))
        return tr("“%1” is too large: it has %2, and a picture may have %3 at most.").arg(name, has, size(most));
    if (file.file.mediaType == QLatin1String("text/plain"))
        return tr("“%1” is too large: it has %2, and a text may have %3 at most.").arg(name, has, size(most));
    return tr("“%1” is too large: it has %2, and a PDF may have %3 at most.").arg(name, has, size(most));
}

QString FileWords::refusal(const FileIntake::Taken &file, const api::AttachmentTraits &traits)
{
    using Refusal = FileIntake::Refusal;
    const QString name = base::plainLine(file.file.name, 120);
    switch (file.refusal) {
    case Refusal::Missing: return tr("“%1” is not there any more.").arg(name);
    case Refusal::NoFile: return tr("“%1” is a folder or a device: only files can go along.").arg(name);
    case Refusal::Unreadable: return tr("“%1” cannot be read: %2").arg(name, base::plainLine(file.systemWords));
    case Refusal::Empty: return tr("“%1” is empty.").arg(name);
    case Refusal::Kind:
        if (traits.imageTypes.isEmpty() && traits.documentTypes.isEmpty())
            return limits(traits);
        return tr("“%1” cannot go along. This server takes: %2.").arg(name, kinds(traits));
    case Refusal::TooLarge: return tooLarge(name, file, traits);
    case Refusal::TooWide:
        return tr("“%1” is too large: it has %2 by %3 pixels, and a picture may have %4 by %4.")
            .arg(name, QString::number(file.pixels.width()), QString::number(file.pixels.height()), QString::number(traits.maxImageSide));
    case Refusal::TooLong:
        return tr("“%1” has %n pages: a PDF may have %2 at most.", nullptr, file.pages).arg(name, QString::number(traits.maxPdfPages));
    case Refusal::None: break;
    }
    return {};
}

QString FileWords::shrunk(const QSize &pixels)
{
    return tr("scaled down to %1 × %2").arg(pixels.width()).arg(pixels.height());
}

QString FileWords::tooMany(int left, const api::AttachmentTraits &traits)
{
    return tr("%n files were left out: %1 go with one message at most.", nullptr, left).arg(traits.maxFiles);
}

QString FileWords::tooMuch(const QString &name, const api::AttachmentTraits &traits)
{
    return tr("“%1” was left out: all files of a message together may have %2.").arg(base::plainLine(name, 120), size(traits.maxTotalBytes));
}

} // namespace screens
