#pragma once

#include "net/endpoint.h"
#include "net/request.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <memory>

class QNetworkAccessManager;

namespace net {

//! The one maker of QNetworkRequest and QNetworkAccessManager: every rule about what may leave the machine stands here (§7.1).
class RequestFactory
{
public:
    explicit RequestFactory(Endpoint endpoint);

    const Endpoint &endpoint() const { return m_endpoint; }
    //! Error::Kind::Invalid before any socket opens: unsafe address, key, header, path, a second credential; Tls: extra CA file unreadable.
    base::Result<QNetworkRequest> make(const Request &request, bool stream) const;
    //! Keeps no cookies, no cache, no credentials; knows the proxy. Delete it by deleteLater(): its replies may be on the stack.
    std::unique_ptr<QNetworkAccessManager, void (*)(QObject *)> makeNetwork() const;
    //! "host" or "host:port" for messages, never the key or a path.
    QString hostName() const;

private:
    base::Outcome check(const Request &request) const;
    base::Outcome applyProxy();
    void applyTls();

    Endpoint m_endpoint;
    QSslConfiguration m_tls;
    QNetworkProxy m_proxy; // DefaultProxy: ask the system
    base::Outcome m_state;
};

} // namespace net
