#include "backends/shared/httpclient.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"
#include "tests/unit/backends/feedharness.h"

#include <QSignalSpy>
#include <QUrlQuery>

using namespace std::chrono_literals;
using api::EventKind;
using State = api::FeedStatus::State;
using test::awaited;
using test::FeedHarness;
using test::Script;
using test::SeenRequest;

//! openma as it is hosted, clause by clause (openma.md; the clause is in each test's name).
class HostedTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void headersOfEveryRequest_1_2_15();
    void asksForArchivedEnvironmentsInItsOwnWords_4_2();
    void rowsAndFramesAreOneEvent_14_6();
    void resumesAfterTheLastListedRow_17_2();
    void pageParameterIsNeverUsed_17_1();
    void theQueueComesByTheStream_14_7();
    void theQueueIsAskedFor_14_7();
    void whatLeftTheQueueUnreadWasCancelled_14_7();
    void aQueueThatCannotBeReadTellsNothing_14_7();
    void pollingReadsTheQueueToo_14_7();
    void selfHostedHasNoQueue_14_7();
    void threadsHaveTheirOwnEvents_13_3();
    void aThreadsFullPageMayHaveANextOne_4_2();
    void threadRecords_13_3();
    void aSilentStreamOfNothingEnds_17_14();
    void stubsAreShown_17_16();

private:
    static QByteArray message(const QByteArray &id, const QByteArray &type = "agent.message");
    static QByteArray queued(const QByteArray &id);
    static QByteArray row(int sequence, const QByteArray &event);
    //! Hosted, and known to be.
    static void open(FeedHarness &h);
    static void ready(FeedHarness &h);
    static QStringList cancelled(const FeedHarness &h);
    static int asked(const FeedHarness &h) { return h.server.count("GET", "/v1/sessions/s1/pending"); }
};

QByteArray HostedTest::message(const QByteArray &id, const QByteArray &type)
{
    return "{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"processed_at\":\"2026-11-20T09:15:02Z\",\"content\":[{\"type\":\"text\",\"text\":\"t\"}]}";
}

QByteArray HostedTest::queued(const QByteArray &id)
{
    return "{\"type\":\"user.message\",\"id\":\"" + id + "\",\"content\":[{\"type\":\"text\",\"text\":\"and then?\"}]}";
}

QByteArray HostedTest::row(int sequence, const QByteArray &event)
{
    return "{\"seq\":" + QByteArray::number(sequence) + ",\"type\":\"x\",\"data\":" + event + ",\"ts\":1795286439}";
}

void HostedTest::ready(FeedHarness &h)
{
    h.health = "{\"status\":\"ok\"}";
    h.onPending = [](const SeenRequest &) { return Script::reply(200, "{\"data\":[]}"); };
    QSignalSpy known(h.client.get(), &api::Client::traitsChanged);
    (void)awaited(h.client->testConnection(h.owner.get())); // asks which kind it is; what it lists does not matter
    if (known.isEmpty())
        QVERIFY(known.wait());
    QVERIFY(h.client->traits().queuesMessages);
}

void HostedTest::open(FeedHarness &h)
{
    ready(h);
    h.openLive();
}

QStringList HostedTest::cancelled(const FeedHarness &h)
{
    QStringList out;
    for (const api::Event &event : h.arrived) {
        if (event.kind == EventKind::Bookkeeping && event.denied)
            out.append(event.messageId);
    }
    return out;
}

void HostedTest::headersOfEveryRequest_1_2_15()
{
    FeedHarness h(api::Platform::Openma);
    open(h);
    for (const SeenRequest &request : h.server.seen()) {
        const QByteArray agent = request.header("user-agent");
        QVERIFY2(agent.startsWith("Mozilla/5.0 (compatible; Muster/"), agent.constData());
        QCOMPARE(request.count("user-agent"), 1);
        QCOMPARE(request.count("x-api-key"), 1);
        for (const char *name : {"authorization", "x-active-tenant", "anthropic-version", "anthropic-beta", "idempotency-key", "cookie"}) // §2, §15
            QVERIFY2(request.count(name) == 0, name);
    }
    FeedHarness other(api::Platform::Anthropic);
    other.openLive();
    QVERIFY(other.server.seen().front().header("user-agent").startsWith("Muster/"));
}

