#include "net/callbacklistener.h"
#include "tests/support/testbase.h"

#include <QTcpServer>
#include <QTcpSocket>

using net::CallbackListener;

//! The one answer of a browser: who may bring it, what is taken from it, and that nothing listens afterwards.
class CallbackListenerTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void listensOnThisComputerOnly();
    void takesOneAnswerAndStops();
    void theSecondOfTwoAtOnceIsDropped();
    void asksAgainUntilItIsTheRightOne();
    void refusesWhatIsNoCallback_data();
    void refusesWhatIsNoCallback();
    void readsAHeadInPieces();
    void thePageIsPlainText();
    void closesWithItsOwner();

private:
    CallbackListener::Verdict judge(const CallbackListener::Query &query);
    //! What came back until the other side closed; nothing: no connection could be made.
    QByteArray sent(const QByteArray &bytes, int port);
    QByteArray request(const QByteArray &target, int port) const;

    std::vector<CallbackListener::Query> m_asked;
    CallbackListener::Page m_page{QStringLiteral("Done"), QStringLiteral("Go back.")};
    QByteArray m_right = "yes";
};

CallbackListener::Verdict CallbackListenerTest::judge(const CallbackListener::Query &query)
{
    m_asked.push_back(query);
    return {query.value("state") == m_right, m_page};
}

QByteArray CallbackListenerTest::request(const QByteArray &target, int port) const
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n\r\n";
}

QByteArray CallbackListenerTest::sent(const QByteArray &bytes, int port)
{
    QTcpSocket socket;
    QByteArray seen;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { seen += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, quint16(port));
    const auto settled = [&] { return socket.state() == QAbstractSocket::ConnectedState || socket.error() != QAbstractSocket::UnknownSocketError; };
    if (!QTest::qWaitFor(settled) || socket.state() != QAbstractSocket::ConnectedState)
        return {};
    socket.write(bytes);
    if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }))
        return "still open: " + seen;
    return seen + socket.readAll();
}

