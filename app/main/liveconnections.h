#pragma once

#include "accounts/environmentkeys.h"
#include "accounts/profilestore.h"
#include "accounts/secretstore.h"
#include "base/clock.h"
#include "demo/server.h"
#include "main/browsersignin.h"
#include "models/workspace.h"
#include "ui/screens/connections.h"

#include <map>
#include <memory>

namespace net {
class TrafficLog;
}

namespace app {

class DemoHost;

//! The connections of the running program: the demo and the stored profiles, each opened when somebody asks for it.
class LiveConnections final : public screens::Connections
{
    Q_OBJECT
public:
    //! All of it outlives the connections.
    struct Parts
    {
        accounts::ProfileStore *profiles = nullptr;
        accounts::SecretStore *secrets = nullptr;
        base::Clock *clock = nullptr;
        net::TrafficLog *log = nullptr;
        models::Conversation::Stores stores;
        models::Costs *costs = nullptr; //!< may be null: then nobody adds up what is used
        demo::Options demo;
        const accounts::EnvironmentKeys *environment = nullptr; //!< may be null
        BrowserSignIn::Opener openBrowser;
    };

    explicit LiveConnections(const Parts &parts, QObject *parent = nullptr);
    ~LiveConnections() override;

    QList<api::Profile> profiles() const override;
    QString currentId() const override;
    void setCurrent(const QString &profileId) override;
    bool isDemo(const QString &profileId) const override;

    std::vector<screens::PlatformChoice> platforms() const override;
    base::Result<QUrl> checkBaseUrl(const QString &text) const override;
    base::Outcome checkKey(const QByteArray &key) const override;
    base::JobOf<base::Done> *test(QObject *owner, const api::Profile &profile, const QByteArray &key) override;

    std::vector<screens::OfferedKey> offeredKeys() const override;
    QByteArray offeredKey(const QString &variable) const override;
    screens::SignIn *signIn(QObject *owner, const api::Profile &profile) override;

    void open(const QString &profileId) override;
    void reopen(const QString &profileId) override;
    screens::ConnectionState state(const QString &profileId) const override;
    models::Workspace *workspace(const QString &profileId) const override;
    //! The machine slept or its network changed: every connection begins anew.
    void dropConnections();

private:
    struct Entry
    {
        screens::ConnectionState state;
        std::unique_ptr<models::Workspace> workspace;
    };
    api::Profile demoProfile() const;
    void openDemo();
    void demoStarted(const base::Outcome &outcome);
    void openProfile(const api::Profile &profile);
    void readKey(const QString &profileId);
    void keyRead(const QString &profileId, const base::Result<accounts::SecretReply> &reply);
    void openWith(const api::Profile &profile, const QByteArray &key);
    //! From now on what the client reads is entered, from this source.
    store::LedgerSource keepLedger(const api::Profile &profile, api::Client *client);
    void setState(const QString &profileId, screens::ConnectionState state);
    void close(const QString &profileId);
    void profileChanged(const QString &profileId);
    void profileRemoved(const QString &profileId);

    Parts m_parts;
    std::unique_ptr<DemoHost> m_demo;
    std::map<QString, Entry> m_entries;
};

} // namespace app
