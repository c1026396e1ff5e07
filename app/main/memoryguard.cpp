#include "main/memoryguard.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QFile>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace app {

void MemoryGuard::forbidCoreFiles()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
}

bool MemoryGuard::mayClose()
{
    return qEnvironmentVariableIntValue("MUSTER_DUMPABLE") != 1 && !qEnvironmentVariableIsSet("SNAP")
           && !QFile::exists(QStringLiteral("/.flatpak-info"));
}

void MemoryGuard::close()
{
#ifdef Q_OS_LINUX
    if (mayClose())
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void MemoryGuard::closeAfterPortal(QObject *owner)
{
    // Without a bus, libdbus would start one, which takes longer than the first paint.
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    const bool busIsThere = !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
                            || (!runtime.isEmpty() && QFile::exists(QString::fromLocal8Bit(runtime) + QStringLiteral("/bus")));
    if (busIsThere)
        closeAfterPortal(QDBusConnection::sessionBus(), owner);
    else
        close();
}

void MemoryGuard::closeAfterPortal(const QDBusConnection &bus, QObject *owner)
{
    if (!bus.isConnected()) {
        close();
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.portal.Desktop"),
                                                       QStringLiteral("/org/freedesktop/portal/desktop"),
                                                       QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    call << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 3000), owner);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, owner, [watcher] {
        watcher->deleteLater();
        close(); // with no portal the answer is an error, and there is nobody to wait for
    });
}

} // namespace app