void HostedTest::asksForArchivedEnvironmentsInItsOwnWords_4_2()
{
    FeedHarness h(api::Platform::Openma);
    h.onSession = [](const SeenRequest &) { return Script::reply(200, "{\"data\":[]}"); };
    api::ListQuery query;
    query.filters = {{"include_archived", "true"}};
    for (const char *id : {"environments", "agents", "vaults"})
        QVERIFY(awaited(h.client->list(h.owner.get(), *h.client->resource(id), query)).ok());
    QCOMPARE(h.server.seen().at(0).target, QByteArray("/v1/environments?include_archived=true&status=any&limit=100"));
    QCOMPARE(h.server.seen().at(1).target, QByteArray("/v1/agents?include_archived=true&limit=100"));
    QCOMPARE(h.server.seen().at(2).target, QByteArray("/v1/vaults?include_archived=true&limit=100"));
    QVERIFY(awaited(h.client->list(h.owner.get(), *h.client->resource("environments"), {})).ok());
    QCOMPARE(h.server.seen().at(3).target, QByteArray("/v1/environments?limit=100"));
}

void HostedTest::rowsAndFramesAreOneEvent_14_6()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {row(1, message("sevt-a", "user.message")), row(2, message("sevt-b"))};
    open(h);
    QCOMPARE(h.arrived.front().sequence, 1);
    h.push(FeedHarness::frame(message("sevt-b"))); // no number, the same id
    h.push(FeedHarness::frame(message("sevt-c")));
    QTRY_VERIFY(h.identities().contains(QStringLiteral("sevt-c")));
    QCOMPARE(h.identities(), QStringList({QStringLiteral("sevt-a"), QStringLiteral("sevt-b"), QStringLiteral("sevt-c")}));
}

void HostedTest::resumesAfterTheLastListedRow_17_2()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {row(7, message("sevt-a", "user.message"))};
    open(h);
    h.push(FeedHarness::frame(message("sevt-b")));
    QTRY_VERIFY(h.identities().contains(QStringLiteral("sevt-b")));
    h.history.append(row(8, message("sevt-b")));
    h.history.append(row(9, message("sevt-c"))); // while nobody listens
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, h.identities().contains(QStringLiteral("sevt-c"))));
    QVERIFY2(h.lastListing().contains("after_seq=7"), h.lastListing().constData()); // a frame has no number to go by
    QCOMPARE(h.identities().size(), 3);
    for (const SeenRequest &request : h.server.seen()) // and no stream one to resume after
        QVERIFY(request.header("last-event-id").isEmpty());
}

void HostedTest::pageParameterIsNeverUsed_17_1()
{
    FeedHarness h(api::Platform::Openma);
    h.onListing = [](const SeenRequest &request) { // it offers a page that leads back to itself
        const bool second = request.target.contains("after_seq=2");
        const QByteArray rows = second ? row(3, message("sevt-c")) : row(1, message("sevt-a")) + ',' + row(2, message("sevt-b"));
        return Script::reply(200, "{\"data\":[" + rows + "],\"has_more\":" + (second ? "false" : "true") + ",\"next_page\":\"seq_2\"}");
    };
    open(h);
    QCOMPARE(h.identities().size(), 3);
    QCOMPARE(h.listings(), 2);
    for (const SeenRequest &request : h.server.seen())
        QVERIFY(!request.target.contains("page="));
}

