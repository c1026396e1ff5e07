#include "backends/shared/httpclient.h"
#include "backends/shared/ssefeed.h"
#include "net/eventstream.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/awaited.h"
#include "tests/unit/backends/feedharness.h"

#include <QSignalSpy>

using namespace std::chrono_literals;
using State = api::FeedStatus::State;
using base::Error;
using test::FeedHarness;
using test::Script;

//! The feed on both wires: opening, merging, losing and finding again.
class TestSseFeed : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void opensThenLists_data();
    void opensThenLists();
    void tellsNothingInsideOpen();
    void mergesWhatCameMeanwhile();
    void severalPages();
    void heldItAsksForNoFurtherPage();
    void heldTheStreamWaits();
    void muchWhileTheHistoryIsReadWaitsOutside();
    void asksForPreviews();
    void gathersFrames();
    void previewsEndWithTheConnection();
    void fragmentsWithoutABeginning();
    void reconnectsAndListsWhatIsMissing_data();
    void reconnectsAndListsWhatIsMissing();
    void serverWithoutTimeFilter();
    void brokenFrame();
    void brokenFrameIsFoundThoughLaterOnesCame();
    void brokenEventInHistory();
    void errorFrame();
    void errorFrameThatIsFinal();
    void sessionDeleted();
    void sessionGoneAtOnce();
    void sessionGoneLater();
    void removedThroughTheClient();
    void keyRefusedStopsEveryFeed();
    void listingFailsAndRecovers();
    void listingIsAWebPage();
    void historyWithoutStream();
    void closeAndOpenAgain();
    void closedInsideItsSignals();
    void retryNow();
    void pollsWhenStreamsAreTaken();
    void aReplayThatIsCutLosesNothing_observed_4();
};

namespace {

void addPlatforms()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("anthropic") << api::Platform::Anthropic;
    QTest::newRow("openma") << api::Platform::Openma;
}

QByteArray start(const QByteArray &id)
{
    return "{\"type\":\"agent.message_stream_start\",\"message_id\":\"" + id + "\"}";
}

QByteArray chunk(const QByteArray &id, const QByteArray &text)
{
    return "{\"type\":\"agent.message_chunk\",\"message_id\":\"" + id + "\",\"delta\":\"" + text + "\"}";
}

} // namespace

void TestSseFeed::opensThenLists_data()
{
    addPlatforms();
}

void TestSseFeed::opensThenLists()
{
    QFETCH(api::Platform, platform);
    FeedHarness h(platform);
    h.history = {h.message(1), h.message(2)};
    h.open();
    QTRY_COMPARE(h.state(), State::Live);
    QCOMPARE(h.states(), (QList<State>{State::Connecting, State::BackFilling, State::Live}));
    QCOMPARE(h.identities().size(), 2);
    QCOMPARE(h.backFills, 1);
    const bool streamFirst
        = h.server.seen().at(0).path().endsWith("/stream") || h.server.seen().at(1).path().endsWith("/stream"); // beside openma's /health
    QVERIFY(streamFirst);
    h.live(h.message(3, "new"));
    QTRY_COMPARE(h.identities().size(), 3);
    QCOMPARE(h.arrived.back().text(), QByteArray("new"));
    QCOMPARE(h.listings(), 1);
    QVERIFY(!h.feed->status().polling);
}

void TestSseFeed::tellsNothingInsideOpen()
{
    FeedHarness h(api::Platform::Anthropic);
    h.open();
    QVERIFY(h.told.isEmpty());
    QCOMPARE(h.state(), State::Connecting);
    QTRY_COMPARE(h.state(), State::Live);
}

void TestSseFeed::mergesWhatCameMeanwhile()
{
    FeedHarness h(api::Platform::Anthropic);
    // The stream brings 2 (again), 3 and previews before the history has told 1 and 2.
    const QByteArray preview = "{\"type\":\"event_start\",\"event\":{\"type\":\"agent.message\",\"id\":\"e2\"}}";
    const QByteArray open = "{\"type\":\"event_start\",\"event\":{\"type\":\"agent.message\",\"id\":\"e9\"}}";
    h.onStream = [&](const auto &) {
        return Script::stream().chunk(FeedHarness::frame(preview, "event_start") + FeedHarness::frame(h.message(2), "x")
            + FeedHarness::frame(h.message(3), "x") + FeedHarness::frame(open, "event_start"));
    };
    bool held = false;
    h.onListing = [&](const auto &) {
        held = true;
        return Script::reply(200, "{\"data\":[" + h.message(1) + ',' + h.message(2) + "]}");
    };
    h.open();
    QTRY_COMPARE(h.state(), State::Live);
    QVERIFY(held);
    QCOMPARE(h.identities(), (QStringList{QStringLiteral("e1"), QStringLiteral("e2"), QStringLiteral("e3")}));
    QStringList previews;
    for (const api::Event &event : h.arrived) {
        if (event.kind == api::EventKind::PreviewStart)
            previews.append(event.previewId);
    }
    QCOMPARE(previews, QStringList{QStringLiteral("e9")}); // e2 was committed already
}

