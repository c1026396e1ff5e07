#include "backends/clients.h"
#include "backends/openma/decoder.h"
#include "backends/anthropic/decoder.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/eventdigest.h"
#include "tests/unit/backends/feedharness.h"

#include <QThreadPool>

#include <future>

using namespace std::chrono_literals;
using State = api::FeedStatus::State;
using base::Error;
using test::FeedHarness;
using test::Script;

//! A feed that is told what is known already asks only for the rest, and says how far it is without a hole; what was stored is read again.
class TestKnownPlace : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void asksOnlyForWhatIsMissing_data();
    void asksOnlyForWhatIsMissing();
    void growsWithEveryPage();
    void staysBeforeAHole();
    void aNumberThatNeverComesIsNoHoleForEver();
    void aServerWithoutTimesListsEverything();
    void whatWasKnownAndIsGoneHasEnded();
    void historyBehindAPlace();
    void storedBytesGiveTheSameEvents_data();
    void storedBytesGiveTheSameEvents();
    void storedBytesOfAThread();
    void remainsOfAnEventWithoutItsType();
    void aCancelledMessage();
};

namespace {

api::StoredEvent stored(const api::Event &event)
{
    return {event.raw, event.type, event.identity, event.sequence, event.at, event.queued, false};
}

} // namespace

void TestKnownPlace::asksOnlyForWhatIsMissing_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::addColumn<QByteArray>("asked");
    QTest::newRow("anthropic") << api::Platform::Anthropic << QByteArray("created_at%5Bgte%5D=2026-11-20T09%3A12%3A50");
    QTest::newRow("openma") << api::Platform::Openma << QByteArray("after_seq=3");
}

void TestKnownPlace::asksOnlyForWhatIsMissing()
{
    QFETCH(api::Platform, platform);
    QFETCH(QByteArray, asked);
    FeedHarness before(platform);
    for (int i = 1; i <= 3; ++i)
        before.history.append(before.message(i));
    before.openLive();
    const api::Known place = before.feed->known();
    QVERIFY(!place.isEmpty());

    FeedHarness h(platform);
    h.history = before.history;
    h.history.append(h.message(4));
    h.known = place;
    h.openLive();
    QCOMPARE(h.listings(), 1);
    QVERIFY2(h.lastListing().contains(asked), h.lastListing());
    QVERIFY(h.identities().size() <= 2); // the newest known one at most, where times count
    QCOMPARE(h.arrived.back().identity, platform == api::Platform::Openma ? QStringLiteral("seq:4") : QStringLiteral("e4"));
    h.live(h.message(5));
    QTRY_COMPARE(h.arrived.back().sequence >= 0 ? h.feed->known().sequence : 5, 5);
    QCOMPARE(h.feed->known().through, h.arrived.back().at);
}

void TestKnownPlace::growsWithEveryPage()
{
    FeedHarness h(api::Platform::Openma);
    std::vector<qint64> places;
    h.onListing = [&](const test::SeenRequest &request) {
        const bool first = !request.target.contains("after_seq");
        return Script::reply(200, "{\"data\":[" + (first ? h.message(1) + ',' + h.message(2) : h.message(3)) + "],\"has_more\":" + (first ? "true" : "false") + '}');
    };
    h.open();
    QVERIFY(h.feed->known().isEmpty()); // nothing yet: not "from the first event on"
    connect(h.feed, &api::EventFeed::eventsArrived, this, [&] { places.push_back(h.feed->known().sequence); });
    QTRY_COMPARE(h.state(), State::Live);
    QCOMPARE(places, (std::vector<qint64>{2, 3}));
}

void TestKnownPlace::staysBeforeAHole()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {h.message(1)};
    h.openLive();
    h.history.append(h.message(2));
    h.history.append(h.message(3));
    h.history.append(h.message(4));
    h.push(FeedHarness::frame(h.message(4)) + FeedHarness::frame(h.message(2)));
    QTRY_COMPARE(h.identities().size(), 3);
    QCOMPARE(h.feed->known().sequence, 2); // the third may still come
    h.push(FeedHarness::frame(h.message(3)));
    QTRY_COMPARE(h.feed->known().sequence, 4);
    h.history.append(h.message(5));
    h.history.append(h.message(6));
    h.push("data: {\"type\":\"agent.mess\n\n" + FeedHarness::frame(h.message(6)));
    QTRY_COMPARE(h.identities().size(), 5);
    QCOMPARE(h.feed->known().sequence, 4);
    QTRY_VERIFY(h.afterTime(100ms, h.feed->known().sequence == 6));
    QVERIFY2(h.lastListing().contains("after_seq=4"), h.lastListing());
}

void TestKnownPlace::aNumberThatNeverComesIsNoHoleForEver()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {h.message(1)};
    h.openLive();
    for (int i = 3; i < 50; ++i) // there is no second one
        h.push(FeedHarness::frame(h.message(i)));
    QTRY_COMPARE(h.identities().size(), 48);
    QCOMPARE(h.feed->known().sequence, 49);
}

void TestKnownPlace::aServerWithoutTimesListsEverything()
{
    FeedHarness h(api::Platform::Anthropic);
    h.known.through = QDateTime(QDate(2026, 11, 20), QTime(9, 12), Qt::UTC);
    h.onListing = [&](const test::SeenRequest &request) {
        if (request.target.contains("created_at"))
            return Script::reply(400, "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"created_at is not a filter\"}}");
        return Script::reply(200, "{\"data\":[" + h.message(1) + ',' + h.message(2) + ',' + h.message(3) + "]}");
    };
    h.openLive();
    QCOMPARE(h.listings(), 2);
    QCOMPARE(h.identities().size(), 3);
}

