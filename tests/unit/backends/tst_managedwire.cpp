#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"
#include "tests/unit/backends/feedharness.h"

using namespace std::chrono_literals;
using api::Verb;
using base::Json;
using State = api::FeedStatus::State;
using test::awaited;
using test::FeedHarness;
using test::Script;
using test::SeenRequest;

//! Managed Agents, clause by clause: what every request looks like (managed-agents.md; the clause is in each test's name).
class ManagedWireTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyRequestSaysVersionBetaAndOneCredential_1_2_1_3_1_4();
    void arraysAndTimesInQueries_1_5();
    void changesArePosts_1_5_1_14();
    void anEmptyPageWithACursorGoesOn_1_10();
    void aThreadsListingTakesNeitherOrderNorTime_7();
    void filtersTravelWithEveryPage_1_10();

private:
    static Script any(const SeenRequest &request);
};

Script ManagedWireTest::any(const SeenRequest &request)
{
    if (request.method == "GET" && !request.path().endsWith("_1"))
        return Script::reply(200, "{\"data\":[],\"next_page\":null}");
    return Script::reply(200, "{\"id\":\"x_1\",\"type\":\"x\"}");
}

void ManagedWireTest::everyRequestSaysVersionBetaAndOneCredential_1_2_1_3_1_4()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onSession = any;
    QObject owner;
    const auto everything = [&](const api::ResourceDescriptor &table) {
        const QString id = QStringLiteral("x_1");
        QVERIFY(awaited(h.client->list(&owner, table, {})).ok());
        QVERIFY(awaited(h.client->fetch(&owner, table, id)).ok());
        QVERIFY(awaited(h.client->create(table, Json{{"name", "n"}})).ok());
        QVERIFY(awaited(h.client->update(table, id, Json{{"name", "n"}})).ok());
        QVERIFY(awaited(h.client->archive(table, id)).ok());
        if (table.can(Verb::Delete))
            QVERIFY(awaited(h.client->remove(table, id)).ok());
        for (const api::ActionDescriptor &action : table.actions)
            QVERIFY(awaited(h.client->act(table, id, action)).ok());
        if (!table.versionsPath.isEmpty())
            QVERIFY(awaited(h.client->list(&owner, table.versionsOf(id), {})).ok());
    };
    for (const api::ResourceDescriptor &table : h.client->resources()) {
        everything(table);
        for (const api::ResourceDescriptor &part : table.parts)
            everything(part.inside(QStringLiteral("vlt_1")));
    }
    QVERIFY(awaited(h.client->listThreads(&owner, QStringLiteral("s1"))).ok());
    QVERIFY(awaited(h.client->send(QStringLiteral("s1"), {{.text = QStringLiteral("Hi")}})).ok());
    h.openLive();
    FeedHarness thread(api::Platform::Anthropic);
    thread.openThread(QStringLiteral("sthr_1"));
    QTRY_COMPARE(thread.state(), State::Live);
    QVERIFY(h.server.seen().size() > 30);
    for (const auto *server : {&h.server, &thread.server}) {
        for (const SeenRequest &request : server->seen()) {
            QVERIFY2(request.header("anthropic-version") == "2026-10-21", request.target.constData());
            QVERIFY2(request.header("anthropic-beta") == "managed-agents-2026-04-01", request.target.constData());
            QCOMPARE(request.count("anthropic-beta"), 1);
            QCOMPARE(request.count("x-api-key") + request.count("authorization"), 1);
            QVERIFY2(!request.target.contains("beta=true"), request.target.constData()); // §1.1
        }
    }
}

