#include "net/endpoint.h"
#include "tests/support/testbase.h"

class EndpointTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void baseUrls_data();
    void baseUrls();
    void keys_data();
    void keys();
    void headers_data();
    void headers();
    void paths_data();
    void paths();
    void queriesAreEscapedAsOnTheWire();
    void segmentsAreEscaped();
};

void EndpointTest::baseUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url"); // empty: refused
    const auto row = [](const char *text, const char *url = "") {
        const bool plain = qstrnicmp(text, "http://", 7) == 0;
        QTest::addRow("%s%s", plain ? "S6: " : "", text) << QString::fromUtf8(text) << QString::fromUtf8(url);
    };
    row("https://api.example.com", "https://api.example.com");
    row("https://api.example.com/", "https://api.example.com");
    row("  https://api.example.com/prefix/  ", "https://api.example.com/prefix");
    row("HTTPS://API.example.com:8443//", "https://api.example.com:8443");
    row("https://127.0.0.1:8443", "https://127.0.0.1:8443");
    // S6: plain http reaches loopback only, in every spelling.
    row("http://127.0.0.1:8080", "http://127.0.0.1:8080");
    row("http://localhost", "http://localhost");
    row("HTTP://LOCALHOST:1/", "http://localhost:1");
    row("http://[::1]:8080", "http://[::1]:8080");
    row("http://127.1", "http://127.0.0.1");
    row("http://0x7f.1", "http://127.0.0.1");
    row("http://127.9.8.7", "http://127.9.8.7");
    row("http://api.example.com");
    row("http://10.0.0.1");
    row("http://0.0.0.0:8080");
    row("http://[::]:8080");
    row("http://192.168.1.2");
    row("http://128.1");
    row("http://0x8f.1");
    row("http://localhost.example.com");
    row("http://127.0.0.1.example.com");
    row("http://notlocalhost");
    row("http://[fe80::1]");
    row("http://127.0.0.1@example.com");
    row("http://user@127.0.0.1");
    row("https://user:secret@api.example.com");
    row("https://@api.example.com");
    row("https://api.example.com?x=1");
    row("https://api.example.com#x");
    row("http://example.com#127.0.0.1");
    row("ftp://127.0.0.1");
    row("file:///etc/passwd");
    row("javascript:alert(1)");
    row("api.example.com");
    row("//api.example.com");
    row("https://");
    row("https:/api.example.com");
    row("");
    row("https://api.example.com/../x");
    row("https://api.example.com/a//b");
    row("https://exa mple.com");
    row("https://api.example.com:99999");
}

void EndpointTest::baseUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto result = net::validateBaseUrl(text);
    QCOMPARE(result.ok(), !url.isEmpty());
    if (result)
        QCOMPARE(result->toString(QUrl::FullyEncoded), url);
    else
        QCOMPARE(result.error().kind, base::Error::Kind::Invalid);
}

void EndpointTest::keys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << QByteArray("sk-ant-api03-AbC_1.~") << true;
    QTest::newRow("shortest") << QByteArray("12345678") << true;
    QTest::newRow("longest") << QByteArray(512, 'x') << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("short") << QByteArray("1234567") << false;
    QTest::newRow("long") << QByteArray(513, 'x') << false;
    QTest::newRow("CR LF") << QByteArray("abcdefgh\r\nX-Evil: 1") << false;
    QTest::newRow("LF at the end") << QByteArray("abcdefgh\n") << false;
    QTest::newRow("CR") << QByteArray("abcd\refgh") << false;
    QTest::newRow("NUL") << QByteArray("abcd\0efgh", 9) << false;
    QTest::newRow("space inside") << QByteArray("abcd efgh") << false;
    QTest::newRow("space before") << QByteArray(" abcdefgh") << false;
    QTest::newRow("tab") << QByteArray("abcd\tefgh") << false;
    QTest::newRow("zero-width space") << QByteArray("abcd\xe2\x80\x8b" "efgh") << false;
    QTest::newRow("umlaut") << QByteArray("abcd\xc3\xa4" "efgh") << false;
    QTest::newRow("Latin-1") << QByteArray("abcd\xe4" "efgh") << false;
    QTest::newRow("DEL") << QByteArray("abcd\x7f" "efgh") << false;
}