void TestSseFeed::severalPages()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onListing = [&](const test::SeenRequest &request) {
        return request.target.contains("page=p2") ? Script::reply(200, "{\"data\":[" + h.message(2) + "],\"next_page\":null}")
                                                  : Script::reply(200, "{\"data\":[" + h.message(1) + "],\"next_page\":\"p2\"}");
    };
    h.openLive();
    QCOMPARE(h.identities(), (QStringList{QStringLiteral("e1"), QStringLiteral("e2")}));
    QCOMPARE(h.listings(), 2);
}

void TestSseFeed::heldItAsksForNoFurtherPage()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onListing = [&](const test::SeenRequest &request) {
        return request.target.contains("page=p2") ? Script::reply(200, "{\"data\":[" + h.message(2) + "],\"next_page\":null}")
                                                  : Script::reply(200, "{\"data\":[" + h.message(1) + "],\"next_page\":\"p2\"}");
    };
    h.open();
    const auto once = connect(h.feed, &api::EventFeed::eventsArrived, this, [&h] { h.feed->hold(true); });
    QTRY_COMPARE(h.identities().size(), 1);
    disconnect(once);
    h.client->testConnection(this)->then(this, [&h](const auto &) { h.status = "asked"; }); // so much time goes by
    QTRY_COMPARE(h.status, QByteArray("asked"));
    QCOMPARE(h.listings(), 1);
    h.feed->hold(false);
    QTRY_COMPARE(h.state(), State::Live);
    QCOMPARE(h.identities(), (QStringList{QStringLiteral("e1"), QStringLiteral("e2")}));
    QCOMPARE(h.listings(), 2);
}

void TestSseFeed::heldTheStreamWaits()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.feed->hold(true);
    h.live(h.message(1));
    h.client->testConnection(this)->then(this, [&h](const auto &) { h.status = "asked"; });
    QTRY_COMPARE(h.status, QByteArray("asked"));
    QVERIFY(h.identities().isEmpty());
    h.clock.advance(10min); // nobody listens: the stream is not taken for dead
    QCOMPARE(h.streams(), 1);
    h.feed->hold(false);
    QTRY_COMPARE(h.identities(), QStringList{QStringLiteral("e1")});
    QCOMPARE(h.state(), State::Live);
    QCOMPARE(h.streams(), 1);
}

void TestSseFeed::muchWhileTheHistoryIsReadWaitsOutside()
{
    FeedHarness h(api::Platform::Anthropic);
    constexpr int all = 30;
    const QByteArray large(400'000, 'x');
    QByteArray poured;
    for (int i = 2; i <= all; ++i)
        poured += FeedHarness::frame(h.message(i, large), "x");
    h.onStream = [&](const auto &) { return Script::stream().chunk(poured); };
    h.onListing = [&](const auto &) {
        const QByteArray body = "{\"data\":[" + h.message(1) + "]}";
        return Script::raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n")
            .waitForRelease()
            .bytes(body);
    };
    const auto read = [&h] {
        const auto &entries = h.log.entries();
        const auto stream = std::find_if(entries.begin(), entries.end(), [](const net::TrafficEntry &entry) { return entry.stream; });
        return stream == entries.end() ? 0 : stream->bytesReceived;
    };
    constexpr qint64 limit = backends::SseFeed::waitingAtMost;
    h.open();
    QTRY_VERIFY(read() > limit);
    h.client->testConnection(this)->then(this, [&h](const auto &) { h.status = "asked"; });
    QTRY_COMPARE(h.status, QByteArray("asked"));
    QVERIFY2(read() < limit + 2 * 1024 * 1024, qPrintable(QString::number(read()))); // of 12 MB
    QVERIFY(h.identities().isEmpty());
    h.server.release();
    QTRY_COMPARE(h.state(), State::Live);
    QTRY_COMPARE(h.identities().size(), all);
}

void TestSseFeed::asksForPreviews()
{
    FeedHarness anthropic(api::Platform::Anthropic);
    anthropic.openLive();
    QCOMPARE(anthropic.server.seen().at(0).target,
             QByteArray("/v1/sessions/s1/events/stream?event_deltas%5B%5D=agent.message&event_deltas%5B%5D=agent.thinking"));
    QCOMPARE(anthropic.server.seen().at(0).header("anthropic-beta"), QByteArray("managed-agents-2026-04-01"));
    FeedHarness openma(api::Platform::Openma);
    openma.openLive();
    QByteArrayList targets;
    for (const auto &request : openma.server.seen())
        targets.append(request.target);
    QVERIFY(targets.contains("/v1/sessions/s1/events/stream?include=chunks"));
}

void TestSseFeed::gathersFrames()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    QSignalSpy batches(h.feed, &api::EventFeed::eventsArrived);
    QByteArray bytes = FeedHarness::frame(start("m1"));
    for (int i = 0; i < 200; ++i)
        bytes += FeedHarness::frame(chunk("m1", "x"));
    h.push(bytes);
    QTRY_COMPARE(h.arrived.size(), std::size_t(201));
    QVERIFY2(batches.size() <= 20, qPrintable(QString::number(batches.size()))); // one reading of the socket, one signal
}

