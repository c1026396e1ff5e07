#include "base/job.h"

#include <QMetaObject>

namespace base {

Job::Job(QObject *owner) : QObject(owner)
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_finished && !m_aborting)
                start();
        },
        Qt::QueuedConnection);
}

void Job::abort()
{
    if (m_finished || m_aborting)
        return;
    m_aborting = true;
    stop();
    finishCancelled();
}

void Job::complete(std::function<void()> deliver)
{
    QMetaObject::invokeMethod(
        this,
        [this, deliver = std::move(deliver)] {
            if (m_finished)
                return;
            m_finished = true;
            QPointer<Job> guard(this);
            deliver();
            if (!guard)
                return; // a callback deleted the owner
            Q_EMIT finished();
            if (guard)
                deleteLater();
        },
        Qt::QueuedConnection);
}

} // namespace base
