#include "accounts/inifile.h"

#include <QDir>
#include <QFile>
#include <QSettings>

namespace accounts {

namespace {

std::unique_ptr<QSettings> openFile(const QString &path)
{
    auto file = std::make_unique<QSettings>(path, QSettings::IniFormat);
    file->setFallbacksEnabled(false);
    file->sync();
    file->allKeys(); // QSettings reads lazily: without this a broken line is noticed only when its section is asked for
    return file;
}

base::Error storage(const QString &detail)
{
    return base::Error::of(base::Error::Kind::Storage, detail);
}

} // namespace

IniFile::IniFile(const QString &folder, const QString &name) : m_path(QDir(folder).filePath(name))
{
    const bool isNew = !QDir(folder).exists();
    if (QDir().mkpath(folder) && isNew)
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    m_file = openFile(m_path);
    if (m_file->status() == QSettings::NoError)
        return;
    m_loaded = storage(QStringLiteral("%1 could not be read").arg(m_path));
    m_file.reset();
    const QString aside = m_path + QStringLiteral(".unreadable");
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    m_file = openFile(m_path);
}

IniFile::~IniFile() = default;

QVariant IniFile::value(const QString &key) const
{
    return m_file->value(key);
}

void IniFile::setValue(const QString &key, const QVariant &value)
{
    m_file->setValue(key, value);
}

void IniFile::remove(const QString &key)
{
    m_file->remove(key);
}

QStringList IniFile::groups() const
{
    return m_file->childGroups();
}

base::Outcome IniFile::save()
{
    // QSettings never forgets a failure; another one on the same file shares the unwritten values and starts without it.
    if (m_file->status() != QSettings::NoError)
        m_file = openFile(m_path);
    m_file->sync();
    if (m_file->status() == QSettings::NoError)
        return base::Done{};
    return storage(QStringLiteral("%1 could not be written").arg(m_path));
}

} // namespace accounts
