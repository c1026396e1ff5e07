#include "tests/bench/measure.h"
#include "tests/bench/otherend.h"

namespace bench {

namespace {

constexpr double wall = 16 * 1024; // kB: what a stream may grow by (R13)

//! The median of three fresh processes; below nothing counts as nothing.
double measured(const QString &program, const QStringList &words, bool &all)
{
    std::vector<double> kilobytes;
    for (int i = 0; i < 3; ++i) {
        bool number = false;
        kilobytes.push_back(std::max(0.0, outputOf(program, words).trimmed().toDouble(&number)));
        all = all && number;
    }
    return median(kilobytes);
}

} // namespace

void memory(std::vector<Line> &report, const QString &folder)
{
    OtherEnd server(folder);
    const QString program = folder + QStringLiteral("/bench_memory");
    const auto line = [&](const char *what, const QString &state, const QUrl &url) {
        bool all = server.ready();
        const double floor = measured(program, {QStringLiteral("bare"), state, url.toString()}, all);
        const double real = measured(program, {QStringLiteral("stream"), state, url.toString()}, all);
        report.push_back({what, all ? inKilobytes(real) : "not measured", inKilobytes(floor), floor > 0 && all ? real / floor : 0, "<= 16 MB",
                          all && real <= wall});
    };
    line("memory of a live stream, against a bare reply of Qt's (R13)", QStringLiteral("idle"), server.url());
    line("its growth in a flood while the window hangs for 3 s", QStringLiteral("pressed"), server.flood());
}

} // namespace bench
