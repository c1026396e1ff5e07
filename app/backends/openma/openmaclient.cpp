#include "backends/openma/openmaclient.h"

#include "backends/openma/dialect.h"
#include "backends/openma/sessioncreation.h"
#include "backends/shared/answers.h"

#include <algorithm>

namespace backends::openma {

OpenmaClient::OpenmaClient(net::Endpoint endpoint, base::Clock *clock, net::TrafficLog *log)
    : HttpClient(std::move(endpoint), openma::dialect(), clock, log)
{
}

void OpenmaClient::probe()
{
    if (std::exchange(m_probed, true))
        return;
    net::Request request;
    request.path = "/health";
    transport()->send(this, request)->then(this, [this](const base::Result<net::Response> &answer) {
        if (!answer.ok()) {
            m_probed = false;
            return;
        }
        const auto health = decodeRecord(*answer, clock()->now());
        // Only what is sure takes the caution back: an answer of the right shape that is not a self-hosted server's.
        if (health.ok() && health->string("status") == QLatin1String("ok") && !health->find("runtime"))
            setTraits(openma::traits(true));
    });
}

base::JobOf<base::Done> *OpenmaClient::testConnection(QObject *owner)
{
    probe();
    return HttpClient::testConnection(owner);
}

base::JobOf<api::Page> *OpenmaClient::list(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query)
{
    api::ListQuery asked = query;
    // The hosted server's environments know only the other spelling (openma.md §4.2); self-hosted ones take both.
    const std::pair<QByteArray, QByteArray> archived{"include_archived", "true"};
    if (resource.id == "environments" && std::find(asked.filters.begin(), asked.filters.end(), archived) != asked.filters.end())
        asked.filters.emplace_back("status", "any");
    return HttpClient::list(owner, resource, asked);
}

base::JobOf<base::Record> *OpenmaClient::create(const api::ResourceDescriptor &resource, const base::Json &body)
{
    if (!resource.opensConversation || !body.is_object())
        return HttpClient::create(resource, body);
    return new SessionCreation(this, resource, body);
}

api::EventFeed *OpenmaClient::openFeed(QObject *owner, const QString &sessionId, const api::Known &known)
{
    probe();
    return HttpClient::openFeed(owner, sessionId, known);
}

} // namespace backends::openma
