#pragma once

#include "base/error.h"
#include "net/endpoint.h"

#include <QDateTime>

#include <chrono>

namespace net {

//! What a server answered, whatever its status.
struct Response
{
    int status = 0;
    Headers headers;
    QByteArray body;

    bool ok() const { return status >= 200 && status < 300; }
    //! The first header of this name in any case; empty when absent.
    QByteArray header(QByteArrayView name) const;
    //! request-id, else x-request-id.
    QString requestId() const;
    //! retry-after-ms, else retry-after in seconds or as an HTTP date against `now`; negative: none that can be read.
    std::chrono::milliseconds retryAfter(const QDateTime &now) const;
    //! application/json or a +json type.
    bool isJson() const;
};

//! The error that a response which is not ok() means: kind by status, the server's type and message from its JSON envelope
//! ({"error":{"type","message"}} or {"error":"…"} or {"message":"…"}), else the beginning of its text as serverMessage.
base::Error errorFrom(const Response &response, const QDateTime &now);

} // namespace net
