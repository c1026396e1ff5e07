#pragma once

#include <QObject>

#include <functional>

class QStackedWidget;
class QWidget;

namespace screens {

class MainMenus;
class Sidebar;
class TrafficPlace;
class WorkspaceView;

//! F6 and Shift+F6: the focus goes round the panes of a main window.
class PaneWalk final : public QObject
{
    Q_OBJECT
public:
    //! All of them outlive it.
    struct Parts
    {
        Sidebar *sidebar = nullptr;
        QStackedWidget *stack = nullptr;
        TrafficPlace *traffic = nullptr;
        std::function<WorkspaceView *()> view; //!< the workspace in front; may give nullptr
    };

    PaneWalk(const MainMenus *menus, Parts parts, QObject *parent = nullptr);

private:
    QList<QWidget *> panes() const;
    void step(int by);

    Parts m_parts;
};

} // namespace screens
