#include "api/eventfeed.h"
#include "api/profile.h"
#include "backends/clients.h"
#include "net/trafficlog.h"
#include "net/transport.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"

#include <QSet>
#include <QSignalSpy>

#include <numeric>

using namespace std::chrono_literals;
using State = api::FeedStatus::State;
using test::Script;

//! Many sessions followed at once (R12), as counts: the times are in ./dev bench.
class ManyStreamsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void twentyStreamsAreTwentyConnections();
    void readsAreNotQueuedBehindStreams();
    void afterTwentyFourStreamsPollingBegins();

private:
    void follow(int count);
    QSet<int> connectionsOf(const QByteArray &ending) const;
    int count(const QByteArray &path) const { return m_server->count("GET", path); }
    QByteArray session(std::size_t number) const { return "/v1/sessions/s" + QByteArray::number(qint64(number)); }

    std::unique_ptr<test::ScriptedServer> m_server;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<api::Client> m_client;
    std::vector<std::unique_ptr<api::EventFeed>> m_feeds;
};

void ManyStreamsTest::init()
{
    TestBase::init();
    m_server = std::make_unique<test::ScriptedServer>();
    m_server->handle([](const test::SeenRequest &request) {
        if (request.path().endsWith("/events/stream"))
            return Script::stream().chunk(": hello\n\n");
        return Script::reply(200, request.path().endsWith("s") ? "{\"data\":[],\"next_page\":null}" : "{\"id\":\"s\",\"status\":\"idle\"}");
    });
    m_clock = std::make_unique<test::FakeClock>();
    api::Profile profile;
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = m_server->url();
    m_client = backends::makeClient(profile, QByteArrayLiteral("test-key-0123456789"), m_clock.get(), nullptr);
}

void ManyStreamsTest::cleanup()
{
    m_feeds.clear();
    m_client.reset();
    m_server.reset();
}

void ManyStreamsTest::follow(int count)
{
    for (int i = 0; i < count; ++i) {
        m_feeds.emplace_back(m_client->openFeed(nullptr, QStringLiteral("s%1").arg(m_feeds.size())));
        m_feeds.back()->open();
    }
    for (const auto &feed : m_feeds)
        QTRY_COMPARE(feed->status().state, State::Live);
}

QSet<int> ManyStreamsTest::connectionsOf(const QByteArray &ending) const
{
    QSet<int> out;
    for (const test::SeenRequest &request : m_server->seen()) {
        if (request.path().endsWith(ending))
            out.insert(request.connection);
    }
    return out;
}

void ManyStreamsTest::twentyStreamsAreTwentyConnections()
{
    follow(20);
    const QSet<int> streams = connectionsOf("/stream");
    QCOMPARE(streams.size(), 20);
    const QSet<int> listings = connectionsOf("/events");
    QVERIFY(!listings.intersects(streams));
    QVERIFY2(listings.size() <= 6, qPrintable(QString::number(listings.size()))); // a manager's own limit for a host
    for (std::size_t i = 0; i < 20; ++i) {
        QCOMPARE(count(session(i) + "/events/stream"), 1);
        QCOMPARE(count(session(i) + "/events"), 1);
    }
    QCOMPARE(m_server->connections(), int(streams.size() + listings.size()));

    m_feeds.clear();
    QTRY_COMPARE(m_server->open(), int(listings.size())); // no stream is left behind
}

void ManyStreamsTest::readsAreNotQueuedBehindStreams()
{
    follow(20);
    QObject owner;
    int answered = 0;
    for (int i = 0; i < 30; ++i) {
        m_client->list(&owner, *m_client->resource("agents"), {})->then(&owner, [&answered](const base::Result<api::Page> &page) {
            answered += page.ok();
        });
    }
    QTRY_COMPARE(answered, 30); // no clock moves: nothing waited for a deadline
    QCOMPARE(count("/v1/agents"), 30);
    QVERIFY(!connectionsOf("/agents").intersects(connectionsOf("/stream")));
    // And the streams are heard as before.
    std::vector<int> heard(m_feeds.size());
    for (std::size_t i = 0; i < m_feeds.size(); ++i)
        QObject::connect(m_feeds[i].get(), &api::EventFeed::eventsArrived, &owner, [&heard, i](const api::Events &events) { heard[i] += int(events.size()); });
    m_server->push("data: {\"type\":\"session.status_idle\",\"id\":\"e1\",\"processed_at\":\"2026-11-20T09:10:00Z\"}\n\n");
    QTRY_COMPARE(std::accumulate(heard.begin(), heard.end(), 0), 1);
}

void ManyStreamsTest::afterTwentyFourStreamsPollingBegins()
{
    QCOMPARE(net::Transport::maxStreams, 24);
    follow(25);
    QCOMPARE(connectionsOf("/stream").size(), 24);
    for (std::size_t i = 0; i < 24; ++i)
        QVERIFY(!m_feeds[i]->status().polling);
    QVERIFY(m_feeds[24]->status().polling);
    QCOMPARE(count(session(24) + "/events/stream"), 0);
    QCOMPARE(count(session(24) + "/events"), 1);
    QSignalSpy listed(m_feeds[24].get(), &api::EventFeed::backFilled);
    for (int i = 2; i <= 4; ++i) { // listed every ten seconds while nothing runs
        m_clock->advance(9s);
        QCOMPARE(count(session(24) + "/events"), i - 1);
        m_clock->advance(1s);
        QTRY_COMPARE(listed.size(), i - 1);
        QCOMPARE(count(session(24) + "/events"), i);
    }
    QCOMPARE(count(session(0) + "/events"), 1); // the others have their streams

    m_feeds.erase(m_feeds.begin()); // one place is free: taken with the next look
    QTRY_COMPARE(m_server->open(), 23 + int(connectionsOf("/events").size()));
    m_clock->advance(10s);
    QTRY_COMPARE(count(session(24) + "/events/stream"), 1);
    QTRY_VERIFY(!m_feeds.back()->status().polling);
}

QTEST_GUILESS_MAIN(ManyStreamsTest)
#include "tst_manystreams.moc"
