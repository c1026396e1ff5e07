#pragma once

#include "accounts/secretstore.h"
#include "api/profile.h"
#include "base/job.h"

#include <QList>
#include <QObject>
#include <QUrl>

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