void TestSseFeed::previewsEndWithTheConnection()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.push(FeedHarness::frame(start("m7")) + FeedHarness::frame(chunk("m7", "Hel")));
    QTRY_COMPARE(h.arrived.size(), std::size_t(2));
    h.server.cutAll(test::Cut::Rst);
    QTRY_COMPARE(h.state(), State::Reconnecting);
    QCOMPARE(h.arrived.back().kind, api::EventKind::PreviewEnd);
    QVERIFY(h.arrived.back().isError);
    QCOMPARE(h.arrived.back().previewId, QStringLiteral("m7"));
    // The tail flows on without a beginning (recording 590): it is not shown until the whole comes.
    QTRY_VERIFY(h.afterTime(250ms, h.state() == State::Live));
    const auto before = h.arrived.size();
    h.push(FeedHarness::frame(chunk("m7", "lo")));
    h.live(h.message(7, "Hello"));
    QTRY_COMPARE(h.arrived.size(), before + 1);
    QCOMPARE(h.arrived.back().text(), QByteArray("Hello"));
}

void TestSseFeed::fragmentsWithoutABeginning()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.push(FeedHarness::frame(chunk("m1", "middle"))
        + FeedHarness::frame("{\"type\":\"agent.message_stream_end\",\"message_id\":\"m1\",\"status\":\"completed\"}"));
    h.live(h.message(1));
    QTRY_COMPARE(h.arrived.size(), std::size_t(1));
    QCOMPARE(h.arrived.at(0).kind, api::EventKind::AgentMessage);
}

void TestSseFeed::reconnectsAndListsWhatIsMissing_data()
{
    addPlatforms();
}

void TestSseFeed::reconnectsAndListsWhatIsMissing()
{
    QFETCH(api::Platform, platform);
    FeedHarness h(platform);
    h.history = {h.message(1), h.message(2)};
    h.openLive();
    h.live(h.message(3));
    QTRY_COMPARE(h.identities().size(), 3);
    h.server.cutAll(test::Cut::Fin);
    QTRY_COMPARE(h.state(), State::Reconnecting);
    QCOMPARE(h.feed->status().attempt, 1);
    QVERIFY(h.feed->status().nextTry.count() > 0);
    QVERIFY(h.feed->status().error);
    h.history.append(h.message(4)); // while nobody listened
    QTRY_VERIFY(h.afterTime(250ms, h.state() == State::Live));
    QCOMPARE(h.identities().size(), 4);
    QCOMPARE(h.backFills, 2);
    QCOMPARE(h.streams(), 2);
    if (platform == api::Platform::Openma)
        QVERIFY2(h.lastListing().contains("after_seq=3"), h.lastListing());
    else
        QVERIFY2(h.lastListing().contains("created_at%5Bgte%5D=2026-11-20T09%3A12%3A50"), h.lastListing()); // ten seconds before the newest
}

