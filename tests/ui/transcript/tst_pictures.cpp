#include "base/json.h"
#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/picturepiece.h"
#include "ui/transcript/picturewindow.h"
#include "ui/transcript/rowwords.h"
#include "ui/transcript/savable.h"
#include "ui/transcript/style.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QImageReader>
#include <QLoggingCategory>
#include <QMenu>

using test::TranscriptScene;
using ui::Picture;
using ui::PictureFault;
using ui::Pictures;
using ui::PictureSource;

//! Pictures that come with messages and results: shown within the limits of S14, decoded aside, never fetched.
class PicturesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aPictureIsShownInItsPlace();
    void scaledDownNeverUp();
    void whatIsRefused_data();
    void whatIsRefused();
    void aDamagedOneSaysSo();
    void allAllowedKindsAreShown_data();
    void allAllowedKindsAreShown();
    void nothingMovesWhenItComes();
    void resultsHaveThemToo();
    void whatLiesElsewhereStaysWords();
    void onlyWhatIsSeenIsDecodedAndMemoryIsBounded();
    void theMenuCopiesAndSaves();
    void aClickShowsItLarger();
    void bombsDoNotStall();
    void theScrollBarKnowsThem();

private:
    static QByteArray file(const QImage &image, const char *format);
    static QByteArray image(int width, int height, const QColor &color, const char *format = "png");
    static QByteArray json(const QList<QByteArray> &files, const QByteArray &mediaType = "image/png");
    static api::Event message(test::EventMaker &make, const QString &id, int second, const QList<QByteArray> &files, const QByteArray &mediaType = "image/png");
    static int pixelsOf(const TranscriptScene &s, const QColor &color);
    static PictureSource source(const QByteArray &bytes) { return PictureSource::of(1, json({bytes})).at(0); }
    //! A PNG of some bytes that says it is so large; its rows are there when they compress as well as nothing does.
    static QByteArray bomb(int width, int height);
};

void PicturesTest::initTestCase()
{
    // The decoders say themselves what they find wrong; that is what is wanted here.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false"));
}

QByteArray PicturesTest::file(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, format))
        qFatal("this Qt cannot write %s", format);
    return bytes;
}

QByteArray PicturesTest::image(int width, int height, const QColor &color, const char *format)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(color);
    return file(image, format);
}

QByteArray PicturesTest::json(const QList<QByteArray> &files, const QByteArray &mediaType)
{
    base::Json content = base::Json::array({{{"type", "text"}, {"text", "Look at this."}}});
    for (const QByteArray &bytes : files)
        content.push_back({{"type", "image"}, {"source", {{"type", "base64"}, {"media_type", mediaType.toStdString()}, {"data", bytes.toBase64().toStdString()}}}});
    return base::dumpJson({{"type", "user.message"}, {"content", content}});
}

api::Event PicturesTest::message(test::EventMaker &make, const QString &id, int second, const QList<QByteArray> &files, const QByteArray &mediaType)
{
    auto event = make.user(id, second, "Look at this.");
    for (const QByteArray &bytes : files) {
        api::ContentBlock block;
        block.kind = api::ContentBlock::Kind::Image;
        block.mediaType = QString::fromLatin1(mediaType);
        block.source = QStringLiteral("base64 \u00b7 %1 B").arg(bytes.size());
        event.content.push_back(block);
    }
    event.raw = json(files, mediaType);
    return event;
}

int PicturesTest::pixelsOf(const TranscriptScene &s, const QColor &color)
{
    const QImage picture = s.view.viewport()->grab().toImage();
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor here = picture.pixelColor(x, y);
            count += std::abs(here.red() - color.red()) + std::abs(here.green() - color.green()) + std::abs(here.blue() - color.blue()) < 12;
        }
    }
    return count;
}

