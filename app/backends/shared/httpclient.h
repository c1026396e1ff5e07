#pragma once

#include "backends/shared/dialect.h"
#include "backends/shared/eventplace.h"
#include "net/transport.h"

#include <map>

namespace backends {

//! An api::Client over HTTP: one transport, one dialect. Platforms that need more than a dialect derive from it.
class HttpClient : public api::Client
{
    Q_OBJECT
public:
    //! `clock` and `log` (may be null) must outlive it.
    HttpClient(net::Endpoint endpoint, Dialect dialect, base::Clock *clock, net::TrafficLog *log);

    const std::vector<api::ResourceDescriptor> &resources() const override { return m_dialect.resources; }
    api::ConversationTraits traits() const override { return m_dialect.traits; }

    base::JobOf<base::Done> *testConnection(QObject *owner) override;
    base::JobOf<api::Page> *list(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query) override;
    base::JobOf<base::Record> *fetch(QObject *owner, const api::ResourceDescriptor &resource, const QString &id) override;
    base::JobOf<base::Record> *create(const api::ResourceDescriptor &resource, const base::Json &body) override;
    base::JobOf<base::Record> *update(const api::ResourceDescriptor &resource, const QString &id, const base::Json &body) override;
    base::JobOf<base::Record> *createText(const api::ResourceDescriptor &resource, const QByteArray &body) override;
    base::JobOf<base::Record> *updateText(const api::ResourceDescriptor &resource, const QString &id, const QByteArray &body) override;
    base::JobOf<base::Record> *archive(const api::ResourceDescriptor &resource, const QString &id) override;
    base::JobOf<base::Done> *remove(const api::ResourceDescriptor &resource, const QString &id) override;
    base::JobOf<base::Record> *act(
        const api::ResourceDescriptor &resource, const QString &id, const api::ActionDescriptor &action) override;
    base::JobOf<api::Events> *send(
        const QString &sessionId, const std::vector<api::Outgoing> &outgoing, api::Progress progress = {}) override;
    base::JobOf<QString> *upload(QObject *owner, const api::Attachment &file, api::Progress progress = {}) override;
    base::JobOf<api::Events> *listEvents(QObject *owner, const QString &sessionId, const api::Known &known = {}) override;
    api::EventFeed *openFeed(QObject *owner, const QString &sessionId, const api::Known &known = {}) override;
    api::EventDecoder eventDecoder(const QString &threadId = {}) const override;
    api::Usage usageOf(const base::Record &session) const override { return m_dialect.usageOf(session); }
    api::UsageDecoder usageDecoder() const override { return {m_dialect.usageOfEvent, m_dialect.usageOfSession}; }
    base::JobOf<api::UsagePage> *listUsage(QObject *owner, const QString &sessionId, const QString &threadId, const api::Known &known,
                                           const QString &cursor) override;
    base::JobOf<std::vector<api::Thread>> *listThreads(QObject *owner, const QString &sessionId) override;
    api::EventFeed *openThreadFeed(
        QObject *owner, const QString &sessionId, const QString &threadId, const api::Known &known = {}) override;
    void noteNoEffect(api::Outgoing::Kind kind) override;
    void dropConnections() override { m_transport.dropConnections(); }
    std::optional<base::Error> refusal(std::string_view resourceId, api::Verb verb) const override;
    std::optional<base::Error> refusedAction(std::string_view resourceId, const QString &actionId) const override;

    //! For the feed and the history job: the same transport, the same words.
    const Dialect &dialect() const { return m_dialect; }
    net::Transport *transport() { return &m_transport; }
    base::Clock *clock() const { return m_clock; }
    //! GET on a session or below it, with the headers that sessions need.
    net::Request sessionRequest(const QString &sessionId, const QByteArray &suffix = {}) const;
    enum class Way { List, Stream };
    //! GET of the events there.
    net::Request eventRequest(const EventPlace &place, Way way) const;
    //! The session as it is now, asked for once: who asks does so again and again. Told to lists as well when it is not what was read last.
    base::JobOf<base::Record> *readSession(QObject *owner, const QString &sessionId);

protected:
    //! What a create sends, in the server's words; the default spells the first message as `initial_events`.
    virtual base::Json createBody(const api::ResourceDescriptor &resource, const base::Json &body) const;
    void setTraits(const api::ConversationTraits &traits);
    //! The one message that a form's first message becomes.
    base::Json firstMessage(const QString &text) const;
    const api::ResourceDescriptor &sessions() const;

private:
    base::JobOf<base::Record> *recordOf(QObject *owner, const api::ResourceDescriptor &resource, const QString &id, int tries);
    base::JobOf<api::Page> *pageOf(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query, int tries);
    //! A change under way: what it is and of what.
    struct Change
    {
        api::ResourceDescriptor resource;
        api::Verb verb;
        QString id;
        QString action; //!< of act(), else empty
    };
    base::JobOf<base::Record> *change(Change change, net::Request request);
    net::Request request(
        const api::ResourceDescriptor &resource, const QByteArray &method, const QString &id, const QByteArray &suffix = {}) const;
    void learn(const Change &change, const base::Error *error);
    void learn(const api::ResourceDescriptor &resource, api::Verb verb, const base::Error *error) { learn({resource, verb, {}, {}}, error); }
    void noteChanged(const api::ResourceDescriptor &resource, const base::Record &record);

    Dialect m_dialect;
    base::Clock *m_clock;
    net::Transport m_transport;
    std::map<std::pair<std::string, api::Verb>, base::Error> m_refusals;
    std::map<std::pair<std::string, QString>, base::Error> m_refusedActions;
    std::map<QString, base::Record> m_lastRead; // sessions that a feed reads again and again
};

} // namespace backends
