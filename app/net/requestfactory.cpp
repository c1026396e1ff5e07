#include "net/requestfactory.h"

#include "base/qtversion.h"
#include "base/redactor.h"

#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkProxyFactory>
#include <QSslCertificate>

#include <algorithm>

namespace net {

using base::Done;
using base::Error;
using base::Outcome;
using base::Result;

namespace {

// From this size on Qt gives up what was compressed to less than a fortieth. It inflates on the GUI thread, twice: its own 10 MB take 46 ms.
constexpr qint64 bombSuspected = 5 * 1024 * 1024;

//! Takes no cookie and has none.
class EmptyCookieJar final : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

//! Asks the system for each request: a laptop changes networks.
class SystemProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

// These belong to Transport or to Qt.
constexpr const char *reservedHeaders[] = {"host", "content-length", "transfer-encoding", "connection", "upgrade", "accept-encoding",
                                           "user-agent", "content-type", "expect", "te"};

Error invalidRequest(const QString &detail)
{
    return Error::of(Error::Kind::Invalid, detail);
}

Outcome checkHeaders(const Headers &headers)
{
    for (const auto &[name, value] : headers) {
        if (const auto outcome = validateHeader(name, value); !outcome)
            return outcome;
        const QByteArray lower = name.toLower();
        const bool reserved = std::any_of(std::begin(reservedHeaders), std::end(reservedHeaders), [&](const char *word) { return lower == word; });
        if (reserved || base::Redactor::isSecretHeader(name))
            return invalidRequest(QStringLiteral("header %1 is not the caller's").arg(QString::fromLatin1(name)));
    }
    return Done();
}

void setAttributes(QNetworkRequest &out, const Request &request, bool stream)
{
    using Q = QNetworkRequest;
    const bool reads = request.method == "GET" || request.method == "HEAD";
    // Only HTTP/1.1 is known to hold a stream's flood back and to send a change once (§0.1, §0.5).
    out.setAttribute(Q::Http2AllowedAttribute, MUSTER_QT_HTTP2_IS_SAFE && reads && !stream);
    // Following a redirect of a change would repeat it or turn it into a GET.
    out.setAttribute(Q::RedirectPolicyAttribute, int(reads ? Q::SameOriginRedirectPolicy : Q::ManualRedirectPolicy));
    out.setMaximumRedirectsAllowed(5);
    out.setAttribute(Q::CookieLoadControlAttribute, Q::Manual);
    out.setAttribute(Q::CookieSaveControlAttribute, Q::Manual);
    out.setAttribute(Q::AuthenticationReuseAttribute, Q::Manual);
    out.setAttribute(Q::CacheLoadControlAttribute, Q::AlwaysNetwork);
    out.setAttribute(Q::CacheSaveControlAttribute, false);
    out.setAttribute(Q::DoNotBufferUploadDataAttribute, true);
}

} // namespace

RequestFactory::RequestFactory(Endpoint endpoint) : m_endpoint(std::move(endpoint)), m_proxy(QNetworkProxy::DefaultProxy)
{
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    m_tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    const auto url = validateBaseUrl(m_endpoint.baseUrl.toString(QUrl::FullyEncoded));
    if (!url)
        m_problem = url.error();
    else
        m_endpoint.baseUrl = *url;
    readProxy();
    readCertificates();
    if (m_endpoint.auth != Endpoint::Auth::None) {
        if (const auto outcome = validateHeaderValue(m_endpoint.key); !outcome)
            m_problem = outcome.error();
    }
    if (const auto outcome = checkHeaders(m_endpoint.headers); !outcome)
        m_problem = outcome.error();
    if (const auto outcome = validateHeader("User-Agent", m_endpoint.userAgent); !outcome)
        m_problem = outcome.error();
}

void RequestFactory::readProxy()
{
    const QString text = m_endpoint.proxy.trimmed();
    if (text == QLatin1String("none") || isLoopback(m_endpoint.baseUrl)) {
        m_proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        return;
    }
    if (text.isEmpty())
        return;
    const QUrl url(text.contains(QLatin1String("://")) ? text : QStringLiteral("http://") + text, QUrl::StrictMode);
    const bool socks = url.scheme() == QLatin1String("socks5");
    if (!url.isValid() || url.host().isEmpty() || url.port() < 1 || !url.userInfo().isEmpty() || url.path().size() > 1
        || (!socks && url.scheme() != QLatin1String("http"))) {
        m_problem = invalidRequest(QStringLiteral("proxy: host:port is expected"));
        return;
    }
    m_proxy = QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(), quint16(url.port()));
}

