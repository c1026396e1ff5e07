#include "accounts/secretservice.h"

#include "accounts/secretprompt.h"

#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QFileInfo>

#include <limits>

namespace accounts {

namespace {

QString secrets()
{
    return QStringLiteral("org.freedesktop.secrets");
}

QDBusMessage busCall(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                                          QStringLiteral("org.freedesktop.DBus"), method);
}

QDBusMessage serviceCall(const QString &method)
{
    return QDBusMessage::createMethodCall(secrets(), QStringLiteral("/org/freedesktop/secrets"),
                                          QStringLiteral("org.freedesktop.Secret.Service"), method);
}

SecretService::Health health(SecretState state, const QString &detail = {})
{
    SecretService::Health result;
    result.state = state;
    result.detail = detail;
    return result;
}

bool failed(const QDBusMessage &reply)
{
    return reply.type() == QDBusMessage::ErrorMessage || reply.arguments().isEmpty();
}

QString words(const QDBusMessage &reply)
{
    return QStringLiteral("%1: %2").arg(reply.errorName(), reply.errorMessage());
}

//! Without an address libdbus would start a bus of its own when there is a display, and a keyring on it that nobody finds again (§3a K8).
bool busIsNamed()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

bool isKde()
{
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(QLatin1Char(':')).contains(QStringLiteral("KDE"))
        || !qEnvironmentVariableIsEmpty("KDE_FULL_SESSION");
}

} // namespace

SecretService::SecretService(QObject *parent) : QObject(parent) {}

bool SecretService::busIsThere()
{
    if (!m_tried && busIsNamed()) {
        m_tried = true;
        m_bus = QDBusConnection::sessionBus();
    }
    return m_bus.isConnected();
}

void SecretService::call(QObject *context, const QDBusMessage &message, Reply reply)
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, std::numeric_limits<int>::max()), context);
    connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, reply = std::move(reply)] {
        watcher->deleteLater();
        reply(watcher->reply());
    });
}

void SecretService::ask(QObject *context, Answer answer)
{
    if (!busIsThere()) {
        answer(health(SecretState::NoBus, m_bus.lastError().message()));
        return;
    }
    auto hasOwner = busCall(QStringLiteral("NameHasOwner"));
    hasOwner << secrets();
    call(context, hasOwner, [this, context, answer](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ErrorMessage)
            answer(health(SecretState::NoBus, words(reply)));
        else if (!failed(reply) && reply.arguments().constFirst().toBool())
            askCollection(context, answer);
        else
            startService(context, answer);
    });
}

void SecretService::startService(QObject *context, Answer answer)
{
    auto start = busCall(QStringLiteral("StartServiceByName"));
    start << secrets() << quint32(0);
    call(context, start, [this, context, answer](const QDBusMessage &reply) {
        if (failed(reply))
            answer(health(SecretState::NoService, words(reply)));
        else
            askCollection(context, answer);
    });
}

void SecretService::askCollection(QObject *context, Answer answer)
{
    auto alias = serviceCall(QStringLiteral("ReadAlias"));
    alias << QStringLiteral("default");
    call(context, alias, [this, context, answer](const QDBusMessage &reply) {
        if (failed(reply)) {
            answer(health(SecretState::NoService, words(reply)));
            return;
        }
        const auto path = qvariant_cast<QDBusObjectPath>(reply.arguments().constFirst()).path();
        if (path.size() > 1) {
            askLocked(context, path, answer);
            return;
        }
        auto none = health(SecretState::Ok);
        none.noCollection = true;
        answer(none);
    });
}

void SecretService::askLocked(QObject *context, const QString &collection, Answer answer)
{
    auto get = QDBusMessage::createMethodCall(secrets(), collection, QStringLiteral("org.freedesktop.DBus.Properties"),
                                              QStringLiteral("Get"));
    get << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    call(context, get, [collection, answer](const QDBusMessage &reply) {
        if (failed(reply)) {
            answer(health(SecretState::NoService, words(reply)));
            return;
        }
        const bool locked = qvariant_cast<QDBusVariant>(reply.arguments().constFirst()).variant().toBool();
        auto result = health(locked ? SecretState::Locked : SecretState::Ok);
        result.collection = collection;
        answer(result);
    });
}

void SecretService::open(QObject *context, Answer answer)
{
    ask(context, [this, context, answer](const Health &before) {
        if (before.state == SecretState::Locked)
            unlock(context, before.collection, answer);
        else
            answer(before);
    });
}

void SecretService::unlock(QObject *context, const QString &collection, Answer answer)
{
    auto message = serviceCall(QStringLiteral("Unlock"));
    message << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(collection)});
    call(context, message, [this, context, collection, answer](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ErrorMessage || reply.arguments().size() < 2) {
            answer(health(SecretState::Locked, words(reply)));
            return;
        }
        const auto path = qvariant_cast<QDBusObjectPath>(reply.arguments().at(1)).path();
        if (path.size() <= 1) { // opened without asking
            askLocked(context, collection, answer);
            return;
        }
        auto *prompt = new SecretPrompt(m_bus, path, context);
        connect(prompt, &SecretPrompt::ended, context, [this, context, collection, answer, prompt] {
            prompt->deleteLater();
            askLocked(context, collection, answer);
        });
        prompt->show();
    });
}

void SecretService::askForWallet(QObject *context, std::function<void(bool)> answer)
{
    if (!isKde() || !busIsThere()) {
        answer(false);
        return;
    }
    call(context, busCall(QStringLiteral("ListActivatableNames")), [answer](const QDBusMessage &reply) {
        const auto names = failed(reply) ? QStringList() : reply.arguments().constFirst().toStringList();
        answer(names.contains(QStringLiteral("org.kde.kwalletd6")) || names.contains(QStringLiteral("org.kde.kwalletd5")));
    });
}

} // namespace accounts
