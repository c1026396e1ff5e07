#include "models/conversation.h"
#include "models/transcriptmodel.h"
#include "store/database.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QTemporaryDir>

using namespace std::chrono_literals;
using api::Attachment;
using base::Error;
using models::Conversation;
using transcript::Delivery;
using test::take;

namespace {

const QString profile = QStringLiteral("profile");

Attachment pdf(int bytes)
{
    return {Attachment::Kind::Document, QStringLiteral("brief.pdf"), QStringLiteral("application/pdf"), QByteArray(bytes, 'x'), {}};
}

api::Event userMessage(const char *identity, const char *text)
{
    api::Event event;
    event.kind = api::EventKind::UserMessage;
    event.identity = QLatin1String(identity);
    event.at = QDateTime(QDate(2026, 11, 20), QTime(9, 1), Qt::UTC);
    event.content.push_back({api::ContentBlock::Kind::Text, text, {}, {}});
    return event;
}

} // namespace

//! Messages on their way, as the transcript shows them, and what the user can do with each.
class TestSentMessages : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void filesGoWithTheMessageAndComeBackWithIt();
    void anUploadedFileThatCameBackIsNotUploadedAgain();
    void progressIsShownAndEndsWithTheSending();
    void aStoppedMessageStaysAndIsNoFailure();
    void editingStopsWhatIsUnderWay();
    void editingLooksWhetherItArrived_data();
    void editingLooksWhetherItArrived();
    void editingOfflineLeavesItWhereItIs();
    void whatIsGivenBackIsOnDiskBeforeItIsForgotten();
    void aDiscardedMessageIsGone();
    void whatTheServerHasIsLeftAlone();

private:
    const transcript::Row &row(int index) const { return m_conversation->transcript()->row(index); }
    int rows() const { return m_conversation->transcript()->rowCount(); }
    quint64 key() const { return row(rows() - 1).key; }
    void send(const char *text, const std::vector<Attachment> &files = {}) { m_conversation->sendMessage(QString::fromUtf8(text), files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Drafts> m_drafts;
    std::unique_ptr<store::Outbox> m_outbox;
    std::unique_ptr<Conversation> m_conversation;
};

void TestSentMessages::init()
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
    m_client->facts.attachments.documentTypes = {QStringLiteral("application/pdf")};
    m_client->facts.attachments.uploads = true;
    m_client->facts.attachments.uploadFrom = 1000;
    m_clock = std::make_unique<test::FakeClock>();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("a.db")));
    m_drafts = std::make_unique<store::Drafts>(m_database.get(), m_clock.get());
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), m_clock.get());
    const base::Record session(base::Json{{"id", "sesn_1"}, {"title", "A session"}, {"status", "idle"}});
    m_conversation = std::make_unique<Conversation>(m_client.get(), Conversation::Stores{m_drafts.get(), m_outbox.get()}, m_clock.get(), profile, session);
    m_conversation->open();
    QTRY_COMPARE(m_client->feeds.size(), 1u);
    Q_EMIT m_client->feeds.back()->backFilled();
}

void TestSentMessages::cleanup()
{
    m_conversation.reset();
    m_client.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_database.reset();
}

void TestSentMessages::filesGoWithTheMessageAndComeBackWithIt()
{
    m_conversation->setDraft(QStringLiteral("look"), 4);
    m_conversation->setDraftFiles({pdf(500)});
    send("look", m_conversation->draftFiles());
    QCOMPARE(row(0).attachments.size(), 1u);
    QCOMPARE(row(0).attachments[0].text, QByteArray("brief.pdf"));
    QVERIFY(m_conversation->draftText().isEmpty() && m_conversation->draftFiles().empty());
    auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].attachments[0].bytes, QByteArray(500, 'x'));
    asked.answer(Error::of(Error::Kind::Invalid));
    QTRY_COMPARE(row(0).delivery, Delivery::Failed);

    m_conversation->setDraft(QStringLiteral("next"), 4);
    m_conversation->setDraftFiles({pdf(7)});
    m_conversation->editUnsent(key());
    QCOMPARE(rows(), 0);
    QCOMPARE(m_conversation->draftText(), QStringLiteral("look\nnext"));
    QCOMPARE(m_conversation->draftFiles().size(), 2u); // nothing of what stood there is lost
    QCOMPARE(m_conversation->draftFiles()[0].bytes.size(), 500);
    QCOMPARE(m_conversation->draftFiles()[1].bytes.size(), 7);
}

void TestSentMessages::anUploadedFileThatCameBackIsNotUploadedAgain()
{
    send("look", {pdf(1000)});
    take(m_client->uploads).answer(QStringLiteral("file_1"));
    take(m_client->sends).answer(Error::of(Error::Kind::Overloaded));
    QTRY_COMPARE(row(0).delivery, Delivery::Failed);
    m_conversation->editUnsent(key());
    send("look here", m_conversation->draftFiles());
    QCOMPARE(take(m_client->sends).outgoing[0].attachments[0].fileId, QStringLiteral("file_1"));
    QVERIFY(m_client->uploads.empty());
}

