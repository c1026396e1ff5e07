#include "models/workspace.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "models/transcriptmodel.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QTemporaryDir>

using api::EventKind;
using base::Error;
using base::Json;
using base::Record;
using models::Conversation;
using models::Workspace;
using test::take;

namespace {

api::ResourceDescriptor resource(const char *id, bool conversations)
{
    api::ResourceDescriptor descriptor;
    descriptor.id = id;
    descriptor.titlePath = conversations ? "title" : "name";
    descriptor.statusPath = conversations ? "status" : "";
    descriptor.opensConversation = conversations;
    descriptor.columns = {{.path = descriptor.titlePath}};
    return descriptor;
}

std::unique_ptr<test::FakeClient> makeClient()
{
    auto client = std::make_unique<test::FakeClient>();
    client->table = {resource("agents", false), resource("sessions", true)};
    return client;
}

Record session(const char *id, const char *status = "idle")
{
    return Record(Json{{"id", id}, {"title", "A session"}, {"status", status}});
}

api::Event call(const char *identity)
{
    api::Event use;
    use.kind = EventKind::ToolUse;
    use.identity = QLatin1String(identity);
    use.toolUseId = use.identity;
    use.asksApproval = true;
    return use;
}

api::Event idleFor(const char *identity, const char *call)
{
    api::Event idle;
    idle.kind = EventKind::StatusIdle;
    idle.identity = QLatin1String(identity);
    idle.stop = api::StopReason::RequiresAction;
    idle.blockingIds = QStringList{QLatin1String(call)};
    return idle;
}

} // namespace

class TestWorkspace : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void makesListsAndDraftsOnce();
    void keepsConversationsUntilTheyAreClosed();
    void countsWaitingCalls();
    void aRefusedKeyIsToldOnceAndGoesAwayWithANewOne();
    void listsFollowConversations();
    void aSessionThatWaitsSaysSoInTheList();
    void aDeletedSessionIsClosed();
    void keepsAFirstMessageThatWasNotSent();
    void countsRequests();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    test::FakeClient *m_client = nullptr;
    std::unique_ptr<Workspace> m_workspace;
};

void TestWorkspace::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<test::FakeClock>();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("a.db")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get());
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), m_clock.get());
    auto client = makeClient();
    m_client = client.get();
    api::Profile profile;
    profile.id = QStringLiteral("p1");
    m_workspace = std::make_unique<Workspace>(profile, std::move(client), Conversation::Stores{m_drafts.get(), m_outbox.get()}, m_clock.get());
}

void TestWorkspace::cleanup()
{
    m_workspace.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
}

void TestWorkspace::makesListsAndDraftsOnce()
{
    auto *agents = m_workspace->list("agents");
    QVERIFY(agents);
    QCOMPARE(m_workspace->list("agents"), agents);
    QCOMPARE(agents->state(), models::ResourceListModel::State::Idle);
    QVERIFY(!m_workspace->list("dreams"));
    QVERIFY(!m_workspace->draft("dreams", this));
    QObject page;
    QCOMPARE(m_workspace->draft("agents", &page)->mode(), models::ResourceDraft::Mode::Create);
    QCOMPARE(m_workspace->draft("agents", Record(Json{{"id", "a"}}), &page)->mode(), models::ResourceDraft::Mode::Edit);
    QCOMPARE(m_workspace->conversations()->id, std::string("sessions"));
    QCOMPARE(m_workspace->resources().size(), 2u);
}

void TestWorkspace::keepsConversationsUntilTheyAreClosed()
{
    QSignalSpy opened(m_workspace.get(), &Workspace::conversationOpened);
    QSignalSpy closed(m_workspace.get(), &Workspace::conversationClosed);
    QPointer<Conversation> one = m_workspace->conversation(session("s1"));
    QCOMPARE(m_workspace->conversation(session("s1")), one);
    m_workspace->conversation(session("s2"));
    QCOMPARE(opened.size(), 2);
    QCOMPARE(m_workspace->openConversations().size(), 2u);
    QTRY_COMPARE(m_client->feeds.size(), 2u);
    m_workspace->closeConversation(QStringLiteral("s1"));
    m_workspace->closeConversation(QStringLiteral("s1"));
    QCOMPARE(closed.size(), 1);
    QVERIFY(!m_workspace->findConversation(QStringLiteral("s1")));
    QTRY_VERIFY(!one);
    QVERIFY(m_workspace->findConversation(QStringLiteral("s2")));
}

void TestWorkspace::countsWaitingCalls()
{
    QSignalSpy waiting(m_workspace.get(), &Workspace::waitingCallsChanged);
    QSignalSpy asked(m_workspace.get(), &Workspace::approvalAsked);
    auto *conversation = m_workspace->conversation(session("s1"));
    QTRY_COMPARE(m_client->feeds.size(), 1u);
    Q_EMIT m_client->feeds[0]->backFilled();
    m_client->feeds[0]->bring({call("c1"), idleFor("e1", "c1")});
    QCOMPARE(m_workspace->waitingCalls(), 1);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<Conversation *>(), conversation);
    m_client->noteNoEffect(api::Outgoing::Kind::Allow);
    QCOMPARE(m_workspace->waitingCalls(), 0); // nobody is asked for what does nothing
    m_client->facts = {};
    Q_EMIT m_client->traitsChanged();
    QCOMPARE(m_workspace->waitingCalls(), 1);
    conversation->allow(QStringLiteral("c1"));
    QCOMPARE(m_workspace->waitingCalls(), 0);
    QVERIFY(waiting.size() >= 2);
}