void HostedTest::theQueueComesByTheStream_14_7()
{
    FeedHarness h(api::Platform::Openma);
    open(h);
    const auto pending = [](const QByteArray &id) {
        return FeedHarness::frame("{\"type\":\"system.user_message_pending\",\"event_id\":\"" + id
                                  + "\",\"pending_seq\":1,\"enqueued_at\":1795286450000,\"event\":" + queued(id) + "}");
    };
    h.push(pending("sevt-a") + pending("sevt-b")); // both with the number of the queue's head (§17.15)
    QTRY_COMPARE(h.arrived.size(), std::size_t(2));
    QVERIFY(h.arrived[0].queued && h.arrived[1].queued);
    QCOMPARE(h.arrived[1].identity, QStringLiteral("sevt-b"));
    h.push(FeedHarness::frame(message("sevt-a", "user.message"))
           + FeedHarness::frame("{\"type\":\"system.user_message_promoted\",\"event_id\":\"sevt-a\",\"seq\":4,\"processed_at\":\"2026-11-20T09:15:02Z\"}"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(4));
    QVERIFY(!h.arrived[2].queued);
    QCOMPARE(h.arrived[3].kind, EventKind::Bookkeeping);
    QVERIFY(!h.arrived[3].denied);
    h.push(FeedHarness::frame("{\"type\":\"system.user_message_cancelled\",\"event_id\":\"sevt-b\",\"pending_seq\":2,\"cancelled_at\":1795286460000}"));
    QTRY_COMPARE(cancelled(h), QStringList(QStringLiteral("sevt-b")));
}

void HostedTest::theQueueIsAskedFor_14_7()
{
    FeedHarness h(api::Platform::Openma);
    ready(h);
    h.onPending = [](const SeenRequest &) {
        return Script::reply(200, "{\"data\":[{\"pending_seq\":3,\"enqueued_at\":1795286450000,\"session_thread_id\":\"sthr_primary\",\"type\":"
                                  "\"user.message\",\"event_id\":\"sevt-q\",\"cancelled_at\":null,\"data\":" + queued("sevt-q") + "}]}");
    };
    h.openLive();
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    QCOMPARE(h.arrived[0].identity, QStringLiteral("sevt-q"));
    QCOMPARE(h.arrived[0].text(), QByteArray("and then?"));
    QVERIFY(h.arrived[0].queued);
    QVERIFY(h.arrived[0].threadId.isEmpty());
    QCOMPARE(asked(h), 1);
    // And again after every reconnection; what is known is not told twice.
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, asked(h) == 2));
    QCOMPARE(h.arrived.size(), std::size_t(1));
}

void HostedTest::whatLeftTheQueueUnreadWasCancelled_14_7()
{
    FeedHarness h(api::Platform::Openma);
    open(h);
    for (const QByteArray &id : {QByteArray("sevt-a"), QByteArray("sevt-b")})
        h.push(FeedHarness::frame("{\"type\":\"system.user_message_pending\",\"event_id\":\"" + id + "\",\"event\":" + queued(id) + "}"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(2));
    // While nobody listens one is taken up, and an interrupt cancels the other.
    h.history.append(row(1, message("sevt-a", "user.message")));
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, !cancelled(h).isEmpty()));
    QCOMPARE(cancelled(h), QStringList(QStringLiteral("sevt-b")));
}

void HostedTest::aQueueThatCannotBeReadTellsNothing_14_7()
{
    for (const auto &answer : {Script::reply(404, "{\"error\":\"not found\"}"), Script::reply(500, "oops", "text/plain"),
                               Script::reply(200, "<html></html>", "text/html"), Script::reply(200, "{\"data\":[{\"what\":1}]}"),
                               Script::reply(200, "{\"data\":[")}) {
        FeedHarness h(api::Platform::Openma);
        open(h);
        QTRY_COMPARE(asked(h), 1);
        h.push(FeedHarness::frame("{\"type\":\"system.user_message_pending\",\"event_id\":\"sevt-a\",\"event\":" + queued("sevt-a") + "}"));
        QTRY_COMPARE(h.arrived.size(), std::size_t(1));
        h.onPending = [&answer](const SeenRequest &) { return answer; };
        h.server.cutAll(test::Cut::Rst);
        QTRY_VERIFY(h.afterTime(500ms, asked(h) == 2));
        QVERIFY(h.server.canPush());
        h.push(FeedHarness::frame(message("sevt-z"))); // by the time this is here the other answer is, too
        QVERIFY(awaited(h.client->fetch(h.owner.get(), *h.client->resource("agents"), QStringLiteral("a"))).ok());
        QTRY_VERIFY(h.identities().contains(QStringLiteral("sevt-z")));
        QVERIFY(cancelled(h).isEmpty());
        QCOMPARE(h.state(), State::Live);
        QVERIFY(h.skipped.isEmpty());
    }
}

