#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

namespace store {

//! The schema this program writes; a file with a higher user_version is another program's and stays untouched.
int schemaVersion();

//! Brings an open database to schemaVersion(), each step in a transaction of its own.
base::Outcome migrate(QSqlDatabase &connection);

//! SQLite's own words and result code, without any value of a row.
base::Error storageError(const QSqlDatabase &connection);
base::Error storageError(const QSqlQuery &query);

//! Runs one statement without values.
base::Outcome execute(QSqlDatabase &connection, const char *statement);
//! Runs a prepared query; its error as a value.
base::Outcome execute(QSqlQuery &query);

} // namespace store
