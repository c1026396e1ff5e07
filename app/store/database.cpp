#include "store/database.h"

#include "base/logging.h"
#include "store/databasefile.h"
#include "store/schema.h"

#include <QThread>
#include <QUuid>

namespace store {

//! Lives on its own thread and owns the connection; every call below the constructor happens there.
class Database::Writer : public QObject
{
public:
    explicit Writer(const QString &path) : m_file(path), m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        m_thread.setObjectName(QStringLiteral("store"));
        moveToThread(&m_thread);
        m_thread.start();
    }
    ~Writer() override
    {
        // The last of the queue: everything handed in before is done by then.
        QMetaObject::invokeMethod(
            this,
            [this] {
                close();
                m_thread.quit();
            },
            Qt::QueuedConnection);
        m_thread.wait();
    }

    void open()
    {
        m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        if (auto done = m_file.open(m_connection); !done) {
            m_error = done.error();
            qCWarning(logStore, "the database cannot be opened: %s", qPrintable(m_error->detail));
            m_connection.close();
        }
    }

    base::Outcome transact(const std::function<base::Outcome(QSqlDatabase &)> &body, Durability durability)
    {
        if (m_error)
            return *m_error;
        if (durability != m_durability) {
            const char *mode = durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
            if (auto done = execute(m_connection, mode); !done)
                return done;
            m_durability = durability;
        }
        if (auto begun = execute(m_connection, "BEGIN IMMEDIATE"); !begun)
            return begun;
        base::Outcome done = body(m_connection);
        if (done)
            done = execute(m_connection, "COMMIT");
        if (!done)
            (void)execute(m_connection, "ROLLBACK");
        return done;
    }

    base::Result<Opening> opening() const
    {
        if (m_error)
            return *m_error;
        return Opening{m_file.movedAside(), m_file.created()};
    }

private:
    void close()
    {
        m_connection.close();
        m_connection = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }

    QThread m_thread;
    DatabaseFile m_file;
    const QString m_name;
    QSqlDatabase m_connection;
    std::optional<base::Error> m_error;
    Durability m_durability = Durability::Normal;
};

Database::Database(const QString &file, QObject *parent)
    : QObject(parent), m_file(file), m_writer(std::make_unique<Writer>(file))
{
    Writer *writer = m_writer.get();
    QMetaObject::invokeMethod(
        writer,
        [this, writer] {
            writer->open();
            if (const auto opening = writer->opening(); !opening) {
                const base::Error error = opening.error();
                QMetaObject::invokeMethod(this, [this, error] { Q_EMIT failed(error); }, Qt::QueuedConnection);
            }
        },
        Qt::QueuedConnection);
}

Database::~Database() = default;

base::JobOf<Opening> *Database::opened(QObject *owner)
{
    return run<Opening>(owner, [writer = m_writer.get()](QSqlDatabase &) { return writer->opening(); });
}

void Database::post(std::function<base::Outcome(QSqlDatabase &)> work, Durability durability)
{
    enqueue(std::move(work), durability, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT failed(outcome.error());
    });
}

void Database::enqueue(std::function<base::Outcome(QSqlDatabase &)> body, Durability durability,
                       std::function<void(const base::Outcome &)> end)
{
    Writer *writer = m_writer.get();
    QMetaObject::invokeMethod(
        writer,
        [this, writer, body = std::move(body), durability, end = std::move(end)] {
            const base::Outcome outcome = writer->transact(body, durability);
            QMetaObject::invokeMethod(this, [outcome, end] { end(outcome); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace store
