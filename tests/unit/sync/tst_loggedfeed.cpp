#include "store/database.h"
#include "sync/loggedfeed.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QDir>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using api::EventKind;
using api::FeedStatus;
using base::Error;
using State = FeedStatus::State;
using syncing::AppendLine;
using syncing::LoggedFeed;

namespace {

const QString profile = QStringLiteral("profile");
const QString session = QStringLiteral("sesn_1");

QDateTime timeOf(int number)
{
    return QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(number);
}

QString idOf(int number)
{
    return QStringLiteral("e%1").arg(number);
}

//! Where a server stands that has told everything up to this event.
api::Known upTo(int number)
{
    return {number, timeOf(number), {}};
}

//! An agent's message as a server that numbers its events would have it.
api::Event said(int number, const QByteArray &text = "text")
{
    api::Event made;
    made.kind = EventKind::AgentMessage;
    made.type = QStringLiteral("agent.message");
    made.identity = idOf(number);
    made.sequence = number;
    made.at = timeOf(number);
    made.raw = text + ' ' + QByteArray::number(number);
    return made;
}

api::Events events(int first, int last)
{
    api::Events made;
    for (int i = first; i <= last; ++i)
        made.push_back(said(i));
    return made;
}

api::Event preview(const char *id)
{
    api::Event made;
    made.kind = EventKind::PreviewStart;
    made.previewId = QLatin1String(id);
    return made;
}

QStringList idsOf(const api::Events &events)
{
    QStringList ids;
    for (const api::Event &one : events)
        ids.append(one.identity.isEmpty() ? one.previewId : one.identity);
    return ids;
}

base::Result<api::Event> decode(const api::StoredEvent &stored)
{
    if (stored.raw.startsWith("broken"))
        return Error::of(Error::Kind::Protocol);
    api::Event made;
    made.kind = EventKind::AgentMessage;
    made.type = stored.type;
    made.identity = stored.identity;
    made.sequence = stored.sequence;
    made.at = stored.at;
    made.raw = stored.raw;
    return made;
}

} // namespace

class TestLoggedFeed : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void withoutALogItIsTheServersFeed();
    void keepsBeforeItTells();
    void tellsInTheOrderInWhichThingsCame();
    void opensAtTheNewestPageAndAsksForTheRestOnly();
    void olderPagesOnRequest();
    void offlineItShowsWhatIsKept();
    void aRefusedKeyLeavesWhatIsKept();
    void anInterruptedListingGoesOnWhereItWas();
    void whatIsBeforeTheFirstPageComesWithItsOwnPage();
    void forgottenWhileOpenIsAskedForAnew();
    void whatWaitsForTheDiskIsForgottenToo();
    void listAllBeginsAtTheFirstEvent();
    void anotherClientGoesOn();
    void aThreadHasALogOfItsOwn();
    void aDiskThatIsBusyHoldsNobodyUp();
    void whoAsksOnAndOnGetsLargerPages();
    void aServerThatIsFasterThanTheDiskWaits();
    void aLogThatCannotBeOpened();
    void aLogThatIsFullKeepsTellingAndLosesNoPlace();
    void aDamagedFileIsReadAgainFromTheServer();
    void whatCannotBeReadAnyMoreIsCounted();
    void closedInsideItsSignals();
    void aHundredThousandEvents();

private:
    //! What somebody who looks at one opening sees.
    struct Seen
    {
        QStringList steps;       //!< everything in its order
        api::Events head;
        api::Events older;
        api::Events arrived;
        QList<FeedStatus> statuses;
        std::vector<Error> failures;
        api::Usage usage;
        int broken = 0;
        int olderPages = 0;
    };

    //! A start of the program: another log object on the same file, another feed.
    void start(const QString &thread = {});
    void stop();
    void open();
    test::FakeFeed *server() const { return m_client->feeds.empty() ? nullptr : m_client->feeds.back().data(); }
    //! The server's feed of this opening; waits for it.
    test::FakeFeed *asked();
    void bring(const api::Events &events, const api::Known &known);
    //! Brings them and waits until they were told.
    void keep(const api::Events &events, const api::Known &known);
    bool isOnDisk(const QString &identity) const;
    QString file() const { return m_folder->filePath(QStringLiteral("log/events.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::EventLog> m_log;
    std::unique_ptr<QObject> m_owner;
    QPointer<LoggedFeed> m_feed;
    std::unique_ptr<Seen> m_seen;
};

void TestLoggedFeed::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("log")));
    m_client = std::make_unique<test::FakeClient>();
    m_client->onDecode = decode;
    m_client->facts.threads = true;
    m_clock = std::make_unique<test::FakeClock>();
}

