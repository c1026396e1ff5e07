#include "tests/replay/playlist.h"
#include "tests/replay/server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

// replay [DIR] [--fast] [--only NAME]…   gives every recording of DIR to the real client and says what came of it, a line each
// replay serve DIR [PORT] [--fast]       serves the streams, as sessions in a list, to whoever speaks openma's wire
//
// Ends with 0 when nothing failed, 1 when something did, 2 when there was nothing to play.

namespace
{

void say(const QString &text)
{
    std::fputs(qPrintable(text + QLatin1Char('\n')), stdout);
    std::fflush(stdout);
}

int complain(const QString &text)
{
    std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
    return 2;
}

int serve(replay::Folder folder, quint16 port, bool fast)
{
    base::SystemClock clock;
    std::erase_if(folder.streams, [](const replay::Recording &one) { return !one.flaw.isEmpty(); });
    replay::Server server(std::move(folder.streams), {.fast = fast, .byName = true}, &clock);
    if (!server.start(port))
        return complain(server.errorString());
    say(server.url().toString());
    say(QString::fromLatin1(replay::Server::key()));
    return QCoreApplication::exec();
}

int compare(replay::Folder folder, bool fast, const QString &keptFile, bool keep)
{
    auto kept = replay::Kept::read(keptFile);
    if (!kept.ok())
        return complain(kept.error().detail);
    if (keep)
        folder.forgetHistories();
    replay::Playlist playlist(std::move(folder), fast, keep ? replay::Kept() : std::move(kept).value());
    QObject::connect(&playlist, &replay::Playlist::verdict, &playlist, [](const replay::Verdict &verdict) { say(verdict.line()); });
    QObject::connect(&playlist, &replay::Playlist::finished, &playlist, [&] {
        say(playlist.counts().line());
        if (keep && !playlist.kept().write(keptFile).ok())
            QCoreApplication::exit(complain(keptFile + QStringLiteral(" cannot be written")));
        else
            QCoreApplication::exit(playlist.counts().failed == 0 ? 0 : 1);
    });
    playlist.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption fast(QStringLiteral("fast"), QStringLiteral("Without the recorded pauses."));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("Only this recording; may be repeated."), QStringLiteral("name"));
    const QCommandLineOption kept(QStringLiteral("kept"),
        QStringLiteral("What streams without a history give; else replay-expected.json in the folder, else in the fixtures."),
        QStringLiteral("file"));
    const QCommandLineOption keep(
        QStringLiteral("keep"), QStringLiteral("Write that file anew: every stream is played as if no history had been recorded."));
    parser.addOptions({fast, only, kept, keep});
    parser.addPositionalArgument(
        QStringLiteral("folder"), QStringLiteral("Holds sse/ and http/; \"serve\" before it serves its sessions."));
    parser.addHelpOption();
    parser.process(app);
    QStringList words = parser.positionalArguments();
    const bool serving = !words.isEmpty() && words.constFirst() == QLatin1String("serve");
    if (serving)
        words.removeFirst();
    const QString path = words.value(0, QStringLiteral(MUSTER_FIXTURES "/openma"));
    auto folder = replay::load(path);
    if (!folder.ok())
        return complain(folder.error().detail);
    const QStringList wanted = parser.values(only);
    const auto isUnwanted = [&](const auto &one) { return !wanted.isEmpty() && !wanted.contains(one.name); };
    std::erase_if(folder.value().streams, isUnwanted);
    std::erase_if(folder.value().exchanges, isUnwanted);
    if (folder->streams.empty() && folder->exchanges.empty())
        return complain(QStringLiteral("no recording of that name in %1").arg(path));
    if (serving)
        return serve(std::move(folder).value(), quint16(words.value(1).toUInt()), parser.isSet(fast));
    const QString own = path + QStringLiteral("/replay-expected.json");
    const QString common = QStringLiteral(MUSTER_FIXTURES "/replay-expected.json");
    const QString file = parser.isSet(kept) ? parser.value(kept) : QFileInfo::exists(own) ? own : common;
    return compare(std::move(folder).value(), parser.isSet(fast), file, parser.isSet(keep));
}
