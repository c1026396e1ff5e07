#include "fakesecretservice.h"

#include <QDBusObjectPath>
#include <QDBusVariant>

namespace test {

namespace {

const QString promptPath = QStringLiteral("/org/freedesktop/secrets/prompt/1");

} // namespace

FakeSecretService::FakeSecretService()
    : m_connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("fake secret service")))
{
    m_connection.registerVirtualObject(QStringLiteral("/org/freedesktop/secrets"), this, QDBusConnection::SubPath);
    m_connection.registerService(QStringLiteral("org.freedesktop.secrets"));
}

FakeSecretService::~FakeSecretService()
{
    fail();
    QDBusConnection::disconnectFromBus(QStringLiteral("fake secret service"));
}

QString FakeSecretService::introspect(const QString &) const
{
    return {};
}

bool FakeSecretService::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    const auto member = message.member();
    const auto none = QVariant::fromValue(QDBusObjectPath(QStringLiteral("/")));
    if (member == QStringLiteral("ReadAlias"))
        return connection.send(message.createReply(
            QVariant::fromValue(QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/one")))));
    if (member == QStringLiteral("Get") && message.arguments().value(1).toString() == QStringLiteral("Locked"))
        return connection.send(message.createReply(QVariant::fromValue(QDBusVariant(locked))));
    if (member == QStringLiteral("Unlock"))
        return connection.send(message.createReply(QVariantList{QVariant::fromValue(QList<QDBusObjectPath>()),
                                                                QVariant::fromValue(QDBusObjectPath(promptPath))}));
    if (member == QStringLiteral("Prompt")) {
        ++prompts;
        connection.send(message.createReply());
        if (answersPrompt)
            completePrompt(false);
        return true;
    }
    if (member == QStringLiteral("Dismiss")) {
        ++dismissals;
        return connection.send(message.createReply());
    }
    message.setDelayedReply(true);
    m_unanswered << message;
    return true;
}

void FakeSecretService::completePrompt(bool dismissed)
{
    if (!dismissed)
        locked = false;
    auto signal = QDBusMessage::createSignal(promptPath, QStringLiteral("org.freedesktop.Secret.Prompt"), QStringLiteral("Completed"));
    signal << dismissed << QVariant::fromValue(QDBusVariant(QString()));
    m_connection.send(signal);
}

void FakeSecretService::fail()
{
    for (const auto &message : std::exchange(m_unanswered, {}))
        m_connection.send(message.createErrorReply(QDBusError::Failed, QStringLiteral("asked to fail")));
}

} // namespace test
