#include "ui/screens/costgrid.h"

#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <cmath>

namespace screens {

using models::CostTable;

namespace {

constexpr int widestGroup = 320;
constexpr int narrowestGroup = 140;
constexpr int measuredRows = 200; // the others are not wider by much

//! Figures stand below each other; a line sets the sum apart.
class CostDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem cell(option);
        initStyleOption(&cell, index);
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
        const bool isTotal = index.data(CostTable::TotalRole).toBool();
        const QPalette &palette = option.palette;
        painter->save();
        if (isTotal)
            painter->fillRect(QRect(cell.rect.left(), cell.rect.top(), cell.rect.width(), 1), theme::color(palette, theme::Token::Edge));
        painter->setFont(theme::font(isTotal ? theme::Role::Strong : theme::Role::Body));
        const QVariant color = index.data(Qt::ForegroundRole);
        painter->setPen(color.isValid() && !isTotal ? color.value<QColor>() : theme::color(palette, theme::Token::Text));
        const QRectF room = QRectF(cell.rect).adjusted(theme::space::s, 0, -theme::space::s, 0);
        if (cell.displayAlignment & Qt::AlignRight)
            theme::drawTabular(painter, room, Qt::AlignRight | Qt::AlignVCenter, cell.text);
        else
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                              QFontMetricsF(painter->font()).elidedText(cell.text, Qt::ElideMiddle, room.width()));
        painter->restore();
    }
};

} // namespace

CostGrid::CostGrid(CostRows *rows, QWidget *parent) : QTableView(parent), m_rows(rows)
{
    setObjectName(QStringLiteral("cost.table"));
    setAccessibleName(tr("Cost"));
    setModel(rows);
    setItemDelegate(new CostDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSectionsClickable(true);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) { m_rows->sort(column, order); });
    setMouseTracking(true);
    connect(this, &QTableView::entered, this, [this](const QModelIndex &index) {
        viewport()->setCursor(isLink(index) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (isLink(index))
            choose(index);
    });
    connect(this, &QTableView::doubleClicked, this, &CostGrid::choose);
    applyRowHeight();
}

//! The name of a group leads down, as a link does.
bool CostGrid::isLink(const QModelIndex &index) const
{
    return index.column() == 0 && !index.data(CostTable::TotalRole).toBool();
}

void CostGrid::choose(const QModelIndex &index)
{
    // The second click of a double one is meant for the row that has gone, not for the one that came into its place.
    if (m_sinceChoice.isValid() && m_sinceChoice.elapsed() < QApplication::doubleClickInterval())
        return;
    m_sinceChoice.start();
    Q_EMIT rowChosen(index.row());
}

void CostGrid::fit()
{
    const QFontMetricsF body(theme::font(theme::Role::Strong));
    const QFontMetricsF head(theme::font(theme::Role::SmallStrong));
    const int rows = std::min(m_rows->rowCount(), measuredRows);
    for (int column = 0; column < m_rows->columnCount(); ++column) {
        qreal width = head.horizontalAdvance(m_rows->headerData(column, Qt::Horizontal).toString()) + theme::space::xl;
        const auto widen = [&](int row) { width = std::max(width, theme::tabularWidth(body, m_rows->index(row, column).data().toString())); };
        for (int row = 0; row < rows; ++row)
            widen(row);
        if (m_rows->rowCount() > 0)
            widen(m_rows->rowCount() - 1);
        width += 2 * theme::space::s;
        setColumnWidth(column, column == 0 ? std::clamp(int(std::ceil(width)), narrowestGroup, widestGroup) : int(std::ceil(width)));
    }
}

CostGrid::Place CostGrid::place() const
{
    const QModelIndex current = currentIndex();
    return {current.isValid() ? std::optional(m_rows->table()->sum(current.row()).key) : std::nullopt, current.column(), horizontalScrollBar()->value(),
            verticalScrollBar()->value()};
}

void CostGrid::goTo(const Place &place)
{
    for (int row = 0; place.current && row < m_rows->rowCount(); ++row) {
        if (m_rows->table()->sum(row).key == *place.current && !m_rows->table()->isTotal(row)) {
            setCurrentIndex(m_rows->index(row, std::clamp(place.column, 0, m_rows->columnCount() - 1)));
            horizontalScrollBar()->setValue(place.across);
            verticalScrollBar()->setValue(place.down);
            return;
        }
    }
}

void CostGrid::keyPressEvent(QKeyEvent *event)
{
    const bool bare = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (bare && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowChosen(currentIndex().row());
        return;
    }
    if (bare && (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Backspace || (!event->text().isEmpty() && event->text().at(0).isPrint()))) {
        event->ignore(); // the page's, and the window's shortcuts
        return;
    }
    QTableView::keyPressEvent(event);
}

void CostGrid::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        applyRowHeight();
}

void CostGrid::applyRowHeight()
{
    verticalHeader()->setMinimumSectionSize(16);
    verticalHeader()->setDefaultSectionSize(std::min(theme::rowHeight(this), 30));
}

} // namespace screens
