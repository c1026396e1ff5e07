#include "models/conversation.h"
#include "models/threadtranscript.h"
#include "models/transcriptmodel.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "sync/loggedfeed.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

using api::EventKind;
using api::FeedStatus;
using base::Error;
using base::Record;
using models::Conversation;
using State = FeedStatus::State;
using Turn = Conversation::Turn;

namespace {

const QString profile = QStringLiteral("profile");
constexpr int page = syncing::LoggedFeed::pageSize;

QDateTime timeOf(int number)
{
    return QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(number);
}

QString idOf(int number)
{
    return QStringLiteral("e%1").arg(number);
}

api::Event made(EventKind kind, int number)
{
    api::Event event;
    event.kind = kind;
    event.identity = idOf(number);
    event.at = timeOf(number);
    event.type = QString::number(int(kind)); // what decode() makes an event of again
    event.raw = QByteArray::number(number);
    if (kind == EventKind::AgentMessage || kind == EventKind::UserMessage)
        event.content.push_back({api::ContentBlock::Kind::Text, "text " + event.raw, {}, {}});
    if (kind == EventKind::ToolUse) {
        event.toolUseId = event.identity;
        event.toolName = QStringLiteral("bash");
        event.asksApproval = true;
    }
    if (kind == EventKind::ModelRequestEnd)
        event.usage.input = 10;
    if (kind == EventKind::StatusIdle)
        event.stop = api::StopReason::EndTurn;
    return event;
}

base::Result<api::Event> decode(const api::StoredEvent &stored)
{
    api::Event event = made(EventKind(stored.type.toInt()), stored.raw.toInt());
    if (event.kind == EventKind::StatusIdle && stored.raw.size() > 3) { // see aCallThatWaitsIsFoundAboveTheFirstPage
        event.stop = api::StopReason::RequiresAction;
        event.blockingIds = QStringList{idOf(2)};
    }
    return event;
}

Record session(const char *status = "idle")
{
    return Record(base::Json{{"id", "sesn_1"}, {"title", "A session"}, {"status", status}});
}

} // namespace

//! A conversation with a log: open at once, offline too, older pages when they are wanted.
class TestKeptConversation : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void opensOffline();
    void aRefusedKeyLeavesItReadable();
    void olderRowsComeAboveAndNothingElseMoves();
    void onlyThePageIsHeld();
    void aFirstReadingHoldsOnlyWhatIsNear();
    void whatIsNotInTheLogStays();
    void nobodyIsToldOfWhatWasKnown();
    void tokensOfTheWholeSession();
    void aCallThatWaitsIsFoundAboveTheFirstPage();
    void aSentMessageIsThereOnce();
    void aBrokenLogIsSaidAndTheServerIsAsked();
    void readAgainAsksForEverything();
    void threadsAreKeptToo();
    void aWrongClockChangesNoOrder_data();
    void aWrongClockChangesNoOrder();

private:
    void start(const char *status = "idle");
    void stop();
    test::FakeFeed *server();
    void keep(const api::Events &events);
    int rows() const { return m_conversation->transcript()->rowCount(); }
    QString file() const { return m_folder->filePath(QStringLiteral("events.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<store::EventLog> m_log;
    std::unique_ptr<Conversation> m_conversation;
};

void TestKeptConversation::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<test::FakeClient>();
    m_client->onDecode = decode;
    m_client->facts.threads = true;
    m_clock = std::make_unique<test::FakeClock>();
}

void TestKeptConversation::cleanup()
{
    stop();
    m_client.reset();
    m_clock.reset();
    m_folder.reset();
}

void TestKeptConversation::start(const char *status)
{
    stop();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("a.db")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get());
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), m_clock.get());
    m_log = std::make_unique<store::EventLog>(file(), m_clock.get());
    m_conversation = std::make_unique<Conversation>(m_client.get(), Conversation::Stores{m_drafts.get(), m_outbox.get(), m_log.get()}, m_clock.get(),
                                                    profile, session(status));
    m_conversation->open();
}

void TestKeptConversation::stop()
{
    m_conversation.reset();
    m_log.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
    m_client->feeds.clear();
}

