#include "models/conversationdraft.h"

#include "models/localfiles.h"

#include <utility>

namespace models {

using base::Error;

ConversationDraft::ConversationDraft(store::Drafts *drafts, const QString &profile, const QString &session, QObject *parent)
    : QObject(parent), m_drafts(drafts), m_profile(profile), m_session(session)
{
}

std::vector<api::Attachment> ConversationDraft::files(const api::AttachmentTraits &traits) const
{
    return LocalFiles::attachments(m_draft.files, traits);
}

void ConversationDraft::open()
{
    if (m_loaded)
        return;
    auto *job = m_drafts->load(this, m_profile, m_session);
    m_reading = job;
    job->then(this, [this](const base::Result<store::Draft> &draft) {
        if (!draft && draft.error().kind == Error::Kind::Cancelled)
            return; // closed meanwhile
        if (!draft)
            Q_EMIT storageFailed(draft.error());
        else
            take(*draft);
        m_loaded = true;
    });
}

void ConversationDraft::close()
{
    if (!m_loaded && !m_draft.text.isEmpty()) {
        // Nobody knows yet what is on disk: it is read again, with this below it, when the session is opened again.
        if (m_reading)
            m_reading->abort();
        m_drafts->append(m_profile, m_session, std::exchange(m_draft, {}).text);
    }
    m_drafts->flush();
}

void ConversationDraft::setText(const QString &text, int cursor)
{
    m_draft.text = text;
    m_draft.cursor = cursor;
    write();
}

void ConversationDraft::setFiles(const std::vector<api::Attachment> &files)
{
    m_draft.files = LocalFiles::stored(files);
    write();
}

void ConversationDraft::write()
{
    if (m_loaded)
        m_drafts->set(m_profile, m_session, m_draft);
}

void ConversationDraft::take(const store::Draft &stored)
{
    m_loaded = true;
    if (stored.isEmpty() || (stored.text == m_draft.text && stored.files.empty()))
        return write();
    if (m_draft.isEmpty()) {
        m_draft = stored;
        Q_EMIT replaced();
    } else {
        putBefore(stored.text == m_draft.text ? QString() : stored.text, stored.files); // what was typed while the disk was read
    }
}

void ConversationDraft::putBefore(const QString &text, const std::vector<store::DraftFile> &files)
{
    const bool both = !text.isEmpty() && !m_draft.text.isEmpty();
    m_draft.cursor = text.isEmpty() ? m_draft.cursor : int(text.size());
    m_draft.text = text + (both ? QStringLiteral("\n") : QString()) + m_draft.text;
    m_draft.files.insert(m_draft.files.begin(), files.begin(), files.end());
    write();
    Q_EMIT replaced();
}

void ConversationDraft::giveBack(const QString &text, const std::vector<api::Attachment> &files)
{
    putBefore(text, LocalFiles::stored(files));
    m_drafts->flush(); // whoever gives it back forgets it next
}

void ConversationDraft::sent(const QString &text, const std::vector<api::Attachment> &files)
{
    store::Draft rest = m_draft;
    if (rest.text == text)
        rest = {QString(), 0, rest.files};
    if (LocalFiles::same(rest.files, LocalFiles::stored(files)))
        rest.files.clear();
    if (rest.text == m_draft.text && rest.files.size() == m_draft.files.size())
        return;
    m_draft = std::move(rest);
    write();
    Q_EMIT replaced();
}

} // namespace models
