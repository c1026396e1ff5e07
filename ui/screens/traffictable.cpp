#include "ui/screens/traffictable.h"

#include "accounts/settings.h"
#include "models/trafficmodel.h"
#include "ui/theme/space.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace screens {

using models::TrafficModel;

namespace {

const QString headerName = QStringLiteral("traffic.table");

//! Cells begin where their heading does.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem cell(option);
        initStyleOption(&cell, index);
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
        cell.rect.adjust(theme::space::xs, 0, -theme::space::xs, 0);
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
    }
};

} // namespace

TrafficTable::TrafficTable(QAbstractItemModel *rows, accounts::Settings *settings, QWidget *parent) : QTableView(parent), m_settings(settings)
{
    setObjectName(headerName);
    setAccessibleName(tr("Requests"));
    setModel(rows);
    setItemDelegate(new RowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setTextElideMode(Qt::ElideMiddle);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    const QList<std::pair<int, int>> widths{{TrafficModel::Started, 76}, {TrafficModel::Method, 72}, {TrafficModel::Status, 88},   {TrafficModel::Took, 72},
                                            {TrafficModel::Size, 112},   {TrafficModel::RequestId, 150}, {TrafficModel::Profile, 130}};
    for (const auto &[column, width] : widths)
        header->resizeSection(column, width);
    header->restoreState(m_settings->headerState(headerName));
    header->setStretchLastSection(false);
    header->setSectionResizeMode(TrafficModel::Path, QHeaderView::Stretch);
    applyRowHeight();
}

void TrafficTable::remember()
{
    m_settings->setHeaderState(headerName, horizontalHeader()->saveState());
}

void TrafficTable::resizeEvent(QResizeEvent *event)
{
    fitColumns();
    QTableView::resizeEvent(event);
}

void TrafficTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyRowHeight();
}

void TrafficTable::applyRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(std::min(theme::rowHeight(this), 28));
}

//! The path is what one looks for: where it gets too little room, what says less steps aside.
void TrafficTable::fitColumns()
{
    constexpr int pathNeeds = 240;
    int room = viewport()->width() - pathNeeds;
    for (const int column : {TrafficModel::Status, TrafficModel::Method, TrafficModel::Took, TrafficModel::Size, TrafficModel::RequestId,
                             TrafficModel::Profile, TrafficModel::Started}) {
        setColumnHidden(column, false); // a hidden one has no width
        room -= columnWidth(column);
        setColumnHidden(column, room < 0 && column != TrafficModel::Status && column != TrafficModel::Method);
    }
}

} // namespace screens
