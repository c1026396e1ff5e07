#include "sync/backfill.h"
#include "tests/support/fakeclient.h"
#include "tests/unit/store/ledgerscene.h"

#include <QSignalSpy>

using namespace std::chrono_literals;
using base::Error;
using syncing::Backfill;
using State = syncing::BackfillProgress::State;
using test::LedgerScene;
using test::take;

namespace {

base::Record session(const char *id, const char *updated = "2026-11-20T10:00:00Z")
{
    base::Json json;
    json["id"] = id;
    json["updated_at"] = updated;
    return base::Record(json);
}

api::Page pageOf(std::initializer_list<const char *> ids, const QString &next = {})
{
    api::Page page;
    for (const char *id : ids)
        page.items.push_back(session(id));
    page.nextCursor = next;
    return page;
}

api::UsagePage usage(const QString &event, int tokens, int day, const QString &next = {})
{
    api::UsagePage page;
    page.records = LedgerScene::request(event, {tokens, 0, 0, 0}, LedgerScene::at(11, day));
    page.events = 1;
    page.nextCursor = next;
    page.through.through = LedgerScene::at(11, day);
    return page;
}

} // namespace

//! What nobody has opened is read in the background, politely and once.
class TestBackfill : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void readsWhatIsMissing();
    void asksForOneThingAtATime();
    void goesOnWhereItWas();
    void pausesAndResumes();
    void cancelsAndBeginsAgain();
    void waitsWhenTheServerCannot();
    void obeysRetryAfter();
    void skipsWhatCannotBeRead();
    void aSessionThatIsGoneIsMarked();
    void aRefusedKeyEndsIt();
    void aServerWithoutUsageHasNone();
    void diesInTheMiddle();

private:
    void start();
    //! Lets the ledger do its work, then the pace pass.
    void pass(std::chrono::milliseconds time = Backfill::pace);
    qint64 tokens() { return m_scene->sums(store::LedgerGrouping::Total).total.tokens.all(); }
    State state() const { return m_backfill->progress().state; }

    std::unique_ptr<LedgerScene> m_scene;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<Backfill> m_backfill;
};

void TestBackfill::init()
{
    TestBase::init();
    m_scene = std::make_unique<LedgerScene>();
    m_client = std::make_unique<test::FakeClient>();
    api::ResourceDescriptor sessions;
    sessions.id = "sessions";
    sessions.filters = {{.key = "include_archived"}};
    m_client->table = {sessions};
    m_client->onUsage.ofSession = [](const base::Record &record) {
        api::SessionUsage usage;
        usage.facts.id = record.id();
        usage.facts.updatedAt = record.time("updated_at");
        return usage;
    };
    m_client->onUsage.ofEvent = [](const api::Event &) { return std::vector<api::UsageRecord>(); };
    m_backfill = std::make_unique<Backfill>(m_client.get(), m_scene->ledger.get(), &m_scene->clock, store::LedgerSource{m_scene->server, QStringLiteral("p")}, nullptr);
}

void TestBackfill::cleanup()
{
    m_backfill.reset();
    m_client.reset();
    m_scene.reset();
}

void TestBackfill::start()
{
    m_backfill->start();
    QCOMPARE(state(), State::Listing);
}

void TestBackfill::pass(std::chrono::milliseconds time)
{
    QTRY_VERIFY(m_scene->clock.pending() > 0);
    m_scene->clock.advance(time);
}

void TestBackfill::readsWhatIsMissing()
{
    QSignalSpy told(m_backfill.get(), &Backfill::progressChanged);
    start();
    auto first = take(m_client->lists);
    QCOMPARE(first.query.filters, (std::vector<std::pair<QByteArray, QByteArray>>{{"include_archived", "true"}}));
    first.answer(pageOf({"a", "b"}, QStringLiteral("more")));
    pass();
    auto second = take(m_client->lists);
    QCOMPARE(second.query.cursor, QStringLiteral("more"));
    second.answer(pageOf({"c"}));
    pass();
    for (const char *id : {"a", "b", "c"}) {
        auto asked = take(m_client->usages);
        QCOMPARE(asked.id, QLatin1String(id));
        QVERIFY(asked.known.isEmpty());
        QCOMPARE(m_backfill->progress().sessions, 3);
        asked.answer(usage(QStringLiteral("one"), 100, 3, QStringLiteral("2")));
        pass();
        auto rest = take(m_client->usages);
        QCOMPARE(rest.query.cursor, QStringLiteral("2"));
        rest.answer(usage(QStringLiteral("two"), 20, 4));
        pass();
    }
    QTRY_COMPARE(state(), State::Done);
    QCOMPARE(tokens(), 360);
    QCOMPARE(m_backfill->progress().sessionsRead, 3);
    QCOMPARE(m_backfill->progress().events, 6);
    QVERIFY(told.count() > 6);
    // Once more: nothing is new, so no history is asked for.
    m_backfill->start();
    take(m_client->lists).answer(pageOf({"a", "b", "c"}));
    pass();
    QTRY_COMPARE(state(), State::Done);
    QVERIFY(m_client->usages.empty());
    // One has grown: only it is read, from where it was.
    m_backfill->start();
    api::Page grown;
    grown.items = {session("a"), session("b", "2026-11-21T10:00:00Z")};
    take(m_client->lists).answer(grown);
    pass();
    auto asked = take(m_client->usages);
    QCOMPARE(asked.id, QStringLiteral("b"));
    QCOMPARE(asked.known.through, LedgerScene::at(11, 4));
    asked.answer(usage(QStringLiteral("two"), 20, 4)); // met again
    pass();
    QTRY_COMPARE(state(), State::Done);
    QCOMPARE(tokens(), 360);
    QCOMPARE(m_backfill->progress().amounts, 0);
}

