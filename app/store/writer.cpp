#include "store/writer.h"

#include "base/logging.h"

namespace store {

Writer::Writer(const QString &path, const Schema &schema)
    : m_file(path, schema), m_onlyACopy(schema.onlyACopy), m_connection(QStringLiteral("store"))
{
}

void Writer::enqueue(std::function<void()> work)
{
    m_connection.enqueue([this, work = std::move(work)](QSqlDatabase &connection) {
        m_open = &connection;
        work();
    });
}

base::Result<Opening> Writer::open()
{
    const base::Outcome done = m_file.open(*m_open);
    if (!done) {
        m_error = done.error();
        qCWarning(logStore, "the database cannot be opened: %s", qPrintable(m_error->detail));
        m_open->close();
        return *m_error;
    }
    return Opening{m_file.movedAside(), m_file.created()};
}

base::Outcome Writer::perform(const std::function<base::Outcome(QSqlDatabase &)> &body, std::optional<Durability> transaction)
{
    const base::Outcome done = performOnce(body, transaction);
    if (done || !m_onlyACopy || m_error || !meansDamage(done.error()))
        return done;
    if (auto replaced = replace(m_generation); !replaced)
        return replaced;
    return performOnce(body, transaction);
}

base::Outcome Writer::performOnce(const std::function<base::Outcome(QSqlDatabase &)> &body, std::optional<Durability> transaction)
{
    if (m_error)
        return *m_error;
    return transaction ? transact(body, *transaction) : body(*m_open);
}

base::Outcome Writer::transact(const std::function<base::Outcome(QSqlDatabase &)> &body, Durability durability)
{
    if (durability != m_durability) {
        const char *mode = durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
        if (auto done = execute(*m_open, mode); !done)
            return done;
        m_durability = durability;
    }
    // A full disk takes a transaction that changes nothing.
    const qint64 before = m_failing ? changes() : 0;
    base::Outcome done = execute(*m_open, "BEGIN IMMEDIATE");
    if (done) {
        done = body(*m_open);
        if (done)
            done = execute(*m_open, "COMMIT");
        if (!done)
            (void)execute(*m_open, "ROLLBACK");
    }
    if (!done) {
        m_failing = m_failing || done.error().kind == base::Error::Kind::Storage;
    } else if (m_failing && changes() != before) {
        m_failing = false;
        m_recovered = true;
    }
    return done;
}

qint64 Writer::changes()
{
    const auto count = number(*m_open, "SELECT total_changes()");
    return count ? *count : 0;
}

base::Outcome Writer::replace(int generation)
{
    if (!m_onlyACopy || generation != m_generation || m_error)
        return base::Done{};
    ++m_generation;
    m_open->close();
    const base::Outcome done = m_file.replace(*m_open);
    ++m_generation;
    m_durability = Durability::Normal;
    if (!done) {
        m_error = done.error();
        qCWarning(logStore, "the damaged database cannot be replaced: %s", qPrintable(m_error->detail));
        m_open->close();
        return done;
    }
    m_movedAside = m_file.movedAside();
    return base::Done{};
}

} // namespace store
