#include "base/clock.h"
#include "tests/bench/following.h"
#include "tests/bench/measure.h"
#include "tests/bench/otherend.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace bench {

namespace {

constexpr std::size_t reads = 1000; // one after the other: a machine that dozes between them would be measured instead

//! The times of listings, one after the other, in seconds and sorted; empty when one failed.
std::vector<double> listings(api::Client *client)
{
    std::vector<double> times;
    QObject owner;
    QElapsedTimer timer;
    bool failed = false;
    const bool over = run(60, [&](const std::function<void()> &done) {
        auto *next = new QTimer(&owner);
        next->setSingleShot(true);
        QObject::connect(next, &QTimer::timeout, &owner, [&, done, next] {
            timer.start();
            client->list(&owner, *client->resource("agents"), {})->then(&owner, [&, done, next](const base::Result<api::Page> &page) {
                times.push_back(double(timer.nsecsElapsed()) * 1e-9);
                failed = failed || !page.ok() || page->items.size() != 100;
                if (failed || times.size() == reads)
                    done();
                else
                    next->start(0);
            });
        });
        next->start(0);
    });
    if (!over || failed)
        return {};
    std::sort(times.begin(), times.end());
    return times;
}

double p95(const std::vector<double> &sorted)
{
    return sorted.empty() ? 0 : sorted[sorted.size() * 95 / 100];
}

} // namespace

void streams(std::vector<Line> &report, const QString &folder)
{
    OtherEnd server(folder);
    base::SystemClock clock;
    if (!server.ready()) {
        report.push_back({"20 live streams and REST (R12)", "no server", "", 0, "", false});
        return;
    }
    const auto client = clientOf(server.url(), &clock);
    listings(client.get()); // connects, and warms what is to be measured
    const auto alone = listings(client.get());
    const int connections = server.say("count").toInt();
    Following following(client.get(), QStringLiteral("talking"), 20);
    if (!following.open() || !following.untilAllHeard()) {
        report.push_back({"20 live streams and REST (R12)", "not all are live", "", 0, "", false});
        return;
    }
    const int more = server.say("count").toInt() - connections;
    const auto before = following.heard();
    const auto beside = listings(client.get());
    std::vector<qint64> gained;
    for (std::size_t i = 0; i < before.size(); ++i)
        gained.push_back(following.heard()[i] - before[i]);
    std::sort(gained.begin(), gained.end());

    const double ratio = p95(alone) > 0 ? p95(beside) / p95(alone) : 0;
    report.push_back({"REST p95 beside 20 talking streams, against none (R12)", inMilliseconds(p95(beside)), inMilliseconds(p95(alone)), ratio,
                      "<= 50 ms", !beside.empty() && p95(beside) <= 0.050});
    report.push_back({"events of the slowest of 20 streams meanwhile, against the fastest", std::to_string(gained.front()),
                      std::to_string(gained.back()), double(gained.front()) / double(std::max<qint64>(gained.back(), 1)), ">= 0.9x",
                      double(gained.front()) >= 0.9 * double(gained.back()) && gained.front() > 0});
    report.push_back({"connections for 20 streams and their listings", std::to_string(more), "20", 0, "<= 26", more >= 20 && more <= 26});
}

} // namespace bench
