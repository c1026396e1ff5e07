#include "net/trafficentry.h"

#include "base/redactor.h"

#include <QNetworkRequest>

namespace net {

TrafficEntry TrafficEntry::of(const QNetworkRequest &request, const Endpoint &endpoint)
{
    TrafficEntry entry;
    const QUrl url = request.url();
    entry.profileId = endpoint.profileId;
    entry.origin = url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo | QUrl::FullyEncoded);
    entry.path = url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded);
    entry.auth = endpoint.auth;
    entry.keyVariable = endpoint.keyVariable;
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray &name : names) {
        if (!base::Redactor::isSecretHeader(name))
            entry.requestHeaders.append({name, request.rawHeader(name)});
    }
    return entry;
}

} // namespace net
