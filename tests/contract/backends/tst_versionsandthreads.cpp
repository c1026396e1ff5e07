#include "tests/contract/backends/platformbench.h"
#include "tests/support/testbase.h"

using api::EventKind;
using base::Error;
using base::Json;
using base::Record;
using test::awaited;
using test::PlatformBench;
using test::Talk;

//! An agent's versions and a session's threads on every wire.
class TestVersionsAndThreads : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void agentVersions_ma3_6_oma17_10();
    void aSessionCanPinAnOlderVersion_ma5_2_oma13_2();
    void threads_ma7_oma13_3();
    void theStreamOfAThread_ma7();

private:
    std::unique_ptr<PlatformBench> m_bench;
};

void TestVersionsAndThreads::initTestCase_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("managed agents") << api::Platform::Anthropic;
    QTest::newRow("openma") << api::Platform::Openma;
}

void TestVersionsAndThreads::init()
{
    TestBase::init();
    QFETCH_GLOBAL(api::Platform, platform);
    m_bench = std::make_unique<PlatformBench>(platform);
}

void TestVersionsAndThreads::agentVersions_ma3_6_oma17_10()
{
    const auto &agents = m_bench->table("agents");
    const Record made = m_bench->created("agents", QStringLiteral("First"));
    for (const char *name : {"Second", "Third"}) {
        const Record now = awaited(m_bench->client->fetch(this, agents, made.id())).value();
        QVERIFY(awaited(m_bench->client->update(agents, made.id(), Json{{"name", name}, {"version", now.integer("version").value()}})).ok());
    }
    QVERIFY(!agents.versionsPath.isEmpty());
    const auto page = awaited(m_bench->client->list(this, agents.versionsOf(made.id()), {}));
    QVERIFY(page.ok());
    QStringList names;
    for (const Record &version : page->items) {
        QCOMPARE(version.id(), made.id());
        QVERIFY(version.integer("version").has_value());
        names.append(version.string("name"));
    }
    names.sort();
    QVERIFY(names.contains(QStringLiteral("First")) && names.contains(QStringLiteral("Second")));
    QFETCH_GLOBAL(api::Platform, platform);
    QCOMPARE(names.contains(QStringLiteral("Third")), platform == api::Platform::Anthropic); // openma leaves the current one out
    // A missing listing greys the versions, not the agents.
    QVERIFY(!awaited(m_bench->client->list(this, agents.versionsOf(QStringLiteral("agent_nope")), {})).ok());
    QVERIFY(!m_bench->client->refusal("agents", api::Verb::List));
}

void TestVersionsAndThreads::aSessionCanPinAnOlderVersion_ma5_2_oma13_2()
{
    const auto &agents = m_bench->table("agents");
    const Record made = m_bench->created("agents", QStringLiteral("Old"));
    QVERIFY(awaited(m_bench->client->update(agents, made.id(), Json{{"name", "New"}, {"version", 1}})).ok());
    Json body = m_bench->smallest("sessions", QStringLiteral("Pinned"));
    body["agent"] = Json{{"type", "agent"}, {"id", base::fromQString(made.id())}, {"version", 1}};
    const auto session = awaited(m_bench->client->create(m_bench->table("sessions"), body));
    QVERIFY(session.ok());
    const Record now = awaited(m_bench->client->fetch(this, m_bench->table("sessions"), session->id())).value();
    // Where the descriptor offers no versions, the server must be known not to care for one.
    const bool pins = m_bench->table("sessions").field("agent")->pinsVersion;
    QCOMPARE(now.integer("agent.version").value_or(-1), pins ? qint64(1) : qint64(2));
}

void TestVersionsAndThreads::threads_ma7_oma13_3()
{
    const QString session = m_bench->created("sessions", QStringLiteral("Many voices")).id();
    const auto threads = awaited(m_bench->client->listThreads(this, session));
    QVERIFY(threads.ok());
    const auto primaries = std::count_if(threads->begin(), threads->end(), [](const api::Thread &thread) { return thread.primary; });
    QVERIFY(primaries <= 1);
    if (m_bench->client->traits().threads)
        QCOMPARE(primaries, 1);
    QCOMPARE(awaited(m_bench->client->listThreads(this, QStringLiteral("sesn_nope"))).error().kind, Error::Kind::NotFound);
}

void TestVersionsAndThreads::theStreamOfAThread_ma7()
{
    if (!m_bench->client->traits().threads)
        QSKIP("this server runs no threads");
    Talk talk(*m_bench, m_bench->created("sessions", QStringLiteral("Two ears")).id());
    const auto threads = awaited(m_bench->client->listThreads(this, talk.id));
    QVERIFY(threads.ok() && !threads->empty());
    const std::unique_ptr<api::EventFeed> feed(m_bench->client->openThreadFeed(nullptr, talk.id, threads->front().id));
    QVERIFY(feed);
    api::Events heard;
    connect(feed.get(), &api::EventFeed::eventsArrived, this, [&](const api::Events &events) { heard.insert(heard.end(), events.begin(), events.end()); });
    feed->open();
    QTRY_COMPARE_WITH_TIMEOUT(feed->status().state, api::FeedStatus::State::Live, 10'000);
    QVERIFY(talk.say(QStringLiteral("Hello there")).ok());
    QVERIFY(talk.waitForTurn());
    QTRY_VERIFY(std::any_of(heard.begin(), heard.end(), [](const api::Event &event) { return event.kind == EventKind::AgentMessage; }));
    for (const api::Event &event : heard)
        QVERIFY(event.threadId.isEmpty());
}

QTEST_GUILESS_MAIN(TestVersionsAndThreads)
#include "tst_versionsandthreads.moc"
