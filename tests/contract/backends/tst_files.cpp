#include "tests/contract/backends/platformbench.h"
#include "tests/support/testbase.h"

using api::Attachment;
using api::ContentBlock;
using api::Outgoing;
using api::Platform;

//! Messages with files on both wires: what goes out, byte for byte, how often, and how it comes back.
class TestFiles : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void filesGoInsideTheMessage_data() { platforms(); }
    void filesGoInsideTheMessage();
    void aMessageOfPicturesAloneHasNoEmptyText_data() { platforms(); }
    void aMessageOfPicturesAloneHasNoEmptyText();
    void megabytesGoOutWhole_data() { platforms(); }
    void megabytesGoOutWhole();
    void anUploadedFileIsNamedInTheMessage();
    void namesThatNoServerTakesAreMadeOnesThatItDoes();
    void aFileThatIsNotThereIsRefused();
    void whereFilesCannotBeUploadedThatIsSaid();
    void traitsTellTheLimits_data() { platforms(); }
    void traitsTellTheLimits();

private:
    static void platforms();
    //! The one event.
    static api::Event sent(test::Talk &talk, const Outgoing &message);
    static base::Json content(const api::Event &event) { return base::parseJson(event.raw).value().at("content"); }
};

void TestFiles::platforms()
{
    QTest::addColumn<Platform>("platform");
    QTest::newRow("managed agents") << Platform::Anthropic;
    QTest::newRow("openma") << Platform::Openma;
}

api::Event TestFiles::sent(test::Talk &talk, const Outgoing &message)
{
    const auto answer = talk.send(message);
    if (!answer.ok())
        return {};
    const api::Event *event = talk.waitFor(api::EventKind::UserMessage);
    if (!event || !talk.waitForTurn())
        return {};
    api::Events own;
    for (const api::Event &one : talk.stored()) {
        if (one.kind == api::EventKind::UserMessage)
            own.push_back(one);
    }
    return own.size() == 1 ? own.front() : api::Event();
}

void TestFiles::filesGoInsideTheMessage()
{
    QFETCH(Platform, platform);
    test::PlatformBench bench(platform);
    test::Talk talk(bench, bench.created("sessions", QStringLiteral("Files")).id());
    const QByteArray picture("\x89PNG\r\n\x1a\n\0\1\2\xff picture", 20);
    const QByteArray pdf("%PDF-1.7\n\xff\xfe\n%%EOF");
    Outgoing message;
    message.text = QStringLiteral("What are these?");
    message.attachments = {{Attachment::Kind::Image, QStringLiteral("a.png"), QStringLiteral("image/png"), picture, {}},
                           {Attachment::Kind::Document, QStringLiteral("\"b\".pdf"), QStringLiteral("application/pdf"), pdf, {}},
                           {Attachment::Kind::Document, QStringLiteral("c.txt"), QStringLiteral("text/plain"), "grüße\n", {}}};
    const base::Json blocks = content(sent(talk, message));
    QCOMPARE(blocks.size(), std::size_t(4));
    const base::Json wanted = base::Json::array({
        {{"type", "image"}, {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", picture.toBase64().toStdString()}}}},
        {{"type", "document"},
         {"source", {{"type", "base64"}, {"media_type", "application/pdf"}, {"data", pdf.toBase64().toStdString()}}},
         {"title", "\"b\".pdf"}},
        {{"type", "document"}, {"source", {{"type", "text"}, {"media_type", "text/plain"}, {"data", "grüße\n"}}}, {"title", "c.txt"}},
        {{"type", "text"}, {"text", "What are these?"}},
    });
    QCOMPARE(base::dumpJson(blocks), base::dumpJson(wanted));
}

void TestFiles::aMessageOfPicturesAloneHasNoEmptyText()
{
    QFETCH(Platform, platform);
    test::PlatformBench bench(platform);
    test::Talk talk(bench, bench.created("sessions", QStringLiteral("Files")).id());
    Outgoing message;
    message.text = QStringLiteral(" \n");
    message.attachments = {{Attachment::Kind::Image, {}, QStringLiteral("image/gif"), "GIF89a", {}}};
    const api::Event event = sent(talk, message);
    QCOMPARE(event.content.size(), std::size_t(1));
    QCOMPARE(event.content.front().kind, ContentBlock::Kind::Image);
    QCOMPARE(event.content.front().mediaType, QStringLiteral("image/gif"));
}

void TestFiles::megabytesGoOutWhole()
{
    QFETCH(Platform, platform);
    test::PlatformBench bench(platform);
    test::Talk talk(bench, bench.created("sessions", QStringLiteral("Files")).id());
    QByteArray large(bench.client->traits().attachments.maxImageBytes, '\0');
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = char(i * 31 + (i >> 8));
    Outgoing message;
    message.text = QStringLiteral("large");
    message.attachments = {{Attachment::Kind::Image, {}, QStringLiteral("image/png"), large, {}}};
    const base::Json blocks = content(sent(talk, message));
    QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(blocks.at(0).at("source").at("data").get<std::string>())), large);
}

