#include "api/client.h"

namespace api {

base::JobOf<base::Record> *Client::createText(const ResourceDescriptor &resource, const QByteArray &body)
{
    const auto json = base::parseJson(body);
    return json ? create(resource, *json) : base::readyJob<base::Record>(this, json.error());
}

base::JobOf<base::Record> *Client::updateText(const ResourceDescriptor &resource, const QString &id, const QByteArray &body)
{
    const auto json = base::parseJson(body);
    return json ? update(resource, id, *json) : base::readyJob<base::Record>(this, json.error());
}

base::JobOf<std::vector<Thread>> *Client::listThreads(QObject *owner, const QString &sessionId)
{
    Q_UNUSED(sessionId)
    return base::readyJob<std::vector<Thread>>(owner, base::Error::of(base::Error::Kind::Unsupported));
}

base::JobOf<UsagePage> *Client::listUsage(
    QObject *owner, const QString &sessionId, const QString &threadId, const Known &known, const QString &cursor)
{
    Q_UNUSED(sessionId)
    Q_UNUSED(threadId)
    Q_UNUSED(known)
    Q_UNUSED(cursor)
    return base::readyJob<UsagePage>(owner, base::Error::of(base::Error::Kind::Unsupported));
}

EventFeed *Client::openThreadFeed(QObject *owner, const QString &sessionId, const QString &threadId, const Known &known)
{
    Q_UNUSED(owner)
    Q_UNUSED(sessionId)
    Q_UNUSED(threadId)
    Q_UNUSED(known)
    return nullptr;
}

base::JobOf<QString> *Client::upload(QObject *owner, const Attachment &file, Progress progress)
{
    Q_UNUSED(file)
    Q_UNUSED(progress)
    return base::readyJob<QString>(owner, base::Error::of(base::Error::Kind::Unsupported));
}

EventDecoder Client::eventDecoder(const QString &threadId) const
{
    Q_UNUSED(threadId)
    return [](const StoredEvent &) -> base::Result<Event> { return base::Error::of(base::Error::Kind::Unsupported); };
}

} // namespace api
