// Heights of rows that have never been laid out.
#include "ui/transcript/flow.h"
#include "ui/transcript/rowbuilder.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int exactRows = 500;        // at the end, where reading begins
constexpr int samples = 32;
constexpr int refinedRows = 5000;     // at a time: well under a millisecond

} // namespace

int Flow::estimate(int index) const
{
    const transcript::Row &row = m_model->row(index);
    RowAspect aspect;
    if (!m_open.isEmpty())
        aspect.open = m_open.value(row.key, false);
    return m_style ? RowBuilder::estimate(row, aspect, *m_style) : 0;
}

//! Looking at every row would take longer than showing the conversation: far from its end one height stands for many, until refine().
void Flow::estimateAll()
{
    const int count = m_model ? m_model->rowCount() : 0;
    if (!m_style) {
        m_rough = 0;
        m_heights.assign(std::vector<int>(std::size_t(count), 0));
        return;
    }
    m_rough = std::max(0, count - exactRows);
    qint64 sampled = 0;
    const int step = std::max(1, m_rough / samples);
    int taken = 0;
    for (int i = step / 2; i < m_rough; i += step, ++taken)
        sampled += estimate(i);
    std::vector<int> heights(std::size_t(count), taken > 0 ? int(sampled / taken) : 0);
    for (int i = m_rough; i < count; ++i)
        heights[std::size_t(i)] = estimate(i);
    m_heights.assign(std::move(heights));
}

void Flow::refine()
{
    const int first = std::max(0, m_rough - refinedRows);
    for (int i = m_rough - 1; i >= first; --i) {
        // What is laid out is known better.
        if (!m_cache.holds(m_model->row(i).key))
            m_heights.set(i, estimate(i));
    }
    m_rough = first;
}

} // namespace ui
