#pragma once

#include "models/workspace.h"

#include <QWidget>

class QListWidget;

namespace widgets {
class StateView;
}

namespace screens {

//! Every call that waits for this person, over all sessions that are open, one a line; Enter or a click goes to its session.
class NeedsYouPage final : public QWidget
{
    Q_OBJECT
public:
    explicit NeedsYouPage(models::Workspace *workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void sessionRequested(const QString &sessionId);
    void sessionsRequested();

private:
    void fill();

    models::Workspace *m_workspace;
    widgets::StateView *m_state;
    QListWidget *m_list;
};

} // namespace screens
