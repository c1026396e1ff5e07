#include "ui/screens/resourcetable.h"

#include "accounts/settings.h"
#include "base/clock.h"
#include "base/json.h"
#include "models/costs.h"
#include "models/resourcelistmodel.h"
#include "ui/screens/recorddelegate.h"
#include "ui/screens/resourceheader.h"
#include "ui/theme/space.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QScrollBar>
#include <QTimerEvent>

#include <numeric>

namespace screens {

using models::ResourceListModel;

namespace {

constexpr int minimumTitle = 160;
constexpr int minute = 60000; // ms

} // namespace

ResourceTable::ResourceTable(const PageContext &context, ResourceListModel *model, QWidget *parent)
    : QTableView(parent), m_context(context), m_model(model)
{
    m_delegate = new RecordDelegate(model->descriptor(), [clock = context.clock] { return clock->now(); }, this);
    for (const api::ColumnDescriptor &column : model->descriptor().columns)
        m_columns.push_back({column.width, column.shown});
    setItemDelegate(m_delegate);
    setUpHeader();
    setModel(model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setWordWrap(false);
    m_delegate->setTitleColumn(titleColumn());
    m_delegate->setMarked(model->marks());
    // Sorting by no column is the server's own order; this must be set before sorting is switched on.
    horizontalHeader()->setSortIndicator(model->sortColumn(), model->sortOrder());
    setSortingEnabled(true);
    applyRowHeight();
    model->setSpokenText([delegate = QPointer<RecordDelegate>(m_delegate)](const QModelIndex &index) {
        return delegate ? delegate->spokenText(index) : QString();
    });
    connect(this, &QAbstractItemView::activated, this, [this] { Q_EMIT openRequested(currentId()); });
    if (model->costs() && context.costs)
        connect(context.costs, &models::Costs::shownChanged, this, &ResourceTable::costShownChanged);
}

void ResourceTable::setUpHeader()
{
    auto *header = new ResourceHeader(m_model->descriptor(), this);
    setHorizontalHeader(header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // never ResizeToContents: 1.3 s for 10,000 rows (performance.md §6)
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) { sectionResized(column, width); });
    connect(header, &QHeaderView::sectionMoved, this, [this] {
        layoutColumns();
        rememberColumns();
    });
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] { rememberColumns(); });
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnsMenu(menu);
        menu->popup(header->mapToGlobal(at));
    });
}

QString ResourceTable::currentId() const
{
    return currentIndex().isValid() ? currentIndex().data(ResourceListModel::IdRole).toString() : QString();
}

void ResourceTable::select(const QString &id)
{
    const int row = m_model->rowOf(id);
    if (row >= 0)
        setCurrentIndex(m_model->index(row, titleColumn()));
}

void ResourceTable::setAbsoluteTimes(bool absolute)
{
    m_delegate->setAbsoluteTimes(absolute);
    viewport()->update();
}

int ResourceTable::titleColumn() const
{
    const auto &columns = m_model->descriptor().columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].path == m_model->descriptor().titlePath)
            return int(i);
    }
    return 0;
}

std::vector<int> ResourceTable::inVisualOrder() const
{
    std::vector<int> order;
    for (int visual = 0; visual < int(m_columns.size()); ++visual)
        order.push_back(horizontalHeader()->logicalIndex(visual));
    return order;
}

