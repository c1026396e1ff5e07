#pragma once

#include "api/client.h"
#include "api/profile.h"
#include "base/clock.h"
#include "models/conversation.h"
#include "models/usagereading.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace models {

class ResourceDraft;
class ResourceListModel;
class SearchResults;
class SessionCosts;
class ThreadTranscript;

//! One connected profile: its client, its lists and its open conversations, and how the connection stands.
class Workspace : public QObject
{
    Q_OBJECT
public:
    //! The stores and the clock must outlive the workspace.
    Workspace(const api::Profile &profile, std::unique_ptr<api::Client> client, const Conversation::Stores &stores, base::Clock *clock,
              QObject *parent = nullptr);
    ~Workspace() override;

    const api::Profile &profile() const { return m_profile; }
    void setProfile(const api::Profile &profile); //!< name, hue and mark; for another server or key use reconnect()
    api::Client &client() const { return *m_client; }
    const std::vector<api::ResourceDescriptor> &resources() const { return m_client->resources(); }
    const api::ResourceDescriptor *resource(std::string_view id) const { return m_client->resource(id); }
    //! The kind of thing whose items are conversations; nullptr when the server has none.
    const api::ResourceDescriptor *conversations() const;

    //! The list of one resource, made at the first call, Idle until refresh(). nullptr: the server has no such thing.
    ResourceListModel *list(std::string_view resourceId);
    //! The list of a part (ResourceDescriptor::parts) of the thing with this id. Kept as long as the workspace.
    ResourceListModel *list(std::string_view partId, const QString &parentId);
    //! A new record, or an edit of one; owned by `parent`.
    ResourceDraft *draft(std::string_view resourceId, QObject *parent);
    ResourceDraft *draft(std::string_view resourceId, const base::Record &record, QObject *parent);
    //! The same of a part, by the descriptor of its list.
    ResourceDraft *draft(const api::ResourceDescriptor &descriptor, QObject *parent);
    ResourceDraft *draft(const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent);

    //! The conversation of a session, opened at the first call and kept until closeConversation().
    Conversation *conversation(const base::Record &session);
    Conversation *findConversation(const QString &sessionId) const;
    std::vector<Conversation *> openConversations() const;
    void closeConversation(const QString &sessionId);
    //! A thread of a session, to be read; owned by `parent`.
    ThreadTranscript *thread(const QString &sessionId, const api::Thread &thread, QObject *parent);

    //! Whether transcripts are kept on this computer.
    bool keepsTranscripts() const { return m_stores.log; }
    //! A full-text search over them, of every profile; owned by `parent`. Only where keepsTranscripts().
    SearchResults *search(QObject *parent);
    //! Removes what is kept of a session, or of all of them when the id is empty; the server's stays. Ends when no byte is left.
    base::JobOf<base::Done> *forgetKept(QObject *owner, const QString &sessionId);

    //! Reads what was used in sessions that nobody has opened; nullptr before readUsage().
    UsageReading *usageReading() const { return m_usage; }
    void readUsage(const UsageReading::Source &source);
    //! nullptr before readUsage().
    Costs *costs() const { return m_usage ? m_usage->costs() : nullptr; }

    //! Calls that wait for the user and can be answered, over all open conversations.
    int waitingCalls() const;
    int requestsInFlight() const { return m_requestsInFlight; }
    //! Set when the server refused the key (401): every feed has stopped; reconnect() goes on.
    const std::optional<base::Error> &keyRefused() const { return m_keyRefused; }
    //! A new client for the same server, with another key: lists become stale and are read again, conversations go on where they were.
    void reconnect(std::unique_ptr<api::Client> client);

Q_SIGNALS:
    void profileChanged();
    void requestsInFlightChanged();
    void keyRefusedChanged();
    void waitingCallsChanged();
    void conversationOpened(models::Conversation *conversation);
    void conversationClosed(const QString &sessionId);
    //! Of any open conversation: for notifications.
    void turnFinished(models::Conversation *conversation, bool failed);
    void approvalAsked(models::Conversation *conversation, const QString &callId);
    //! Muster could not write to its own disk: what is typed is kept in memory only.
    void storageFailed(const base::Error &error);

private:
    void connectClient();
    ResourceListModel *makeList(const api::ResourceDescriptor &descriptor);
    void connectConversation(Conversation *conversation);
    void showInList(Conversation *conversation);
    void markWaiting(Conversation *conversation);
    void keepFirstMessage(const QString &sessionId, const QString &text, const base::Error &error);

    api::Profile m_profile;
    std::unique_ptr<api::Client> m_client;
    Conversation::Stores m_stores;
    base::Clock *m_clock;
    QObject m_models; //!< owns lists and conversations: goes before the client that they use
    std::map<std::string, ResourceListModel *, std::less<>> m_lists;
    std::map<QString, Conversation *> m_conversations;
    UsageReading *m_usage = nullptr;
    int m_requestsInFlight = 0;
    std::optional<base::Error> m_keyRefused;
};

} // namespace models
