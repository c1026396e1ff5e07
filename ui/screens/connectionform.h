#pragma once

#include "ui/screens/connections.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace widgets {
class PlainLabel;
}

namespace screens {

class HuePicker;
class KeyFields;
class NetworkFields;

//! The fields of a connection and what is wrong with them while they are filled in. Stores nothing and asks no server.
class ConnectionForm final : public QWidget
{
    Q_OBJECT
public:
    //! `profile` without an id: a new one.
    ConnectionForm(const Connections *connections, const api::Profile &profile, QWidget *parent = nullptr);

    bool isEdit() const { return !m_original.id.isEmpty(); }
    //! What the fields say, with the id that the form began with.
    api::Profile entered() const;
    KeyFields *access() const { return m_access; }

    QString urlProblem() const;
    //! Nothing that is filled in is wrong; with setTried() also nothing is missing.
    bool isSound() const;
    bool canTest() const;
    //! Save was pressed: empty fields are problems now.
    void setTried();

    //! Fills in what the environment offers. Does nothing when there is no such variable.
    void useOffer(const QString &variable);
    //! A name, where none was typed.
    void suggestName(const QString &name);
    void setSigningIn(bool signingIn);

    void focusName();
    void focusAddress();
    void chooseCertificate();

Q_SIGNALS:
    void changed();
    void signInRequested();

private:
    void buildFields(QFormLayout *form);
    QWidget *makeOffers();
    void fill();
    void platformChosen();
    void showNotes();
    const PlatformChoice *platform() const;

    const Connections *m_connections;
    std::vector<PlatformChoice> m_platforms;
    std::vector<OfferedKey> m_offers;
    api::Profile m_original;
    QComboBox *m_platform;
    QLineEdit *m_name;
    QLineEdit *m_url;
    widgets::PlainLabel *m_urlNote;
    KeyFields *m_access;
    HuePicker *m_hue;
    QCheckBox *m_production;
    NetworkFields *m_network;
    QString m_suggestedUrl;
    QString m_suggestedName;
    bool m_tried = false;
    bool m_signingIn = false;
};

} // namespace screens
