#include "main/sleeprelay.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>

namespace app {

namespace {

const QString networkService = QStringLiteral("org.freedesktop.NetworkManager");
constexpr int patience = 2000; // ms

} // namespace

void SleepRelay::connectToBus()
{
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected()) {
        Q_EMIT networkAnswers(); // a back end that needs no bus may do
        return;
    }
    const bool listens = bus.connect(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
                                     QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this, SLOT(prepareForSleep(bool)));
    if (listens)
        Q_EMIT connected();
    if (bus.interface()->isServiceRegistered(networkService)) {
        const QDBusMessage ping = QDBusMessage::createMethodCall(networkService, QStringLiteral("/org/freedesktop/NetworkManager"),
                                                                 QStringLiteral("org.freedesktop.DBus.Peer"), QStringLiteral("Ping"));
        if (bus.call(ping, QDBus::Block, patience).type() != QDBusMessage::ReplyMessage)
            return;
    }
    Q_EMIT networkAnswers();
}

void SleepRelay::prepareForSleep(bool before)
{
    if (!before)
        Q_EMIT slept();
}

} // namespace app
