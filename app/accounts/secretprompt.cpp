#include "accounts/secretprompt.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace accounts {

namespace {

QString promptInterface()
{
    return QStringLiteral("org.freedesktop.Secret.Prompt");
}

QString promptService()
{
    return QStringLiteral("org.freedesktop.secrets");
}

} // namespace

SecretPrompt::SecretPrompt(const QDBusConnection &bus, const QString &path, QObject *parent)
    : QObject(parent), m_bus(bus), m_path(path)
{
    m_bus.connect(promptService(), m_path, promptInterface(), QStringLiteral("Completed"), this,
                  SLOT(onCompleted(bool, QDBusVariant)));
}

SecretPrompt::~SecretPrompt()
{
    if (!m_ended)
        m_bus.send(QDBusMessage::createMethodCall(promptService(), m_path, promptInterface(), QStringLiteral("Dismiss")));
}

void SecretPrompt::show()
{
    auto message = QDBusMessage::createMethodCall(promptService(), m_path, promptInterface(), QStringLiteral("Prompt"));
    message << QString(); // the window to be shown above: unknown on Wayland
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->isError())
            end();
    });
}

void SecretPrompt::onCompleted(bool dismissed, const QDBusVariant &result)
{
    Q_UNUSED(dismissed) // the collection is asked afterwards whether it is open: that is the truth
    Q_UNUSED(result)
    end();
}

void SecretPrompt::end()
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT ended();
}

} // namespace accounts
