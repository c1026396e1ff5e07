#include "store/reader.h"

#include "store/schema.h"

namespace store {

Reader::Reader(const QString &path, const QString &threadName) : m_path(path), m_connection(threadName) {}

void Reader::enqueue(int generation, std::function<base::Outcome(QSqlDatabase &)> body, std::function<void(const base::Outcome &)> end)
{
    m_connection.enqueue([this, generation, body = std::move(body), end = std::move(end)](QSqlDatabase &connection) {
        if (auto ready = open(connection, generation); !ready) {
            end(ready);
            return;
        }
        end(perform(connection, body));
    });
}

base::Outcome Reader::open(QSqlDatabase &connection, int generation)
{
    if (connection.isOpen() && m_generation >= generation)
        return base::Done{};
    connection.close();
    connection.setDatabaseName(m_path);
    connection.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"));
    if (!connection.open())
        return storageError(connection);
    m_generation = generation;
    return execute(connection, "PRAGMA cache_size = -8000"); // kB
}

base::Outcome Reader::perform(QSqlDatabase &connection, const std::function<base::Outcome(QSqlDatabase &)> &body)
{
    if (auto begun = execute(connection, "BEGIN"); !begun)
        return begun;
    base::Outcome done = body(connection);
    const base::Outcome ended = execute(connection, "COMMIT");
    if (!ended)
        (void)execute(connection, "ROLLBACK");
    return done ? ended : done;
}

} // namespace store
