#include "backends/clients.h"
#include "demo/server.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "models/transcriptmodel.h"
#include "models/workspace.h"
#include "store/database.h"
#include "tests/support/testbase.h"

#include <QRegularExpression>
#include <QTemporaryDir>

using base::Json;
using base::Record;
using models::Conversation;
using models::ResourceDraft;
using models::ResourceListModel;
using models::Workspace;
using transcript::CallState;
using Turn = Conversation::Turn;

namespace {

constexpr int patience = 20000;

} // namespace

//! A person's way through one demo workspace, by the models alone.
class TestConversationContract : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void createsASessionAndChats_data();
    void createsASessionAndChats();
    void aCallThatWaitsIsAllowed();
    void aCallThatWaitsIsDeniedWithAReason();
    void aCustomToolTakesAResult();
    void aFailingModelIsToldAsAFailedTurn();
    void anEndlessCallIsInterrupted();
    void theTranscriptIsTheSameWhenOpenedAgain();
    void messagesOfARunningTurnWaitTheirTurn();
    void aStaleEditIsMerged_data();
    void aStaleEditIsMerged();
    void aWrongKeyIsToldOnce();

private:
    void start(demo::Wire wire, double speed = 50);
    std::unique_ptr<Workspace> workspace(const QByteArray &key);
    ResourceListModel *read(const char *resource);
    //! A new record, saved by its form.
    Record created(const char *resource, const std::vector<std::pair<std::string, QString>> &texts);
    //! A new session with a new agent and the first environment, opened and read.
    Conversation *newSession(const QString &title);
    //! Text of the rows of one kind.
    static QByteArrayList texts(Conversation *conversation, transcript::Row::Kind kind);
    static const transcript::ToolCall *call(Conversation *conversation, const QString &id);
    static QStringList digest(Conversation *conversation);

    base::SystemClock m_clock;
    api::Platform m_platform = api::Platform::Demo;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<Workspace> m_workspace;
};

void TestConversationContract::init()
{
    // As TestBase, but for one warning of Qt 6.4 itself, about once in ten refusals: a 401 and the end of its connection are two errors of one reply.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!QNetworkReplyImplPrivate::error: Internal problem)")));
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("store/muster.db")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), &m_clock);
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), &m_clock);
}

void TestConversationContract::cleanup()
{
    m_workspace.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
    m_server.reset();
}

void TestConversationContract::start(demo::Wire wire, double speed)
{
    demo::Options options;
    options.databaseFile = m_folder->filePath(QStringLiteral("demo.db"));
    options.wire = wire;
    options.speed = speed;
    m_server = std::make_unique<demo::Server>(options);
    const auto started = m_server->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().detail));
    m_platform = wire == demo::Wire::Openma ? api::Platform::Openma : api::Platform::Demo;
    m_workspace = workspace(m_server->key());
}

std::unique_ptr<Workspace> TestConversationContract::workspace(const QByteArray &key)
{
    api::Profile profile;
    profile.id = QStringLiteral("profile-1");
    profile.platform = m_platform;
    profile.baseUrl = m_server->baseUrl();
    return std::make_unique<Workspace>(profile, backends::makeClient(profile, key, &m_clock, nullptr),
                                       Conversation::Stores{m_drafts.get(), m_outbox.get()}, &m_clock);
}

ResourceListModel *TestConversationContract::read(const char *resource)
{
    ResourceListModel *list = m_workspace->list(resource);
    list->refresh();
    if (!QTest::qWaitFor([&] { return list->state() != ResourceListModel::State::Loading && !list->isBusy(); }, patience))
        return nullptr;
    return list;
}

Conversation *TestConversationContract::newSession(const QString &title)
{
    ResourceListModel *environments = read("environments");
    if (!environments || environments->rowCount() == 0)
        return nullptr;
    const Record agent = created("agents", {{"name", QStringLiteral("Agent of a test")}}); // as the form begins it: asks for nothing
    const Record session = created("sessions", {{"agent", agent.id()},
                                                {"environment_id", environments->index(0, 0).data(ResourceListModel::IdRole).toString()},
                                                {"title", title}});
    if (session.isEmpty())
        return nullptr;
    Conversation *conversation = m_workspace->conversation(session);
    return QTest::qWaitFor([&] { return conversation->isLoaded(); }, patience) ? conversation : nullptr;
}

