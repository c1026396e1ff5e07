#include "ui/screens/sessionvisits.h"

#include "ui/screens/mainwindow.h"
#include "ui/screens/messagelink.h"
#include "ui/screens/sessionpage.h"
#include "ui/screens/sessionwindows.h"

#include <QClipboard>
#include <QGuiApplication>

#include <utility>

namespace screens {

SessionVisits::SessionVisits(MainWindow *window, SessionWindows *windows)
    : QObject(window), m_window(window), m_windows(windows)
{
}

void SessionVisits::showSession(const QString &profileId, const QString &sessionId)
{
    if (SessionWindow *own = m_windows->find(sessionId)) {
        own->present();
        return;
    }
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    if (profileId.isEmpty())
        return; // a notification of no workspace in particular
    if (profileId != m_window->profileId())
        m_window->showProfile(profileId);
    WorkspaceView *current = m_window->view();
    const models::Conversation *conversation = current ? current->workspace()->findConversation(sessionId) : nullptr;
    if (!conversation)
        return;
    m_window->bringViewForward();
    current->openSession(conversation->session());
}

void SessionVisits::showPlace(const Place &place)
{
    if (SessionWindow *own = m_windows->find(place.session)) {
        own->present();
        own->page()->goToPlace(place.thread, place.event);
        return;
    }
    m_wanted = place;
    if (place.profile != m_window->profileId())
        m_window->showProfile(place.profile); // may have to be opened first
    if (WorkspaceView *current = m_window->view())
        viewOpened(place.profile, current);
}

void SessionVisits::viewOpened(const QString &profileId, WorkspaceView *view)
{
    if (m_wanted.profile != profileId || m_wanted.session.isEmpty())
        return;
    const Place wanted = std::exchange(m_wanted, {});
    m_window->bringViewForward();
    view->openPlace(wanted.session, wanted.thread, wanted.event);
}

void SessionVisits::openLinkFromClipboard()
{
    if (const auto link = parseMessageLink(QGuiApplication::clipboard()->text()))
        showPlace({m_window->profileId(), link->session, {}, link->event});
    else
        Q_EMIT said(tr("There is no link to a message on the clipboard."));
}

} // namespace screens
