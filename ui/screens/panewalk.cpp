#include "ui/screens/panewalk.h"

#include "ui/screens/mainmenus.h"
#include "ui/screens/sidebar.h"
#include "ui/screens/trafficdock.h"
#include "ui/screens/trafficplace.h"
#include "ui/screens/workspaceview.h"

#include <QAction>
#include <QApplication>
#include <QStackedWidget>

namespace screens {

PaneWalk::PaneWalk(const MainMenus *menus, Parts parts, QObject *parent)
    : QObject(parent), m_parts(std::move(parts))
{
    connect(menus->nextPane, &QAction::triggered, this, [this] { step(1); });
    connect(menus->previousPane, &QAction::triggered, this, [this] { step(-1); });
}

QList<QWidget *> PaneWalk::panes() const
{
    QList<QWidget *> all{m_parts.sidebar};
    if (const WorkspaceView *current = m_parts.view(); current && m_parts.stack->currentWidget() == current)
        all.append(current->panes());
    else
        all.append(m_parts.stack->currentWidget());
    if (TrafficDock *traffic = m_parts.traffic->dock())
        all.append(traffic->panes());
    return all;
}

void PaneWalk::step(int by)
{
    const QList<QWidget *> all = panes();
    const QWidget *focus = QApplication::focusWidget();
    int at = -1;
    for (int i = 0; i < all.size(); ++i) {
        if (focus && (all.at(i) == focus || all.at(i)->isAncestorOf(focus)))
            at = i;
    }
    QWidget *next = all.at((at + by + int(all.size())) % int(all.size()));
    if (next == m_parts.sidebar)
        m_parts.sidebar->takeFocus();
    else if (next->focusPolicy() != Qt::NoFocus || next->focusProxy())
        next->setFocus(Qt::ShortcutFocusReason);
    else if (WorkspaceView *current = m_parts.view())
        current->focusPane(next);
}

} // namespace screens
