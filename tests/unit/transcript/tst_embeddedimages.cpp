#include "base/json.h"
#include "tests/support/testbase.h"
#include "transcript/embeddedimages.h"

#include <random>

using transcript::EmbeddedImage;
using transcript::ImageHeader;
using Format = transcript::ImageHeader::Format;

class EmbeddedImagesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void findsThePicturesOfAnEvent_data();
    void findsThePicturesOfAnEvent();
    void escapesAndLineBreaksAreNoLoss();
    void damagedTextIsNoPicture();
    void anyBytesGiveAnAnswer();
    void passesOverMegabytes();
    void headersSayKindAndSize_data();
    void headersSayKindAndSize();
    void anyHeaderGivesAnAnswer();

private:
    static QByteArray hex(const char *text) { return QByteArray::fromHex(text); }
};

void EmbeddedImagesTest::findsThePicturesOfAnEvent_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("images");
    const auto all = base::parseJson(test::fixture(QStringLiteral("images/events.json")));
    QVERIFY(all.ok());
    for (const base::Json &entry : *all) {
        QStringList images;
        for (const base::Json &image : entry.at("images"))
            images += base::toQString(image);
        const QString name = base::toQString(entry.at("name"));
        QTest::newRow(qPrintable(name)) << base::dumpJson(entry.at("event")) << images;
        QTest::newRow(qPrintable(name + QStringLiteral(", indented"))) << base::prettyJson(entry.at("event")) << images;
    }
}

void EmbeddedImagesTest::findsThePicturesOfAnEvent()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, images);
    QStringList found;
    for (const EmbeddedImage &image : transcript::embeddedImages(json))
        found += image.isEmbedded() ? QString::fromLatin1(transcript::imageBytes(json, image)) : QStringLiteral("-");
    QCOMPARE(found, images);
}

void EmbeddedImagesTest::escapesAndLineBreaksAreNoLoss()
{
    const QByteArray bytes = hex("fbefbefffffffbef");
    const QByteArray base64 = bytes.toBase64();
    QVERIFY(base64.contains('/') && base64.contains('+'));
    QByteArray escaped = base64;
    escaped.insert(4, "\\n").replace("/", "\\/").replace("+", "\\u002b");
    const QByteArray json = R"({"content":[{"type":"image","source":{"type":"base64","data":")" + escaped + "\"}}]}";
    const auto images = transcript::embeddedImages(json);
    QCOMPARE(images.size(), std::size_t(1));
    QCOMPARE(transcript::imageBytes(json, images[0]), bytes);
}

void EmbeddedImagesTest::damagedTextIsNoPicture()
{
    const QByteArray json = R"({"content":[{"type":"image","source":{"type":"base64","data":"QUJ#RA=="}}]})";
    const auto images = transcript::embeddedImages(json);
    QCOMPARE(images.size(), std::size_t(1));
    QVERIFY(transcript::imageBytes(json, images[0]).isEmpty());
    QVERIFY(transcript::imageBytes(json.left(50), images[0]).isEmpty()); // another text than it was found in
}

void EmbeddedImagesTest::anyBytesGiveAnAnswer()
{
    const QByteArray whole = R"({"a":[{"b":"\"]}"}],"content":[{"type":"text","text":"x"},{"type":"image","source":{"type":"base64","data":"QUJD"}}],"z":1})";
    for (qsizetype i = 0; i <= whole.size(); ++i) {
        for (const EmbeddedImage &image : transcript::embeddedImages(whole.left(i)))
            QCOMPARE(transcript::imageBytes(whole.left(i), image), QByteArray("ABC"));
    }
    std::mt19937 random(7);
    const QByteArray signs = "{}[]\",:\\ \n0tcontentypeimagesourcedata";
    for (int round = 0; round < 20000; ++round) {
        QByteArray json = whole;
        for (int k = 0; k < 4; ++k)
            json[qsizetype(random() % std::size_t(json.size()))] = signs[qsizetype(random() % std::size_t(signs.size()))];
        for (const EmbeddedImage &image : transcript::embeddedImages(json))
            transcript::imageBytes(json, image);
    }
    QVERIFY(transcript::embeddedImages(QByteArray(200000, '[')).empty());
    QVERIFY(transcript::embeddedImages("{\"content\":" + QByteArray(200000, '[')).empty());
}

