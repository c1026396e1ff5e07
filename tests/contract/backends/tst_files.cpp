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
    QByteArray large(bench.client->traits().attachments.maxBytes, '\0');
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = char(i * 31 + (i >> 8));
    Outgoing message;
    message.text = QStringLiteral("large");
    message.attachments = {{Attachment::Kind::Image, {}, QStringLiteral("image/png"), large, {}}};
    const base::Json blocks = content(sent(talk, message));
    QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(blocks.at(0).at("source").at("data").get<std::string>())), large);
}

void TestFiles::traitsTellTheLimits()
{
    QFETCH(Platform, platform);
    test::PlatformBench bench(platform);
    const api::AttachmentTraits traits = bench.client->traits().attachments;
    QCOMPARE(traits.imageTypes.size(), 4);
    QVERIFY(traits.documentTypes.contains(QStringLiteral("application/pdf")));
    QVERIFY(traits.maxBytes > 0 && traits.maxFiles > 0 && traits.maxTotalBytes > traits.maxBytes);
    QVERIFY(traits.maxTotalBytes / 3 * 4 < 32'000'000); // in base64 within one request
    QVERIFY(!traits.uploads);
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
