#include "store/database.h"
#include "sync/sender.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QTemporaryDir>

using namespace std::chrono_literals;
using api::Attachment;
using api::Outgoing;
using base::Error;
using State = store::OutboxRow::State;
using syncing::Sender;
using test::take;

namespace {

const QString profile = QStringLiteral("profile");
const QString session = QStringLiteral("sesn_1");

Outgoing message(const char *text, int files = 0)
{
    Outgoing outgoing;
    outgoing.text = QString::fromUtf8(text);
    for (int i = 0; i < files; ++i)
        outgoing.attachments.push_back({Attachment::Kind::Document, QStringLiteral("%1.pdf").arg(i), QStringLiteral("application/pdf"), QByteArray(2000, 'x'), {}});
    return outgoing;
}

api::Event userMessage(const char *identity, const char *text)
{
    api::Event event;
    event.kind = api::EventKind::UserMessage;
    event.identity = QLatin1String(identity);
    event.content.push_back({api::ContentBlock::Kind::Text, text, {}, {}});
    return event;
}

} // namespace

//! Messages that the user stops while they are under way, and files that are at the server when a message is not.
class TestStopping : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatHasNotLeftIsNotSent();
    void whatMayHaveLeftIsLookedFor_data();
    void whatMayHaveLeftIsLookedFor();
    void whatWaitsIsTakenOutOfTheLine();
    void whatFollowsGoesOn();
    void whatIsNotUnderWayIsLeftAlone();
    void anUploadedFileIsUsedAgain();
    void anUploadedFileIsUsedAgainByTheNextRun();
    void aFileThatIsGoneIsUploadedAgain();
    void aNewConnectionTakesOver();
    void settlingTellsWhenItDoesNotWork();

private:
    void start();
    State stateOf(const QString &ref) const { return m_rows.value(ref).state; }
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
    QHash<QString, store::OutboxRow> m_rows;
};

void TestStopping::init()
{
    TestBase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<test::FakeClient>();
    m_client->facts.attachments.uploads = true;
    m_client->facts.attachments.uploadFrom = 1000;
    m_clock = std::make_unique<test::FakeClock>();
    m_database = std::make_unique<store::Database>(m_folder->filePath(QStringLiteral("a.db")));
    m_outbox = std::make_unique<store::Outbox>(m_database.get(), m_clock.get());
    start();
    m_sender->historyRead();
}

void TestStopping::start()
{
    m_rows.clear();
    m_sender = std::make_unique<Sender>(m_client.get(), m_outbox.get(), m_clock.get(), profile, session);
    connect(m_sender.get(), &Sender::changed, this, [this](const store::OutboxRow &row) { m_rows.insert(row.ref(), row); });
}

void TestStopping::cleanup()
{
    m_sender.reset();
    m_client.reset();
    m_outbox.reset();
    m_database.reset();
}

void TestStopping::whatHasNotLeftIsNotSent()
{
    const QString early = m_sender->send(message("not on disk yet"));
    m_sender->cancel(early);
    QCOMPARE(stateOf(early), State::Failed);
    QVERIFY(m_rows.value(early).isWithdrawn());
    QTRY_COMPARE(onDisk().size(), std::size_t(1));
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty());

    const QString connecting = m_sender->send(message("connecting"));
    auto asked = take(m_client->sends);
    m_sender->cancel(connecting);
    QCOMPARE(stateOf(connecting), State::Failed);
    QTRY_VERIFY(!asked.job);
    asked.answer(api::Events{userMessage("e1", "connecting")}); // too late
    test::letThingsHappen();
    QCOMPARE(stateOf(connecting), State::Failed);
    QVERIFY(onDisk().back().isWithdrawn()); // and after a restart as well

    m_sender->resend(connecting); // it was meant after all
    take(m_client->sends).answer(api::Events{userMessage("e2", "connecting")});
    QTRY_COMPARE(stateOf(connecting), State::Confirmed);
}

void TestStopping::whatMayHaveLeftIsLookedFor_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("arrived") << true;
    QTest::newRow("did not") << false;
}

void TestStopping::whatMayHaveLeftIsLookedFor()
{
    QFETCH(bool, arrived);
    const QString ref = m_sender->send(message("hello"));
    auto asked = take(m_client->sends);
    asked.progress(0, 40); // the first byte is about to leave
    m_sender->cancel(ref);
    QCOMPARE(stateOf(ref), State::Unknown);
    QTRY_VERIFY(!asked.job);
    const api::Events history = arrived ? api::Events{userMessage("e1", "hello")} : api::Events();
    m_clock->advance(1500ms);
    take(m_client->histories).answer(history);
    if (arrived) {
        QTRY_COMPARE(stateOf(ref), State::Confirmed);
    } else {
        QTRY_COMPARE(m_clock->pending(), 1);
        QCOMPARE(stateOf(ref), State::Unknown);
        m_clock->advance(4s);
        take(m_client->histories).answer(history);
        QTRY_COMPARE(stateOf(ref), State::Failed);
        QVERIFY(m_rows.value(ref).isWithdrawn());
    }
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty()); // never twice
}

void TestStopping::whatWaitsIsTakenOutOfTheLine()
{
    const QString one = m_sender->send(message("one"));
    const QString two = m_sender->send(message("two"));
    const QString three = m_sender->send(message("three"));
    auto first = take(m_client->sends);
    QCOMPARE(onDisk().size(), std::size_t(3)); // all wait for their turn
    m_sender->cancel(two);
    QCOMPARE(stateOf(two), State::Failed);
    first.answer(api::Events{userMessage("e1", "one")});
    QCOMPARE(take(m_client->sends).outgoing[0].text, QStringLiteral("three"));
    QCOMPARE(stateOf(one), State::Confirmed);
    QCOMPARE(stateOf(three), State::Pending);
}

