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

} // namespace api
