#include "main/commandline.h"
#include "main/endsignals.h"
#include "main/memoryguard.h"
#include "main/program.h"

#include "base/heap.h"
#include "demo/server.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>

namespace {

//! The arguments without those that QApplication takes for itself: they come before there is one.
QStringList ourArguments(int argc, char **argv)
{
    static const QStringList withValue{QStringLiteral("-platform"), QStringLiteral("-style"), QStringLiteral("-display"), QStringLiteral("-session"),
                                       QStringLiteral("-qwindowgeometry"), QStringLiteral("-geometry")};
    QStringList ours;
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        if (withValue.contains(word))
            ++i;
        else if (word != QLatin1String("-reverse"))
            ours.append(word);
    }
    return ours;
}

int print(const app::CommandLine &line)
{
    std::fputs(qUtf8Printable(line.text), line.isError ? stderr : stdout);
    return line.isError ? 2 : 0;
}

demo::Options demoOptions(const app::CommandLine &line)
{
    demo::Options options;
    options.port = line.demoPort;
    options.wire = line.openma ? demo::Wire::Openma : demo::Wire::ManagedAgents;
    options.speed = line.demoSpeed;
    return options;
}

//! From the icon theme when the program is installed, else the one that is built in.
QIcon windowIcon()
{
    QIcon builtIn(QStringLiteral(":/program/icon.svg"));
    for (const int size : {16, 22, 24})
        builtIn.addFile(QStringLiteral(":/program/icon-small.svg"), QSize(size, size));
    return QIcon::fromTheme(QGuiApplication::desktopFileName(), builtIn);
}

//! Those who build it want to attach a debugger to it; those who install it have their keys in it.
#ifdef NDEBUG
constexpr bool guarded = true;
#else
constexpr bool guarded = false;
#endif

int runWindow(const app::CommandLine &line, accounts::EnvironmentKeys environment, int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setWindowIcon(windowIcon());
    if (guarded)
        app::MemoryGuard::closeAfterPortal(&application);
    app::Program::Setup setup = app::Program::usual(line.profileDir);
    setup.demo = demoOptions(line);
    setup.environment = std::move(environment);
    int code = 0;
    {
        app::Program program(std::move(setup));
        const app::EndSignals signals;
        QObject::connect(&signals, &app::EndSignals::asked, &program, &app::Program::end);
        QObject::connect(&program, &app::Program::ended, &application, [] { QCoreApplication::exit(0); });
        program.show();
        code = application.exec();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // what was left for the event loop to delete: replies, their sockets
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    auto environment = accounts::EnvironmentKeys::take(); // first of all: before there is a thread or a child
    app::MemoryGuard::forbidCoreFiles();
    base::keepHeapSmall();
    QCoreApplication::setApplicationName(QStringLiteral("muster"));
    QCoreApplication::setApplicationVersion(QLatin1String(MUSTER_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Muster"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.muster_desktop.Muster"));
    const app::CommandLine line = app::CommandLine::parse(ourArguments(argc, argv));
    switch (line.act) {
    case app::CommandLine::Act::Print:
        return print(line);
    case app::CommandLine::Act::DemoServer:
        if (guarded)
            app::MemoryGuard::close();
        return demo::runAlone(demoOptions(line));
    case app::CommandLine::Act::Window:
        break;
    }
    return runWindow(line, std::move(environment), argc, argv);
}
