// A day of use in minutes, and a server that pushes: usage: soak day EVENTS | soak push MEGABYTES. Ends with 1 when an aim is missed.
#include "api/profile.h"
#include "backends/clients.h"
#include "base/heap.h"
#include "store/eventlog.h"
#include "sync/loggedfeed.h"
#include "tests/soak/soakserver.h"
#include "tests/support/fakeclock.h"
#include "transcript/reducer.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>
#include <cstdlib>
#include <malloc.h>

namespace {

using namespace std::chrono_literals;
using State = api::FeedStatus::State;

constexpr int perSession = 2000; // events, half of them before the stream breaks off
constexpr int hanging = 3000;    // ms that the window stands still
constexpr double megabyte = 1024 * 1024;

//! What is allocated in all of malloc's arenas and not freed, in bytes: mallinfo2() looks at one of them only.
qint64 allocated()
{
    char *text = nullptr;
    std::size_t size = 0;
    std::FILE *out = open_memstream(&text, &size);
    malloc_info(0, out);
    std::fclose(out);
    const QByteArray told(text, qsizetype(size));
    std::free(text);
    const QByteArray totals = told.mid(told.lastIndexOf("</heap>"));
    const auto number = [&totals](const QByteArray &line) {
        const qsizetype begin = totals.indexOf("size=\"", totals.indexOf(line)) + 6;
        return totals.mid(begin, totals.indexOf('"', begin) - begin).toLongLong();
    };
    return number("<system type=\"current\"") - number("<total type=\"fast\"") - number("<total type=\"rest\"") + number("<total type=\"mmap\"");
}

//! What the process has.
struct Held
{
    double resident = 0; //!< MB
    double used = 0;     //!< MB, of what was allocated and not freed
    int files = 0;
    int threads = 0;

    //! At rest: the least of what is seen in so many tenths of a second, in which what was put off is done.
    static Held atRest(int looks)
    {
        Held least = now();
        for (int look = 0; look < looks; ++look) {
            (void)QTest::qWaitFor([] { return false; }, 100);
            const Held next = now();
            least = {std::min(least.resident, next.resident), std::min(least.used, next.used), next.files, next.threads};
        }
        return least;
    }
    static Held now()
    {
        QFile file(QStringLiteral("/proc/self/statm"));
        Held held;
        if (file.open(QIODevice::ReadOnly))
            held.resident = double(file.readAll().split(' ').value(1).toLongLong()) * 4096 / megabyte;
        held.used = double(allocated()) / megabyte;
        held.files = int(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
        held.threads = int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::NoDotAndDotDot | QDir::Dirs).size());
        return held;
    }
};

//! The server of soakserver.cpp, running until this dies.
class OtherEnd
{
public:
    OtherEnd(int megabytes)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("serve"), QString::number(megabytes)});
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 20'000))
            qFatal("the server does not start");
        m_ports = m_process.readLine().trimmed().split(' ');
    }
    ~OtherEnd()
    {
        m_process.closeWriteChannel();
        (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 10'000);
    }
    std::unique_ptr<api::Client> client(int which, base::Clock *clock) const
    {
        api::Profile profile;
        profile.platform = api::Platform::Anthropic;
        profile.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(m_ports.value(which)));
        return backends::makeClient(profile, QByteArrayLiteral("soak-key-0123456789"), clock, nullptr);
    }

private:
    QProcess m_process;
    QByteArrayList m_ports;
};