void RequestFactory::readCertificates()
{
    if (m_endpoint.extraCaFile.isEmpty())
        return;
    const auto certificates = QSslCertificate::fromPath(m_endpoint.extraCaFile, QSsl::Pem);
    if (certificates.isEmpty()) {
        m_problem = Error::of(Error::Kind::Tls, QStringLiteral("no certificate in %1").arg(m_endpoint.extraCaFile));
        return;
    }
    // Named together: a list of one's own switches off loading the system's on demand.
    m_tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + certificates);
}

Outcome RequestFactory::check(const Request &request) const
{
    if (m_problem)
        return *m_problem;
    const bool word = !request.method.isEmpty() && std::all_of(request.method.begin(), request.method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!word)
        return invalidRequest(QStringLiteral("method"));
    if (const auto outcome = validatePath(request.path); !outcome)
        return outcome;
    if (!request.body.isEmpty()) {
        if (const auto outcome = validateHeader("Content-Type", request.contentType); !outcome || request.contentType.isEmpty())
            return invalidRequest(QStringLiteral("content type"));
        if (request.method == "GET" || request.method == "HEAD")
            return invalidRequest(QStringLiteral("%1 with a body").arg(QString::fromLatin1(request.method)));
    }
    return checkHeaders(request.headers);
}

Result<QNetworkRequest> RequestFactory::make(const Request &request, bool stream) const
{
    if (const auto outcome = check(request); !outcome)
        return outcome.error();
    QUrl url = m_endpoint.baseUrl;
    url.setPath(url.path(QUrl::FullyEncoded) + QString::fromLatin1(request.path), QUrl::StrictMode);
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(encodedQuery(request.query)), QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() == QLatin1String("http") && !isLoopback(url)))
        return invalidRequest(QStringLiteral("address"));

    QNetworkRequest out(url);
    setAttributes(out, request, stream);
    out.setSslConfiguration(m_tls);
    const QByteArray ownAgent = "Muster/" MUSTER_VERSION " (io.github.muster_desktop.Muster)";
    out.setRawHeader("User-Agent", m_endpoint.userAgent.isEmpty() ? ownAgent : m_endpoint.userAgent);
    out.setRawHeader("Accept", stream ? "text/event-stream" : "application/json");
    if (stream) {
        out.setRawHeader("Accept-Encoding", "identity");
        out.setRawHeader("Cache-Control", "no-cache");
    } else {
        out.setDecompressedSafetyCheckThreshold(bombSuspected);
        out.setTransferTimeout(int(request.idleDeadline.count()) + 5000); // behind our own, should that ever fail
    }
    for (const auto &[name, value] : m_endpoint.headers)
        out.setRawHeader(name, value);
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    if (m_endpoint.auth == Endpoint::Auth::ApiKeyHeader)
        out.setRawHeader("x-api-key", m_endpoint.key);
    else if (m_endpoint.auth == Endpoint::Auth::Bearer)
        out.setRawHeader("Authorization", "Bearer " + m_endpoint.key);
    if (!request.body.isEmpty())
        out.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    return out;
}

std::shared_ptr<QNetworkAccessManager> RequestFactory::makeNetwork() const
{
    std::shared_ptr<QNetworkAccessManager> network(new QNetworkAccessManager, [](QNetworkAccessManager *n) { n->deleteLater(); });
    network->setCookieJar(new EmptyCookieJar);
    network->setAutoDeleteReplies(false);
    network->setStrictTransportSecurityEnabled(false);
    if (m_proxy.type() == QNetworkProxy::DefaultProxy)
        network->setProxyFactory(new SystemProxies);
    else
        network->setProxy(m_proxy);
    return network;
}

QString RequestFactory::hostName() const
{
    const QString host = m_endpoint.baseUrl.host(QUrl::FullyEncoded);
    return m_endpoint.baseUrl.port() < 0 ? host : host + QLatin1Char(':') + QString::number(m_endpoint.baseUrl.port());
}

} // namespace net