test::FakeFeed *TestKeptConversation::server()
{
    if (!QTest::qWaitFor([&] { return !m_client->feeds.empty() && m_client->feeds.back() && m_client->feeds.back()->opened > 0; }))
        qFatal("no feed was opened");
    return m_client->feeds.back();
}

void TestKeptConversation::keep(const api::Events &events)
{
    start();
    server()->now = {-1, events.back().at, {}};
    server()->bring(events);
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    QTRY_VERIFY(m_conversation->isLoaded());
}

void TestKeptConversation::opensOffline()
{
    keep({made(EventKind::UserMessage, 1), made(EventKind::AgentMessage, 2), made(EventKind::StatusIdle, 3)});
    start();
    QCOMPARE(rows(), 0);
    QTRY_COMPARE(rows(), 2);
    server()->say(State::Reconnecting, Error::of(Error::Kind::Network), 1);
    QVERIFY(m_conversation->feedStatus().cached);
    QVERIFY(m_conversation->hasHistory());
    QVERIFY(!m_conversation->isLoaded());
    QCOMPARE(m_conversation->turn(), Turn::Idle);
    QCOMPARE(server()->began.through, timeOf(3));
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    QVERIFY(!m_conversation->feedStatus().cached);
    QVERIFY(m_conversation->isLoaded());
    QCOMPARE(rows(), 2);
}

void TestKeptConversation::aRefusedKeyLeavesItReadable()
{
    api::Events many;
    for (int i = 1; i <= page + 10; ++i)
        many.push_back(made(EventKind::AgentMessage, i));
    keep(many);
    start();
    QTRY_COMPARE(rows(), page);
    Q_EMIT m_client->keyRefused(Error::of(Error::Kind::Unauthorized));
    QCOMPARE(m_conversation->feedStatus().state, State::Failed);
    QVERIFY(m_conversation->feedStatus().cached);
    m_conversation->transcript()->fetchOlder();
    QTRY_COMPARE(rows(), page + 10);
    // Refused before the log was read: it is shown all the same.
    start();
    Q_EMIT m_client->keyRefused(Error::of(Error::Kind::Unauthorized));
    m_conversation->retryNow();
    test::letThingsHappen();
    QCOMPARE(m_conversation->feedStatus().state, State::Failed);
    if (rows() == 0 && !m_client->feeds.empty())
        QTRY_COMPARE(rows(), page);
    // Another key, and it goes on.
    test::FakeClient other;
    other.onDecode = decode;
    m_conversation->setClient(&other);
    QTRY_COMPARE(other.feeds.size(), std::size_t(1));
    QTRY_COMPARE(rows(), page);
    QCOMPARE(other.feeds.back()->began.through, timeOf(page + 10));
    stop();
}

void TestKeptConversation::olderRowsComeAboveAndNothingElseMoves()
{
    api::Events many;
    for (int i = 1; i <= 2 * page + 20; ++i)
        many.push_back(made(i % 3 == 0 ? EventKind::UserMessage : EventKind::AgentMessage, i));
    keep(many);
    start();
    models::TranscriptModel *model = m_conversation->transcript();
    const QAbstractItemModelTester tester(model);
    QTRY_COMPARE(rows(), page);
    QVERIFY(model->hasOlder());
    const quint64 first = model->row(0).key;
    QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
    QSignalSpy moved(model, &QAbstractItemModel::rowsMoved);
    model->fetchOlder();
    model->fetchOlder();
    QVERIFY(model->isFetchingOlder());
    QTRY_COMPARE(rows(), 2 * page);
    QVERIFY(!model->isFetchingOlder());
    QCOMPARE(model->indexOfKey(first), page);
    QCOMPARE(inserted.size(), 1); // one step for the view
    QCOMPARE(moved.size(), 0);
    model->fetchOlder();
    QTRY_COMPARE(rows(), 2 * page + 20);
    QVERIFY(!model->hasOlder());
    for (int i = 0; i < rows(); ++i)
        QCOMPARE(model->row(i).identity, idOf(i + 1));
}

