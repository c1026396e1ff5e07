#pragma once

#include "transcript/block.h"
#include "ui/transcript/piece.h"

#include <QTextLayout>

#include <memory>
#include <vector>

namespace ui {

//! Widths of a table's columns, shared by the pieces the table is cut into.
struct TableShape
{
    std::vector<qreal> widths;  //!< with padding
    qreal total = 0;
    bool operator==(const TableShape &) const = default;

    //! As wide as the content wants while it fits; else the wide columns give way first.
    static TableShape of(const transcript::Table &table, qreal room, const Style &style);
};

//! Some rows of a table; the first piece has its head.
class TablePiece final : public Piece
{
public:
    struct Content
    {
        std::vector<std::vector<transcript::Cell>> rows;
        std::vector<transcript::Align> aligns;
        std::vector<QString> links;
        TableShape shape;
        bool first = false;
        bool last = false;
        bool fromRight = false;   //!< the first column is the rightmost
        bool operator==(const Content &) const = default;
    };
    explicit TablePiece(Content content);

    qreal estimate(const Style &style) const override;
    qreal measure(const Style &style) override;
    void paint(QPainter &painter, const Style &style, const PieceState &state) const override;
    //! Cells separated by tabs, rows by line breaks: pastes into a spreadsheet.
    QString text() const override { return m_text; }
    int length() const override { return int(m_text.size()); }
    Hit hit(const QPointF &at, const Style &style) const override;
    std::vector<QRectF> rectsOf(int from, int to, const Style &style) const override;
    qsizetype bytes() const override;

protected:
    bool hasSameContent(const Piece &other) const override;

private:
    struct Laid
    {
        std::unique_ptr<QTextLayout> layout;
        int start = 0;   //!< in text()
        bool bothDirections = false;
        QPointF at;
    };
    const Laid &cell(std::size_t row, std::size_t column) const { return m_cells[row * m_content.aligns.size() + column]; }
    qreal layOutCell(Laid &laid, const transcript::Cell &cell, std::size_t column, bool head, const Style &style);
    void paintCell(QPainter &painter, const Style &style, const PieceState &state, const Laid &laid, const std::vector<transcript::Span> &spans) const;

    Content m_content;
    QString m_text;
    std::vector<Laid> m_cells;
    bool m_fromRight = false;
    std::vector<qreal> m_rowTops; //!< one more than there are rows
};

} // namespace ui
