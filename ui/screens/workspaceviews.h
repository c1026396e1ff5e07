#pragma once

#include "ui/screens/workspaceview.h"

#include <QHash>

#include <map>
#include <memory>

namespace screens {

//! The views of the workspaces that are open, one a profile; owns them.
class WorkspaceViews final
{
public:
    WorkspaceViews();
    ~WorkspaceViews();

    //! nullptr: the profile has none.
    WorkspaceView *find(const QString &profileId) const;
    WorkspaceView *add(const QString &profileId, const PageContext &context);
    void remove(const QString &profileId);
    void clear();
    void setNarrow(bool narrow);
    bool hasUnsavedChanges() const;
    //! How many calls wait in each, by profile.
    QHash<QString, int> waitingCalls() const;

private:
    std::map<QString, std::unique_ptr<WorkspaceView>> m_views;
};

} // namespace screens
