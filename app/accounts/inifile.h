#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>
#include <QVariant>

#include <memory>

class QSettings;

namespace accounts {

//! An ini file as this program keeps it: keys that it does not know survive, and a file that cannot be read is set aside, not overwritten.
class IniFile
{
public:
    //! `folder` is made when it is missing (mode 0700).
    IniFile(const QString &folder, const QString &name);
    ~IniFile();

    //! Storage when the file could not be read; then `<name>.unreadable` has its content, if it could be moved.
    base::Outcome loaded() const { return m_loaded; }
    QString fileName() const { return m_path; }

    QVariant value(const QString &key) const;
    void setValue(const QString &key, const QVariant &value);
    void remove(const QString &key); //!< also the group of that name
    QStringList groups() const;

    //! Writes now; Storage when the disk refuses. What could not be written is tried again with the next save.
    base::Outcome save();

private:
    QString m_path;
    std::unique_ptr<QSettings> m_file;
    base::Outcome m_loaded = base::Done{};
};

} // namespace accounts
