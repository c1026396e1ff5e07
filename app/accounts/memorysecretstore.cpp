#include "accounts/memorysecretstore.h"

namespace accounts {

namespace {

SecretReply found(const QByteArray &secret, Keeping keeping)
{
    SecretReply reply(SecretState::Ok);
    reply.secret = secret;
    reply.keeping = keeping;
    return reply;
}

SecretReply done(Keeping keeping)
{
    SecretReply reply(SecretState::Ok);
    reply.keeping = keeping;
    return reply;
}

} // namespace

MemorySecretStore::MemorySecretStore() : m_state(std::make_shared<State>()) {}

MemorySecretStore::~MemorySecretStore() = default;

base::JobOf<SecretReply> *MemorySecretStore::answer(QObject *owner, Work work)
{
    return new base::FunctionJob<SecretReply>(owner, [weak = std::weak_ptr(m_state), work = std::move(work)](auto *, auto finish) {
        const auto state = weak.lock();
        finish(state ? work(*state) : base::Result<SecretReply>(base::Error::of(base::Error::Kind::Cancelled)));
    });
}

base::JobOf<SecretReply> *MemorySecretStore::read(QObject *owner, const QString &profileId)
{
    return answer(owner, [profileId](State &state) -> base::Result<SecretReply> {
        if (const auto valid = check(profileId); !valid)
            return valid.error();
        if (const auto entry = state.sessionOnly.find(profileId); entry != state.sessionOnly.end())
            return found(entry->second.bytes, Keeping::SessionOnly);
        if (state.keychain != SecretState::Ok)
            return SecretReply(state.keychain);
        if (const auto entry = state.kept.find(profileId); entry != state.kept.end())
            return found(entry->second.bytes, Keeping::Keychain);
        return SecretReply(SecretState::Absent);
    });
}

base::JobOf<SecretReply> *MemorySecretStore::write(QObject *owner, const QString &profileId, const QByteArray &secret, Keeping keeping)
{
    return answer(owner, [profileId, held = HeldSecret(secret), keeping](State &state) -> base::Result<SecretReply> {
        if (const auto valid = check(profileId, held.bytes); !valid)
            return valid.error();
        if (keeping == Keeping::SessionOnly) {
            state.sessionOnly.erase(profileId);
            state.sessionOnly.emplace(profileId, held);
        } else if (state.keychain != SecretState::Ok) {
            return SecretReply(state.keychain);
        } else {
            state.kept.erase(profileId);
            state.kept.emplace(profileId, held);
            state.sessionOnly.erase(profileId);
        }
        return done(keeping);
    });
}

base::JobOf<SecretReply> *MemorySecretStore::remove(QObject *owner, const QString &profileId)
{
    return answer(owner, [profileId](State &state) -> base::Result<SecretReply> {
        if (const auto valid = check(profileId); !valid)
            return valid.error();
        state.sessionOnly.erase(profileId);
        if (state.keychain != SecretState::Ok)
            return SecretReply(state.keychain);
        state.kept.erase(profileId);
        return done(Keeping::Keychain);
    });
}

base::JobOf<SecretReply> *MemorySecretStore::probe(QObject *owner)
{
    return answer(owner, [](State &state) -> base::Result<SecretReply> { return SecretReply(state.keychain); });
}

base::JobOf<SecretReply> *MemorySecretStore::unlock(QObject *owner)
{
    return answer(owner, [](State &state) -> base::Result<SecretReply> {
        if (state.keychain == SecretState::Locked)
            state.keychain = SecretState::Ok;
        return SecretReply(state.keychain);
    });
}

} // namespace accounts