void ResourceTable::layoutColumns()
{
    if (m_arranging || !model())
        return;
    m_arranging = true;
    const auto &columns = m_model->descriptor().columns;
    const int title = titleColumn();
    std::vector<int> fitting;
    for (int column : inVisualOrder()) {
        if (column == title || isColumnWanted(column))
            fitting.push_back(column);
    }
    // A title that can be read is worth more than another column; only beside its status it shrinks further.
    const auto titleNeeds = [&] { return fitting.size() > 2 ? std::max(minimumTitle, columns[std::size_t(title)].width) : minimumTitle; };
    const auto others = [&] {
        return std::accumulate(fitting.begin(), fitting.end(), 0,
                               [&](int sum, int column) { return sum + (column == title ? 0 : m_columns[std::size_t(column)].width); });
    };
    while (fitting.size() > 1 && others() + titleNeeds() > viewport()->width()) {
        auto worst = fitting.end();
        for (auto at = fitting.begin(); at != fitting.end(); ++at) {
            if (*at != title && (worst == fitting.end() || ResourceHeader::weight(columns, *at) >= ResourceHeader::weight(columns, *worst)))
                worst = at;
        }
        fitting.erase(worst);
    }
    const int rest = viewport()->width() - others();
    for (int column = 0; column < int(columns.size()); ++column) {
        const bool visible = std::find(fitting.begin(), fitting.end(), column) != fitting.end();
        setColumnHidden(column, !visible);
        if (visible)
            setColumnWidth(column, column == title ? std::max(minimumTitle, rest) : m_columns[std::size_t(column)].width);
    }
    m_delegate->setFirstColumn(fitting.empty() ? 0 : fitting.front());
    m_arranging = false;
}

void ResourceTable::sectionResized(int column, int width)
{
    if (m_arranging || column == titleColumn() || width <= 0)
        return;
    m_columns[std::size_t(column)].width = width;
    layoutColumns();
    rememberColumns();
}

bool ResourceTable::isColumnWanted(int column) const
{
    return isColumnOffered(column) && m_columns[std::size_t(column)].wanted;
}

bool ResourceTable::isColumnOffered(int column) const
{
    return column != m_model->costColumn() || (m_context.costs && m_context.costs->isShown());
}

void ResourceTable::setColumnWanted(int column, bool wanted)
{
    m_columns[std::size_t(column)].wanted = wanted;
    layoutColumns();
    rememberColumns();
}

void ResourceTable::fillColumnsMenu(QMenu *menu)
{
    for (int column : inVisualOrder()) {
        if (!isColumnOffered(column))
            continue;
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setObjectName(QStringLiteral("column.") + QString::fromStdString(m_model->descriptor().columns[std::size_t(column)].path));
        action->setCheckable(true);
        action->setChecked(isColumnWanted(column) || column == titleColumn());
        action->setEnabled(column != titleColumn());
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnWanted(column, on); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &ResourceTable::resetColumns);
}

void ResourceTable::costShownChanged()
{
    if (m_model->sortColumn() >= 0 && !isColumnOffered(m_model->sortColumn()))
        sortByColumn(-1, Qt::AscendingOrder); // an order by what nobody sees would be a riddle
    layoutColumns();
}

void ResourceTable::resetColumns()
{
    const auto &columns = m_model->descriptor().columns;
    m_arranging = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_columns[i] = {columns[i].width, columns[i].shown};
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(int(i)), int(i));
    }
    m_arranging = false;
    layoutColumns();
    sortByColumn(-1, Qt::AscendingOrder);
    rememberColumns();
}

void ResourceTable::rememberColumns()
{
    if (m_arranging || !m_context.settings || objectName().isEmpty())
        return;
    base::Json columns = base::Json::array();
    for (int column : inVisualOrder()) {
        const Column &state = m_columns[std::size_t(column)];
        columns.push_back({{"path", m_model->descriptor().columns[std::size_t(column)].path}, {"width", state.width}, {"shown", state.wanted}});
    }
    base::Json state = {{"columns", columns}};
    const int sorted = m_model->sortColumn();
    if (sorted >= 0)
        state["sort"] = {{"path", m_model->descriptor().columns[std::size_t(sorted)].path}, {"descending", m_model->sortOrder() == Qt::DescendingOrder}};
    m_context.settings->setHeaderState(objectName(), base::dumpJson(state));
}

