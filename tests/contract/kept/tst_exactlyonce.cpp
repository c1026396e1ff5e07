#include "backends/clients.h"
#include "net/trafficlog.h"
#include "store/eventlog.h"
#include "sync/loggedfeed.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"
#include "transcript/reducer.h"

#include <QTemporaryDir>
#include <QUrlQuery>

#include <random>

using namespace std::chrono_literals;
using State = api::FeedStatus::State;
using test::Script;
using test::SeenRequest;

namespace {

constexpr int all = 10'000;
constexpr int pageSize = 500;
constexpr int window = 8;

//! A server whose stream breaks off after a few events, brings some twice and some too early; its history is right.
class BadLine
{
public:
    BadLine(bool numbered, unsigned seed) : m_numbered(numbered), m_random(seed) {}

    QByteArray event(int number) const
    {
        const QDateTime at = QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(number);
        const QByteArray n = QByteArray::number(number);
        const QByteArray place = m_numbered
            ? "\"seq\":" + n + ",\"ts\":" + QByteArray::number(at.toMSecsSinceEpoch())
            : "\"id\":\"e" + n + "\",\"processed_at\":\"" + at.toString(Qt::ISODate).toLatin1() + '"';
        return "{\"type\":\"agent.message\"," + place + ",\"content\":[{\"type\":\"text\",\"text\":\"number " + n + "\"}]}";
    }
    QString identity(int number) const { return (m_numbered ? QStringLiteral("seq:%1") : QStringLiteral("e%1")).arg(number); }

    Script answer(const SeenRequest &request)
    {
        if (request.path().endsWith("/stream"))
            return stream();
        if (request.path().endsWith("/events"))
            return listing(request);
        if (request.path() == "/health")
            return Script::reply(200, "{\"status\":\"ok\",\"runtime\":\"node\"}");
        return Script::reply(request.path().endsWith("/pending") ? 404 : 200, "{\"id\":\"s1\",\"status\":\"running\"}");
    }
    int stored() const { return m_stored; }
    int streams = 0;
    int listed = 0; //!< events in all listings

private:
    int upTo(int most) { return int(m_random() % unsigned(most + 1)); }

    Script stream()
    {
        ++streams;
        const int unseen = std::min(upTo(4), all - m_stored); // while nobody listened
        m_stored += unseen;
        const int fresh = std::min(1 + upTo(49), all - m_stored);
        std::vector<std::pair<int, int>> order; // when it is sent, and which
        for (int i = 1; i <= fresh; ++i) {
            order.emplace_back(i + upTo(window - 1), m_stored + i);
            if (m_random() % 20 == 0)
                order.emplace_back(i + upTo(window), std::max(1, m_stored + i - upTo(60))); // again
        }
        std::stable_sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        m_stored += fresh;
        QByteArray bytes;
        for (const auto &[when, number] : order)
            bytes += "event: agent.message\ndata: " + event(number) + "\n\n";
        Script script = Script::stream().chunk("retry: 1000\n\n");
        if (m_stored >= all && upTo(3) == 0) {
            return bytes.isEmpty() ? script : script.chunk(bytes); // this one stays
        }
        // Cut wherever it happens to be: events before the cut have come, those behind it have not.
        const int cut = order.empty() ? 0 : int(bytes.size()) / 4 + upTo(int(bytes.size()) * 3 / 4 - 1);
        script.chunk(bytes.left(std::max(1, cut))).cut(m_random() % 2 ? test::Cut::Fin : test::Cut::Rst);
        return script;
    }

