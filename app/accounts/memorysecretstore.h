#pragma once

#include "accounts/secretstore.h"

#include <functional>
#include <map>
#include <memory>

namespace accounts {

//! A SecretStore that forgets at exit: the demo's, and the tests' stand-in for a keychain in any state.
class MemorySecretStore final : public SecretStore
{
public:
    MemorySecretStore();
    ~MemorySecretStore() override;

    base::JobOf<SecretReply> *read(QObject *owner, const QString &profileId) override;
    base::JobOf<SecretReply> *write(QObject *owner, const QString &profileId, const QByteArray &secret, Keeping keeping) override;
    base::JobOf<SecretReply> *remove(QObject *owner, const QString &profileId) override;
    base::JobOf<SecretReply> *probe(QObject *owner) override;
    base::JobOf<SecretReply> *unlock(QObject *owner) override;

    //! From now on the "keychain" half is in this state; Ok opens it again with all that was kept. unlock() turns Locked into Ok.
    void setKeychainState(SecretState state) { m_state->keychain = state; }

private:
    struct State
    {
        std::map<QString, HeldSecret> kept;        //!< as if in the keychain
        std::map<QString, HeldSecret> sessionOnly;
        SecretState keychain = SecretState::Ok;
    };
    using Work = std::function<base::Result<SecretReply>(State &)>;
    base::JobOf<SecretReply> *answer(QObject *owner, Work work);

    std::shared_ptr<State> m_state; //!< jobs look at it weakly: they may outlive the store
};

} // namespace accounts
