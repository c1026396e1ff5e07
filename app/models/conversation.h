#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "base/clock.h"
#include "models/callanswers.h"
#include "models/conversationdraft.h"
#include "store/drafts.h"
#include "store/outbox.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

namespace store {
class EventLog;
class ListCache;
class Marks;
}

namespace syncing {
class LoggedFeed;
class Sender;
}

namespace models {

class EffectWatch;
class SentMessages;
class TranscriptModel;

//! One open session: its transcript as it grows, its status, what waits for the user, and everything the user can do in it.
//!
//! Text that was typed or sent is never lost: it is in the draft, in the transcript as a row with an outbox state, or in the history.
class Conversation : public QObject
{
    Q_OBJECT
public:
    //! Where a turn stands.
    enum class Turn {
        Idle,
        Running,
        WaitsForYou,  //!< calls wait: pendingCalls()
        Rescheduling, //!< the server starts it again by itself
        Terminated,   //!< final: nothing can be sent
    };
    Q_ENUM(Turn)

    using PendingCall = CallAnswers::Call;

    struct Stores
    {
        store::Drafts *drafts = nullptr;
        store::Outbox *outbox = nullptr;
        store::EventLog *log = nullptr; //!< may be null: then everything comes from the server
        store::ListCache *lists = nullptr; //!< may be null: lists begin empty
        store::Marks *marks = nullptr;     //!< may be null: nothing is pinned, nothing unread
    };

    //! `session` is the record the list knows (an id is enough). Client, stores and clock must outlive the conversation.
    Conversation(api::Client *client, const Stores &stores, base::Clock *clock, const QString &profileId, const base::Record &session,
                 QObject *parent = nullptr);
    ~Conversation() override;

    QString id() const { return m_id; }
    const base::Record &session() const { return m_session; }
    QString title() const;
    TranscriptModel *transcript() const { return m_transcript; }
    const api::ConversationTraits &traits() const { return m_traits; }

    const api::FeedStatus &feedStatus() const { return m_feedStatus; }
    //! The server's history has been read once: what is missing is only what is newer.
    bool isLoaded() const { return m_loaded; }
    //! Something is there to be read: from the server, or kept on this computer (feedStatus().cached).
    bool hasHistory() const { return m_loaded || m_feedStatus.cached; }
    //! Broken events that were left out (F18).
    int skippedEvents() const { return m_skipped; }

    Turn turn() const { return m_turn; }
    bool turnRunning() const { return m_turn == Turn::Running || m_turn == Turn::Rescheduling; }
    //! The status as the server spells it ("idle", "running", …); may be empty.
    QString statusWord() const;
    //! Tokens, and list cost where the server names one, of the whole session.
    api::Usage usage() const;
    const std::vector<PendingCall> &pendingCalls() const { return m_calls->pending(); }
    //! Whether this server does anything with an answer of this kind.
    bool takesAnswers(PendingCall::Asks asks) const
    {
        return asks == PendingCall::Asks::Approval ? m_traits.toolApproval : m_traits.customToolResults;
    }
    //! Why nothing can be sent now: archived or terminated, or the key was refused. Empty: it can.
    std::optional<base::Error> sendingRefused() const;

    //! Draft and recall --------------------------------------------------------------------------------------------------------

    QString draftText() const { return m_draft->text(); }
    int draftCursor() const { return m_draft->cursor(); }
    //! Call on every change of the composer: on disk within 250 ms.
    void setDraft(const QString &text, int cursor);
    //! The files that are to go with it.
    std::vector<api::Attachment> draftFiles() const;
    //! Call whenever one comes or goes.
    void setDraftFiles(const std::vector<api::Attachment> &files);
    //! What was sent in this session, newest first, without repeats: for recall with the up arrow.
    QStringList sentTexts() const;

    //! Acting ------------------------------------------------------------------------------------------------------------------

    void open();
    void close();
    //! Skips the pause of a reconnection, or starts again after a failure.
    void retryNow();
    //! Reads the whole history from the server again, what is kept here included: some of it could not be read.
    void readAgain();
    //! Another connection to the same server (new key).
    void setClient(api::Client *client);

