#include "net/oneshotbody.h"

#include <cstring>

namespace net {

OneShotBody::OneShotBody(QByteArray bytes, QObject *parent) : QIODevice(parent), m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::readData(char *to, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_bytes.size() - m_position);
    if (count <= 0)
        return -1;
    if (m_position == 0)
        Q_EMIT touched();
    std::memcpy(to, m_bytes.constData() + m_position, std::size_t(count));
    m_position += count;
    return count;
}

} // namespace net
