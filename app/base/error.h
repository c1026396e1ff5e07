#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace base {

//! What went wrong, as a value: a kind to decide on and the server's own words to show. Holds no user text; `ui/` turns the kind into words.
struct Error
{
    enum class Kind {
        Cancelled,      //!< the owner or the user gave up
        Network,        //!< no answer came: name, route, refused, cut
        Timeout,        //!< a deadline of ours passed
        Tls,            //!< the server's certificate or the handshake was refused
        Unauthorized,   //!< 401
        Forbidden,      //!< 403
        NotFound,       //!< 404, 410
        Conflict,       //!< 409, 412: a precondition failed or a name is taken
        Invalid,        //!< 400, 413, 422, or refused before it was sent
        RateLimited,    //!< 429
        Overloaded,     //!< 503, 529
        Server,         //!< any other 5xx
        Protocol,       //!< an answer that cannot be read: HTML, broken JSON, too large
        Unsupported,    //!< 501, or a verb that this server does not have
        OutcomeUnknown, //!< a change was sent, whether it happened is not known
        Storage,        //!< the disk or a database refused
    };

    Kind kind = Kind::Protocol;
    int httpStatus = 0;         //!< 0: no HTTP answer
    QString serverType;         //!< the server's word, e.g. "not_found_error"
    QString serverMessage;      //!< the server's sentence, foreign text: show as plain text only
    QString requestId;          //!< the server's id of the request, for its operators
    std::chrono::milliseconds retryAfter{-1}; //!< negative: the server named none
    bool isFinal = false;       //!< the server said that the same request makes no sense again ("x-should-retry: false")
    QString detail;             //!< our own technical detail (host, TLS error, byte offset), never a secret

    static Error of(Kind kind, const QString &detail = {});
    bool isCancelled() const { return kind == Kind::Cancelled; }
};

//! The kind that an HTTP status means; 2xx has none and gives Protocol.
Error::Kind errorKindOf(int httpStatus);
//! A stable word for logs and tests ("Unauthorized"), not for people.
const char *kindName(Error::Kind kind);

} // namespace base
