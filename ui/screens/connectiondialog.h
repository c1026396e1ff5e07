#pragma once

#include "accounts/profilestore.h"
#include "accounts/secretstore.h"
#include "base/job.h"
#include "ui/screens/connections.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace widgets {
class MessageBar;
class PlainLabel;
}

namespace screens {

class HuePicker;
class NetworkFields;

//! Makes or edits a connection profile: where, with which key, how it is marked; tests it; keeps the key in the keychain or says why it cannot.
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

Q_SIGNALS:
    //! The profile is stored and its key, when one was entered, is kept.
    void saved(const QString &profileId);
    void removed(const QString &profileId);

public Q_SLOTS:
    void accept() override;

private:
    void build();
    void buildFields(QFormLayout *form);
    void buildButtons();
    void fill(const api::Profile &profile);
    void platformChosen();
    void validate();
    QString urlProblem() const;
    QString keyProblem() const;
    QByteArray enteredKey() const;
    bool isEdit() const { return m_isEdit; }
    api::Profile entered() const;
    void test();
    void runTest(const QByteArray &key);
    void testEnded(const base::Outcome &outcome);
    void keepKey(accounts::Keeping keeping);
    void keyKept(const base::Result<accounts::SecretReply> &reply);
    void offerWithoutKeychain(accounts::SecretState state, const QString &detail);
    void unlockThen(std::function<void()> next);
    void storeProfile();
    void askRemove();
    void removeKeyThenProfile();
    void removeProfile();
    void showError(const base::Error &error);
    void offerNextStep(const base::Error &error);
    void setBusy(bool busy, const QString &what = {});

    Connections *m_connections;
    Stores m_stores;
    std::vector<PlatformChoice> m_platforms;
    api::Profile m_original;   //!< what the fields began with; a new one gets its id when its key is kept
    const bool m_isEdit;
    QComboBox *m_platform;
    QLineEdit *m_name;
    QLineEdit *m_url;
    widgets::PlainLabel *m_urlNote;
    QLineEdit *m_key;
    widgets::PlainLabel *m_keyNote;
    HuePicker *m_hue;
    QCheckBox *m_production;
    NetworkFields *m_network;
    QPushButton *m_paste;
    widgets::MessageBar *m_bar;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_remove;
    QPointer<base::Job> m_testing;
    QString m_suggestedUrl;
    bool m_busy = false;
    bool m_tried = false;      //!< Save was pressed: empty fields are problems now
};

} // namespace screens
