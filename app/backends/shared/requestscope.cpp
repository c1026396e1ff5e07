#include "backends/shared/requestscope.h"

namespace backends {

void RequestScope::apply(api::Event &event)
{
    using K = api::EventKind;
    if (event.kind == K::ModelRequestStart) {
        m_requests[event.threadId] = event.requestRef.isEmpty() ? event.identity : event.requestRef;
        return;
    }
    QString *id = nullptr;
    if (event.kind == K::AgentThinking)
        id = &event.messageId;
    else if (event.previewOf == api::PreviewOf::Thinking
        && (event.kind == K::PreviewStart || event.kind == K::PreviewDelta || event.kind == K::PreviewEnd))
        id = &event.previewId;
    if (!id)
        return;
    const QString request = m_requests.value(event.threadId);
    if (!request.isEmpty())
        *id = request + QLatin1Char('/') + *id;
}

} // namespace backends
