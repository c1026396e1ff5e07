#pragma once

#include "api/conversationtraits.h"
#include "api/event.h"
#include "api/resource.h"
#include "api/usage.h"
#include "base/job.h"

#include <QObject>

#include <functional>
#include <optional>

namespace api {

class EventFeed;

//! A file that goes with a message.
struct Attachment
{
    enum class Kind { Image, Document };
    Kind kind = Kind::Image;
    QString name;            //!< of the file, without its folder
    QString mediaType;       //!< "image/png"
    QByteArray bytes;        //!< what it holds; may be empty when fileId is not
    QString fileId;          //!< of the uploaded file; empty: it travels inside the message
};

//! Told how many bytes of a request have left, of how many; once before the first one does.
using Progress = std::function<void(qint64 sent, qint64 all)>;

//! What a user can do in a conversation, platform-free. The back end spells it on the wire.
struct Outgoing
{
    enum class Kind { Message, Interrupt, Allow, Deny, CustomResult };
    Kind kind = Kind::Message;
    QString text;            //!< Message: the text; Deny: the reason (may be empty); CustomResult: the result
    QString toolUseId;       //!< Allow, Deny, CustomResult
    bool isError = false;    //!< CustomResult
    QString threadId;        //!< Interrupt: only this thread; empty: all
    QString clientRef;       //!< our own id of the message, sent where the server keeps it
    std::vector<Attachment> attachments; //!< Message: what traits().attachments lets through; the text may then be empty
};

//! One line of work inside a session: the primary one, or an agent that it has called.
struct Thread
{
    QString id;
    QString name;          //!< of its agent; foreign text
    QString status;        //!< the server's word; may be empty
    bool primary = false;
    bool archived = false;
    QDateTime createdAt;   //!< UTC; may be invalid
};

//! One connection to one server with one key: lists, changes and conversations, decoded. The UI and the models know only this.
//!
//! Reads are owned by `owner` and die with it. Changes are owned by the client and survive the page that began them.
class Client : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual const std::vector<ResourceDescriptor> &resources() const = 0;
    virtual ConversationTraits traits() const = 0;

    //! Asks the server whether the key works, by the cheapest read there is.
    virtual base::JobOf<base::Done> *testConnection(QObject *owner) = 0;

    virtual base::JobOf<Page> *list(QObject *owner, const ResourceDescriptor &resource, const ListQuery &query) = 0;
    virtual base::JobOf<base::Record> *fetch(QObject *owner, const ResourceDescriptor &resource, const QString &id) = 0;
    virtual base::JobOf<base::Record> *create(const ResourceDescriptor &resource, const base::Json &body) = 0;
    //! `body` is a merge patch, or the whole record where the descriptor says so; the precondition's member is inside it.
    virtual base::JobOf<base::Record> *update(const ResourceDescriptor &resource, const QString &id, const base::Json &body) = 0;
    //! create() and update() with the body as JSON text: a back end sends these very bytes, so that what a user typed is never dumped again
    //! (architecture.md §4.3). The default parses them and calls the two above.
    virtual base::JobOf<base::Record> *createText(const ResourceDescriptor &resource, const QByteArray &body);
    virtual base::JobOf<base::Record> *updateText(const ResourceDescriptor &resource, const QString &id, const QByteArray &body);
    virtual base::JobOf<base::Record> *archive(const ResourceDescriptor &resource, const QString &id) = 0;
    virtual base::JobOf<base::Done> *remove(const ResourceDescriptor &resource, const QString &id) = 0;
    virtual base::JobOf<base::Record> *act(const ResourceDescriptor &resource, const QString &id, const ActionDescriptor &action) = 0;

