#pragma once

#include "base/result.h"
#include "store/connection.h"

#include <functional>

namespace store {

//! A connection that only reads, on a thread of its own: it waits for no writer and holds none up.
class Reader
{
public:
    Reader(const QString &path, const QString &threadName);

    //! Runs `body` in a read transaction of the file of this generation, then `end` with its outcome, both on the reading thread.
    void enqueue(int generation, std::function<base::Outcome(QSqlDatabase &)> body, std::function<void(const base::Outcome &)> end);

private:
    base::Outcome open(QSqlDatabase &connection, int generation);
    base::Outcome perform(QSqlDatabase &connection, const std::function<base::Outcome(QSqlDatabase &)> &body);

    const QString m_path;
    int m_generation = -1; //!< of the file that is open
    Connection m_connection; //!< last: its thread ends before the rest goes
};

} // namespace store
