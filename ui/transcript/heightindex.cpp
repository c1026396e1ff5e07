#include "ui/transcript/heightindex.h"

#include <algorithm>
#include <numeric>

namespace ui {

namespace {

constexpr std::size_t rowsInBlock = 256;

} // namespace

void HeightIndex::assign(std::vector<int> heights)
{
    m_heights = std::move(heights);
    m_good = 0;
}

void HeightIndex::sumUp() const
{
    const std::size_t blocks = (m_heights.size() + rowsInBlock - 1) / rowsInBlock;
    m_sums.resize(blocks);
    for (; m_good < blocks; ++m_good) {
        const std::size_t first = m_good * rowsInBlock;
        const std::size_t end = std::min(first + rowsInBlock, m_heights.size());
        m_sums[m_good] = std::accumulate(m_heights.begin() + std::ptrdiff_t(first), m_heights.begin() + std::ptrdiff_t(end), qint64(0));
    }
    m_good = blocks;
}

void HeightIndex::changedFrom(int row)
{
    m_good = std::min(m_good, std::size_t(row) / rowsInBlock);
}

void HeightIndex::set(int row, int height)
{
    int &is = m_heights[std::size_t(row)];
    if (const std::size_t block = std::size_t(row) / rowsInBlock; block < m_good)
        m_sums[block] += height - is;
    is = height;
}

void HeightIndex::insert(int row, const std::vector<int> &heights)
{
    m_heights.insert(m_heights.begin() + row, heights.begin(), heights.end());
    changedFrom(row);
}

void HeightIndex::remove(int first, int last)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
    changedFrom(first);
}

void HeightIndex::move(int from, int to)
{
    const int height = m_heights[std::size_t(from)];
    m_heights.erase(m_heights.begin() + from);
    m_heights.insert(m_heights.begin() + to, height);
    changedFrom(std::min(from, to));
}

qint64 HeightIndex::above(int row) const
{
    sumUp();
    const std::size_t block = std::size_t(row) / rowsInBlock;
    const qint64 blocks = std::accumulate(m_sums.begin(), m_sums.begin() + std::ptrdiff_t(block), qint64(0));
    return std::accumulate(m_heights.begin() + std::ptrdiff_t(block * rowsInBlock), m_heights.begin() + row, blocks);
}

int HeightIndex::rowAt(qint64 y) const
{
    if (m_heights.empty())
        return 0;
    sumUp();
    std::size_t block = 0;
    while (block < m_sums.size() && m_sums[block] <= y)
        y -= m_sums[block++];
    std::size_t row = block * rowsInBlock;
    while (row < m_heights.size() && m_heights[row] <= y)
        y -= m_heights[row++];
    return int(std::min(row, m_heights.size() - 1));
}

} // namespace ui
