#include "demo/store.h"

#include "base/logging.h"

#include <QSqlError>

#include <atomic>

namespace demo {

base::Outcome Store::open(const QString &file)
{
    std::promise<base::Outcome> opened;
    auto outcome = opened.get_future();
    m_thread = std::thread([this, file, opened = std::move(opened)]() mutable { loop(file, std::move(opened)); });
    auto result = outcome.get();
    if (!result)
        m_thread.join();
    return result;
}

void Store::close()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Store::post(std::function<void(Tables &)> work, std::function<void(bool)> settled)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back({std::move(work), std::move(settled)});
    }
    m_changed.notify_one();
}

void Store::loop(const QString &file, std::promise<base::Outcome> opened)
{
    static std::atomic<int> count{0};
    const QString name = QStringLiteral("demo-%1").arg(++count);
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        m_tables = std::make_unique<Tables>(database);
        bool ok = database.open();
        if (ok) {
            for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA busy_timeout=2000"})
                QSqlQuery(database).exec(QString::fromLatin1(pragma));
            ok = m_tables->create();
        }
        if (ok) {
            opened.set_value(base::Done{});
        } else {
            QString why = m_tables->takeError();
            if (why.isEmpty())
                why = database.lastError().text();
            opened.set_value(base::Error::of(base::Error::Kind::Storage, QStringLiteral("%1: %2").arg(file, why)));
        }
        m_database = std::make_unique<QSqlDatabase>(database);
        std::unique_lock lock(m_mutex);
        while (ok) {
            m_changed.wait(lock, [this] { return m_closing || !m_tasks.empty(); });
            if (m_tasks.empty())
                break;
            const auto task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            transact(task);
            lock.lock();
        }
        lock.unlock();
        m_tables.reset();
        m_database.reset();
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
}

void Store::transact(const Task &task)
{
    m_database->transaction();
    task.work(*m_tables);
    const bool abandoned = m_tables->takeAbandoned();
    const bool committed = m_tables->ok() && (abandoned ? m_database->rollback() : m_database->commit());
    const auto actions = m_tables->takeAfterCommit();
    if (committed && !abandoned) {
        for (const auto &action : actions)
            action();
    } else if (!committed) {
        const QString why = m_tables->ok() ? m_database->lastError().text() : m_tables->takeError();
        qCWarning(logDemo, "The demo's database refused a change: %s", qPrintable(why));
        m_database->rollback();
    }
    if (task.settled)
        task.settled(committed);
}

} // namespace demo
