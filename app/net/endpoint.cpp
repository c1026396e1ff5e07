#include "net/endpoint.h"

#include <QHostAddress>

#include <algorithm>

namespace net {

using base::Done;
using base::Error;
using base::Outcome;
using base::Result;

namespace {

Error invalid(const QString &detail)
{
    return Error::of(Error::Kind::Invalid, detail);
}

bool isTokenByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c));
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

//! RFC 3986 pchar without its escapes.
bool isPathByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c != '\0' && std::strchr("-._~!$&'()*+,;=:@", c));
}

Outcome validateSegment(const QByteArray &segment)
{
    if (segment.isEmpty())
        return invalid(QStringLiteral("empty path segment"));
    if (segment.startsWith(';'))
        return invalid(QStringLiteral("path segment begins with ';'"));
    const QByteArray plain = QByteArray::fromPercentEncoding(segment);
    if (plain == "." || plain == "..")
        return invalid(QStringLiteral("dot path segment"));
    for (qsizetype i = 0; i < segment.size(); ++i) {
        const bool escape = segment[i] == '%' && i + 2 < segment.size() && isHex(segment[i + 1]) && isHex(segment[i + 2]);
        if (!escape && !isPathByte(segment[i]))
            return invalid(QStringLiteral("byte %1 in a path").arg(uchar(segment[i])));
    }
    return Done();
}

} // namespace

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    if (host == QLatin1String("localhost"))
        return true;
    const QHostAddress address(host);
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return (address.toIPv4Address() >> 24) == 127;
    return address == QHostAddress(QHostAddress::LocalHostIPv6);
}

Result<QUrl> validateBaseUrl(const QString &text)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || url.host().isEmpty())
        return invalid(QStringLiteral("not an address"));
    if (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http"))
        return invalid(QStringLiteral("scheme %1").arg(url.scheme()));
    if (!url.userInfo().isEmpty() || url.authority().contains(QLatin1Char('@')))
        return invalid(QStringLiteral("user name in the address"));
    if (url.hasQuery() || url.hasFragment())
        return invalid(QStringLiteral("query or fragment in the address"));
    if (url.scheme() == QLatin1String("http") && !isLoopback(url))
        return invalid(QStringLiteral("plain http to %1").arg(url.host(QUrl::FullyEncoded)));
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    while (path.endsWith('/'))
        path.chop(1);
    if (!path.isEmpty()) {
        if (const auto outcome = validatePath(path); !outcome)
            return outcome.error();
    }
    url.setPath(QString::fromLatin1(path), QUrl::StrictMode);
    return url;
}

Outcome validateHeaderValue(const QByteArray &key)
{
    if (key.size() < 8 || key.size() > 512)
        return invalid(QStringLiteral("a key has 8 to 512 characters, this has %1").arg(key.size()));
    for (qsizetype i = 0; i < key.size(); ++i) {
        if (key[i] < 0x21 || key[i] > 0x7e)
            return invalid(QStringLiteral("character %1 of the key is no visible ASCII character").arg(i + 1));
    }
    return Done();
}

Outcome validateHeader(const QByteArray &name, const QByteArray &value)
{
    if (name.isEmpty() || !std::all_of(name.begin(), name.end(), isTokenByte))
        return invalid(QStringLiteral("header name"));
    const bool fits = std::all_of(value.begin(), value.end(), [](char c) { return (c >= 0x20 && c <= 0x7e) || c == '\t'; });
    if (!fits || value != value.trimmed() || value.size() > 8192)
        return invalid(QStringLiteral("value of header %1").arg(QString::fromLatin1(name)));
    return Done();
}

Outcome validatePath(const QByteArray &path)
{
    if (!path.startsWith('/') || path.size() > 4096)
        return invalid(QStringLiteral("path"));
    const QList<QByteArray> segments = path.mid(1).split('/');
    for (const QByteArray &segment : segments) {
        if (const auto outcome = validateSegment(segment); !outcome)
            return outcome;
    }
    return Done();
}

QByteArray escapedSegment(const QString &segment)
{
    return segment.toUtf8().toPercentEncoding();
}

QByteArray encodedQuery(const Headers &pairs)
{
    QByteArray out;
    for (const auto &[key, value] : pairs) {
        if (!out.isEmpty())
            out += '&';
        out += key.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return out;
}

} // namespace net
