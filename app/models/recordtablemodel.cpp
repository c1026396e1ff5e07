#include "models/recordtablemodel.h"

#include "base/plaintext.h"
#include "models/recordmarks.h"
#include "models/sessioncosts.h"

#include <QCoreApplication>

#include <algorithm>

namespace models {

RecordTableModel::RecordTableModel(const api::ResourceDescriptor &descriptor, QObject *parent)
    : ShownRows(parent), m_descriptor(descriptor), m_table(m_descriptor)
{
}

bool RecordTableModel::isArchived(const base::Record &record)
{
    const base::Json *at = record.find("archived_at");
    return (at && !at->is_null()) || record.boolean("archived");
}

// ---- order and filter ----------------------------------------------------------------------------------------------------------

const std::vector<int> &RecordTableModel::ordered()
{
    if (!m_ordered)
        m_ordered = m_table.sorted(m_sortColumn, m_sortOrder);
    return *m_ordered;
}

bool RecordTableModel::matches(int row) const
{
    const QString &text = m_table.searchText(row);
    return std::all_of(m_filterWords.begin(), m_filterWords.end(), [&](const QString &word) { return text.contains(word); });
}

std::vector<int> RecordTableModel::matching(const std::vector<int> &rows) const
{
    if (m_filterWords.isEmpty())
        return rows;
    std::vector<int> out;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(out), [this](int row) { return matches(row); });
    return out;
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= columnCount())
        column = -1;
    if (m_sortColumn == column && m_sortOrder == order)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    m_ordered.reset();
    show(matching(ordered()));
}

void RecordTableModel::setFilterText(const QString &text)
{
    if (m_filterText == text)
        return;
    const QString needle = folded(text).simplified();
    const bool narrows = !m_filterWords.isEmpty() && needle.startsWith(m_filterWords.join(QLatin1Char(' ')));
    m_filterText = text;
    m_filterWords = needle.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    show(matching(narrows ? shown() : ordered()));
    filterTextChanged();
}

// ---- content -------------------------------------------------------------------------------------------------------------------

QSet<QString> RecordTableModel::takeNewest(const std::vector<base::Record> &records, Others others)
{
    std::vector<int> taken;
    std::vector<int> changed;
    QSet<QString> ids;
    for (const base::Record &record : records) {
        const QString id = RowTable::idOf(record);
        if (ids.contains(id))
            continue;
        ids.insert(id);
        int row = m_table.find(id);
        if (row < 0)
            row = m_table.append(record);
        else if (m_table.replace(row, record))
            changed.push_back(row);
        taken.push_back(row);
    }
    m_table.moveToTop(taken);
    m_ordered.reset();

    std::vector<int> gone;
    if (others != Others::Stay) {
        const bool pinnedStay = others == Others::PinnedStay;
        const auto isGone = [&](int row) { return !ids.contains(m_table.id(row)) && !(pinnedStay && m_table.isPinned(row)); };
        std::copy_if(ordered().begin(), ordered().end(), std::back_inserter(gone), isGone);
        std::erase_if(*m_ordered, isGone);
    }
    show(matching(ordered()));
    for (int row : gone)
        m_table.remove(row); // only now: a view may read a row until it has been told that it is gone
    for (int row : changed) {
        if (const int position = positionOf(row); position >= 0)
            touch(position);
    }
    return ids;
}

void RecordTableModel::takeMore(const std::vector<base::Record> &records)
{
    std::vector<int> added;
    for (const base::Record &record : records) {
        if (const int row = m_table.find(RowTable::idOf(record)); row >= 0)
            update(row, record);
        else
            added.push_back(m_table.append(record));
    }
    const auto before = [this](int a, int b) { return m_table.before(a, b, m_sortColumn, m_sortOrder); };
    std::sort(added.begin(), added.end(), before);
    if (m_ordered) {
        std::vector<int> merged;
        merged.reserve(m_ordered->size() + added.size());
        std::merge(m_ordered->begin(), m_ordered->end(), added.begin(), added.end(), std::back_inserter(merged), before);
        m_ordered = std::move(merged);
    }
    const std::vector<int> visible = matching(added);
    const bool atTheEnd = m_sortColumn < 0 && std::none_of(visible.begin(), visible.end(), [this](int row) { return m_table.isPinned(row); });
    if (atTheEnd)
        return append(visible);
    std::vector<int> target;
    target.reserve(shown().size() + visible.size());
    std::merge(shown().begin(), shown().end(), visible.begin(), visible.end(), std::back_inserter(target), before);
    show(target);
}

void RecordTableModel::take(const base::Record &record)
{
    if (const int row = m_table.find(RowTable::idOf(record)); row >= 0)
        return update(row, record);
    const int row = m_table.prepend(record);
    m_ordered.reset();
    if (matches(row))
        place(row);
}

bool RecordTableModel::removeRecord(const QString &id)
{
    const int row = m_table.find(id);
    if (row < 0)
        return false;
    if (const int position = positionOf(row); position >= 0)
        removeAt(position);
    m_table.remove(row);
    m_ordered.reset();
    return true;
}