void TestKnownPlace::whatWasKnownAndIsGoneHasEnded()
{
    for (const bool known : {false, true}) {
        FeedHarness h(api::Platform::Anthropic);
        if (known)
            h.known.through = QDateTime(QDate(2026, 11, 20), QTime(9, 12), Qt::UTC);
        h.onStream = h.onListing = [](const auto &) { return Script::reply(404, "{\"error\":{\"type\":\"not_found_error\",\"message\":\"no\"}}"); };
        h.open();
        QTRY_COMPARE(h.state(), known ? State::Ended : State::Failed);
        QCOMPARE(h.feed->status().error->kind, Error::Kind::NotFound);
    }
}

void TestKnownPlace::historyBehindAPlace()
{
    FeedHarness h(api::Platform::Openma);
    h.history = {h.message(1), h.message(2), h.message(3)};
    std::optional<api::Events> listed;
    h.client->listEvents(this, QStringLiteral("s1"), {2, {}, {}})->then(this, [&](const auto &result) { listed = *result; });
    QTRY_VERIFY(listed);
    QCOMPARE(listed->size(), std::size_t(1));
    QCOMPARE(listed->front().identity, QStringLiteral("seq:3"));
}

void TestKnownPlace::storedBytesGiveTheSameEvents_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::addColumn<QString>("events");
    QTest::newRow("anthropic") << api::Platform::Anthropic << QStringLiteral("anthropic/events.jsonl");
    QTest::newRow("odd") << api::Platform::Anthropic << QStringLiteral("anthropic/odd-events.jsonl");
    QTest::newRow("self-hosted") << api::Platform::Openma << QStringLiteral("openma/selfhosted-events.jsonl");
    QTest::newRow("hosted") << api::Platform::Openma << QStringLiteral("openma/hosted-events.jsonl");
}

void TestKnownPlace::storedBytesGiveTheSameEvents()
{
    QFETCH(api::Platform, platform);
    QFETCH(QString, events);
    const auto decode = platform == api::Platform::Openma ? backends::openma::decodeEvent : backends::anthropic::decodeEvent;
    std::unique_ptr<FeedHarness> h = std::make_unique<FeedHarness>(platform);
    const api::EventDecoder again = h->client->eventDecoder();
    h.reset(); // the decoder needs it no more
    int compared = 0;
    for (const QByteArray &line : test::lines(events)) {
        auto event = decode(line);
        if (!event || event->identity.isEmpty())
            continue; // previews are not stored
        std::promise<base::Result<api::Event>> elsewhere;
        auto answer = elsewhere.get_future();
        QThreadPool::globalInstance()->start([&] { elsewhere.set_value(again(stored(event.value()))); });
        const auto read = answer.get();
        QVERIFY2(read.ok(), line.constData());
        if (platform == api::Platform::Openma && event->kind == api::EventKind::AgentThinking)
            event.value().messageId = event->identity; // its number means something within its request only
        QCOMPARE(test::digest(*read), test::digest(*event));
        QCOMPARE(read->raw, event->raw);
        ++compared;
    }
    QVERIFY(compared > 5);
}

void TestKnownPlace::storedBytesOfAThread()
{
    FeedHarness h(api::Platform::Anthropic);
    api::StoredEvent running;
    running.type = QStringLiteral("session.thread_status_running");
    running.raw = "{\"id\":\"e1\",\"type\":\"session.thread_status_running\",\"session_thread_id\":\"sthr_1\",\"processed_at\":\"2026-11-20T09:00:00Z\"}";
    running.identity = QStringLiteral("e1");
    const auto inSession = h.client->eventDecoder()(running);
    QVERIFY(inSession.ok());
    QCOMPARE(inSession->kind, api::EventKind::ThreadStatus);
    const auto inThread = h.client->eventDecoder(QStringLiteral("sthr_1"))(running);
    QVERIFY(inThread.ok());
    QCOMPARE(inThread->kind, api::EventKind::StatusRunning);
    QVERIFY(inThread->threadId.isEmpty());
}

void TestKnownPlace::remainsOfAnEventWithoutItsType()
{
    FeedHarness h(api::Platform::Openma);
    const QByteArray row = "{\"seq\":7,\"type\":\"agent.tool_result\",\"ts\":1795286439,\"data\":{\"_spilled\":{\"r2_key\":\"k\",\"original_bytes\":900000}}}";
    const auto event = backends::openma::decodeEvent(row);
    QVERIFY(event.ok());
    const auto read = h.client->eventDecoder()(stored(*event));
    QVERIFY(read.ok());
    QCOMPARE(test::digest(*read), test::digest(*event));
    QCOMPARE(read->sequence, 7);
    api::StoredEvent nothing;
    nothing.raw = "nothing";
    QVERIFY(!h.client->eventDecoder()(nothing).ok());
}

void TestKnownPlace::aCancelledMessage()
{
    FeedHarness h(api::Platform::Openma);
    api::StoredEvent kept;
    kept.type = QStringLiteral("user.message");
    kept.raw = "{\"type\":\"user.message\",\"id\":\"m1\",\"content\":[{\"type\":\"text\",\"text\":\"never mind\"}]}";
    kept.identity = QStringLiteral("m1");
    kept.cancelled = true;
    const auto event = h.client->eventDecoder()(kept);
    QVERIFY(event.ok());
    QVERIFY(!event->queued && event->denied);
    kept.cancelled = false;
    kept.queued = true;
    QVERIFY(h.client->eventDecoder()(kept)->queued);
}

QTEST_GUILESS_MAIN(TestKnownPlace)
#include "tst_knownplace.moc"
