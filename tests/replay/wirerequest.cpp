#include "tests/replay/wirerequest.h"

#include <QByteArrayList>

namespace replay
{

QByteArray WireRequest::header(QByteArrayView name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

std::optional<WireRequest> RequestReader::next()
{
    const auto end = m_bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    WireRequest request;
    request.head = m_bytes.left(end);
    const qsizetype length = request.header("content-length").toLongLong();
    if (m_bytes.size() < end + 4 + length)
        return std::nullopt;
    request.body = m_bytes.mid(end + 4, length);
    m_bytes.remove(0, end + 4 + length);
    const QByteArrayList words = request.head.left(request.head.indexOf('\r')).split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    return request;
}

} // namespace replay