void TestSseFeed::serverWithoutTimeFilter()
{
    FeedHarness h(api::Platform::Anthropic);
    h.history = {h.message(1)};
    h.openLive();
    h.onListing = [&](const test::SeenRequest &request) {
        if (request.target.contains("created_at"))
            return Script::reply(400, "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"created_at is not a filter\"}}");
        return Script::reply(200, "{\"data\":[" + h.message(1) + ',' + h.message(2) + "]}");
    };
    h.server.cutAll(test::Cut::Fin);
    QTRY_VERIFY(h.afterTime(250ms, h.identities().size() == 2 && h.state() == State::Live));
    QVERIFY(!h.lastListing().contains("created_at"));
}

void TestSseFeed::brokenFrame()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.history.append(h.message(1)); // what the broken frame was meant to be
    h.push("data: {\"type\":\"agent.message\",\"content\":[{\"type\":\"text\",\"te\n\n");
    QTRY_COMPARE(h.skipped.size(), 1);
    QVERIFY(h.skipped.at(0).endsWith("\"te"));
    QTRY_VERIFY(h.afterTime(100ms, h.identities().size() == 1));
    QCOMPARE(h.state(), State::Live); // the stream is kept
    QCOMPARE(h.streams(), 1);
    // A server that sends nothing else is listed from time to time, not for every frame.
    const int listings = h.listings();
    for (int i = 0; i < 20; ++i)
        h.push("data: {broken\n\n");
    QTRY_COMPARE(h.skipped.size(), 21);
    QVERIFY2(h.listings() <= listings + 2, qPrintable(QString::number(h.listings())));
}

void TestSseFeed::brokenFrameIsFoundThoughLaterOnesCame()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {h.message(1)};
    h.openLive();
    h.history.append(h.message(2));
    h.history.append(h.message(3));
    h.push("data: {\"type\":\"agent.mess\n\n" + FeedHarness::frame(h.message(3)));
    QTRY_VERIFY(h.afterTime(100ms, h.identities().size() == 3));
    QVERIFY2(h.lastListing().contains("after_seq=1"), h.lastListing());
}

void TestSseFeed::brokenEventInHistory()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {h.message(1), "{\"seq\":2,\"no_type\":true}", h.message(3)};
    h.openLive();
    QCOMPARE(h.identities().size(), 2);
    QCOMPARE(h.skipped.size(), 1);
}

void TestSseFeed::errorFrame()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.push(FeedHarness::frame(
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"request_id\":\"req_9\"}", "error"));
    QTRY_COMPARE(h.state(), State::Reconnecting);
    QCOMPARE(h.feed->status().error->kind, Error::Kind::Overloaded);
    QCOMPARE(h.feed->status().error->serverMessage, QStringLiteral("Overloaded"));
    QCOMPARE(h.feed->status().error->requestId, QStringLiteral("req_9"));
    QCOMPARE(h.streams(), 1); // not at once
    QTRY_VERIFY(h.afterTime(250ms, h.state() == State::Live));
    QCOMPARE(h.streams(), 2);
}

void TestSseFeed::errorFrameThatIsFinal()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.push(FeedHarness::frame("{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"No\"}}", "error"));
    QTRY_COMPARE(h.state(), State::Failed);
    QCOMPARE(h.feed->status().error->kind, Error::Kind::Forbidden);
}

void TestSseFeed::sessionDeleted()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    const int connections = h.server.open();
    h.push(FeedHarness::frame(h.message(1)) + FeedHarness::frame(h.event("session.deleted", 2)) + FeedHarness::frame(h.message(3)));
    QTRY_COMPARE(h.state(), State::Ended);
    QVERIFY(h.identities().contains(QStringLiteral("e2")));
    QTRY_VERIFY(h.server.open() < connections);
    h.clock.advance(1h);
    QCOMPARE(h.streams(), 1);
}

void TestSseFeed::sessionGoneAtOnce()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onStream
        = [](const auto &) { return Script::reply(404, "{\"error\":{\"type\":\"not_found_error\",\"message\":\"No such session\"}}"); };
    h.open();
    QTRY_COMPARE(h.state(), State::Failed);
    QCOMPARE(h.feed->status().error->kind, Error::Kind::NotFound);
    QCOMPARE(h.feed->status().error->serverMessage, QStringLiteral("No such session"));
}

void TestSseFeed::sessionGoneLater()
{
    FeedHarness h(api::Platform::Openma);
    h.openLive();
    h.onStream = [](const auto &) { return Script::reply(404, "{\"error\":\"Session not found\"}"); };
    h.server.cutAll(test::Cut::Fin); // recording 610: the stream just closes
    QTRY_VERIFY(h.afterTime(250ms, h.state() == State::Ended));
}

