#include "net/eventstream.h"

#include "net/hostbreaker.h"
#include "net/replyerror.h"
#include "net/requestfactory.h"
#include "net/response.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslError>

#include <algorithm>

namespace net {

using namespace std::chrono_literals;
using base::Error;

namespace {

constexpr qint64 streamBuffer = 256 * 1024;     // back-pressure: §3f
constexpr qsizetype longestRefusal = 64 * 1024;
constexpr qsizetype longestId = 4096;
constexpr auto shortestPause = 250ms;
constexpr auto firstPause = 500ms;
constexpr auto longestOwnPause = 30'000ms;
constexpr auto longestAskedPause = 3'600'000ms;

//! Foreign bytes that become a header of ours: UTF-8 as it came, but no control character.
bool fitsHeader(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= longestId && std::none_of(id.begin(), id.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; });
}

bool passes(int status)
{
    return status == 408 || status == 409 || status == 429 || status >= 500;
}

} // namespace

EventStream::EventStream(std::shared_ptr<const RequestFactory> factory, std::shared_ptr<HostBreaker> breaker, Request request,
                         base::Clock *clock, TrafficLog *log, QObject *owner)
    : QObject(owner),
      m_factory(std::move(factory)),
      m_breaker(std::move(breaker)),
      m_request(std::move(request)),
      m_clock(clock),
      m_log(log),
      m_backoff(firstPause, longestOwnPause, shortestPause)
{
}

EventStream::~EventStream()
{
    close();
}

void EventStream::open()
{
    if (m_state != State::Closed)
        return;
    m_attempt = 0;
    m_backoff.reset();
    m_state = State::Connecting;
    const auto turn = m_connection;
    QMetaObject::invokeMethod(
        this,
        [this, turn] {
            if (m_connection == turn && m_state == State::Connecting)
                connectNow();
        },
        Qt::QueuedConnection);
}

void EventStream::close()
{
    m_state = State::Closed;
    ++m_connection;
    m_pause.cancel();
    dropReply(Error::Kind::Cancelled);
}

void EventStream::reconnectNow()
{
    if (m_state == State::Closed)
        return;
    close();
    open();
}

void EventStream::hold(bool on)
{
    if (std::exchange(m_held, on) == on || on)
        return;
    m_lastByte = m_clock->monotonic(); // nobody listened: that was no silence
    const auto connection = m_connection;
    QMetaObject::invokeMethod( // the reply does not tell again of what waits in it
        this,
        [this, connection] {
            if (m_connection == connection)
                bytesArrived();
        },
        Qt::QueuedConnection);
}

std::chrono::milliseconds EventStream::sinceLastByte() const
{
    return m_held ? 0ms : m_clock->monotonic() - m_lastByte;
}

void EventStream::connectNow()
{
    if (const auto held = m_breaker->remaining(); held > 0ms) {
        m_state = State::Waiting;
        m_pause.start(m_clock, held, this, [this] { connectNow(); });
        return;
    }
    m_state = State::Connecting;
    auto wire = m_factory->make(m_request, true);
    if (!wire) {
        giveUp(wire.error());
        return;
    }
    if (fitsHeader(m_parser.lastEventId()))
        wire.value().setRawHeader("Last-Event-ID", m_parser.lastEventId());
    ++m_connection;
    m_parser.reset();
    m_refusal.clear();
    m_tlsErrors.clear();
    m_bytes = m_events = 0;
    m_status = 0;
    m_connectedAt = m_lastByte = m_clock->monotonic();
    m_network = m_factory->makeNetwork();
    QNetworkReply *reply = m_network->get(*wire);
    m_reply = reply;
    reply->setReadBufferSize(streamBuffer);
    connect(reply, &QNetworkReply::metaDataChanged, this, &EventStream::headersArrived);
    connect(reply, &QNetworkReply::readyRead, this, &EventStream::bytesArrived);
    connect(reply, &QNetworkReply::finished, this, &EventStream::replyEnded);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &e : errors)
            m_tlsErrors.append(e.errorString());
    });
    m_watch.start(m_clock, m_request.idleDeadline, this, [this] { checkSilence(); });
    openLog(*wire);
}

