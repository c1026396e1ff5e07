#include "tests/replay/playlist.h"
#include "tests/support/testbase.h"

#include <QRandomGenerator>

using base::Json;
using replay::Verdict;
using Kind = Verdict::Kind;

//! Recordings that nobody has made, out of those that are there: other chunks, torn bodies, heads without a body, other errors, events that
//! nobody knows, histories that are missing or lie. What is in no folder must be judged as rightly as what is.
class TestDerived : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void verdict_data();
    void verdict();

private:
    using Edit = std::function<void(Json &events)>;
    using Cut = std::function<QByteArrayList(const QByteArray &body)>;
    struct Due {
        Kind kind;
        QString words; // that the line has to hold
    };

    void stream(const QString &name, const QString &from, Kind kind, const QString &words,
        const std::function<void(QByteArray &)> &change = {}, const Cut &cut = {}, const Edit &edit = {}, bool history = true);
    void head(const QString &name, const QByteArray &status, const QByteArray &type, const std::optional<QByteArray> &body, Kind kind,
        const QString &words);
    void answer(const QString &method, const QByteArray &path, const Json &status, const Json &body, bool isJson, const QByteArray &type,
        const QString &words);
    void streams();
    void accidents();
    void hosted();
    void liars();
    void heads();
    void files();
    void answers();
    void write(const QString &path, const QByteArray &bytes);
    void play();

    QTemporaryDir m_folder;
    int m_count = 100;
    std::map<QString, Due> m_due;
    std::map<QString, Verdict> m_verdicts;
};

namespace
{

struct Source {
    QByteArray head;
    QByteArray body;
    QByteArray tail;
};

Source sourceOf(const QString &name)
{
    const QByteArray text = test::fixture(QStringLiteral("openma/sse/") + name + QStringLiteral(".txt"));
    const auto begin = text.indexOf('\n', text.indexOf("# RAW BODY")) + 1;
    const auto end = text.lastIndexOf("\n# END");
    return {text.left(begin), text.mid(begin, end - begin), text.mid(end)};
}

QByteArray timingOf(const QByteArrayList &chunks)
{
    QByteArray out;
    for (qsizetype i = 0; i < chunks.size(); ++i)
        out += base::dumpJson(Json{{"t_ms", i}, {"chunk", chunks[i].toStdString()}}) + '\n';
    return out;
}

QByteArrayList frames(const QByteArray &body)
{
    QByteArrayList out;
    qsizetype at = 0;
    for (auto end = body.indexOf("\n\n"); end >= 0; end = body.indexOf("\n\n", at)) {
        out.append(body.mid(at, end + 2 - at));
        at = end + 2;
    }
    return at < body.size() ? out << body.mid(at) : out;
}

QByteArrayList bytewise(const QByteArray &body)
{
    QByteArrayList out;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (i > 0 && uchar(body[i]) >= 0x80 && uchar(body[i]) < 0xc0) // JSON cannot say half a character
            out.last().append(body[i]);
        else
            out.append(body.mid(i, 1));
    }
    return out;
}

QByteArray frame(const QByteArray &type, qint64 sequence, Json event)
{
    event["type"] = type.toStdString();
    if (sequence > 0)
        event["seq"] = sequence;
    return "event: " + type + (sequence > 0 ? "\nid: " + QByteArray::number(sequence) : QByteArray()) + "\ndata: " + base::dumpJson(event)
        + "\n\n";
}

void before(QByteArray &body, const QByteArray &type, const QByteArray &what)
{
    body.insert(body.indexOf("event: " + type + '\n'), what);
}

// Makes the data of the first event of a type something that is no JSON.
void breakFrame(QByteArray &body, const QByteArray &type)
{
    const auto end = body.indexOf("\n\n", body.indexOf("event: " + type + '\n'));
    body.remove(end - 1, 1);
}

} // namespace

