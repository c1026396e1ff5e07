#include "tests/ui/badserver.h"

#include "tests/support/testbase.h"

namespace test {

QByteArray frame(const QByteArray &json)
{
    return "event: message\ndata: " + json + "\n\n";
}

QByteArray page(const QByteArrayList &items)
{
    return "{\"data\":[" + items.join(',') + "],\"next_page\":null}";
}

BadServer::BadServer()
{
    sessions = {fixture(QStringLiteral("badinput/session.json"))};
    m_server.handle([this](const SeenRequest &request) { return answer(request); });
}

Script BadServer::answer(const SeenRequest &request)
{
    const QByteArray path = request.path();
    if (path.endsWith("/events/stream"))
        return onStream ? onStream(request) : Script::stream().chunk(": hello\n\n");
    if (path.endsWith("/events") && request.method == "POST")
        return onSend ? onSend(request) : Script::reply(200, page({}));
    if (path.endsWith("/events"))
        return Script::reply(200, page(history));
    if (path == "/v1/sessions")
        return onList ? onList(request) : Script::reply(200, page(sessions));
    if (path.startsWith("/v1/sessions/"))
        return Script::reply(200, sessions.first());
    return Script::reply(200, page({}));
}

} // namespace test
