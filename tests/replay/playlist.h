#pragma once

#include "tests/replay/folder.h"
#include "tests/replay/hurriedclock.h"
#include "tests/replay/kept.h"
#include "tests/replay/verdict.h"

#include <QObject>

#include <functional>
#include <map>
#include <vector>

namespace replay
{

//! Plays everything in a folder, several at a time, and tells of each in the order of the folder.
class Playlist : public QObject
{
    Q_OBJECT
public:
    struct Counts {
        int compared = 0;
        int noHistory = 0;
        int failed = 0;
        int notes = 0;
        QString line() const; //!< the last one that is printed
    };

    //! `fast`: without the recorded pauses.
    Playlist(Folder folder, bool fast, Kept kept, QObject *parent = nullptr);

    //! verdict() for each, then finished(); from the event loop.
    void start();
    const Counts &counts() const { return m_counts; }
    //! What was kept before, and every stream of this folder that was judged alone.
    const Kept &kept() const { return m_gathered; }

Q_SIGNALS:
    void verdict(const replay::Verdict &verdict);
    void finished();

private:
    std::size_t size() const { return m_folder.streams.size() + m_folder.exchanges.size(); }
    void playMore();
    void playStream(std::size_t index);
    void playExchange(std::size_t index);
    void ended(std::size_t index, const Verdict &verdict);
    void tell();

    Folder m_folder;
    bool m_fast;
    Kept m_kept;
    Kept m_gathered;
    base::SystemClock m_clock;
    HurriedClock m_hurried;
    std::size_t m_next = 0;
    std::size_t m_told = 0;
    int m_playing = 0;
    std::map<std::size_t, Verdict> m_waiting; // ended before those that come first
    Counts m_counts;
};

} // namespace replay
