#include "base/backoff.h"
#include "base/plaintext.h"
#include "base/redactor.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

using namespace std::chrono_literals;

class TextTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void hiddenTextIsMadeVisible_data();
    void hiddenTextIsMadeVisible();
    void linesAndTabsStayInText();
    void longLinesAreCut();
    void idsAreShortenedInTheMiddle();
    void redacts_data();
    void redacts();
    void knownSecretGoesWhateverItsShape();
    void ordinaryTextIsUntouched();
    void backoffStaysUnderItsCeiling();
    void fakeClockRunsInOrderAndForgetsTheDead();
};

void TextTest::hiddenTextIsMadeVisible_data()
{
    QTest::addColumn<QString>("foreign");
    QTest::addColumn<QString>("plain");
    QTest::newRow("ordinary") << QStringLiteral("Grüße, 世界 🎉") << QStringLiteral("Grüße, 世界 🎉");
    QTest::newRow("line break") << QStringLiteral("a\r\nb\nc") << QStringLiteral("a b c");
    QTest::newRow("bidi override") << QStringLiteral("a\u202egpj.exe") << QStringLiteral("a‹U+202e›gpj.exe");
    QTest::newRow("isolate") << QStringLiteral("\u2066x\u2069") << QStringLiteral("‹U+2066›x‹U+2069›");
    QTest::newRow("zero width space") << QStringLiteral("pass\u200bword") << QStringLiteral("pass‹U+200b›word");
    QTest::newRow("escape") << QStringLiteral("\x1b[31mred") << QStringLiteral("‹U+001b›[31mred");
    QTest::newRow("c1 csi") << QStringLiteral("\u009b31m") << QStringLiteral("‹U+009b›31m");
    QTest::newRow("nul") << QString(QChar(u'\0')) << QStringLiteral("‹U+0000›");
    QTest::newRow("tag letter") << QString::fromUcs4(U"a\U000e0041b") << QStringLiteral("a‹U+e0041›b");
    QTest::newRow("lone high surrogate") << QString(QChar(0xd83d)) << QStringLiteral("‹U+d83d›");
    QTest::newRow("lone low surrogate") << QString(QChar(0xdc00)) << QStringLiteral("‹U+dc00›");
    QTest::newRow("markup stays letters") << QStringLiteral("<img src=x>") << QStringLiteral("<img src=x>");
}

void TextTest::hiddenTextIsMadeVisible()
{
    QFETCH(QString, foreign);
    QFETCH(QString, plain);
    QCOMPARE(base::plainLine(foreign), plain);
}

void TextTest::linesAndTabsStayInText()
{
    QCOMPARE(base::plainText(QStringLiteral("a\r\n\tb\u202ec")), QStringLiteral("a\n\tb‹U+202e›c"));
}

void TextTest::longLinesAreCut()
{
    const QString cut = base::plainLine(QString(1000, QLatin1Char('x')), 20);
    QCOMPARE(cut, QString(20, QLatin1Char('x')) + QChar(0x2026));
}

void TextTest::idsAreShortenedInTheMiddle()
{
    QCOMPARE(base::shortId(QStringLiteral("sesn_01")), QStringLiteral("sesn_01"));
    const QString id = QStringLiteral("agent_011CZkZAbcDefGhiJkLmNoPq");
    QCOMPARE(base::shortId(id), QStringLiteral("agent_011CZk…mNoPq"));
    QCOMPARE(base::shortId(id).size(), 18);
}

