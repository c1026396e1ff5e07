#pragma once

#include <QObject>
#include <QSqlDatabase>
#include <QString>
#include <QThread>

#include <functional>

namespace store {

//! A thread with a database connection of its own. Works are done in the order in which they were handed in.
class Connection
{
public:
    explicit Connection(const QString &threadName);
    //! Does what was handed in before, then closes and ends the thread.
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void enqueue(std::function<void(QSqlDatabase &)> work);

private:
    QThread m_thread;
    QObject m_worker; //!< lives on the thread
    const QString m_name;
    QSqlDatabase m_connection;
};

} // namespace store
