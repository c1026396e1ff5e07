#pragma once

#include "accounts/keychaintask.h"

#include <deque>

namespace accounts {

//! The SecretStore on the operating system's keychain. Lives in the main thread, whose event loop the keychain needs.
class KeychainSecretStore final : public QObject, public SecretStore
{
    Q_OBJECT
public:
    using Deadlines = KeychainTask::Deadlines;

    KeychainSecretStore(base::Clock *clock, const Deadlines &deadlines, QObject *parent);
    ~KeychainSecretStore() override;

    base::JobOf<SecretReply> *read(QObject *owner, const QString &profileId) override;
    base::JobOf<SecretReply> *write(QObject *owner, const QString &profileId, const QByteArray &secret, Keeping keeping) override;
    base::JobOf<SecretReply> *remove(QObject *owner, const QString &profileId) override;
    base::JobOf<SecretReply> *probe(QObject *owner) override;
    base::JobOf<SecretReply> *unlock(QObject *owner) override;

private:
    using Begin = std::function<void(KeychainTask *)>;
    struct Waiting
    {
        Begin begin;
        KeychainTask::Finish finish;
    };
    base::JobOf<SecretReply> *enqueue(QObject *owner, Begin begin);
    void startNext();

    base::Clock *m_clock;
    Deadlines m_deadlines;
    SecretService *m_service;
    KeychainTask::SessionSecrets m_session;
    std::deque<Waiting> m_waiting;
    KeychainTask *m_current = nullptr;
    bool m_hung = false; //!< the keychain gave no answer to the operation before
};

} // namespace accounts
