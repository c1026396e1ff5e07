#pragma once

#include "api/client.h"
#include "store/outbox.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>
#include <vector>

namespace syncing {
class Sender;
}

namespace models {

class EffectWatch;
class TranscriptModel;

//! The tool calls of one session that cannot go on without the user, and the answers to them: each goes out once, however often it is given.
class CallAnswers final : public QObject
{
    Q_OBJECT
public:
    struct Call
    {
        enum class Asks { Approval, Result };
        QString id;             //!< what answers name
        Asks asks = Asks::Approval;
        QString toolName;       //!< foreign text
        QString mcpServer;      //!< empty: built in or custom
        QByteArray input;       //!< JSON as the server sent it, UTF-8: show exactly this
        QString threadId;
        QDateTime since;        //!< UTC; may be invalid
        bool answering = false; //!< an answer is on its way: buttons off
        std::optional<base::Error> error; //!< the newest answer did not arrive: buttons on again
    };

    //! All must outlive it. Rows of the outbox that are messages are none of its business.
    CallAnswers(syncing::Sender *sender, TranscriptModel *transcript, EffectWatch *effects, QObject *parent);

    const std::vector<Call> &pending() const { return m_pending; }
    //! Reads the transcript's state again. `loaded`: its history is complete, so that a call that is not there is over, and a new one is news.
    void refresh(bool loaded);
    //! Those that wait now are no news: whoever opens the session sees them.
    void takeAsSeen();
    //! False: there is no such call, or an answer is on its way.
    bool answer(const QString &callId, Call::Asks asks, api::Outgoing outgoing);

Q_SIGNALS:
    void pendingChanged();
    //! A call that is news waits.
    void asked(const QString &callId);
    //! An answer went on its way: refresh() has something to find.
    void moved();
    //! An answer did not arrive.
    void failed(const base::Error &error);

private:
    void changed(const store::OutboxRow &row, const api::Event *event);
    void settle(const store::OutboxRow &row);
    void forgetOver();
    std::vector<Call> waiting() const;

    syncing::Sender *m_sender;
    TranscriptModel *m_transcript;
    EffectWatch *m_effects;
    std::vector<Call> m_pending;
    QHash<QString, QString> m_answers; //!< id of a call: ref of the newest answer that is under way
    QHash<QString, base::Error> m_errors;
    QSet<QString> m_taken;             //!< refs of answers that the server has taken
    bool m_loaded = false;             //!< what an earlier run left is no news
    QSet<QString> m_announced;         //!< calls that somebody was told of
};

} // namespace models
