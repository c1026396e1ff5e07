#include "sync/sender.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QSqlQuery>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using api::EventKind;
using api::Outgoing;
using base::Error;
using State = store::OutboxRow::State;
using syncing::Sender;
using test::take;

namespace {

const QString profile = QStringLiteral("profile");
const QString session = QStringLiteral("sesn_1");

Outgoing message(const char *text)
{
    Outgoing outgoing;
    outgoing.text = QString::fromUtf8(text);
    return outgoing;
}

Outgoing answer(Outgoing::Kind kind, const char *call)
{
    Outgoing outgoing;
    outgoing.kind = kind;
    outgoing.toolUseId = QLatin1String(call);
    return outgoing;
}

api::Event userMessage(const char *identity, const char *text, const QString &ref = {})
{
    api::Event event;
    event.kind = EventKind::UserMessage;
    event.identity = QLatin1String(identity);
    event.content.push_back({api::ContentBlock::Kind::Text, text, {}, {}});
    event.raw = "{\"client_ref\":\"" + ref.toUtf8() + "\"}";
    return event;
}

} // namespace

class TestSender : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void isOnDiskBeforeTheRequest();
    void isConfirmedByTheAnswer();
    void isConfirmedByTheFeed();
    void isNotConfirmedByAnOlderMessage();
    void messagesGoOneAfterAnother();
    void answersDoNotWaitForMessages();
    void aFailureFailsWhatWaitsBehindIt();
    void failedIsSentAgainWithTheSameRef();

    void unknownIsFoundInTheHistory();
    void unknownIsLookedForTwiceBeforeItFails();
    void sendAgainLooksFirst();
    void sendAgainWithoutAHistoryDoesNothing();
    void whichErrorsLeaveItUnknown_data();
    void whichErrorsLeaveItUnknown();
    void beforeTheHistoryIsReadOnlyNewMessagesCount();

    void anEarlierRunIsLookedUp();
    void answersOfAnEarlierRunAreFound();
    void discardForgets();
    void aBrokenDiskDoesNotStopAMessage();
    void twoEqualMessagesClaimTwoEvents();

private:
    void start();
    State stateOf(const QString &ref) const { return m_states.value(ref, State::Confirmed); }
    std::vector<store::OutboxRow> onDisk()
    {
        std::optional<std::vector<store::OutboxRow>> rows;
        m_outbox->unsettled(this, profile, session)->then(this, [&](const auto &result) { rows = *result; });
        return QTest::qWaitFor([&] { return rows.has_value(); }) ? *rows : std::vector<store::OutboxRow>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<Sender> m_sender;
    QHash<QString, State> m_states;
    QHash<QString, QString> m_identities;
};

void TestSender::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<test::FakeClient>();
    m_clock = std::make_unique<test::FakeClock>();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("a.db")));
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), m_clock.get());
    start();
}

void TestSender::start()
{
    m_states.clear();
    m_identities.clear();
    m_sender = std::make_unique<Sender>(m_client.get(), m_outbox.get(), m_clock.get(), profile, session);
    connect(m_sender.get(), &Sender::changed, this, [this](const store::OutboxRow &row, const api::Event *event) {
        m_states.insert(row.ref(), row.state);
        if (event)
            m_identities.insert(row.ref(), event->identity);
    });
}

void TestSender::cleanup()
{
    m_sender.reset();
    m_client.reset();
    m_outbox.reset();
    m_database.reset();
}

void TestSender::isOnDiskBeforeTheRequest()
{
    m_sender->historyRead();
    const QString ref = m_sender->send(message("hello"));
    QVERIFY(!ref.isEmpty());
    QCOMPARE(stateOf(ref), State::Pending); // shown at once
    QVERIFY(m_client->sends.empty());
    auto asked = take(m_client->sends);
    QCOMPARE(asked.id, session);
    QCOMPARE(asked.outgoing.size(), 1u);
    QCOMPARE(asked.outgoing[0].text, QStringLiteral("hello"));
    QCOMPARE(asked.outgoing[0].clientRef, ref);
    const auto rows = onDisk(); // the request is out, its answer is not
    QCOMPARE(rows.size(), 1u);
    QCOMPARE(rows[0].state, State::Pending);
    QCOMPARE(rows[0].at, m_clock->now());
}

