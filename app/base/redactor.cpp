#include "base/redactor.h"

#include <QRegularExpression>

namespace base {

namespace {

const QString mark = QStringLiteral("[redacted]");

// Members that carry secrets on the wires we speak (managed-agents.md §25, openma.md §5.5, §11).
const QRegularExpression &secretMember()
{
    static const QRegularExpression expression(QStringLiteral(
        R"re(("(?:secret|token|access_token|refresh_token|authorization_token|client_secret|secret_value|tunnel_token|signing_secret|sessions_token|api_key|key|password|x-api-key|authorization)"\s*:\s*)"(?:[^"\\]|\\.)*")re"),
        QRegularExpression::CaseInsensitiveOption);
    return expression;
}

const QRegularExpression &secretShape()
{
    static const QRegularExpression expression(
        QStringLiteral(R"re(\b(?:sk-ant-|sk-|oma_|wk-|sk_machine_|ghp_|xox[abp]-)[A-Za-z0-9_\-]{6,}|\bBearer\s+[A-Za-z0-9_\-.~+/=]{8,})re"));
    return expression;
}

} // namespace

void Redactor::addSecret(const QByteArray &secret)
{
    // Shorter ones would blank ordinary words.
    if (secret.size() >= 6 && !m_secrets.contains(secret))
        m_secrets.append(secret);
}

void Redactor::removeSecret(const QByteArray &secret)
{
    m_secrets.removeAll(secret);
}

QByteArray Redactor::redact(const QByteArray &text) const
{
    return redact(QString::fromUtf8(text)).toUtf8();
}

QString Redactor::redact(const QString &text) const
{
    QString out = text;
    for (const QByteArray &secret : m_secrets)
        out.replace(QString::fromUtf8(secret), mark);
    out.replace(secretMember(), QStringLiteral("\\1\"[redacted]\""));
    out.replace(secretShape(), mark);
    return out;
}

bool Redactor::isSecretHeader(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "authorization" || lower == "x-api-key" || lower == "cookie" || lower == "set-cookie"
        || lower == "proxy-authorization";
}

} // namespace base
