#include "tests/support/testbase.h"
#include "transcript/links.h"

using transcript::classifyLink;
using transcript::LinkVerdict;
using Act = LinkVerdict::Act;

class LinksTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void spellings_data();
    void spellings();
    void visibleTexts_data();
    void visibleTexts();
};

void LinksTest::spellings_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("act");
    QTest::addColumn<QString>("host");
    const auto add = [](const QString &target, Act act, const char *host = "") {
        QTest::newRow(target.isEmpty() ? "nothing" : qPrintable(target)) << target << int(act) << QString::fromLatin1(host);
    };
    add(QStringLiteral("https://example.org/a?b#c"), Act::Open, "example.org");
    add(QStringLiteral("HTTPS://EXAMPLE.org"), Act::Open, "example.org");
    add(QStringLiteral("https://example.org/caf\u00e9"), Act::Open, "example.org");
    add(QStringLiteral("https://example.org:8443/"), Act::Open, "example.org");
    add(QStringLiteral("http://example.org/"), Act::Ask, "example.org");
    add(QStringLiteral("https://good.com@evil.com/"), Act::Ask, "evil.com");
    add(QStringLiteral("https://user:pw@evil.com/"), Act::Ask, "evil.com");
    add(QStringLiteral("https://xn--80ak6aa92e.com/"), Act::Ask, "xn--80ak6aa92e.com");
    add(QStringLiteral("https://\u0430\u0440\u0440\u04cf\u0435.com/"), Act::Ask, "xn--80ak6aa92e.com");
    add(QStringLiteral("https://127.1/"), Act::Open, "127.0.0.1");
    add(QStringLiteral("http://0x7f.1/"), Act::Ask, "127.0.0.1");
    add(QStringLiteral("https://good.com\\@evil.com"), Act::CopyOnly);
    add(QStringLiteral("JaVaScRiPt:alert(1)"), Act::CopyOnly);
    add(QStringLiteral("javascript:alert(1)"), Act::CopyOnly);
    add(QStringLiteral("\thttps://example.org"), Act::CopyOnly);
    add(QStringLiteral(" https://example.org"), Act::CopyOnly);
    add(QStringLiteral("https:evil.com"), Act::CopyOnly);
    add(QStringLiteral("//evil.com"), Act::CopyOnly);
    add(QStringLiteral("C:/x"), Act::CopyOnly);
    add(QStringLiteral("file:///etc/passwd"), Act::CopyOnly);
    add(QStringLiteral("smb://host/share"), Act::CopyOnly);
    add(QStringLiteral("vscode://open"), Act::CopyOnly);
    add(QStringLiteral("data:text/html,x"), Act::CopyOnly);
    add(QStringLiteral("qrc:/x"), Act::CopyOnly);
    add(QStringLiteral("relative/path.md"), Act::CopyOnly);
    add(QStringLiteral("#anchor"), Act::CopyOnly);
    add(QString(), Act::CopyOnly);
    add(QStringLiteral("https://example.org:99999/"), Act::CopyOnly);
    add(QStringLiteral("https://exa\u202emple.org/"), Act::CopyOnly);
    add(QStringLiteral("https://exa\u200bmple.org/"), Act::CopyOnly);
    add(QStringLiteral("mailto:me@example.org"), Act::Ask, "me@example.org");
    add(QStringLiteral("mailto:me@example.org?attach=/etc/passwd"), Act::Ask, "me@example.org");
    add(QStringLiteral("mailto:a@b.org,c@d.org"), Act::CopyOnly);
    add(QStringLiteral("mailto:"), Act::CopyOnly);
    add(QStringLiteral("mailto:///a@b.org"), Act::CopyOnly);  // slashes at its beginning can be taken for a host
    add(QStringLiteral("mailto:////a@b.org"), Act::CopyOnly);
}

void LinksTest::spellings()
{
    QFETCH(QString, target);
    QFETCH(int, act);
    QFETCH(QString, host);
    const LinkVerdict verdict = classifyLink(target);
    QCOMPARE(int(verdict.act), act);
    QCOMPARE(verdict.host, host);
    QCOMPARE(verdict.url.isValid(), verdict.act != Act::CopyOnly);
    QVERIFY(!verdict.url.hasQuery() || verdict.url.scheme() != QLatin1String("mailto"));
}

void LinksTest::visibleTexts_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("deceives");
    const QString evil = QStringLiteral("https://evil.example/x");
    QTest::newRow("words") << QStringLiteral("the docs") << evil << false;
    QTest::newRow("a file name") << QStringLiteral("README.md") << evil << false;
    QTest::newRow("a version") << QStringLiteral("v1.2.3") << evil << false;
    QTest::newRow("another host") << QStringLiteral("https://google.com") << evil << true;
    QTest::newRow("another bare host") << QStringLiteral("google.com/login") << evil << true;
    QTest::newRow("another www host") << QStringLiteral("www.google.nl") << evil << true;
    QTest::newRow("the same host") << QStringLiteral("https://evil.example/y") << evil << false;
    QTest::newRow("the same with www") << QStringLiteral("github.com/a/b") << QStringLiteral("https://www.github.com/a/b") << false;
    QTest::newRow("a look-alike") << QStringLiteral("https://\u0430\u0440\u0440\u04cf\u0435.com") << QStringLiteral("https://apple.com") << true;
}

void LinksTest::visibleTexts()
{
    QFETCH(QString, shown);
    QFETCH(QString, target);
    QFETCH(bool, deceives);
    const LinkVerdict verdict = classifyLink(target, shown);
    QCOMPARE(verdict.deceives, deceives);
    QCOMPARE(verdict.act, deceives ? Act::Ask : Act::Open);
}

QTEST_GUILESS_MAIN(LinksTest)
#include "tst_links.moc"