void EndpointTest::keys()
{
    QFETCH(QByteArray, key);
    QFETCH(bool, good);
    const auto outcome = net::validateHeaderValue(key);
    QCOMPARE(outcome.ok(), good);
    if (!good) {
        QCOMPARE(outcome.error().kind, base::Error::Kind::Invalid);
        QVERIFY(key.isEmpty() || !outcome.error().detail.contains(QString::fromUtf8(key)));
    }
}

void EndpointTest::headers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << QByteArray("anthropic-beta") << QByteArray("managed-agents-2026-04-01,foo") << true;
    QTest::newRow("spaces inside") << QByteArray("x-a") << QByteArray("a b\tc") << true;
    QTest::newRow("empty value") << QByteArray("x-a") << QByteArray() << true;
    QTest::newRow("value with LF") << QByteArray("x-a") << QByteArray("a\nX-Evil: 1") << false;
    QTest::newRow("value with CR") << QByteArray("x-a") << QByteArray("a\rb") << false;
    QTest::newRow("value with NUL") << QByteArray("x-a") << QByteArray("a\0b", 3) << false;
    QTest::newRow("value not ASCII") << QByteArray("x-a") << QByteArray("\xc3\xa4") << false;
    QTest::newRow("value led by a space") << QByteArray("x-a") << QByteArray(" a") << false;
    QTest::newRow("name empty") << QByteArray() << QByteArray("a") << false;
    QTest::newRow("name with colon") << QByteArray("x:a") << QByteArray("a") << false;
    QTest::newRow("name with LF") << QByteArray("x\na") << QByteArray("a") << false;
    QTest::newRow("name with NUL") << QByteArray("x\0a", 3) << QByteArray("a") << false;
    QTest::newRow("name not ASCII") << QByteArray("\xc3\xa4") << QByteArray("a") << false;
}

void EndpointTest::headers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, good);
    QCOMPARE(net::validateHeader(name, value).ok(), good);
}

void EndpointTest::paths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *path, bool good) { QTest::addRow("%s", path) << QByteArray(path) << good; };
    row("/v1/agents", true);
    row("/v1/agents/agent_01.x-y~z", true);
    row("/v1/a%20b/c@d:e;f=1", true);
    row("", false);
    row("v1/agents", false);
    row("/", false);
    row("/v1/agents/", false);
    row("/v1//agents", false);
    row("/v1/../admin", false);
    row("/v1/./x", false);
    row("/v1/%2e%2E/admin", false);
    row("/v1/.%2e", false);
    row("/v1/;x", false);
    row("/v1/a b", false);
    row("/v1/a?b=1", false);
    row("/v1/a#b", false);
    row("/v1/a\\b", false);
    row("/v1/a%zz", false);
    row("/v1/a%2", false);
    row("/v1/a\r\nX: y", false);
    row("/v1/\xc3\xa4", false);
}

void EndpointTest::paths()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, good);
    QCOMPARE(net::validatePath(path).ok(), good);
}

void EndpointTest::queriesAreEscapedAsOnTheWire()
{
    const net::Headers pairs = {{"statuses[]", "idle"}, {"statuses[]", "running"}, {"page", "abc=="},
                                {"created_at[gt]", "2026-01-01T00:00:00+02:00"}, {"q", "a b&c=\xc3\xa4"}};
    QCOMPARE(net::encodedQuery(pairs),
             QByteArray("statuses%5B%5D=idle&statuses%5B%5D=running&page=abc%3D%3D&created_at%5Bgt%5D=2026-01-01T00%3A00%3A00%2B02%3A00"
                        "&q=a%20b%26c%3D%C3%A4"));
}

void EndpointTest::segmentsAreEscaped()
{
    QCOMPARE(net::escapedSegment(QStringLiteral("agent_01")), QByteArray("agent_01"));
    QCOMPARE(net::escapedSegment(QStringLiteral("a/b?c#d e")), QByteArray("a%2Fb%3Fc%23d%20e"));
    // Escaping leaves dots as they are: the joined path is what is refused.
    QVERIFY(!net::validatePath("/v1/" + net::escapedSegment(QStringLiteral(".."))).ok());
    QVERIFY(!net::validatePath("/v1/" + net::escapedSegment(QString())).ok());
    QVERIFY(net::validatePath("/v1/" + net::escapedSegment(QStringLiteral("../../x"))).ok());
}

QTEST_GUILESS_MAIN(EndpointTest)
#include "tst_endpoint.moc"