void ManagedWireTest::arraysAndTimesInQueries_1_5()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onSession = any;
    api::ListQuery query;
    query.filters = {{"statuses[]", "idle"}, {"statuses[]", "running"}, {"agent_id", "agent_1"}, {"include_archived", "true"}};
    QVERIFY(awaited(h.client->list(h.owner.get(), *h.client->resource("sessions"), query)).ok());
    QCOMPARE(h.server.seen().back().target,
             QByteArray("/v1/sessions?statuses%5B%5D=idle&statuses%5B%5D=running&agent_id=agent_1&include_archived=true&limit=100"));
    for (const api::FilterDescriptor &filter : h.client->resource("sessions")->filters)
        QVERIFY2(filter.kind != api::FilterDescriptor::Kind::Choice || filter.key == "statuses[]", filter.key.constData());

    h.openLive();
    QByteArrayList targets;
    for (const SeenRequest &request : h.server.seen())
        targets.append(request.target);
    QVERIFY(targets.contains("/v1/sessions/s1/events/stream?event_deltas%5B%5D=agent.message&event_deltas%5B%5D=agent.thinking"));
    QVERIFY(targets.contains("/v1/sessions/s1/events?limit=500&order=asc"));
    h.live(h.message(1)); // at 09:11:00
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, h.listings() == 2));
    // From a little before the newest known time on; in UTC, so that there is no plus to escape.
    QCOMPARE(h.lastListing(), QByteArray("limit=500&order=asc&created_at%5Bgte%5D=2026-11-20T09%3A10%3A50.000Z"));
}

void ManagedWireTest::changesArePosts_1_5_1_14()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onSession = any;
    for (const api::ResourceDescriptor &table : h.client->resources()) {
        QVERIFY(!table.replaces); // no PUT anywhere
        QVERIFY(awaited(h.client->update(table, QStringLiteral("x_1"), Json{{"description", nullptr}, {"metadata", {{"gone", nullptr}, {"kept", "v"}}}})).ok());
        QCOMPARE(h.server.seen().back().method, QByteArray("POST"));
        QCOMPARE(h.server.seen().back().body, QByteArray("{\"description\":null,\"metadata\":{\"gone\":null,\"kept\":\"v\"}}")); // null says: take it away
        QVERIFY(awaited(h.client->archive(table, QStringLiteral("x_1"))).ok());
        QVERIFY(h.server.seen().back().body.isEmpty() && h.server.seen().back().header("content-type").isEmpty());
    }
}

void ManagedWireTest::anEmptyPageWithACursorGoesOn_1_10()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onListing = [&h](const SeenRequest &request) {
        const bool second = request.target.contains("page=p2");
        return Script::reply(200, second ? "{\"data\":[" + h.message(1) + "],\"next_page\":null}" : QByteArray("{\"data\":[],\"next_page\":\"p2\"}"));
    };
    h.openLive();
    QCOMPARE(h.identities(), QStringList(QStringLiteral("e1")));
    QCOMPARE(h.listings(), 2);
}

void ManagedWireTest::aThreadsListingTakesNeitherOrderNorTime_7()
{
    FeedHarness h(api::Platform::Anthropic);
    h.history = {h.message(1)};
    h.openThread(QStringLiteral("sthr_1"));
    QTRY_COMPARE(h.state(), State::Live);
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, h.backFills == 2));
    int listings = 0;
    for (const SeenRequest &request : h.server.seen()) {
        if (request.path().endsWith("/threads/sthr_1/events")) {
            QCOMPARE(request.target, QByteArray("/v1/sessions/s1/threads/sthr_1/events?limit=500"));
            ++listings;
        }
    }
    QCOMPARE(listings, 2);
    QCOMPARE(h.identities().size(), 1);
}

void ManagedWireTest::filtersTravelWithEveryPage_1_10()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onSession = [](const SeenRequest &request) {
        return Script::reply(200, request.target.contains("page=") ? "{\"data\":[],\"next_page\":null}" : "{\"data\":[{\"id\":\"a\"}],\"next_page\":\"b+c=\",\"prev_page\":null}");
    };
    api::ListQuery query;
    query.filters = {{"statuses[]", "idle"}};
    const auto page = awaited(h.client->list(h.owner.get(), *h.client->resource("sessions"), query));
    QVERIFY(page.ok());
    query.cursor = page->nextCursor;
    QVERIFY(awaited(h.client->list(h.owner.get(), *h.client->resource("sessions"), query)).ok());
    QCOMPARE(h.server.seen().back().target, QByteArray("/v1/sessions?statuses%5B%5D=idle&limit=100&page=b%2Bc%3D"));
}

QTEST_GUILESS_MAIN(ManagedWireTest)
#include "tst_managedwire.moc"
