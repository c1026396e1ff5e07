#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <vector>

namespace store {

//! The tables of one file: one step a version, counted in user_version. Steps are never changed once released: a new version adds one.
struct Schema
{
    std::vector<std::vector<const char *>> steps;
    bool onlyACopy = false; //!< of what servers have: not read whole at opening, and begun anew when it turns out to be damaged
    //! A file with a higher user_version is a newer program's and stays untouched.
    int version() const { return int(steps.size()); }
};

//! What the user made: drafts, outbox, marks. Small, and to be lost under no circumstances.
const Schema &workSchema();
//! What the server told: events, their index, lists. Large, and only a copy.
const Schema &logSchema();

//! Brings an open database to schema.version(), each step in a transaction of its own.
base::Outcome migrate(QSqlDatabase &connection, const Schema &schema);

//! SQLite's own words and result code, without any value of a row.
base::Error storageError(const QSqlDatabase &connection);
base::Error storageError(const QSqlQuery &query);
//! SQLite's primary result code in an error of storageError(); 0: there is none.
int resultCode(const base::Error &error);
//! The file's content is broken (SQLITE_CORRUPT, SQLITE_NOTADB); busy, I/O or permission say nothing about it.
bool meansDamage(const base::Error &error);
//! Another connection holds the lock (SQLITE_BUSY, SQLITE_LOCKED).
bool meansBusy(const base::Error &error);

//! Runs one statement without values.
base::Outcome execute(QSqlDatabase &connection, const char *statement);
//! Runs a prepared query; its error as a value.
base::Outcome execute(QSqlQuery &query);
//! Text for a column that is NOT NULL: Qt binds a null string as NULL.
QVariant word(const QString &text);
//! The first value of the only row of a statement.
base::Result<qint64> number(QSqlDatabase &connection, const char *statement);

} // namespace store
