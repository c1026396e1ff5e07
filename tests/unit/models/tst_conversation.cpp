#include "models/conversation.h"
#include "models/effectwatch.h"
#include "models/transcriptmodel.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QTemporaryDir>

using namespace std::chrono_literals;
using api::EventKind;
using api::FeedStatus;
using api::Outgoing;
using api::StopReason;
using base::Error;
using base::Json;
using base::Record;
using models::Conversation;
using transcript::Delivery;
using Turn = Conversation::Turn;
using Asks = Conversation::PendingCall::Asks;
using test::take;

namespace {

const QString profile = QStringLiteral("profile");

Record session(const char *status = "idle", const char *cost = nullptr)
{
    Json json{{"id", "sesn_1"}, {"title", "A session"}, {"status", status}};
    if (cost)
        json["usage"]["list_cost"] = Json{{"amount", cost}, {"currency", "USD"}};
    return Record(json);
}

api::Event made(EventKind kind, const char *identity)
{
    api::Event event;
    event.kind = kind;
    event.identity = QLatin1String(identity);
    event.at = QDateTime(QDate(2026, 11, 20), QTime(9, 1), Qt::UTC);
    return event;
}

api::Event text(EventKind kind, const char *identity, const char *words)
{
    api::Event message = made(kind, identity);
    message.content.push_back({api::ContentBlock::Kind::Text, words, {}, {}});
    return message;
}

api::Event idle(const char *identity, StopReason stop = StopReason::EndTurn, const QStringList &blocking = {})
{
    api::Event end = made(EventKind::StatusIdle, identity);
    end.stop = stop;
    end.blockingIds = blocking;
    return end;
}

api::Event call(const char *identity, const char *tool, bool custom = false)
{
    api::Event use = made(custom ? EventKind::CustomToolUse : EventKind::ToolUse, identity);
    use.toolUseId = use.identity;
    use.toolName = QLatin1String(tool);
    use.toolInput = "{\"command\":\"ls\"}";
    use.asksApproval = !custom;
    return use;
}

api::Event reply(EventKind kind, const char *identity, const QString &call)
{
    api::Event done = made(kind, identity);
    done.toolUseId = call;
    return done;
}

} // namespace

class TestConversation : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void readsTheHistoryWithoutNotifying();
    void followsATurn();
    void asksForTheSessionAtTheEndOfATurn();
    void knowsTurnsWithoutStatusEvents();
    void countsSkippedEvents();
    void dropsPreviewsWhenTheStreamIsLost();
    void aRefusedKeyStopsUntilThereIsANewOne();

    void sendsAMessageAndEmptiesTheDraft();
    void refusesWhatCannotBeSent();
    void aFailedMessageStaysAndCanBeTakenBack();
    void anUnknownMessageIsSettledByTheHistory();
    void showsWhatAnEarlierRunLeft();
    void keepsAFirstMessageThatWasNotSent();
    void recallsSentTexts();

    void draftsSurviveAndAreNotOverwritten();
    void textTypedBeforeTheDraftIsLoadedIsKept();
    void textTypedAndLeftBeforeTheDraftIsLoadedIsKept();

    void asksForApprovalOnce();
    void anAnswerGoesOutOnce();
    void aFailedAnswerIsGivenBack();
    void deniesWithAReason();
    void takesTheResultOfACustomTool();
    void interruptsOnce();
    void anInterruptThatChangesNothingIsTold();
    void anAnswerThatChangesNothingIsTold();
    void nothingIsAnsweredWhereNothingComesOfIt();

    void dyingWhileSendingKeepsTheMessage();

