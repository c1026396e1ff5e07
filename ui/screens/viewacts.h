#pragma once

#include <QObject>

#include <functional>

namespace screens {

class MainMenus;
class WorkspaceView;

//! What the menus of a main window do to the workspace in front and to its open session.
class ViewActs final : public QObject
{
    Q_OBJECT
public:
    //! `menus` outlives it. `view` is the workspace in front, or nullptr: then the acts do nothing.
    ViewActs(const MainMenus *menus, std::function<WorkspaceView *()> view, QObject *parent = nullptr);

Q_SIGNALS:
    //! The workspace is about to show something: it has to be what the window shows.
    void bringForward();
    void windowRequested(const QString &sessionId);

private:
    void connectTabs(const MainMenus *menus);
    void connectSession(const MainMenus *menus);
    void stepTab(int by);

    std::function<WorkspaceView *()> m_view;
};

} // namespace screens
