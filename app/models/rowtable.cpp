#include "models/rowtable.h"

#include <algorithm>
#include <utility>

namespace models {

namespace {

const base::Json *valueAt(const base::Record &record, const api::ColumnDescriptor &column)
{
    const base::Json *value = record.find(column.path);
    if ((!value || value->is_null()) && !column.fallbackPath.empty())
        value = record.find(column.fallbackPath);
    return value && !value->is_null() ? value : nullptr;
}

//! Text of one value: a list of words is joined, anything else that is no text is empty.
QString wordsOf(const base::Json &value)
{
    if (!value.is_array())
        return base::toQString(value);
    QStringList words;
    for (const base::Json &entry : value) {
        const QString word = base::toQString(entry);
        if (!word.isEmpty())
            words.append(word);
    }
    return words.join(QStringLiteral(", "));
}

QVariant moneyOf(const base::Json &value)
{
    const base::Json *amount = value.is_object() ? base::findPath(value, "amount") : &value;
    bool ok = false;
    const qint64 minor = amount ? base::toQString(*amount).toLongLong(&ok) : 0;
    return ok ? QVariant(minor) : QVariant();
}

QVariant numberOf(const base::Json &value)
{
    if (value.is_number_integer())
        return QVariant(qint64(value.get<qint64>()));
    if (value.is_number_float())
        return QVariant(value.get<double>());
    bool ok = false;
    const qint64 number = base::toQString(value).toLongLong(&ok);
    return ok ? QVariant(number) : QVariant();
}

} // namespace

QString folded(const QString &text)
{
    return text.toUpper().toCaseFolded(); // Qt's case folding alone is the simple one: it keeps the sharp s
}

QVariant columnValue(const base::Record &record, const api::ColumnDescriptor &column)
{
    const base::Json *value = valueAt(record, column);
    if (!value)
        return column.kind == api::ColumnKind::Count ? QVariant(qint64(0)) : QVariant();
    switch (column.kind) {
    case api::ColumnKind::Time: {
        const QDateTime time = base::timeOf(*value);
        return time.isValid() ? QVariant(time) : QVariant();
    }
    case api::ColumnKind::Number:
    case api::ColumnKind::Tokens:
        return numberOf(*value);
    case api::ColumnKind::Money:
        return moneyOf(*value);
    case api::ColumnKind::Count:
        return QVariant(value->is_array() || value->is_object() ? qint64(value->size()) : qint64(0));
    case api::ColumnKind::Text:
    case api::ColumnKind::Id:
    case api::ColumnKind::Status:
        break;
    }
    const QString text = wordsOf(*value);
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QString columnCurrency(const base::Record &record, const api::ColumnDescriptor &column)
{
    const base::Json *value = valueAt(record, column);
    const base::Json *currency = value && value->is_object() ? base::findPath(*value, "currency") : nullptr;
    return currency ? base::toQString(*currency) : QString();
}

QString RowTable::idOf(const base::Record &record)
{
    const QString id = record.id();
    return id.isEmpty() ? QString::fromUtf8(base::dumpJson(record.json())) : id;
}

int RowTable::append(const base::Record &record)
{
    return place(record, m_last++);
}

int RowTable::prepend(const base::Record &record)
{
    return place(record, m_first--);
}

int RowTable::place(const base::Record &record, qint64 rank)
{
    int row = int(m_rows.size());
    if (m_free.empty()) {
        m_rows.emplace_back();
    } else {
        row = m_free.back();
        m_free.pop_back();
    }
    Row &content = m_rows[std::size_t(row)];
    content.record = record;
    content.id = idOf(record);
    content.rank = rank;
    content.search = searchTextOf(record);
    content.alive = true;
    content.pinned = m_pinned.contains(content.id);
    m_byId.insert(content.id, row);
    forgetKey(row);
    return row;
}

bool RowTable::replace(int row, const base::Record &record)
{
    Row &content = m_rows[std::size_t(row)];
    if (content.record == record)
        return false;
    content.record = record;
    content.search = searchTextOf(record);
    forgetKey(row);
    return true;
}

void RowTable::remove(int row)
{
    Row &content = m_rows[std::size_t(row)];
    m_byId.remove(content.id);
    content = Row();
    m_free.push_back(row);
}

void RowTable::clear()
{
    const QSet<QString> pinned = std::exchange(m_pinned, {});
    const int column = m_foreignColumn;
    auto values = std::move(m_foreign);
    *this = RowTable(*m_descriptor);
    m_pinned = pinned;
    setValues(column, std::move(values));
}

void RowTable::setPinned(const QSet<QString> &ids)
{
    m_pinned = ids;
    for (Row &row : m_rows)
        row.pinned = row.alive && ids.contains(row.id);
}

void RowTable::moveToTop(const std::vector<int> &rows)
{
    for (auto row = rows.crbegin(); row != rows.crend(); ++row)
        m_rows[std::size_t(*row)].rank = m_first--;
}

void RowTable::setValues(int column, std::function<QVariant(const QString &)> values)
{
    m_foreignColumn = column;
    m_foreign = std::move(values);
    valuesChanged();
}

void RowTable::valuesChanged()
{
    if (m_keyColumn == m_foreignColumn)
        m_keys.clear();
}

std::vector<int> RowTable::sorted(int column, Qt::SortOrder order) const
{
    std::vector<int> rows;
    rows.reserve(size());
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows[std::size_t(row)].alive)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [&](int a, int b) { return before(a, b, column, order); });
    return rows;
}

