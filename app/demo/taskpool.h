#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace demo {

//! Up to a fixed number of threads, made when there is work and no idle one: a server with three clients runs on three, not sixty-four.
class TaskPool
{
public:
    explicit TaskPool(std::size_t maxThreads) : m_maxThreads(maxThreads) {}
    ~TaskPool() { shutdown(); }
    TaskPool(const TaskPool &) = delete;
    TaskPool &operator=(const TaskPool &) = delete;

    void enqueue(std::function<void()> task);
    void shutdown(); //!< runs what is queued, then joins all threads

private:
    void work();

    const std::size_t m_maxThreads;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
    bool m_stopping = false;
};

} // namespace demo
