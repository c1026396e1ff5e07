#include "ui/screens/messagelinks.h"

#include "ui/screens/sessionpage.h"
#include "ui/screens/sessionwindows.h"
#include "ui/screens/workspaceview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

namespace screens {

MessageLinks::MessageLinks(const QAction *paste, SessionWindows *windows, std::function<WorkspaceView *()> view, QObject *parent)
    : QObject(parent), m_windows(windows), m_view(std::move(view))
{
    connect(paste, &QAction::triggered, this, &MessageLinks::openFromClipboard);
}

void MessageLinks::openFromClipboard()
{
    if (const auto link = parseMessageLink(QGuiApplication::clipboard()->text()))
        open(*link);
    else
        Q_EMIT said(tr("There is no link to a message on the clipboard."));
}

void MessageLinks::open(const MessageLink &link)
{
    SessionPage *page = nullptr;
    if (SessionWindow *window = m_windows->find(link.session)) {
        window->present();
        page = window->page();
    } else if (WorkspaceView *current = m_view()) {
        const models::Conversation *known = current->workspace()->findConversation(link.session);
        Q_EMIT bringForward();
        // Of a session that no list has brought yet nothing but its id is known; the rest is read when it opens.
        page = current->openSession(known ? known->session() : base::Record(base::Json{{"id", link.session.toStdString()}}));
    }
    if (page)
        page->goToEvent(link.event);
}

} // namespace screens
