#include "models/resourcelistmodel.h"

#include "models/listing.h"
#include "sync/upkeep.h"

#include <QSet>

#include <algorithm>

namespace models {

namespace {

constexpr int mostPagesReadAgain = 10;    // a refresh must not read a thousand pages
constexpr int mostPagesForFilter = 20;    // what a text filter may load by itself
constexpr int enoughMatches = 50;         // about a screen
constexpr int mostRunningRowsRead = 8;    // single reads at a time, for rows beyond the newest page

} // namespace

ResourceListModel::ResourceListModel(api::Client *client, const api::ResourceDescriptor &descriptor, base::Clock *clock, QObject *parent)
    : RecordTableModel(descriptor, parent), m_client(client), m_clock(clock), m_upkeep(new syncing::Upkeep(clock, this))
{
    connect(m_upkeep, &syncing::Upkeep::due, this, [this] {
        if (m_fresh || m_state == State::Idle)
            m_upkeep->answered(false);
        else
            startReading(1, Reading::Quietly);
    });
    connectClient();
}

ResourceListModel::~ResourceListModel() = default;

bool ResourceListModel::isBusy() const
{
    return (m_fresh && m_reading == Reading::Openly) || (m_listing && m_listing->isBusy());
}

bool ResourceListModel::isComplete() const
{
    return m_listing && m_listing->atEnd();
}

// ---- reading -----------------------------------------------------------------------------------------------------------------

void ResourceListModel::refresh()
{
    startReading(m_listing && !m_filtersChanged ? std::clamp(m_listing->pages(), 1, mostPagesReadAgain) : 1, Reading::Openly);
}

void ResourceListModel::retry()
{
    if (m_failure == Failure::More && m_listing && !m_listing->atEnd()) {
        m_failure = Failure::None;
        m_error.reset();
        m_listing->next();
        settle();
    } else {
        refresh();
    }
}

void ResourceListModel::setFilters(const Filters &filters)
{
    if (m_filters == filters)
        return;
    m_filters = filters;
    if (m_state == State::Idle)
        return;
    m_filtersChanged = true;
    drop(m_listing); // its cursor belongs to the old filters
    refresh();
}

void ResourceListModel::startReading(int pages, Reading reading)
{
    if (!m_client)
        return;
    drop(m_fresh);
    m_freshItems.clear();
    m_freshPages = pages;
    m_reading = reading;
    m_fresh = new Listing(m_client, descriptor(), m_filters, this);
    connectListing(m_fresh);
    m_fresh->next();
    settle();
}

void ResourceListModel::connectListing(Listing *listing)
{
    connect(listing, &Listing::read, this, [this, listing](const std::vector<base::Record> &items) {
        if (listing == m_fresh)
            return freshRead(items);
        takeMore(items);
        settle();
        loadForFilter();
    });
    connect(listing, &Listing::failed, this, [this, listing](const base::Error &error) { listingFailed(listing, error); });
}

void ResourceListModel::drop(Listing *&listing)
{
    if (!listing)
        return;
    listing->disconnect(this);
    listing->deleteLater(); // it may be the sender
    listing = nullptr;
}

void ResourceListModel::listingFailed(Listing *listing, const base::Error &error)
{
    if (listing == m_listing)
        return fail(Failure::More, error);
    drop(m_fresh);
    m_freshItems.clear();
    m_upkeep->failed(error);
    if (m_filtersChanged)
        removeAll(); // what is shown is not what was asked for
    fail(m_reading == Reading::Quietly ? Failure::Upkeep : Failure::Refresh, error);
}

void ResourceListModel::freshRead(const std::vector<base::Record> &items)
{
    m_freshItems.insert(m_freshItems.end(), items.begin(), items.end());
    if (m_fresh->atEnd() || m_filtersChanged)
        return endReading();
    if (m_fresh->pages() < m_freshPages)
        return m_fresh->next();
    // New items at the top push known ones over the edge of what was read: one page more, so that they are not taken for deleted.
    const auto known = std::count_if(m_freshItems.begin(), m_freshItems.end(), [this](const auto &item) { return record(RowTable::idOf(item)); });
    const bool pushed = known < int(m_freshItems.size()) && known < loadedCount();
    const bool coversAll = !m_listing || m_listing->pages() <= m_freshPages;
    if (coversAll && pushed && m_fresh->pages() == m_freshPages)
        return m_fresh->next();
    endReading();
}

void ResourceListModel::endReading()
{
    const bool deeper = !m_filtersChanged && !m_fresh->atEnd() && m_listing && m_listing->pages() > m_fresh->pages();
    if (deeper) {
        drop(m_fresh);
    } else {
        drop(m_listing);
        m_listing = std::exchange(m_fresh, nullptr);
    }
    m_filtersChanged = false;
    m_refreshedAt = m_clock->now();
    if (m_failure != Failure::More || !deeper) {
        m_failure = Failure::None;
        m_error.reset();
    }
    // Last: a view that is told of rows may ask for more at once.
    const QSet<QString> seen = takeNewest(std::exchange(m_freshItems, {}), deeper);
    if (deeper && m_reading == Reading::Quietly)
        readRunning(seen);
    const auto all = records();
    m_upkeep->answered(std::any_of(all.begin(), all.end(), [this](const base::Record *record) { return isRunning(*record); }));
    settle();
    loadForFilter();
}

void ResourceListModel::readRunning(const QSet<QString> &seen)
{
    int reads = 0;
    for (const base::Record *row : records()) {
        if (!isRunning(*row) || seen.contains(row->id()))
            continue;
        if (++reads > mostRunningRowsRead)
            return;
        m_client->fetch(this, descriptor(), row->id())->then(this, [this](const base::Result<base::Record> &result) {
            if (result && record(result->id())) // a failure waits for the next upkeep
                take(*result);
        });
    }
}

void ResourceListModel::fail(Failure failure, const base::Error &error)
{
    m_failure = failure;
    m_error = error;
    settle();
}

void ResourceListModel::settle()
{
    if (m_error)
        m_state = loadedCount() > 0 ? State::Stale : (isBusy() ? State::Loading : State::Failed);
    else if (loadedCount() > 0)
        m_state = State::Ready;
    else
        m_state = m_listing && !isBusy() && m_listing->atEnd() ? State::Empty : State::Loading;
    Q_EMIT stateChanged();
}

bool ResourceListModel::canFetchMore(const QModelIndex &parent) const
{
    const bool stopped = m_failure == Failure::Refresh || m_failure == Failure::More;
    return !parent.isValid() && m_listing && !m_listing->isBusy() && !m_listing->atEnd() && !stopped;
}

void ResourceListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_listing->next();
    settle();
}

