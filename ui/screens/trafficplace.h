#pragma once

#include "accounts/settings.h"

#include <QObject>

class QAction;
class QMainWindow;

namespace models {
class TrafficModel;
}

namespace screens {

class Connections;
class TrafficDock;

//! Where the traffic log is in a window: makes the dock when it is first asked for, and remembers whether it was open, where and how large.
class TrafficPlace final : public QObject
{
    Q_OBJECT
public:
    //! What the dock works with; all of it outlives the window.
    struct Parts
    {
        models::TrafficModel *model = nullptr;
        Connections *connections = nullptr;
        accounts::Settings *settings = nullptr;
    };

    //! `action` is checkable: it opens and closes the dock.
    TrafficPlace(const Parts &parts, QAction *action, QMainWindow *window);

    //! Opens it when it was open the last time.
    void restore();
    //! The window is about to close.
    void remember();
    //! nullptr while it is closed.
    TrafficDock *dock() const;

Q_SIGNALS:
    void said(const QString &text);

private:
    void setOpen(bool open);

    Parts m_parts;
    QAction *m_action;
    QMainWindow *m_window;
    TrafficDock *m_dock = nullptr;
};

} // namespace screens
