#include "ui/theme/systemappearance.h"

#include "base/qtversion.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

namespace theme {

namespace {

const QLatin1String service("org.freedesktop.portal.Desktop");
const QLatin1String objectPath("/org/freedesktop/portal/desktop");
const QLatin1String interfaceName("org.freedesktop.portal.Settings");
const QLatin1String appearance("org.freedesktop.appearance");
const QLatin1String gnomeInterface("org.gnome.desktop.interface");

//! Connecting without a bus would make libdbus launch one, which costs more than the whole first paint.
bool busIsThere()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(QString::fromLocal8Bit(runtime) + QStringLiteral("/bus"));
}

//! The portal's Read wraps its answer in one variant more than ReadOne.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemAppearance::SystemAppearance(QObject *parent) : QObject(parent)
{
    m_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

SystemAppearance::SystemAppearance(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus) {}

void SystemAppearance::start()
{
    if (m_bus) {
        askPortal();
        return;
    }
    followStyleHints();
#ifdef Q_OS_LINUX
    if (busIsThere()) {
        m_bus = QDBusConnection::sessionBus();
        askPortal();
    }
#endif
}

void SystemAppearance::followStyleHints()
{
#if MUSTER_QT_HAS_COLOR_SCHEME
    QStyleHints *hints = QGuiApplication::styleHints();
    const auto take = [this](Qt::ColorScheme scheme) {
        m_hintsKnow = scheme != Qt::ColorScheme::Unknown;
        const bool dark = scheme == Qt::ColorScheme::Dark;
        if (!m_hintsKnow || dark == m_dark)
            return;
        m_dark = dark;
        Q_EMIT changed();
    };
    take(hints->colorScheme());
    connect(hints, &QStyleHints::colorSchemeChanged, this, take);
#endif
}

void SystemAppearance::askPortal()
{
    if (!m_bus->isConnected())
        return;
    qRegisterMetaType<QDBusVariant>(); // connect() looks the slot's types up by name and finds only known ones
    m_bus->connect(service, objectPath, interfaceName, QStringLiteral("SettingChanged"), this,
                   SLOT(settingChanged(QString,QString,QDBusVariant)));
    readSetting(appearance, QStringLiteral("color-scheme"));
    readSetting(appearance, QStringLiteral("contrast"));
    readSetting(gnomeInterface, QStringLiteral("enable-animations"));
}

void SystemAppearance::readSetting(const QString &group, const QString &key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, objectPath, interfaceName, QStringLiteral("Read"));
    call << group << key;
    auto *watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(call, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid())
            take(group, key, unwrapped(reply.value().variant()));
    });
}

void SystemAppearance::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, unwrapped(value.variant()));
}

void SystemAppearance::take(const QString &group, const QString &key, const QVariant &value)
{
    const bool before[] = {m_dark, m_contrast, m_lessMotion};
    if (group == appearance && key == QLatin1String("color-scheme")) {
        // 0: no preference, 1: dark, 2: light. Qt's own answer wins where it has one: both would race.
        if (!m_hintsKnow)
            m_dark = value.toUInt() == 1;
    } else if (group == appearance && key == QLatin1String("contrast")) {
        m_contrast = value.toUInt() == 1;
    } else if (group == gnomeInterface && key == QLatin1String("enable-animations")) {
        m_lessMotion = !value.toBool();
    } else {
        return;
    }
    if (before[0] != m_dark || before[1] != m_contrast || before[2] != m_lessMotion)
        Q_EMIT changed();
}

} // namespace theme