bool RowTable::before(int a, int b, int column, Qt::SortOrder order) const
{
    if (isPinned(a) != isPinned(b))
        return isPinned(a);
    if (column >= 0) {
        const Key &left = key(a, column);
        const Key &right = key(b, column);
        if (left.group != right.group)
            return left.group < right.group; // what is absent comes last in either order
        if (const int difference = left.compare(right); difference != 0)
            return order == Qt::AscendingOrder ? difference < 0 : difference > 0;
    }
    return m_rows[std::size_t(a)].rank < m_rows[std::size_t(b)].rank;
}

int RowTable::Key::compare(const Key &other) const
{
    if (group == Numeric)
        return number < other.number ? -1 : (number > other.number ? 1 : 0);
    return group == Textual ? QString::compare(text, other.text) : 0;
}

const RowTable::Key &RowTable::key(int row, int column) const
{
    if (m_keyColumn != column) {
        m_keyColumn = column;
        m_keys.clear();
    }
    if (m_keys.size() < m_rows.size()) {
        // All at once: a sort holds references to two of them.
        m_keys.resize(m_rows.size());
    }
    Key &key = m_keys[std::size_t(row)];
    if (key.group == Key::NotMade) {
        const QVariant value = sortValue(row, column);
        if (!value.isValid()) {
            key.group = Key::Absent;
        } else if (value.typeId() == QMetaType::QString) {
            key.group = Key::Textual;
            key.text = value.toString();
        } else {
            key.group = Key::Numeric;
            key.number = value.toDouble();
        }
    }
    return key;
}

void RowTable::forgetKey(int row)
{
    if (std::size_t(row) < m_keys.size())
        m_keys[std::size_t(row)] = Key();
}

QString RowTable::searchTextOf(const base::Record &record) const
{
    QString text = idOf(record) + QLatin1Char('\n') + record.string(m_descriptor->titlePath);
    for (const api::ColumnDescriptor &column : m_descriptor->columns) {
        const bool searched =
            column.kind == api::ColumnKind::Text || column.kind == api::ColumnKind::Id || column.kind == api::ColumnKind::Status;
        if (searched)
            text += QLatin1Char('\n') + columnValue(record, column).toString();
    }
    return folded(text);
}

QVariant RowTable::value(int row, int column) const
{
    if (column == m_foreignColumn && m_foreign)
        return m_foreign(id(row));
    return columnValue(record(row), m_descriptor->columns[std::size_t(column)]);
}

QVariant RowTable::sortValue(int row, int column) const
{
    const QVariant found = value(row, column);
    switch (found.typeId()) {
    case QMetaType::QString:
        return folded(found.toString());
    case QMetaType::QDateTime:
        return found.toDateTime().toMSecsSinceEpoch();
    default:
        return found;
    }
}

} // namespace models