void TestKeptConversation::onlyThePageIsHeld()
{
    start();
    int written = 0;
    constexpr int all = 20'000;
    api::Known place;
    for (int first = 1; first < all; first += 5000) {
        api::Events batch;
        for (int i = first; i < first + 5000; ++i)
            batch.push_back(made(EventKind::AgentMessage, i));
        const api::Known through{-1, batch.back().at, {}};
        m_log->append(this, {profile, QStringLiteral("sesn_1"), {}}, batch, store::Advance{place, through})
            ->then(this, [&](const auto &result) { written += result ? int(result->fresh.size()) : 0; });
        place = through;
    }
    QTRY_COMPARE_WITH_TIMEOUT(written, all, 30000);
    start();
    QTRY_COMPARE(rows(), page);
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    QTRY_VERIFY(m_conversation->isLoaded());
    QCOMPARE(rows(), page);
    QCOMPARE(m_conversation->transcript()->row(0).identity, idOf(all - page + 1));
    // A server that tells everything again brings nothing that is not shown.
    api::Events again;
    for (int i = all - 2 * page; i <= all + 1; ++i)
        again.push_back(made(EventKind::AgentMessage, i));
    server()->bring(again);
    QTRY_COMPARE(rows(), page + 1);
}

//! Read for the first time, page after page as a server lists it, by somebody who looks at the end of it.
void TestKeptConversation::aFirstReadingHoldsOnlyWhatIsNear()
{
    constexpr int all = 100'000;
    constexpr int listed = 500;
    start();
    models::TranscriptModel *model = m_conversation->transcript();
    test::FakeFeed *feed = server();
    const qint64 tokens = all / 10 * 10;
    int most = 0;
    for (int first = 1; first < all; first += listed) {
        api::Events batch;
        for (int i = first; i < first + listed; ++i)
            batch.push_back(made(i % 10 == 0 ? EventKind::ModelRequestEnd : EventKind::AgentMessage, i));
        feed->now = {-1, batch.back().at, {}};
        const QString last = batch[batch.size() - 2].identity;
        feed->bring(batch);
        QTRY_VERIFY(model->rowCount() > 0 && model->row(model->rowCount() - 1).identity == last);
        model->releaseBefore(model->rowCount() - 20); // as a view does that follows the end
        most = std::max(most, model->rowCount());
    }
    feed->say(State::Live);
    Q_EMIT feed->backFilled();
    QTRY_VERIFY(m_conversation->isLoaded());
    QVERIFY2(most < 2 * models::TranscriptModel::keptRows, qPrintable(QString::number(most))); // of 90,000
    QVERIFY(model->hasOlder());
    QCOMPARE(m_conversation->usage().input, tokens);
    // What went comes back from the log, without a gap and once.
    const auto on = connect(model, &models::TranscriptModel::olderChanged, this, [model] { model->fetchOlder(); });
    model->fetchOlder();
    QTRY_VERIFY_WITH_TIMEOUT(!model->hasOlder(), 60'000);
    disconnect(on);
    QCOMPARE(m_conversation->usage().input, tokens);
    int number = all;
    for (int i = model->rowCount() - 1; i >= 0; --i) {
        number -= number % 10 == 0 ? 1 : 0;
        QCOMPARE(model->row(i).identity, idOf(number--));
    }
    QCOMPARE(number, 0);
    for (int i = 0; i < all / 5000; ++i) // some at a time
        model->releaseBefore(model->rowCount() - 20);
    QVERIFY(model->rowCount() < 2 * models::TranscriptModel::keptRows);
}

void TestKeptConversation::whatIsNotInTheLogStays()
{
    start();
    models::TranscriptModel *model = m_conversation->transcript();
    bool limited = false;
    m_log->database()->run<base::Done>(this, [](QSqlDatabase &connection) -> base::Outcome { // a full disk
        QSqlQuery query(connection);
        if (!query.exec(QStringLiteral("PRAGMA max_page_count = 1")))
            return Error::of(Error::Kind::Storage);
        return base::Done{};
    })->then(this, [&limited](const base::Outcome &outcome) { limited = outcome.ok(); });
    QTRY_VERIFY(limited);
    QSignalSpy refused(m_conversation.get(), &Conversation::logFailed);
    api::Events many;
    for (int i = 1; i <= 4000; ++i)
        many.push_back(made(EventKind::AgentMessage, i));
    server()->bring(many);
    QTRY_COMPARE(rows(), 4000);
    QTRY_VERIFY(!refused.isEmpty());
    model->releaseBefore(rows() - 20);
    QCOMPARE(rows(), 4000);
}

void TestKeptConversation::nobodyIsToldOfWhatWasKnown()
{
    keep({made(EventKind::UserMessage, 1), made(EventKind::StatusRunning, 2), made(EventKind::AgentMessage, 3), made(EventKind::StatusIdle, 4)});
    start();
    QSignalSpy finished(m_conversation.get(), &Conversation::turnFinished);
    QSignalSpy asked(m_conversation.get(), &Conversation::approvalAsked);
    QTRY_COMPARE(rows(), 2);
    server()->bring({made(EventKind::UserMessage, 1), made(EventKind::StatusRunning, 2), made(EventKind::AgentMessage, 3), made(EventKind::StatusIdle, 4)});
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    QTRY_VERIFY(m_conversation->isLoaded());
    server()->bring({made(EventKind::StatusIdle, 4)}); // once more
    test::letThingsHappen();
    QCOMPARE(rows(), 2);
    QCOMPARE(finished.size(), 0);
    QCOMPARE(asked.size(), 0);
    server()->bring({made(EventKind::UserMessage, 5), made(EventKind::StatusRunning, 6), made(EventKind::StatusIdle, 7)});
    QTRY_COMPARE(finished.size(), 1);
}

void TestKeptConversation::tokensOfTheWholeSession()
{
    api::Events many;
    for (int i = 1; i <= 3 * page; ++i)
        many.push_back(made(i % 3 == 0 ? EventKind::ModelRequestEnd : EventKind::AgentMessage, i));
    keep(many);
    start();
    QTRY_VERIFY(rows() > 0);
    QCOMPARE(m_conversation->usage().input, page * 10); // a third of three pages, ten each
    server()->bring({made(EventKind::ModelRequestEnd, 3 * page + 1)});
    QTRY_COMPARE(m_conversation->usage().input, page * 10 + 10);
    m_conversation->transcript()->fetchOlder();
    QTRY_VERIFY(!m_conversation->transcript()->isFetchingOlder());
    QCOMPARE(m_conversation->usage().input, page * 10 + 10);
}

void TestKeptConversation::aCallThatWaitsIsFoundAboveTheFirstPage()
{
    api::Events many{made(EventKind::UserMessage, 1), made(EventKind::ToolUse, 2)};
    for (int i = 3; i < 1000; ++i)
        many.push_back(made(EventKind::SystemMessage, i)); // what other threads do meanwhile
    api::Event waits = made(EventKind::StatusIdle, 1000);
    waits.stop = api::StopReason::RequiresAction;
    waits.blockingIds = QStringList{idOf(2)};
    many.push_back(waits);
    keep(many);
    QCOMPARE(m_conversation->pendingCalls().size(), std::size_t(1));
    start();
    QTRY_COMPARE(m_conversation->pendingCalls().size(), std::size_t(1));
    QCOMPARE(m_conversation->turn(), Turn::WaitsForYou);
}

void TestKeptConversation::aSentMessageIsThereOnce()
{
    keep({made(EventKind::UserMessage, 1), made(EventKind::StatusIdle, 2)});
    QVERIFY(m_conversation->sendMessage(QStringLiteral("text 3")));
    QTRY_COMPARE(rows(), 2);
    auto sent = test::take(m_client->sends);
    sent.answer(api::Events{});
    server()->now = {-1, timeOf(4), {}};
    server()->bring({made(EventKind::UserMessage, 3), made(EventKind::StatusIdle, 4)});
    QTRY_COMPARE(m_conversation->transcript()->row(1).identity, idOf(3));
    QCOMPARE(rows(), 2);
    start();
    QTRY_COMPARE(rows(), 2);
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    QTRY_VERIFY(m_conversation->isLoaded());
    QCOMPARE(rows(), 2);
}

void TestKeptConversation::aBrokenLogIsSaidAndTheServerIsAsked()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("events.sqlite"))); // a folder where the file belongs
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^the database cannot be opened")));
    m_client->feeds.clear();
    start();
    QSignalSpy failed(m_conversation.get(), &Conversation::logFailed);
    server()->bring({made(EventKind::UserMessage, 1)});
    QTRY_COMPARE(rows(), 1);
    QVERIFY(!failed.empty());
    server()->say(State::Live);
    Q_EMIT server()->backFilled();
    QTRY_VERIFY(m_conversation->isLoaded());
}

