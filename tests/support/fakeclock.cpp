#include "tests/support/fakeclock.h"

#include <QPointer>

namespace test {

struct FakeClock::Entry
{
    QPointer<QObject> token;
    std::function<void()> action;
};

FakeClock::FakeClock(const QDateTime &start) : m_now(start) {}

QObject *FakeClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
{
    auto entry = std::make_shared<Entry>();
    entry->token = new QObject(context);
    entry->action = std::move(action);
    m_entries.emplace(m_monotonic + delay, entry);
    return entry->token;
}

void FakeClock::advance(std::chrono::milliseconds step)
{
    const auto end = m_monotonic + step;
    while (!m_entries.empty() && m_entries.begin()->first <= end) {
        const auto due = m_entries.begin()->first;
        const auto entry = m_entries.begin()->second;
        m_entries.erase(m_entries.begin());
        if (due > m_monotonic) {
            m_now = m_now.addMSecs((due - m_monotonic).count());
            m_monotonic = due;
        }
        if (entry->token) {
            entry->token->deleteLater();
            entry->action();
        }
    }
    if (end > m_monotonic) {
        m_now = m_now.addMSecs((end - m_monotonic).count());
        m_monotonic = end;
    }
}

int FakeClock::pending() const
{
    int count = 0;
    for (const auto &[due, entry] : m_entries)
        count += entry->token ? 1 : 0;
    return count;
}

std::chrono::milliseconds FakeClock::nextDelay() const
{
    for (const auto &[due, entry] : m_entries) {
        if (entry->token)
            return due - m_monotonic;
    }
    return std::chrono::milliseconds(-1);
}

} // namespace test