void HostedTest::pollingReadsTheQueueToo_14_7()
{
    FeedHarness h(api::Platform::Openma);
    ready(h);
    auto *transport = static_cast<backends::HttpClient *>(h.client.get())->transport();
    QObject streams;
    while (transport->openStream(&streams, {})) { }
    h.openLive();
    QVERIFY(h.feed->status().polling);
    QTRY_COMPARE(asked(h), 1);
    h.onPending = [](const SeenRequest &) {
        return Script::reply(200, "{\"data\":[{\"event_id\":\"sevt-q\",\"type\":\"user.message\",\"data\":" + queued("sevt-q") + "}]}");
    };
    QTRY_VERIFY(h.afterTime(500ms, h.identities().contains(QStringLiteral("sevt-q"))));
    h.history.append(row(1, message("sevt-q", "user.message")));
    h.onPending = [](const SeenRequest &) { return Script::reply(200, "{\"data\":[]}"); };
    QTRY_VERIFY(h.afterTime(500ms, !h.arrived.back().queued));
    QVERIFY(cancelled(h).isEmpty());
}

void HostedTest::selfHostedHasNoQueue_14_7()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, h.backFills == 2));
    QVERIFY(awaited(h.client->fetch(h.owner.get(), *h.client->resource("agents"), QStringLiteral("a"))).ok());
    QCOMPARE(asked(h), 0);
}

void HostedTest::threadsHaveTheirOwnEvents_13_3()
{
    FeedHarness h(api::Platform::Openma);
    ready(h);
    h.history = {row(4, "{\"type\":\"agent.message\",\"id\":\"sevt-a\",\"session_thread_id\":\"sthr_1\",\"content\":[],\"processed_at_ms\":1795286439000}")};
    h.openThread(QStringLiteral("sthr_1"));
    QTRY_COMPARE(h.state(), State::Live);
    QByteArrayList targets;
    for (const SeenRequest &request : h.server.seen()) {
        if (request.path().startsWith("/v1/sessions/s1"))
            targets.append(request.target);
    }
    QVERIFY(targets.contains("/v1/sessions/s1/threads/sthr_1/stream?include=chunks"));
    QVERIFY(targets.contains("/v1/sessions/s1/threads/sthr_1/events?limit=500"));
    QTRY_COMPARE(h.server.count("GET", "/v1/sessions/s1/pending"), 1);
    QVERIFY(h.server.seen().back().target.endsWith("/pending?session_thread_id=sthr_1"));
    h.push(FeedHarness::frame("{\"type\":\"agent.message_stream_start\",\"message_id\":\"m\",\"session_thread_id\":\"sthr_1\"}")
           + FeedHarness::frame("{\"type\":\"agent.message_chunk\",\"message_id\":\"m\",\"delta\":\"Hi\",\"session_thread_id\":\"sthr_1\"}")
           + FeedHarness::frame("{\"type\":\"session.thread_idle\",\"id\":\"sevt-i\",\"session_thread_id\":\"sthr_1\"}"));
    QTRY_COMPARE(h.arrived.size(), std::size_t(4));
    for (const api::Event &event : h.arrived)
        QVERIFY(event.threadId.isEmpty()); // there it is what everything is about
    QCOMPARE(h.arrived[0].identity, QStringLiteral("sevt-a"));
    QCOMPARE(h.arrived[2].delta, QByteArray("Hi"));
    QCOMPARE(h.arrived[3].kind, EventKind::StatusIdle);
}