void TestKeptConversation::readAgainAsksForEverything()
{
    keep({made(EventKind::UserMessage, 1), made(EventKind::AgentMessage, 2)});
    m_conversation->readAgain();
    QTRY_COMPARE(m_client->feeds.size(), std::size_t(2));
    QVERIFY(server()->began.isEmpty());
    QCOMPARE(rows(), 2);
}

void TestKeptConversation::threadsAreKeptToo()
{
    start();
    api::Thread thread;
    thread.id = QStringLiteral("sthr_1");
    const models::ThreadTranscript::Keeping keeping{m_log.get(), m_clock.get(), profile};
    {
        (void)server();
        models::ThreadTranscript first(m_client.get(), keeping, QStringLiteral("sesn_1"), thread);
        QTRY_COMPARE(m_client->feeds.size(), std::size_t(2));
        server()->now = {-1, timeOf(2), {}};
        server()->bring({made(EventKind::UserMessage, 1), made(EventKind::AgentMessage, 2)});
        QTRY_COMPARE(first.transcript()->rowCount(), 2);
    }
    models::ThreadTranscript second(m_client.get(), keeping, QStringLiteral("sesn_1"), thread);
    QTRY_COMPARE(second.transcript()->rowCount(), 2);
    QTRY_COMPARE(m_client->feeds.size(), std::size_t(3));
    QCOMPARE(server()->threadId, QStringLiteral("sthr_1"));
    QCOMPARE(server()->began.through, timeOf(2));
    QTRY_VERIFY(second.feedStatus().cached);
    QVERIFY(second.hasHistory());
    QCOMPARE(rows(), 0); // the session's own log has nothing of it
}