    Script listing(const SeenRequest &request)
    {
        const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
        int begin = query.queryItemValue(m_numbered ? QStringLiteral("after_seq") : QStringLiteral("page")).toInt();
        const QString since = query.queryItemValue(QStringLiteral("created_at%5Bgte%5D"), QUrl::FullyDecoded);
        if (begin == 0 && !since.isEmpty()) {
            const QDateTime from = QDateTime::fromString(since, Qt::ISODateWithMs);
            begin = std::max(0, int(QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).secsTo(from)) - 1);
        }
        QByteArrayList page;
        for (int number = begin + 1; number <= std::min(m_stored, begin + pageSize); ++number)
            page.append(event(number));
        listed += int(page.size());
        const bool more = begin + pageSize < m_stored;
        return Script::reply(200, "{\"data\":[" + page.join(',') + "],\"has_more\":" + (more ? "true" : "false") + ",\"next_page\":"
                                 + (more ? '"' + QByteArray::number(begin + pageSize) + '"' : QByteArray("null")) + '}');
    }

    bool m_numbered;
    std::mt19937 m_random;
    int m_stored = 0;
};

} // namespace

//! Ten thousand events over a line that breaks after 1 to 50 of them, through the log and through restarts of the program (R10).
class TestExactlyOnce : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingLostNothingDoubled_data();
    void nothingLostNothingDoubled();
};

void TestExactlyOnce::nothingLostNothingDoubled_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("by time") << api::Platform::Anthropic;
    QTest::newRow("by number") << api::Platform::Openma;
}

void TestExactlyOnce::nothingLostNothingDoubled()
{
    QFETCH(api::Platform, platform);
    QTemporaryDir folder;
    BadLine line(platform == api::Platform::Openma, 20261122);
    test::ScriptedServer server;
    server.handle([&](const SeenRequest &request) { return line.answer(request); });
    api::Profile profile;
    profile.platform = platform;
    profile.baseUrl = server.url();
    test::FakeClock clock;

    std::mt19937 random{7};
    int runs = 0;
    bool complete = false;
    while (!complete) {
        ++runs;
        QVERIFY(runs < 200);
        // A run of the program: everything is made anew but for the file.
        net::TrafficLog traffic;
        store::EventLog log(folder.filePath(QStringLiteral("events.sqlite")), &clock);
        const auto client = backends::makeClient(profile, "test-key-0123456789", &clock, &traffic);
        QObject owner;
        auto *feed = new syncing::LoggedFeed(client.get(), &log, &clock, {QStringLiteral("p"), QStringLiteral("s1"), {}}, &owner);
        transcript::Reducer rows;
        connect(feed, &syncing::LoggedFeed::headRead, this, [&](const api::Events &events) { rows.applyOlder(events); });
        connect(feed, &syncing::LoggedFeed::olderRead, this, [&](const api::Events &events) { rows.applyOlder(events); });
        connect(feed, &api::EventFeed::eventsArrived, this, [&](const api::Events &events) { rows.apply(events); });
        connect(feed, &syncing::LoggedFeed::logFailed, this, [](const base::Error &error) { qFatal("%s", qPrintable(error.detail)); });
        feed->open();
        const int streamsOfThisRun = line.streams + 5 + int(random() % 30);
        const auto ended = [&] {
            clock.advance(feed->status().state == State::Reconnecting ? 500ms : 50ms);
            complete = line.stored() >= all && feed->status().state == State::Live && feed->known().through >= QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(all);
            return complete || line.streams >= streamsOfThisRun;
        };
        QVERIFY(QTest::qWaitFor(ended, 60000));
        if (!complete)
            continue; // it ends here, whatever is under way
        while (feed->hasOlder()) {
            const int before = rows.rowCount();
            feed->fetchOlder();
            QTRY_VERIFY(rows.rowCount() > before);
        }
        QCOMPARE(rows.rowCount(), all);
        for (int i = 0; i < all; ++i)
            QCOMPARE(rows.row(i).identity, line.identity(i + 1));
    }
    QVERIFY2(runs > 5, qPrintable(QString::number(runs)));
    QVERIFY2(line.streams > 150, qPrintable(QString::number(line.streams)));
    // Asked for again is what lies just before the place, not the history.
    QVERIFY2(line.listed < 3 * all, qPrintable(QString::number(line.listed)));
}

QTEST_GUILESS_MAIN(TestExactlyOnce)
#include "tst_exactlyonce.moc"
