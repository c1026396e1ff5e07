#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

namespace net {

using Headers = QList<QPair<QByteArray, QByteArray>>;

//! Where a profile's requests go and as whom: base URL, credential, standing headers, proxy and extra certificate authorities.
struct Endpoint
{
    enum class Auth { None, ApiKeyHeader /*!< x-api-key */, Bearer /*!< Authorization: Bearer */ };

    QUrl baseUrl;        //!< from validateBaseUrl()
    Auth auth = Auth::None;
    QByteArray key;      //!< in memory only; the one credential header is made of it
    Headers headers;     //!< sent with every request (anthropic-version …); never a credential
    QByteArray userAgent; //!< how the program names itself where a server wants another form; empty: its name and version
    QString proxy;       //!< empty: the system's; "none": direct; else host:port, optionally with http:// or socks5:// before it
    QString extraCaFile; //!< PEM file whose certificates are trusted besides the system's; empty: none
    QString profileId;   //!< whose requests these are, for the traffic log; never sent
    QByteArray keyVariable = "API_KEY"; //!< the environment variable that stands for the key in a command that is copied
};

//! The URL that a person typed, made safe: https, or http to a loopback address; no user-info, query or fragment; no slash at its end (§2 S6).
base::Result<QUrl> validateBaseUrl(const QString &text);
//! A key may hold only 8 to 512 visible ASCII characters: Qt sends line breaks in a header value as new headers (§0.3). Error::Kind::Invalid.
base::Outcome validateHeaderValue(const QByteArray &key);
//! A header that is no credential: token as a name, visible ASCII, space and tab inside the value.
base::Outcome validateHeader(const QByteArray &name, const QByteArray &value);
//! An absolute path as it goes on the wire: refuses empty and dot segments, segments that start with ';' and bytes that need escaping.
base::Outcome validatePath(const QByteArray &path);
//! One path segment (an id from a server) with everything but RFC 3986 unreserved characters escaped; check the joined path by validatePath().
QByteArray escapedSegment(const QString &segment);
//! Keys and values escaped so that only unreserved characters stay: brackets become %5B %5D, plus becomes %2B.
QByteArray encodedQuery(const Headers &pairs);
//! localhost, 127.0.0.0/8 and ::1.
bool isLoopback(const QUrl &url);

} // namespace net
