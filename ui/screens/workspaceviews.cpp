#include "ui/screens/workspaceviews.h"

#include <algorithm>
#include <utility>

namespace screens {

WorkspaceViews::WorkspaceViews() = default;

WorkspaceViews::~WorkspaceViews() = default;

WorkspaceView *WorkspaceViews::find(const QString &profileId) const
{
    const auto known = m_views.find(profileId);
    return known == m_views.end() ? nullptr : known->second.get();
}

WorkspaceView *WorkspaceViews::add(const QString &profileId, const PageContext &context)
{
    std::unique_ptr<WorkspaceView> &view = m_views[profileId];
    view = std::make_unique<WorkspaceView>(context);
    return view.get();
}

void WorkspaceViews::remove(const QString &profileId)
{
    const auto gone = m_views.extract(profileId); // nobody finds it while it goes
}

void WorkspaceViews::clear()
{
    const auto gone = std::exchange(m_views, {});
}

void WorkspaceViews::setNarrow(bool narrow)
{
    for (const auto &[id, view] : m_views)
        view->setNarrow(narrow);
}

bool WorkspaceViews::hasUnsavedChanges() const
{
    return std::any_of(m_views.begin(), m_views.end(), [](const auto &entry) { return entry.second->hasUnsavedChanges(); });
}

QHash<QString, int> WorkspaceViews::waitingCalls() const
{
    QHash<QString, int> waiting;
    for (const auto &[id, view] : m_views)
        waiting.insert(id, view->workspace()->waitingCalls());
    return waiting;
}

} // namespace screens
