#include "models/resourcelistmodel.h"

#include "models/keptlist.h"
#include "models/listing.h"
#include "models/recordmarks.h"
#include "models/sessioncosts.h"
#include "sync/upkeep.h"

#include <QSet>

#include <algorithm>

namespace models {

namespace {

constexpr int mostSingleReads = 8; // at a time, for rows beyond the newest page

} // namespace

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
        if (resource != QLatin1String(descriptor().id.c_str()))
            return;
        hear(id, std::nullopt);
        if (!removeRecord(id))
            return;
        if (loadedCount() == 0)
            fetchMore();
        settle();
    });
}

void ResourceListModel::recordChanged(const base::Record &changed)
{
    if (m_state == State::Idle)
        return;
    const QString id = RowTable::idOf(changed);
    if (m_state == State::Loading)
        return hear(id, changed);
    const base::Record *known = record(id);
    const bool leaves = known && isArchived(changed) && !isArchived(*known);
    const bool perhapsHere = !known && !m_filters.empty();
    if (perhapsHere)
        hear(id, changed);
    else
        upsert(changed);
    // Whether it belongs to the list under these filters, only the server knows.
    if (!leaves && !perhapsHere)
        return;
    if (m_fresh)
        m_readAgain = true;
    else
        startReading(m_listing ? std::clamp(m_listing->pages(), 1, mostPagesReadAgain) : 1, Reading::Quietly);
}

void ResourceListModel::upsert(const base::Record &record)
{
    hear(RowTable::idOf(record), record);
    take(record);
    settle();
}

bool ResourceListModel::isReading() const
{
    return m_fresh || (m_listing && m_listing->isBusy()) || m_rowsAsked > 0;
}

void ResourceListModel::hear(const QString &id, const std::optional<base::Record> &record)
{
    if (!isReading()) {
        m_heard.clear();
        return;
    }
    m_heard.insert(id, {++m_lastHeard, record});
}

std::vector<base::Record> ResourceListModel::newest(const std::vector<base::Record> &items, quint64 since) const
{
    std::vector<base::Record> out;
    out.reserve(items.size());
    for (const base::Record &item : items) {
        const auto heard = m_heard.constFind(RowTable::idOf(item));
        if (heard == m_heard.cend() || heard->at <= since)
            out.push_back(item);
        else if (heard->record)
            out.push_back(*heard->record);
    }
    return out;
}

void ResourceListModel::setLive(bool live)
{
    m_live = live;
    if (costs())
        costs()->setLive(live);
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

void ResourceListModel::readRunning(const QSet<QString> &seen)
{
    int reads = 0;
    for (const base::Record *row : records()) {
        if (!isRunning(*row) || seen.contains(row->id()))
            continue;
        if (++reads > mostSingleReads)
            return;
        readRow(row->id());
    }
}

//! What is pinned and not on the pages that were read.
void ResourceListModel::readPinned(const QSet<QString> &seen, bool again)
{
    if (!marks() || !m_filters.empty() || isComplete() || !m_refreshedAt.isValid())
        return;
    int reads = 0;
    for (const QString &id : marks()->pinned()) {
        const bool wanted = again || !record(id);
        if (wanted && !seen.contains(id) && ++reads <= mostSingleReads)
            readRow(id);
    }
}

void ResourceListModel::readRow(const QString &id)
{
    if (!m_client)
        return;
    ++m_rowsAsked;
    m_client->fetch(this, descriptor(), id)->then(this, [this, id, since = m_lastHeard](const base::Result<base::Record> &result) {
        const bool isNews = m_heard.value(id).at <= since;
        const bool belongs = record(id) || (m_filters.empty() && marks() && marks()->isPinned(id) && result && !isArchived(*result));
        if (result && isNews && belongs)
            take(*result);
        else if (!result && result.error().kind == base::Error::Kind::NotFound)
            removeRecord(id);
        // Another failure waits for the next upkeep.
        --m_rowsAsked;
        settle();
    });
}

//! Rows that are pinned, without these.
std::vector<const base::Record *> ResourceListModel::pinnedBesides(const QSet<QString> &ids) const
{
    std::vector<const base::Record *> rows;
    for (const QString &id : marks() ? marks()->pinned() : QSet<QString>()) {
        if (const base::Record *row = ids.contains(id) ? nullptr : record(id))
            rows.push_back(row);
    }
    return rows;
}

// ---- what is kept on this computer ---------------------------------------------------------------------------------------------

void ResourceListModel::setKept(KeptList *kept)
{
    kept->setParent(this);
    kept->follow(this);
    m_kept = kept;
    connect(kept, &KeptList::loaded, this, &ResourceListModel::keptRead);
}

void ResourceListModel::keptRead(const store::KnownList &known)
{
    const bool late = m_refreshedAt.isValid() || loadedCount() > 0 || !m_filters.empty();
    if (late || known.records.empty())
        return;
    m_keptAt = known.at;
    takeNewest(newest(known.records, m_freshBegan), Others::Stay);
    settle();
}

//! Rows that are kept and not read again yet stay behind those that are, until the server has told as many or has no more: nothing jumps.
bool ResourceListModel::readsBehindKept()
{
    if (!m_keptAt.isValid() || m_fresh->pages() >= mostPagesReadAgain)
        return false;
    std::vector<base::Record> soFar;
    QSet<QString> ids;
    for (const FreshPage &page : m_freshPagesRead) {
        for (base::Record &item : newest(page.items, page.since)) {
            ids.insert(RowTable::idOf(item));
            soFar.push_back(std::move(item));
        }
    }
    if (int(soFar.size() + pinnedBesides(ids).size()) >= loadedCount())
        return false;
    takeNewest(soFar, Others::Stay);
    return true;
}

void ResourceListModel::keep(const std::vector<FreshPage> &pages)
{
    if (!m_kept || !m_filters.empty() || !m_kept->isDue(m_refreshedAt))
        return;
    store::KnownList content;
    content.at = m_refreshedAt;
    content.complete = m_listing->atEnd();
    QSet<QString> ids;
    for (const FreshPage &page : pages) {
        for (const base::Record &item : page.items) {
            ids.insert(RowTable::idOf(item));
            content.records.push_back(item);
        }
    }
    for (const base::Record *row : pinnedBesides(ids))
        content.records.push_back(*row);
    m_kept->keep(content);
}

} // namespace models
