#pragma once

#include "models/workspace.h"

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace widgets {
class MessageBar;
}

namespace screens {

//! What can be done with a session beside talking: rename, archive, delete, copy its id, see its JSON, forget what is kept of it here. Asks
//! first where it cannot be undone.
class SessionActs final : public QObject
{
    Q_OBJECT
public:
    //! `bar` is where questions and errors appear; `page` parents dialogs.
    SessionActs(models::Workspace *workspace, models::Conversation *conversation, widgets::MessageBar *bar, QWidget *page);

    QAction *interruptAction() const { return m_interrupt; }
    QAction *renameAction() const { return m_rename; }
    QAction *copyIdAction() const { return m_copyId; }
    QAction *rawAction() const { return m_raw; }
    QAction *forgetAction() const { return m_forget; }
    QAction *archiveAction() const { return m_archive; }
    QAction *deleteAction() const { return m_delete; }
    //! In the order of a menu.
    QList<QAction *> actions() const;
    //! Enables what is possible now.
    void refresh();
    void rename(const QString &title);
    //! The conversation is about to go: nothing can be done any more.
    void letGo();

Q_SIGNALS:
    void renameRequested();
    //! The server refused the new title: show the old one.
    void renameFailed();
    void interruptRequested();
    void removed(const QString &sessionId);
    void said(const QString &text);

private:
    QAction *make(const QString &name, const QString &text, const QString &icon);
    QString why(api::Verb verb) const;
    void askArchive();
    void archive();
    void askDelete();
    void remove();
    void showRaw();
    void forget();
    void showError(const base::Error &error, std::function<void()> again);

    models::Workspace *m_workspace;
    QPointer<models::Conversation> m_conversation; //!< null after letGo()
    widgets::MessageBar *m_bar;
    QWidget *m_page;
    QAction *m_interrupt;
    QAction *m_rename;
    QAction *m_copyId;
    QAction *m_raw;
    QAction *m_forget;
    QAction *m_archive;
    QAction *m_delete;
};

} // namespace screens
