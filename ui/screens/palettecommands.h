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
    //! `menus` outlives it. The palette lies over `window` and is made when it is first opened.
    PaletteCommands(const MainMenus *menus, QWidget *window);

    //! `view` is the workspace in front; may be nullptr.
    void open(WorkspaceView *view);

Q_SIGNALS:
    void pageChosen(const QString &pageId) const;
    //! A session that is open already.
    void openSessionChosen(const QString &sessionId) const;
    //! A session of the list.
    void sessionChosen(const base::Record &session) const;

private:
    std::vector<Command> list(WorkspaceView *view) const;
    void appendSessions(std::vector<Command> &commands, WorkspaceView *view) const;

    const MainMenus *m_menus;
    QWidget *m_window;
    CommandPalette *m_palette = nullptr;
};

} // namespace screens