Record TestConversationContract::created(const char *resource, const std::vector<std::pair<std::string, QString>> &texts)
{
    QObject page;
    ResourceDraft *draft = m_workspace->draft(resource, &page);
    for (const auto &[path, text] : texts)
        draft->setText(path, text);
    Record record;
    connect(draft, &ResourceDraft::saved, &page, [&](const Record &saved) { record = saved; });
    draft->submit();
    return QTest::qWaitFor([&] { return draft->state() == ResourceDraft::State::Saved; }, patience) ? record : Record();
}

QByteArrayList TestConversationContract::texts(Conversation *conversation, transcript::Row::Kind kind)
{
    QByteArrayList out;
    const auto &reducer = conversation->transcript()->reducer();
    for (int i = 0; i < reducer.rowCount(); ++i) {
        if (reducer.row(i).kind == kind)
            out.append(reducer.row(i).text);
    }
    return out;
}

const transcript::ToolCall *TestConversationContract::call(Conversation *conversation, const QString &id)
{
    const transcript::Row *row = conversation->transcript()->reducer().rowOfCall(id);
    return row ? row->call.get() : nullptr;
}

QStringList TestConversationContract::digest(Conversation *conversation)
{
    QStringList out;
    const auto &reducer = conversation->transcript()->reducer();
    for (int i = 0; i < reducer.rowCount(); ++i) {
        const transcript::Row &row = reducer.row(i);
        out.append(QStringLiteral("%1 %2 %3 %4 %5").arg(int(row.kind)).arg(row.identity, QString::fromUtf8(row.text)).arg(row.preview).arg(row.queued));
        if (row.call)
            out.append(QStringLiteral("  %1 %2").arg(int(row.call->state)).arg(QString::fromUtf8(row.call->result)));
    }
    return out;
}

void TestConversationContract::createsASessionAndChats_data()
{
    QTest::addColumn<int>("wire");
    QTest::newRow("Managed Agents") << int(demo::Wire::ManagedAgents);
    QTest::newRow("openma") << int(demo::Wire::Openma);
}

