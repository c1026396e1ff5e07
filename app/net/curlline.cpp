#include "net/curlline.h"

#include <algorithm>

namespace net {

namespace {

// These are curl's own business, or would change what it prints.
bool isLeftOut(const QByteArray &name)
{
    static const QByteArrayList names{"user-agent", "accept-encoding", "content-length", "host", "connection"};
    return names.contains(name.toLower());
}

//! Pasting a control character into a terminal types it; line breaks and tabs inside quotes are what they are.
bool canBePasted(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return (uchar(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f; });
}

QByteArray headerOption(const QByteArray &name, const QByteArray &value)
{
    return "--header " + shellQuoted(value.isEmpty() ? name + ';' : name + ": " + value);
}

QByteArray keyOption(const TrafficEntry &entry)
{
    const QByteArray variable = '$' + entry.keyVariable;
    switch (entry.auth) {
    case Endpoint::Auth::ApiKeyHeader: return "--header \"x-api-key: " + variable + '"';
    case Endpoint::Auth::Bearer: return "--header \"Authorization: Bearer " + variable + '"';
    case Endpoint::Auth::None: break;
    }
    return {};
}

bool hasHeader(const TrafficEntry &entry, const char *name)
{
    return std::any_of(entry.requestHeaders.begin(), entry.requestHeaders.end(), [&](const auto &pair) { return pair.first.toLower() == name; });
}

} // namespace

QByteArray shellQuoted(const QByteArray &text)
{
    return '\'' + QByteArray(text).replace('\'', "'\\''") + '\'';
}

CurlLine CurlLine::of(const TrafficEntry &entry, const TrafficBody &body)
{
    CurlLine line;
    // --globoff: brackets and braces in a query are meant as they stand.
    QByteArray first = "curl --globoff ";
    if (entry.stream)
        first += "--no-buffer ";
    if (entry.method == "HEAD")
        first += "--head ";
    else if (entry.method != "GET")
        first += "--request " + shellQuoted(entry.method) + ' ';
    QByteArrayList parts{first + shellQuoted((entry.origin + entry.path).toUtf8())};
    if (const QByteArray key = keyOption(entry); !key.isEmpty())
        parts.append(key);
    for (const auto &[name, value] : entry.requestHeaders) {
        if (!isLeftOut(name))
            parts.append(headerOption(name, value));
    }
    if (entry.bytesSent > 0) {
        line.bodyMissing = body.state != TrafficBody::State::Text || body.cut || !canBePasted(body.text);
        parts.append(line.bodyMissing ? QByteArray("--data-binary @body.json") : "--data-raw " + shellQuoted(body.text)); // --data would read a file after an @
    } else if (entry.method != "GET" && entry.method != "HEAD") {
        parts.append("--data-raw ''"); // for its Content-Length: 0
        if (!hasHeader(entry, "content-type"))
            parts.append("--header 'Content-Type:'");
    }
    line.command = parts.join(" \\\n  ");
    return line;
}

} // namespace net