private:
    void open(const Record &record = session());
    test::FakeFeed *feed() { return m_client->feeds.empty() ? nullptr : m_client->feeds.back().data(); }
    void bring(const api::Events &events) { feed()->bring(events); }
    void backFill(const api::Events &events)
    {
        bring(events);
        Q_EMIT feed()->backFilled();
    }
    const transcript::Row &row(int index) const { return m_conversation->transcript()->row(index); }
    const transcript::Row &lastRow() const { return row(m_conversation->transcript()->rowCount() - 1); }
    int rows() const { return m_conversation->transcript()->rowCount(); }
    store::Draft storedDraft()
    {
        test::FakeClock clock;
        store::Drafts fresh(m_database.get(), &clock);
        std::optional<store::Draft> draft;
        fresh.load(&fresh, profile, QStringLiteral("sesn_1"))->then(&fresh, [&](const auto &result) { draft = *result; });
        return QTest::qWaitFor([&] { return draft.has_value(); }) ? *draft : store::Draft();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<Conversation> m_conversation;
};

void TestConversation::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<test::FakeClient>();
    api::ResourceDescriptor sessions;
    sessions.id = "sessions";
    sessions.titlePath = "title";
    sessions.statusPath = "status";
    sessions.opensConversation = true;
    m_client->table = {sessions};
    m_clock = std::make_unique<test::FakeClock>();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("a.db")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get());
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), m_clock.get());
}

void TestConversation::cleanup()
{
    m_conversation.reset();
    m_client.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
}

void TestConversation::open(const Record &record)
{
    const auto before = m_client->feeds.size();
    m_conversation = std::make_unique<Conversation>(m_client.get(), Conversation::Stores{m_drafts.get(), m_outbox.get()}, m_clock.get(), profile, record);
    m_conversation->open();
    QTRY_COMPARE(m_client->feeds.size(), before + 1);
    QCOMPARE(feed()->opened, 1);
}

void TestConversation::readsTheHistoryWithoutNotifying()
{
    open(session("running"));
    QCOMPARE(m_conversation->title(), QStringLiteral("A session"));
    QCOMPARE(m_conversation->turn(), Turn::Running);
    QSignalSpy finished(m_conversation.get(), &Conversation::turnFinished);
    QSignalSpy asked(m_conversation.get(), &Conversation::approvalAsked);
    feed()->say(FeedStatus::State::BackFilling);
    QCOMPARE(m_conversation->feedStatus().state, FeedStatus::State::BackFilling);
    QVERIFY(!m_conversation->isLoaded());
    bring({text(EventKind::UserMessage, "e1", "hello"), made(EventKind::StatusRunning, "e2"), text(EventKind::AgentMessage, "e3", "hi"), idle("e4")});
    bring({text(EventKind::UserMessage, "e5", "run it"), made(EventKind::StatusRunning, "e6"), call("c1", "bash"),
           idle("e8", StopReason::RequiresAction, {QStringLiteral("c1")})});
    Q_EMIT feed()->backFilled();
    QVERIFY(m_conversation->isLoaded());
    QCOMPARE(m_conversation->turn(), Turn::WaitsForYou);
    QCOMPARE(m_conversation->pendingCalls().size(), 1u);
    QCOMPARE(rows(), 4);
    QCOMPARE(finished.size() + asked.size(), 0);
    feed()->say(FeedStatus::State::Reconnecting, Error::of(Error::Kind::Network), 2);
    QCOMPARE(m_conversation->feedStatus().attempt, 2);
    m_conversation->retryNow();
    QCOMPARE(feed()->retried, 1);
}

