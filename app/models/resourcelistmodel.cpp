#include "models/resourcelistmodel.h"

#include "models/keptlist.h"
#include "models/listing.h"
#include "models/recordmarks.h"
#include "sync/upkeep.h"

#include <QSet>

#include <algorithm>

namespace models {

namespace {

constexpr int mostPagesForFilter = 20;    // what a text filter may load by itself
constexpr int enoughMatches = 50;         // about a screen

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
    if (m_kept && m_state == State::Idle && m_filters.empty())
        m_kept->load();
    startReading(m_listing && !m_filtersChanged ? std::clamp(m_listing->pages(), 1, mostPagesReadAgain) : 1, Reading::Openly);
}

void ResourceListModel::retry()
{
    if (m_failure == Failure::More && m_listing && !m_listing->atEnd()) {
        m_failure = Failure::None;
        m_error.reset();
        askMore();
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
    m_freshPagesRead.clear();
    m_freshPages = pages;
    m_reading = reading;
    m_readAgain = false;
    m_freshBegan = m_lastHeard;
    m_fresh = new Listing(m_client, descriptor(), m_filters, this);
    connectListing(m_fresh);
    askFresh();
    settle();
}

void ResourceListModel::askFresh()
{
    m_freshAsked = m_lastHeard;
    m_fresh->next();
}

void ResourceListModel::askMore()
{
    m_moreAsked = m_lastHeard;
    m_listing->next();
    settle();
}

void ResourceListModel::connectListing(Listing *listing)
{
    connect(listing, &Listing::read, this, [this, listing](const std::vector<base::Record> &items) {
        if (listing == m_fresh)
            return freshRead(items);
        takeMore(newest(items, m_moreAsked));
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
    m_freshPagesRead.clear();
    m_upkeep->failed(error);
    if (m_filtersChanged)
        removeAll(); // what is shown is not what was asked for
    fail(m_reading == Reading::Quietly ? Failure::Upkeep : Failure::Refresh, error);
}

void ResourceListModel::freshRead(const std::vector<base::Record> &items)
{
    m_freshPagesRead.push_back({items, m_freshAsked});
    if (m_fresh->atEnd() || m_filtersChanged)
        return endReading();
    if (m_fresh->pages() < m_freshPages)
        return askFresh();
    // New items at the top push known ones over the edge of what was read: one page more, so that they are not taken for deleted.
    int read = 0, known = 0;
    for (const FreshPage &page : m_freshPagesRead) {
        read += int(page.items.size());
        known += int(std::count_if(page.items.begin(), page.items.end(), [this](const auto &item) { return record(RowTable::idOf(item)); }));
    }
    if (readsBehindKept())
        return askFresh();
    const bool pushed = known < read && known < loadedCount();
    const bool coversAll = !m_listing || m_listing->pages() <= m_freshPages;
    if (coversAll && pushed && m_fresh->pages() == m_freshPages)
        return askFresh();
    endReading();
}

void ResourceListModel::endReading()
{
    const bool deeper = !m_filtersChanged && !m_fresh->atEnd() && m_listing && m_listing->pages() > m_fresh->pages();
    const std::vector<FreshPage> pages = std::exchange(m_freshPagesRead, {});
    const std::vector<base::Record> items = takeFresh(pages);
    if (deeper) {
        drop(m_fresh);
    } else {
        drop(m_listing);
        m_listing = std::exchange(m_fresh, nullptr);
    }
    m_filtersChanged = false;
    m_refreshedAt = m_clock->now();
    m_keptAt = {};
    if (m_failure != Failure::More || !deeper) {
        m_failure = Failure::None;
        m_error.reset();
    }
    // Last: a view that is told of rows may ask for more at once.
    const bool all = m_listing->atEnd() || !m_filters.empty();
    const QSet<QString> seen = takeNewest(items, deeper ? Others::Stay : all ? Others::Go : Others::PinnedStay);
    if (deeper && m_reading == Reading::Quietly)
        readRunning(seen);
    else
        readPinned(seen, m_reading == Reading::Openly);
    if (!deeper)
        keep(pages);
    const auto rows = records();
    if (marks())
        marks()->listRead(rows);
    m_upkeep->answered(std::any_of(rows.begin(), rows.end(), [this](const base::Record *record) { return isRunning(*record); }));
    settle();
    if (std::exchange(m_readAgain, false) && !m_fresh)
        startReading(m_listing ? std::clamp(m_listing->pages(), 1, mostPagesReadAgain) : 1, Reading::Quietly);
    loadForFilter();
}

std::vector<base::Record> ResourceListModel::takeFresh(const std::vector<FreshPage> &pages)
{
    std::vector<base::Record> out;
    QSet<QString> ids;
    for (const FreshPage &page : pages) {
        for (base::Record &item : newest(page.items, page.since)) {
            ids.insert(RowTable::idOf(item));
            out.push_back(std::move(item));
        }
    }
    if (m_filtersChanged)
        return out;
    // What came into being meanwhile is not in the answer yet.
    std::vector<const Heard *> further;
    for (auto it = m_heard.cbegin(); it != m_heard.cend(); ++it) {
        if (it->at > m_freshBegan && it->record && !isArchived(*it->record) && !ids.contains(it.key()) && (record(it.key()) || m_filters.empty()))
            further.push_back(&*it);
    }
    std::sort(further.begin(), further.end(), [](const Heard *a, const Heard *b) { return a->at < b->at; });
    for (const Heard *one : further)
        out.insert(out.begin(), *one->record);
    return out;
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
        m_state = m_keptAt.isValid() ? State::Kept : State::Ready;
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
    askMore();
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

} // namespace models
