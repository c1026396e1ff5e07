#include "tests/faults/matrix/faultbench.h"

#include "backends/anthropic/decoder.h"
#include "backends/openma/decoder.h"
#include "backends/shared/requestscope.h"
#include "models/transcriptmodel.h"
#include "tests/unit/backends/awaited.h"

namespace test {

using namespace std::chrono_literals;
using State = api::FeedStatus::State;

namespace {

constexpr auto longestSkip = 20s; // longer waits are deadlines: a row lets that time pass by itself

Script taken(std::deque<Script> &scripts)
{
    const Script script = scripts.front();
    scripts.pop_front();
    return script;
}

QByteArray callBytes(const transcript::ToolCall &call)
{
    return "  call " + call.id.toUtf8() + ' ' + call.name.toUtf8() + ' ' + QByteArray::number(int(call.state)) + ' ' + call.input + ' '
        + call.result + ' ' + call.rawResult + '\n';
}

} // namespace

QByteArray shownBytes(const transcript::Reducer &reducer)
{
    QByteArray out;
    for (int i = 0; i < reducer.rowCount(); ++i) {
        const transcript::Row &row = reducer.row(i);
        const auto number = [](auto value) { return QByteArray::number(int(value)) + ' '; };
        out += number(row.kind) + number(row.notice) + number(row.preview) + number(row.queued) + number(row.willRetry)
            + row.identity.toUtf8() + ' ' + row.type.toUtf8() + ' ' + row.threadId.toUtf8() + ' ' + row.name.toUtf8() + ' '
            + row.at.toString(Qt::ISODateWithMs).toUtf8() + ' ' + row.text + ' ' + row.detail + ' ' + row.raw + '\n';
        if (row.call)
            out += callBytes(*row.call);
    }
    return out;
}

FaultBench::FaultBench(api::Platform platform)
    : harness(platform),
      server(harness.server),
      clock(harness.clock),
      client(harness.client.get()),
      numbered(platform == api::Platform::Openma),
      m_database(m_folder.filePath(QStringLiteral("faults.sqlite"))),
      m_drafts(&m_database, &clock),
      m_outbox(&m_database, &clock)
{
    harness.onStream = [this](const SeenRequest &) { return streams.empty() ? Script::stream().chunk("retry: 1000\n\n") : taken(streams); };
    harness.onListing = [this](const SeenRequest &request) { return events(request); };
    harness.onSession = [this](const SeenRequest &request) {
        const bool ours = !others.empty() && !request.path().startsWith("/v1/sessions/"); // a session may be asked for at any time
        return ours ? taken(others) : Script::reply(200, "{\"id\":\"s1\",\"status\":\"" + harness.status + "\"}");
    };
    QObject::connect(client, &api::Client::keyRefused, harness.owner.get(), [this] { ++keyRefusals; });
    keep("user.message", "\"content\":[{\"type\":\"text\",\"text\":\"Count the files\"}]");
    keep("agent.tool_use", numbered ? "\"id\":\"t1\",\"name\":\"bash\",\"input\":{\"command\":\"ls | wc -l\"}"
                                    : "\"name\":\"bash\",\"input\":{\"command\":\"ls | wc -l\"}");
    keep("agent.tool_result", (numbered ? "\"tool_use_id\":\"t1\"" : "\"tool_use_id\":\"e2\"") + QByteArray(",\"content\":\"42\\n\""));
    keep("agent.message", "\"content\":[{\"type\":\"text\",\"text\":\"There are 42 \xe2\x80\x94 \xf0\x9f\x90\x99.\"}],\"message_id\":\"m4\"");
    if (!numbered) // openma stores no such event
        keep("session.status_idle", "\"stop_reason\":{\"type\":\"end_turn\"}");
}

FaultBench::~FaultBench()
{
    conversation.reset();
}

// The server's side ---------------------------------------------------------------------------------------------------------------

QByteArray FaultBench::stamped(QByteArray json)
{
    ++m_number;
    const qint64 at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC).toMSecsSinceEpoch() + m_number * 100LL;
    const QByteArray number = QByteArray::number(m_number);
    QByteArray stamp;
    if (numbered)
        stamp = "{\"seq\":" + number + ",\"ts\":" + QByteArray::number(at) + ',';
    else
        stamp = "{\"id\":\"e" + number + "\",\"processed_at\":\"" + QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8()
            + "\",";
    return json.replace(0, 1, stamp);
}

QByteArray FaultBench::keep(const QByteArray &type, const QByteArray &more)
{
    const QByteArray n = QByteArray::number(m_number + 1);
    const QByteArray json = type.isEmpty()
        ? "{\"type\":\"agent.message\",\"message_id\":\"m" + n + "\",\"content\":[{\"type\":\"text\",\"text\":\"part " + n + "\"}]}"
        : "{\"type\":\"" + type + '"' + (more.isEmpty() ? QByteArray() : ',' + more) + '}';
    harness.history.append(stamped(json));
    return harness.history.constLast();
}

int FaultBench::tell(const QByteArray &type, const QByteArray &more)
{
    const QByteArray json = keep(type, more);
    if (server.canPush())
        push(frame(json));
    return m_number;
}

