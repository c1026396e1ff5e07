#pragma once

#include "base/result.h"
#include "demo/tables.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace demo {

//! The demo's SQLite file and the one thread that owns it; every other thread posts its work here.
class Store
{
public:
    Store() = default;
    ~Store() { close(); }
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    //! Starts the thread and opens or makes the file. Error kind Storage.
    base::Outcome open(const QString &file);
    void close(); //!< does what was posted, then ends the thread; no run() or post() after it

    //! Runs `work(Tables &)` in one transaction on the writer thread and waits for its answer. From inside such work it runs at once, within it.
    //! `committed` (when given) says whether the transaction could be written; a disk can be full.
    template<class Work>
    auto run(Work &&work, bool *committed = nullptr) -> std::invoke_result_t<Work, Tables &>
    {
        using Answer = std::invoke_result_t<Work, Tables &>;
        if (std::this_thread::get_id() == m_thread.get_id())
            return work(*m_tables);
        // The caller waits, so what is captured lives as long as the task.
        std::promise<bool> settled;
        auto future = settled.get_future();
        const auto wait = [&] {
            const bool ok = future.get();
            if (committed)
                *committed = ok;
        };
        if constexpr (std::is_void_v<Answer>) {
            post([&work](Tables &tables) { work(tables); }, [&settled](bool ok) { settled.set_value(ok); });
            wait();
        } else {
            std::optional<Answer> answer;
            post([&](Tables &tables) { answer.emplace(work(tables)); }, [&settled](bool ok) { settled.set_value(ok); });
            wait();
            return std::move(*answer);
        }
    }

    //! Runs `work` in a transaction of its own, later; then, on the same thread, `settled(committed)`.
    void post(std::function<void(Tables &)> work, std::function<void(bool)> settled = {});

private:
    struct Task
    {
        std::function<void(Tables &)> work;
        std::function<void(bool)> settled;
    };
    void loop(const QString &file, std::promise<base::Outcome> opened);
    void transact(const Task &task);

    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    bool m_closing = false;
    std::unique_ptr<Tables> m_tables;     //!< of the thread
    std::unique_ptr<QSqlDatabase> m_database;
};

} // namespace demo