void ResourceTable::restoreColumns()
{
    const QByteArray bytes = m_context.settings ? m_context.settings->headerState(objectName()) : QByteArray();
    const auto parsed = base::parseJson(bytes);
    const auto &columns = m_model->descriptor().columns;
    const auto numberOf = [&columns](const base::Record &entry) {
        const QString path = entry.string("path");
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (path == QLatin1String(columns[i].path.c_str()))
                return int(i);
        }
        return -1;
    };
    if (!bytes.isEmpty() && parsed.ok()) {
        m_arranging = true;
        int visual = 0;
        if (const base::Json *list = base::findPath(*parsed, "columns"); list && list->is_array()) {
            for (const base::Json &item : *list) {
                const base::Record entry(item);
                const int column = numberOf(entry);
                if (column < 0)
                    continue;
                m_columns[std::size_t(column)].width = int(std::clamp<qint64>(entry.integer("width").value_or(160), 56, 1200));
                m_columns[std::size_t(column)].wanted = entry.boolean("shown", true);
                horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), visual++);
            }
        }
        if (const base::Json *sort = base::findPath(*parsed, "sort")) {
            const base::Record entry(*sort);
            sortByColumn(numberOf(entry), entry.boolean("descending") ? Qt::DescendingOrder : Qt::AscendingOrder);
        }
        m_arranging = false;
    }
    layoutColumns();
}

void ResourceTable::applyRowHeight()
{
    verticalHeader()->setMinimumSectionSize(16);
    verticalHeader()->setDefaultSectionSize(theme::rowHeight(this));
}

void ResourceTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentChangedTo(current.isValid() ? current.data(ResourceListModel::IdRole).toString() : QString());
}

void ResourceTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layoutColumns();
}

void ResourceTable::keyPressEvent(QKeyEvent *event)
{
    const QString id = currentId();
    const bool bare = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (!id.isEmpty() && event->matches(QKeySequence::Copy)) {
        Q_EMIT copyIdRequested(id);
    } else if (!id.isEmpty() && bare && (event->key() == Qt::Key_F2 || event->key() == Qt::Key_E)) {
        Q_EMIT editRequested(id);
    } else if (!id.isEmpty() && bare && event->key() == Qt::Key_Delete) {
        Q_EMIT removeRequested(id);
    } else if (!id.isEmpty() && bare && m_model->marks() && event->key() == Qt::Key_P) {
        Q_EMIT pinRequested(id);
    } else if (!id.isEmpty() && bare && m_model->marks() && event->key() == Qt::Key_U) {
        Q_EMIT unreadRequested(id);
    } else if (bare && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        event->ignore(); // letters are the window's shortcuts, not a search through the first column
        return;
    } else {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void ResourceTable::hover(int row)
{
    if (row == m_hovered)
        return;
    for (int changed : {m_hovered, row}) {
        if (changed >= 0)
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(), rowHeight(changed));
    }
    m_hovered = row;
    m_delegate->setHoveredRow(row);
}

void ResourceTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // Qt makes the first row current without selecting it: then the keyboard would work on a row that nobody sees marked.
    if (currentIndex().isValid() && !selectionModel()->hasSelection())
        setCurrentIndex(currentIndex().siblingAtColumn(titleColumn()));
}

void ResourceTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    hover(indexAt(event->pos()).row());
}

void ResourceTable::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    hover(-1);
}

void ResourceTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        m_delegate->forget();
        applyRowHeight();
        viewport()->update();
    }
}

void ResourceTable::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_minute.timerId())
        viewport()->update(); // "3 min ago" becomes "4 min ago"
    else
        QTableView::timerEvent(event);
}

void ResourceTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_minute.start(minute, Qt::VeryCoarseTimer, this);
}

void ResourceTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_minute.stop();
}

void ResourceTable::contextMenuEvent(QContextMenuEvent *event)
{
    QModelIndex index = indexAt(event->pos());
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        index = currentIndex();
        at = viewport()->mapToGlobal(visualRect(index).bottomLeft());
    }
    if (!index.isValid())
        return;
    setCurrentIndex(index.siblingAtColumn(titleColumn()));
    Q_EMIT menuRequested(currentId(), at);
}

} // namespace screens