void TestBackfill::asksForOneThingAtATime()
{
    start();
    take(m_client->lists).answer(pageOf({"a", "b"}));
    QTRY_VERIFY(m_scene->clock.pending() > 0);
    test::letThingsHappen();
    QVERIFY(m_client->usages.empty() && m_client->lists.empty()); // not before its time
    m_scene->clock.advance(Backfill::pace - 1ms);
    test::letThingsHappen();
    QVERIFY(m_client->usages.empty());
    m_scene->clock.advance(1ms);
    auto asked = take(m_client->usages);
    m_scene->clock.advance(10min);
    test::letThingsHappen();
    QVERIFY(m_client->usages.empty()); // one is under way
    asked.answer(usage(QStringLiteral("e"), 1, 3));
    pass();
    QCOMPARE(take(m_client->usages).id, QStringLiteral("b"));
}

void TestBackfill::goesOnWhereItWas()
{
    start();
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    take(m_client->usages).answer(usage(QStringLiteral("one"), 100, 3, QStringLiteral("2")));
    pass();
    (void)take(m_client->usages);
    // The program ends here; the next run begins behind the first page.
    const auto source = store::LedgerSource{m_scene->server, QStringLiteral("p")};
    m_backfill = std::make_unique<Backfill>(m_client.get(), m_scene->ledger.get(), &m_scene->clock, source, nullptr);
    start();
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    QCOMPARE(take(m_client->usages).known.through, LedgerScene::at(11, 3));
}

void TestBackfill::pausesAndResumes()
{
    start();
    auto listing = take(m_client->lists);
    m_backfill->pause();
    QCOMPARE(state(), State::Paused);
    test::letThingsHappen();
    QVERIFY(!listing.job); // let go
    m_backfill->pause();
    m_backfill->start(); // goes on
    QCOMPARE(state(), State::Listing);
    auto again = take(m_client->lists);
    again.answer(pageOf({"a", "b"}));
    pass();
    auto first = take(m_client->usages);
    first.answer(usage(QStringLiteral("e"), 1, 3));
    m_backfill->pause(); // while the answer is on its way, or being written
    m_scene->clock.advance(10min);
    test::letThingsHappen();
    m_scene->clock.advance(10min);
    QVERIFY(m_client->usages.empty());
    m_backfill->resume();
    QCOMPARE(state(), State::Reading);
    QStringList asked;
    while (state() == State::Reading && asked.size() < 5) {
        QTRY_VERIFY(!m_client->usages.empty() || m_scene->clock.pending() > 0 || state() == State::Done);
        if (!m_client->usages.empty()) {
            auto one = take(m_client->usages);
            asked.append(one.id);
            one.answer(usage(QStringLiteral("e"), 1, 3));
            test::letThingsHappen();
        } else {
            m_scene->clock.advance(Backfill::pace);
            test::letThingsHappen();
        }
    }
    QTRY_COMPARE(state(), State::Done);
    QVERIFY(asked.contains(QStringLiteral("b")));
    QCOMPARE(tokens(), 2);
}

void TestBackfill::cancelsAndBeginsAgain()
{
    start();
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    auto asked = take(m_client->usages);
    asked.answer(usage(QStringLiteral("one"), 100, 3, QStringLiteral("2")));
    pass();
    auto rest = take(m_client->usages);
    m_backfill->cancel();
    QCOMPARE(state(), State::Idle);
    test::letThingsHappen();
    QVERIFY(!rest.job);
    m_scene->clock.advance(10min);
    test::letThingsHappen();
    QVERIFY(m_client->usages.empty());
    QCOMPARE(tokens(), 100); // what was read stays
    start();
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    QCOMPARE(take(m_client->usages).known.through, LedgerScene::at(11, 3));
    m_backfill->cancel();
    m_backfill->cancel();
    QCOMPARE(state(), State::Idle);
}