void TestSseFeed::removedThroughTheClient()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.client->remove(*h.client->resource("sessions"), QStringLiteral("s1"));
    QTRY_COMPARE(h.state(), State::Ended);
}

void TestSseFeed::keyRefusedStopsEveryFeed()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    auto *other = h.client->openFeed(h.owner.get(), QStringLiteral("s1"));
    other->open();
    QTRY_COMPARE(other->status().state, State::Live);
    QSignalSpy refused(h.client.get(), &api::Client::keyRefused);
    h.onStream = [](const auto &) { return Script::reply(401, "{\"error\":\"Invalid API key\"}"); };
    h.onSession = h.onStream;
    h.server.cutAll(test::Cut::Fin);
    QTRY_VERIFY(h.afterTime(250ms, h.state() == State::Failed));
    QCOMPARE(other->status().state, State::Failed);
    QCOMPARE(h.feed->status().error->kind, Error::Kind::Unauthorized);
    const int tries = h.server.count();
    h.clock.advance(1h);
    QVERIFY(!test::awaited(h.client->testConnection(this)).ok()); // what would have been asked has been
    QCOMPARE(h.server.count(), tries + 1); // no loop with a bad key
    QVERIFY(refused.size() >= 1);
}

void TestSseFeed::listingFailsAndRecovers()
{
    FeedHarness h(api::Platform::Anthropic);
    int failures = 12;
    h.onListing = [&](const auto &) {
        return failures-- > 0 ? Script::reply(500, "{\"error\":{\"type\":\"api_error\",\"message\":\"broken\"}}")
                              : Script::reply(200, "{\"data\":[" + h.message(1) + "]}");
    };
    h.open();
    QTRY_COMPARE(h.state(), State::BackFilling);
    h.push(FeedHarness::frame(h.message(2)));
    QTRY_VERIFY(h.afterTime(500ms, h.feed->status().error.has_value()));
    QCOMPARE(h.state(), State::BackFilling);
    QCOMPARE(h.feed->status().error->kind, Error::Kind::Server);
    QVERIFY(h.identities().isEmpty());
    QTRY_VERIFY(h.afterTime(500ms, h.state() == State::Live));
    QCOMPARE(h.identities(), (QStringList{QStringLiteral("e1"), QStringLiteral("e2")})); // what came live has waited
    QCOMPARE(h.streams(), 1);
}

void TestSseFeed::listingIsAWebPage()
{
    FeedHarness h(api::Platform::Anthropic);
    h.onListing = [](const auto &) { return Script::reply(200, "<!DOCTYPE html><title>Sign in</title>", "text/html"); };
    h.open();
    QTRY_COMPARE(h.state(), State::Failed);
    QCOMPARE(h.feed->status().error->kind, Error::Kind::Protocol);
    QCOMPARE(h.feed->status().error->detail, QStringLiteral("text/html instead of JSON"));
    QCOMPARE(h.feed->status().error->serverMessage, QStringLiteral("Sign in"));
}

void TestSseFeed::historyWithoutStream()
{
    FeedHarness h(api::Platform::Anthropic);
    h.history = {h.message(1)};
    bool works = false;
    h.onStream
        = [&](const auto &) { return works ? Script::stream().chunk(": hello\n\n") : Script::reply(503, "{\"error\":\"starting\"}"); };
    h.open();
    QTRY_VERIFY(h.afterTime(1ms, h.identities().size() == 1)); // the conversation can be read meanwhile
    QCOMPARE(h.state(), State::Reconnecting);
    QCOMPARE(h.backFills, 0);
    h.history.append(h.message(2));
    works = true;
    QTRY_VERIFY(h.afterTime(250ms, h.state() == State::Live));
    QCOMPARE(h.identities().size(), 2);
}

void TestSseFeed::closeAndOpenAgain()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {h.message(1)};
    h.openLive();
    const int connections = h.server.open();
    h.feed->close();
    QCOMPARE(h.state(), State::Closed);
    QTRY_VERIFY(h.server.open() < connections); // requests keep theirs
    h.clock.advance(1h);
    QCOMPARE(h.state(), State::Closed);
    h.history.append(h.message(2));
    h.feed->open();
    QTRY_COMPARE(h.state(), State::Live);
    QCOMPARE(h.identities().size(), 2);
    QVERIFY(h.lastListing().contains("after_seq=1"));
    h.feed->close();
    h.feed->open();
    h.feed->close();
    QCOMPARE(h.state(), State::Closed);
}

