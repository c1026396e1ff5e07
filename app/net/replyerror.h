#pragma once

#include "base/error.h"

#include <QNetworkReply>
#include <QStringList>

namespace net {

//! Header fields beyond this make Qt 6.4 lose the end of the reply (reliability.md §0.11).
inline constexpr qsizetype maxHeaderFields = 99;

//! Why a reply brought no usable answer; `host` and `tlsErrors` go into the detail. Not for answers with a status of 400 and more.
base::Error replyError(const QNetworkReply &reply, const QString &host, const QStringList &tlsErrors);
//! The status of an answer; 0: none came.
int statusOf(const QNetworkReply &reply);
//! The failure came before anything could have been sent: name, route, proxy, TLS.
bool failedWhileConnecting(QNetworkReply::NetworkError error);

} // namespace net
