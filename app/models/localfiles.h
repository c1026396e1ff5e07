#pragma once

#include "api/client.h"
#include "store/drafts.h"

#include <vector>

namespace models {

//! The files of a message that was typed here, in the forms that draft, wire and transcript have for them.
class LocalFiles
{
public:
    static std::vector<store::DraftFile> stored(const std::vector<api::Attachment> &files);
    //! What is neither an image nor a document to this server goes as a document: it says itself what it does not take.
    static std::vector<api::Attachment> attachments(const std::vector<store::DraftFile> &files, const api::AttachmentTraits &traits);
    //! The same files; bytes are compared only where they are not shared.
    static bool same(const std::vector<store::DraftFile> &one, const std::vector<store::DraftFile> &other);
    //! As the message's event will have them.
    static std::vector<api::ContentBlock> blocks(const std::vector<api::Attachment> &files);
    //! A message with the pictures in it, as events have them, so that they can be shown before there is an event. Of many megabytes of pictures
    //! only the first: making it must not be felt.
    static QByteArray pictures(const std::vector<api::Attachment> &files);
};

} // namespace models
