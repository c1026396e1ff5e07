#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace app {

//! What the program was started with.
struct CommandLine
{
    enum class Act { Window, DemoServer, Print };
    Act act = Act::Window;
    QString profileDir;       //!< empty: the XDG folders
    quint16 demoPort = 0;
    bool openma = false;      //!< the demo speaks openma's wire
    double demoSpeed = 1.0;   //!< pauses of the demo's agents are divided by it; 0: none
    QString text;             //!< Print: what to print
    bool isError = false;     //!< Print: on standard error, exit code 2

    //! `arguments` without the program's name. Never fails: what cannot be understood becomes a text to print.
    static CommandLine parse(const QStringList &arguments);
};

} // namespace app
