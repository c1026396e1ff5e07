// What lies below a session; the client itself is in httpclient.cpp.
#include "backends/shared/answers.h"
#include "backends/shared/httpclient.h"
#include "backends/shared/ssefeed.h"

namespace backends {

using base::JobOf;
using base::Record;
using base::Result;
using Threads = std::vector<api::Thread>;

namespace {

//! Two spellings: `agent` as an object with a name, or for an advisor with a model (managed-agents.md §7); `agent_name` (openma.md §13.3).
api::Thread threadOf(const Record &record)
{
    api::Thread thread;
    thread.id = record.id();
    for (const char *path : {"agent.name", "agent_name", "agent.model.id", "agent.model"}) {
        if (thread.name.isEmpty())
            thread.name = record.string(path);
    }
    thread.status = record.string("status");
    thread.archived = record.time("archived_at").isValid();
    thread.createdAt = record.time("created_at");
    const base::Json *parent = record.find("parent_thread_id");
    thread.primary = (parent && parent->is_null()) || thread.id == QLatin1String("sthr_primary");
    return thread;
}

} // namespace

net::Request HttpClient::eventRequest(const EventPlace &place, Way way) const
{
    if (place.thread.isEmpty())
        return sessionRequest(place.session, way == Way::List ? "/events" : "/events/stream");
    // Not "/events/stream" below a thread (managed-agents.md §2).
    return sessionRequest(place.session, "/threads/" + net::escapedSegment(place.thread) + (way == Way::List ? "/events" : "/stream"));
}

JobOf<Threads> *HttpClient::listThreads(QObject *owner, const QString &sessionId)
{
    return new base::FunctionJob<Threads>(owner, [this, sessionId](auto *job, auto finish) {
        net::Request request = sessionRequest(sessionId, "/threads");
        request.query.append({QByteArray("limit"), QByteArray("100")}); // more than a hundred are shown by nobody's menu
        m_transport.send(job, request)->then(job, [this, finish](const Result<net::Response> &answer) {
            if (!answer.ok())
                return finish(answer.error());
            const auto page = decodePage(*answer, m_clock->now(), api::PagingStyle::NextPage, {});
            if (!page.ok())
                return finish(page.error());
            Threads threads;
            for (const Record &record : page->items)
                threads.push_back(threadOf(record));
            finish(std::move(threads));
        });
    });
}

api::EventFeed *HttpClient::openThreadFeed(QObject *owner, const QString &sessionId, const QString &threadId, const api::Known &known)
{
    return new SseFeed(this, {sessionId, threadId}, known, owner);
}

api::EventDecoder HttpClient::eventDecoder(const QString &threadId) const
{
    return [decode = m_dialect.decodeStored, place = EventPlace{{}, threadId}](const api::StoredEvent &stored) -> Result<api::Event> {
        auto event = decode(stored);
        if (!event)
            return event;
        api::Events one;
        one.push_back(std::move(event).value());
        api::Event &made = one.front();
        made.identity = stored.identity;
        made.sequence = stored.sequence;
        made.at = stored.at;
        made.queued = stored.queued;
        made.denied = made.denied || (stored.cancelled && made.kind == api::EventKind::UserMessage);
        place.make(one);
        return std::move(made);
    };
}

} // namespace backends
