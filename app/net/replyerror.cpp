#include "net/replyerror.h"

#include <QUrl>

namespace net {

using base::Error;

namespace {

Error::Kind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return Error::Kind::Tls;
    case QNetworkReply::OperationCanceledError: // not by us: the transfer time-out
        return Error::Kind::Timeout;
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::UnknownContentError:
        return Error::Kind::Protocol;
    default:
        return Error::Kind::Network;
    }
}

} // namespace

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool failedWhileConnecting(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return true;
    default:
        return false;
    }
}

Error replyError(const QNetworkReply &reply, const QString &host, const QStringList &tlsErrors)
{
    Error error = Error::of(tlsErrors.isEmpty() ? kindOf(reply.error()) : Error::Kind::Tls);
    error.httpStatus = statusOf(reply);
    QString what = tlsErrors.isEmpty() ? reply.errorString() : tlsErrors.join(QStringLiteral("; "));
    if (reply.error() == QNetworkReply::InsecureRedirectError) {
        const QUrl target = reply.url().resolved(QUrl::fromEncoded(reply.rawHeader("Location")));
        what = QStringLiteral("redirected to %1").arg(target.host(QUrl::FullyEncoded));
    }
    error.detail = host + QStringLiteral(": ") + what;
    return error;
}

} // namespace net