QByteArray PicturesTest::bomb(int width, int height)
{
    QByteArray bytes = image(4, 4, Qt::red);
    const auto put = [&bytes](qsizetype at, int value) {
        for (int i = 0; i < 4; ++i)
            bytes[at + i] = char(value >> (24 - 8 * i));
    };
    put(16, width);
    put(20, height);
    // The checksum of the head, or a decoder would stop there already.
    quint32 sum = 0xffffffff;
    for (qsizetype i = 12; i < 29; ++i) {
        sum ^= uchar(bytes[i]);
        for (int bit = 0; bit < 8; ++bit)
            sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
    put(29, int(~sum));
    return bytes;
}

void PicturesTest::aPictureIsShownInItsPlace()
{
    TranscriptScene s;
    const QColor color(200, 30, 90);
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {image(120, 80, color)}), s.make.agent(QStringLiteral("a"), 2, "I see.")});
    s.show();
    QTRY_COMPARE(s.view.pictures().decoded(), 1);
    QVERIFY2(ui::RowWords::accessible(s.model.row(0)).contains(QStringLiteral("Image \u00b7 image/png")), "a screen reader hears of it");
    QTRY_VERIFY(pixelsOf(s, color) > 0);
    const int pixels = pixelsOf(s, color);
    QVERIFY2(pixels > 120 * 80 * 95 / 100 && pixels <= 120 * 80, qPrintable(QString::number(pixels))); // but for its round corners and its line
}

void PicturesTest::scaledDownNeverUp()
{
    ui::Style style{QPalette(), 900};
    ui::PicturePiece small(source(image(40, 30, Qt::blue)));
    small.width = 500;
    QCOMPARE(small.shownSize(), QSizeF(40, 30));
    ui::PicturePiece wide(source(image(2000, 500, Qt::blue)));
    wide.width = 500;
    QCOMPARE(wide.shownSize(), QSizeF(500, 125));
    QCOMPARE(wide.measure(style), 125.0);
    ui::PicturePiece high(source(image(30, 4000, Qt::blue)));
    high.width = 500;
    QCOMPARE(high.shownSize(), QSizeF(3, 400));
    QCOMPARE(Pictures::decode(wide.source(), {500, 125}).image.size(), QSize(500, 125));
    QCOMPARE(Pictures::decode(small.source(), {500, 125}).image.size(), QSize(40, 30));
    QCOMPARE(Pictures::decode(wide.source(), {}).image.size(), QSize(2000, 500));
}

void PicturesTest::whatIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("fault");
    QTest::newRow("a drawing that could name files") << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"file:///etc/passwd\"/></svg>")
                                                     << int(PictureFault::Kind);
    QTest::newRow("a kind for which a plug-in may be there") << image(20, 20, Qt::red, "bmp") << int(PictureFault::Kind);
    QTest::newRow("text") << QByteArray("not a picture at all") << int(PictureFault::Kind);
    QTest::newRow("nothing") << QByteArray() << int(PictureFault::Kind);
    QTest::newRow("says 10^10 pixels") << bomb(100000, 100000) << int(PictureFault::TooManyPixels);
    QTest::newRow("says 25 million pixels") << bomb(5000, 5000) << int(PictureFault::TooManyPixels);
    QTest::newRow("no width") << bomb(0, 10) << int(PictureFault::Broken);
    QTest::newRow("17 MB") << image(10, 10, Qt::red) + QByteArray(17 * 1024 * 1024, 'x') << int(PictureFault::TooManyBytes);
}

void PicturesTest::whatIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, fault);
    const PictureSource refused = source(bytes);
    QCOMPARE(int(refused.fault), fault); // known without decoding anything
    QVERIFY(Pictures::decode(refused, {100, 100}).image.isNull());
    TranscriptScene s;
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {bytes})});
    s.show();
    QCOMPARE(s.view.pictures().decoded(), 0);
    QVERIFY(s.view.rowRect(0).height() < 200); // a line that says why, and the words that are always there
    QVERIFY(!ui::RowWords::pictureFault(PictureFault(fault)).isEmpty());
}

void PicturesTest::aDamagedOneSaysSo()
{
    TranscriptScene s;
    QByteArray cut = image(400, 300, Qt::green);
    cut.truncate(60);
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {cut, bomb(2000, 2000)}), s.make.agent(QStringLiteral("a"), 2, "I see.")});
    s.show();
    const int before = s.view.rowRect(0).height();
    QVERIFY(before > 500);
    QTRY_COMPARE(s.view.pictures().decoded(), 2);
    QTRY_VERIFY(s.view.rowRect(0).height() < 250);
    s.settle();
    QCOMPARE(s.view.pictures().decoded(), 2); // and is not tried again and again
}

void PicturesTest::allAllowedKindsAreShown_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("png") << image(60, 40, QColor(10, 120, 200));
    QTest::newRow("jpeg") << image(60, 40, QColor(10, 120, 200), "jpg");
    if (QImageReader::supportedImageFormats().contains("webp"))
        QTest::newRow("webp") << image(60, 40, QColor(10, 120, 200), "webp");
    // One pixel of this blue, twice: an animation shows its first picture.
    QTest::newRow("gif") << QByteArray::fromHex("474946383961" "01000100" "800000" "0a78c8" "ffffff" "2c00000000" "01000100" "00" "02" "02" "4401" "00" "2c00000000" "01000100" "00" "02" "02"
                                                "4c01" "00" "3b");
}

