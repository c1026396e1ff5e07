#include "tests/contract/backends/platformbench.h"
#include "tests/support/testbase.h"

#include "backends/shared/httpclient.h"

#include <QSignalSpy>

using api::EventKind;
using base::Error;
using base::Json;
using test::awaited;
using test::PlatformBench;
using test::Talk;
using State = api::FeedStatus::State;

//! What every back end must do in a conversation: one suite, all platforms. What a platform cannot do it says in its traits; then the suite asks for what it
//! says instead.
class TestSessions : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void messageAndReply();
    void feedEqualsListing();
    void previewsBecomeTheMessage();
    void longReply();
    void thinking();
    void toolCall();
    void approvalAllowed();
    void approvalDenied();
    void customTool();
    void interrupt();
    void failingModel();
    void unknownEventSurvives();
    void hostileTextIsKept();
    void firstMessage();
    void secondFeedSeesTheSame();
    void droppedConnections();
    void deletedSession();
    void usage();
    void wrongKeyEndsTheFeed();

private:
    std::unique_ptr<Talk> talk();

    std::unique_ptr<PlatformBench> m_bench;
};

void TestSessions::initTestCase_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("managed agents") << api::Platform::Anthropic;
    QTest::newRow("openma") << api::Platform::Openma;
}

void TestSessions::init()
{
    TestBase::init();
    QFETCH_GLOBAL(api::Platform, platform);
    m_bench = std::make_unique<PlatformBench>(platform);
}

std::unique_ptr<Talk> TestSessions::talk()
{
    return std::make_unique<Talk>(*m_bench, m_bench->created("sessions", QStringLiteral("A talk")).id());
}

void TestSessions::messageAndReply()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("Hello there")).ok());
    QVERIFY(talk->waitForTurn());
    const api::Events stored = talk->stored();
    const auto at = [&](EventKind kind) {
        return std::find_if(stored.begin(), stored.end(), [kind](const auto &event) { return event.kind == kind; }) - stored.begin();
    };
    QVERIFY(at(EventKind::UserMessage) < at(EventKind::ModelRequestStart));
    QVERIFY(at(EventKind::ModelRequestStart) < at(EventKind::AgentMessage));
    QVERIFY(at(EventKind::AgentMessage) < at(EventKind::ModelRequestEnd));
    QVERIFY(at(EventKind::ModelRequestEnd) < qsizetype(stored.size()));
    QCOMPARE(stored[std::size_t(at(EventKind::UserMessage))].text(), QByteArray("Hello there"));
    QVERIFY(!stored[std::size_t(at(EventKind::AgentMessage))].text().isEmpty());
}

void TestSessions::feedEqualsListing()
{
    const auto talk = this->talk();
    for (const char *text : {"please run the tests", "and think about it", "markdown please"}) {
        QVERIFY(talk->say(QString::fromLatin1(text)).ok());
        QVERIFY(talk->waitForTurn());
    }
    // A turn's last words may be written a moment after its end is told.
    QStringList listed;
    QTRY_VERIFY_WITH_TIMEOUT(
        ([&] {
            listed.clear();
            const auto events = awaited(m_bench->client->listEvents(this, talk->id));
            for (const api::Event &event : events.value())
                listed.append(event.identity + QLatin1Char(' ') + event.type + QLatin1Char(' ') + QString::fromUtf8(event.text()));
            QStringList fed;
            for (const api::Event &event : talk->stored())
                fed.append(event.identity + QLatin1Char(' ') + event.type + QLatin1Char(' ') + QString::fromUtf8(event.text()));
            if (fed.size() == listed.size() && !m_bench->client->traits().queuesMessages)
                return fed == listed; // numbered: the very same order
            fed.sort(); // a message that waited has come twice, and stands where it came first
            listed.sort();
            return fed == listed;
        }()),
        20'000);
    QVERIFY(listed.size() > 10);
}

void TestSessions::previewsBecomeTheMessage()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("Hello there")).ok());
    QVERIFY(talk->waitForTurn());
    const api::Event *message = talk->waitFor(EventKind::AgentMessage);
    QVERIFY(message);
    QByteArray streamed;
    bool started = false;
    for (const api::Event &event : talk->arrived) {
        if (event.previewId != message->messageId || event.previewId.isEmpty())
            continue;
        QVERIFY(event.identity.isEmpty());
        started = started || event.kind == EventKind::PreviewStart;
        QVERIFY(started);
        streamed += event.delta;
    }
    QVERIFY(!streamed.isEmpty());
    QCOMPARE(message->text(), streamed.trimmed()); // a stored text may have lost the white space at its end
}

