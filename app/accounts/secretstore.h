#pragma once

#include "accounts/heldsecret.h"
#include "base/job.h"

#include <QByteArray>
#include <QString>

namespace accounts {

//! What the place that keeps keys says. Only `Ok` and `Absent` are answers about a key; the others say why there is no answer.
enum class SecretState {
    Ok,          //!< the key was read, is written, or is gone after a removal
    Absent,      //!< the keychain is open and has no such key
    Locked,      //!< the keychain is there but closed, or the person refused to open it: the key may well be in it
    NoKeyring,   //!< the keychain runs but holds no keyring yet, and none was made when one was needed
    NoService,   //!< the machine has no keychain, or one that cannot be used from here
    NoBus,       //!< no session bus, hence no way to the keychain
    NoLibrary,   //!< the keychain runs, but libsecret, through which one speaks to it, is not installed
    NoEventLoop, //!< Qt runs without GLib's event loop, in which libsecret would never answer
    Hung,        //!< the keychain did not answer in time
};

//! Where a key is kept.
enum class Keeping {
    Keychain,    //!< in the keychain of the operating system
    SessionOnly, //!< in this process's memory until it ends, never on disk
};

//! What a SecretStore answers.
struct SecretReply
{
    SecretState state = SecretState::Absent;
    QByteArray secret;                    //!< only for read() and only when Ok; UTF-8
    Keeping keeping = Keeping::Keychain;  //!< where the secret was found or is kept now
    QString detail;                       //!< the keychain's own words for details, foreign text, never a secret

    SecretReply() = default;
    SecretReply(SecretState is, QString words = {}) : state(is), detail(std::move(words)) {}
    SecretReply(const SecretReply &) = default;
    SecretReply(SecretReply &&) = default;
    SecretReply &operator=(const SecretReply &) = default;
    SecretReply &operator=(SecretReply &&) = default;
    ~SecretReply(); //!< wipes the secret when it is the last that holds it

    bool ok() const { return state == SecretState::Ok; }
};

//! Keys of connection profiles: the one way in. Nothing else in the program reads, writes or forgets a key.
//!
//! Operations run one after the other in the order they were asked for, each with a deadline (§7.6); the jobs are owned by `owner`.
//! They end in a SecretReply, and in an Error only for what was asked wrongly (Invalid), for what was given up (Cancelled), or when the
//! keychain said yes and did something else (Storage). A write or removal that has begun is carried through when its owner dies.
class SecretStore
{
public:
    virtual ~SecretStore();

    //! The key of a profile: a key kept for this session comes before the keychain's.
    virtual base::JobOf<SecretReply> *read(QObject *owner, const QString &profileId) = 0;
    //! Keeps `secret` (UTF-8, 1 to maxSecretBytes, no NUL), and verifies by reading it back. SessionOnly never touches the keychain.
    virtual base::JobOf<SecretReply> *write(QObject *owner, const QString &profileId, const QByteArray &secret, Keeping keeping) = 0;
    //! Forgets the key in both places. Ok means that it was read for again and is gone; Locked that it is still there.
    virtual base::JobOf<SecretReply> *remove(QObject *owner, const QString &profileId) = 0;
    //! Whether the keychain could be used now: Ok, or why not. Prompts nobody.
    virtual base::JobOf<SecretReply> *probe(QObject *owner) = 0;
    //! Asks the keychain to open, which shows its own password prompt: Ok, or Locked when the person refused (at most two minutes).
    virtual base::JobOf<SecretReply> *unlock(QObject *owner) = 0;

    //! Windows keeps no longer ones (§7.6).
    static constexpr qsizetype maxSecretBytes = 2560;
    //! The name under which a profile's key lies in the keychain; unique by itself, because some keychains ignore the service.
    static QString keyName(const QString &profileId);
    static QString serviceName();

protected:
    //! What write() refuses before anything else looks at it.
    static base::Outcome check(const QString &profileId, const QByteArray &secret);
    static base::Outcome check(const QString &profileId);
};

//! A stable word for logs and tests ("Locked"), not for people.
const char *stateName(SecretState state);

} // namespace accounts
