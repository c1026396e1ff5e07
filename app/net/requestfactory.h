#pragma once

#include "net/endpoint.h"
#include "net/request.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace net {

//! The one maker of QNetworkRequest and QNetworkAccessManager: every rule about what may leave the machine stands here (§7.1).
class RequestFactory
{
public:
    explicit RequestFactory(Endpoint endpoint);

    const Endpoint &endpoint() const { return m_endpoint; }
    //! Error::Kind::Invalid before any socket opens: unsafe address, key, header, path, a second credential, a proxy that cannot be
    //! read; Tls: the extra CA file cannot be read.
    base::Result<QNetworkRequest> make(const Request &request, bool stream) const;
    //! Keeps no cookies, no cache, no credentials; knows the proxy. Dies from the event loop: its replies may be on the stack.
    std::shared_ptr<QNetworkAccessManager> makeNetwork() const;
    //! "host" or "host:port" for messages, never the key or a path.
    QString hostName() const;

private:
    base::Outcome check(const Request &request) const;
    void readProxy();
    void readCertificates();

    Endpoint m_endpoint;
    QSslConfiguration m_tls;
    QNetworkProxy m_proxy;                // DefaultProxy: ask the system
    std::optional<base::Error> m_problem; // of the endpoint itself: no request can be made
};

} // namespace net