void TestConversation::followsATurn()
{
    open();
    backFill({});
    QSignalSpy turns(m_conversation.get(), &Conversation::turnChanged);
    QSignalSpy finished(m_conversation.get(), &Conversation::turnFinished);
    bring({text(EventKind::UserMessage, "e1", "hello"), made(EventKind::StatusRunning, "e2")});
    QCOMPARE(m_conversation->turn(), Turn::Running);
    QCOMPARE(m_conversation->statusWord(), QStringLiteral("running"));
    bring({made(EventKind::StatusRescheduled, "e3")});
    QCOMPARE(m_conversation->turn(), Turn::Rescheduling);
    QVERIFY(m_conversation->turnRunning());
    bring({made(EventKind::StatusRunning, "e4"), idle("e5")});
    QCOMPARE(m_conversation->turn(), Turn::Idle);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.last().first().toBool(), false);
    bring({made(EventKind::StatusRunning, "e4"), idle("e5")}); // again, after a reconnection
    QCOMPARE(finished.size(), 1);
    bring({text(EventKind::UserMessage, "e6", "more"), made(EventKind::StatusRunning, "e7"), idle("e8", StopReason::RetriesExhausted)});
    QCOMPARE(m_conversation->turn(), Turn::Idle);
    QCOMPARE(finished.size(), 2); // it began and ended within one batch
    QCOMPARE(finished.last().first().toBool(), true);
    bring({made(EventKind::StatusRunning, "e9")});
    api::Event error = made(EventKind::SessionError, "e10");
    error.errorType = QStringLiteral("model_request_failed_error");
    bring({error, idle("e11")});
    QCOMPARE(finished.size(), 3);
    QCOMPARE(finished.last().first().toBool(), true);
    bring({made(EventKind::StatusRunning, "e12")});
    bring({made(EventKind::StatusTerminated, "e13")});
    QCOMPARE(m_conversation->turn(), Turn::Terminated);
    QVERIFY(m_conversation->sendingRefused().has_value());
    QVERIFY(turns.size() >= 6);
}

void TestConversation::asksForTheSessionAtTheEndOfATurn()
{
    open(session("idle", "10"));
    QCOMPARE(m_conversation->usage().listCostMinor, QByteArray("10"));
    backFill({});
    QSignalSpy usage(m_conversation.get(), &Conversation::usageChanged);
    QSignalSpy changed(m_conversation.get(), &Conversation::sessionChanged);
    bring({made(EventKind::StatusRunning, "e1")});
    QVERIFY(m_client->fetches.empty());
    bring({idle("e2")});
    auto fetch = take(m_client->fetches);
    QCOMPARE(fetch.id, QStringLiteral("sesn_1"));
    fetch.answer(session("idle", "25"));
    QTRY_COMPARE(m_conversation->usage().listCostMinor, QByteArray("25"));
    QVERIFY(usage.size() >= 1);
    QVERIFY(changed.size() >= 1);

    api::Event renamed = made(EventKind::SessionUpdated, "e3");
    renamed.title = QStringLiteral("New title");
    changed.clear();
    bring({renamed});
    QCOMPARE(m_conversation->title(), QStringLiteral("New title"));
    QCOMPARE(changed.size(), 1);
}

void TestConversation::knowsTurnsWithoutStatusEvents()
{
    m_client->facts.statusEvents = false;
    open();
    backFill({});
    QSignalSpy finished(m_conversation.get(), &Conversation::turnFinished);
    bring({text(EventKind::UserMessage, "1", "hello")});
    QCOMPARE(m_conversation->turn(), Turn::Running);
    Q_EMIT feed()->sessionRead(session("running"));
    QCOMPARE(m_conversation->turn(), Turn::Running);
    Q_EMIT feed()->sessionRead(session("idle"));
    QCOMPARE(m_conversation->turn(), Turn::Idle);
    QCOMPARE(finished.size(), 1);
    bring({text(EventKind::UserMessage, "2", "more")});
    api::Event end = made(EventKind::ModelRequestEnd, "3");
    end.endsTurn = true;
    bring({end});
    QCOMPARE(m_conversation->turn(), Turn::Idle);
    QCOMPARE(finished.size(), 2);
}

void TestConversation::countsSkippedEvents()
{
    open();
    Q_EMIT feed()->eventSkipped("{bro");
    Q_EMIT feed()->eventSkipped("ken");
    QCOMPARE(m_conversation->skippedEvents(), 2);
}

void TestConversation::dropsPreviewsWhenTheStreamIsLost()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1"), made(EventKind::ModelRequestStart, "e2")});
    api::Event start = made(EventKind::PreviewStart, "");
    start.previewId = QStringLiteral("m1");
    api::Event delta = start;
    delta.kind = EventKind::PreviewDelta;
    delta.delta = "Hel";
    bring({start, delta});
    QCOMPARE(rows(), 1);
    QVERIFY(lastRow().preview);
    feed()->say(FeedStatus::State::Reconnecting, Error::of(Error::Kind::Network), 1);
    QCOMPARE(rows(), 0);
}

