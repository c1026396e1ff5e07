#include "tests/support/idlewatch.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QTestEventLoop>
#include <QTimer>
#include <QTimerEvent>

namespace test {

IdleWatch::IdleWatch()
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool IdleWatch::eventFilter(QObject *object, QEvent *event)
{
    if (m_watching && event->type() == QEvent::Timer) {
        const int id = static_cast<QTimerEvent *>(event)->timerId();
        const auto timers = QAbstractEventDispatcher::instance()->registeredTimers(object);
        for (const auto &timer : timers) {
            if (timer.timerId != id || std::chrono::milliseconds(timer.interval) >= shortest)
                continue;
            ++m_short;
            const QObject *owner = object->parent() ? object->parent() : object;
            ++m_whose[QStringLiteral("%1 of %2 %3 (%4 ms)").arg(QString::fromLatin1(object->metaObject()->className()),
                                                                QString::fromLatin1(owner->metaObject()->className()), owner->objectName())
                          .arg(timer.interval)];
        }
    }
    return QObject::eventFilter(object, event);
}

long IdleWatch::sleeps()
{
    QFile file(QStringLiteral("/proc/thread-self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray status = file.readAll();
    const QByteArray field = "\nvoluntary_ctxt_switches:";
    const qsizetype at = status.indexOf(field);
    return at < 0 ? -1 : status.mid(at + field.size()).simplified().split(' ').front().toLong();
}

void IdleWatch::watch(std::chrono::milliseconds time)
{
    m_short = 0;
    m_whose.clear();
    QTestEventLoop loop;
    // The end of the watch is no beat of anybody's.
    QTimer end;
    end.setSingleShot(true);
    QObject::connect(&end, &QTimer::timeout, &loop, [this, &loop] {
        m_watching = false;
        loop.exitLoop();
    });
    const long before = sleeps();
    m_watching = true;
    end.start(time);
    loop.enterLoop(int(time.count() / 1000) + 60);
    const long after = sleeps();
    m_wakeUps = before < 0 || after < 0 ? -1 : after - before - 1; // the last was the end itself
}

QStringList IdleWatch::whose() const
{
    QStringList lines;
    for (auto it = m_whose.begin(); it != m_whose.end(); ++it)
        lines += QStringLiteral("%1: %2").arg(it.key()).arg(it.value());
    return lines;
}

} // namespace test
