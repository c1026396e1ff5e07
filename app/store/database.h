#pragma once

#include "base/job.h"

#include <QObject>
#include <QPointer>
#include <QSqlDatabase>

#include <functional>
#include <memory>
#include <optional>

namespace store {

//! Whether a change must also survive a power cut (SQLite's synchronous=FULL), or only the end of this program (reliability.md §7.5).
enum class Durability { Normal, Full };

//! What happened when the database was opened.
struct Opening
{
    QString movedAside; //!< the damaged file's new path; empty: none was damaged
    bool created = false;
};

//! Muster's own SQLite file: one writer thread owns the connection, everything else hands it work and gets a job back.
//!
//! Opens in the background; work that comes before waits in line. When opening failed, every work ends in that error (kind Storage) and the
//! file is not touched.
class Database : public QObject
{
    Q_OBJECT
public:
    //! One step of the schema; run in order, each in a transaction, and counted in user_version.
    using Migration = QByteArrayList;

    explicit Database(const QString &file, QObject *parent = nullptr);
    //! Does all the work that was handed in, then closes.
    ~Database() override;

    QString file() const { return m_file; }
    //! Ends when the file is open. Any number of calls.
    base::JobOf<Opening> *opened(QObject *owner);

    //! Hands `work` to the writer thread at once; it runs in a transaction that is rolled back when it ends in an error. It runs also when the
    //! owner dies first: only the answer is dropped then. `work` must touch nothing but its own copies and the connection.
    template<class T>
    base::JobOf<T> *run(QObject *owner, std::function<base::Result<T>(QSqlDatabase &)> work, Durability durability = Durability::Normal);

    //! As run(), for changes whose answer nobody waits for.
    void post(std::function<base::Outcome(QSqlDatabase &)> work, Durability durability = Durability::Normal);

Q_SIGNALS:
    //! A posted change failed, or the file could not be opened.
    void failed(const base::Error &error);

private:
    class Writer;
    template<class T>
    class Work;

    //! Runs `body` on the writer thread inside a transaction, then `end` with its outcome on ours.
    void enqueue(std::function<base::Outcome(QSqlDatabase &)> body, Durability durability, std::function<void(const base::Outcome &)> end);

    const QString m_file;
    std::unique_ptr<Writer> m_writer;
};

//! The job that waits for the writer thread.
template<class T>
class Database::Work final : public base::JobOf<T>
{
public:
    using base::JobOf<T>::JobOf;
    void end(base::Result<T> result) { this->finish(std::move(result)); }

protected:
    void start() override {}
};

template<class T>
base::JobOf<T> *Database::run(QObject *owner, std::function<base::Result<T>(QSqlDatabase &)> work, Durability durability)
{
    auto *job = new Work<T>(owner);
    auto answer = std::make_shared<std::optional<T>>();
    enqueue(
        [work = std::move(work), answer](QSqlDatabase &connection) -> base::Outcome {
            base::Result<T> result = work(connection);
            if (!result)
                return result.error();
            answer->emplace(std::move(result).value());
            return base::Done{};
        },
        durability,
        [job = QPointer<Work<T>>(job), answer](const base::Outcome &outcome) {
            if (!job)
                return;
            if (outcome)
                job->end(std::move(**answer));
            else
                job->end(outcome.error());
        });
    return job;
}

} // namespace store
