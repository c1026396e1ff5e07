#include "ui/transcript/flow.h"

#include <algorithm>

namespace ui {

void Flow::setFolds(quint64 key, bool open, bool resultOpen)
{
    m_open.insert(key, open);
    m_resultOpen.insert(key, resultOpen);
}

void Flow::setWindow(quint64 key, std::shared_ptr<const TextWindow> window)
{
    m_windows.insert(key, std::move(window));
}

std::vector<int> Flow::unwrappedOf(quint64 key) const
{
    std::vector<int> blocks;
    if (const auto row = m_unwrapped.find(key); row != m_unwrapped.end()) {
        for (const auto &[block, scrolled] : *row)
            blocks.push_back(block);
    }
    return blocks;
}

bool Flow::isWrapped(quint64 key, int block) const
{
    const auto row = m_unwrapped.find(key);
    return row == m_unwrapped.end() || !row->contains(block);
}

void Flow::setWrapped(quint64 key, int block, bool wrapped)
{
    auto &row = m_unwrapped[key];
    if (wrapped)
        row.erase(block);
    else
        row.emplace(block, 0);
    if (row.empty())
        m_unwrapped.remove(key);
}

//! New pieces of a block stand where its other pieces have been scrolled to.
void Flow::scrollBlocks(RowLayout &layout) const
{
    const auto row = m_unwrapped.find(layout.key);
    if (row == m_unwrapped.end())
        return;
    for (const auto &piece : layout.pieces) {
        const auto block = row->find(piece->block);
        piece->scrolled = block == row->end() ? 0 : block->second;
    }
}

void Flow::scrollCode(quint64 key, int block, qreal x)
{
    const Shown *shown = shownRow(key);
    const auto row = m_unwrapped.find(key);
    if (!shown || row == m_unwrapped.end() || !row->contains(block))
        return;
    qreal range = 0;
    for (const auto &piece : shown->layout->pieces)
        range = std::max(range, piece->block == block ? piece->scrollRange() : 0);
    (*row)[block] = std::clamp<qreal>(x, 0, range);
    scrollBlocks(*shown->layout);
}

} // namespace ui
