#include "main/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace app {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int byServer = -1; // the desktop decides how long it stays

//! The body may be taken for markup by the desktop: foreign text must not be.
QString escaped(const QString &plain)
{
    return plain.toHtmlEscaped();
}

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent) : Notifier(parent) {}

void DesktopNotifier::subscribe()
{
    if (m_subscribed)
        return;
    m_subscribed = true;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
    bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(closed(uint, uint)));
}

void DesktopNotifier::notify(const screens::Notification &notification)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    subscribe();
    QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("io.github.muster_desktop.Muster")},
                      {QStringLiteral("urgency"), QVariant::fromValue(uchar(notification.urgent ? 2 : 1))}};
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    call.setArguments({QStringLiteral("Muster"), m_numbers.value(notification.sessionId, 0u), QStringLiteral("io.github.muster_desktop.Muster"),
                       notification.title, escaped(notification.body), QStringList{QStringLiteral("default"), tr("Show")}, hints, byServer});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, shown = Shown{notification.profileId, notification.sessionId}] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError())
            return;
        m_shown.insert(reply.value(), shown);
        m_numbers.insert(shown.sessionId, reply.value());
    });
}

void DesktopNotifier::withdraw(const QString &sessionId)
{
    const uint number = m_numbers.value(sessionId, 0);
    if (number == 0)
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("CloseNotification"));
    call.setArguments({number});
    QDBusConnection::sessionBus().asyncCall(call);
}

void DesktopNotifier::actionInvoked(uint number, const QString &)
{
    const auto shown = m_shown.constFind(number);
    if (shown != m_shown.constEnd())
        Q_EMIT activated(shown->profileId, shown->sessionId);
}

void DesktopNotifier::closed(uint number, uint)
{
    const Shown shown = m_shown.take(number);
    if (m_numbers.value(shown.sessionId) == number)
        m_numbers.remove(shown.sessionId);
}

} // namespace app