int FaultBench::goOn()
{
    return tell({});
}

void FaultBench::keepLate()
{
    for (const QByteArray &json : std::exchange(m_late, {}))
        harness.history.append(stamped(json));
}

Script FaultBench::events(const SeenRequest &request)
{
    if (request.method == "POST") {
        const Script accepted = accept(request.body);
        return posts.empty() ? accepted : taken(posts);
    }
    return listings.empty() ? harness.listing(request) : taken(listings);
}

Script FaultBench::accept(const QByteArray &body)
{
    const auto json = base::parseJson(body);
    QByteArrayList stored;
    for (const base::Json &event : json->at("events")) {
        const QByteArray bytes = base::dumpJson(event);
        if (keeps == Keeps::Now) {
            harness.history.append(stamped(bytes));
            stored.append(harness.history.constLast());
        } else if (keeps == Keeps::Late) {
            m_late.append(bytes);
        }
    }
    return numbered ? Script::reply(202, {}, "text/plain") : Script::reply(200, "{\"data\":[" + stored.join(',') + "]}");
}

// Our side ------------------------------------------------------------------------------------------------------------------------

std::unique_ptr<models::Conversation> FaultBench::talk(const QString &sessionId)
{
    return std::make_unique<models::Conversation>(client, models::Conversation::Stores{&m_drafts, &m_outbox}, &clock,
                                                  QStringLiteral("profile"), base::Record(base::Json{{"id", base::fromQString(sessionId)}}));
}

void FaultBench::open()
{
    conversation = talk(QStringLiteral("s1"));
    QObject::connect(conversation.get(), &models::Conversation::feedStatusChanged, harness.owner.get(), [this] {
        // The feed is the conversation's own; what it brings is compared with what the server has.
        auto *feed = conversation->findChild<api::EventFeed *>();
        if (!feed || feed == harness.feed)
            return;
        harness.feed = feed;
        QObject::connect(feed, &api::EventFeed::eventsArrived, harness.owner.get(), [this](const api::Events &events) {
            for (const api::Event &event : events) {
                if (!event.identity.isEmpty())
                    arrived.insert(event.identity, event.raw);
            }
        });
    });
    conversation->open();
}

bool FaultBench::isQuiet() const
{
    const auto &entries = harness.log.entries();
    return std::all_of(entries.begin(), entries.end(), [](const auto &entry) { return entry.finished || (entry.stream && entry.status != 0); });
}

bool FaultBench::settle(const std::function<bool()> &condition, int milliseconds)
{
    return QTest::qWaitFor(
        [&] {
            if (condition())
                return true;
            const auto next = clock.nextDelay();
            if (isQuiet() && next >= 0ms && next <= longestSkip)
                clock.advance(next);
            return false;
        },
        milliseconds);
}

bool FaultBench::calmsDown()
{
    const auto calm = [this] { return isQuiet() && clock.nextDelay() > longestSkip; };
    for (int i = 0; i < 10 && settle(calm); ++i) {
        if (!QTest::qWaitFor([&] { return !calm(); }, 50)) // what an answer leads to has begun by then
            return true;
    }
    return false;
}

bool FaultBench::isCaughtUp()
{
    return settle([this] { return isState(State::Live) && !status().polling && arrived.size() == harness.history.size(); });
}

void FaultBench::roundTrip()
{
    const auto agents = *client->resource("agents");
    const auto answer = awaited(client->fetch(harness.owner.get(), agents, QStringLiteral("a")));
    QVERIFY(answer.ok());
}

void FaultBench::pass(std::chrono::milliseconds time)
{
    for (auto gone = 0ms; gone < time; gone += 1s) {
        clock.advance(std::min<std::chrono::milliseconds>(1s, time - gone));
        QCoreApplication::sendPostedEvents();
        // The network is as fast as ever: what begins in a second is answered in it.
        (void)QTest::qWaitFor([this] { return isQuiet(); }, 1000);
    }
    // What was begun by then reaches the server: that nothing was can only be seen by giving it the time.
    (void)QTest::qWaitFor([] { return false; }, 40);
}

void FaultBench::check()
{
    const auto longest = m_heart.longestWork();
    QVERIFY2(longest <= allowedGap, qPrintable(QStringLiteral("the event loop was busy for %1 ms at a stretch").arg(longest.count())));
    transcript::Reducer server;
    api::Events all;
    backends::RequestScope scope;
    for (const QByteArray &json : std::as_const(harness.history)) {
        auto event = numbered ? backends::openma::decodeEvent(json) : backends::anthropic::decodeEvent(json);
        QVERIFY2(event.ok(), json.constData());
        if (numbered)
            scope.apply(event.value());
        QCOMPARE(arrived.value(event->identity), json);
        all.push_back(event.value());
    }
    QCOMPARE(arrived.size(), harness.history.size());
    server.apply(all);
    conversation->transcript()->flush();
    QCOMPARE(shownBytes(conversation->transcript()->reducer()), shownBytes(server));
}

} // namespace test
