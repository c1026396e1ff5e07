#pragma once

#include "api/client.h"
#include "store/drafts.h"

#include <QObject>
#include <QPointer>

namespace models {

//! What stands in the composer of one session or thread: kept on disk as it is typed, read back when it is opened; nothing that comes together
//! overwrites the other.
class ConversationDraft final : public QObject
{
    Q_OBJECT
public:
    //! `drafts` must outlive it.
    ConversationDraft(store::Drafts *drafts, const QString &profile, const QString &session, QObject *parent);

    QString text() const { return m_draft.text; }
    int cursor() const { return m_draft.cursor; }
    std::vector<api::Attachment> files(const api::AttachmentTraits &traits) const;

    //! Reads what is on disk: replaced() when it was there. What was typed meanwhile stays, below it.
    void open();
    //! Hands everything to the database.
    void close();
    //! On every change of the composer: on disk within 250 ms.
    void setText(const QString &text, int cursor);
    void setFiles(const std::vector<api::Attachment> &files);
    //! They were sent: out of the draft with what of it is the same.
    void sent(const QString &text, const std::vector<api::Attachment> &files);
    //! They were not sent after all: before what stands there, and handed to the database at once.
    void giveBack(const QString &text, const std::vector<api::Attachment> &files);

Q_SIGNALS:
    //! By us, not by setText() or setFiles().
    void replaced();
    void storageFailed(const base::Error &error);

private:
    void take(const store::Draft &stored);
    void putBefore(const QString &text, const std::vector<store::DraftFile> &files);
    void write();

    store::Drafts *m_drafts;
    const QString m_profile;
    const QString m_session;
    store::Draft m_draft;
    bool m_loaded = false;         //!< before, an empty composer must not overwrite what is on disk
    QPointer<base::Job> m_reading;
};

} // namespace models
