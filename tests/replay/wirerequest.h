#pragma once

#include <QByteArray>

#include <optional>

namespace replay
{

//! A request as it came over the wire.
struct WireRequest {
    QByteArray method;
    QByteArray target; //!< path and query, escaped
    QByteArray head; //!< all lines before the empty one
    QByteArray body;

    //! Name in any case; empty when absent.
    QByteArray header(QByteArrayView name) const;
};

//! Cuts what a connection brings into requests; knows Content-Length only, which is all that our client sends.
class RequestReader
{
public:
    void feed(const QByteArray &bytes) { m_bytes += bytes; }
    std::optional<WireRequest> next();

private:
    QByteArray m_bytes;
};

} // namespace replay
