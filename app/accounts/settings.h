#pragma once

#include "accounts/inifile.h"

#include <QByteArray>
#include <QObject>
#include <QString>

namespace accounts {

//! What a person has set, and what the window remembers: typed values over an ini file; a broken or unknown value reads as its default.
class Settings final : public QObject
{
    Q_OBJECT
public:
    enum class Theme { System, Light, Dark };
    Q_ENUM(Theme)
    enum class Density { Comfortable, Compact };
    Q_ENUM(Density)
    enum class SendKey { Enter, CtrlEnter };
    Q_ENUM(SendKey)
    //! The values of which changed() tells.
    enum class Name { Theme, Density, SendKey, AbsoluteTimes, Notifications, SidebarCollapsed, Language, TextZoom, TranscriptLimit, ShowsCost };
    Q_ENUM(Name)

    //! `folder` is made when it is missing (mode 0700); the file in it is called settings.ini.
    Settings(const QString &folder, QObject *parent);

    Theme theme() const;
    void setTheme(Theme theme);
    Density density() const;
    void setDensity(Density density);
    SendKey sendKey() const;
    void setSendKey(SendKey key);
    bool absoluteTimes() const; //!< "14:03" instead of "3 minutes ago"
    void setAbsoluteTimes(bool on);
    bool notifications() const; //!< on by default
    void setNotifications(bool on);
    bool sidebarCollapsed() const;
    void setSidebarCollapsed(bool on);
    QString language() const; //!< a locale name ("de"); empty: the system's
    void setLanguage(const QString &locale);
    int textZoom() const; //!< per cent of the transcript's text size, 50..300
    void setTextZoom(int percent);
    //! How many MB (of 2^20 bytes) of transcripts are kept on this computer; 0: as many as there are.
    int transcriptLimit() const;
    void setTranscriptLimit(int megabytes);
    bool showsCost() const; //!< on by default
    void setShowsCost(bool on);

    //! Where a window was and how its docks and splitters lay, by the window's object name; empty when it was never seen.
    QByteArray windowGeometry(const QString &window) const;
    void setWindowGeometry(const QString &window, const QByteArray &geometry);
    QByteArray windowState(const QString &window) const;
    void setWindowState(const QString &window, const QByteArray &state);
    //! Column widths and order of a table, by the table's object name.
    QByteArray headerState(const QString &table) const;
    void setHeaderState(const QString &table, const QByteArray &state);

    //! Writes at once; Storage when the disk refuses. Otherwise the file is written on the next turn of the event loop and at the end.
    base::Outcome save() { return m_file.save(); }
    //! Whether the file could be read at the start; when not, its content was set aside as settings.ini.unreadable.
    base::Outcome loaded() const { return m_file.loaded(); }
    QString fileName() const { return m_file.fileName(); }

Q_SIGNALS:
    void changed(accounts::Settings::Name name);

private:
    bool flag(const QString &key, bool byDefault) const;
    template<class T>
    void set(Name name, const QString &key, const T &value, const T &before);

    IniFile m_file;
};

} // namespace accounts
