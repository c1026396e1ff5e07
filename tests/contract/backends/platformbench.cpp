#include "tests/contract/backends/platformbench.h"

#include "backends/clients.h"

#include <QHash>

namespace test {

using base::Json;
using base::Record;

PlatformBench::PlatformBench(api::Platform platform, double speed)
    : server({.wire = platform == api::Platform::Openma ? demo::Wire::Openma : demo::Wire::ManagedAgents, .speed = speed}),
      m_platform(platform)
{
    if (const auto started = server.start(); !started.ok())
        qFatal("the demo workspace does not start: %s", qPrintable(started.error().detail));
    client = makeClient(server.key());
}

std::unique_ptr<api::Client> PlatformBench::makeClient(const QByteArray &key)
{
    api::Profile profile;
    profile.platform = m_platform;
    profile.baseUrl = server.baseUrl();
    return backends::makeClient(profile, key, &clock, &log);
}

Json PlatformBench::smallest(const char *resource, const QString &name)
{
    const std::string_view id(resource);
    if (id == "sessions") {
        const auto agent = created("agents", name + QStringLiteral(" agent"));
        const auto environment = created("environments", name + QStringLiteral(" environment"));
        return {{"agent", base::fromQString(agent.id())}, {"environment_id", base::fromQString(environment.id())}, {"title", base::fromQString(name)}};
    }
    Json body;
    body[table(resource).titlePath] = base::fromQString(name);
    if (id == "agents")
        body["model"] = {{"id", base::fromQString(table(resource).field("model.id")->initial)}};
    if (id == "environments")
        body["config"] = {{"type", "cloud"}};
    return body;
}

Record PlatformBench::created(const char *resource, const QString &name)
{
    const auto record = awaited(client->create(table(resource), smallest(resource, name)));
    if (!record.ok())
        qFatal("cannot create %s: %s", resource, qPrintable(record.error().serverMessage));
    return *record;
}

std::vector<Record> PlatformBench::all(const char *resource, int pageSize, const std::vector<std::pair<QByteArray, QByteArray>> &filters, int *pages)
{
    std::vector<Record> out;
    api::ListQuery query{.filters = filters, .limit = pageSize};
    do {
        const auto page = awaited(client->list(&owner, table(resource), query));
        if (!page.ok())
            return {};
        out.insert(out.end(), page->items.begin(), page->items.end());
        query.cursor = page->nextCursor;
        if (pages)
            ++*pages;
    } while (!query.cursor.isEmpty() && out.size() < 1000);
    return out;
}

Talk::Talk(PlatformBench &bench, const QString &sessionId)
    : bench(bench),
      id(sessionId),
      feed(bench.client->openFeed(nullptr, sessionId))
{
    QObject::connect(feed.get(), &api::EventFeed::eventsArrived, feed.get(), [this](const api::Events &events) {
        arrived.insert(arrived.end(), events.begin(), events.end());
    });
    feed->open();
    if (!QTest::qWaitFor([this] { return feed->status().state == api::FeedStatus::State::Live; }, 20'000))
        qFatal("the feed does not go live: state %d", int(feed->status().state));
}

base::Result<api::Events> Talk::send(const api::Outgoing &outgoing)
{
    return awaited(bench.client->send(id, {outgoing}));
}

base::Result<api::Events> Talk::say(const QString &text)
{
    feed->expectTurn();
    return send({.text = text});
}

const api::Event *Talk::waitFor(const std::function<bool(const api::Event &)> &fits)
{
    const api::Event *found = nullptr;
    const bool came = QTest::qWaitFor(
        [&] {
            const auto it = std::find_if(arrived.cbegin(), arrived.cend(), fits);
            found = it == arrived.cend() ? nullptr : &*it;
            return found != nullptr;
        },
        20'000);
    return came ? found : nullptr;
}

const api::Event *Talk::waitFor(api::EventKind kind)
{
    return waitFor([kind](const api::Event &event) { return event.kind == kind; });
}

bool Talk::waitForTurn()
{
    const bool tells = bench.client->traits().statusEvents;
    int ends = 0;
    const bool ended = QTest::qWaitFor(
        [&] {
            ends = 0;
            for (const api::Event &event : stored())
                ends += tells ? event.kind == api::EventKind::StatusIdle || event.kind == api::EventKind::StatusTerminated : event.endsTurn;
            return ends > turnsEnded;
        },
        20'000);
    turnsEnded = ends;
    return ended;
}

api::Events Talk::stored() const
{
    api::Events out;
    QHash<QString, std::size_t> places;
    for (const api::Event &event : arrived) {
        if (event.identity.isEmpty())
            continue;
        const auto place = places.constFind(event.identity);
        if (place != places.cend()) {
            out[*place] = event;
            continue;
        }
        places.insert(event.identity, out.size());
        out.push_back(event);
    }
    return out;
}

int Talk::count(api::EventKind kind) const
{
    return int(std::count_if(arrived.begin(), arrived.end(), [kind](const api::Event &event) { return event.kind == kind; }));
}

} // namespace test
