// What joins a message typed here with the event it became; the rest of the reducer is in core.cpp.
#include "transcript/core.h"

namespace transcript {

namespace {

//! Kinds in their order: names and sizes may come back otherwise than they were sent.
bool sameFiles(const api::Event &event, const Row &row)
{
    std::size_t next = 0;
    for (const api::ContentBlock &block : event.content) {
        if (block.kind == api::ContentBlock::Kind::Text)
            continue;
        if (next == row.attachments.size() || row.attachments[next++].kind != block.kind)
            return false;
    }
    return next == row.attachments.size();
}

} // namespace

Node *Reducer::Core::joinLocal(const api::Event &event)
{
    if (Node *node = expected.value(event.identity)) {
        forgetLocal(node);
        return node;
    }
    for (Node *node : locals) {
        const QString &ref = node->row.clientRef;
        if (ref == event.identity || (!event.messageId.isEmpty() && ref == event.messageId)) {
            forgetLocal(node);
            return node;
        }
    }
    if (m_older)
        return nullptr; // the same words, long before
    const QByteArray text = event.text().trimmed();
    for (Node *node : locals) {
        const Row &row = node->row;
        // An older message with the same words must not pass for one whose fate is not known.
        const bool tooOld = row.delivery == Delivery::Unknown && row.at.isValid() && event.at.isValid() && event.at < row.at.addSecs(-120);
        if (!row.isUnsent() && !tooOld && row.text.trimmed() == text && sameFiles(event, row)) {
            forgetLocal(node);
            return node;
        }
    }
    return nullptr;
}

void Reducer::Core::forgetLocal(Node *node)
{
    std::erase(locals, node);
    expected.removeIf([node](const auto &entry) { return entry.value() == node; });
}

} // namespace transcript
