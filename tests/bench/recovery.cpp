#include "base/clock.h"
#include "tests/bench/following.h"
#include "tests/bench/measure.h"
#include "tests/bench/otherend.h"
#include "tests/support/fakeclock.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace bench {

namespace {

using namespace std::chrono_literals;

double secondsOf(const std::function<bool()> &what)
{
    QElapsedTimer timer;
    timer.start();
    return what() ? double(timer.nsecsElapsed()) * 1e-9 : -1;
}

bool listed(api::Client *client)
{
    bool ok = false;
    QObject owner;
    return run(10, [&](const std::function<void()> &done) {
        client->list(&owner, *client->resource("agents"), {})->then(&owner, [&ok, done](const base::Result<api::Page> &page) {
            ok = page.ok();
            done();
        });
    }) && ok;
}

//! Both ways of a client die without a word, as in a sleep; then the machine is awake and there is a route again.
void kill(OtherEnd &server)
{
    server.say("hole");
    server.say("open");
}

//! The machine says that it has slept: all connections are dropped (R11).
void told(std::vector<Line> &report, OtherEnd &server)
{
    base::SystemClock clock;
    std::vector<double> streamFirst, streamAgain, readFirst, readAgain;
    for (int i = 0; i < 9; ++i) {
        const auto client = clientOf(server.url(), &clock);
        Following following(client.get(), QStringLiteral("quiet"), 1);
        streamFirst.push_back(secondsOf([&] { return following.open() && (following.heard()[0] > 0 || following.untilAllHeard()); }));
        readFirst.push_back(secondsOf([&] { return listed(client.get()); }));
        kill(server);
        QElapsedTimer timer;
        timer.start();
        QObject owner;
        double read = -1;
        client->list(&owner, *client->resource("agents"), {})->then(&owner, [&](const base::Result<api::Page> &page) {
            read = page.ok() ? double(timer.nsecsElapsed()) * 1e-9 : -1;
        });
        QTimer::singleShot(0, &owner, [&] { client->dropConnections(); });
        const bool heard = following.untilAllHeard();
        streamAgain.push_back(heard ? double(timer.nsecsElapsed()) * 1e-9 : -1);
        if (read < 0)
            listed(client.get()); // asked later, answered later
        readAgain.push_back(read);
    }
    const auto line = [&report](const char *what, const std::vector<double> &real, const std::vector<double> &floor) {
        const bool all = std::all_of(real.begin(), real.end(), [](double one) { return one >= 0; });
        const double ratio = median(floor) > 0 && all ? median(real) / median(floor) : 0;
        report.push_back({what, all ? inMilliseconds(median(real)) : "did not recover", inMilliseconds(median(floor)), ratio, "<= 2 s",
                          all && median(real) <= 2});
    };
    line("a stream's next event after a dead connection, against its first (R11)", streamAgain, streamFirst);
    line("a read that was under way then, against the first", readAgain, readFirst);
}

//! Nobody says anything: what the clock shows when the stream is followed again, and when a read has its answer.
void untold(std::vector<Line> &report, OtherEnd &server)
{
    test::FakeClock clock;
    const auto client = clientOf(server.url(), &clock);
    Following following(client.get(), QStringLiteral("quiet"), 1);
    bool ready = following.open() && (following.heard()[0] > 0 || following.untilAllHeard()) && listed(client.get());
    kill(server);
    const auto until = [&clock](int most, const std::function<bool()> &is) {
        const auto begin = clock.monotonic();
        // Each step of the clock gives the network a moment of the real one.
        while (!is() && clock.monotonic() - begin < std::chrono::seconds(most)) {
            clock.advance(250ms);
            run(1, [](const std::function<void()> &done) { QTimer::singleShot(15, done); });
        }
        return std::chrono::duration<double>(clock.monotonic() - begin).count();
    };
    QObject owner;
    bool looked = false;
    QObject::connect(client.get(), &api::Client::recordChanged, &owner, [&](const QString &, const base::Record &) { looked = true; });
    const double silence = until(300, [&] { return looked; });
    report.push_back({"clock until a silent stream has been looked after, nobody told us", inSeconds(silence), inSeconds(45), silence / 45, "<= 46 s",
                      ready && looked && silence <= 46});

    ready = listed(client.get());
    kill(server);
    bool read = false;
    client->list(&owner, *client->resource("agents"), {})->then(&owner, [&](const base::Result<api::Page> &page) { read = page.ok(); });
    const double took = until(600, [&] { return read; });
    report.push_back({"clock until a read on a dead connection has its answer, nobody told us", inSeconds(took), "", 0, "<= 10 s", ready && read && took <= 10});
}

} // namespace

void recovery(std::vector<Line> &report, const QString &folder)
{
    OtherEnd server(folder);
    if (!server.ready()) {
        report.push_back({"recovery after a dead connection (R11)", "no server", "", 0, "", false});
        return;
    }
    told(report, server);
    untold(report, server);
}

} // namespace bench
