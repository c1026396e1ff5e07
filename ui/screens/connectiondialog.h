#pragma once

#include "accounts/profilestore.h"
#include "accounts/secretstore.h"
#include "base/job.h"
#include "ui/screens/connections.h"

#include <QDialog>
#include <QPointer>

class QPushButton;

namespace widgets {
class MessageBar;
}

namespace screens {

class ConnectionCheck;
class ConnectionForm;
class ConnectionSaving;

//! Makes or edits a connection profile: tests it, signs in with the browser, keeps the key in the keychain or says why it cannot, removes it.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Stores
    {
        accounts::ProfileStore *profiles = nullptr;
        accounts::SecretStore *secrets = nullptr;
    };

    //! A new profile.
    ConnectionDialog(Connections *connections, const Stores &stores, QWidget *parent = nullptr);
    //! An edit of `profile`.
    ConnectionDialog(Connections *connections, const Stores &stores, const api::Profile &profile, QWidget *parent = nullptr);
    ~ConnectionDialog() override;

    //! Puts the cursor into the key field, with a sentence on why it is asked for; empty: none.
    void askForKey(const QString &why);
    //! Fills in the key or address of that variable of the environment.
    void useOffer(const QString &variable);

Q_SIGNALS:
    //! The profile is stored and its key, when one was entered, is kept. Of several new ones: the first.
    void saved(const QString &profileId);
    void removed(const QString &profileId);

public Q_SLOTS:
    void accept() override;

private:
    void build();
    void buildButtons();
    bool isEdit() const { return !m_original.id.isEmpty(); }
    void updateButtons();
    void test();
    void keyMissing(const base::Result<accounts::SecretReply> &reply);
    void testEnded(const base::Outcome &outcome);
    void signIn();
    void showSignIn(bool browserFailed);
    void signedIn(const base::Result<SignedIn> &result);
    void begin(accounts::Keeping keeping);
    void offerWithoutKeychain(accounts::SecretState state, const QString &detail);
    void unlockThen(std::function<void()> next);
    void askRemove();
    void removeKeyThen(const QString &anyway, std::function<void()> next);
    void removeProfile();
    void showError(const base::Error &error);
    void offerNextStep(const base::Error &error);
    void setBusy(bool busy, const QString &what = {});

    Connections *m_connections;
    Stores m_stores;
    const api::Profile m_original; //!< what the form began with
    ConnectionForm *m_form;
    ConnectionCheck *m_check;
    ConnectionSaving *m_saving;
    widgets::MessageBar *m_bar;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_remove;
    QString m_verdict; //!< title of what the last test ended in
    QPointer<SignIn> m_signingIn;
    std::vector<SignedIn::Workspace> m_workspaces; //!< of the latest sign-in
    QStringList m_newIds;                          //!< of new profiles: the same when Save is pressed again
    bool m_busy = false;
};

} // namespace screens
