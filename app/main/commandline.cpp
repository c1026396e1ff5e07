#include "main/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace app {

namespace {

CommandLine complaint(const QString &text)
{
    CommandLine result;
    result.act = CommandLine::Act::Print;
    result.isError = true;
    result.text = text + QStringLiteral("\n") + QCoreApplication::translate("CommandLine", "Try: muster --help") + QStringLiteral("\n");
    return result;
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("CommandLine", text); };
    QCommandLineParser parser;
    parser.setApplicationDescription(words(QT_TRANSLATE_NOOP("CommandLine", "A native desktop window onto agents that run in the cloud.")));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, words(QT_TRANSLATE_NOOP("CommandLine", "Print this help.")));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")}, words(QT_TRANSLATE_NOOP("CommandLine", "Print the version.")));
    const QCommandLineOption folder(QStringLiteral("profile-dir"),
                                    words(QT_TRANSLATE_NOOP("CommandLine", "Keep settings and data in this folder instead of the usual ones.")),
                                    QStringLiteral("folder"));
    const QCommandLineOption demo(QStringLiteral("demo-server"),
                                  words(QT_TRANSLATE_NOOP("CommandLine", "Serve the demo workspace alone on this port of 127.0.0.1 (0: a free one) "
                                                                         "and print its address and key.")),
                                  QStringLiteral("port"));
    const QCommandLineOption openma(QStringLiteral("openma"), words(QT_TRANSLATE_NOOP("CommandLine", "Let the demo speak openma's wire.")));
    const QCommandLineOption speed(QStringLiteral("demo-speed"),
                                   words(QT_TRANSLATE_NOOP("CommandLine", "Divide the demo's pauses by this factor; 0 leaves them out.")),
                                   QStringLiteral("factor"));
    parser.addOptions({help, version, folder, demo, openma, speed});
    if (!parser.parse(QStringList{QStringLiteral("muster")} + arguments))
        return complaint(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return complaint(words(QT_TRANSLATE_NOOP("CommandLine", "Unexpected argument: %1")).arg(parser.positionalArguments().constFirst()));

    CommandLine result;
    if (parser.isSet(help) || parser.isSet(version)) {
        result.act = Act::Print;
        result.text = parser.isSet(help) ? parser.helpText() : QStringLiteral("muster %1\n").arg(QLatin1String(MUSTER_VERSION));
        return result;
    }
    result.profileDir = parser.value(folder);
    result.openma = parser.isSet(openma);
    bool ok = true;
    if (parser.isSet(speed))
        result.demoSpeed = parser.value(speed).toDouble(&ok);
    if (!ok || result.demoSpeed < 0)
        return complaint(words(QT_TRANSLATE_NOOP("CommandLine", "The factor of --demo-speed must be a number, 0 or more.")));
    if (parser.isSet(demo)) {
        result.act = Act::DemoServer;
        result.demoPort = parser.value(demo).toUShort(&ok);
        if (!ok)
            return complaint(words(QT_TRANSLATE_NOOP("CommandLine", "The port of --demo-server must be a number from 0 to 65535.")));
    }
    return result;
}

} // namespace app