void TestSender::isConfirmedByTheAnswer()
{
    m_sender->historyRead();
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(api::Events{userMessage("e1", "hello")});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
    QCOMPARE(m_identities.value(ref), QStringLiteral("e1"));
    QVERIFY(onDisk().empty());
    QVERIFY(m_sender->rows().empty());
}

void TestSender::isConfirmedByTheFeed()
{
    m_sender->historyRead();
    const QString byText = m_sender->send(message("hello\r\nthere "));
    take(m_client->sends).answer(api::Events{}); // accepted, nothing comes back (openma)
    QTRY_COMPARE(stateOf(byText), State::Sent);
    QCOMPARE(onDisk()[0].state, State::Sent);
    m_sender->observe({userMessage("e1", "something else"), userMessage("e2", "hello\nthere")});
    QCOMPARE(stateOf(byText), State::Confirmed);
    QCOMPARE(m_identities.value(byText), QStringLiteral("e2"));

    const QString byRef = m_sender->send(message("bye"));
    auto asked = take(m_client->sends);
    m_sender->observe({userMessage("e3", "changed by the server", byRef)}); // quicker than the answer
    QCOMPARE(stateOf(byRef), State::Confirmed);
    asked.answer(Error::of(Error::Kind::OutcomeUnknown)); // what is known does not become unknown
    test::letThingsHappen();
    QCOMPARE(stateOf(byRef), State::Confirmed);
    QVERIFY(onDisk().empty());
}

void TestSender::isNotConfirmedByAnOlderMessage()
{
    m_sender->observe({userMessage("e1", "continue")});
    m_sender->historyRead();
    const QString ref = m_sender->send(message("continue"));
    take(m_client->sends).answer(api::Events{});
    QTRY_COMPARE(stateOf(ref), State::Sent);
    m_sender->observe({userMessage("e1", "continue")}); // again, after a reconnection
    QCOMPARE(stateOf(ref), State::Sent);
    m_sender->observe({userMessage("e2", "continue")});
    QCOMPARE(stateOf(ref), State::Confirmed);
}

void TestSender::messagesGoOneAfterAnother()
{
    m_sender->historyRead();
    const QString one = m_sender->send(message("one"));
    const QString two = m_sender->send(message("two"));
    auto first = take(m_client->sends);
    QCOMPARE(first.outgoing[0].text, QStringLiteral("one"));
    QCOMPARE(onDisk().size(), 2u); // both are safe
    QVERIFY(m_client->sends.empty());
    first.answer(api::Events{userMessage("e1", "one")});
    auto second = take(m_client->sends);
    QCOMPARE(second.outgoing[0].text, QStringLiteral("two"));
    second.answer(api::Events{userMessage("e2", "two")});
    QTRY_COMPARE(stateOf(two), State::Confirmed);
    QCOMPARE(stateOf(one), State::Confirmed);
}

void TestSender::answersDoNotWaitForMessages()
{
    m_sender->historyRead();
    m_sender->send(message("one"));
    auto first = take(m_client->sends);
    const QString allow = m_sender->send(answer(Outgoing::Kind::Allow, "call_1"));
    auto second = take(m_client->sends);
    QCOMPARE(second.outgoing[0].toolUseId, QStringLiteral("call_1"));
    api::Event confirmation;
    confirmation.kind = EventKind::ToolConfirmation;
    confirmation.identity = QStringLiteral("e5");
    confirmation.toolUseId = QStringLiteral("call_1");
    second.answer(api::Events{});
    QTRY_COMPARE(stateOf(allow), State::Sent);
    m_sender->observe({confirmation});
    QCOMPARE(stateOf(allow), State::Confirmed);
}

void TestSender::aFailureFailsWhatWaitsBehindIt()
{
    m_sender->historyRead();
    const QString one = m_sender->send(message("one"));
    const QString two = m_sender->send(message("two"));
    auto first = take(m_client->sends);
    QCOMPARE(onDisk().size(), 2u);
    first.answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(stateOf(two), State::Failed);
    QCOMPARE(stateOf(one), State::Failed);
    QVERIFY(m_client->sends.empty());
    QTRY_COMPARE(onDisk()[1].state, State::Failed);
    QCOMPARE(onDisk()[1].error->kind, Error::Kind::Network);
}

