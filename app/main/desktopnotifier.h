#pragma once

#include "ui/screens/notifier.h"

#include <QHash>

class QDBusPendingCallWatcher;

namespace app {

//! Notifications by org.freedesktop.Notifications. Without a session bus or a service it does nothing; the window still asks for attention.
class DesktopNotifier final : public screens::Notifier
{
    Q_OBJECT
public:
    explicit DesktopNotifier(QObject *parent = nullptr);

    void notify(const screens::Notification &notification) override;
    void withdraw(const QString &sessionId) override;

private Q_SLOTS:
    void actionInvoked(uint number, const QString &action);
    void closed(uint number, uint reason);

private:
    void subscribe();

    struct Shown
    {
        QString profileId;
        QString sessionId;
    };
    QHash<uint, Shown> m_shown;
    QHash<QString, uint> m_numbers; //!< by session
    bool m_subscribed = false;
};

} // namespace app