std::optional<Error> EventStream::wrongHeaders() const
{
    const QByteArray type = m_reply->rawHeader("Content-Type").split(';').constFirst().trimmed().toLower();
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    if (m_reply->rawHeaderPairs().size() > maxHeaderFields)
        return error(Error::Kind::Protocol, QStringLiteral("more than %1 header fields").arg(maxHeaderFields));
    if (m_status != 200)
        return error(Error::Kind::Protocol, QStringLiteral("status %1 instead of an event stream").arg(m_status));
    if (type != "text/event-stream")
        return error(Error::Kind::Protocol, QStringLiteral("%1 instead of text/event-stream").arg(QString::fromLatin1(type)));
    if (!encoding.isEmpty() && encoding != "identity")
        return error(Error::Kind::Protocol, QStringLiteral("stream encoded as %1").arg(QString::fromLatin1(encoding)));
    return std::nullopt;
}

void EventStream::headersArrived()
{
    if (!m_reply || m_state != State::Connecting)
        return;
    m_lastByte = m_clock->monotonic();
    m_status = statusOf(*m_reply);
    const Response head{m_status, {{"request-id", m_reply->rawHeader("request-id")}, {"x-request-id", m_reply->rawHeader("x-request-id")}}, {}};
    m_requestId = head.requestId();
    if (m_status == 0 || m_status == 204 || m_status >= 300)
        return; // decided at its end: a redirect goes on, a refusal has a body
    if (const auto wrong = wrongHeaders()) {
        giveUp(*wrong);
        return;
    }
    m_state = State::Open;
    if (m_log)
        m_log->answered(m_entry, logHead());
    Q_EMIT opened();
}

void EventStream::bytesArrived()
{
    if (m_reply && !m_held)
        readBytes();
}

void EventStream::readBytes()
{
    m_lastByte = m_clock->monotonic();
    const QByteArray bytes = m_reply->readAll();
    m_bytes += bytes.size();
    if (m_state == State::Open) {
        m_parser.feed(bytes, m_frames);
        m_events += qint64(m_frames.size());
        if (m_log)
            m_log->progress(m_entry, m_bytes, m_events);
        deliver();
    } else if (m_refusal.size() < longestRefusal) {
        m_refusal += bytes.left(longestRefusal - m_refusal.size());
    }
}

void EventStream::deliver()
{
    const auto frames = std::exchange(m_frames, {});
    const bool broken = m_parser.failed();
    const quint64 connection = m_connection;
    const QPointer<EventStream> alive(this);
    if (!frames.empty()) {
        m_attempt = 0;
        m_backoff.reset();
        m_breaker->succeeded();
    }
    for (const Frame &one : frames) {
        Q_EMIT frame(one);
        if (!alive || m_connection != connection || m_state != State::Open)
            return;
    }
    if (broken)
        giveUp(error(Error::Kind::Protocol, QStringLiteral("an event is larger than %1 bytes").arg(SseParser::defaultCap)));
}

void EventStream::replyEnded()
{
    if (!m_reply)
        return;
    const quint64 connection = m_connection;
    const QPointer<EventStream> alive(this);
    if (m_reply->bytesAvailable() > 0)
        readBytes();
    if (!alive || !m_reply || m_connection != connection)
        return;
    m_status = statusOf(*m_reply);
    if (m_status == 204) {
        close();
        Q_EMIT ended();
    } else if (m_status >= 400) {
        refused();
    } else if (m_reply->error() != QNetworkReply::NoError) {
        const Error why = replyError(*m_reply, m_factory->hostName(), m_tlsErrors);
        if (why.kind == Error::Kind::Tls || why.kind == Error::Kind::Protocol)
            giveUp(why);
        else
            reconnect(why);
    } else if (m_state == State::Open) {
        reconnect(error(Error::Kind::Network, QStringLiteral("the server ended the stream")));
    } else {
        giveUp(error(Error::Kind::Protocol, QStringLiteral("status %1 instead of an event stream").arg(m_status)));
    }
}

