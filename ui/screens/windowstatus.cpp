#include "ui/screens/windowstatus.h"

#include "ui/screens/mainmenus.h"
#include "ui/screens/resourcetext.h"
#include "ui/screens/sessionpage.h"
#include "ui/screens/sidebar.h"
#include "ui/screens/statusline.h"
#include "ui/screens/workspaceview.h"

#include <QAction>

namespace screens {

WindowStatus::WindowStatus(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts)
{
}

void WindowStatus::show(const api::Profile &profile, WorkspaceView *view)
{
    if (view)
        showOpen(profile.name, view);
    else
        showUnopened(profile);
    showCreatable(view);
    m_parts.menus->reload->setEnabled(view != nullptr);
    m_parts.menus->search->setEnabled(view && view->workspace()->keepsTranscripts());
}

void WindowStatus::setWaiting(const QHash<QString, int> &waiting)
{
    m_parts.sidebar->switcher()->setWaiting(waiting);
}

void WindowStatus::showOpen(const QString &where, WorkspaceView *view)
{
    using Connection = StatusLine::Connection;
    const models::Workspace *workspace = view->workspace();
    const SessionPage *session = view->currentSession();
    const bool cut = session && session->conversation()->feedStatus().state == api::FeedStatus::State::Reconnecting;
    m_parts.line->setConnection(workspace->keyRefused() ? Connection::KeyRefused : cut ? Connection::Offline : Connection::Connected, where);
    m_parts.line->setRequestsInFlight(workspace->requestsInFlight());
    m_parts.sidebar->setNeedsYou(workspace->waitingCalls());
}

void WindowStatus::showUnopened(const api::Profile &profile)
{
    using Connection = StatusLine::Connection;
    using Stage = ConnectionState::Stage;
    const Stage stage = m_parts.connections->state(profile.id).stage;
    m_parts.line->setConnection(stage == Stage::NeedsKey ? Connection::NeedsKey
                                    : stage == Stage::Failed ? Connection::Offline
                                    : stage == Stage::Closed ? Connection::Closed
                                                             : Connection::Opening,
                                profile.name);
    m_parts.line->setRequestsInFlight(0);
    m_parts.sidebar->setNeedsYou(0);
}

void WindowStatus::showCreatable(const WorkspaceView *view)
{
    QList<std::pair<QString, QString>> creatable;
    bool canCreateSession = false;
    if (view) {
        for (const api::ResourceDescriptor &resource : view->workspace()->resources()) {
            if (!view->canCreate(resource.id))
                continue;
            if (resource.opensConversation)
                canCreateSession = true;
            else
                creatable.append({tr("New %1…").arg(resourceText(resource.singular)), QString::fromStdString(resource.id)});
        }
    }
    m_parts.menus->setCreatable(creatable);
    m_parts.menus->setCanCreateSession(canCreateSession);
    m_parts.sidebar->setCanCreateSession(canCreateSession);
}

} // namespace screens