void TestSender::failedIsSentAgainWithTheSameRef()
{
    m_sender->historyRead();
    const QString ref = m_sender->send(message("one"));
    take(m_client->sends).answer(Error::of(Error::Kind::RateLimited));
    QTRY_COMPARE(stateOf(ref), State::Failed);
    m_clock->advance(10s);
    m_sender->resend(ref);
    m_sender->resend(ref); // a double click
    QCOMPARE(stateOf(ref), State::Pending);
    auto again = take(m_client->sends);
    QCOMPARE(again.outgoing[0].clientRef, ref);
    QCOMPARE(onDisk()[0].at, m_clock->now());
    again.answer(api::Events{userMessage("e1", "one")});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
    QVERIFY(m_client->sends.empty());
}

void TestSender::unknownIsFoundInTheHistory()
{
    m_sender->observe({userMessage("e1", "hello")});
    m_sender->historyRead();
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    QVERIFY(m_client->histories.empty());
    m_clock->advance(1500ms);
    take(m_client->histories).answer(api::Events{userMessage("e1", "hello"), userMessage("e2", "hello")});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
    QCOMPARE(m_identities.value(ref), QStringLiteral("e2"));
    QVERIFY(m_client->sends.empty()); // never sent again
    QVERIFY(onDisk().empty());
}

void TestSender::unknownIsLookedForTwiceBeforeItFails()
{
    m_sender->observe({userMessage("e1", "hello")});
    m_sender->historyRead();
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    m_clock->advance(1500ms);
    take(m_client->histories).answer(api::Events{userMessage("e1", "hello")});
    QTRY_COMPARE(m_clock->pending(), 1);
    QCOMPARE(stateOf(ref), State::Unknown); // it may still be on its way
    m_clock->advance(4s);
    take(m_client->histories).answer(api::Events{userMessage("e1", "hello")});
    QTRY_COMPARE(stateOf(ref), State::Failed);
    QVERIFY(m_client->sends.empty());
    QCOMPARE(onDisk()[0].state, State::Failed);
}

void TestSender::sendAgainLooksFirst()
{
    m_sender->historyRead();
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    m_clock->advance(1500ms);
    auto look = take(m_client->histories);
    m_clock->advance(10s);
    m_sender->resend(ref); // while it is looked for
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());
    look.answer(api::Events{});
    auto again = take(m_client->sends);
    QCOMPARE(again.outgoing[0].clientRef, ref);
    again.answer(api::Events{userMessage("e1", "hello")});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
}

void TestSender::sendAgainWithoutAHistoryDoesNothing()
{
    m_sender->historyRead();
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    QSignalSpy lookFailed(m_sender.get(), &Sender::lookFailed);
    m_sender->resend(ref);
    take(m_client->histories).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(lookFailed.size(), 1);
    QCOMPARE(stateOf(ref), State::Unknown);
    QVERIFY(m_client->sends.empty());
    // It is looked for again later by itself, and when the feed is back.
    m_clock->advance(30s);
    take(m_client->histories).answer(api::Events{userMessage("e1", "hello")});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
}

void TestSender::whichErrorsLeaveItUnknown_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("unknown");
    QTest::newRow("no answer") << Error::Kind::OutcomeUnknown << true;
    QTest::newRow("500") << Error::Kind::Server << true;
    QTest::newRow("an answer that cannot be read") << Error::Kind::Protocol << true;
    QTest::newRow("refused") << Error::Kind::Invalid << false;
    QTest::newRow("no connection") << Error::Kind::Network << false;
    QTest::newRow("401") << Error::Kind::Unauthorized << false;
    QTest::newRow("429") << Error::Kind::RateLimited << false;
    QTest::newRow("409") << Error::Kind::Conflict << false;
    QTest::newRow("529") << Error::Kind::Overloaded << false;
}

void TestSender::whichErrorsLeaveItUnknown()
{
    QFETCH(Error::Kind, kind);
    QFETCH(bool, unknown);
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(Error::of(kind));
    QTRY_COMPARE(stateOf(ref), unknown ? State::Unknown : State::Failed);
}

void TestSender::beforeTheHistoryIsReadOnlyNewMessagesCount()
{
    const QString ref = m_sender->send(message("continue"));
    auto asked = take(m_client->sends);
    api::Event old = userMessage("e1", "continue");
    old.at = m_clock->now().addSecs(-3600);
    m_sender->observe({old}); // the history arrives
    QCOMPARE(stateOf(ref), State::Pending);
    m_sender->historyRead();
    asked.answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    m_clock->advance(10s);
    take(m_client->histories).answer(api::Events{old});
    QTRY_COMPARE(stateOf(ref), State::Failed); // the old one is not ours
    m_sender->resend(ref);
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    m_clock->advance(10s);
    api::Event ours = userMessage("e2", "continue");
    ours.at = m_clock->now();
    take(m_client->histories).answer(api::Events{old, ours});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
}