void TestBackfill::waitsWhenTheServerCannot()
{
    start();
    take(m_client->lists).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(state(), State::Waiting);
    QVERIFY(m_backfill->progress().nextTry >= 2s);
    QVERIFY(m_backfill->progress().error->kind == Error::Kind::Network);
    m_scene->clock.advance(m_backfill->progress().nextTry);
    QCOMPARE(state(), State::Listing);
    take(m_client->lists).answer(Error::of(Error::Kind::Overloaded));
    QTRY_COMPARE(state(), State::Waiting);
    m_backfill->hurry();
    take(m_client->lists).answer(pageOf({"a"}));
    QTRY_VERIFY(!m_backfill->progress().error);
    pass();
    for (int i = 0; i < 8; ++i) { // the way there may be gone for long
        take(m_client->usages).answer(Error::of(Error::Kind::Timeout));
        QTRY_COMPARE(state(), State::Waiting);
        QVERIFY(m_backfill->progress().nextTry <= 5min);
        m_scene->clock.advance(5min);
    }
    auto asked = take(m_client->usages);
    m_backfill->pause();
    m_backfill->resume();
    take(m_client->usages).answer(usage(QStringLiteral("e"), 7, 3));
    pass();
    QTRY_COMPARE(state(), State::Done);
    QCOMPARE(tokens(), 7);
}

void TestBackfill::obeysRetryAfter()
{
    start();
    Error error = Error::of(Error::Kind::RateLimited);
    error.retryAfter = 90s;
    take(m_client->lists).answer(error);
    QTRY_COMPARE(state(), State::Waiting);
    QVERIFY(m_backfill->progress().nextTry >= 90s);
    m_scene->clock.advance(89s);
    test::letThingsHappen();
    QVERIFY(m_client->lists.empty());
}

void TestBackfill::skipsWhatCannotBeRead()
{
    start();
    take(m_client->lists).answer(pageOf({"a", "b", "c"}));
    pass();
    take(m_client->usages).answer(Error::of(Error::Kind::Protocol));
    pass();
    for (int i = 0; i < 4; ++i) { // a server that stumbles over one session goes on with the others
        auto asked = take(m_client->usages);
        QCOMPARE(asked.id, QStringLiteral("b"));
        asked.answer(Error::of(Error::Kind::Server));
        if (i < 3) {
            QTRY_COMPARE(state(), State::Waiting);
            m_scene->clock.advance(5min);
        }
    }
    pass();
    take(m_client->usages).answer(usage(QStringLiteral("e"), 7, 3));
    pass();
    QTRY_COMPARE(state(), State::Done);
    QCOMPARE(m_backfill->progress().sessionsSkipped, 2);
    QCOMPARE(m_backfill->progress().sessionsRead, 1);
    QCOMPARE(tokens(), 7);
}

void TestBackfill::aSessionThatIsGoneIsMarked()
{
    m_scene->enter(QStringLiteral("a"), LedgerScene::request(QStringLiteral("old"), {5, 0, 0, 0}, LedgerScene::at(11, 2)));
    start();
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    take(m_client->usages).answer(Error::of(Error::Kind::NotFound));
    pass();
    QTRY_COMPARE(state(), State::Done);
    QTRY_VERIFY(m_scene->sums(store::LedgerGrouping::Session).sums.front().isDeleted);
    QCOMPARE(tokens(), 5);
}

void TestBackfill::aRefusedKeyEndsIt()
{
    start();
    take(m_client->lists).answer(Error::of(Error::Kind::Unauthorized));
    QTRY_COMPARE(state(), State::Failed);
    QVERIFY(m_backfill->progress().error->kind == Error::Kind::Unauthorized);
    start(); // with another key, perhaps
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    take(m_client->usages).answer(Error::of(Error::Kind::Unauthorized));
    QTRY_COMPARE(state(), State::Failed);
    m_scene->clock.advance(1h);
    test::letThingsHappen();
    QVERIFY(m_client->usages.empty());
}

void TestBackfill::aServerWithoutUsageHasNone()
{
    m_client->onUsage = {};
    Backfill backfill(m_client.get(), m_scene->ledger.get(), &m_scene->clock, {m_scene->server, QStringLiteral("p")}, nullptr);
    backfill.start();
    QCOMPARE(backfill.progress().state, State::Failed);
    QVERIFY(backfill.progress().error->kind == Error::Kind::Unsupported);
}

void TestBackfill::diesInTheMiddle()
{
    start();
    take(m_client->lists).answer(pageOf({"a"}));
    pass();
    auto asked = take(m_client->usages);
    asked.answer(usage(QStringLiteral("e"), 7, 3));
    m_backfill.reset();
    test::letThingsHappen();
    m_scene->clock.advance(1h);
    QVERIFY(m_client->usages.empty());
}

QTEST_GUILESS_MAIN(TestBackfill)
#include "tst_backfill.moc"