void TestLoggedFeed::cleanup()
{
    stop();
    m_client.reset();
    m_clock.reset();
    QFile::setPermissions(m_folder->filePath(QStringLiteral("log")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_folder.reset();
}

void TestLoggedFeed::start(const QString &thread)
{
    stop();
    if (!m_log)
        m_log = std::make_unique<store::EventLog>(file(), m_clock.get());
    m_owner = std::make_unique<QObject>();
    m_seen = std::make_unique<Seen>();
    m_feed = new LoggedFeed(m_client.get(), m_log.get(), m_clock.get(), {profile, session, thread}, m_owner.get());
    Seen *seen = m_seen.get();
    connect(m_feed, &LoggedFeed::headRead, this, [seen](const api::Events &events, const api::Usage &usage) {
        seen->steps.append(QStringLiteral("head"));
        seen->head = events;
        seen->usage = usage;
    });
    connect(m_feed, &LoggedFeed::olderRead, this, [seen](const api::Events &events) { seen->older.insert(seen->older.begin(), events.begin(), events.end()); });
    connect(m_feed, &LoggedFeed::hasOlderChanged, this, [seen] { ++seen->olderPages; });
    connect(m_feed, &LoggedFeed::logFailed, this, [seen](const Error &error) { seen->failures.push_back(error); });
    connect(m_feed, &api::EventFeed::eventsArrived, this, [seen](const api::Events &events) {
        seen->steps.append(idsOf(events).join(QLatin1Char(' ')));
        seen->arrived.insert(seen->arrived.end(), events.begin(), events.end());
    });
    connect(m_feed, &api::EventFeed::backFilled, this, [seen] { seen->steps.append(QStringLiteral("complete")); });
    connect(m_feed, &api::EventFeed::statusChanged, this, [seen](const FeedStatus &status) {
        seen->statuses.append(status);
        seen->steps.append(QStringLiteral("state%1").arg(int(status.state)));
    });
    connect(m_feed, &api::EventFeed::eventSkipped, this, [seen] { ++seen->broken; });
}

void TestLoggedFeed::stop()
{
    m_owner.reset();
    m_log.reset();
    m_client->feeds.clear();
}

void TestLoggedFeed::open()
{
    m_feed->open();
    QVERIFY(asked());
}

test::FakeFeed *TestLoggedFeed::asked()
{
    (void)QTest::qWaitFor([&] { return server() && server()->opened > 0; });
    return server();
}

void TestLoggedFeed::bring(const api::Events &events, const api::Known &known)
{
    server()->now = known;
    server()->bring(events);
}

void TestLoggedFeed::keep(const api::Events &events, const api::Known &known)
{
    const std::size_t before = m_seen->arrived.size();
    bring(events, known);
    QTRY_COMPARE(m_seen->arrived.size(), before + events.size());
}

bool TestLoggedFeed::isOnDisk(const QString &identity) const
{
    const QString name = QStringLiteral("look");
    bool found = false;
    {
        QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        look.setDatabaseName(file());
        look.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        QSqlQuery query(look);
        if (look.open() && query.exec(QStringLiteral("SELECT count(*) FROM event WHERE identity = '%1'").arg(identity)) && query.next())
            found = query.value(0).toInt() > 0;
    }
    QSqlDatabase::removeDatabase(name);
    return found;
}

void TestLoggedFeed::withoutALogItIsTheServersFeed()
{
    QObject owner;
    LoggedFeed feed(m_client.get(), nullptr, nullptr, {profile, session, {}}, &owner);
    feed.setParent(nullptr);
    QStringList told;
    connect(&feed, &api::EventFeed::eventsArrived, this, [&](const api::Events &events) { told += idsOf(events); });
    feed.open();
    QVERIFY(server()); // at once: there is nothing to wait for
    QVERIFY(server()->began.isEmpty());
    server()->bring({said(1), preview("p")});
    QCOMPARE(told, (QStringList{QStringLiteral("e1"), QStringLiteral("p")}));
    server()->say(State::Reconnecting, Error::of(Error::Kind::Network), 2);
    QCOMPARE(feed.status().attempt, 2);
    QVERIFY(!feed.status().cached);
    QVERIFY(!feed.hasOlder());
    feed.retryNow();
    feed.expectTurn();
    QCOMPARE(server()->retried, 1);
    QCOMPARE(server()->expected, 1);
    feed.close();
    QCOMPARE(feed.status().state, State::Closed);
}

void TestLoggedFeed::keepsBeforeItTells()
{
    start();
    open();
    QVERIFY(server()->began.isEmpty());
    std::vector<bool> kept;
    connect(m_feed, &api::EventFeed::eventsArrived, this, [&](const api::Events &events) {
        for (const api::Event &one : events)
            kept.push_back(isOnDisk(one.identity));
    });
    bring(events(1, 3), upTo(3));
    QVERIFY(m_seen->arrived.empty()); // not before the disk has them
    bring(events(4, 4), upTo(4));
    QTRY_COMPARE(kept.size(), std::size_t(4));
    QCOMPARE(std::count(kept.begin(), kept.end(), true), 4);
}

void TestLoggedFeed::tellsInTheOrderInWhichThingsCame()
{
    start();
    open();
    server()->say(State::BackFilling);
    bring(events(1, 2), upTo(2));
    bring({preview("p")}, upTo(2)); // is not kept, and waits for what is
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    bring(events(3, 3), upTo(3));
    server()->say(State::Reconnecting, Error::of(Error::Kind::Network), 1);
    QTRY_COMPARE(m_feed->status().state, State::Reconnecting);
    QCOMPARE(m_seen->steps.join(QLatin1Char(',')),
             QStringLiteral("head,state%1,e1 e2,p,state%2,complete,e3,state%3").arg(int(State::BackFilling)).arg(int(State::Live)).arg(int(State::Reconnecting)));
    bring({preview("q")}, upTo(3)); // nothing before it: at once
    QCOMPARE(m_seen->steps.back(), QStringLiteral("q"));
}

void TestLoggedFeed::opensAtTheNewestPageAndAsksForTheRestOnly()
{
    constexpr int all = LoggedFeed::pageSize * 2 + 50;
    start();
    open();
    keep(events(1, all), upTo(all));

    start();
    m_feed->open();
    QVERIFY(m_seen->steps.isEmpty()); // nothing inside open()
    QVERIFY(asked());
    QCOMPARE(m_seen->head.size(), std::size_t(LoggedFeed::pageSize));
    QCOMPARE(idsOf(m_seen->head).front(), idOf(all - LoggedFeed::pageSize + 1));
    QCOMPARE(idsOf(m_seen->head).back(), idOf(all));
    QVERIFY(m_feed->hasOlder());
    QCOMPARE(server()->began.sequence, all);
    QCOMPARE(server()->began.through, timeOf(all));
    QVERIFY(m_feed->status().cached);
    bring(events(all + 1, all + 2), upTo(all + 2));
    server()->say(State::Live);
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(2));
    QTRY_VERIFY(!m_feed->status().cached);
}

void TestLoggedFeed::olderPagesOnRequest()
{
    constexpr int all = LoggedFeed::pageSize * 2 + 50;
    start();
    open();
    keep(events(1, all), upTo(all));
    start();
    open();
    m_feed->fetchOlder();
    m_feed->fetchOlder(); // one at a time
    QTRY_COMPARE(m_seen->older.size(), std::size_t(LoggedFeed::pageSize));
    QVERIFY(m_feed->hasOlder());
    test::letThingsHappen();
    QCOMPARE(m_seen->older.size(), std::size_t(LoggedFeed::pageSize));
    m_feed->close(); // what is kept can be read all the same
    m_feed->fetchOlder();
    QTRY_COMPARE(m_seen->older.size(), std::size_t(LoggedFeed::pageSize + 50));
    QVERIFY(!m_feed->hasOlder());
    m_feed->fetchOlder();
    test::letThingsHappen();
    QStringList expected;
    for (int i = 1; i <= all - LoggedFeed::pageSize; ++i)
        expected.append(idOf(i));
    QCOMPARE(idsOf(m_seen->older), expected);
}

void TestLoggedFeed::offlineItShowsWhatIsKept()
{
    start();
    open();
    keep(events(1, 5), upTo(5));
    start();
    open();
    server()->say(State::Reconnecting, Error::of(Error::Kind::Network), 3);
    QCOMPARE(m_seen->head.size(), std::size_t(5));
    QCOMPARE(m_feed->status().state, State::Reconnecting);
    QVERIFY(m_feed->status().cached);
    QCOMPARE(m_seen->statuses.front().state, State::Connecting);
    QVERIFY(m_seen->statuses.front().cached);
    server()->say(State::BackFilling);
    QVERIFY(m_feed->status().cached);
    server()->say(State::Live);
    QVERIFY(!m_feed->status().cached);
    server()->say(State::Reconnecting, Error::of(Error::Kind::Network), 1);
    QVERIFY(!m_feed->status().cached); // out of date perhaps, but it was all there
}

void TestLoggedFeed::aRefusedKeyLeavesWhatIsKept()
{
    start();
    open();
    keep(events(1, LoggedFeed::pageSize + 7), upTo(LoggedFeed::pageSize + 7));
    start();
    open();
    server()->say(State::Failed, Error::of(Error::Kind::Unauthorized));
    QCOMPARE(m_feed->status().state, State::Failed);
    QVERIFY(m_feed->status().cached);
    m_feed->fetchOlder();
    QTRY_COMPARE(m_seen->older.size(), std::size_t(7));
}

void TestLoggedFeed::anInterruptedListingGoesOnWhereItWas()
{
    start();
    open();
    server()->say(State::BackFilling);
    keep(events(1, 100), upTo(100));
    keep(events(101, 200), upTo(200));
    bring(events(201, 300), upTo(300));
    stop(); // the program ends while the third page is being written

    start();
    open();
    const int place = int(server()->began.sequence);
    QVERIFY(place == 200 || place == 300);
    QCOMPARE(idsOf(m_seen->head).back(), idOf(place)); // the place and its events came together
    keep(events(place + 1, 400), upTo(400));
    start();
    open();
    while (m_feed->hasOlder()) {
        const int pages = m_seen->olderPages;
        m_feed->fetchOlder();
        QTRY_VERIFY(m_seen->olderPages > pages);
    }
    QStringList expected;
    for (int i = 1; i <= 400; ++i)
        expected.append(idOf(i));
    QCOMPARE(idsOf(m_seen->older) + idsOf(m_seen->head), expected);
}

void TestLoggedFeed::whatIsBeforeTheFirstPageComesWithItsOwnPage()
{
    constexpr int all = LoggedFeed::pageSize + 20;
    start();
    open();
    api::Events most = events(1, all);
    std::erase_if(most, [](const api::Event &one) { return one.identity == idOf(5); });
    keep(most, upTo(all));
    start();
    open();
    // A server that lists everything again, with one that was not there and one that has changed since.
    api::Events again = events(1, all);
    again.back().raw = "changed";
    bring(again, upTo(all));
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(LoggedFeed::pageSize));
    QCOMPARE(m_seen->arrived.back().raw, QByteArray("changed"));
    QCOMPARE(m_seen->arrived.front().identity, m_seen->head.front().identity);
    m_feed->fetchOlder();
    QTRY_COMPARE(m_seen->older.size(), std::size_t(20));
    QVERIFY(idsOf(m_seen->older).contains(idOf(5)));
    // Queued ones stand at the end, whatever their number is.
    api::Event waiting = said(3);
    waiting.identity = QStringLiteral("q");
    waiting.queued = true;
    bring({waiting}, upTo(all));
    QTRY_COMPARE(m_seen->arrived.back().identity, QStringLiteral("q"));
}

