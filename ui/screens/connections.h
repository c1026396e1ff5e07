#pragma once

#include "accounts/heldsecret.h"
#include "accounts/secretstore.h"
#include "api/profile.h"
#include "base/job.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <algorithm>
#include <optional>
#include <vector>

namespace models {
class Workspace;
}

namespace screens {

//! A platform as the connection dialog offers it.
struct PlatformChoice
{
    api::Platform platform = api::Platform::Anthropic;
    QString name;              //!< the product's own name, never translated
    QUrl defaultBaseUrl;       //!< what the address field starts with; may be empty
    QString keyStart;          //!< what its keys begin with, for a hint; empty: not known
    bool takesAuthToken = false; //!< also takes a token that travels as Authorization: Bearer
    bool mayBeOpen = false;      //!< its servers may run without accounts: no key at all
    bool signsIn = false;        //!< a browser can make its keys: signIn()
};

//! A key or an address that stood in the environment when the program started. The key itself stays with Connections until it is asked for.
struct OfferedKey
{
    QString variable;          //!< its name, "ANTHROPIC_API_KEY"
    api::Platform platform = api::Platform::Anthropic;
    api::Credential credential = api::Credential::ApiKey;
    QUrl baseUrl;              //!< where it belongs, sound
    QString baseUrlVariable;   //!< the variable that said so; empty: the platform's own address
    QString refusedAddress;    //!< the name of the variable whose address is none of ours (S6); then baseUrl is the platform's own
};

//! What a sign-in in the browser brings: a key for each workspace that the person chose there.
struct SignedIn
{
    struct Workspace
    {
        QString name;          //!< foreign text; may be empty
        accounts::HeldSecret key;
    };
    std::vector<Workspace> workspaces; //!< at least one
};

//! One sign-in while it runs: the page that the browser was sent to, in case no browser came up. Ends in Cancelled, Timeout, Forbidden (the
//! person said no there), Network (no way to listen) or Protocol (an answer that nobody understands).
class SignIn : public base::JobOf<SignedIn>
{
    Q_OBJECT
public:
    using JobOf::JobOf;
    virtual QUrl page() const = 0;

Q_SIGNALS:
    //! No browser could be started: the person may open page() by hand, it is still waited for.
    void browserFailed();
};

//! Where the connection of one profile stands.
struct ConnectionState
{
    enum class Stage {
        Closed,   //!< nobody has asked for it yet
        Opening,  //!< the demo starts, or the key is being read
        NeedsKey, //!< the key could not be had: `secret` says why
        Open,     //!< the workspace is there
        Failed,   //!< it could not be opened: `error`
    };
    Stage stage = Stage::Closed;
    accounts::SecretState secret = accounts::SecretState::Ok;
    std::optional<base::Error> error;
};

//! What the windows ask the composition root for: profiles, their workspaces, a test of a connection. The demo is the first profile.
class Connections : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! The demo, then the profiles of this person.
    virtual QList<api::Profile> profiles() const = 0;
    //! One of profiles(); an empty one when there is none of this id.
    api::Profile profile(const QString &profileId) const
    {
        const QList<api::Profile> all = profiles();
        const auto known = std::find_if(all.begin(), all.end(), [&profileId](const api::Profile &one) { return one.id == profileId; });
        return known == all.end() ? api::Profile{} : *known;
    }
    //! The profile that a window starts with.
    virtual QString currentId() const = 0;
    virtual void setCurrent(const QString &profileId) = 0;
    virtual bool isDemo(const QString &profileId) const = 0;

    //! Without the demo, which cannot be added.
    virtual std::vector<PlatformChoice> platforms() const = 0;
    //! Invalid with `detail` when it is no base URL of ours (S6).
    virtual base::Result<QUrl> checkBaseUrl(const QString &text) const = 0;
    //! Invalid when the key cannot travel in a header (S7).
    virtual base::Outcome checkKey(const QByteArray &key) const = 0;
    //! Asks the server whether the key works. Nothing is stored.
    virtual base::JobOf<base::Done> *test(QObject *owner, const api::Profile &profile, const QByteArray &key) = 0;

    //! Keys that stood in the environment at the start; they are in no file and in no keychain.
    virtual std::vector<OfferedKey> offeredKeys() const = 0;
    //! Empty when there is no such variable.
    virtual QByteArray offeredKey(const QString &variable) const = 0;
    //! Sends the person to the platform's page in the system's browser and waits for its answer on this computer.
    virtual SignIn *signIn(QObject *owner, const api::Profile &profile) = 0;

    //! Begins to open; stateChanged() tells. Does nothing while Opening or Open.
    virtual void open(const QString &profileId) = 0;
    //! Closes what is open and opens it again: the profile or its key has changed.
    virtual void reopen(const QString &profileId) = 0;
    virtual ConnectionState state(const QString &profileId) const = 0;
    //! Null unless Open. Owned here; it dies after workspaceClosing().
    virtual models::Workspace *workspace(const QString &profileId) const = 0;

Q_SIGNALS:
    void profilesChanged();
    void stateChanged(const QString &profileId);
    //! Let go of the workspace of this profile now.
    void workspaceClosing(const QString &profileId);
};

} // namespace screens
