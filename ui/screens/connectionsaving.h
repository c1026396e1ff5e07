#pragma once

#include "accounts/profilestore.h"
#include "accounts/secretstore.h"

#include <QObject>

#include <deque>

namespace screens {

//! Puts connections into the stores, one after the other: the key first, because a profile whose key was lost on the way would be of no use.
class ConnectionSaving final : public QObject
{
    Q_OBJECT
public:
    struct Item
    {
        api::Profile profile;     //!< with an id; stored anew, or over the one that has it
        accounts::HeldSecret key; //!< empty: nothing is kept, what is stored stays
    };

    //! Both outlive it.
    ConnectionSaving(accounts::ProfileStore *profiles, accounts::SecretStore *secrets, QObject *parent);

    //! Begins; ends in one of the signals. May be called again after refused() and failed(), also with items that were stored already.
    void start(std::deque<Item> items, accounts::Keeping keeping);

Q_SIGNALS:
    //! A key is on its way into the keychain.
    void keyOnItsWay();
    //! The keychain did not keep a key; nothing is stored for this item and those behind it.
    void refused(accounts::SecretState state, const QString &detail);
    void failed(const base::Error &error);
    //! All are stored; the id of the first.
    void saved(const QString &profileId);

private:
    void next();
    void keyKept(const base::Result<accounts::SecretReply> &reply);
    void store();

    accounts::ProfileStore *m_profiles;
    accounts::SecretStore *m_secrets;
    std::deque<Item> m_items;
    accounts::Keeping m_keeping = accounts::Keeping::Keychain;
    QString m_first;
};

} // namespace screens
