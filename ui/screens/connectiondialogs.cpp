#include "ui/screens/connectiondialogs.h"

#include "ui/screens/connectiondialog.h"
#include "ui/screens/connectionpage.h"

namespace screens {

ConnectionDialogs::ConnectionDialogs(const Parts &parts, QWidget *window)
    : QObject(window), m_parts(parts), m_window(window)
{
}

ConnectionDialog *ConnectionDialogs::open(const QString &profileId, const QString &why)
{
    const ConnectionDialog::Stores stores{m_parts.profiles, m_parts.secrets};
    const bool isNew = profileId.isEmpty() || m_parts.connections->isDemo(profileId);
    auto *dialog = isNew ? new ConnectionDialog(m_parts.connections, stores, m_window)
                         : new ConnectionDialog(m_parts.connections, stores, m_parts.connections->profile(profileId), m_window);
    if (!why.isEmpty())
        dialog->askForKey(why);
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString &id) {
        m_parts.connections->reopen(id);
        Q_EMIT saved(id);
    });
    dialog->open();
    return dialog;
}

void ConnectionDialogs::openWithOffer(const QString &variable)
{
    open()->useOffer(variable);
}

void ConnectionDialogs::serve(ConnectionPage *page)
{
    Connections *connections = m_parts.connections;
    connect(page, &ConnectionPage::retryRequested, this, [connections] { connections->reopen(connections->currentId()); });
    connect(page, &ConnectionPage::unlockRequested, this, [this, connections] { unlock(connections->currentId()); });
    connect(page, &ConnectionPage::keyRequested, this,
            [this, connections] { open(connections->currentId(), tr("Enter the key of this workspace.")); });
    connect(page, &ConnectionPage::offerRequested, this,
            [this, connections](const QString &variable) { open(connections->currentId())->useOffer(variable); });
}

void ConnectionDialogs::unlock(const QString &profileId)
{
    m_parts.secrets->unlock(this)->then(this, [this, profileId](const base::Result<accounts::SecretReply> &) { m_parts.connections->reopen(profileId); });
}

} // namespace screens