//! Somebody opens a session, reads until its end, and closes it: what was shown, or nothing when it does not get there.
int readSession(api::Client *client, store::EventLog *log, test::FakeClock *clock, const QString &session)
{
    QObject owner;
    auto *feed = new syncing::LoggedFeed(client, log, clock, {QStringLiteral("soak"), session, {}}, &owner);
    transcript::Reducer rows;
    QObject::connect(feed, &syncing::LoggedFeed::headRead, feed, [&rows](const api::Events &events) { (void)rows.applyOlder(events); });
    QObject::connect(feed, &api::EventFeed::eventsArrived, feed, [&rows](const api::Events &events) { (void)rows.apply(events); });
    QObject::connect(feed, &syncing::LoggedFeed::logFailed, feed, [](const base::Error &error) { qFatal("%s", qPrintable(error.detail)); });
    feed->open();
    const bool read = QTest::qWaitFor(
        [&] {
            clock->advance(feed->status().state == State::Reconnecting ? 500ms : 20ms);
            return rows.rowCount() >= perSession && feed->status().state == State::Live;
        },
        60'000);
    return read ? rows.rowCount() : 0;
}

bool print(const char *what, double value, const char *unit, double aim)
{
    std::printf("%-76s %10.1f %-4s  <= %.0f%s\n", what, value, unit, aim, value <= aim ? "" : "  (missed)");
    std::fflush(stdout);
    return value <= aim;
}

int day(int events)
{
    const int sessions = std::max(10, events / perSession);
    QTemporaryDir folder;
    OtherEnd server(0);
    test::FakeClock clock;
    store::EventLog log(folder.filePath(QStringLiteral("log/events.sqlite")), &clock);
    log.setLimit(qint64(64) * 1024 * 1024); // a day of eviction as well
    const auto client = server.client(0, &clock);
    // What the first sessions make, caches and pools, all others share.
    const int warm = std::max(5, sessions / 10);
    Held before;
    for (int i = 0; i < sessions; ++i) {
        if (i == warm)
            before = Held::atRest(50);
        if (i > 0 && i % std::max(1, sessions / 10) == 0) {
            const Held now = Held::atRest(5);
            std::printf("%8d events: %6.1f MB resident, %6.1f MB allocated\n", i * perSession, now.resident, now.used);
            std::fflush(stdout);
        }
        if (readSession(client.get(), &log, &clock, QStringLiteral("sesn_%1").arg(i)) != perSession) {
            std::printf("session %d was not read to its end\n", i);
            return 1;
        }
    }
    // What was closed last goes with the next turns of the event loop, and what lies idle is closed in its time.
    (void)QTest::qWaitFor([&] { return Held::now().files <= before.files && Held::now().threads <= before.threads; }, 3000);
    const Held after = Held::atRest(50);
    std::printf("%d events in %d sessions, each with one stream that breaks off\n", sessions * perSession, sessions);
    // A short run has not filled SQLite's own caches by its first tenth: its memory is printed only.
    const bool memory = print("memory that the process has more than after its first tenth", after.resident - before.resident, "MB", 5) || sessions < 250;
    const bool files = print("open files more", after.files - before.files, "", 0);
    const bool threads = print("threads more", after.threads - before.threads, "", 0);
    return memory && files && threads ? 0 : 1;
}

int push(int megabytes)
{
    QTemporaryDir folder;
    OtherEnd server(megabytes);
    base::SystemClock clock;
    store::EventLog log(folder.filePath(QStringLiteral("log/events.sqlite")), &clock);
    const auto client = server.client(1, &clock);
    QObject owner;
    auto *feed = new syncing::LoggedFeed(client.get(), &log, &clock, {QStringLiteral("soak"), QStringLiteral("push"), {}}, &owner);
    qint64 bytes = 0;
    double most = 0;
    QSet<QString> seen;
    QObject::connect(feed, &api::EventFeed::eventsArrived, feed, [&](const api::Events &events) {
        for (const api::Event &event : events) {
            if (seen.contains(event.identity))
                continue;
            seen.insert(event.identity);
            bytes += event.raw.size();
        }
        most = std::max(most, Held::now().resident);
    });
    feed->open();
    if (!QTest::qWaitFor([&] { return bytes > 0; }, 20'000)) {
        std::printf("nothing came\n");
        return 1;
    }
    const double before = Held::now().resident;
    QSemaphore never;
    never.tryAcquire(1, hanging); // this thread does nothing, its event loop included
    const bool still = print("memory that a stream takes while the window stands still for 3 s", Held::now().resident - before, "MB", 16);
    most = before;
    const qint64 all = qint64(double(megabytes) * megabyte * 0.98); // raw events, without the frames around them
    QElapsedTimer timer;
    timer.start();
    const bool came = QTest::qWaitFor([&] { return bytes >= all; }, 600'000);
    std::printf("%.0f MB came in %.1f s more\n", double(bytes) / megabyte, double(timer.elapsed()) / 1000);
    const bool bounded = print("memory that they took at most while they were read and kept", most - before, "MB", 32);
    return came && still && bounded ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray verb = argc > 2 ? argv[1] : "";
    const int number = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    if (verb == "serve")
        return soak::serve(argc, argv, perSession, number);
    base::keepHeapSmall(); // as the program does
    QCoreApplication application(argc, argv);
    if (verb == "day" && number > 0)
        return day(number);
    if (verb == "push" && number > 0)
        return push(number);
    std::printf("usage: soak day EVENTS | soak push MEGABYTES\n");
    return 2;
}
