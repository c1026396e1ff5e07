#include "accounts/keychainsecretstore.h"

namespace accounts {

KeychainSecretStore::KeychainSecretStore(base::Clock *clock, const Deadlines &deadlines, QObject *parent)
    : QObject(parent), m_clock(clock), m_deadlines(deadlines), m_service(new SecretService(this))
{
}

KeychainSecretStore::~KeychainSecretStore()
{
    if (m_current) {
        m_current->disconnect(this);
        m_current->cancel();
        delete m_current; // now: it looks at m_session
    }
    for (const auto &waiting : m_waiting)
        waiting.finish(base::Error::of(base::Error::Kind::Cancelled));
}

base::JobOf<SecretReply> *KeychainSecretStore::enqueue(QObject *owner, Begin begin)
{
    QPointer<KeychainSecretStore> store(this);
    return new base::FunctionJob<SecretReply>(owner, [store, begin = std::move(begin)](auto *, auto finish) {
        if (!store) {
            finish(base::Error::of(base::Error::Kind::Cancelled));
            return;
        }
        store->m_waiting.push_back({begin, finish});
        store->startNext();
    });
}

void KeychainSecretStore::startNext()
{
    if (m_current || m_waiting.empty())
        return;
    const Waiting next = m_waiting.front();
    m_waiting.pop_front();
    Deadlines deadlines = m_deadlines;
    if (m_hung) // who waited behind a keychain that hangs is told soon as well
        deadlines.answer = std::min(deadlines.answer, deadlines.again);
    const auto finish = [this, finish = next.finish](base::Result<SecretReply> result) {
        if (result.ok() && result->keeping == Keeping::Keychain)
            m_hung = result->state == SecretState::Hung;
        finish(std::move(result));
    };
    m_current = new KeychainTask(m_clock, deadlines, m_service, &m_session, finish, this);
    connect(
        m_current, &KeychainTask::ended, this,
        [this] {
            m_current->deleteLater();
            m_current = nullptr;
            startNext();
        },
        Qt::QueuedConnection);
    next.begin(m_current);
}

base::JobOf<SecretReply> *KeychainSecretStore::read(QObject *owner, const QString &profileId)
{
    if (const auto valid = check(profileId); !valid)
        return base::readyJob<SecretReply>(owner, valid.error());
    return enqueue(owner, [profileId](KeychainTask *task) { task->read(profileId); });
}

base::JobOf<SecretReply> *KeychainSecretStore::write(QObject *owner, const QString &profileId, const QByteArray &secret, Keeping keeping)
{
    if (const auto valid = check(profileId, secret); !valid)
        return base::readyJob<SecretReply>(owner, valid.error());
    return enqueue(owner, [profileId, held = HeldSecret(secret), keeping](KeychainTask *task) { task->write(profileId, held.bytes, keeping); });
}

base::JobOf<SecretReply> *KeychainSecretStore::remove(QObject *owner, const QString &profileId)
{
    if (const auto valid = check(profileId); !valid)
        return base::readyJob<SecretReply>(owner, valid.error());
    return enqueue(owner, [profileId](KeychainTask *task) { task->remove(profileId); });
}

base::JobOf<SecretReply> *KeychainSecretStore::probe(QObject *owner)
{
    return enqueue(owner, [](KeychainTask *task) { task->probe(); });
}

base::JobOf<SecretReply> *KeychainSecretStore::unlock(QObject *owner)
{
    return enqueue(owner, [](KeychainTask *task) { task->unlock(); });
}

} // namespace accounts
