#pragma once

#include "base/job.h"
#include "store/schema.h"

#include <QObject>
#include <QPointer>
#include <QSqlDatabase>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace store {

class Reader;
class Writer;

//! Whether a change must also survive a power cut (SQLite's synchronous=FULL), or only the end of this program (reliability.md §7.5).
enum class Durability { Normal, Full };

//! Which reading thread: a long search must not hold up the page somebody scrolls to.
enum class Lane { Pages, Search };

//! What happened when the database was opened.
struct Opening
{
    QString movedAside; //!< the damaged file's new path; empty: none was damaged
    bool created = false;
};

//! One SQLite file of Muster's own: one writer thread and two reading ones own its connections, everything else hands them work and gets a
//! job back.
//!
//! Opens in the background; work that comes before waits in line. When opening failed, every work ends in that error (kind Storage) and the
//! file is not touched. A file whose schema says that it is only a copy is replaced by an empty one when it turns out to be damaged later.
class Database : public QObject
{
    Q_OBJECT
public:
    explicit Database(const QString &file, QObject *parent = nullptr) : Database(file, workSchema(), parent) {}
    //! `schema` must outlive the database.
    Database(const QString &file, const Schema &schema, QObject *parent = nullptr);
    //! Does all the writing that was handed in, then closes.
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

    //! As run(), outside of any transaction: for VACUUM and its like.
    base::JobOf<base::Done> *maintain(QObject *owner, std::function<base::Outcome(QSqlDatabase &)> work);

    //! Hands `work` to a reading thread: it sees one state of the file, the newest that was acknowledged or a later one, and waits for no
    //! writer. Not run at all when the job was aborted or its owner has gone before its turn.
    template<class T>
    base::JobOf<T> *read(QObject *owner, std::function<base::Result<T>(QSqlDatabase &)> work, Lane lane = Lane::Pages);

Q_SIGNALS:
    //! A posted change failed, or the file could not be opened.
    void failed(const base::Error &error);
    //! The file turned out to be damaged while it was open, and was moved there; what is open now is empty.
    void movedAside(const QString &path);
    //! Reading or writing ended in an error of the file or the disk (kind Storage): of every work, unlike failed().
    void troubled(const base::Error &error);
    //! After troubled(): something could be written again.
    void recovered();

private:
    using Body = std::function<base::Outcome(QSqlDatabase &)>;
    using End = std::function<void(const base::Outcome &)>;
    template<class T>
    class Work;
    struct Reading
    {
        Body body;
        End end;
        Lane lane = Lane::Pages;
        std::shared_ptr<std::atomic_bool> dropped;
        bool again = false; //!< after the file was replaced
    };

    //! Runs `body` on the writer thread, inside a transaction or not, then `end` with its outcome on ours.
    void enqueue(Body body, std::optional<Durability> transaction, End end);
    void enqueueReading(Reading reading);
    void begin(const Reading &reading);
    void endReading(const Reading &reading, const base::Outcome &outcome, int generation);
    void opened(const base::Result<Opening> &opening);
    void note(const base::Outcome &outcome, bool wrote);
    template<class T>
    static Body bodyOf(std::function<base::Result<T>(QSqlDatabase &)> work, std::shared_ptr<std::optional<T>> answer);
    template<class T>
    static End endOf(Work<T> *job, std::shared_ptr<std::optional<T>> answer);

    const QString m_file;
    const Schema *const m_schema;
    std::unique_ptr<Writer> m_writer;
    std::array<std::unique_ptr<Reader>, 2> m_readers; //!< by Lane; made when they are first needed
    std::optional<base::Result<Opening>> m_opening;   //!< once it is known
    std::vector<Reading> m_untilOpen;
    bool m_troubled = false;
};

//! The job that waits for one of the threads.
template<class T>
class Database::Work final : public base::JobOf<T>
{
public:
    explicit Work(QObject *owner) : base::JobOf<T>(owner), m_dropped(std::make_shared<std::atomic_bool>(false)) {}
    ~Work() override { *m_dropped = true; }
    void end(base::Result<T> result) { this->finish(std::move(result)); }
    const std::shared_ptr<std::atomic_bool> &dropped() const { return m_dropped; }

protected:
    void start() override {}
    void stop() override { *m_dropped = true; }

private:
    std::shared_ptr<std::atomic_bool> m_dropped; //!< nobody wants the answer any more
};

template<class T>
Database::Body Database::bodyOf(std::function<base::Result<T>(QSqlDatabase &)> work, std::shared_ptr<std::optional<T>> answer)
{
    return [work = std::move(work), answer](QSqlDatabase &connection) -> base::Outcome {
        base::Result<T> result = work(connection);
        if (!result)
            return result.error();
        answer->emplace(std::move(result).value());
        return base::Done{};
    };
}

template<class T>
Database::End Database::endOf(Work<T> *job, std::shared_ptr<std::optional<T>> answer)
{
    return [job = QPointer<Work<T>>(job), answer](const base::Outcome &outcome) {
        if (!job)
            return;
        if (outcome)
            job->end(std::move(**answer));
        else
            job->end(outcome.error());
    };
}

template<class T>
base::JobOf<T> *Database::run(QObject *owner, std::function<base::Result<T>(QSqlDatabase &)> work, Durability durability)
{
    auto *job = new Work<T>(owner);
    auto answer = std::make_shared<std::optional<T>>();
    enqueue(bodyOf<T>(std::move(work), answer), durability, endOf<T>(job, answer));
    return job;
}

template<class T>
base::JobOf<T> *Database::read(QObject *owner, std::function<base::Result<T>(QSqlDatabase &)> work, Lane lane)
{
    auto *job = new Work<T>(owner);
    auto answer = std::make_shared<std::optional<T>>();
    enqueueReading({bodyOf<T>(std::move(work), answer), endOf<T>(job, answer), lane, job->dropped(), false});
    return job;
}

} // namespace store
