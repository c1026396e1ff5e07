#pragma once

#include "accounts/secretstore.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QObject>

#include <functional>

namespace accounts {

//! Asks the Secret Service of the desktop how it is, over D-Bus and without ever waiting: QtKeychain cannot tell "locked" from "empty" (§0.6).
//!
//! The calls have no deadline: whoever asks keeps one and deletes the context. An answer comes at most once, and only while the context lives.
class SecretService final : public QObject
{
    Q_OBJECT
public:
    struct Health
    {
        SecretState state = SecretState::NoService; //!< Ok, Locked, NoService or NoBus
        bool noCollection = false;                  //!< no default keyring yet: writing makes one, and asks for a password
        QString collection;                         //!< the default keyring's object path
        QString detail;                             //!< the bus's own words
    };
    using Answer = std::function<void(const Health &)>;

    explicit SecretService(QObject *parent);

    //! Never prompts; starts the service when the bus knows how to.
    void ask(QObject *context, Answer answer);
    //! Opens the default keyring: the service shows its prompt, which is dismissed when `context` dies first.
    void open(QObject *context, Answer answer);
    //! Whether this is a KDE session with a wallet: QtKeychain may then use the wallet instead of the Secret Service.
    void askForWallet(QObject *context, std::function<void(bool)> answer);

private:
    using Reply = std::function<void(const QDBusMessage &)>;
    void call(QObject *context, const QDBusMessage &message, Reply reply);
    void startService(QObject *context, Answer answer);
    void askCollection(QObject *context, Answer answer);
    void askLocked(QObject *context, const QString &collection, Answer answer);
    void unlock(QObject *context, const QString &collection, Answer answer);
    bool busIsThere();

    QDBusConnection m_bus{QString()};
    bool m_tried = false;
};

} // namespace accounts