void TestSessions::longReply()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("a long reply, please")).ok());
    QVERIFY(talk->waitForTurn());
    QCOMPARE(talk->count(EventKind::PreviewDelta), 2000);
}

void TestSessions::thinking()
{
    const auto talk = this->talk();
    for (int turn = 0; turn < 2; ++turn) {
        QVERIFY(talk->say(QStringLiteral("think about it")).ok());
        QVERIFY(talk->waitForTurn());
    }
    QStringList ids;
    for (const api::Event &event : talk->stored()) {
        if (event.kind == EventKind::AgentThinking)
            ids.append(event.messageId);
    }
    QCOMPARE(ids.size(), 2);
    QVERIFY(ids[0] != ids[1]); // also where the server counts from 0 in every turn
}

void TestSessions::toolCall()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("please run the tests")).ok());
    QVERIFY(talk->waitForTurn());
    const api::Event *call = talk->waitFor(EventKind::ToolUse);
    QVERIFY(call);
    QCOMPARE(call->toolName, QStringLiteral("bash"));
    QVERIFY(base::parseJson(call->toolInput).ok());
    QVERIFY(!call->asksApproval);
    const QString id = call->toolUseId;
    const api::Event *result = talk->waitFor([&](const api::Event &event) { return event.kind == EventKind::ToolResult && event.toolUseId == id; });
    QVERIFY(result);
    QVERIFY(!result->text().isEmpty());
}

void TestSessions::approvalAllowed()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("deploy it")).ok());
    const api::Event *call = talk->waitFor([](const api::Event &event) { return event.kind == EventKind::ToolUse && event.asksApproval; });
    QVERIFY(call);
    const QString id = call->toolUseId;
    if (!m_bench->client->traits().toolApproval)
        return; // it says that an answer changes nothing; asking for one would break the session (openma-observed.md §2.4)
    QVERIFY(talk->waitForTurn());
    const api::Event *idle = talk->waitFor([&](const api::Event &event) { return event.kind == EventKind::StatusIdle && event.blockingIds.contains(id); });
    QVERIFY(idle);
    QCOMPARE(idle->stop, api::StopReason::RequiresAction);
    QVERIFY(talk->send({.kind = api::Outgoing::Kind::Allow, .toolUseId = id}).ok());
    QVERIFY(talk->waitFor([&](const api::Event &event) { return event.kind == EventKind::ToolResult && event.toolUseId == id && !event.isError; }));
    QVERIFY(talk->waitFor([](const api::Event &event) { return event.kind == EventKind::StatusIdle && event.stop == api::StopReason::EndTurn; }));
}

void TestSessions::approvalDenied()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("delete everything")).ok());
    const api::Event *call = talk->waitFor([](const api::Event &event) { return event.kind == EventKind::ToolUse && event.asksApproval; });
    QVERIFY(call);
    const QString id = call->toolUseId;
    if (!m_bench->client->traits().toolApproval)
        return;
    QVERIFY(talk->waitForTurn());
    QVERIFY(talk->send({.kind = api::Outgoing::Kind::Deny, .text = QStringLiteral("Not on a Friday."), .toolUseId = id}).ok());
    const api::Event *answer = talk->waitFor([&](const api::Event &event) { return event.kind == EventKind::ToolConfirmation && event.toolUseId == id; });
    QVERIFY(answer);
    QVERIFY(answer->denied);
    QCOMPARE(answer->text(), QByteArray("Not on a Friday."));
    QVERIFY(talk->waitFor([](const api::Event &event) { return event.kind == EventKind::StatusIdle && event.stop == api::StopReason::EndTurn; }));
}

