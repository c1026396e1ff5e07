#pragma once

#include "base/clock.h"

#include <map>

namespace test {

//! A clock that stands still until the test moves it; due actions run inside advance(), in order.
class FakeClock final : public base::Clock
{
public:
    explicit FakeClock(const QDateTime &start = QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC));
    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;

    void advance(std::chrono::milliseconds step);
    void setNow(const QDateTime &now) { m_now = now; } //!< a wall clock that jumps; monotonic() does not
    int pending() const;                               //!< delays that have not run and whose context lives
    std::chrono::milliseconds nextDelay() const;       //!< until the earliest of them; negative: none

private:
    struct Entry;
    QDateTime m_now;
    std::chrono::milliseconds m_monotonic{1000};
    std::multimap<std::chrono::milliseconds, std::shared_ptr<Entry>> m_entries;
};

} // namespace test