void TestSentMessages::progressIsShownAndEndsWithTheSending()
{
    send("look", {pdf(400'000)});
    auto upload = take(m_client->uploads);
    upload.progress(100'000, 400'300);
    QCOMPARE(row(0).sentBytes, 100'000);
    QCOMPARE(row(0).allBytes, 400'004);
    QCOMPARE(row(0).delivery, Delivery::Pending);
    upload.answer(QStringLiteral("file_1"));
    take(m_client->sends).answer(Error::of(Error::Kind::RateLimited));
    QTRY_COMPARE(row(0).delivery, Delivery::Failed);
    QCOMPARE(row(0).allBytes, 0);
}

void TestSentMessages::aStoppedMessageStaysAndIsNoFailure()
{
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    send("not so fast", {pdf(1000)});
    auto upload = take(m_client->uploads);
    m_conversation->cancelSending(key());
    QCOMPARE(row(0).delivery, Delivery::Withdrawn);
    QVERIFY(row(0).isUnsent());
    QTRY_VERIFY(!upload.job);
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());
    QCOMPARE(failed.size(), 0);
    QCOMPARE(row(0).text, QByteArray("not so fast"));
    m_conversation->resend(key());
    QCOMPARE(row(0).delivery, Delivery::Pending);
    take(m_client->uploads).answer(QStringLiteral("file_1"));
    api::Event arrived = userMessage("e1", "not so fast");
    arrived.content.insert(arrived.content.begin(), {api::ContentBlock::Kind::Document, "brief.pdf", {}, {}});
    take(m_client->sends).answer(api::Events{arrived});
    QTRY_COMPARE(row(0).delivery, Delivery::None);
    QCOMPARE(rows(), 1);
}

void TestSentMessages::editingStopsWhatIsUnderWay()
{
    m_conversation->setDraft(QStringLiteral("later"), 5);
    send("first");
    auto asked = take(m_client->sends);
    m_conversation->editUnsent(key());
    QCOMPARE(rows(), 0);
    QCOMPARE(m_conversation->draftText(), QStringLiteral("first\nlater"));
    QTRY_VERIFY(!asked.job);
    test::letThingsHappen();
    QVERIFY(m_client->histories.empty()); // nothing had left: there is nothing to look for
}

void TestSentMessages::editingLooksWhetherItArrived_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("arrived") << true;
    QTest::newRow("did not") << false;
}

void TestSentMessages::editingLooksWhetherItArrived()
{
    QFETCH(bool, arrived);
    QSignalSpy meanwhile(m_conversation.get(), &Conversation::arrivedMeanwhile);
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    send("first");
    auto asked = take(m_client->sends);
    asked.progress(0, 60);
    m_clock->advance(10s); // long enough for it to be in the history
    m_conversation->editUnsent(key());
    QCOMPARE(row(0).delivery, Delivery::Unknown);
    QVERIFY(m_conversation->draftText().isEmpty());
    take(m_client->histories).answer(arrived ? api::Events{userMessage("e1", "first")} : api::Events());
    if (arrived) {
        QTRY_COMPARE(meanwhile.size(), 1);
        QCOMPARE(rows(), 1);
        QCOMPARE(row(0).delivery, Delivery::None);
        QVERIFY(m_conversation->draftText().isEmpty());
    } else {
        QTRY_COMPARE(rows(), 0);
        QCOMPARE(m_conversation->draftText(), QStringLiteral("first"));
        QCOMPARE(meanwhile.size(), 0);
    }
    QCOMPARE(failed.size(), 0);
    QVERIFY(m_client->sends.empty());
}

void TestSentMessages::editingOfflineLeavesItWhereItIs()
{
    QSignalSpy failed(m_conversation.get(), &Conversation::sendFailed);
    send("first");
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(row(0).delivery, Delivery::Unknown);
    m_conversation->editUnsent(key());
    take(m_client->histories).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(row(0).delivery, Delivery::Unknown);
    QVERIFY(m_conversation->draftText().isEmpty());
    // What is found out later is shown, and moves nothing that nobody asks for any more.
    m_clock->advance(30s);
    take(m_client->histories).answer(api::Events{});
    QTRY_COMPARE(row(0).delivery, Delivery::Failed);
    QVERIFY(m_conversation->draftText().isEmpty());
}

void TestSentMessages::whatIsGivenBackIsOnDiskBeforeItIsForgotten()
{
    send("precious", {pdf(10)});
    take(m_client->sends).answer(Error::of(Error::Kind::Invalid));
    QTRY_COMPARE(row(0).delivery, Delivery::Failed);
    m_conversation->editUnsent(key());
    // Without a tick of the clock: the draft is written first, then the row goes.
    std::optional<store::Draft> draft;
    std::optional<std::vector<store::OutboxRow>> left;
    test::FakeClock clock;
    store::Drafts fresh(m_database.get(), &clock);
    fresh.load(&fresh, profile, QStringLiteral("sesn_1"))->then(&fresh, [&](const auto &result) { draft = *result; });
    m_outbox->unsettled(this, profile, QStringLiteral("sesn_1"))->then(this, [&](const auto &result) { left = *result; });
    QTRY_VERIFY(draft && left);
    QCOMPARE(draft->text, QStringLiteral("precious"));
    QCOMPARE(draft->files.size(), 1u);
    QVERIFY(left->empty());
}

void TestSentMessages::aDiscardedMessageIsGone()
{
    send("one");
    take(m_client->sends).answer(Error::of(Error::Kind::Invalid));
    QTRY_COMPARE(row(0).delivery, Delivery::Failed);
    m_conversation->discard(key());
    QCOMPARE(rows(), 0);
    QVERIFY(m_conversation->draftText().isEmpty());
}

void TestSentMessages::whatTheServerHasIsLeftAlone()
{
    send("one");
    take(m_client->sends).answer(api::Events{});
    QTRY_COMPARE(row(0).delivery, Delivery::Sent);
    const quint64 it = key();
    m_conversation->cancelSending(it);
    m_conversation->editUnsent(it);
    m_conversation->discard(it);
    m_conversation->resend(it);
    test::letThingsHappen();
    QCOMPARE(rows(), 1);
    QCOMPARE(row(0).delivery, Delivery::Sent);
    QVERIFY(m_client->sends.empty() && m_conversation->draftText().isEmpty());
}

QTEST_GUILESS_MAIN(TestSentMessages)
#include "tst_sentmessages.moc"
