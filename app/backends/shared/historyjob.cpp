#include "backends/shared/historyjob.h"

#include "backends/shared/answers.h"
#include "backends/shared/eventreader.h"
#include "backends/shared/httpclient.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace backends {

using base::Error;

namespace {

constexpr qsizetype readAsideFrom = 64 * 1024; // bytes: below it the way to another thread and back takes longer

} // namespace

HistoryStart HistoryStart::behind(const api::Known &known)
{
    return {std::max<qint64>(known.sequence, 0), known.through.isValid() ? known.through.addMSecs(-margin.count()) : QDateTime()};
}

HistoryJob::HistoryJob(QObject *owner, HttpClient *client, const EventPlace &place, const HistoryStart &begin, Keep keep)
    : JobOf(owner),
      m_client(client),
      m_place(place),
      m_begin(begin),
      m_keep(keep)
{
}

void HistoryJob::start()
{
    ask();
}

void HistoryJob::stop()
{
    if (m_request)
        m_request->abort();
}

void HistoryJob::hold(bool on)
{
    m_held = on;
    if (!on && std::exchange(m_waits, false) && !isAborting())
        ask();
}

void HistoryJob::ask()
{
    if (m_held) {
        m_waits = true;
        return;
    }
    if (!m_client)
        return finish(Error::of(Error::Kind::Cancelled));
    const Dialect &dialect = m_client->dialect();
    net::Request request = m_client->eventRequest(m_place, HttpClient::Way::List);
    request.query.append({"limit", QByteArray::number(dialect.historyLimit)});
    if (dialect.history == Dialect::History::Sequence) {
        if (m_begin.afterSequence > 0)
            request.query.append({"after_seq", QByteArray::number(m_begin.afterSequence)});
    } else {
        const bool whole = !m_place.thread.isEmpty(); // a thread's listing takes neither order nor times (managed-agents.md §7)
        if (!whole)
            request.query.append({QByteArray("order"), QByteArray("asc")});
        if (m_begin.since.isValid() && !whole)
            request.query.append({"created_at[gte]", m_begin.since.toUTC().toString(Qt::ISODateWithMs).toLatin1()});
        if (!m_cursor.isEmpty())
            request.query.append({"page", m_cursor.toUtf8()});
    }
    auto *sent = m_client->transport()->send(this, request);
    m_request = sent;
    sent->then(this, [this](const auto &answer) { answered(answer); });
}

void HistoryJob::answered(const base::Result<net::Response> &answer)
{
    if (!answer.ok())
        return finish(answer.error());
    if (!m_client)
        return finish(Error::of(Error::Kind::Cancelled));
    const net::Response &response = *answer;
    if (!response.ok())
        return finish(decodeError(response, m_client->clock()->now()));
    const auto decode = m_client->dialect().decodeEvent;
    if (response.body.size() < readAsideFrom)
        return pageRead(response, read(response.body, decode));
    const QPointer<HistoryJob> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, response, decode] {
        auto page = std::make_shared<PageRead>(read(response.body, decode));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, response, page] {
                if (self && !self->isAborting())
                    self->pageRead(response, std::move(*page));
            },
            Qt::QueuedConnection);
    });
}

HistoryJob::PageRead HistoryJob::read(const QByteArray &body, base::Result<api::Event> (*decode)(QByteArrayView))
{
    PageRead page;
    const auto raw = readEventPage(body);
    if (!raw.ok()) {
        page.error = raw.error();
        return page;
    }
    page.hasMore = raw->hasMore;
    page.nextPage = raw->nextPage;
    page.count = raw->items.size();
    page.events.reserve(raw->items.size());
    for (const QByteArray &item : raw->items) {
        if (auto event = decode(item); event.ok())
            page.events.push_back(std::move(event).value());
        else
            page.broken.append(item);
    }
    return page;
}

void HistoryJob::pageRead(const net::Response &response, PageRead page)
{
    if (!m_client)
        return finish(Error::of(Error::Kind::Cancelled));
    if (page.error) { // says HTML, an empty answer or a foreign type where that is what is wrong with it
        const auto json = decodeJson(response, m_client->clock()->now());
        return finish(json.ok() ? *page.error : json.error());
    }
    const QPointer<HistoryJob> alive(this);
    take(page);
    if (!alive || isAborting())
        return; // somebody has seen enough
    const auto more = advance(page);
    if (!more.ok())
        return finish(more.error());
    if (*more)
        return ask();
    finish(std::move(m_events));
}

void HistoryJob::take(PageRead &page)
{
    const bool scopes = m_client->dialect().scopesThinking;
    for (api::Event &event : page.events) {
        if (scopes)
            m_scope.apply(event);
        m_lastSequence = std::max(m_lastSequence, event.sequence);
    }
    m_place.make(page.events);
    if (m_keep == Keep::All)
        m_events.insert(m_events.end(), page.events.begin(), page.events.end());
    Q_EMIT this->page(page.events, page.broken);
}

base::Result<bool> HistoryJob::advance(const PageRead &page)
{
    const Error loop = Error::of(Error::Kind::Protocol, QStringLiteral("the listing of events does not move on"));
    if (m_client->dialect().history == Dialect::History::Sequence) {
        const bool movesOn = page.count > 0 && m_lastSequence > m_begin.afterSequence;
        // The hosted server does not say of a thread's events whether there are more (openma.md §4.2): a full page may have a next one.
        const bool perhapsMore = movesOn && page.count >= std::size_t(m_client->dialect().historyLimit);
        if (!page.hasMore.value_or(perhapsMore))
            return false;
        if (!movesOn)
            return loop;
        m_begin.afterSequence = m_lastSequence;
        return true;
    }
    if (page.nextPage.isEmpty())
        return false;
    if (m_cursors.contains(page.nextPage))
        return loop;
    m_cursors.insert(page.nextPage);
    m_cursor = page.nextPage;
    return true;
}

} // namespace backends
