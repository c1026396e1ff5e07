#pragma once

#include "accounts/profilestore.h"
#include "accounts/secretstore.h"
#include "ui/screens/connections.h"

#include <QObject>

class QWidget;

namespace screens {

class ConnectionDialog;
class ConnectionPage;

//! Opens the connection dialog over a window, for a new profile or one that is there, and connects what it saves.
class ConnectionDialogs final : public QObject
{
    Q_OBJECT
public:
    //! All of them outlive it.
    struct Parts
    {
        Connections *connections = nullptr;
        accounts::ProfileStore *profiles = nullptr;
        accounts::SecretStore *secrets = nullptr;
    };

    ConnectionDialogs(const Parts &parts, QWidget *window);

    //! `profileId` empty, or the demo's: a new one. `why`: what to tell the person who is asked for the key.
    ConnectionDialog *open(const QString &profileId = {}, const QString &why = {});
    //! For a key that stood in the environment.
    void openWithOffer(const QString &variable);
    //! Does what the page that stands in for an unopened workspace asks for, with the current profile.
    void serve(ConnectionPage *page);

Q_SIGNALS:
    void saved(const QString &profileId);

private:
    //! Asks the keychain to be unlocked, then tries to connect the profile again.
    void unlock(const QString &profileId);

    Parts m_parts;
    QWidget *m_window;
};

} // namespace screens
