#pragma once

#include "base/result.h"

#include <QPair>
#include <QSqlDatabase>
#include <QString>

#include <vector>

namespace store {

//! Makes a session, or with an empty one all of a profile, unfindable at once, and leaves word that no byte of it may stay. In a transaction.
base::Outcome doom(QSqlDatabase &connection, const QString &profile, const QString &session);
//! Makes the sessions that were used longest ago unfindable until the rest fits. How many; in a transaction.
base::Result<int> doomOldest(QSqlDatabase &connection, qint64 limit, const std::vector<QPair<QString, QString>> &held);
//! Removes a slice of what is doomed. Whether there is more; in a transaction.
base::Result<bool> removeDoomed(QSqlDatabase &connection);
//! Puts down about how many bytes some sessions of a file have that an earlier version wrote, by their newest events: counting all would take
//! seconds, for a figure that only shares out room. Whether there may be more of them; in a transaction.
base::Result<bool> estimateBytes(QSqlDatabase &connection);
//! Whether doom() has left word, or much of the file is empty.
base::Result<bool> mustScrub(QSqlDatabase &connection);
//! Merges a slice of the index of words, so that what was removed is in no part of it any more. Whether there is more; in a transaction.
base::Result<bool> mergeIndex(QSqlDatabase &connection);
//! Writes the file anew without what was removed and empties the WAL. Where doom() has left word, damaged files that were moved aside go too, and
//! the word is taken back. Outside of any transaction.
base::Outcome scrubFiles(QSqlDatabase &connection, const QString &file);

} // namespace store
