#include "tests/support/testbase.h"
#include "ui/screens/fileintake.h"
#include "ui/screens/filewords.h"

#include <QBuffer>

using screens::FileIntake;
using screens::FileWords;
using Refusal = FileIntake::Refusal;

//! What a file is, whether it may go along, and what becomes of a picture that is too large; from bytes alone.
class TestFileIntake : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void eachKindHasALimitOfItsOwn_data();
    void eachKindHasALimitOfItsOwn();
    void picturesHaveAMostWidth();
    void pagesAreCounted_data();
    void pagesAreCounted();
    void aPdfOfTooManyPagesIsRefused();
    void aLargePictureCanBeScaledDown();
    void whatIsNoPictureCannot();
    void limitsAreSaidOfEachKind();

private:
    static api::AttachmentTraits traits();
    static QByteArray png(QSize size, QImage::Format format = QImage::Format_RGB32);
};

api::AttachmentTraits TestFileIntake::traits()
{
    api::AttachmentTraits out;
    out.imageTypes = {QStringLiteral("image/png"), QStringLiteral("image/jpeg")};
    out.documentTypes = {QStringLiteral("application/pdf"), QStringLiteral("text/plain")};
    out.maxImageBytes = 40'000;
    out.maxImageSide = 8000;
    out.maxPdfBytes = 3000;
    out.maxPdfPages = 600;
    out.safePdfPages = 100;
    out.maxTextBytes = 1000;
    out.maxTotalBytes = 50'000;
    out.maxFiles = 3;
    return out;
}

QByteArray TestFileIntake::png(QSize size, QImage::Format format)
{
    QImage image(size, format);
    image.fill(QColor(10, 120, 200, 128));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

void TestFileIntake::eachKindHasALimitOfItsOwn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Refusal>("refusal");
    QTest::newRow("text") << QByteArray(1000, 'x') << Refusal::None;
    QTest::newRow("a long text") << QByteArray(1001, 'x') << Refusal::TooLarge;
    QTest::newRow("PDF") << "%PDF-1.7\n" + QByteArray(2991, '\xfe') << Refusal::None;
    QTest::newRow("a large PDF") << "%PDF-1.7\n" + QByteArray(2992, '\xfe') << Refusal::TooLarge;
    const QByteArray picture = png({20, 10});
    QTest::newRow("picture") << picture + QByteArray(40'000 - picture.size(), '\0') << Refusal::None;
    QTest::newRow("a large picture") << picture + QByteArray(40'001 - picture.size(), '\0') << Refusal::TooLarge;
    QTest::newRow("neither") << QByteArray("\0\1\2", 3) << Refusal::Kind;
}

void TestFileIntake::eachKindHasALimitOfItsOwn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Refusal, refusal);
    const FileIntake::Taken taken = FileIntake::check(QStringLiteral("name"), bytes, traits());
    QCOMPARE(taken.refusal, refusal);
    QCOMPARE(taken.file.bytes.isEmpty(), refusal != Refusal::None);
    QCOMPARE(FileWords::refusal(taken, traits()).isEmpty(), refusal == Refusal::None);
}

void TestFileIntake::picturesHaveAMostWidth()
{
    FileIntake::Taken taken = FileIntake::check(QStringLiteral("wide.png"), png({8000, 1}), traits());
    QCOMPARE(taken.refusal, Refusal::None);
    taken = FileIntake::check(QStringLiteral("wide.png"), png({8001, 1}), traits());
    QCOMPARE(taken.refusal, Refusal::TooWide);
    QCOMPARE(taken.pixels, QSize(8001, 1));
    QVERIFY(!taken.original.isEmpty());
    QCOMPARE(FileWords::refusal(taken, traits()), QStringLiteral("“wide.png” is too large: it has 8001 by 1 pixels, and a picture may have 8000 by 8000."));
}

void TestFileIntake::pagesAreCounted_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<int>("pages");
    QTest::newRow("nothing to be seen") << QByteArray("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm >>") << 0;
    QTest::newRow("linearised") << QByteArray("%PDF-1.7\n1 0 obj\n<< /Linearized 1 /L 9000 /O 3 /E 100 /N 34 /T 80 >>\nendobj") << 34;
    QTest::newRow("a tree") << QByteArray("%PDF-1.4\n2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] /Count 7 >> endobj\n3 0 obj << /Count 4 /Type /Pages >> endobj") << 7;
    QTest::newRow("no number") << QByteArray("%PDF-1.4\n2 0 obj << /Type /Pages /Count x >>") << 0;
    QTest::newRow("cut") << QByteArray("%PDF-1.4\n2 0 obj << /Type /Pages /Count ") << 0;
    QTest::newRow("no beginning") << QByteArray("%PDF /Pages /Count 9 >>") << 0;
}

void TestFileIntake::pagesAreCounted()
{
    QFETCH(QByteArray, pdf);
    QFETCH(int, pages);
    QCOMPARE(FileIntake::pagesOf(pdf), pages);
}

void TestFileIntake::aPdfOfTooManyPagesIsRefused()
{
    const FileIntake::Taken taken = FileIntake::check(QStringLiteral("book.pdf"), "%PDF-1.4\n<< /Type /Pages /Count 601 >>", traits());
    QCOMPARE(taken.refusal, Refusal::TooLong);
    const QString words = FileWords::refusal(taken, traits());
    QVERIFY2(words.contains(QStringLiteral("601")) && words.contains(QStringLiteral("600")), qPrintable(words));
}

void TestFileIntake::aLargePictureCanBeScaledDown()
{
    const QByteArray wide = png({8400, 60});
    FileIntake::Taken small = FileIntake::shrunk(QStringLiteral("wide.png"), wide, traits());
    QCOMPARE(small.refusal, Refusal::None);
    QCOMPARE(small.file.mediaType, QStringLiteral("image/jpeg"));
    QCOMPARE(small.file.name, QStringLiteral("wide.jpg"));
    QCOMPARE(small.pixels.width(), FileIntake::shrunkSide);
    QCOMPARE(FileWords::shrunk(QSize(2000, 14)), QStringLiteral("scaled down to 2000 × 14"));
    small = FileIntake::shrunk(QStringLiteral("see-through.png"), png({8400, 60}, QImage::Format_ARGB32), traits());
    QCOMPARE(small.refusal, Refusal::None);
    QCOMPARE(small.file.mediaType, QStringLiteral("image/png")); // it stays see-through
}

void TestFileIntake::whatIsNoPictureCannot()
{
    QCOMPARE(FileIntake::shrunk(QStringLiteral("a.png"), "\x89PNG\r\n\x1a\n broken", traits()).refusal, Refusal::Unreadable);
}

void TestFileIntake::limitsAreSaidOfEachKind()
{
    const QString words = FileWords::limits(traits());
    for (const char *part : {"A picture may have 40 kB.", "A PDF may have 3 kB and 600 pages; smaller models take 100 pages only.", "A text may have 1 kB.", "3 files"})
        QVERIFY2(words.contains(QString::fromUtf8(part)), qPrintable(words));
    QVERIFY(FileWords::limits({}).contains(QStringLiteral("no files")));
}

QTEST_MAIN(TestFileIntake)
#include "tst_fileintake.moc"
