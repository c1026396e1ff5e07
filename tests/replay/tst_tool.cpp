#include "backends/clients.h"
#include "tests/replay/replayrun.h"
#include "tests/support/testbase.h"

//! The judge is judged: it must see what is wrong, and the served list must be what a client can open.
class TestTool : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void equal();
    void anotherTextInHistory();
    void anEventLessInHistory();
    void aChunkLessInTheStream();
    void refusedAsRecorded();
    void brokenRecordings();
    void servesAList();

private:
    replay::Recording recording(const QString &name) const;
    replay::Verdict verdictOf(const replay::Recording &recording);

    std::vector<replay::Recording> m_all;
    base::SystemClock m_clock;
};

void TestTool::init()
{
    TestBase::init();
    if (m_all.empty())
        m_all = replay::load(QStringLiteral(MUSTER_FIXTURES "/openma")).value();
}

replay::Recording TestTool::recording(const QString &name) const
{
    for (const auto &one : m_all) {
        if (one.name == name)
            return one;
    }
    qFatal("no recording %s", qPrintable(name));
}

replay::Verdict TestTool::verdictOf(const replay::Recording &recording)
{
    replay::ReplayRun run(recording, true, &m_clock);
    std::optional<replay::Verdict> verdict;
    connect(&run, &replay::ReplayRun::finished, this, [&](const replay::Verdict &end) { verdict = end; });
    run.start();
    if (!QTest::qWaitFor([&] { return verdict.has_value(); }, 20'000))
        qFatal("no verdict");
    return *verdict;
}

void TestTool::equal()
{
    QVERIFY(m_all.size() >= 10);
    QCOMPARE(verdictOf(recording(QStringLiteral("501-think-chunks"))).kind, replay::Verdict::Kind::Equal);
}

void TestTool::anotherTextInHistory()
{
    replay::Recording one = recording(QStringLiteral("500-plain-chunks"));
    one.history[3]["content"][0]["text"] = "Something else.";
    const auto verdict = verdictOf(one);
    QCOMPARE(verdict.kind, replay::Verdict::Kind::Different);
    QVERIFY(verdict.words.startsWith(QStringLiteral("row 1")) && verdict.words.contains(QStringLiteral("Something else.")));
}

void TestTool::anEventLessInHistory()
{
    replay::Recording one = recording(QStringLiteral("502-bash-default"));
    std::erase_if(one.history, [](const base::Json &event) { return event.at("type") == "agent.tool_result"; });
    QCOMPARE(verdictOf(one).kind, replay::Verdict::Kind::Different);
}

void TestTool::aChunkLessInTheStream()
{
    replay::Recording one = recording(QStringLiteral("502-bash-default"));
    std::erase_if(one.chunks, [](const replay::Chunk &chunk) { return chunk.bytes.contains("agent.tool_use\n"); });
    QCOMPARE(verdictOf(one).kind, replay::Verdict::Kind::Different);
}

void TestTool::refusedAsRecorded()
{
    replay::Recording one = recording(QStringLiteral("500-plain-chunks"));
    one.status = 404;
    one.headers = {{"content-type", "application/json"}};
    one.chunks = {{std::chrono::milliseconds(1), "{\"error\":\"Session not found\"}", -1}};
    one.firstSequence = one.lastSequence = -1;
    QCOMPARE(verdictOf(one).kind, replay::Verdict::Kind::Refused);
}

void TestTool::brokenRecordings()
{
    QVERIFY(!replay::load(QStringLiteral(MUSTER_FIXTURES "/nothing-here")).ok());
}

void TestTool::servesAList()
{
    replay::Server server(m_all, {.fast = true, .byName = true}, &m_clock);
    QVERIFY(server.start());
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = server.url();
    const auto client = backends::makeClient(profile, replay::Server::key(), &m_clock, nullptr);
    std::optional<api::Page> page;
    client->list(this, *client->resource("sessions"), {})->then(this, [&](const auto &result) { page = result.value(); });
    QTRY_VERIFY(page);
    QCOMPARE(page->items.size(), m_all.size());
    QCOMPARE(page->items.front().string("title"), QStringLiteral("500 plain chunks"));
    for (const base::Record &session : page->items) { // every one can be opened, one after the other
        const std::unique_ptr<api::EventFeed> feed(client->openFeed(nullptr, session.id()));
        int stored = 0;
        connect(feed.get(), &api::EventFeed::eventsArrived, this, [&](const api::Events &events) {
            stored += int(std::count_if(events.begin(), events.end(), [](const api::Event &event) { return event.sequence >= 0; }));
        });
        feed->open();
        QTRY_VERIFY2(stored >= 4, qPrintable(session.id()));
    }
    // A recording takes no messages.
    std::optional<base::Error> refused;
    client->send(page->items.front().id(), {{.text = QStringLiteral("Hi")}})->then(this, [&](const auto &result) {
        refused = result.error();
    });
    QTRY_VERIFY(refused);
    QCOMPARE(refused->kind, base::Error::Kind::Conflict);
}

QTEST_GUILESS_MAIN(TestTool)
#include "tst_tool.moc"
