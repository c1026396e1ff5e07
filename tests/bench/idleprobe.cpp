// The whole program with a live session, or only the list of sessions, that nobody touches, asleep for so many seconds. usage: bench_idle session|list SECONDS
#include "tests/support/idlewatch.h"
#include "tests/ui/quietsession.h"

#include <QApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    test::ProgramFixture program;
    if (!test::becomeQuiet(program, application.arguments().value(1) == QLatin1String("session")))
        return 1;
    test::IdleWatch idle;
    idle.watch(std::chrono::seconds(5)); // what was still to be said, sized and drawn
    idle.watch(std::chrono::seconds(application.arguments().value(2).toInt()));
    std::printf("%d %ld\n", idle.shortTimers(), idle.wakeUps());
    for (const QString &line : idle.whose())
        std::fprintf(stderr, "%s\n", qPrintable(line));
    return 0;
}
