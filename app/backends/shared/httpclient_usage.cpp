// What a session's history says was used; the client itself is in httpclient.cpp.
#include "backends/shared/answers.h"
#include "backends/shared/eventreader.h"
#include "backends/shared/historyjob.h"
#include "backends/shared/httpclient.h"

#include <QPointer>

namespace backends {

using base::Error;
using base::Result;

namespace {

//! Asks for as little of a history as the server lets us.
net::Headers usageQuery(const Dialect &dialect, const EventPlace &place, const api::Known &known, const QString &cursor)
{
    net::Headers query;
    query.append({QByteArray("limit"), QByteArray::number(dialect.historyLimit)});
    const HistoryStart start = HistoryStart::behind(known);
    if (dialect.history == Dialect::History::Sequence) {
        const qint64 after = cursor.isEmpty() ? start.afterSequence : cursor.toLongLong();
        if (after > 0)
            query.append({QByteArray("after_seq"), QByteArray::number(after)});
        return query;
    }
    if (place.thread.isEmpty()) { // a thread's listing takes pages alone (managed-agents.md §7)
        query.append({QByteArray("order"), QByteArray("asc")});
        for (const QByteArray &type : dialect.usageTypes)
            query.append({QByteArray("types[]"), type});
        if (start.since.isValid())
            query.append({QByteArray("created_at[gte]"), start.since.toUTC().toString(Qt::ISODateWithMs).toLatin1()});
    }
    if (!cursor.isEmpty())
        query.append({QByteArray("page"), cursor.toUtf8()});
    return query;
}

//! Reads one page; also where the next begins.
Result<api::UsagePage> readUsage(const QByteArray &body, const Dialect &dialect, const EventPlace &place, const QString &cursor)
{
    const auto raw = readEventPage(body);
    if (!raw.ok())
        return raw.error();
    api::UsagePage page;
    api::Events events;
    for (const QByteArray &item : raw->items) {
        auto event = dialect.decodeEvent(item);
        if (event.ok())
            events.push_back(std::move(event).value());
        else
            ++page.broken;
    }
    place.make(events);
    page.events = int(events.size());
    for (const api::Event &event : events) {
        page.through.sequence = std::max(page.through.sequence, event.sequence);
        if (event.at.isValid() && (!page.through.through.isValid() || page.through.through < event.at))
            page.through.through = event.at;
        for (api::UsageRecord &record : dialect.usageOfEvent(event)) {
            record.thread = place.thread;
            record.session = place.session;
            page.records.push_back(std::move(record));
        }
    }
    if (dialect.history == Dialect::History::Pages) {
        page.through.sequence = -1;
        page.nextCursor = raw->nextPage;
    } else if (raw->hasMore.value_or(raw->items.size() >= std::size_t(dialect.historyLimit))) {
        page.nextCursor = QString::number(page.through.sequence);
    }
    if (!page.nextCursor.isEmpty() && (page.nextCursor == cursor || page.nextCursor == QLatin1String("-1")))
        return Error::of(Error::Kind::Protocol, QStringLiteral("the listing of events does not move on"));
    return page;
}

} // namespace

base::JobOf<api::UsagePage> *HttpClient::listUsage(
    QObject *owner, const QString &sessionId, const QString &threadId, const api::Known &known, const QString &cursor)
{
    const EventPlace place{sessionId, threadId};
    net::Request request = eventRequest(place, Way::List);
    request.query = usageQuery(m_dialect, place, known, cursor);
    request.maxTries = 1; // who asks does so again, at a pace of its own
    return base::mapJob<api::UsagePage, net::Response>(
        owner, m_transport.send(owner, request),
        [self = QPointer<HttpClient>(this), place, cursor](const Result<net::Response> &answer) -> Result<api::UsagePage> {
            if (!answer.ok())
                return answer.error();
            if (!self)
                return Error::of(Error::Kind::Cancelled);
            if (!answer->ok())
                return decodeError(*answer, self->m_clock->now());
            auto page = readUsage(answer->body, self->m_dialect, place, cursor);
            if (page.ok())
                return page;
            const auto json = decodeJson(*answer, self->m_clock->now()); // says HTML or a foreign type where that is what is wrong with it
            return json.ok() ? page.error() : json.error();
        });
}

} // namespace backends
