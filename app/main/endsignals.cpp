#include "main/endsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace app {

#ifdef Q_OS_UNIX

namespace {

constexpr int watched[] = {SIGTERM, SIGINT, SIGHUP};

std::atomic<int> writeEnd{-1}; // a signal handler sees nothing else

extern "C" void noteSignal(int)
{
    const int kept = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writeEnd.load(), &byte, 1);
    errno = kept;
}

void prepare(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
}

} // namespace

EndSignals::EndSignals(QObject *parent) : QObject(parent)
{
    if (::pipe(m_pipe.data()) != 0)
        return; // without it signals do what they always did
    prepare(m_pipe[0]);
    prepare(m_pipe[1]);
    writeEnd = m_pipe[1];
    m_notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &EndSignals::arrived);
    for (const int number : watched) {
        struct sigaction before = {};
        sigaction(number, nullptr, &before);
        if (before.sa_handler == SIG_IGN)
            continue; // nohup meant it
        struct sigaction action = {};
        action.sa_handler = noteSignal;
        action.sa_flags = SA_RESTART | int(SA_RESETHAND);
        sigemptyset(&action.sa_mask);
        sigaction(number, &action, nullptr);
    }
}

EndSignals::~EndSignals()
{
    if (m_pipe[0] < 0)
        return;
    for (const int number : watched) {
        struct sigaction now = {};
        sigaction(number, nullptr, &now);
        if (now.sa_handler == noteSignal)
            std::signal(number, SIG_DFL);
    }
    writeEnd = -1;
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void EndSignals::arrived()
{
    char byte = 0;
    bool any = false;
    while (::read(m_pipe[0], &byte, 1) == 1)
        any = true;
    if (any)
        Q_EMIT asked();
}

#else

EndSignals::EndSignals(QObject *parent) : QObject(parent) {}
EndSignals::~EndSignals() = default;
void EndSignals::arrived() {}

#endif

} // namespace app
