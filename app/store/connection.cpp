#include "store/connection.h"

#include <QUuid>

namespace store {

Connection::Connection(const QString &threadName) : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_thread.setObjectName(threadName);
    m_worker.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_worker, [this] { m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name); }, Qt::QueuedConnection);
}

Connection::~Connection()
{
    // The last of the queue: everything handed in before is done by then.
    QMetaObject::invokeMethod(
        &m_worker,
        [this] {
            m_connection.close();
            m_connection = QSqlDatabase();
            QSqlDatabase::removeDatabase(m_name);
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

void Connection::enqueue(std::function<void(QSqlDatabase &)> work)
{
    QMetaObject::invokeMethod(
        &m_worker, [this, work = std::move(work)] { work(m_connection); }, Qt::QueuedConnection);
}

} // namespace store
