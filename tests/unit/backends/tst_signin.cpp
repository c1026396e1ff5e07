#include "backends/openma/signin.h"
#include "tests/support/testbase.h"

#include <QFile>

using backends::openma::readSignIn;

//! What openma's sign-in page hands back: base64 of a list of workspaces.
class SignInTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryWorkspace();
    void readsEitherAlphabet();
    void readsNamesThatTheBrowserDidNotEncode();
    void refusesTheRest_data();
    void refusesTheRest();
};

void SignInTest::readsEveryWorkspace()
{
    const auto keys = readSignIn(test::fixture(QStringLiteral("openma/signin-two.json")).toBase64());
    QVERIFY(keys.ok());
    QCOMPARE(keys->size(), std::size_t(2));
    QCOMPARE(keys->front().workspace, QStringLiteral("Team Zoë"));
    QCOMPARE(keys->front().key, QByteArray("oma_canaryA0123456789012345678901234567"));
    QCOMPARE(keys->back().workspace, QStringLiteral("tn_two")); // without a name its id stands for it
}

void SignInTest::readsEitherAlphabet()
{
    const QByteArray json = test::fixture(QStringLiteral("openma/signin-two.json"));
    const QByteArray standard = json.toBase64();
    QVERIFY(standard.contains('+') || standard.contains('/') || standard.endsWith('='));
    for (const QByteArray &text : {standard, json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                                   QByteArray(standard).replace('+', ' ')}) {
        const auto keys = readSignIn(text);
        QVERIFY2(keys.ok(), text.constData());
        QCOMPARE(keys->size(), std::size_t(2));
    }
}

void SignInTest::readsNamesThatTheBrowserDidNotEncode()
{
    const QByteArray latin1 = QString::fromUtf8(test::fixture(QStringLiteral("openma/signin-two.json"))).toLatin1();
    const auto keys = readSignIn(latin1.toBase64());
    QVERIFY(keys.ok());
    QCOMPARE(keys->front().workspace, QStringLiteral("Team Zoë"));
}

void SignInTest::refusesTheRest_data()
{
    QTest::addColumn<QByteArray>("tokens");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no base64") << QByteArray("%%%");
    QTest::newRow("no JSON") << QByteArray("[{").toBase64();
    QTest::newRow("an object") << QByteArray("{}").toBase64();
    QTest::newRow("no workspace") << QByteArray("[]").toBase64();
    QTest::newRow("no key") << test::fixture(QStringLiteral("openma/signin-without-key.json")).toBase64();
    QTest::newRow("a key that is a header") << test::fixture(QStringLiteral("openma/signin-header.json")).toBase64();
    QTest::newRow("numbers") << QByteArray("[1,2]").toBase64();
    QTest::newRow("deep") << QByteArray(QByteArray(5000, '[') + QByteArray(5000, ']')).toBase64();
}

void SignInTest::refusesTheRest()
{
    QFETCH(QByteArray, tokens);
    const auto keys = readSignIn(tokens);
    QVERIFY(!keys.ok());
    QCOMPARE(keys.error().kind, base::Error::Kind::Protocol);
}

QTEST_GUILESS_MAIN(SignInTest)
#include "tst_signin.moc"
