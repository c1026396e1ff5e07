#pragma once

#include "accounts/settings.h"
#include "models/workspace.h"
#include "ui/screens/notifier.h"

#include <QObject>

#include <functional>

namespace screens {

//! Decides what is worth a notification: a reply that is done or an approval that is asked where nobody looks.
class Attention final : public QObject
{
    Q_OBJECT
public:
    //! `window` is made to ask for attention as the desktop does it (a mark in the task bar). `notifier` may be null. `inFront` says whether
    //! the person is looking at this workspace: what happens in another one is told also while a window of this program is active.
    Attention(accounts::Settings *settings, Notifier *notifier, QWidget *window, std::function<bool(const models::Workspace *)> inFront);

    void watch(models::Workspace *workspace);

private:
    bool wanted(const models::Workspace *workspace) const;
    void tell(models::Workspace *workspace, models::Conversation *conversation, const QString &body, bool urgent);

    accounts::Settings *m_settings;
    Notifier *m_notifier;
    QWidget *m_window;
    std::function<bool(const models::Workspace *)> m_inFront;
};

} // namespace screens
