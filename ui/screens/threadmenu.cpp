#include "ui/screens/threadmenu.h"

#include "base/plaintext.h"
#include "models/transcriptmodel.h"
#include "models/workspace.h"
#include "ui/screens/errortext.h"
#include "ui/screens/threadwindow.h"
#include "ui/theme/icons.h"

namespace screens {

ThreadMenu::ThreadMenu(models::Workspace *workspace, models::Conversation *conversation, QWidget *page)
    : QMenu(page), m_workspace(workspace), m_conversation(conversation), m_page(page)
{
    setObjectName(QStringLiteral("session.threads"));
    setTitle(tr("Threads"));
    setIcon(theme::icon(QStringLiteral("git-branch")));
}

void ThreadMenu::letGo()
{
    m_conversation = nullptr;
    setEnabled(false);
}

void ThreadMenu::say(const QString &words)
{
    clear();
    addAction(words)->setEnabled(false);
}

void ThreadMenu::read()
{
    if (!m_conversation)
        return;
    if (!m_conversation->traits().threads)
        return say(tr("This server runs no further threads."));
    say(tr("Reading the threads…"));
    m_workspace->client().listThreads(this, m_conversation->id())->then(this, [this](const auto &threads) {
        const QRect before = geometry();
        fill(threads);
        if (isVisible())
            keepPlace(before);
    });
}

void ThreadMenu::keepPlace(const QRect &before)
{
    // It changes its width to the right; left of the menu that it belongs to it has to stay at that one's side.
    const QObjectList owners = menuAction()->associatedObjects();
    for (const QObject *owner : owners) {
        const auto *menu = qobject_cast<const QMenu *>(owner);
        if (menu && menu->isVisible() && before.left() < menu->x())
            move(before.right() + 1 - width(), y());
    }
}

void ThreadMenu::fill(const base::Result<std::vector<api::Thread>> &threads)
{
    if (!threads.ok())
        return say(ErrorText::of(threads.error()).sentence());
    clear();
    for (const api::Thread &thread : *threads) {
        if (thread.primary)
            continue; // that is what the session shows
        const QString name = thread.name.isEmpty() ? base::shortId(thread.id) : base::plainLine(thread.name, 60);
        const QString status = thread.archived ? tr("archived") : base::plainLine(thread.status, 30);
        QString words = status.isEmpty() ? name : tr("%1 · %2").arg(name, status);
        QAction *action = addAction(words.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setObjectName(QStringLiteral("session.thread.") + thread.id);
        connect(action, &QAction::triggered, this, [this, thread] { openThread(thread); });
    }
    if (isEmpty())
        say(tr("The agent has called no other agent yet."));
}

void ThreadMenu::showPlace(const QString &threadId, const QString &eventIdentity)
{
    api::Thread thread;
    thread.id = threadId;
    if (m_conversation)
        thread.name = m_conversation->transcript()->reducer().threadName(threadId);
    if (ThreadWindow *window = openThread(thread))
        window->goToEvent(eventIdentity);
}

ThreadWindow *ThreadMenu::openThread(const api::Thread &thread)
{
    if (!m_conversation)
        return nullptr;
    const auto open = m_page->findChildren<ThreadWindow *>();
    for (ThreadWindow *window : open) {
        if (window->threadId() != thread.id)
            continue;
        window->raise();
        window->activateWindow();
        return window;
    }
    auto *window = new ThreadWindow(m_workspace, m_conversation->id(), m_conversation->title(), thread, m_page);
    const QWidget *below = m_page->window();
    window->move(below->geometry().center() - window->rect().center()); // beside the conversation that it belongs to
    window->show();
    return window;
}

} // namespace screens
