#include "backends/openma/signin.h"

#include "base/json.h"
#include "net/endpoint.h"

#include <QStringDecoder>

namespace backends::openma {

namespace {

constexpr std::size_t maxWorkspaces = 200;

base::Error unreadable(const QString &detail)
{
    return base::Error::of(base::Error::Kind::Protocol, detail);
}

//! A browser's btoa() takes one byte a character: a name with umlauts arrives as Latin-1 where the page does not encode it first.
QByteArray asUtf8(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = utf8.decode(bytes);
    return utf8.hasError() || text.isNull() ? QString::fromLatin1(bytes).toUtf8() : bytes;
}

} // namespace

base::Result<std::vector<SignInKey>> readSignIn(const QByteArray &tokens)
{
    QByteArray standard = tokens;
    standard.replace('-', '+').replace('_', '/').replace(' ', '+');
    while (standard.endsWith('='))
        standard.chop(1);
    const auto decoded = QByteArray::fromBase64Encoding(standard, QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return unreadable(QStringLiteral("tokens: not base64"));
    const auto json = base::parseJson(asUtf8(decoded.decoded));
    if (!json.ok())
        return unreadable(QStringLiteral("tokens: not JSON"));
    if (!json->is_array() || json->empty() || json->size() > maxWorkspaces)
        return unreadable(QStringLiteral("tokens: no list of workspaces"));
    std::vector<SignInKey> keys;
    for (const base::Json &entry : *json) {
        const auto member = [&entry](const char *name) {
            return entry.is_object() && entry.contains(name) && entry[name].is_string() ? base::toQString(entry[name]) : QString();
        };
        SignInKey key{member("tenant_name"), member("token").toUtf8()};
        if (key.workspace.isEmpty())
            key.workspace = member("tenant_id");
        if (!net::validateHeaderValue(key.key).ok())
            return unreadable(QStringLiteral("tokens: a workspace without a usable key"));
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace backends::openma