void TestLoggedFeed::forgottenWhileOpenIsAskedForAnew()
{
    start();
    open();
    keep(events(1, 10), upTo(10));
    bool gone = false;
    m_log->forgetSession(this, profile, session)->then(this, [&](const base::Outcome &outcome) { gone = outcome.ok(); });
    QTRY_VERIFY(gone);
    keep(events(11, 12), upTo(12)); // the session is open still, and goes on
    start();
    open();
    QVERIFY(server()->began.isEmpty()); // never: "behind the twelfth", with the first ten missing
    keep(events(1, 12), upTo(12));
    start();
    open();
    QCOMPARE(server()->began.sequence, 12);
    QCOMPARE(m_seen->head.size(), std::size_t(12));
}

//! News that wait behind a writing that is under way when the session is forgotten: they must not come into the log behind that.
void TestLoggedFeed::whatWaitsForTheDiskIsForgottenToo()
{
    start();
    open();
    bring(events(1, 5), upTo(5));  // under way
    bring(events(6, 10), upTo(10)); // waits
    bool gone = false;
    m_log->forgetSession(this, profile, session)->then(this, [&](const base::Outcome &outcome) { gone = outcome.ok(); });
    QTRY_VERIFY(gone);
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(10)); // shown all the same, in their order
    QCOMPARE(idsOf(m_seen->arrived).back(), idOf(10));
    m_feed->close();
    for (int i = 1; i <= 10; ++i)
        QVERIFY2(!isOnDisk(idOf(i)), qPrintable(idOf(i)));
}