void RecordTableModel::removeAll()
{
    show({});
    m_table.clear();
    m_ordered.reset();
}

std::vector<const base::Record *> RecordTableModel::records()
{
    std::vector<const base::Record *> all;
    all.reserve(m_table.size());
    for (int row : ordered())
        all.push_back(&m_table.record(row));
    return all;
}

void RecordTableModel::update(int row, const base::Record &record)
{
    if (!m_table.replace(row, record))
        return;
    if (m_sortColumn >= 0)
        m_ordered.reset();
    const int position = positionOf(row);
    if (!matches(row)) {
        if (position >= 0)
            removeAt(position);
        return;
    }
    place(row);
    touch(positionOf(row));
}

void RecordTableModel::place(int row)
{
    const auto before = [this](int a, int b) { return m_table.before(a, b, m_sortColumn, m_sortOrder); };
    const auto &rows = shown();
    const auto found = std::find(rows.begin(), rows.end(), row);
    const bool inPlace = found != rows.end() && (found == rows.begin() || before(*(found - 1), row)) && (found + 1 == rows.end() || before(row, *(found + 1)));
    if (inPlace)
        return;
    std::vector<int> target = rows;
    std::erase(target, row);
    target.insert(std::upper_bound(target.begin(), target.end(), row, before), row);
    show(target);
}

void RecordTableModel::setMarks(RecordMarks *marks)
{
    m_marks = marks;
    connect(marks, &RecordMarks::changed, this, &RecordTableModel::markChanged);
    markChanged({});
}

void RecordTableModel::markChanged(const QString &id)
{
    const int row = id.isEmpty() ? -1 : m_table.find(id);
    const bool moves = id.isEmpty() || (row >= 0 && m_table.isPinned(row) != m_marks->isPinned(id));
    m_table.setPinned(m_marks->pinned());
    if (moves) {
        m_ordered.reset();
        show(matching(ordered()));
    }
    if (id.isEmpty() && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    else if (const int position = row < 0 ? -1 : positionOf(row); position >= 0)
        touch(position);
    if (id.isEmpty())
        marksRead();
}

void RecordTableModel::setCosts(SessionCosts *costs)
{
    m_costs = costs;
    const auto &columns = m_descriptor.columns;
    const auto column = std::find_if(columns.begin(), columns.end(), [](const auto &one) { return one.path == SessionCosts::columnPath; });
    if (column == columns.end())
        return;
    m_costColumn = int(column - columns.begin());
    m_table.setValues(m_costColumn, [costs](const QString &id) { return costs->sortKey(id); });
    connect(costs, &SessionCosts::changed, this, &RecordTableModel::costsChanged);
}

void RecordTableModel::costsChanged()
{
    m_table.valuesChanged();
    if (m_sortColumn == m_costColumn) {
        m_ordered.reset();
        show(matching(ordered()));
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, m_costColumn), index(rowCount() - 1, m_costColumn));
}

const base::Record *RecordTableModel::record(const QString &id) const
{
    const int row = m_table.find(id);
    return row < 0 ? nullptr : &m_table.record(row);
}

int RecordTableModel::rowOf(const QString &id) const
{
    const int row = m_table.find(id);
    return row < 0 ? -1 : positionOf(row);
}

// ---- what views read -----------------------------------------------------------------------------------------------------------

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_descriptor.columns.size());
}

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = shown()[std::size_t(index.row())];
    const api::ColumnDescriptor &column = m_descriptor.columns[std::size_t(index.column())];
    const base::Record &record = m_table.record(row);
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant value = m_table.value(row, index.column());
        return value.typeId() == QMetaType::QString ? QVariant(base::plainLine(value.toString())) : value;
    }
    case Qt::AccessibleTextRole:
        return m_spoken ? QVariant(m_spoken(index)) : QVariant();
    case RecordRole:
        return QVariant::fromValue(record);
    case IdRole:
        return m_table.id(row);
    case KindRole:
        return int(column.kind);
    case ValueRole:
        return m_table.value(row, index.column());
    case WordRole: {
        const QString word = m_descriptor.statusPath.empty() ? QString() : record.string(m_descriptor.statusPath);
        return word.isEmpty() && isArchived(record) ? QStringLiteral("archived") : word;
    }
    case SortRole:
        return m_table.sortValue(row, index.column());
    case ArchivedRole:
        return isArchived(record);
    case TitleRole: {
        const QString title = record.string(m_descriptor.titlePath);
        return title.isEmpty() ? m_table.id(row) : title;
    }
    case CurrencyRole:
        return columnCurrency(record, column);
    case PinnedRole:
        return m_table.isPinned(row);
    case CostRole: {
        const SessionCost *cost = m_costs && index.column() == m_costColumn ? m_costs->find(m_table.id(row)) : nullptr;
        return cost ? QVariant::fromValue(*cost) : QVariant();
    }
    case UnreadRole:
        return m_marks && !isArchived(record) && m_marks->isUnread(record);
    default:
        return {};
    }
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount() || role != Qt::DisplayRole)
        return {};
    return QCoreApplication::translate("Resource", m_descriptor.columns[std::size_t(section)].label);
}

} // namespace models
