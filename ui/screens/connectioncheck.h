#pragma once

#include "accounts/secretstore.h"
#include "ui/screens/connections.h"

#include <QPointer>

#include <tuple>

namespace screens {

class ConnectionForm;

//! Tries what the form of a connection says, with the key that was entered or else the one that is stored.
class ConnectionCheck final : public QObject
{
    Q_OBJECT
public:
    //! All outlive it. `profileId` is whose key is stored; empty: none is.
    ConnectionCheck(Connections *connections, accounts::SecretStore *secrets, const ConnectionForm *form, const QString &profileId, QObject *parent);

    //! It can be stopped.
    bool isRunning() const { return m_job; }
    void start();
    //! Ends it as cancelled.
    void stop();

Q_SIGNALS:
    //! Something begins that takes a while.
    void busy(const QString &what);
    //! The stored key could not be had: nothing was tried.
    void keyMissing(const base::Result<accounts::SecretReply> &reply);
    void ended(const base::Outcome &outcome);
    //! The form says something else than what the last end was about. Once.
    void outdated();

private:
    using Target = std::tuple<api::Platform, QUrl, api::Credential, QString, QString>;
    Target target() const;
    void run(const QByteArray &key);
    void compare();

    Connections *m_connections;
    accounts::SecretStore *m_secrets;
    const ConnectionForm *m_form;
    const QString m_profileId;
    QPointer<base::Job> m_job;
    std::optional<Target> m_judged; //!< of the last end, until it is outdated
};

} // namespace screens
