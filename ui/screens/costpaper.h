#pragma once

#include "ui/screens/costpictures.h"

#include <QRectF>
#include <QStringList>

#include <functional>
#include <vector>

class QPainter;

namespace screens {

//! A cost report on paper, in the light colours whatever the window has: the figures, the charts, and the table over as many pages as it needs.
class CostPaper final
{
public:
    struct Content
    {
        QString days;
        QString figures;
        std::vector<CostPicture> pictures;
        bool lines = false;
        QStringList headings;             //!< of the table
        std::vector<bool> areFigures;     //!< of its columns: they stand right
        std::vector<QStringList> rows;    //!< the last one is the sum
    };
    explicit CostPaper(Content content);

    //! Of figures and charts alone, in logical pixels.
    QSizeF pictureSize() const;
    void paintPicture(QPainter *painter, const QRectF &area) const;
    //! All of it, on pages of this size; `newPage` is called between two.
    void paintPages(QPainter *painter, const QSizeF &page, const std::function<void()> &newPage) const;

private:
    struct Columns
    {
        std::vector<int> columns;
        std::vector<qreal> widths;
    };

    qreal paintHead(QPainter *painter, const QRectF &area) const;
    void paintChart(QPainter *painter, const QRectF &area, const CostPicture &picture) const;
    std::vector<Columns> parts(qreal width) const;
    void paintRow(QPainter *painter, const Columns &part, const QStringList &cells, qreal top, bool strong) const;

    const Content m_content;
};

} // namespace screens
