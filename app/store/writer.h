#pragma once

#include "store/connection.h"
#include "store/database.h"
#include "store/databasefile.h"

#include <atomic>

namespace store {

//! The one connection that writes. Every call but the constructor, the destructor and generation() is made on its own thread, by enqueue().
class Writer
{
public:
    Writer(const QString &path, const Schema &schema);

    void enqueue(std::function<void()> work);
    //! Grows by one when a file is moved aside and by one when the next is ready; odd in between. A connection of an earlier one looks at what
    //! was moved aside, one made in between may find no tables.
    int generation() const { return m_generation; }

    base::Result<Opening> open();
    //! In a transaction, or in none. Once more in a new file when this one turns out to be damaged and is only a copy.
    base::Outcome perform(const std::function<base::Outcome(QSqlDatabase &)> &body, std::optional<Durability> transaction);
    //! Somebody found the file of this generation damaged: moves it aside and begins anew, if it is only a copy and nobody did so before.
    base::Outcome replace(int generation);
    //! Where replace() moved files since the last call.
    QString takeMovedAside() { return std::exchange(m_movedAside, {}); }
    //! Whether a transaction has changed something after one had failed, since the last call.
    bool takeRecovered() { return std::exchange(m_recovered, false); }

private:
    base::Outcome performOnce(const std::function<base::Outcome(QSqlDatabase &)> &body, std::optional<Durability> transaction);
    qint64 changes();
    base::Outcome transact(const std::function<base::Outcome(QSqlDatabase &)> &body, Durability durability);

    DatabaseFile m_file;
    const bool m_onlyACopy;
    QSqlDatabase *m_open = nullptr;
    std::optional<base::Error> m_error;
    Durability m_durability = Durability::Normal;
    QString m_movedAside;
    bool m_failing = false;
    bool m_recovered = false;
    std::atomic_int m_generation = 0;
    Connection m_connection; //!< last: its thread ends before the rest goes
};

} // namespace store