void TestSender::anEarlierRunIsLookedUp()
{
    m_sender->historyRead();
    const QString arrived = m_sender->send(message("arrived"));
    take(m_client->sends);
    const QString lost = m_sender->send(message("lost"));
    QTRY_COMPARE(onDisk().size(), 2u);

    start(); // the program starts again
    QSignalSpy loaded(m_sender.get(), &Sender::loaded);
    m_sender->load();
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(stateOf(arrived), State::Unknown);
    QCOMPARE(stateOf(lost), State::Unknown);
    QVERIFY(m_client->histories.empty());
    m_clock->advance(60s);
    m_sender->observe({userMessage("e1", "arrived")}); // read as history: says nothing yet
    m_sender->historyRead();
    m_clock->advance(0ms);
    take(m_client->histories).answer(api::Events{userMessage("e1", "arrived")});
    QTRY_COMPARE(stateOf(lost), State::Failed);
    QCOMPARE(stateOf(arrived), State::Confirmed);
    m_sender->resend(lost);
    QCOMPARE(take(m_client->sends).outgoing[0].text, QStringLiteral("lost"));
}

void TestSender::answersOfAnEarlierRunAreFound()
{
    m_sender->historyRead();
    const QString ref = m_sender->send(answer(Outgoing::Kind::CustomResult, "call_1"));
    take(m_client->sends);
    start();
    QSignalSpy loaded(m_sender.get(), &Sender::loaded);
    m_sender->load();
    QTRY_COMPARE(loaded.size(), 1);
    api::Event other;
    other.kind = EventKind::CustomToolResult;
    other.identity = QStringLiteral("e1");
    other.toolUseId = QStringLiteral("call_0");
    api::Event result = other;
    result.identity = QStringLiteral("e2");
    result.toolUseId = QStringLiteral("call_1");
    m_sender->historyRead();
    m_clock->advance(0ms);
    take(m_client->histories).answer(api::Events{other, result});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
    QCOMPARE(m_identities.value(ref), QStringLiteral("e2"));
}

void TestSender::discardForgets()
{
    const QString ref = m_sender->send(message("hello"));
    auto asked = take(m_client->sends);
    QVERIFY(!m_sender->discard(ref)); // under way
    asked.answer(Error::of(Error::Kind::Invalid));
    QTRY_COMPARE(stateOf(ref), State::Failed);
    QVERIFY(m_sender->discard(ref));
    QVERIFY(!m_sender->discard(ref));
    QVERIFY(onDisk().empty());
    const QString unsent = m_sender->addFailed(message("first"), Error::of(Error::Kind::Overloaded));
    QCOMPARE(stateOf(unsent), State::Failed);
    QCOMPARE(onDisk()[0].outgoing.text, QStringLiteral("first"));
}

void TestSender::aBrokenDiskDoesNotStopAMessage()
{
    m_database->post([](QSqlDatabase &c) -> base::Outcome {
        QSqlQuery query(c);
        query.exec(QStringLiteral("DROP TABLE outbox"));
        return base::Done{};
    });
    QSignalSpy storageFailed(m_sender.get(), &Sender::storageFailed);
    const QString ref = m_sender->send(message("hello"));
    auto asked = take(m_client->sends);
    QVERIFY(storageFailed.size() >= 1);
    asked.answer(api::Events{userMessage("e1", "hello")});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
}

void TestSender::twoEqualMessagesClaimTwoEvents()
{
    m_sender->historyRead();
    const QString one = m_sender->send(message("again"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(one), State::Unknown);
    const QString two = m_sender->send(message("again"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(two), State::Unknown);
    m_clock->advance(10s);
    take(m_client->histories).answer(api::Events{userMessage("e1", "again")}); // only one of them arrived
    QTRY_COMPARE(stateOf(one), State::Confirmed);
    QTRY_COMPARE(stateOf(two), State::Failed);
}

QTEST_GUILESS_MAIN(TestSender)

#include "tst_sender.moc"
