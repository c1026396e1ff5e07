#include "ui/screens/trafficplace.h"

#include "ui/screens/trafficdock.h"

#include <QAction>
#include <QMainWindow>

namespace screens {

namespace {

const QString openName = QStringLiteral("traffic.open");
const QByteArray yes = QByteArrayLiteral("yes");

} // namespace

TrafficPlace::TrafficPlace(const Parts &parts, QAction *action, QMainWindow *window)
    : QObject(window), m_parts(parts), m_action(action), m_window(window)
{
    connect(m_action, &QAction::triggered, this, &TrafficPlace::setOpen);
}

TrafficDock *TrafficPlace::dock() const
{
    return m_dock && m_dock->isOpen() ? m_dock : nullptr;
}

void TrafficPlace::setOpen(bool open)
{
    bool fresh = false;
    if (!m_dock) {
        if (!open)
            return;
        m_dock = new TrafficDock(m_parts.model, m_parts.connections, m_parts.settings, m_window);
        m_window->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
        fresh = !m_window->restoreState(m_parts.settings->windowState(m_window->objectName()));
        connect(m_dock, &TrafficDock::said, this, &TrafficPlace::said);
        connect(m_dock, &TrafficDock::openChanged, this, [this](bool nowOpen) {
            m_action->setChecked(nowOpen);
            if (!nowOpen && m_window->centralWidget())
                m_window->centralWidget()->setFocus(Qt::OtherFocusReason);
        });
    }
    m_dock->setOpen(open);
    if (fresh)
        m_window->resizeDocks({m_dock}, {m_window->height() / 3}, Qt::Vertical);
    m_action->setChecked(m_dock->isOpen());
}

void TrafficPlace::restore()
{
    if (m_parts.settings->windowState(openName) == yes)
        setOpen(true);
}

void TrafficPlace::remember()
{
    m_parts.settings->setWindowState(openName, dock() ? yes : QByteArray());
    if (!m_dock)
        return;
    m_dock->remember();
    m_parts.settings->setWindowState(m_window->objectName(), m_window->saveState());
}

} // namespace screens
