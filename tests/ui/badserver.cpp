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

api::Profile BadServer::profile(const QUrl &url)
{
    api::Profile profile;
    profile.name = QStringLiteral("Bad server");
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = url;
    return profile;
}

bool BadServer::openSession(ProgramFixture &program)
{
    if (!program.start() || program.addProfile(profile(url()), "sk-test-0123456789").isEmpty())
        return false;
    if (!QTest::qWaitFor([&] { return program.shown("sessions.table") != nullptr; }, 10000))
        return false;
    const auto record = base::parseJson(sessions.first());
    return record.ok() && program.window()->view()->openSession(base::Record(*record));
}

Script BadServer::answer(const SeenRequest &request)
{
    const QByteArray path = request.path();
    if (path.endsWith("/threads"))
        return onThreads ? onThreads(request) : Script::reply(200, page({}));
    if (path.contains("/threads/") && path.endsWith("/stream"))
        return onThreadStream ? onThreadStream(request) : Script::stream().chunk(": hello\n\n");
    if (path.contains("/threads/"))
        return onThreadEvents ? onThreadEvents(request) : Script::reply(200, page({}));
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