void TestSseFeed::closedInsideItsSignals()
{
    using Signal = std::function<void(api::EventFeed *, const std::function<void()> &)>;
    const std::vector<Signal> moments{
        [this](auto *feed, const auto &end) { connect(feed, &api::EventFeed::eventsArrived, this, end); },
        [this](auto *feed, const auto &end) { connect(feed, &api::EventFeed::backFilled, this, end); },
        [this](auto *feed, const auto &end) {
            connect(feed, &api::EventFeed::statusChanged, this, [end](const api::FeedStatus &status) {
                if (status.state == State::BackFilling)
                    end();
            });
        },
    };
    for (const Signal &moment : moments) {
        FeedHarness h(api::Platform::Openma);
        h.history = {h.message(1), h.message(2)};
        QPointer<api::EventFeed> feed = h.client->openFeed(h.owner.get(), QStringLiteral("s1"));
        moment(feed, [&] {
            feed->close();
            QCOMPARE(feed->status().state, State::Closed);
            feed->deleteLater();
        });
        feed->open();
        QTRY_VERIFY(!feed);
    }
}

void TestSseFeed::retryNow()
{
    FeedHarness h(api::Platform::Anthropic);
    h.openLive();
    h.server.cutAll(test::Cut::Fin);
    QTRY_COMPARE(h.state(), State::Reconnecting);
    h.feed->retryNow();
    QTRY_COMPARE(h.state(), State::Live); // without any time passing
    h.push(FeedHarness::frame("{\"error\":{\"type\":\"api_error\"}}", "error"));
    QTRY_COMPARE(h.state(), State::Reconnecting);
    h.feed->retryNow();
    QTRY_COMPARE(h.state(), State::Live);
    h.push(FeedHarness::frame("{\"error\":{\"type\":\"not_found_error\"}}", "error"));
    QTRY_COMPARE(h.state(), State::Ended);
    h.feed->retryNow();
    QTRY_COMPARE(h.state(), State::Live);
}

void TestSseFeed::pollsWhenStreamsAreTaken()
{
    FeedHarness h(api::Platform::Openma);
    auto *transport = static_cast<backends::HttpClient *>(h.client.get())->transport();
    QObject streams;
    while (transport->openStream(&streams, {})) { }
    h.history = {h.message(1)};
    h.openLive();
    QVERIFY(h.feed->status().polling);
    QCOMPARE(h.streams(), 0);
    h.history.append(h.message(2));
    QTRY_VERIFY(h.afterTime(500ms, h.identities().size() == 2));
    QCOMPARE(h.state(), State::Live);
    qDeleteAll(streams.children()); // one becomes free
    QTRY_VERIFY(h.afterTime(500ms, h.state() == State::Live && !h.feed->status().polling));
    QCOMPARE(h.streams(), 1);
}

void TestSseFeed::aReplayThatIsCutLosesNothing_observed_4()
{
    // Recording 620: after Last-Event-ID a self-hosted openma sends 1,024 events from the front, says nothing of the others, and goes on live.
    FeedHarness h(api::Platform::Openma);
    for (int seq = 1; seq <= 10; ++seq)
        h.history.append(h.message(seq));
    h.openLive();
    h.history.append(h.message(11));
    h.push("id: 11\n" + FeedHarness::frame(h.message(11)));
    QTRY_COMPARE(h.identities().size(), 11);
    QByteArray resumed;
    h.onStream = [&](const test::SeenRequest &request) {
        resumed = request.header("last-event-id");
        Script script = Script::stream().chunk("retry: 1000\n\n");
        QByteArray frames;
        for (int seq = 12; seq <= 11 + 1024; ++seq)
            frames += "id: " + QByteArray::number(seq) + '\n' + FeedHarness::frame(h.history.at(seq - 1));
        return script.chunk(frames);
    };
    for (int seq = 12; seq <= 1200; ++seq)
        h.history.append(h.message(seq));
    h.server.cutAll(test::Cut::Rst);
    QTRY_VERIFY(h.afterTime(500ms, h.identities().size() >= 1200));
    QCOMPARE(resumed, QByteArray("11"));
    QCOMPARE(h.identities().size(), 1200);
    QTRY_COMPARE(h.state(), State::Live);
}

QTEST_GUILESS_MAIN(TestSseFeed)
#include "tst_ssefeed.moc"
