#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace bench {

//! One line of the report: a quantity, its floor in the same run, their ratio and the aim.
struct Line
{
    std::string what;
    std::string value;
    std::string floor;
    double ratio = 0;        //!< 0: no ratio
    std::string aim;         //!< "<= 1.4x"; empty: printed only
    bool reached = true;
};

//! CPU seconds of this thread: on a shared machine wall time measures the neighbours.
double threadSeconds();

//! Runs `floor` and `real` in turn, `rounds` times each, and gives the median CPU seconds of both (performance.md §9).
struct Pair
{
    double floor = 0;
    double real = 0;
};
Pair interleaved(int rounds, const std::function<void()> &floor, const std::function<void()> &real);

double median(std::vector<double> values);
std::string megabytesPerSecond(double bytes, double seconds);
std::string inMilliseconds(double seconds);
std::string inSeconds(double seconds);
std::string inKilobytes(double kilobytes);
//! Keeps a result alive so that the compiler cannot leave the work out.
void keep(quint64 value);

//! `folder` holds bench_server (and bench_memory). 20 live streams and the times of reads beside them.
void streams(std::vector<Line> &report, const QString &folder);
//! What a dead connection costs until everything goes on.
void recovery(std::vector<Line> &report, const QString &folder);
//! What a stream takes, quiet and under a flood.
void memory(std::vector<Line> &report, const QString &folder);
void sse(std::vector<Line> &report);
void events(std::vector<Line> &report);
void opening(std::vector<Line> &report);
//! What a long conversation costs: opening, growing, another width, memory. `folder` holds bench_transcript.
void transcript(std::vector<Line> &report, const QString &folder);
//! The whole program with a live session that nobody touches. `folder` holds bench_idle. Takes a minute.
void idle(std::vector<Line> &report, const QString &folder);
//! `folder` holds the programs bench_hello and bench_window.
void starting(std::vector<Line> &report, const QString &folder);

} // namespace bench