void TestStopping::whatFollowsGoesOn()
{
    const QString one = m_sender->send(message("one"));
    const QString two = m_sender->send(message("two"));
    auto first = take(m_client->sends);
    QCOMPARE(onDisk().size(), std::size_t(2));
    m_sender->cancel(one);
    QCOMPARE(take(m_client->sends).outgoing[0].text, QStringLiteral("two"));
    QCOMPARE(stateOf(two), State::Pending);
}

void TestStopping::whatIsNotUnderWayIsLeftAlone()
{
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(api::Events{});
    QTRY_COMPARE(stateOf(ref), State::Sent);
    m_sender->cancel(ref);
    m_sender->cancel(QStringLiteral("nobody"));
    QCOMPARE(stateOf(ref), State::Sent);
}

void TestStopping::anUploadedFileIsUsedAgain()
{
    const QString ref = m_sender->send(message("two files", 2));
    take(m_client->uploads).answer(QStringLiteral("file_0"));
    auto second = take(m_client->uploads);
    second.progress(500, 2000);
    m_sender->cancel(ref);
    QCOMPARE(stateOf(ref), State::Failed); // of the message nothing has left
    QVERIFY(m_rows.value(ref).isWithdrawn());
    QTRY_VERIFY(!second.job);

    m_sender->resend(ref);
    auto again = take(m_client->uploads);
    QCOMPARE(again.file.name, QStringLiteral("1.pdf"));
    again.answer(QStringLiteral("file_1"));
    auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].attachments[0].fileId, QStringLiteral("file_0"));
    QCOMPARE(asked.outgoing[0].attachments[1].fileId, QStringLiteral("file_1"));
    asked.answer(Error::of(Error::Kind::Overloaded));
    QTRY_COMPARE(stateOf(ref), State::Failed);
    QVERIFY(!m_rows.value(ref).isWithdrawn());
    m_sender->resend(ref);
    QCOMPARE(take(m_client->sends).outgoing[0].attachments[1].fileId, QStringLiteral("file_1"));
    QVERIFY(m_client->uploads.empty());
}

void TestStopping::anUploadedFileIsUsedAgainByTheNextRun()
{
    const QString ref = m_sender->send(message("a file", 1));
    take(m_client->uploads).answer(QStringLiteral("file_0"));
    take(m_client->sends).answer(Error::of(Error::Kind::RateLimited));
    QTRY_COMPARE(stateOf(ref), State::Failed);
    QCOMPARE(onDisk()[0].outgoing.attachments[0].fileId, QStringLiteral("file_0"));
    start();
    m_sender->load();
    QTRY_COMPARE(stateOf(ref), State::Failed);
    m_sender->resend(ref);
    QCOMPARE(take(m_client->sends).outgoing[0].attachments[0].fileId, QStringLiteral("file_0"));
    QVERIFY(m_client->uploads.empty());
}

void TestStopping::aFileThatIsGoneIsUploadedAgain()
{
    const QString ref = m_sender->send(message("two files", 2));
    take(m_client->uploads).answer(QStringLiteral("file_0"));
    take(m_client->uploads).answer(QStringLiteral("file_1"));
    Error gone = Error::of(Error::Kind::Invalid);
    gone.serverMessage = QStringLiteral("File not found: file_1");
    take(m_client->sends).answer(gone);
    QTRY_COMPARE(stateOf(ref), State::Failed);
    m_sender->resend(ref);
    auto again = take(m_client->uploads);
    QCOMPARE(again.file.name, QStringLiteral("1.pdf"));
    again.answer(QStringLiteral("file_2"));
    const auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].attachments[0].fileId, QStringLiteral("file_0"));
    QCOMPARE(asked.outgoing[0].attachments[1].fileId, QStringLiteral("file_2"));
}

void TestStopping::aNewConnectionTakesOver()
{
    const QString ref = m_sender->send(message("a file", 1));
    auto upload = take(m_client->uploads);
    auto next = std::make_unique<test::FakeClient>();
    next->facts = m_client->facts;
    m_sender->setClient(next.get());
    QTRY_VERIFY(!upload.job);
    take(next->uploads).answer(QStringLiteral("file_0"));
    auto sending = take(next->sends);
    QVERIFY(m_client->sends.empty());

    // What the connection had on its way when it was replaced may have arrived.
    m_client = std::make_unique<test::FakeClient>();
    m_sender->setClient(m_client.get());
    QCOMPARE(stateOf(ref), State::Unknown);
    m_clock->advance(1500ms);
    api::Event arrived = userMessage("e1", "a file");
    arrived.content.insert(arrived.content.begin(), {api::ContentBlock::Kind::Document, "0.pdf", {}, {}});
    take(m_client->histories).answer(api::Events{arrived});
    QTRY_COMPARE(stateOf(ref), State::Confirmed);
    QVERIFY(m_client->sends.empty());
}

void TestStopping::settlingTellsWhenItDoesNotWork()
{
    const QString ref = m_sender->send(message("hello"));
    take(m_client->sends).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(stateOf(ref), State::Unknown);
    QSignalSpy failed(m_sender.get(), &Sender::lookFailed);
    m_sender->settle(ref);
    take(m_client->histories).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(failed.size(), 1);
    m_clock->advance(30s); // by itself: nobody is told again
    take(m_client->histories).answer(Error::of(Error::Kind::Network));
    test::letThingsHappen();
    QCOMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(TestStopping)
#include "tst_stopping.moc"
