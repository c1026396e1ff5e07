#pragma once

#include "store/listcache.h"

#include <QAbstractItemModel>

namespace models {

//! One list as it is kept on this computer: read once, written when a refresh has changed it.
class KeptList final : public QObject
{
    Q_OBJECT
public:
    //! `name` as in store::ListCache, which must outlive this.
    KeptList(store::ListCache *cache, const QString &profile, const QString &name, QObject *parent);

    //! Watches for changes of what is shown of it.
    void follow(const QAbstractItemModel *model);
    //! loaded() follows at the first call, unless it was never kept or cannot be read.
    void load();
    //! It would be written again: it has changed, or what is kept grows old.
    bool isDue(const QDateTime &now) const;
    //! Only what a listing answered: what a single change or a creation brought may hold what no list ever tells, a new key for instance.
    void keep(const store::KnownList &content);

Q_SIGNALS:
    void loaded(const store::KnownList &known);

private:
    store::ListCache *m_cache;
    const QString m_profile;
    const QString m_name;
    QDateTime m_keptAt;
    bool m_asked = false;
    bool m_changed = true;
};

} // namespace models
