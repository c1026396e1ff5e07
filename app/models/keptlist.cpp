#include "models/keptlist.h"

namespace models {

namespace {

constexpr qint64 secondsUntilOld = 300; // so that "as of" on the next start is not much older than it was

} // namespace

KeptList::KeptList(store::ListCache *cache, const QString &profile, const QString &name, QObject *parent)
    : QObject(parent), m_cache(cache), m_profile(profile), m_name(name)
{
}

void KeptList::follow(const QAbstractItemModel *model)
{
    const auto changed = [this] { m_changed = true; };
    connect(model, &QAbstractItemModel::rowsInserted, this, changed);
    connect(model, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(model, &QAbstractItemModel::dataChanged, this, changed);
    connect(model, &QAbstractItemModel::layoutChanged, this, changed);
}

void KeptList::load()
{
    if (std::exchange(m_asked, true))
        return;
    m_cache->load(this, m_profile, m_name)->then(this, [this](const base::Result<std::optional<store::KnownList>> &known) {
        if (known && *known)
            Q_EMIT loaded(**known);
    });
}

bool KeptList::isDue(const QDateTime &now) const
{
    return m_changed || !m_keptAt.isValid() || m_keptAt.secsTo(now) > secondsUntilOld;
}

void KeptList::keep(const store::KnownList &content)
{
    m_cache->keep(m_profile, m_name, content);
    m_keptAt = content.at;
    m_changed = false;
}

} // namespace models