void TestConversation::aRefusedKeyStopsUntilThereIsANewOne()
{
    open();
    backFill({});
    const QPointer<test::FakeFeed> old = feed();
    QSignalSpy changed(m_conversation.get(), &Conversation::turnChanged);
    Q_EMIT m_client->keyRefused(Error::of(Error::Kind::Unauthorized));
    Q_EMIT m_client->keyRefused(Error::of(Error::Kind::Unauthorized));
    QCOMPARE(old->closed, 1);
    old->say(FeedStatus::State::Closed);
    QCOMPARE(m_conversation->feedStatus().state, FeedStatus::State::Failed);
    QCOMPARE(m_conversation->feedStatus().error->kind, Error::Kind::Unauthorized);
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_conversation->sendMessage(QStringLiteral("hello")));
    QCOMPARE(m_conversation->sendingRefused()->kind, Error::Kind::Unauthorized);

    auto other = std::make_unique<test::FakeClient>();
    other->table = m_client->table;
    m_conversation->setClient(other.get());
    QCOMPARE(other->feeds.size(), 1u);
    QVERIFY(!m_conversation->sendingRefused());
    QVERIFY(m_conversation->sendMessage(QStringLiteral("hello")));
    QCOMPARE(take(other->sends).outgoing[0].text, QStringLiteral("hello"));
    QTRY_VERIFY(!old);
    m_conversation.reset();
}

void TestConversation::sendsAMessageAndEmptiesTheDraft()
{
    open();
    backFill({});
    m_conversation->setDraft(QStringLiteral("Hello there"), 5);
    QSignalSpy replaced(m_conversation.get(), &Conversation::draftReplaced);
    QVERIFY(m_conversation->sendMessage(QStringLiteral("Hello there")));
    QCOMPARE(m_conversation->draftText(), QString());
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(feed()->expected, 1);
    QCOMPARE(rows(), 1);
    QCOMPARE(row(0).delivery, Delivery::Pending);
    QCOMPARE(row(0).text, QByteArray("Hello there"));

    auto asked = take(m_client->sends);
    api::Event stored = text(EventKind::UserMessage, "e1", "Hello there");
    stored.queued = true;
    stored.at = QDateTime();
    asked.answer(api::Events{stored});
    QTRY_COMPARE(row(0).delivery, Delivery::None); // it is in the history now
    QCOMPARE(row(0).identity, QStringLiteral("e1"));
    QVERIFY(row(0).queued);
    bring({text(EventKind::UserMessage, "e1", "Hello there"), made(EventKind::StatusRunning, "e2")});
    QCOMPARE(rows(), 1);
    QVERIFY(!row(0).queued);
    QCOMPARE(m_conversation->turn(), Turn::Running);
}

void TestConversation::refusesWhatCannotBeSent()
{
    open();
    backFill({});
    QVERIFY(!m_conversation->sendMessage(QStringLiteral(" \n ")));
    m_conversation->setDraft(QStringLiteral("kept"), 4);
    Json archived = session().json();
    archived["archived_at"] = "2026-11-20T09:00:00Z";
    Q_EMIT m_client->recordChanged(QStringLiteral("sessions"), Record(archived));
    QVERIFY(!m_conversation->sendMessage(QStringLiteral("kept")));
    QCOMPARE(m_conversation->draftText(), QStringLiteral("kept"));
    QCOMPARE(rows(), 0);
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());
}

void TestConversation::aFailedMessageStaysAndCanBeTakenBack()
{
    open();
    backFill({});
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    m_conversation->sendMessage(QStringLiteral("one"));
    take(m_client->sends).answer(Error::of(Error::Kind::RateLimited));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(row(0).delivery, Delivery::Failed);
    m_conversation->resend(row(0).key);
    QCOMPARE(row(0).delivery, Delivery::Pending);
    QCOMPARE(rows(), 1);
    take(m_client->sends).answer(Error::of(Error::Kind::Overloaded));
    QTRY_COMPARE(failed.size(), 2);

    m_conversation->setDraft(QStringLiteral("two"), 3);
    m_conversation->editUnsent(row(0).key);
    QCOMPARE(rows(), 0);
    QCOMPARE(m_conversation->draftText(), QStringLiteral("one\ntwo"));
    QCOMPARE(m_conversation->draftCursor(), 3);
}

