#include "base/redactor.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace base {

namespace {

const QString mark = QStringLiteral("[redacted]");

struct Rule
{
    QRegularExpression expression;
    QString replacement;
};

Rule rule(const char *pattern, const char *replacement)
{
    return {QRegularExpression(QLatin1String(pattern), QRegularExpression::CaseInsensitiveOption | QRegularExpression::DontCaptureOption
                                                           | QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption),
            QLatin1String(replacement)};
}

// Members that carry secrets on the wires we speak (managed-agents.md §25, openma.md §5.5, §11), and what ends like one.
#define SECRET_NAME \
    "(?:secret|token|authorization|auth|key|apikey|password|passwd|x-api-key|secret_value|sessions_token" \
    "|[a-z0-9_\\-]*(?:[_\\-]key|[_\\-]token|[_\\-]secret|[_\\-]password))"
// Possessive: neither a long value nor one that is cut off at its end may make the expression give up.
#define STRING_VALUE "\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|\\\\?\\z)"

const std::vector<Rule> &rules()
{
    static const std::vector<Rule> all{
        rule("(?<kept>\"" SECRET_NAME "\"\\s*:\\s*)(?!\"\")" STRING_VALUE, "\\1\"[redacted]\""),
        // JSON inside a JSON string
        rule("(?<kept>\\\\\"" SECRET_NAME "\\\\\"\\s*:\\s*\\\\\")[^\"\\\\]*+", "\\1[redacted]"),
        // variables of a session's environment, whichever member comes first
        rule("(?<kept>\"type\"\\s*:\\s*\"env(?:_secret)?\"[^{}]*?\"value\"\\s*:\\s*)" STRING_VALUE, "\\1\"[redacted]\""),
        rule("(?<kept>\"value\"\\s*:\\s*)" STRING_VALUE "(?=[^{}]*\"type\"\\s*:\\s*\"env(?:_secret)?\")", "\\1\"[redacted]\""),
        rule("(?<kept>\"custom_headers\"\\s*:\\s*)\\{[^{}]*+(?:\\}|\\z)", "\\1\"[redacted]\""),
        // query and form values
        rule("(?<kept>(?:^|[?&])(?:" SECRET_NAME "|code|sig|signature|state)=)[^&#\\s\"'\\\\]++", "\\1[redacted]"),
        rule("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[^-]*+(?:-----END [A-Z0-9 ]*PRIVATE KEY-----)?", "[redacted]"),
        rule("\\b(?-i:sk-ant-|sk-|oma_|wk-|sk_machine_|gh[oprsu]_|github_pat_|glpat-|whsec_|xox[abeprs]-)[a-z0-9_\\-]{6,}", "[redacted]"),
        rule("\\bBearer\\s+[a-z0-9_\\-.~+/=]{8,}", "[redacted]"),
        rule("(?<kept>authorization[\"']?\\s*[:=]\\s*[\"']?)(?:Basic|Digest|Token|Negotiate)\\s+[a-z0-9_\\-.~+/=]{4,}", "\\1[redacted]"),
        rule("\\b(?-i:eyJ)[a-z0-9_\\-]{8,}\\.[a-z0-9_\\-]{8,}\\.[a-z0-9_\\-]*", "[redacted]"),
    };
    return all;
}

QByteArray inJson(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('"', "\\\"");
}

//! How a secret looks as it is, in a query, in JSON, in JSON inside JSON, and behind "Basic".
QStringList spellings(const QByteArray &secret)
{
    const QByteArray once = inJson(secret);
    QStringList all;
    for (const QByteArray &spelling : {secret, QUrl::toPercentEncoding(QString::fromUtf8(secret)), once, QByteArray(once).replace('/', "\\/"), inJson(once),
                                       secret.toBase64()})
        all.append(QString::fromUtf8(spelling));
    all.removeDuplicates();
    return all;
}

} // namespace

void Redactor::addSecret(const QByteArray &secret)
{
    // Shorter ones would blank ordinary words.
    if (secret.size() >= 6 && std::none_of(m_secrets.begin(), m_secrets.end(), [&](const Secret &one) { return one.value == secret; }))
        m_secrets.push_back({secret, spellings(secret)});
}

void Redactor::removeSecret(const QByteArray &secret)
{
    std::erase_if(m_secrets, [&](const Secret &one) { return one.value == secret; });
}

QByteArray Redactor::redact(const QByteArray &text) const
{
    return redact(QString::fromUtf8(text)).toUtf8();
}

QString Redactor::redact(const QString &text) const
{
    QString out = text;
    for (const Secret &secret : m_secrets) {
        for (const QString &spelling : secret.spellings)
            out.replace(spelling, mark);
    }
    for (const Rule &one : rules())
        out.replace(one.expression, one.replacement);
    return out;
}

bool Redactor::isSecretHeader(const QByteArray &name)
{
    static const QByteArrayList words{"authorization", "cookie", "set-cookie", "proxy-authorization"};
    static const QByteArrayList ends{"api-key", "-token", "-secret", "-authorization", "-cookie"};
    const QByteArray lower = name.toLower();
    return words.contains(lower) || std::any_of(ends.begin(), ends.end(), [&](const QByteArray &end) { return lower.endsWith(end); });
}

} // namespace base
