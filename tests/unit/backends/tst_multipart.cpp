#include "backends/shared/multipart.h"
#include "tests/support/testbase.h"

using backends::Multipart;

//! The body of an upload, byte for byte.
class TestMultipart : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void bodyHasOnePart();
    void boundariesDiffer();
    void namesAreMadeOnesThatAServerTakes_data();
    void namesAreMadeOnesThatAServerTakes();
};

void TestMultipart::bodyHasOnePart()
{
    const Multipart multipart;
    const QByteArray boundary = multipart.contentType().mid(QByteArray("multipart/form-data; boundary=").size());
    QVERIFY(boundary.size() >= 32 && boundary.size() <= 70); // RFC 2046 §5.1.1
    const QByteArray bytes("\0\r\n--\xff", 6);
    const QByteArray body = multipart.body({api::Attachment::Kind::Image, QStringLiteral("ü.png"), QStringLiteral("image/png"), bytes, {}});
    QCOMPARE(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ü.png\"\r\nContent-Type: image/png\r\n\r\n" + bytes
                 + "\r\n--" + boundary + "--\r\n");
}

void TestMultipart::boundariesDiffer()
{
    QVERIFY(Multipart().contentType() != Multipart().contentType());
}

void TestMultipart::namesAreMadeOnesThatAServerTakes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("taken");
    QTest::newRow("plain") << QStringLiteral("brief (2).pdf") << QByteArray("brief (2).pdf");
    QTest::newRow("a path") << QStringLiteral("../a\\b:c") << QByteArray(".._a_b_c");
    QTest::newRow("ends the header") << QStringLiteral("a\"\r\nX: y") << QByteArray("a___X_ y");
    QTest::newRow("nothing") << QString() << QByteArray("file");
    QTest::newRow("blanks") << QStringLiteral("  ") << QByteArray("file");
    QTest::newRow("long") << QString(300, QLatin1Char('x')) + QStringLiteral(".pdf") << QByteArray(251, 'x') + ".pdf";
    QTest::newRow("long in characters of four bytes") << QString::fromUtf8("\xf0\x9f\x98\x80").repeated(100) << QByteArray("\xf0\x9f\x98\x80").repeated(63);
}

void TestMultipart::namesAreMadeOnesThatAServerTakes()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, taken);
    QCOMPARE(Multipart::fileName(name), taken);
}

QTEST_GUILESS_MAIN(TestMultipart)
#include "tst_multipart.moc"