    //! Sends once; never repeated by us. OutcomeUnknown: the request left and no answer came. The stored events come back where the server
    //! returns them. Aborted before `progress` (may be none) was called, nothing of it has left; afterwards nobody knows.
    virtual base::JobOf<Events> *send(const QString &sessionId, const std::vector<Outgoing> &outgoing, Progress progress = {}) = 0;
    //! Puts a file where messages can name it by its id, where traits().attachments.uploads says so; ends in that id. Once, never repeated.
    //! Owned by `owner`: aborting it cancels the upload.
    virtual base::JobOf<QString> *upload(QObject *owner, const Attachment &file, Progress progress = {});
    //! The history behind what is known, or nearly that, oldest first; used to settle an unknown outcome.
    virtual base::JobOf<Events> *listEvents(QObject *owner, const QString &sessionId, const Known &known = {}) = 0;
    //! The session's events behind what is known, as they come.
    virtual EventFeed *openFeed(QObject *owner, const QString &sessionId, const Known &known = {}) = 0;
    //! Reads what was stored of a session's events, or with a thread's id of that thread's.
    virtual EventDecoder eventDecoder(const QString &threadId = {}) const;
    //! The threads of a session, the primary one among them, in the server's order; where traits().threads says that there are some.
    virtual base::JobOf<std::vector<Thread>> *listThreads(QObject *owner, const QString &sessionId);
    //! What one thread says and does, as openFeed() for the session; nullptr: not to be had here.
    virtual EventFeed *openThreadFeed(QObject *owner, const QString &sessionId, const QString &threadId, const Known &known = {});
    //! The session's usage as the record tells it; empty where it does not.
    virtual Usage usageOf(const base::Record &session) const = 0;
    //! Reads what was used out of events and sessions; empty functions where nothing is to be had.
    virtual UsageDecoder usageDecoder() const { return {}; }
    //! One page of a session's history, or of one of its threads', behind what is known, for what was used in it: as little as the server can
    //! be asked for. Begin with an empty cursor. Unsupported: not to be had here.
    virtual base::JobOf<UsagePage> *listUsage(QObject *owner, const QString &sessionId, const QString &threadId, const Known &known,
                                              const QString &cursor);
    //! The server took it and nothing came of it: from now on traits() says that it cannot do this. Found out by whoever watched.
    virtual void noteNoEffect(Outgoing::Kind kind) { Q_UNUSED(kind) }
    //! The machine slept or changed its network: what lives on connections begins anew at once, instead of when their silence is noticed.
    virtual void dropConnections() {}
    //! Why this server does not let this key do this, once it has said so (403, 405, 501, or 404 for the whole collection); nothing:
    //! allowed as far as we know. A later success takes it back.
    virtual std::optional<base::Error> refusal(std::string_view resourceId, Verb verb) const
    {
        Q_UNUSED(resourceId)
        Q_UNUSED(verb)
        return std::nullopt;
    }

    //! As refusal(), for an action beyond the verbs.
    virtual std::optional<base::Error> refusedAction(std::string_view resourceId, const QString &actionId) const
    {
        Q_UNUSED(resourceId)
        Q_UNUSED(actionId)
        return std::nullopt;
    }

    //! Parts of resources included.
    const ResourceDescriptor *resource(std::string_view id) const { return find(resources(), id); }

Q_SIGNALS:
    //! The key was refused (401): one banner, every feed of this client stops.
    void keyRefused(const base::Error &error);
    //! A record changed through this client or a feed: lists update in place.
    void recordChanged(const QString &resourceId, const base::Record &record);
    void recordRemoved(const QString &resourceId, const QString &id);
    //! A page of a listing, or one record, was read; whoever asked for it has it as well.
    void recordsRead(const QString &resourceId, const std::vector<base::Record> &records);
    //! refusal() gives another answer for this verb now, or refusedAction() (Verb::Update): grey it, or enable it again.
    void refusalChanged(const QString &resourceId, api::Verb verb);
    //! traits() gives another answer now: the server has said which of its kinds it is.
    void traitsChanged();
    //! A session was created, its first message could not be sent after it (servers that take the two apart). `text` is the user's: keep
    //! it.
    void firstMessageFailed(const QString &sessionId, const QString &text, const base::Error &error);
    //! Requests under way, for the status bar.
    void requestsInFlight(int count);

private:
    static const ResourceDescriptor *find(const std::vector<ResourceDescriptor> &among, std::string_view id)
    {
        for (const ResourceDescriptor &one : among) {
            if (one.id == id)
                return &one;
            if (const ResourceDescriptor *part = find(one.parts, id))
                return part;
        }
        return nullptr;
    }
};

} // namespace api
