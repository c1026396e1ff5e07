#pragma once

#include "api/client.h"
#include "store/outbox.h"

#include <QObject>
#include <QSet>

namespace syncing {
class Sender;
}

namespace models {

class TranscriptModel;

//! What the user sends in one session, as rows of its transcript with the state that their sending is in; and what can be done while a message is not
//! there: send it again, change it, stop it, forget it. Its text and files are never lost on the way.
class SentMessages final : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive it. Rows that are no messages are none of its business.
    SentMessages(syncing::Sender *sender, TranscriptModel *transcript, QObject *parent);

    void send(const QString &text, const std::vector<api::Attachment> &files);
    //! Shows a text that could not be sent at all as a Failed row.
    void keepUnsent(const QString &text, const base::Error &error);
    //! Unknown: looks whether it has arrived, and sends it again only when it has not. Failed: sends again.
    void resend(quint64 rowKey);
    //! Takes text and files out of the transcript: givenBack(). One that is under way is stopped; one that may have left is looked for first, and stays
    //! where it is if it has arrived (arrived()).
    void edit(quint64 rowKey);
    //! Pending: stops it; it stays in the transcript, not sent.
    void cancel(quint64 rowKey);
    //! Failed or Unknown: forgets it.
    void discard(quint64 rowKey);

Q_SIGNALS:
    void givenBack(const QString &text, const std::vector<api::Attachment> &files);
    //! It was to be changed, but the server has it.
    void arrived();
    //! It did not arrive; the user did not stop it.
    void failed(const base::Error &error);

private:
    void changed(const store::OutboxRow &row, const api::Event *event);
    void showLocally(const store::OutboxRow &row);
    void giveBack(const QString &ref);
    const store::OutboxRow *outboxRow(quint64 rowKey) const;

    syncing::Sender *m_sender;
    TranscriptModel *m_transcript;
    QSet<QString> m_shown;   //!< refs of messages that have been given their row
    bool m_loaded = false;   //!< what an earlier run left is no news
    QSet<QString> m_editing; //!< refs that are given back once they are known not to be there
};

} // namespace models
