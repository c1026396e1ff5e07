#include "tests/replay/replayrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

// replay [DIR] [--fast] [--only NAME]…   plays every recording of DIR to the real client and says what came of it, a line each
// replay serve DIR [PORT] [--fast]       serves them, as sessions in a list, to whoever speaks openma's wire

namespace {

using replay::Recording;
using replay::Verdict;

void say(const QString &text)
{
    std::fputs(qPrintable(text + QLatin1Char('\n')), stdout);
    std::fflush(stdout);
}

const char *wordOf(Verdict::Kind kind)
{
    static const char *const words[] = {"equal", "DIFFERENT", "refused", "no history", "not a stream"};
    return words[int(kind)];
}

//! Plays recordings one after the other and ends the program with the number of those that differ.
class Playlist : public QObject
{
public:
    Playlist(std::vector<Recording> recordings, bool fast)
        : m_recordings(std::move(recordings)),
          m_fast(fast)
    {
    }

    void next()
    {
        if (m_next == m_recordings.size())
            return sum();
        auto *run = new replay::ReplayRun(m_recordings[m_next++], m_fast, &m_clock, this);
        connect(run, &replay::ReplayRun::finished, this, [this, run](const Verdict &verdict) {
            ++m_counts[int(verdict.kind)];
            say(QStringLiteral("%1  %2: %3").arg(verdict.name, -32).arg(QLatin1String(wordOf(verdict.kind)), verdict.words));
            run->deleteLater();
            next();
        });
        run->start();
    }

private:
    void sum()
    {
        say(QStringLiteral("%1 recordings: %2 equal, %3 different, %4 refused as recorded, %5 without history, %6 not a stream")
                .arg(m_recordings.size())
                .arg(m_counts[0])
                .arg(m_counts[1])
                .arg(m_counts[2])
                .arg(m_counts[3])
                .arg(m_counts[4]));
        QCoreApplication::exit(m_counts[1] == 0 && !m_recordings.empty() ? 0 : 1);
    }

    std::vector<Recording> m_recordings;
    bool m_fast;
    base::SystemClock m_clock;
    std::size_t m_next = 0;
    int m_counts[5] = {};
};

int serve(std::vector<Recording> recordings, quint16 port, bool fast)
{
    base::SystemClock clock;
    replay::Server server(std::move(recordings), {.fast = fast, .byName = true}, &clock);
    if (!server.start(port)) {
        std::fputs(qPrintable(server.errorString() + QLatin1Char('\n')), stderr);
        return 2;
    }
    say(server.url().toString());
    say(QString::fromLatin1(replay::Server::key()));
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption fast(QStringLiteral("fast"), QStringLiteral("Without the recorded pauses."));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("Only this recording; may be repeated."), QStringLiteral("name"));
    parser.addOptions({fast, only});
    parser.addHelpOption();
    parser.process(app);
    QStringList words = parser.positionalArguments();
    const bool serving = !words.isEmpty() && words.constFirst() == QLatin1String("serve");
    if (serving)
        words.removeFirst();
    const QString folder = words.value(0, QStringLiteral(MUSTER_FIXTURES "/openma"));
    auto recordings = replay::load(folder);
    if (!recordings.ok()) {
        std::fputs(qPrintable(recordings.error().detail + QLatin1Char('\n')), stderr);
        return 2;
    }
    const QStringList wanted = parser.values(only);
    std::erase_if(recordings.value(), [&](const Recording &one) { return !wanted.isEmpty() && !wanted.contains(one.name); });
    if (serving)
        return serve(std::move(recordings).value(), quint16(words.value(1).toUInt()), parser.isSet(fast));
    Playlist playlist(std::move(recordings).value(), parser.isSet(fast));
    QMetaObject::invokeMethod(&playlist, [&playlist] { playlist.next(); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
