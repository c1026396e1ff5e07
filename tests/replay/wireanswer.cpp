#include "tests/replay/wireanswer.h"

#include <QSet>

#include <cstring>

namespace replay
{

namespace
{

// What no server could have sent is left out.
QByteArray lines(const net::Headers &headers)
{
    QByteArray out;
    for (const auto &[name, value] : headers) {
        if (isSoundHeader(name, value) && !belongsToTheHop(name))
            out += name + ": " + value + "\r\n";
    }
    return out;
}

} // namespace

bool belongsToTheHop(const QByteArray &header)
{
    // What was compressed lies in the recording as it was before.
    static const QSet<QByteArray> names{"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "date"};
    return names.contains(header.toLower());
}

bool isSoundHeader(const QByteArray &name, const QByteArray &value)
{
    const auto isToken = [](char c) { return c > ' ' && c < 0x7f && !strchr("()<>@,;:\\\"/[]?={}", c); };
    const auto isText = [](char c) { return uchar(c) >= 0x20 && c != 0x7f; };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isToken) && std::all_of(value.begin(), value.end(), isText);
}

bool hasNoBody(int status, const QByteArray &method)
{
    return method == "HEAD" || status < 200 || status == 204 || status == 304;
}

QByteArray wireAnswer(const due::Answer &answer, const QByteArray &method)
{
    const QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Replayed\r\n" + lines(answer.headers);
    if (hasNoBody(answer.status, method))
        return head + "\r\n";
    if (due::header(answer.headers, "transfer-encoding").toLower() != "chunked")
        return head + "content-length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body;
    return head + "transfer-encoding: chunked\r\n\r\n" + (answer.body.isEmpty() ? QByteArray() : wireChunk(answer.body)) + "0\r\n\r\n";
}

QByteArray wireStreamHead(const net::Headers &headers)
{
    return "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n" + lines(headers) + "\r\n";
}

QByteArray wireChunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace replay
