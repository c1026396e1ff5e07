#include "tests/bench/measure.h"

#include <QTemporaryDir>

#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace bench {

namespace {

struct Start
{
    double wall = 0;   //!< seconds from exec to the end of the first paint
    double cpu = 0;    //!< CPU seconds of the process until then
    double megabytes = 0;
    bool ok = false;
};

Start start(const std::string &program, const std::string &home)
{
    int pipes[2];
    if (pipe(pipes) != 0)
        return {};
    timespec begin{};
    clock_gettime(CLOCK_MONOTONIC, &begin);
    const pid_t child = fork();
    if (child == 0) {
        dup2(pipes[1], STDOUT_FILENO);
        close(pipes[0]);
        close(pipes[1]);
        setenv("HOME", home.c_str(), 1);
        setenv("XDG_CONFIG_HOME", (home + "/config").c_str(), 1);
        setenv("XDG_DATA_HOME", (home + "/data").c_str(), 1);
        setenv("XDG_CACHE_HOME", (home + "/cache").c_str(), 1);
        // A real window where there is a display; performance.md §1 has both.
        setenv("QT_QPA_PLATFORM", getenv("DISPLAY") ? "xcb" : "offscreen", 1);
        execl(program.c_str(), program.c_str(), static_cast<char *>(nullptr));
        _exit(127);
    }
    close(pipes[1]);
    char text[128] = {};
    ssize_t length = 0, more = 0;
    while (length < ssize_t(sizeof text) - 1 && (more = read(pipes[0], text + length, sizeof text - 1 - std::size_t(length))) > 0)
        length += more;
    close(pipes[0]);
    int status = 0;
    waitpid(child, &status, 0);
    Start result;
    double wall = 0;
    long kilobytes = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && std::sscanf(text, "%lf %lf %ld", &wall, &result.cpu, &kilobytes) == 3) {
        result.wall = wall - (double(begin.tv_sec) + double(begin.tv_nsec) * 1e-9);
        result.megabytes = double(kilobytes) / 1024.0;
        result.ok = true;
    }
    return result;
}

std::string formatted(const char *format, double value)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

} // namespace

void starting(std::vector<Line> &report, const QString &folder)
{
    QTemporaryDir home;
    const std::string place = home.path().toStdString();
    std::vector<double> helloWall, helloCpu, helloMemory, wall, cpu, memory;
    for (int i = 0; i < 11; ++i) {
        const Start floor = start((folder + QStringLiteral("/bench_hello")).toStdString(), place);
        const Start real = start((folder + QStringLiteral("/bench_window")).toStdString(), place);
        if (!floor.ok || !real.ok) {
            report.push_back({"first paint of the main window", "did not start", "", 0, "<= 1.4x", false});
            return;
        }
        if (i == 0)
            continue; // makes the profile's files and warms the caches
        helloWall.push_back(floor.wall);
        helloCpu.push_back(floor.cpu);
        helloMemory.push_back(floor.megabytes);
        wall.push_back(real.wall);
        cpu.push_back(real.cpu);
        memory.push_back(real.megabytes);
    }
    const auto line = [&report](const char *what, const char *format, double scale, const std::vector<double> &real,
                                const std::vector<double> &floor, const char *aim, double most) {
        const double ratio = median(floor) > 0 ? median(real) / median(floor) : 0;
        report.push_back({what, formatted(format, median(real) * scale), formatted(format, median(floor) * scale), ratio, aim,
                          most <= 0 || ratio <= most});
    };
    line("first paint of the main window, against a bare window (wall)", "%.1f ms", 1e3, wall, helloWall, "<= 1.4x", 1.4);
    line("the same in CPU time", "%.1f ms", 1e3, cpu, helloCpu, "", 0);
    line("peak memory at the first paint, against a bare window", "%.1f MB", 1, memory, helloMemory, "<= 2x", 2);
}

} // namespace bench