void ResourceListModel::filterTextChanged()
{
    m_filterPages = 0;
    Q_EMIT stateChanged();
    loadForFilter();
}

void ResourceListModel::loadForFilter()
{
    if (!isFiltered() || rowCount() >= enoughMatches || m_filterPages >= mostPagesForFilter || !canFetchMore())
        return;
    ++m_filterPages;
    fetchMore();
}

// ---- keeping up --------------------------------------------------------------------------------------------------------------

void ResourceListModel::setClient(api::Client *client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    drop(m_fresh);
    connectClient();
    if (m_state != State::Idle)
        refresh();
    setLive(m_live); // a refused key has stopped the upkeep
}

void ResourceListModel::connectClient()
{
    connect(m_client, &api::Client::recordChanged, this, [this](const QString &resource, const base::Record &record) {
        const bool elsewhere = !descriptor().parentPath.empty() && record.string(descriptor().parentPath) != descriptor().parentId;
        if (resource == QLatin1String(descriptor().id.c_str()) && !elsewhere)
            recordChanged(record);
    });
    connect(m_client, &api::Client::recordRemoved, this, [this](const QString &resource, const QString &id) {
        if (resource != QLatin1String(descriptor().id.c_str()) || !removeRecord(id))
            return;
        if (loadedCount() == 0)
            fetchMore();
        settle();
    });
}

void ResourceListModel::recordChanged(const base::Record &changed)
{
    if (m_state == State::Idle || m_state == State::Loading)
        return;
    const base::Record *known = record(RowTable::idOf(changed));
    const bool leaves = known && isArchived(changed) && !isArchived(*known);
    const bool perhapsHere = !known && !m_filters.empty();
    if (!perhapsHere)
        upsert(changed);
    // Whether it belongs to the list under these filters, only the server knows.
    if ((leaves || perhapsHere) && !m_fresh)
        startReading(m_listing ? std::clamp(m_listing->pages(), 1, mostPagesReadAgain) : 1, Reading::Quietly);
}

void ResourceListModel::upsert(const base::Record &record)
{
    take(record);
    settle();
}

void ResourceListModel::setLive(bool live)
{
    m_live = live;
    if (!live || descriptor().statusPath.empty())
        return m_upkeep->stop();
    if (m_upkeep->isActive())
        return;
    m_upkeep->start();
    const bool old = m_refreshedAt.isValid() && m_refreshedAt.msecsTo(m_clock->now()) > syncing::Upkeep::whileIdle.count();
    if (old && !m_fresh)
        startReading(1, Reading::Quietly);
}

bool ResourceListModel::isRunning(const base::Record &record) const
{
    static const QSet<QString> words = {QStringLiteral("running"),  QStringLiteral("rescheduling"), QStringLiteral("queued"),
                                        QStringLiteral("pending"),  QStringLiteral("starting"),     QStringLiteral("in_progress"),
                                        QStringLiteral("inprogress")};
    return !descriptor().statusPath.empty() && words.contains(record.string(descriptor().statusPath).toLower());
}

} // namespace models
