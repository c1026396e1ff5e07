#include "models/usagereading.h"
#include "models/workspace.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/unit/store/ledgerscene.h"

#include <QSignalSpy>

using base::Error;
using models::UsageReading;
using State = UsageReading::State;
using test::LedgerScene;
using test::take;

namespace {

std::unique_ptr<test::FakeClient> makeClient()
{
    auto client = std::make_unique<test::FakeClient>();
    api::ResourceDescriptor sessions;
    sessions.id = "sessions";
    client->table = {sessions};
    client->onUsage.ofSession = [](const base::Record &record) {
        api::SessionUsage usage;
        usage.facts = LedgerScene::facts(record.id());
        return usage;
    };
    return client;
}

api::Page pageOf(std::initializer_list<const char *> ids)
{
    api::Page page;
    for (const char *id : ids)
        page.items.emplace_back(base::Json{{"id", id}});
    return page;
}

api::UsagePage usage(const QString &event, int tokens)
{
    api::UsagePage page;
    page.records = LedgerScene::request(event, {tokens, 0, 0, 0}, LedgerScene::at(11, 20));
    page.events = 1;
    page.through.through = LedgerScene::at(11, 20);
    return page;
}

} // namespace

//! One back-fill a workspace, whatever connection it has: it begins once, goes on after a new key, and counts nothing twice.
class TestUsageReading : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsReadBeforeItIsWanted();
    void beginsOnce();
    void goesOnWithAnotherConnection();
    void staysPausedOverAConnection();
    void aNewKeyBeginsAgain();
    void saysWhenItGoesOn();

private:
    UsageReading *reading() { return m_workspace->usageReading(); }
    State state() { return reading()->progress().state; }
    test::FakeClient *connectAgain();
    //! The ledger does its work, a pause passes.
    void pass();

    std::unique_ptr<LedgerScene> m_scene;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<accounts::Settings> m_settings;
    std::unique_ptr<store::PriceFile> m_prices;
    std::unique_ptr<models::Costs> m_costs;
    std::unique_ptr<models::Workspace> m_workspace;
    test::FakeClient *m_client = nullptr;
};

void TestUsageReading::init()
{
    TestBase::init();
    m_scene = std::make_unique<LedgerScene>();
    m_database = std::make_unique<store::Database>(m_scene->folder.filePath(QStringLiteral("muster.sqlite")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), &m_scene->clock);
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), &m_scene->clock);
    auto client = makeClient();
    m_client = client.get();
    api::Profile profile;
    profile.id = QStringLiteral("p");
    m_workspace = std::make_unique<models::Workspace>(profile, std::move(client), models::Conversation::Stores{m_drafts.get(), m_outbox.get()}, &m_scene->clock);
    m_settings = std::make_unique<accounts::Settings>(m_scene->folder.path(), nullptr);
    m_prices = std::make_unique<store::PriceFile>(m_scene->folder.filePath(QStringLiteral("prices.json")));
    m_costs = std::make_unique<models::Costs>(m_scene->ledger.get(), m_prices.get(), m_settings.get());
    m_workspace->readUsage({m_costs.get(), {m_scene->server, profile.id}});
}

void TestUsageReading::cleanup()
{
    m_workspace.reset();
    m_costs.reset();
    m_prices.reset();
    m_settings.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
    m_scene.reset();
}

test::FakeClient *TestUsageReading::connectAgain()
{
    auto client = makeClient();
    m_client = client.get();
    m_workspace->reconnect(std::move(client));
    return m_client;
}

void TestUsageReading::pass()
{
    QTRY_VERIFY(m_scene->clock.pending() > 0);
    m_scene->clock.advance(syncing::Backfill::pace);
}

void TestUsageReading::nothingIsReadBeforeItIsWanted()
{
    QVERIFY(m_scene->sums(store::LedgerGrouping::Total).sums.empty());
    m_scene->clock.advance(std::chrono::hours(1));
    QCOMPARE(int(state()), int(State::Idle));
    QVERIFY(m_client->lists.empty());
    QVERIFY(!reading()->doneAt().isValid());
}

void TestUsageReading::beginsOnce()
{
    reading()->begin();
    QTRY_COMPARE(m_client->lists.size(), 1u);
    reading()->cancel();
    reading()->begin(); // visiting the page again does not undo that
    QCOMPARE(int(state()), int(State::Idle));
    reading()->start();
    QCOMPARE(int(state()), int(State::Listing));
}

void TestUsageReading::goesOnWithAnotherConnection()
{
    reading()->begin();
    QTRY_COMPARE(m_client->lists.size(), 1u);
    take(m_client->lists).answer(pageOf({"s1", "s2"}));
    pass();
    take(m_client->usages).answer(usage(QStringLiteral("e1"), 100));
    pass();
    QTRY_COMPARE(m_client->usages.size(), 1u);
    const QString second = m_client->usages.front().id;
    QSignalSpy changed(reading(), &UsageReading::changed);
    connectAgain();
    QVERIFY(changed.count() > 0);
    QTRY_COMPARE(m_client->lists.size(), 1u);
    take(m_client->lists).answer(pageOf({"s1", "s2"}));
    pass();
    auto asked = take(m_client->usages);
    QCOMPARE(asked.id, second);
    asked.answer(usage(QStringLiteral("e2"), 20));
    pass();
    QTRY_COMPARE(int(state()), int(State::Done));
    QCOMPARE(reading()->progress().sessionsRead, 1); // the first was read already
    QCOMPARE(m_scene->sums(store::LedgerGrouping::Total).total.tokens.all(), 120);
    QCOMPARE(reading()->doneAt(), m_scene->clock.now());
}

void TestUsageReading::staysPausedOverAConnection()
{
    reading()->begin();
    QTRY_COMPARE(m_client->lists.size(), 1u);
    reading()->pause();
    connectAgain();
    QCOMPARE(int(state()), int(State::Paused));
    (void)m_scene->sums(store::LedgerGrouping::Total); // some turns of the event loop
    QVERIFY(m_client->lists.empty() || !m_client->lists.front().job);
    reading()->resume();
    QCOMPARE(int(state()), int(State::Listing));
}

void TestUsageReading::aNewKeyBeginsAgain()
{
    reading()->begin();
    QTRY_COMPARE(m_client->lists.size(), 1u);
    take(m_client->lists).answer(Error::of(Error::Kind::Unauthorized));
    QTRY_COMPARE(int(state()), int(State::Failed));
    connectAgain();
    QCOMPARE(int(state()), int(State::Listing));
    QTRY_COMPARE(m_client->lists.size(), 1u);
    take(m_client->lists).answer(Error::of(Error::Kind::Forbidden));
    QTRY_COMPARE(int(state()), int(State::Failed));
    connectAgain();
    QCOMPARE(int(state()), int(State::Idle)); // the key was not what was wrong: it is offered, not done
}

void TestUsageReading::saysWhenItGoesOn()
{
    reading()->begin();
    QTRY_COMPARE(m_client->lists.size(), 1u);
    take(m_client->lists).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(int(state()), int(State::Waiting));
    QCOMPARE(reading()->nextTryAt(), m_scene->clock.now().addMSecs(reading()->progress().nextTry.count()));
    reading()->hurry();
    QCOMPARE(int(state()), int(State::Listing));
}

QTEST_GUILESS_MAIN(TestUsageReading)
#include "tst_usagereading.moc"