void TestDerived::write(const QString &path, const QByteArray &bytes)
{
    QFile file(m_folder.filePath(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

void TestDerived::stream(const QString &what, const QString &from, Kind kind, const QString &words,
    const std::function<void(QByteArray &)> &change, const Cut &cut, const Edit &edit, bool history)
{
    const QString name = QStringLiteral("%1-%2").arg(++m_count).arg(what);
    const QByteArray session = "sess-derived" + QByteArray::number(m_count);
    Source source = sourceOf(from);
    const QByteArray old = source.head.mid(source.head.indexOf("sess-"), source.head.indexOf("/events") - source.head.indexOf("sess-"));
    source.head.replace(old, session);
    if (change)
        change(source.body);
    write(QStringLiteral("sse/%1.txt").arg(name), source.head + source.body + source.tail);
    write(QStringLiteral("sse/%1.timing.jsonl").arg(name), timingOf(cut ? cut(source.body) : frames(source.body)));
    m_due[QStringLiteral("sse/") + name] = {kind, words};
    if (!history)
        return;
    QString listing = from;
    listing = listing.remove(QStringLiteral("-chunks")).remove(QStringLiteral("-default")) + QStringLiteral("-events");
    QByteArray text = test::fixture(QStringLiteral("openma/http/%1.json").arg(listing));
    Json json = base::parseJson(text.replace(old, session)).value();
    if (edit)
        edit(json["response"]["body"]["data"]);
    write(QStringLiteral("http/%1-events.json").arg(name), base::dumpJson(json));
    m_due[QStringLiteral("http/%1-events").arg(name)] = {Kind::Compared, QStringLiteral("events, ")};
}

void TestDerived::streams()
{
    QRandomGenerator random(7);
    const QString plain = QStringLiteral("500-plain-chunks");
    const QString spec = QStringLiteral("500-plain-default");
    for (const QString &from :
        {plain, QStringLiteral("501-think-default"), QStringLiteral("502-bash-chunks"), QStringLiteral("503-bash-two-tools-chunks")}) {
        stream(QStringLiteral("bytewise"), from, Kind::Compared, {}, {}, bytewise);
        stream(QStringLiteral("whole"), from, Kind::Compared, {}, {}, [](const QByteArray &body) { return QByteArrayList{body}; });
        stream(QStringLiteral("crlf"), from, Kind::Compared, {}, [](QByteArray &body) { body.replace("\n", "\r\n"); });
        stream(QStringLiteral("comments"), from, Kind::Compared, {},
            [](QByteArray &body) { before(body, "agent.message", ": still here\n\n"); });
        for (int i = 0; i < 4; ++i) {
            const double part = random.generateDouble();
            const auto tear = [part](QByteArray &body) {
                body.truncate(body.indexOf(": ", qsizetype(double(body.size() - 200) * part)) + 2); // never between two events
            };
            stream(QStringLiteral("torn"), from, Kind::Compared, QStringLiteral("stops inside an event"), tear);
            stream(QStringLiteral("torn-alone"), from, Kind::NoHistory, QStringLiteral("not kept so far"), tear, {}, {}, false);
        }
    }
    const Json unknown{{"payload", {{"x", 1}}}, {"ts", 1795286439761}};
    const auto tell = [unknown](QByteArray &body) { body += frame("agent.brand_new", 6, unknown); };
    const Edit store = [unknown](Json &events) {
        events.push_back(unknown);
        events.back()["type"] = "agent.brand_new";
        events.back()["seq"] = 6;
    };
    stream(QStringLiteral("unknown"), plain, Kind::Compared, QStringLiteral("3 rows"), tell, {}, store);
    stream(QStringLiteral("unknown-spec"), spec, Kind::Compared, QStringLiteral("3 rows"), tell, {}, store);
    stream(QStringLiteral("unknown-filtered"), spec, Kind::Compared, QStringLiteral("2 rows"), {}, {}, store);
    stream(QStringLiteral("unknown-alone"), spec, Kind::NoHistory, QStringLiteral("3 rows"), tell, {}, {}, false);
    stream(QStringLiteral("unknown-live"), plain, Kind::Compared, QStringLiteral("3 rows"), [](QByteArray &body) {
        before(body, "agent.message", frame("agent.sparkle", 0, Json{{"n", 1}}));
    });
}

void TestDerived::accidents()
{
    const QString plain = QStringLiteral("500-plain-chunks");
    stream(QStringLiteral("repaired"), QStringLiteral("502-bash-chunks"), Kind::Compared,
        QStringLiteral("1 unreadable events were skipped"), [](QByteArray &body) { breakFrame(body, "agent.tool_use"); });
    stream(QStringLiteral("repaired-last"), plain, Kind::Compared, QStringLiteral("turn idle"),
        [](QByteArray &body) { breakFrame(body, "span.model_request_end"); });
    // A provider that hangs up: what it wrote is in no history.
    const Json failure{{"error", "harness_turn_failed"}, {"message", "No output generated."}, {"ts", 1795286440510}};
    stream(
        QStringLiteral("hung-up"), plain, Kind::Compared, QStringLiteral("2 rows, turn failed, 4 events, 40 fragments; 1 broken off"),
        [failure](QByteArray &body) {
            body.truncate(body.indexOf("event: agent.message_stream_end"));
            body += frame("session.error", 4, failure);
        },
        {},
        [failure](Json &events) {
            events.erase(4);
            events[3] = failure;
            events[3]["type"] = "session.error";
            events[3]["seq"] = 4;
        });
    stream(QStringLiteral("no-json"), plain, Kind::Compared, QStringLiteral("1 unreadable"),
        [](QByteArray &body) { body += "data: hello\n\n"; });
    stream(QStringLiteral("twice"), QStringLiteral("502-bash-default"), Kind::Compared, QStringLiteral("4 rows"), [](QByteArray &body) {
        QByteArray out;
        for (const QByteArray &one : frames(body))
            out += one + one;
        body = out;
    });
}

// The hosted server names its events in the stream and counts them in the history only.
void TestDerived::hosted()
{
    std::vector<std::pair<QByteArray, Json>> told{
        {"user.message",
            {{"id", "sevt-u1"}, {"content", {{{"type", "text"}, {"text", "hi"}}}}, {"processed_at", "2026-11-21T18:40:39.000Z"}}},
        {"session.status_running", {{"id", "sevt-r1"}}},
        {"agent.message",
            {{"id", "sevt-a1"}, {"content", {{{"type", "text"}, {"text", "Hello"}}}}, {"processed_at", "2026-11-21T18:40:40.000Z"}}},
        {"session.status_idle", {{"id", "sevt-i1"}, {"stop_reason", {{"type", "end_turn"}}}}}};
    const auto tell = [told](QByteArray &body) {
        body = "retry: 1000\n\n";
        for (const auto &[type, event] : told)
            body += frame(type, 0, event);
    };
    const auto store = [told](const std::string &text) {
        return [told, text](Json &events) {
            events = Json::array();
            for (const auto &[type, event] : told) {
                Json row = event;
                row["type"] = type.toStdString();
                if (type == "agent.message")
                    row["content"][0]["text"] = text;
                events.push_back({{"seq", events.size() + 1}, {"type", row["type"]}, {"data", row}, {"ts", 1795286439761}});
            }
        };
    };
    const QString plain = QStringLiteral("500-plain-chunks");
    stream(QStringLiteral("hosted"), plain, Kind::Compared, QStringLiteral("2 rows, turn idle, 4 events"), tell, {}, store("Hello"));
    stream(QStringLiteral("hosted-liar"), plain, Kind::Failed, QStringLiteral("row 1"), tell, {}, store("Hell"));
    stream(QStringLiteral("hosted-alone"), plain, Kind::NoHistory, QStringLiteral("2 rows, turn idle"), tell, {}, {}, false);
}

void TestDerived::liars()
{
    const QString bash = QStringLiteral("502-bash-chunks");
    stream(QStringLiteral("another-text"), QStringLiteral("500-plain-chunks"), Kind::Failed, QStringLiteral("row 1"), {}, {},
        [](Json &events) { events[3]["content"][0]["text"] = "Something else."; });
    stream(QStringLiteral("swapped"), bash, Kind::Failed, QStringLiteral("row 1"), {}, {},
        [](Json &events) { std::swap(events[3]["seq"], events[4]["seq"]); });
    stream(QStringLiteral("less-stored"), bash, Kind::Failed, QStringLiteral("row 2"), {}, {}, [](Json &events) {
        events.erase(std::find_if(events.begin(), events.end(), [](const Json &event) { return event["type"] == "agent.tool_result"; }));
    });
    stream(QStringLiteral("less-told"), bash, Kind::Failed, QStringLiteral("row 2"), [](QByteArray &body) {
        const auto begin = body.indexOf("event: agent.tool_result\n");
        body.remove(begin, body.indexOf("\n\n", begin) + 2 - begin);
    });
    stream(QStringLiteral("not-its-chunks"), bash, Kind::Failed, QStringLiteral("not its body"), {},
        [](const QByteArray &body) { return frames(QByteArray(body).replace("echo hi", "echo ho")); });
}

void TestDerived::head(const QString &what, const QByteArray &status, const QByteArray &type, const std::optional<QByteArray> &body,
    Kind kind, const QString &words)
{
    const QString name = QStringLiteral("%1-%2").arg(++m_count).arg(what);
    QByteArray text
        = "# a head\n# REQUEST\nGET /v1/sessions/sess-head" + QByteArray::number(m_count) + "/events/stream HTTP/1.1\nHost: somewhere\n\n";
    if (!status.isEmpty())
        text += "# RESPONSE HEAD\nHTTP/1.1 " + status + "\ncontent-type: " + type + "\nConnection: keep-alive\n\n\n";
    if (body)
        text += "# RAW BODY (de-chunked, verbatim)\n" + *body + "\n# END  server_closed_at=0.1\n";
    write(QStringLiteral("sse/%1.txt").arg(name), text);
    if (body)
        write(QStringLiteral("sse/%1.timing.jsonl").arg(name), timingOf({*body}));
    m_due[QStringLiteral("sse/") + name] = {kind, words};
}

void TestDerived::heads()
{
    const std::map<QByteArray, QString> kinds{{"400", QStringLiteral("Invalid")}, {"401", QStringLiteral("Unauthorized")},
        {"403", QStringLiteral("Forbidden")}, {"404", QStringLiteral("NotFound")}, {"409", QStringLiteral("Conflict")},
        {"410", QStringLiteral("NotFound")}, {"422", QStringLiteral("Invalid")}, {"429", QStringLiteral("RateLimited")},
        {"500", QStringLiteral("Server")}, {"501", QStringLiteral("Unsupported")}, {"503", QStringLiteral("Overloaded")},
        {"529", QStringLiteral("Overloaded")}, {"302", QStringLiteral("Protocol")}};
    for (const auto &[status, kind] : kinds) {
        head(QStringLiteral("refused"), status + " Word", "application/json", "{\"error\":\"nope\"}", Kind::Compared,
            kind + QStringLiteral(", as recorded"));
        head(QStringLiteral("bodiless"), status + " Word", "application/json", std::nullopt, Kind::Compared,
            kind + QStringLiteral(", as recorded"));
    }
    head(QStringLiteral("web-page"), "200 OK", "text/html; charset=utf-8", "<!DOCTYPE html>", Kind::Compared, QStringLiteral("Protocol"));
    head(QStringLiteral("over"), "204 No Content", "text/event-stream", std::nullopt, Kind::Compared, QStringLiteral("ended by 204"));
    head(QStringLiteral("silent"), "200 OK", "text/event-stream", std::nullopt, Kind::NoHistory, QStringLiteral("0 rows, turn none"));
    head(QStringLiteral("empty"), "200 OK", "text/event-stream", QByteArray(), Kind::NoHistory, QStringLiteral("0 rows, turn none"));
    head(QStringLiteral("unanswered"), {}, {}, std::nullopt, Kind::Compared, QStringLiteral("Network"));
}

void TestDerived::files()
{
    const Source source = sourceOf(QStringLiteral("500-plain-chunks"));
    const QByteArray text = source.head + source.body + source.tail;
    const QByteArray timing = timingOf(frames(source.body));
    const auto put = [this](const QString &name, const QByteArray &recording, const std::optional<QByteArray> &times, Kind kind,
                         const QString &words) {
        write(QStringLiteral("sse/%1.txt").arg(name), recording);
        if (times)
            write(QStringLiteral("sse/%1.timing.jsonl").arg(name), *times);
        m_due[QStringLiteral("sse/") + name] = {kind, words};
    };
    put(QStringLiteral("800-cut-file"), text.left(4000), timing, Kind::NoHistory, QStringLiteral("shorter than its chunks"));
    put(QStringLiteral("801-cut-timing"), text, timing.left(2500), Kind::NoHistory, QStringLiteral("2 rows, turn idle"));
    put(QStringLiteral("802-no-timing"), text, std::nullopt, Kind::NoHistory, QStringLiteral("2 rows, turn idle"));
    put(QStringLiteral("803-no-end"), source.head + source.body, timing, Kind::NoHistory, QStringLiteral("2 rows, turn idle"));
    put(QStringLiteral("804-empty-file"), {}, timing, Kind::Failed, QStringLiteral("no request"));
    put(QStringLiteral("805-prose"), "hello\n", std::nullopt, Kind::Failed, QStringLiteral("no request"));
    // Readings that end inside of characters.
    QByteArrayList halves;
    for (qsizetype i = 0; i < source.body.size(); i += 7)
        halves.append(QString::fromUtf8(source.body.mid(i, 7)).toUtf8());
    put(QStringLiteral("806-half-characters"), text, timingOf(halves), Kind::NoHistory,
        QStringLiteral("2 rows, turn idle, 5 events, 40 fragments"));
    write(QStringLiteral("http/900-cut.json"), "{\"name\": \"x\", \"request\": {");
    write(QStringLiteral("http/901-note.json"), "{\"name\": \"x\", \"note\": \"nothing was asked\"}");
    m_due[QStringLiteral("http/900-cut")] = {Kind::Failed, QStringLiteral("not JSON")};
    m_due[QStringLiteral("http/901-note")] = {Kind::Note, {}};
}

void TestDerived::answer(const QString &method, const QByteArray &path, const Json &status, const Json &body, bool isJson,
    const QByteArray &type, const QString &words)
{
    const QString name = QStringLiteral("%1-answer").arg(++m_count);
    Json response{{"status", status}, {"headers", {{"content-type", type.toStdString()}, {"x-kept", "as it is"}}}, {"body", body},
        {"body_is_json", isJson}};
    write(QStringLiteral("http/%1.json").arg(name),
        base::dumpJson(Json{{"name", "x"},
            {"request", {{"method", method.toStdString()}, {"path", path.toStdString()}, {"headers", Json::object()}, {"body", nullptr}}},
            {"response", response}}));
    m_due[QStringLiteral("http/") + name] = {Kind::Compared, words};
}

void TestDerived::answers()
{
    const QByteArray json = "application/json";
    const std::vector<std::pair<QString, QByteArray>> asked{{QStringLiteral("GET"), "/v1/agents"},
        {QStringLiteral("GET"), "/v1/agents/agent-1"}, {QStringLiteral("POST"), "/v1/agents"},
        {QStringLiteral("POST"), "/v1/agents/agent-1"}, {QStringLiteral("POST"), "/v1/agents/agent-1/archive"},
        {QStringLiteral("PUT"), "/v1/agents/agent-1"}, {QStringLiteral("GET"), "/v1/sessions/sess-1/events"},
        {QStringLiteral("POST"), "/v1/sessions"}, {QStringLiteral("GET"), "/v1/odd/thing"}};
    const std::map<int, QString> kinds{{400, QStringLiteral("Invalid")}, {401, QStringLiteral("Unauthorized")},
        {403, QStringLiteral("Forbidden")}, {404, QStringLiteral("NotFound")}, {405, QStringLiteral("Unsupported")},
        {409, QStringLiteral("Conflict")}, {412, QStringLiteral("Conflict")}, {422, QStringLiteral("Invalid")},
        {429, QStringLiteral("RateLimited")}, {500, QStringLiteral("Server")}, {502, QStringLiteral("Server")},
        {503, QStringLiteral("Overloaded")}, {504, QStringLiteral("Timeout")}};
    for (const auto &[method, path] : asked) {
        for (const auto &[status, kind] : kinds)
            answer(method, path, status, Json{{"error", "words of the server"}}, true, json, kind);
        answer(method, path, 400, Json{{"type", "error"}, {"error", {{"type", "bad"}, {"message", "words"}}}}, true, json,
            QStringLiteral("words"));
        answer(method, path, 500, Json{{"error", "internal_error"}, {"message", "deep inside"}}, true, json, QStringLiteral("deep inside"));
        answer(method, path, 502, "<html><title>Bad gateway</title></html>", false, "text/html", QStringLiteral("Server"));
        for (const int status : {200, 202, 204})
            answer(method, path, status, "", false, "text/plain", QStringLiteral("Protocol"));
        answer(method, path, 200, "null", false, json, QStringLiteral("Protocol"));
        answer(method, path, 200, Json::object(), true, json, QStringLiteral("Protocol"));
        answer(method, path, 200, "{\"data\":[{\"id\":\"agent-1\",\"na", false, json, QStringLiteral("Protocol"));
        answer(method, path, 200, "<!DOCTYPE html> …(truncated)", false, "text/html; charset=utf-8", QStringLiteral("Protocol"));
        answer(method, path, nullptr, "TimeoutError('timed out')", false, {},
            method == QLatin1String("GET") ? QStringLiteral("Network") : QStringLiteral("OutcomeUnknown"));
    }
    answer(QStringLiteral("GET"), "/v1/agents", 101, "", false, "text/plain", QStringLiteral("Network"));
    answer(QStringLiteral("GET"), "/v1/od{d/thi}ng", 404, Json{{"error", "not found"}}, true, json, QStringLiteral("NotFound"));
    answer(QStringLiteral("POST"), "/v1/od{d/thi}ng", 400, Json{{"error", "no"}}, true, json, QStringLiteral("Invalid"));
    answer(QStringLiteral("GET"), "/v1/agents?cursor=abc", 200, Json{{"data", {{{"id", "a"}}}}, {"next_cursor", "abc"}, {"has_more", true}},
        true, json, QStringLiteral("the page itself"));
    answer(QStringLiteral("GET"), "/v1/agents", 200, Json{{"data", {1, 2}}}, true, json, QStringLiteral("Protocol"));
    answer(QStringLiteral("GET"), "/v1//agents", 200, Json{{"data", Json::array()}}, true, json, QStringLiteral("0 records"));
    answer(QStringLiteral("GET"), "/v1/agents/../x", 404, Json{{"error", "not found"}}, true, json, QStringLiteral("NotFound"));
    answer(QStringLiteral("POST"), "/v1/sessions/sess-1/events", 202, "", false, "text/plain", QStringLiteral("accepted without a word"));
    answer(QStringLiteral("DELETE"), "/v1/agents/agent-1", 204, "", false, "text/plain", QStringLiteral("done"));
    answer(QStringLiteral("BREW"), "/pot", 418, Json{{"error", "a teapot"}}, true, json, QStringLiteral("carried"));
    answer(QStringLiteral("GET"), "/v1/sessions/sess-1/events", 200, Json{{"data", Json::array()}, {"has_more", true}}, true, json,
        QStringLiteral("does not move on"));
    answer(QStringLiteral("GET"), "/v1/sessions/sess-1/events", 200, Json{{"data", {{{"seq", 1}}, {{"seq", 2}, {"type", "user.message"}}}}},
        true, json, QStringLiteral("1 events"));
}

void TestDerived::play()
{
    replay::Playlist playlist(replay::load(m_folder.path()).value(), true, {});
    bool over = false;
    connect(&playlist, &replay::Playlist::verdict, this, [this](const Verdict &verdict) { m_verdicts[verdict.name] = verdict; });
    connect(&playlist, &replay::Playlist::finished, this, [&over] { over = true; });
    playlist.start();
    QTRY_VERIFY_WITH_TIMEOUT(over, 100'000);
    const auto &counts = playlist.counts();
    QCOMPARE(std::size_t(counts.compared + counts.noHistory + counts.failed + counts.notes), m_due.size());
    QCOMPARE(counts.line(),
        QStringLiteral("%1 compared, %2 no history, %3 failed (and 1 notes)")
            .arg(counts.compared)
            .arg(counts.noHistory)
            .arg(counts.failed));
}

void TestDerived::initTestCase()
{
    QDir(m_folder.path()).mkdir(QStringLiteral("sse"));
    QDir(m_folder.path()).mkdir(QStringLiteral("http"));
    streams();
    accidents();
    hosted();
    liars();
    heads();
    files();
    answers();
    play();
}

void TestDerived::verdict_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &[name, due] : m_due)
        QTest::newRow(qPrintable(name)) << name;
}

void TestDerived::verdict()
{
    QFETCH(QString, name);
    const Verdict verdict = m_verdicts[name];
    QVERIFY2(verdict.kind == m_due[name].kind, qPrintable(verdict.line()));
    QVERIFY2(verdict.words.contains(m_due[name].words), qPrintable(verdict.line()));
    QVERIFY2(!verdict.line().contains(QLatin1Char('\n')), qPrintable(verdict.line()));
}

QTEST_GUILESS_MAIN(TestDerived)
#include "tst_derived.moc"
