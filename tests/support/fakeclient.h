#pragma once

#include "api/client.h"
#include "api/eventfeed.h"

#include <QPointer>
#include <QtTest>

#include <deque>
#include <functional>

namespace test {

//! A feed that a test plays by hand.
class FakeFeed : public api::EventFeed
{
public:
    FakeFeed(QObject *owner, const QString &session, const QString &thread, const api::Known &known)
        : api::EventFeed(owner), sessionId(session), threadId(thread), began(known), now(known)
    {
    }
    void open() override { ++opened; }
    void close() override { ++closed; }
    void retryNow() override { ++retried; }
    void expectTurn() override { ++expected; }
    void hold(bool on) override { held = on; }
    api::FeedStatus status() const override { return m_status; }
    api::Known known() const override { return now; }

    void say(api::FeedStatus::State state, const std::optional<base::Error> &error = {}, int attempt = 0)
    {
        m_status = {};
        m_status.state = state;
        m_status.error = error;
        m_status.attempt = attempt;
        Q_EMIT statusChanged(m_status);
    }
    void bring(const api::Events &events) { Q_EMIT eventsArrived(events); }

    const QString sessionId;
    const QString threadId;
    const api::Known began;
    api::Known now; //!< what known() says: the test's
    int opened = 0;
    int closed = 0;
    int retried = 0;
    int expected = 0;
    bool held = false;

private:
    api::FeedStatus m_status;
};

//! A request of the code under test that waits for the test's answer.
template<class T>
struct Asked
{
    std::string resource;
    QString id;                          //!< of the record or session
    api::ListQuery query;
    base::Json body;
    QByteArray text;                     //!< of createText() and updateText()
    std::vector<api::Outgoing> outgoing;
    api::Known known;                    //!< of listEvents()
    api::Attachment file;                //!< of upload()
    api::Progress progress;              //!< of send() and upload(): the test says how far it is
    std::function<void(base::Result<T>)> answer;
    QPointer<base::Job> job;             //!< null: aborted, its owner died, or it has ended
};

//! A server without a wire: every request waits in a queue until the test answers it, or is answered at once by an `on…` function.
class FakeClient : public api::Client
{
public:
    using Client::Client;
    using Record = base::Record;
    template<class T>
    using Queue = std::deque<Asked<T>>;

    std::vector<api::ResourceDescriptor> table;
    api::ConversationTraits facts;
    Queue<api::Page> lists;
    Queue<Record> fetches;
    Queue<Record> creates;
    Queue<Record> updates;
    Queue<Record> archives;
    Queue<base::Done> removals;
    Queue<Record> acts;
    Queue<api::Events> sends;
    Queue<api::Events> histories;
    Queue<api::UsagePage> usages;        //!< of listUsage(): `query.cursor` is the page
    Queue<QString> uploads;
    std::vector<QPointer<FakeFeed>> feeds;
    std::function<base::Result<api::Page>(const api::ListQuery &)> onList;
    std::function<base::Result<Record>(const QString &)> onFetch;
    api::EventDecoder onDecode;
    api::UsageDecoder onUsage;

    const std::vector<api::ResourceDescriptor> &resources() const override { return table; }
    api::ConversationTraits traits() const override { return facts; }
    base::JobOf<base::Done> *testConnection(QObject *owner) override { return base::readyJob<base::Done>(owner, base::Done{}); }

