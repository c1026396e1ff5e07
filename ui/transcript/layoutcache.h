#pragma once

#include "transcript/markdownstream.h"
#include "ui/transcript/rowlayout.h"

#include <list>
#include <memory>
#include <unordered_map>

namespace ui {

//! Layouts of the rows that were visible lately, as many as fit into some megabytes.
class LayoutCache
{
public:
    static constexpr qsizetype budget = 8 * 1024 * 1024; // performance.md §8.3

    struct Entry
    {
        RowLayout layout;
        std::unique_ptr<transcript::MarkdownStream> stream; //!< while the message is being written
        qsizetype bytes = 0;
        std::list<quint64>::iterator place;
    };

    //! nullptr: not there. What is found counts as just used.
    Entry *find(quint64 key);
    bool holds(quint64 key) const { return m_entries.count(key) > 0; }
    Entry &insert(quint64 key, RowLayout layout);
    void remove(quint64 key);
    void clear();
    //! What is being written, which keeps its blocks when the layouts go, and in the same fonts its pieces too.
    struct Written
    {
        RowLayout layout;
        std::unique_ptr<transcript::MarkdownStream> stream;
    };
    std::unordered_map<quint64, Written> takeWritten();
    //! Counts the entry's memory anew.
    void weigh(Entry &entry);
    //! Drops what was not used for longest, but never the `keep` entries used last.
    void trim(std::size_t keep);
    qsizetype bytes() const { return m_bytes; }
    std::size_t count() const { return m_entries.size(); }

private:
    std::unordered_map<quint64, Entry> m_entries;
    std::list<quint64> m_used; //!< latest first
    qsizetype m_bytes = 0;
};

} // namespace ui
