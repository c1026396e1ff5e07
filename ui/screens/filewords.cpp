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

QString FileWords::limits(const api::AttachmentTraits &traits)
{
    if (traits.imageTypes.isEmpty() && traits.documentTypes.isEmpty())
        return tr("This server takes no files with a message.");
    QStringList sentences{tr("Attach files: %1.").arg(kinds(traits))};
    if (traits.maxBytes > 0)
        sentences.append(tr("A file may have %1 at most.").arg(size(traits.maxBytes)));
    if (traits.maxFiles > 0)
        sentences.append(tr("Up to %n files go with a message.", nullptr, traits.maxFiles));
    return sentences.join(QLatin1Char(' '));
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
    case Refusal::TooLarge: {
        const qint64 most = traits.maxBytes > 0 ? traits.maxBytes : traits.maxTotalBytes;
        return tr("“%1” is too large: it has %2, and a file may have %3 at most.").arg(name, size(file.size), size(most));
    }
    case Refusal::None: break;
    }
    return {};
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