void HostedTest::aThreadsFullPageMayHaveANextOne_4_2()
{
    FeedHarness h(api::Platform::Openma);
    ready(h);
    h.onListing = [](const SeenRequest &request) { // as many as asked for, and not a word whether there are more
        const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
        const int after = query.queryItemValue(QStringLiteral("after_seq")).toInt();
        QByteArrayList rows;
        for (int seq = after + 1; seq <= std::min(after + 500, 1200); ++seq)
            rows.append(row(seq, message("sevt-" + QByteArray::number(seq))));
        return Script::reply(200, "{\"data\":[" + rows.join(',') + "]}");
    };
    h.openThread(QStringLiteral("sthr_1"));
    QTRY_COMPARE(h.state(), State::Live);
    QCOMPARE(h.identities().size(), 1200);
    QCOMPARE(h.server.count("GET", "/v1/sessions/s1/threads/sthr_1/events"), 3);
}

void HostedTest::threadRecords_13_3()
{
    FeedHarness h(api::Platform::Openma);
    h.onSession = [](const SeenRequest &) {
        return Script::reply(200, test::fixture(QStringLiteral("openma/hosted-threads.json")));
    };
    const auto threads = awaited(h.client->listThreads(h.owner.get(), QStringLiteral("s1")));
    QVERIFY(threads.ok());
    QCOMPARE(threads->size(), std::size_t(3));
    QVERIFY(threads->at(0).primary);
    QCOMPARE(threads->at(1).name, QStringLiteral("Link checker"));
    QVERIFY(!threads->at(1).primary && !threads->at(1).archived);
    QVERIFY(threads->at(2).archived);
    QVERIFY(threads->at(1).createdAt.isValid());
}

void HostedTest::aSilentStreamOfNothingEnds_17_14()
{
    // The stream of a session that is not there opens all the same; its listing says so.
    FeedHarness h(api::Platform::Openma);
    ready(h);
    h.onListing = [](const SeenRequest &) {
        return Script::reply(404, "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"Session not found\"}}");
    };
    h.open();
    QTRY_COMPARE(h.state(), State::Failed);
    QCOMPARE(h.feed->status().error->kind, base::Error::Kind::NotFound);
    QTRY_VERIFY(!h.server.canPush()); // nobody goes on listening
}

void HostedTest::stubsAreShown_17_16()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {row(1, message("sevt-a", "user.message")),
                 "{\"seq\":2,\"type\":\"agent.message\",\"data\":{\"_spilled\":{\"r2_key\":\"k\",\"original_bytes\":600000},\"_spill_lost\":true},\"ts\":1795286440}",
                 "{\"seq\":3,\"type\":\"agent.tool_result\",\"data\":{\"_parse_error\":\"bad\",\"_raw_preview\":\"{\"},\"ts\":1795286441}"};
    open(h);
    QVERIFY(h.skipped.isEmpty());
    QCOMPARE(h.arrived.size(), std::size_t(3));
    QCOMPARE(h.arrived[1].kind, EventKind::AgentMessage);
    QCOMPARE(h.arrived[1].identity, QStringLiteral("seq:2"));
    QCOMPARE(h.arrived[1].content.size(), std::size_t(1));
    QCOMPARE(h.arrived[1].content[0].kind, api::ContentBlock::Kind::Other);
    QVERIFY(h.arrived[1].content[0].text.contains("600000"));
    QVERIFY(!h.arrived[1].raw.contains("agent.message")); // the server's bytes, nothing of ours
    QCOMPARE(h.arrived[2].kind, EventKind::ToolResult);
    QCOMPARE(h.arrived[2].sequence, 3);
}

QTEST_GUILESS_MAIN(HostedTest)
#include "tst_hosted.moc"
