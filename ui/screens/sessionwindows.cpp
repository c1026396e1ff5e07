#include "ui/screens/sessionwindows.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace screens {

SessionWindows::SessionWindows(accounts::Settings *settings, QObject *parent)
    : QObject(parent), m_settings(settings)
{
}

SessionWindows::~SessionWindows()
{
    for (const auto &[id, window] : m_windows) {
        if (window)
            window->deleteLater();
    }
}

void SessionWindows::open(SessionPage *page)
{
    const QString sessionId = page->conversation()->id();
    auto *window = new SessionWindow(page, m_settings);
    m_windows[sessionId] = window;
    connect(window, &SessionWindow::closed, this,
            [this, workspace = QPointer<models::Workspace>(page->workspace()), window](const QString &id) { closed(id, window, workspace); });
    connect(page->workspace(), &models::Workspace::conversationClosed, window, [window, sessionId](const QString &id) {
        if (id != sessionId)
            return;
        window->page()->letGo();
        window->close();
    });
    window->present();
}

void SessionWindows::closed(const QString &sessionId, SessionWindow *window, models::Workspace *workspace)
{
    m_windows.erase(sessionId);
    if (!workspace)
        return;
    // What follows from its end must not call the window back while it is being taken apart.
    disconnect(workspace, &models::Workspace::conversationClosed, window, nullptr);
    connect(window, &QObject::destroyed, workspace, [workspace, sessionId] { workspace->closeConversation(sessionId); });
}

SessionWindow *SessionWindows::find(const QString &sessionId) const
{
    const auto known = m_windows.find(sessionId);
    return known == m_windows.end() ? nullptr : known->second.data();
}

bool SessionWindows::shows(const models::Workspace *workspace) const
{
    return std::any_of(m_windows.begin(), m_windows.end(),
                       [workspace](const auto &entry) { return entry.second && entry.second->page()->workspace() == workspace; });
}

void SessionWindows::endOf(const QString &profileId)
{
    for (auto at = m_windows.begin(); at != m_windows.end();) {
        SessionWindow *window = at->second;
        if (!window || window->page()->workspace()->profile().id != profileId) {
            ++at;
            continue;
        }
        window->disconnect(this);
        std::unique_ptr<SessionWindow>(window).reset();
        at = m_windows.erase(at);
    }
}

void SessionWindows::closeAll()
{
    std::vector<QPointer<SessionWindow>> all; // closing takes them out of the map
    for (const auto &[id, window] : m_windows)
        all.push_back(window);
    for (const QPointer<SessionWindow> &window : all) {
        if (window)
            window->close();
    }
}

} // namespace screens
