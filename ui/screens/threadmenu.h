#pragma once

#include "api/client.h"
#include "models/conversation.h"

#include <QMenu>

namespace models {
class Workspace;
}

namespace screens {

class ThreadWindow;

//! The threads of a session as a menu, read when it opens; choosing one opens it in a window.
class ThreadMenu final : public QMenu
{
    Q_OBJECT
public:
    //! The menu asks for nothing where the server has no threads: it says so.
    ThreadMenu(models::Workspace *workspace, models::Conversation *conversation, QWidget *page);

    //! Asks the server; call it before there is a way to open the menu, so that it is filled by then.
    void read();
    //! An event of a thread, in the thread's window.
    void showPlace(const QString &threadId, const QString &eventIdentity);
    //! The conversation goes: no more to be listed.
    void letGo();

private:
    void fill(const base::Result<std::vector<api::Thread>> &threads);
    void say(const QString &words);
    void keepPlace(const QRect &before);
    //! Its window, a new one or the one it has. nullptr: the conversation has gone.
    ThreadWindow *openThread(const api::Thread &thread);

    models::Workspace *m_workspace;
    QPointer<models::Conversation> m_conversation;
    QWidget *m_page;
};

} // namespace screens
