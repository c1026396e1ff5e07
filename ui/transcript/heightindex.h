#pragma once

#include <QtGlobal>

#include <vector>

namespace ui {

//! Heights of all rows, summed up by the block: where a row is and which row is where takes less than a microsecond at 100,000 rows, and so little memory
//! besides the heights themselves that a long conversation opens as fast as a short one.
class HeightIndex
{
public:
    void assign(std::vector<int> heights);
    int count() const { return int(m_heights.size()); }
    int at(int row) const { return m_heights[std::size_t(row)]; }
    void set(int row, int height);
    //! The sums behind the row are made anew when they are asked for next.
    void insert(int row, const std::vector<int> &heights);
    void remove(int first, int last);
    void move(int from, int to);

    qint64 total() const { return above(count()); }
    //! The sum of the heights of the rows before `row`.
    qint64 above(int row) const;
    //! The row that covers `y`; the last one below the end; 0 when there are none.
    int rowAt(qint64 y) const;

private:
    void sumUp() const;
    void changedFrom(int row);

    std::vector<int> m_heights;
    mutable std::vector<qint64> m_sums; //!< one a block
    mutable std::size_t m_good = 0;     //!< so many of them, from the first on, are right
};

} // namespace ui
