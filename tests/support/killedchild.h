#pragma once

#include <QByteArrayList>
#include <QProcess>
#include <QStringList>
#include <QtTest>

namespace test {

//! This test's own program as a child that writes lines until it is killed without warning (SIGKILL), as by a crash or a power button.
class KilledChild
{
public:
    //! How often a test kills: so often, or what MUSTER_KILLS says. ./dev test has no time for all that was promised.
    static int times(int usual)
    {
        return qEnvironmentVariableIsSet("MUSTER_KILLS") ? qEnvironmentVariableIntValue("MUSTER_KILLS") : usual;
    }

    //! Runs the program with `arguments`, kills it once it has written `lines` whole lines, and returns every whole line it wrote.
    //! Empty when it did not get that far within a minute.
    static QByteArrayList linesBeforeKill(const QStringList &arguments, int lines)
    {
        QProcess child;
        QByteArray output;
        QObject::connect(&child, &QProcess::readyReadStandardOutput, &child, [&] {
            output += child.readAllStandardOutput();
            if (output.count('\n') >= lines && child.state() == QProcess::Running)
                child.kill();
        });
        child.start(QCoreApplication::applicationFilePath(), arguments);
        const bool ended = QTest::qWaitFor([&] { return child.state() == QProcess::NotRunning && !output.isEmpty(); }, 60000);
        output += child.readAllStandardOutput();
        if (!ended || child.exitStatus() != QProcess::CrashExit)
            return {};
        QByteArrayList result = output.split('\n');
        result.removeLast(); // the empty rest, or half a line
        return result;
    }
};

} // namespace test