    base::JobOf<api::Page> *list(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query) override
    {
        if (onList)
            return base::readyJob<api::Page>(owner, onList(query));
        Asked<api::Page> asked;
        asked.resource = resource.id;
        asked.query = query;
        return hold(owner, lists, std::move(asked));
    }
    base::JobOf<Record> *fetch(QObject *owner, const api::ResourceDescriptor &resource, const QString &id) override
    {
        if (onFetch)
            return base::readyJob<Record>(owner, onFetch(id));
        return hold(owner, fetches, about(resource, id));
    }
    base::JobOf<Record> *create(const api::ResourceDescriptor &resource, const base::Json &body) override
    {
        return hold(this, creates, about(resource, {}, body));
    }
    base::JobOf<Record> *update(const api::ResourceDescriptor &resource, const QString &id, const base::Json &body) override
    {
        return hold(this, updates, about(resource, id, body));
    }
    base::JobOf<Record> *createText(const api::ResourceDescriptor &resource, const QByteArray &body) override
    {
        return hold(this, creates, about(resource, {}, *base::parseJson(body), body));
    }
    base::JobOf<Record> *updateText(const api::ResourceDescriptor &resource, const QString &id, const QByteArray &body) override
    {
        return hold(this, updates, about(resource, id, *base::parseJson(body), body));
    }
    base::JobOf<Record> *archive(const api::ResourceDescriptor &resource, const QString &id) override
    {
        return hold(this, archives, about(resource, id));
    }
    base::JobOf<base::Done> *remove(const api::ResourceDescriptor &resource, const QString &id) override
    {
        Asked<base::Done> asked;
        asked.resource = resource.id;
        asked.id = id;
        return hold(this, removals, std::move(asked));
    }
    base::JobOf<Record> *act(const api::ResourceDescriptor &resource, const QString &id, const api::ActionDescriptor &action) override
    {
        return hold(this, acts, about(resource, id, base::Json(action.id.toStdString())));
    }
    base::JobOf<api::Events> *send(const QString &sessionId, const std::vector<api::Outgoing> &outgoing, api::Progress progress = {}) override
    {
        Asked<api::Events> asked;
        asked.id = sessionId;
        asked.outgoing = outgoing;
        asked.progress = std::move(progress);
        return hold(this, sends, std::move(asked));
    }
    base::JobOf<QString> *upload(QObject *owner, const api::Attachment &file, api::Progress progress = {}) override
    {
        Asked<QString> asked;
        asked.file = file;
        asked.progress = std::move(progress);
        return hold(owner, uploads, std::move(asked));
    }
    base::JobOf<api::Events> *listEvents(QObject *owner, const QString &sessionId, const api::Known &known = {}) override
    {
        Asked<api::Events> asked;
        asked.id = sessionId;
        asked.known = known;
        return hold(owner, histories, std::move(asked));
    }
    api::UsageDecoder usageDecoder() const override { return onUsage; }
    base::JobOf<api::UsagePage> *listUsage(QObject *owner, const QString &sessionId, const QString &, const api::Known &known, const QString &cursor) override
    {
        Asked<api::UsagePage> asked;
        asked.id = sessionId;
        asked.known = known;
        asked.query.cursor = cursor;
        return hold(owner, usages, std::move(asked));
    }
    api::EventFeed *openFeed(QObject *owner, const QString &sessionId, const api::Known &known = {}) override
    {
        feeds.emplace_back(new FakeFeed(owner, sessionId, {}, known));
        return feeds.back();
    }
    api::EventFeed *openThreadFeed(QObject *owner, const QString &sessionId, const QString &threadId, const api::Known &known = {}) override
    {
        if (!facts.threads)
            return nullptr;
        feeds.emplace_back(new FakeFeed(owner, sessionId, threadId, known));
        return feeds.back();
    }
    api::EventDecoder eventDecoder(const QString & = {}) const override
    {
        return onDecode ? onDecode : [](const api::StoredEvent &) -> base::Result<api::Event> { return base::Error::of(base::Error::Kind::Unsupported); };
    }
    void noteNoEffect(api::Outgoing::Kind kind) override
    {
        using Kind = api::Outgoing::Kind;
        (kind == Kind::Interrupt ? facts.interrupt : kind == Kind::CustomResult ? facts.customToolResults : facts.toolApproval) = false;
        Q_EMIT traitsChanged();
    }
    api::Usage usageOf(const Record &session) const override
    {
        api::Usage usage;
        usage.input = session.integer("usage.input_tokens").value_or(-1);
        usage.output = session.integer("usage.output_tokens").value_or(-1);
        usage.listCostMinor = session.string("usage.list_cost.amount").toLatin1();
        usage.currency = session.string("usage.list_cost.currency").toLatin1();
        return usage;
    }

private:
    static Asked<Record> about(const api::ResourceDescriptor &resource, const QString &id, const base::Json &body = {}, const QByteArray &text = {})
    {
        Asked<Record> asked;
        asked.resource = resource.id;
        asked.id = id;
        asked.body = body;
        asked.text = text;
        return asked;
    }

    template<class T>
    static base::JobOf<T> *hold(QObject *owner, Queue<T> &queue, Asked<T> asked)
    {
        auto *job = new base::FunctionJob<T>(owner, [&queue, asked = std::move(asked)](auto *self, auto finish) mutable {
            asked.answer = finish;
            asked.job = self;
            queue.push_back(std::move(asked));
        });
        return job;
    }
};

//! Lets everything happen that is due now, to show that something does not.
inline void letThingsHappen()
{
    QObject here;
    int turns = 0;
    std::function<void()> next = [&] {
        if (++turns < 5)
            QMetaObject::invokeMethod(&here, next, Qt::QueuedConnection);
    };
    next();
    (void)QTest::qWaitFor([&] { return turns >= 5; });
}

//! Takes the oldest request of a queue; waits for it.
template<class T>
Asked<T> take(std::deque<Asked<T>> &queue)
{
    if (!QTest::qWaitFor([&] { return !queue.empty(); }, 5000))
        qFatal("the expected request never came");
    Asked<T> asked = std::move(queue.front());
    queue.pop_front();
    return asked;
}

} // namespace test
