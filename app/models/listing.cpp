#include "models/listing.h"

namespace models {

namespace {
// A server that sends ever new cursors and never an item must not be asked for ever.
constexpr int mostEmptyPages = 100;
} // namespace

Listing::Listing(api::Client *client, const api::ResourceDescriptor &descriptor, const Filters &filters, QObject *parent)
    : QObject(parent), m_client(client), m_descriptor(descriptor), m_filters(filters)
{
}

void Listing::next()
{
    if (isBusy() || m_atEnd || !m_client)
        return;
    m_emptyPages = 0;
    request();
}

void Listing::request()
{
    api::ListQuery query;
    query.cursor = m_cursor;
    query.filters = m_filters;
    m_request = m_client->list(this, m_descriptor, query);
    m_request->then(this, [this](const base::Result<api::Page> &result) {
        m_request = nullptr;
        arrived(result);
    });
}

void Listing::arrived(const base::Result<api::Page> &result)
{
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    ++m_pages;
    const QString &next = result->nextCursor;
    const bool looping = !next.isEmpty() && (next == m_cursor || !m_seen.insert(next).second);
    m_atEnd = next.isEmpty() || looping;
    m_cursor = next;
    if (!looping && !m_atEnd && result->items.empty() && ++m_emptyPages < mostEmptyPages) {
        request();
        return;
    }
    QPointer<Listing> guard(this);
    const bool empty = m_emptyPages >= mostEmptyPages;
    m_atEnd = m_atEnd || empty;
    Q_EMIT read(result->items);
    if (guard && looping)
        Q_EMIT failed(base::Error::of(base::Error::Kind::Protocol, QStringLiteral("the list goes round in a circle: a cursor came twice")));
    else if (guard && empty)
        Q_EMIT failed(base::Error::of(base::Error::Kind::Protocol, QStringLiteral("%1 empty pages in a row").arg(mostEmptyPages)));
}

} // namespace models
