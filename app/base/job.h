#pragma once

#include "base/result.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <vector>

namespace base {

//! Asynchronous work with one end: starts on the next turn of the event loop, finishes exactly once and never inside a call of its user.
//!
//! Owned by `owner` (its QObject parent); when the owner dies the job aborts and calls nobody. Deletes itself after it has finished.
class Job : public QObject
{
    Q_OBJECT
public:
    explicit Job(QObject *owner);
    ~Job() override = default;

    //! Ends the job in Error::Kind::Cancelled on the next turn, unless it has finished already.
    void abort();
    bool isFinished() const { return m_finished; }

Q_SIGNALS:
    //! After every `then` has been called.
    void finished();

protected:
    //! Called once, from the event loop.
    virtual void start() = 0;
    //! Stops the work; must not finish the job itself.
    virtual void stop() {}
    virtual void finishCancelled() = 0;
    bool isAborting() const { return m_aborting; }

    //! Queues `deliver` for the next turn, then the deletion.
    void complete(std::function<void()> deliver);

private:
    bool m_finished = false;
    bool m_aborting = false;
};

//! A Job that ends in a Result<T>.
template<class T>
class JobOf : public Job
{
public:
    using Callback = std::function<void(const Result<T> &)>;
    using Job::Job;

    //! Calls `callback` once with the result while `context` lives. Any number of them, in order, until the job has finished.
    JobOf *then(QObject *context, Callback callback)
    {
        m_callbacks.push_back({QPointer<QObject>(context), std::move(callback)});
        return this;
    }

protected:
    //! Ends the job. Later calls are ignored: the first end counts.
    void finish(Result<T> result)
    {
        if (m_result)
            return;
        m_result.emplace(std::move(result));
        complete([this] {
            // Index loop: a callback may add another `then`, or delete the owner and so this job.
            const QPointer<QObject> alive(this);
            for (std::size_t i = 0; alive && i < m_callbacks.size(); ++i) {
                const auto entry = m_callbacks[i];
                if (entry.context)
                    entry.callback(*m_result);
            }
        });
    }
    void finishCancelled() override { finish(Error::of(Error::Kind::Cancelled)); }
    bool hasResult() const { return m_result.has_value(); }

private:
    struct Entry
    {
        QPointer<QObject> context;
        Callback callback;
    };
    std::vector<Entry> m_callbacks;
    std::optional<Result<T>> m_result;
};

//! A job made of a function: it is handed a `finish` that may be called at once or later. `onStop` is called on abort.
template<class T>
class FunctionJob final : public JobOf<T>
{
public:
    using Finish = std::function<void(Result<T>)>;
    FunctionJob(QObject *owner, std::function<void(FunctionJob *, Finish)> body, std::function<void()> onStop = {})
        : JobOf<T>(owner), m_body(std::move(body)), m_onStop(std::move(onStop))
    {
    }

protected:
    void start() override
    {
        QPointer<FunctionJob> guard(this);
        m_body(this, [guard](Result<T> result) {
            if (guard)
                guard->finish(std::move(result));
        });
    }
    void stop() override
    {
        if (m_onStop)
            m_onStop();
    }

private:
    std::function<void(FunctionJob *, Finish)> m_body;
    std::function<void()> m_onStop;
};

//! A job that ends at once with what is known already.
template<class T>
JobOf<T> *readyJob(QObject *owner, Result<T> result)
{
    return new FunctionJob<T>(owner, [result = std::move(result)](auto *, auto finish) { finish(result); });
}

//! A job that ends with `map` applied to the result of `source`; aborting it aborts the source.
template<class T, class U>
class MapJob final : public JobOf<T>
{
public:
    MapJob(QObject *owner, JobOf<U> *source, std::function<Result<T>(const Result<U> &)> map)
        : JobOf<T>(owner), m_source(source)
    {
        source->then(this, [this, map = std::move(map)](const Result<U> &result) { this->finish(map(result)); });
    }

protected:
    void start() override
    {
        if (!m_source)
            this->finish(Error::of(Error::Kind::Cancelled)); // the source's owner died before it began
    }
    void stop() override
    {
        if (m_source)
            m_source->abort();
    }

private:
    QPointer<JobOf<U>> m_source;
};

template<class T, class U>
JobOf<T> *mapJob(QObject *owner, JobOf<U> *source, std::function<Result<T>(const Result<U> &)> map)
{
    return new MapJob<T, U>(owner, source, std::move(map));
}

} // namespace base
