#include "base/json.h"
#include "net/eventstream.h"
#include "net/transport.h"
#include "tests/support/netfixture.h"
#include "tests/support/testbase.h"

using base::Json;
using net::EventStream;
using net::Frame;
using test::Cut;
using test::Script;
using test::ScriptedServer;
using std::chrono::milliseconds;

namespace {

QByteArray bytesOf(const Json &text)
{
    const auto &s = text.get_ref<const std::string &>();
    return QByteArray(s.data(), qsizetype(s.size()));
}

const Json &rows()
{
    static const Json all = base::parseJson(test::fixture(QStringLiteral("sse/reconnection.json"))).value();
    return all;
}

void addEnd(Script &script, const std::string &end)
{
    if (end == "end")
        script.end();
    else if (end == "fin" || end == "close")
        script.cut(Cut::Fin);
    else if (end == "rst")
        script.cut(Cut::Rst);
}

Script scriptOf(const Json &connection)
{
    const int status = connection.value("status", 200);
    const std::string end = connection.at("end").get<std::string>();
    Script script = status == 200 ? Script::stream() : Script::reply(status, bytesOf(connection.at("body")));
    if (end == "close")
        script = Script::raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
    if (connection.contains("headers")) {
        for (const auto &[name, value] : connection.at("headers").items())
            script.header(QByteArray::fromStdString(name), bytesOf(value));
    }
    if (status != 200)
        return script;
    if (end == "fin" && connection.at("chunks").empty())
        return Script::raw({}).cut(Cut::Fin);
    for (const Json &chunk : connection.at("chunks"))
        end == "close" ? script.bytes(bytesOf(chunk)) : script.chunk(bytesOf(chunk));
    addEnd(script, end);
    return script;
}

//! What a stream said; skips its pauses.
class Seen
{
public:
    Seen(EventStream *stream, test::FakeClock *clock, QObject *owner)
    {
        QObject::connect(stream, &EventStream::frame, owner, [this](const Frame &frame) {
            data.append(frame.data);
            events.append(frame.event);
        });
        QObject::connect(stream, &EventStream::reconnecting, owner, [this, clock, owner](int attempt, milliseconds pause, const base::Error &) {
            attempts.push_back(attempt);
            pauses.push_back(pause);
            QMetaObject::invokeMethod(owner, [clock, pause] { clock->advance(pause); }, Qt::QueuedConnection);
        });
        QObject::connect(stream, &EventStream::failed, owner, [this](const base::Error &error) {
            outcome = QByteArray("failed:") + base::kindName(error.kind);
            message = error.serverMessage;
        });
        QObject::connect(stream, &EventStream::ended, owner, [this] { outcome = "ended"; });
    }

    QList<QByteArray> data, events;
    std::vector<int> attempts;
    std::vector<milliseconds> pauses;
    QByteArray outcome;
    QString message;
};

} // namespace

//! The list of reconnection rows (data): what each connection does, and what becomes of the stream.
class ReconnectionTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void rowsOfTheList_data();
    void rowsOfTheList();

private:
    static void checkPauses(const Json &row, const Seen &seen);
    static void checkIds(const Json &row, const ScriptedServer &server);
};

void ReconnectionTest::rowsOfTheList_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < rows().size(); ++i) {
        const std::string goals = rows()[i].value("goals", std::string());
        QTest::addRow("%s%s%s", goals.c_str(), goals.empty() ? "" : ": ", rows()[i].at("name").get<std::string>().c_str()) << int(i);
    }
}

void ReconnectionTest::rowsOfTheList()
{
    QFETCH(int, index);
    const Json &row = rows()[std::size_t(index)];
    test::FakeClock clock;
    ScriptedServer server;
    for (const Json &connection : row.at("connections"))
        server.enqueue(scriptOf(connection));
    net::Transport transport(test::endpointOf(server), &clock, nullptr);
    QObject owner;
    EventStream *stream = transport.openStream(&owner, test::get("/v1/stream"));
    Seen seen(stream, &clock, &owner);
    if (row.contains("initialId"))
        stream->setLastEventId(bytesOf(row.at("initialId")));
    stream->open();

    QList<QByteArray> expected;
    for (const Json &text : row.at("data"))
        expected.append(bytesOf(text));
    const QByteArray outcome = bytesOf(row.at("outcome"));
    const int connections = int(row.at("connections").size());
    QTRY_VERIFY(seen.data.size() >= expected.size() && (outcome == "open" || !seen.outcome.isEmpty()) && server.count() >= connections);
    QCOMPARE(seen.data, expected);
    QCOMPARE(seen.outcome, outcome == "open" ? QByteArray() : outcome);
    QCOMPARE(stream->state(), outcome == "open" ? EventStream::State::Open : EventStream::State::Closed);
    QCOMPARE(server.count(), connections);
    if (row.contains("message"))
        QCOMPARE(seen.message.toUtf8(), bytesOf(row.at("message")));
    if (row.contains("events"))
        QCOMPARE(seen.events.front(), bytesOf(row.at("events")[0]));
    checkPauses(row, seen);
    checkIds(row, server);
}

void ReconnectionTest::checkPauses(const Json &row, const Seen &seen)
{
    if (row.contains("attempts"))
        QCOMPARE(seen.attempts, row.at("attempts").get<std::vector<int>>());
    if (!row.contains("pauses"))
        return;
    QCOMPARE(seen.pauses.size(), row.at("pauses").size());
    for (std::size_t i = 0; i < seen.pauses.size(); ++i) {
        const auto pause = seen.pauses[i];
        QVERIFY2(pause >= milliseconds(row.at("pauses")[i][0].get<int>()), qPrintable(QString::number(pause.count())));
        QVERIFY2(pause <= milliseconds(row.at("pauses")[i][1].get<int>()), qPrintable(QString::number(pause.count())));
    }
}

void ReconnectionTest::checkIds(const Json &row, const ScriptedServer &server)
{
    for (std::size_t i = 0; row.contains("sent") && i < row.at("sent").size(); ++i) {
        const Json &id = row.at("sent")[i];
        QCOMPARE(server.seen()[i].count("last-event-id"), id.is_null() ? 0 : 1);
        QCOMPARE(server.seen()[i].header("last-event-id"), id.is_null() ? QByteArray() : bytesOf(id));
    }
}

QTEST_GUILESS_MAIN(ReconnectionTest)
#include "tst_reconnection.moc"
