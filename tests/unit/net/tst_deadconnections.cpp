#include "net/trafficlog.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

using namespace std::chrono_literals;
using net::Transport;
using test::get;
using test::post;
using test::Script;
using test::ScriptedServer;
using test::Sent;

//! Connections that died without a word, and nobody told us (R11): a read has its answer within ten seconds.
class DeadConnectionsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void anOldConnectionIsNotUsedAgain();
    void aFreshOneIs();
    void aReadHasItsAnswerInTenSeconds();
    void aSlowServerHasAllOfItsTime();
    void aChangeIsNotCutShort();

private:
    //! One read, so that there is a connection; then the route under it dies, and new ones work.
    void useAndKill();

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<Transport> m_transport;
};

void DeadConnectionsTest::init()
{
    TestBase::init();
    m_transport.reset();
    m_server = std::make_unique<ScriptedServer>();
    m_server->handle([](const test::SeenRequest &) { return Script::reply(200, "{}"); });
    m_clock = std::make_unique<test::FakeClock>();
    m_transport = std::make_unique<Transport>(test::endpointOf(*m_server), m_clock.get(), nullptr);
}

void DeadConnectionsTest::useAndKill()
{
    Sent first(*m_transport, get());
    QVERIFY(first.ended());
    m_server->blackHole();
    m_server->blackHole(false);
}

void DeadConnectionsTest::anOldConnectionIsNotUsedAgain()
{
    useAndKill();
    m_clock->advance(Transport::freshFor + 1ms);
    Sent read(*m_transport, get());
    QVERIFY(read.ended()); // no clock moves
    QCOMPARE(read.status(), 200);
    QCOMPARE(m_server->connections(), 2);
    m_clock->advance(Transport::freshFor + 1ms);
    Sent change(*m_transport, post()); // it is not lost on a dead connection, either
    QVERIFY(change.ended());
    QCOMPARE(change.status(), 200);
}

void DeadConnectionsTest::aFreshOneIs()
{
    for (int i = 0; i < 5; ++i) {
        Sent read(*m_transport, get());
        QVERIFY(read.ended());
        m_clock->advance(Transport::freshFor - 1s);
    }
    QCOMPARE(m_server->connections(), 1);
}

void DeadConnectionsTest::aReadHasItsAnswerInTenSeconds()
{
    useAndKill();
    Sent read(*m_transport, get());
    QVERIFY(!read.ended(50));
    const auto asked = m_clock->monotonic();
    while (!read.ended(20) && m_clock->monotonic() < asked + 60s)
        m_clock->advance(100ms);
    QCOMPARE(read.status(), 200);
    QVERIFY2(m_clock->monotonic() - asked <= 10s, qPrintable(QString::number((m_clock->monotonic() - asked).count())));
}

void DeadConnectionsTest::aSlowServerHasAllOfItsTime()
{
    m_server->handle([](const test::SeenRequest &) { return Script::silence(); });
    Sent first(*m_transport, get()); // on a new connection: it is the server that is slow
    QTRY_COMPARE(m_server->count(), 1);
    m_clock->advance(29s);
    QVERIFY(!first.ended(50));
    QCOMPARE(m_server->count(), 1);
    m_server->cutAll(test::Cut::Rst);
    m_server->handle([](const test::SeenRequest &) { return Script::reply(200, "{}"); });
    QTRY_VERIFY((m_clock->advance(1s), first.done()));

    m_server->handle([](const test::SeenRequest &) { return Script::silence(); });
    m_server->forget();
    Sent second(*m_transport, get()); // on a used one: asked once more, and then it is waited for
    QTRY_COMPARE(m_server->count(), 1);
    m_clock->advance(Transport::firstTry);
    QTRY_VERIFY((m_clock->advance(100ms), m_server->count() == 2));
    m_clock->advance(28s);
    QVERIFY(!second.ended(50));
    QCOMPARE(m_server->count(), 2);
}

void DeadConnectionsTest::aChangeIsNotCutShort()
{
    useAndKill();
    m_server->forget();
    m_server->handle([](const test::SeenRequest &) { return Script::silence(); });
    Sent change(*m_transport, post());
    QVERIFY(!change.ended(50));
    m_clock->advance(29s);
    QVERIFY(!change.ended(50));
    m_clock->advance(2s);
    QVERIFY(change.ended());
    QCOMPARE(change.kind(), QByteArray("OutcomeUnknown"));
}

QTEST_GUILESS_MAIN(DeadConnectionsTest)
#include "tst_deadconnections.moc"
