#pragma once

#include "ui/screens/commandpalette.h"

#include <QObject>

#include <functional>

namespace base {
class Record;
}

namespace screens {

class MainMenus;
class WorkspaceView;

//! What the command palette offers in a main window: pages, sessions, and every menu entry that can be used now.
class PaletteCommands final : public QObject
{
    Q_OBJECT
public:
    //! `menus` outlives it.
    explicit PaletteCommands(const MainMenus *menus, QObject *parent = nullptr);

    //! `view` is the workspace in front; may be nullptr.
    std::vector<Command> list(WorkspaceView *view) const;

Q_SIGNALS:
    void pageChosen(const QString &pageId) const;
    //! A session that is open already.
    void openSessionChosen(const QString &sessionId) const;
    //! A session of the list.
    void sessionChosen(const base::Record &session) const;

private:
    void appendSessions(std::vector<Command> &commands, WorkspaceView *view) const;

    const MainMenus *m_menus;
};

} // namespace screens
