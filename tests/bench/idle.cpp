#include "tests/bench/measure.h"
#include "tests/bench/otherend.h"

namespace bench {

namespace {

//! Beats of short timers, and wake-ups, in a minute; {-1, -1}: it did not run.
std::pair<long, long> minuteOf(const QString &folder, const QString &what)
{
    const QString said = QString::fromLatin1(outputOf(folder + QStringLiteral("/bench_idle"), {what, QStringLiteral("60")}));
    const auto values = said.simplified().split(QLatin1Char(' '));
    return values.size() == 2 ? std::pair(values[0].toLong(), values[1].toLong()) : std::pair(-1L, -1L);
}

} // namespace

void idle(std::vector<Line> &report, const QString &folder)
{
    const auto list = minuteOf(folder, QStringLiteral("list"));
    const auto session = minuteOf(folder, QStringLiteral("session"));
    report.push_back({"idle for 60 s with a live session: beats of timers under 15 s", std::to_string(session.first), std::to_string(list.first), 0, "0",
                      session.first == 0});
    report.push_back({"wake-ups of the thread that draws meanwhile, against a list only", std::to_string(session.second), std::to_string(list.second), 0,
                      "<= 4 more", session.second >= 0 && list.second >= 0 && session.second <= list.second + 4});
}

} // namespace bench