void EventStream::refused()
{
    Response response{m_status, {}, m_refusal};
    const auto pairs = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : pairs)
        response.headers.append({name, value});
    Error why = errorFrom(response, m_clock->now());
    why.detail = m_factory->hostName();
    if (!passes(m_status) || why.isFinal) {
        giveUp(why);
        return;
    }
    if (m_status == 429 || m_status == 529)
        m_breaker->trip(why.retryAfter);
    reconnect(why, std::min<std::chrono::milliseconds>(why.retryAfter, longestAskedPause));
}

void EventStream::reconnect(const Error &why, std::chrono::milliseconds atLeast)
{
    dropReply(why.kind);
    std::chrono::milliseconds pause = m_backoff.next();
    if (const auto asked = m_parser.retry())
        pause = std::max<std::chrono::milliseconds>(pause, std::clamp<std::chrono::milliseconds>(*asked, shortestPause, longestOwnPause));
    pause = std::max({pause, atLeast, m_breaker->remaining()});
    ++m_attempt;
    m_state = State::Waiting;
    m_pause.start(m_clock, pause, this, [this] { connectNow(); });
    Q_EMIT reconnecting(m_attempt, pause, why);
}

void EventStream::giveUp(const Error &error)
{
    const Error kept = error;
    m_state = State::Closed;
    m_pause.cancel();
    dropReply(kept.kind);
    Q_EMIT failed(kept);
}

void EventStream::dropReply(std::optional<Error::Kind> why)
{
    m_watch.cancel();
    m_frames.clear();
    if (m_log && m_entry != 0) {
        TrafficEntry entry = logHead();
        entry.took = m_clock->monotonic() - m_connectedAt;
        entry.bytesReceived = m_bytes;
        entry.events = m_events;
        entry.error = why;
        m_log->end(m_entry, entry);
    }
    m_entry = 0;
    if (QNetworkReply *reply = m_reply) {
        m_reply.clear();
        disconnect(reply, nullptr, this, nullptr); // no abort(), as in Exchange
    }
    m_network.reset(); // takes the reply with it, from the event loop, which drops the connection
}

void EventStream::checkSilence()
{
    if (!m_reply)
        return;
    const auto limit = m_state == State::Open ? silenceLimit : m_request.idleDeadline;
    const auto left = limit - sinceLastByte();
    if (left > 0ms)
        m_watch.start(m_clock, left, this, [this] { checkSilence(); });
    else
        reconnect(error(Error::Kind::Timeout, QStringLiteral("nothing came for %1 s").arg(limit.count() / 1000)));
}

void EventStream::openLog(const QNetworkRequest &wire)
{
    if (!m_log)
        return;
    TrafficEntry entry = TrafficEntry::of(wire, m_factory->endpoint());
    entry.startedAt = m_clock->now();
    entry.method = m_request.method;
    entry.attempt = m_attempt + 1;
    entry.stream = true;
    m_entry = m_log->begin(std::move(entry));
}

TrafficEntry EventStream::logHead() const
{
    TrafficEntry entry;
    entry.status = m_status;
    if (m_status != 0) // else it is the last connection's
        entry.requestId = m_requestId;
    if (m_reply && m_log->isWatched())
        entry.responseHeaders = m_reply->rawHeaderPairs();
    return entry;
}

Error EventStream::error(Error::Kind kind, const QString &detail) const
{
    Error error = Error::of(kind, m_factory->hostName() + QStringLiteral(": ") + detail);
    error.httpStatus = m_status;
    error.requestId = m_requestId;
    return error;
}

} // namespace net