void TextTest::redacts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("anthropic key") << QStringLiteral("key sk-ant-api03-CANARYabcdef used");
    QTest::newRow("openma key") << QStringLiteral("oma_CANARY0123456789");
    QTest::newRow("bearer") << QStringLiteral("Authorization: Bearer CANARY0123456789");
    QTest::newRow("member token") << QStringLiteral("{\"token\":\"CANARY\"}");
    QTest::newRow("member with escapes") << QStringLiteral("{\"client_secret\" : \"a\\\"CANARY\"}");
    QTest::newRow("member x-api-key") << QStringLiteral("{\"X-Api-Key\":\"CANARY\"}");
    QTest::newRow("member that ends in key") << QStringLiteral("{\"agent_api_key\":\"CANARY\"}");
    QTest::newRow("member that is cut off") << QStringLiteral("{\"token\":\"CANARY and then no more");
    QTest::newRow("member as long as a book") << QStringLiteral("{\"token\":\"CANARY%1\"}").arg(QString(2'000'000, QLatin1Char('x')));
    QTest::newRow("JSON in a string") << QStringLiteral("{\"text\":\"{\\\"api_key\\\": \\\"CANARY\\\"}\"}");
    QTest::newRow("query") << QStringLiteral("/v1/x?limit=5&api_key=CANARY&page=2");
    QTest::newRow("query, first") << QStringLiteral("/v1/x?token=CANARY");
    QTest::newRow("form") << QStringLiteral("client_secret=CANARY&scope=all");
    QTest::newRow("variable of a session") << QStringLiteral("{\"type\":\"env_secret\",\"name\":\"A\",\"value\":\"CANARY\"}");
    QTest::newRow("variable, value first") << QStringLiteral("{\"value\":\"CANARY\",\"type\":\"env\"}");
    QTest::newRow("headers of a model card") << QStringLiteral("{\"custom_headers\":{\"x-a\":\"CANARY\",\"x-b\":\"CANARY\"}}");
    QTest::newRow("private key") << QStringLiteral("-----BEGIN RSA PRIVATE %1-----\nCANARY\n-----END RSA PRIVATE %1-----").arg(QStringLiteral("KEY"));
    QTest::newRow("basic") << QStringLiteral("authorization: Basic CANARYxx");
    QTest::newRow("github") << QStringLiteral("https://github_pat_CANARY012345@example.com");
    QTest::newRow("web token") << QStringLiteral("eyJhbGciOiJI.eyJDQU5BUlkx.CANARY");
}

void TextTest::redacts()
{
    QFETCH(QString, text);
    const QString out = base::Redactor().redact(text);
    QVERIFY2(!out.contains(QStringLiteral("CANARY")), qPrintable(out));
    QVERIFY(out.contains(QStringLiteral("[redacted]")));
}

void TextTest::knownSecretGoesWhateverItsShape()
{
    base::Redactor redactor;
    redactor.addSecret("correct horse");
    QCOMPARE(redactor.redact(QByteArray("a correct horse b")), QByteArray("a [redacted] b"));
    for (const char *spelling : {"correct%20horse", "Y29ycmVjdCBob3JzZQ=="})
        QCOMPARE(redactor.redact(QByteArray("a ") + spelling + " b"), QByteArray("a [redacted] b"));
    redactor.addSecret("a\"b/c\\d");
    QCOMPARE(redactor.redact(QByteArray("{\"a\\\"b/c\\\\d\"}")), QByteArray("{\"[redacted]\"}"));
    QCOMPARE(redactor.redact(QByteArray("{\"a\\\"b\\/c\\\\d\"}")), QByteArray("{\"[redacted]\"}"));
    redactor.removeSecret("correct horse");
    QCOMPARE(redactor.redact(QByteArray("a correct horse b")), QByteArray("a correct horse b"));
}

void TextTest::ordinaryTextIsUntouched()
{
    for (const QString &text : {QStringLiteral("{\"text\":\"the token count is 7\",\"input_tokens\":5200}"), QStringLiteral("Basic internationalization, a task-oriented key"),
                                QStringLiteral("/v1/agents?limit=20&include_archived=true"), QStringLiteral("{\"secret_name\":\"STRIPE\",\"has_refresh_token\":true}"),
                                QStringLiteral("--header \"Authorization: Bearer $OMA_API_KEY\"")})
        QCOMPARE(base::Redactor().redact(text), text);
}

void TextTest::backoffStaysUnderItsCeiling()
{
    base::Backoff top(500ms, 8s, 0ms, [] { return 0.999999; });
    const std::chrono::milliseconds ceilings[] = {500ms, 1s, 2s, 4s, 8s, 8s, 8s};
    for (const auto ceiling : ceilings) {
        const auto delay = top.next();
        QVERIFY(delay <= ceiling && delay >= ceiling - 10ms);
    }
    top.reset();
    QVERIFY(top.next() <= 500ms);
    base::Backoff low(500ms, 8s, 250ms, [] { return 0.0; });
    QCOMPARE(low.next(), 250ms);
}

void TextTest::fakeClockRunsInOrderAndForgetsTheDead()
{
    test::FakeClock clock;
    QObject context;
    QStringList order;
    clock.after(20ms, &context, [&] { order << QStringLiteral("b"); });
    clock.after(10ms, &context, [&] { order << QStringLiteral("a"); });
    delete clock.after(15ms, &context, [&] { order << QStringLiteral("dead"); });
    const QDateTime before = clock.now();
    clock.advance(25ms);
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("a b"));
    QCOMPARE(before.msecsTo(clock.now()), 25);
}

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