void TestSessions::customTool()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("open a ticket")).ok());
    const api::Event *call = talk->waitFor(EventKind::CustomToolUse);
    QVERIFY(call);
    const QString id = call->toolUseId;
    QVERIFY(!call->toolName.isEmpty());
    if (!m_bench->client->traits().customToolResults)
        return;
    QVERIFY(talk->waitForTurn());
    QVERIFY(talk->send({.kind = api::Outgoing::Kind::CustomResult, .text = QStringLiteral("TICKET-42"), .toolUseId = id}).ok());
    const api::Event *result = talk->waitFor([&](const api::Event &event) { return event.kind == EventKind::CustomToolResult && event.toolUseId == id; });
    QVERIFY(result);
    QCOMPARE(result->text(), QByteArray("TICKET-42"));
    QVERIFY(talk->waitFor([](const api::Event &event) { return event.kind == EventKind::StatusIdle && event.stop == api::StopReason::EndTurn; }));
}

void TestSessions::interrupt()
{
    const auto talk = this->talk();
    if (!m_bench->client->traits().interrupt) {
        // Taken, and without effect: the client says so beforehand, and the server's yes is a yes.
        QVERIFY(talk->send({.kind = api::Outgoing::Kind::Interrupt}).ok());
        return;
    }
    // At the agents' own speed the call would run for minutes.
    QFETCH_GLOBAL(api::Platform, platform);
    PlatformBench slow(platform, 1.0);
    Talk endless(slow, slow.created("sessions", QStringLiteral("Endless")).id());
    QVERIFY(endless.say(QStringLiteral("keep running")).ok());
    QVERIFY(endless.waitFor(EventKind::ToolUse));
    QVERIFY(endless.send({.kind = api::Outgoing::Kind::Interrupt}).ok());
    QVERIFY(endless.waitFor(EventKind::UserInterrupt));
    QVERIFY(endless.waitForTurn());
}

void TestSessions::failingModel()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("a failing model, please")).ok());
    const api::Event *error = talk->waitFor([](const api::Event &event) { return event.kind == EventKind::SessionError && !event.willRetry; });
    QVERIFY(error);
    QVERIFY(!error->errorMessage.isEmpty());
    QVERIFY(talk->waitForTurn());
    QCOMPARE(talk->feed->status().state, State::Live); // a failed turn is no failed stream
    QVERIFY(talk->say(QStringLiteral("and again")).ok());
    QVERIFY(talk->waitFor(EventKind::AgentMessage));
}

void TestSessions::unknownEventSurvives()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("send an unknown event")).ok());
    QVERIFY(talk->waitForTurn());
    const auto isUnknown = [](const api::Event &event) { return event.kind == EventKind::Unknown; };
    const auto listed = awaited(m_bench->client->listEvents(this, talk->id));
    const auto stored = std::find_if(listed->begin(), listed->end(), isUnknown);
    QVERIFY(stored != listed->end());
    QVERIFY(!stored->type.isEmpty());
    QVERIFY(stored->raw.contains(stored->type.toUtf8()));
    // It is told live as well, or at the latest when the history is listed again (openma's streams leave out what they do not know).
    const auto fresh = std::make_unique<Talk>(*m_bench, talk->id);
    const api::Event *told = fresh->waitFor(isUnknown);
    QVERIFY(told);
    QCOMPARE(told->type, stored->type);
    QVERIFY(talk->waitFor(EventKind::AgentMessage)); // and nothing behind it was lost
}

void TestSessions::hostileTextIsKept()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("something hostile")).ok());
    QVERIFY(talk->waitForTurn());
    const api::Event *message = talk->waitFor(EventKind::AgentMessage);
    QVERIFY(message);
    QVERIFY(message->text().contains('<')); // what a server says is data; making it harmless is the view's
    QVERIFY(message->text().isValidUtf8());
}

