#include "backends/clients.h"
#include "tests/replay/folder.h"
#include "tests/replay/replayrun.h"
#include "tests/support/testbase.h"

#include <QTcpSocket>

using replay::Verdict;

//! The judge is judged: it must see what is wrong; what is served must be what was recorded, and the served list what a client can open.
class TestTool : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void equal();
    void anotherTextInHistory();
    void anEventLessInHistory();
    void aChunkLessInTheStream();
    void refusedAsRecorded();
    void withoutAHistoryWhatIsKeptCounts();
    void keptOutcomesSurviveTheirFile();
    void brokenFolders();
    void servesByteForByteInTheRecordedChunks();
    void keepsRealTime();
    void servesAList();

private:
    replay::Recording recording(const QString &name) const;
    Verdict verdictOf(const replay::Recording &recording, const replay::Kept &kept = {});
    std::vector<QByteArray> servedChunks(const replay::Recording &recording, bool fast);

    replay::Folder m_all;
    base::SystemClock m_clock;
};

void TestTool::init()
{
    TestBase::init();
    if (m_all.streams.empty())
        m_all = replay::load(QStringLiteral(MUSTER_FIXTURES "/openma")).value();
}

replay::Recording TestTool::recording(const QString &name) const
{
    for (const auto &one : m_all.streams) {
        if (one.name == name)
            return one;
    }
    qFatal("no recording %s", qPrintable(name));
}

Verdict TestTool::verdictOf(const replay::Recording &recording, const replay::Kept &kept)
{
    replay::ReplayRun run(recording, true, kept, &m_clock);
    std::optional<Verdict> verdict;
    connect(&run, &replay::ReplayRun::finished, this, [&](const Verdict &end) { verdict = end; });
    run.start();
    if (!QTest::qWaitFor([&] { return verdict.has_value(); }, 40'000))
        qFatal("no verdict");
    return *verdict;
}

void TestTool::equal()
{
    QVERIFY(m_all.streams.size() >= 10);
    const Verdict verdict = verdictOf(recording(QStringLiteral("501-think-chunks")));
    QCOMPARE(verdict.kind, Verdict::Kind::Compared);
    QVERIFY2(verdict.line().contains(QStringLiteral(" ok: 3 rows, turn idle")), qPrintable(verdict.line()));
}

void TestTool::anotherTextInHistory()
{
    replay::Recording one = recording(QStringLiteral("500-plain-chunks"));
    one.history.at(4)["content"][0]["text"] = "Something else.";
    const Verdict verdict = verdictOf(one);
    QCOMPARE(verdict.kind, Verdict::Kind::Failed);
    QVERIFY2(verdict.words.startsWith(QStringLiteral("row 1")) && verdict.words.contains(QStringLiteral("Something else.")),
        qPrintable(verdict.words));
}

void TestTool::anEventLessInHistory()
{
    replay::Recording one = recording(QStringLiteral("502-bash-default"));
    one.history.remove(6); // the tool's result
    QCOMPARE(verdictOf(one).kind, Verdict::Kind::Failed);
}

void TestTool::aChunkLessInTheStream()
{
    replay::Recording one = recording(QStringLiteral("502-bash-default"));
    std::erase_if(one.chunks, [](const replay::Chunk &chunk) { return chunk.bytes.contains("agent.tool_use\n"); });
    one.readEvents();
    QCOMPARE(verdictOf(one).kind, Verdict::Kind::Failed);
}

void TestTool::refusedAsRecorded()
{
    replay::Recording one = recording(QStringLiteral("500-plain-chunks"));
    one.status = 404;
    one.headers = {{"content-type", "application/json"}};
    one.chunks = {{std::chrono::milliseconds(1), "{\"error\":\"Session not found\"}", -1}};
    one.readEvents();
    const Verdict verdict = verdictOf(one);
    QCOMPARE(verdict.kind, Verdict::Kind::Compared);
    QVERIFY2(verdict.words.startsWith(QStringLiteral("NotFound, as recorded: 404")), qPrintable(verdict.words));
}

void TestTool::withoutAHistoryWhatIsKeptCounts()
{
    replay::Recording one = recording(QStringLiteral("502-bash-chunks"));
    one.history.forget();
    one.readEvents();
    const Verdict unknown = verdictOf(one);
    QCOMPARE(unknown.kind, Verdict::Kind::NoHistory);
    QVERIFY2(unknown.line().contains(QStringLiteral(" ok (no history): 4 rows")), qPrintable(unknown.line()));
    replay::Kept kept;
    kept.keep(QStringLiteral("under another name"), one.digest(), {4, QStringLiteral("idle")});
    QVERIFY(verdictOf(one, kept).words.contains(QStringLiteral("as kept")));
    kept.keep(QStringLiteral("under another name"), one.digest(), {5, QStringLiteral("idle")});
    QCOMPARE(verdictOf(one, kept).kind, Verdict::Kind::Failed);
    kept.keep(QStringLiteral("under another name"), one.digest(), {4, QStringLiteral("running")});
    QCOMPARE(verdictOf(one, kept).kind, Verdict::Kind::Failed);
}

void TestTool::keptOutcomesSurviveTheirFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("kept.json"));
    QCOMPARE(replay::Kept::read(file).value().size(), std::size_t(0));
    replay::Kept kept;
    kept.keep(QStringLiteral("one"), "0123", {3, QStringLiteral("waiting")});
    QVERIFY(kept.write(file).ok());
    const auto again = replay::Kept::read(file);
    QCOMPARE(again.value().of("0123"), std::optional<replay::Kept::Outcome>({3, QStringLiteral("waiting")}));
    QVERIFY(!again.value().of("4567"));
    QVERIFY(!replay::Kept::read(QStringLiteral(MUSTER_FIXTURES "/openma/http/011-bad-x-api-key.json")).ok());
    QVERIFY(replay::Kept::read(QStringLiteral(MUSTER_FIXTURES "/replay-expected.json")).value().size() >= 50);
}

