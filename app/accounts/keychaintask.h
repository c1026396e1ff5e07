#pragma once

#include "accounts/secretservice.h"
#include "base/clock.h"

#include <map>

namespace QKeychain {
class Job;
}

namespace accounts {

//! One operation on the keychain from its first question to its answer; the only code that includes QtKeychain.
//!
//! A QtKeychain job that does not end in time is left to itself and never deleted while it runs: it would write into freed memory (§0.7).
class KeychainTask final : public QObject
{
    Q_OBJECT
public:
    struct Deadlines
    {
        std::chrono::milliseconds answer{5000};   //!< for an operation that asks nobody: the person is told after that (K10)
        std::chrono::milliseconds again{1000};    //!< the same, for as long as the one before it got no answer
        std::chrono::milliseconds prompt{120000}; //!< for one that may wait for a person
    };
    using SessionSecrets = std::map<QString, HeldSecret>;
    using Finish = std::function<void(base::Result<SecretReply>)>;

    //! `service` and `session` outlive the task. Calls `finish` once, then emits ended().
    KeychainTask(base::Clock *clock, const Deadlines &deadlines, SecretService *service, SessionSecrets *session, Finish finish,
                 QObject *parent);
    ~KeychainTask() override;

    void read(const QString &profileId);
    void write(const QString &profileId, const QByteArray &secret, Keeping keeping);
    void remove(const QString &profileId);
    void probe();
    void unlock();
    void cancel();

Q_SIGNALS:
    void ended();

private:
    struct Outcome; //!< what QtKeychain said
    using Then = std::function<void(const Outcome &)>;
    using MakeJob = std::function<QKeychain::Job *()>;

    void setDeadline(std::chrono::milliseconds deadline);
    void finish(base::Result<SecretReply> result);
    void finishFailed(const Outcome &outcome);
    void finishMissing(SecretState whenOpen);
    void finishKept(Keeping keeping);
    void whenUsable(std::function<void()> go);
    void run(MakeJob makeJob, Then then);
    void readKeychain(Then then);
    void writeKeychain();
    void verifyWritten();
    void removeFromKeychain();
    void verifyRemoved();

    base::Clock *m_clock;
    Deadlines m_deadlines;
    SecretService *m_service;
    SessionSecrets *m_session;
    Finish m_finish;
    QObject *m_deadline = nullptr;
    QString m_profileId;
    QByteArray m_secret;
    SecretService::Health m_health;
    bool m_reconnected = false;
};

} // namespace accounts
