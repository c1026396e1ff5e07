#include "tests/bench/measure.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace bench {

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

Pair interleaved(int rounds, const std::function<void()> &floor, const std::function<void()> &real)
{
    std::vector<double> floors, reals;
    floor();
    real(); // both once unmeasured: caches, page faults
    for (int i = 0; i < rounds; ++i) {
        double begin = threadSeconds();
        floor();
        floors.push_back(threadSeconds() - begin);
        begin = threadSeconds();
        real();
        reals.push_back(threadSeconds() - begin);
    }
    return {median(floors), median(reals)};
}

namespace {

std::string formatted(const char *format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

} // namespace

std::string megabytesPerSecond(double bytes, double seconds)
{
    return formatted("%.0f MB/s", seconds > 0 ? bytes / seconds / 1e6 : 0.0);
}

std::string inMilliseconds(double seconds)
{
    return formatted("%.1f ms", seconds * 1e3);
}

std::string inSeconds(double seconds)
{
    return formatted("%.1f s", seconds);
}

std::string inKilobytes(double kilobytes)
{
    return formatted("%.0f kB", kilobytes);
}

void keep(quint64 value)
{
    static volatile quint64 sink = 0;
    sink = sink + value;
}

} // namespace bench
