#include "ui/transcript/heightindex.h"

#include <algorithm>

namespace ui {

namespace {

std::size_t lowBit(std::size_t i)
{
    return i & (~i + 1);
}

} // namespace

void HeightIndex::assign(std::vector<int> heights)
{
    m_heights = std::move(heights);
    m_stale = true;
}

void HeightIndex::build() const
{
    m_sums.assign(m_heights.size() + 1, 0);
    for (std::size_t i = 1; i < m_sums.size(); ++i) {
        m_sums[i] += m_heights[i - 1];
        if (const std::size_t parent = i + lowBit(i); parent < m_sums.size())
            m_sums[parent] += m_sums[i];
    }
    m_stale = false;
}

void HeightIndex::set(int row, int height)
{
    const int change = height - m_heights[std::size_t(row)];
    if (change == 0)
        return;
    m_heights[std::size_t(row)] = height;
    if (m_stale)
        return;
    for (std::size_t i = std::size_t(row) + 1; i < m_sums.size(); i += lowBit(i))
        m_sums[i] += change;
}

void HeightIndex::insert(int row, const std::vector<int> &heights)
{
    const bool atEnd = row == count();
    m_heights.insert(m_heights.begin() + row, heights.begin(), heights.end());
    if (!atEnd || m_stale) {
        m_stale = true;
        return;
    }
    for (const int height : heights) {
        const std::size_t i = m_sums.size();
        qint64 sum = height;
        for (std::size_t child = i - 1; child > i - lowBit(i); child -= lowBit(child))
            sum += m_sums[child];
        m_sums.push_back(sum);
    }
}

void HeightIndex::remove(int first, int last)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
    m_stale = true;
}

void HeightIndex::move(int from, int to)
{
    const int height = m_heights[std::size_t(from)];
    m_heights.erase(m_heights.begin() + from);
    m_heights.insert(m_heights.begin() + to, height);
    m_stale = true;
}

qint64 HeightIndex::above(int row) const
{
    if (m_stale)
        build();
    qint64 sum = 0;
    for (std::size_t i = std::size_t(row); i > 0; i -= lowBit(i))
        sum += m_sums[i];
    return sum;
}

int HeightIndex::rowAt(qint64 y) const
{
    if (m_heights.empty())
        return 0;
    if (m_stale)
        build();
    std::size_t step = 1;
    while (step * 2 < m_sums.size())
        step *= 2;
    std::size_t row = 0;
    for (; step > 0; step /= 2) {
        if (row + step < m_sums.size() && m_sums[row + step] <= y) {
            row += step;
            y -= m_sums[row];
        }
    }
    return int(std::min(row, m_heights.size() - 1));
}

} // namespace ui
