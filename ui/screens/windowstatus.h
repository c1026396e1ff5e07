#pragma once

#include "ui/screens/connections.h"

#include <QObject>

namespace screens {

class MainMenus;
class Sidebar;
class StatusLine;
class WorkspaceView;

//! What a main window says about the workspace in front, told to its status line, side bar and menus.
class WindowStatus final : public QObject
{
    Q_OBJECT
public:
    //! All of them outlive it.
    struct Parts
    {
        Connections *connections = nullptr;
        StatusLine *line = nullptr;
        Sidebar *sidebar = nullptr;
        MainMenus *menus = nullptr;
    };

    explicit WindowStatus(const Parts &parts, QObject *parent = nullptr);

    //! `view` is the profile's; nullptr: it is not open.
    void show(const api::Profile &profile, WorkspaceView *view);
    //! How many calls wait in each open workspace, by profile.
    void setWaiting(const QHash<QString, int> &waiting);

private:
    void showOpen(const QString &where, WorkspaceView *view);
    void showUnopened(const api::Profile &profile);
    void showCreatable(const WorkspaceView *view);

    Parts m_parts;
};

} // namespace screens
