#include "backends/clients.h"

#include "backends/anthropic/dialect.h"
#include "backends/openma/dialect.h"
#include "backends/openma/openmaclient.h"
#include "backends/shared/httpclient.h"

namespace backends {

const std::vector<PlatformChoice> &platforms()
{
    static const std::vector<PlatformChoice> choices{
        {.platform = api::Platform::Demo, .name = QStringLiteral("Demo workspace"), .asksForAddress = false, .asksForKey = false},
        {.platform = api::Platform::Anthropic,
         .name = QStringLiteral("Anthropic"),
         .defaultBaseUrl = QUrl(QStringLiteral("https://api.anthropic.com")),
         .keyStart = QStringLiteral("sk-ant-"),
         .takesAuthToken = true},
        {.platform = api::Platform::Openma,
         .name = QStringLiteral("openma"),
         .defaultBaseUrl = QUrl(QStringLiteral("https://app.openma.dev")),
         .keyStart = QStringLiteral("oma_"),
         .mayBeOpen = true,
         .signInPath = QStringLiteral("/cli/login")},
    };
    return choices;
}

namespace {

net::Endpoint::Auth authOf(const api::Profile &profile, const QByteArray &key)
{
    using Auth = net::Endpoint::Auth;
    const bool openma = profile.platform == api::Platform::Openma;
    if (profile.credential == api::Credential::None || (openma && key.isEmpty())) // a server without accounts takes no credential
        return Auth::None;
    // openma reads no bearer; Anthropic takes an API key as x-api-key and a token as a bearer, and refuses both together.
    return profile.credential == api::Credential::AuthToken && !openma ? Auth::Bearer : Auth::ApiKeyHeader;
}

//! What the key is called in a command that is copied from the traffic log: the name its platform's own tools read.
QByteArray keyVariableOf(const api::Profile &profile, net::Endpoint::Auth auth)
{
    switch (profile.platform) {
    case api::Platform::Openma: return "OMA_API_KEY";
    case api::Platform::Anthropic: return auth == net::Endpoint::Auth::Bearer ? "ANTHROPIC_AUTH_TOKEN" : "ANTHROPIC_API_KEY";
    case api::Platform::Demo: break;
    }
    return "MUSTER_DEMO_KEY"; // one's real key must not go to the demo
}

} // namespace

QUrl defaultBaseUrl(api::Platform platform)
{
    for (const PlatformChoice &choice : platforms()) {
        if (choice.platform == platform)
            return choice.defaultBaseUrl;
    }
    return {};
}

std::unique_ptr<api::Client> makeClient(const api::Profile &profile, const QByteArray &key, base::Clock *clock, net::TrafficLog *log)
{
    net::Endpoint endpoint;
    endpoint.baseUrl = profile.baseUrl;
    endpoint.key = key;
    endpoint.proxy = profile.proxy;
    endpoint.extraCaFile = profile.extraCaFile;
    endpoint.profileId = profile.id;
    if (profile.platform == api::Platform::Openma) {
        openma::speakTo(endpoint);
        endpoint.auth = authOf(profile, key);
        endpoint.keyVariable = keyVariableOf(profile, endpoint.auth);
        return std::make_unique<openma::OpenmaClient>(std::move(endpoint), clock, log);
    }
    anthropic::speakTo(endpoint);
    endpoint.auth = authOf(profile, key);
    endpoint.keyVariable = keyVariableOf(profile, endpoint.auth);
    return std::make_unique<HttpClient>(std::move(endpoint), anthropic::dialect(), clock, log);
}

} // namespace backends
