#include "tests/replay/run.h"

namespace replay
{

void Run::end(Verdict::Kind kind, const QString &words)
{
    if (std::exchange(m_over, true))
        return;
    m_patience.cancel();
    const Verdict verdict{kind, m_name, words};
    // From the event loop: a slot of finished() may delete this, and whoever ended it is inside a signal of its own.
    QMetaObject::invokeMethod(
        this, [this, verdict] { Q_EMIT finished(verdict); }, Qt::QueuedConnection);
}

} // namespace replay
