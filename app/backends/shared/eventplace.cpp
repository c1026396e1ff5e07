#include "backends/shared/eventplace.h"

namespace backends {

using api::EventKind;

void EventPlace::make(api::Events &events) const
{
    if (thread.isEmpty())
        return;
    for (api::Event &event : events) {
        if (!event.threadId.isEmpty() && event.threadId != thread)
            continue;
        event.threadId.clear();
        if (event.kind != EventKind::ThreadStatus)
            continue;
        // managed-agents.md §8.5: the thread's turns, told in its own words.
        if (event.type.endsWith(QLatin1String("_running")))
            event.kind = EventKind::StatusRunning;
        else if (event.type.endsWith(QLatin1String("idle")))
            event.kind = EventKind::StatusIdle;
    }
}

} // namespace backends