void PicturesTest::allAllowedKindsAreShown()
{
    QFETCH(QByteArray, bytes);
    // What the server calls it does not matter.
    const Picture picture = Pictures::decode(source(bytes), {600, 400});
    QCOMPARE(int(picture.fault), int(PictureFault::None));
    const QColor here = picture.image.pixelColor(0, 0);
    QVERIFY2(std::abs(here.red() - 10) < 10 && std::abs(here.green() - 120) < 10 && std::abs(here.blue() - 200) < 10, qPrintable(here.name()));
}

void PicturesTest::nothingMovesWhenItComes()
{
    TranscriptScene s;
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {image(800, 600, Qt::green)}), s.make.agent(QStringLiteral("a"), 2, "I see.")});
    s.show();
    const QRect before = s.view.rowRect(0);
    const int below = s.topOf(s.model.row(1).key);
    QTRY_COMPARE(s.view.pictures().decoded(), 1);
    QTRY_VERIFY(pixelsOf(s, Qt::green) > 10000);
    QCOMPARE(s.view.rowRect(0), before);
    QCOMPARE(s.topOf(s.model.row(1).key), below);
}

void PicturesTest::resultsHaveThemToo()
{
    TranscriptScene s;
    auto result = s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), "a screenshot");
    const auto picture = message(s.make, QStringLiteral("x"), 3, {image(90, 90, Qt::magenta)});
    result.content.push_back(picture.content[1]);
    result.raw = picture.raw;
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("screenshot"), "{}"), result});
    s.show();
    QCOMPARE(s.view.pictures().decoded(), 0); // the card is folded
    s.view.setExpanded(s.model.row(0).key, true);
    QTRY_VERIFY(pixelsOf(s, Qt::magenta) > 7000);
}

void PicturesTest::whatLiesElsewhereStaysWords()
{
    TranscriptScene s;
    auto event = s.make.user(QStringLiteral("u"), 1, "see");
    api::ContentBlock block;
    block.kind = api::ContentBlock::Kind::Image;
    block.source = QStringLiteral("https://example.org/a.png");
    event.content.push_back(block);
    event.raw = base::dumpJson({{"content", base::Json::array({{{"type", "image"}, {"source", {{"type", "url"}, {"url", "https://example.org/a.png"}}}}})}});
    s.model.apply({event});
    s.show();
    s.view.selectAll();
    QVERIFY2(s.view.selectedText().contains(QStringLiteral("https://example.org/a.png")), qPrintable(s.view.selectedText()));
    QCOMPARE(s.view.pictures().decoded(), 0);
    QVERIFY(s.view.rowRect(0).height() < 120);
}

void PicturesTest::onlyWhatIsSeenIsDecodedAndMemoryIsBounded()
{
    TranscriptScene s;
    QImage noise(1200, 900, QImage::Format_RGB32);
    noise.fill(Qt::darkCyan);
    api::Events events;
    for (int i = 0; i < 60; ++i) {
        noise.setPixelColor(i, 0, Qt::white);
        events.push_back(message(s.make, QStringLiteral("u%1").arg(i), i, {file(noise, "png")}));
    }
    s.model.apply(events);
    s.show();
    QTRY_VERIFY(pixelsOf(s, Qt::darkCyan) > 50000);
    QVERIFY2(s.view.pictures().decoded() <= 4, qPrintable(QString::number(s.view.pictures().decoded())));
    while (s.value() > 0) {
        s.scrollTo(std::max(0, s.value() - 300));
        QTRY_VERIFY(!s.view.pictures().isBusy());
        QVERIFY(pixelsOf(s, Qt::darkCyan) > 50000);
    }
    QVERIFY2(s.view.pictures().decoded() >= 60, qPrintable(QString::number(s.view.pictures().decoded())));
    QVERIFY2(s.view.pictures().bytes() <= Pictures::budget, qPrintable(QString::number(s.view.pictures().bytes())));
    QVERIFY2(s.view.layoutBytes() <= 2 * Pictures::budget, qPrintable(QString::number(s.view.layoutBytes())));
}

