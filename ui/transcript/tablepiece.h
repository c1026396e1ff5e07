#pragma once

#include "ui/transcript/emojipainter.h"
#include "ui/transcript/piece.h"
#include "ui/transcript/tablegrid.h"

#include <QTextLayout>

#include <memory>
#include <vector>

namespace ui {

//! Some rows of a table; the first piece has its head.
class TablePiece final : public Piece
{
public:
    //! The rows [from, to).
    TablePiece(std::shared_ptr<TableGrid> grid, std::size_t from, std::size_t to);

    qreal naturalWidth(const Style &style) const override { return m_grid->shape(style).total; }
    qreal takenWidth(const Style &style) const override { return m_grid->shape(style).total; }
    void refit(const Style &style) override;
    void learnFrom(Piece &old) override;
    qreal estimate(const Style &style) const override;
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    //! Cells separated by tabs, rows by line breaks: pastes into a spreadsheet.
    QString text() const override;
    Hit hit(const QPointF &at, const Style &style) const override;
    std::vector<QRectF> rectsOf(int from, int to, const Style &style) const override;
    qsizetype bytes() const override;

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    struct Laid
    {
        std::unique_ptr<QTextLayout> layout;
        EmojiPainter emoji;
        int start = 0;   //!< in text()
        bool bothDirections = false;
        QPointF at;
    };
    const transcript::Cell &content(std::size_t row, std::size_t column) const { return m_grid->table().rows[m_from + row][column]; }
    const Laid &cell(std::size_t row, std::size_t column) const { return m_cells[row * m_grid->columns() + column]; }
    std::size_t rows() const { return m_to - m_from; }
    bool isHead(std::size_t row) const { return m_from + row == 0; }
    bool isLast() const { return m_to == m_grid->table().rows.size(); }
    bool takeCell(Laid &laid, std::size_t row, std::size_t column);
    void layOutCell(Laid &laid, const transcript::Cell &cell, std::size_t column, bool head, const Style &style) const;
    void paintCell(QPainter &painter, const Style &style, const PieceState &state, const Laid &laid, const transcript::Cell &cell, bool head) const;

    std::shared_ptr<TableGrid> m_grid;
    std::size_t m_from, m_to;
    TableShape m_shape;           //!< that it was laid out in
    std::vector<Laid> m_cells;
    std::vector<qreal> m_rowTops; //!< one more than there are rows
    std::unique_ptr<TablePiece> m_before; //!< what stood here before: cells that are the same are taken from it
};

} // namespace ui