void TestConversation::anUnknownMessageIsSettledByTheHistory()
{
    open();
    backFill({text(EventKind::UserMessage, "e1", "hello"), idle("e2")});
    m_conversation->sendMessage(QStringLiteral("hello"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(lastRow().delivery, Delivery::Unknown);
    m_clock->advance(1500ms);
    take(m_client->histories).answer(api::Events{text(EventKind::UserMessage, "e1", "hello"), idle("e2"), text(EventKind::UserMessage, "e3", "hello")});
    QTRY_COMPARE(lastRow().delivery, Delivery::None);
    QCOMPARE(lastRow().identity, QStringLiteral("e3"));
    QCOMPARE(rows(), 2);

    m_conversation->sendMessage(QStringLiteral("lost"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(lastRow().delivery, Delivery::Unknown);
    m_clock->advance(10s);
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    take(m_client->histories).answer(api::Events{});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(lastRow().delivery, Delivery::Failed);
    QCOMPARE(lastRow().text, QByteArray("lost"));
    m_conversation->discard(lastRow().key);
    QCOMPARE(rows(), 2);
}

void TestConversation::showsWhatAnEarlierRunLeft()
{
    open();
    backFill({});
    m_conversation->sendMessage(QStringLiteral("did it arrive?"));
    take(m_client->sends);
    m_conversation.reset(); // as by a crash: no answer was ever read

    open();
    QCOMPARE(rows(), 1);
    QCOMPARE(row(0).delivery, Delivery::Unknown);
    QCOMPARE(row(0).text, QByteArray("did it arrive?"));
    m_clock->advance(60s);
    backFill({text(EventKind::UserMessage, "e1", "did it arrive?"), idle("e2")});
    m_clock->advance(0ms);
    take(m_client->histories).answer(api::Events{text(EventKind::UserMessage, "e1", "did it arrive?"), idle("e2")});
    QTRY_COMPARE(rows(), 1);
    QTRY_COMPARE(row(0).delivery, Delivery::None);
    QCOMPARE(row(0).identity, QStringLiteral("e1"));
}

void TestConversation::keepsAFirstMessageThatWasNotSent()
{
    open();
    backFill({});
    m_conversation->keepUnsent(QStringLiteral("the first"), Error::of(Error::Kind::Overloaded));
    QCOMPARE(rows(), 1);
    QCOMPARE(row(0).delivery, Delivery::Failed);
    m_conversation->resend(row(0).key);
    QCOMPARE(take(m_client->sends).outgoing[0].text, QStringLiteral("the first"));
}

void TestConversation::recallsSentTexts()
{
    open();
    backFill({text(EventKind::UserMessage, "e1", "first"), text(EventKind::AgentMessage, "e2", "reply"), text(EventKind::UserMessage, "e3", "second"),
              text(EventKind::UserMessage, "e4", "first"), idle("e5")});
    m_conversation->sendMessage(QStringLiteral("third"));
    QCOMPARE(m_conversation->sentTexts(), QStringList({QStringLiteral("third"), QStringLiteral("first"), QStringLiteral("second")}));
}

void TestConversation::draftsSurviveAndAreNotOverwritten()
{
    open();
    QTRY_COMPARE(storedDraft(), store::Draft());
    m_conversation->setDraft(QStringLiteral("half a thought"), 4);
    m_clock->advance(250ms);
    QCOMPARE(storedDraft().text, QStringLiteral("half a thought"));
    m_conversation->setDraft(QStringLiteral("half a thought more"), 19);
    m_conversation.reset(); // closing flushes

    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get()); // the program starts again
    m_conversation = std::make_unique<Conversation>(m_client.get(), Conversation::Stores{m_drafts.get(), m_outbox.get()}, m_clock.get(), profile, session());
    QSignalSpy replaced(m_conversation.get(), &Conversation::draftReplaced);
    m_conversation->setDraft(QString(), 0); // an empty composer says hello
    m_conversation->open();
    QTRY_COMPARE(replaced.size(), 1);
    QCOMPARE(m_conversation->draftText(), QStringLiteral("half a thought more"));
    QCOMPARE(m_conversation->draftCursor(), 19);
}

void TestConversation::textTypedAndLeftBeforeTheDraftIsLoadedIsKept()
{
    m_drafts->set(profile, QStringLiteral("sesn_1"), {QStringLiteral("old"), 3});
    m_drafts->flush();
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get());
    m_conversation = std::make_unique<Conversation>(m_client.get(), Conversation::Stores{m_drafts.get(), m_outbox.get()}, m_clock.get(), profile, session());
    m_conversation->open();
    m_conversation->setDraft(QStringLiteral("new"), 3);
    m_conversation->close(); // no turn of the event loop in between
    QCOMPARE(storedDraft().text, QStringLiteral("old\nnew"));
    m_conversation->open(); // read again, or a person who comes back at once
    QTRY_COMPARE(m_conversation->draftText(), QStringLiteral("old\nnew"));
    m_conversation.reset();
    QCOMPARE(storedDraft().text, QStringLiteral("old\nnew"));
}

void TestConversation::textTypedBeforeTheDraftIsLoadedIsKept()
{
    m_drafts->set(profile, QStringLiteral("sesn_1"), {QStringLiteral("old"), 3});
    m_drafts->flush();
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get());
    m_conversation = std::make_unique<Conversation>(m_client.get(), Conversation::Stores{m_drafts.get(), m_outbox.get()}, m_clock.get(), profile, session());
    m_conversation->open();
    m_conversation->setDraft(QStringLiteral("new"), 3);
    QTRY_COMPARE(m_conversation->draftText(), QStringLiteral("old\nnew"));
}

void TestConversation::asksForApprovalOnce()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1")});
    QSignalSpy asked(m_conversation.get(), &Conversation::approvalAsked);
    QSignalSpy finished(m_conversation.get(), &Conversation::turnFinished);
    QSignalSpy pending(m_conversation.get(), &Conversation::pendingCallsChanged);
    bring({call("c1", "bash")});
    bring({idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})});
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), QStringLiteral("c1"));
    QCOMPARE(finished.size(), 0); // it is not over
    QCOMPARE(m_conversation->turn(), Turn::WaitsForYou);
    const auto &waiting = m_conversation->pendingCalls().at(0);
    QCOMPARE(waiting.asks, Asks::Approval);
    QCOMPARE(waiting.toolName, QStringLiteral("bash"));
    QCOMPARE(waiting.input, QByteArray("{\"command\":\"ls\"}"));
    QVERIFY(waiting.since.isValid());
    bring({call("c1", "bash"), idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})}); // after a reconnection
    QCOMPARE(asked.size(), 1);
}

