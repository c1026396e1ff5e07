#pragma once

#include "transcript/block.h"
#include "ui/transcript/style.h"

#include <vector>

namespace ui {

//! Widths of a table's columns.
struct TableShape
{
    std::vector<qreal> widths;  //!< with padding
    qreal total = 0;
    bool operator==(const TableShape &) const = default;
};

//! A table, shared by the pieces it is cut into. How wide its columns are is found when the first of them is laid out: it takes shaping.
class TableGrid
{
public:
    static constexpr qreal padX = 12; //!< beside the text of a cell

    TableGrid(transcript::Table table, std::vector<QString> links, qreal room);

    const transcript::Table &table() const { return m_table; }
    const std::vector<QString> &links() const { return m_links; }
    std::size_t columns() const { return m_table.columns.size(); }
    bool fromRight() const { return m_fromRight; } //!< the first column is the rightmost

    //! As wide as the content wants while it fits; else the wide columns give way first.
    const TableShape &shape(const Style &style) const;
    //! The same from the number of characters only.
    const TableShape &guess(const Style &style) const;
    //! Another room for the same table in the same fonts.
    void setRoom(qreal room);
    //! What an earlier version of this table found out about rows that are still the same.
    void learnFrom(const TableGrid &old);
    //! True when it has the same shape.
    bool isLike(const TableGrid &other) const;

private:
    TableShape distributed(std::vector<qreal> widths) const;

    transcript::Table m_table;
    std::vector<QString> m_links;
    qreal m_room;
    bool m_fromRight;
    mutable std::vector<std::vector<qreal>> m_wanted; //!< by its first rows
    mutable std::vector<qreal> m_guessed;  //!< widths of columns
    mutable TableShape m_shape, m_guess;
};

} // namespace ui
