#include "net/exchange.h"

#include "net/oneshotbody.h"
#include "net/replyerror.h"
#include "net/requestfactory.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslError>

#include <algorithm>

namespace net {

using namespace std::chrono_literals;
using base::Error;

namespace {

constexpr qint64 readBuffer = 1024 * 1024; // what Qt may hold while we are busy

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000.0) + QStringLiteral(" s");
}

} // namespace

Exchange::Exchange(std::shared_ptr<const RequestFactory> factory, std::shared_ptr<QNetworkAccessManager> network, base::Clock *clock,
                   TrafficLog *log, QObject *parent)
    : QObject(parent), m_factory(std::move(factory)), m_network(std::move(network)), m_clock(clock), m_log(log)
{
}

Exchange::~Exchange()
{
    abort();
}

base::Outcome Exchange::start(const Request &request, int attempt)
{
    const auto made = m_factory->make(request, false);
    if (!made)
        return made.error();
    m_request = request;
    QNetworkRequest wire = *made;
    if (request.method == "GET" || request.method == "HEAD") {
        m_reply = request.method == "GET" ? m_network->get(wire) : m_network->head(wire);
    } else {
        // Also without a body: else Qt sends the request again when the server hangs up.
        wire.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        m_body = new OneShotBody(request.body);
        connect(m_body, &OneShotBody::touched, this, [this] { tell(0); });
        m_reply = m_network->sendCustomRequest(wire, request.method, m_body);
        m_body->setParent(m_reply);
    }
    m_reply->setReadBufferSize(readBuffer);
    m_startedAt = m_clock->monotonic();
    progress();
    openLog(wire, attempt);
    connectReply();
    watch(std::min(request.idleDeadline, request.totalDeadline));
    return base::Done();
}

void Exchange::connectReply()
{
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::headersArrived);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::bytesArrived);
    connect(reply, &QNetworkReply::errorOccurred, this, &Exchange::errorOccurred);
    connect(reply, &QNetworkReply::finished, this, &Exchange::replyFinished);
    connect(reply, &QNetworkReply::encrypted, this, &Exchange::progress);
    connect(reply, &QNetworkReply::socketStartedConnecting, this, &Exchange::progress);
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_sent = true;
        progress();
    });
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) { // the total is unknown to Qt: the body has no size
        m_sent = true;
        progress();
        if (sent > 0)
            tell(sent);
    });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsErrors.append(error.errorString());
    });
}

void Exchange::tell(qint64 sent) const
{
    if (!m_over && m_request.progress)
        m_request.progress(sent, m_request.body.size());
}

void Exchange::abort()
{
    if (m_over)
        return;
    m_over = true;
    dropReply();
    m_error = Error::of(Error::Kind::Cancelled);
    closeLog();
}

void Exchange::dropReply()
{
    m_watch.cancel();
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply.clear();
    disconnect(reply, nullptr, this, nullptr);
    // Its destructor drops the connection. abort() would count as an error, and when the server cuts at the same moment Qt warns of a second one.
    reply->deleteLater();
}

void Exchange::watch(std::chrono::milliseconds delay)
{
    m_watch.start(m_clock, std::max(delay, 1ms), this, [this] { checkDeadlines(); });
}

void Exchange::checkDeadlines()
{
    if (m_over)
        return;
    const auto now = m_clock->monotonic();
    const auto idle = m_progressAt + m_request.idleDeadline - now;
    const auto total = m_startedAt + m_request.totalDeadline - now;
    if (total <= 0ms)
        end(std::nullopt, errorNow(Error::Kind::Timeout, QStringLiteral("no complete answer within ") + seconds(m_request.totalDeadline)));
    else if (idle <= 0ms)
        end(std::nullopt, errorNow(Error::Kind::Timeout, QStringLiteral("nothing came for ") + seconds(m_request.idleDeadline)));
    else
        watch(std::min(idle, total));
}