void TestConversation::anAnswerGoesOutOnce()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1"), call("c1", "bash"), idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})});
    QVERIFY(m_conversation->allow(QStringLiteral("c1")));
    QVERIFY(m_conversation->pendingCalls().at(0).answering);
    QVERIFY(!m_conversation->allow(QStringLiteral("c1")));
    QVERIFY(!m_conversation->deny(QStringLiteral("c1")));
    QVERIFY(!m_conversation->allow(QStringLiteral("c9")));
    QVERIFY(!m_conversation->giveResult(QStringLiteral("c1"), QStringLiteral("x")));
    auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].kind, Outgoing::Kind::Allow);
    QCOMPARE(asked.outgoing[0].toolUseId, QStringLiteral("c1"));
    asked.answer(api::Events{});
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());
    QVERIFY(m_conversation->pendingCalls().at(0).answering); // until the session says so

    QSignalSpy finished(m_conversation.get(), &Conversation::turnFinished);
    bring({reply(EventKind::ToolConfirmation, "e4", QStringLiteral("c1"))});
    QVERIFY(m_conversation->pendingCalls().empty());
    QCOMPARE(m_conversation->turn(), Turn::Running); // the server has not said so yet, but it is not over
    bring({made(EventKind::StatusRunning, "e5")});
    QCOMPARE(finished.size(), 0);
    QCOMPARE(m_conversation->turn(), Turn::Running);
    QVERIFY(!m_conversation->allow(QStringLiteral("c1")));
}

