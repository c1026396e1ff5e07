#include "ui/screens/viewacts.h"

#include "ui/screens/approvalbar.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/sessionsarea.h"
#include "ui/screens/workspaceview.h"

#include <QAction>

namespace screens {

ViewActs::ViewActs(const MainMenus *menus, std::function<WorkspaceView *()> view, QObject *parent)
    : QObject(parent), m_view(std::move(view))
{
    connect(menus->newSession, &QAction::triggered, this, [this] {
        if (WorkspaceView *current = m_view()) {
            Q_EMIT bringForward();
            current->newSession();
        }
    });
    connect(menus, &MainMenus::newRecordRequested, this, [this](const QString &resourceId) {
        if (WorkspaceView *current = m_view()) {
            Q_EMIT bringForward();
            current->newRecord(resourceId.toStdString());
        }
    });
    connect(menus->search, &QAction::triggered, this, [this] {
        if (WorkspaceView *current = m_view()) {
            Q_EMIT bringForward();
            current->search();
        }
    });
    connect(menus->reload, &QAction::triggered, this, [this] {
        if (WorkspaceView *current = m_view())
            current->reload();
    });
    connectTabs(menus);
    connectSession(menus);
}

void ViewActs::connectTabs(const MainMenus *menus)
{
    connect(menus->closeTab, &QAction::triggered, this, [this] {
        if (WorkspaceView *current = m_view(); current && current->sessions())
            current->sessions()->tabs()->closeCurrent();
    });
    connect(menus->nextTab, &QAction::triggered, this, [this] { stepTab(1); });
    connect(menus->previousTab, &QAction::triggered, this, [this] { stepTab(-1); });
}

void ViewActs::connectSession(const MainMenus *menus)
{
    const auto inSession = [this](QAction *action, auto act) {
        connect(action, &QAction::triggered, this, [this, act] {
            if (SessionPage *session = m_view() ? m_view()->currentSession() : nullptr)
                act(session);
        });
    };
    inSession(menus->allow, [](SessionPage *session) { session->approvalBar()->allow(); });
    inSession(menus->deny, [](SessionPage *session) { session->approvalBar()->deny(); });
    inSession(menus->detach, [this](SessionPage *session) { Q_EMIT windowRequested(session->conversation()->id()); });
}

void ViewActs::stepTab(int by)
{
    if (WorkspaceView *current = m_view(); current && current->sessions())
        current->sessions()->tabs()->step(by);
}

} // namespace screens
