#include "accounts/secretstore.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace accounts {

SecretReply::~SecretReply()
{
    wipe(secret);
}

SecretStore::~SecretStore() = default;

QString SecretStore::serviceName()
{
    return QStringLiteral("io.github.muster_desktop.Muster");
}

QString SecretStore::keyName(const QString &profileId)
{
    return serviceName() + QStringLiteral("/profile/") + profileId;
}

base::Outcome SecretStore::check(const QString &profileId)
{
    static const QRegularExpression usable(QStringLiteral("\\A[A-Za-z0-9._-]{1,64}\\z"));
    if (!usable.match(profileId).hasMatch())
        return base::Error::of(base::Error::Kind::Invalid, QStringLiteral("not a profile id"));
    return base::Done{};
}

base::Outcome SecretStore::check(const QString &profileId, const QByteArray &secret)
{
    const auto id = check(profileId);
    if (!id)
        return id;
    const auto invalid = [](const QString &detail) { return base::Error::of(base::Error::Kind::Invalid, detail); };
    if (secret.isEmpty())
        return invalid(QStringLiteral("the key is empty"));
    if (secret.size() > maxSecretBytes)
        return invalid(QStringLiteral("the key is longer than %1 bytes").arg(maxSecretBytes));
    if (secret.contains('\0'))
        return invalid(QStringLiteral("the key holds a NUL")); // keychains that keep C strings would cut it there
    QStringDecoder utf8(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString decoded = utf8.decode(secret);
    decoded.fill(QLatin1Char(' '));
    if (utf8.hasError())
        return invalid(QStringLiteral("the key is not UTF-8"));
    return base::Done{};
}

const char *stateName(SecretState state)
{
    switch (state) {
    case SecretState::Ok: return "Ok";
    case SecretState::Absent: return "Absent";
    case SecretState::Locked: return "Locked";
    case SecretState::NoKeyring: return "NoKeyring";
    case SecretState::NoService: return "NoService";
    case SecretState::NoBus: return "NoBus";
    case SecretState::NoLibrary: return "NoLibrary";
    case SecretState::NoEventLoop: return "NoEventLoop";
    case SecretState::Hung: return "Hung";
    }
    return "";
}

} // namespace accounts