void TestConversation::aFailedAnswerIsGivenBack()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1"), call("c1", "bash"), idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})});
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    m_conversation->allow(QStringLiteral("c1"));
    take(m_client->sends).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!m_conversation->pendingCalls().at(0).answering);
    QCOMPARE(m_conversation->pendingCalls().at(0).error->kind, Error::Kind::Network);
    QVERIFY(m_conversation->deny(QStringLiteral("c1"))); // another mind
    QVERIFY(!m_conversation->pendingCalls().at(0).error);
    QCOMPARE(take(m_client->sends).outgoing[0].kind, Outgoing::Kind::Deny);

    // Cut after it left: not given back before it was looked for.
    open();
    QVERIFY(m_conversation->transcript()->rowCount() == 0);
    backFill({made(EventKind::StatusRunning, "e1"), call("c1", "bash"), idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})});
    QVERIFY(m_conversation->pendingCalls().at(0).answering);
    m_clock->advance(60s);
    take(m_client->histories).answer(api::Events{made(EventKind::StatusRunning, "e1"), call("c1", "bash")});
    QTRY_VERIFY(!m_conversation->pendingCalls().at(0).answering);
}

void TestConversation::deniesWithAReason()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1"), call("c1", "bash"), idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})});
    QVERIFY(m_conversation->deny(QStringLiteral("c1"), QStringLiteral("not on a Friday")));
    auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].kind, Outgoing::Kind::Deny);
    QCOMPARE(asked.outgoing[0].text, QStringLiteral("not on a Friday"));
}

void TestConversation::takesTheResultOfACustomTool()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1"), call("c1", "lookup", true), idle("e3", StopReason::RequiresAction, {QStringLiteral("c1")})});
    QCOMPARE(m_conversation->pendingCalls().at(0).asks, Asks::Result);
    QVERIFY(!m_conversation->allow(QStringLiteral("c1"))); // the wrong kind of answer would leave it open
    QVERIFY(m_conversation->giveResult(QStringLiteral("c1"), QStringLiteral("42"), true));
    auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].kind, Outgoing::Kind::CustomResult);
    QCOMPARE(asked.outgoing[0].text, QStringLiteral("42"));
    QCOMPARE(asked.outgoing[0].isError, true);
    asked.answer(api::Events{reply(EventKind::CustomToolResult, "e4", QStringLiteral("c1"))});
    QTRY_VERIFY(m_conversation->pendingCalls().empty());
}

void TestConversation::interruptsOnce()
{
    open();
    backFill({});
    m_conversation->interrupt();
    QVERIFY(!m_conversation->isInterrupting()); // nothing runs
    bring({made(EventKind::StatusRunning, "e1")});
    m_conversation->interrupt();
    m_conversation->interrupt();
    QVERIFY(m_conversation->isInterrupting());
    auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].kind, Outgoing::Kind::Interrupt);
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    asked.answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!m_conversation->isInterrupting());
    m_conversation->interrupt();
    take(m_client->sends).answer(api::Events{});
    bring({idle("e2")});
    QVERIFY(!m_conversation->isInterrupting());
}

