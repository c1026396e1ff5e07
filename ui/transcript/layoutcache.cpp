#include "ui/transcript/layoutcache.h"

namespace ui {

LayoutCache::Entry *LayoutCache::find(quint64 key)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return nullptr;
    m_used.splice(m_used.begin(), m_used, found->second.place);
    return &found->second;
}

LayoutCache::Entry &LayoutCache::insert(quint64 key, RowLayout layout)
{
    remove(key);
    Entry &entry = m_entries[key];
    entry.layout = std::move(layout);
    m_used.push_front(key);
    entry.place = m_used.begin();
    weigh(entry);
    return entry;
}

void LayoutCache::remove(quint64 key)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return;
    m_bytes -= found->second.bytes;
    m_used.erase(found->second.place);
    m_entries.erase(found);
}

void LayoutCache::clear()
{
    m_entries.clear();
    m_used.clear();
    m_bytes = 0;
}

std::unordered_map<quint64, LayoutCache::Written> LayoutCache::takeWritten()
{
    std::unordered_map<quint64, Written> written;
    for (auto &[key, entry] : m_entries) {
        if (entry.stream)
            written.emplace(key, Written{std::move(entry.layout), std::move(entry.stream)});
    }
    clear();
    return written;
}

void LayoutCache::weigh(Entry &entry)
{
    const qsizetype bytes = entry.layout.bytes();
    m_bytes += bytes - entry.bytes;
    entry.bytes = bytes;
}

void LayoutCache::trim(std::size_t keep)
{
    while (m_bytes > budget && m_entries.size() > keep)
        remove(m_used.back());
}

} // namespace ui
