#include "backends/shared/queuewatch.h"

#include "backends/shared/eventreader.h"
#include "backends/shared/httpclient.h"

namespace backends {

using api::Event;
using api::EventKind;

QueueWatch::QueueWatch(HttpClient *client, const EventPlace &place, QObject *parent) : QObject(parent), m_client(client), m_place(place) {}

void QueueWatch::see(const api::Events &events)
{
    for (const Event &event : events) {
        if (event.identity.isEmpty())
            continue;
        if (event.queued)
            m_waiting.insert(event.identity);
        else
            m_waiting.remove(event.kind == EventKind::Bookkeeping && event.denied ? event.messageId : event.identity);
    }
}

void QueueWatch::stop()
{
    if (m_asking)
        m_asking->abort();
    m_asking.clear();
}

void QueueWatch::ask()
{
    if (m_asking || !m_client || !m_client->dialect().decodeQueued || !m_client->traits().queuesMessages)
        return;
    net::Request request = m_client->sessionRequest(m_place.session, "/pending");
    if (!m_place.thread.isEmpty())
        request.query.append({"session_thread_id", m_place.thread.toUtf8()});
    request.maxTries = 1; // the next look asks again
    auto *sent = m_client->transport()->send(this, request);
    m_asking = sent;
    sent->then(this, [this, before = m_waiting](const base::Result<net::Response> &answer) {
        m_asking.clear();
        if (answer.ok() && answer->ok() && m_client)
            answered(answer->body, before);
    });
}

void QueueWatch::answered(const QByteArray &body, const QSet<QString> &before)
{
    const auto page = readEventPage(body);
    if (!page.ok())
        return;
    api::Events out;
    QSet<QString> there;
    for (const QByteArray &row : page->items) {
        auto event = m_client->dialect().decodeQueued(row);
        if (!event.ok()) // something waits, nobody can say what: nothing is taken for gone
            return;
        there.insert(event->identity);
        if (!m_waiting.contains(event->identity))
            out.push_back(std::move(event).value());
    }
    m_place.make(out);
    for (const QString &id : before) {
        if (there.contains(id) || !m_waiting.contains(id))
            continue;
        Event gone;
        gone.kind = EventKind::Bookkeeping;
        gone.type = QStringLiteral("system.user_message_cancelled");
        gone.identity = QStringLiteral("cancelled:") + id;
        gone.messageId = id;
        gone.denied = true;
        gone.raw = base::dumpJson(base::Json{{"type", base::fromQString(gone.type)}, {"event_id", base::fromQString(id)}}); // as a stream says it
        out.push_back(std::move(gone));
    }
    if (!out.empty())
        Q_EMIT events(out);
}

} // namespace backends
