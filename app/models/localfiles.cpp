#include "models/localfiles.h"

#include <QLocale>

#include <algorithm>

namespace models {

using api::Attachment;
using store::DraftFile;

namespace {

constexpr qsizetype mostPictureBytes = 8 * 1024 * 1024; // their base64 is made in some 8 ms

} // namespace

std::vector<DraftFile> LocalFiles::stored(const std::vector<Attachment> &files)
{
    std::vector<DraftFile> out;
    out.reserve(files.size());
    for (const Attachment &file : files)
        out.push_back({file.name, file.mediaType, QString(), file.bytes, file.fileId});
    return out;
}

std::vector<Attachment> LocalFiles::attachments(const std::vector<DraftFile> &files, const api::AttachmentTraits &traits)
{
    std::vector<Attachment> out;
    out.reserve(files.size());
    for (const DraftFile &file : files) {
        const bool image = traits.imageTypes.contains(file.mediaType) || file.mediaType.startsWith(QLatin1String("image/"));
        out.push_back({image ? Attachment::Kind::Image : Attachment::Kind::Document, file.name, file.mediaType, file.bytes, file.fileId});
    }
    return out;
}

bool LocalFiles::same(const std::vector<DraftFile> &one, const std::vector<DraftFile> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const DraftFile &a, const DraftFile &b) {
        return a.name == b.name && a.mediaType == b.mediaType && (a.bytes.isSharedWith(b.bytes) || a.bytes == b.bytes);
    });
}

std::vector<api::ContentBlock> LocalFiles::blocks(const std::vector<Attachment> &files)
{
    std::vector<api::ContentBlock> out;
    out.reserve(files.size());
    for (const Attachment &file : files) {
        const bool image = file.kind == Attachment::Kind::Image;
        api::ContentBlock block;
        block.kind = image ? api::ContentBlock::Kind::Image : api::ContentBlock::Kind::Document;
        if (!image)
            block.text = file.name.toUtf8();
        block.mediaType = file.mediaType;
        // As the back ends' decoders word it, so that nothing moves when the event comes.
        block.source = QStringLiteral("base64 · ") + QLocale::c().formattedDataSize(file.bytes.size(), 0, QLocale::DataSizeSIFormat);
        out.push_back(std::move(block));
    }
    return out;
}

QByteArray LocalFiles::pictures(const std::vector<Attachment> &files)
{
    QByteArray out;
    qsizetype bytes = 0;
    for (const Attachment &file : files) {
        if (file.kind != Attachment::Kind::Image)
            continue;
        bytes += file.bytes.size();
        out += out.isEmpty() ? "" : ",";
        // One without its bytes keeps its place: blocks and pictures are told apart by number.
        out += bytes > mostPictureBytes ? QByteArray(R"({"type":"image","source":{"type":"file"}})")
                                        : R"({"type":"image","source":{"type":"base64","data":")" + file.bytes.toBase64() + R"("}})";
    }
    return out.isEmpty() ? out : R"({"type":"user.message","content":[)" + out + "]}";
}

} // namespace models
