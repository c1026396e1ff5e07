#include "backends/shared/spelling.h"

namespace backends {

using base::fromQString;
using base::Json;

namespace {

Json textContent(const QString &text)
{
    return Json::array({Json{{"type", "text"}, {"text", fromQString(text)}}});
}

//! Where the file's bytes are (managed-agents.md §8.2): uploaded before, as text, or in base64.
Json sourceOf(const api::Attachment &file)
{
    if (!file.fileId.isEmpty())
        return {{"type", "file"}, {"file_id", fromQString(file.fileId)}};
    if (file.kind == api::Attachment::Kind::Document && file.mediaType == QLatin1String("text/plain"))
        return {{"type", "text"}, {"media_type", "text/plain"}, {"data", fromQString(QString::fromUtf8(file.bytes))}}; // valid UTF-8 whatever it was
    return {{"type", "base64"}, {"media_type", fromQString(file.mediaType)}, {"data", file.bytes.toBase64().toStdString()}};
}

//! Files before the text: models read them better that way.
Json messageContent(const api::Outgoing &outgoing)
{
    if (outgoing.attachments.empty())
        return textContent(outgoing.text);
    Json content = Json::array();
    for (const api::Attachment &file : outgoing.attachments) {
        const bool image = file.kind == api::Attachment::Kind::Image;
        Json block{{"type", image ? "image" : "document"}, {"source", sourceOf(file)}};
        if (!image && !file.name.isEmpty())
            block["title"] = fromQString(file.name);
        content.push_back(std::move(block));
    }
    if (!outgoing.text.trimmed().isEmpty()) // a block without text is refused
        content.push_back({{"type", "text"}, {"text", fromQString(outgoing.text)}});
    return content;
}

Json spellAnswer(const api::Outgoing &outgoing)
{
    const bool allows = outgoing.kind == api::Outgoing::Kind::Allow;
    Json event{{"type", "user.tool_confirmation"}, {"tool_use_id", fromQString(outgoing.toolUseId)}, {"result", allows ? "allow" : "deny"}};
    if (!allows && !outgoing.text.isEmpty())
        event["deny_message"] = fromQString(outgoing.text);
    return event;
}

} // namespace

api::AttachmentTraits standardAttachments()
{
    api::AttachmentTraits out;
    for (const char *type : {"image/png", "image/jpeg", "image/gif", "image/webp"})
        out.imageTypes.append(QLatin1String(type));
    for (const char *type : {"application/pdf", "text/plain"})
        out.documentTypes.append(QLatin1String(type));
    out.maxImageBytes = 5 * 1024 * 1024 / 4 * 3; // in base64 they are 5 MiB
    out.maxImageSide = 8000;
    out.maxInsideBytes = 22'000'000; // in base64, with room for the text, below 32 MB
    out.maxTotalBytes = out.maxInsideBytes;
    out.maxPdfBytes = out.maxInsideBytes;
    out.maxPdfPages = 600;
    out.safePdfPages = 100;
    out.maxTextBytes = 4'000'000;
    out.maxFiles = 20; // with more pictures than these a side may have 2000 pixels only
    return out;
}

api::AttachmentTraits attachmentsWithUploads()
{
    api::AttachmentTraits out = standardAttachments();
    out.maxTotalBytes = 32'000'000; // the model is given all of them in one request
    out.maxPdfBytes = out.maxTotalBytes;
    out.uploads = true;
    out.uploadFrom = 1'000'000; // what is sent again with a failed message is not uploaded again
    return out;
}

Json spellStandard(const api::Outgoing &outgoing)
{
    using Kind = api::Outgoing::Kind;
    switch (outgoing.kind) {
    case Kind::Message:
        return {{"type", "user.message"}, {"content", messageContent(outgoing)}};
    case Kind::Interrupt: {
        Json event{{"type", "user.interrupt"}};
        if (!outgoing.threadId.isEmpty())
            event["session_thread_id"] = fromQString(outgoing.threadId);
        return event;
    }
    case Kind::Allow:
    case Kind::Deny:
        return spellAnswer(outgoing);
    case Kind::CustomResult: {
        Json event{{"type", "user.custom_tool_result"},
                   {"custom_tool_use_id", fromQString(outgoing.toolUseId)},
                   {"content", textContent(outgoing.text)}};
        if (outgoing.isError)
            event["is_error"] = true;
        return event;
    }
    }
    return {};
}

} // namespace backends
