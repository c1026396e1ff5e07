#pragma once

#include "accounts/inifile.h"
#include "api/profile.h"
#include "base/result.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace accounts {

//! The connection profiles of this person, in an ini file that never holds a key. What a newer version wrote into the file survives.
class ProfileStore final : public QObject
{
    Q_OBJECT
public:
    //! `folder` is made when it is missing (mode 0700); the file in it is called profiles.ini.
    ProfileStore(const QString &folder, QObject *parent);

    //! In the order in which they were added. Profiles of a platform unknown to this version are left alone and not listed.
    QList<api::Profile> profiles() const { return m_profiles; }
    std::optional<api::Profile> profile(const QString &id) const;

    //! Returns the id, which is made when it is empty. Invalid: no name, no usable base URL (user and password in it are refused),
    //! or an id that is taken. Storage: the file could not be written; nothing has changed then.
    base::Result<QString> add(const api::Profile &profile);
    base::Outcome update(const api::Profile &profile);
    //! The profile's key is the SecretStore's to remove.
    base::Outcome remove(const QString &id);

    //! The profile that was used last; empty when there is none or it is gone.
    QString currentId() const { return m_current; }
    base::Outcome setCurrent(const QString &id);

    //! Whether the file could be read at the start; when not, its content was set aside as profiles.ini.unreadable.
    base::Outcome loaded() const { return m_file.loaded(); }
    QString fileName() const { return m_file.fileName(); }

Q_SIGNALS:
    void added(const QString &id);
    void changed(const QString &id);
    void removed(const QString &id);
    void currentChanged(const QString &id);

private:
    void load();
    void put(const api::Profile &profile);
    void putOrder();
    int indexOf(const QString &id) const;

    IniFile m_file;
    QList<api::Profile> m_profiles;
    QStringList m_order; //!< also holds the ids of profiles that are not listed
    QString m_current;
};

} // namespace accounts
