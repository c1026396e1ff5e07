#include "backends/shared/previewguard.h"

namespace backends {

using K = api::EventKind;

namespace {

QString previewOf(const api::Event &event)
{
    if (event.kind == K::AgentMessage || event.kind == K::AgentThinking)
        return event.messageId;
    if (event.kind == K::ToolUse || event.kind == K::CustomToolUse)
        return event.toolUseId;
    return {};
}

} // namespace

void PreviewGuard::committed(const api::Event &event)
{
    const QString id = previewOf(event);
    if (id.isEmpty())
        return;
    m_open.remove(id);
    m_committed.insert(id);
}

bool PreviewGuard::passes(const api::Event &event)
{
    switch (event.kind) {
    case K::PreviewStart:
        if (event.previewId.isEmpty() || m_committed.contains(event.previewId))
            return false;
        m_open.insert(event.previewId, event.previewOf);
        return true;
    case K::PreviewDelta:
        return m_open.contains(event.previewId);
    case K::PreviewEnd:
        if (!m_open.contains(event.previewId))
            return false;
        if (event.isError)
            m_open.remove(event.previewId);
        return true;
    default:
        if (const QString id = previewOf(event); !id.isEmpty())
            m_open.remove(id);
        return true;
    }
}

void PreviewGuard::filter(api::Events &events)
{
    std::erase_if(events, [this](const api::Event &event) { return !passes(event); });
    m_committed.clear();
}

api::Events PreviewGuard::dropAll()
{
    api::Events out;
    for (auto it = m_open.cbegin(); it != m_open.cend(); ++it) {
        api::Event end;
        end.kind = K::PreviewEnd;
        end.previewId = it.key();
        end.previewOf = it.value();
        end.isError = true;
        out.push_back(end);
    }
    m_open.clear();
    return out;
}

} // namespace backends
