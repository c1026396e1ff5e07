#include "ui/screens/costpaper.h"

#include "ui/theme/chartcolors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace screens {

namespace {

constexpr qreal paperWidth = 1100;
constexpr qreal chartHeight = 340;
constexpr qreal headHeight = 76;
constexpr qreal paperLine = 18;
constexpr qreal widestCell = 240;
constexpr qreal paperSwatch = 9;

QPalette paper()
{
    return theme::paletteFor(theme::Variant::Light);
}

QColor ink(theme::Token token)
{
    return theme::color(theme::Variant::Light, token);
}

//! Returns where the next word may begin.
qreal paintKey(QPainter *painter, const QPointF &at, const QString &name, const QColor &color)
{
    painter->fillRect(QRectF(at.x(), at.y() + 4, paperSwatch, paperSwatch), color);
    const QString words = QFontMetricsF(painter->font()).elidedText(name, Qt::ElideMiddle, widestCell);
    const qreal width = QFontMetricsF(painter->font()).horizontalAdvance(words);
    painter->drawText(QRectF(at.x() + paperSwatch + 4, at.y(), width + 4, paperLine), Qt::AlignLeft | Qt::AlignVCenter, words);
    return at.x() + paperSwatch + 4 + width + theme::space::m;
}

} // namespace

CostPaper::CostPaper(Content content) : m_content(std::move(content)) {}

QSizeF CostPaper::pictureSize() const
{
    return {paperWidth, headHeight + chartHeight * qreal(m_content.pictures.size()) + theme::space::l};
}

qreal CostPaper::paintHead(QPainter *painter, const QRectF &area) const
{
    painter->setPen(ink(theme::Token::Text));
    painter->setFont(theme::font(theme::Role::Title));
    painter->drawText(QRectF(area.left(), area.top(), area.width(), 28), Qt::AlignLeft | Qt::AlignVCenter,
                      QCoreApplication::translate("CostPaper", "Cost, %1").arg(m_content.days));
    painter->setFont(theme::font(theme::Role::Small));
    painter->setPen(ink(theme::Token::Muted));
    painter->drawText(QRectF(area.left(), area.top() + 30, area.width(), 36), int(Qt::AlignLeft | Qt::AlignTop) | int(Qt::TextWordWrap), m_content.figures);
    return area.top() + headHeight;
}

void CostPaper::paintChart(QPainter *painter, const QRectF &area, const CostPicture &picture) const
{
    painter->setFont(theme::font(theme::Role::Strong));
    painter->setPen(ink(theme::Token::Text));
    painter->drawText(QRectF(area.left(), area.top(), area.width(), 22), Qt::AlignLeft | Qt::AlignVCenter, picture.title);
    painter->setFont(theme::font(theme::Role::Small));
    painter->setPen(ink(theme::Token::Muted));
    QPointF at(area.left(), area.top() + 24);
    const bool isTold = picture.content.series.size() > 1; // one series is what the heading says
    for (const widgets::ChartSeries &series : isTold ? picture.content.series : std::vector<widgets::ChartSeries>()) {
        if (at.x() > area.right() - widestCell)
            at = {area.left(), at.y() + paperLine};
        at.setX(paintKey(painter, at, series.name, series.color < 0 ? theme::chartRest(paper()) : theme::chartColor(series.color, paper())));
    }
    const QRectF room = area.adjusted(0, at.y() + (isTold ? paperLine + 4 : 4) - area.top(), 0, -theme::space::s);
    widgets::ColumnChart chart;
    chart.setPalette(paper());
    chart.setLines(m_content.lines);
    chart.resize(room.size().toSize());
    chart.show(picture.content);
    chart.paintInto(painter, room);
}

void CostPaper::paintPicture(QPainter *painter, const QRectF &area) const
{
    painter->fillRect(area, ink(theme::Token::Surface));
    const QRectF inner = area.adjusted(theme::space::l, theme::space::m, -theme::space::l, -theme::space::m);
    qreal top = paintHead(painter, inner);
    const qreal each = (inner.bottom() - top) / qreal(std::max<std::size_t>(1, m_content.pictures.size()));
    for (const CostPicture &picture : m_content.pictures) {
        paintChart(painter, QRectF(inner.left(), top, inner.width(), each), picture);
        top += each;
    }
}

//! The columns that fit beside each other; each part begins with the names of the rows.
std::vector<CostPaper::Columns> CostPaper::parts(qreal width) const
{
    const QFontMetricsF metrics(theme::font(theme::Role::SmallStrong));
    std::vector<qreal> widths;
    for (int column = 0; column < int(m_content.headings.size()); ++column) {
        qreal widest = metrics.horizontalAdvance(m_content.headings.at(column));
        for (const QStringList &row : m_content.rows)
            widest = std::max(widest, metrics.horizontalAdvance(row.at(column)));
        widths.push_back(std::min(widest, widestCell) + theme::space::m);
    }
    std::vector<Columns> all;
    qreal left = 0;
    for (int column = 1; column < int(widths.size()); ++column) {
        if (all.empty() || widths[std::size_t(column)] > left) {
            all.push_back({{0}, {widths.front()}});
            left = width - widths.front();
        }
        all.back().columns.push_back(column);
        all.back().widths.push_back(widths[std::size_t(column)]);
        left -= widths[std::size_t(column)];
    }
    return all;
}

void CostPaper::paintRow(QPainter *painter, const Columns &part, const QStringList &cells, qreal top, bool strong) const
{
    painter->setFont(theme::font(strong ? theme::Role::SmallStrong : theme::Role::Small));
    painter->setPen(ink(theme::Token::Text));
    const QFontMetricsF metrics(painter->font());
    qreal left = theme::space::l;
    for (std::size_t i = 0; i < part.columns.size(); ++i) {
        const int column = part.columns[i];
        const qreal width = part.widths[i] - theme::space::m;
        const Qt::Alignment side = m_content.areFigures[std::size_t(column)] ? Qt::AlignRight : Qt::AlignLeft;
        painter->drawText(QRectF(left, top, width, paperLine), int(side | Qt::AlignVCenter) | int(Qt::TextSingleLine),
                          metrics.elidedText(cells.at(column), Qt::ElideMiddle, width));
        left += part.widths[i];
    }
}

void CostPaper::paintPages(QPainter *painter, const QSizeF &page, const std::function<void()> &newPage) const
{
    const QRectF inner = QRectF(QPointF(), page).adjusted(theme::space::l, theme::space::m, -theme::space::l, -theme::space::m);
    qreal top = paintHead(painter, inner);
    for (const CostPicture &picture : m_content.pictures) {
        const qreal height = std::min(chartHeight, inner.bottom() - top);
        if (height < chartHeight * 0.8) {
            newPage();
            top = inner.top();
        }
        paintChart(painter, QRectF(inner.left(), top, inner.width(), std::min(chartHeight, inner.bottom() - top)), picture);
        top += chartHeight;
    }
    for (const Columns &part : parts(inner.width())) {
        top = inner.bottom();
        for (std::size_t row = 0; row < m_content.rows.size(); ++row) {
            if (top + paperLine > inner.bottom()) {
                newPage();
                top = inner.top();
                paintRow(painter, part, m_content.headings, top, true);
                top += paperLine + 2;
                painter->fillRect(QRectF(inner.left(), top - 1, inner.width(), 1), ink(theme::Token::Line));
            }
            paintRow(painter, part, m_content.rows[row], top, row + 1 == m_content.rows.size());
            top += paperLine;
        }
    }
}

} // namespace screens
