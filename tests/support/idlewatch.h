#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

#include <chrono>

namespace test {

//! Counts what wakes this thread while the program should be asleep: timers, and every return from the wait for events.
class IdleWatch final : public QObject
{
public:
    //! A timer shorter than this has no business in an idle program: it keeps the processor out of its deep sleep.
    static constexpr std::chrono::seconds shortest{15};

    IdleWatch();

    //! Lets the event loop run for so long, and counts from its beginning.
    void watch(std::chrono::milliseconds time);
    //! Beats of timers shorter than that, and whose they were: "QTimer (500 ms): 12".
    int shortTimers() const { return m_short; }
    QStringList whose() const;
    //! How often the system put this thread to sleep; that many times it woke up. -1: this system does not say.
    long wakeUps() const { return m_wakeUps; }

    bool eventFilter(QObject *object, QEvent *event) override;

private:
    static long sleeps();

    bool m_watching = false;
    int m_short = 0;
    long m_wakeUps = 0;
    QMap<QString, int> m_whose;
};

} // namespace test
