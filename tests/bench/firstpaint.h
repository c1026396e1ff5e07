#pragma once

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QWidget>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace bench {

//! Prints the monotonic time, the CPU time and the kilobytes of memory at most at the end of the window's first paint, then ends the process at once.
class FirstPaint : public QObject
{
public:
    explicit FirstPaint(QWidget *window) : QObject(window), m_window(window) { window->installEventFilter(this); }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (object == m_window && event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            // After the paint of the window and all that lies in it has reached the screen.
            QMetaObject::invokeMethod(this, [] {
                timespec wall{}, cpu{};
                clock_gettime(CLOCK_MONOTONIC, &wall);
                clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
                std::printf("%.6f %.6f %ld\n", double(wall.tv_sec) + double(wall.tv_nsec) * 1e-9, double(cpu.tv_sec) + double(cpu.tv_nsec) * 1e-9,
                            peakKilobytes());
                std::fflush(stdout);
                _exit(0);
            }, Qt::QueuedConnection);
        }
        return QObject::eventFilter(object, event);
    }

private:
    //! Of this program: what wait4() tells includes the process that it was forked from.
    static long peakKilobytes()
    {
        QFile file(QStringLiteral("/proc/self/status"));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray status = file.readAll();
        return status.mid(status.indexOf("VmHWM:") + 6).simplified().split(' ').front().toLong();
    }

    QWidget *m_window;
    bool m_seen = false;
};

inline void reportFirstPaint(QWidget *window)
{
    new FirstPaint(window);
}

} // namespace bench
