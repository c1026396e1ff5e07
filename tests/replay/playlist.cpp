#include "tests/replay/playlist.h"

#include "tests/replay/exchangerun.h"
#include "tests/replay/replayrun.h"

namespace replay
{

namespace
{

// Those that are played in their own time mostly wait.
constexpr int togetherFast = 4;
constexpr int togetherInRealTime = 40;

} // namespace

QString Playlist::Counts::line() const
{
    QString out = QStringLiteral("%1 compared, %2 no history, %3 failed").arg(compared).arg(noHistory).arg(failed);
    return notes > 0 ? out + QStringLiteral(" (and %1 notes)").arg(notes) : out;
}

Playlist::Playlist(Folder folder, bool fast, Kept kept, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_fast(fast)
    , m_kept(std::move(kept))
    , m_gathered(m_kept)
{
}

void Playlist::start()
{
    QMetaObject::invokeMethod(this, &Playlist::playMore, Qt::QueuedConnection);
}

void Playlist::playMore()
{
    if (m_told == size()) {
        Q_EMIT finished();
        return;
    }
    while (m_playing < (m_fast ? togetherFast : togetherInRealTime) && m_next < size()) {
        const std::size_t index = m_next++;
        ++m_playing;
        if (index < m_folder.streams.size())
            playStream(index);
        else
            playExchange(index);
    }
}

void Playlist::playStream(std::size_t index)
{
    const Recording &recording = m_folder.streams[index];
    base::Clock *clock = m_fast ? static_cast<base::Clock *>(&m_hurried) : &m_clock;
    auto *run = new ReplayRun(recording, m_fast, m_kept, clock, this);
    connect(run, &ReplayRun::finished, this, [this, run, index](const Verdict &verdict) {
        if (run->outcome())
            m_gathered.keep(m_folder.streams[index].name, m_folder.streams[index].digest(), *run->outcome());
        run->deleteLater();
        ended(index, verdict);
    });
    run->start();
}

void Playlist::playExchange(std::size_t index)
{
    auto *run = new ExchangeRun(m_folder.exchanges[index - m_folder.streams.size()], &m_hurried, this);
    connect(run, &ExchangeRun::finished, this, [this, run, index](const Verdict &verdict) {
        run->deleteLater();
        ended(index, verdict);
    });
    run->start();
}

void Playlist::ended(std::size_t index, const Verdict &verdict)
{
    --m_playing;
    m_waiting.emplace(index, verdict);
    tell();
    playMore();
}

void Playlist::tell()
{
    for (auto it = m_waiting.find(m_told); it != m_waiting.end(); it = m_waiting.find(m_told)) {
        const Verdict verdict = it->second;
        m_waiting.erase(it);
        ++m_told;
        int &count = verdict.kind == Verdict::Kind::Compared ? m_counts.compared
            : verdict.kind == Verdict::Kind::NoHistory       ? m_counts.noHistory
            : verdict.kind == Verdict::Kind::Note            ? m_counts.notes
                                                             : m_counts.failed;
        ++count;
        Q_EMIT this->verdict(verdict);
    }
}

} // namespace replay
