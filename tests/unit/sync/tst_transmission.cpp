#include "sync/transmission.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

using namespace std::chrono_literals;
using api::Attachment;
using api::Outgoing;
using base::Error;
using syncing::Transmission;
using test::take;

//! One try to send a message: which files go first, in what order, how far it is, and that stopping it stops it.
class TestTransmission : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_sent.reset(); }

    void smallFilesTravelInside();
    void documentsGoFirstAndAreNamed();
    void whatIsTooMuchForOneRequestIsUploaded();
    void whatIsThereIsNotUploadedAgain();
    void aServerWithoutAPlaceForFilesGetsThemInside();
    void anUploadThatFailsSendsNothing();
    void stoppedWhileUploadingNothingIsSent();
    void progressCountsFilesAndMessage();
    void aSmallOneSpeaksOnlyWhenItIsSlow();
    void aClientThatGoesEndsIt();

private:
    static Attachment file(Attachment::Kind kind, int bytes, const char *name = "a") { return {kind, QLatin1String(name), {}, QByteArray(bytes, 'x'), {}}; }
    void begin(std::vector<Attachment> files);
    std::vector<int> places(const std::vector<Attachment> &files) const
    {
        Outgoing message;
        message.attachments = files;
        return Transmission::toUpload(message, m_client->facts.attachments);
    }

    std::unique_ptr<test::FakeClient> m_client;
    test::FakeClock m_clock;
    std::unique_ptr<Transmission> m_sent;
    std::optional<base::Result<api::Events>> m_result;
    std::vector<std::pair<qint64, qint64>> m_progress;
    QStringList m_ids;
};

void TestTransmission::init()
{
    TestBase::init();
    m_client = std::make_unique<test::FakeClient>();
    m_client->facts.attachments.uploads = true;
    m_client->facts.attachments.uploadFrom = 1000;
    m_client->facts.attachments.maxInsideBytes = 5000;
    m_result.reset();
    m_progress.clear();
    m_ids.clear();
}

void TestTransmission::begin(std::vector<Attachment> files)
{
    Outgoing message;
    message.text = QStringLiteral("words");
    message.attachments = std::move(files);
    m_sent = std::make_unique<Transmission>(m_client.get(), &m_clock, QStringLiteral("sesn_1"), message, nullptr);
    connect(m_sent.get(), &Transmission::done, this, [this](const auto &result) { m_result.emplace(result); });
    connect(m_sent.get(), &Transmission::progressed, this, [this](qint64 sent, qint64 all) { m_progress.emplace_back(sent, all); });
    connect(m_sent.get(), &Transmission::uploaded, this, [this](int place, const QString &id) { m_ids += QString::number(place) + id; });
    m_sent->start();
}

void TestTransmission::smallFilesTravelInside()
{
    const auto files = {file(Attachment::Kind::Image, 4000), file(Attachment::Kind::Document, 999)};
    QVERIFY(places(files).empty());
    begin(files);
    auto asked = take(m_client->sends);
    QVERIFY(m_client->uploads.empty());
    QVERIFY(m_sent->isSending());
    QVERIFY(asked.outgoing[0].attachments[0].fileId.isEmpty());
    asked.answer(api::Events{});
    QTRY_VERIFY(m_result);
    QVERIFY(m_result->ok());
}

void TestTransmission::documentsGoFirstAndAreNamed()
{
    begin({file(Attachment::Kind::Document, 1000, "one"), file(Attachment::Kind::Image, 1000), file(Attachment::Kind::Document, 2000, "two")});
    auto first = take(m_client->uploads);
    QCOMPARE(first.file.name, QStringLiteral("one"));
    QVERIFY(!m_sent->isSending());
    test::letThingsHappen();
    QVERIFY(m_client->uploads.empty()); // one after another
    first.answer(QStringLiteral("file_1"));
    auto second = take(m_client->uploads);
    QCOMPARE(second.file.name, QStringLiteral("two"));
    QVERIFY(m_client->sends.empty());
    second.answer(QStringLiteral("file_2"));
    const auto asked = take(m_client->sends);
    QCOMPARE(asked.outgoing[0].attachments[0].fileId, QStringLiteral("file_1"));
    QVERIFY(asked.outgoing[0].attachments[1].fileId.isEmpty());
    QCOMPARE(asked.outgoing[0].attachments[2].fileId, QStringLiteral("file_2"));
    QCOMPARE(m_ids, (QStringList{QStringLiteral("0file_1"), QStringLiteral("2file_2")}));
}