void Exchange::headersArrived()
{
    progress();
    if (m_reply->rawHeaderPairs().size() > maxHeaderFields)
        end(std::nullopt, errorNow(Error::Kind::Protocol, QStringLiteral("more than %1 header fields").arg(maxHeaderFields)));
    else if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_request.maxBytes)
        end(std::nullopt, errorNow(Error::Kind::Protocol, QStringLiteral("answer larger than %1 bytes").arg(m_request.maxBytes)));
}

void Exchange::bytesArrived()
{
    if (m_over)
        return;
    progress();
    m_received += m_reply->readAll();
    if (m_received.size() > m_request.maxBytes)
        end(std::nullopt, errorNow(Error::Kind::Protocol, QStringLiteral("answer larger than %1 bytes").arg(m_request.maxBytes)));
}

void Exchange::errorOccurred()
{
    if (m_over)
        return;
    // An answer of 400 and more is an "error" to Qt, which comes right before its end; everything else is over now. A decompression
    // bomb would be downloaded to its end if it were not dropped here.
    const int status = statusOf(*m_reply);
    if (m_body && status >= 300 && status < 400)
        takeResponse(); // Qt wanted the body again for a 307 or 308 that we do not follow
    else if (status < 400)
        end(std::nullopt, replyError(*m_reply, m_factory->hostName(), m_tlsErrors));
}

void Exchange::replyFinished()
{
    if (m_over)
        return;
    if (statusOf(*m_reply) == 0)
        end(std::nullopt, errorNow(Error::Kind::Protocol, QStringLiteral("no HTTP status")));
    else
        takeResponse();
}

void Exchange::takeResponse()
{
    bytesArrived();
    if (m_over)
        return;
    Response response;
    response.status = statusOf(*m_reply);
    const auto pairs = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : pairs)
        response.headers.append({name, value});
    response.body = std::exchange(m_received, {});
    end(std::move(response), {});
}

Error Exchange::errorNow(Error::Kind kind, const QString &detail) const
{
    Error error = Error::of(kind, m_factory->hostName() + QStringLiteral(": ") + detail);
    error.httpStatus = m_reply ? statusOf(*m_reply) : 0;
    return error;
}

bool Exchange::mayHaveLeft() const
{
    if (m_response || m_sent || !m_body || m_body->isTouched() || statusOf(*m_reply) != 0)
        return true;
    // Headers alone complete a request without a body, and whether they went out cannot be seen.
    return m_body->isEmpty() && !failedWhileConnecting(m_reply->error());
}

void Exchange::end(std::optional<Response> response, Error error)
{
    m_over = true;
    m_response = std::move(response);
    m_error = std::move(error);
    m_left = mayHaveLeft();
    closeLog();
    dropReply();
    m_network.reset();
    Q_EMIT done();
}

void Exchange::openLog(const QNetworkRequest &request, int attempt)
{
    if (!m_log)
        return;
    TrafficEntry entry = TrafficEntry::of(request, m_factory->endpoint());
    entry.startedAt = m_clock->now();
    entry.method = m_request.method;
    entry.attempt = attempt;
    entry.bytesSent = m_request.body.size();
    m_entry = m_log->begin(std::move(entry), m_request.body);
}

void Exchange::closeLog()
{
    if (!m_log || m_entry == 0)
        return;
    TrafficEntry entry;
    entry.took = m_clock->monotonic() - m_startedAt;
    entry.bytesSent = m_request.body.size();
    if (m_response) {
        entry.status = m_response->status;
        entry.bytesReceived = m_response->body.size();
        entry.requestId = m_response->requestId();
        entry.responseHeaders = m_response->headers;
    } else {
        entry.status = m_error.httpStatus;
        entry.bytesReceived = m_received.size();
        entry.error = m_error.kind;
    }
    m_log->end(m_entry, entry, m_response ? m_response->body : m_received);
    m_entry = 0;
}

} // namespace net