void TestSessions::firstMessage()
{
    Json body = m_bench->smallest("sessions", QStringLiteral("Begins by itself"));
    body["first_message"] = "Hello from the form";
    body["metadata"] = {{"made_by", "a form"}};
    QSignalSpy failed(m_bench->client.get(), &api::Client::firstMessageFailed);
    const auto session = awaited(m_bench->client->create(m_bench->table("sessions"), body));
    QVERIFY2(session.ok(), qPrintable(session.ok() ? QString() : session.error().serverMessage));
    QCOMPARE(session->string("metadata.made_by"), QStringLiteral("a form"));
    Talk talk(*m_bench, session->id());
    const api::Event *said = talk.waitFor(EventKind::UserMessage);
    QVERIFY(said);
    QCOMPARE(said->text(), QByteArray("Hello from the form"));
    QVERIFY(talk.waitFor(EventKind::AgentMessage));
    QCOMPARE(failed.size(), 0);
}

void TestSessions::secondFeedSeesTheSame()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("please run the tests")).ok());
    QVERIFY(talk->waitForTurn());
    Talk late(*m_bench, talk->id);
    const auto identities = [](const Talk &one) {
        QStringList out;
        for (const api::Event &event : one.stored())
            out.append(event.identity);
        out.sort();
        return out;
    };
    QTRY_COMPARE_WITH_TIMEOUT(identities(late), identities(*talk), 20'000);
    QCOMPARE(late.count(EventKind::PreviewStart), 0); // what is over is not played again
}

void TestSessions::droppedConnections()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("a long reply, please")).ok());
    QVERIFY(talk->waitFor(EventKind::PreviewDelta) || talk->waitFor(EventKind::AgentMessage));
    static_cast<backends::HttpClient *>(m_bench->client.get())->transport()->dropConnections(); // as after a sleep
    QVERIFY(talk->waitFor(EventKind::AgentMessage));
    QVERIFY(talk->waitForTurn());
    QTRY_COMPARE_WITH_TIMEOUT(talk->feed->status().state, State::Live, 20'000);
    QVERIFY(talk->say(QStringLiteral("still there?")).ok());
    QVERIFY(talk->waitForTurn());
    int replies = 0;
    for (const api::Event &event : talk->stored())
        replies += event.kind == EventKind::AgentMessage;
    QVERIFY(replies >= 2);
}

void TestSessions::deletedSession()
{
    const auto talk = this->talk();
    QVERIFY(awaited(m_bench->client->remove(m_bench->table("sessions"), talk->id)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(talk->feed->status().state, State::Ended, 20'000);
    QCOMPARE(awaited(m_bench->client->listEvents(this, talk->id)).error().kind, Error::Kind::NotFound);
    QCOMPARE(talk->say(QStringLiteral("Anybody?")).error().kind, Error::Kind::NotFound);
}

void TestSessions::usage()
{
    const auto talk = this->talk();
    QVERIFY(talk->say(QStringLiteral("Hello there")).ok());
    QVERIFY(talk->waitForTurn());
    const api::Event *end = talk->waitFor(EventKind::ModelRequestEnd);
    QVERIFY(end);
    QVERIFY(end->usage.input > 0 && end->usage.output > 0);
    const auto session = awaited(m_bench->client->fetch(this, m_bench->table("sessions"), talk->id));
    const api::Usage usage = m_bench->client->usageOf(*session);
    if (m_bench->client->traits().reportsMoney) {
        QVERIFY(usage.output > 0);
        QCOMPARE(usage.currency, QByteArray("USD"));
        QVERIFY(!usage.listCostMinor.isEmpty());
    } else {
        QVERIFY(usage.listCostMinor.isEmpty());
    }
}

void TestSessions::wrongKeyEndsTheFeed()
{
    const auto session = m_bench->created("sessions", QStringLiteral("Closed to strangers"));
    const auto stranger = m_bench->makeClient("not-the-key-at-all");
    const std::unique_ptr<api::EventFeed> feed(stranger->openFeed(nullptr, session.id()));
    feed->open();
    QTRY_COMPARE(feed->status().state, State::Failed);
    QCOMPARE(feed->status().error->kind, Error::Kind::Unauthorized);
}

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