void TestLoggedFeed::listAllBeginsAtTheFirstEvent()
{
    start();
    open();
    keep(events(1, 10), upTo(10));
    m_feed->close();
    m_feed->listAll();
    open();
    QVERIFY(server()->began.isEmpty());
    bring(events(1, 4), upTo(4)); // the place that is on disk does not go back
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(14));
    start();
    open();
    QCOMPARE(server()->began.sequence, 10);
}

void TestLoggedFeed::anotherClientGoesOn()
{
    start();
    open();
    keep(events(1, 10), upTo(10));
    auto other = std::make_unique<test::FakeClient>();
    other->onDecode = decode;
    m_feed->setClient(other.get());
    QTRY_COMPARE(other->feeds.size(), std::size_t(1));
    QCOMPARE(other->feeds.back()->began.sequence, 10);
    other->feeds.back()->now = upTo(11);
    other->feeds.back()->bring(events(11, 11));
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(11));
    QVERIFY(!server()); // the old one has gone
    QCOMPARE(m_seen->steps.count(QStringLiteral("head")), 1);
    stop();
}

void TestLoggedFeed::aThreadHasALogOfItsOwn()
{
    start(QStringLiteral("sthr_1"));
    open();
    QCOMPARE(server()->threadId, QStringLiteral("sthr_1"));
    keep(events(1, 3), upTo(3));
    start();
    open();
    QVERIFY(m_seen->head.empty());
    QVERIFY(server()->began.isEmpty());
    QVERIFY(server()->threadId.isEmpty());
    start(QStringLiteral("sthr_1"));
    open();
    QCOMPARE(m_seen->head.size(), std::size_t(3));
    QCOMPARE(server()->began.sequence, 3);
}