void TestConversationContract::createsASessionAndChats()
{
    QFETCH(int, wire);
    start(demo::Wire(wire), 10); // slow enough to see it being written
    ResourceListModel *sessions = read("sessions");
    QVERIFY(sessions);
    Conversation *conversation = newSession(QStringLiteral("From a test"));
    QVERIFY(conversation);
    QVERIFY(sessions->rowOf(conversation->id()) >= 0); // the list knows without being asked
    QCOMPARE(conversation->title(), QStringLiteral("From a test"));
    QCOMPARE(conversation->feedStatus().state, api::FeedStatus::State::Live);
    QCOMPARE(conversation->turn(), Turn::Idle);

    int previews = 0;
    connect(conversation->transcript(), &QAbstractItemModel::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
        for (int i = first; i <= last; ++i)
            previews += conversation->transcript()->row(i).preview ? 1 : 0;
    });
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    QVERIFY(conversation->sendMessage(QStringLiteral("Hello, who are you?")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QCOMPARE(finished[0][0].toBool(), false);
    QCOMPARE(texts(conversation, transcript::Row::Kind::User), QByteArrayList{"Hello, who are you?"});
    const QByteArrayList replies = texts(conversation, transcript::Row::Kind::Agent);
    QCOMPARE(replies.size(), 1);
    QVERIFY(replies[0].size() > 20);
    QVERIFY(previews >= 1);
    QCOMPARE(conversation->turn(), Turn::Idle);
    QVERIFY(conversation->usage().output > 0);
    for (int i = 0; i < conversation->transcript()->rowCount(); ++i) {
        const transcript::Row &row = conversation->transcript()->row(i);
        QVERIFY(!row.preview && !row.queued);
        QCOMPARE(row.delivery, transcript::Delivery::None);
    }
    if (demo::Wire(wire) == demo::Wire::ManagedAgents)
        QTRY_VERIFY_WITH_TIMEOUT(!conversation->usage().listCostMinor.isEmpty(), patience);

    // Two messages, one after the other, in order.
    QVERIFY(conversation->sendMessage(QStringLiteral("Another one")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patience);
    QCOMPARE(texts(conversation, transcript::Row::Kind::User), (QByteArrayList{"Hello, who are you?", "Another one"}));
}

void TestConversationContract::aCallThatWaitsIsAllowed()
{
    start(demo::Wire::ManagedAgents);
    Conversation *conversation = newSession(QStringLiteral("Approval"));
    QVERIFY(conversation);
    QSignalSpy asked(conversation, &Conversation::approvalAsked);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    conversation->sendMessage(QStringLiteral("Please deploy it"));
    QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(conversation->turn(), Turn::WaitsForYou, patience);
    QCOMPARE(finished.size(), 0);
    QCOMPARE(conversation->pendingCalls().size(), 1u);
    const auto waiting = conversation->pendingCalls()[0];
    QCOMPARE(waiting.asks, Conversation::PendingCall::Asks::Approval);
    QVERIFY(!waiting.toolName.isEmpty());
    QVERIFY(base::parseJson(waiting.input).ok());
    QCOMPARE(call(conversation, waiting.id)->state, CallState::WaitingApproval);
    QVERIFY(conversation->allow(waiting.id));
    QVERIFY(!conversation->allow(waiting.id));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY(conversation->pendingCalls().empty());
    QCOMPARE(call(conversation, waiting.id)->state, CallState::Done);
    QVERIFY(!call(conversation, waiting.id)->result.isEmpty());
}

void TestConversationContract::aCallThatWaitsIsDeniedWithAReason()
{
    start(demo::Wire::ManagedAgents);
    Conversation *conversation = newSession(QStringLiteral("Denial"));
    QVERIFY(conversation);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    conversation->sendMessage(QStringLiteral("Please deploy it"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation->turn(), Turn::WaitsForYou, patience);
    const QString id = conversation->pendingCalls()[0].id;
    QVERIFY(conversation->deny(id, QStringLiteral("not on a Friday")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QCOMPARE(call(conversation, id)->state, CallState::Denied);
    QCOMPARE(call(conversation, id)->denyReason, QByteArray("not on a Friday"));
}

void TestConversationContract::aCustomToolTakesAResult()
{
    start(demo::Wire::ManagedAgents);
    Conversation *conversation = newSession(QStringLiteral("Custom"));
    QVERIFY(conversation);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    conversation->sendMessage(QStringLiteral("Look at the ticket"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation->turn(), Turn::WaitsForYou, patience);
    const auto waiting = conversation->pendingCalls()[0];
    QCOMPARE(waiting.asks, Conversation::PendingCall::Asks::Result);
    QVERIFY(conversation->giveResult(waiting.id, QStringLiteral("The ticket is open.")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QCOMPARE(call(conversation, waiting.id)->state, CallState::Done);
    QCOMPARE(call(conversation, waiting.id)->result, QByteArray("The ticket is open."));
}

void TestConversationContract::aFailingModelIsToldAsAFailedTurn()
{
    start(demo::Wire::ManagedAgents);
    Conversation *conversation = newSession(QStringLiteral("Failing"));
    QVERIFY(conversation);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    conversation->sendMessage(QStringLiteral("overload"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QCOMPARE(finished[0][0].toBool(), true);
    QVERIFY(!conversation->sendingRefused()); // a new message starts afresh
    conversation->sendMessage(QStringLiteral("Hello"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patience);
    QCOMPARE(finished[1][0].toBool(), false);
    conversation->sendMessage(QStringLiteral("crash"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation->turn(), Turn::Terminated, patience);
    QVERIFY(conversation->sendingRefused().has_value());
}

void TestConversationContract::anEndlessCallIsInterrupted()
{
    start(demo::Wire::ManagedAgents);
    Conversation *conversation = newSession(QStringLiteral("Endless"));
    QVERIFY(conversation);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    conversation->sendMessage(QStringLiteral("keep running"));
    QTRY_VERIFY_WITH_TIMEOUT(conversation->turn() == Turn::Running && conversation->transcript()->rowCount() >= 2, patience);
    conversation->interrupt();
    QVERIFY(conversation->isInterrupting());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY(!conversation->isInterrupting());
    QCOMPARE(conversation->turn(), Turn::Idle);
}

void TestConversationContract::theTranscriptIsTheSameWhenOpenedAgain()
{
    start(demo::Wire::ManagedAgents);
    Conversation *conversation = newSession(QStringLiteral("Twice"));
    QVERIFY(conversation);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    for (const auto *text : {"Hello", "Run the tests with bash", "think about it", "Show me markdown"}) {
        const auto before = finished.size();
        conversation->sendMessage(QLatin1String(text));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), before + 1, patience);
    }
    const QStringList live = digest(conversation);
    QVERIFY(live.size() > 8);
    const Record session = conversation->session();
    m_workspace->closeConversation(session.id());
    Conversation *again = m_workspace->conversation(session);
    QTRY_VERIFY_WITH_TIMEOUT(again->isLoaded(), patience);
    QCOMPARE(digest(again), live);
    QCOMPARE(again->turn(), Turn::Idle);
}

void TestConversationContract::messagesOfARunningTurnWaitTheirTurn()
{
    start(demo::Wire::ManagedAgents, 10);
    Conversation *conversation = newSession(QStringLiteral("Queue"));
    QVERIFY(conversation);
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    conversation->sendMessage(QStringLiteral("Show me markdown"));
    conversation->sendMessage(QStringLiteral("and then this"));
    conversation->sendMessage(QStringLiteral("and that"));
    QTRY_VERIFY_WITH_TIMEOUT(!conversation->turnRunning() && texts(conversation, transcript::Row::Kind::Agent).size() >= 3, patience);
    QCOMPARE(texts(conversation, transcript::Row::Kind::User), (QByteArrayList{"Show me markdown", "and then this", "and that"}));
}

void TestConversationContract::aStaleEditIsMerged_data()
{
    createsASessionAndChats_data();
}

void TestConversationContract::aStaleEditIsMerged()
{
    QFETCH(int, wire);
    start(demo::Wire(wire));
    ResourceListModel *agents = read("agents");
    QVERIFY(agents && agents->rowCount() > 0);
    const Record agent = agents->index(0, 0).data(ResourceListModel::RecordRole).value<Record>();
    const QString id = agent.id();
    const auto save = [&](const std::function<void(ResourceDraft &)> &edit) {
        ResourceDraft *draft = m_workspace->draft("agents", agent, this); // every one begins with the first version
        QSignalSpy saved(draft, &ResourceDraft::saved);
        QSignalSpy failed(draft, &ResourceDraft::failed);
        edit(*draft);
        draft->submit();
        (void)QTest::qWaitFor([&] { return !saved.isEmpty() || !failed.isEmpty() || draft->state() == ResourceDraft::State::Conflicting; }, patience);
        return draft;
    };
    QCOMPARE(save([](ResourceDraft &draft) { draft.setText("name", QStringLiteral("Renamed")); })->state(), ResourceDraft::State::Saved);
    QCOMPARE(agents->record(id)->string("name"), QStringLiteral("Renamed"));

    ResourceDraft *other = save([](ResourceDraft &draft) { draft.setText("system", QStringLiteral("You are new.")); });
    QCOMPARE(other->state(), ResourceDraft::State::Saved);
    QCOMPARE(agents->record(id)->string("name"), QStringLiteral("Renamed"));
    QCOMPARE(agents->record(id)->string("system"), QStringLiteral("You are new."));

    ResourceDraft *clash = save([](ResourceDraft &draft) { draft.setText("name", QStringLiteral("Mine")); });
    QCOMPARE(clash->state(), ResourceDraft::State::Conflicting);
    QCOMPARE(clash->conflicts().size(), 1u);
    QCOMPARE(clash->conflicts()[0].theirs, Json("Renamed"));
    clash->resolve(0, ResourceDraft::Side::Mine);
    clash->submit();
    QTRY_COMPARE_WITH_TIMEOUT(clash->state(), ResourceDraft::State::Saved, patience);
    QCOMPARE(agents->record(id)->string("name"), QStringLiteral("Mine"));
}

void TestConversationContract::aWrongKeyIsToldOnce()
{
    start(demo::Wire::ManagedAgents);
    Conversation *good = newSession(QStringLiteral("Key"));
    QVERIFY(good);
    const Record session = good->session();
    m_workspace = workspace("wrong-key-0123456789");
    QSignalSpy refused(m_workspace.get(), &Workspace::keyRefusedChanged);
    Conversation *conversation = m_workspace->conversation(session);
    m_workspace->list("agents")->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->keyRefused().has_value(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->list("agents")->state(), ResourceListModel::State::Failed, patience);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(conversation->feedStatus().state, api::FeedStatus::State::Failed);

    m_workspace->reconnect(backends::makeClient(m_workspace->profile(), m_server->key(), &m_clock, nullptr));
    QTRY_VERIFY_WITH_TIMEOUT(conversation->isLoaded(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->list("agents")->state(), ResourceListModel::State::Ready, patience);
    QVERIFY(conversation->sendMessage(QStringLiteral("Hello again")));
    QSignalSpy finished(conversation, &Conversation::turnFinished);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
}

QTEST_GUILESS_MAIN(TestConversationContract)

#include "tst_conversation.moc"