void PicturesTest::theMenuCopiesAndSaves()
{
    TranscriptScene s;
    const QByteArray bytes = image(1600, 400, Qt::green, "jpg");
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {bytes})});
    s.show();
    QTRY_COMPARE(s.view.pictures().decoded(), 1);
    QList<ui::Savable> asked;
    connect(&s.view, &ui::TranscriptView::saveRequested, this, [&asked](const ui::Savable &content) { asked.append(content); });
    QGuiApplication::clipboard()->clear();
    for (const char *name : {"transcript.copyImage", "transcript.saveImage"}) {
        const QPoint at(s.view.viewport()->width() / 2, s.view.rowRect(0).center().y());
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, s.view.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(s.view.viewport(), &event);
        auto *menu = s.view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
        QVERIFY(menu);
        auto *action = menu->findChild<QAction *>(QLatin1String(name));
        QVERIFY2(action && action->isEnabled(), name);
        action->trigger();
        delete menu;
    }
    QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), QSize(1600, 400)); // in its own size
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].fileName, QStringLiteral("image.jpg"));
    QVERIFY(asked[0].bytes == bytes);
    disconnect(&s.view, nullptr, this, nullptr);
}

void PicturesTest::aClickShowsItLarger()
{
    TranscriptScene s;
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {image(1600, 400, Qt::green)}), message(s.make, QStringLiteral("v"), 2, {image(60, 60, Qt::blue)})});
    s.show();
    QTRY_COMPARE(s.view.pictures().decoded(), 2);
    const auto clickColor = [&s](const QColor &color) {
        const QImage seen = s.view.viewport()->grab().toImage();
        for (int y = 20; y < seen.height(); y += 4) {
            for (int x = 20; x < seen.width(); x += 4) {
                if (seen.pixelColor(x, y) != color || seen.pixelColor(x - 8, y - 8) != color)
                    continue;
                QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, QPoint(x, y));
                return true;
            }
        }
        return false;
    };
    QVERIFY(clickColor(Qt::blue)); // it is not larger than it is shown
    QVERIFY(!s.view.findChild<ui::PictureWindow *>());
    QVERIFY(clickColor(Qt::green));
    QPointer<ui::PictureWindow> window = s.view.findChild<ui::PictureWindow *>();
    QVERIFY(window && window->isVisible());
    QTRY_VERIFY(window->isReady());
    window->resize(1700, 500);
    const QImage seen = window->grab().toImage();
    int green = 0;
    for (int x = 0; x < seen.width(); ++x)
        green += seen.pixelColor(x, 250) == QColor(Qt::green);
    QCOMPARE(green, 1600);
    QTest::keyClick(window.data(), Qt::Key_Escape);
    QTRY_VERIFY(!window);
}

void PicturesTest::bombsDoNotStall()
{
    TranscriptScene s;
    // Truly 8 million pixels in a few KB, which take some tenths of a second; and 15 MB that are no picture behind their head.
    const QByteArray large = image(3999, 2000, Qt::yellow);
    const QByteArray broken = bomb(2000, 2000) + QByteArray(15 * 1024 * 1024, 'z');
    s.model.apply({message(s.make, QStringLiteral("u"), 1, {large}), message(s.make, QStringLiteral("v"), 2, {broken})});
    test::Heartbeat heartbeat;
    s.show();
    QTRY_COMPARE_WITH_TIMEOUT(s.view.pictures().decoded(), 2, 20000);
    QVERIFY2(heartbeat.longestWork() <= test::allowedGap, qPrintable(QString::number(heartbeat.longestWork().count())));
}

void PicturesTest::theScrollBarKnowsThem()
{
    TranscriptScene s;
    api::Events events;
    for (int i = 0; i < 120; ++i) {
        const QString id = QStringLiteral("m%1").arg(i);
        events.push_back(i % 2 ? s.make.agent(id, i, TranscriptScene::prose(1)) : message(s.make, id, i, {image(200 + i, 100 + 3 * i, Qt::green), image(50, 40, Qt::red)}));
    }
    s.model.apply(events);
    s.show();
    const int before = s.maximum();
    for (int at = before; at > 0; at = s.value() - 300)
        s.scrollTo(std::max(0, at - 300));
    QVERIFY(before > 120 * 100);
    QVERIFY2(std::abs(s.maximum() - before) < before / 20, qPrintable(QStringLiteral("%1 before, %2 after").arg(before).arg(s.maximum())));
}

QTEST_MAIN(PicturesTest)
#include "tst_pictures.moc"
