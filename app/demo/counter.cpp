#include "demo/counter.h"

#include "base/logging.h"
#include "demo/player.h"
#include "demo/store.h"

namespace demo {

Reply Counter::serve(const Request &request)
{
    Reply reply = answer(request);
    finish(&reply);
    return reply;
}

Reply Counter::answer(const Request &request)
{
    std::vector<std::string> ids;
    const Route *route = findRoute(routes(), request, &ids);
    if (const auto refused = check(m_gate, request, route))
        return *refused;
    Json body;
    if (!request.body.isEmpty() || request.method == "PUT") {
        auto parsed = base::parseJson(request.body);
        if (!parsed)
            return badBody(parsed.error().detail.toStdString());
        body = std::move(parsed).value();
    }
    return run(*route, request, ids, body);
}

Reply Counter::run(const Route &route, const Request &request, const std::vector<std::string> &ids, const Json &body)
{
    bool committed = false;
    std::vector<std::string> wake;
    Reply reply = m_store.run(
        [&](Tables &tables) {
            Exchange exchange{request, body, ids, tables, m_journal, {}};
            Reply out;
            try {
                out = route.handler(exchange);
            } catch (const Json::exception &problem) {
                // A member of an unexpected type that no check has named.
                qCInfo(logDemo, "Refused a body: %s", problem.what());
                out = badBody("a member has the wrong type");
            }
            if (out.status >= 400)
                tables.abandon();
            wake = std::move(exchange.wake);
            return out;
        },
        &committed);
    if (!committed)
        return refuse(500);
    if (reply.status < 400) {
        for (const std::string &session : wake)
            m_player.wake(session);
    }
    return reply;
}

} // namespace demo
