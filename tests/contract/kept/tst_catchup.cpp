#include "backends/clients.h"
#include "models/conversation.h"
#include "models/transcriptmodel.h"
#include "net/trafficlog.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "sync/loggedfeed.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"

#include <QTemporaryDir>
#include <QUrlQuery>

#include <ctime>

using models::Conversation;
using test::Script;
using test::SeenRequest;

namespace {

constexpr int known = 1'000;
constexpr int missing = 5'000;
constexpr int pageSize = 500;
constexpr double longestTurn = 0.050; // seconds of this thread's work

//! What this thread has worked, in seconds: other programs do not count.
double worked()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

//! The longest that the event loop was kept from its next turn.
class Turns : public QObject
{
public:
    Turns() : m_last(worked()) { startTimer(0); }
    double longest() const { return m_longest; }

protected:
    void timerEvent(QTimerEvent *) override
    {
        const double now = worked();
        m_longest = std::max(m_longest, now - std::exchange(m_last, now));
    }

private:
    double m_last;
    double m_longest = 0;
};

QByteArray event(int number)
{
    static const QByteArray reply = "Here is what I found.\\n\\n1. Read `config.toml`\\n2. Run the **tests**\\n\\n```python\\nprint(1)\\n```\\n\\n"
                                    "Then we go on with the next part, which is a sentence long enough to wrap on most screens.";
    const QByteArray n = QByteArray::number(number);
    const QByteArray place = "\"id\":\"e" + n + "\",\"seq\":" + n + ",\"ts\":" + QByteArray::number(1'795'286'439'000LL + number * 1000);
    switch (number % 4) {
    case 0:
        return "{\"type\":\"user.message\"," + place + ",\"content\":[{\"type\":\"text\",\"text\":\"Please do step " + n + "\"}]}";
    case 1:
        return "{\"type\":\"agent.tool_use\"," + place + ",\"name\":\"bash\",\"input\":{\"command\":\"make -j8 step" + n + "\"}}";
    case 2:
        return "{\"type\":\"agent.tool_result\"," + place + ",\"tool_use_id\":\"e" + QByteArray::number(number - 1) + "\",\"content\":\"" + QByteArray(800, 'o') + "\"}";
    default:
        return "{\"type\":\"agent.message\"," + place + ",\"content\":[{\"type\":\"text\",\"text\":\"" + reply + "\"}]}";
    }
}

Script answer(const SeenRequest &request, int stored)
{
    if (request.path().endsWith("/stream"))
        return Script::stream().chunk("retry: 1000\n\n");
    if (request.path() == "/health")
        return Script::reply(200, "{\"status\":\"ok\",\"runtime\":\"node\"}");
    if (!request.path().endsWith("/events"))
        return Script::reply(request.path().endsWith("/pending") ? 404 : 200, "{\"id\":\"s1\",\"status\":\"idle\"}");
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
    const int begin = query.queryItemValue(QStringLiteral("after_seq")).toInt();
    QByteArrayList page;
    for (int number = begin + 1; number <= std::min(stored, begin + pageSize); ++number)
        page.append(event(number));
    return Script::reply(200, "{\"data\":[" + page.join(',') + "],\"has_more\":" + (begin + pageSize < stored ? "true}" : "false}"));
}

} // namespace

//! A session that has grown by 5,000 events while the program was away.
class TestCatchUp : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void fiveThousandEventsWithoutAStall();
};

void TestCatchUp::fiveThousandEventsWithoutAStall()
{
    QTemporaryDir folder;
    int stored = known;
    test::ScriptedServer server;
    server.handle([&](const SeenRequest &request) { return answer(request, stored); });
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = server.url();
    test::FakeClock clock;
    net::TrafficLog traffic;
    const auto client = backends::makeClient(profile, "test-key-0123456789", &clock, &traffic);
    store::Database database(folder.filePath(QStringLiteral("muster.sqlite")));
    store::Drafts drafts(&database, &clock);
    store::Outbox outbox(&database, &clock);
    const base::Record session(base::Json{{"id", "s1"}, {"status", "idle"}});
    for (const int expected : {known, known + missing}) {
        stored = expected;
        server.forget();
        store::EventLog log(folder.filePath(QStringLiteral("events.sqlite")), &clock);
        Conversation conversation(client.get(), {&drafts, &outbox, &log}, &clock, QStringLiteral("p"), session);
        Turns turns;
        conversation.open();
        QTRY_VERIFY_WITH_TIMEOUT(conversation.isLoaded(), 30000);
        qInfo("%d events: %.1f ms at most in one turn of the event loop", expected, turns.longest() * 1e3);
        if (expected == known)
            continue;
        QCOMPARE(server.count("GET", "/v1/sessions/s1/events"), missing / pageSize); // nothing that was there already
        QCOMPARE(conversation.transcript()->row(conversation.transcript()->rowCount() - 1).identity, QStringLiteral("seq:%1").arg(expected));
        QVERIFY2(turns.longest() < longestTurn, qPrintable(QString::number(turns.longest())));
    }
}

QTEST_GUILESS_MAIN(TestCatchUp)
#include "tst_catchup.moc"
