#include "demo/server.h"

#include <QCoreApplication>

#include <cstdio>
#include <optional>

#ifdef _WIN32
#include <condition_variable>
#include <mutex>
#include <windows.h>
#else
#include <csignal>
#endif

namespace demo {

namespace {

#ifdef _WIN32
std::mutex mutex;
std::condition_variable changed;
bool told = false;

BOOL WINAPI onConsole(DWORD)
{
    {
        const std::lock_guard lock(mutex);
        told = true;
    }
    changed.notify_one();
    return TRUE;
}

void listenForEnd()
{
    SetConsoleCtrlHandler(onConsole, TRUE);
}

void waitForEnd()
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [] { return told; });
}
#else
sigset_t endSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

void listenForEnd()
{
    // Blocked here and in every thread that follows, so that only sigwait() takes them.
    const sigset_t set = endSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void waitForEnd()
{
    const sigset_t set = endSignals();
    int signal = 0;
    sigwait(&set, &signal);
}
#endif

} // namespace

int runAlone(const Options &options)
{
    listenForEnd();
    int argc = 1;
    char name[] = "muster-demo";
    char *argv[] = {name, nullptr};
    std::optional<QCoreApplication> application;
    if (!QCoreApplication::instance())
        application.emplace(argc, argv); // Qt Sql finds its drivers by it
    Server server(options);
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "The demo server did not start: %s\n", qPrintable(started.error().detail));
        return 1;
    }
    std::printf("%s\n%s\n", qPrintable(server.baseUrl().toString()), server.key().constData());
    std::fflush(stdout);
    waitForEnd();
    server.stop();
    return 0;
}

} // namespace demo
