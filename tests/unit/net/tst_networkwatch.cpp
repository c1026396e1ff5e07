#include "net/networkwatch.h"
#include "tests/support/testbase.h"

#include <QSignalSpy>

using net::NetworkWatch;

class NetworkWatchTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhenItGetsBetter();
    void tellsOfAnotherMedium();
    void startsWithOrWithoutABackEnd();
};

void NetworkWatchTest::tellsWhenItGetsBetter()
{
    using R = NetworkWatch::Reachability;
    NetworkWatch watch;
    QSignalSpy changed(&watch, &NetworkWatch::changed);
    watch.reach(R::Online); // the first news is none
    QCOMPARE(changed.size(), 0);
    watch.reach(R::Disconnected);
    QCOMPARE(changed.size(), 0);
    watch.reach(R::Site);
    QCOMPARE(changed.size(), 1);
    watch.reach(R::Online);
    QCOMPARE(changed.size(), 2);
    watch.reach(R::Online);
    watch.reach(R::Local);
    QCOMPARE(changed.size(), 2);
    watch.reach(R::Unknown);
    watch.reach(R::Online); // nobody knows whether it was ever gone
    QCOMPARE(changed.size(), 2);
}

void NetworkWatchTest::tellsOfAnotherMedium()
{
    using M = NetworkWatch::Medium;
    NetworkWatch watch;
    QSignalSpy changed(&watch, &NetworkWatch::changed);
    watch.goBy(M::WiFi);
    watch.goBy(M::WiFi);
    QCOMPARE(changed.size(), 0);
    watch.goBy(M::Unknown);
    watch.goBy(M::Ethernet);
    QCOMPARE(changed.size(), 1);
    watch.goBy(M::Cellular);
    QCOMPARE(changed.size(), 2);
}

void NetworkWatchTest::startsWithOrWithoutABackEnd()
{
    NetworkWatch watch;
    QSignalSpy changed(&watch, &NetworkWatch::changed);
    const bool there = watch.start();
    QCOMPARE(there, QNetworkInformation::instance() != nullptr);
    QCOMPARE(changed.size(), 0);
}

QTEST_GUILESS_MAIN(NetworkWatchTest)
#include "tst_networkwatch.moc"