    //! Sends text and files and, when they are what the draft holds, empties that. The row appears at once with its outbox state. False: nothing
    //! was sent (blank text and no file, or sendingRefused()). Whether the server takes the files is for the caller to know: traits().attachments.
    bool sendMessage(const QString &text, const std::vector<api::Attachment> &files = {});
    //! What can be done with a message that is not there yet (transcript::Delivery), by its row; else nothing happens. Unknown: looks whether it has
    //! arrived, and sends it again only when it has not. Failed, Withdrawn: sends it again.
    void resend(quint64 rowKey);
    //! Takes text and files back into the draft, before what is there; of Pending and Unknown once they are known not to have arrived.
    void editUnsent(quint64 rowKey);
    //! Pending: stops it.
    void cancelSending(quint64 rowKey);
    //! Failed, Withdrawn, Unknown: forgets it.
    void discard(quint64 rowKey);
    //! Shows a text that could not be sent at all as a Failed row.
    void keepUnsent(const QString &text, const base::Error &error);
    void interrupt();
    bool isInterrupting() const { return m_interrupting; }

    //! Answers to pendingCalls(): each goes out once, however often the button is pressed. False: there is no such call, or an answer is on its way.
    bool allow(const QString &callId);
    bool deny(const QString &callId, const QString &reason = {});
    bool giveResult(const QString &callId, const QString &text, bool isError = false);

Q_SIGNALS:
    void sessionChanged();
    void feedStatusChanged();
    //! turn(), statusWord(), isInterrupting() or sendingRefused().
    void turnChanged();
    void pendingCallsChanged();
    void usageChanged();
    //! The draft was changed by us: loaded from disk, or given back text that could not be sent.
    void draftReplaced();
    //! Live only, never while history is read: for notifications.
    void turnFinished(bool failed);
    void approvalAsked(const QString &callId);
    //! The server took an interrupt or an answer and did nothing; traits() knows it from now on.
    void hadNoEffect(api::Outgoing::Kind kind);
    //! A message, an answer or an interrupt did not arrive, or looking for one did not work; the text is in its row.
    void sendFailed(const base::Error &error);
    //! A message that was to be changed has arrived: it stays as it is.
    void arrivedMeanwhile();
    //! Muster could not write to its own disk: the text is kept in memory only.
    void storageFailed(const base::Error &error);
    //! The log of events cannot be read or written: the session comes from the server alone.
    void logFailed(const base::Error &error);

private:
    void connectParts();
    void connectClient();
    void connectFeed();
    void makeFeed();
    void headRead(const api::Events &events, const api::Usage &usage);
    void olderSettled();
    void describe();
    const api::ResourceDescriptor *descriptor() const; //!< of sessions; nullptr: the server has none
    void sentInVain(api::Outgoing::Kind kind);
    void eventsArrived(const api::Events &events);
    void historyRead();
    void sessionRead(const base::Record &session);
    void feedMoved(const api::FeedStatus &status);
    QString recordWord() const;
    void refresh();
    void refreshTurn();
    void readSession();
    void keyWasRefused(const base::Error &error);
    bool answer(const QString &callId, PendingCall::Asks asks, const api::Outgoing &outgoing);

    QPointer<api::Client> m_client;
    Stores m_stores;
    base::Clock *m_clock;
    const QString m_profileId;
    const QString m_id;
    base::Record m_session;
    api::ConversationTraits m_traits;
    TranscriptModel *m_transcript;
    syncing::LoggedFeed *m_feed = nullptr;
    syncing::Sender *m_sender;
    EffectWatch *m_effects;
    CallAnswers *m_calls;
    SentMessages *m_messages;
    ConversationDraft *m_draft;
    api::FeedStatus m_feedStatus;
    Turn m_turn = Turn::Idle;
    int m_turnsEnded = 0; //!< of them, how many somebody was told of, or did not need to be
    bool m_opened = false;
    bool m_loaded = false;
    bool m_interrupting = false;
    std::optional<base::Error> m_keyRefused;
    int m_skipped = 0;
    int m_pagesLookedThrough = 0;
    QString m_shownTitle;
    api::Usage m_shownUsage;
};

} // namespace models
