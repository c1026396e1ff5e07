#include "demo/server.h"

#include <cstdlib>
#include <cstring>

//! The demo workspace alone, for clients that are not ours: demo_alone [--openma] [--speed N] [--database FILE] [--port N].
int main(int argc, char **argv)
{
    demo::Options options;
    for (int i = 1; i < argc; ++i) {
        const bool hasValue = i + 1 < argc;
        if (std::strcmp(argv[i], "--openma") == 0)
            options.wire = demo::Wire::Openma;
        else if (hasValue && std::strcmp(argv[i], "--speed") == 0)
            options.speed = std::atof(argv[++i]);
        else if (hasValue && std::strcmp(argv[i], "--database") == 0)
            options.databaseFile = QString::fromLocal8Bit(argv[++i]);
        else if (hasValue && std::strcmp(argv[i], "--port") == 0)
            options.port = quint16(std::atoi(argv[++i]));
        else
            return 2;
    }
    return demo::runAlone(options);
}