void TestTransmission::whatIsTooMuchForOneRequestIsUploaded()
{
    using Kind = Attachment::Kind;
    QCOMPARE(places({file(Kind::Image, 2000), file(Kind::Image, 3000), file(Kind::Image, 1000)}), std::vector<int>{1}); // the largest, until the rest fits
    QCOMPARE(places({file(Kind::Image, 3000), file(Kind::Image, 4000), file(Kind::Image, 3000)}), (std::vector<int>{1, 2}));
    m_client->facts.attachments.uploads = false;
    QVERIFY(places({file(Kind::Image, 4000), file(Kind::Document, 4000)}).empty());
}

void TestTransmission::whatIsThereIsNotUploadedAgain()
{
    Attachment there = file(Attachment::Kind::Document, 4000);
    there.fileId = QStringLiteral("file_1");
    QVERIFY(places({there, file(Attachment::Kind::Image, 5000)}).empty()); // nor does it count among what travels inside
    begin({there});
    QCOMPARE(take(m_client->sends).outgoing[0].attachments[0].fileId, QStringLiteral("file_1"));
    QVERIFY(m_client->uploads.empty());
}

void TestTransmission::aServerWithoutAPlaceForFilesGetsThemInside()
{
    begin({file(Attachment::Kind::Document, 4000)});
    take(m_client->uploads).answer(Error::of(Error::Kind::NotFound));
    QVERIFY(take(m_client->sends).outgoing[0].attachments[0].fileId.isEmpty());

    begin({file(Attachment::Kind::Document, 6000)}); // more than one request may have
    take(m_client->uploads).answer(Error::of(Error::Kind::NotFound));
    QTRY_VERIFY(m_result);
    QCOMPARE(m_result->error().kind, Error::Kind::NotFound);
    QVERIFY(m_client->sends.empty());
}

void TestTransmission::anUploadThatFailsSendsNothing()
{
    begin({file(Attachment::Kind::Document, 1000), file(Attachment::Kind::Document, 1000)});
    take(m_client->uploads).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_VERIFY(m_result);
    QCOMPARE(m_result->error().kind, Error::Kind::Network); // of the message everything is known
    QVERIFY(!m_sent->isSending());
    test::letThingsHappen();
    QVERIFY(m_client->sends.empty() && m_client->uploads.empty());
}

void TestTransmission::stoppedWhileUploadingNothingIsSent()
{
    begin({file(Attachment::Kind::Document, 1000)});
    auto upload = take(m_client->uploads);
    m_sent->stop();
    QTRY_VERIFY(!upload.job); // the request is dropped
    test::letThingsHappen();
    QVERIFY(!m_result);
    QVERIFY(m_client->sends.empty());

    begin({});
    auto sending = take(m_client->sends);
    m_sent->stop();
    QTRY_VERIFY(!sending.job);
    QVERIFY(!m_result);
}

void TestTransmission::progressCountsFilesAndMessage()
{
    m_client->facts.attachments.maxInsideBytes = 1'000'000;
    begin({file(Attachment::Kind::Document, 300'000), file(Attachment::Kind::Image, 90'000)});
    const qint64 guess = 300'000 + 120'000 + 5;
    auto upload = take(m_client->uploads);
    upload.progress(0, 300'200);
    QCOMPARE(m_progress, (std::vector<std::pair<qint64, qint64>>{{0, guess}}));
    upload.progress(100'000, 300'200); // too soon to be told
    m_clock.advance(100ms);
    upload.progress(150'000, 300'200);
    QCOMPARE(m_progress.back(), std::make_pair(qint64(150'000), guess));
    QVERIFY(!m_sent->hasLeft()); // only a file
    upload.answer(QStringLiteral("file_1"));
    auto sending = take(m_client->sends);
    QVERIFY(!m_sent->hasLeft());
    m_clock.advance(100ms);
    sending.progress(0, 120'400);
    QVERIFY(m_sent->hasLeft());
    QCOMPARE(m_progress.back(), std::make_pair(qint64(300'000), qint64(420'400)));
    sending.progress(120'400, 120'400); // its end is always told
    QCOMPARE(m_progress.back(), std::make_pair(qint64(420'400), qint64(420'400)));
    QCOMPARE(m_progress.size(), std::size_t(4));
}

void TestTransmission::aSmallOneSpeaksOnlyWhenItIsSlow()
{
    begin({});
    auto sending = take(m_client->sends);
    sending.progress(0, 40);
    QVERIFY(m_progress.empty());
    m_clock.advance(1s);
    QCOMPARE(m_progress, (std::vector<std::pair<qint64, qint64>>{{0, 40}}));
}

void TestTransmission::aClientThatGoesEndsIt()
{
    begin({file(Attachment::Kind::Document, 1000)});
    auto upload = take(m_client->uploads);
    m_client.reset();
    upload.answer(QStringLiteral("file_1"));
    QTRY_VERIFY(m_result);
    QVERIFY(m_result->error().isCancelled());
}

QTEST_GUILESS_MAIN(TestTransmission)
#include "tst_transmission.moc"
