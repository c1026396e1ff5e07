#include "demo/openma/openmacounter.h"

#include "demo/openma/routes.h"

namespace demo::openma {

std::unique_ptr<Reply> OpenmaCounter::check(const Gate &gate, const Request &request, const Route *route) const
{
    if (!gate.isLocal(request))
        return std::make_unique<Reply>(failure(403, "The demo answers only programs of this computer, never web pages."));
    if (route && route->open)
        return nullptr;
    switch (gate.apiKey(request)) {
    case Gate::Key::Ok: break;
    case Gate::Key::Wrong: return std::make_unique<Reply>(failure(401, "Invalid API key"));
    default: return std::make_unique<Reply>(failure(401, "Unauthorized"));
    }
    return route ? nullptr : std::make_unique<Reply>(failure(404, "not found"));
}

const Routes &OpenmaCounter::routes() const
{
    return openma::routes();
}

Reply OpenmaCounter::badBody(const std::string &why) const
{
    return Reply::json({{"error", "internal_error"}, {"message", why}}, 500);
}

Reply OpenmaCounter::refuse(int status) const
{
    switch (status) {
    case 413: return failure(413, "Request too large");
    case 503: return failure(503, "Too many event streams");
    case 500: return Reply::json({{"error", "internal_error"}, {"message", "The demo could not store this"}}, 500);
    default: return failure(status, "Bad request");
    }
}

} // namespace demo::openma
