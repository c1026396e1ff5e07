#include "demo/managed/managedcounter.h"

#include "demo/managed/fields.h"
#include "demo/managed/routes.h"

namespace demo::managed {

namespace {

constexpr const char *beta = "managed-agents-2026-04-01";

bool hasBeta(const Request &request)
{
    for (const std::string &value : request.headers("anthropic-beta")) {
        for (const QByteArray &word : QByteArray::fromStdString(value).split(',')) {
            if (word.trimmed() == beta)
                return true;
        }
    }
    return false;
}

std::unique_ptr<Reply> refused(Reply reply)
{
    return std::make_unique<Reply>(std::move(reply));
}

} // namespace

std::unique_ptr<Reply> ManagedCounter::check(const Gate &gate, const Request &request, const Route *route) const
{
    if (!gate.isLocal(request))
        return refused(failure(403, "The demo answers only programs of this computer, never web pages."));
    switch (gate.anyKey(request)) {
    case Gate::Key::Ok: break;
    case Gate::Key::Missing: return refused(failure(401, "x-api-key or Authorization header is required."));
    case Gate::Key::Wrong: return refused(failure(401, "invalid x-api-key"));
    case Gate::Key::Both: return refused(failure(401, "Send x-api-key or Authorization, not both."));
    }
    if (!route)
        return refused(failure(404, request.method + " " + request.path + " was not found."));
    const std::string version = request.header("anthropic-version");
    if (version.empty())
        return refused(failure(400, "anthropic-version: header is required"));
    if (version != "2026-10-21" && version != "2023-06-01")
        return refused(failure(400, "anthropic-version: '" + version + "' is not a valid version."));
    if (!route->plain && !hasBeta(request)) {
        return refused(failure(400, std::string("This endpoint needs the beta '") + beta + "' in the anthropic-beta header.",
                               "organization_not_enrolled_in_beta"));
    }
    return nullptr;
}

const Routes &ManagedCounter::routes() const
{
    return managed::routes();
}

Reply ManagedCounter::badBody(const std::string &why) const
{
    return failure(400, "The request body is not valid: " + why + ".");
}

Reply ManagedCounter::refuse(int status) const
{
    Reply reply = [status] {
        switch (status) {
        case 413: return failure(413, "The request is larger than 32 MiB.", "request_body_too_large_after_decoding");
        case 414: return failure(414, "The address is too long.");
        case 503: return failure(503, "The demo serves at most 40 event streams at a time. Close one and try again.");
        case 500: return failure(500, "The demo could not store this. Its disk may be full.");
        default: return failure(status, "The request could not be read.");
        }
    }();
    if (status == 503)
        reply.headers.emplace_back("retry-after", "5");
    finish(&reply);
    return reply;
}

void ManagedCounter::finish(Reply *reply) const
{
    const std::string id = newId("req_");
    reply->headers.emplace_back("request-id", id);
    static const QByteArray unnamed = "\"request_id\":null}";
    if (reply->status >= 400 && reply->body.endsWith(unnamed))
        reply->body = reply->body.chopped(unnamed.size()) + "\"request_id\":\"" + QByteArray::fromStdString(id) + "\"}";
}

} // namespace demo::managed
