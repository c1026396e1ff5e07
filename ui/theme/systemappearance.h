#pragma once

#include <QDBusConnection>
#include <QObject>

#include <optional>

class QDBusVariant;

namespace theme {

//! What the desktop asks for: light or dark, more contrast, less motion. From QStyleHints where Qt has it, else from the Settings portal.
class SystemAppearance : public QObject
{
    Q_OBJECT
public:
    explicit SystemAppearance(QObject *parent = nullptr);
    //! For tests: asks the portal on `bus` only.
    explicit SystemAppearance(const QDBusConnection &bus, QObject *parent = nullptr);

    //! Asks without waiting; `changed` follows when the answer differs. Also listens from then on.
    void start();
    bool isDark() const { return m_dark; }
    bool wantsContrast() const { return m_contrast; }
    bool wantsLessMotion() const { return m_lessMotion; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void readSetting(const QString &group, const QString &key);
    void take(const QString &group, const QString &key, const QVariant &value);
    void followStyleHints();

    std::optional<QDBusConnection> m_bus;
    bool m_hintsKnow = false; //!< QStyleHints answers for light and dark
    bool m_dark = false;
    bool m_contrast = false;
    bool m_lessMotion = false;
};

} // namespace theme