void TestLoggedFeed::aDiskThatIsBusyHoldsNobodyUp()
{
    start();
    open();
    keep(events(1, 1), upTo(1));
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        other.setDatabaseName(file());
        QVERIFY(other.open());
        QSqlQuery hold(other);
        QVERIFY(hold.exec(QStringLiteral("BEGIN IMMEDIATE"))); // another program writes, and takes its time
        bring(events(2, 2), upTo(2));
        bring({preview("p")}, upTo(2));
        test::letThingsHappen();
        QCOMPARE(m_seen->arrived.size(), std::size_t(1));
        m_clock->advance(AppendLine::patience);
        QCOMPARE(m_seen->steps.mid(m_seen->steps.size() - 2), (QStringList{QStringLiteral("e2"), QStringLiteral("p")}));
        bring(events(3, 3), upTo(3)); // while it lasts nothing waits
        QCOMPARE(m_seen->steps.back(), QStringLiteral("e3"));
        QVERIFY(hold.exec(QStringLiteral("COMMIT")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    QTRY_VERIFY(isOnDisk(QStringLiteral("e3")));
    keep(events(4, 4), upTo(4));
    QVERIFY(m_seen->failures.empty());
    start();
    open();
    QCOMPARE(server()->began.sequence, 4); // late, but without a hole
    QCOMPARE(m_seen->head.size(), std::size_t(4));
}

void TestLoggedFeed::whoAsksOnAndOnGetsLargerPages()
{
    constexpr int all = 20'000;
    start();
    open();
    for (int first = 1; first < all; first += 2000)
        keep(events(first, first + 1999), upTo(first + 1999));
    start();
    open();
    QTRY_COMPARE(m_seen->head.size(), std::size_t(LoggedFeed::pageSize));
    m_feed->fetchOlder();
    QTRY_COMPARE(m_seen->older.size(), std::size_t(LoggedFeed::pageSize));
    m_feed->fetchOlder(); // somebody scrolls
    QTRY_COMPARE(m_seen->older.size(), std::size_t(2 * LoggedFeed::pageSize));
    const int read = m_seen->olderPages;
    const auto on = connect(m_feed, &LoggedFeed::hasOlderChanged, this, [this] { m_feed->fetchOlder(); });
    m_feed->fetchOlder(); // somebody looks for the first event
    QTRY_VERIFY(!m_feed->hasOlder());
    disconnect(on);
    QCOMPARE(m_seen->older.size() + m_seen->head.size(), std::size_t(all));
    QCOMPARE(m_seen->older.front().identity, idOf(1));
    QVERIFY2(m_seen->olderPages - read < 15, qPrintable(QString::number(m_seen->olderPages - read))); // of 63
}

void TestLoggedFeed::aServerThatIsFasterThanTheDiskWaits()
{
    start();
    open();
    keep(events(1, 1), upTo(1));
    QVERIFY(!server()->held);
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        other.setDatabaseName(file());
        QVERIFY(other.open());
        QSqlQuery hold(other);
        QVERIFY(hold.exec(QStringLiteral("BEGIN IMMEDIATE"))); // another program writes, and takes its time
        const QByteArray half(LoggedFeed::heldAtMost / 2, 'x');
        bring({said(2, half)}, upTo(2));
        QVERIFY(!server()->held);
        bring({said(3, half)}, upTo(3)); // a little more than may wait
        QVERIFY(server()->held);
        m_clock->advance(AppendLine::patience);
        QCOMPARE(m_seen->arrived.size(), std::size_t(3)); // what came is shown
        QVERIFY(server()->held);
        QVERIFY(hold.exec(QStringLiteral("COMMIT")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    QTRY_VERIFY(!server()->held);
    QVERIFY(isOnDisk(QStringLiteral("e3")));
    m_feed->hold(true); // somebody else is slow
    QVERIFY(server()->held);
    m_feed->hold(false);
    QVERIFY(!server()->held);
    keep(events(4, 4), upTo(4));
    QVERIFY(m_seen->failures.empty());
}

void TestLoggedFeed::aLogThatCannotBeOpened()
{
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("log/events.sqlite"))); // a folder where the file belongs
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^the database cannot be opened")));
    start();
    open();
    QCOMPARE(m_seen->failures.size(), std::size_t(1));
    QVERIFY(server()->began.isEmpty());
    QVERIFY(!m_feed->status().cached);
    bring(events(1, 3), upTo(3));
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(3));
    bring(events(4, 4), upTo(4));
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(4));
    QCOMPARE(m_seen->failures.size(), std::size_t(2)); // reading, and writing: not one for every event
}

