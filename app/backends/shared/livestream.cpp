#include "backends/shared/livestream.h"

#include "base/record.h"

namespace backends {

using base::Error;

LiveStream::LiveStream(net::EventStream *stream, const Dialect &dialect, QObject *parent)
    : QObject(parent),
      m_stream(stream),
      m_decode(dialect.decodeEvent),
      m_scopes(dialect.scopesThinking)
{
    m_stream->setParent(this);
    connect(m_stream, &net::EventStream::frame, this, &LiveStream::take);
    connect(m_stream, &net::EventStream::opened, this, &LiveStream::opened);
    // What was gathered came before the news about the connection, and is told before it.
    connect(m_stream, &net::EventStream::reconnecting, this, [this](int attempt, std::chrono::milliseconds pause, const Error &why) {
        flush();
        Q_EMIT reconnecting(attempt, pause, why);
    });
    connect(m_stream, &net::EventStream::failed, this, [this](const Error &error) {
        flush();
        Q_EMIT failed(error);
    });
    connect(m_stream, &net::EventStream::ended, this, [this] {
        flush();
        Q_EMIT ended();
    });
}

void LiveStream::close()
{
    m_stream->close();
    m_gathered.clear();
}

void LiveStream::take(const net::Frame &frame)
{
    if (frame.event == "ping" || frame.data.isEmpty())
        return;
    if (frame.event == "error") {
        flush();
        Q_EMIT gaveUp(errorOfFrame(frame.data, m_stream->requestId()));
        return;
    }
    auto event = m_decode(frame.data);
    if (!event.ok()) {
        Q_EMIT broken(frame.data);
        return;
    }
    if (m_scopes)
        m_scope.apply(event.value());
    m_gathered.push_back(std::move(event).value());
    if (m_flushQueued)
        return;
    m_flushQueued = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_flushQueued = false;
            flush();
        },
        Qt::QueuedConnection);
}

void LiveStream::flush()
{
    if (m_gathered.empty())
        return;
    const api::Events gathered = std::exchange(m_gathered, {});
    Q_EMIT events(gathered);
}

Error errorOfFrame(const QByteArray &data, const QString &requestId)
{
    using Kind = Error::Kind;
    Error error = Error::of(Kind::Server);
    error.requestId = requestId;
    const auto json = base::parseJson(data);
    if (!json.ok()) {
        error.serverMessage = QString::fromUtf8(data.left(2000));
        return error;
    }
    const base::Record envelope(*json);
    error.serverType = envelope.string("error.type");
    error.serverMessage = envelope.find("error.message") ? envelope.string("error.message") : envelope.string("message");
    if (error.serverMessage.isEmpty())
        error.serverMessage = envelope.string("error");
    if (!envelope.string("request_id").isEmpty())
        error.requestId = envelope.string("request_id");
    static const QHash<QString, Kind> kinds{{QStringLiteral("authentication_error"), Kind::Unauthorized},
                                            {QStringLiteral("permission_error"), Kind::Forbidden},
                                            {QStringLiteral("not_found_error"), Kind::NotFound},
                                            {QStringLiteral("invalid_request_error"), Kind::Invalid},
                                            {QStringLiteral("rate_limit_error"), Kind::RateLimited},
                                            {QStringLiteral("overloaded_error"), Kind::Overloaded},
                                            {QStringLiteral("timeout_error"), Kind::Timeout}};
    error.kind = kinds.value(error.serverType, Kind::Server);
    return error;
}

} // namespace backends
