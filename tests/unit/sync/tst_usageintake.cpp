#include "sync/usageintake.h"
#include "tests/support/fakeclient.h"
#include "tests/unit/store/ledgerscene.h"

#include <QSignalSpy>

using test::LedgerScene;
using test::valueOf;

namespace {

base::Record session(const char *id, const char *cents)
{
    base::Json json;
    json["id"] = id;
    json["cents"] = cents;
    return base::Record(json);
}

api::Event request(int number, int tokens)
{
    api::Event event = test::message(number, QString::number(tokens), api::EventKind::ModelRequestEnd);
    event.usage.output = tokens;
    return event;
}

} // namespace

//! What is read anyway reaches the ledger, once.
class TestUsageIntake : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void sessionsThatAreListed();
    void eventsThatTheLogTakes();
    void eventsOfOtherProfilesAreNot();
    void thePlaceMovesWithTheLogs();
    void whatIsDeletedIsMarked();
    void aLedgerThatCannotWriteIsTold();

private:
    qint64 tokens() { return m_scene->sums(store::LedgerGrouping::Total).total.tokens.all(); }
    QByteArray dollars()
    {
        const auto money = m_scene->sums(store::LedgerGrouping::Total).total.reported;
        return money.empty() ? QByteArray("none") : money.front().amount.text(2);
    }
    store::LogKey key(const char *session, const char *profile = "p") const { return {QLatin1String(profile), QLatin1String(session), {}}; }

    std::unique_ptr<LedgerScene> m_scene;
    std::unique_ptr<store::EventLog> m_log;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<syncing::UsageIntake> m_intake;
};

void TestUsageIntake::init()
{
    TestBase::init();
    m_scene = std::make_unique<LedgerScene>();
    m_log = std::make_unique<store::EventLog>(m_scene->folder.filePath(QStringLiteral("events.sqlite")), &m_scene->clock);
    m_client = std::make_unique<test::FakeClient>();
    m_client->onUsage.ofSession = [](const base::Record &record) {
        api::SessionUsage usage;
        usage.facts = LedgerScene::facts(record.id());
        usage.records = {LedgerScene::total(record.string("cents").toLatin1(), LedgerScene::at(11, 20))};
        return usage;
    };
    m_client->onUsage.ofEvent = [](const api::Event &event) {
        std::vector<api::UsageRecord> records;
        if (event.usage.output > 0)
            records.push_back(LedgerScene::amount(event.identity + QStringLiteral("/out"), QByteArray::number(event.usage.output), api::UsageKind::OutputTokens, event.at));
        return records;
    };
    m_intake = std::make_unique<syncing::UsageIntake>(m_client.get(), m_log.get(), m_scene->ledger.get(),
                                                      store::LedgerSource{m_scene->server, QStringLiteral("p")}, nullptr);
}

void TestUsageIntake::cleanup()
{
    m_intake.reset();
    m_client.reset();
    m_log.reset();
    m_scene.reset();
}

void TestUsageIntake::sessionsThatAreListed()
{
    QSignalSpy changed(m_scene->ledger.get(), &store::Ledger::changed);
    Q_EMIT m_client->recordsRead(QStringLiteral("agents"), {session("no", "9")});
    Q_EMIT m_client->recordsRead(QStringLiteral("sessions"), {session("a", "1.50"), session("b", "2")});
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(dollars(), QByteArray("3.50"));
    Q_EMIT m_client->recordsRead(QStringLiteral("sessions"), {session("a", "1.50"), session("b", "2.25")});
    QTRY_COMPARE(changed.count(), 2);
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), session("a", "1.75"));
    QTRY_COMPARE(changed.count(), 3);
    QCOMPARE(dollars(), QByteArray("4.00"));
}

void TestUsageIntake::eventsThatTheLogTakes()
{
    QSignalSpy changed(m_scene->ledger.get(), &store::Ledger::changed);
    (void)valueOf(m_log->append(m_log.get(), key("a"), {request(1, 10), test::message(2, QStringLiteral("words")), request(3, 20)}));
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(tokens(), 30);
    (void)valueOf(m_log->append(m_log.get(), key("a"), {request(3, 20), request(4, 5)})); // one comes again, as after every reconnection
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(tokens(), 35);
}

void TestUsageIntake::eventsOfOtherProfilesAreNot()
{
    (void)valueOf(m_log->append(m_log.get(), key("a", "q"), {request(1, 10)}));
    (void)valueOf(m_log->append(m_log.get(), key("a"), {request(2, 7)}));
    QTRY_COMPARE(tokens(), 7);
}

void TestUsageIntake::thePlaceMovesWithTheLogs()
{
    const api::Known through{-1, LedgerScene::at(11, 20), {}};
    (void)valueOf(m_log->append(m_log.get(), key("a"), {request(1, 10)}, store::Advance{{}, through}));
    const store::LedgerLine line{m_scene->server, QStringLiteral("a"), {}};
    QTRY_COMPARE(valueOf(m_scene->ledger->readThrough(m_scene->ledger.get(), line)).through, through.through);
    // A ledger that has missed something stays where it is: a back-fill reads from there.
    (void)valueOf(m_log->append(m_log.get(), key("b"), {request(1, 10)}, store::Advance{through, through}));
    test::letThingsHappen();
    QVERIFY(valueOf(m_scene->ledger->readThrough(m_scene->ledger.get(), {m_scene->server, QStringLiteral("b"), {}})).isEmpty());
}

void TestUsageIntake::whatIsDeletedIsMarked()
{
    Q_EMIT m_client->recordsRead(QStringLiteral("sessions"), {session("a", "1"), session("b", "2")});
    Q_EMIT m_client->recordRemoved(QStringLiteral("sessions"), QStringLiteral("a"));
    api::Event gone = test::message(1, QStringLiteral("gone"), api::EventKind::SessionDeleted);
    (void)valueOf(m_log->append(m_log.get(), key("b"), {gone}));
    const auto deleted = [&] {
        int count = 0;
        for (const auto &sum : m_scene->sums(store::LedgerGrouping::Session).sums)
            count += sum.isDeleted ? 1 : 0;
        return count;
    };
    QTRY_COMPARE(deleted(), 2);
    QCOMPARE(dollars(), QByteArray("3.00"));
}

void TestUsageIntake::aLedgerThatCannotWriteIsTold()
{
    (void)valueOf(m_scene->ledger->opened(m_scene->ledger.get()));
    (void)valueOf(m_scene->ledger->database()->run<base::Done>(m_scene->ledger.get(), [](QSqlDatabase &connection) {
        return store::execute(connection, "DROP TABLE session");
    }));
    QSignalSpy failed(m_intake.get(), &syncing::UsageIntake::failed);
    Q_EMIT m_client->recordsRead(QStringLiteral("sessions"), {session("a", "1")});
    QTRY_COMPARE(failed.count(), 1);
    Q_EMIT m_client->recordsRead(QStringLiteral("sessions"), {session("a", "1")}); // it was not taken for known
    QTRY_COMPARE(failed.count(), 2);
}

QTEST_GUILESS_MAIN(TestUsageIntake)
#include "tst_usageintake.moc"