void TestLoggedFeed::aLogThatIsFullKeepsTellingAndLosesNoPlace()
{
    start();
    open();
    keep(events(1, 3), upTo(3));
    bool limited = false;
    m_log->database()->run<base::Done>(this, [](QSqlDatabase &connection) -> base::Outcome {
        QSqlQuery query(connection);
        if (!query.exec(QStringLiteral("PRAGMA page_count")) || !query.next())
            return Error::of(Error::Kind::Storage);
        const int pages = query.value(0).toInt();
        query.finish();
        if (!query.exec(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 1))) // as a full disk: SQLITE_FULL
            return Error::of(Error::Kind::Storage);
        return base::Done{};
    })->then(this, [&](const base::Outcome &outcome) { limited = outcome.ok(); });
    QTRY_VERIFY(limited);
    api::Event huge = said(4, QByteArray(3'000'000, 'x'));
    for (quint32 i = 0; i < quint32(huge.raw.size()); ++i)
        huge.raw[qsizetype(i)] = char('a' + (i * 7919U + i / 26U * 31U) % 26U); // packs badly
    bring({huge}, upTo(4));
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(4));
    QTRY_COMPARE(m_seen->failures.size(), std::size_t(1));
    bring(events(5, 5), upTo(5)); // small enough: it is kept, behind a hole
    QTRY_COMPARE(m_seen->arrived.size(), std::size_t(5));
    start();
    open();
    QCOMPARE(server()->began.sequence, 3); // so the fourth is asked for
}