void TestFiles::anUploadedFileIsNamedInTheMessage()
{
    test::PlatformBench bench(Platform::Anthropic);
    test::Talk talk(bench, bench.created("sessions", QStringLiteral("Files")).id());
    Attachment pdf{Attachment::Kind::Document, QStringLiteral("brief.pdf"), QStringLiteral("application/pdf"), "%PDF-1.7\n" + QByteArray(3'000'000, '\xfe'), {}};
    std::vector<std::pair<qint64, qint64>> progress;
    const auto id = test::awaited(bench.client->upload(&bench.owner, pdf, [&](qint64 sent, qint64 all) { progress.emplace_back(sent, all); }));
    QVERIFY2(id.ok(), id.ok() ? "" : qPrintable(id.error().serverMessage + id.error().detail));
    QVERIFY(!id->isEmpty());
    QVERIFY(progress.size() >= 2);
    QCOMPARE(progress.front().first, qint64(0)); // before the first byte leaves
    QCOMPARE(progress.back().first >= 3'000'000, true);
    for (std::size_t i = 1; i < progress.size(); ++i)
        QVERIFY(progress[i].first >= progress[i - 1].first && progress[i].second == progress[0].second && progress[i].second > pdf.bytes.size());

    pdf.fileId = *id;
    Outgoing message;
    message.text = QStringLiteral("What is this?");
    message.attachments = {pdf};
    const base::Json blocks = content(sent(talk, message));
    const base::Json wanted = base::Json::array({{{"type", "document"}, {"source", {{"type", "file"}, {"file_id", id->toStdString()}}}, {"title", "brief.pdf"}},
                                                 {{"type", "text"}, {"text", "What is this?"}}});
    QCOMPARE(base::dumpJson(blocks), base::dumpJson(wanted));
    const api::Event *reply = talk.waitFor(api::EventKind::AgentMessage);
    QVERIFY(reply);
    QVERIFY2(reply->text().contains("the PDF document `brief.pdf`, 3 MB, which was uploaded before"), reply->text().constData());
}

void TestFiles::namesThatNoServerTakesAreMadeOnesThatItDoes()
{
    test::PlatformBench bench(Platform::Anthropic);
    for (const QString &name : {QStringLiteral("a/b\\c:\"d\".txt"), QStringLiteral("grüße\r\nX: y.txt"), QString(), QString(300, QLatin1Char('x'))}) {
        const auto id = test::awaited(bench.client->upload(&bench.owner, {Attachment::Kind::Document, name, QStringLiteral("text/plain"), "words", {}}));
        QVERIFY2(id.ok(), qPrintable(name));
    }
}

void TestFiles::aFileThatIsNotThereIsRefused()
{
    test::PlatformBench bench(Platform::Anthropic);
    test::Talk talk(bench, bench.created("sessions", QStringLiteral("Files")).id());
    Outgoing message;
    message.attachments = {{Attachment::Kind::Document, QStringLiteral("a.pdf"), QStringLiteral("application/pdf"), "%PDF", QStringLiteral("file_gone")}};
    const auto answer = talk.send(message);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, base::Error::Kind::Invalid);
    QVERIFY(answer.error().serverMessage.contains(QStringLiteral("file_gone")));
}

void TestFiles::whereFilesCannotBeUploadedThatIsSaid()
{
    test::PlatformBench bench(Platform::Openma);
    const auto id = test::awaited(bench.client->upload(&bench.owner, {Attachment::Kind::Document, QStringLiteral("a"), QStringLiteral("text/plain"), "words", {}}));
    QVERIFY(!id.ok());
    QCOMPARE(id.error().kind, base::Error::Kind::Unsupported);
}

void TestFiles::traitsTellTheLimits()
{
    QFETCH(Platform, platform);
    test::PlatformBench bench(platform);
    const api::AttachmentTraits traits = bench.client->traits().attachments;
    QCOMPARE(traits.imageTypes.size(), 4);
    QVERIFY(traits.documentTypes.contains(QStringLiteral("application/pdf")));
    QVERIFY(traits.maxFiles > 0 && traits.maxImageBytes > 0 && traits.maxTextBytes > 0 && traits.maxImageSide > 0 && traits.maxPdfPages > 0);
    QVERIFY(traits.maxImageBytes * 4 / 3 <= 5 * 1024 * 1024);     // base64 of one picture
    QVERIFY(traits.maxInsideBytes * 4 / 3 < 32'000'000);          // in base64 within one request
    QVERIFY(traits.maxTotalBytes <= 32'000'000);                  // what a model is given at once
    QCOMPARE(traits.uploads, platform == Platform::Anthropic);    // a self-hosted openma takes none
    QCOMPARE(traits.maxPdfBytes > traits.maxInsideBytes, traits.uploads);
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