void TestKeptConversation::aWrongClockChangesNoOrder_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::newRow("a day behind") << timeOf(0).addDays(-1);
    QTest::newRow("a day ahead") << timeOf(0).addDays(1);
    QTest::newRow("2038") << QDateTime(QDate(2038, 1, 19), QTime(3, 14, 8), Qt::UTC);
    QTest::newRow("1970") << QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
}

void TestKeptConversation::aWrongClockChangesNoOrder()
{
    QFETCH(QDateTime, now);
    m_clock->setNow(now);
    keep({made(EventKind::UserMessage, 1), made(EventKind::AgentMessage, 2), made(EventKind::StatusIdle, 3)});
    m_clock->setNow(now.addDays(-2)); // it is set while the program runs
    QVERIFY(m_conversation->sendMessage(QStringLiteral("text 4")));
    QTRY_COMPARE(rows(), 3);
    test::take(m_client->sends).answer(api::Events{});
    server()->now = {-1, timeOf(6), {}};
    server()->bring({made(EventKind::UserMessage, 4), made(EventKind::AgentMessage, 5), made(EventKind::StatusIdle, 6)});
    QTRY_COMPARE(rows(), 4);
    const auto inOrder = [this] {
        QStringList ids;
        for (int i = 0; i < rows(); ++i)
            ids.append(m_conversation->transcript()->row(i).identity);
        return ids == QStringList{idOf(1), idOf(2), idOf(4), idOf(5)};
    };
    QVERIFY(inOrder());
    start();
    QTRY_COMPARE(rows(), 4);
    QVERIFY(inOrder());
    QCOMPARE(server()->began.through, timeOf(6)); // the server's time, not ours
}

QTEST_GUILESS_MAIN(TestKeptConversation)
#include "tst_keptconversation.moc"
