#pragma once

#include <QtGlobal>

#include <vector>

namespace ui {

//! Heights of all rows in a Fenwick tree: where a row is and which row is where in O(log n), however long the transcript.
class HeightIndex
{
public:
    void assign(std::vector<int> heights);
    int count() const { return int(m_heights.size()); }
    int at(int row) const { return m_heights[std::size_t(row)]; }
    void set(int row, int height);
    //! At the end in O(log n); elsewhere the sums are made anew when they are asked for next.
    void insert(int row, const std::vector<int> &heights);
    void remove(int first, int last);
    void move(int from, int to);

    qint64 total() const { return above(count()); }
    //! The sum of the heights of the rows before `row`.
    qint64 above(int row) const;
    //! The row that covers `y`; the last one below the end; 0 when there are none.
    int rowAt(qint64 y) const;

private:
    void build() const;

    std::vector<int> m_heights;
    mutable std::vector<qint64> m_sums; //!< Fenwick tree, from 1
    mutable bool m_stale = true;
};

} // namespace ui