void CallbackListenerTest::listensOnThisComputerOnly()
{
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    QCOMPARE(listener.url().host(), QStringLiteral("127.0.0.1"));
    QVERIFY(listener.url().port() > 0);
    CallbackListener another([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(another.listen().ok());
    QVERIFY(another.url().port() != listener.url().port());
    QTcpServer elsewhere; // the port is free on every other address of this machine
    QVERIFY(elsewhere.listen(QHostAddress(QStringLiteral("127.0.0.2")), quint16(listener.url().port())));
}

void CallbackListenerTest::takesOneAnswerAndStops()
{
    m_asked.clear();
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    const int port = listener.url().port();
    const QByteArray answer = sent(request("/callback?tokens=a+b%2Fc%3D%3D&user=&state=yes", port), port);
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY(answer.contains("<h1>Done</h1><p>Go back.</p>"));
    QVERIFY(!listener.isListening());
    QCOMPARE(m_asked.size(), std::size_t(1));
    QCOMPARE(m_asked.front(), (CallbackListener::Query{{"tokens", "a+b/c=="}, {"user", ""}, {"state", "yes"}})); // "+" is no blank here
    QCOMPARE(sent(request("/callback?state=yes", port), port), QByteArray());
    QCOMPARE(m_asked.size(), std::size_t(1));
}

void CallbackListenerTest::theSecondOfTwoAtOnceIsDropped()
{
    m_asked.clear();
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    const int port = listener.url().port();
    QTcpSocket second;
    second.connectToHost(QHostAddress::LocalHost, quint16(port));
    QTRY_COMPARE(second.state(), QAbstractSocket::ConnectedState);
    QVERIFY(sent(request("/callback?state=yes", port), port).contains(" 200 OK"));
    second.write(request("/callback?state=yes", port));
    QTRY_COMPARE(second.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!second.readAll().contains("200"));
    QCOMPARE(m_asked.size(), std::size_t(1));
}

void CallbackListenerTest::asksAgainUntilItIsTheRightOne()
{
    m_asked.clear();
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    const int port = listener.url().port();
    QVERIFY(sent(request("/favicon.ico", port), port).startsWith("HTTP/1.1 404"));
    QVERIFY(sent(request("/callback?state=no", port), port).startsWith("HTTP/1.1 400"));
    QVERIFY(listener.isListening());
    QVERIFY(sent(request("/callback?state=yes", port), port).startsWith("HTTP/1.1 200"));
    QCOMPARE(m_asked.size(), std::size_t(2));
}

void CallbackListenerTest::refusesWhatIsNoCallback_data()
{
    QTest::addColumn<QByteArray>("bytes"); // PORT stands for the port
    QTest::addColumn<QByteArray>("status");
    const QByteArray host = "Host: 127.0.0.1:PORT\r\n\r\n";
    const QByteArray target = "/callback?state=yes";
    QTest::newRow("POST") << "POST " + target + " HTTP/1.1\r\n" + host << QByteArray("405");
    QTest::newRow("HEAD") << "HEAD " + target + " HTTP/1.1\r\n" + host << QByteArray("405");
    QTest::newRow("another name of this computer") << "GET " + target + " HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n" << QByteArray("403");
    QTest::newRow("localhost, which we did not say") << "GET " + target + " HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n" << QByteArray("403");
    QTest::newRow("no host") << "GET " + target + " HTTP/1.1\r\n\r\n" << QByteArray("403");
    QTest::newRow("another path") << "GET /callback/x?state=yes HTTP/1.1\r\n" + host << QByteArray("404");
    QTest::newRow("a whole URL") << "GET http://127.0.0.1:PORT/callback?state=yes HTTP/1.1\r\n" + host << QByteArray("404");
    QTest::newRow("state twice") << "GET /callback?state=yes&state=no HTTP/1.1\r\n" + host << QByteArray("400");
    QTest::newRow("no version") << "GET " + target + "\r\n" + host << QByteArray("400");
    QTest::newRow("another protocol") << QByteArray("\x16\x03\x01 TLS\r\n\r\n") << QByteArray("400");
    QTest::newRow("no end in sight") << "GET /callback?state=yes&x=" + QByteArray(70000, 'a') << QByteArray();
}

void CallbackListenerTest::refusesWhatIsNoCallback()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    m_asked.clear();
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    const int port = listener.url().port();
    const QByteArray answer = sent(bytes.replace("PORT", QByteArray::number(port)), port);
    QVERIFY2(status.isEmpty() ? answer.isEmpty() : answer.startsWith("HTTP/1.1 " + status), answer.constData());
    QVERIFY(m_asked.empty());
    QVERIFY(listener.isListening());
}

void CallbackListenerTest::readsAHeadInPieces()
{
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(listener.url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const QByteArray whole = request("/callback?state=yes", listener.url().port());
    for (const char byte : whole) {
        socket.write(&byte, 1);
        QCoreApplication::sendPostedEvents();
        socket.flush();
    }
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
}

void CallbackListenerTest::thePageIsPlainText()
{
    m_page = {QStringLiteral("<script>alert(1)</script>"), QStringLiteral("a & \"b\" ü")};
    CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
    QVERIFY(listener.listen().ok());
    const int port = listener.url().port();
    const QByteArray answer = sent(request("/callback?state=yes", port), port);
    m_page = {QStringLiteral("Done"), QStringLiteral("Go back.")};
    QVERIFY(!answer.contains("<script>alert"));
    QVERIFY(answer.contains("a &amp; &quot;b&quot; \xc3\xbc"));
    for (const char *header : {"Cache-Control: no-store", "Referrer-Policy: no-referrer", "default-src 'none'", "Connection: close"})
        QVERIFY2(answer.contains(header), header);
    const qsizetype end = answer.indexOf("\r\n\r\n");
    QVERIFY(answer.contains("Content-Length: " + QByteArray::number(answer.size() - end - 4) + "\r\n"));
}

void CallbackListenerTest::closesWithItsOwner()
{
    int port = 0;
    QTcpSocket waiting;
    {
        CallbackListener listener([this](const auto &query) { return judge(query); }, nullptr);
        QVERIFY(listener.listen().ok());
        port = listener.url().port();
        waiting.connectToHost(QHostAddress::LocalHost, quint16(port));
        QTRY_COMPARE(waiting.state(), QAbstractSocket::ConnectedState);
    }
    QTRY_COMPARE(waiting.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(sent(request("/callback?state=yes", port), port), QByteArray());
}

QTEST_GUILESS_MAIN(CallbackListenerTest)
#include "tst_callbacklistener.moc"
