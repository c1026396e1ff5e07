#include "tests/unit/backends/feedharness.h"

#include "backends/clients.h"

#include <QUrlQuery>
#include <QtTest>

namespace test {

FeedHarness::FeedHarness(api::Platform platform)
    : m_numbered(platform == api::Platform::Openma)
{
    server.handle([this](const SeenRequest &request) { return answer(request); });
    api::Profile profile;
    profile.platform = platform;
    profile.baseUrl = server.url();
    client = backends::makeClient(profile, "test-key-0123456789", &clock, &log);
}

FeedHarness::~FeedHarness()
{
    owner.reset();
}

void FeedHarness::open()
{
    follow(client->openFeed(owner.get(), QStringLiteral("s1"), known));
}

void FeedHarness::openThread(const QString &thread)
{
    follow(client->openThreadFeed(owner.get(), QStringLiteral("s1"), thread, known));
}

void FeedHarness::follow(api::EventFeed *opened)
{
    feed = opened;
    QObject::connect(feed, &api::EventFeed::eventsArrived, owner.get(),
                     [this](const api::Events &events) { arrived.insert(arrived.end(), events.begin(), events.end()); });
    QObject::connect(feed, &api::EventFeed::statusChanged, owner.get(), [this](const api::FeedStatus &status) { told.append(status); });
    QObject::connect(feed, &api::EventFeed::sessionRead, owner.get(), [this](const base::Record &session) { sessions.append(session); });
    QObject::connect(feed, &api::EventFeed::eventSkipped, owner.get(), [this](const QByteArray &bytes) { skipped.append(bytes); });
    QObject::connect(feed, &api::EventFeed::backFilled, owner.get(), [this] { ++backFills; });
    feed->open();
}

void FeedHarness::openLive()
{
    open();
    QTRY_COMPARE(feed->status().state, api::FeedStatus::State::Live);
}

QByteArray FeedHarness::event(const QByteArray &type, int number, const QByteArray &more) const
{
    QByteArray out = "{\"type\":\"" + type + '"';
    if (m_numbered)
        out += ",\"seq\":" + QByteArray::number(number) + ",\"ts\":" + QByteArray::number(1'795'286'439'000LL + number * 1000);
    else
        out += ",\"id\":\"e" + QByteArray::number(number) + "\",\"processed_at\":\"2026-11-20T09:" + QByteArray::number(10 + number)
            + ":00Z\"";
    return out + (more.isEmpty() ? "" : ",") + more + '}';
}

QByteArray FeedHarness::message(int number, const QByteArray &text) const
{
    return event("agent.message", number,
        "\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"message_id\":\"m" + QByteArray::number(number) + '"');
}

QByteArray FeedHarness::frame(const QByteArray &json, const QByteArray &name)
{
    return (name.isEmpty() ? QByteArray() : "event: " + name + '\n') + "data: " + json + "\n\n";
}

void FeedHarness::live(const QByteArray &json)
{
    history.append(json);
    push(frame(json, "x"));
}

Script FeedHarness::answer(const SeenRequest &request)
{
    if (request.path().endsWith("/stream"))
        return onStream ? onStream(request) : Script::stream().chunk("retry: 1000\n\n");
    if (request.path().endsWith("/events"))
        return onListing ? onListing(request) : listing(request);
    if (request.path() == "/health")
        return Script::reply(200, health);
    if (request.path().endsWith("/pending"))
        return onPending ? onPending(request) : Script::reply(404, "{\"error\":\"not found\"}");
    return onSession ? onSession(request) : Script::reply(200, "{\"id\":\"s1\",\"status\":\"" + status + "\"}");
}

Script FeedHarness::listing(const SeenRequest &request) const
{
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
    const qint64 after = query.queryItemValue(QStringLiteral("after_seq")).toLongLong();
    const QString since = query.queryItemValue(QStringLiteral("created_at%5Bgte%5D"), QUrl::FullyDecoded);
    QByteArrayList out;
    for (const QByteArray &stored : history) {
        const auto json = base::parseJson(stored);
        const base::Record record(json.ok() ? *json : base::Json());
        if (record.integer("seq").value_or(after + 1) > after && (since.isEmpty() || record.string("processed_at") >= since))
            out.append(stored);
    }
    return Script::reply(200, "{\"data\":[" + out.join(',') + "],\"has_more\":false,\"next_page\":null}");
}

QByteArray FeedHarness::lastListing() const
{
    for (auto it = server.seen().rbegin(); it != server.seen().rend(); ++it) {
        if (it->path().endsWith("/events"))
            return it->target.mid(it->target.indexOf('?') + 1);
    }
    return {};
}

QStringList FeedHarness::identities() const
{
    QStringList out;
    for (const api::Event &event : arrived) {
        if (!event.identity.isEmpty() && !out.contains(event.identity))
            out.append(event.identity);
    }
    return out;
}

QList<api::FeedStatus::State> FeedHarness::states() const
{
    QList<api::FeedStatus::State> out;
    for (const api::FeedStatus &status : told)
        out.append(status.state);
    return out;
}

bool FeedHarness::afterTime(std::chrono::milliseconds step, bool condition)
{
    if (!condition)
        clock.advance(step);
    return condition;
}

} // namespace test
