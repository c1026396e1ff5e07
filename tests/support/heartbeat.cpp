#include "tests/support/heartbeat.h"

#include <QFile>

namespace test {

namespace {

constexpr int beatMs = 5;

} // namespace

Heartbeat::Heartbeat()
{
    reset();
    m_timer.start(beatMs, Qt::PreciseTimer, this);
}

Heartbeat::Moment Heartbeat::now()
{
    Moment moment;
    moment.wall = std::chrono::steady_clock::now().time_since_epoch();
    QFile file(QStringLiteral("/proc/thread-self/schedstat")); // run time, time on the run queue, slices
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArrayList words = file.readAll().simplified().split(' ');
        if (words.size() >= 2) {
            moment.worked = std::chrono::nanoseconds(words.at(0).toLongLong());
            moment.waited = std::chrono::nanoseconds(words.at(1).toLongLong());
        }
    }
    return moment;
}

void Heartbeat::reset()
{
    m_longest = {};
    m_longestWork = {};
    m_last = now();
}

void Heartbeat::timerEvent(QTimerEvent *)
{
    const Moment moment = now();
    const auto ours = (moment.wall - m_last.wall) - (moment.waited - m_last.waited);
    m_longest = std::max(m_longest, ours);
    m_longestWork = std::max(m_longestWork, moment.worked - m_last.worked);
    m_last = moment;
}

std::chrono::milliseconds Heartbeat::longestWork() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_longestWork);
}

std::chrono::milliseconds Heartbeat::longest() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest);
}

} // namespace test