void TestWorkspace::aRefusedKeyIsToldOnceAndGoesAwayWithANewOne()
{
    QSignalSpy changed(m_workspace.get(), &Workspace::keyRefusedChanged);
    auto *agents = m_workspace->list("agents");
    agents->refresh();
    take(m_client->lists).answer(api::Page{{Record(Json{{"id", "a1"}, {"name", "One"}})}, {}});
    QTRY_COMPARE(agents->rowCount(), 1);
    auto *conversation = m_workspace->conversation(session("s1"));
    QTRY_COMPARE(m_client->feeds.size(), 1u);
    for (int i = 0; i < 3; ++i)
        Q_EMIT m_client->keyRefused(Error::of(Error::Kind::Unauthorized));
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_workspace->keyRefused().has_value());
    QVERIFY(conversation->sendingRefused().has_value());

    auto fresh = makeClient();
    test::FakeClient *next = fresh.get();
    m_workspace->reconnect(std::move(fresh));
    QVERIFY(!m_workspace->keyRefused());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(next->feeds.size(), 1u);
    QVERIFY(!conversation->sendingRefused());
    QCOMPARE(agents->rowCount(), 1); // nothing jumps
    take(next->lists).answer(api::Page{{Record(Json{{"id", "a1"}, {"name", "One"}}), Record(Json{{"id", "a2"}, {"name", "Two"}})}, {}});
    QTRY_COMPARE(agents->rowCount(), 2);
    QCOMPARE(&m_workspace->client(), next);
}

void TestWorkspace::listsFollowConversations()
{
    auto *sessions = m_workspace->list("sessions");
    sessions->refresh();
    take(m_client->lists).answer(api::Page{{session("s1"), session("s2")}, {}});
    QTRY_COMPARE(sessions->rowCount(), 2);
    m_workspace->conversation(session("s2"));
    QTRY_COMPARE(m_client->feeds.size(), 1u);
    Q_EMIT m_client->feeds[0]->backFilled();
    api::Event running;
    running.kind = EventKind::StatusRunning;
    running.identity = QStringLiteral("e1");
    m_client->feeds[0]->bring({running});
    QCOMPARE(sessions->index(1, 0).data(models::ResourceListModel::WordRole).toString(), QStringLiteral("running"));
    m_workspace->conversation(session("s9")); // not in the list: a filter may keep it out
    QTRY_COMPARE(m_client->feeds.size(), 2u);
    m_client->feeds[1]->bring({running});
    QCOMPARE(sessions->rowCount(), 2);
}

// No session's record says more than "idle" (managed-agents.md §5.1).
void TestWorkspace::aSessionThatWaitsSaysSoInTheList()
{
    auto *sessions = m_workspace->list("sessions");
    const auto word = [sessions] { return sessions->index(1, 0).data(models::ResourceListModel::WordRole).toString(); };
    sessions->refresh();
    take(m_client->lists).answer(api::Page{{session("s1"), session("s2")}, {}});
    QTRY_COMPARE(sessions->rowCount(), 2);
    m_workspace->conversation(session("s2"));
    QTRY_COMPARE(m_client->feeds.size(), 1u);
    Q_EMIT m_client->feeds[0]->backFilled();
    m_client->feeds[0]->bring({call("c1"), idleFor("e1", "c1")});
    QCOMPARE(word(), QStringLiteral("requires_action"));
    sessions->refresh();
    take(m_client->lists).answer(api::Page{{session("s1"), session("s2")}, {}});
    test::letThingsHappen();
    QTRY_VERIFY(!sessions->isBusy());
    QCOMPARE(word(), QStringLiteral("requires_action"));
    api::Event running;
    running.kind = EventKind::StatusRunning;
    running.identity = QStringLiteral("e2");
    m_client->feeds[0]->bring({running});
    QCOMPARE(word(), QStringLiteral("running"));
}

void TestWorkspace::aDeletedSessionIsClosed()
{
    m_workspace->conversation(session("s1"));
    Q_EMIT m_client->recordRemoved(QStringLiteral("agents"), QStringLiteral("s1"));
    QVERIFY(m_workspace->findConversation(QStringLiteral("s1")));
    Q_EMIT m_client->recordRemoved(QStringLiteral("sessions"), QStringLiteral("s1"));
    QVERIFY(!m_workspace->findConversation(QStringLiteral("s1")));
}

void TestWorkspace::keepsAFirstMessageThatWasNotSent()
{
    Q_EMIT m_client->firstMessageFailed(QStringLiteral("s1"), QStringLiteral("hello"), Error::of(Error::Kind::Overloaded));
    auto *conversation = m_workspace->conversation(session("s1"));
    QTRY_COMPARE(conversation->transcript()->rowCount(), 1);
    QCOMPARE(conversation->transcript()->row(0).delivery, transcript::Delivery::Failed);
    QCOMPARE(conversation->transcript()->row(0).text, QByteArray("hello"));
    Q_EMIT m_client->firstMessageFailed(QStringLiteral("s1"), QStringLiteral("again"), Error::of(Error::Kind::Overloaded));
    QCOMPARE(conversation->transcript()->rowCount(), 2);
}

void TestWorkspace::countsRequests()
{
    QSignalSpy changed(m_workspace.get(), &Workspace::requestsInFlightChanged);
    Q_EMIT m_client->requestsInFlight(2);
    Q_EMIT m_client->requestsInFlight(2);
    QCOMPARE(m_workspace->requestsInFlight(), 2);
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestWorkspace)

#include "tst_workspace.moc"