void TestTool::brokenFolders()
{
    QVERIFY(!replay::load(QStringLiteral(MUSTER_FIXTURES "/nothing-here")).ok());
}

// What a bare socket gets, cut as it was sent.
std::vector<QByteArray> TestTool::servedChunks(const replay::Recording &recording, bool fast)
{
    replay::Server server({recording}, {.fast = fast}, &m_clock);
    if (!server.start())
        qFatal("no server");
    QSignalSpy played(&server, &replay::Server::played);
    QTcpSocket stream;
    QTcpSocket listing;
    const QByteArray path = "GET /v1/sessions/" + recording.sessionId.toLatin1() + "/events";
    stream.connectToHost(QHostAddress::LocalHost, server.serverPort());
    stream.write(path + "/stream HTTP/1.1\r\nx-api-key: some-key\r\n\r\n");
    QByteArray got;
    connect(&stream, &QTcpSocket::readyRead, this, [&] { got += stream.readAll(); });
    const auto wait = [](auto condition) {
        if (!QTest::qWaitFor(condition, 60'000))
            qFatal("the stream did not come");
    };
    wait([&] { return got.contains("\r\n\r\n"); });
    listing.connectToHost(QHostAddress::LocalHost, server.serverPort());
    listing.write(path + " HTTP/1.1\r\nx-api-key: some-key\r\n\r\n");
    QByteArray due;
    for (const replay::Chunk &chunk : recording.chunks)
        due += QByteArray::number(chunk.bytes.size(), 16) + "\r\n" + chunk.bytes + "\r\n";
    if (!played.wait(60'000))
        qFatal("it was not played");
    wait([&] { return got.size() >= got.indexOf("\r\n\r\n") + 4 + due.size(); });
    for (const auto &[name, value] : recording.headers) {
        if (name == "content-type" || name == "cache-control" || name == "x-accel-buffering")
            QTest::qVerify(got.contains(name + ": " + value + "\r\n"), name.constData(), "", __FILE__, __LINE__);
    }
    std::vector<QByteArray> out;
    QByteArray rest = got.mid(got.indexOf("\r\n\r\n") + 4);
    while (!rest.isEmpty()) {
        const auto line = rest.indexOf("\r\n");
        const auto size = rest.left(line).toInt(nullptr, 16);
        out.push_back(rest.mid(line + 2, size));
        rest = rest.mid(line + 2 + size + 2);
    }
    return out;
}

void TestTool::servesByteForByteInTheRecordedChunks()
{
    for (const replay::Recording &one : m_all.streams) {
        const auto served = servedChunks(one, true);
        QCOMPARE(served.size(), one.chunks.size());
        for (std::size_t i = 0; i < served.size(); ++i)
            QVERIFY2(served[i] == one.chunks[i].bytes, qPrintable(QStringLiteral("%1, chunk %2").arg(one.name).arg(i)));
    }
}

void TestTool::keepsRealTime()
{
    const replay::Recording one = recording(QStringLiteral("500-plain-chunks"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(servedChunks(one, false).size(), one.chunks.size());
    const auto recorded = (one.chunks.back().at - one.chunks.front().at).count();
    QVERIFY(recorded > 300);
    QVERIFY2(timer.elapsed() >= recorded * 9 / 10, qPrintable(QStringLiteral("%1 ms of %2").arg(timer.elapsed()).arg(recorded)));
}

void TestTool::servesAList()
{
    replay::Server server(m_all.streams, {.fast = true, .byName = true}, &m_clock);
    QVERIFY(server.start());
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = server.url();
    const auto client = backends::makeClient(profile, replay::Server::key(), &m_clock, nullptr);
    std::optional<api::Page> page;
    client->list(this, *client->resource("sessions"), {})->then(this, [&](const auto &result) { page = result.value(); });
    QTRY_VERIFY(page);
    QCOMPARE(page->items.size(), m_all.streams.size());
    QCOMPARE(page->items.front().string("title"), QStringLiteral("500 plain chunks"));
    for (const base::Record &session : page->items) { // every one can be opened, one after the other
        const std::unique_ptr<api::EventFeed> feed(client->openFeed(nullptr, session.id()));
        int stored = 0;
        connect(feed.get(), &api::EventFeed::eventsArrived, this, [&](const api::Events &events) {
            stored += int(std::count_if(events.begin(), events.end(), [](const api::Event &event) { return event.sequence >= 0; }));
        });
        feed->open();
        QTRY_VERIFY2(stored >= 4, qPrintable(session.id()));
    }
    // A recording takes no messages.
    std::optional<base::Error> refused;
    client->send(page->items.front().id(), {{.text = QStringLiteral("Hi")}})->then(this, [&](const auto &result) {
        refused = result.error();
    });
    QTRY_VERIFY(refused);
    QCOMPARE(refused->kind, base::Error::Kind::Conflict);
}

QTEST_GUILESS_MAIN(TestTool)
#include "tst_tool.moc"
