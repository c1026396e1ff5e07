#include "sync/outboxmatch.h"

namespace syncing {

namespace {

using Kind = api::Outgoing::Kind;

// The server's clock is not ours. Only asked where the history does not hold the event that was the newest when the row was sent.
constexpr qint64 clockSkewMs = 10 * 60 * 1000;

//! A server may trim trailing white space, and spells line ends its way.
QByteArray normalized(QByteArray text)
{
    text.replace("\r\n", "\n");
    return text.trimmed();
}

//! Kinds in their order: a message of pictures alone has no words to be known by.
bool sameFiles(const api::Event &event, const std::vector<api::Attachment> &files)
{
    std::size_t next = 0;
    for (const api::ContentBlock &block : event.content) {
        if (block.kind == api::ContentBlock::Kind::Text)
            continue;
        const bool image = next < files.size() && files[next].kind == api::Attachment::Kind::Image;
        if (next == files.size() || block.kind != (image ? api::ContentBlock::Kind::Image : api::ContentBlock::Kind::Document))
            return false;
        ++next;
    }
    return next == files.size();
}

} // namespace

bool carriesRef(const api::Event &event, const store::OutboxRow &row)
{
    const QString &ref = row.ref();
    return event.identity == ref || event.messageId == ref || event.raw.contains('"' + ref.toUtf8() + '"');
}

bool saysTheSame(const api::Event &event, const store::OutboxRow &row)
{
    switch (row.outgoing.kind) {
    case Kind::Message:
        return event.kind == api::EventKind::UserMessage && normalized(event.text()) == normalized(row.outgoing.text.toUtf8())
            && sameFiles(event, row.outgoing.attachments);
    case Kind::Allow:
    case Kind::Deny:
        return event.kind == api::EventKind::ToolConfirmation && event.toolUseId == row.outgoing.toolUseId;
    case Kind::CustomResult:
        return (event.kind == api::EventKind::CustomToolResult || event.kind == api::EventKind::UserToolResult)
            && event.toolUseId == row.outgoing.toolUseId;
    case Kind::Interrupt:
        return event.kind == api::EventKind::UserInterrupt;
    }
    return false;
}

bool isOpen(const store::OutboxRow &row)
{
    using State = store::OutboxRow::State;
    return row.state == State::Pending || row.state == State::Sent || row.state == State::Unknown;
}

bool leavesItUnknown(const base::Error &error)
{
    using Kind = base::Error::Kind;
    return error.kind == Kind::OutcomeUnknown || error.kind == Kind::Protocol || error.kind == Kind::Server || error.kind == Kind::Cancelled;
}

std::vector<int> filesMissing(const store::OutboxRow &row, const base::Error &error)
{
    std::vector<int> out;
    if (error.kind != base::Error::Kind::Invalid && error.kind != base::Error::Kind::NotFound)
        return out;
    int place = 0;
    for (const api::Attachment &file : row.outgoing.attachments) {
        if (!file.fileId.isEmpty() && !file.bytes.isEmpty() && error.serverMessage.contains(file.fileId))
            out.push_back(place);
        ++place;
    }
    return out;
}

int findInHistory(const api::Events &history, const store::OutboxRow &row, const QSet<QString> &claimed)
{
    std::size_t begin = 0;
    bool anchored = row.afterIdentity.isEmpty();
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (carriesRef(history[i], row))
            return int(i);
        if (!row.afterIdentity.isEmpty() && history[i].identity == row.afterIdentity) {
            begin = i + 1;
            anchored = true;
        }
    }
    for (std::size_t i = begin; i < history.size(); ++i) {
        const api::Event &event = history[i];
        const bool inTime = anchored || !event.at.isValid() || event.at.toMSecsSinceEpoch() >= row.at.toMSecsSinceEpoch() - clockSkewMs;
        if (inTime && saysTheSame(event, row) && !claimed.contains(event.identity))
            return int(i);
    }
    return -1;
}

} // namespace syncing