void EmbeddedImagesTest::passesOverMegabytes()
{
    const QByteArray json = "{\"content\":[{\"type\":\"text\",\"text\":\"" + QByteArray("\\\"\\n words ").repeated(2 * 1024 * 1024)
        + "\"},{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"QQ==\"}}]}";
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(transcript::embeddedImages(json).size(), std::size_t(1));
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed()))); // linear: it takes some 50 ms
}

void EmbeddedImagesTest::headersSayKindAndSize_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("format");
    QTest::addColumn<QSize>("size");
    const auto row = [](const char *name, const char *bytes, Format format, const QSize &size) {
        QTest::newRow(name) << QByteArray::fromHex(bytes) << int(format) << size;
    };
    row("png", "89504e470d0a1a0a0000000d4948445200000280000001e00802000000", Format::Png, {640, 480});
    row("png, huge", "89504e470d0a1a0a0000000d49484452000186a0000186a00802000000", Format::Png, {100000, 100000});
    row("png, beyond any size", "89504e470d0a1a0a0000000d49484452ffffffffffffffff0802000000", Format::Png, {0, 0});
    row("png, cut", "89504e470d0a1a0a0000000d4948", Format::Png, {0, 0});
    row("gif", "474946383961400100f0", Format::Gif, {320, 0xf000});
    row("jpeg", "ffd8ffe000104a46494600010100000100010000ffc0001108004000800301", Format::Jpeg, {128, 64});
    row("jpeg, turned by a quarter",
        "ffd8ffe1002245786966000049492a0008000000010012010300010000000600000000000000ffc2001108004000800301", Format::Jpeg, {64, 128});
    row("jpeg, without a frame", "ffd8ffe000104a46494600010100000100010000ffda", Format::Jpeg, {0, 0});
    row("webp, lossy", "524946461e000000574542505650382012000000b00100" "9d012a" "8002e00100", Format::WebP, {640, 480});
    row("webp, lossless", "5249464624000000574542505650384c" "18000000" "2f" "7fc27700" "000000000000", Format::WebP, {640, 480});
    row("webp, extended", "5249464600000000574542505650385800000000" "00000000" "7f0200" "df0100", Format::WebP, {640, 480});
    row("svg", "3c737667", Format::None, {0, 0});
    row("tiff", "49492a00", Format::None, {0, 0});
    row("nothing", "", Format::None, {0, 0});
}

void EmbeddedImagesTest::headersSayKindAndSize()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, format);
    QFETCH(QSize, size);
    const ImageHeader header = transcript::imageHeader(bytes);
    QCOMPARE(int(header.format), format);
    QCOMPARE(QSize(header.width, header.height), size);
}

void EmbeddedImagesTest::anyHeaderGivesAnAnswer()
{
    const QList<QByteArray> starts{hex("89504e470d0a1a0a0000000d4948445200000280000001e0"), hex("ffd8ffe1002245786966000049492a00080000000100120103000100000006000000"),
                                   hex("524946461e000000574542505650382012000000b001009d012a8002e00100"), "GIF89a\1\2\3\4"};
    std::mt19937 random(11);
    for (const QByteArray &start : starts) {
        for (int round = 0; round < 5000; ++round) {
            QByteArray bytes = start + QByteArray(40, char(random()));
            for (int k = 0; k < 6; ++k)
                bytes[3 + qsizetype(random() % std::size_t(bytes.size() - 3))] = char(random());
            const ImageHeader header = transcript::imageHeader(bytes.left(qsizetype(random() % std::size_t(bytes.size() + 1))));
            QVERIFY(header.width >= 0 && header.height >= 0);
        }
    }
}

QTEST_GUILESS_MAIN(EmbeddedImagesTest)
#include "tst_embeddedimages.moc"