// openma-observed.md §2.3: 202, nothing logged, the turn runs to its end.
void TestConversation::anInterruptThatChangesNothingIsTold()
{
    open();
    backFill({made(EventKind::StatusRunning, "e1")});
    QSignalSpy vain(m_conversation.get(), &Conversation::hadNoEffect);
    m_conversation->interrupt();
    take(m_client->sends).answer(api::Events{});
    QTRY_VERIFY(m_client->sends.empty());
    test::letThingsHappen();
    m_clock->advance(models::EffectWatch::interruptPatience - 1ms);
    QCOMPARE(vain.size(), 0);
    QVERIFY(m_conversation->isInterrupting());
    m_clock->advance(1ms);
    QCOMPARE(vain.size(), 1);
    QVERIFY(!m_conversation->isInterrupting());
    QVERIFY(!m_conversation->traits().interrupt);
    QCOMPARE(m_conversation->turn(), Turn::Running);
    m_conversation->interrupt();
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());

    // A server that has stored it knows what it means, however long the turn takes to end.
    m_client->facts = {};
    Q_EMIT m_client->traitsChanged();
    m_conversation->interrupt();
    take(m_client->sends).answer(api::Events{made(EventKind::UserInterrupt, "e2")});
    test::letThingsHappen();
    m_clock->advance(models::EffectWatch::interruptPatience * 2);
    QCOMPARE(vain.size(), 1);
    QVERIFY(m_conversation->isInterrupting());
    bring({idle("e3")});
    QVERIFY(!m_conversation->isInterrupting());
}

// openma-observed.md §2.4: stored and echoed, and the turn is never resumed.
void TestConversation::anAnswerThatChangesNothingIsTold()
{
    open();
    const auto waits = [](const char *run, const char *id, const char *end) -> api::Events {
        return {made(EventKind::StatusRunning, run), call(id, "bash"), idle(end, StopReason::RequiresAction, {QLatin1String(id)})};
    };
    backFill(waits("e1", "c1", "e3"));
    QSignalSpy vain(m_conversation.get(), &Conversation::hadNoEffect);

    // One that has an effect, before the server's yes is here.
    QVERIFY(m_conversation->allow(QStringLiteral("c1")));
    auto asked = take(m_client->sends);
    bring({reply(EventKind::ToolConfirmation, "e4", QStringLiteral("c1")), made(EventKind::StatusRunning, "e5")});
    asked.answer(api::Events{});
    test::letThingsHappen();
    m_clock->advance(models::EffectWatch::answerPatience * 2);
    QCOMPARE(vain.size(), 0);

    bring(waits("e6", "c2", "e7"));
    QVERIFY(m_conversation->allow(QStringLiteral("c2")));
    take(m_client->sends).answer(api::Events{});
    test::letThingsHappen();
    bring({reply(EventKind::ToolConfirmation, "e8", QStringLiteral("c2"))}); // an echo is no effect
    m_clock->advance(models::EffectWatch::answerPatience);
    QCOMPARE(vain.size(), 1);
    QVERIFY(!m_conversation->traits().toolApproval);
}

void TestConversation::nothingIsAnsweredWhereNothingComesOfIt()
{
    m_client->facts.toolApproval = false;
    m_client->facts.customToolResults = false;
    open();
    backFill({made(EventKind::StatusRunning, "e1"), call("c1", "bash"), call("c2", "ask", true),
              idle("e3", StopReason::RequiresAction, {QStringLiteral("c1"), QStringLiteral("c2")})});
    QCOMPARE(m_conversation->pendingCalls().size(), std::size_t(2)); // shown all the same
    QVERIFY(!m_conversation->allow(QStringLiteral("c1")));
    QVERIFY(!m_conversation->deny(QStringLiteral("c1")));
    QVERIFY(!m_conversation->giveResult(QStringLiteral("c2"), QStringLiteral("x")));
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());
    QVERIFY(!m_conversation->pendingCalls().at(0).answering);
}

void TestConversation::dyingWhileSendingKeepsTheMessage()
{
    open();
    backFill({});
    m_conversation->sendMessage(QStringLiteral("on its way"));
    auto asked = take(m_client->sends);
    m_conversation.reset();
    QVERIFY(asked.job); // changes are owned by the client
    asked.answer(api::Events{text(EventKind::UserMessage, "e1", "on its way")});
    QTRY_VERIFY(!asked.job);
    open();
    QCOMPARE(rows(), 1);
    QCOMPARE(row(0).delivery, Delivery::Unknown);
}

QTEST_GUILESS_MAIN(TestConversation)

#include "tst_conversation.moc"