void TestLoggedFeed::aDamagedFileIsReadAgainFromTheServer()
{
    start();
    open();
    keep(events(1, 50), upTo(50));
    stop();
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    damaged.write(QByteArray(4096, 'x'));
    damaged.close();
    start();
    open();
    QVERIFY(m_seen->head.empty());
    QVERIFY(server()->began.isEmpty());
    keep(events(1, 50), upTo(50));
    start();
    open();
    QCOMPARE(m_seen->head.size(), std::size_t(50));
    QCOMPARE(server()->began.sequence, 50);
}

void TestLoggedFeed::whatCannotBeReadAnyMoreIsCounted()
{
    start();
    open();
    keep({said(1), said(2, "broken"), said(3)}, upTo(3));
    start();
    open();
    QCOMPARE(idsOf(m_seen->head), (QStringList{idOf(1), idOf(3)}));
    QCOMPARE(m_seen->broken, 1);
}

void TestLoggedFeed::closedInsideItsSignals()
{
    start();
    open();
    keep(events(1, 3), upTo(3));
    start();
    connect(m_feed, &LoggedFeed::headRead, this, [this] { m_feed->close(); });
    m_feed->open();
    QTRY_COMPARE(m_seen->head.size(), std::size_t(3));
    test::letThingsHappen();
    QVERIFY(!server());
    QCOMPARE(m_feed->status().state, State::Closed);

    start();
    open();
    connect(m_feed, &api::EventFeed::eventsArrived, this, [this] { m_owner.reset(); });
    bring(events(4, 4), upTo(4));
    bring(events(5, 5), upTo(5));
    QTRY_VERIFY(!m_feed);
    QCOMPARE(m_seen->arrived.size(), std::size_t(1));
}

void TestLoggedFeed::aHundredThousandEvents()
{
    constexpr int all = 100'000;
    constexpr int batch = 5'000;
    m_log = std::make_unique<store::EventLog>(file(), m_clock.get());
    int written = 0;
    api::Known place;
    for (int first = 1; first < all; first += batch) {
        const api::Known through = upTo(first + batch - 1);
        m_log->append(this, {profile, session, {}}, events(first, first + batch - 1), store::Advance{place, through})
            ->then(this, [&](const auto &result) { written += result && result->advanced ? int(result->fresh.size()) : 0; });
        place = through;
    }
    QTRY_COMPARE_WITH_TIMEOUT(written, all, 60000);
    start();
    open();
    QCOMPARE(m_seen->head.size(), std::size_t(LoggedFeed::pageSize));
    QCOMPARE(server()->began.sequence, all);
    QVERIFY(server()->began.identities.size() <= LoggedFeed::pageSize);
    test::letThingsHappen();
    QVERIFY(m_seen->older.empty()); // only what was asked for is read
    m_feed->fetchOlder();
    QTRY_COMPARE(m_seen->older.size(), std::size_t(LoggedFeed::pageSize));
}

QTEST_GUILESS_MAIN(TestLoggedFeed)
#include "tst_loggedfeed.moc"
