#pragma once

#include "ui/screens/connections.h"

#include <QObject>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace widgets {
class PlainLabel;
}

namespace screens {

//! The rows of a connection's form that are about access: with which kind of key, which one, and where it is kept.
class KeyFields final : public QObject
{
    Q_OBJECT
public:
    //! `original`: what the form began with; one with an id has its key stored already.
    KeyFields(const Connections *connections, const api::Profile &original, QWidget *parent);
    ~KeyFields() override;

    //! `offers` stands below the key; null: nothing does.
    void addRows(QFormLayout *form, QWidget *offers);
    void setPlatform(const PlatformChoice &platform);
    api::Credential credential() const;
    void setCredential(api::Credential credential);
    bool usesKey() const { return credential() != api::Credential::None; }
    //! No stored key serves: a new connection, or another kind of key than before.
    bool needsNewKey() const;

    //! Typed or held; empty: none. UTF-8, of visible characters when there is no problem.
    QByteArray key() const;
    bool keepsInKeychain() const;
    //! In words; empty: none. `missing`: an absent key is one.
    QString problem(bool missing) const;
    void showNote(bool missing);

    //! A key that is not shown; `source` says in a sentence where it is from. Typing another one lets it go.
    void hold(const QByteArray &key, const QString &source, bool keepInKeychain);
    void clear();
    static constexpr int allWorkspaces = -1;
    //! What a sign-in brought: asks which when it is more than one; `all` offers every one of them first.
    void setWorkspaces(const QStringList &names, bool all);
    //! The index in setWorkspaces(), or allWorkspaces; nothing when there was nothing to choose.
    std::optional<int> chosenWorkspace() const;
    void setCanSignIn(bool can);
    void focus();

Q_SIGNALS:
    void changed();
    void signInRequested();

private:
    void build();
    void credentialChosen();
    void letHeldGo();
    QString help() const;

    const Connections *m_connections;
    api::Profile m_original;
    PlatformChoice m_platform;
    QComboBox *m_credential;
    QWidget *m_row;
    QLineEdit *m_key;
    QPushButton *m_paste;
    QPushButton *m_signIn;
    QComboBox *m_workspaces;
    widgets::PlainLabel *m_note;
    QCheckBox *m_keep;
    QByteArray m_held; //!< wiped when it goes
    QString m_heldSource;
};

} // namespace screens
